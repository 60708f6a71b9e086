-- Backups: what was made, when, and what went wrong.

CREATE TABLE IF NOT EXISTS backups (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    -- The name of the archive. Its place is BACKUP_TO.
    name        VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The job that made it; null: a command.
    job_id      BIGINT       NULL,
    state       VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'running',
    -- The size of the archive, and the rows and files in it.
    bytes       BIGINT       NULL,
    row_count   BIGINT       NULL,
    file_count  BIGINT       NULL,
    -- The head of the audit chain in it.
    head_number BIGINT       NULL,
    head_link   BINARY(32)   NULL,
    -- Why it failed, as a code.
    error       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    started_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    finished_at DATETIME(6)  NULL,
    -- When its age had it deleted.
    deleted_at  DATETIME(6)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_backups_name (name),
    -- The last success and the last failure; those that a kill has ended.
    KEY ix_backups_state (state, id),
    KEY ix_backups_job (job_id, id),
    CONSTRAINT ck_backups_state CHECK (state IN ('running', 'done', 'failed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
