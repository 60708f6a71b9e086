-- Events: what happened to orders, refunds, products, customers, shifts and courses, for programs that follow along; and
-- the webhooks that deliver them.

-- Without a foreign key to the owner: each sale would lock their row.
CREATE TABLE IF NOT EXISTS events (
    -- The change number of the transaction, and the place within it: the order of commits.
    change_id   BIGINT       NOT NULL,
    place       SMALLINT     NOT NULL,
    owner_id    BIGINT       NOT NULL,
    type        VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The order, refund, product, import, customer, shift or enrolment.
    document_id BIGINT       NOT NULL,
    -- JSON, without the names of people.
    data        VARCHAR(1000) NOT NULL,
    created_at  DATETIME(6)  NOT NULL,
    PRIMARY KEY (change_id, place),
    KEY ix_events_owner (owner_id, change_id, place),
    KEY ix_events_created (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS webhooks (
    id            BIGINT        NOT NULL AUTO_INCREMENT,
    owner_id      BIGINT        NOT NULL,
    url           VARCHAR(500)  NOT NULL,
    description   VARCHAR(200)  NOT NULL DEFAULT '',
    -- Separated by blanks; empty: all.
    types         VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    -- The language of the e-mail that tells of a pause.
    language      CHAR(2)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Encrypted, like the one before, which signs as well until it ends.
    secret        VARCHAR(255)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    old_secret    VARCHAR(255)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    old_ends_at   DATETIME(6)   NULL,
    active        TINYINT       NOT NULL DEFAULT 1,
    -- Why it is not active: owner, failing or gone.
    pause_reason  VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    paused_at     DATETIME(6)   NULL,
    -- Up to where its events are delivered, as JSON, and since when it has been there.
    position      VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position_at   DATETIME(6)   NOT NULL,
    -- Failed attempts since the last success, and when the next one is due.
    failures      INT           NOT NULL DEFAULT 0,
    failing_since DATETIME(6)   NULL,
    next_at       DATETIME(6)   NULL,
    -- The process that delivers its events now.
    claimed_by    CHAR(32)      CHARACTER SET ascii COLLATE ascii_bin NULL,
    claimed_until DATETIME(6)   NULL,
    created_at    DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_webhooks_owner (owner_id, id),
    KEY ix_webhooks_active (active, next_at),
    CONSTRAINT fk_webhooks_owner FOREIGN KEY (owner_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Attempts to deliver. They outlive their webhook until their age has them deleted.
CREATE TABLE IF NOT EXISTS deliveries (
    id           BIGINT       NOT NULL AUTO_INCREMENT,
    webhook_id   BIGINT       NOT NULL,
    -- regular, replay or test.
    kind         VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_id     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    type         VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- NULL: a replay or a test that waits.
    sent_at      DATETIME(6)  NULL,
    milliseconds INT          NULL,
    status_code  SMALLINT     NULL,
    -- The beginning of the answer, or why there was none.
    answer       VARCHAR(500) NULL,
    error        VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at   DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_deliveries_webhook (webhook_id, id),
    KEY ix_deliveries_sent (sent_at, id),
    KEY ix_deliveries_created (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
