-- How often the receipt of each sale was printed: what is not the first print says that it is a copy.

ALTER TABLE transactions
    ADD COLUMN printed INT NOT NULL DEFAULT 0 AFTER expires_at,
    ALGORITHM = INSTANT;
