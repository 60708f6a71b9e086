-- The language that a person reads, so that all letters to them are in one. The version before leaves it NULL.

ALTER TABLE users
    ADD COLUMN language CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER username;
