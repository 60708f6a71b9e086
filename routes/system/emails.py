"""What was told by letter, and what became of it, for admins to see."""

from __future__ import annotations

from typing import Annotated, Any

from apiflask import APIBlueprint
from pydantic import Field

import queries.system.emails
from auth import role
from queries.system.emails import State
from web import paging
from web.openapi.field_types import LARGEST_ID, Instant, Reply

bp = APIBlueprint("letters", __name__, tag="jobs")


class Letter(Reply):
    id: int
    recipient: str
    template: str
    language: str
    state: State
    attempts: Annotated[int, Field(description="How often it was handed to the provider.")]
    due_at: Annotated[Instant | None, Field(description="When it is tried next, while it waits.")]
    error: Annotated[str | None, Field(description="What the last attempt failed at, unless it was sent.")]
    job_id: Annotated[int | None, Field(description="Its job, which can be retried once the letter was given up.")]
    created_at: Instant
    sent_at: Instant | None


class LetterQuery(paging.CursorQuery):
    state: State | None = None


class Letters(paging.CursorPage):
    letters: list[Letter]


@bp.get("")
@bp.input(LetterQuery, location="query")
@bp.output(Letters)
@role("admin")
def list_letters(query_data: LetterQuery) -> dict[str, Any]:
    """Letters, newest first, by cursor. What they say is not shown, because some hold a link that opens something."""
    before = query_data.after_id(LARGEST_ID)
    rows = queries.system.emails.page(before, query_data.limit, query_data.state)
    return paging.cursor_page("letters", rows, query_data, paging.by_id)
