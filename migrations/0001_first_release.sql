-- The first release.

SET SESSION innodb_ft_enable_stopword = OFF;

CREATE TABLE users (
    id            BIGINT       NOT NULL AUTO_INCREMENT,
    name          VARCHAR(150) NOT NULL,
    email         VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NULL,
    username      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    active        BOOLEAN      NOT NULL DEFAULT TRUE,
    created_at    DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at    DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_users_email (email),
    UNIQUE KEY uq_users_username (username),
    CONSTRAINT ck_users_identified CHECK (email IS NOT NULL OR username IS NOT NULL)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE user_roles (
    user_id    BIGINT      NOT NULL,
    role       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    granted_by BIGINT      NULL,
    granted_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (user_id, role),
    KEY ix_user_roles_role (role, user_id),
    CONSTRAINT fk_user_roles_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT fk_user_roles_granted_by FOREIGN KEY (granted_by) REFERENCES users (id),
    CONSTRAINT ck_user_roles_role CHECK (role IN ('buyer', 'seller', 'developer', 'admin'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE sessions (
    id           CHAR(32)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id      BIGINT       NOT NULL,
    refresh_id   CHAR(32)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    address      VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_agent   VARCHAR(255) NOT NULL,
    created_at   DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    refreshed_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    expires_at   DATETIME(6)  NOT NULL,
    ended_at     DATETIME(6)  NULL,
    PRIMARY KEY (id),
    KEY ix_sessions_user (user_id, ended_at, expires_at),
    CONSTRAINT fk_sessions_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE sign_in_failures (
    subject        BINARY(32)  NOT NULL,
    failures       INT         NOT NULL,
    last_failed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (subject),
    KEY ix_sign_in_failures_age (last_failed_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE products (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    seller_id   BIGINT       NOT NULL,
    sku         VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    name        VARCHAR(200) NOT NULL,
    description TEXT         NOT NULL,
    price       BIGINT       NOT NULL,
    stock       BIGINT       NOT NULL,
    created_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    deleted_at  DATETIME(6)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_products_sku (seller_id, sku),
    KEY ix_products_newest (deleted_at, created_at, id),
    KEY ix_products_price (deleted_at, price, id),
    KEY ix_products_name (deleted_at, name, id),
    KEY ix_products_stock (deleted_at, stock, id),
    KEY ix_products_seller (seller_id, deleted_at, created_at, id),
    FULLTEXT KEY ft_products_words (name, description),
    CONSTRAINT fk_products_seller FOREIGN KEY (seller_id) REFERENCES users (id),
    CONSTRAINT ck_products_price CHECK (price >= 0),
    CONSTRAINT ck_products_stock CHECK (stock >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE transactions (
    id         BIGINT      NOT NULL AUTO_INCREMENT,
    buyer_id   BIGINT      NOT NULL,
    status     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'paid',
    tax        BIGINT      NOT NULL,
    total      BIGINT      NOT NULL,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_transactions_buyer (buyer_id, id),
    CONSTRAINT fk_transactions_buyer FOREIGN KEY (buyer_id) REFERENCES users (id),
    CONSTRAINT ck_transactions_status CHECK (status IN ('paid')),
    CONSTRAINT ck_transactions_amounts CHECK (tax >= 0 AND total >= tax)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE transaction_items (
    transaction_id BIGINT       NOT NULL,
    product_id     BIGINT       NOT NULL,
    seller_id      BIGINT       NOT NULL,
    name           VARCHAR(200) NOT NULL,
    price          BIGINT       NOT NULL,
    qty            BIGINT       NOT NULL,
    subtotal       BIGINT       NOT NULL,
    tax            BIGINT       NOT NULL,
    PRIMARY KEY (transaction_id, product_id),
    KEY ix_transaction_items_product (product_id),
    KEY ix_transaction_items_seller (seller_id, transaction_id),
    CONSTRAINT fk_transaction_items_transaction FOREIGN KEY (transaction_id) REFERENCES transactions (id),
    CONSTRAINT fk_transaction_items_product FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT fk_transaction_items_seller FOREIGN KEY (seller_id) REFERENCES users (id),
    CONSTRAINT ck_transaction_items_amounts
        CHECK (qty > 0 AND price >= 0 AND subtotal = price * qty AND tax BETWEEN 0 AND subtotal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE stock_ledger (
    id             BIGINT      NOT NULL AUTO_INCREMENT,
    product_id     BIGINT      NOT NULL,
    delta          BIGINT      NOT NULL,
    balance        BIGINT      NOT NULL,
    reason         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor_id       BIGINT      NOT NULL,
    transaction_id BIGINT      NULL,
    created_at     DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_stock_ledger_product (product_id, id),
    KEY ix_stock_ledger_transaction (transaction_id),
    CONSTRAINT fk_stock_ledger_product FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT fk_stock_ledger_actor FOREIGN KEY (actor_id) REFERENCES users (id),
    CONSTRAINT fk_stock_ledger_transaction FOREIGN KEY (transaction_id) REFERENCES transactions (id),
    CONSTRAINT ck_stock_ledger_reason CHECK (reason IN ('opening', 'sale', 'restock', 'adjustment')),
    CONSTRAINT ck_stock_ledger_balance CHECK (balance >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE idempotency_keys (
    user_id         BIGINT       NOT NULL,
    operation       VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    idempotency_key VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fingerprint     BINARY(32)   NOT NULL,
    answer          LONGTEXT     NULL,
    created_at      DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (user_id, operation, idempotency_key),
    KEY ix_idempotency_keys_age (created_at),
    CONSTRAINT fk_idempotency_keys_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
