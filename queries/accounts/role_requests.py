"""Requests for a role, which an admin grants or denies."""

from __future__ import annotations

from typing import Any, Literal

import mysql.connector

import db
from problems import Problem
from queries.accounts import activities, roles
from queries.system import audit, emails

COLUMNS = (
    "r.id, r.user_id, u.name AS user_name, r.role, r.note, r.state, r.decided_by, r.decision, r.decided_at, "
    "r.created_at"
)


def get(request_id: int) -> db.Row:
    """Return the request with the `user_name`, or raise `role_request_not_found`."""
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   role_requests r
        JOIN   users u ON u.id = r.user_id
        WHERE  r.id = %s
        """,
        (request_id,),
    )
    if row is None:
        raise Problem("role_request_not_found", id=request_id)
    return row


def page(
    user_id: int | None, state: str | None, limit: int, offset: int = 0, before: int | None = None
) -> list[db.Row]:
    """Return requests of the user (None: of all), newest first, from `offset` or with ids below `before`."""
    index, conditions, params = _conditions(user_id, state)
    if before is not None:
        conditions.append("r.id < %s")
        params.append(before)
    return db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     role_requests r FORCE INDEX ({index})
        JOIN     users u ON u.id = r.user_id
        WHERE    {" AND ".join(conditions)}
        ORDER BY r.id DESC
        LIMIT    %s OFFSET %s
        """,
        [*params, limit, offset],
    )


def count(user_id: int | None, state: str | None) -> int:
    """Return how many requests of the user (None: of all) match."""
    index, conditions, params = _conditions(user_id, state)
    return int(
        db.fetch_value(
            f"""
            SELECT COUNT(*)
            FROM   role_requests r FORCE INDEX ({index})
            WHERE  {" AND ".join(conditions)}
            """,
            params,
        )
    )


def get_pending(user_id: int, role: str) -> db.Row | None:
    """Return the user's pending request for the role, or None."""
    row = db.fetch_one(
        """
        SELECT id
        FROM   role_requests
        WHERE  user_id = %s AND pending_role = %s
        """,
        (user_id, role),
    )
    return get(row["id"]) if row else None


@db.transactional()
def create(user_id: int, role: str, note: str, language: str, grant: bool) -> db.Row:
    """Create a request; a role that the user has or has requested raises a 409 problem.

    With `grant` it is granted at once, and so is a pending request.
    """
    roles.lock_user(user_id)
    if roles.has_role(user_id, role):
        raise Problem("role_already_held", role=role)
    if grant and (waiting := get_pending(user_id, role)):
        return _close(waiting["id"], None, "granted", "", by=None)
    try:
        request_id = db.insert(
            """
            INSERT INTO role_requests (user_id, role, note, language)
            VALUES (%s, %s, %s, %s)
            """,
            (user_id, role, note, language),
        )
    except mysql.connector.Error as error:
        if db.violated(error) == "uq_role_requests_pending":
            raise Problem("role_request_pending", role=role) from error
        raise
    activities.write("role_requested", request_id, role, user_id=user_id)
    audit.created("role_requests", request_id)
    return _close(request_id, None, "granted", "", by=None) if grant else get(request_id)


@db.transactional()
def decide(request_id: int, state: Literal["granted", "denied"], note: str, by: int) -> db.Row:
    """Grant or deny a pending request and notify the user; any other raises `role_request_decided`."""
    row = _close(request_id, None, state, note, by)
    activities.write("role_granted" if state == "granted" else "role_denied", request_id, row["role"], user_id=by)
    return row


@db.transactional()
def withdraw(request_id: int, user_id: int) -> db.Row:
    """Withdraw the user's own pending request; another user's raises `role_request_not_found`."""
    row = _close(request_id, user_id, "withdrawn", "", by=user_id)
    activities.write("role_request_withdrawn", request_id, row["role"], user_id=user_id)
    return row


def _close(request_id: int, owner_id: int | None, state: str, note: str, by: int | None) -> db.Row:
    row = db.fetch_one(
        """
        SELECT user_id, role, language, state
        FROM   role_requests FORCE INDEX (PRIMARY)
        WHERE  id = %s AND (user_id = %s OR %s IS NULL)
        FOR UPDATE
        """,
        (request_id, owner_id, owner_id),
    )
    if row is None:
        raise Problem("role_request_not_found", id=request_id)
    if row["state"] != "pending":
        raise Problem("role_request_decided", id=request_id, state=row["state"])
    with audit.changing("role_requests", request_id):
        db.execute(
            """
            UPDATE role_requests FORCE INDEX (PRIMARY)
            SET    state = %s, decision = %s, decided_by = %s, decided_at = UTC_TIMESTAMP(6)
            WHERE  id = %s
            """,
            (state, note, by, request_id),
        )
    if state == "granted":
        roles.grant(row["user_id"], row["role"], by)
    if state != "withdrawn":
        emails.notify(row["user_id"], f"role_{state}", row["language"], {"role": row["role"], "note": note})
    return get(request_id)


def _conditions(user_id: int | None, state: str | None) -> tuple[str, list[str], list[Any]]:
    index, conditions = "PRIMARY", ["r.id > 0"]
    params: list[Any] = []
    if state is not None:
        index = "ix_role_requests_state"
        conditions.append("r.state = %s")
        params.append(state)
    if user_id is not None:
        index = "ix_role_requests_user"
        conditions.append("r.user_id = %s")
        params.append(user_id)
    return index, conditions, params
