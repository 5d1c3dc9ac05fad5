"""Pictures: all is on them that should be, nothing covers a label, nothing alleged looks like fact."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path

import matplotlib.text
import networkx as nx
import numpy as np
import pyoxigraph as ox
import pytest
from matplotlib.patches import FancyArrowPatch

import kg
import kg.plot
from kg.network import Network, UndirectedNetwork, project
from kg.plot import Picture, draw_casualties, draw_interactive_network, draw_map, draw_network, draw_timeline
from kg.plot.days import parse_days
from kg.plot.labels import Label, place_labels
from kg.plot.layout import lay_out
from kg.plot.maps import read_outlines
from kg.plot.networks import strongest, weigh
from kg.plot.picture import start
from kg.query import SelectAnswer
from tests.asked import ASKED


def ring(size: int) -> Network:
    """A network with long names, close to each other."""
    network = Network(description="A ring: each to the next")
    for i in range(size):
        network.add_node(f"n{i}", label=f"Association number {i} of the ring", kind=("Person", "Group", "Thing")[i % 3])
    for i in range(size):
        network.add_edge(f"n{i}", f"n{(i + 1) % size}", weight=1 + i % 4, alleged=i == 0, articles=f"a{i}")
    return network


def labels(picture: Picture) -> list[matplotlib.text.Annotation]:
    return [text for axes in picture.axes for text in axes.texts if isinstance(text, matplotlib.text.Annotation)]


def words(picture: Picture) -> str:
    return " ".join(text.get_text() for text in picture.findobj(matplotlib.text.Text))  # type: ignore[attr-defined]


def overlapping(picture: Picture) -> list[tuple[str, str]]:
    """The labels that cover each other, as drawn and as saved."""
    found = []
    for dpi in (100, 150):
        picture.set_dpi(dpi)
        picture.canvas.draw()
        boxes = [(label.get_text(), label.get_window_extent()) for label in labels(picture)]
        found += [(one[0], other[0]) for one, other in combinations(boxes, 2) if one[1].overlaps(other[1])]
    return found


@pytest.mark.parametrize("size", [20, 500])
def test_labels_do_not_cover_each_other(size: int) -> None:
    picture = draw_network(ring(size), labels=size)
    assert len(labels(picture)) >= 15
    assert not overlapping(picture)


def star(size: int) -> Network:
    """A crowd about a few, who are in the middle of it, and of whom the first is in the middle of them."""
    network = Network(description="A star: all to a few")
    for i in range(size):
        network.add_node(f"n{i}", label=f"Member {i} of the star", kind="Person")
        network.add_edge(f"n{i}", f"n{i % 5}")
        network.add_edge(f"n{i}", "n0")
    return network


def test_the_strongest_are_named_in_a_crowd() -> None:
    picture = draw_network(star(400), labels=30)
    told = [label.get_text().replace("\n", " ") for label in labels(picture)]
    assert {f"Member {i} of the star" for i in range(5)} <= set(told)
    assert 15 < len(told) <= 30
    assert f"{len(told)} of 400 nodes named" in words(picture)
    assert "nodes named" not in words(draw_network(ring(5)))
    interactive = draw_interactive_network(star(400)).figure.data[-1]
    assert interactive.text[0] == "Member 0 of the star"
    assert 15 < len(interactive.text) <= 60


def test_events_in_a_crowd_have_no_names() -> None:
    network = star(120)
    for i in range(60, 120):
        network.nodes[f"n{i}"].update(label="flood", kind="Event", event_type="flood")
    assert "flood" not in words(draw_network(network))
    few = network.subgraph(list(network)[55:70])
    assert "flood" in words(draw_network(nx.MultiGraph(few)))


def test_labels_stand_clear_of_edges_where_they_can() -> None:
    """The ends of a pair stand side by side: the usual place of the name of the left one is on the edge."""
    picture = draw_network(UndirectedNetwork([("The one", "The other")]))
    (edge,) = (patch for patch in picture.axes[0].patches if isinstance(patch, FancyArrowPatch))
    ends = edge.get_transform().transform(edge.get_path().vertices[[0, -1]])
    along = ends[0] + np.linspace(0, 1, 50)[:, None] * (ends[1] - ends[0])
    assert [label.get_window_extent().count_contains(along) for label in labels(picture)] == [0, 0]


def test_a_label_is_cut_where_the_whole_has_no_room() -> None:
    picture, (axes,) = start("A page")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    picture.canvas.draw()
    points = [Label(0.5, 0.5 + i / 15, "who says so: " * 9, shorter=("at least 9",)) for i in (-1, 0, 1)]
    wide = [Label(x, 0.5, "", radius=90) for x in (0.1, 0.9)]
    assert place_labels(axes, [*points, *wide], most=9) == 0
    assert [label.get_text() for label in labels(picture)] == ["at least 9"] * 3
    assert place_labels(axes, points, most=1) == 2


def test_alleged_edges_are_dashed_and_explained() -> None:
    picture = draw_network(ring(20))
    styles = [patch.get_linestyle() for patch in picture.axes[0].patches if isinstance(patch, FancyArrowPatch)]
    assert len(styles) == 20
    assert sum(style != "solid" for style in styles) == 1
    assert "only alleged" in words(picture)
    assert "Source: 20 articles" in words(picture)
    honest = ring(20)
    honest.edges["n0", "n1", 0]["alleged"] = False
    assert "only alleged" not in words(draw_network(honest))


def test_what_is_left_out_is_counted() -> None:
    assert "the strongest 10 of 40 nodes" in words(draw_network(ring(40), limit=10))
    assert "Nothing to draw" in words(draw_network(Network()))


def test_what_is_drawn_of_many_is_tied() -> None:
    """The strong are tied to weak ones only here, more than there is room for."""
    network = Network([(f"strong{i}", f"weak{i}{j}") for i in range(20) for j in range(9)])
    network.add_node("alone")
    part = strongest(network, weigh(network), 23)
    assert len(part) == 23
    assert min(degree for _, degree in part.degree()) == 1
    assert len([node for node in part if node.startswith("strong")]) == 5


def test_a_layout_depends_on_nothing_but_the_network() -> None:
    network = nx.MultiGraph([("a", "b"), ("b", "c"), ("x", "y")])
    other = nx.MultiGraph([("y", "x"), ("c", "b"), ("b", "a")])
    assert lay_out(network) == lay_out(other)
    assert len(set(lay_out(network).values())) == 5


def test_a_picture_is_saved_the_same(tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg", "one.png", "two.png"):
        draw_network(ring(8)).save(tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()
    assert draw_network(ring(8))._repr_png_().startswith(b"\x89PNG")


def test_a_map_shows_places_and_counts_the_others(asked: ox.Store) -> None:
    picture = draw_map(project(asked, "event-place"))
    assert "Milltown" in words(picture)
    assert "1 place" in words(picture)
    left, right = picture.axes[0].get_xlim()
    assert left < -20.25 < right
    network = project(asked, "event-place")
    for node in list(network):
        network.nodes[node].pop("latitude", None)
    assert "0 places; 1 more place without coordinates" in words(draw_map(network))


def test_a_map_does_not_show_what_is_beyond_the_world() -> None:
    network = Network()
    network.add_node("west", label="West", latitude=-20.0, longitude=-179.0)
    network.add_node("east", label="East", latitude=-41.0, longitude=178.0)
    whole = draw_map(network).axes[0].get_xlim()
    assert whole[0] == pytest.approx(-whole[1])
    network.remove_node("west")
    alone = draw_map(network).axes[0].get_xlim()
    assert alone[0] < 178 < alone[1] <= 180


def test_plots_say_which_extra_brings_matplotlib() -> None:
    """In a process of its own, as matplotlib is loaded here."""
    program = """
