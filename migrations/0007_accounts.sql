-- Accounts: addresses that are known to be their person's, second factors, and the roles that ask for one.

ALTER TABLE users
    ADD COLUMN email_verified_at DATETIME(6) NULL AFTER email;

-- Who has confirmed a new address by its letter has shown that it is theirs.
UPDATE users u
JOIN   one_time_links l ON l.user_id = u.id AND l.purpose = 'email_change' AND l.used_at IS NOT NULL
                           AND l.subject = u.email
SET    u.email_verified_at = l.used_at, u.updated_at = u.updated_at;

CREATE TABLE second_factors (
    user_id    BIGINT       NOT NULL,
    secret     VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    enabled_at DATETIME(6)  NULL,
    last_step  BIGINT       NOT NULL DEFAULT 0,
    created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (user_id),
    CONSTRAINT fk_second_factors_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE recovery_codes (
    user_id BIGINT      NOT NULL,
    digest  BINARY(32)  NOT NULL,
    used_at DATETIME(6) NULL,
    PRIMARY KEY (user_id, digest),
    CONSTRAINT fk_recovery_codes_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE second_factor_policy (
    id         TINYINT     NOT NULL,
    roles      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    changed_by BIGINT      NOT NULL,
    changed_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    CONSTRAINT fk_second_factor_policy_user FOREIGN KEY (changed_by) REFERENCES users (id),
    CONSTRAINT ck_second_factor_policy_one CHECK (id = 1)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
