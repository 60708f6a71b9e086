-- Outlets of sellers, their staff, tills and shifts. Sales know where and by whom they were made; payments know the
-- drawer that they were put into.

CREATE TABLE IF NOT EXISTS outlets (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    owner_id    BIGINT       NOT NULL,
    name        VARCHAR(100) NOT NULL,
    zone        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- What receipts are headed by, and end with.
    address     VARCHAR(300) NOT NULL DEFAULT '',
    phone       VARCHAR(32)  NOT NULL DEFAULT '',
    tax_number  VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    footer      VARCHAR(300) NOT NULL DEFAULT '',
    -- The smallest coin that is given as change; 0: cash is not rounded.
    cash_step   INT          NOT NULL DEFAULT 0,
    is_default  BOOLEAN      NOT NULL DEFAULT FALSE,
    archived_at DATETIME(6)  NULL,
    created_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    -- At most one default of an owner.
    default_of  BIGINT       GENERATED ALWAYS AS (CASE WHEN is_default THEN owner_id END) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY uq_outlets_default (default_of),
    KEY ix_outlets_owner (owner_id, id),
    CONSTRAINT fk_outlets_owner FOREIGN KEY (owner_id) REFERENCES users (id),
    CONSTRAINT ck_outlets_zone CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    CONSTRAINT ck_outlets_cash_step CHECK (cash_step IN (0, 100, 500, 1000)),
    CONSTRAINT ck_outlets_default CHECK (NOT is_default OR archived_at IS NULL)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS staff (
    owner_id   BIGINT       NOT NULL,
    user_id    BIGINT       NOT NULL,
    duty       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- argon2id, as of passwords.
    pin_hash   VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    active     BOOLEAN      NOT NULL DEFAULT TRUE,
    created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (owner_id, user_id),
    KEY ix_staff_user (user_id),
    CONSTRAINT fk_staff_owner FOREIGN KEY (owner_id) REFERENCES users (id),
    CONSTRAINT fk_staff_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT ck_staff_duty CHECK (duty IN ('cashier', 'manager'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS tills (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    outlet_id   BIGINT       NOT NULL,
    -- That of the outlet, so that a series is one till's among all of an owner.
    owner_id    BIGINT       NOT NULL,
    name        VARCHAR(100) NOT NULL,
    series      VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The number of its last receipt.
    last_number BIGINT       NOT NULL DEFAULT 0,
    -- Its open shift. No foreign key, because shifts refer to tills.
    shift_id    BIGINT       NULL,
    -- HMAC-SHA256 under one of API_KEY_SALT; sign-ins with an older token have ended.
    token_hash  BINARY(32)   NOT NULL,
    token_at    DATETIME(6)  NOT NULL,
    active      BOOLEAN      NOT NULL DEFAULT TRUE,
    created_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_tills_series (owner_id, series),
    KEY ix_tills_outlet (outlet_id, id),
    CONSTRAINT fk_tills_outlet FOREIGN KEY (outlet_id) REFERENCES outlets (id),
    CONSTRAINT fk_tills_owner FOREIGN KEY (owner_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS shifts (
    id           BIGINT      NOT NULL AUTO_INCREMENT,
    till_id      BIGINT      NOT NULL,
    opened_by    BIGINT      NOT NULL,
    opened_at    DATETIME(6) NOT NULL,
    -- The cash in the drawer at first.
    opening      BIGINT      NOT NULL,
    -- The first receipt that the shift may have, and the last one that it has.
    number_from  BIGINT      NOT NULL,
    number_to    BIGINT      NULL,
    closed_by    BIGINT      NULL,
    closed_at    DATETIME(6) NULL,
    -- The cash that should be, and that was, in the drawer.
    expected     BIGINT      NULL,
    counted      BIGINT      NULL,
    -- At most one open shift of a till.
    open_till    BIGINT      GENERATED ALWAYS AS (CASE WHEN closed_at IS NULL THEN till_id END) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY uq_shifts_open (open_till),
    KEY ix_shifts_till (till_id, id),
    CONSTRAINT fk_shifts_till FOREIGN KEY (till_id) REFERENCES tills (id),
    CONSTRAINT fk_shifts_opened_by FOREIGN KEY (opened_by) REFERENCES users (id),
    CONSTRAINT fk_shifts_closed_by FOREIGN KEY (closed_by) REFERENCES users (id),
    CONSTRAINT ck_shifts_opening CHECK (opening >= 0),
    CONSTRAINT ck_shifts_closed CHECK ((closed_at IS NULL) = (counted IS NULL))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Without foreign keys, for which the tables would be copied.
ALTER TABLE transactions
    ADD COLUMN outlet_id  BIGINT NULL,
    ADD COLUMN till_id    BIGINT NULL,
    ADD COLUMN shift_id   BIGINT NULL,
    -- The number of the till's receipt. NULL: it was not sold at a till, or is not paid.
    ADD COLUMN receipt_no BIGINT NULL,
    ALGORITHM = INPLACE, LOCK = NONE;

ALTER TABLE transactions
    ADD UNIQUE KEY uq_transactions_receipt (till_id, receipt_no),
    ALGORITHM = INPLACE, LOCK = NONE;

-- With cash that is rounded down, less is handed over than the amount. `flask check` compares them.
ALTER TABLE payments
    DROP CONSTRAINT ck_payments_tendered;

ALTER TABLE payments
    -- NULL: cash that was put into the drawer or taken out.
    MODIFY COLUMN transaction_id BIGINT NULL,
    -- The shift whose drawer or account it went into.
    ADD COLUMN shift_id   BIGINT       NULL,
    -- sale, refund, move or debt.
    ADD COLUMN purpose    VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'sale',
    ADD COLUMN reason     VARCHAR(200) NOT NULL DEFAULT '',
    -- What rounding added to the cash, beside the amount.
    ADD COLUMN adjustment BIGINT       NOT NULL DEFAULT 0,
    ALGORITHM = INPLACE, LOCK = NONE;

ALTER TABLE payments
    -- The sums of a shift.
    ADD KEY ix_payments_shift (shift_id, purpose, method, amount, adjustment),
    ALGORITHM = INPLACE, LOCK = NONE;
