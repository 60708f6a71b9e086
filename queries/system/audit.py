"""The audit log: each change of a row writes an entry in the transaction of the change.

Call `created`, `changing` or `removed` about one row, or `write` if the values are at hand. The user is that of
`actor.py`. No entry contains a secret. `queries/system/audit_chain.py` chains the entries later.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal, NamedTuple

import orjson

import actor
import db
from domain.commerce import days
from domain.security.audit_signature import FIELDS, Signer
from problems import Problem

Operation = Literal["INSERT", "UPDATE", "DELETE", "DENIED"]
RowId = int | str | tuple[int | str, ...]
# The time and id of an entry, behind which a page begins.
Place = tuple[datetime, int]
ROWS_A_BATCH = 1000

# The audited tables, each with the columns of its primary key.
TABLES: dict[str, tuple[str, ...]] = {
    "shop": ("id",),
    "users": ("id",),
    "user_roles": ("user_id", "role"),
    "sessions": ("id",),
    "role_requests": ("id",),
    "jobs": ("id",),
    "categories": ("id",),
    "brands": ("id",),
    "products": ("id",),
    "product_images": ("id",),
    "imports": ("id",),
    "tax_profiles": ("owner_id", "valid_from"),
    "vouchers": ("id",),
    "outlets": ("id",),
    "outlet_stocks": ("outlet_id", "product_id"),
    "staff": ("owner_id", "user_id"),
    "tills": ("id",),
    "shifts": ("id",),
    "sync_items": ("owner_id", "client_id"),
    "customers": ("id",),
    "payment_accounts": ("id",),
    "payment_requests": ("id",),
    "courses": ("id",),
    "course_sections": ("id",),
    "course_contents": ("id",),
    "enrolments": ("id",),
    "progress": ("enrolment_id", "content_id"),
    "quiz_attempts": ("id",),
    "quiz_allowances": ("enrolment_id", "content_id"),
    "certificates": ("id",),
    "api_keys": ("id",),
    "webhooks": ("id",),
    "deliveries": ("id",),
    "second_factors": ("user_id",),
    "second_factor_policy": ("id",),
}
# A column whose name has one of these words holds a secret, in every table.
SECRET = re.compile(r"(^|_)(password|hash|digest|secret|token|refresh_id|otp|totp|recovery|private|sealed|words)(_|$)")
REDACTED = "[redacted]"
# Columns derived from others, which entries leave out.
DERIVED = frozenset(
    (
        "updated_at", "change_id", "living", "newest", "parent_key", "pending_role", "default_of", "open_till",
        "live_amount",
    )
)  # fmt: skip
DERIVED_IN: dict[str, frozenset[str]] = {
    "products": DERIVED | {"words", "listed", "in_stock", "sold_change_id", "edited_change_id"},
    "courses": DERIVED | {"open"},
    "shop": DERIVED | {"revision"},
    # Entries can't be erased. Without these columns they tell nobody's name.
    "customers": DERIVED | {"name", "phone", "note"},
    "refunds": DERIVED | {"reason"},
    # What the sender of webhooks keeps for itself.
    "webhooks": DERIVED
    | {"position", "position_at", "failures", "failing_since", "next_at", "claimed_by", "claimed_until"},
    # Here `updated_at` is a time that a device reports.
    "progress": frozenset(),
}
LONGEST_TEXT = 300
COLUMNS = """e.id, e.at, e.user_id, u.name AS user_name, e.key_id, e.address, e.request_id, e.operation,
                 e.table_name AS `table`, e.row_id, e.route, e.old_values, e.new_values, s.number AS seal"""

_signer: Signer | None = None


class Entry(NamedTuple):
    """One change by column. An UPDATE records the columns that differ, an INSERT those that are not NULL."""

    operation: Operation
    table: str
    row_id: RowId
    old: Mapping[str, Any] | None = None
    new: Mapping[str, Any] | None = None
    route: str = ""


class Filter(NamedTuple):
    """A filter of entries. Days are in Jakarta time and inclusive; `row_id` counts together with `table` only."""

    user_id: int | None = None
    key_id: int | None = None
    table: str | None = None
    row_id: str | None = None
    operation: str | None = None
    request_id: str | None = None
    address: str | None = None
    first: date | None = None
    last: date | None = None


def configure(secret: str) -> None:
    """Set the secret that signs the entries of this process. Call it once, before the first entry."""
    global _signer
    _signer = Signer(secret)


def signer() -> Signer:
    """Return the signer of this process."""
    if _signer is None:
        raise RuntimeError("audit.configure() was not called")
    return _signer


def created(table: str, row_id: RowId, by: int | None = None) -> None:
    """Record a row that the caller's transaction has inserted.

    `by` is the user who acts if the request does not know them yet: at sign-in.
    """
    row = _read(table, row_id)
    if row is None:
        raise RuntimeError(f"{table} {row_id} was not inserted")
    write("INSERT", table, row_id, new=row, by=by)


@contextmanager
def changing(table: str, row_id: RowId, by: int | None = None) -> Iterator[None]:
    """Record what the block changes in a row, which is locked meanwhile. Record nothing if nothing changed.

    A row that exists only after the block is recorded as inserted, one that exists only before it as deleted.
    """
    before = _read(table, row_id, lock=True)
    yield
    after = _read(table, row_id)
    if before is not None and after is not None:
        write("UPDATE", table, row_id, before, after, by=by)
    elif after is not None:
        write("INSERT", table, row_id, new=after, by=by)
    elif before is not None:
        write("DELETE", table, row_id, before, by=by)


def removed(table: str, row_id: RowId, by: int | None = None) -> None:
    """Record a row that the caller's transaction is about to delete, if it exists."""
    row = _read(table, row_id, lock=True)
    if row is not None:
        write("DELETE", table, row_id, row, by=by)


