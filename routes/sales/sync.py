"""Tills without a network: what they send afterwards, and the review of what does not fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import current_app, g
from pydantic import ConfigDict, Field, TypeAdapter

import queries.sales.sync.booking
import queries.sales.sync.items
import queries.sales.sync.reviews
from auth import signed_in
from domain.commerce.offline import Sent, Type
from domain.commerce.orders import Caller
from errors import problem_body, request_language, validation_problem
from problems import Problem
from queries.sales.checkout import Terms
from queries.sales.sync.work import Post
from queries.sales.till import drawers
from routes.sales.order_schemas import UUID
from routes.sales.sync_schemas import AnyItem, Readable, Unreadable, as_sent
from web import paging
from web.idempotency import key_required, leased, names_customer
from web.openapi.field_types import Body, Id, Instant, Reply, problems
from web.rate_limits.concurrency import expensive_call

bp = APIBlueprint("sync", __name__, tag="tills")

MOST = 500
State = Literal["booked", "review", "rejected"]
FlagCode = Literal[
    "closed_before", "credit_limit", "discount_too_large", "late", "other_shift", "price_differs", "product_unlisted",
    "receipt_number_changed", "rejected", "sold_online", "staff_named", "staff_unknown", "stock_short",
    "time_after_shift", "time_ahead", "time_before_shift", "total_differs", "voucher_refused",
]  # fmt: skip


def _codes(codes: Sequence[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


class SyncPost(Body):
    till_id: Id
    items: Annotated[list[AnyItem], Field(min_length=1, max_length=MOST, description="In any order.")]


class SyncFlag(Reply):
    """What is not as the shop would have done it; the other members depend on the code."""

    model_config = ConfigDict(extra="allow")

    code: FlagCode


class ItemProblem(Reply):
    """A problem as an answer of its own would have it. The other members depend on the code."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: Annotated[str, Field(description="The message for people, by Accept-Language (en, id).")]
    code: str
    msg: str
    request_id: str | None


ProblemOfItem = Annotated[ItemProblem | None, Field(description="Why it is refused, or waits for a review.")]
# Problems of an item alone, by its result. Others are those of the call with a network.
REFUSED = (
    "reference_unknown", "reference_in_review", "shift_incomplete", "shift_open", "client_id_reused",
    "validation_failed",
)  # fmt: skip
REVIEWED = (
    "shift_closed", "insufficient_stock", "receipt_number_taken", "receipt_number_far", "total_changed",
    "reference_rejected", "sum_too_large", "item_unfit",
)  # fmt: skip


class SyncResult(Reply):
    client_id: Annotated[str | None, Field(description="Null for an item without one that can be read.")]
    result: Annotated[
        Literal["created", "known", "refused", "review"],
        Field(
            description="created: it is booked; known: it was sent before; refused: nothing is kept of it, send it "
            "again once its `problem` is solved; review: it is kept, and a manager decides."
        ),
    ]
    id: Annotated[int | None, Field(description="Of the sale, refund, shift or payment.")]
    receipt_number: Annotated[str | None, Field(description="Of a sale.")]
    flags: list[SyncFlag]
    problem: Annotated[
        ItemProblem | None,
        Field(
            description=f"Of a refused item, such as {_codes(REFUSED)}; or why it waits for a review, such as "
            f"{_codes(REVIEWED)}. Its `status` is that of the call with a network; the answer itself is a 200."
        ),
    ]


class SyncResults(Reply):
    results: Annotated[list[SyncResult], Field(description="In the order of the call.")]


class SyncItemsQuery(paging.CursorQuery):
    cursor: Annotated[str | None, paging.cursor_field(paging.TEXT, paging.NUMBER)] = ""
    state: Annotated[State | None, Field(description="Omitted: all.")] = None
    flagged: Annotated[bool, Field(description="Only those with flags.")] = False
    till_id: Annotated[
        Id | None, Field(description="Of this till, for its owner and managers. Omitted: of all tills of the caller.")
    ] = None


class KeptItem(Reply):
    client_id: str
    till_id: int
    type: Type
    state: State
    document_id: Annotated[int | None, Field(description="The sale, refund, shift or payment that it became.")]
    shift_id: int | None
    at: Annotated[Instant, Field(description="By the clock of the till.")]
    received_at: Instant
    flags: list[SyncFlag]
    problem: ProblemOfItem
    body: Annotated[dict[str, Any] | None, Field(description="The item, while it is not booked.")]
    actor_id: Annotated[int, Field(description="Who has sent it.")]
    reviewed_by: int | None
    reviewed_at: Instant | None


class KeptItemPage(paging.CursorPage):
    items: list[KeptItem]