import sys
sys.modules["matplotlib"] = None
from kg.errors import KGError
try:
    from kg import plot
except KGError as error:
    assert isinstance(error, ImportError)
    print(error)
"""
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert told == "This needs matplotlib, which is not installed: pip install 'dateline-kg[plot]'\n"


def test_outlines_do_not_cross_the_map() -> None:
    lines = read_outlines()
    assert len(lines) > 1000
    assert all(-180.01 <= x <= 180.01 and -90.01 <= y <= 90.01 for line in lines for x, y in line)
    assert all(abs(one[0] - other[0]) <= 180 for line in lines for one, other in pairwise(line))


def test_a_timeline_tells_days_from_days_of_publication(asked: ox.Store) -> None:
    graph = kg.open(ASKED)
    picture = draw_timeline(graph.query("events"))
    assert "day told by the text" in words(picture)
    assert "mine-explosion" in words(picture)
    (letters,) = draw_timeline(graph.query("letters")).axes
    assert {line.get_markerfacecolor() for line in letters.lines if line.get_marker() == "o"} == {"white"}
    modes = draw_timeline(graph.query("asserted-and-alleged", actor="Southland"))
    assert "only alleged" in words(modes)


def reports(days: Sequence[str], kind: str = "meeting", actor: str = "") -> SelectAnswer:
    """An answer with a report for each day."""
    rows = ((day, day, kind, f"{actor} {i}" if actor else None, kind, f"a{i}") for i, day in enumerate(days))
    return SelectAnswer(
        columns=("when", "published", "type", "participants", "event", "article"),
        lines="".join("\t".join("" if value is None else f'"{value}"' for value in row) + "\n" for row in rows),
    )


def joined(*answers: SelectAnswer) -> SelectAnswer:
    return SelectAnswer(columns=answers[0].columns, lines="".join(answer.lines for answer in answers))


def test_reports_of_long_ago_do_not_press_the_others_into_a_corner() -> None:
    near = [f"2024-05-{day:02}" for day in range(1, 29)]
    assert "31 reports; 3 of them too far from the others to be shown" in words(
        draw_timeline(reports([*near, "1997-10-10", "1997-10-11", "1980-01-01"]))
    )
    assert "too far" not in words(draw_timeline(reports([*near, *(f"1997-05-{day:02}" for day in range(1, 10))])))
    assert "too far" not in words(draw_timeline(reports([*near[:9], "1997-10-10"])))


def test_what_a_lane_says_is_not_repeated() -> None:
    assert not labels(draw_timeline(reports(["2024-05-01", "2024-05-02"], "flood")))
    assert {
        label.get_text() for label in labels(draw_timeline(reports(["2024-05-01"], "flood", "The river board")))
    } == {"The river board 0"}


def test_labels_of_a_timeline_stay_in_their_lane() -> None:
    days = [f"2024-05-{day:02}" for day in range(1, 28)]
    kinds = ("appeal", "fire", "flood", "letter", "meeting", "report", "storm", "strike")
    picture = draw_timeline(joined(*(reports(days, kind, "Commission") for kind in kinds)))
    (axes,) = picture.axes
    assert not overlapping(picture)
    found = labels(picture)
    assert len(found) >= 20
    for label in found:
        lane = round(label.xy[1])
        low, high = axes.transData.transform([(0, lane - 0.5), (0, lane + 0.5)])[:, 1]
        box = label.get_window_extent()
        assert low <= box.y0 < box.y1 <= high


def test_casualty_figures_stand_side_by_side() -> None:
    graph = kg.open(ASKED)
    picture = draw_casualties(graph.query("casualties"), graph.query("conflicting-casualties"))
    told = {label.get_text() for label in labels(picture)}
    assert {"12 — Harbour Post", "at least 15 — Mine Bureau"} <= told
    assert "cannot both be true" in words(picture)
    assert "cannot both be true" not in words(draw_casualties(graph.query("casualties")))


def test_an_interactive_network_needs_nothing_from_elsewhere(asked: ox.Store, tmp_path: Path) -> None:
    picture = draw_interactive_network(project(asked, "claims", alleged=True))
    picture.save(tmp_path / "claims.html")
    page = (tmp_path / "claims.html").read_text(encoding="utf-8")
    assert not re.search(r"<(script|link)[^>]*(src|href)=", page)
    assert len(page) > 1_000_000, "the scripts are in it"
    assert "Plotly.newPlot" in picture._repr_html_()
    draw_interactive_network(project(asked, "claims", alleged=True)).save(tmp_path / "again.html")
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == page
    told = " ".join(
        text for trace in picture.figure.data for text in (trace.text if isinstance(trace.text, tuple) else ())
    )
    assert "<b>River Society → Southland</b>" in told
    assert "Harbour Post" in told


def test_a_network_shows_itself(asked: ox.Store) -> None:
    html = project(asked, "claims", alleged=True)._repr_html_()
    assert "River Society" in html
    assert html.count("<circle") == 3
    evil = Network()
    evil.add_edge("a", "b", quotes="<script>", relation="x")
    evil.nodes["a"]["label"] = "<b>"
    assert "<script>" not in evil._repr_html_()
    assert "480 more nodes are not drawn" in ring(500)._repr_html_()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025-04-14", ("2025-04-14", "2025-04-14")),
        ("2025-02", ("2025-02-01", "2025-02-28")),
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2025-04-06/2025-05", ("2025-04-06", "2025-05-31")),
        ("2025-21", ("2025-01-01", "2025-12-31")),
        ("../2025-04-06", ("2025-04-06", "2025-04-06")),
    ],
)
def test_days_are_bounds(text: str, days: tuple[str, str]) -> None:
    found = parse_days(text)
    assert found is not None
    assert tuple(day.isoformat() for day in found) == days
