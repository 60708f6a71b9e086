-- Reports of payments by day. The index is built beside sales.

ALTER TABLE payments
    ADD KEY ix_payments_day (created_at),
    ALGORITHM = INPLACE, LOCK = NONE;
