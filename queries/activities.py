"""What people did, for their own eyes."""

from __future__ import annotations

import db
from queries import acting


def write(type: str, subject_id: int | None = None, detail: str = "", user_id: int | None = None) -> None:
    """Adds a line to the log of who acts (or of `user_id`), in the caller's transaction; a visitor has no log.

    `type` is one of TYPES; `subject_id` is the id of what it was about.
    """
    actor = acting.now()
    whose = user_id if user_id is not None else actor.user_id
    if whose is None:
        return
    db.execute(
        """
        INSERT INTO activities (user_id, type, subject_id, detail, address)
        VALUES (%s, %s, %s, %s, %s)
        """,
        (whose, type, subject_id, detail[:500], actor.address[:45]),
    )
