"""The till of a call: who may act there, the lock that sales and shifts share, and the next receipt number."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import db
from domain.commerce.orders import Caller
from domain.receipts import numbers
from problems import Problem

# The columns of an order that tell where it was sold.
WHERE = ("outlet_id", "till_id", "shift_id", "receipt_no")
Duty = Literal["owner", "manager", "cashier"]


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
               t.active AND o.archived_at IS NULL AS in_use, o.own_stock,
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


def require_in_use(place: Place) -> None:
    """Raise a 409 for a deactivated till, and for one of an archived outlet."""
    if not place.in_use:
        raise Problem("till_inactive", till_name=place.name)


def require_open(drawer: Drawer, shift_id: int | None = None) -> int:
    """Return the open shift of a locked till, or raise a 409; with `shift_id` it must be this one."""
    if drawer.shift_id is None or shift_id not in (None, drawer.shift_id):
        raise Problem("shift_closed", members=steps(shift_id, "closed"), till_name=drawer.place.name)
    return drawer.shift_id


def issue_receipt(drawer: Drawer) -> Receipt:
    """Take the next number of a locked till. It is taken back with the transaction, so that there are no gaps."""
    place, shift_id, receipt_no = drawer.place, require_open(drawer), drawer.last_number + 1
    require_in_use(place)
    db.execute(
        """
        UPDATE tills FORCE INDEX (PRIMARY)
        SET    last_number = %s
        WHERE  id = %s
        """,
        (receipt_no, place.till_id),
    )
    number = numbers.of_till(place.series, receipt_no)
    return Receipt(place.outlet_id, place.till_id, shift_id, receipt_no, number)


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
