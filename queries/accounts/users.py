"""Users: the queries of accounts, and what an admin changes."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

import mysql.connector

import db
from problems import Problem, taken
from queries.accounts import activities, api_keys, sessions
from queries.accounts.roles import DEFAULT_ROLE, grant, lock_roles, with_roles
from queries.catalogue import change_feed
from queries.sales import order_expiry
from queries.system import audit
from queries.system.audit import Entry

UNIQUE_FIELDS = {"uq_users_email": "email", "uq_users_username": "username"}
# InnoDB's full-text index skips shorter words.
MIN_INDEXED_LENGTH = 3


class Filter(NamedTuple):
    """Conditions of a list of users; None and an empty search leave a condition out."""

    search: str = ""
    role: str | None = None
    active: bool | None = None


def get(user_id: int) -> db.Row:
    """Return the user with `roles` (highest first) and `role`, or raise `user_not_found`."""
    row = db.fetch_one(
        """
        SELECT u.id, u.name, u.email, u.email_verified_at IS NOT NULL AS email_verified, u.username, u.language,
               u.active, u.avatar_id, u.created_at, u.updated_at,
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


def page(
    filters: Filter, descending: bool, limit: int, offset: int = 0, after: tuple[datetime, int] | None = None
) -> list[db.Row]:
    """Return one page of users by registration time, from `offset` or after the user `after` (time, id)."""
    source, conditions, params = _list_source(filters)
    direction, beyond = ("DESC", "<") if descending else ("ASC", ">")
    if after is not None:
        # The first condition is the range of the index, the second skips the rows already seen.
        conditions += [f"u.created_at {beyond}= %s", f"(u.created_at {beyond} %s OR u.id {beyond} %s)"]
        params += [after[0], *after]
    rows = db.fetch_all(
        f"""
        SELECT   u.id, u.name, u.email, u.email_verified_at IS NOT NULL AS email_verified, u.username, u.active,
                 u.avatar_id, u.created_at, u.updated_at,
                 (SELECT GROUP_CONCAT(r.role)
                  FROM   user_roles r
                  WHERE  r.user_id = u.id) AS roles
        FROM     {source}
        WHERE    {" AND ".join(conditions)}
        ORDER BY u.created_at {direction}, u.id {direction}
        LIMIT    %s OFFSET %s
        """,
        [*params, limit, offset],
    )
    return [with_roles(row) for row in rows]


def count(filters: Filter) -> int:
    """Return how many users match the filter."""
    source, conditions, params = _list_source(filters)
    return int(
        db.fetch_value(
            f"""
            SELECT COUNT(*)
            FROM   {source}
            WHERE  {" AND ".join(conditions)}
            """,
            params,
        )
    )


def find_for_login(name: str) -> db.Row | None:
    """Return `id`, `password_hash`, `active` and `two_factor` (True if enabled) of the account, or None.

    `name` is the text typed, in lower case: an e-mail address, or a username, which contains no @.
    """
    if not name.isascii():
        # The database refuses to compare it with an ASCII column.
        return None
    column = "email" if "@" in name else "username"
    return db.fetch_one(
        f"""
        SELECT id, password_hash, active,
               EXISTS (SELECT 1
                       FROM   second_factors f
                       WHERE  f.user_id = users.id AND f.enabled_at IS NOT NULL) AS two_factor
        FROM   users
        WHERE  {column} = %s
        """,
        (name,),
    )


def password_hash(user_id: int) -> str:
    """Return the user's password hash."""
    return str(
        db.fetch_value(
            """
            SELECT password_hash
            FROM   users
            WHERE  id = %s
            """,
            (user_id,),
        )
    )


def lock(user_id: int) -> db.Row:
    """Return the user's row, locked until the transaction ends, so that changes of one account run one at a time."""
    row = db.fetch_one(
        """
        SELECT id, name, email, email_verified_at, username, language, password_hash, active
        FROM   users FORCE INDEX (PRIMARY)
        WHERE  id = %s
        FOR UPDATE
        """,
        (user_id,),
    )
    if row is None:
        raise Problem("user_not_found", id=user_id)
    return row


