-- How often the receipt of each refund was printed: what is not the first print says that it is a copy. And the
-- refunds of a day, for the figures of the platform.

ALTER TABLE refunds
    ADD COLUMN printed INT NOT NULL DEFAULT 0,
    ALGORITHM = INSTANT;

ALTER TABLE refunds
    ADD KEY ix_refunds_day (refunded_at, amount),
    ALGORITHM = INPLACE, LOCK = NONE;
