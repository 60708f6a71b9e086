"""Tills of an outlet, and the sign-in of staff at them."""

from __future__ import annotations

import re
from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import current_app, g, request
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

import queries.accounts.login_attempts
import queries.sales.receipts
import queries.sales.till.receipt_gaps
import queries.sales.till.tills
from auth import public, role, signed_in
from domain.commerce.orders import Caller
from domain.security import till_tokens
from problems import Problem
from routes.sales.order_schemas import Sale
from web.authentication import tokens
from web.authentication.password_hasher import get_hasher
from web.openapi.field_types import Body, Instant, Line, NotNull, PartialUpdate, Reply, problems
from web.rate_limits.limiter import checks_secret

bp = APIBlueprint("tills", __name__, tag="tills")
of_outlets = APIBlueprint("outlet_tills", __name__, tag="tills")

SERIES = "^[A-Z][A-Z0-9]{0,7}$"
NO_STORE = {"Cache-Control": "no-store"}


def _series(value: str) -> str:
    if not re.fullmatch("[A-Z][A-Z0-9]{0,7}", value):
        raise PydanticCustomError("series", "no series")
    return value


Name = Annotated[Line, Field(max_length=100)]
Series = Annotated[
    str,
    Field(
        max_length=8,
        description="The beginning of its receipt numbers, such as `A` in `A-000042`; no other till of the seller has "
        "it, and it can't be changed.",
        json_schema_extra={"pattern": SERIES},
    ),
    AfterValidator(_series),
]


class NewTill(Body):
    name: Name
    series: Series


class TillUpdate(PartialUpdate):
    name: Annotated[Name, NotNull] = ""
    active: Annotated[bool, NotNull, Field(description="False refuses all sign-ins at the till, and ends them.")] = True


class Till(Reply):
    id: int
    outlet_id: int
    name: str
    series: str
    last_number: Annotated[int, Field(description="Of its last receipt; 0: it has none yet.")]
    shift_id: Annotated[int | None, Field(description="Its open shift.")]
    active: bool
    created_at: Instant


class TillWithToken(Till):
    token: Annotated[
        str,
        Field(
            pattern=f"^{till_tokens.PATTERN}$",
            description="What the device signs staff in with, shown only now.",
        ),
    ]


class TillList(Reply):
    tills: list[Till]


class ReceiptGap(Reply):
    first: int
    last: int
    first_receipt: str
    last_receipt: str


class ReceiptGaps(Reply):
    till_id: int
    gaps: Annotated[list[ReceiptGap], Field(description="At most 100, lowest first.")]
    more: Annotated[bool, Field(description="There are more.")]


class TillSignIn(Body):
    token: Annotated[str, Field(max_length=100)]
    username: Annotated[str, Field(max_length=254, description="The username, or the e-mail address.")]
    pin: Annotated[str, Field(max_length=20, json_schema_extra={"format": "password", "writeOnly": True})]


class TillUser(Reply):
    id: int
    name: str
    username: str | None


class TillSession(Reply):
    access_token: str
    token_type: str
    expires_in: Annotated[int, Field(description="Seconds until the next sign-in by PIN. There is no refresh token.")]
    till_id: int
    user: TillUser


@of_outlets.get("/<int:outlet_id>/tills")
@of_outlets.output(TillList)
@of_outlets.doc(operation_id="tills_list")
@problems("outlet_not_found")
@role("seller", "admin")
def list_tills(outlet_id: int) -> dict[str, Any]:
    """List the tills of one of the caller's outlets."""
    return {"tills": queries.sales.till.tills.of_outlet(g.identity.user_id, outlet_id)}


@of_outlets.post("/<int:outlet_id>/tills")
@of_outlets.input(NewTill)
@of_outlets.output(TillWithToken, 201)
@of_outlets.doc(operation_id="tills_create")
@problems(409, "outlet_not_found", "limit_reached")
@role("seller", "admin")
def create(outlet_id: int, json_data: NewTill) -> Any:
    """Add a till to one of the caller's outlets. Its token is shown only in this response."""
    token = till_tokens.generate()
    row = queries.sales.till.tills.add(
        g.identity.user_id, outlet_id, json_data.name, json_data.series, till_tokens.digest(token, _salts()[0])
    )
    return {**row, "token": token}, 201, NO_STORE


