-- Orders that are paid later: what was paid for them, and until when their goods are kept.

ALTER TABLE transactions
    -- What payments sum up to. NULL: nothing was recorded.
    ADD COLUMN paid       BIGINT      NULL AFTER total,
    -- When it was paid. NULL for one that is not, and where it was paid at once by a release that did not know this.
    ADD COLUMN sold_at    DATETIME(6) NULL AFTER created_at,
    -- Until when the goods of a pending order without a payment are kept.
    ADD COLUMN expires_at DATETIME(6) NULL AFTER sold_at;

ALTER TABLE transactions
    ADD KEY ix_transactions_status (status, expires_at);

-- A wider CHECK would copy the table, and no sale could be stored meanwhile; `flask check` knows the states.
ALTER TABLE transactions
    DROP CONSTRAINT ck_transactions_status;

ALTER TABLE stock_ledger
    DROP CONSTRAINT ck_stock_ledger_reason;

ALTER TABLE transaction_items
    -- NULL until it is paid, so that figures leave it out.
    MODIFY COLUMN sold_at DATETIME(6) NULL;

CREATE TABLE IF NOT EXISTS payments (
    id             BIGINT       NOT NULL AUTO_INCREMENT,
    transaction_id BIGINT       NOT NULL,
    method         VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Below 0: given back.
    amount         BIGINT       NOT NULL,
    -- The cash that the buyer handed over; what exceeds the amount is the change.
    tendered       BIGINT       NULL,
    -- What names a transfer at the bank.
    reference      VARCHAR(100) NOT NULL DEFAULT '',
    -- Who confirmed it.
    actor_id       BIGINT       NOT NULL,
    created_at     DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_payments_transaction (transaction_id, id),
    CONSTRAINT fk_payments_transaction FOREIGN KEY (transaction_id) REFERENCES transactions (id),
    CONSTRAINT fk_payments_actor FOREIGN KEY (actor_id) REFERENCES users (id),
    CONSTRAINT ck_payments_method CHECK (method IN ('cash', 'transfer')),
    CONSTRAINT ck_payments_amount CHECK (amount <> 0),
    CONSTRAINT ck_payments_tendered CHECK (tendered IS NULL OR method = 'cash' AND tendered >= amount)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
