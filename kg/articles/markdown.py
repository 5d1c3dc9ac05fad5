"""Markdown files with front matter in YAML or TOML.

What comes in: the text of a file. What goes out: an article whose text is the prose, without the marks of Markdown.
What it never does: make objects out of YAML tags; every value is read as the string that is written.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from itertools import pairwise
from typing import Final

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.articles.fields import read_fields
from kg.articles.metadata import UnreadableError, describe_long_number, make_article
from kg.articles.plain_text import skip_repeated
from kg.model import Article

_YAML: Final = re.compile(
    r"\s*---[ \t]*\r?\n(?P<matter>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_TOML: Final = re.compile(r"\s*\+\+\+[ \t]*\r?\n(?P<matter>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LONGEST_MATTER: Final = 65_536


def parse_markdown(text: str) -> Article:
    r"""The article that a Markdown file holds.

    Raises:
        UnreadableError: its front matter cannot be read, or there is no prose below it.

    >>> article = parse_markdown("---\ntitle: Letters sent\ndate: 2025-04-14\n---\nGroups *wrote* to the [UN](https://un.org).\n")
    >>> article.headline, article.published, article.text
    ('Letters sent', '2025-04-14', 'Groups wrote to the UN.')
    """
    fields, body = _split_front_matter(text)
    tokens = MarkdownIt("commonmark", {"html": True}).parse(body)
    prose = "\n\n".join(filter(None, _blocks(tokens)))
    metadata = read_fields(fields)
    metadata = replace(metadata, headline=metadata.headline or _first_heading(tokens))
    return make_article(prose, metadata, body_start=skip_repeated(prose, metadata))


def _split_front_matter(text: str) -> tuple[dict[str, object], str]:
    match = _YAML.match(text)
    if match is not None:
        return _read_yaml(match["matter"]), text[match.end() :]
    match = _TOML.match(text)
    if match is not None:
        return _read_toml(match["matter"]), text[match.end() :]
    return {}, text


def _read_yaml(matter: str) -> dict[str, object]:
    if len(matter) > _LONGEST_MATTER:
        raise UnreadableError(
            f"has front matter of more than {_LONGEST_MATTER:,} characters. Keep metadata only there."
        )
    try:
        fields = yaml.load(matter, Loader=yaml.BaseLoader)  # strings, lists and mappings only: no tags, no dates
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark is not None else ""
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise UnreadableError(
            f"has front matter that is not YAML{where}: {problem}. Put a value with a colon or a quote in quotes."
        ) from None
    except RecursionError:
        raise UnreadableError("has front matter that is nested too deeply. Keep metadata only there.") from None
    if fields is None or fields == "":
        return {}
    if not isinstance(fields, dict):
        raise UnreadableError("has front matter that is no list of 'key: value' lines. Write it so, or remove it.")
    return fields


def _read_toml(matter: str) -> dict[str, object]:
    try:
        fields = tomllib.loads(matter)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableError(f"has front matter that is not TOML: {error}.") from None
    except ValueError:  # Python converts no more digits
        raise UnreadableError(f"has front matter with {describe_long_number()}") from None
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in fields.items()}


def _blocks(tokens: list[Token]) -> list[str]:
    """The prose of each block; the number of a list item stays, since it may be a year."""
    blocks: list[str] = []
    prefix = ""
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            prefix = f"{token.info}{token.markup} "
        elif token.type == "inline":
            blocks.append(prefix + _inline_text(token))
            prefix = ""
        elif token.type == "code_block":  # an indented paragraph, in a file that nobody wrote as Markdown
            blocks.append(token.content.strip())
    return blocks


def _inline_text(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
    return "".join(parts)


def _first_heading(tokens: list[Token]) -> str | None:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h1":
            return " ".join(_inline_text(inline).split()) or None
    return None
