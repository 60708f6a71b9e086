"""Open payment requests of an order end with it. The order is locked, so it gets no further ones meanwhile."""

from __future__ import annotations

from typing import Any, Literal

import db
from queries.system import audit

State = Literal["paid", "cancelled", "expired", "failed", "review"]
# How long nobody else gets the sum of a closed request: money may be on its way.
HOLD_HOURS = 24
# What a person hears of first, whatever else arrived before or afterwards: money that is gone, then money to give back.
URGENT = ("payment_reversed", "payment_denied", "paid_twice")


def close(order_id: int, state: Literal["cancelled", "expired"], left: int = 0) -> None:
    """Close the open requests of a locked order that ask for more than what is left to pay."""
    rows = db.fetch_all(
        """
        SELECT   id
        FROM     payment_requests FORCE INDEX (ix_payment_requests_transaction)
        WHERE    transaction_id = %s AND state = 'pending' AND amount > %s
        ORDER BY id
        """,
        (order_id, left),
    )
    for row in rows:
        set_state(row["id"], state, None)


def more_urgent(before: str | None, reason: str) -> str:
    """Return which of two reasons for a review is shown; of two that do not press, the first."""
    if before is None:
        return reason
    return min(before, reason, key=lambda each: URGENT.index(each) if each in URGENT else len(URGENT))


def set_state(request_id: int, state: State, by: int | None, **fields: Any) -> None:
    """Set the state and other columns of a request whose order is locked. What is not decided keeps its sum."""
    columns = {"review_reason": None, "reason": "", **fields, "state": state, "settled_by": by}
    with audit.changing("payment_requests", request_id):
        db.execute(
            f"""
            UPDATE payment_requests FORCE INDEX (PRIMARY)
            SET    held_until = CASE WHEN %s THEN NULL ELSE UTC_TIMESTAMP(6) + INTERVAL %s HOUR END,
                   settled_at = UTC_TIMESTAMP(6),
                   {", ".join(f"{column} = %s" for column in columns)}
            WHERE  id = %s
            """,
            [state == "review", HOLD_HOURS, *columns.values(), request_id],
        )
