-- How many letters a sender may cause, and an address get.

CREATE TABLE letter_counts (
    subject  BINARY(32)  NOT NULL,
    letters  INT         NOT NULL,
    began_at DATETIME(6) NOT NULL,
    free_at  DATETIME(6) NOT NULL,
    PRIMARY KEY (subject),
    KEY ix_letter_counts_age (began_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
