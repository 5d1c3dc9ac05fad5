"""The words before a time expression that belong to it or frame it: `about`, `early`, `the end of`, `since`.

What comes in: the text and where an expression stands. What goes out: where it really begins, and a `Phrase`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.times.bounds import Frame, Part, Phrase
from kg.extract.times.readings import Reading

_APPROXIMATELY = re.compile(
    r"\b(?:(?:about|around|roughly|approximately|nearly|almost|at\s+least|at\s+most|up\s+to"
    r"|some|more\s+than|less\s+than|fewer\s+than|no\s+more\s+than|no\s+less\s+than|as\s+(?:long|much|many)\s+as|close\s+to"
    r"|an?\s+estimated)\s+)+$",
    re.IGNORECASE,
)
_SHORTLY = re.compile(
    r"\b(?:shortly|soon|just|a\s+little|immediately)\s+(?:before|after)\s+(?:the\s+)?$", re.IGNORECASE
)
_PART = re.compile(
    r"\b(?:the\s+)?(?:very\s+)?(?P<part>early|late|mid|earlier|later)(?:-|\s+(?:in\s+)?(?:the\s+)?|\s+on\s+)$"
    r"|\b(?:the\s+)?(?:very\s+)?(?P<piece>beginning|start|middle|end|early\s+part|latter\s+part|(?:early|small)\s+hours)\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PARTS: dict[str, Part] = {
    "early": "early", "beginning": "early", "start": "early", "early part": "early",
    "early hours": "early", "small hours": "early",
    "mid": "mid", "middle": "mid",
    "late": "late", "end": "late", "latter part": "late",
}  # fmt: skip
_FRAME = re.compile(
    r"\b(?P<frame>since|until|till|before|after|by|as\s+of)\s+(?:(?:at\s+least|about|around|the|some\s+time\s+in)\s+)*$"
    r"|\bsince\b(?P<event>[^.;:!?\n,]{0,80}?)\s(?:in|on)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_FRAMES: dict[str, Frame] = {
    "since": "since",
    "after": "since",
    "until": "until",
    "till": "until",
    "before": "until",
    "by": "until",
}
_NUMBERED = frozenset({"duration", "offset", "clock", "vague_duration"})
_DATES = frozenset({"date", "day_range", "month", "year", "period_end", "quarter", "weekday"})


def begin(text: str, start: int, meaning: str, reading: Reading) -> tuple[int, Phrase]:
    """Where the expression begins with the words that refine it, and what they say."""
    window = max(0, start - 60)
    phrase = Phrase()
    if reading.type in ("DATE", "TIME") and meaning not in ("present", "past", "future", "clock", "duration"):
        found = _PART.search(text, window, start)
        if found is not None and not (found["part"] or "").lower().startswith(("earlier", "later")):
            words = " ".join((found["part"] or found["piece"]).lower().split())
            phrase = replace(phrase, part=_PARTS[words])
        if found is not None and _belongs(found, meaning):
            start = found.start()
    approximate = _APPROXIMATELY.search(text, max(0, start - 40), start)
    if approximate is not None and (meaning in _NUMBERED or (meaning in _DATES and _is_about(approximate[0]))):
        start = approximate.start()
    if meaning == "clock" and (shortly := _SHORTLY.search(text, max(0, start - 30), start)) is not None:
        start = shortly.start()
    frame = _find_frame(text, start)
    return start, replace(phrase, frame=frame if reading.type == "DATE" or _is_open(text, start) else None)


def _belongs(found: re.Match[str], meaning: str) -> bool:
    """`later in the day` and `later on Friday` are two expressions; `later Friday` is one."""
    words = found[0].lower()
    is_apart = words.rstrip().endswith(" on") and words.startswith(("later", "earlier"))
    return not (is_apart or (meaning == "the_unit" and "later" in words))


def _is_about(words: str) -> bool:
    return words.lower().split()[0] in ("about", "around")


def _is_open(text: str, start: int) -> bool:
    """A time of day `since` which or `until` which; before or after one is still on that day."""
    found = _FRAME.search(text, max(0, start - 90), start)
    return found is not None and (found["frame"] or "since").lower() in ("since", "until", "till")


def _find_frame(text: str, start: int) -> Frame | None:
    found = _FRAME.search(text, max(0, start - 90), start)
    if found is None:
        return None
    if found["event"] is not None:
        return "since"
    return _FRAMES.get(found["frame"].lower().split()[0])
