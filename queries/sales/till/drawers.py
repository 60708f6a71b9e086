"""The till of a call: who may act there, the lock that sales and shifts share, and the next receipt number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import db
from domain.commerce.money import rupiah
from domain.commerce.orders import Caller, Offline
from domain.commerce.pricing import LARGEST_TOTAL
from domain.receipts import numbers
from problems import Problem

# The columns of an order that tell where it was sold.
WHERE = ("outlet_id", "till_id", "shift_id", "receipt_no")
Duty = Literal["owner", "manager", "cashier"]
# A number so far beyond the last one is a mistake of the device: two weeks of a busy till have fewer receipts.
MOST_SKIPPED = 10_000
# The most cash that is in a drawer at first, counted in it, moved at once or handed over for a sale. Thousands of
# payments of it are an integer that JavaScript represents exactly.
LARGEST_CASH = 10**12


class Place(NamedTuple):
    """A till as a caller sees it, with its outlet, and the caller's duty there."""

    till_id: int
    name: str
    series: str
    owner_id: int
    outlet_id: int
    outlet_name: str
    cash_step: int
    in_use: bool
    own_stock: bool
    short_stock: Literal["review", "accept"]
    duty: Duty

    @property
    def stock_of(self) -> int | None:
        """The outlet whose stock is sold here, or None if it is the shared one."""
        return self.outlet_id if self.own_stock else None


class Drawer(NamedTuple):
    """A till that is locked until COMMIT, with its open shift if there is one, and its last receipt."""

    place: Place
    shift_id: int | None
    last_number: int


class Receipt(NamedTuple):
    """Where a sale was made, and the number of its receipt there."""

    outlet_id: int
    till_id: int
    shift_id: int
    receipt_no: int
    number: str


def find_place(till_id: int, caller: Caller) -> Place | None:
    """Return the till for its owner, managers, and cashiers who have signed in at it, or None for others.

    It is None, too, if the owner sells no more.
    """
    if caller.till_id not in (None, till_id):
        return None
    row = db.fetch_one(
        """
        SELECT t.id AS till_id, t.name, t.series, t.owner_id, t.outlet_id, o.name AS outlet_name, o.cash_step,
               t.active AND o.archived_at IS NULL AS in_use, o.own_stock, o.short_stock,
               CASE WHEN t.owner_id = %s THEN 'owner' ELSE s.duty END AS duty
        FROM   tills t
        JOIN   outlets o ON o.id = t.outlet_id
        LEFT JOIN staff s ON s.owner_id = t.owner_id AND s.user_id = %s AND s.active AND (s.duty = 'manager' OR %s)
        WHERE  t.id = %s AND EXISTS (SELECT 1
                                     FROM   user_roles r
                                     WHERE  r.user_id = t.owner_id AND r.role IN ('seller', 'admin'))
        """,
        (caller.user_id, caller.user_id, caller.till_id is not None, till_id),
    )
    if row is None or row["duty"] is None:
        return None
    return Place(**{**row, "in_use": bool(row["in_use"]), "own_stock": bool(row["own_stock"])})


def require_place(till_id: int, caller: Caller) -> Place:
    """Return the till for those whom `find_place` returns it to, or raise a 403."""
    place = find_place(till_id, caller)
    if place is None:
        raise Problem("till_of_others")
    return place


def lock(place: Place) -> Drawer:
    """Lock the till, and with it its receipts and its shift. Orders are locked before it, products after it."""
    row = db.fetch_one(
        """
        SELECT shift_id, last_number
        FROM   tills FORCE INDEX (PRIMARY)
        WHERE  id = %s
        FOR UPDATE
        """,
        (place.till_id,),
    )
    assert row is not None
    return Drawer(place, **row)


def open_shift(till_id: int) -> int | None:
    """Return the open shift of a till that is not locked, which may be another one at once."""
    found: int | None = db.fetch_value(
        """
        SELECT shift_id
        FROM   tills FORCE INDEX (PRIMARY)
        WHERE  id = %s
        """,
        (till_id,),
    )
    return found


def require_in_use(place: Place) -> None:
    """Raise a 409 for a deactivated till, and for one of an archived outlet."""
    if not place.in_use:
        raise Problem("till_inactive", till_name=place.name)


