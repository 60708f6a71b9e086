-- When each line was sold and what it cost, and indexes that answer what sells. Of old lines nobody knows the cost.

ALTER TABLE transaction_items
    ADD COLUMN cost    BIGINT      NULL,
    ADD COLUMN sold_at DATETIME(6) NULL;

UPDATE transaction_items i
JOIN   transactions t ON t.id = i.transaction_id
SET    i.sold_at = t.created_at
WHERE  i.sold_at IS NULL;

ALTER TABLE transaction_items
    MODIFY COLUMN sold_at DATETIME(6) NOT NULL,
    DROP KEY ix_transaction_items_product,
    ADD KEY ix_transaction_items_product (product_id, sold_at, seller_id, qty, subtotal, tax, cost),
    ADD KEY ix_transaction_items_sold (seller_id, sold_at, product_id, qty, subtotal, tax, cost);

ALTER TABLE stock_ledger
    DROP KEY ix_stock_ledger_product,
    ADD KEY ix_stock_ledger_product (product_id, id, balance, created_at);
