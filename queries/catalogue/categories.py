"""Statements of the category tree."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

import db
from problems import Problem, invalid
from queries.catalogue import change_feed
from queries.catalogue.named_rows import NamedRows
from queries.events import outbox
from queries.events.outbox import Event
from queries.system import audit

MAX_DEPTH = 8
# The most products that a deletion moves in one transaction.
MOST_MOVED = 2_000
ROWS = NamedRows(
    "categories",
    "category",
    ("category_created", "category_changed", "category_deleted"),
    ("parent_id", "name"),
    "uq_categories_name",
)


class Deletion(NamedTuple):
    """The numbers of deleted categories and moved products, and whether nothing is left to do."""

    deleted: int
    products_moved: int
    done: bool


@dataclass(frozen=True, eq=False)
class Tree:
    """All categories as of a revision: by id as `id, parent_id, name, children`, in the order of names. Read only."""

    revision: str
    nodes: dict[int, db.Row]

    @property
    def top(self) -> list[db.Row]:
        return [node for node in self.nodes.values() if node["parent_id"] is None]

    def path(self, category_id: int) -> tuple[str, ...]:
        """Return the names from the top of the tree down to this category."""
        names, upper = [], category_id
        while upper is not None:
            names.append(self.nodes[upper]["name"])
            upper = self.nodes[upper]["parent_id"]
        return tuple(reversed(names))


# The tree that this process has read last.
_latest: tuple[object, Tree] | None = None


def tree() -> Tree:
    """Return the tree as it is. It is read only once a revision."""
    global _latest
    if db.in_transaction():
        return _read("")
    known = _latest
    if known is None or known[0] is not db.current() or known[1].revision != _revision():
        with db.snapshot():
            known = db.current(), _read(_revision())
        _latest = known
    return known[1]


def paths() -> dict[int, tuple[str, ...]]:
    """Return the names of each category from the top of the tree down, by its id."""
    found = tree()
    return {category_id: found.path(category_id) for category_id in found.nodes}


def get(category_id: int) -> db.Row:
    """Return a category as in `Tree`, with its `path` (names from the top), or raise a 404."""
    found = tree()
    if category_id not in found.nodes:
        raise Problem("category_not_found", id=category_id)
    return {**found.nodes[category_id], "path": list(found.path(category_id))}


def _revision() -> str:
    """Return the last change of a category in each range of change numbers, which differs after any change.

    Within a range the numbers follow the order of commits; the time distinguishes a number that a rollback freed.
    """
    rows = db.fetch_all(
        f"""
        SELECT   (SELECT   CONCAT_WS(' ', c.change_id, c.id, c.updated_at)
                  FROM     categories c FORCE INDEX (ix_categories_change)
                  WHERE    c.change_id BETWEEN r.value - MOD(r.value, {change_feed.RANGE}) AND r.value
                  ORDER BY c.change_id DESC, c.id DESC
                  LIMIT    1) AS newest
        FROM     change_counter r
        ORDER BY r.id
        """
    )
    return ", ".join(row["newest"] or "" for row in rows)


def _read(revision: str) -> Tree:
    nodes: dict[int, db.Row] = {row["id"]: {**row, "children": []} for row in _all()}
    for node in nodes.values():
        if node["parent_id"] is not None:
            nodes[node["parent_id"]]["children"].append(node)
    return Tree(revision, nodes)


def branch(category_id: int) -> list[int]:
    """Return the ids of a category and all below it, or an empty list if it does not exist."""
    rows = db.fetch_all(
        """
        WITH RECURSIVE branch (id) AS (
            SELECT id
            FROM   categories
            WHERE  id = %s AND deleted_at IS NULL
            UNION ALL
            SELECT c.id
            FROM   categories c
            JOIN   branch b ON c.parent_id = b.id
            WHERE  c.deleted_at IS NULL
        )
        SELECT   id
        FROM     branch
        ORDER BY id
        """,
        (category_id,),
    )
    return [row["id"] for row in rows]


@db.transactional()
def add(name: str, parent_id: int | None) -> db.Row:
    """Insert a category below `parent_id`, or at the top if None, and return it."""
    return get(insert(name, parent_id))


@db.transactional()
def insert(name: str, parent_id: int | None) -> int:
    """Insert a category as `add` does, and return its id. It costs the same in a tree of any size."""
    # A new category closes no cycle, so the others need no lock.
    above = 0
    upper = parent_id
    while upper is not None:
        row = ROWS.lock(upper, "parent_id", share=True)
        if row is None:
            raise invalid("parent_id", "unknown_category")
        above, upper = above + 1, row["parent_id"]
    if above >= MAX_DEPTH:
        raise invalid("parent_id", "too_deep", deepest=MAX_DEPTH)
    return ROWS.add({"parent_id": parent_id, "name": name})


@db.transactional()
def update(category_id: int, fields: dict[str, Any]) -> db.Row:
    """Set `name` and `parent_id` if given, and return the category. A category can't be moved below itself."""
    parents = _lock_parents()
    if category_id not in parents:
        raise Problem("category_not_found", id=category_id)
    if fields.get("parent_id") is not None:
        _check_parent(category_id, fields["parent_id"], parents)
    ROWS.update(category_id, fields)
    return get(category_id)


