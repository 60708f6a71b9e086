-- Sales on credit: whose they are, what customers owe for each, and what they have paid back.

-- Each change of what a customer owes. Without foreign keys to sales and payments: a repayment locks the customer first
-- and a refund the sale, so their locks would come out of order.
CREATE TABLE IF NOT EXISTS customer_entries (
    id             BIGINT      NOT NULL AUTO_INCREMENT,
    customer_id    BIGINT      NOT NULL,
    delta          BIGINT      NOT NULL,
    balance        BIGINT      NOT NULL,
    -- sale, repayment, refund or write_off.
    reason         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The sale on credit that it is about.
    transaction_id BIGINT      NOT NULL,
    -- The payment on credit, or the one that pays it back.
    payment_id     BIGINT      NULL,
    due_on         DATE        NULL,
    actor_id       BIGINT      NOT NULL,
    created_at     DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    -- An account, newest first, and what is left of each sale.
    KEY ix_customer_entries_customer (customer_id, id),
    KEY ix_customer_entries_sale (customer_id, transaction_id, delta, due_on, created_at),
    CONSTRAINT fk_customer_entries_customer FOREIGN KEY (customer_id) REFERENCES customers (id),
    CONSTRAINT fk_customer_entries_actor FOREIGN KEY (actor_id) REFERENCES users (id),
    CONSTRAINT ck_customer_entries_amounts CHECK (delta <> 0 AND balance >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

ALTER TABLE transactions
    -- NULL: a customer who is not known.
    ADD COLUMN customer_id BIGINT NULL,
    ALGORITHM = INPLACE, LOCK = NONE;

ALTER TABLE transactions
    ADD KEY ix_transactions_customer (customer_id, id),
    ALGORITHM = INPLACE, LOCK = NONE;

-- It knows cash and transfers alone.
ALTER TABLE payments
    DROP CONSTRAINT ck_payments_method;
