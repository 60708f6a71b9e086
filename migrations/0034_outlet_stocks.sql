-- Outlets with a stock of their own, beside the shared one of products.

ALTER TABLE outlets
    -- True: its tills sell what outlet_stocks has, not products.stock.
    ADD COLUMN own_stock BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE IF NOT EXISTS outlet_stocks (
    outlet_id  BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    -- Always the sum of the outlet's entries in the product's stock_ledger.
    quantity   BIGINT NOT NULL,
    PRIMARY KEY (outlet_id, product_id),
    -- Where a product is.
    KEY ix_outlet_stocks_product (product_id, outlet_id),
    -- No foreign key to products: it would make each change of a product open this table, too.
    CONSTRAINT fk_outlet_stocks_outlet FOREIGN KEY (outlet_id) REFERENCES outlets (id),
    CONSTRAINT ck_outlet_stocks_quantity CHECK (quantity >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

ALTER TABLE stock_ledger
    -- NULL: the shared stock. No foreign key, because adding one would copy the table.
    ADD COLUMN outlet_id BIGINT NULL;

-- The column comes last, so that the release before reads its index in the same order. They are built beside sales.
ALTER TABLE stock_ledger
    DROP KEY ix_stock_ledger_product,
    DROP KEY ix_stock_ledger_day,
    ADD KEY ix_stock_ledger_product (product_id, id, balance, created_at, outlet_id),
    ADD KEY ix_stock_ledger_day (product_id, created_at, reason, delta, outlet_id),
    ALGORITHM = INPLACE, LOCK = NONE;
