-- Mail: letters that are tried for two days, the tokens of who takes them, and lanes of jobs that pause.

ALTER TABLE letters ADD COLUMN attempts INT NOT NULL DEFAULT 0 AFTER words;

UPDATE jobs SET unique_name = CONCAT('letter:', JSON_EXTRACT(payload, '$.letter_id'))
WHERE  kind = 'letters' AND unique_name IS NULL;

CREATE TABLE lane_pauses (
    lane     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    failures INT         NOT NULL,
    ends_at  DATETIME(6) NOT NULL,
    PRIMARY KEY (lane)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE provider_tokens (
    provider   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    token      TEXT        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (provider)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