@bp.post("")
@bp.input(SyncPost)
@bp.output(SyncResults)
@bp.doc(operation_id="sync_send")
@problems(403, "till_of_others")
@leased
@signed_in(scope="transactions:write", till=True)
def send(json_data: SyncPost) -> dict[str, Any]:
    """Book what a till has done without a network, each item once and by itself.

    Items may come in any order, repeatedly, and from several devices at once: their `client_id` lasts for ever. They
    are booked in the order of their references and times, each by itself, so an item that fails keeps back only those
    that refer to it. `body` is that of the call with a network; a sale also has the `price` of each
    line and its `receipt_no`. What was sold stays as it was sold: other prices, a discount above the limit, a voucher
    that is used up and credit above the limit are flags. A time in the future, or outside of its shift, is bounded and
    flagged. A closed shift, a receipt number of another sale and, with `short_stock: review`, too little in stock lead
    to a review. What is wrong with an item is its `problem` in the answer, which is a 200 all the same.
    """
    caller = _caller()
    with expensive_call():
        place = drawers.require_place(json_data.till_id, caller)
        post = Post(place, caller, _terms())
        found: Sequence[Any] = json_data.items
        refused: dict[int, dict[str, Any]] = {}
        sent: dict[int, Sent] = {}
        for index, each in enumerate(found):
            try:
                sent[index] = _sent(each, place.till_id)
            except Problem as problem:
                client_id = each.client_id if isinstance(each, Unreadable) else each.item.client_id
                refused[index] = _refusal(client_id, problem)
        results = queries.sales.sync.booking.book_all(list(sent.values()), post)
        booked = queries.sales.sync.booking.to_members(results, list(sent.values()), post)
    answers = refused | dict(zip(sent, booked, strict=True))
    return {"results": [_shown(answers[index]) for index in range(len(found))]}


@bp.get("/items")
@bp.input(SyncItemsQuery, location="query")
@bp.output(KeptItemPage)
@bp.doc(operation_id="sync_list")
@problems(403, "till_of_others", "managers_only")
@signed_in(scope="transactions:read", till=True)
def list_items(query_data: SyncItemsQuery) -> dict[str, Any]:
    """List what tills have sent, latest first; `state=review` waits for a decision."""
    caller, till_id = _caller(), query_data.till_id or g.identity.till_id
    client_id, microseconds = query_data.after(str, int, start=("", paging.LATEST))
    after = paging.moment(microseconds), client_id if client_id.isascii() else ""
    with expensive_call():
        rows = queries.sales.sync.reviews.page(
            caller, till_id, query_data.state, query_data.flagged, after, query_data.limit
        )
    shown = [_shown(row) for row in rows]
    return paging.cursor_page("items", shown, query_data, _key)


@bp.post("/items/<client_id>/accept")
@bp.output(KeptItem)
@bp.doc(operation_id="sync_accept")
@problems(
    403, "sync_item_not_found", "managers_only", "item_reviewed", "shift_closed", "sum_too_large", "item_unfit",
    "reference_rejected",
)  # fmt: skip
@key_required
@signed_in(scope="transactions:write", till=True)
def accept(client_id: str) -> dict[str, Any]:
    """Book an item in spite of what spoke against it, as the owner or a manager.

    Goods that are short bring the stock below 0; a receipt number that is taken becomes the next free one; what came
    after its shift was closed counts into it, and its expected cash changes; payments of another sum are made to fit,
    and the drawer has the difference. What can't be in the books at all is refused with its problem.
    """
    caller = _caller()
    item = queries.sales.sync.reviews.find(_uuid(client_id), caller)
    if item["body"] is None or item["state"] != "review":
        members = {"state": item["state"], "document_id": item["document_id"]}
        raise Problem("item_reviewed", members=members)
    sent = _sent(TypeAdapter(AnyItem).validate_python(item["body"]), item["till_id"])
    return _shown(queries.sales.sync.reviews.accept(sent, item, caller, _terms()))


@bp.post("/items/<client_id>/reject")
@bp.output(KeptItem)
@bp.doc(operation_id="sync_reject")
@problems(403, "sync_item_not_found", "managers_only", "item_reviewed")
@key_required
@signed_in(scope="transactions:write", till=True)
def reject(client_id: str) -> dict[str, Any]:
    """Keep an item out of the books for good, as the owner or a manager. It stays in the list, with its body."""
    rejected = queries.sales.sync.reviews.reject(_uuid(client_id), _caller())
    customer_id = queries.sales.sync.items.customer_of(rejected)
    if customer_id is not None:
        names_customer(customer_id)
    return _shown(rejected)


def _key(row: dict[str, Any]) -> tuple[str, int]:
    """Return the place of an item in the list, as cursors have it."""
    microseconds, client_id = paging.by_time({**row, "id": row["client_id"]}, "received_at")
    return str(client_id), microseconds


def _sent(found: Any, till_id: int) -> Sent:
    if isinstance(found, Unreadable):
        raise validation_problem(found.error)
    assert isinstance(found, Readable)
    sent = as_sent(found, till_id)
    if sent.type == "debt_payment" and not g.identity.has_scope("customers:write"):
        raise Problem("insufficient_scope", scope="customers:write")
    return sent


def _refusal(client_id: str | None, problem: Problem) -> dict[str, Any]:
    nothing: dict[str, Any] = {"id": None, "receipt_number": None, "flags": []}
    return {"client_id": client_id, "result": "refused", **nothing, "problem": problem}


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its problem in the language of the caller."""
    return {**row, "problem": problem_body(row["problem"]) if row["problem"] else None}


def _uuid(client_id: str) -> str:
    """Return the client id of a path, or raise a 404 if it is none."""
    if not re.fullmatch(UUID, client_id, re.ASCII):
        raise Problem("sync_item_not_found", id=client_id[:36])
    return client_id.lower()


def _caller() -> Caller:
    return Caller(g.identity.user_id, g.identity.roles, request_language(), g.identity.till_id)


def _terms() -> Terms:
    return Terms(current_app.config["TAX_REGISTERED"], current_app.config["UNPAID"])
