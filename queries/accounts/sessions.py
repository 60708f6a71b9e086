"""Sign-ins that are alive, and the rotation of their refresh tokens."""

from __future__ import annotations

from datetime import datetime

import db
from problems import Problem
from queries.accounts import activities, login_attempts, users
from queries.accounts.users import STANDING, STANDING_FROM, standing
from queries.system import audit

# How long a refresh token that was just replaced is good for the same successor.
TOLERANCE_SECONDS = 30


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
    """Begins a session that lives `seconds` unless it is refreshed.

    False where the password is not that of `password_hash` any more: a sign-in that has looked at the old one must
    not outlive a change that ends all sessions. None is for an account that was made in this call.
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
        login_attempts.remember(user_id, address)
        begun = {"user_id": user_id, "refresh_id": refresh_id, "address": address, "user_agent": user_agent}
        audit.write("INSERT", "sessions", session_id, new=begun, by=user_id)
    return bool(started)


def caller(session_id: str, user_id: int) -> db.Row | None:
    """The person behind a live session as they are now (see `users.standing`), or None."""
    rows = db.fetch_all(
        f"""
        SELECT {STANDING}
        FROM   sessions s
        JOIN   users u ON u.id = s.user_id
        {STANDING_FROM}
        WHERE  s.id = %s AND s.user_id = %s AND s.ended_at IS NULL AND s.expires_at > UTC_TIMESTAMP(6) AND u.active
        """,
        (session_id, user_id),
    )
    return standing(rows)


@db.transactional()
def rotate(
    session_id: str, user_id: int, refresh_id: str, successor: str, seconds: int, longest_seconds: int
) -> datetime | None:
    """Replace the session's refresh token by its successor and return when the session expires, or None on reuse.

    It lives `seconds` from here on, and no longer than `longest_seconds` from its sign-in.

    For 30 s after that its immediate predecessor leads to the same successor, as long as this is the live one. Any
    other token of this session was used before: its owner or a thief holds a copy, so the session ends. A session
    that has ended already is a 401.
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
        exchanged = {"refresh_id": refresh_id}, {"refresh_id": successor}
        audit.write("UPDATE", "sessions", session_id, *exchanged, by=user_id)
    row = db.fetch_one(
        """
        SELECT s.expires_at,
               s.refresh_id = %s AND s.refreshed_at > UTC_TIMESTAMP(6) - INTERVAL %s SECOND AS continued
        FROM   sessions s
        JOIN   users u ON u.id = s.user_id
        WHERE  s.id = %s AND s.user_id = %s AND s.ended_at IS NULL AND s.expires_at > UTC_TIMESTAMP(6) AND u.active
        """,
        (successor, TOLERANCE_SECONDS, session_id, user_id),
    )
    if row is None:
        raise Problem("revoked_token")
    if not row["continued"]:
        _end(session_id, user_id)
        return None
    expires_at: datetime = row["expires_at"]
    return expires_at


@db.transactional()
def confirm(session_id: str, user_id: int) -> None:
    """Note that the session's person has typed their password once more."""
    with audit.changing("sessions", session_id):
        db.execute(
            """
            UPDATE sessions FORCE INDEX (PRIMARY)
            SET    confirmed_at = UTC_TIMESTAMP(6)
            WHERE  id = %s AND user_id = %s
            """,
            (session_id, user_id),
        )


def is_recent(session_id: str, user_id: int, seconds: int) -> bool:
    """Whether the session began, or its person's password was typed once more, within the last `seconds`."""
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
    """The person's live sessions, the last used first, at most 100."""
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
    """Ends one of the person's live sessions; another person's is not found."""
    if not _end(session_id, user_id):
        raise Problem("session_not_found")


@db.transactional()
def end_all(user_id: int, but: str | None) -> int:
    """End all of the person's live sessions, or all but one, and return how many these were."""
    return users.end_sessions(user_id, but)


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
