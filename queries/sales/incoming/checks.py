"""Invariants of payment requests, as statements that find violations."""

from __future__ import annotations

CHECKS = {
    "a payment request has its payment once it is paid, and only then": """
        SELECT   r.id, CONCAT_WS(' ', r.state, p.amount, p.adjustment) AS is_now,
                 CONCAT_WS(' ', r.amount, r.code) AS should_be
        FROM     payment_requests r
        LEFT JOIN payments p ON p.id = r.payment_id AND p.transaction_id = r.transaction_id AND p.purpose = 'sale'
        WHERE    CASE WHEN r.state = 'paid' THEN NOT (p.amount <=> r.amount AND p.adjustment IN (0, r.code))
                      ELSE r.payment_id IS NOT NULL END
        """,
    "an open payment request belongs to an order that waits, and no longer than it": """
        SELECT   r.id, CONCAT_WS(' ', t.status, t.paid, r.amount) AS is_now, 'pending' AS should_be
        FROM     payment_requests r
        JOIN     transactions t ON t.id = r.transaction_id
        WHERE    r.state = 'pending' AND (t.status <> 'pending' OR r.amount > t.total - COALESCE(t.paid, 0))
        """,
    "a payment request keeps its sum as long as money may arrive": """
        SELECT   id, CONCAT_WS(' ', state, live_amount, held_until) AS is_now, amount + code AS should_be
        FROM     payment_requests
        WHERE    live_amount <> amount + code
                 OR (state IN ('pending', 'review')) <> (held_until IS NULL)
                 OR state = 'pending' AND (code > 0) <> (live_amount IS NOT NULL)
        """,
}
