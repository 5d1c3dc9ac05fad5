"""Write the JSON Schema of one line of facts, generated from the types, to `kg/facts.schema.json`."""

from __future__ import annotations

import json
from pathlib import Path

from kg.model import build_schema

SCHEMA = Path(__file__).parent.parent / "kg" / "facts.schema.json"

if __name__ == "__main__":
    SCHEMA.write_text(json.dumps(build_schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
