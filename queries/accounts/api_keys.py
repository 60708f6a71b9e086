"""API keys as their owners see them: made, rotated, revoked; each told by letter, none with its secret."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import db
from domain.courses.certificate import format_date
from domain.security import api_keys
from domain.security.api_keys import Key, Scope
from problems import Problem
from queries.accounts import activities, role_requests
from queries.system import audit, emails

Reason = Literal["revoked", "leaked", "deactivated", "role_lost"]

ROLE: Literal["developer"] = "developer"
LIVING_AT_MOST = 20
# Days before its end on which a key's owner gets a letter.
WARNINGS = (14, 7, 1)
DAY_SECONDS = 24 * 3600

# What has become of the key `k`: the first that is true.
STATE = """CASE WHEN k.revoked_at IS NOT NULL THEN 'revoked'
                    WHEN k.overlap_ends_at <= UTC_TIMESTAMP(6) THEN 'rotated'
                    WHEN k.expires_at <= UTC_TIMESTAMP(6) THEN 'expired'
                    WHEN k.rotated_to IS NOT NULL THEN 'overlapping'
                    ELSE 'active' END"""
COLUMNS = f"""k.id, k.user_id, k.name, k.lookup, k.scopes, k.quota, k.language, k.days, k.created_at, k.expires_at,
               k.last_used_at, k.last_used_from, k.rotated_to, k.overlap_ends_at, k.revoked_at, k.reason,
               {STATE} AS state"""


class Wanted(NamedTuple):
    """What a new key is called and may do, for how many days, how often an hour, and the language of its letters."""

    name: str
    scopes: Sequence[Scope]
    days: int
    quota: int | None
    language: str


class Asked(NamedTuple):
    """What became of the wish for a key: the key with its text as `api_key`, or the request for the role it needs."""

    key: db.Row | None
    role_request: db.Row | None = None


@db.transactional()
def ask(user_id: int, wanted: Wanted, salt: str, grant: bool) -> Asked:
    """A new key for a developer. Who is none asks for the role first, which `grant` grants at once."""
    _lock_person(user_id)
    if not role_requests.holds(user_id, ROLE):
        request = None if grant else role_requests.pending(user_id, ROLE)
        if request is None:
            request = role_requests.ask(user_id, ROLE, "", wanted.language, grant)
        if request["state"] == "pending":
            return Asked(None, request)
    if _living(user_id) >= LIVING_AT_MOST:
        raise Problem("too_many_api_keys", most=LIVING_AT_MOST)
    row = _add(user_id, wanted, salt)
    activities.write("api_key_created", row["id"], row["name"])
    _tell(row, "key_created")
    return Asked(row)


def get(key_id: int, owner_id: int | None) -> db.Row:
    """The key; another's than the owner's (None: anybody's) is not found."""
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   api_keys k
        WHERE  k.id = %s AND (k.user_id = %s OR %s IS NULL)
        """,
        (key_id, owner_id, owner_id),
    )
    if row is None:
        raise Problem("api_key_not_found", id=key_id)
    return _shown(row)


def page(user_id: int, limit: int, offset: int = 0, before: int | None = None) -> list[db.Row]:
    """The person's keys, newest first, from `offset` or with ids below `before`."""
    beyond, params = ("", []) if before is None else ("AND k.id < %s", [before])
    rows = db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     api_keys k FORCE INDEX (ix_api_keys_user)
        WHERE    k.user_id = %s {beyond}
        ORDER BY k.id DESC
        LIMIT    %s OFFSET %s
        """,
        [user_id, *params, limit, offset],
    )
    return [_shown(row) for row in rows]


def count(user_id: int) -> int:
    """How many keys the person has ever made."""
    return int(
        db.fetch_value(
            """
            SELECT COUNT(*)
            FROM   api_keys
            WHERE  user_id = %s
            """,
            (user_id,),
        )
    )


@db.transactional()
def change(key_id: int, owner_id: int | None, fields: dict[str, Any]) -> db.Row:
    """Sets `name` and `quota` as far as given."""
    _lock(key_id, owner_id)
    columns = [column for column in ("name", "quota") if column in fields]
    if columns:
        with audit.changing("api_keys", key_id):
            db.execute(
                f"""
                UPDATE api_keys FORCE INDEX (PRIMARY)
                SET    {", ".join(f"{column} = %s" for column in columns)}
                WHERE  id = %s
                """,
                [*(fields[column] for column in columns), key_id],
            )
        activities.write("api_key_changed", key_id, ", ".join(columns))
    return get(key_id, owner_id)


@db.transactional()
def rotate(key_id: int, user_id: int, overlap_hours: int, language: str, salt: str) -> db.Row:
    """A new key, with its text as `api_key`, in the place of an own active one, which is good for so many hours more.

    It may do the same, as often, and lives as long as the old one was made for.
    """
    _lock_person(user_id)
    old = _lock(key_id, user_id)
    if old["state"] != "active":
        raise Problem("api_key_not_active", state=old["state"])
    # Each of the keys that one may have can have one more beside it.
    if _living(user_id) >= 2 * LIVING_AT_MOST:
        raise Problem("too_many_api_keys", most=2 * LIVING_AT_MOST)
    wanted = Wanted(old["name"], old["scopes"].split(), old["days"], old["quota"], language)
    row = _add(user_id, wanted, salt)
    with audit.changing("api_keys", key_id):
        db.execute(
            """
            UPDATE api_keys FORCE INDEX (PRIMARY)
            SET    rotated_to = %s, warn_at = NULL,
                   overlap_ends_at = LEAST(UTC_TIMESTAMP(6) + INTERVAL %s HOUR, expires_at)
            WHERE  id = %s
            """,
            (row["id"], overlap_hours, key_id),
        )
    activities.write("api_key_rotated", key_id, old["name"])
    _tell(row, "key_rotated", old_prefix=_prefix(old))
    return row


@db.transactional()
def revoke(key_id: int, owner_id: int | None) -> db.Row:
    """Ends the key for good, from the next call on; one that is revoked already stays as it is."""
    row = _lock(key_id, owner_id)
    if row["state"] != "revoked":
        _end(row, "revoked")
        activities.write("api_key_revoked", key_id, row["name"])
        _tell(row, "key_revoked")
    return get(key_id, owner_id)


@db.transactional()
def report(key: Key, where: str, salts: Sequence[str]) -> None:
    """Ends a living key that somebody has found, and tells its owner where; of any other nothing is done or told."""
    found = db.fetch_one(
        """
        SELECT id, digest
        FROM   api_keys
        WHERE  lookup = %s
        """,
        (key.lookup,),
    )
    if found is None or not key.fits(found["digest"], salts):
        return
    row = _lock(found["id"], None)
    if row["state"] in ("active", "overlapping"):
        _end(row, "leaked")
        _tell(row, "key_leaked", where=api_keys.hidden(where) or "-")


def revoke_all(user_id: int, reason: Reason, tell: bool = True) -> int:
    """End all living keys of a person in the caller's transaction; how many these were. A letter lists them."""
    # Whoever makes a key holds this lock, too, and looks at roles behind it.
    _lock_person(user_id)
    rows = db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     api_keys k FORCE INDEX (ix_api_keys_user)
        WHERE    k.user_id = %s AND k.revoked_at IS NULL
        ORDER BY k.id
        """,
        (user_id,),
    )
    for row in rows:
        _end(row, reason)
    living = [row for row in rows if row["state"] in ("active", "overlapping")]
    if living and tell:
        _tell(living[-1], "key_withdrawn", prefixes="\n".join(f"- {_named(row)}" for row in living))
    return len(living)


def due(limit: int) -> list[int]:
    """The keys whose owners have to hear that they end soon."""
    rows = db.fetch_all(
        """
        SELECT   id
        FROM     api_keys FORCE INDEX (ix_api_keys_warn)
        WHERE    warn_at <= UTC_TIMESTAMP(6)
        ORDER BY warn_at, id
        LIMIT    %s
        """,
        (limit,),
    )
    return [row["id"] for row in rows]


@db.transactional()
def warn(key_id: int) -> None:
    """Writes to the owner of a key that ends soon and notes when the next letter is due.

    Of several letters that are overdue one is written. Who is warned twice at once is warned once.
    """
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), k.expires_at) AS seconds_left
        FROM   api_keys k FORCE INDEX (PRIMARY)
        WHERE  k.id = %s AND k.warn_at <= UTC_TIMESTAMP(6)
        FOR UPDATE
        """,
        (key_id,),
    )
    if row is None:
        return
    db.execute(
        """
        UPDATE api_keys FORCE INDEX (PRIMARY)
        SET    warn_at = expires_at - INTERVAL %s DAY
        WHERE  id = %s
        """,
        (_next_warning(row["seconds_left"]), key_id),
    )
    if row["state"] == "active":
        _tell(row, "key_expiring")


