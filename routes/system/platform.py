"""The overview of the platform, for admins."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from apiflask import APIBlueprint
from pydantic import Field

import queries.system.platform
from auth import role
from domain.commerce import days
from web.openapi.field_types import Query, Reply

bp = APIBlueprint("platform", __name__, tag="platform")


class OverviewQuery(Query):
    days: Annotated[int, Field(ge=1, le=90, description="The number of days up to today, in Jakarta.")] = 30


class PlatformDay(Reply):
    date: datetime.date
    active_users: Annotated[
        int, Field(description="Users who did anything, such as look at a product while signed in.")
    ]
    sign_ups: int
    sales: int
    revenue: Annotated[int, Field(description="Of these sales, less what was given back on the day.")]
    enrolments: int
    completions: int


class PlatformOverview(Reply):
    """What happened on each day, and what waits or has failed now."""

    days: list[PlatformDay]
    active_accounts: Annotated[int, Field(description="Accounts that may sign in.")]
    sellers: int
    developers: int
    admins: int
    role_requests: Annotated[int, Field(description="Requests that wait for a decision.")]
    jobs_queued: int
    jobs_failed: int
    emails_unsent: Annotated[int, Field(description="E-mails that wait or were given up.")]


@bp.get("")
@bp.input(OverviewQuery, location="query")
@bp.output(PlatformOverview)
@bp.doc(operation_id="platform_show")
@role("admin")
def show_platform(query_data: OverviewQuery) -> dict[str, Any]:
    """Return what happened on each day, from sign-ups to completed courses, and what waits or has failed now."""
    today = days.day(datetime.datetime.now(datetime.UTC))
    first = today - datetime.timedelta(days=query_data.days - 1)
    return {"days": queries.system.platform.daily(first, today), **queries.system.platform.totals()}
