"""Customers of a seller: what the shop knows of them, until it is erased, as the reasons of refunds that they got are.

Names, phone numbers and notes stand in their row and, encrypted, in responses under an idempotency key. The audit log
has ids and names of columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import mysql.connector

import db
from domain.commerce import customers
from domain.commerce.money import rupiah
from problems import Problem, taken
from queries.accounts import activities
from queries.catalogue import change_feed
from queries.events import outbox
from queries.events.outbox import Event
from queries.sales.customers import debts
from queries.sales.customers.debts import Change
from queries.sales.refunds import lists as refund_lists
from queries.sales.sync import items as sync_items
from queries.system import audit, idempotency

COLUMNS = "id, owner_id, name, phone, note, credit_limit, balance, created_at"
FIELDS = ("name", "phone", "note", "credit_limit")
PHONE_KEY = "uq_customers_phone"
# The name and the id of the customer behind whom a page begins.
Place = tuple[str, int]


def get(owner_id: int, customer_id: int) -> db.Row:
    """Return a customer of the owner, or raise a 404."""
    return debts.with_oldest([_read(owner_id, customer_id)])[0]


def lock(owner_id: int, customer_id: int) -> db.Row:
    """Return a customer of the owner, locked until COMMIT, or raise a 404."""
    return _read(owner_id, customer_id, lock=True)


def page(owner_id: int, search: str, limit: int, after: Place) -> list[db.Row]:
    """Return customers in the order of their names, behind the name and the id `after`.

    `search` is the beginning of a name or of a phone number.
    """
    condition, params = _search(search)
    rows = db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     customers FORCE INDEX (ix_customers_name)
        WHERE    owner_id = %s AND erased_at IS NULL AND {condition}
                 AND name >= %s AND (name > %s OR id > %s)
        ORDER BY name, id
        LIMIT    %s
        """,
        [owner_id, *params, after[0], *after, limit],
    )
    return debts.with_oldest(rows)


def page_of_debtors(owner_id: int, search: str, limit: int, after: tuple[int, int] | None = None) -> list[db.Row]:
    """Return customers who owe something, most first, behind the balance and the id `after`."""
    condition, params = _search(search)
    behind = " AND balance <= %s AND (balance < %s OR id < %s)" if after else ""
    rows = db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     customers FORCE INDEX (ix_customers_balance)
        WHERE    owner_id = %s AND balance > 0 AND {condition}{behind}
        ORDER BY balance DESC, id DESC
        LIMIT    %s
        """,
        [owner_id, *params, *((after[0], *after) if after else ()), limit],
    )
    return debts.with_oldest(rows)


@db.transactional()
def add(owner_id: int, fields: Mapping[str, Any]) -> db.Row:
    """Add a customer and return them. Raises a 409 if the owner has one with this phone number."""
    try:
        customer_id = db.insert(
            """
            INSERT INTO customers (owner_id, name, phone, note, credit_limit)
            VALUES (%s, %s, %s, %s, %s)
            """,
            (owner_id, *(fields[name] for name in FIELDS)),
        )
    except mysql.connector.Error as error:
        raise _problem(error) from error
    _audit("INSERT", customer_id, {}, {name: fields[name] for name in FIELDS if fields[name]})
    activities.write("customer_created", customer_id)
    change_feed.note(owner_id, "customer", customer_id)
    outbox.write([Event("customer.created", owner_id, customer_id, {})])
    return get(owner_id, customer_id)


@db.transactional()
def update(owner_id: int, customer_id: int, fields: Mapping[str, Any]) -> db.Row:
    """Set the given columns, and return the customer. Raises a 404, or a 409 if another has this phone number."""
    before = lock(owner_id, customer_id)
    changed = {name: value for name, value in fields.items() if name in FIELDS and value != before[name]}
    if not changed:
        return get(owner_id, customer_id)
    try:
        _set(customer_id, changed)
    except mysql.connector.Error as error:
        raise _problem(error) from error
    _audit("UPDATE", customer_id, before, changed)
    activities.write("customer_changed", customer_id)
    change_feed.note(owner_id, "customer", customer_id)
    outbox.write([Event("customer.updated", owner_id, customer_id, {})])
    return get(owner_id, customer_id)


@db.transactional()
def erase(owner_id: int, customer_id: int, write_off: bool, by: int) -> None:
    """Erase name, phone number, note, and the reasons of refunds, also in stored responses under an idempotency key.

    So is what tills without a network have sent of them, as far as it is not booked.

    Sales and what was owed keep the id, which leads to nobody any more.

    Raises Problem: 404; 409 for one who still owes something, unless it is written off.
    """
    customer = lock(owner_id, customer_id)
    if customer["balance"] and not write_off:
        raise Problem(
            "customer_owes",
            members={"balance": customer["balance"]},
            customer_name=customer["name"],
            owed=rupiah(customer["balance"]),
        )
    now = datetime.now(UTC)
    if customer["balance"]:
        lost = [Change(debt["transaction_id"], -debt["unpaid"]) for debt in debts.unpaid([customer_id])]
        debts.record(customer, "write_off", lost, by, now)
    erased = {"name": "", "phone": None, "note": "", "credit_limit": 0}
    _set(customer_id, {**erased, "erased_at": now.replace(tzinfo=None)})
    refund_lists.erase_reasons(customer_id)
    # Waits for whoever rejects such an item, whose response is stored then.
    sync_items.erase_customer(owner_id, customer_id)
    idempotency.erase_responses(customer_id)
    changes = {name: value for name, value in erased.items() if value != customer[name]}
    _audit("UPDATE", customer_id, customer, {**changes, "erased_at": now})
    activities.write("customer_erased", customer_id)
    change_feed.note(owner_id, "customer", customer_id)
    outbox.write([Event("customer.deleted", owner_id, customer_id, {})])


def _read(owner_id: int, customer_id: int, lock: bool = False) -> db.Row:
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   customers FORCE INDEX (PRIMARY)
        WHERE  id = %s AND owner_id = %s AND erased_at IS NULL
        {"FOR UPDATE" if lock else ""}
        """,
        (customer_id, owner_id),
    )
    if row is None:
        raise Problem("customer_not_found", id=customer_id)
    return row


def _set(customer_id: int, fields: Mapping[str, Any]) -> None:
    db.execute(
        f"""
        UPDATE customers FORCE INDEX (PRIMARY)
        SET    {", ".join(f"{column} = %s" for column in fields)}
        WHERE  id = %s
        """,
        [*fields.values(), customer_id],
    )


def _audit(operation: audit.Operation, customer_id: int, before: Mapping[str, Any], changed: Mapping[str, Any]) -> None:
    """Record which columns changed. Of their values only the limit and the moment of the erasure are recorded."""
    told = {name: changed[name] for name in ("credit_limit", "erased_at") if name in changed}
    old = {name: before[name] for name in told if name in before}
    audit.write(operation, "customers", customer_id, old or None, {**told, "columns": sorted(changed)})


def _problem(error: mysql.connector.Error) -> Exception:
    return taken("phone") if db.violated(error) == PHONE_KEY else error


def _search(text: str) -> tuple[str, list[str]]:
    """Return the condition that a name or a phone number begins with the text, and its parameters."""
    if not text:
        return "TRUE", []
    name, phone = f"{_escaped(text)}%", customers.phone_prefix(text)
    return ("name LIKE %s", [name]) if phone is None else ("(name LIKE %s OR phone LIKE %s)", [name, f"{phone}%"])


def _escaped(text: str) -> str:
    """Return the text without a meaning for LIKE."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
