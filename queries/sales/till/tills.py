"""Tills: a series of receipt numbers, an open shift, and a token with which staff sign in by PIN."""

from __future__ import annotations

from typing import Any

import mysql.connector

import db
from problems import Problem, taken
from queries.accounts import activities
from queries.catalogue import change_feed
from queries.sales.till import outlets
from queries.system import audit

COLUMNS = "id, outlet_id, name, series, last_number, shift_id, active, created_at"
# Lists have no pages.
MOST = 100


def of_outlet(owner_id: int, outlet_id: int) -> list[db.Row]:
    """Return the tills of an outlet of the owner, or raise a 404."""
    outlets.get(owner_id, outlet_id)
    rows = db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     tills FORCE INDEX (ix_tills_outlet)
        WHERE    outlet_id = %s
        ORDER BY id
        """,
        (outlet_id,),
    )
    return [{**row, "active": bool(row["active"])} for row in rows]


def get(owner_id: int, till_id: int) -> db.Row:
    """Return a till of the owner, or raise a 404."""
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   tills
        WHERE  id = %s AND owner_id = %s
        """,
        (till_id, owner_id),
    )
    if row is None:
        raise Problem("till_not_found", id=till_id)
    return {**row, "active": bool(row["active"])}


@db.transactional()
def add(owner_id: int, outlet_id: int, name: str, series: str, token_hash: bytes) -> db.Row:
    """Insert a till and return it. Raises Problem: 404, and 409 for a series of another till of the owner."""
    if len(of_outlet(owner_id, outlet_id)) >= MOST:
        raise Problem("limit_reached", most=MOST)
    try:
        till_id = db.insert(
            """
            INSERT INTO tills (outlet_id, owner_id, name, series, token_hash, token_at)
            VALUES (%s, %s, %s, %s, %s, UTC_TIMESTAMP(6))
            """,
            (outlet_id, owner_id, name, series, token_hash),
        )
    except mysql.connector.Error as error:
        raise (taken("series") if db.violated(error) == "uq_tills_series" else error) from error
    audit.created("tills", till_id)
    change_feed.note(owner_id, "till", till_id)
    return get(owner_id, till_id)


@db.transactional(repeatable=True)
def update(owner_id: int, till_id: int, fields: dict[str, Any]) -> db.Row:
    """Set `name` and `active` if given, and return the till. Raises a 404 for others.

    Another value of `active` ends all sign-ins at the till.
    """
    get(owner_id, till_id)
    if fields:
        with audit.changing("tills", till_id):
            db.execute(
                f"""
                UPDATE tills FORCE INDEX (PRIMARY)
                SET    token_at = IF(active <> COALESCE(%s, active), UTC_TIMESTAMP(6), token_at),
                       {", ".join(f"{column} = %s" for column in fields)}
                WHERE  id = %s
                """,
                [fields.get("active"), *fields.values(), till_id],
            )
        change_feed.note(owner_id, "till", till_id)
    return get(owner_id, till_id)


@db.transactional()
def replace_token(owner_id: int, till_id: int, token_hash: bytes) -> db.Row:
    """Replace the token, which ends all sign-ins at the till, and return the till. Raises a 404 for others."""
    get(owner_id, till_id)
    with audit.changing("tills", till_id):
        db.execute(
            """
            UPDATE tills FORCE INDEX (PRIMARY)
            SET    token_hash = %s, token_at = UTC_TIMESTAMP(6)
            WHERE  id = %s
            """,
            (token_hash, till_id),
        )
    return get(owner_id, till_id)


def find_for_sign_in(till_id: int, login_name: str) -> db.Row | None:
    """Return the `token_hash` of a till in use, with the `user_id` and `pin_hash` of its staff of that name if any."""
    if not login_name.isascii():
        # The database refuses to compare it with an ASCII column.
        login_name = ""
    column = "email" if "@" in login_name else "username"
    return db.fetch_one(
        f"""
        SELECT t.token_hash, s.user_id, s.pin_hash
        FROM   tills t
        JOIN   outlets o ON o.id = t.outlet_id AND o.archived_at IS NULL
        LEFT JOIN (staff s JOIN users u ON u.id = s.user_id AND u.{column} = %s AND u.active)
               ON s.owner_id = t.owner_id AND s.active
        WHERE  t.id = %s AND t.active
        """,
        (login_name, till_id),
    )


@db.transactional()
def start_session(
    session_id: str, till_id: int, user_id: int, pin_hash: str, refresh_id: str, seconds: int, address: str, agent: str
) -> db.Row | None:
    """Start a session of one of the staff at a till and return their names; None if it is not theirs to start any more.

    It is no sign-in from a known network: whoever holds a till's token must not be trusted more by the login.
    """
    started = db.execute(
        """
        INSERT INTO sessions (id, user_id, refresh_id, address, user_agent, expires_at)
        SELECT %s, s.user_id, %s, %s, %s, UTC_TIMESTAMP(6) + INTERVAL %s SECOND
        FROM   tills t FORCE INDEX (PRIMARY)
        JOIN   staff s FORCE INDEX (PRIMARY) ON s.owner_id = t.owner_id AND s.user_id = %s
        JOIN   users u FORCE INDEX (PRIMARY) ON u.id = s.user_id
        WHERE  t.id = %s AND t.active AND s.active AND s.pin_hash = %s AND u.active
        LOCK IN SHARE MODE
        """,
        (session_id, refresh_id, address[:45], agent[:255], seconds, user_id, till_id, pin_hash),
    )
    if started:
        activities.write("sign_in", detail=agent, user_id=user_id)
        session = {"user_id": user_id, "till_id": till_id, "address": address, "user_agent": agent}
        audit.write("INSERT", "sessions", session_id, new=session, by=user_id)
    return find_user(session_id, user_id, till_id)


def find_user(session_id: str, user_id: int, till_id: int) -> db.Row | None:
    """Return the `username` and `name` of a user of an active session at a till, or None.

    The session ends for good with the person's duty and PIN, the till, its outlet and its token.
    """
    return db.fetch_one(
        """
        SELECT u.username, u.name
        FROM   sessions n
        JOIN   users u ON u.id = n.user_id AND u.active
        JOIN   tills t ON t.id = %s AND t.active AND t.token_at <= n.created_at
        JOIN   outlets o ON o.id = t.outlet_id AND o.archived_at IS NULL
        JOIN   staff s ON s.owner_id = t.owner_id AND s.user_id = n.user_id AND s.active AND s.pin_at <= n.created_at
        WHERE  n.id = %s AND n.user_id = %s AND n.ended_at IS NULL AND n.expires_at > UTC_TIMESTAMP(6)
        """,
        (till_id, session_id, user_id),
    )
