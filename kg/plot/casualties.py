"""Casualty figures over time: every figure with its source, none added up, and which of them contradict each other.

What comes in: the answers to `casualties` and `conflicting-casualties`. What goes out: a `Picture`.
What it never does: add two figures, choose between them, or draw a line through them as if they were one series.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import StrMethodFormatter

from kg.analytics.findings import counted
from kg.plot.days import parse_days, set_days, to_number
from kg.plot.labels import Label, Pixels, place_labels, shorten
from kg.plot.picture import BLUE, GREY, PALE, VERMILION, Picture, explain, name_sources, sign, start, subtitle
from kg.query import SelectAnswer

#: So many kinds of harm at most have a strip of their own.
_STRIPS = 3
#: From this ratio of the largest to the smallest figure the scale is logarithmic.
_WIDE = 30

#: The length of an arrow, in points.
_ARROW = 16

#: How a qualifier reads before a number, where it is not as its code.
_WORDS = {"unstated": "", "exact": "", "dozens": "some"}


class _Figure(NamedTuple):
    day: float
    value: int
    lower: int | None
    upper: int | None
    said: str
    source: str
    denied: bool
    own: bool
    key: tuple[str, int]

    @property
    def bound(self) -> int:
        """1 if the figure is the least that it may be, -1 if it is the most, 0 if neither or both are known."""
        return (self.upper is None) - (self.lower is None)


def draw_casualties(
    figures: SelectAnswer,
    conflicts: SelectAnswer | None = None,
    *,
    title: str = "Casualty figures, by the day on which they were published",
    labels: int = 60,
) -> Picture:
    """A point for each figure, with who says so; a strip for each kind of harm.

    Arrows show "at least" and "up to", bars show ranges. Vermilion lines join figures that cannot both be true.

    Args:
        figures: the answer to `casualties`.
        conflicts: the answer to `conflicting-casualties` for the same place and harm.
        title: the title of the picture.
        labels: name so many figures at most, as far as there is room.
    """
    rows = figures.to_records()
    strips = _read_strips(rows)
    left_out = len(rows) - sum(map(len, strips.values()))
    notes = [counted(sum(map(len, strips.values())), "figure")]
    if left_out:
        notes.append(f"{counted(left_out, 'more figure')} of other kinds or without a day")
    shown = max(len(strips), 1)
    picture, axes = start(title, size=(11, 3.2 + 2.4 * shown), rows=shown, framed=True)
    pairs = _read_conflicts(conflicts)
    for strip, (harm, found) in zip(axes, strips.items(), strict=False):
        _prepare(strip, harm, found)
        _draw_conflicts(strip, found, pairs.get(harm, []))
        for figure in found:
            _draw_figure(strip, figure)
    days = [figure.day for found in strips.values() for figure in found]
    if days and (far := set_days(axes[-1], days, room=0.08)):
        notes.append(f"{far:,} of them too far from the others to be shown")
    subtitle(picture, "; ".join(notes))
    picture.canvas.draw()
    for strip, (harm, found) in zip(axes, strips.items(), strict=False):
        lines = _trace(strip, found, pairs.get(harm, []))
        place_labels(strip, _name(found), most=labels, fontsize=7.5, lines=lines)
    explain(picture, _legend(strips, conflicting=any(pairs.values())))
    sign(picture, name_sources({row["article"] for row in rows}))
    return picture


def _read_strips(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[_Figure]]:
    """The figures of the most frequent kinds of harm, the most frequent first."""
    counts = Counter(str(row["harm"]) for row in rows if _day(row) is not None and _value(row) is not None)
    kept = sorted(counts, key=lambda harm: (-counts[harm], harm))[:_STRIPS]
    strips: dict[str, list[_Figure]] = {harm: [] for harm in kept}
    for row in rows:
        day, value = _day(row), _value(row)
        if str(row["harm"]) in strips and day is not None and value is not None:
            own = row.get("said_as") is None
            source = str(row.get("source") or "no source")
            denied = row.get("said_as") == "denial"
            key = (str(row["article"]), value)
            strips[str(row["harm"])].append(
                _Figure(day, value, row.get("lower"), row.get("upper"), _qualified(row), source, denied, own, key)
            )
    return strips


def _read_conflicts(conflicts: SelectAnswer | None) -> dict[str, list[tuple[tuple[str, int], tuple[str, int]]]]:
    """Pairs of figures that contradict each other, by harm; a figure is its article and its value."""
    pairs: dict[str, list[tuple[tuple[str, int], tuple[str, int]]]] = {}
    for row in conflicts.to_records() if conflicts is not None else ():
        one, other = (row["article"], row["value"]), (row["other_article"], row["other_value"])
        pairs.setdefault(str(row["harm"]), []).append((one, other))  # type: ignore[arg-type]
    return pairs


def _prepare(axes: Axes, harm: str, found: Sequence[_Figure]) -> None:
    values = [figure.value for figure in found if figure.value > 0] or [1]
    if max(values) / min(values) > _WIDE:
        axes.set_yscale("symlog", linthresh=10)
        axes.set_ylim(0, max(values) * 2.2)
    else:
        axes.set_ylim(0, max(values) * 1.25)
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.set_title(harm.replace("-", " "), loc="left", fontsize=10, fontweight="bold")
    axes.grid(axis="y", color=PALE, linewidth=0.6)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _draw_figure(axes: Axes, figure: _Figure) -> None:
    colour = GREY if figure.denied else BLUE
    if figure.lower is not None and figure.upper is not None and figure.lower < figure.upper:
        axes.plot([figure.day] * 2, [figure.lower, figure.upper], color=colour, linewidth=3, alpha=0.4, zorder=2)
    elif figure.bound:
        axes.annotate(
            "",
            xy=(figure.day, figure.value),
            xytext=(0, _ARROW * figure.bound),
            textcoords="offset points",
            arrowprops={"arrowstyle": "<-", "color": colour, "linewidth": 1.2},
            zorder=2,
        )
    axes.plot(
        [figure.day],
        [figure.value],
        marker="x" if figure.denied else "o",
        markersize=6.5,
        markerfacecolor=colour if figure.own else "white",
        markeredgecolor=colour,
        markeredgewidth=1.4,
        clip_on=False,  # 0 lies on the edge
        zorder=3,
    )


def _draw_conflicts(
    axes: Axes, found: Sequence[_Figure], pairs: Sequence[tuple[tuple[str, int], tuple[str, int]]]
) -> None:
    places = {figure.key: (figure.day, figure.value) for figure in found}
    for one, other in pairs:
        if one in places and other in places:
            (x, y), (other_x, other_y) = places[one], places[other]
            axes.plot([x, other_x], [y, other_y], color=VERMILION, linewidth=1.1, linestyle=(0, (2, 2)), zorder=1)


def _trace(axes: Axes, found: Sequence[_Figure], pairs: Sequence[tuple[tuple[str, int], tuple[str, int]]]) -> Pixels:
    """Points on the arrows and on the lines between figures, in pixels, for labels to keep clear of."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    places = {one.key: axes.transData.transform((one.day, one.value)) for one in found}
    steps = np.linspace(0, 1, 60)[:, None]
    arrow = np.array((0, _ARROW * figure.dpi / 72)) * steps[::10]
    points = [np.empty((0, 2)), *(places[one.key] + one.bound * arrow for one in found if one.bound)]
    for one, other in pairs:
        if one in places and other in places:
            points.append((1 - steps) * places[one] + steps * places[other])
    return np.vstack(points)


