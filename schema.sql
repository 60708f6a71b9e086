-- The whole database today. A new database is made from this file; an older one is brought here by the
-- numbered steps in migrations/, and a test compares the two.
--
-- The same text runs on MySQL 8.4+ and MariaDB 10.6+: one collation that both know, no RETURNING, no
-- triggers, no JSON arrows. Money is whole rupiah in BIGINT, time is UTC in DATETIME(6).

-- A picture is named by the SHA-256 of the bytes that were sent, so the same bytes are kept once. The files lie
-- under DATA_DIR/uploads; one that nobody refers to is swept.
CREATE TABLE IF NOT EXISTS pictures (
    id         CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    width      INT         NOT NULL,
    height     INT         NOT NULL,
    -- When it was last sent: the sweep leaves alone what somebody may be about to refer to.
    used_at    DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_pictures_age (used_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- The shop's own name and logo, once an admin has chosen them; without a name that of the settings stands.
CREATE TABLE IF NOT EXISTS shop (
    id         TINYINT      NOT NULL,
    name       VARCHAR(100) NULL,
    logo_id    CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    revision   INT          NOT NULL DEFAULT 1,
    updated_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    -- Tells whether a picture is the logo before it is swept.
    KEY ix_shop_logo (logo_id),
    CONSTRAINT fk_shop_logo FOREIGN KEY (logo_id) REFERENCES pictures (id),
    CONSTRAINT ck_shop_one CHECK (id = 1)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS users (
    id                BIGINT       NOT NULL AUTO_INCREMENT,
    name              VARCHAR(150) NOT NULL,
    -- Each person has an e-mail address, a username, or both; the app stores them in lower case.
    email             VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- When a link in a letter to this address was opened, so that its reader is known to be the person.
    email_verified_at DATETIME(6)  NULL,
    username          VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- Of all letters to the person: that of the request that signed them up. NULL: each letter's own.
    language          CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- argon2id with its parameters, so that they can be raised at a later sign-in.
    password_hash     VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Deactivated people can't sign in; their sales and products stay.
    active            BOOLEAN      NOT NULL DEFAULT TRUE,
    avatar_id         CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at        DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at        DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_users_email (email),
    UNIQUE KEY uq_users_username (username),
    -- The admins' list, of all and of the active or the others; the id makes the order total.
    KEY ix_users_newest (created_at, id),
    KEY ix_users_active (active, created_at, id),
    -- The same list searched: beginnings of a name, and words in it.
    KEY ix_users_name (name),
    FULLTEXT KEY ft_users_words (name),
    -- Tells whether a picture is somebody's before it is swept.
    KEY ix_users_avatar (avatar_id),
    CONSTRAINT fk_users_avatar FOREIGN KEY (avatar_id) REFERENCES pictures (id),
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
    -- When the password was last typed once more. What changes how the person signs in asks for this or for a young row.
    confirmed_at DATETIME(6)  NULL,
    PRIMARY KEY (id),
    KEY ix_sessions_user (user_id, ended_at, expires_at),
    CONSTRAINT fk_sessions_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What an authenticator app shares with the shop (RFC 6238). It counts from the first right code on.
CREATE TABLE IF NOT EXISTS second_factors (
    user_id    BIGINT       NOT NULL,
    -- Sealed (domain/security/encryption.py), since it must be read back.
    secret     VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    enabled_at DATETIME(6)  NULL,
    -- The time step of the last code that was taken: no code is taken twice.
    last_step  BIGINT       NOT NULL DEFAULT 0,
    created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (user_id),
    CONSTRAINT fk_second_factors_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Each stands in for a code once, when the app is lost. Kept as HMAC-SHA-256 under a key that the database lacks.
CREATE TABLE IF NOT EXISTS recovery_codes (
    user_id BIGINT      NOT NULL,
    digest  BINARY(32)  NOT NULL,
    used_at DATETIME(6) NULL,
    PRIMARY KEY (user_id, digest),
    CONSTRAINT fk_recovery_codes_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- One row: whoever holds one of its roles must have a second factor.
CREATE TABLE IF NOT EXISTS second_factor_policy (
    id         TINYINT     NOT NULL,
    -- Separated by commas.
    roles      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    changed_by BIGINT      NOT NULL,
    changed_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    CONSTRAINT fk_second_factor_policy_user FOREIGN KEY (changed_by) REFERENCES users (id),
    CONSTRAINT ck_second_factor_policy_one CHECK (id = 1)
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

-- Where people have signed in from: an IPv4 address or 64 bits of IPv6. Guesses of strangers lock nobody out there.
CREATE TABLE IF NOT EXISTS known_networks (
    user_id      BIGINT      NOT NULL,
    network      VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    last_used_at DATETIME(6) NOT NULL,
    PRIMARY KEY (user_id, network),
    -- Old rows are swept by their age.
    KEY ix_known_networks_age (last_used_at),
    CONSTRAINT fk_known_networks_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Somebody asks for a role; an admin grants or denies it.
CREATE TABLE IF NOT EXISTS role_requests (
    id           BIGINT       NOT NULL AUTO_INCREMENT,
    user_id      BIGINT       NOT NULL,
    role         VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    note         VARCHAR(500) NOT NULL,
    -- The language that the person asked in, for the letter that answers.
    language     CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'id',
    state        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'pending',
    -- The role while the request is pending, so that one person can't wait twice for the same.
    pending_role VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin
                 GENERATED ALWAYS AS (CASE WHEN state = 'pending' THEN role END) STORED,
    decided_by   BIGINT       NULL,
    decision     VARCHAR(500) NOT NULL DEFAULT '',
    decided_at   DATETIME(6)  NULL,
    created_at   DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_role_requests_pending (user_id, pending_role),
    -- The admins' list by state, and a person's own.
    KEY ix_role_requests_state (state, id),
    KEY ix_role_requests_user (user_id, id),
    CONSTRAINT fk_role_requests_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT fk_role_requests_decided_by FOREIGN KEY (decided_by) REFERENCES users (id),
    CONSTRAINT ck_role_requests_role CHECK (role IN ('seller', 'developer')),
    CONSTRAINT ck_role_requests_state CHECK (state IN ('pending', 'granted', 'denied', 'withdrawn'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What a person did, for their own eyes. Rows are only ever added.
CREATE TABLE IF NOT EXISTS activities (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    user_id    BIGINT       NOT NULL,
    type       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The id of the product, sale or import that it was about; the type tells which.
    subject_id BIGINT       NULL,
    detail     VARCHAR(500) NOT NULL DEFAULT '',
    address    VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    -- A person's log, newest first, of any days; the same of one type.
    KEY ix_activities_day (user_id, created_at, id),
    KEY ix_activities_type (user_id, type, created_at, id),
    -- How many people were active on a day, and what they did.
    KEY ix_activities_newest (created_at, type, user_id),
    CONSTRAINT fk_activities_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A secret sent by letter opens one thing once. Only its SHA-256 is kept.
CREATE TABLE IF NOT EXISTS one_time_links (
    token_hash BINARY(32)   NOT NULL,
    user_id    BIGINT       NOT NULL,
    purpose    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- What the link is about: the new address of an e-mail change.
    subject    VARCHAR(254) NOT NULL DEFAULT '',
    expires_at DATETIME(6)  NOT NULL,
    used_at    DATETIME(6)  NULL,
    created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (token_hash),
    KEY ix_one_time_links_user (user_id, purpose),
    -- Old links are swept by their age.
    KEY ix_one_time_links_age (expires_at),
    CONSTRAINT fk_one_time_links_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Letters to be sent. A row commits together with what it tells about; a job delivers it.
CREATE TABLE IF NOT EXISTS letters (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    recipient  VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    template   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    language   CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The template's words as JSON; forgotten once the letter is sent, because a link opens something.
    words      TEXT         NOT NULL,
    -- How often the letter was handed over, or was about to be.
    attempts   INT          NOT NULL DEFAULT 0,
    sent_at    DATETIME(6)  NULL,
    created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_letters_sent (sent_at, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- How many letters a sender has caused, or an address has got, since the first of the day's number. The subject is the
-- SHA-256 of a person, a network or an address.
CREATE TABLE IF NOT EXISTS letter_counts (
    subject  BINARY(32)  NOT NULL,
    letters  INT         NOT NULL,
    began_at DATETIME(6) NOT NULL,
    -- Before this the next letter may not go.
    free_at  DATETIME(6) NOT NULL,
    PRIMARY KEY (subject),
    -- Old rows are swept by their age.
    KEY ix_letter_counts_age (began_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Work that outlives a request. A worker claims a row, holds it for as long as it says that it is alive, and
-- whoever comes after its death claims it again.
CREATE TABLE IF NOT EXISTS jobs (
    id           BIGINT        NOT NULL AUTO_INCREMENT,
    kind         VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- What the job is about, as JSON.
    payload      TEXT          NOT NULL,
    user_id      BIGINT        NULL,
    state        VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'queued',
    attempts     INT           NOT NULL DEFAULT 0,
    -- When a queued job is due, or a running one counts as abandoned.
    due_at       DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    worker       VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    rows_done    BIGINT        NOT NULL DEFAULT 0,
    rows_total   BIGINT        NULL,
    -- Why the last attempt failed, in words without secrets.
    error        VARCHAR(1000) NULL,
    -- At most one job of a name: a sweep of the hour is put in by whoever comes first; a letter's job is `letter:` and
    -- its id; a seller's imports are `import:`, their id and `:0` for the one under way, `:1` to `:3` for those waiting.
    unique_name  VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at   DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    started_at   DATETIME(6)   NULL,
    finished_at  DATETIME(6)   NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_jobs_name (unique_name),
    -- The next job that is due.
    KEY ix_jobs_due (state, due_at, id),
    -- The admins' list by kind.
    KEY ix_jobs_kind (kind, id),
    KEY ix_jobs_user (user_id, id),
    CONSTRAINT fk_jobs_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT ck_jobs_state CHECK (state IN ('queued', 'running', 'done', 'failed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Lanes of jobs that wait, because what they all need does not answer. A row goes with the first success.
CREATE TABLE IF NOT EXISTS lane_pauses (
    lane     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- In a row, which is what the pause grows by.
    failures INT         NOT NULL,
    ends_at  DATETIME(6) NOT NULL,
    PRIMARY KEY (lane)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What providers have let us in with, for all processes.
CREATE TABLE IF NOT EXISTS provider_tokens (
    provider   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Sealed by ENCRYPTION_KEYS.
    token      TEXT        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (provider)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- The number of the last change of the catalogue. A transaction raises it as the last thing before COMMIT and
-- keeps it locked until then, so that numbers are given in commit order. In a cluster each node has a row.
CREATE TABLE IF NOT EXISTS change_counter (
    id    TINYINT NOT NULL,
    value BIGINT  NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS categories (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    parent_id  BIGINT       NULL,
    name       VARCHAR(100) NOT NULL,
    change_id  BIGINT       NOT NULL DEFAULT 0,
    created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    -- A deleted one stays as its own tombstone for those who keep a copy.
    deleted_at DATETIME(6)  NULL,
    -- Two keys that NULL would make useless: the top of the tree is 0, and only living names are unique.
    parent_key BIGINT       GENERATED ALWAYS AS (COALESCE(parent_id, 0)) STORED,
    living     TINYINT      GENERATED ALWAYS AS (CASE WHEN deleted_at IS NULL THEN 1 END) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY uq_categories_name (parent_key, name, living),
    KEY ix_categories_change (change_id, id),
    KEY ix_categories_parent (parent_id),
    CONSTRAINT fk_categories_parent FOREIGN KEY (parent_id) REFERENCES categories (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS brands (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    name       VARCHAR(100) NOT NULL,
    -- The seller whose brand it is; NULL for one that many sell.
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

CREATE TABLE IF NOT EXISTS products (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    seller_id   BIGINT       NOT NULL,
    category_id BIGINT       NULL,
    brand_id    BIGINT       NULL,
    sku         VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    name        VARCHAR(200) NOT NULL,
    description TEXT         NOT NULL,
    -- The words of name, description, SKU and barcodes as a search compares them, each between spaces, each once.
    words       TEXT         CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    -- What one of it is: a piece, a kilogram, a box.
    unit        VARCHAR(20)  NOT NULL DEFAULT 'pcs',
    -- What a quantity of it counts: piece, gram or millimetre. The price of the last two is for a thousand of them.
    measure     VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'piece',
    price       BIGINT       NOT NULL,
    -- What one unit costs the seller, who alone sees it.
    cost        BIGINT       NULL,
    -- standard, luxury or exempt.
    tax_kind    VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'standard',
    -- What is sold online, and at outlets without a stock of their own. Always the sum of the product's entries without
    -- an outlet in stock_ledger; the app changes both in one transaction. Below 0 only by sales without a network.
    stock       BIGINT       NOT NULL,
    -- False for what sells a course: it is never short, and its stock stays as it is.
    stocked     BOOLEAN      NOT NULL DEFAULT TRUE,
    in_stock    TINYINT      GENERATED ALWAYS AS (CASE WHEN stock > 0 OR NOT stocked THEN 1 ELSE 0 END) STORED,
    -- An inactive product is the seller's alone: not listed, not found, not sold.
    active      BOOLEAN      NOT NULL DEFAULT TRUE,
    -- The number of its last change (change_counter): its ETag, and its place in the feed of changes.
    change_id   BIGINT       NOT NULL DEFAULT 0,
    -- If the last changes were sales: the last of them, and the change before the first of them.
    sold_change_id   BIGINT  NULL,
    edited_change_id BIGINT  NULL,
    created_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    -- A deleted product is hidden and gives up its SKU; the lines that sold it keep its name and price.
    deleted_at  DATETIME(6)  NULL,
    listed      TINYINT      GENERATED ALWAYS AS (CASE WHEN active AND deleted_at IS NULL THEN 1 ELSE 0 END) STORED,
    -- The main product of its group; NULL for that product itself, and for one without variants.
    variant_of  BIGINT       NULL,
    -- What sets it apart from the others of its group: a JSON list of names and values, such as [["Ukuran","M"]].
    options     VARCHAR(600) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_products_sku (seller_id, sku),
    -- A scanned code of any seller.
    KEY ix_products_sku (sku),
    -- One index for each order of the public list; the id at the end makes the order total. Ids rise with time,
    -- so they are the order of creation.
    KEY ix_products_newest (listed, id),
    KEY ix_products_price (listed, price, id),
    KEY ix_products_name (listed, name, id),
    KEY ix_products_stock (listed, stock, id),
    -- What is in stock, newest last.
    KEY ix_products_in_stock (listed, in_stock, id),
    -- The newest of a seller, of a category, of a brand.
    KEY ix_products_seller (seller_id, id),
    KEY ix_products_category (category_id, listed, id),
    KEY ix_products_brand (brand_id, listed, id),
    -- The variants of a product, and the products that are none, newest last.
    KEY ix_products_variants (variant_of, listed, id),
    -- The feed of changes.
    KEY ix_products_change (change_id, id),
    CONSTRAINT fk_products_seller FOREIGN KEY (seller_id) REFERENCES users (id),
    CONSTRAINT fk_products_category FOREIGN KEY (category_id) REFERENCES categories (id),
    CONSTRAINT fk_products_brand FOREIGN KEY (brand_id) REFERENCES brands (id),
    CONSTRAINT ck_products_price CHECK (price >= 0),
    CONSTRAINT ck_products_cost CHECK (cost >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Where each word stands: the way from a word to the listed products that have it, newest last. InnoDB's own
-- full-text index would read and sort every match before the first is shown.
CREATE TABLE IF NOT EXISTS product_words (
    word       VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    product_id BIGINT      NOT NULL,
    PRIMARY KEY (word, product_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What a scanner reads from the product's packages. A deleted product gives them up.
CREATE TABLE IF NOT EXISTS product_barcodes (
    product_id BIGINT      NOT NULL,
    seller_id  BIGINT      NOT NULL,
    barcode    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (product_id, barcode),
    -- In one shop a scan means one product.
    UNIQUE KEY uq_product_barcodes (seller_id, barcode),
    KEY ix_product_barcodes_barcode (barcode),
    CONSTRAINT fk_product_barcodes_product FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT fk_product_barcodes_seller FOREIGN KEY (seller_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS product_images (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    product_id BIGINT       NOT NULL,
    picture_id CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The first is the one that lists show.
    position   INT          NOT NULL,
    created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_product_images_picture (product_id, picture_id),
    KEY ix_product_images_order (product_id, position, id),
    KEY ix_product_images_picture (picture_id),
    CONSTRAINT fk_product_images_product FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT fk_product_images_picture FOREIGN KEY (picture_id) REFERENCES pictures (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A file of products. Counters, place in the file and the products of a batch commit together, so that a worker
-- that dies leaves the next one to go on, never to repeat.
CREATE TABLE IF NOT EXISTS imports (
    id             BIGINT       NOT NULL AUTO_INCREMENT,
    job_id         BIGINT       NOT NULL,
    user_id        BIGINT       NOT NULL,
    filename       VARCHAR(255) NOT NULL,
    size           BIGINT       NOT NULL,
    mode           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    dry_run        BOOLEAN      NOT NULL,
    -- What the file turned out to be: shop (our template), shopify or woocommerce; its encoding, and what ends its cells.
    layout         VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    encoding       VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    cell_end       VARCHAR(4)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- The names of its columns, as JSON: its failed rows are given back under them.
    header         MEDIUMTEXT   NULL,
    rows_created   BIGINT       NOT NULL DEFAULT 0,
    rows_updated   BIGINT       NOT NULL DEFAULT 0,
    rows_unchanged BIGINT       NOT NULL DEFAULT 0,
    rows_failed    BIGINT       NOT NULL DEFAULT 0,
    -- What a person should know of the whole file, as JSON: columns that were not used, categories not known.
    warnings       TEXT         NULL,
    created_at     DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_imports_job (job_id),
    KEY ix_imports_user (user_id, id),
    CONSTRAINT fk_imports_job FOREIGN KEY (job_id) REFERENCES jobs (id),
    CONSTRAINT fk_imports_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT ck_imports_mode CHECK (mode IN ('upsert', 'create'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- The file itself in parts, because the worker may run on another machine; gone when the import has ended.
CREATE TABLE IF NOT EXISTS import_parts (
    import_id BIGINT     NOT NULL,
    part      INT        NOT NULL,
    content   MEDIUMBLOB NOT NULL,
    PRIMARY KEY (import_id, part),
    CONSTRAINT fk_import_parts_import FOREIGN KEY (import_id) REFERENCES imports (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- The rows that were not taken, as they stood in the file.
CREATE TABLE IF NOT EXISTS import_failures (
    import_id  BIGINT     NOT NULL,
    -- The line of the file on which the row begins; the first line is 1.
    line       BIGINT     NOT NULL,
    -- The row's cells, and its faults as [{field, code, words}], both as JSON.
    cells      MEDIUMTEXT NOT NULL,
    faults     TEXT       NOT NULL,
    PRIMARY KEY (import_id, line),
    CONSTRAINT fk_import_failures_import FOREIGN KEY (import_id) REFERENCES imports (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- The taxes of a seller from a day on.
CREATE TABLE IF NOT EXISTS tax_profiles (
    owner_id   BIGINT      NOT NULL,
    valid_from DATE        NOT NULL,
    regime     VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The rate of PBJT in hundredths of a percent; the rates of PPN are law.
    rate_bp    INT         NULL,
    -- Whether prices include the tax.
    inclusive  BOOLEAN     NOT NULL DEFAULT TRUE,
    -- The rate of the service charge in hundredths of a percent.
    service_bp INT         NOT NULL DEFAULT 0,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (owner_id, valid_from),
    CONSTRAINT fk_tax_profiles_owner FOREIGN KEY (owner_id) REFERENCES users (id),
    CONSTRAINT ck_tax_profiles_regime CHECK (regime IN ('none', 'ppn', 'pbjt')),
    CONSTRAINT ck_tax_profiles_rate CHECK ((regime = 'pbjt') = (rate_bp IS NOT NULL) AND rate_bp BETWEEN 1 AND 1000)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A discount on the goods of its owner, for whoever knows the code.
CREATE TABLE IF NOT EXISTS vouchers (
    id          BIGINT      NOT NULL AUTO_INCREMENT,
    owner_id    BIGINT      NOT NULL,
    code        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- percent or amount: what `value` is.
    kind        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    value       BIGINT      NOT NULL,
    -- What the owner's goods must cost.
    minimum     BIGINT      NOT NULL DEFAULT 0,
    -- The most that a percentage takes off.
    most        BIGINT      NULL,
    starts_at   DATETIME(6) NULL,
    ends_at     DATETIME(6) NULL,
    limit_total INT         NULL,
    limit_each  INT         NULL,
    -- The number of its uses that were not given back.
    used        INT         NOT NULL DEFAULT 0,
    active      BOOLEAN     NOT NULL DEFAULT TRUE,
    created_at  DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_vouchers_code (owner_id, code),
    -- Those of an owner, newest first.
    KEY ix_vouchers_owner (owner_id, id),
    CONSTRAINT fk_vouchers_owner FOREIGN KEY (owner_id) REFERENCES users (id),
    CONSTRAINT ck_vouchers_value CHECK (value > 0 AND (kind = 'amount' OR kind = 'percent' AND value <= 100)),
    CONSTRAINT ck_vouchers_used CHECK (used >= 0 AND used <= limit_total)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Where a seller sells. Receipts are headed by its address and dated in its zone.
CREATE TABLE IF NOT EXISTS outlets (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    owner_id    BIGINT       NOT NULL,
    name        VARCHAR(100) NOT NULL,
    zone        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- What receipts are headed by, and end with.
    address     VARCHAR(300) NOT NULL DEFAULT '',
    phone       VARCHAR(32)  NOT NULL DEFAULT '',
    tax_number  VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    footer      VARCHAR(300) NOT NULL DEFAULT '',
    -- The smallest coin that is given as change; 0: cash is not rounded.
    cash_step   INT          NOT NULL DEFAULT 0,
    is_default  BOOLEAN      NOT NULL DEFAULT FALSE,
    archived_at DATETIME(6)  NULL,
    created_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    -- At most one default of an owner.
    default_of  BIGINT       GENERATED ALWAYS AS (CASE WHEN is_default THEN owner_id END) STORED,
    -- True: its tills sell what outlet_stocks has, not products.stock.
    own_stock   BOOLEAN      NOT NULL DEFAULT FALSE,
    -- What becomes of a sale without a network for which there is too little in stock: review or accept.
    short_stock VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'review',
    PRIMARY KEY (id),
    UNIQUE KEY uq_outlets_default (default_of),
    KEY ix_outlets_owner (owner_id, id),
    CONSTRAINT fk_outlets_owner FOREIGN KEY (owner_id) REFERENCES users (id),
    CONSTRAINT ck_outlets_zone CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    CONSTRAINT ck_outlets_cash_step CHECK (cash_step IN (0, 100, 500, 1000)),
    CONSTRAINT ck_outlets_default CHECK (NOT is_default OR archived_at IS NULL)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Who sells for an owner at their tills. The PIN opens nothing but a till.
CREATE TABLE IF NOT EXISTS staff (
    owner_id   BIGINT       NOT NULL,
    user_id    BIGINT       NOT NULL,
    duty       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- argon2id, as of passwords.
    pin_hash   VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    active     BOOLEAN      NOT NULL DEFAULT TRUE,
    created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    -- Sign-ins from before it have ended: the PIN was set, or the person was deactivated or activated.
    pin_at     DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (owner_id, user_id),
    KEY ix_staff_user (user_id),
    CONSTRAINT fk_staff_owner FOREIGN KEY (owner_id) REFERENCES users (id),
    CONSTRAINT fk_staff_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT ck_staff_duty CHECK (duty IN ('cashier', 'manager'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A till numbers its receipts, without gaps while it has a network, and has at most one open shift. A sale locks its row.
CREATE TABLE IF NOT EXISTS tills (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    outlet_id   BIGINT       NOT NULL,
    -- That of the outlet, so that a series is one till's among all of an owner.
    owner_id    BIGINT       NOT NULL,
    name        VARCHAR(100) NOT NULL,
    series      VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The number of its last receipt.
    last_number BIGINT       NOT NULL DEFAULT 0,
    -- Its open shift. No foreign key, because shifts refer to tills.
    shift_id    BIGINT       NULL,
    -- HMAC-SHA256 under one of API_KEY_SALT.
    token_hash  BINARY(32)   NOT NULL,
    -- Sign-ins from before it have ended: the token was replaced, the till deactivated or activated, or its outlet
    -- archived.
    token_at    DATETIME(6)  NOT NULL,
    active      BOOLEAN      NOT NULL DEFAULT TRUE,
    created_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_tills_series (owner_id, series),
    KEY ix_tills_outlet (outlet_id, id),
    CONSTRAINT fk_tills_outlet FOREIGN KEY (outlet_id) REFERENCES outlets (id),
    CONSTRAINT fk_tills_owner FOREIGN KEY (owner_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What was in a till's drawer, from its opening to its counting.
CREATE TABLE IF NOT EXISTS shifts (
    id           BIGINT      NOT NULL AUTO_INCREMENT,
    till_id      BIGINT      NOT NULL,
    opened_by    BIGINT      NOT NULL,
    opened_at    DATETIME(6) NOT NULL,
    -- The cash in the drawer at first.
    opening      BIGINT      NOT NULL,
    -- The first receipt that the shift may have, and the last one that it has.
    number_from  BIGINT      NOT NULL,
    number_to    BIGINT      NULL,
    closed_by    BIGINT      NULL,
    closed_at    DATETIME(6) NULL,
    -- The cash that should be, which no sum of sales exceeds, and that was, in the drawer.
    expected     DECIMAL(30,0) NULL,
    counted      BIGINT      NULL,
    -- At most one open shift of a till.
    open_till    BIGINT      GENERATED ALWAYS AS (CASE WHEN closed_at IS NULL THEN till_id END) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY uq_shifts_open (open_till),
    KEY ix_shifts_till (till_id, id),
    CONSTRAINT fk_shifts_till FOREIGN KEY (till_id) REFERENCES tills (id),
    CONSTRAINT fk_shifts_opened_by FOREIGN KEY (opened_by) REFERENCES users (id),
    CONSTRAINT fk_shifts_closed_by FOREIGN KEY (closed_by) REFERENCES users (id),
    CONSTRAINT ck_shifts_opening CHECK (opening >= 0),
    CONSTRAINT ck_shifts_closed CHECK ((closed_at IS NULL) = (counted IS NULL))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- An order; a sale once it is paid. Its total is the sum of its lines and contains its tax.
CREATE TABLE IF NOT EXISTS transactions (
    id         BIGINT      NOT NULL AUTO_INCREMENT,
    -- NULL: a walk-in customer.
    buyer_id   BIGINT      NULL,
    -- Who sold it at the counter: the seller of all its items, and who took the money. NULL for an order of the web.
    owner_id   BIGINT      NULL,
    cashier_id BIGINT      NULL,
    -- What names the sale at the till, for good. A UUID.
    client_id  CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- pending, paid, cancelled or expired.
    status     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'paid',
    tax        BIGINT      NOT NULL,
    total      BIGINT      NOT NULL,
    -- What payments sum up to. NULL: nothing was recorded.
    paid       BIGINT      NULL,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    -- When it was paid. NULL for one that is not, and where it was paid at once by a release that did not know this.
    sold_at    DATETIME(6) NULL,
    -- Until when the goods of a pending order without a payment are kept.
    expires_at DATETIME(6) NULL,
    -- How often its receipt was printed.
    printed    INT         NOT NULL DEFAULT 0,
    voucher_id BIGINT      NULL,
    -- Where and in which shift it was sold. Without foreign keys, for which a migration would copy the table.
    outlet_id  BIGINT      NULL,
    till_id    BIGINT      NULL,
    shift_id   BIGINT      NULL,
    -- The number of the till's receipt. NULL: it was not sold at a till, or is not paid.
    receipt_no BIGINT      NULL,
    -- What was given back since it was paid.
    refunded   BIGINT      NOT NULL DEFAULT 0,
    -- NULL: a customer who is not known.
    customer_id BIGINT     NULL,
    -- The seller of all its lines, and the sums of these. NULL: there are several, or a release before has sold it.
    seller_id  BIGINT      NULL,
    line_count INT         NULL,
    discount   BIGINT      NULL,
    service    BIGINT      NULL,
    added      BIGINT      NULL,
    -- How it was paid, if it has a seller: as payments say, or mixed. NULL: none was recorded.
    method     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (id),
    -- A till that repeats a sale gets the one that stands there.
    UNIQUE KEY uq_transactions_client (owner_id, client_id),
    -- A buyer's own sales, newest first.
    KEY ix_transactions_buyer (buyer_id, id),
    -- The sales of some days, of a buyer and of all.
    KEY ix_transactions_buyer_day (buyer_id, created_at),
    KEY ix_transactions_day (created_at),
    -- Orders that wait for their payment, and those whose time is up.
    KEY ix_transactions_status (status, expires_at),
    -- The receipts of a till, and those of a shift as a span of numbers.
    UNIQUE KEY uq_transactions_receipt (till_id, receipt_no),
    -- What a known customer has bought, newest first.
    KEY ix_transactions_customer (customer_id, id),
    -- All that breakdowns of a seller's sales ask.
    KEY ix_transactions_sold (seller_id, sold_at, outlet_id, cashier_id, method, line_count, total, tax, discount,
                              service, added),
    CONSTRAINT fk_transactions_buyer FOREIGN KEY (buyer_id) REFERENCES users (id),
    CONSTRAINT ck_transactions_amounts CHECK (tax >= 0 AND total >= tax)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What was sold, with the name, price, cost and seller of the day: later changes of the product leave them alone.
CREATE TABLE IF NOT EXISTS transaction_items (
    transaction_id BIGINT       NOT NULL,
    -- Its place in the sale, from 1. 0 in what a release before this column has sold.
    line           SMALLINT     NOT NULL DEFAULT 0,
    product_id     BIGINT       NOT NULL,
    seller_id      BIGINT       NOT NULL,
    name           VARCHAR(200) NOT NULL,
    -- What the buyer asked for with this line.
    note           VARCHAR(200) NULL,
    price          BIGINT       NOT NULL,
    qty            BIGINT       NOT NULL,
    -- What `qty` counts: piece, gram or millimetre.
    measure        VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'piece',
    -- All that was taken off: discounts of the line and of the order, and a voucher.
    discount       BIGINT       NOT NULL DEFAULT 0,
    -- Its share in the service charge.
    service        BIGINT       NOT NULL DEFAULT 0,
    subtotal       BIGINT       NOT NULL,
    tax            BIGINT       NOT NULL,
    -- Tax on top of the price, which does not include it.
    added          BIGINT       NOT NULL DEFAULT 0,
    -- ppn, ppn_luxury, pbjt or exempt. NULL: no tax, or that of a release before this column, which was ppn.
    tax_code       VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- What one unit cost the seller, as far as they had said.
    cost           BIGINT       NULL,
    -- When its sale was paid, so that figures of a span of days read one index. NULL until then: figures leave it out.
    sold_at        DATETIME(6)  NULL,
    -- Whether it was taken from a stock, which a course is not.
    stocked        BOOLEAN      NOT NULL DEFAULT TRUE,
    -- What was given back of it.
    refunded_qty   BIGINT       NOT NULL DEFAULT 0,
    refunded       BIGINT       NOT NULL DEFAULT 0,
    refunded_tax   BIGINT       NOT NULL DEFAULT 0,
    -- Whether it is in the sums of its sale.
    summed         BOOLEAN      NOT NULL DEFAULT FALSE,
    PRIMARY KEY (transaction_id, product_id, line),
    -- A seller's sales, newest first.
    KEY ix_transaction_items_seller (seller_id, transaction_id),
    -- All that figures ask, of a product and of a seller.
    KEY ix_transaction_items_product (product_id, sold_at, seller_id, qty, subtotal, tax, cost, measure),
    KEY ix_transaction_items_sold (seller_id, sold_at, product_id, qty, subtotal, tax, cost, measure, discount,
                                   service, added, tax_code, summed),
    -- Whether a seller has lines that are in no sums.
    KEY ix_transaction_items_summed (summed, seller_id, sold_at),
    CONSTRAINT fk_transaction_items_transaction FOREIGN KEY (transaction_id) REFERENCES transactions (id),
    CONSTRAINT fk_transaction_items_product FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT fk_transaction_items_seller FOREIGN KEY (seller_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- The order that a voucher was used for.
CREATE TABLE IF NOT EXISTS voucher_uses (
    transaction_id BIGINT      NOT NULL,
    voucher_id     BIGINT      NOT NULL,
    -- NULL: a walk-in customer.
    buyer_id       BIGINT      NULL,
    -- What it took off.
    amount         BIGINT      NOT NULL,
    -- When it was given back, because its order was closed.
    released_at    DATETIME(6) NULL,
    PRIMARY KEY (transaction_id),
    -- The uses of one buyer.
    KEY ix_voucher_uses_buyer (voucher_id, buyer_id, released_at),
    CONSTRAINT fk_voucher_uses_transaction FOREIGN KEY (transaction_id) REFERENCES transactions (id),
    CONSTRAINT fk_voucher_uses_voucher FOREIGN KEY (voucher_id) REFERENCES vouchers (id),
    CONSTRAINT fk_voucher_uses_buyer FOREIGN KEY (buyer_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What outlets with a stock of their own have. A row changes under the lock of its product alone.
CREATE TABLE IF NOT EXISTS outlet_stocks (
    outlet_id  BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    -- Always the sum of the outlet's entries in the product's stock_ledger.
    quantity   BIGINT NOT NULL,
    PRIMARY KEY (outlet_id, product_id),
    -- Where a product is.
    KEY ix_outlet_stocks_product (product_id, outlet_id),
    -- No foreign key to products: it would make each change of a product open this table, too.
    CONSTRAINT fk_outlet_stocks_outlet FOREIGN KEY (outlet_id) REFERENCES outlets (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Every change of every stock, in order. Rows are only ever added.
CREATE TABLE IF NOT EXISTS stock_ledger (
    id             BIGINT      NOT NULL AUTO_INCREMENT,
    product_id     BIGINT      NOT NULL,
    delta          BIGINT      NOT NULL,
    balance        BIGINT      NOT NULL,
    -- opening, sale, cancel, return, adjustment, received (restock in older demo shops), waste, correction, count or
    -- transfer.
    reason         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor_id       BIGINT      NOT NULL,
    transaction_id BIGINT      NULL,
    created_at     DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    -- What staff wrote beside it.
    note           VARCHAR(200) NULL,
    -- Whose stock of the product it is; NULL: the shared one. No foreign key, because adding one would copy the table.
    outlet_id      BIGINT      NULL,
    PRIMARY KEY (id),
    -- A product's balance, from change to change.
    KEY ix_stock_ledger_product (product_id, id, balance, created_at, outlet_id),
    -- What came and left on some days.
    KEY ix_stock_ledger_day (product_id, created_at, reason, delta, outlet_id),
    KEY ix_stock_ledger_transaction (transaction_id),
    CONSTRAINT fk_stock_ledger_product FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT fk_stock_ledger_actor FOREIGN KEY (actor_id) REFERENCES users (id),
    CONSTRAINT fk_stock_ledger_transaction FOREIGN KEY (transaction_id) REFERENCES transactions (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Money that was taken for an order, or given back, and cash that was put into a drawer or taken out.
CREATE TABLE IF NOT EXISTS payments (
    id             BIGINT       NOT NULL AUTO_INCREMENT,
    -- NULL: cash that was put into the drawer or taken out, and what a customer pays back.
    transaction_id BIGINT       NULL,
    -- cash, transfer, qris or credit.
    method         VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Below 0: given back.
    amount         BIGINT       NOT NULL,
    -- The cash that the buyer handed over; what exceeds the amount is the change.
    tendered       BIGINT       NULL,
    -- What names a transfer at the bank.
    reference      VARCHAR(100) NOT NULL DEFAULT '',
    -- Who confirmed it.
    actor_id       BIGINT       NOT NULL,
    created_at     DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    -- The shift whose drawer or account it went into. Without a foreign key, as that of the sale.
    shift_id       BIGINT       NULL,
    -- sale, refund, move or debt.
    purpose        VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'sale',
    reason         VARCHAR(200) NOT NULL DEFAULT '',
    -- What rounding added to the cash, or the code to a transfer, beside the amount.
    adjustment     BIGINT       NOT NULL DEFAULT 0,
    -- What it gives back. No foreign key, for which the table would be copied.
    refund_id      BIGINT       NULL,
    PRIMARY KEY (id),
    KEY ix_payments_transaction (transaction_id, id),
    -- Those of some days, with all that their book asks.
    KEY ix_payments_day (created_at, transaction_id, shift_id, purpose, method, actor_id, amount, adjustment,
                         tendered),
    -- The sums of a shift.
    KEY ix_payments_shift (shift_id, purpose, method, amount, adjustment),
    CONSTRAINT fk_payments_transaction FOREIGN KEY (transaction_id) REFERENCES transactions (id),
    CONSTRAINT fk_payments_actor FOREIGN KEY (actor_id) REFERENCES users (id),
    CONSTRAINT ck_payments_amount CHECK (amount <> 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

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
    -- Until when money of this sum may be late money of the request that had its code before. NULL: none had.
    reused_until   DATETIME(6)  NULL,
    -- What arrived besides `reference`, as JSON.
    other_arrivals TEXT         NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_payment_requests_amount (account_id, live_amount),
    UNIQUE KEY uq_payment_requests_provider (account_id, provider_ref),
    UNIQUE KEY uq_payment_requests_payment (payment_id),
    -- Those of an order, and those of an owner, newest first.
    KEY ix_payment_requests_transaction (transaction_id, id),
    KEY ix_payment_requests_owner (owner_id, id),
    KEY ix_payment_requests_state (owner_id, state, id),
    -- Those of an account that wait for this amount, if the buyer forgets its code.
    KEY ix_payment_requests_plain (account_id, amount, held_until),
    CONSTRAINT fk_payment_requests_transaction FOREIGN KEY (transaction_id) REFERENCES transactions (id),
    CONSTRAINT fk_payment_requests_account FOREIGN KEY (account_id) REFERENCES payment_accounts (id),
    CONSTRAINT ck_payment_requests_amount CHECK (amount > 0 AND code BETWEEN 0 AND 999)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Each notice once, by what names it: a repeat ends here. No foreign key: the lock of the account comes after that of an
-- order, and a notice is first.
CREATE TABLE IF NOT EXISTS payment_notices (
    account_id  BIGINT       NOT NULL,
    event_key   VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- NULL: it names no request of the account.
    request_id  BIGINT       NULL,
    -- What became of it: asked is being fetched from the provider.
    verdict     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- What was read of it, as JSON. No data of cards or buyers.
    body        VARCHAR(4000) NULL,
    -- NULL: the body is gone.
    body_until  DATETIME(6)  NULL,
    received_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    -- What was true when it was applied: paid, failed, expired, reversed or pending; of an unknown order what it says.
    state       VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- NULL: no whole number of rupiah.
    amount      BIGINT       NULL,
    -- The provider's name of the payment, in which case matters.
    reference   VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    PRIMARY KEY (account_id, event_key),
    KEY ix_payment_notices_request (request_id, verdict),
    KEY ix_payment_notices_body (body_until),
    KEY ix_payment_notices_unmatched (account_id, request_id, received_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Money that was given back of a paid sale, and goods that came back.
CREATE TABLE IF NOT EXISTS refunds (
    id             BIGINT       NOT NULL AUTO_INCREMENT,
    transaction_id BIGINT       NOT NULL,
    -- The seller of all its items. NULL: there are several.
    owner_id       BIGINT       NULL,
    amount         BIGINT       NOT NULL,
    tax            BIGINT       NOT NULL,
    reason         VARCHAR(200) NOT NULL DEFAULT '',
    -- The sale of what the buyer took instead.
    exchange_id    BIGINT       NULL,
    actor_id       BIGINT       NOT NULL,
    refunded_at    DATETIME(6)  NOT NULL,
    -- How often its receipt was printed.
    printed        INT          NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    KEY ix_refunds_transaction (transaction_id, id),
    -- Whether another refund names the sale.
    KEY ix_refunds_exchange (exchange_id),
    KEY ix_refunds_day (refunded_at, amount),
    CONSTRAINT fk_refunds_transaction FOREIGN KEY (transaction_id) REFERENCES transactions (id),
    CONSTRAINT fk_refunds_actor FOREIGN KEY (actor_id) REFERENCES users (id),
    CONSTRAINT ck_refunds_amounts CHECK (tax >= 0 AND amount >= tax)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Without foreign keys to products and users: those of the line hold, and their locks would come out of order.
CREATE TABLE IF NOT EXISTS refund_items (
    refund_id   BIGINT      NOT NULL,
    -- The line, as `transaction_items` has it.
    product_id  BIGINT      NOT NULL,
    line        SMALLINT    NOT NULL,
    seller_id   BIGINT      NOT NULL,
    -- 0: money alone.
    qty         BIGINT      NOT NULL,
    -- What figures of several goods count.
    units       BIGINT      NOT NULL,
    amount      BIGINT      NOT NULL,
    tax         BIGINT      NOT NULL,
    -- What all of it cost the seller: 0 if it did not go back into the stock, NULL if they had not said.
    cost        BIGINT      NULL,
    restocked   BOOLEAN     NOT NULL,
    -- When its line was sold, and the refund was made, so that figures of a span of days read one index.
    sold_at     DATETIME(6) NOT NULL,
    refunded_at DATETIME(6) NOT NULL,
    PRIMARY KEY (refund_id, product_id, line),
    -- All that figures ask, of a product and of a seller.
    KEY ix_refund_items_product (product_id, refunded_at, seller_id, qty, units, amount, tax, cost, sold_at),
    KEY ix_refund_items_refunded (seller_id, refunded_at, product_id, qty, units, amount, tax, cost),
    CONSTRAINT fk_refund_items_refund FOREIGN KEY (refund_id) REFERENCES refunds (id),
    CONSTRAINT ck_refund_items_amounts CHECK (qty >= 0 AND tax >= 0 AND amount >= tax)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- People without an account whom a shop knows by name.
CREATE TABLE IF NOT EXISTS customers (
    id           BIGINT       NOT NULL AUTO_INCREMENT,
    owner_id     BIGINT       NOT NULL,
    -- Empty once it is erased, like the note.
    name         VARCHAR(100) NOT NULL,
    -- With a + and the country code.
    phone        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    note         VARCHAR(500) NOT NULL DEFAULT '',
    -- What they may owe at most.
    credit_limit BIGINT       NOT NULL DEFAULT 0,
    -- What they owe.
    balance      BIGINT       NOT NULL DEFAULT 0,
    -- When the customer was erased; documents keep the id.
    erased_at    DATETIME(6)  NULL,
    created_at   DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_customers_phone (owner_id, phone),
    -- An owner's customers by name, and by what they owe.
    KEY ix_customers_name (owner_id, name, id),
    KEY ix_customers_balance (owner_id, balance, id),
    CONSTRAINT fk_customers_owner FOREIGN KEY (owner_id) REFERENCES users (id),
    CONSTRAINT ck_customers_balance CHECK (balance >= 0 AND credit_limit >= 0),
    CONSTRAINT ck_customers_erased CHECK (erased_at IS NULL OR name = '' AND phone IS NULL AND note = '')
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Each change of what a customer owes. Without foreign keys to sales and payments: a repayment locks the customer first
-- and a refund the sale, so their locks would come out of order.
CREATE TABLE IF NOT EXISTS customer_entries (
    id             BIGINT      NOT NULL AUTO_INCREMENT,
    customer_id    BIGINT      NOT NULL,
    delta          BIGINT      NOT NULL,
    balance        BIGINT      NOT NULL,
    -- sale, repayment, refund or write_off.
    reason         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The sale on credit that it is about.
    transaction_id BIGINT      NOT NULL,
    -- The payment on credit, or the one that pays it back.
    payment_id     BIGINT      NULL,
    due_on         DATE        NULL,
    actor_id       BIGINT      NOT NULL,
    created_at     DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    -- An account, newest first, and what is left of each sale.
    KEY ix_customer_entries_customer (customer_id, id),
    KEY ix_customer_entries_sale (customer_id, transaction_id, delta, due_on, created_at),
    CONSTRAINT fk_customer_entries_customer FOREIGN KEY (customer_id) REFERENCES customers (id),
    CONSTRAINT fk_customer_entries_actor FOREIGN KEY (actor_id) REFERENCES users (id),
    CONSTRAINT ck_customer_entries_amounts CHECK (delta <> 0 AND balance >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Each item that a till without a network has sent, for ever.
CREATE TABLE IF NOT EXISTS sync_items (
    owner_id    BIGINT       NOT NULL,
    client_id   CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    till_id     BIGINT       NOT NULL,
    -- sale, refund, shift_open, move, shift_close or debt_payment.
    type        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- booked, review or rejected.
    state       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The sale, refund, shift or payment that it became.
    document_id BIGINT       NULL,
    -- The shift that it belongs to.
    shift_id    BIGINT       NULL,
    -- By the clock of the till, and by ours.
    at          DATETIME(6)  NOT NULL,
    received_at DATETIME(6)  NOT NULL,
    -- SHA-256 of the item, to tell a repetition from another item of the same name.
    fingerprint BINARY(32)   NOT NULL,
    -- What differs from the catalogue or the rules, as JSON. NULL: nothing.
    flags       TEXT         NULL,
    -- Why it waits for a review, as JSON, and the item itself. NULL once it is booked, or was rejected long ago.
    problem     TEXT         NULL,
    body        MEDIUMTEXT   NULL,
    -- Who has sent it, and who has accepted or rejected it.
    actor_id    BIGINT       NOT NULL,
    reviewed_by BIGINT       NULL,
    reviewed_at DATETIME(6)  NULL,
    PRIMARY KEY (owner_id, client_id),
    -- What waits for a review, and what is flagged.
    KEY ix_sync_items_state (owner_id, state, received_at, client_id),
    -- How many items of a shift have come.
    KEY ix_sync_items_shift (shift_id, type),
    -- The item that a document came from.
    KEY ix_sync_items_document (document_id, type),
    KEY ix_sync_items_till (till_id, type),
    -- Those whose body has expired.
    KEY ix_sync_items_reviewed (reviewed_at),
    CONSTRAINT fk_sync_items_owner FOREIGN KEY (owner_id) REFERENCES users (id),
    CONSTRAINT fk_sync_items_till FOREIGN KEY (till_id) REFERENCES tills (id),
    CONSTRAINT fk_sync_items_actor FOREIGN KEY (actor_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- The last change of what the tills of an owner know beside goods.
CREATE TABLE IF NOT EXISTS shop_changes (
    id        BIGINT      NOT NULL AUTO_INCREMENT,
    owner_id  BIGINT      NOT NULL,
    -- outlet, till, staff, customer, voucher or tax_profile.
    kind      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Its id; that of the user, and the day of a tax profile as 20261201.
    row_id    BIGINT      NOT NULL,
    change_id BIGINT      NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_shop_changes_row (owner_id, kind, row_id),
    KEY ix_shop_changes_change (owner_id, change_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- An Idempotency-Key commits together with what it did, so that a retry finds either both or neither.
CREATE TABLE IF NOT EXISTS idempotency_keys (
    -- 0 where nobody has signed in; no foreign key, whose lock on the person would last as long as the call.
    user_id         BIGINT       NOT NULL,
    operation       VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    idempotency_key VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- SHA-256 of the request, to tell a retry from another request under the same key.
    fingerprint     BINARY(32)   NOT NULL,
    -- The sale's as JSON; all others sealed, because some hold secrets. Empty once erased with the customer it named; of
    -- the operation `customer ID`, the key of such a response.
    answer          LONGTEXT     NULL,
    created_at      DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    -- Until when a call that commits its parts by itself holds the key; NULL once it is answered, and for all others.
    claimed_until   DATETIME(6)  NULL,
    PRIMARY KEY (user_id, operation, idempotency_key),
    -- Old keys are swept by their age.
    KEY ix_idempotency_keys_age (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A course as its author edits it: the draft. What learners read is its published version.
CREATE TABLE IF NOT EXISTS courses (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    owner_id    BIGINT       NOT NULL,
    title       VARCHAR(200) NOT NULL,
    summary     VARCHAR(500) NOT NULL DEFAULT '',
    -- Markdown.
    description TEXT         NOT NULL,
    language    CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'id',
    -- Whether a content opens only when those before it are satisfied.
    sequential  BOOLEAN      NOT NULL DEFAULT FALSE,
    -- Whoever bought this product may enrol; NULL: whoever likes.
    product_id  BIGINT       NULL,
    -- The published version, NULL before the first. No constraint: the two tables would refer to each other.
    version_id  BIGINT       NULL,
    -- One that is not listed takes no new learners; those who are in go on.
    listed      BOOLEAN      NOT NULL DEFAULT TRUE,
    -- Rises with each change of the draft: its ETag.
    revision    BIGINT       NOT NULL DEFAULT 1,
    created_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    -- A deleted course is hidden from all but those who are in it.
    deleted_at  DATETIME(6)  NULL,
    open        TINYINT      GENERATED ALWAYS AS
                (CASE WHEN version_id IS NOT NULL AND listed AND deleted_at IS NULL THEN 1 ELSE 0 END) STORED,
    PRIMARY KEY (id),
    -- The public list, an owner's own, and the course that a product sells.
    KEY ix_courses_open (open, id),
    KEY ix_courses_owner (owner_id, id),
    KEY ix_courses_product (product_id),
    CONSTRAINT fk_courses_owner FOREIGN KEY (owner_id) REFERENCES users (id),
    CONSTRAINT fk_courses_product FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT ck_courses_language CHECK (language IN ('id', 'en'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Courses to complete before one may enrol in this.
CREATE TABLE IF NOT EXISTS course_prerequisites (
    course_id   BIGINT NOT NULL,
    required_id BIGINT NOT NULL,
    PRIMARY KEY (course_id, required_id),
    KEY ix_course_prerequisites_required (required_id),
    CONSTRAINT fk_course_prerequisites_course FOREIGN KEY (course_id) REFERENCES courses (id),
    CONSTRAINT fk_course_prerequisites_required FOREIGN KEY (required_id) REFERENCES courses (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS course_sections (
    id        BIGINT       NOT NULL AUTO_INCREMENT,
    course_id BIGINT       NOT NULL,
    position  INT          NOT NULL,
    title     VARCHAR(200) NOT NULL,
    PRIMARY KEY (id),
    KEY ix_course_sections_order (course_id, position, id),
    CONSTRAINT fk_course_sections_course FOREIGN KEY (course_id) REFERENCES courses (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A file of a course, named by the SHA-256 of its bytes, which lie under DATA_DIR; one that nobody refers to is swept.
CREATE TABLE IF NOT EXISTS course_files (
    id         CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    size       BIGINT      NOT NULL,
    -- When it was last sent: the sweep leaves alone what somebody may be about to refer to.
    used_at    DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_course_files_age (used_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What a learner reads, watches or answers, as the draft has it. Its id is the same in all versions.
CREATE TABLE IF NOT EXISTS course_contents (
    id            BIGINT       NOT NULL AUTO_INCREMENT,
    course_id     BIGINT       NOT NULL,
    -- NULL: taken out of the draft; what was learned in it and earlier versions still refer to it.
    section_id    BIGINT       NULL,
    position      INT          NOT NULL,
    kind          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    title         VARCHAR(200) NOT NULL,
    -- Of a text its Markdown, of a video its address, of a quiz its questions as JSON, of a file what is said of it.
    body          MEDIUMTEXT   NOT NULL,
    file_id       CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    file_name     VARCHAR(255) NULL,
    required      BOOLEAN      NOT NULL DEFAULT TRUE,
    -- When a content is satisfied, in the words of cmi5.
    move_on       VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The score in percent that passes.
    mastery_score TINYINT      NULL,
    -- How long it takes.
    minutes       INT          NULL,
    -- The ids of contents to satisfy before this one opens, as JSON.
    prerequisites TEXT         NOT NULL,
    created_at    DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at    DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_course_contents_order (section_id, position, id),
    KEY ix_course_contents_course (course_id, id),
    -- Tells whether a file is somebody's before it is swept.
    KEY ix_course_contents_file (file_id),
    CONSTRAINT fk_course_contents_course FOREIGN KEY (course_id) REFERENCES courses (id),
    CONSTRAINT fk_course_contents_section FOREIGN KEY (section_id) REFERENCES course_sections (id),
    CONSTRAINT fk_course_contents_file FOREIGN KEY (file_id) REFERENCES course_files (id),
    CONSTRAINT ck_course_contents_kind CHECK (kind IN ('text', 'video', 'file', 'quiz')),
    CONSTRAINT ck_course_contents_move_on
        CHECK (move_on IN ('Passed', 'Completed', 'CompletedAndPassed', 'CompletedOrPassed', 'NotApplicable')),
    CONSTRAINT ck_course_contents_mastery CHECK (mastery_score BETWEEN 0 AND 100)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A version as it was published. Neither it nor its contents are ever changed, so that processes may remember them.
CREATE TABLE IF NOT EXISTS course_versions (
    id               BIGINT       NOT NULL AUTO_INCREMENT,
    course_id        BIGINT       NOT NULL,
    number           INT          NOT NULL,
    title            VARCHAR(200) NOT NULL,
    summary          VARCHAR(500) NOT NULL,
    description      TEXT         NOT NULL,
    description_html MEDIUMTEXT   NOT NULL,
    language         CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sequential       BOOLEAN      NOT NULL,
    -- The ids of courses to complete before one may enrol, as JSON.
    prerequisites    TEXT         NOT NULL,
    published_by     BIGINT       NOT NULL,
    published_at     DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_course_versions_number (course_id, number),
    CONSTRAINT fk_course_versions_course FOREIGN KEY (course_id) REFERENCES courses (id),
    CONSTRAINT fk_course_versions_published_by FOREIGN KEY (published_by) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS version_contents (
    version_id    BIGINT       NOT NULL,
    -- The content's place in the whole course, the first is 1.
    place         INT          NOT NULL,
    content_id    BIGINT       NOT NULL,
    section       INT          NOT NULL,
    section_title VARCHAR(200) NOT NULL,
    kind          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    title         VARCHAR(200) NOT NULL,
    body          MEDIUMTEXT   NOT NULL,
    -- What the body looks like, with nothing in it that a browser would run; of texts and files alone.
    html          MEDIUMTEXT   NOT NULL,
    file_id       CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    file_name     VARCHAR(255) NULL,
    required      BOOLEAN      NOT NULL,
    move_on       VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    mastery_score TINYINT      NULL,
    minutes       INT          NULL,
    prerequisites TEXT         NOT NULL,
    PRIMARY KEY (version_id, place),
    UNIQUE KEY uq_version_contents_content (version_id, content_id),
    KEY ix_version_contents_content (content_id),
    KEY ix_version_contents_file (file_id),
    CONSTRAINT fk_version_contents_version FOREIGN KEY (version_id) REFERENCES course_versions (id),
    CONSTRAINT fk_version_contents_content FOREIGN KEY (content_id) REFERENCES course_contents (id),
    CONSTRAINT fk_version_contents_file FOREIGN KEY (file_id) REFERENCES course_files (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A person in a course, once. Leaving and coming again keeps what was learned.
CREATE TABLE IF NOT EXISTS enrolments (
    id             BIGINT       NOT NULL AUTO_INCREMENT,
    user_id        BIGINT       NOT NULL,
    course_id      BIGINT       NOT NULL,
    -- The share of the published version's required contents that are satisfied, rounded down; 100 for good once
    -- completed. Always what a recount of `progress` gives; the app changes both in one transaction.
    percent        TINYINT      NOT NULL DEFAULT 0,
    -- Time spent: always the sum of the enrolment's progress.
    seconds        BIGINT       NOT NULL DEFAULT 0,
    -- What was last worked on.
    content_id     BIGINT       NULL,
    enrolled_at    DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    -- The first and the last that was learned.
    started_at     DATETIME(6)  NULL,
    active_at      DATETIME(6)  NULL,
    -- Never taken back by what an author does later.
    completed_at   DATETIME(6)  NULL,
    -- The version that was completed.
    version_id     BIGINT       NULL,
    left_at        DATETIME(6)  NULL,
    -- The sale that paid for it.
    transaction_id BIGINT       NULL,
    -- Taken out by the course's owner, who says why and alone lets them in again.
    removed_at     DATETIME(6)  NULL,
    removed_by     BIGINT       NULL,
    removal        VARCHAR(500) NOT NULL DEFAULT '',
    -- Where the learner stands, in the words of the analytics; the first that fits.
    state          VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
                 (CASE WHEN completed_at IS NOT NULL THEN 'completed' WHEN left_at IS NOT NULL THEN 'left'
                       WHEN started_at IS NOT NULL THEN 'in_progress' ELSE 'not_started' END) STORED,
    -- Its purchase was refunded: it opens the course no more.
    refunded_at    DATETIME(6)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_enrolments_user (user_id, course_id),
    -- A course's learners, and its cohorts.
    KEY ix_enrolments_course (course_id, id),
    KEY ix_enrolments_cohort (course_id, enrolled_at, completed_at),
    -- How far they are, without a look at each row.
    KEY ix_enrolments_state (course_id, state, percent),
    -- Whether somebody paid for a course, and which courses a sale opened.
    KEY ix_enrolments_paid (course_id, transaction_id),
    KEY ix_enrolments_transaction (transaction_id),
    CONSTRAINT fk_enrolments_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT fk_enrolments_course FOREIGN KEY (course_id) REFERENCES courses (id),
    CONSTRAINT fk_enrolments_content FOREIGN KEY (content_id) REFERENCES course_contents (id),
    CONSTRAINT fk_enrolments_version FOREIGN KEY (version_id) REFERENCES course_versions (id),
    CONSTRAINT fk_enrolments_transaction FOREIGN KEY (transaction_id) REFERENCES transactions (id),
    CONSTRAINT fk_enrolments_removed_by FOREIGN KEY (removed_by) REFERENCES users (id),
    CONSTRAINT ck_enrolments_percent CHECK (percent BETWEEN 0 AND 100)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What one person has done of one content. Nothing in a row ever goes back, but the position.
CREATE TABLE IF NOT EXISTS progress (
    enrolment_id  BIGINT       NOT NULL,
    content_id    BIGINT       NOT NULL,
    percent       TINYINT      NOT NULL DEFAULT 0,
    -- Where to go on: seconds of a video, or whatever the client counts; of the write with the latest moment.
    position      DOUBLE       NULL,
    positioned_at DATETIME(6)  NULL,
    -- The sum of the visits.
    seconds       BIGINT       NOT NULL DEFAULT 0,
    -- The best score in percent.
    score         TINYINT      NULL,
    started_at    DATETIME(6)  NOT NULL,
    completed_at  DATETIME(6)  NULL,
    passed_at     DATETIME(6)  NULL,
    -- Exempted by the course's owner, who says why.
    waived_at     DATETIME(6)  NULL,
    waived_by     BIGINT       NULL,
    waiver        VARCHAR(500) NOT NULL DEFAULT '',
    -- When the content's rule was first met, for good.
    satisfied_at  DATETIME(6)  NULL,
    -- The latest moment that a device told of, by which the content last worked on is known.
    updated_at    DATETIME(6)  NOT NULL,
    PRIMARY KEY (enrolment_id, content_id),
    KEY ix_progress_content (content_id, satisfied_at),
    CONSTRAINT fk_progress_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolments (id),
    CONSTRAINT fk_progress_content FOREIGN KEY (content_id) REFERENCES course_contents (id),
    CONSTRAINT fk_progress_waived_by FOREIGN KEY (waived_by) REFERENCES users (id),
    CONSTRAINT ck_progress_percent CHECK (percent BETWEEN 0 AND 100 AND score BETWEEN 0 AND 100)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Time spent, as a counter that may be told twice and in any order: each visit of a device tells its own total.
CREATE TABLE IF NOT EXISTS progress_visits (
    enrolment_id BIGINT      NOT NULL,
    content_id   BIGINT      NOT NULL,
    visit        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seconds      INT         NOT NULL,
    PRIMARY KEY (enrolment_id, content_id, visit),
    CONSTRAINT fk_progress_visits_progress
        FOREIGN KEY (enrolment_id, content_id) REFERENCES progress (enrolment_id, content_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- The days (Asia/Jakarta) on which somebody learned something.
CREATE TABLE IF NOT EXISTS learning_days (
    course_id    BIGINT   NOT NULL,
    day          DATE     NOT NULL,
    enrolment_id BIGINT   NOT NULL,
    -- The first day of the month in which the person enrolled, and how many whole weeks ago that was.
    cohort       DATE     NOT NULL,
    week         SMALLINT NOT NULL,
    PRIMARY KEY (course_id, day, enrolment_id),
    -- Who came back in which week.
    KEY ix_learning_days_cohort (course_id, cohort, week, enrolment_id),
    KEY ix_learning_days_enrolment (enrolment_id),
    CONSTRAINT fk_learning_days_course FOREIGN KEY (course_id) REFERENCES courses (id),
    CONSTRAINT fk_learning_days_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolments (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- How many began and satisfied a content, and how long they took together: always what a recount of `progress` gives.
-- A row is changed as the last of its transaction, because all learners of the content wait for it.
CREATE TABLE IF NOT EXISTS content_counts (
    content_id BIGINT NOT NULL,
    started    BIGINT NOT NULL DEFAULT 0,
    satisfied  BIGINT NOT NULL DEFAULT 0,
    seconds    BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (content_id),
    CONSTRAINT fk_content_counts_content FOREIGN KEY (content_id) REFERENCES course_contents (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- One try at a quiz. The questions that it drew are kept with it in their order, and so are the answers.
CREATE TABLE IF NOT EXISTS quiz_attempts (
    id           BIGINT      NOT NULL AUTO_INCREMENT,
    enrolment_id BIGINT      NOT NULL,
    content_id   BIGINT      NOT NULL,
    version_id   BIGINT      NOT NULL,
    number       INT         NOT NULL,
    -- The ids of questions and options as they were shown, as JSON.
    questions    TEXT        NOT NULL,
    -- What was answered, and what it was worth, as JSON.
    answers      MEDIUMTEXT  NULL,
    -- In percent, rounded down.
    score        TINYINT     NULL,
    passed       BOOLEAN     NULL,
    started_at   DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    expires_at   DATETIME(6) NULL,
    submitted_at DATETIME(6) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_quiz_attempts_number (enrolment_id, content_id, number),
    KEY ix_quiz_attempts_content (content_id, submitted_at),
    CONSTRAINT fk_quiz_attempts_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolments (id),
    CONSTRAINT fk_quiz_attempts_content FOREIGN KEY (content_id) REFERENCES course_contents (id),
    CONSTRAINT fk_quiz_attempts_version FOREIGN KEY (version_id) REFERENCES course_versions (id),
    CONSTRAINT ck_quiz_attempts_score CHECK (score BETWEEN 0 AND 100)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What one learner may have beyond the limits of a quiz: more attempts, and more minutes in each.
CREATE TABLE IF NOT EXISTS quiz_allowances (
    enrolment_id BIGINT       NOT NULL,
    content_id   BIGINT       NOT NULL,
    attempts     INT          NOT NULL DEFAULT 0,
    minutes      INT          NOT NULL DEFAULT 0,
    reason       VARCHAR(500) NOT NULL,
    granted_by   BIGINT       NOT NULL,
    granted_at   DATETIME(6)  NOT NULL,
    PRIMARY KEY (enrolment_id, content_id),
    CONSTRAINT fk_quiz_allowances_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolments (id),
    CONSTRAINT fk_quiz_allowances_content FOREIGN KEY (content_id) REFERENCES course_contents (id),
    CONSTRAINT fk_quiz_allowances_granted_by FOREIGN KEY (granted_by) REFERENCES users (id),
    CONSTRAINT ck_quiz_allowances_more CHECK (attempts >= 0 AND minutes >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- One a completion, with the names of that day. Whoever knows the code may ask whether it is genuine.
CREATE TABLE IF NOT EXISTS certificates (
    id            BIGINT       NOT NULL AUTO_INCREMENT,
    enrolment_id  BIGINT       NOT NULL,
    code          CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    learner_name  VARCHAR(150) NOT NULL,
    course_title  VARCHAR(200) NOT NULL,
    version_id    BIGINT       NOT NULL,
    issued_at     DATETIME(6)  NOT NULL,
    revoked_at    DATETIME(6)  NULL,
    revoked_by    BIGINT       NULL,
    reason        VARCHAR(500) NOT NULL DEFAULT '',
    -- When one with a corrected name took its place.
    replaced_at   DATETIME(6)  NULL,
    newest        TINYINT      GENERATED ALWAYS AS (CASE WHEN replaced_at IS NULL THEN 1 END) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY uq_certificates_enrolment (enrolment_id, newest),
    UNIQUE KEY uq_certificates_code (code),
    KEY ix_certificates_revoked (revoked_at, id),
    CONSTRAINT fk_certificates_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolments (id),
    CONSTRAINT fk_certificates_version FOREIGN KEY (version_id) REFERENCES course_versions (id),
    CONSTRAINT fk_certificates_revoked_by FOREIGN KEY (revoked_by) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What credentials are signed with. The newest that this installation's secret opens signs; the public half of each
-- stays, so that what it signed can be checked for ever.
CREATE TABLE IF NOT EXISTS credential_keys (
    -- Its thumbprint (RFC 7638).
    id          CHAR(43)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- PEM, sealed (domain/security/encryption.py).
    private_key TEXT        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- JWK, as JSON.
    public_key  TEXT        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at  DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_credential_keys_newest (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- With a key a program calls for the person who made it. The rows stay for good, so that a key that turns up years
-- later is known for what it was.
CREATE TABLE IF NOT EXISTS api_keys (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    user_id         BIGINT       NOT NULL,
    name            VARCHAR(100) NOT NULL,
    -- The part of the key that is no secret.
    lookup          CHAR(12)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- HMAC-SHA256 of the whole key under one of API_KEY_SALT.
    digest          BINARY(32)   NOT NULL,
    -- Separated by spaces.
    scopes          VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Calls an hour; null: as many as any key has.
    quota           INT          NULL,
    -- That of the request that made it, for letters.
    language        CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- How long it lives, and whoever takes its place.
    days            SMALLINT     NOT NULL,
    created_at      DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    expires_at      DATETIME(6)  NOT NULL,
    -- When the next letter about its end is due; null: no more.
    warn_at         DATETIME(6)  NULL,
    -- Written once a minute at most.
    last_used_at    DATETIME(6)  NULL,
    last_used_from  VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- The key that takes its place, and until when both are good.
    rotated_to      BIGINT       NULL,
    overlap_ends_at DATETIME(6)  NULL,
    revoked_at      DATETIME(6)  NULL,
    reason          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (id),
    -- What each call with a key asks.
    UNIQUE KEY uq_api_keys_lookup (lookup),
    KEY ix_api_keys_user (user_id, id),
    -- The letters that are due.
    KEY ix_api_keys_warn (warn_at, id),
    CONSTRAINT fk_api_keys_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT fk_api_keys_rotated_to FOREIGN KEY (rotated_to) REFERENCES api_keys (id),
    CONSTRAINT ck_api_keys_reason CHECK (reason IN ('revoked', 'leaked', 'deactivated', 'role_lost'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Who changed what: written in the transaction of the change. Rows are only ever added, and refer to nothing, because
-- what they tell of may go.
CREATE TABLE IF NOT EXISTS audit_entries (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    at         DATETIME(6)  NOT NULL,
    -- NULL: a visitor, or the service itself.
    user_id    BIGINT       NULL,
    -- The API key that a program called with.
    key_id     BIGINT       NULL,
    address    VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_id VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    operation  VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The row that changed, the values of its key with colons between. Empty where access was denied.
    table_name VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    row_id     VARCHAR(191) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    -- What was denied: the method and the route's template.
    route      VARCHAR(191) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    -- JSON by column: of a change those that it changed. Never a secret.
    old_values MEDIUMTEXT   NULL,
    new_values MEDIUMTEXT   NULL,
    -- The name of the key that signed it, and the signature (domain/security/audit_signature.py).
    signer     BINARY(8)    NOT NULL,
    signature  BINARY(32)   NOT NULL,
    PRIMARY KEY (id),
    -- Newest first: of all, of a person, of a key, of a row, of a kind; and those of a call.
    KEY ix_audit_entries_at (at, id),
    KEY ix_audit_entries_user (user_id, at, id),
    KEY ix_audit_entries_key (key_id, at, id),
    KEY ix_audit_entries_row (table_name, row_id, at, id),
    KEY ix_audit_entries_operation (operation, at, id),
    KEY ix_audit_entries_request (request_id),
    CONSTRAINT ck_audit_entries_operation CHECK (operation IN ('INSERT', 'UPDATE', 'DELETE', 'DENIED'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- The chain over the entries, in the order in which they were found committed.
CREATE TABLE IF NOT EXISTS audit_seals (
    number    BIGINT      NOT NULL,
    entry_id  BIGINT      NOT NULL,
    link      BINARY(32)  NOT NULL,
    signer    BINARY(8)   NOT NULL,
    signature BINARY(32)  NOT NULL,
    sealed_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (number),
    UNIQUE KEY uq_audit_seals_entry (entry_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- The last seal, so that a chain that was cut off shows. Locked by who seals.
CREATE TABLE IF NOT EXISTS audit_head (
    id        TINYINT    NOT NULL,
    number    BIGINT     NOT NULL,
    link      BINARY(32) NOT NULL,
    signer    BINARY(8)  NOT NULL,
    signature BINARY(32) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Which steps of migrations/ are done, and how far. The runner creates this table and the next one before all others.
CREATE TABLE IF NOT EXISTS schema_migrations (
    version         INT          NOT NULL,
    name            VARCHAR(128) NOT NULL,
    statements_done INT          NOT NULL,
    started_at      DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    -- SHA-256 of the step's file, which never changes afterwards.
    checksum        CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- The step that a running process must know since this one, because it took something away.
    oldest_release  INT          NULL,
    PRIMARY KEY (version)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Locks between processes, held until they expire. GET_LOCK is local to a node of a cluster.
CREATE TABLE IF NOT EXISTS leases (
    name       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner      CHAR(32)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Backups: what was made, when, and what went wrong. The archives themselves are at BACKUP_TO.
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

-- What happened to documents, for programs that follow along.
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
    -- Why it is not active: owner, failing, gone or password_reset.
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