def write(
    operation: Operation,
    table: str,
    row_id: RowId,
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
    by: int | None = None,
) -> None:
    """Record one change whose values the caller knows, with a single INSERT."""
    write_all([Entry(operation, table, row_id, old, new)], by)


def write_all(entries: Sequence[Entry], by: int | None = None) -> None:
    """Record several changes with a single INSERT, without updates that change nothing."""
    if not db.in_transaction():
        raise RuntimeError("an audit entry needs the transaction of its change")
    rows = [values for entry in entries for values in _values(entry, by)]
    if not rows:
        return
    signs = signer()
    db.execute(
        f"""
        INSERT INTO audit_entries ({", ".join(FIELDS)}, signer, signature)
        VALUES {db.placeholders(len(rows), len(FIELDS) + 2)}
        """,
        [value for values in rows for value in (*values, signs.name, signs.sign_entry(values))],
    )


@db.transactional()
def deny(route: str, status: int, code: str, unrecorded: int = 0) -> None:
    """Record a call that was denied, after its transaction. `unrecorded` counts earlier ones without an entry."""
    entries = [Entry("DENIED", "", "", None, {"status": status, "code": code}, route)]
    if unrecorded:
        entries.append(Entry("DENIED", "", "", None, {"more_were_denied": unrecorded}))
    write_all(entries)


def page(wanted: Filter, limit: int, offset: int = 0, after: Place | None = None) -> list[db.Row]:
    """Return entries, newest first, from `offset` or behind `after`.

    Each has `at`, the caller (`user_id`, `user_name`, `key_id`, `address`, `request_id`), the action (`operation`,
    `table`, `row_id`, `route`), the `changes` by column, and the number `seal` of its link.
    """
    index, conditions, params = _conditions(wanted)
    if after is not None:
        # The first condition is the range of the index, the second excludes the rows already returned.
        conditions += ["e.at <= %s", "(e.at < %s OR e.id < %s)"]
        params += [after[0], *after]
    rows = db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     audit_entries e FORCE INDEX ({index})
        LEFT     JOIN users u ON u.id = e.user_id
        LEFT     JOIN audit_seals s FORCE INDEX (uq_audit_seals_entry) ON s.entry_id = e.id
        WHERE    {" AND ".join(conditions)}
        ORDER BY e.at DESC, e.id DESC
        LIMIT    %s OFFSET %s
        """,
        [*params, limit, offset],
    )
    return [_serialize(row) for row in rows]


def count(wanted: Filter) -> int:
    """Return the number of entries that match the filter."""
    index, conditions, params = _conditions(wanted)
    return int(
        db.fetch_value(
            f"""
            SELECT COUNT(*)
            FROM   audit_entries e FORCE INDEX ({index})
            WHERE  {" AND ".join(conditions)}
            """,
            params,
        )
    )


def get(entry_id: int) -> db.Row:
    """Return one entry, or raise a 404."""
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   audit_entries e FORCE INDEX (PRIMARY)
        LEFT   JOIN users u ON u.id = e.user_id
        LEFT   JOIN audit_seals s ON s.entry_id = e.id
        WHERE  e.id = %s
        """,
        (entry_id,),
    )
    if row is None:
        raise Problem("audit_entry_not_found", id=entry_id)
    return _serialize(row)


