"""Payments, by their own moment, and shifts."""

from __future__ import annotations

from typing import Any, Literal

import db
from problems import invalid
from queries.sales.books.groups import MOST_GROUPS, Days, Place, exact, key_params, summed, totals

PaymentsBy = Literal["method", "day", "hour", "cashier", "outlet"]
PAYMENT_FIGURES = ("payments", "received", "repaid", "given_back", "adjustment", "total", "change", "moved")
SHIFT_SUMS = ("opening", "expected", "counted", "variance")
OUTLET_OF_PAYMENT = "COALESCE(l.outlet_id, %s)"
# The seller of all goods of an order that was not paid at a till.
SELLER_OF_ORDER = """
                                COALESCE(t.owner_id,
                                         (SELECT CASE WHEN MIN(i.seller_id) = MAX(i.seller_id) THEN MIN(i.seller_id) END
                                          FROM   transaction_items i FORCE INDEX (PRIMARY)
                                          WHERE  i.transaction_id = t.id))"""
PAYMENT_KEYS: dict[PaymentsBy, str] = {
    "method": "p.method",
    "day": "DATE(p.created_at + INTERVAL %s HOUR)",
    "hour": "HOUR(p.created_at + INTERVAL %s HOUR)",
    "cashier": "p.actor_id",
}


@db.readable_anywhere
def payments(place: Place, chosen: Days, by: PaymentsBy) -> dict[str, Any]:
    """Return `totals` and `groups` of what was paid and given back for orders of goods of the seller alone.

    What customers pay back is `repaid`, and cash that was put into drawers or taken out is `moved`, beside the total.
    A payment at a till is that of its owner, who sells all goods of the order, and one without an order and a till that
    of who took the money.
    """
    outlet_is, outlet_params = "", list[Any]()
    if place.outlet_id is not None:
        outlet_is, outlet_params = f"AND {OUTLET_OF_PAYMENT} = %s", [place.default_id, place.outlet_id]
    with db.snapshot():
        rows = exact(
            lambda kind: db.fetch_all(
                f"""
                SELECT   {OUTLET_OF_PAYMENT if by == "outlet" else "n.part"} AS `key`,
                         SUM(CASE WHEN n.purpose = 'move' THEN 0 ELSE n.payments END) AS payments,
                         SUM(CASE WHEN n.purpose IN ('debt', 'move') OR n.back THEN 0 ELSE n.amount END) AS received,
                         SUM(CASE WHEN n.purpose = 'debt' THEN n.amount ELSE 0 END) AS repaid,
                         SUM(CASE WHEN n.purpose <> 'move' AND n.back THEN -n.amount ELSE 0 END) AS given_back,
                         SUM(n.adjustment) AS adjustment,
                         SUM(CASE WHEN n.purpose = 'move' THEN 0 ELSE n.amount + n.adjustment END) AS total,
                         SUM(n.`change`) AS `change`,
                         SUM(CASE WHEN n.purpose = 'move' THEN n.amount ELSE 0 END) AS moved,
                         SUM(ABS(n.amount)) AS largest
                FROM     (SELECT   {PAYMENT_KEYS.get(by, "NULL")} AS part, p.shift_id, p.purpose, p.amount < 0 AS back,
                                   CASE WHEN p.shift_id IS NULL AND p.transaction_id IS NULL THEN p.actor_id END
                                       AS taken_by, COUNT(*) AS payments,
                                   SUM(p.amount{kind}) AS amount, SUM(p.adjustment{kind}) AS adjustment,
                                   SUM(COALESCE(p.tendered - p.amount - p.adjustment, 0){kind}) AS `change`
                          FROM     payments p FORCE INDEX (ix_payments_day)
                          LEFT JOIN transactions t FORCE INDEX (PRIMARY)
                               ON t.id = CASE WHEN p.shift_id IS NULL THEN p.transaction_id END
                          WHERE    p.created_at >= %s AND p.created_at < %s
                                   AND (t.id IS NULL OR {SELLER_OF_ORDER} = %s)
                          GROUP BY part, p.shift_id, p.purpose, back, taken_by) n
                LEFT JOIN shifts s FORCE INDEX (PRIMARY) ON s.id = n.shift_id
                LEFT JOIN tills l FORCE INDEX (PRIMARY) ON l.id = s.till_id
                WHERE    CASE WHEN n.shift_id IS NULL THEN COALESCE(n.taken_by, %s) ELSE l.owner_id END = %s {outlet_is}
                GROUP BY `key`
                ORDER BY `key`
                LIMIT    %s
                """,
                [*key_params(place, chosen, by), *chosen.span, *[place.seller_id] * 3, *outlet_params, MOST_GROUPS + 1],
            ),
            # The amounts of either sign bound the sums of both.
            (*PAYMENT_FIGURES, "largest"),
        )
        for row in rows:
            del row["largest"]
        return summed(rows, PAYMENT_FIGURES, by)


@db.readable_anywhere
def shifts(place: Place, chosen: Days) -> dict[str, Any]:
    """Return the shifts that were opened, in this order, and `totals` of the closed ones."""
    outlet_is = "" if place.outlet_id is None else "AND l.outlet_id = %s"
    rows = db.fetch_all(
        f"""
        SELECT   s.id AS shift_id, l.outlet_id, o.name AS outlet_name, s.till_id, l.name AS till_name, s.opened_at,
                 u.name AS opened_by_name, s.closed_at, c.name AS closed_by_name, s.opening, s.expected, s.counted,
                 s.counted - s.expected AS variance
        FROM     tills l FORCE INDEX (uq_tills_series)
        STRAIGHT_JOIN shifts s FORCE INDEX (ix_shifts_till) ON s.till_id = l.id
        STRAIGHT_JOIN outlets o FORCE INDEX (PRIMARY) ON o.id = l.outlet_id
        JOIN     users u ON u.id = s.opened_by
        LEFT JOIN users c ON c.id = s.closed_by
        WHERE    l.owner_id = %s AND s.opened_at >= %s AND s.opened_at < %s {outlet_is}
        ORDER BY s.opened_at, s.id
        LIMIT    %s
        """,
        [
            place.seller_id,
            *chosen.span,
            *([] if place.outlet_id is None else [place.outlet_id]),
            MOST_GROUPS + 1,
        ],
    )
    if len(rows) > MOST_GROUPS:
        raise invalid("to", "too_many_groups", most=MOST_GROUPS)
    closed = [row for row in rows if row["closed_at"] is not None]
    return {"totals": {"shifts": len(rows), "closed": len(closed), **totals(closed, SHIFT_SUMS)}, "shifts": rows}
