"""E-mails that the shop has sent or tries to send, for admins."""

from __future__ import annotations

from typing import Annotated, Any

from apiflask import APIBlueprint
from pydantic import Field

import queries.system.emails
from auth import role
from queries.system.emails import State
from web import paging
from web.openapi.field_types import LARGEST_ID, Instant, Reply

bp = APIBlueprint("emails", __name__, tag="jobs")


class Email(Reply):
    id: int
    recipient: str
    template: str
    language: str
    state: State
    attempts: Annotated[int, Field(description="The number of attempts.")]
    due_at: Annotated[Instant | None, Field(description="The time of the next attempt while it is waiting.")]
    error: Annotated[str | None, Field(description="Why the last attempt failed. Null once it is sent.")]
    job_id: Annotated[int | None, Field(description="Its job, which can be retried once the e-mail was given up.")]
    created_at: Instant
    sent_at: Instant | None


class EmailQuery(paging.CursorQuery):
    state: State | None = None


class Emails(paging.CursorPage):
    emails: list[Email]


@bp.get("")
@bp.input(EmailQuery, location="query")
@bp.output(Emails)
@bp.doc(operation_id="emails_list")
@role("admin")
def list_emails(query_data: EmailQuery) -> dict[str, Any]:
    """List e-mails, newest first.

    The list is read by cursor. Subjects and bodies are not shown, because some contain a link with a token.
    """
    before = query_data.after_id(LARGEST_ID)
    rows = queries.system.emails.page(before, query_data.limit, query_data.state)
    return paging.cursor_page("emails", rows, query_data, paging.by_id)
