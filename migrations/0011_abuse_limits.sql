-- How many letters a sender may cause, and an address get; where people have signed in from.

CREATE TABLE letter_counts (
    subject  BINARY(32)  NOT NULL,
    letters  INT         NOT NULL,
    began_at DATETIME(6) NOT NULL,
    free_at  DATETIME(6) NOT NULL,
    PRIMARY KEY (subject),
    KEY ix_letter_counts_age (began_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE known_networks (
    user_id      BIGINT      NOT NULL,
    network      VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    last_used_at DATETIME(6) NOT NULL,
    PRIMARY KEY (user_id, network),
    KEY ix_known_networks_age (last_used_at),
    CONSTRAINT fk_known_networks_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
