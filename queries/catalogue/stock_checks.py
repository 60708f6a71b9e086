"""Invariants of stocks and their ledger, as statements that find violations."""

from __future__ import annotations

CHECKS = {
    "a product's stock is the sum of its ledger": """
        SELECT   p.id, p.stock AS is_now, COALESCE(l.total, 0) AS should_be
        FROM     products p
        LEFT JOIN (SELECT   product_id, SUM(delta) AS total
                   FROM     stock_ledger
                   WHERE    outlet_id IS NULL
                   GROUP BY product_id) l ON l.product_id = p.id
        WHERE    p.stock <> COALESCE(l.total, 0)
        """,
    "no stock is negative, but by sales without a network": """
        SELECT   s.product_id AS id, s.stock AS is_now, 0 AS should_be
        FROM     (SELECT id AS product_id, NULL AS outlet_id, stock
                  FROM   products
                  WHERE  stock < 0
                  UNION ALL
                  SELECT product_id, outlet_id, quantity
                  FROM   outlet_stocks
                  WHERE  quantity < 0) s
        WHERE    NOT EXISTS (SELECT 1
                             FROM   stock_ledger l
                             JOIN   sync_items i ON i.document_id = l.transaction_id AND i.type = 'sale'
                             WHERE  l.product_id = s.product_id AND l.outlet_id <=> s.outlet_id AND l.balance < 0)
        """,
    "an item of a till without a network is its own document": """
        SELECT   MAX(i.client_id) AS id, COUNT(*) AS is_now, 1 AS should_be
        FROM     sync_items i
        WHERE    i.document_id IS NOT NULL
        GROUP BY i.document_id, CASE WHEN i.type IN ('move', 'debt_payment') THEN 'payment' ELSE i.type END
        HAVING   COUNT(*) > 1 AND MAX(i.type) <> 'shift_close'
        """,
    "the ledger's last balance is the product's stock": """
        SELECT   p.id, p.stock AS is_now, l.balance AS should_be
        FROM     products p
        JOIN     (SELECT   product_id, MAX(id) AS id
                  FROM     stock_ledger
                  WHERE    outlet_id IS NULL
                  GROUP BY product_id) last ON last.product_id = p.id
        JOIN     stock_ledger l ON l.id = last.id
        WHERE    p.stock <> l.balance
        """,
    "an outlet's stock of a product is the sum of its ledger": """
        SELECT   p.product_id AS id, COALESCE(s.quantity, 0) AS is_now, COALESCE(l.total, 0) AS should_be
        FROM     (SELECT   outlet_id, product_id
                  FROM     outlet_stocks
                  UNION
                  SELECT   outlet_id, product_id
                  FROM     stock_ledger
                  WHERE    outlet_id IS NOT NULL) p
        LEFT JOIN outlet_stocks s ON s.outlet_id = p.outlet_id AND s.product_id = p.product_id
        LEFT JOIN (SELECT   outlet_id, product_id, SUM(delta) AS total
                   FROM     stock_ledger
                   WHERE    outlet_id IS NOT NULL
                   GROUP BY outlet_id, product_id) l
               ON l.outlet_id = p.outlet_id AND l.product_id = p.product_id
        WHERE    COALESCE(s.quantity, 0) <> COALESCE(l.total, 0)
        """,
    "the ledger's last balance at an outlet is the outlet's stock": """
        SELECT   l.product_id AS id, COALESCE(s.quantity, 0) AS is_now, l.balance AS should_be
        FROM     (SELECT   MAX(id) AS id
                  FROM     stock_ledger
                  WHERE    outlet_id IS NOT NULL
                  GROUP BY outlet_id, product_id) last
        JOIN     stock_ledger l ON l.id = last.id
        LEFT JOIN outlet_stocks s ON s.outlet_id = l.outlet_id AND s.product_id = l.product_id
        WHERE    COALESCE(s.quantity, 0) <> l.balance
        """,
    "only open outlets with a stock of their own have one, and sell their owner's goods": """
        SELECT   s.outlet_id AS id, s.quantity AS is_now, 0 AS should_be
        FROM     outlet_stocks s
        JOIN     outlets o ON o.id = s.outlet_id
        JOIN     products p ON p.id = s.product_id
        WHERE    s.quantity <> 0 AND (NOT o.own_stock OR o.archived_at IS NOT NULL OR p.seller_id <> o.owner_id)
        UNION ALL
        SELECT   id, own_stock, 0
        FROM     outlets
        WHERE    is_default AND own_stock
        """,
    "every sale in the ledger has its line": """
        SELECT   l.id, l.delta AS is_now, i.qty AS should_be
        FROM     stock_ledger l
        LEFT JOIN transaction_items i ON i.transaction_id = l.transaction_id AND i.product_id = l.product_id
        WHERE    l.reason IN ('sale', 'cancel', 'return') AND i.transaction_id IS NULL
        """,
}
