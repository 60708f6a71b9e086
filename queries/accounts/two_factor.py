"""Second factors, the codes that stand in for them, and the roles that ask for one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import db
from problems import Problem
from queries.accounts import activities, one_time_links, users
from queries.system import audit, emails

# Who has begun to set up an app and did not go on begins anew.
PENDING_MINUTES = 60


def state(user_id: int) -> db.Row:
    """`enabled_at` (None where there is none), `recovery_codes` that are left, and whether a role has it `required`."""
    row = db.fetch_one(
        """
        SELECT (SELECT f.enabled_at
                FROM   second_factors f
                WHERE  f.user_id = u.id) AS enabled_at,
               (SELECT COUNT(*)
                FROM   recovery_codes c
                WHERE  c.user_id = u.id AND c.used_at IS NULL) AS recovery_codes,
               EXISTS (SELECT 1
                       FROM   second_factor_policy n
                       JOIN   user_roles r ON r.user_id = u.id AND FIND_IN_SET(r.role, n.roles)
                       WHERE  n.id = 1) AS required
        FROM   users u
        WHERE  u.id = %s
        """,
        (user_id,),
    )
    assert row is not None
    return row


@db.transactional()
def begin(user_id: int, sealed_secret: str) -> None:
    """Keeps the secret of an app that is being set up, instead of one that was before; a 409 where one counts."""
    users.lock(user_id)
    if enabled(user_id):
        raise Problem("second_factor_enabled")
    with audit.changing("second_factors", user_id):
        db.execute(
            """
            INSERT INTO second_factors (user_id, secret)
            VALUES (%s, %s)
            ON DUPLICATE KEY UPDATE secret = VALUES(secret), created_at = UTC_TIMESTAMP(6)
            """,
            (user_id, sealed_secret),
        )


def pending(user_id: int) -> str:
    """The sealed secret of the app that is being set up, or a 409 where there is none."""
    found = db.fetch_value(
        """
        SELECT secret
        FROM   second_factors
        WHERE  user_id = %s AND enabled_at IS NULL AND created_at > UTC_TIMESTAMP(6) - INTERVAL %s MINUTE
        """,
        (user_id, PENDING_MINUTES),
    )
    if found is None:
        raise Problem("second_factor_not_begun")
    return str(found)


def enabled(user_id: int) -> str | None:
    """The sealed secret of the person's app, or None where none counts."""
    found = db.fetch_value(
        """
        SELECT secret
        FROM   second_factors
        WHERE  user_id = %s AND enabled_at IS NOT NULL
        """,
        (user_id,),
    )
    return str(found) if found is not None else None


@db.transactional()
def confirm(
    user_id: int, sealed_secret: str, step: int, digests: Sequence[bytes], session_id: str | None, language: str
) -> None:
    """Makes the app count after its first right code, with a set of recovery codes; other sessions end.

    A 409 where the app is not the one that was begun last. No session that began with a password alone goes on
    but this one.
    """
    users.lock(user_id)
    with audit.changing("second_factors", user_id):
        confirmed = db.execute(
            """
            UPDATE second_factors
            SET    enabled_at = UTC_TIMESTAMP(6), last_step = %s
            WHERE  user_id = %s AND enabled_at IS NULL AND secret = %s
            """,
            (step, user_id, sealed_secret),
        )
    if not confirmed:
        raise Problem("second_factor_not_begun")
    _put_recovery_codes(user_id, digests)
    users.end_sessions(user_id, session_id)
    activities.write("second_factor_enabled", user_id=user_id)
    emails.tell(user_id, "second_factor_on", language, {})


@db.transactional()
def use_step(user_id: int, step: int, renewed_secret: str | None) -> bool:
    """Takes the code of this time step, once; False where it or a later one was taken before.

    The secret is kept as `renewed_secret`, if given: sealed by a newer key.
    """
    return bool(
        db.execute(
            """
            UPDATE second_factors
            SET    last_step = %s, secret = COALESCE(%s, secret)
            WHERE  user_id = %s AND enabled_at IS NOT NULL AND last_step < %s
            """,
            (step, renewed_secret, user_id, step),
        )
    )


