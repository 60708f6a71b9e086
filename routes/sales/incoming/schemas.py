"""Replies of payment accounts and requests."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from domain.payments import qris
from web.openapi.field_types import Instant, Reply

Kind = Literal["qris", "transfer"]
State = Literal["pending", "paid", "cancelled", "expired", "failed", "review"]


class BankAccount(Reply):
    bank: str
    number: str
    holder: str


class Qris(Reply):
    payload: Annotated[str, Field(description="The text of the QR code.")]
    merchant: Annotated[str, Field(description="Whom the buyer's app shows.")]
    city: str
    nmid: Annotated[str | None, Field(description="The merchant's number in the national register.")]


class PaymentAccount(Reply):
    id: int
    outlet_id: int | None
    kind: Kind
    name: str
    qris: Annotated[Qris | None, Field(description="The static code of the shop.")]
    bank_account: BankAccount | None
    unique_amounts: bool
    active: bool
    created_at: Instant


class PaymentRequest(Reply):
    id: int
    transaction_id: int
    account_id: int
    kind: Kind
    name: Annotated[str, Field(description="That of the account.")]
    state: Annotated[
        State,
        Field(
            description="pending: the buyer may pay; cancelled, expired: with its order, or what is left of it was "
            "paid otherwise; failed: rejected by a person; review: money arrived that the order can't take."
        ),
    ]
    amount: Annotated[int, Field(description="What it pays of the order.")]
    code: Annotated[int, Field(description="What is added so that the sum names the order; 0: nothing.")]
    payable: Annotated[int, Field(description="What the buyer pays: `amount` and `code`.")]
    qris: Annotated[
        Qris | None, Field(description="A code with the amount. Its image: `GET /api/payment-requests/{id}/qr`.")
    ]
    bank_account: BankAccount | None
    expires_at: Annotated[Instant | None, Field(description="Null: as long as the order waits.")]
    payment_id: Annotated[int | None, Field(description="The payment of the order that it became.")]
    received: Annotated[int | None, Field(description="What arrived.")]
    reference: str
    review_reason: Annotated[
        Literal[
            "wrong_amount", "exceeds_due", "order_already_paid", "order_was_cancelled", "insufficient_stock",
            "voucher_refused", "course_closed", "course_already_owned",
        ]
        | None,
        Field(description="Why a person must decide; the codes of problems, wrong_amount and exceeds_due."),
    ]  # fmt: skip
    reason: Annotated[str, Field(description="Why a person rejected it.")]
    created_at: Instant
    settled_at: Annotated[Instant | None, Field(description="When it left `pending`.")]


def account_reply(row: dict[str, Any]) -> dict[str, Any]:
    """Return an account as its reply has it, without secrets."""
    details = row["details"]
    return {
        **row,
        "qris": _qris(details["qris"], details["qris"]) if row["kind"] == "qris" else None,
        "bank_account": details if row["kind"] == "transfer" else None,
    }


def request_reply(row: dict[str, Any]) -> dict[str, Any]:
    """Return a request as its reply has it."""
    details = row["details"]
    return {
        **row,
        "qris": _qris(details["qris"], row["payload"]["qris"]) if row["kind"] == "qris" else None,
        "bank_account": details if row["kind"] == "transfer" else None,
    }


def _qris(static: str, payload: str) -> dict[str, Any]:
    merchant = qris.merchant(static)
    return {"payload": payload, "merchant": merchant.name, "city": merchant.city, "nmid": merchant.nmid}
