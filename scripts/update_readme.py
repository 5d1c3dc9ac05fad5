"""Run the session in README.md and write what it prints into README.md.

Each `console` block is run in one folder that holds the sample articles, from the top of the README to its
end; the lines after a command are what it prints, standard error last.

    python scripts/update_readme.py           write the file
    python scripts/update_readme.py --check   only say whether it is up to date
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


#: What a build tells of itself where the machine is slow.
_PROGRESS = re.compile(r"^[\d,]+ articles, [\d.]+ a second.*\n", re.MULTILINE)


def rewrite(text: str, folder: Path) -> str:
    """The text with the output of its commands, run in `folder`."""
    return BLOCK.sub(lambda block: "".join(_run(line, folder) for line in _commands(block[0])), text)


def _commands(block: str) -> list[str]:
    return [line[2:] for line in block.splitlines() if line.startswith("$ ")]


def _run(command: str, folder: Path) -> str:
    kg = Path(sys.executable).with_name("kg")
    done = subprocess.run(
        re.sub(r"^kg(?= )", str(kg), command), shell=True, cwd=folder, capture_output=True, text=True, check=False
    )
    output = (done.stdout + _PROGRESS.sub("", done.stderr)).rstrip("\n")
    return f"$ {command}\n" + (f"{output}\n" if output else "")


def make_folder(folder: Path) -> Path:
    """A folder with the sample articles in `data`, as a checkout has them."""
    (folder / "data").symlink_to(ROOT / "data")
    return folder


def main() -> int:
    """Write the file, or compare it."""
    current = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        written = rewrite(current, make_folder(Path(folder)))
    if "--check" in sys.argv[1:]:
        if written != current:
            print("README.md is out of date: run python scripts/update_readme.py", file=sys.stderr)
        return int(written != current)
    README.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
