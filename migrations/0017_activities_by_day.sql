-- Who was active on which day, for the overview of the platform.

ALTER TABLE activities
    ADD KEY ix_activities_newest (created_at, type, user_id);
