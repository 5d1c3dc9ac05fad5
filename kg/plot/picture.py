"""What all pictures share: paper, colours, a title, a line that names the sources, and how a file is saved.

What comes in: nothing. What goes out: a `Picture`, which is a figure of matplotlib that shows itself in a notebook.
What it never does: touch matplotlib's own state, or tell kinds apart by colour alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from kg.analytics.findings import counted

# The colours of Okabe and Ito, which can be told apart with any kind of colour vision.
BLUE, ORANGE, GREEN, SKY = "#0072B2", "#E69F00", "#009E73", "#56B4E9"
VERMILION, PURPLE, YELLOW, BLACK = "#D55E00", "#CC79A7", "#F0E442", "#000000"
GREY, PALE, INK = "#8A8A8A", "#D9D9D9", "#222222"

#: Colour and marker of each kind of node; what is of no kind here is grey and round.
KINDS: dict[str, tuple[str, str]] = {
    "Person": (BLUE, "o"),
    "Organization": (ORANGE, "s"),
    "State": (GREEN, "D"),
    "Group": (SKY, "^"),
    "Place": (PURPLE, "p"),
    "Event": (INK, "v"),
    "Communication": (INK, "X"),
    "AllegedEvent": (VERMILION, "v"),
    "AllegedCommunication": (VERMILION, "X"),
}
OTHER = (GREY, "o")
#: The colours of relations that take a side; all others are grey.
SIDES = {"opposes": VERMILION, "supports": GREEN, "concerned": PURPLE}
#: A legend of so many entries stands in one line.
_ONE_LINE = 9


class Picture(Figure):
    """A figure that shows itself in a notebook, and saves the same bytes for the same picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        FigureCanvasAgg(self)

    def save(self, path: str | Path, *, dpi: int = 150) -> None:
        """Write the picture as PNG, SVG or PDF, by the ending of the path."""
        metadata = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(Path(path).suffix.lower())
        with rc_context({"svg.hashsalt": "dateline"}):
            self.savefig(path, dpi=dpi, metadata=metadata)

    def _repr_png_(self) -> bytes:
        stream = io.BytesIO()
        self.savefig(stream, format="png", dpi=110)
        return stream.getvalue()


def start(
    title: str, *, size: tuple[float, float] = (11, 7.5), rows: int = 1, framed: bool = False
) -> tuple[Picture, list[Axes]]:
    """A sheet with a title and so many axes one above the other; those that are framed have room for scales."""
    picture = Picture(figsize=size, facecolor="white")
    width, height = size
    picture.text(0.2 / width, 1 - 0.12 / height, title, fontsize=15, fontweight="bold", va="top", color=INK)
    axes = picture.subplots(rows, 1, sharex=True, squeeze=False)[:, 0]
    left, right, bottom, top = (1.4, 0.4, 0.85, 1.35) if framed else (0.2, 0.2, 0.45, 1.1)
    picture.subplots_adjust(
        left=left / width, right=1 - right / width, bottom=bottom / height, top=1 - top / height, hspace=0.3
    )
    return picture, list(axes)


def subtitle(picture: Picture, text: str) -> None:
    """The line under the title."""
    width, height = picture.get_size_inches()
    picture.text(0.2 / width, 1 - 0.47 / height, text, fontsize=10, va="top", color=INK)


def explain(picture: Picture, handles: Sequence[Line2D]) -> None:
    """The legend, in a line or two under the title."""
    width, height = picture.get_size_inches()
    picture.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0.1 / width, 1 - 0.68 / height),
        ncols=len(handles) if len(handles) <= _ONE_LINE else -(-len(handles) // 2),
        fontsize=8.5,
        frameon=False,
        handletextpad=0.6,
        columnspacing=1.4,
        borderaxespad=0,
    )


def sign(picture: Picture, source: str) -> None:
    """The line at the foot that says what the picture rests on."""
    picture.text(
        0.2 / picture.get_figwidth(), 0.1 / picture.get_figheight(), source, fontsize=8, color="#555555", va="bottom"
    )


def name_sources(articles: Iterable[object], publishers: Iterable[object] = (), days: Iterable[str] = ()) -> str:
    """The usual line: how many articles, of how many publishers, and of what time.

    >>> name_sources(["a1", "a2"], ["Post"], ["2025-04-14"])
    'Source: 2 articles by 1 publisher, 2025-04-14; read and drawn by Dateline.'
    """
    found, by, dated = set(articles), set(publishers), sorted(day for day in days if day)
    of_whom = f" by {counted(len(by), 'publisher')}" if by else ""
    span = ", " + " to ".join(sorted({dated[0], dated[-1]})) if dated else ""
    return f"Source: {counted(len(found), 'article')}{of_whom}{span}; read and drawn by Dateline."


def kind_handle(kind: str) -> Line2D:
    """How a kind of node looks, for a legend."""
    colour, marker = KINDS.get(kind, OTHER)
    return Line2D([], [], linestyle="", marker=marker, color=colour, markersize=8, label=kind, markeredgecolor="white")