@db.transactional()
def add(
    name: str, email: str | None, username: str | None, password_hash: str, roles: Collection[str] = (DEFAULT_ROLE,)
) -> int:
    """Create a user and return the id; a taken e-mail address or username raises a 409 problem that names the field.

    The operator of the server vouches for the address, so it counts as verified.
    """
    return _add(name, email, username, password_hash, roles, self_registered=False)


@db.transactional()
def sign_up(name: str, email: str | None, username: str | None, password_hash: str, language: str) -> int:
    """Create a buyer who registers through the API, with the preferred language, and return the id."""
    user_id = _add(name, email, username, password_hash, (DEFAULT_ROLE,), self_registered=True, language=language)
    activities.write("sign_up", user_id=user_id)
    return user_id


def _add(
    name: str,
    email: str | None,
    username: str | None,
    password_hash: str,
    roles: Collection[str],
    self_registered: bool,
    language: str | None = None,
) -> int:
    try:
        user_id = db.insert(
            """
            INSERT INTO users (name, email, username, language, password_hash, email_verified_at)
            VALUES (%s, %s, %s, %s, %s, CASE WHEN %s THEN UTC_TIMESTAMP(6) END)
            """,
            (name, email, username, language, password_hash, email is not None and not self_registered),
        )
    except mysql.connector.Error as error:
        raise _translate(error) from error
    db.execute(
        f"""
        INSERT INTO user_roles (user_id, role)
        VALUES {db.placeholders(len(roles), 2)}
        """,
        [value for role in roles for value in (user_id, role)],
    )
    user = {"name": name, "email": email, "username": username, "password_hash": password_hash}
    granted = [Entry("INSERT", "user_roles", (user_id, role), None, {"role": role}) for role in roles]
    audit.write_all([Entry("INSERT", "users", user_id, None, user), *granted], by=user_id if self_registered else None)
    return user_id


@db.transactional()
def mark_verified(user_id: int) -> None:
    """Mark the user's e-mail address as verified, unless it is already."""
    with audit.changing("users", user_id, by=user_id):
        db.execute(
            """
            UPDATE users
            SET    email_verified_at = COALESCE(email_verified_at, UTC_TIMESTAMP(6))
            WHERE  id = %s
            """,
            (user_id,),
        )


@db.transactional()
def change(user_id: int, fields: dict[str, Any]) -> None:
    """Set the given columns out of `name`, `username` and `language`."""
    columns = [column for column in ("name", "username", "language") if column in fields]
    if not columns:
        return
    try:
        with audit.changing("users", user_id):
            db.execute(
                f"""
                UPDATE users FORCE INDEX (PRIMARY)
                SET    {", ".join(f"{column} = %s" for column in columns)}
                WHERE  id = %s
                """,
                [*(fields[column] for column in columns), user_id],
            )
    except mysql.connector.Error as error:
        raise _translate(error) from error
    for row in db.fetch_all(
        """
        SELECT   owner_id
        FROM     staff FORCE INDEX (ix_staff_user)
        WHERE    user_id = %s
        ORDER BY owner_id
        """,
        (user_id,),
    ):
        change_feed.note(row["owner_id"], "staff", user_id)


@db.transactional()
def update_as_admin(
    user_id: int, roles: Collection[str] | None, add_role: str | None, active: bool | None, by: int
) -> None:
    """Replace the roles, or add one, and activate or deactivate the user; the last active admin must stay.

    Deactivation ends the sessions, revokes the API keys, and ends the time of orders on which nothing was paid; losing
    the role developer revokes the keys.
    """
    admins = _lock_admins()
    held = set(get(user_id)["roles"])
    wanted = None if roles is None else {*roles, *([add_role] if add_role is not None else [])}
    loses_admin = (wanted is not None and "admin" not in wanted) or active is False
    if loses_admin and admins == {user_id}:
        raise Problem("last_admin")
    for role in sorted(held - wanted) if wanted is not None else ():
        _remove_role(user_id, role)
    for role in sorted(wanted) if wanted is not None else [add_role] if add_role is not None else ():
        grant(user_id, role, by)
    if active is False:
        # An order that is being placed comes before it, or is refused.
        lock_roles(user_id)
        order_expiry.end_those_of(user_id)
    if active is not None:
        with audit.changing("users", user_id):
            db.execute(
                """
                UPDATE users FORCE INDEX (PRIMARY)
                SET    active = %s
                WHERE  id = %s
                """,
                (active, user_id),
            )
    if active is False:
        sessions.end_all(user_id)
        api_keys.revoke_all(user_id, "deactivated")
    elif wanted is not None and api_keys.ROLE not in wanted:
        api_keys.revoke_all(user_id, "role_lost")


