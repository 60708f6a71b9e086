"""What must be true of the data at any moment, as statements that find what is not."""

from __future__ import annotations

import db

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
    "every word of a listed product leads to it": """
        SELECT   p.id, COUNT(w.word) AS is_now, LENGTH(p.words) - LENGTH(REPLACE(p.words, ' ', '')) - 1 AS should_be
        FROM     products p
        LEFT JOIN product_words w ON w.product_id = p.id AND p.words LIKE CONCAT('% ', w.word, ' %')
        WHERE    p.listed = 1
        GROUP BY p.id, p.words
        HAVING   is_now <> should_be
        """,
    "a sale's total is the sum of its lines": """
        SELECT   t.id, t.total AS is_now, COALESCE(i.total, 0) AS should_be
        FROM     transactions t
        LEFT JOIN (SELECT   transaction_id, SUM(subtotal) AS total
                   FROM     transaction_items
                   GROUP BY transaction_id) i ON i.transaction_id = t.id
        WHERE    t.total <> COALESCE(i.total, -1)
        """,
    "a sale's tax is the sum of its lines' taxes": """
        SELECT   t.id, t.tax AS is_now, COALESCE(i.tax, 0) AS should_be
        FROM     transactions t
        LEFT JOIN (SELECT   transaction_id, SUM(tax) AS tax
                   FROM     transaction_items
                   GROUP BY transaction_id) i ON i.transaction_id = t.id
        WHERE    t.tax <> COALESCE(i.tax, -1)
        """,
    "every line sold left the stock once": """
        SELECT   i.transaction_id AS id, -i.qty AS should_be, SUM(l.delta) AS is_now
        FROM     transaction_items i
        LEFT JOIN stock_ledger l
               ON l.transaction_id = i.transaction_id AND l.product_id = i.product_id AND l.reason = 'sale'
        GROUP BY i.transaction_id, i.product_id, i.qty
        HAVING   COUNT(l.id) <> 1 OR SUM(l.delta) <> -i.qty
        """,
    "every sale of the ledger has its line": """
        SELECT   l.id, l.delta AS is_now, i.qty AS should_be
        FROM     stock_ledger l
        LEFT JOIN transaction_items i ON i.transaction_id = l.transaction_id AND i.product_id = l.product_id
        WHERE    l.reason = 'sale' AND i.transaction_id IS NULL
        """,
    "every idempotency key has its answer": """
        SELECT   user_id AS id, idempotency_key AS is_now, 'an answer' AS should_be
        FROM     idempotency_keys
        WHERE    answer IS NULL
        """,
}


def run() -> dict[str, list[db.Row]]:
    """By check, up to 20 offending rows with `id`, `is_now` and `should_be`; empty lists mean that all is well."""
    return {name: db.fetch_all(f"{sql} LIMIT 20") for name, sql in CHECKS.items()}
