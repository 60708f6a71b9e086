-- If-Match on a product fails after an edit, not after a sale.

ALTER TABLE products
    -- If the last changes were sales: the last of them, and the change before the first of them.
    ADD COLUMN sold_change_id   BIGINT NULL AFTER change_id,
    ADD COLUMN edited_change_id BIGINT NULL AFTER sold_change_id;
