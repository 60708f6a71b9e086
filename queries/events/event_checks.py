"""Invariants of events, as statements that find violations: see `queries.system.integrity_checks`.

They begin with the table of events: a day later if it came to an older database, whose release may have sold meanwhile
without events, and no earlier than events are kept.
"""

from __future__ import annotations

BEGIN = """(SELECT GREATEST(UTC_TIMESTAMP(6) - INTERVAL 30 DAY,
                                  MAX(CASE WHEN version = 38 THEN started_at END)
                                  + INTERVAL CASE WHEN TIMESTAMPDIFF(SECOND, MIN(started_at),
                                                                     MAX(CASE WHEN version = 38 THEN started_at END))
                                                       < 60 THEN 0 ELSE 1 END DAY)
                  FROM   schema_migrations)"""


def _one_event_each(type: str, documents: str) -> str:
    """Return the statement that compares these documents of sellers with their events."""
    return f"""
        SELECT   d.id, COALESCE(e.events, 0) AS is_now, 1 AS should_be
        FROM     ({documents}) d
        LEFT JOIN (SELECT   document_id, owner_id, COUNT(*) AS events
                   FROM     events
                   WHERE    type = '{type}'
                   GROUP BY document_id, owner_id) e ON e.document_id = d.id AND e.owner_id = d.seller_id
        WHERE    COALESCE(e.events, 0) <> 1
        """


def _orders(condition: str) -> str:
    return f"""SELECT   DISTINCT t.id, i.seller_id
                  FROM     transactions t
                  JOIN     transaction_items i ON i.transaction_id = t.id
                  WHERE    {condition}"""


CHECKS = {
    "a sale has one event for each seller": _one_event_each(
        "order.paid", _orders(f"t.status = 'paid' AND t.sold_at > {BEGIN}")
    ),
    "a cancelled order has one event for each seller": _one_event_each(
        "order.cancelled", _orders(f"t.status = 'cancelled' AND t.created_at > {BEGIN}")
    ),
    "a refund has one event for each seller": _one_event_each(
        "refund.created",
        f"""SELECT   DISTINCT r.id, i.seller_id
                  FROM     refunds r
                  JOIN     refund_items i ON i.refund_id = r.id
                  WHERE    r.refunded_at > {BEGIN}""",
    ),
}
