-- Courses that are sold: what sells one has no stock, and who paid is in it by the sale. Their owners let learners go and
-- come, give them attempts and time, and correct the name of a certificate.

ALTER TABLE products
    ADD COLUMN stocked BOOLEAN NOT NULL DEFAULT TRUE AFTER stock;

UPDATE products p
JOIN   courses c ON c.product_id = p.id
SET    p.stocked = FALSE, p.updated_at = p.updated_at
WHERE  p.stocked;

ALTER TABLE products
    ADD COLUMN in_stock TINYINT GENERATED ALWAYS AS (CASE WHEN stock > 0 OR NOT stocked THEN 1 ELSE 0 END) STORED
               AFTER stocked,
    ADD KEY ix_products_in_stock (listed, in_stock, id);

ALTER TABLE transaction_items
    ADD COLUMN stocked BOOLEAN NOT NULL DEFAULT TRUE AFTER sold_at;

ALTER TABLE enrolments
    ADD COLUMN transaction_id BIGINT       NULL AFTER left_at,
    ADD COLUMN removed_at     DATETIME(6)  NULL AFTER transaction_id,
    ADD COLUMN removed_by     BIGINT       NULL AFTER removed_at,
    ADD COLUMN removal        VARCHAR(500) NOT NULL DEFAULT '' AFTER removed_by,
    ADD KEY ix_enrolments_paid (course_id, transaction_id),
    ADD KEY ix_enrolments_transaction (transaction_id),
    ADD CONSTRAINT fk_enrolments_transaction FOREIGN KEY (transaction_id) REFERENCES transactions (id),
    ADD CONSTRAINT fk_enrolments_removed_by FOREIGN KEY (removed_by) REFERENCES users (id);

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

ALTER TABLE certificates
    ADD COLUMN replaced_at DATETIME(6) NULL AFTER reason,
    ADD COLUMN newest      TINYINT GENERATED ALWAYS AS (CASE WHEN replaced_at IS NULL THEN 1 END) STORED AFTER replaced_at;

ALTER TABLE certificates
    DROP KEY uq_certificates_enrolment,
    ADD UNIQUE KEY uq_certificates_enrolment (enrolment_id, newest);
