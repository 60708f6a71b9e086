"""Categories and brands that a file names and the shop lacks.

Until such a row is created, products refer to it by a placeholder: an id below 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# The most that one import may add of each, and the number of existing ones from which none is added.
MAX_ADDED = 100
MAX_EXISTING = 2_000
MAX_NAME = 100

Path = tuple[str, ...]


@dataclass
class MissingNames:
    """The names that an import adds: categories by the path of their names, brands by a path of one name."""

    seller_id: int
    # Existing names, case folded, also those that this seller may not use: they are not added either.
    existing: dict[str, set[Path]]
    # How many an earlier attempt of this import has added.
    added: dict[str, int]
    max_depth: int
    placeholders: dict[tuple[str, Path], int] = field(default_factory=dict)
    # By placeholder: the table and the names as the file spells them first, and the id once created.
    names: dict[int, tuple[str, Path]] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)

    def reference(self, table: str, path: Path) -> int | None:
        """Return the id of what was added, or its placeholder, or None if it can't be added."""
        key = (table, tuple(map(str.casefold, path)))
        if key not in self.placeholders:
            if not self._can_be_added(*key):
                return None
            self.placeholders[key] = -len(self.placeholders) - 1
            self.names[self.placeholders[key]] = (table, path)
        return self.ids.get(self.placeholders[key], self.placeholders[key])

    def spelling(self, table: str, path: Path) -> Path:
        """Return the names as the file spells them first; `path` must have a placeholder."""
        return self.names[self.placeholders[table, tuple(map(str.casefold, path))]][1]

    def _can_be_added(self, table: str, path: Path) -> bool:
        existing = self.existing[table]
        added = self.added[table] + sum(known == table for known, _ in self.placeholders)
        return (
            added < MAX_ADDED
            and len(existing) + added < MAX_EXISTING
            and len(path) <= self.max_depth
            and all(len(name) <= MAX_NAME for name in path)
            # A single name may mean any of several existing categories.
            and not (len(path) == 1 and any(known[-1] == path[0] for known in existing))
        )
