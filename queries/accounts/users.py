"""People and their roles."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

import mysql.connector

import db
from problems import Problem, taken
from queries.accounts import activities, api_keys
from queries.system import audit
from queries.system.audit import Entry

# The highest first: a person's `role` is the first of these that they hold.
ROLES = ("admin", "developer", "seller", "buyer")
EVERYBODYS = "buyer"
UNIQUE_FIELDS = {"uq_users_email": "email", "uq_users_username": "username"}
# InnoDB's full-text index holds words of at least three characters.
SHORTEST_WORD = 3

# What every call with a credential asks of the person `u`, a row for each of their roles; `standing` reads it. Joins of
# single rows, because each call pays for what a subquery costs to plan.
STANDING = "u.username, u.name, r.role, f.user_id IS NOT NULL AS has_second_factor, n.roles AS second_factor_roles"
STANDING_FROM = """LEFT JOIN user_roles r ON r.user_id = u.id
        LEFT JOIN second_factors f ON f.user_id = u.id AND f.enabled_at IS NOT NULL
        LEFT JOIN second_factor_policy n ON n.id = 1"""


class Filter(NamedTuple):
    """Which people a list shows; None and an empty search leave a condition out."""

    search: str = ""
    role: str | None = None
    active: bool | None = None


def get(user_id: int) -> db.Row:
    """The person, with `roles` (list, highest first) and `role`, or a 404."""
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
    wanted: Filter, descending: bool, limit: int, offset: int = 0, after: tuple[datetime, int] | None = None
) -> list[db.Row]:
    """One page of people by the time of their sign-up, from `offset`, or from behind the person `after` (time, id)."""
    source, conditions, params = _found(wanted)
    direction, beyond = ("DESC", "<") if descending else ("ASC", ">")
    if after is not None:
        # The first condition is the index's range, the second takes off what of it was seen.
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


def count(wanted: Filter) -> int:
    """How many people the filter shows."""
    source, conditions, params = _found(wanted)
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


def with_roles(row: db.Row) -> db.Row:
    """The row with its GROUP_CONCAT of roles as a list, and the highest of them as `role`."""
    held = (row["roles"] or "").split(",")
    roles = [role for role in ROLES if role in held]
    return {**row, "roles": roles, "role": roles[0] if roles else None}


def standing(rows: list[db.Row]) -> db.Row | None:
    """The person of STANDING's rows with `roles` and `role`, or None where there are none.

    `needs_second_factor` tells that one of the roles asks for a second factor and the person has none.
    """
    if not rows:
        return None
    person = with_roles({**rows[0], "roles": ",".join(row["role"] or "" for row in rows)})
    asking = set((person["second_factor_roles"] or "").split(","))
    needs = not person["has_second_factor"] and not asking.isdisjoint(person["roles"])
    return {**person, "needs_second_factor": needs}


def find_for_sign_in(name: str) -> db.Row | None:
    """`id`, `password_hash` and `active` of the account, and whether it has a `second_factor`; or None.

    `name` is what was typed, in lower case: an e-mail address, or a username, which holds no @.
    """
    if not name.isascii():
        # The database would refuse to compare it with what is ASCII.
        return None
    column = "email" if "@" in name else "username"
    return db.fetch_one(
        f"""
        SELECT id, password_hash, active,
               EXISTS (SELECT 1
                       FROM   second_factors f
                       WHERE  f.user_id = users.id AND f.enabled_at IS NOT NULL) AS second_factor
        FROM   users
        WHERE  {column} = %s
        """,
        (name,),
    )


def password_hash(user_id: int) -> str:
    """What is kept of the person's password."""
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
    """The person's row, locked until the transaction ends, so that changes of one account come one after another."""
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
    name: str, email: str | None, username: str | None, password_hash: str, roles: Collection[str] = ("buyer",)
) -> int:
    """A new person's id; a taken e-mail address or username is a 409 that names the field.

    Whoever runs the server vouches for the address, so it counts as verified.
    """
    return _add(name, email, username, password_hash, roles, by_themselves=False)


@db.transactional()
def sign_up(name: str, email: str | None, username: str | None, password_hash: str, language: str) -> int:
    """The id of a new buyer who has come by themselves, and reads this language."""
    user_id = _add(name, email, username, password_hash, ("buyer",), by_themselves=True, language=language)
    activities.write("sign_up", user_id=user_id)
    return user_id


