"""The tree of categories."""

from __future__ import annotations

from typing import Any

import mysql.connector

import db
from problems import Problem, invalid, taken
from queries.accounts import activities
from queries.catalogue import change_feed
from queries.system import audit

DEEPEST = 8


def tree() -> list[db.Row]:
    """All categories as `id, parent_id, name, children`, the tops first, each level by name."""
    rows = _all()
    nodes = {row["id"]: {**row, "children": []} for row in rows}
    for node in nodes.values():
        if node["parent_id"] is not None:
            nodes[node["parent_id"]]["children"].append(node)
    return [node for node in nodes.values() if node["parent_id"] is None]


def paths() -> dict[int, tuple[str, ...]]:
    """The names of each category from the top of the tree down, by its id."""
    found: dict[int, tuple[str, ...]] = {}
    levels: list[tuple[list[db.Row], tuple[str, ...]]] = [(tree(), ())]
    while levels:
        level, above = levels.pop()
        for node in level:
            found[node["id"]] = (*above, node["name"])
            levels.append((node["children"], found[node["id"]]))
    return found


def get(category_id: int) -> db.Row:
    """One category as `tree` has it, with its `path` (names from the top), or a 404."""
    levels: list[tuple[list[db.Row], list[str]]] = [(tree(), [])]
    found = None
    while levels and found is None:
        level, path = levels.pop()
        for node in level:
            if node["id"] == category_id:
                found = {**node, "path": [*path, node["name"]]}
            levels.append((node["children"], [*path, node["name"]]))
    if found is None:
        raise Problem("category_not_found", id=category_id)
    return found


def branch(category_id: int) -> list[int]:
    """The ids of a living category and of all below it; empty where there is none."""
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
    """A new category below `parent_id` (None: at the top)."""
    if parent_id is not None:
        _must_fit(None, parent_id, _parents())
    try:
        category_id = db.insert(
            """
            INSERT INTO categories (parent_id, name)
            VALUES (%s, %s)
            """,
            (parent_id, name),
        )
    except mysql.connector.Error as error:
        raise _told(error) from error
    activities.write("category_created", category_id, name)
    audit.created("categories", category_id)
    change_feed.mark("categories", [category_id])
    return get(category_id)


@db.transactional()
def change(category_id: int, fields: dict[str, Any]) -> db.Row:
    """Sets `name` and `parent_id` as far as given; a category can't be put below itself."""
    parents = _parents()
    if category_id not in parents:
        raise Problem("category_not_found", id=category_id)
    if fields.get("parent_id") is not None:
        _must_fit(category_id, fields["parent_id"], parents)
    columns = [column for column in ("name", "parent_id") if column in fields]
    if columns:
        try:
            with audit.changing("categories", category_id):
                db.execute(
                    f"""
                    UPDATE categories FORCE INDEX (PRIMARY)
                    SET    {", ".join(f"{column} = %s" for column in columns)}
                    WHERE  id = %s
                    """,
                    [*(fields[column] for column in columns), category_id],
                )
        except mysql.connector.Error as error:
            raise _told(error) from error
        activities.write("category_changed", category_id)
        change_feed.mark("categories", [category_id])
    return get(category_id)


@db.transactional()
def remove(category_id: int) -> None:
    """Deletes a category that neither products nor other categories stand in."""
    parents = _parents()
    if category_id not in parents:
        raise Problem("category_not_found", id=category_id)
    used = db.fetch_value(
        """
        SELECT EXISTS (SELECT 1
                       FROM   products FORCE INDEX (ix_products_category)
                       WHERE  category_id = %s AND deleted_at IS NULL) AS used
        """,
        (category_id,),
    )
    if used or category_id in parents.values():
        raise Problem("still_in_use")
    audit.removed("categories", category_id)
    db.execute(
        """
        UPDATE categories FORCE INDEX (PRIMARY)
        SET    deleted_at = UTC_TIMESTAMP(6)
        WHERE  id = %s
        """,
        (category_id,),
    )
    activities.write("category_deleted", category_id)
    change_feed.mark("categories", [category_id])


def must_live(category_id: int) -> None:
    """Holds the category as it is until COMMIT; a 422 where it does not exist."""
    held = db.fetch_one(
        """
        SELECT id
        FROM   categories FORCE INDEX (PRIMARY)
        WHERE  id = %s AND deleted_at IS NULL
        LOCK IN SHARE MODE
        """,
        (category_id,),
    )
    if held is None:
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


def _parents() -> dict[int, int | None]:
    """Each category's parent. The whole tree is locked, or two who move branches could close a ring together."""
    return {row["id"]: row["parent_id"] for row in _all(lock=True)}


def _must_fit(category_id: int | None, parent_id: int, parents: dict[int, int | None]) -> None:
    if parent_id not in parents:
        raise invalid("parent_id", "unknown_category")
    above, step = 1, parent_id
    while (upper := parents[step]) is not None and step != category_id:
        above, step = above + 1, upper
    if step == category_id:
        raise invalid("parent_id", "category_cycle")
    if above + _height(category_id, parents) > DEEPEST:
        raise invalid("parent_id", "too_deep", deepest=DEEPEST)


def _height(category_id: int | None, parents: dict[int, int | None]) -> int:
    below = [child for child, parent in parents.items() if parent == category_id] if category_id is not None else []
    return 1 + max((_height(child, parents) for child in below), default=0)


def _told(error: mysql.connector.Error) -> Exception:
    return taken("name") if db.violated(error) == "uq_categories_name" else error
