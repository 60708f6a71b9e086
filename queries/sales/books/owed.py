"""What customers owe now, by how long it has been due."""

from __future__ import annotations

from datetime import date
from typing import Any

import db
from problems import invalid
from queries.sales.books.groups import MOST_ROWS, Place, totals

AGES = ("days_0_30", "days_31_60", "days_61_90", "days_over_90")
DEBT_FIGURES = ("sales", *AGES, "balance")


@db.readable_anywhere
def debts(place: Place, today: date, hours: int) -> dict[str, Any]:
    """Return the customers who owe something, most first, and `totals`.

    A debt is as old as its due day, or as its sale if there is none. Those that are not due yet are the youngest.
    """
    rows = db.fetch_all(
        """
        SELECT   c.id AS customer_id, c.name, c.phone, COUNT(*) AS sales,
                 SUM(CASE WHEN d.age <= 30 THEN d.unpaid ELSE 0 END) AS days_0_30,
                 SUM(CASE WHEN d.age BETWEEN 31 AND 60 THEN d.unpaid ELSE 0 END) AS days_31_60,
                 SUM(CASE WHEN d.age BETWEEN 61 AND 90 THEN d.unpaid ELSE 0 END) AS days_61_90,
                 SUM(CASE WHEN d.age > 90 THEN d.unpaid ELSE 0 END) AS days_over_90,
                 MIN(d.since) AS oldest, c.balance
        FROM     (SELECT   u.customer_id, u.unpaid, u.since, DATEDIFF(%s, u.since) AS age
                  FROM     (SELECT   e.customer_id, SUM(e.delta) AS unpaid,
                                     COALESCE(MAX(e.due_on), DATE(MIN(e.created_at) + INTERVAL %s HOUR)) AS since
                            FROM     customers o FORCE INDEX (ix_customers_balance)
                            STRAIGHT_JOIN customer_entries e FORCE INDEX (ix_customer_entries_sale)
                                     ON e.customer_id = o.id
                            WHERE    o.owner_id = %s AND o.balance > 0
                            GROUP BY e.customer_id, e.transaction_id
                            HAVING   SUM(e.delta) > 0) u) d
        STRAIGHT_JOIN customers c FORCE INDEX (PRIMARY) ON c.id = d.customer_id
        GROUP BY c.id, c.name, c.phone, c.balance
        ORDER BY c.balance DESC, c.id DESC
        LIMIT    %s
        """,
        (today, hours, place.seller_id, MOST_ROWS + 1),
    )
    if len(rows) > MOST_ROWS:
        raise invalid("format", "too_many_groups", most=MOST_ROWS)
    customers = [{**row, **{name: int(row[name]) for name in DEBT_FIGURES}} for row in rows]
    return {"totals": {"customers": len(customers), **totals(customers, DEBT_FIGURES)}, "customers": customers}
