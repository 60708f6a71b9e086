"""Shifts of a till, or of all tills of an owner."""

from __future__ import annotations

from datetime import date
from typing import Any

import db
from domain.commerce import days
from domain.commerce.orders import Caller
from problems import Problem
from queries.sales.books import groups
from queries.sales.till import drawers

# Who sells no more has no tills.
OF_OWNER = """
                 l.owner_id = %s AND EXISTS (SELECT 1
                                             FROM   user_roles r
                                             WHERE  r.user_id = l.owner_id AND r.role IN ('seller', 'admin'))"""


def page(
    till_id: int | None, caller: Caller, first: date | None, last: date | None, before: int, limit: int
) -> list[dict[str, Any]]:
    """Return shifts with ids below `before`, newest first: of a till, or of all tills of the caller.

    The days are those of their opening, in the zone of the till's outlet or of the caller's default one. An open shift
    tells no expected cash, and cashiers can't read its report. Raises Problem: 404 for a till of others.
    """
    till_id = till_id or caller.till_id
    place = None if till_id is None else drawers.find_place(till_id, caller)
    if till_id is not None and place is None:
        raise Problem("till_not_found", id=till_id)
    owner_id = place.owner_id if place else caller.user_id
    tills, condition, params = "uq_tills_series", OF_OWNER, list[Any]([owner_id])
    if place:
        tills, condition, params = "PRIMARY", "l.id = %s", [place.till_id]
    if first or last:
        where = groups.place(owner_id, place.outlet_id if place else None)
        condition += " AND s.opened_at >= %s AND s.opened_at < %s"
        params += groups.days_of(where, first or days.FIRST, last or days.LAST).span
    rows = db.fetch_all(
        f"""
        SELECT   s.id, s.till_id, l.name AS till_name, l.outlet_id, o.name AS outlet_name, o.cash_step, s.opened_at,
                 u.name AS opened_by_name, s.opening, s.closed_at, c.name AS closed_by_name, s.expected, s.counted
        FROM     tills l FORCE INDEX ({tills})
        STRAIGHT_JOIN shifts s FORCE INDEX (ix_shifts_till) ON s.till_id = l.id
        STRAIGHT_JOIN outlets o FORCE INDEX (PRIMARY) ON o.id = l.outlet_id
        JOIN     users u ON u.id = s.opened_by
        LEFT JOIN users c ON c.id = s.closed_by
        WHERE    {condition} AND s.id < %s
        ORDER BY s.id DESC
        LIMIT    %s
        """,
        [*params, before, limit],
    )
    blind = place is not None and place.duty == "cashier"
    return [_serialize(row, blind) for row in rows]


def _serialize(row: db.Row, blind: bool) -> dict[str, Any]:
    closed = row["closed_at"] is not None
    expected = int(row["expected"]) if closed else None
    return {
        **row,
        "expected": expected,
        "variance": None if expected is None else row["counted"] - expected,
        "report_url": f"/api/shifts/{row['id']}/report" if closed or not blind else None,
    }