def _add(
    name: str,
    email: str | None,
    username: str | None,
    password_hash: str,
    roles: Collection[str],
    by_themselves: bool,
    language: str | None = None,
) -> int:
    try:
        user_id = db.insert(
            """
            INSERT INTO users (name, email, username, language, password_hash, email_verified_at)
            VALUES (%s, %s, %s, %s, %s, CASE WHEN %s THEN UTC_TIMESTAMP(6) END)
            """,
            (name, email, username, language, password_hash, email is not None and not by_themselves),
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
    person = {"name": name, "email": email, "username": username, "password_hash": password_hash}
    granted = [Entry("INSERT", "user_roles", (user_id, role), None, {"role": role}) for role in roles]
    audit.write_all([Entry("INSERT", "users", user_id, None, person), *granted], by=user_id if by_themselves else None)
    return user_id


@db.transactional()
def change(user_id: int, fields: dict[str, Any]) -> None:
    """Sets the given columns out of `name`, `username` and `language`, and leaves the others."""
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
        raise _told(error) from error


@db.transactional()
def administer(user_id: int, roles: Collection[str] | None, grant: str | None, active: bool | None, by: int) -> None:
    """Sets the whole set of roles, or adds one, and (de)activates; the last active admin stays one.

    Deactivation ends the person's sessions and API keys, losing the role developer the keys.
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
    held = set(get(user_id)["roles"])
    wanted = set(roles) if roles is not None else None
    if grant is not None and wanted is not None:
        wanted.add(grant)
    leaves = (wanted is not None and "admin" not in wanted) or active is False
    if leaves and admins == {user_id}:
        raise Problem("last_admin")
    for role in sorted(held - wanted) if wanted is not None else ():
        audit.removed("user_roles", (user_id, role))
        db.execute(
            """
            DELETE FROM user_roles
            WHERE  user_id = %s AND role = %s
            """,
            (user_id, role),
        )
    for role in sorted(wanted) if wanted is not None else [grant] if grant is not None else ():
        give_role(user_id, role, by)
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
        end_sessions(user_id)
        api_keys.revoke_all(user_id, "deactivated")
    elif wanted is not None and api_keys.ROLE not in wanted:
        api_keys.revoke_all(user_id, "role_lost")


def give_role(user_id: int, role: str, by: int | None) -> None:
    """Adds the role to the person's, in the caller's transaction; one that they hold stays as it is."""
    with audit.changing("user_roles", (user_id, role)):
        db.execute(
            """
            INSERT INTO user_roles (user_id, role, granted_by)
            VALUES (%s, %s, %s)
            ON DUPLICATE KEY UPDATE role = VALUES(role)
            """,
            (user_id, role, by),
        )


def end_sessions(user_id: int, but: str | None = None) -> int:
    """End all of the person's live sessions, or all but one, in the caller's transaction; how many these were."""
    alive = db.fetch_all(
        """
        SELECT id, UTC_TIMESTAMP(6) AS ended_at
        FROM   sessions FORCE INDEX (ix_sessions_user)
        WHERE  user_id = %s AND ended_at IS NULL AND expires_at > UTC_TIMESTAMP(6) AND id <> COALESCE(%s, '')
        FOR UPDATE
        """,
        (user_id, but),
    )
    db.execute(
        """
        UPDATE sessions
        SET    ended_at = UTC_TIMESTAMP(6)
        WHERE  user_id = %s AND ended_at IS NULL AND id <> COALESCE(%s, '')
        """,
        (user_id, but),
    )
    audit.write_all([Entry("UPDATE", "sessions", row.pop("id"), {"ended_at": None}, row) for row in alive])
    return len(alive)


def _found(wanted: Filter) -> tuple[str, list[str], list[Any]]:
    """Where the people of a list are read, under which conditions, with which values."""
    # Named, because the plan of a small table would sort where the index is in order.
    source = f"users u FORCE INDEX ({'ix_users_newest' if wanted.active is None else 'ix_users_active'})"
    conditions, join = ["TRUE"], "STRAIGHT_JOIN"
    params: list[Any] = []
    if wanted.search:
        matches, params = _matches(wanted.search)
        source = f"({matches}) AS m JOIN users u ON u.id = m.id"
    elif wanted.role not in (None, EVERYBODYS):
        # The few who hold the role are read and sorted; whoever walks in order to find them reads everybody.
        source, join = "users u", "JOIN"
    if wanted.role is not None:
        source += f" {join} user_roles held ON held.user_id = u.id AND held.role = %s"
        params.append(wanted.role)
    if wanted.active is not None:
        conditions.append("u.active = %s")
        params.append(wanted.active)
    return source, conditions, params


def _matches(search: str) -> tuple[str, list[Any]]:
    """A SELECT of the ids of people whose name, e-mail address or username a text means; each part has its index."""
    selects: list[str] = []
    params: list[Any] = []
    words = re.findall(r"\w+", search)
    long_words = [word for word in words if len(word) >= SHORTEST_WORD]
    if long_words:
        # What the index can't hold is looked for in the names that it has found.
        short_words = [word for word in words if len(word) < SHORTEST_WORD]
        conditions = ["MATCH (name) AGAINST (%s IN BOOLEAN MODE)", *["CONCAT(' ', name) LIKE %s"] * len(short_words)]
        selects.append(f"SELECT id FROM users WHERE {' AND '.join(conditions)}")
        params += [" ".join(f"+{word}*" for word in long_words), *("% " + _prefix(word) for word in short_words)]
    columns = ["name"]
    if search.isascii():
        columns += ["email", "username"]
    for column in columns:
        selects.append(f"SELECT id FROM users WHERE {column} LIKE %s")
        params.append(_prefix(search.lower()))
    return " UNION ".join(selects), params


def _prefix(text: str) -> str:
    """The LIKE pattern of what begins with the text."""
    return re.sub(r"([\\%_])", r"\\\1", text) + "%"


def _told(error: mysql.connector.Error) -> Exception:
    field = UNIQUE_FIELDS.get(db.violated(error) or "")
    return taken(field) if field else error
