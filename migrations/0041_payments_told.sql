-- What each notice of a provider says, so that people see all payments of a request, and money that names no request.

ALTER TABLE payment_notices
    -- What was true when it was applied: paid, failed, expired, reversed or pending; of an unknown order what it says.
    ADD COLUMN state     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- NULL: no whole number of rupiah.
    ADD COLUMN amount    BIGINT       NULL,
    -- The provider's name of the payment, in which case matters.
    ADD COLUMN reference VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    ALGORITHM = INSTANT;

ALTER TABLE payment_notices
    ADD KEY ix_payment_notices_unmatched (account_id, request_id, received_at),
    ALGORITHM = INPLACE, LOCK = NONE;
