"""Shifts: the cash of a till from its opening to its counting.

Whoever opens or closes a shift, or moves its cash, holds the lock of its till, as sales do. So each payment lies wholly
within a shift.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

import db
from domain.commerce.orders import Caller, Offline
from domain.receipts import numbers
from problems import Problem
from queries.events import outbox
from queries.events.outbox import Event
from queries.sales.till import drawers
from queries.sales.till.drawers import Place
from queries.system import audit

Kind = Literal["x", "z"]
# What the sums of payments are called, by purpose.
CASH_PARTS = {"sale": "sales", "debt": "debts", "refund": "refunds"}


class Move(NamedTuple):
    """Cash put into the drawer, or taken out."""

    kind: Literal["in", "out"]
    amount: int
    reason: str


@db.transactional()
def open_shift(till_id: int, opening: int, caller: Caller, at: datetime | None = None) -> dict[str, Any]:
    """Open a shift with this cash in the drawer, now or as it was opened at `at`, and return it.

    Raises Problem: 403 for others than the owner and the staff; 409 for a deactivated till and if a shift is open.
    """
    place = drawers.require_place(till_id, caller)
    drawer = drawers.lock(place)
    # Whoever archives the outlet locks the till, too.
    drawers.require_in_use(drawers.require_place(till_id, caller))
    if drawer.shift_id is not None:
        raise Problem("shift_open", members=drawers.steps(drawer.shift_id, "open"), till_name=place.name)
    opened_at = (at or datetime.now(UTC)).replace(tzinfo=None)
    shift_id = db.insert(
        """
        INSERT INTO shifts (till_id, opened_by, opened_at, opening, number_from)
        VALUES (%s, %s, %s, %s, %s)
        """,
        (till_id, caller.user_id, opened_at, opening, drawer.last_number + 1),
    )
    drawers.set_shift(till_id, shift_id)
    audit.created("shifts", shift_id)
    told = {"till_id": till_id, "outlet_id": place.outlet_id}
    outbox.write([Event("shift.opened", place.owner_id, shift_id, told)])
    return _serialize(_row(shift_id), place)


def current(till_id: int, caller: Caller) -> dict[str, Any]:
    """Return the open shift of a till, or raise a 404. It does not tell the cash: the drawer is counted blind."""
    place = drawers.find_place(till_id, caller)
    if place is None:
        raise Problem("till_not_found", id=till_id)
    shift_id = drawers.open_shift(till_id)
    if shift_id is None:
        raise Problem("no_open_shift", till_name=place.name)
    return _serialize(_row(shift_id), place)


@db.transactional()
def move_cash(shift_id: int, move: Move, caller: Caller, offline: Offline | None = None) -> dict[str, Any]:
    """Record cash that is put into the drawer or taken out, and return it. Raises a 404, and a 409 if it is closed."""
    place = _place(shift_id, caller)
    drawer = drawers.lock(place)
    if offline is None:
        drawers.require_open(drawer, shift_id)
    else:
        drawers.require_shift(drawer, offline)
    row = {
        "shift_id": shift_id,
        "purpose": "move",
        "method": "cash",
        "amount": move.amount if move.kind == "in" else -move.amount,
        "reason": move.reason,
        "actor_id": caller.user_id,
        "created_at": (offline.at if offline else datetime.now(UTC)).replace(tzinfo=None),
    }
    move_id = db.insert(
        f"""
        INSERT INTO payments ({", ".join(row)})
        VALUES ({db.placeholders(len(row))})
        """,
        list(row.values()),
    )
    audit.write("INSERT", "payments", move_id, new=row)
    return {"id": move_id, **move._asdict(), "created_at": row["created_at"]}


@db.transactional(repeatable=True)
def close(shift_id: int, counted: int, caller: Caller, at: datetime | None = None) -> dict[str, Any]:
    """Close the shift with the cash that was counted, now or as it was closed at `at`.

    Return it with what was expected. A closed one stays as it is.
    """
    place = _place(shift_id, caller)
    drawer = drawers.lock(place)
    if drawer.shift_id == shift_id:
        expected = _row(shift_id)["opening"] + _cash(shift_id)
        with audit.changing("shifts", shift_id):
            db.execute(
                """
                UPDATE shifts FORCE INDEX (PRIMARY)
                SET    closed_by = %s, closed_at = COALESCE(%s, UTC_TIMESTAMP(6)), expected = %s, counted = %s,
                       number_to = %s
                WHERE  id = %s
                """,
                (caller.user_id, at and at.replace(tzinfo=None), expected, counted, drawer.last_number, shift_id),
            )
        drawers.set_shift(place.till_id, None)
        told = {"till_id": place.till_id, "outlet_id": place.outlet_id, "expected": expected, "counted": counted}
        outbox.write([Event("shift.closed", place.owner_id, shift_id, told)])
    return _serialize(_row(shift_id), place)


def find(shift_id: int) -> db.Row | None:
    """Return a shift with its `till_id`, its times and the span of its receipts, or None."""
    return db.fetch_one(
        """
        SELECT id, till_id, opened_at, closed_at, number_from, number_to
        FROM   shifts FORCE INDEX (PRIMARY)
        WHERE  id = %s
        """,
        (shift_id,),
    )


def last_closed_at(till_id: int) -> datetime:
    """Return when the last closed shift of a till was closed, or if there is none, when the till was made."""
    found: datetime = db.fetch_value(
        """
        SELECT COALESCE((SELECT   closed_at
                         FROM     shifts FORCE INDEX (ix_shifts_till)
                         WHERE    till_id = t.id AND closed_at IS NOT NULL
                         ORDER BY id DESC
                         LIMIT    1), t.created_at) AS closed_at
        FROM   tills t FORCE INDEX (PRIMARY)
        WHERE  t.id = %s
        """,
        (till_id,),
    )
    return found


def take_in(shift_id: int, receipt_no: int | None) -> None:
    """Count what came late into a shift of a locked till: its receipt, and if it is closed, its cash."""
    expected = _row(shift_id)["opening"] + _cash(shift_id)
    with audit.changing("shifts", shift_id):
        db.execute(
            """
            UPDATE shifts FORCE INDEX (PRIMARY)
            SET    expected = CASE WHEN closed_at IS NULL THEN NULL ELSE %s END,
                   number_from = LEAST(number_from, COALESCE(%s, number_from)),
                   number_to = GREATEST(number_to, COALESCE(%s, number_to))
            WHERE  id = %s
            """,
            (expected, receipt_no, receipt_no, shift_id),
        )


def report(shift_id: int, kind: Kind | None, caller: Caller) -> dict[str, Any]:
    """Return the figures of an open shift (x), for the owner and managers, or of a closed one (z).

    Raises Problem: 404, 403, and 409 for the other kind than that of the shift; None is that.
    """
    with db.snapshot():
        place = _place(shift_id, caller)
        row = _row(shift_id)
        is_open = row["closed_at"] is None
        if kind == "z" and is_open:
            raise Problem("shift_open", members=drawers.steps(shift_id, "open"), till_name=place.name)
        if is_open and place.duty == "cashier":
            raise Problem("managers_only")
        if kind == "x" and not is_open:
            raise Problem("shift_closed", members=drawers.steps(shift_id, "closed"), till_name=place.name)
        return {**_serialize(row, place), "kind": "x" if is_open else "z", **_figures(row, place)}


def _place(shift_id: int, caller: Caller) -> Place:
    """Return the till of a shift for its owner and the staff, or raise a 404."""
    till_id = db.fetch_value(
        """
        SELECT till_id
        FROM   shifts
        WHERE  id = %s
        """,
        (shift_id,),
    )
    place = None if till_id is None else drawers.find_place(till_id, caller)
    if place is None:
        raise Problem("shift_not_found", id=shift_id)
    return place


def _row(shift_id: int) -> db.Row:
    row = db.fetch_one(
        """
        SELECT s.id, s.till_id, s.opened_at, o.name AS opened_by_name, s.opening, s.number_from, s.number_to,
               s.closed_at, c.name AS closed_by_name, s.expected, s.counted
        FROM   shifts s
        JOIN   users o ON o.id = s.opened_by
        LEFT JOIN users c ON c.id = s.closed_by
        WHERE  s.id = %s
        """,
        (shift_id,),
    )
    assert row is not None
    return row


def _serialize(row: db.Row, place: Place) -> dict[str, Any]:
    closed = row["closed_at"] is not None
    expected = int(row["expected"]) if closed else None
    return {
        **row,
        "expected": expected,
        "till_name": place.name,
        "outlet_id": place.outlet_id,
        "outlet_name": place.outlet_name,
        "cash_step": place.cash_step,
        "variance": None if expected is None else row["counted"] - expected,
    }


def _cash(shift_id: int) -> int:
    """Return what payments and moves have added to the drawer."""
    return int(
        db.fetch_value(
            """
            SELECT COALESCE(SUM(amount + adjustment), 0) AS cash
            FROM   payments FORCE INDEX (ix_payments_shift)
            WHERE  shift_id = %s AND method = 'cash'
            """,
            (shift_id,),
        )
    )


def _figures(row: db.Row, place: Place) -> dict[str, Any]:
    sums = db.fetch_all(
        """
        SELECT   purpose, method, COUNT(*) AS count, SUM(amount) AS amount, SUM(adjustment) AS adjustment
        FROM     payments FORCE INDEX (ix_payments_shift)
        WHERE    shift_id = %s AND purpose <> 'move'
        GROUP BY purpose, method
        ORDER BY purpose DESC, method
        """,
        (row["id"],),
    )
    payments = [{**each, "amount": int(each["amount"]), "adjustment": int(each["adjustment"])} for each in sums]
    moves = _moves(row["id"])
    cash = {"opening": row["opening"], **dict.fromkeys(CASH_PARTS.values(), 0)}
    for each in payments:
        if each["method"] == "cash":
            cash[CASH_PARTS[each["purpose"]]] += each["amount"] + each["adjustment"]
    cash |= {f"moved_{kind}": sum(each["amount"] for each in moves if each["kind"] == kind) for kind in ("in", "out")}
    expected = sum(cash.values()) - 2 * cash["moved_out"]
    counted = row["counted"]
    variance = None if counted is None else counted - expected
    return {
        "sales": _sales(row, place),
        "payments": payments,
        "moves": moves,
        "cash": {**cash, "expected": expected, "counted": counted, "variance": variance},
    }


def _sales(row: db.Row, place: Place) -> dict[str, Any]:
    """Return the sales of a shift, whose receipts lie in a span of the till's numbers."""
    last = row["number_to"]
    found = db.fetch_one(
        """
        SELECT COUNT(*) AS count, COALESCE(SUM(total), 0) AS total, COALESCE(SUM(tax), 0) AS tax,
               MIN(receipt_no) AS first, MAX(receipt_no) AS last
        FROM   transactions FORCE INDEX (uq_transactions_receipt)
        WHERE  till_id = %s AND receipt_no BETWEEN %s AND %s AND shift_id = %s
        """,
        (place.till_id, row["number_from"], numbers.LARGEST_OF_TILL if last is None else last, row["id"]),
    )
    assert found is not None
    ends = {
        f"{name}_receipt": None if found[name] is None else numbers.of_till(place.series, found[name])
        for name in ("first", "last")
    }
    return {"count": found["count"], "total": int(found["total"]), "tax": int(found["tax"]), **ends}


def _moves(shift_id: int) -> list[dict[str, Any]]:
    rows = db.fetch_all(
        """
        SELECT   p.id, p.amount, p.reason, p.created_at, u.name AS actor_name
        FROM     payments p FORCE INDEX (ix_payments_shift)
        JOIN     users u ON u.id = p.actor_id
        WHERE    p.shift_id = %s AND p.purpose = 'move'
        ORDER BY p.id
        """,
        (shift_id,),
    )
    return [{**row, "kind": "in" if row["amount"] > 0 else "out", "amount": abs(row["amount"])} for row in rows]
