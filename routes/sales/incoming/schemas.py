"""Replies of payment accounts and requests."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from domain.payments import qris
from domain.payments.providers import PROVIDERS
from web.openapi.field_types import Instant, Reply

Kind = Literal["qris", "transfer", "midtrans", "xendit", "doku", "duitku"]
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


class ProviderOfAccount(Reply):
    environment: Literal["production", "sandbox", "local"]
    channel: Literal["page", "qris"]
    notice_url: Annotated[
        str | None, Field(description="Where the provider sends its notices. Null for others than the owner.")
    ]


class PaymentAccount(Reply):
    id: int
    outlet_id: int | None
    kind: Kind
    name: str
    qris: Annotated[Qris | None, Field(description="The static code of the shop.")]
    bank_account: BankAccount | None
    provider: Annotated[ProviderOfAccount | None, Field(description="Of the kinds that are providers.")]
    unique_amounts: bool
    active: bool
    created_at: Instant


class ProviderEvent(Reply):
    state: Annotated[
        Literal["paid", "failed", "reversed"], Field(description="reversed: refunded there, or a chargeback.")
    ]
    amount: Annotated[int | None, Field(description="Null: no whole number of rupiah.")]
    reference: Annotated[str, Field(description="The provider's name of the payment.")]
    received_at: Annotated[Instant, Field(description="When the first notice about it arrived.")]


class OtherArrival(Reply):
    amount: int
    reference: Annotated[str, Field(description="Names the money at the bank.")]
    received_at: Instant


class UnmatchedNotice(Reply):
    account_id: int
    kind: Kind
    order: Annotated[str | None, Field(description="The order id that it names. Null: it could not be read.")]
    state: Annotated[
        Literal["pending", "paid", "failed", "expired", "reversed"] | None,
        Field(description="As it says; the provider was not asked."),
    ]
    amount: Annotated[int | None, Field(description="As it says. Null: no whole number of rupiah.")]
    reference: str
    received_at: Instant


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
            "paid otherwise; failed: rejected by a person or by the provider; review: money arrived that the order "
            "can't take, or a provider took it back."
        ),
    ]
    amount: Annotated[int, Field(description="What it pays of the order.")]
    code: Annotated[int, Field(description="What is added so that the sum names the order; 0: nothing.")]
    payable: Annotated[int, Field(description="What the buyer pays: `amount` and `code`.")]
    qris: Annotated[
        Qris | None, Field(description="A code with the amount. Its image: `GET /api/payment-requests/{id}/qr`.")
    ]
    bank_account: BankAccount | None
    payment_url: Annotated[
        str | None,
        Field(
            description="The page of the provider on which the buyer pays. Null until the provider has answered, about "
            "a second after the request, and for other ways to pay; `qris` likewise."
        ),
    ]
    provider_ref: Annotated[str | None, Field(description="Its order id at the provider.")]
    expires_at: Annotated[Instant | None, Field(description="Null: as long as the order waits.")]
    payment_id: Annotated[int | None, Field(description="The payment of the order that it became.")]
    received: Annotated[int | None, Field(description="What arrived.")]
    reference: str
    provider_events: Annotated[
        list[ProviderEvent],
        Field(description="Each payment that the provider told of, also what failed or went back. Oldest first."),
    ]
    other_arrivals: Annotated[
        list[OtherArrival],
        Field(description="What `match` was told of besides `reference` while it was in review. Oldest first."),
    ]
    review_reason: Annotated[
        Literal[
            "wrong_amount", "exceeds_due", "order_already_paid", "order_was_cancelled", "insufficient_stock",
            "voucher_refused", "course_closed", "course_already_owned", "payment_reversed", "payment_denied",
            "paid_twice", "unverified", "amount_reused",
        ]
        | None,
        Field(
            description="Why a person must decide; the codes of problems, wrong_amount and exceeds_due. Of a provider: "
            "payment_reversed (refunded, or a chargeback), payment_denied (after it was paid), paid_twice (by another "
            "payment, or a person confirmed it under another reference), unverified (it could not be asked for a day). "
            "amount_reused: another request had this amount until it ended within a day, and the money may be for it."
        ),
    ]  # fmt: skip
    reason: Annotated[str, Field(description="Why a person rejected it, or the provider does not collect it.")]
    created_at: Instant
    settled_at: Annotated[Instant | None, Field(description="When it left `pending`.")]


def account_reply(row: dict[str, Any]) -> dict[str, Any]:
    """Return an account as its reply has it, without secrets."""
    details = row["details"]
    return {
        **row,
        "qris": _qris(details["qris"], details["qris"]) if row["kind"] == "qris" else None,
        "bank_account": details if row["kind"] == "transfer" else None,
        "provider": {**details, "notice_url": None} if row["kind"] in PROVIDERS else None,
    }


def request_reply(row: dict[str, Any]) -> dict[str, Any]:
    """Return a request as its reply has it."""
    details = row["details"]
    return {
        **row,
        "qris": _qris_of(row),
        "bank_account": details if row["kind"] == "transfer" else None,
        "payment_url": (row["payload"] or {}).get("url"),
    }


def _qris_of(row: dict[str, Any]) -> dict[str, Any] | None:
    if row["kind"] == "qris":
        return _qris(row["details"]["qris"], row["payload"]["qris"])
    code = (row["payload"] or {}).get("qris")
    # The codes of providers are made for one payment, and the buyer's app reads them.
    return None if code is None else {"payload": code, "merchant": row["name"], "city": "", "nmid": None}


def _qris(static: str, payload: str) -> dict[str, Any]:
    merchant = qris.merchant(static)
    return {"payload": payload, "merchant": merchant.name, "city": merchant.city, "nmid": merchant.nmid}
