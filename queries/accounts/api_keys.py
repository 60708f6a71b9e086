"""API keys as their owners manage them. Every change is notified by e-mail, never with the secret."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import db
from domain.courses.certificate import format_date
from domain.security import api_keys
from domain.security.api_keys import Key, Scope
from problems import Problem
from queries.accounts import activities, role_requests, roles
from queries.system import audit, emails

Reason = Literal["revoked", "leaked", "deactivated", "role_lost"]

ROLE: Literal["developer"] = "developer"
MAX_ACTIVE_KEYS = 20
# Days before expiry on which the owner is warned by e-mail.
WARNING_DAYS = (14, 7, 1)
DAY_SECONDS = 24 * 3600

# The state of the key `k`: the first that applies.
STATE = """CASE WHEN k.revoked_at IS NOT NULL THEN 'revoked'
                    WHEN k.overlap_ends_at <= UTC_TIMESTAMP(6) THEN 'rotated'
                    WHEN k.expires_at <= UTC_TIMESTAMP(6) THEN 'expired'
                    WHEN k.rotated_to IS NOT NULL THEN 'overlapping'
                    ELSE 'active' END"""
COLUMNS = f"""k.id, k.user_id, k.name, k.lookup, k.scopes, k.quota, k.language, k.days, k.created_at, k.expires_at,
               k.last_used_at, k.last_used_from, k.rotated_to, k.overlap_ends_at, k.revoked_at, k.reason,
               {STATE} AS state"""


class NewKey(NamedTuple):
    """Name, scopes, lifetime in days, quota in calls per hour, and language of the e-mails of a new key."""

    name: str
    scopes: Sequence[Scope]
    days: int
    quota: int | None
    language: str


class CreateResult(NamedTuple):
    """The key with its text as `api_key`, or the request for the role that it needs."""

    key: db.Row | None
    role_request: db.Row | None = None


@db.transactional()
def create_or_request_role(user_id: int, new: NewKey, salt: str, grant: bool) -> CreateResult:
    """Create a key for a developer; for anyone else file a role request, which `grant` grants at once."""
    roles.lock_user(user_id)
    if not roles.has_role(user_id, ROLE):
        request = None if grant else role_requests.get_pending(user_id, ROLE)
        if request is None:
            request = role_requests.create(user_id, ROLE, "", new.language, grant)
        if request["state"] == "pending":
            return CreateResult(None, request)
    if _count_active(user_id) >= MAX_ACTIVE_KEYS:
        raise Problem("too_many_api_keys", most=MAX_ACTIVE_KEYS)
    row = _insert(user_id, new, salt)
    activities.write("api_key_created", row["id"], row["name"])
    _notify(row, "key_created")
    return CreateResult(row)


def get(key_id: int, owner_id: int | None) -> db.Row:
    """Return the key of this owner (None: of any), or raise `api_key_not_found`."""
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
    return _serialize(row)


def page(user_id: int, limit: int, offset: int = 0, before: int | None = None) -> list[db.Row]:
    """Return the user's keys, newest first, from `offset` or with ids below `before`."""
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
    return [_serialize(row) for row in rows]


def count(user_id: int) -> int:
    """Return how many keys the user has ever created."""
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
    """Set `name` and `quota` as far as given."""
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
    """Replace an active key by a new one, returned with its text as `api_key`; the old key works for some hours more.

    The new key has the same scopes, quota and lifetime.
    """
    roles.lock_user(user_id)
    old = _lock(key_id, user_id)
    if old["state"] != "active":
        raise Problem("api_key_not_active", state=old["state"])
    # Each key that a user may have can overlap with its successor.
    if _count_active(user_id) >= 2 * MAX_ACTIVE_KEYS:
        raise Problem("too_many_api_keys", most=2 * MAX_ACTIVE_KEYS)
    new = NewKey(old["name"], old["scopes"].split(), old["days"], old["quota"], language)
    row = _insert(user_id, new, salt)
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
    _notify(row, "key_rotated", old_prefix=_prefix(old))
    return row


@db.transactional()
def revoke(key_id: int, owner_id: int | None) -> db.Row:
    """Revoke the key from the next call on; a revoked key stays as it is."""
    row = _lock(key_id, owner_id)
    if row["state"] != "revoked":
        _revoke(row, "revoked")
        activities.write("api_key_revoked", key_id, row["name"])
        _notify(row, "key_revoked")
    return get(key_id, owner_id)


@db.transactional()
def report_leak(key: Key, where: str, salts: Sequence[str]) -> None:
    """Revoke an active key that was found somewhere, and notify its owner where; ignore any other text."""
    found = db.fetch_one(
        """
        SELECT id, digest
        FROM   api_keys
        WHERE  lookup = %s
        """,
        (key.lookup,),
    )
    if found is None or not key.matches(found["digest"], salts):
        return
    row = _lock(found["id"], None)
    if row["state"] in ("active", "overlapping"):
        _revoke(row, "leaked")
        _notify(row, "key_leaked", where=api_keys.redact(where) or "-")


def revoke_all(user_id: int, reason: Reason, notify: bool = True) -> int:
    """Revoke the user's keys in the caller's transaction and return how many were active. An e-mail lists them."""
    # Creating a key takes the same lock before it checks the role.
    roles.lock_user(user_id)
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
        _revoke(row, reason)
    active = [row for row in rows if row["state"] in ("active", "overlapping")]
    if active and notify:
        _notify(active[-1], "key_withdrawn", prefixes="\n".join(f"- {_label(row)}" for row in active))
    return len(active)


def list_due_warnings(limit: int) -> list[int]:
    """Return the ids of keys whose owners must be warned of their expiry."""
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
def send_expiry_warning(key_id: int) -> None:
    """Warn the owner of a key that expires soon, and set when the next warning is due.

    Of several overdue warnings one is sent. Two simultaneous calls send one.
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
        _notify(row, "key_expiring")


def _insert(user_id: int, new: NewKey, salt: str) -> db.Row:
    key = api_keys.generate()
    warning = _next_warning(new.days * DAY_SECONDS)
    key_id = db.insert(
        """
        INSERT INTO api_keys (user_id, name, lookup, digest, scopes, quota, language, days, expires_at, warn_at)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s,
                UTC_TIMESTAMP(6) + INTERVAL %s DAY, UTC_TIMESTAMP(6) + INTERVAL %s DAY)
        """,
        (
            user_id,
            new.name,
            key.lookup,
            key.digest(salt),
            " ".join(sorted(set(new.scopes))),
            new.quota,
            new.language,
            new.days,
            new.days,
            new.days - warning if warning is not None else None,
        ),
    )
    audit.created("api_keys", key_id)
    return {**get(key_id, user_id), "api_key": key.text}


def _revoke(row: db.Row, reason: Reason) -> None:
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
    """Return how many days before expiry the next warning is due, or None if there is none left."""
    return next((days for days in WARNING_DAYS if days * DAY_SECONDS < seconds_left), None)


def _count_active(user_id: int) -> int:
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


def _notify(row: db.Row, template: str, **words: str) -> None:
    """Send an e-mail to the key's owner."""
    language = row["language"]
    values = {"key": row["name"], "prefix": _prefix(row), "expires": format_date(row["expires_at"], language)}
    emails.notify(row["user_id"], template, language, values | words)


def _prefix(row: db.Row) -> str:
    return f"{api_keys.PREFIX}{row['lookup']}"


def _label(row: db.Row) -> str:
    return f"{row['name']} ({_prefix(row)}…)"


def _serialize(row: db.Row) -> db.Row:
    return {**row, "prefix": _prefix(row), "scopes": row["scopes"].split()}
