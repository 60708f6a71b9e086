"""Accounts of sellers on which buyers pay: static QRIS codes, bank accounts, and accounts at providers."""

from __future__ import annotations

import secrets
from typing import Any

import orjson

import db
from domain.payments.providers import PROVIDERS
from problems import Problem, invalid
from queries.catalogue import change_feed
from queries.sales.till import outlets
from queries.system import audit

COLUMNS = "id, owner_id, outlet_id, kind, name, details, public_id, unique_amounts, active, created_at"
# Lists have no pages.
MOST = 100
# By the field that sets them, the members of `details`.
DETAILS = {
    "qris": {"qris"}, "bank_account": {"bank", "number", "holder"}, "provider": {"environment", "channel"},
}  # fmt: skip


def of_owner(owner_id: int) -> list[db.Row]:
    """Return all accounts of a seller, oldest first."""
    rows = db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     payment_accounts FORCE INDEX (ix_payment_accounts_owner)
        WHERE    owner_id = %s
        ORDER BY id
        """,
        (owner_id,),
    )
    return [_plain(row) for row in rows]


def offered(owner_id: int, outlet_id: int | None) -> list[db.Row]:
    """Return the active accounts on which an order can be paid at an outlet; None: on the web."""
    return [each for each in of_owner(owner_id) if each["active"] and each["outlet_id"] in (None, outlet_id)]


def get(owner_id: int, account_id: int) -> db.Row:
    """Return an account of the owner, or raise a 404."""
    return _read(owner_id, account_id, lock=False)


def lock(owner_id: int, account_id: int, outlet_id: int | None) -> db.Row:
    """Return an account that `offered` returns, locked until COMMIT so that no two requests take one code.

    Raises a 422 for any other.
    """
    try:
        account = _read(owner_id, account_id, lock=True)
    except Problem:
        raise invalid("account_id", "unknown_account") from None
    if not account["active"] or account["outlet_id"] not in (None, outlet_id):
        raise invalid("account_id", "unknown_account")
    return account


@db.transactional()
def add(owner_id: int, fields: dict[str, Any]) -> db.Row:
    """Insert an account of the owner and return it."""
    if len(of_owner(owner_id)) >= MOST:
        raise Problem("limit_reached", most=MOST)
    _require_outlet(owner_id, fields)
    values = _columns({**fields, "owner_id": owner_id, "public_id": secrets.token_hex(16)})
    account_id = db.insert(
        f"""
        INSERT INTO payment_accounts ({", ".join(values)})
        VALUES ({db.placeholders(len(values))})
        """,
        list(values.values()),
    )
    audit.created("payment_accounts", account_id)
    if fields["kind"] == "qris":
        _tell_tills(owner_id)
    return get(owner_id, account_id)


@db.transactional(repeatable=True)
def update(owner_id: int, account_id: int, fields: dict[str, Any]) -> db.Row:
    """Set the given fields of an account and return it; requests keep what they ask for. Raises a 404, or a 422."""
    before = _read(owner_id, account_id, lock=True)
    _require_outlet(owner_id, fields)
    if "details" in fields and fields["details"].keys() != before["details"].keys():
        field = next(name for name, members in DETAILS.items() if members == fields["details"].keys())
        raise invalid(field, "not_of_this_kind")
    if fields.get("unique_amounts") and before["kind"] in PROVIDERS:
        raise invalid("unique_amounts", "no_unique_amounts")
    values = _columns(fields)
    if values:
        with audit.changing("payment_accounts", account_id):
            db.execute(
                f"""
                UPDATE payment_accounts FORCE INDEX (PRIMARY)
                SET    {", ".join(f"{column} = %s" for column in values)}
                WHERE  id = %s
                """,
                [*values.values(), account_id],
            )
        if before["kind"] == "qris":
            _tell_tills(owner_id)
    return get(owner_id, account_id)


def of_notices(kind: str, public_id: str) -> db.Row | None:
    """Return the account at a provider that an address of notices names, with its sealed keys."""
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}, sealed
        FROM   payment_accounts FORCE INDEX (uq_payment_accounts_public)
        WHERE  public_id = %s AND kind = %s
        """,
        (public_id, kind),
    )
    return None if row is None or row["sealed"] is None else _plain(row)


def _tell_tills(owner_id: int) -> None:
    """Tell the tills of the owner that the QRIS by which they ask for money may be another one."""
    rows = db.fetch_all(
        """
        SELECT id
        FROM   tills FORCE INDEX (uq_tills_series)
        WHERE  owner_id = %s
        """,
        (owner_id,),
    )
    for row in rows:
        change_feed.note(owner_id, "till", row["id"])


def _read(owner_id: int, account_id: int, lock: bool) -> db.Row:
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   payment_accounts FORCE INDEX (PRIMARY)
        WHERE  id = %s AND owner_id = %s
        {"FOR UPDATE" if lock else ""}
        """,
        (account_id, owner_id),
    )
    if row is None:
        raise Problem("payment_account_not_found", id=account_id)
    return _plain(row)


def _require_outlet(owner_id: int, fields: dict[str, Any]) -> None:
    if fields.get("outlet_id") is None:
        return
    try:
        outlets.get(owner_id, fields["outlet_id"])
    except Problem:
        raise invalid("outlet_id", "unknown_outlet") from None


def _columns(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: orjson.dumps(value).decode() if name == "details" else value for name, value in fields.items()}


def _plain(row: db.Row) -> db.Row:
    flags = {name: bool(row[name]) for name in ("unique_amounts", "active")}
    return {**row, **flags, "details": orjson.loads(row["details"])}
