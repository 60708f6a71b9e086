-- Tills without a network: what they have sent, stocks below zero, and the feed of what they need.

-- Each item that a till has sent, for ever.
CREATE TABLE IF NOT EXISTS sync_items (
    owner_id    BIGINT       NOT NULL,
    client_id   CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    till_id     BIGINT       NOT NULL,
    -- sale, refund, shift_open, move, shift_close or debt_payment.
    type        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- booked, review or rejected.
    state       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The sale, refund, shift or payment that it became.
    document_id BIGINT       NULL,
    -- The shift that it belongs to.
    shift_id    BIGINT       NULL,
    -- By the clock of the till, and by ours.
    at          DATETIME(6)  NOT NULL,
    received_at DATETIME(6)  NOT NULL,
    -- SHA-256 of the item, to tell a repetition from another item of the same name.
    fingerprint BINARY(32)   NOT NULL,
    -- What differs from the catalogue or the rules, as JSON. NULL: nothing.
    flags       TEXT         NULL,
    -- Why it waits for a review, as JSON, and the item itself. NULL once it is booked, or was rejected long ago.
    problem     TEXT         NULL,
    body        MEDIUMTEXT   NULL,
    -- Who has sent it, and who has accepted or rejected it.
    actor_id    BIGINT       NOT NULL,
    reviewed_by BIGINT       NULL,
    reviewed_at DATETIME(6)  NULL,
    PRIMARY KEY (owner_id, client_id),
    -- What waits for a review, and what is flagged.
    KEY ix_sync_items_state (owner_id, state, received_at, client_id),
    -- How many items of a shift have come.
    KEY ix_sync_items_shift (shift_id, type),
    -- The item that a document came from.
    KEY ix_sync_items_document (document_id, type),
    KEY ix_sync_items_till (till_id, type),
    -- Those whose body has expired.
    KEY ix_sync_items_reviewed (reviewed_at),
    CONSTRAINT fk_sync_items_owner FOREIGN KEY (owner_id) REFERENCES users (id),
    CONSTRAINT fk_sync_items_till FOREIGN KEY (till_id) REFERENCES tills (id),
    CONSTRAINT fk_sync_items_actor FOREIGN KEY (actor_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

ALTER TABLE outlets
    -- What becomes of a sale without a network for which there is too little in stock: review or accept.
    ADD COLUMN short_stock VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'review';

-- A sale without a network is known after its goods have gone. `flask check` finds what else is below zero.
ALTER TABLE products
    DROP CONSTRAINT ck_products_stock;

ALTER TABLE outlet_stocks
    DROP CONSTRAINT ck_outlet_stocks_quantity;

ALTER TABLE stock_ledger
    DROP CONSTRAINT ck_stock_ledger_balance;

-- The last change of what the tills of an owner know beside goods.
CREATE TABLE IF NOT EXISTS shop_changes (
    id        BIGINT      NOT NULL AUTO_INCREMENT,
    owner_id  BIGINT      NOT NULL,
    -- outlet, till, staff, customer, voucher or tax_profile.
    kind      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Its id; that of the user, and the day of a tax profile as 20261201.
    row_id    BIGINT      NOT NULL,
    change_id BIGINT      NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_shop_changes_row (owner_id, kind, row_id),
    KEY ix_shop_changes_change (owner_id, change_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

INSERT IGNORE INTO change_counter (id, value)
VALUES (1, 1);

INSERT IGNORE INTO shop_changes (owner_id, kind, row_id, change_id)
SELECT owner_id, 'outlet', id, 1
FROM   outlets;

INSERT IGNORE INTO shop_changes (owner_id, kind, row_id, change_id)
SELECT owner_id, 'till', id, 1
FROM   tills;

INSERT IGNORE INTO shop_changes (owner_id, kind, row_id, change_id)
SELECT owner_id, 'staff', user_id, 1
FROM   staff;

INSERT IGNORE INTO shop_changes (owner_id, kind, row_id, change_id)
SELECT owner_id, 'customer', id, 1
FROM   customers
WHERE  erased_at IS NULL;

INSERT IGNORE INTO shop_changes (owner_id, kind, row_id, change_id)
SELECT owner_id, 'voucher', id, 1
FROM   vouchers;

INSERT IGNORE INTO shop_changes (owner_id, kind, row_id, change_id)
SELECT owner_id, 'tax_profile', YEAR(valid_from) * 10000 + MONTH(valid_from) * 100 + DAY(valid_from), 1
FROM   tax_profiles;
