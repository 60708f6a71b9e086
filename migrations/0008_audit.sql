-- Who changed what, and the chain that shows an edit of it.

CREATE TABLE audit_entries (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    at         DATETIME(6)  NOT NULL,
    user_id    BIGINT       NULL,
    key_id     BIGINT       NULL,
    address    VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_id VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    operation  VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    table_name VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    row_id     VARCHAR(191) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    route      VARCHAR(191) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    old_values MEDIUMTEXT   NULL,
    new_values MEDIUMTEXT   NULL,
    signer     BINARY(8)    NOT NULL,
    signature  BINARY(32)   NOT NULL,
    PRIMARY KEY (id),
    KEY ix_audit_entries_at (at, id),
    KEY ix_audit_entries_user (user_id, at, id),
    KEY ix_audit_entries_key (key_id, at, id),
    KEY ix_audit_entries_row (table_name, row_id, at, id),
    KEY ix_audit_entries_operation (operation, at, id),
    KEY ix_audit_entries_request (request_id),
    CONSTRAINT ck_audit_entries_operation CHECK (operation IN ('INSERT', 'UPDATE', 'DELETE', 'DENIED'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE audit_seals (
    number    BIGINT      NOT NULL,
    entry_id  BIGINT      NOT NULL,
    link      BINARY(32)  NOT NULL,
    signer    BINARY(8)   NOT NULL,
    signature BINARY(32)  NOT NULL,
    sealed_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (number),
    UNIQUE KEY uq_audit_seals_entry (entry_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE audit_head (
    id        TINYINT    NOT NULL,
    number    BIGINT     NOT NULL,
    link      BINARY(32) NOT NULL,
    signer    BINARY(8)  NOT NULL,
    signature BINARY(32) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
