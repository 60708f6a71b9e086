"""Invariants of stocks and their ledger, as statements that find violations."""

from __future__ import annotations

CHECKS = {
    "a product's stock is the sum of its ledger": """
        SELECT   p.id, p.stock AS is_now, COALESCE(l.total, 0) AS should_be
        FROM     products p
        LEFT JOIN (SELECT   product_id, SUM(delta) AS total
                   FROM     stock_ledger
                   GROUP BY product_id) l ON l.product_id = p.id
        WHERE    p.stock <> COALESCE(l.total, 0)
        """,
    "no stock is negative": """
        SELECT   id, stock AS is_now, 0 AS should_be
        FROM     products
        WHERE    stock < 0
        """,
    "the ledger's last balance is the product's stock": """
        SELECT   p.id, p.stock AS is_now, l.balance AS should_be
        FROM     products p
        JOIN     (SELECT   product_id, MAX(id) AS id
                  FROM     stock_ledger
                  GROUP BY product_id) last ON last.product_id = p.id
        JOIN     stock_ledger l ON l.id = last.id
        WHERE    p.stock <> l.balance
        """,
    "every sale in the ledger has its line": """
        SELECT   l.id, l.delta AS is_now, i.qty AS should_be
        FROM     stock_ledger l
        LEFT JOIN transaction_items i ON i.transaction_id = l.transaction_id AND i.product_id = l.product_id
        WHERE    l.reason IN ('sale', 'cancel', 'return') AND i.transaction_id IS NULL
        """,
}
