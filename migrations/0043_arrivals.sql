-- Money that can't be told apart by its amount alone, and money that came more than once.

ALTER TABLE payment_requests
    -- Until when money of this sum may be late money of the request that had its code before. NULL: none had.
    ADD COLUMN reused_until   DATETIME(6) NULL,
    -- What arrived besides `reference`, as JSON.
    ADD COLUMN other_arrivals TEXT        NULL,
    ALGORITHM = INSTANT;

ALTER TABLE payment_requests
    ADD KEY ix_payment_requests_plain (account_id, amount, held_until),
    ALGORITHM = INPLACE, LOCK = NONE;
