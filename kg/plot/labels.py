"""Labels that cover neither each other nor, if there is another place, what they name.

What comes in: points with texts, the most important first. What goes out: texts on the axes.
What it never does: print one label over another. For which there is no room is left out, and counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, cast

from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Bbox

#: Where a label may stand beside its point, in units of its distance, with its alignment; the best place first.
_PLACES: tuple[tuple[float, float, Literal["left", "center", "right"], Literal["bottom", "center", "top"]], ...] = (
    (1.0, 0.0, "left", "center"),
    (0.0, 1.0, "center", "bottom"),
    (0.0, -1.0, "center", "top"),
    (-1.0, 0.0, "right", "center"),
    (0.8, 0.8, "left", "bottom"),
    (0.8, -0.8, "left", "top"),
    (-0.8, 0.8, "right", "bottom"),
    (-0.8, -0.8, "right", "top"),
)


class Label(NamedTuple):
    """A text for a point in the data, whose mark has this radius in points."""

    x: float
    y: float
    text: str
    radius: float = 4
    bold: bool = False


def place_labels(axes: Axes, labels: Sequence[Label], *, fontsize: float = 8, avoid: Sequence[Label] = ()) -> int:
    """Write as many of the labels as there is room for; the number of those for which there was none.

    Args:
        axes: where to write; its limits have to be final.
        labels: what to write, the most important first.
        fontsize: of the texts.
        avoid: marks that labels should not cover.
    """
    figure = axes.get_figure(root=True)
    assert figure is not None
    renderer = cast("Any", figure.canvas).get_renderer()
    frame = axes.get_window_extent(renderer)
    scale = figure.dpi / 72
    marks = [_mark(axes, label, scale) for label in (*labels, *avoid)]
    taken: list[Bbox] = []
    left_out = 0
    for number, label in enumerate(labels):
        others = [mark for i, mark in enumerate(marks) if i != number]
        distance = label.radius + 3
        text = axes.annotate(
            label.text,
            (label.x, label.y),
            xytext=(0, 0),
            textcoords="offset points",
            fontsize=fontsize,
            fontweight="bold" if label.bold else "normal",
            color="#222222",
            zorder=5,
            path_effects=[withStroke(linewidth=2.5, foreground="white")],
        )
        for dx, dy, horizontal, vertical in _PLACES:
            text.set_position((dx * distance, dy * distance))
            text.set_horizontalalignment(horizontal)
            text.set_verticalalignment(vertical)
            box = text.get_window_extent(renderer).expanded(1.02, 1.05)
            inside = frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1
            if inside and not any(box.overlaps(other) for other in (*taken, *others)):
                taken.append(box)
                break
        else:
            text.remove()
            left_out += 1
    return left_out


def shorten(text: str, length: int = 32) -> str:
    """The beginning of a long text.

    >>> shorten("Office of the High Commissioner for Human Rights", 20)
    'Office of the High…'
    """
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0].rstrip(",;") + "…"


def _mark(axes: Axes, label: Label, scale: float) -> Bbox:
    x, y = axes.transData.transform((label.x, label.y))
    half = 0.8 * label.radius * scale
    return Bbox.from_extents(x - half, y - half, x + half, y + half)
