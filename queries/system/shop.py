"""The shop's name and logo: one row, which exists once an admin has set one of them."""

from __future__ import annotations

from collections.abc import Container

import db
from problems import Problem
from queries.accounts import activities
from queries.system import audit

NEW: db.Row = {"name": None, "logo_id": None, "revision": 1}


def get(default: str) -> db.Row:
    """Return the `name`, the `logo_id` or None, the `revision`, and whether an admin has set the name (`named`).

    Without such a name, the name is `default`: that of the settings.
    """
    row = _row()
    return {**row, "name": row["name"] or default, "named": row["name"] is not None}


@db.transactional()
def rename(name: str | None, expected: Container[int] | None = None) -> None:
    """Set the shop's name, or reset it to that of the settings (None). A 412 unless its revision is `expected`."""
    _change("name", name, expected)


@db.transactional()
def set_logo(image_id: str | None, expected: Container[int] | None = None) -> None:
    """Set the shop's logo, or remove it (None). Raise a 412 as `rename` does."""
    _change("logo_id", image_id, expected)


def _row() -> db.Row:
    row = db.fetch_one(
        """
        SELECT name, logo_id, revision
        FROM   shop
        WHERE  id = 1
        """
    )
    return row or NEW


def _change(column: str, value: str | None, expected: Container[int] | None) -> None:
    # The row is locked now, inserted or not.
    db.execute(
        """
        INSERT INTO shop (id)
        VALUES (1)
        ON DUPLICATE KEY UPDATE id = VALUES(id)
        """
    )
    if expected is not None and _row()["revision"] not in expected:
        raise Problem("version_conflict")
    with audit.changing("shop", 1):
        db.execute(
            f"""
            UPDATE shop
            SET    {column} = %s, revision = revision + 1
            WHERE  id = 1
            """,
            (value,),
        )
    activities.write("shop_changed", detail="logo" if column == "logo_id" else value or "")