@bp.patch("/<int:till_id>")
@bp.input(TillUpdate)
@bp.output(Till)
@bp.doc(operation_id="tills_update")
@problems("till_not_found")
@role("seller", "admin")
def update(till_id: int, json_data: TillUpdate) -> dict[str, Any]:
    """Rename one of the caller's tills, or deactivate it, which ends all sign-ins at the till for good."""
    return queries.sales.till.tills.update(g.identity.user_id, till_id, json_data.model_dump(exclude_unset=True))


@bp.post("/<int:till_id>/token")
@bp.output(TillWithToken)
@bp.doc(operation_id="tills_replace_token")
@problems("till_not_found")
@role("seller", "admin")
def replace_token(till_id: int) -> Any:
    """Replace the token of one of the caller's tills, for another device. All sign-ins at the till end."""
    token = till_tokens.generate()
    row = queries.sales.till.tills.replace_token(g.identity.user_id, till_id, till_tokens.digest(token, _salts()[0]))
    return {**row, "token": token}, 200, NO_STORE


@bp.get("/<int:till_id>/receipt-gaps")
@bp.output(ReceiptGaps)
@bp.doc(operation_id="tills_list_receipt_gaps")
@problems(403, "till_not_found", "managers_only")
@signed_in(scope="transactions:read", till=True)
def list_receipt_gaps(till_id: int) -> dict[str, Any]:
    """List the numbers that no receipt of a till has: of sales that it has not sent, or that wait for a review."""
    caller = Caller(g.identity.user_id, till_id=g.identity.till_id)
    return queries.sales.till.receipt_gaps.of_till(till_id, caller)


@bp.get("/<int:till_id>/receipts/<receipt_number>")
@bp.output(Sale)
@bp.doc(operation_id="tills_show_receipt")
@problems("till_not_found", "receipt_not_found")
@signed_in(scope="transactions:read", till=True)
def show_receipt(till_id: int, receipt_number: str) -> dict[str, Any]:
    """Return the sale that a receipt is of: of any till of the same owner, their counter or their web shop.

    Its goods can be taken back here. Lower case and missing zeros (`a-42`) do no harm to the number of a till. All
    goods must be the owner's.
    """
    caller = Caller(g.identity.user_id, till_id=g.identity.till_id)
    return queries.sales.receipts.find_at_till(till_id, receipt_number, caller)


@bp.post("/<int:till_id>/sign-in")
@bp.input(TillSignIn)
@bp.output(TillSession)
@bp.doc(operation_id="tills_sign_in")
@problems(401, "too_many_pins")
@checks_secret
@public
def sign_in(till_id: int, json_data: TillSignIn) -> Any:
    """Sign one of the staff in at a till, with the token of the till and their PIN, for at most 12 hours.

    The access token opens what is done at this till: shifts and sales. After five wrong PINs in a row of one name the
    till waits. Owners and managers need no PIN: what they sign in to by password at
    `POST /api/auth/login` works at the till, too.
    """
    name = json_data.username.strip().lower()
    found = queries.sales.till.tills.find_for_sign_in(till_id, name)
    if found is None or not till_tokens.matches(json_data.token, bytes(found["token_hash"]), _salts()):
        raise Problem("till_token_unknown")
    with get_hasher().reserve(known=True):
        queries.accounts.login_attempts.count_pin_attempt(till_id, name)
        if not get_hasher().verify(found["pin_hash"], json_data.pin):
            raise Problem("wrong_pin")
    queries.accounts.login_attempts.clear_pin(till_id, name)
    session = tokens.start_till_session(
        till_id, found["user_id"], found["pin_hash"], request.remote_addr or "", request.headers.get("User-Agent", "")
    )
    if session is None:
        raise Problem("wrong_pin")
    return session, 200, NO_STORE


def _salts() -> tuple[str, ...]:
    found: tuple[str, ...] = current_app.config["API_KEY_SALTS"]
    return found
