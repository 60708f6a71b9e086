-- Every call that changes something takes an Idempotency-Key, not the sale alone: a key may be nobody's (0), and one
-- whose call commits its parts by itself is held until a moment.

ALTER TABLE idempotency_keys
    DROP FOREIGN KEY fk_idempotency_keys_user;

ALTER TABLE idempotency_keys
    ADD COLUMN claimed_until DATETIME(6) NULL;
