"""Articles, entities and events as people look at them: in a notebook, or as a page of their own.

What comes in: facts of an article, or a store and an IRI. What goes out: views, which show themselves as HTML.
What it never does: run a script, fetch anything, or put text of an article into HTML unescaped.
"""

from kg.views.article import ArticleView
from kg.views.node import EntityView, EventView, view_entity, view_event

__all__ = ["ArticleView", "EntityView", "EventView", "view_entity", "view_event"]
