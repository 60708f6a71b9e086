"""Categories and brands that a file names and the shop lacks.

Until such a row is created, products refer to it by a placeholder: an id below 0.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

# The most that one import may add of each, what the imports of a seller may add in so many days, and the number of
# existing ones from which none is added.
MAX_ADDED = 100
MAX_OF_SELLER = {"categories": 100, "brands": 200}
DAYS = 30
NOUNS = {"categories": "category", "brands": "brand"}
MAX_EXISTING = 2_000
MAX_NAME = 100

Path = tuple[str, ...]


@dataclass
class MissingNames:
    """The names that an import adds: categories by the path of their names, brands by a path of one name.

    Parents that are added with a category count, too.
    """

    seller_id: int
    # Existing names, case folded, also those that this seller may not use: they are not added either.
    existing: dict[str, set[Path]]
    # How many an earlier attempt of this import has added.
    added: dict[str, int]
    # How many more this seller may add.
    allowance: dict[str, int]
    max_depth: int
    placeholders: dict[tuple[str, Path], int] = field(default_factory=dict)
    # By placeholder: the table and the names as the file spells them first, and the id once created.
    names: dict[int, tuple[str, Path]] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)
    # The paths that are added, and the last names of those that exist.
    _planned: dict[str, set[Path]] = field(default_factory=lambda: defaultdict(set))
    _last_names: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._last_names = {table: {path[-1] for path in paths} for table, paths in self.existing.items()}

    def reference(self, table: str, path: Path) -> int | None:
        """Return the id of what was added, or its placeholder, or None if it can't be added."""
        key = (table, tuple(map(str.casefold, path)))
        if key not in self.placeholders:
            added = self._added_with(*key)
            if not self._fits(*key) or self._limit(table, len(added)) is not None:
                return None
            self._planned[table] |= added
            self.placeholders[key] = -len(self.placeholders) - 1
            self.names[self.placeholders[key]] = (table, path)
        return self.ids.get(self.placeholders[key], self.placeholders[key])

    def refusal(self, table: str, path: Path) -> str | None:
        """Return the code of the note that tells which limit keeps a path out, or None if it is another reason."""
        folded = tuple(map(str.casefold, path))
        limit = self._limit(table, len(self._added_with(table, folded))) if self._fits(table, folded) else None
        return limit and f"{NOUNS[table]}_limit_{limit}"

    def spelling(self, table: str, path: Path) -> Path:
        """Return the names as the file spells them first; `path` must have a placeholder."""
        return self.names[self.placeholders[table, tuple(map(str.casefold, path))]][1]

    def _added_with(self, table: str, path: Path) -> set[Path]:
        """Return the path and its parents as far as they neither exist nor are planned."""
        paths = {path[:length] for length in range(1, len(path) + 1)}
        return paths - self.existing[table] - self._planned[table]

    def _fits(self, table: str, path: Path) -> bool:
        return (
            len(path) <= self.max_depth
            and all(len(name) <= MAX_NAME for name in path)
            # A single name may mean any of several existing categories.
            and not (len(path) == 1 and path[0] in self._last_names[table])
        )

    def _limit(self, table: str, more: int) -> str | None:
        planned = len(self._planned[table]) + more
        if len(self.existing[table]) + planned > MAX_EXISTING:
            return "shop"
        if self.added[table] + planned > MAX_ADDED:
            return "import"
        return "seller" if planned > self.allowance[table] else None
