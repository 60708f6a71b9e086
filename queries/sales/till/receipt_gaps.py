"""Numbers that no receipt of a till has: those of sales that it has not sent, or that wait for a review."""

from __future__ import annotations

from typing import Any

import db
from domain.commerce.orders import Caller
from domain.receipts import numbers
from problems import Problem
from queries.sales.till import drawers

# Lists have no pages.
MOST = 100


def of_till(till_id: int, caller: Caller) -> dict[str, Any]:
    """Return the first gaps of a till, for its owner and managers. Raises Problem: 404, and 403 for cashiers."""
    place = drawers.find_place(till_id, caller)
    if place is None:
        raise Problem("till_not_found", id=till_id)
    if place.duty == "cashier":
        raise Problem("managers_only")
    rows = db.fetch_all(
        """
        SELECT   n.receipt_no + 1 AS first, n.next_no - 1 AS last
        FROM     (SELECT receipt_no, LEAD(receipt_no) OVER (ORDER BY receipt_no) AS next_no
                  FROM   (SELECT 0 AS receipt_no
                          UNION ALL
                          SELECT receipt_no
                          FROM   transactions FORCE INDEX (uq_transactions_receipt)
                          WHERE  till_id = %s AND receipt_no IS NOT NULL
                          UNION ALL
                          SELECT last_number + 1
                          FROM   tills
                          WHERE  id = %s) used) n
        WHERE    n.next_no > n.receipt_no + 1
        ORDER BY n.receipt_no
        LIMIT    %s
        """,
        (till_id, till_id, MOST + 1),
    )
    gaps = [
        {
            "first": row["first"],
            "last": row["last"],
            "first_receipt": numbers.of_till(place.series, row["first"]),
            "last_receipt": numbers.of_till(place.series, row["last"]),
        }
        for row in rows[:MOST]
    ]
    return {"till_id": till_id, "gaps": gaps, "more": len(rows) > MOST}
