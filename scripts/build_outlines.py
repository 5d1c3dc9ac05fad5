"""Write kg/plot/outlines.json: coasts and borders, from the package `world-atlas` of npm (Natural Earth, 1:50 m).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/build_outlines.py package/countries-50m.json

Natural Earth is in the public domain; `world-atlas` is under the ISC licence. Only the lines are kept: no names of
countries, and no word on whose land lies on which side of a line.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

TARGET = Path(__file__).parent.parent / "kg" / "plot" / "outlines.json"


def main() -> None:
    """Keep the lines of a TopoJSON file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("topology", type=Path)
    topology = json.loads(parser.parse_args().topology.read_text(encoding="utf-8"))
    kept = {
        "source": "Natural Earth 1:50m (public domain), by world-atlas 2.0.2",
        "scale": topology["transform"]["scale"],
        "translate": topology["transform"]["translate"],
    }
    arcs = ",\n".join(json.dumps(arc, separators=(",", ":")) for arc in topology["arcs"])
    TARGET.write_text(json.dumps(kept)[:-1] + ', "arcs": [\n' + arcs + "\n]}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
