-- Variants: products that a seller offers as one, and that differ in their options.

ALTER TABLE products
    -- The main product of its group; NULL for that product itself, and for one without variants. No foreign key: to add
    -- one, a server copies the table.
    ADD COLUMN variant_of BIGINT NULL,
    -- What sets it apart from the others of its group: a JSON list of names and values, such as [["Ukuran","M"]].
    ADD COLUMN options VARCHAR(600) NULL,
    ALGORITHM = INSTANT;

-- The variants of a product, and the products that are none, newest last. The index is built beside sales.
ALTER TABLE products
    ADD KEY ix_products_variants (variant_of, listed, id),
    ALGORITHM = INPLACE, LOCK = NONE;
