"""Allowances: attempts and minutes that the owner of a course grants a learner beyond the limits of a quiz."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import db
from queries.accounts import activities
from queries.system import audit


class Allowance(NamedTuple):
    """More attempts, and more minutes in each of them."""

    attempts: int
    minutes: int
    reason: str


NO_ALLOWANCE = Allowance(0, 0, "")


def get(enrolment_id: int, content_id: int) -> Allowance:
    """Return the learner's allowance at the quiz."""
    row = db.fetch_one(
        """
        SELECT attempts, minutes, reason
        FROM   quiz_allowances
        WHERE  enrolment_id = %s AND content_id = %s
        """,
        (enrolment_id, content_id),
    )
    return Allowance(**row) if row else NO_ALLOWANCE


def write(enrolment_id: int, content_id: int, before: Allowance, after: Allowance, by: int, now: datetime) -> None:
    """Replace the allowance `before` of a locked enrolment."""
    row = {**after._asdict(), "granted_by": by, "granted_at": now}
    db.execute(
        f"""
        INSERT INTO quiz_allowances (enrolment_id, content_id, {", ".join(row)})
        VALUES {db.placeholders(1, 2 + len(row))}
        ON DUPLICATE KEY UPDATE {", ".join(f"{column} = VALUES({column})" for column in row)}
        """,
        [enrolment_id, content_id, *row.values()],
    )
    row_id = (enrolment_id, content_id)
    if before == NO_ALLOWANCE:
        audit.write("INSERT", "quiz_allowances", row_id, new=after._asdict())
    else:
        audit.write("UPDATE", "quiz_allowances", row_id, before._asdict(), after._asdict())
    activities.write("quiz_allowed", content_id, after.reason)
