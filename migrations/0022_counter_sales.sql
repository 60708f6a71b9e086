-- Sales at the counter: lines by number, a buyer who is not known, and who sold.

-- The table is rebuilt beside sales: a copy would keep them waiting.
ALTER TABLE transaction_items
    -- Its place in the sale, from 1. 0 in what a release that did not know it has sold.
    ADD COLUMN line SMALLINT NOT NULL DEFAULT 0 AFTER transaction_id,
    -- What the buyer asked for with this line.
    ADD COLUMN note VARCHAR(200) NULL AFTER name,
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (transaction_id, product_id, line),
    ALGORITHM = INPLACE, LOCK = NONE;

ALTER TABLE transactions
    -- NULL: a walk-in customer.
    MODIFY COLUMN buyer_id BIGINT NULL,
    -- Who sold it at the counter: the seller of all its items, and who took the money. NULL for an order of the web.
    ADD COLUMN owner_id   BIGINT NULL AFTER buyer_id,
    ADD COLUMN cashier_id BIGINT NULL AFTER owner_id,
    -- What names the sale at the till, for good. A UUID.
    ADD COLUMN client_id  CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER cashier_id,
    ALGORITHM = INPLACE, LOCK = NONE;

-- Separate: a server may find no way to add a column and a unique key at once without a copy.
ALTER TABLE transactions
    ADD UNIQUE KEY uq_transactions_client (owner_id, client_id),
    ALGORITHM = INPLACE, LOCK = NONE;
