-- Refunds: what was given back of each line, of each sale, and by which payment.

CREATE TABLE IF NOT EXISTS refunds (
    id             BIGINT       NOT NULL AUTO_INCREMENT,
    transaction_id BIGINT       NOT NULL,
    -- The seller of all its items. NULL: there are several.
    owner_id       BIGINT       NULL,
    amount         BIGINT       NOT NULL,
    tax            BIGINT       NOT NULL,
    reason         VARCHAR(200) NOT NULL DEFAULT '',
    -- The sale of what the buyer took instead.
    exchange_id    BIGINT       NULL,
    actor_id       BIGINT       NOT NULL,
    refunded_at    DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    KEY ix_refunds_transaction (transaction_id, id),
    CONSTRAINT fk_refunds_transaction FOREIGN KEY (transaction_id) REFERENCES transactions (id),
    CONSTRAINT fk_refunds_actor FOREIGN KEY (actor_id) REFERENCES users (id),
    CONSTRAINT ck_refunds_amounts CHECK (tax >= 0 AND amount >= tax)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Without foreign keys to products and users: those of the line hold, and their locks would come out of order.
CREATE TABLE IF NOT EXISTS refund_items (
    refund_id   BIGINT      NOT NULL,
    -- The line, as `transaction_items` has it.
    product_id  BIGINT      NOT NULL,
    line        SMALLINT    NOT NULL,
    seller_id   BIGINT      NOT NULL,
    -- 0: money alone.
    qty         BIGINT      NOT NULL,
    -- What figures of several goods count.
    units       BIGINT      NOT NULL,
    amount      BIGINT      NOT NULL,
    tax         BIGINT      NOT NULL,
    -- What all of it cost the seller: 0 if it did not go back into the stock, NULL if they had not said.
    cost        BIGINT      NULL,
    restocked   BOOLEAN     NOT NULL,
    -- When its line was sold, and the refund was made, so that figures of a span of days read one index.
    sold_at     DATETIME(6) NOT NULL,
    refunded_at DATETIME(6) NOT NULL,
    PRIMARY KEY (refund_id, product_id, line),
    -- All that figures ask, of a product and of a seller.
    KEY ix_refund_items_product (product_id, refunded_at, seller_id, qty, units, amount, tax, cost, sold_at),
    KEY ix_refund_items_refunded (seller_id, refunded_at, product_id, qty, units, amount, tax, cost),
    CONSTRAINT fk_refund_items_refund FOREIGN KEY (refund_id) REFERENCES refunds (id),
    CONSTRAINT ck_refund_items_amounts CHECK (qty >= 0 AND tax >= 0 AND amount >= tax)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

ALTER TABLE transactions
    -- What was given back since it was paid.
    ADD COLUMN refunded BIGINT NOT NULL DEFAULT 0,
    ALGORITHM = INPLACE, LOCK = NONE;

ALTER TABLE transaction_items
    -- What was given back of it.
    ADD COLUMN refunded_qty BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN refunded     BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN refunded_tax BIGINT NOT NULL DEFAULT 0,
    ALGORITHM = INPLACE, LOCK = NONE;

ALTER TABLE payments
    -- What it gives back. No foreign key, for which the table would be copied.
    ADD COLUMN refund_id BIGINT NULL,
    ALGORITHM = INPLACE, LOCK = NONE;

ALTER TABLE enrolments
    -- Its purchase was refunded: it opens the course no more.
    ADD COLUMN refunded_at DATETIME(6) NULL,
    ALGORITHM = INPLACE, LOCK = NONE;
