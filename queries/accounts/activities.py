"""The activity log of users, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, get_args

import actor
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
    "stock_moved",
    "customer_created",
    "customer_changed",
    "customer_erased",
    "debt_repaid",
    "sale",
    "counter_sale",
    "order_placed",
    "order_payment",
    "order_paid",
    "order_cancelled",
    "refund",
    "voucher_created",
    "voucher_changed",
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
    """Conditions of a log; days are in the Jakarta time zone, both inclusive."""

    type: str | None = None
    first: date | None = None
    last: date | None = None


# The time and id of the entry after which a page begins.
Place = tuple[datetime, int]


def write(type: Type, subject_id: int | None = None, detail: str = "", user_id: int | None = None) -> None:
    """Add an entry to the log of the actor (or of `user_id`) in the caller's transaction; visitors have no log.

    `subject_id` is the id of a product, a sale or a role request, depending on the type.
    """
    write_all([(type, subject_id, detail)], user_id)


def write_all(entries: Sequence[tuple[Type, int | None, str]], user_id: int | None = None) -> None:
    """Add entries of types, subjects and details as `write` does, with a single INSERT."""
    if unknown := {type for type, _, _ in entries} - set(TYPES):
        raise ValueError(unknown)
    acting = actor.current()
    owner_id = user_id if user_id is not None else acting.user_id
    if owner_id is None:
        return
    # The address of an actor does not appear in another user's log.
    address = acting.address[:45] if acting.user_id in (None, owner_id) else ""
    rows = [(owner_id, type, subject_id, detail[:500], address) for type, subject_id, detail in entries]
    db.execute(
        f"""
        INSERT INTO activities (user_id, type, subject_id, detail, address)
        VALUES {db.placeholders(len(rows), 5)}
        """,
        [value for row in rows for value in row],
    )


def page(user_id: int, filters: Filter, limit: int, offset: int = 0, after: Place | None = None) -> list[db.Row]:
    """Return one page of the user's log, from `offset`, or after the entry `after`."""
    index, conditions, params = _conditions(user_id, filters)
    if after is not None:
        # The first condition is the range of the index, the second skips the entries already seen.
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


def count(user_id: int, filters: Filter) -> int:
    """Return how many entries match the filter."""
    index, conditions, params = _conditions(user_id, filters)
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


def walk(user_id: int, filters: Filter) -> Iterator[db.Row]:
    """Yield all entries of the user's log, read in batches on demand.

    The iterator may outlive its request and be read slowly, so it holds no connection between batches and repeats a
    batch after a lost connection. Do not start it inside a transaction.
    """
    batch = db.transactional()(page)
    after: Place | None = None
    while True:
        try:
            rows = batch(user_id, filters, ROWS_A_BATCH, after=after)
        finally:
            db.release()
        yield from rows
        if len(rows) < ROWS_A_BATCH:
            return
        after = (rows[-1]["created_at"], rows[-1]["id"])


def _conditions(user_id: int, filters: Filter) -> tuple[str, list[str], list[Any]]:
    index, conditions, params = "ix_activities_day", ["user_id = %s"], [user_id]
    for clause, value in (
        ("type = %s", filters.type),
        ("created_at >= %s", filters.first and days.beginning(filters.first)),
        ("created_at < %s", filters.last and days.end(filters.last)),
    ):
        if value is not None:
            conditions.append(clause)
            params.append(value)  # type: ignore[arg-type]
    return "ix_activities_type" if filters.type is not None else index, conditions, params
