"""Staff: who sells for an owner. Their PIN opens a till and nothing else."""

from __future__ import annotations

from typing import Any, Literal

import mysql.connector

import db
from problems import Problem, invalid, taken
from queries.accounts import users
from queries.catalogue import change_feed
from queries.system import audit

Duty = Literal["cashier", "manager"]
COLUMNS = "s.user_id, u.name, u.username, s.duty, s.active, s.created_at"
# Lists have no pages.
MOST = 100


def of_owner(owner_id: int) -> list[db.Row]:
    """Return the staff of an owner in the order of their names."""
    rows = db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     staff s
        JOIN     users u ON u.id = s.user_id
        WHERE    s.owner_id = %s
        ORDER BY u.name, s.user_id
        """,
        (owner_id,),
    )
    return [{**row, "active": bool(row["active"])} for row in rows]


def get(owner_id: int, user_id: int) -> db.Row:
    """Return one of the owner's staff, or raise a 404."""
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   staff s
        JOIN   users u ON u.id = s.user_id
        WHERE  s.owner_id = %s AND s.user_id = %s
        """,
        (owner_id, user_id),
    )
    if row is None:
        raise Problem("staff_not_found", id=user_id)
    return {**row, "active": bool(row["active"])}


@db.transactional()
def add(owner_id: int, login_name: str, duty: Duty, pin_hash: str) -> db.Row:
    """Add a user, named by username or e-mail address, and return them as one of the staff.

    Raises Problem: 422 for an unknown or deactivated user and for the owner, 409 for one who is among the staff
    already.
    """
    user = users.find_for_login(login_name)
    if user is None or not user["active"]:
        raise invalid("username", "unknown_user")
    if user["id"] == owner_id:
        raise invalid("username", "own_staff")
    if len(of_owner(owner_id)) >= MOST:
        raise Problem("limit_reached", most=MOST)
    try:
        db.execute(
            """
            INSERT INTO staff (owner_id, user_id, duty, pin_hash)
            VALUES (%s, %s, %s, %s)
            """,
            (owner_id, user["id"], duty, pin_hash),
        )
    except mysql.connector.Error as error:
        raise (taken("username") if db.violated(error) == "PRIMARY" else error) from error
    audit.created("staff", (owner_id, user["id"]))
    change_feed.note(owner_id, "staff", user["id"])
    return get(owner_id, user["id"])


@db.transactional(repeatable=True)
def update(owner_id: int, user_id: int, fields: dict[str, Any]) -> db.Row:
    """Set `duty`, `pin_hash` and `active` if given, and return the person. Raises a 404 for others.

    Another PIN, and another value of `active`, end the person's sign-ins at tills.
    """
    get(owner_id, user_id)
    ends = "pin_hash" in fields
    if fields:
        with audit.changing("staff", (owner_id, user_id)):
            db.execute(
                f"""
                UPDATE staff FORCE INDEX (PRIMARY)
                SET    pin_at = IF(%s OR active <> COALESCE(%s, active), UTC_TIMESTAMP(6), pin_at),
                       {", ".join(f"{column} = %s" for column in fields)}
                WHERE  owner_id = %s AND user_id = %s
                """,
                [ends, fields.get("active"), *fields.values(), owner_id, user_id],
            )
        change_feed.note(owner_id, "staff", user_id)
    return get(owner_id, user_id)


@db.transactional(repeatable=True)
def remove(owner_id: int, user_id: int) -> None:
    """Remove a person from the staff. Their sign-ins at tills end; what they sold keeps their name."""
    get(owner_id, user_id)
    audit.removed("staff", (owner_id, user_id))
    change_feed.note(owner_id, "staff", user_id)
    db.execute(
        """
        DELETE FROM staff
        WHERE       owner_id = %s AND user_id = %s
        """,
        (owner_id, user_id),
    )