def _name(found: Sequence[_Figure]) -> list[Label]:
    """A label for each point, the largest figures first: what is said, and by whom, once if several say the same."""
    sources: dict[tuple[float, int, str], list[str]] = {}
    for figure in sorted(found, key=lambda figure: (-figure.value, figure)):
        sources.setdefault((figure.day, figure.value, figure.said), []).append(figure.source)
    labels = []
    for (day, value, said), names in sources.items():
        first, *others = dict.fromkeys(names)
        more = f" and {len(others)} more" if others else ""
        whole, short = (shorten(first, length - len(more)) + more for length in (32, 24))
        labels.append(Label(day, value, f"{said} — {whole}", 4, shorter=(f"{said}\n{short}", said)))
    return labels


def _day(row: Mapping[str, Any]) -> float | None:
    days = parse_days(row.get("published"))
    return None if days is None else to_number(days[0])


def _value(row: Mapping[str, Any]) -> int | None:
    """The figure as stated, or the bound that is."""
    found = next((row[key] for key in ("value", "lower", "upper") if row.get(key) is not None), None)
    return None if found is None else int(found)


def _qualified(row: Mapping[str, Any]) -> str:
    words = _WORDS.get(str(row.get("qualifier")), str(row.get("qualifier") or "").replace("-", " "))
    return f"{words} {_value(row):,}".strip()


def _legend(strips: Mapping[str, Sequence[_Figure]], *, conflicting: bool) -> list[Line2D]:
    figures = [figure for found in strips.values() for figure in found]
    point: dict[str, Any] = {"linestyle": "", "markersize": 7, "markeredgecolor": BLUE}
    handles = []
    if any(figure.own for figure in figures):
        handles.append(Line2D([], [], marker="o", markerfacecolor=BLUE, label="in the article's own voice", **point))
    if any(not figure.own for figure in figures):
        handles.append(Line2D([], [], marker="o", markerfacecolor="white", label="claimed by a source", **point))
    if any(figure.denied for figure in figures):
        handles.append(Line2D([], [], marker="x", color=GREY, linestyle="", label="denied by a source"))
    if any(figure.bound for figure in figures):
        arrow = Line2D([], [], marker=r"$\uparrow$", color=BLUE, markersize=9, linestyle="", label="at least, or up to")
        handles.append(arrow)
    if conflicting:
        handles.append(Line2D([], [], color=VERMILION, linestyle=(0, (2, 2)), label="cannot both be true"))
    return handles
