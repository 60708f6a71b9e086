-- The marketplace: a catalogue with categories, brands, barcodes and pictures; people's log and requests; jobs.

CREATE TABLE pictures (
    id         CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    width      INT         NOT NULL,
    height     INT         NOT NULL,
    used_at    DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_pictures_age (used_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

ALTER TABLE users
    ADD COLUMN avatar_id CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER active,
    ADD KEY ix_users_avatar (avatar_id),
    ADD CONSTRAINT fk_users_avatar FOREIGN KEY (avatar_id) REFERENCES pictures (id);

CREATE TABLE role_requests (
    id           BIGINT       NOT NULL AUTO_INCREMENT,
    user_id      BIGINT       NOT NULL,
    role         VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    note         VARCHAR(500) NOT NULL,
    state        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'pending',
    pending_role VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin
                 GENERATED ALWAYS AS (CASE WHEN state = 'pending' THEN role END) STORED,
    decided_by   BIGINT       NULL,
    decision     VARCHAR(500) NOT NULL DEFAULT '',
    decided_at   DATETIME(6)  NULL,
    created_at   DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_role_requests_pending (user_id, pending_role),
    KEY ix_role_requests_state (state, id),
    KEY ix_role_requests_user (user_id, id),
    CONSTRAINT fk_role_requests_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT fk_role_requests_decided_by FOREIGN KEY (decided_by) REFERENCES users (id),
    CONSTRAINT ck_role_requests_role CHECK (role IN ('seller', 'developer')),
    CONSTRAINT ck_role_requests_state CHECK (state IN ('pending', 'granted', 'denied', 'withdrawn'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE activities (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    user_id    BIGINT       NOT NULL,
    type       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject_id BIGINT       NULL,
    detail     VARCHAR(500) NOT NULL DEFAULT '',
    address    VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_activities_user (user_id, id),
    KEY ix_activities_type (user_id, type, id),
    KEY ix_activities_day (user_id, created_at, id),
    CONSTRAINT fk_activities_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE one_time_links (
    token_hash BINARY(32)   NOT NULL,
    user_id    BIGINT       NOT NULL,
    purpose    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject    VARCHAR(254) NOT NULL DEFAULT '',
    expires_at DATETIME(6)  NOT NULL,
    used_at    DATETIME(6)  NULL,
    created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (token_hash),
    KEY ix_one_time_links_user (user_id, purpose),
    KEY ix_one_time_links_age (expires_at),
    CONSTRAINT fk_one_time_links_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE letters (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    recipient  VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    template   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    language   CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    words      TEXT         NOT NULL,
    sent_at    DATETIME(6)  NULL,
    created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_letters_sent (sent_at, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE jobs (
    id           BIGINT        NOT NULL AUTO_INCREMENT,
    kind         VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payload      TEXT          NOT NULL,
    user_id      BIGINT        NULL,
    state        VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'queued',
    attempts     INT           NOT NULL DEFAULT 0,
    due_at       DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    worker       VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    rows_done    BIGINT        NOT NULL DEFAULT 0,
    rows_total   BIGINT        NULL,
    error        VARCHAR(1000) NULL,
    unique_name  VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at   DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    started_at   DATETIME(6)   NULL,
    finished_at  DATETIME(6)   NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_jobs_name (unique_name),
    KEY ix_jobs_due (state, due_at, id),
    KEY ix_jobs_kind (kind, id),
    KEY ix_jobs_user (user_id, id),
    CONSTRAINT fk_jobs_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT ck_jobs_state CHECK (state IN ('queued', 'running', 'done', 'failed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE change_counter (
    id    TINYINT NOT NULL,
    value BIGINT  NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE categories (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    parent_id  BIGINT       NULL,
    name       VARCHAR(100) NOT NULL,
    change_id  BIGINT       NOT NULL DEFAULT 0,
    created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    deleted_at DATETIME(6)  NULL,
    parent_key BIGINT       GENERATED ALWAYS AS (COALESCE(parent_id, 0)) STORED,
    living     TINYINT      GENERATED ALWAYS AS (CASE WHEN deleted_at IS NULL THEN 1 END) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY uq_categories_name (parent_key, name, living),
    KEY ix_categories_change (change_id, id),
    KEY ix_categories_parent (parent_id),
    CONSTRAINT fk_categories_parent FOREIGN KEY (parent_id) REFERENCES categories (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE brands (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    name       VARCHAR(100) NOT NULL,
    owner_id   BIGINT       NULL,
    change_id  BIGINT       NOT NULL DEFAULT 0,
    created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    deleted_at DATETIME(6)  NULL,
    living     TINYINT      GENERATED ALWAYS AS (CASE WHEN deleted_at IS NULL THEN 1 END) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY uq_brands_name (name, living),
    KEY ix_brands_change (change_id, id),
    KEY ix_brands_owner (owner_id),
    CONSTRAINT fk_brands_owner FOREIGN KEY (owner_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

ALTER TABLE products
    DROP KEY ix_products_newest,
    DROP KEY ix_products_price,
    DROP KEY ix_products_name,
    DROP KEY ix_products_stock,
    DROP KEY ft_products_words,
    ADD COLUMN category_id BIGINT NULL AFTER seller_id,
    ADD COLUMN brand_id BIGINT NULL AFTER category_id,
    ADD COLUMN words TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL AFTER description,
    ADD COLUMN unit VARCHAR(20) NOT NULL DEFAULT 'pcs' AFTER words,
    ADD COLUMN cost BIGINT NULL AFTER price,
    ADD COLUMN active BOOLEAN NOT NULL DEFAULT TRUE AFTER stock,
    ADD COLUMN change_id BIGINT NOT NULL DEFAULT 0 AFTER active,
    ADD COLUMN listed TINYINT GENERATED ALWAYS AS (CASE WHEN active AND deleted_at IS NULL THEN 1 ELSE 0 END) STORED
        AFTER deleted_at;

ALTER TABLE products
    ADD KEY ix_products_sku (sku),
    ADD KEY ix_products_newest (listed, id),
    ADD KEY ix_products_price (listed, price, id),
    ADD KEY ix_products_name (listed, name, id),
    ADD KEY ix_products_stock (listed, stock, id),
    ADD KEY ix_products_category (category_id, listed, id),
    ADD KEY ix_products_brand (brand_id, listed, id),
    ADD KEY ix_products_change (change_id, id),
    ADD CONSTRAINT fk_products_category FOREIGN KEY (category_id) REFERENCES categories (id),
    ADD CONSTRAINT fk_products_brand FOREIGN KEY (brand_id) REFERENCES brands (id),
    ADD CONSTRAINT ck_products_cost CHECK (cost >= 0);

ALTER TABLE products
    DROP KEY ix_products_seller,
    ADD KEY ix_products_seller (seller_id, id);

CREATE TABLE product_words (
    word       VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    product_id BIGINT      NOT NULL,
    PRIMARY KEY (word, product_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE product_barcodes (
    product_id BIGINT      NOT NULL,
    seller_id  BIGINT      NOT NULL,
    barcode    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (product_id, barcode),
    UNIQUE KEY uq_product_barcodes (seller_id, barcode),
    KEY ix_product_barcodes_barcode (barcode),
    CONSTRAINT fk_product_barcodes_product FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT fk_product_barcodes_seller FOREIGN KEY (seller_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE product_images (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    product_id BIGINT       NOT NULL,
    picture_id CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position   INT          NOT NULL,
    created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_product_images_picture (product_id, picture_id),
    KEY ix_product_images_order (product_id, position, id),
    KEY ix_product_images_picture (picture_id),
    CONSTRAINT fk_product_images_product FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT fk_product_images_picture FOREIGN KEY (picture_id) REFERENCES pictures (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE imports (
    id             BIGINT       NOT NULL AUTO_INCREMENT,
    job_id         BIGINT       NOT NULL,
    user_id        BIGINT       NOT NULL,
    filename       VARCHAR(255) NOT NULL,
    size           BIGINT       NOT NULL,
    mode           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    dry_run        BOOLEAN      NOT NULL,
    layout         VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    encoding       VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    cell_end       VARCHAR(4)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    header         MEDIUMTEXT   NULL,
    rows_created   BIGINT       NOT NULL DEFAULT 0,
    rows_updated   BIGINT       NOT NULL DEFAULT 0,
    rows_unchanged BIGINT       NOT NULL DEFAULT 0,
    rows_failed    BIGINT       NOT NULL DEFAULT 0,
    warnings       TEXT         NULL,
    created_at     DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_imports_job (job_id),
    KEY ix_imports_user (user_id, id),
    CONSTRAINT fk_imports_job FOREIGN KEY (job_id) REFERENCES jobs (id),
    CONSTRAINT fk_imports_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT ck_imports_mode CHECK (mode IN ('upsert', 'create'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE import_parts (
    import_id BIGINT     NOT NULL,
    part      INT        NOT NULL,
    content   MEDIUMBLOB NOT NULL,
    PRIMARY KEY (import_id, part),
    CONSTRAINT fk_import_parts_import FOREIGN KEY (import_id) REFERENCES imports (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE import_failures (
    import_id  BIGINT     NOT NULL,
    line       BIGINT     NOT NULL,
    cells      MEDIUMTEXT NOT NULL,
    faults     TEXT       NOT NULL,
    PRIMARY KEY (import_id, line),
    CONSTRAINT fk_import_failures_import FOREIGN KEY (import_id) REFERENCES imports (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
