-- Customers of sellers: people without an account whom a shop knows by name.

CREATE TABLE IF NOT EXISTS customers (
    id           BIGINT       NOT NULL AUTO_INCREMENT,
    owner_id     BIGINT       NOT NULL,
    -- Empty once it is erased, like the note.
    name         VARCHAR(100) NOT NULL,
    -- With a + and the country code.
    phone        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    note         VARCHAR(500) NOT NULL DEFAULT '',
    -- What they may owe at most.
    credit_limit BIGINT       NOT NULL DEFAULT 0,
    -- What they owe.
    balance      BIGINT       NOT NULL DEFAULT 0,
    -- When the customer was erased; documents keep the id.
    erased_at    DATETIME(6)  NULL,
    created_at   DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_customers_phone (owner_id, phone),
    -- An owner's customers by name, and by what they owe.
    KEY ix_customers_name (owner_id, name, id),
    KEY ix_customers_balance (owner_id, balance, id),
    CONSTRAINT fk_customers_owner FOREIGN KEY (owner_id) REFERENCES users (id),
    CONSTRAINT ck_customers_balance CHECK (balance >= 0 AND credit_limit >= 0),
    CONSTRAINT ck_customers_erased CHECK (erased_at IS NULL OR name = '' AND phone IS NULL AND note = '')
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
