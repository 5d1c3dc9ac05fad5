"""Pictures: networks, timelines, maps, casualty figures; for print by matplotlib, to move about in by plotly.

What comes in: networks of `kg.network`, answers of `kg.query`. What goes out: figures, each with a line that says
what it rests on. What it never does: show what is alleged as if it were so, or load anything from elsewhere.

The packages come with the extra `plot`: `pip install 'dateline-kg[plot]'`.
"""

from kg.errors import MissingPackageError

try:
    from kg.plot.casualties import draw_casualties
    from kg.plot.interactive import InteractivePicture, draw_interactive_network
    from kg.plot.maps import draw_map
    from kg.plot.networks import draw_network
    from kg.plot.picture import Picture
    from kg.plot.timelines import draw_timeline
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] != "matplotlib":
        raise
    raise MissingPackageError("matplotlib", "plot") from None

__all__ = [
    "InteractivePicture",
    "Picture",
    "draw_casualties",
    "draw_interactive_network",
    "draw_map",
    "draw_network",
    "draw_timeline",
]
