"""Draw how often facts of a given confidence are right, from the marked articles, to `docs/reliability.svg`.

kg extract data/articles data/gold/articles -o facts.jsonl
python scripts/plot_reliability.py facts.jsonl
"""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt

import kg

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "reliability.svg"
KINDS = ("name", "time", "communication", "claim", "count")
SPLITS = {"dev": ("#9bb7d4", "to develop on (fitted)"), "test": ("#1f4e79", "kept for testing")}


def main() -> None:
    """Draw one panel for each kind of fact."""
    mpl.rcParams.update({"svg.hashsalt": "reliability", "font.size": 9, "font.family": "sans-serif"})
    figure, panels = plt.subplots(1, len(KINDS), figsize=(11, 2.9), sharey=True, layout="constrained")
    for split, (colour, label) in SPLITS.items():
        compared = kg.compare_files(ROOT / "data" / "gold" / f"{split}.jsonl", Path(sys.argv[1]))
        reliability = kg.Reliability.of(kg.judge(compared))
        for panel, kind in zip(panels, KINDS, strict=True):
            bins = [each for each in reliability.bins if each.kind == kind]
            sizes = [12 + 2.2 * each.facts**0.6 for each in bins]
            panel.scatter([b.confidence for b in bins], [b.right for b in bins], s=sizes, color=colour, label=label)
            panel.set_title(f"{kind}s" if kind != "communication" else "communications", fontsize=10)
    for panel in panels:
        panel.plot([0, 1], [0, 1], color="#999999", linewidth=0.8, zorder=0)
        panel.set(xlim=(-0.04, 1.04), ylim=(-0.04, 1.04), aspect="equal", xticks=(0, 0.5, 1), yticks=(0, 0.5, 1))
        panel.spines[["top", "right"]].set_visible(False)
    panels[0].set_ylabel("part that is right")
    figure.supxlabel("confidence (mean of each tenth; the area grows with the number of facts)", fontsize=9)
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper right", ncols=2, frameon=False)
    figure.savefig(PICTURE, metadata={"Date": None})
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()
