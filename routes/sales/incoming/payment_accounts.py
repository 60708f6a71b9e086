"""Accounts of a seller on which buyers pay: by QRIS, by transfer, or at a provider."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from apiflask import APIBlueprint
from flask import current_app, g
from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

import queries.sales.incoming.accounts
import queries.sales.incoming.confirming
import queries.sales.till.drawers
from auth import role
from domain.commerce.orders import Caller
from domain.payments import qris
from errors import request_language
from routes.sales.incoming.provider_schemas import NewProvider, columns
from routes.sales.incoming.schemas import Kind, PaymentAccount, PaymentRequest, account_reply, request_reply
from routes.sales.order_schemas import Amount
from web.idempotency import key_required
from web.openapi.field_types import Body, Id, Line, NotNull, PartialUpdate, Reply, problems, without_defaults

bp = APIBlueprint("payment_accounts", __name__, tag="payments")

# The fields that become `details`.
GIVEN = frozenset(("qris", "bank_account", "provider"))
ACCOUNT_NUMBER = "^[0-9]{5,20}$"


def _qris(text: str) -> str:
    try:
        qris.merchant(text)
    except qris.Unreadable as fault:
        raise PydanticCustomError(fault.code, "no static QRIS", fault.words) from None  # type: ignore[arg-type]
    return text


def _account_number(text: str) -> str:
    if not re.fullmatch(ACCOUNT_NUMBER, text, re.ASCII):
        raise PydanticCustomError("account_number", "no number")
    return text


Name = Annotated[Line, Field(max_length=100, description="For the seller and their staff, such as `QRIS BCA`.")]
Outlet = Annotated[
    Id | None, Field(description="The only outlet whose tills may use it. Null: all tills, and orders of the web.")
]
StaticQris = Annotated[
    Annotated[Line, AfterValidator(_qris)],
    Field(
        max_length=qris.LONGEST,
        description="The text of the printed QR code of the shop, as a QR reader shows it. It begins with `000201`.",
    ),
]


class NewBankAccount(Body):
    bank: Annotated[Line, Field(max_length=50)]
    number: Annotated[
        str,
        Field(description="5 to 20 digits.", json_schema_extra={"pattern": ACCOUNT_NUMBER}),
        AfterValidator(_account_number),
    ]
    holder: Annotated[Line, Field(max_length=100)]


class NewPaymentAccount(Body):
    kind: Kind
    name: Name
    outlet_id: Outlet = None
    qris: Annotated[StaticQris | None, Field(description="For `kind` qris.")] = None
    bank_account: Annotated[NewBankAccount | None, Field(description="For `kind` transfer.")] = None
    provider: Annotated[NewProvider | None, Field(description="For the other kinds.")] = None
    unique_amounts: Annotated[
        bool | None,
        Field(
            description="Add a code of 1 to 999 rupiah to each amount, so that it names its order. Omitted: for "
            "transfers. Providers name their payments themselves, so they take none."
        ),
    ] = None

    @model_validator(mode="after")
    def _is_of_a_kind(self) -> Self:
        given = {name for name in ("qris", "bank_account", "provider") if getattr(self, name) is not None}
        if given != {{"qris": "qris", "transfer": "bank_account"}.get(self.kind, "provider")}:
            raise PydanticCustomError("qris_or_bank_account", "not of this kind")
        if self.provider is not None and self.unique_amounts:
            raise PydanticCustomError("no_unique_amounts", "not at a provider")
        return self


class PaymentAccountUpdate(PartialUpdate):
    name: Annotated[Name, NotNull] = ""
    outlet_id: Outlet = None
    qris: Annotated[StaticQris, NotNull] = ""
    bank_account: Annotated[NewBankAccount, NotNull] = NewBankAccount(bank="-", number="00000", holder="-")
    provider: Annotated[NewProvider, NotNull] = NewProvider(environment="sandbox")
    unique_amounts: Annotated[bool, NotNull] = False
    active: Annotated[bool, Field(description="False: nobody is asked to pay on it any more."), NotNull] = True


class PaymentAccountList(Reply):
    payment_accounts: Annotated[list[PaymentAccount], Field(description="Oldest first.")]


class Arrival(Body):
    model_config = {**Body.model_config, "json_schema_extra": without_defaults}

    amount: Annotated[Amount, Field(description="What arrived, with its code.")]
    reference: Annotated[Line, Field(max_length=100, description="Names the money at the bank.")]
    request_id: Annotated[
        Id | None,
        Field(description="The request that it is for, if the amount alone does not tell it (`arrival_ambiguous`)."),
    ] = None
    till_id: Annotated[
        Id | None, Field(description="The till whose open shift it belongs to. Who has signed in there may omit it.")
    ] = None


@bp.get("")
@bp.output(PaymentAccountList)
@bp.doc(operation_id="payment_accounts_list")
@role("seller", "admin", scope="transactions:read")
def list_accounts() -> dict[str, Any]:
    """List the caller's accounts."""
    rows = queries.sales.incoming.accounts.of_owner(g.identity.user_id)
    return {"payment_accounts": [_reply(row) for row in rows]}


