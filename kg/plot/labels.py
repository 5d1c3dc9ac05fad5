"""Labels that cover neither each other nor, if there is another place, what they name.

What comes in: points with texts, the most important first. What goes out: texts on the axes.
What it never does: print one label over another. For which there is no room is left out, and counted.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, TypeAlias, cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Annotation

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
#: Texts of one size differ by so much from one resolution to another.
_SWELL = 1.06
#: The part of its width, or height, by which a label lies to the left of, or below, where it is anchored.
_BEFORE = {"left": 0.0, "bottom": 0.0, "center": 0.5, "right": 1.0, "top": 1.0}

#: Boxes as rows of left, low, right and high ends, and points as rows of two, in pixels.
Pixels: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"


class Label(NamedTuple):
    """A text for a point in the data, whose mark has this radius in points.

    `shorter` are texts to write where there is no room for the whole one. `band` are the lowest and the highest y that
    the text may reach, in the data; those of the axes if left out.
    """

    x: float
    y: float
    text: str
    radius: float = 4
    shorter: tuple[str, ...] = ()
    band: tuple[float, float] | None = None


def place_labels(
    axes: Axes,
    labels: Sequence[Label],
    *,
    most: int,
    fontsize: float = 8,
    lines: Pixels | None = None,
    sure: int = 0,
) -> int:
    """Write as many of the labels as there is room for; the number of those that are not written.

    Args:
        axes: where to write; its limits have to be final.
        labels: what to write, the most important first; all their marks are kept clear, also of those without a text.
        most: write so many at most.
        fontsize: of the texts.
        lines: points on lines, in pixels; of several places, a label takes that which covers the fewest.
        sure: so many of the first labels may cover marks of others if there is no room beside them.
    """
    figure = axes.get_figure(root=True)
    assert figure is not None
    renderer = cast("Any", figure.canvas).get_renderer()
    scale = figure.dpi / 72
    marks = _marks(axes, labels, scale)
    points = np.empty((0, 2)) if lines is None else lines
    taken = np.empty((0, 4))
    left_out = 0
    for number, label in enumerate(labels):
        if not label.text:
            continue
        if len(taken) >= most:
            left_out += 1
            continue
        others = np.delete(marks, number, axis=0)
        heavy = np.delete(marks[:sure], number, axis=0) if number < sure else others
        frame = _frame(axes, label, renderer)
        annotation = _write(axes, label, fontsize)
        for text in (label.text, *label.shorter):
            annotation.set_text(text)
            size = annotation.get_window_extent(renderer)
            boxes = _boxes(axes, label, size.width * _SWELL, size.height * _SWELL, scale)
            free = [i for i, box in enumerate(boxes) if _inside(box, frame) and not _hits(box, taken)]
            clear = [i for i in free if not _hits(boxes[i], heavy)]
            if clear:
                best = min(clear, key=lambda i: (_hits(boxes[i], others), _covered(boxes[i], points), i))
                _move(annotation, label, best)
                taken = np.vstack((taken, boxes[best]))
                break
        else:
            annotation.remove()
            left_out += 1
    return left_out


def shorten(text: str, length: int = 32) -> str:
    """The beginning of a long text.

    >>> shorten("Office of the High Commissioner for Human Rights", 20)
    'Office of the High…'
    """
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0].rstrip(",;") + "…"


def fold(text: str, width: int = 24) -> str:
    """A text in two lines at most; what does not fit into them is cut off.

    >>> print(fold("Office of the High Commissioner for Human Rights in Geneva"))
    Office of the High
    Commissioner for Human…
    """
    lines = textwrap.wrap(text, width, max_lines=2, placeholder="…", break_on_hyphens=False)
    return "\n".join(lines)


def _write(axes: Axes, label: Label, fontsize: float) -> Annotation:
    return axes.annotate(
        label.text,
        (label.x, label.y),
        xytext=(0, 0),
        textcoords="offset points",
        fontsize=fontsize,
        color="#222222",
        linespacing=1.1,
        zorder=5,
        path_effects=[withStroke(linewidth=2.5, foreground="white")],
    )


def _move(annotation: Annotation, label: Label, place: int) -> None:
    dx, dy, horizontal, vertical = _PLACES[place]
    annotation.set_position((dx * _distance(label), dy * _distance(label)))
    annotation.set_horizontalalignment(horizontal)
    annotation.set_verticalalignment(vertical)


def _frame(axes: Axes, label: Label, renderer: Any) -> tuple[float, float, float, float]:
    """The ends between which a label has to stay."""
    left, low, right, high = axes.get_window_extent(renderer).extents
    if label.band:
        low, high = (float(axes.transData.transform((label.x, y))[1]) for y in label.band)
    return left, low, right, high


def _inside(box: Pixels, frame: tuple[float, float, float, float]) -> bool:
    return bool(frame[0] <= box[0] and frame[1] <= box[1] and box[2] <= frame[2] and box[3] <= frame[3])


def _distance(label: Label) -> float:
    return label.radius + 3


def _boxes(axes: Axes, label: Label, width: float, height: float, scale: float) -> Pixels:
    """The box of a label in each of its places, with a little room around it."""
    x, y = axes.transData.transform((label.x, label.y))
    distance = _distance(label) * scale
    corners = [
        (x + dx * distance - _BEFORE[horizontal] * width, y + dy * distance - _BEFORE[vertical] * height)
        for dx, dy, horizontal, vertical in _PLACES
    ]
    return np.array([(left - 3, low - 1, left + width + 3, low + height + 1) for left, low in corners])


def _marks(axes: Axes, labels: Sequence[Label], scale: float) -> Pixels:
    """The boxes of the marks that labels name."""
    if not labels:
        return np.empty((0, 4))
    centres = axes.transData.transform([(label.x, label.y) for label in labels])
    halves = np.array([[0.85 * label.radius * scale] for label in labels])
    return np.hstack((centres - halves, centres + halves))


def _hits(box: Pixels, others: Pixels) -> int:
    """How many of the others a box overlaps."""
    apart = (others[:, 2] <= box[0]) | (others[:, 0] >= box[2]) | (others[:, 3] <= box[1]) | (others[:, 1] >= box[3])
    return int(np.count_nonzero(~apart))


def _covered(box: Pixels, points: Pixels) -> int:
    """How many points a box covers."""
    x, y = points[:, 0], points[:, 1]
    return int(np.count_nonzero((x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3])))