def walk(wanted: Filter) -> Iterator[db.Row]:
    """Yield all entries that match the filter, read in batches. Between batches the thread holds no connection."""
    batch = db.transactional()(page)
    after: Place | None = None
    while True:
        try:
            rows = batch(wanted, ROWS_A_BATCH, after=after)
        finally:
            db.release()
        yield from rows
        if len(rows) < ROWS_A_BATCH:
            return
        after = (rows[-1]["at"], rows[-1]["id"])


def _serialize(row: db.Row) -> db.Row:
    old, new = (orjson.loads(row.pop(name) or "{}") for name in ("old_values", "new_values"))
    changes = [{"column": name, "old": old.get(name), "new": new.get(name)} for name in {**old, **new}]
    return {**row, "changes": changes}


def _conditions(wanted: Filter) -> tuple[str, list[str], list[Any]]:
    """Return the index to read by, and the conditions with their parameters. The most selective one names the index."""
    index, conditions = "ix_audit_entries_at", ["TRUE"]
    params: list[Any] = []
    for clause, value, helpful in (
        ("e.operation = %s", wanted.operation, "ix_audit_entries_operation"),
        ("e.table_name = %s", wanted.table, index if wanted.row_id is None else "ix_audit_entries_row"),
        ("e.row_id = %s", wanted.row_id, index),
        # No index: each write would pay for it, and a search by address can be narrowed by days.
        ("e.address = %s", wanted.address, index),
        ("e.user_id = %s", wanted.user_id, "ix_audit_entries_user"),
        ("e.key_id = %s", wanted.key_id, "ix_audit_entries_key"),
        ("e.request_id = %s", wanted.request_id, "ix_audit_entries_request"),
        ("e.at >= %s", wanted.first and days.beginning(wanted.first), index),
        ("e.at < %s", wanted.last and days.end(wanted.last), index),
    ):
        if value is not None:
            conditions.append(clause)
            params.append(value)
            index = index if helpful == "ix_audit_entries_at" else helpful
    return index, conditions, params


def _values(entry: Entry, by: int | None) -> Iterator[tuple[Any, ...]]:
    """Yield the FIELDS of the entry's row, if it has one."""
    old, new = entry.old, entry.new
    if entry.operation == "UPDATE" and old is not None and new is not None:
        derived = DERIVED_IN.get(entry.table, DERIVED)
        columns = [name for name in new if name not in derived and (name not in old or new[name] != old[name])]
        if not columns:
            return
        old = {name: old[name] for name in columns if name in old}
        new = {name: new[name] for name in columns}
    elif entry.operation == "INSERT" and new is not None:
        new = {name: value for name, value in new.items() if value is not None}
    caller = actor.current()
    yield (
        datetime.now(UTC).replace(tzinfo=None),
        by if by is not None else caller.user_id,
        caller.key_id,
        caller.address[:45],
        caller.request_id[:64],
        entry.operation,
        entry.table,
        _format_id(entry.row_id),
        entry.route[:191],
        _json(old, entry.table),
        _json(new, entry.table),
    )


def _format_id(row_id: RowId) -> str:
    return ":".join(map(str, row_id)) if isinstance(row_id, tuple) else str(row_id)


def _json(values: Mapping[str, Any] | None, table: str) -> str | None:
    if values is None:
        return None
    hidden = DERIVED_IN.get(table, DERIVED)
    shown = {name: _redact(name, value) for name, value in values.items() if name not in hidden}
    return orjson.dumps(shown, default=_plain, option=orjson.OPT_NAIVE_UTC).decode()


def _redact(name: str, value: Any) -> Any:
    """Return the value without secrets, and a long text cut to its beginning."""
    if value is not None and SECRET.search(name):
        return REDACTED
    if isinstance(value, Mapping):
        return {key: _redact(key, each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_redact("", each) for each in value]
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        digest = hashlib.sha256(value.encode()).hexdigest()
        return f"{value[:LONGEST_TEXT]}… [{len(value)} characters, SHA-256 {digest}]"
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes | bytearray):
        return f"[{len(value)} bytes, SHA-256 {hashlib.sha256(value).hexdigest()}]"
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _read(table: str, row_id: RowId, lock: bool = False) -> db.Row | None:
    key = row_id if isinstance(row_id, tuple) else (row_id,)
    return db.fetch_one(
        f"""
        SELECT *
        FROM   {table} FORCE INDEX (PRIMARY)
        WHERE  {" AND ".join(f"{column} = %s" for column in TABLES[table])}
        {"FOR UPDATE" if lock else ""}
        """,
        key,
    )