@db.transactional()
def delete(category_id: int) -> None:
    """Delete a category without products and subcategories."""
    if ROWS.lock(category_id) is None:
        raise Problem("category_not_found", id=category_id)
    if len(branch(category_id)) > 1:
        raise Problem("still_in_use")
    ROWS.delete(category_id)


@db.transactional()
def delete_branches(category_ids: Collection[int], move_to: int | None) -> Deletion:
    """Delete categories with all below them, and give their products the category `move_to`, or none.

    Ids that do not exist are skipped. If MOST_MOVED products were not all, no category is deleted yet: call again.
    """
    parents = _lock_parents()
    doomed = {category_id for category_id in category_ids if category_id in parents}
    for _ in range(MAX_DEPTH):
        doomed |= {child for child, parent in parents.items() if parent in doomed}
    if move_to is not None and (move_to not in parents or move_to in doomed):
        raise invalid("move_to", "unknown_category")
    if not doomed:
        return Deletion(0, 0, True)
    moved, all_moved = _move_products(sorted(doomed), move_to)
    if moved:
        number = change_feed.mark("products", list(moved))
        events = [Event("product.updated", seller_id, each, {"version": number}) for each, seller_id in moved.items()]
        outbox.write(events, number)
    if all_moved:
        ROWS.remove(sorted(doomed))
    return Deletion(len(doomed) if all_moved else 0, len(moved), all_moved)


def _move_products(category_ids: list[int], move_to: int | None) -> tuple[dict[int, int], bool]:
    """Move up to MOST_MOVED products out of locked categories. Return their sellers by id, and whether none is left."""
    found = db.fetch_all(
        f"""
        SELECT id
        FROM   products FORCE INDEX (ix_products_category)
        WHERE  category_id IN ({db.placeholders(len(category_ids))}) AND deleted_at IS NULL
        LIMIT  %s
        """,
        [*category_ids, MOST_MOVED],
    )
    if not found:
        return {}, True
    ids = [row["id"] for row in found]
    locked = db.fetch_all(
        f"""
        SELECT   id, seller_id, category_id
        FROM     products FORCE INDEX (PRIMARY)
        WHERE    id IN ({db.placeholders(len(ids))}) AND deleted_at IS NULL
        ORDER BY id
        FOR UPDATE
        """,
        ids,
    )
    doomed = set(category_ids)
    # Some may have left the categories before they were locked; none can enter.
    moved = [row for row in locked if row["category_id"] in doomed]
    if moved:
        db.execute(
            f"""
            UPDATE products FORCE INDEX (PRIMARY)
            SET    category_id = %s
            WHERE  id IN ({db.placeholders(len(moved))})
            """,
            [move_to, *(row["id"] for row in moved)],
        )
        after = {"category_id": move_to}
        audit.write_all(
            [audit.Entry("UPDATE", "products", row["id"], {"category_id": row["category_id"]}, after) for row in moved]
        )
    return {row["id"]: row["seller_id"] for row in moved}, len(found) < MOST_MOVED


def hold(category_id: int) -> None:
    """Lock the category against changes until COMMIT, or raise a 422 if it does not exist."""
    if ROWS.lock(category_id, share=True) is None:
        raise invalid("category_id", "unknown_category")


def _all(lock: bool = False) -> list[db.Row]:
    return db.fetch_all(
        f"""
        SELECT   id, parent_id, name
        FROM     categories{" FORCE INDEX (PRIMARY)" if lock else ""}
        WHERE    deleted_at IS NULL
        ORDER BY {"id" if lock else "name, id"}
        {"FOR UPDATE" if lock else ""}
        """
    )


def _lock_parents() -> dict[int, int | None]:
    """Return each category's parent. Locks the whole tree, or two concurrent moves could close a cycle."""
    return {row["id"]: row["parent_id"] for row in _all(lock=True)}


def _check_parent(category_id: int, parent_id: int, parents: dict[int, int | None]) -> None:
    if parent_id not in parents:
        raise invalid("parent_id", "unknown_category")
    above, step = 1, parent_id
    while (upper := parents[step]) is not None and step != category_id:
        above, step = above + 1, upper
    if step == category_id:
        raise invalid("parent_id", "category_cycle")
    if above + _height(category_id, parents) > MAX_DEPTH:
        raise invalid("parent_id", "too_deep", deepest=MAX_DEPTH)


def _height(category_id: int, parents: dict[int, int | None]) -> int:
    below = [child for child, parent in parents.items() if parent == category_id]
    return 1 + max((_height(child, parents) for child in below), default=0)
