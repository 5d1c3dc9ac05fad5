"""Write docs/api.md, the reference of the Python interface, from signatures and docstrings.

    python scripts/document_api.py            write it
    python scripts/document_api.py --check    say whether it is up to date (status 1 if not)

Everything in `kg.__all__` is in it, with the public methods and properties of each class.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

import kg

PAGE = Path(__file__).parent.parent / "docs" / "api.md"

_INTRODUCTION = """# Python interface

<!-- Generated from the docstrings by scripts/document_api.py: edit those. -->

    import kg

    kg.build("articles", "kg-store")
    with kg.open("kg-store") as graph:
        print(graph.query("letters", recipient="UNMAS"))

What is not on this page is not public and may change. Errors are all `kg.KGError`s, whose message says what, where, why
and what to do.
"""

_ENTRY = re.compile(r"^([*]*[A-Za-z_][^:]*):")
_NAMED = r"`\1`:"
_SECTION = re.compile(r"^(Args|Attributes|Returns|Raises|Yields):$")


def build_page() -> str:
    """The page, whole."""
    members = {name: getattr(kg, name) for name in sorted(kg.__all__, key=str.lower)}
    groups = {
        "Functions": {name: value for name, value in members.items() if inspect.isfunction(value)},
        "Classes": {name: value for name, value in members.items() if inspect.isclass(value)},
    }
    told = {name for group in groups.values() for name in group}
    groups["Values"] = {name: value for name, value in members.items() if name not in told}
    lines = [_INTRODUCTION]
    for title, group in groups.items():
        lines += [f"{title}: {', '.join(f'[{name}](#{_anchor(name)})' for name in group)}", ""]
    for title, group in groups.items():
        lines += [f"## {title}", ""]
        for name, value in group.items():
            lines += _iter_member(name, value)
    return "\n".join(lines).rstrip() + "\n"


def _anchor(name: str) -> str:
    return f"kg{name}".lower()


def _iter_member(name: str, value: object) -> Iterator[str]:
    yield from (f"### kg.{name}", "")
    if inspect.isclass(value):
        yield from _iter_class(name, value)
    elif inspect.isfunction(value):
        yield from _iter_callable(f"kg.{name}", value)
    elif isinstance(value, Mapping):
        yield from (f"By name: {', '.join(f'`{key}`' for key in value)}.", "")
    elif isinstance(value, tuple | frozenset | list):
        yield from (f"{', '.join(f'`{item}`' for item in value)}.", "")
    else:
        yield from (f"`{_plain(str(value))}`", "")


def _iter_class(name: str, value: type) -> Iterator[str]:
    yield from _iter_docstring(value)
    for member, attribute in _iter_public(value):
        if isinstance(attribute, property | cached_property):
            yield from (f"#### {name}.{member}", "")
            yield from _iter_docstring(attribute)
        else:
            function = getattr(value, member)
            yield from (f"#### {name}.{member}()", "")
            yield from _iter_callable(member, function)


def _iter_public(value: type) -> Iterator[tuple[str, object]]:
    """The public methods and properties of ours, those that a class inherits last."""
    seen = set()
    for base in value.__mro__:
        if not base.__module__.startswith("kg."):
            continue
        for member, attribute in vars(base).items():
            callable_ = inspect.isfunction(attribute) or isinstance(attribute, classmethod | staticmethod)
            if member.startswith("_") or member in seen:
                continue
            if callable_ or isinstance(attribute, property | cached_property):
                seen.add(member)
                yield member, attribute


def _iter_callable(name: str, function: object) -> Iterator[str]:
    signature = str(inspect.signature(function))  # type: ignore[arg-type]
    signature = re.sub(r"\(self(, )?", "(", _plain(signature))
    yield from ("```python", f"{name}{signature}", "```", "")
    yield from _iter_docstring(function)


def _plain(signature: str) -> str:
    """A signature without the quotes of its types, the modules that they are from, and addresses in memory."""
    signature = re.sub(r"(: |-> )'([^']*)'", r"\1\2", signature)
    signature = re.sub(r"<function (\w+) at 0x[0-9a-f]+>", r"\1", signature)
    return re.sub(r"\b[a-z_]+(?:\.[a-z_]+)*\.(?=[A-Z])", "", signature)


def _iter_docstring(value: object) -> Iterator[str]:
    """A docstring as Markdown: its sections as lists, its examples as code."""
    section = None
    code = False
    for line in (inspect.getdoc(value) or "").splitlines():
        found = _SECTION.match(line)
        example = line.startswith((">>>", "...")) or (code and bool(line.strip()))
        if code and not example:
            yield from ("```", "")
        if example and not code:
            yield from ("```pycon",)
        code = example
        if found:
            section = found[1]
            yield from (f"*{section}*", "")
        elif section and line.startswith("    ") and not code:
            entry = line[4:]
            yield f"  {entry.strip()}" if entry.startswith(" ") else f"- {_ENTRY.sub(_NAMED, entry)}"
        else:
            yield line.rstrip()
    if code:
        yield "```"
    yield ""


def main() -> int:
    """Write the page, or compare it."""
    page = build_page()
    if "--check" in sys.argv[1:]:
        fresh = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page
        if not fresh:
            print(f"{PAGE} is not up to date. Run: python scripts/document_api.py", file=sys.stderr)
        return 0 if fresh else 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