def require_open(drawer: Drawer, shift_id: int | None = None) -> int:
    """Return the open shift of a locked till, or raise a 409; with `shift_id` it must be this one."""
    if drawer.shift_id is None or shift_id not in (None, drawer.shift_id):
        raise Problem("shift_closed", members=steps(shift_id, "closed"), till_name=drawer.place.name)
    return drawer.shift_id


def require_shift(drawer: Drawer, offline: Offline | None) -> int:
    """Return the shift of a locked till that a payment belongs to: the open one, or that of what is offline."""
    if offline is None:
        return require_open(drawer)
    return offline.shift_id if offline.forced else require_open(drawer, offline.shift_id)


def require_room(shift_id: int, amount: int, more: int = 0) -> None:
    """Raise a 409 if a payment brings what a shift takes above what JSON clients represent exactly.

    `more` is what it takes beside, by payments that are inserted together with this one.

    Up to LARGEST_CASH the shift is not summed up: that would take thousands of such payments.
    """
    if amount <= LARGEST_CASH:
        return
    taken = db.fetch_value(
        """
        SELECT COALESCE(SUM(amount), 0) AS taken
        FROM   payments FORCE INDEX (ix_payments_shift)
        WHERE  shift_id = %s AND amount > 0
        """,
        (shift_id,),
    )
    if taken + more + amount > LARGEST_TOTAL:
        raise Problem("sum_too_large", members={"sum_of": "shift"}, largest=rupiah(LARGEST_TOTAL))


def issue_receipt(drawer: Drawer, offline: Offline | None = None) -> Receipt:
    """Take the next number of a locked till. It is taken back with the transaction, so that there are no gaps.

    A sale without a network has its number. Raises Problem (409) for one that another sale has.
    """
    place, shift_id, receipt_no = drawer.place, require_shift(drawer, offline), drawer.last_number + 1
    if offline is None:
        require_in_use(place)
    elif offline.receipt_no is not None:
        receipt_no = offline.receipt_no
        _require_free(drawer, receipt_no)
    db.before_commit(_note_numbers, (place.till_id, max(receipt_no, drawer.last_number)))
    number = numbers.of_till(place.series, receipt_no)
    return Receipt(place.outlet_id, place.till_id, shift_id, receipt_no, number)


def note_number(till_id: int, last_number: int) -> None:
    """Set the last number of a locked till."""
    db.execute(
        """
        UPDATE tills FORCE INDEX (PRIMARY)
        SET    last_number = %s
        WHERE  id = %s
        """,
        (last_number, till_id),
    )


def _note_numbers(taken: Sequence[tuple[int, int]]) -> None:
    for till_id, last_number in dict(sorted(taken)).items():
        note_number(till_id, last_number)


def _require_free(drawer: Drawer, receipt_no: int) -> None:
    if receipt_no > drawer.last_number + MOST_SKIPPED:
        raise Problem("receipt_number_far", members={"last_number": drawer.last_number}, receipt_no=receipt_no)
    if receipt_no <= drawer.last_number and _is_taken(drawer.place.till_id, receipt_no):
        raise Problem("receipt_number_taken", receipt_number=numbers.of_till(drawer.place.series, receipt_no))


def is_free(drawer: Drawer, receipt_no: int) -> bool:
    """Tell whether a sale without a network may have this number of a locked till."""
    if receipt_no > drawer.last_number:
        return receipt_no <= drawer.last_number + MOST_SKIPPED
    return not _is_taken(drawer.place.till_id, receipt_no)


def _is_taken(till_id: int, receipt_no: int) -> bool:
    found = db.fetch_value(
        """
        SELECT id
        FROM   transactions FORCE INDEX (uq_transactions_receipt)
        WHERE  till_id = %s AND receipt_no = %s
        """,
        (till_id, receipt_no),
    )
    return found is not None


def set_shift(till_id: int, shift_id: int | None) -> None:
    """Set the open shift of a locked till."""
    db.execute(
        """
        UPDATE tills FORCE INDEX (PRIMARY)
        SET    shift_id = %s
        WHERE  id = %s
        """,
        (shift_id, till_id),
    )


def steps(shift_id: int | None, state: Literal["open", "closed"]) -> dict[str, Any]:
    """Return the state of a shift, and what is possible in it, as the members of a 409."""
    possible = ["move", "close"] if state == "open" else ["open"]
    return {"shift_id": shift_id, "shift_state": state, "possible": possible}