def _lock_admins() -> set[int]:
    """Lock the roles of all active admins and return their ids: two who demote each other must not both succeed."""
    rows = db.fetch_all(
        """
        SELECT   r.user_id
        FROM     user_roles r
        JOIN     users u ON u.id = r.user_id
        WHERE    r.role = 'admin' AND u.active
        ORDER BY r.user_id
        FOR UPDATE
        """
    )
    return {row["user_id"] for row in rows}


def _remove_role(user_id: int, role: str) -> None:
    audit.removed("user_roles", (user_id, role))
    db.execute(
        """
        DELETE FROM user_roles
        WHERE  user_id = %s AND role = %s
        """,
        (user_id, role),
    )


def _list_source(filters: Filter) -> tuple[str, list[str], list[Any]]:
    """Return the tables, the conditions and the parameters of a list."""
    # Forced, because the optimizer sorts a small table instead of reading the index in order.
    source = f"users u FORCE INDEX ({'ix_users_newest' if filters.active is None else 'ix_users_active'})"
    conditions, join = ["TRUE"], "STRAIGHT_JOIN"
    params: list[Any] = []
    if filters.search:
        matches, params = search_ids(filters.search)
        source = f"({matches}) AS m JOIN users u ON u.id = m.id"
    elif filters.role not in (None, DEFAULT_ROLE):
        # Few users have such a role, so they are read and sorted; a scan in order would read every user.
        source, join = "users u", "JOIN"
    if filters.role is not None:
        source += f" {join} user_roles held ON held.user_id = u.id AND held.role = %s"
        params.append(filters.role)
    if filters.active is not None:
        conditions.append("u.active = %s")
        params.append(filters.active)
    return source, conditions, params


def search_ids(search: str) -> tuple[str, list[Any]]:
    """Return a SELECT of the ids of users whose name, e-mail address or username matches; every part has an index."""
    selects: list[str] = []
    params: list[Any] = []
    words = re.findall(r"\w+", search)
    long_words = [word for word in words if len(word) >= MIN_INDEXED_LENGTH]
    if long_words:
        # Words too short for the index are searched in the names that it returns.
        short_words = [word for word in words if len(word) < MIN_INDEXED_LENGTH]
        conditions = ["MATCH (name) AGAINST (%s IN BOOLEAN MODE)", *["CONCAT(' ', name) LIKE %s"] * len(short_words)]
        selects.append(f"SELECT id FROM users WHERE {' AND '.join(conditions)}")
        params += [" ".join(f"+{word}*" for word in long_words), *("% " + _starts_with(word) for word in short_words)]
    columns = ["name"]
    if search.isascii():
        columns += ["email", "username"]
    for column in columns:
        selects.append(f"SELECT id FROM users WHERE {column} LIKE %s")
        params.append(_starts_with(search.lower()))
    return " UNION ".join(selects), params


def _starts_with(text: str) -> str:
    """Return the LIKE pattern of values that start with the text."""
    return re.sub(r"([\\%_])", r"\\\1", text) + "%"


def _translate(error: mysql.connector.Error) -> Exception:
    """Return the 409 problem of a duplicate e-mail address or username, or the error itself."""
    field = UNIQUE_FIELDS.get(db.violated(error) or "")
    return taken(field) if field else error