def _add(user_id: int, wanted: Wanted, salt: str) -> db.Row:
    key = api_keys.mint()
    warning = _next_warning(wanted.days * DAY_SECONDS)
    key_id = db.insert(
        """
        INSERT INTO api_keys (user_id, name, lookup, digest, scopes, quota, language, days, expires_at, warn_at)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s,
                UTC_TIMESTAMP(6) + INTERVAL %s DAY, UTC_TIMESTAMP(6) + INTERVAL %s DAY)
        """,
        (
            user_id,
            wanted.name,
            key.lookup,
            key.digest(salt),
            " ".join(sorted(set(wanted.scopes))),
            wanted.quota,
            wanted.language,
            wanted.days,
            wanted.days,
            wanted.days - warning if warning is not None else None,
        ),
    )
    audit.created("api_keys", key_id)
    return {**get(key_id, user_id), "api_key": key.text}


def _end(row: db.Row, reason: Reason) -> None:
    with audit.changing("api_keys", row["id"]):
        db.execute(
            """
            UPDATE api_keys FORCE INDEX (PRIMARY)
            SET    revoked_at = UTC_TIMESTAMP(6), reason = %s, warn_at = NULL
            WHERE  id = %s AND revoked_at IS NULL
            """,
            (reason, row["id"]),
        )


