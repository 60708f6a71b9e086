-- Keys with which programs call for the person who made them.

CREATE TABLE IF NOT EXISTS api_keys (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    user_id         BIGINT       NOT NULL,
    name            VARCHAR(100) NOT NULL,
    lookup          CHAR(12)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    digest          BINARY(32)   NOT NULL,
    scopes          VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quota           INT          NULL,
    language        CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    days            SMALLINT     NOT NULL,
    created_at      DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    expires_at      DATETIME(6)  NOT NULL,
    warn_at         DATETIME(6)  NULL,
    last_used_at    DATETIME(6)  NULL,
    last_used_from  VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    rotated_to      BIGINT       NULL,
    overlap_ends_at DATETIME(6)  NULL,
    revoked_at      DATETIME(6)  NULL,
    reason          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_api_keys_lookup (lookup),
    KEY ix_api_keys_user (user_id, id),
    KEY ix_api_keys_warn (warn_at, id),
    CONSTRAINT fk_api_keys_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT fk_api_keys_rotated_to FOREIGN KEY (rotated_to) REFERENCES api_keys (id),
    CONSTRAINT ck_api_keys_reason CHECK (reason IN ('revoked', 'leaked', 'deactivated', 'role_lost'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
