"""Certificates: one for each completion. Anyone who knows a code may verify it."""

from __future__ import annotations

from datetime import datetime

import db
from domain.courses import Version, certificate
from domain.courses.certificate import Certificate
from problems import Problem
from queries.accounts import activities
from queries.courses import versions
from queries.system import audit, emails

# The tables in join order: from the certificate to its holder and its course.
COLUMNS = """c.id, c.code, c.learner_name, c.course_title, c.issued_at, c.revoked_at, c.reason, c.version_id,
         c.enrolment_id, v.course_id, v.language, v.summary, e.user_id, k.owner_id, u.email,
         (SELECT n.code
          FROM   certificates n
          WHERE  n.enrolment_id = c.enrolment_id AND n.newest = 1 AND c.replaced_at IS NOT NULL) AS replaced_by"""
TABLES = """certificates c
    JOIN     enrolments e ON e.id = c.enrolment_id
    JOIN     course_versions v ON v.id = c.version_id
    JOIN     courses k ON k.id = e.course_id
    JOIN     users u ON u.id = e.user_id"""


def issue(enrolment_id: int, user_id: int, version: Version, now: datetime) -> str:
    """Issue a certificate in the transaction that completes the locked enrolment, and return its code.

    The holder gets an e-mail if they have a verified address.
    """
    code = create(enrolment_id, user_id, version, now)
    emails.notify(user_id, "certificate_issued", version.language, {"course": version.title, "code": code})
    return code


def create(enrolment_id: int, user_id: int, version: Version, now: datetime) -> str:
    """Create a certificate without an e-mail, and return its code.

    It keeps the names of this moment, even if its holder or course is renamed.
    """
    code = certificate.generate_code()
    certificate_id = db.insert(
        """
        INSERT INTO certificates (enrolment_id, code, learner_name, course_title, version_id, issued_at)
        SELECT %s, %s, u.name, %s, %s, %s
        FROM   users u
        WHERE  u.id = %s
        """,
        (enrolment_id, code, version.title, version.id, now, user_id),
    )
    new = {"enrolment_id": enrolment_id, "code": code, "course_title": version.title, "version_id": version.id}
    audit.write("INSERT", "certificates", certificate_id, new=new)
    return code


def get(code: str) -> db.Row:
    """Return the certificate with its course's language, summary and owner, and its holder, or raise a 404."""
    row = db.fetch_one(
        f"""
        SELECT   {COLUMNS}
        FROM     {TABLES}
        WHERE    c.code = %s
        """,
        (code,),
    )
    if row is None:
        raise Problem("certificate_not_found")
    return row


def get_for_export(code: str, requested_by: int | None) -> Certificate:
    """Return the certificate for a PDF or credential. A revoked one is a 410.

    It is a 404 unless `requested_by` is its holder, its course's owner, or None.
    """
    row = get(code)
    if requested_by not in (None, row["user_id"], row["owner_id"]):
        raise Problem("certificate_not_found")
    if row["revoked_at"] is not None:
        raise Problem("certificate_revoked")
    return Certificate(
        code=row["code"],
        learner_name=row["learner_name"],
        learner_email=row["email"],
        course_title=row["course_title"],
        course_summary=row["summary"],
        language=row["language"],
        version=versions.get(row["version_id"]),
        issued_at=row["issued_at"],
    )


def page(user_id: int, before: int, limit: int) -> list[db.Row]:
    """Return the user's certificates with ids below `before`, newest first."""
    return db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     {TABLES}
        WHERE    e.user_id = %s AND c.id < %s
        ORDER BY c.id DESC
        LIMIT    %s
        """,
        (user_id, before, limit),
    )


@db.transactional()
def revoke(code: str, owner_id: int | None, reason: str, by: int) -> None:
    """Revoke a certificate of a course of this owner (None: any) for good and e-mail the reason to its holder.

    Another owner's certificate is a 404, a revoked one a 410.
    """
    row = get(code)
    if owner_id not in (None, row["owner_id"]):
        raise Problem("certificate_not_found")
    with audit.changing("certificates", row["id"]):
        revoked = db.execute(
            """
            UPDATE certificates FORCE INDEX (PRIMARY)
            SET    revoked_at = UTC_TIMESTAMP(6), revoked_by = %s, reason = %s
            WHERE  id = %s AND revoked_at IS NULL
            """,
            (by, reason, row["id"]),
        )
    if not revoked:
        raise Problem("certificate_revoked")
    activities.write("certificate_revoked", row["id"], f"{code}: {reason}")
    words = {
        "name": row["learner_name"],
        "course": row["course_title"],
        "code": certificate.format_code(code),
        "reason": reason,
    }
    emails.notify(row["user_id"], "certificate_revoked", row["language"], words)


@db.transactional()
def reissue(code: str, owner_id: int | None, learner_name: str, reason: str, by: int) -> str:
    """Reissue a certificate of a course of this owner (None: any) with a corrected name. Return its code.

    It keeps the date of the completion. The old code is revoked for good and refers its holder to the new one, whom an
    e-mail tells. Another owner's certificate is a 404, a revoked one a 410.
    """
    row = get(code)
    if owner_id not in (None, row["owner_id"]):
        raise Problem("certificate_not_found")
    with audit.changing("certificates", row["id"]):
        replaced = db.execute(
            """
            UPDATE certificates FORCE INDEX (PRIMARY)
            SET    revoked_at = UTC_TIMESTAMP(6), revoked_by = %s, reason = %s, replaced_at = UTC_TIMESTAMP(6)
            WHERE  id = %s AND revoked_at IS NULL
            """,
            (by, reason, row["id"]),
        )
    if not replaced:
        raise Problem("certificate_revoked")
    new = {name: row[name] for name in ("enrolment_id", "course_title", "version_id", "issued_at")}
    new |= {"code": certificate.generate_code(), "learner_name": learner_name}
    certificate_id = db.insert(
        f"""
        INSERT INTO certificates ({", ".join(new)})
        VALUES {db.placeholders(1, len(new))}
        """,
        [*new.values()],
    )
    audit.write("INSERT", "certificates", certificate_id, new=new)
    activities.write("certificate_reissued", certificate_id, f"{code}: {reason}")
    words = {
        "course": row["course_title"],
        "learner_name": learner_name,
        "reason": reason,
        "code": new["code"],
        "old_code": code,
    }
    emails.notify(row["user_id"], "certificate_reissued", row["language"], words)
    return str(new["code"])


def list_revoked() -> list[str]:
    """Return the codes of all revoked certificates in the order of revocation."""
    rows = db.fetch_all(
        """
        SELECT   code
        FROM     certificates FORCE INDEX (ix_certificates_revoked)
        WHERE    revoked_at IS NOT NULL
        ORDER BY revoked_at, id
        """
    )
    return [row["code"] for row in rows]
