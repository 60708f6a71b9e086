-- Books of a large month: each order of one seller has the sums of its lines, so that a breakdown of sales reads one row
-- for each. What was sold before keeps none, and its lines are summed.

ALTER TABLE transactions
    ADD COLUMN seller_id  BIGINT      NULL,
    ADD COLUMN line_count INT         NULL,
    ADD COLUMN discount   BIGINT      NULL,
    ADD COLUMN service    BIGINT      NULL,
    ADD COLUMN added      BIGINT      NULL,
    ADD COLUMN method     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ALGORITHM = INSTANT;

ALTER TABLE transaction_items
    ADD COLUMN summed BOOLEAN NOT NULL DEFAULT FALSE,
    ALGORITHM = INSTANT;

-- The indexes are built beside sales.
ALTER TABLE transactions
    ADD KEY ix_transactions_sold (seller_id, sold_at, outlet_id, cashier_id, method, line_count, total, tax, discount,
                                  service, added),
    ALGORITHM = INPLACE, LOCK = NONE;

-- The columns come last, so that the release before reads its indexes in the same order.
ALTER TABLE transaction_items
    DROP KEY ix_transaction_items_sold,
    ADD KEY ix_transaction_items_sold (seller_id, sold_at, product_id, qty, subtotal, tax, cost, measure, discount,
                                       service, added, tax_code, summed),
    ADD KEY ix_transaction_items_summed (summed, seller_id, sold_at),
    ALGORITHM = INPLACE, LOCK = NONE;

ALTER TABLE payments
    DROP KEY ix_payments_day,
    ADD KEY ix_payments_day (created_at, transaction_id, shift_id, purpose, method, actor_id, amount, adjustment,
                             tendered),
    ALGORITHM = INPLACE, LOCK = NONE;
