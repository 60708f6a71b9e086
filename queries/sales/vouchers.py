"""Statements of vouchers, and the rules of their use.

A use is counted when the order is placed, under the lock of the voucher, and given back when the order is closed.
Lock order: the order, the voucher, then products.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import mysql.connector

import db
from domain.commerce import days, discounts
from domain.commerce.discounts import Verdict, Voucher
from domain.commerce.money import rupiah
from problems import Fault, Problem, invalid, taken
from queries.accounts import activities
from queries.catalogue import change_feed
from queries.system import audit

WRITABLE = (
    "code", "kind", "value", "minimum", "most", "starts_at", "ends_at", "limit_total", "limit_each", "active",
)  # fmt: skip
COLUMNS = f"id, owner_id, {', '.join(WRITABLE)}, used, created_at"


class Buyer(NamedTuple):
    """An account, a customer of the seller, or neither: a visitor, of whom a quote knows nothing."""

    user_id: int | None = None
    customer_id: int | None = None


def page(owner_id: int, before: int, limit: int) -> list[db.Row]:
    """Return the owner's vouchers with ids below `before`, newest first."""
    rows = db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     vouchers FORCE INDEX (ix_vouchers_owner)
        WHERE    owner_id = %s AND id < %s
        ORDER BY id DESC
        LIMIT    %s
        """,
        (owner_id, before, limit),
    )
    return [_with_flags(row) for row in rows]


@db.transactional()
def add(owner_id: int, fields: dict[str, Any]) -> db.Row:
    """Insert a voucher of the owner and return it, or raise a 409 if its code is taken."""
    _check(fields)
    try:
        voucher_id = db.insert(
            f"""
            INSERT INTO vouchers (owner_id, {", ".join(WRITABLE)})
            VALUES (%s, {db.placeholders(len(WRITABLE))})
            """,
            [owner_id, *(fields[column] for column in WRITABLE)],
        )
    except mysql.connector.Error as error:
        raise _problem(error) from error
    activities.write("voucher_created", voucher_id, fields["code"])
    audit.write("INSERT", "vouchers", voucher_id, new={"owner_id": owner_id, **fields})
    change_feed.note(owner_id, "voucher", voucher_id)
    return _lock(voucher_id, owner_id)


@db.transactional()
def update(voucher_id: int, owner_id: int, fields: dict[str, Any]) -> db.Row:
    """Set the given fields of the owner's voucher and return it. What it took off past orders stays.

    Raises Problem: 404; 409 for a code that is taken; 422 for a limit below the uses so far.
    """
    before = _lock(voucher_id, owner_id)
    changed = {column: value for column, value in fields.items() if value != before[column]}
    if not changed:
        return before
    after = {**before, **changed}
    _check(after)
    try:
        db.execute(
            f"""
            UPDATE vouchers FORCE INDEX (PRIMARY)
            SET    {", ".join(f"{column} = %s" for column in changed)}
            WHERE  id = %s
            """,
            [*changed.values(), voucher_id],
        )
    except mysql.connector.Error as error:
        raise _problem(error) from error
    activities.write("voucher_changed", voucher_id, after["code"])
    audit.write("UPDATE", "vouchers", voucher_id, before, after)
    change_feed.note(owner_id, "voucher", voucher_id)
    return after


def find(code: str, product_ids: Sequence[int], lock: bool) -> db.Row | None:
    """Return the voucher with this code of a seller of these products, or None. With `lock` it can't change.

    Two statements, because a lock on the products must come after that on the voucher.
    """
    voucher_id = db.fetch_value(
        f"""
        SELECT   v.id
        FROM     products p FORCE INDEX (PRIMARY)
        JOIN     vouchers v FORCE INDEX (uq_vouchers_code) ON v.owner_id = p.seller_id AND v.code = %s
        WHERE    p.id IN ({db.placeholders(len(product_ids))})
        ORDER BY v.active DESC, v.id
        LIMIT    1
        """,
        [code, *product_ids],
    )
    return _read(voucher_id, lock) if voucher_id is not None else None


def judge(row: db.Row | None, now: datetime, left: int, buyer: Buyer | None) -> list[Verdict]:
    """Return the verdict of each rule of a voucher, for goods of its owner that cost `left`.

    A visitor has used it 0 times. A walk-in customer (None) stays unknown.
    """
    if row is None:
        return discounts.verdicts(None, now, left, 0)
    uses = None
    if buyer is not None:
        uses = 0 if row["limit_each"] is None else _uses_of(row["id"], buyer)
    return discounts.verdicts(to_voucher(row), now.replace(tzinfo=None), left, uses)


def refusal(code: str, found: Sequence[Verdict]) -> Problem | None:
    """Return the 409 that tells the verdict of each rule, or None if all are met."""
    faults = [fault(each) for each in found if not each.ok]
    if not faults:
        return None
    rules = [{"rule": each.rule, "ok": each.ok, **to_json(each)} for each in found]
    return Problem("voucher_refused", faults, members={"rules": rules}, voucher=code)


def fault(verdict: Verdict) -> Fault:
    """Return why a rule is not met."""
    unknown = verdict.rule == "uses_of_buyer" and verdict.values["used"] is None
    return Fault("voucher", "voucher_needs_customer" if unknown else f"voucher_{verdict.rule}", _words(verdict))


def to_json(verdict: Verdict) -> dict[str, Any]:
    """Return the values that a rule compares, with moments as the API writes them."""
    return {
        name: f"{value.isoformat()}Z" if isinstance(value, datetime) else value
        for name, value in verdict.values.items()
    }


def to_voucher(row: db.Row) -> Voucher:
    """Return the row as pricing takes it."""
    return Voucher(**{name: row[name] for name in Voucher.__dataclass_fields__})


def use(row: db.Row, order_id: int, buyer_id: int | None, amount: int) -> None:
    """Count a use of a locked voucher whose rules were met."""
    db.execute(
        """
        INSERT INTO voucher_uses (transaction_id, voucher_id, buyer_id, amount)
        VALUES (%s, %s, %s, %s)
        """,
        (order_id, row["id"], buyer_id, amount),
    )
    _count(row["id"], 1, row["owner_id"])


def give_back(order: db.Row) -> None:
    """Give back the use of a locked order that is closed, unless it was."""
    if order["voucher_id"] is not None and _set_released(order, "UTC_TIMESTAMP(6)", "IS NULL"):
        _count(order["voucher_id"], -1, _read(order["voucher_id"], lock=True)["owner_id"])


def take_again(order: db.Row) -> None:
    """Count the use of a locked order again that had expired, or raise a 409 if its voucher has none left.

    The times and the minimum were met when the order was placed.
    """
    if order["voucher_id"] is None:
        return
    row = _read(order["voucher_id"], lock=True)
    timeless = {**row, "active": True, "starts_at": None, "ends_at": None, "minimum": 0}
    if problem := refusal(row["code"], judge(timeless, datetime.now(UTC), 0, Buyer(order["buyer_id"]))):
        raise problem
    if _set_released(order, "NULL", "IS NOT NULL"):
        _count(row["id"], 1, row["owner_id"])


def of_orders(order_ids: Sequence[int]) -> dict[int, db.Row]:
    """Return `code`, `amount` and `owner_id` of the voucher of each order that has one."""
    if not order_ids:
        return {}
    rows = db.fetch_all(
        f"""
        SELECT   u.transaction_id, v.code, u.amount, v.owner_id
        FROM     voucher_uses u FORCE INDEX (PRIMARY)
        JOIN     vouchers v ON v.id = u.voucher_id
        WHERE    u.transaction_id IN ({db.placeholders(len(order_ids))})
        """,
        order_ids,
    )
    return {row.pop("transaction_id"): row for row in rows}


def _read(voucher_id: int, lock: bool) -> db.Row:
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   vouchers FORCE INDEX (PRIMARY)
        WHERE  id = %s
        {"FOR UPDATE" if lock else ""}
        """,
        (voucher_id,),
    )
    assert row is not None
    return _with_flags(row)


