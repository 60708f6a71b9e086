"""What people did, for their own eyes: newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, get_args

import actor as acting
import db
from domain.commerce import days

Type = Literal[
    "sign_up",
    "sign_in",
    "profile_changed",
    "email_change_requested",
    "email_changed",
    "email_verified",
    "password_reset_requested",
    "password_reset",
    "password_changed",
    "second_factor_enabled",
    "second_factor_disabled",
    "second_factor_reset",
    "second_factor_policy",
    "recovery_code_used",
    "recovery_codes_renewed",
    "product_created",
    "product_changed",
    "product_deleted",
    "product_viewed",
    "category_created",
    "category_changed",
    "category_deleted",
    "brand_created",
    "brand_changed",
    "brand_deleted",
    "sale",
    "import",
    "export",
    "analysis",
    "course_created",
    "course_changed",
    "course_published",
    "course_deleted",
    "course_restored",
    "course_enrolled",
    "course_left",
    "course_completed",
    "quiz_submitted",
    "progress_waived",
    "learner_removed",
    "learner_readmitted",
    "quiz_allowed",
    "certificate_reissued",
    "certificate_revoked",
    "api_key_created",
    "api_key_changed",
    "api_key_rotated",
    "api_key_revoked",
    "role_requested",
    "role_request_withdrawn",
    "role_granted",
    "role_denied",
    "shop_changed",
]
TYPES: tuple[str, ...] = get_args(Type)
ROWS_A_BATCH = 1000


class Filter(NamedTuple):
    """Which lines of a log are meant; days are those of Jakarta, both included."""

    type: str | None = None
    first: date | None = None
    last: date | None = None


# The time and id of a line: the place behind which a page begins.
Place = tuple[datetime, int]


def write(type: Type, subject_id: int | None = None, detail: str = "", user_id: int | None = None) -> None:
    """Adds a line to the log of who acts (or of `user_id`), in the caller's transaction; a visitor has no log.

    `subject_id` is the id of what it was about: a product, a sale, a role request; the type tells which.
    """
    if type not in TYPES:
        raise ValueError(type)
    actor = acting.now()
    whose = user_id if user_id is not None else actor.user_id
    if whose is None:
        return
    db.execute(
        """
        INSERT INTO activities (user_id, type, subject_id, detail, address)
        VALUES (%s, %s, %s, %s, %s)
        """,
        # Where somebody acts from is nothing for the log of another.
        (whose, type, subject_id, detail[:500], actor.address[:45] if actor.user_id in (None, whose) else ""),
    )


def page(user_id: int, wanted: Filter, limit: int, offset: int = 0, after: Place | None = None) -> list[db.Row]:
    """One page of the person's log, from `offset`, or from behind the line `after`."""
    index, conditions, params = _conditions(user_id, wanted)
    if after is not None:
        # The first condition is the index's range, the second takes off what of it was seen.
        conditions += ["created_at <= %s", "(created_at < %s OR id < %s)"]
        params += [after[0], *after]
    return db.fetch_all(
        f"""
        SELECT   id, type, subject_id, detail, address, created_at
        FROM     activities FORCE INDEX ({index})
        WHERE    {" AND ".join(conditions)}
        ORDER BY created_at DESC, id DESC
        LIMIT    %s OFFSET %s
        """,
        [*params, limit, offset],
    )


def count(user_id: int, wanted: Filter) -> int:
    """How many lines the filter shows."""
    index, conditions, params = _conditions(user_id, wanted)
    return int(
        db.fetch_value(
            f"""
            SELECT COUNT(*)
            FROM   activities FORCE INDEX ({index})
            WHERE  {" AND ".join(conditions)}
            """,
            params,
        )
    )


def walk(user_id: int, wanted: Filter) -> Iterator[db.Row]:
    """All lines of the person's log, read in batches as they are asked for.

    The walk may outlive its request and be read slowly, so it holds no connection between batches, reads one
    again where the connection was lost, and must not be begun inside a transaction.
    """
    batch = db.transactional()(page)
    after: Place | None = None
    while True:
        try:
            rows = batch(user_id, wanted, ROWS_A_BATCH, after=after)
        finally:
            db.release()
        yield from rows
        if len(rows) < ROWS_A_BATCH:
            return
        after = (rows[-1]["created_at"], rows[-1]["id"])


def _conditions(user_id: int, wanted: Filter) -> tuple[str, list[str], list[Any]]:
    index, conditions, params = "ix_activities_day", ["user_id = %s"], [user_id]
    for clause, value in (
        ("type = %s", wanted.type),
        ("created_at >= %s", wanted.first and days.beginning(wanted.first)),
        ("created_at < %s", wanted.last and days.end(wanted.last)),
    ):
        if value is not None:
            conditions.append(clause)
            params.append(value)  # type: ignore[arg-type]
    return "ix_activities_type" if wanted.type is not None else index, conditions, params
