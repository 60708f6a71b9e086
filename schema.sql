-- The whole database today. A new database is made from this file; an older one is brought here by the
-- numbered steps in migrations/, and a test compares the two.
--
-- The same text runs on MySQL 8.4+ and MariaDB 10.6+: one collation that both know, no RETURNING, no
-- triggers, no JSON arrows. Money is whole rupiah in BIGINT, time is UTC in DATETIME(6).

-- A shop's words are no prose: "the" may be a brand, so the full-text indexes below keep every word.
SET SESSION innodb_ft_enable_stopword = OFF;

CREATE TABLE IF NOT EXISTS users (
    id            BIGINT       NOT NULL AUTO_INCREMENT,
    name          VARCHAR(150) NOT NULL,
    -- Each person has an e-mail address, a username, or both; the app stores them in lower case.
    email         VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NULL,
    username      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- argon2id with its parameters, so that they can be raised at a later sign-in.
    password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Deactivated people can't sign in; their sales and products stay.
    active        BOOLEAN      NOT NULL DEFAULT TRUE,
    created_at    DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at    DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_users_email (email),
    UNIQUE KEY uq_users_username (username),
    CONSTRAINT ck_users_identified CHECK (email IS NOT NULL OR username IS NOT NULL)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A person's roles are a set of rows, so that granting one can't take another away.
CREATE TABLE IF NOT EXISTS user_roles (
    user_id    BIGINT      NOT NULL,
    role       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    granted_by BIGINT      NULL,
    granted_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (user_id, role),
    -- Finds the admins when the last of them must stay.
    KEY ix_user_roles_role (role, user_id),
    CONSTRAINT fk_user_roles_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT fk_user_roles_granted_by FOREIGN KEY (granted_by) REFERENCES users (id),
    CONSTRAINT ck_user_roles_role CHECK (role IN ('buyer', 'seller', 'developer', 'admin'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- One row a sign-in. Every protected call reads its row, so that an ended session ends at once.
CREATE TABLE IF NOT EXISTS sessions (
    id           CHAR(32)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id      BIGINT       NOT NULL,
    -- The id (jti) of the only refresh token that is alive; any other one of this session was used before.
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

-- Failed sign-ins in a row, by account and by address. The subject is a SHA-256, because people type
-- passwords into the wrong field.
CREATE TABLE IF NOT EXISTS sign_in_failures (
    subject        BINARY(32)  NOT NULL,
    failures       INT         NOT NULL,
    last_failed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (subject),
    -- Old rows are swept by their age.
    KEY ix_sign_in_failures_age (last_failed_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS products (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    seller_id   BIGINT       NOT NULL,
    sku         VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    name        VARCHAR(200) NOT NULL,
    description TEXT         NOT NULL,
    price       BIGINT       NOT NULL,
    -- Always the sum of the product's stock_ledger; the app changes both in one transaction.
    stock       BIGINT       NOT NULL,
    created_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    -- A deleted product is hidden and gives up its SKU; the lines that sold it keep its name and price.
    deleted_at  DATETIME(6)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_products_sku (seller_id, sku),
    -- One index for each order of the public list; the id at the end makes the order total.
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

-- A sale. Its total is the sum of its lines and contains its tax.
CREATE TABLE IF NOT EXISTS transactions (
    id         BIGINT      NOT NULL AUTO_INCREMENT,
    buyer_id   BIGINT      NOT NULL,
    status     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'paid',
    tax        BIGINT      NOT NULL,
    total      BIGINT      NOT NULL,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    -- A buyer's own sales, newest first.
    KEY ix_transactions_buyer (buyer_id, id),
    CONSTRAINT fk_transactions_buyer FOREIGN KEY (buyer_id) REFERENCES users (id),
    CONSTRAINT ck_transactions_status CHECK (status IN ('paid')),
    CONSTRAINT ck_transactions_amounts CHECK (tax >= 0 AND total >= tax)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What was sold, with the name, price and seller of the day: later changes of the product leave them alone.
CREATE TABLE IF NOT EXISTS transaction_items (
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
    -- A seller's sales, newest first.
    KEY ix_transaction_items_seller (seller_id, transaction_id),
    CONSTRAINT fk_transaction_items_transaction FOREIGN KEY (transaction_id) REFERENCES transactions (id),
    CONSTRAINT fk_transaction_items_product FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT fk_transaction_items_seller FOREIGN KEY (seller_id) REFERENCES users (id),
    CONSTRAINT ck_transaction_items_amounts
        CHECK (qty > 0 AND price >= 0 AND subtotal = price * qty AND tax BETWEEN 0 AND subtotal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Every change of every stock, in order. Rows are only ever added.
CREATE TABLE IF NOT EXISTS stock_ledger (
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

-- An Idempotency-Key commits together with what it did, so that a retry finds either both or neither.
CREATE TABLE IF NOT EXISTS idempotency_keys (
    user_id         BIGINT       NOT NULL,
    operation       VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    idempotency_key VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- SHA-256 of the request, to tell a retry from another request under the same key.
    fingerprint     BINARY(32)   NOT NULL,
    answer          LONGTEXT     NULL,
    created_at      DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (user_id, operation, idempotency_key),
    -- Old keys are swept by their age.
    KEY ix_idempotency_keys_age (created_at),
    CONSTRAINT fk_idempotency_keys_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
