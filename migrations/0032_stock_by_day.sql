-- The book of stock. The index is built beside sales.

ALTER TABLE stock_ledger
    ADD KEY ix_stock_ledger_day (product_id, created_at, reason, delta),
    ALGORITHM = INPLACE, LOCK = NONE;
