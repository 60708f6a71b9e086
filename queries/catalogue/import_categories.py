"""Categories and brands that a file names and the shop has not, which an import may add.

While rows are looked at, a name gets a number below 0; its row is made before the first batch that needs it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import db
from problems import Problem
from queries.catalogue import brands, categories

# What one import may add of each, and how many there may be before none is added any more.
MOST_ADDED = 100
MOST_THERE = 2_000
LONGEST_NAME = 100

Path = tuple[str, ...]


@dataclass
class Missing:
    """What an import adds: categories by the path of their names, brands by a path of one."""

    seller_id: int
    # What is there, by names as they are compared: where a seller may not use it, it is not added either.
    there: dict[str, set[Path]]
    # How many an earlier attempt has added.
    added: dict[str, int]
    numbers: dict[tuple[str, Path], int] = field(default_factory=dict)
    names: dict[int, tuple[str, Path]] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)

    def number(self, table: str, path: Path) -> int | None:
        """The number below 0, or the id by now, of what is to be added; None where that may not be."""
        key = (table, tuple(map(str.casefold, path)))
        if key not in self.numbers:
            if not self._may_be_added(*key):
                return None
            self.numbers[key] = -len(self.numbers) - 1
            self.names[self.numbers[key]] = (table, path)
        return self.ids.get(self.numbers[key], self.numbers[key])

    def spelling(self, table: str, path: Path) -> Path:
        """The names as the file wrote them first, of what has a number."""
        return self.names[self.numbers[table, tuple(map(str.casefold, path))]][1]

    def make(self, number: int) -> int | None:
        """Add what has this number, in a transaction of its own; its id, or None where somebody else took the name."""
        if number not in self.ids:
            table, path = self.names[number]
            try:
                made = self._make(table, path)
            except Problem as problem:
                if problem.code != "taken":
                    raise
                # Somebody else has just made it.
                made = self._make(table, path)
            if made is None:
                return None
            self.ids[number] = made
        return self.ids[number]

    def _make(self, table: str, path: Path) -> int | None:
        return category(path) if table == "categories" else brand(path[0], self.seller_id)

    def _may_be_added(self, table: str, path: Path) -> bool:
        there = self.there[table]
        added = self.added[table] + sum(known == table for known, _ in self.numbers)
        return (
            added < MOST_ADDED
            and len(there) + added < MOST_THERE
            and len(path) <= categories.MAX_DEPTH
            and all(len(name) <= LONGEST_NAME for name in path)
            # A name alone may mean any of those that have it.
            and not (len(path) == 1 and any(known[-1] == path[0] for known in there))
        )


@db.transactional()
def category(path: Sequence[str]) -> int:
    """The category of these names from the top of the tree down, made with those above it as far as there is none."""
    parent_id = None
    for name in path:
        found = _child(parent_id, name)
        parent_id = found if found is not None else int(categories.add(name, parent_id)["id"])
    if parent_id is None:
        raise ValueError("a path without names")
    return parent_id


@db.transactional()
def brand(name: str, seller_id: int) -> int | None:
    """The brand of this name, made the seller's own (an admin's: everybody's); None where it is another's own."""
    row = db.fetch_one(
        """
        SELECT id, owner_id
        FROM   brands FORCE INDEX (uq_brands_name)
        WHERE  name = %s AND living = 1
        FOR UPDATE
        """,
        (name,),
    )
    if row is not None:
        return int(row["id"]) if row["owner_id"] in (None, seller_id) else None
    try:
        made = brands.add(name, seller_id)
    except Problem as problem:
        # Only who sells can own a brand.
        if problem.code != "validation_failed":
            raise
        made = brands.add(name, None)
    return int(made["id"])


def _child(parent_id: int | None, name: str) -> int | None:
    row = db.fetch_one(
        """
        SELECT id
        FROM   categories FORCE INDEX (uq_categories_name)
        WHERE  parent_key = %s AND name = %s AND living = 1
        FOR UPDATE
        """,
        (parent_id or 0, name),
    )
    return row["id"] if row else None
