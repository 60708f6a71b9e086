"""Invariants of tills and their shifts, as statements that find violations."""

from __future__ import annotations

CHECKS = {
    "a till's open shift is its only one that is not closed": """
        SELECT   t.id, t.shift_id AS is_now, s.id AS should_be
        FROM     tills t
        LEFT JOIN shifts s ON s.open_till = t.id
        WHERE    COALESCE(t.shift_id, 0) <> COALESCE(s.id, 0)
        """,
    "what a closed shift expected is its opening and the cash since": """
        SELECT   s.id, s.expected AS is_now, s.opening + COALESCE(p.cash, 0) AS should_be
        FROM     shifts s
        LEFT JOIN (SELECT   shift_id, SUM(amount + adjustment) AS cash
                   FROM     payments
                   WHERE    method = 'cash'
                   GROUP BY shift_id) p ON p.shift_id = s.id
        WHERE    s.closed_at IS NOT NULL AND s.expected <> s.opening + COALESCE(p.cash, 0)
        """,
    "the receipts of a till are numbered without gaps, unless it sells without a network": """
        SELECT   t.id, CONCAT_WS(' ', r.receipts, r.first, r.last) AS is_now, t.last_number AS should_be
        FROM     tills t
        LEFT JOIN (SELECT   till_id, COUNT(receipt_no) AS receipts, MIN(receipt_no) AS first, MAX(receipt_no) AS last
                   FROM     transactions
                   WHERE    till_id IS NOT NULL
                   GROUP BY till_id) r ON r.till_id = t.id
        WHERE    t.last_number < r.last
                 OR t.last_number <> COALESCE(r.receipts, 0)
                    AND t.id NOT IN (SELECT till_id FROM sync_items WHERE type = 'sale')
        """,
    "a receipt of a till belongs to a paid sale in a shift of it": """
        SELECT   t.id, CONCAT_WS(' ', t.status, t.outlet_id, t.till_id, t.shift_id, t.receipt_no) AS is_now,
                 CONCAT_WS(' ', 'paid', l.outlet_id, l.id, s.id, s.number_from) AS should_be
        FROM     transactions t
        LEFT JOIN tills l ON l.id = t.till_id
        LEFT JOIN shifts s ON s.id = t.shift_id AND s.till_id = t.till_id
        WHERE    COALESCE(t.outlet_id, t.till_id, t.shift_id, t.receipt_no) IS NOT NULL
                 AND (t.status <> 'paid' OR t.receipt_no IS NULL OR l.id IS NULL OR l.outlet_id <> t.outlet_id
                      OR s.id IS NULL OR t.receipt_no < s.number_from OR t.receipt_no > s.number_to)
        """,
    "money at a till is for goods of its owner": """
        SELECT   p.id, l.owner_id AS is_now, i.seller_id AS should_be
        FROM     payments p
        LEFT JOIN shifts s ON s.id = p.shift_id
        LEFT JOIN tills l ON l.id = s.till_id
        LEFT JOIN transaction_items i ON i.transaction_id = p.transaction_id AND i.seller_id <> l.owner_id
        WHERE    p.shift_id IS NOT NULL AND (l.id IS NULL OR i.seller_id IS NOT NULL)
        """,
}
