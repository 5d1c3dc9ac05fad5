"""A user's own gazetteers."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.gazetteer import Place, fold


@dataclass(frozen=True)
class Authority:
    """The places of a user's gazetteers, by the keys of their names."""

    digest: str = ""
    places: dict[str, tuple[Place, ...]] = field(default_factory=dict)

    def find_places(self, name: str) -> tuple[Place, ...]:
        """The places of that name, in the order of the files."""
        return self.places.get(fold(name), ()) if self.places else ()
