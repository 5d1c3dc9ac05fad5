"""Files, folders and archives of them to articles, one at a time.

What comes in: paths of .txt, .md, .html, .json, .jsonl and .csv files, of .gz, .zip and .tar.gz of them, and folders.
What goes out: `SourceArticle`s, and an `ArticleError` for each file, line or record that cannot be read.
What it never does: use the network, run anything that a page holds, change a text, or make up a date, a zone or a name.

The text of a .txt file is the file's, with `Article.body_start` where the prose begins; that of a record is its field
to the letter; that of a page is what trafilatura keeps; that of a Markdown file is its prose without the marks.
"""

from kg.articles.files import SourceArticle
from kg.articles.metadata import MAX_CHARACTERS
from kg.articles.reading import ENDINGS, iter_articles

__all__ = ["ENDINGS", "MAX_CHARACTERS", "SourceArticle", "iter_articles"]
