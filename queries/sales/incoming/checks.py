"""Invariants of payment requests, as statements that find violations."""

from __future__ import annotations

CHECKS = {
    "a payment request has its payment once it is paid, and only then": """
        SELECT   r.id, CONCAT_WS(' ', r.state, p.amount, p.adjustment) AS is_now,
                 CONCAT_WS(' ', r.amount, r.code) AS should_be
        FROM     payment_requests r
        LEFT JOIN payments p ON p.id = r.payment_id AND p.transaction_id = r.transaction_id AND p.purpose = 'sale'
        WHERE    CASE WHEN r.state = 'paid' OR r.state = 'review' AND r.payment_id IS NOT NULL
                      THEN NOT (p.amount <=> r.amount AND p.adjustment IN (0, r.code))
                      ELSE r.payment_id IS NOT NULL END
        """,
    "a payment of which a provider's notice tells is paid or in review": """
        SELECT   n.request_id AS id, CONCAT_WS(' ', r.state, r.payment_id) AS is_now, n.verdict AS should_be
        FROM     payment_notices n
        JOIN     payment_requests r ON r.id = n.request_id
        WHERE    n.verdict = 'paid' AND r.payment_id IS NULL
                 OR n.verdict = 'review' AND r.state NOT IN ('paid', 'review') AND r.settled_by IS NULL
        """,
    "a notice of a provider is looked up, or left to a person, within a day": """
        SELECT   request_id AS id, CONCAT_WS(' ', account_id, event_key, verdict) AS is_now, 'decided' AS should_be
        FROM     payment_notices
        WHERE    verdict = 'asked' AND received_at < UTC_TIMESTAMP(6) - INTERVAL 2 DAY
        """,
    "what a provider collected has a notice, or a person who confirmed it": """
        SELECT   r.id, r.state AS is_now, 'a notice' AS should_be
        FROM     payment_requests r
        JOIN     payment_accounts a ON a.id = r.account_id
        WHERE    a.kind NOT IN ('qris', 'transfer') AND r.state = 'paid' AND r.settled_by IS NULL
                 AND NOT EXISTS (SELECT 1 FROM payment_notices n WHERE n.request_id = r.id AND n.verdict = 'paid')
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
