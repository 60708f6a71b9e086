"""Rows of course files; their bytes are in the file store."""

from __future__ import annotations

import db
from queries.system.stored_files import StoredFiles

FILES = StoredFiles(
    "course_files",
    "ix_course_files_age",
    ("size",),
    (("course_contents", "file_id"), ("version_contents", "file_id")),
)


@db.transactional()
def keep(file_id: str, size: int) -> None:
    """Insert the row of a file, or renew it, so that the clean-up keeps it for an hour.

    Call this before the file is written and before anything refers to it.
    """
    db.execute(
        """
        INSERT INTO course_files (id, size)
        VALUES (%s, %s)
        ON DUPLICATE KEY UPDATE size = VALUES(size), used_at = UTC_TIMESTAMP(6)
        """,
        (file_id, size),
    )
