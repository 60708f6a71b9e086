-- Courses: drafts and versions, learners and what they did, certificates.

CREATE TABLE courses (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    owner_id    BIGINT       NOT NULL,
    title       VARCHAR(200) NOT NULL,
    summary     VARCHAR(500) NOT NULL DEFAULT '',
    description TEXT         NOT NULL,
    language    CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'id',
    sequential  BOOLEAN      NOT NULL DEFAULT FALSE,
    product_id  BIGINT       NULL,
    version_id  BIGINT       NULL,
    listed      BOOLEAN      NOT NULL DEFAULT TRUE,
    revision    BIGINT       NOT NULL DEFAULT 1,
    created_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    deleted_at  DATETIME(6)  NULL,
    open        TINYINT      GENERATED ALWAYS AS
                (CASE WHEN version_id IS NOT NULL AND listed AND deleted_at IS NULL THEN 1 ELSE 0 END) STORED,
    PRIMARY KEY (id),
    KEY ix_courses_open (open, id),
    KEY ix_courses_owner (owner_id, id),
    KEY ix_courses_product (product_id),
    CONSTRAINT fk_courses_owner FOREIGN KEY (owner_id) REFERENCES users (id),
    CONSTRAINT fk_courses_product FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT ck_courses_language CHECK (language IN ('id', 'en'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE course_prerequisites (
    course_id   BIGINT NOT NULL,
    required_id BIGINT NOT NULL,
    PRIMARY KEY (course_id, required_id),
    KEY ix_course_prerequisites_required (required_id),
    CONSTRAINT fk_course_prerequisites_course FOREIGN KEY (course_id) REFERENCES courses (id),
    CONSTRAINT fk_course_prerequisites_required FOREIGN KEY (required_id) REFERENCES courses (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE course_sections (
    id        BIGINT       NOT NULL AUTO_INCREMENT,
    course_id BIGINT       NOT NULL,
    position  INT          NOT NULL,
    title     VARCHAR(200) NOT NULL,
    PRIMARY KEY (id),
    KEY ix_course_sections_order (course_id, position, id),
    CONSTRAINT fk_course_sections_course FOREIGN KEY (course_id) REFERENCES courses (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE course_files (
    id         CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    size       BIGINT      NOT NULL,
    used_at    DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_course_files_age (used_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE course_contents (
    id            BIGINT       NOT NULL AUTO_INCREMENT,
    course_id     BIGINT       NOT NULL,
    section_id    BIGINT       NULL,
    position      INT          NOT NULL,
    kind          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    title         VARCHAR(200) NOT NULL,
    body          MEDIUMTEXT   NOT NULL,
    file_id       CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    file_name     VARCHAR(255) NULL,
    required      BOOLEAN      NOT NULL DEFAULT TRUE,
    move_on       VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    mastery_score TINYINT      NULL,
    minutes       INT          NULL,
    prerequisites TEXT         NOT NULL,
    created_at    DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at    DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_course_contents_order (section_id, position, id),
    KEY ix_course_contents_course (course_id, id),
    KEY ix_course_contents_file (file_id),
    CONSTRAINT fk_course_contents_course FOREIGN KEY (course_id) REFERENCES courses (id),
    CONSTRAINT fk_course_contents_section FOREIGN KEY (section_id) REFERENCES course_sections (id),
    CONSTRAINT fk_course_contents_file FOREIGN KEY (file_id) REFERENCES course_files (id),
    CONSTRAINT ck_course_contents_kind CHECK (kind IN ('text', 'video', 'file', 'quiz')),
    CONSTRAINT ck_course_contents_move_on
        CHECK (move_on IN ('Passed', 'Completed', 'CompletedAndPassed', 'CompletedOrPassed', 'NotApplicable')),
    CONSTRAINT ck_course_contents_mastery CHECK (mastery_score BETWEEN 0 AND 100)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE course_versions (
    id               BIGINT       NOT NULL AUTO_INCREMENT,
    course_id        BIGINT       NOT NULL,
    number           INT          NOT NULL,
    title            VARCHAR(200) NOT NULL,
    summary          VARCHAR(500) NOT NULL,
    description      TEXT         NOT NULL,
    description_html MEDIUMTEXT   NOT NULL,
    language         CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sequential       BOOLEAN      NOT NULL,
    prerequisites    TEXT         NOT NULL,
    published_by     BIGINT       NOT NULL,
    published_at     DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uq_course_versions_number (course_id, number),
    CONSTRAINT fk_course_versions_course FOREIGN KEY (course_id) REFERENCES courses (id),
    CONSTRAINT fk_course_versions_published_by FOREIGN KEY (published_by) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE version_contents (
    version_id    BIGINT       NOT NULL,
    place         INT          NOT NULL,
    content_id    BIGINT       NOT NULL,
    section       INT          NOT NULL,
    section_title VARCHAR(200) NOT NULL,
    kind          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    title         VARCHAR(200) NOT NULL,
    body          MEDIUMTEXT   NOT NULL,
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

CREATE TABLE enrolments (
    id           BIGINT      NOT NULL AUTO_INCREMENT,
    user_id      BIGINT      NOT NULL,
    course_id    BIGINT      NOT NULL,
    percent      TINYINT     NOT NULL DEFAULT 0,
    seconds      BIGINT      NOT NULL DEFAULT 0,
    content_id   BIGINT      NULL,
    enrolled_at  DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    started_at   DATETIME(6) NULL,
    active_at    DATETIME(6) NULL,
    completed_at DATETIME(6) NULL,
    version_id   BIGINT      NULL,
    left_at      DATETIME(6) NULL,
    state        VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
                 (CASE WHEN completed_at IS NOT NULL THEN 'completed' WHEN left_at IS NOT NULL THEN 'left'
                       WHEN started_at IS NOT NULL THEN 'in_progress' ELSE 'not_started' END) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY uq_enrolments_user (user_id, course_id),
    KEY ix_enrolments_course (course_id, id),
    KEY ix_enrolments_cohort (course_id, enrolled_at, completed_at),
    KEY ix_enrolments_state (course_id, state, percent),
    CONSTRAINT fk_enrolments_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT fk_enrolments_course FOREIGN KEY (course_id) REFERENCES courses (id),
    CONSTRAINT fk_enrolments_content FOREIGN KEY (content_id) REFERENCES course_contents (id),
    CONSTRAINT fk_enrolments_version FOREIGN KEY (version_id) REFERENCES course_versions (id),
    CONSTRAINT ck_enrolments_percent CHECK (percent BETWEEN 0 AND 100)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE progress (
    enrolment_id  BIGINT       NOT NULL,
    content_id    BIGINT       NOT NULL,
    percent       TINYINT      NOT NULL DEFAULT 0,
    position      DOUBLE       NULL,
    positioned_at DATETIME(6)  NULL,
    seconds       BIGINT       NOT NULL DEFAULT 0,
    score         TINYINT      NULL,
    started_at    DATETIME(6)  NOT NULL,
    completed_at  DATETIME(6)  NULL,
    passed_at     DATETIME(6)  NULL,
    waived_at     DATETIME(6)  NULL,
    waived_by     BIGINT       NULL,
    waiver        VARCHAR(500) NOT NULL DEFAULT '',
    satisfied_at  DATETIME(6)  NULL,
    updated_at    DATETIME(6)  NOT NULL,
    PRIMARY KEY (enrolment_id, content_id),
    KEY ix_progress_content (content_id, satisfied_at),
    CONSTRAINT fk_progress_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolments (id),
    CONSTRAINT fk_progress_content FOREIGN KEY (content_id) REFERENCES course_contents (id),
    CONSTRAINT fk_progress_waived_by FOREIGN KEY (waived_by) REFERENCES users (id),
    CONSTRAINT ck_progress_percent CHECK (percent BETWEEN 0 AND 100 AND score BETWEEN 0 AND 100)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE progress_visits (
    enrolment_id BIGINT      NOT NULL,
    content_id   BIGINT      NOT NULL,
    visit        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seconds      INT         NOT NULL,
    PRIMARY KEY (enrolment_id, content_id, visit),
    CONSTRAINT fk_progress_visits_progress
        FOREIGN KEY (enrolment_id, content_id) REFERENCES progress (enrolment_id, content_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE learning_days (
    course_id    BIGINT   NOT NULL,
    day          DATE     NOT NULL,
    enrolment_id BIGINT   NOT NULL,
    cohort       DATE     NOT NULL,
    week         SMALLINT NOT NULL,
    PRIMARY KEY (course_id, day, enrolment_id),
    KEY ix_learning_days_cohort (course_id, cohort, week, enrolment_id),
    KEY ix_learning_days_enrolment (enrolment_id),
    CONSTRAINT fk_learning_days_course FOREIGN KEY (course_id) REFERENCES courses (id),
    CONSTRAINT fk_learning_days_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolments (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE content_counts (
    content_id BIGINT NOT NULL,
    started    BIGINT NOT NULL DEFAULT 0,
    satisfied  BIGINT NOT NULL DEFAULT 0,
    seconds    BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (content_id),
    CONSTRAINT fk_content_counts_content FOREIGN KEY (content_id) REFERENCES course_contents (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE quiz_attempts (
    id           BIGINT      NOT NULL AUTO_INCREMENT,
    enrolment_id BIGINT      NOT NULL,
    content_id   BIGINT      NOT NULL,
    version_id   BIGINT      NOT NULL,
    number       INT         NOT NULL,
    questions    TEXT        NOT NULL,
    answers      MEDIUMTEXT  NULL,
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

CREATE TABLE certificates (
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
    PRIMARY KEY (id),
    UNIQUE KEY uq_certificates_enrolment (enrolment_id),
    UNIQUE KEY uq_certificates_code (code),
    KEY ix_certificates_revoked (revoked_at, id),
    CONSTRAINT fk_certificates_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolments (id),
    CONSTRAINT fk_certificates_version FOREIGN KEY (version_id) REFERENCES course_versions (id),
    CONSTRAINT fk_certificates_revoked_by FOREIGN KEY (revoked_by) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE credential_keys (
    id          CHAR(43)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    private_key TEXT        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    public_key  TEXT        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at  DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_credential_keys_newest (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
