"""What happens, has happened or may happen, in the words of an article.

What comes in: a parsed article, its entities and times. What goes out: `Event`s with type, trigger,
participants, places, times and modality.
What it never does: decide whether an event is the article's own or only someone's claim.
"""

from kg.extract.events.find import find_events

__all__ = ["find_events"]