@bp.post("")
@bp.input(NewPaymentAccount)
@bp.output(PaymentAccount, 201)
@bp.doc(operation_id="payment_accounts_create")
@problems("limit_reached")
@role("seller", "admin", scope="payments:write")
def create(json_data: NewPaymentAccount) -> dict[str, Any]:
    """Add an account on which the caller's buyers pay. A QRIS is read strictly, with its checksum.

    Give the `notice_url` of an account at a provider to that provider.
    """
    given = json_data.model_dump()
    fields = {name: value for name, value in given.items() if name not in GIVEN} | _details(json_data.kind, given)
    if fields["unique_amounts"] is None:
        fields["unique_amounts"] = json_data.kind == "transfer"
    return _reply(queries.sales.incoming.accounts.add(g.identity.user_id, fields))


@bp.patch("/<int:account_id>")
@bp.input(PaymentAccountUpdate)
@bp.output(PaymentAccount)
@bp.doc(operation_id="payment_accounts_update")
@role("seller", "admin", scope="payments:write")
def update(account_id: int, json_data: PaymentAccountUpdate) -> dict[str, Any]:
    """Change the given fields of an own account. Requests that were made before keep what they ask for.

    A `provider` replaces environment, channel and all keys.
    """
    given = json_data.model_dump(exclude_unset=True)
    kind = ""
    if "provider" in given:
        given["provider"] = json_data.provider.model_dump()
        kind = queries.sales.incoming.accounts.get(g.identity.user_id, account_id)["kind"]
    fields = {name: value for name, value in given.items() if name not in GIVEN} | _details(kind, given)
    return _reply(queries.sales.incoming.accounts.update(g.identity.user_id, account_id, fields))


@bp.post("/<int:account_id>/match")
@bp.input(Arrival)
@bp.output(PaymentRequest)
@bp.doc(operation_id="payment_accounts_match")
@problems(
    403, "payment_account_not_found", "payment_request_not_found", "no_request_matches", "arrival_ambiguous",
    "payment_request_paid", "limit_reached", "till_of_others", "shift_closed",
)  # fmt: skip
@key_required
@role("seller", "admin", scope="payments:write", till=True)
def match(account_id: int, json_data: Arrival) -> dict[str, Any]:
    """Confirm the request whose amount, with its code, arrived on an own account, at a till on one of its owner.

    Requests that were closed within a day are found, too: late money pays an expired order if its goods are still
    there, or goes to `review`. Nothing is guessed: if another request has this amount without its code, the answer
    lists the `candidates`, at most 20; send it again with the `request_id` and another key. The same arrival twice is
    answered alike. Another `reference` for a request in `review` is noted (`other_arrivals`), and it is `paid_twice`.
    """
    caller = Caller(g.identity.user_id, g.identity.roles, request_language(), g.identity.till_id)
    till_id = json_data.till_id or caller.till_id
    owner_id = caller.user_id
    if till_id is not None:
        owner_id = queries.sales.till.drawers.require_place(till_id, caller).owner_id
    account = queries.sales.incoming.accounts.get(owner_id, account_id)
    return request_reply(
        queries.sales.incoming.confirming.match(
            account, json_data.amount, json_data.reference, caller, till_id, json_data.request_id
        )
    )


def _reply(row: dict[str, Any]) -> dict[str, Any]:
    """Return an account as its owner sees it, with the address for notices."""
    reply = account_reply(row)
    if reply["provider"] is not None:
        path = f"/api/payments/notices/{row['kind']}/{row['public_id']}"
        reply["provider"] = {**reply["provider"], "notice_url": current_app.config["PUBLIC_URL"] + path}
    return reply


def _details(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of the fields that belong into `details`, if one of them is given."""
    if fields.get("provider") is not None:
        return columns(kind, fields["provider"])
    if fields.get("qris") is not None:
        return {"details": {"qris": fields["qris"]}}
    return {"details": fields["bank_account"]} if fields.get("bank_account") is not None else {}
