-- What payment providers tell about payments.

-- Each notice once, by what names it: a repeat ends here. No foreign key: the lock of the account comes after that of an
-- order, and a notice is first.
CREATE TABLE IF NOT EXISTS payment_notices (
    account_id  BIGINT       NOT NULL,
    event_key   VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- NULL: it names no request of the account.
    request_id  BIGINT       NULL,
    -- What became of it: asked is being fetched from the provider.
    verdict     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- What was read of it, as JSON. No data of cards or buyers.
    body        VARCHAR(4000) NULL,
    -- NULL: the body is gone.
    body_until  DATETIME(6)  NULL,
    received_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (account_id, event_key),
    KEY ix_payment_notices_request (request_id, verdict),
    KEY ix_payment_notices_body (body_until)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
