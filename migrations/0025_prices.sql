-- Discounts, vouchers, service charges, and goods by weight and length.

ALTER TABLE products
    -- What a quantity of it counts: piece, gram or millimetre. The price of the last two is for a thousand of them.
    ADD COLUMN measure VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'piece' AFTER unit;

ALTER TABLE tax_profiles
    -- The rate of the service charge in hundredths of a percent.
    ADD COLUMN service_bp INT NOT NULL DEFAULT 0 AFTER inclusive;

CREATE TABLE IF NOT EXISTS vouchers (
    id          BIGINT      NOT NULL AUTO_INCREMENT,
    owner_id    BIGINT      NOT NULL,
    code        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- percent or amount: what `value` is.
    kind        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    value       BIGINT      NOT NULL,
    -- What the owner's goods must cost.
    minimum     BIGINT      NOT NULL DEFAULT 0,
    -- The most that a percentage takes off.
    most        BIGINT      NULL,
    starts_at   DATETIME(6) NULL,
    ends_at     DATETIME(6) NULL,
    limit_total INT         NULL,
    limit_each  INT         NULL,
    -- The number of its uses that were not given back.
    used        INT         NOT NULL DEFAULT 0,
    active      BOOLEAN     NOT NULL DEFAULT TRUE,
    created_at  DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_vouchers_code (owner_id, code),
    -- Those of an owner, newest first.
    KEY ix_vouchers_owner (owner_id, id),
    CONSTRAINT fk_vouchers_owner FOREIGN KEY (owner_id) REFERENCES users (id),
    CONSTRAINT ck_vouchers_value CHECK (value > 0 AND (kind = 'amount' OR kind = 'percent' AND value <= 100)),
    CONSTRAINT ck_vouchers_used CHECK (used >= 0 AND used <= limit_total)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

ALTER TABLE transactions
    ADD COLUMN voucher_id BIGINT NULL;

CREATE TABLE IF NOT EXISTS voucher_uses (
    transaction_id BIGINT      NOT NULL,
    voucher_id     BIGINT      NOT NULL,
    -- NULL: a walk-in customer.
    buyer_id       BIGINT      NULL,
    -- What it took off.
    amount         BIGINT      NOT NULL,
    -- When it was given back, because its order was closed.
    released_at    DATETIME(6) NULL,
    PRIMARY KEY (transaction_id),
    -- The uses of one buyer.
    KEY ix_voucher_uses_buyer (voucher_id, buyer_id, released_at),
    CONSTRAINT fk_voucher_uses_transaction FOREIGN KEY (transaction_id) REFERENCES transactions (id),
    CONSTRAINT fk_voucher_uses_voucher FOREIGN KEY (voucher_id) REFERENCES vouchers (id),
    CONSTRAINT fk_voucher_uses_buyer FOREIGN KEY (buyer_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

ALTER TABLE transaction_items
    -- What `qty` counts: piece, gram or millimetre.
    ADD COLUMN measure  VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'piece' AFTER qty,
    -- All that was taken off: discounts of the line and of the order, and a voucher.
    ADD COLUMN discount BIGINT NOT NULL DEFAULT 0 AFTER measure,
    -- Its share in the service charge.
    ADD COLUMN service  BIGINT NOT NULL DEFAULT 0 AFTER discount;

-- Figures ask for the measure, too. Both indexes are built beside sales, and the old ones serve meanwhile.
ALTER TABLE transaction_items
    DROP KEY ix_transaction_items_product,
    DROP KEY ix_transaction_items_sold,
    ADD KEY ix_transaction_items_product (product_id, sold_at, seller_id, qty, subtotal, tax, cost, measure),
    ADD KEY ix_transaction_items_sold (seller_id, sold_at, product_id, qty, subtotal, tax, cost, measure),
    ALGORITHM = INPLACE, LOCK = NONE;
