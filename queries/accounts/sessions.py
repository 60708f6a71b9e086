"""Sessions, and the rotation of their refresh tokens."""

from __future__ import annotations

from datetime import datetime

import db
from problems import Problem
from queries.accounts import activities, identities, login_attempts
from queries.system import audit
from queries.system.audit import Entry

# The previous refresh token returns the same successor for this long.
GRACE_SECONDS = 30


@db.transactional()
def start(
    session_id: str,
    user_id: int,
    password_hash: str | None,
    refresh_id: str,
    seconds: int,
    address: str,
    user_agent: str,
) -> bool:
    """Start a session that expires after `seconds` unless it is refreshed.

    Return False if the password is no longer that of `password_hash`: a sign-in that has read the old one must not
    survive a change that ends all sessions. None is for an account that this call has just created.
    """
    started = db.execute(
        """
        INSERT INTO sessions (id, user_id, refresh_id, address, user_agent, expires_at)
        SELECT %s, u.id, %s, %s, %s, UTC_TIMESTAMP(6) + INTERVAL %s SECOND
        FROM   users u FORCE INDEX (PRIMARY)
        WHERE  u.id = %s AND u.active AND u.password_hash = COALESCE(%s, u.password_hash)
        LOCK IN SHARE MODE
        """,
        (session_id, refresh_id, address[:45], user_agent[:255], seconds, user_id, password_hash),
    )
    if started:
        activities.write("sign_in", detail=user_agent, user_id=user_id)
        login_attempts.remember_network(user_id, address)
        session = {"user_id": user_id, "refresh_id": refresh_id, "address": address, "user_agent": user_agent}
        audit.write("INSERT", "sessions", session_id, new=session, by=user_id)
    return bool(started)


def find_user(session_id: str, user_id: int) -> db.Row | None:
    """Return the current user of an active session (see `identities.from_rows`), or None."""
    rows = db.fetch_all(
        f"""
        SELECT {identities.COLUMNS}
        FROM   sessions s
        JOIN   users u ON u.id = s.user_id
        {identities.JOINS}
        WHERE  s.id = %s AND s.user_id = %s AND s.ended_at IS NULL AND s.expires_at > UTC_TIMESTAMP(6) AND u.active
        """,
        (session_id, user_id),
    )
    return identities.from_rows(rows)


@db.transactional()
def rotate(
    session_id: str, user_id: int, refresh_id: str, successor: str, seconds: int, longest_seconds: int
) -> datetime | None:
    """Replace the session's refresh token by its successor and return when the session expires, or None on reuse.

    The session then lives for `seconds`, and no longer than `longest_seconds` from its sign-in.

    For 30 s after a rotation the previous token leads to the same successor, as long as that is the current one. Any
    other token of this session was used before: its owner or a thief holds a copy, so the session ends. An ended
    session raises a 401 problem.
    """
    rotated = db.execute(
        """
        UPDATE sessions s
        JOIN   users u ON u.id = s.user_id
        SET    s.refresh_id = %s,
               s.refreshed_at = UTC_TIMESTAMP(6),
               s.expires_at = LEAST(UTC_TIMESTAMP(6) + INTERVAL %s SECOND, s.created_at + INTERVAL %s SECOND)
        WHERE  s.id = %s AND s.user_id = %s AND s.refresh_id = %s
          AND  s.ended_at IS NULL AND s.expires_at > UTC_TIMESTAMP(6) AND u.active
        """,
        (successor, seconds, longest_seconds, session_id, user_id, refresh_id),
    )
    if rotated:
        change = {"refresh_id": refresh_id}, {"refresh_id": successor}
        audit.write("UPDATE", "sessions", session_id, *change, by=user_id)
    row = db.fetch_one(
        """
        SELECT s.expires_at,
               s.refresh_id = %s AND s.refreshed_at > UTC_TIMESTAMP(6) - INTERVAL %s SECOND AS is_current
        FROM   sessions s
        JOIN   users u ON u.id = s.user_id
        WHERE  s.id = %s AND s.user_id = %s AND s.ended_at IS NULL AND s.expires_at > UTC_TIMESTAMP(6) AND u.active
        """,
        (successor, GRACE_SECONDS, session_id, user_id),
    )
    if row is None:
        raise Problem("revoked_token")
    if not row["is_current"]:
        _end(session_id, user_id)
        return None
    expires_at: datetime = row["expires_at"]
    return expires_at


@db.transactional()
def record_reauthentication(session_id: str, user_id: int) -> None:
    """Record that the user has typed the password again in this session."""
    with audit.changing("sessions", session_id):
        db.execute(
            """
            UPDATE sessions FORCE INDEX (PRIMARY)
            SET    confirmed_at = UTC_TIMESTAMP(6)
            WHERE  id = %s AND user_id = %s
            """,
            (session_id, user_id),
        )


def is_recently_authenticated(session_id: str, user_id: int, seconds: int) -> bool:
    """Return True if the user signed in or typed the password within the last `seconds`."""
    return bool(
        db.fetch_value(
            """
            SELECT GREATEST(created_at, COALESCE(confirmed_at, created_at)) > UTC_TIMESTAMP(6) - INTERVAL %s SECOND
            FROM   sessions
            WHERE  id = %s AND user_id = %s
            """,
            (seconds, session_id, user_id),
        )
    )


def page(user_id: int) -> list[db.Row]:
    """Return the user's active sessions, most recently used first, at most 100."""
    return db.fetch_all(
        """
        SELECT   id, address, user_agent, created_at, refreshed_at, expires_at
        FROM     sessions
        WHERE    user_id = %s AND ended_at IS NULL AND expires_at > UTC_TIMESTAMP(6)
        ORDER BY refreshed_at DESC, id
        LIMIT    100
        """,
        (user_id,),
    )


@db.transactional()
def end(session_id: str, user_id: int) -> None:
    """End an active session of the user; another user's raises `session_not_found`."""
    if not _end(session_id, user_id):
        raise Problem("session_not_found")


@db.transactional()
def end_all(user_id: int, except_id: str | None = None) -> int:
    """End all active sessions of the user, except one if given, and return how many."""
    ended = db.fetch_all(
        """
        SELECT id, UTC_TIMESTAMP(6) AS ended_at
        FROM   sessions FORCE INDEX (ix_sessions_user)
        WHERE  user_id = %s AND ended_at IS NULL AND expires_at > UTC_TIMESTAMP(6) AND id <> COALESCE(%s, '')
        FOR UPDATE
        """,
        (user_id, except_id),
    )
    db.execute(
        """
        UPDATE sessions
        SET    ended_at = UTC_TIMESTAMP(6)
        WHERE  user_id = %s AND ended_at IS NULL AND id <> COALESCE(%s, '')
        """,
        (user_id, except_id),
    )
    audit.write_all([Entry("UPDATE", "sessions", row.pop("id"), {"ended_at": None}, row) for row in ended])
    return len(ended)


def _end(session_id: str, user_id: int) -> int:
    with audit.changing("sessions", session_id, by=user_id):
        return db.execute(
            """
            UPDATE sessions FORCE INDEX (PRIMARY)
            SET    ended_at = UTC_TIMESTAMP(6)
            WHERE  id = %s AND user_id = %s AND ended_at IS NULL
            """,
            (session_id, user_id),
        )