def _next_warning(seconds_left: int) -> int | None:
    """How many days before its end the next letter about a key is due; None where no more is."""
    return next((days for days in WARNINGS if days * DAY_SECONDS < seconds_left), None)


def _living(user_id: int) -> int:
    return int(
        db.fetch_value(
            """
            SELECT COUNT(*)
            FROM   api_keys
            WHERE  user_id = %s AND revoked_at IS NULL AND expires_at > UTC_TIMESTAMP(6)
              AND  (overlap_ends_at IS NULL OR overlap_ends_at > UTC_TIMESTAMP(6))
            """,
            (user_id,),
        )
    )


def _lock_person(user_id: int) -> None:
    db.fetch_one(
        """
        SELECT id
        FROM   users FORCE INDEX (PRIMARY)
        WHERE  id = %s
        FOR UPDATE
        """,
        (user_id,),
    )


def _lock(key_id: int, owner_id: int | None) -> db.Row:
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   api_keys k FORCE INDEX (PRIMARY)
        WHERE  k.id = %s AND (k.user_id = %s OR %s IS NULL)
        FOR UPDATE
        """,
        (key_id, owner_id, owner_id),
    )
    if row is None:
        raise Problem("api_key_not_found", id=key_id)
    return row


def _tell(row: db.Row, template: str, **words: str) -> None:
    """Write to the key's owner."""
    language = row["language"]
    about = {"key": row["name"], "prefix": _prefix(row), "expires": format_date(row["expires_at"], language)}
    emails.tell(row["user_id"], template, language, about | words)


def _prefix(row: db.Row) -> str:
    return f"{api_keys.PREFIX}{row['lookup']}"


def _named(row: db.Row) -> str:
    return f"{row['name']} ({_prefix(row)}…)"


def _shown(row: db.Row) -> db.Row:
    return {**row, "prefix": _prefix(row), "scopes": row["scopes"].split()}
