"""What happened when, a lane for each type.

What comes in: the answer to a question that has the columns `published` and `type` or `medium`, such as `events`,
`communications` and `claims-about`. What goes out: a `Picture`.
What it never does: show the day of publication as that of an event; such points are hollow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from kg.analytics.findings import counted
from kg.plot.days import parse_days, set_days, to_number
from kg.plot.labels import Label, place_labels, shorten
from kg.plot.picture import BLUE, PALE, VERMILION, Picture, explain, name_sources, sign, start, subtitle
from kg.query import SelectAnswer

#: So many lanes at most; what is of a rarer type shares the last one.
_LANES = 8
_OTHER = "other"
#: A lane has so many columns; points in one column stand on each other.
_COLUMNS = 110


class _Point(NamedTuple):
    first: float
    last: float
    lane: str
    who: str
    what: str
    dated: bool
    alleged: bool


def draw_timeline(answer: SelectAnswer, *, title: str = "What happened when", labels: int = 60) -> Picture:
    """A point for each row: filled on the day of the event, hollow on that of publication where the text has no day.

    Imprecise days are lines. Vermilion points are only alleged, where the answer has a column `mode`.

    Args:
        answer: to a question with `published`, and `when` if there is one.
        title: the title of the picture.
        labels: name so many points at most, as far as there is room.
    """
    rows = answer.to_records()
    points = [point for row in rows if (point := _read(row))]
    lanes = _choose_lanes(points)
    picture, (axes,) = start(title, framed=True)
    axes.set_ylim(-0.6, max(len(lanes), 1) - 0.4)
    axes.set_yticks(range(len(lanes)), [shorten(lane, 22) for lane in lanes])
    axes.tick_params(axis="y", length=0, labelsize=9)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    for number in range(len(lanes)):
        axes.axhline(number - 0.5, color=PALE, linewidth=0.6, zorder=0)
    notes = [counted(len(points), "report")]
    if undated := len(rows) - len(points):
        notes.append(f"{undated:,} more without any date")
    if points:
        if far := set_days(axes, [point.first for point in points]):
            notes.append(f"{far:,} of them too far from the others to be shown")
        _draw(axes, points, lanes, labels, picture)
    else:
        axes.set_xticks([])
    subtitle(picture, "; ".join(notes))
    explain(picture, _legend(points))
    sign(picture, name_sources({row["article"] for row in rows if row.get("article")}))
    return picture


def _read(row: Mapping[str, Any]) -> _Point | None:
    """A row as a point, if it has a day of any kind."""
    told, published = parse_days(row.get("when")), parse_days(row.get("published"))
    days = told or published
    if days is None:
        return None
    lane = str(row.get("type") or row.get("medium") or row.get("harm") or _OTHER)
    actors = row.get("participants") or row.get("source") or row.get("sender") or row.get("by") or ""
    words = str(row.get("event") or row.get("content") or row.get("recipient") or "")
    if words == lane:
        words = ""  # the lane says so
    who, what = shorten(str(actors), 28), shorten(words, 24)
    alleged = str(row.get("mode", "asserted")) != "asserted"
    return _Point(to_number(days[0]), to_number(days[1]), lane, who, what, told is not None, alleged)


def _choose_lanes(points: Sequence[_Point]) -> list[str]:
    """The most frequent types, the most frequent at the top."""
    counts = Counter(point.lane for point in points)
    order = sorted(counts, key=lambda lane: (-counts[lane], lane))
    if len(order) > _LANES:
        order = [lane for lane in order if lane != _OTHER][: _LANES - 1]
        order.append(_OTHER)
    return order[::-1]


def _draw(axes: Axes, points: Sequence[_Point], lanes: Sequence[str], labels: int, picture: Picture) -> None:
    left, right = axes.get_xlim()
    column = (right - left) / _COLUMNS
    stacked: Counter[tuple[int, int]] = Counter()
    placed = []
    for point in sorted(points):
        lane = lanes.index(point.lane if point.lane in lanes else _OTHER)
        place = (lane, int((point.first - left) / column))
        placed.append((point, lane, stacked[place]))
        stacked[place] += 1
    lane_height = axes.get_position().height * picture.get_figheight() * 72 / (len(lanes) + 0.2)
    step = min(7 / lane_height, 0.85 / max(stacked.values()))
    size = min(6.0, 0.9 * step * lane_height)
    named: list[Label] = []
    told: set[tuple[int, str, int]] = set()
    for point, lane, level in placed:
        height = lane - 0.42 + step * (level + 0.5)
        colour = VERMILION if point.alleged else BLUE
        if point.last > point.first:
            axes.plot([point.first, point.last], [height, height], color=colour, linewidth=1.2, alpha=0.5, zorder=2)
        axes.plot(
            [point.first],
            [height],
            marker="o",
            markersize=size,
            markerfacecolor=colour if point.dated else "white",
            markeredgecolor=colour,
            alpha=0.85,
            zorder=3,
        )
        text = ": ".join(filter(None, (point.who, point.what)))
        # What somebody does is written once a day, and what happens without anybody once a lane.
        once = (lane, text, int(point.first) if point.who else 0)
        shorter = (point.who,) if point.who and point.what else ()
        band = (lane - 0.5, lane + 0.5)
        named.append(Label(point.first, height, "" if once in told else text, size / 2, shorter, band))
        told.add(once)
    picture.canvas.draw()
    place_labels(axes, _spread(named, labels), most=labels, fontsize=7.5)


def _spread(labels: Sequence[Label], most: int) -> list[Label]:
    """The labels in an order in which the first come from all along the time, not only from its beginning."""
    texts, silent = [label for label in labels if label.text], [label for label in labels if not label.text]
    stride = max(-(-len(texts) // max(most, 1)), 1)
    return [*(label for start in range(stride) for label in texts[start::stride]), *silent]


def _legend(points: Sequence[_Point]) -> list[Line2D]:
    round_: dict[str, Any] = {"linestyle": "", "marker": "o", "markersize": 7}
    handles = []
    if any(point.dated for point in points):
        handles.append(Line2D([], [], color=BLUE, label="day told by the text", **round_))
    if any(not point.dated for point in points):
        hollow = {"markerfacecolor": "white", "markeredgecolor": BLUE, **round_}
        handles.append(Line2D([], [], label="day of publication", **hollow))
    if any(point.last > point.first for point in points):
        handles.append(Line2D([], [], color=BLUE, alpha=0.5, label="on one of these days"))
    if any(point.alleged for point in points):
        handles.append(Line2D([], [], color=VERMILION, label="only alleged", **round_))
    return handles
