"""The files of courses as the database knows them; the bytes lie elsewhere."""

from __future__ import annotations

from collections.abc import Collection

import db


@db.transactional()
def keep(file_id: str, size: int) -> None:
    """Makes the file known, or young again, so that no sweep takes it for an hour.

    To be called before it is written, and that before anything refers to it.
    """
    db.execute(
        """
        INSERT INTO course_files (id, size)
        VALUES (%s, %s)
        ON DUPLICATE KEY UPDATE size = VALUES(size), used_at = UTC_TIMESTAMP(6)
        """,
        (file_id, size),
    )


def unused(limit: int) -> list[str]:
    """The ids of files that no course refers to and nobody has sent for an hour."""
    rows = db.fetch_all(
        """
        SELECT   f.id
        FROM     course_files f FORCE INDEX (ix_course_files_age)
        WHERE    f.used_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR
                 AND NOT EXISTS (SELECT 1 FROM course_contents c WHERE c.file_id = f.id)
                 AND NOT EXISTS (SELECT 1 FROM version_contents v WHERE v.file_id = f.id)
        ORDER BY f.used_at
        LIMIT    %s
        """,
        (limit,),
    )
    return [row["id"] for row in rows]


def forget(file_id: str) -> bool:
    """Deletes the row of a file that is still unused; its lock lasts as long as the caller's transaction."""
    locked = db.fetch_one(
        """
        SELECT f.id
        FROM   course_files f FORCE INDEX (PRIMARY)
        WHERE  f.id = %s AND f.used_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR
        FOR UPDATE
        """,
        (file_id,),
    )
    # Whoever refers to the row locks it, so that nobody can begin to while it is locked here.
    if locked is None or db.fetch_value(
        """
        SELECT EXISTS (SELECT 1 FROM course_contents WHERE file_id = %s)
               OR EXISTS (SELECT 1 FROM version_contents WHERE file_id = %s) AS used
        """,
        (file_id, file_id),
    ):
        return False
    db.execute(
        """
        DELETE FROM course_files
        WHERE  id = %s
        """,
        (file_id,),
    )
    return True


@db.transactional()
def adopt(file_ids: Collection[str]) -> int:
    """Gives a row to files that have none, so that they are swept like all others; how many had none."""
    known = db.fetch_all(
        f"""
        SELECT id
        FROM   course_files
        WHERE  id IN ({db.marks(len(file_ids))})
        """,
        list(file_ids),
    )
    strays = sorted(set(file_ids) - {row["id"] for row in known})
    for file_id in strays:
        db.execute(
            """
            INSERT IGNORE INTO course_files (id, size, used_at)
            VALUES (%s, 0, UTC_TIMESTAMP(6) - INTERVAL 1 DAY)
            """,
            (file_id,),
        )
    return len(strays)
