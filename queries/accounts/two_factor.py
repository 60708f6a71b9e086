"""Two-factor authentication: TOTP secrets, recovery codes, and the roles that require it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import db
from problems import Problem
from queries.accounts import activities, one_time_links, sessions, users
from queries.accounts.roles import ROLES
from queries.system import audit, emails

# A setup that is not confirmed within this time must be started again.
PENDING_MINUTES = 60


def get_status(user_id: int) -> db.Row:
    """Return `enabled_at` (or None), the number of `recovery_codes` left, and whether a role makes it `required`."""
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
def start_setup(user_id: int, encrypted_secret: str) -> None:
    """Store the secret of an app that is being set up, replacing an earlier one; raise a 409 if one is enabled."""
    users.lock(user_id)
    if find_secret(user_id):
        raise Problem("two_factor_already_enabled")
    with audit.changing("second_factors", user_id):
        db.execute(
            """
            INSERT INTO second_factors (user_id, secret)
            VALUES (%s, %s)
            ON DUPLICATE KEY UPDATE secret = VALUES(secret), created_at = UTC_TIMESTAMP(6)
            """,
            (user_id, encrypted_secret),
        )


def get_pending_secret(user_id: int) -> str:
    """Return the encrypted secret of the app that is being set up, or raise `totp_setup_not_started`."""
    found = db.fetch_value(
        """
        SELECT secret
        FROM   second_factors
        WHERE  user_id = %s AND enabled_at IS NULL AND created_at > UTC_TIMESTAMP(6) - INTERVAL %s MINUTE
        """,
        (user_id, PENDING_MINUTES),
    )
    if found is None:
        raise Problem("totp_setup_not_started")
    return str(found)


def find_secret(user_id: int) -> str | None:
    """Return the encrypted secret of the enabled app, or None."""
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
def enable(
    user_id: int, encrypted_secret: str, step: int, digests: Sequence[bytes], session_id: str | None, language: str
) -> None:
    """Enable the app after its first correct code, and store a set of recovery codes; all other sessions end.

    Raises `totp_setup_not_started` if the app is not the one set up last. Other sessions end, because they began with a
    password alone.
    """
    users.lock(user_id)
    with audit.changing("second_factors", user_id):
        confirmed = db.execute(
            """
            UPDATE second_factors
            SET    enabled_at = UTC_TIMESTAMP(6), last_step = %s
            WHERE  user_id = %s AND enabled_at IS NULL AND secret = %s
            """,
            (step, user_id, encrypted_secret),
        )
    if not confirmed:
        raise Problem("totp_setup_not_started")
    _store_recovery_codes(user_id, digests)
    sessions.end_all(user_id, session_id)
    activities.write("second_factor_enabled", user_id=user_id)
    emails.notify(user_id, "second_factor_on", language, {})


@db.transactional()
def consume_totp_step(user_id: int, step: int, reencrypted_secret: str | None) -> bool:
    """Accept the code of this time step once; return False if it or a later one was used.

    `reencrypted_secret`, if given, replaces the secret: it is encrypted under a newer key.
    """
    return bool(
        db.execute(
            """
            UPDATE second_factors
            SET    last_step = %s, secret = COALESCE(%s, secret)
            WHERE  user_id = %s AND enabled_at IS NOT NULL AND last_step < %s
            """,
            (step, reencrypted_secret, user_id, step),
        )
    )


@db.transactional()
def consume_recovery_code(user_id: int, digests: Sequence[bytes]) -> bool:
    """Accept a recovery code, known by one of its digests, once; return False if it is unknown or used."""
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
def replace_recovery_codes(user_id: int, digests: Sequence[bytes]) -> None:
    """Replace the recovery codes; the old ones no longer work."""
    users.lock(user_id)
    if not find_secret(user_id):
        raise Problem("two_factor_not_enabled")
    _store_recovery_codes(user_id, digests)
    audit.write("INSERT", "recovery_codes", user_id, new={"codes": len(digests)})
    activities.write("recovery_codes_renewed", user_id=user_id)


@db.transactional()
def disable(user_id: int, language: str) -> None:
    """Disable two-factor authentication and notify the user; raise `two_factor_not_enabled`."""
    users.lock(user_id)
    with audit.changing("second_factors", user_id):
        disabled = db.execute(
            """
            DELETE FROM second_factors
            WHERE       user_id = %s AND enabled_at IS NOT NULL
            """,
            (user_id,),
        )
    if not disabled:
        raise Problem("two_factor_not_enabled")
    _store_recovery_codes(user_id, ())
    activities.write("second_factor_disabled", user_id=user_id)
    emails.notify(user_id, "second_factor_off", language, {})


def discard(user_id: int) -> bool:
    """Delete an app of unknown origin in the caller's transaction, without an e-mail; return True if it was enabled."""
    was_enabled = find_secret(user_id) is not None
    with audit.changing("second_factors", user_id, by=user_id):
        db.execute(
            """
            DELETE FROM second_factors
            WHERE       user_id = %s
            """,
            (user_id,),
        )
    _store_recovery_codes(user_id, ())
    return was_enabled


@db.transactional()
def reset(user_id: int, language: str, by: int | None) -> None:
    """Disable it for a user who has lost the app, and end all sessions; `by` is None for the operator of the server."""
    disable(user_id, language)
    sessions.end_all(user_id)
    one_time_links.expire_all(user_id)
    if by is not None:
        activities.write("second_factor_reset", user_id, user_id=by)


def required_roles() -> list[str]:
    """Return the roles that require two-factor authentication, highest first."""
    found = db.fetch_value(
        """
        SELECT roles
        FROM   second_factor_policy
        WHERE  id = 1
        """
    )
    return [role for role in ROLES if role in str(found or "").split(",")]


@db.transactional()
def set_required_roles(roles: Collection[str], by: int) -> None:
    """Set the roles that require it; raise `two_factor_not_enabled` if the admin has not enabled it."""
    users.lock(by)
    if roles and not find_secret(by):
        raise Problem("two_factor_not_enabled")
    wanted = ",".join(role for role in ROLES if role in roles)
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


def _store_recovery_codes(user_id: int, digests: Sequence[bytes]) -> None:
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
