"""Certificates: one a completion."""

from __future__ import annotations

import secrets
from datetime import datetime

import db
from learning import Version

# Crockford's base 32: no letter that is taken for another.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def issue(enrolment_id: int, user_id: int, version: Version, now: datetime) -> str:
    """The code of a new certificate, in the transaction that completes the enrolment, which is locked.

    The names are those of this moment: what a certificate says does not change with its holder or its course.
    """
    code = "".join(secrets.choice(ALPHABET) for _ in range(26))
    db.execute(
        """
        INSERT INTO certificates (enrolment_id, code, learner_name, course_title, version_id, issued_at)
        SELECT %s, %s, u.name, %s, %s, %s
        FROM   users u
        WHERE  u.id = %s
        """,
        (enrolment_id, code, version.title, version.id, now, user_id),
    )
    return code
