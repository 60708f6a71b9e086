-- What staff write beside a stock movement: the number of a delivery note, why goods were thrown away.

ALTER TABLE stock_ledger
    ADD COLUMN note VARCHAR(200) NULL;