@db.transactional()
def use_recovery_code(user_id: int, digests: Sequence[bytes]) -> bool:
    """Takes a recovery code, known by one of its digests, once; False where it is none or was taken before."""
    used = db.execute(
        f"""
        UPDATE recovery_codes FORCE INDEX (PRIMARY)
        SET    used_at = UTC_TIMESTAMP(6)
        WHERE  user_id = %s AND digest IN ({", ".join(["_binary %s"] * len(digests))}) AND used_at IS NULL
        """,
        [user_id, *digests],
    )
    if used:
        activities.write("recovery_code_used", user_id=user_id)
    return bool(used)


@db.transactional()
def renew_recovery_codes(user_id: int, digests: Sequence[bytes]) -> None:
    """A new set of recovery codes; those before it are dead."""
    users.lock(user_id)
    if not enabled(user_id):
        raise Problem("second_factor_missing")
    _put_recovery_codes(user_id, digests)
    audit.write("INSERT", "recovery_codes", user_id, new={"codes": len(digests)})
    activities.write("recovery_codes_renewed", user_id=user_id)


@db.transactional()
def remove(user_id: int, language: str) -> None:
    """Takes the second factor off and tells the person by letter; a 409 where there is none."""
    users.lock(user_id)
    with audit.changing("second_factors", user_id):
        removed = db.execute(
            """
            DELETE FROM second_factors
            WHERE       user_id = %s AND enabled_at IS NOT NULL
            """,
            (user_id,),
        )
    if not removed:
        raise Problem("second_factor_missing")
    _put_recovery_codes(user_id, ())
    activities.write("second_factor_disabled", user_id=user_id)
    emails.tell(user_id, "second_factor_off", language, {})


def discard(user_id: int) -> bool:
    """Delete what somebody else has set up, in the caller's transaction; whether it counted. No letter is sent."""
    counted = enabled(user_id) is not None
    with audit.changing("second_factors", user_id, by=user_id):
        db.execute(
            """
            DELETE FROM second_factors
            WHERE       user_id = %s
            """,
            (user_id,),
        )
    _put_recovery_codes(user_id, ())
    return counted


@db.transactional()
def reset(user_id: int, language: str, by: int | None) -> None:
    """Takes it off somebody who has lost it, whose sessions end; None for `by` is whoever runs the server."""
    remove(user_id, language)
    users.end_sessions(user_id)
    one_time_links.end(user_id)
    if by is not None:
        activities.write("second_factor_reset", user_id, user_id=by)


def required_roles() -> list[str]:
    """The roles that ask for a second factor, the highest first."""
    found = db.fetch_value(
        """
        SELECT roles
        FROM   second_factor_policy
        WHERE  id = 1
        """
    )
    return [role for role in users.ROLES if role in str(found or "").split(",")]


@db.transactional()
def require(roles: Collection[str], by: int) -> None:
    """Sets the roles that ask for a second factor; a 409 where who asks it of others has none."""
    users.lock(by)
    if roles and not enabled(by):
        raise Problem("second_factor_missing")
    wanted = ",".join(role for role in users.ROLES if role in roles)
    with audit.changing("second_factor_policy", 1):
        db.execute(
            """
            INSERT INTO second_factor_policy (id, roles, changed_by)
            VALUES (1, %s, %s)
            ON DUPLICATE KEY UPDATE roles = VALUES(roles), changed_by = VALUES(changed_by)
            """,
            (wanted, by),
        )
    activities.write("second_factor_policy", detail=wanted, user_id=by)


def _put_recovery_codes(user_id: int, digests: Sequence[bytes]) -> None:
    db.execute(
        """
        DELETE FROM recovery_codes
        WHERE       user_id = %s
        """,
        (user_id,),
    )
    if digests:
        db.execute(
            f"""
            INSERT INTO recovery_codes (user_id, digest)
            VALUES {", ".join(["(%s, _binary %s)"] * len(digests))}
            """,
            [value for digest in digests for value in (user_id, digest)],
        )