def _lock(voucher_id: int, owner_id: int) -> db.Row:
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   vouchers FORCE INDEX (PRIMARY)
        WHERE  id = %s AND owner_id = %s
        FOR UPDATE
        """,
        (voucher_id, owner_id),
    )
    if row is None:
        raise Problem("voucher_not_found", id=voucher_id)
    return _with_flags(row)


def _uses_of(voucher_id: int, buyer: Buyer) -> int:
    """Return how often a buyer has used a voucher. If it is locked, that stays so until COMMIT."""
    uses: int
    if buyer.customer_id is not None:
        uses = db.fetch_value(
            """
            SELECT COUNT(*) AS uses
            FROM   transactions t FORCE INDEX (ix_transactions_customer)
            STRAIGHT_JOIN voucher_uses u FORCE INDEX (PRIMARY) ON u.transaction_id = t.id
            WHERE  t.customer_id = %s AND u.voucher_id = %s AND u.released_at IS NULL
            """,
            (buyer.customer_id, voucher_id),
        )
        return uses
    uses = db.fetch_value(
        """
        SELECT COUNT(*) AS uses
        FROM   voucher_uses FORCE INDEX (ix_voucher_uses_buyer)
        WHERE  voucher_id = %s AND buyer_id = %s AND released_at IS NULL
        """,
        (voucher_id, buyer.user_id),
    )
    return uses


def _set_released(order: db.Row, moment: str, before: str) -> bool:
    changed = db.execute(
        f"""
        UPDATE voucher_uses FORCE INDEX (PRIMARY)
        SET    released_at = {moment}
        WHERE  transaction_id = %s AND released_at {before}
        """,
        (order["id"],),
    )
    return bool(changed)


def _count(voucher_id: int, uses: int, owner_id: int) -> None:
    db.execute(
        """
        UPDATE vouchers FORCE INDEX (PRIMARY)
        SET    used = used + %s
        WHERE  id = %s
        """,
        (uses, voucher_id),
    )
    change_feed.note(owner_id, "voucher", voucher_id)


def _words(verdict: Verdict) -> dict[str, Any]:
    """Return the values of a rule as its sentence has them."""

    def write(name: str, value: Any) -> Any:
        if isinstance(value, datetime):
            return f"{days.day(value).isoformat()} {days.clock(value)} WIB"
        return rupiah(value) if name in ("minimum", "reached") else value

    return {name: write(name, value) for name, value in verdict.values.items()}


def _check(fields: dict[str, Any]) -> None:
    """Raise a 422 for fields that do not fit together."""
    if fields["kind"] == "percent" and fields["value"] > 100:
        raise invalid("value", "largest_percentage")
    if fields["most"] is not None and fields["kind"] != "percent":
        raise invalid("most", "only_of_percentages")
    if fields["starts_at"] and fields["ends_at"] and fields["ends_at"] <= fields["starts_at"]:
        raise invalid("ends_at", "ends_before_it_starts")
    if fields["limit_total"] is not None and fields["limit_total"] < fields.get("used", 0):
        raise invalid("limit_total", "used_more_often", used=fields["used"])


def _with_flags(row: db.Row) -> db.Row:
    return {**row, "active": bool(row["active"])}


def _problem(error: mysql.connector.Error) -> Exception:
    return taken("code") if db.violated(error) == "uq_vouchers_code" else error
