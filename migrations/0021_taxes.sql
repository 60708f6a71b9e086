-- The taxes of each seller from a day on, what each product is to them, and what each line was taxed with.

CREATE TABLE IF NOT EXISTS tax_profiles (
    owner_id   BIGINT      NOT NULL,
    valid_from DATE        NOT NULL,
    regime     VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The rate of PBJT in hundredths of a percent; the rates of PPN are law.
    rate_bp    INT         NULL,
    -- Whether prices include the tax.
    inclusive  BOOLEAN     NOT NULL DEFAULT TRUE,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (owner_id, valid_from),
    CONSTRAINT fk_tax_profiles_owner FOREIGN KEY (owner_id) REFERENCES users (id),
    CONSTRAINT ck_tax_profiles_regime CHECK (regime IN ('none', 'ppn', 'pbjt')),
    CONSTRAINT ck_tax_profiles_rate CHECK ((regime = 'pbjt') = (rate_bp IS NOT NULL) AND rate_bp BETWEEN 1 AND 1000)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

ALTER TABLE products
    -- standard, luxury or exempt.
    ADD COLUMN tax_kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'standard' AFTER cost;

ALTER TABLE transaction_items
    -- Tax on top of the price, which does not include it.
    ADD COLUMN added    BIGINT      NOT NULL DEFAULT 0 AFTER tax,
    -- ppn, ppn_luxury, pbjt or exempt. NULL: no tax, or that of a release before this step, which was ppn.
    ADD COLUMN tax_code VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER added;

-- It would refuse tax on top. `flask check` has the sum.
ALTER TABLE transaction_items
    DROP CONSTRAINT ck_transaction_items_amounts;
