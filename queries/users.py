"""People and their roles."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import mysql.connector

import db
from errors import Problem, taken

# The highest first: a person's `role` is the first of these that they hold.
ROLES = ("admin", "developer", "seller", "buyer")
UNIQUE_FIELDS = {"uq_users_email": "email", "uq_users_username": "username"}


def get(user_id: int) -> db.Row:
    """The person, with `roles` (list, highest first) and `role`, or a 404."""
    row = db.fetch_one(
        """
        SELECT u.id, u.name, u.email, u.username, u.active, u.avatar_id, u.created_at, u.updated_at,
               (SELECT GROUP_CONCAT(r.role)
                FROM   user_roles r
                WHERE  r.user_id = u.id) AS roles
        FROM   users u
        WHERE  u.id = %s
        """,
        (user_id,),
    )
    if row is None:
        raise Problem("user_not_found", id=user_id)
    return with_roles(row)


def with_roles(row: db.Row) -> db.Row:
    """The row with its GROUP_CONCAT of roles as a list, and the highest of them as `role`."""
    held = (row["roles"] or "").split(",")
    roles = [role for role in ROLES if role in held]
    return {**row, "roles": roles, "role": roles[0] if roles else None}


def find_for_sign_in(email: str | None, username: str | None) -> db.Row | None:
    """`id`, `password_hash` and `active` of the account, or None."""
    column, value = ("email", email) if email is not None else ("username", username)
    return db.fetch_one(
        f"""
        SELECT id, password_hash, active
        FROM   users
        WHERE  {column} = %s
        """,
        (value,),
    )


@db.transactional()
def add(
    name: str, email: str | None, username: str | None, password_hash: str, roles: Collection[str] = ("buyer",)
) -> int:
    """A new person's id; a taken e-mail address or username is a 409 that names the field."""
    try:
        user_id = db.insert(
            """
            INSERT INTO users (name, email, username, password_hash)
            VALUES (%s, %s, %s, %s)
            """,
            (name, email, username, password_hash),
        )
    except mysql.connector.Error as error:
        raise _told(error) from error
    db.execute(
        f"""
        INSERT INTO user_roles (user_id, role)
        VALUES {db.marks(len(roles), 2)}
        """,
        [value for role in roles for value in (user_id, role)],
    )
    return user_id


@db.transactional()
def change(user_id: int, fields: dict[str, Any]) -> None:
    """Sets the given columns out of `name`, `username` and `password_hash`, and leaves the others."""
    columns = [column for column in ("name", "username", "password_hash") if column in fields]
    if not columns:
        return
    try:
        db.execute(
            f"""
            UPDATE users
            SET    {", ".join(f"{column} = %s" for column in columns)}
            WHERE  id = %s
            """,
            [*(fields[column] for column in columns), user_id],
        )
    except mysql.connector.Error as error:
        raise _told(error) from error


@db.transactional()
def administer(user_id: int, roles: Collection[str] | None, grant: str | None, active: bool | None, by: int) -> None:
    """Sets the whole set of roles, or adds one, and (de)activates; the last active admin stays one.

    Deactivation ends the person's sessions.
    """
    # Two admins who demote each other at once must not both succeed, so the whole set of admins is locked first.
    admins = {
        row["user_id"]
        for row in db.fetch_all(
            """
            SELECT   r.user_id
            FROM     user_roles r
            JOIN     users u ON u.id = r.user_id
            WHERE    r.role = 'admin' AND u.active
            ORDER BY r.user_id
            FOR UPDATE
            """
        )
    }
    get(user_id)
    wanted = set(roles) if roles is not None else None
    if grant is not None and wanted is not None:
        wanted.add(grant)
    leaves = (wanted is not None and "admin" not in wanted) or active is False
    if leaves and admins == {user_id}:
        raise Problem("last_admin")
    if wanted is not None:
        db.execute(
            f"""
            DELETE FROM user_roles
            WHERE  user_id = %s AND role NOT IN ({db.marks(len(wanted))})
            """,
            [user_id, *wanted],
        )
    for role in wanted if wanted is not None else {grant} - {None}:
        db.execute(
            """
            INSERT INTO user_roles (user_id, role, granted_by)
            VALUES (%s, %s, %s)
            ON DUPLICATE KEY UPDATE role = VALUES(role)
            """,
            (user_id, role, by),
        )
    if active is not None:
        db.execute(
            """
            UPDATE users
            SET    active = %s
            WHERE  id = %s
            """,
            (active, user_id),
        )
    if active is False:
        db.execute(
            """
            UPDATE sessions
            SET    ended_at = UTC_TIMESTAMP(6)
            WHERE  user_id = %s AND ended_at IS NULL
            """,
            (user_id,),
        )


def _told(error: mysql.connector.Error) -> Exception:
    field = UNIQUE_FIELDS.get(db.violated(error) or "")
    return taken(field) if field else error
