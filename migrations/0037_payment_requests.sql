-- Money that is expected from outside: where it arrives, and what it is for.

-- Accounts of a seller on which buyers pay: a static QRIS, a bank account, later one at a provider.
CREATE TABLE IF NOT EXISTS payment_accounts (
    id             BIGINT       NOT NULL AUTO_INCREMENT,
    owner_id       BIGINT       NOT NULL,
    -- NULL: for all outlets and orders of the web.
    outlet_id      BIGINT       NULL,
    -- qris or transfer; a provider's name.
    kind           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name           VARCHAR(100) NOT NULL,
    -- What buyers may see, as JSON by kind.
    details        TEXT         NOT NULL,
    -- Keys of a provider, sealed.
    sealed         VARCHAR(8000) CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- Names the account in the address of a provider's notices. Random.
    public_id      CHAR(32)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Amounts get a code, so that each names its order.
    unique_amounts BOOLEAN      NOT NULL,
    active         BOOLEAN      NOT NULL DEFAULT TRUE,
    created_at     DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_payment_accounts_public (public_id),
    KEY ix_payment_accounts_owner (owner_id, id),
    CONSTRAINT fk_payment_accounts_owner FOREIGN KEY (owner_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What a buyer is asked to pay for an order on an account. Its order is locked before it.
CREATE TABLE IF NOT EXISTS payment_requests (
    id             BIGINT       NOT NULL AUTO_INCREMENT,
    transaction_id BIGINT       NOT NULL,
    account_id     BIGINT       NOT NULL,
    -- That of the account.
    owner_id       BIGINT       NOT NULL,
    -- pending, paid, cancelled, expired, failed or review.
    state          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'pending',
    -- What it pays of the order, and what is added so that the sum names the order.
    amount         BIGINT       NOT NULL,
    code           SMALLINT     NOT NULL DEFAULT 0,
    -- Their sum while no other request of the account may have it. NULL: it has no code, or another took it since.
    live_amount    BIGINT       NULL,
    -- Until when a closed request keeps its sum for late money.
    held_until     DATETIME(6)  NULL,
    -- NULL: as long as its order waits.
    expires_at     DATETIME(6)  NULL,
    -- What names it at a provider.
    provider_ref   VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- What the buyer pays with, as JSON by kind.
    payload        TEXT         NULL,
    payment_id     BIGINT       NULL,
    -- What arrived, and what names it at the bank.
    received       BIGINT       NULL,
    reference      VARCHAR(100) NOT NULL DEFAULT '',
    -- The code of what a person must decide.
    review_reason  VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- Why a person rejected it.
    reason         VARCHAR(200) NOT NULL DEFAULT '',
    created_by     BIGINT       NOT NULL,
    created_at     DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    -- When it left `pending` last, and who did that. NULL: nobody, it expired.
    settled_at     DATETIME(6)  NULL,
    settled_by     BIGINT       NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_payment_requests_amount (account_id, live_amount),
    UNIQUE KEY uq_payment_requests_provider (account_id, provider_ref),
    UNIQUE KEY uq_payment_requests_payment (payment_id),
    -- Those of an order, and those of an owner, newest first.
    KEY ix_payment_requests_transaction (transaction_id, id),
    KEY ix_payment_requests_owner (owner_id, id),
    KEY ix_payment_requests_state (owner_id, state, id),
    CONSTRAINT fk_payment_requests_transaction FOREIGN KEY (transaction_id) REFERENCES transactions (id),
    CONSTRAINT fk_payment_requests_account FOREIGN KEY (account_id) REFERENCES payment_accounts (id),
    CONSTRAINT ck_payment_requests_amount CHECK (amount > 0 AND code BETWEEN 0 AND 999)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
