-- When the password was typed once more in a session.

ALTER TABLE sessions
    ADD COLUMN confirmed_at DATETIME(6) NULL;
