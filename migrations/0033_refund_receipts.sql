-- How often the receipt of each refund was printed: what is not the first print says that it is a copy.

ALTER TABLE refunds
    ADD COLUMN printed INT NOT NULL DEFAULT 0,
    ALGORITHM = INSTANT;
