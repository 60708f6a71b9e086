-- The shop's own name and logo. The version before knows nothing of them; its sweep can't delete the logo's row.

CREATE TABLE shop (
    id         TINYINT      NOT NULL,
    name       VARCHAR(100) NULL,
    logo_id    CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    revision   INT          NOT NULL DEFAULT 1,
    updated_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_shop_logo (logo_id),
    CONSTRAINT fk_shop_logo FOREIGN KEY (logo_id) REFERENCES pictures (id),
    CONSTRAINT ck_shop_one CHECK (id = 1)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
