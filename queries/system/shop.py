"""The shop's own name and logo: one row, which is there once an admin has chosen something."""

from __future__ import annotations

from collections.abc import Container

import db
from problems import Problem
from queries.accounts import activities
from queries.system import audit

NEW: db.Row = {"name": None, "logo_id": None, "revision": 1}


def get(default: str) -> db.Row:
    """Return the `name`, the `logo_id` or None, the `revision`, and whether an admin has chosen the name (`named`).

    The default is the name of the settings, which stands where no admin has chosen one.
    """
    row = _row()
    return {**row, "name": row["name"] or default, "named": row["name"] is not None}


@db.transactional()
def rename(name: str | None, expected: Container[int] | None = None) -> None:
    """Give the shop a name, or (None) that of the settings. A 412 where its revision is not the `expected` one."""
    _change("name", name, expected)


@db.transactional()
def show_logo(picture_id: str | None, expected: Container[int] | None = None) -> None:
    """Make the picture the shop's logo, or (None) leave it without. A 412 as in `rename`."""
    _change("logo_id", picture_id, expected)


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
    # Inserted or not, the row is locked now.
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
