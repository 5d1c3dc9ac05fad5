"""Who sends what message to whom: letters, calls, statements, talks and meetings.

What comes in: a parsed article, its entities and times. What goes out: `Communication`s with senders,
all recipients of long lists, medium and topics.
What it never does: make one of a mere act of speech ("she said that …"); that is a claim.
"""

from kg.extract.communications.find import find_communications
from kg.extract.communications.repeats import find_tellings

__all__ = ["find_communications", "find_tellings"]
