"""Roles of users. Imports nothing of its package, so that users, API keys and role requests can all use it."""

from __future__ import annotations

import db
from queries.system import audit

# Highest first: a user's `role` is the first of these that they have.
ROLES = ("admin", "developer", "seller", "buyer")
DEFAULT_ROLE = "buyer"


def with_roles(row: db.Row) -> db.Row:
    """Return the row with its GROUP_CONCAT of `roles` as a list, and the highest of them as `role`."""
    held = (row["roles"] or "").split(",")
    roles = [role for role in ROLES if role in held]
    return {**row, "roles": roles, "role": roles[0] if roles else None}


def has_role(user_id: int, role: str) -> bool:
    """Return True if the user has the role."""
    held = db.fetch_one(
        """
        SELECT role
        FROM   user_roles
        WHERE  user_id = %s AND role = %s
        """,
        (user_id, role),
    )
    return held is not None


def grant(user_id: int, role: str, by: int | None) -> None:
    """Grant the role in the caller's transaction; a role that the user has stays as it is."""
    with audit.changing("user_roles", (user_id, role)):
        db.execute(
            """
            INSERT INTO user_roles (user_id, role, granted_by)
            VALUES (%s, %s, %s)
            ON DUPLICATE KEY UPDATE role = VALUES(role)
            """,
            (user_id, role, by),
        )


def lock_user(user_id: int) -> None:
    """Lock the user's row, so that changes of what the user may do run one at a time."""
    db.fetch_one(
        """
        SELECT id
        FROM   users FORCE INDEX (PRIMARY)
        WHERE  id = %s
        FOR UPDATE
        """,
        (user_id,),
    )


def lock_roles(user_id: int) -> None:
    """Lock the user's roles, so that orders of the user that wait for a payment run one at a time.

    Unlike the user's row, which rows of others refer to, they block nobody else.
    """
    db.fetch_all(
        """
        SELECT role
        FROM   user_roles FORCE INDEX (PRIMARY)
        WHERE  user_id = %s
        FOR UPDATE
        """,
        (user_id,),
    )
