-- People: the log in one order for every filter, the admins' list, the language of who asks for a role.

SET SESSION innodb_ft_enable_stopword = OFF;

ALTER TABLE activities
    DROP KEY ix_activities_user,
    DROP KEY ix_activities_type,
    ADD KEY ix_activities_type (user_id, type, created_at, id);

ALTER TABLE users
    ADD KEY ix_users_newest (created_at, id),
    ADD KEY ix_users_active (active, created_at, id),
    ADD KEY ix_users_name (name),
    ADD FULLTEXT KEY ft_users_words (name);

ALTER TABLE role_requests
    ADD COLUMN language CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'id' AFTER note;
