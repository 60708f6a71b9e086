"""Xendit: invoices and QR codes.

The header `x-callback-token` of a notice is a constant of the account and covers nothing, so the payment is fetched:
https://docs.xendit.co/docs/handling-webhooks. Repeats and any order of arrival are announced there.
"""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any

from domain.payments.providers.base import (
    JSON,
    Asked,
    Call,
    Event,
    Fields,
    Keys,
    Method,
    Notice,
    Provider,
    Sent,
    State,
    Unreadable,
    dump,
    instant,
    json_object,
    rupiah,
    state_of,
    text,
)

# Sandbox and production differ by the key.
API = "https://api.xendit.co"
QR_VERSION = {"api-version": "2022-07-31"}
STATES: dict[str, State] = {
    "PAID": "paid", "SETTLED": "paid", "SUCCEEDED": "paid", "COMPLETED": "paid", "PENDING": "pending",
    "ACTIVE": "pending", "FAILED": "failed", "EXPIRED": "expired", "INACTIVE": "expired", "REFUNDED": "reversed",
}  # fmt: skip
METHODS: dict[str, Method] = {"QR_CODE": "qris", "QRIS": "qris", "CREDIT_CARD": "card", "EWALLET": "ewallet"}
WORDS: dict[State, str] = {
    "paid": "PAID", "pending": "PENDING", "failed": "FAILED", "expired": "EXPIRED", "reversed": "REFUNDED",
}  # fmt: skip


class Xendit(Provider):
    name = "xendit"
    keys = ("secret_key", "callback_token")
    channels = ("page", "qris")

    def is_authentic(self, notice: Notice, keys: Keys) -> bool:
        return compare_digest(notice.headers.get("x-callback-token", "").encode(), keys["callback_token"].encode())

    def read(self, notice: Notice) -> Event:
        fields = json_object(notice.body)
        return _code_event(fields["data"]) if isinstance(fields.get("data"), dict) else _invoice_event(fields)

    def create(self, asked: Asked) -> Call:
        headers = {**_headers(asked.keys), **JSON, "idempotency-key": asked.order, "x-idempotency-key": asked.order}
        if asked.channel == "qris":
            ends = asked.at + timedelta(minutes=asked.minutes)
            body = {
                "reference_id": asked.order, "type": "DYNAMIC", "currency": "IDR", "amount": asked.amount,
                "expires_at": f"{ends:%Y-%m-%dT%H:%M:%SZ}",
            }  # fmt: skip
            return Call("POST", f"{API}/qr_codes", {**headers, **QR_VERSION}, dump(body))
        invoice = {
            "external_id": asked.order, "amount": asked.amount, "currency": "IDR",
            "invoice_duration": asked.minutes * 60,
        }  # fmt: skip
        return Call("POST", f"{API}/v2/invoices", headers, dump(invoice))

    def created(self, answer: Fields) -> Fields:
        if "invoice_url" in answer:
            return {"url": text(answer, "invoice_url"), "id": text(answer, "id")}
        code = answer.get("qr_string")
        if not isinstance(code, str) or not code:
            raise Unreadable("no qr_string")
        return {"qris": code, "id": text(answer, "id")}

    def status(self, asked: Asked) -> Call:
        if asked.channel == "qris":
            known = text(asked.known, "id")
            return Call("GET", f"{API}/qr_codes/{known}/payments", {**_headers(asked.keys), **JSON, **QR_VERSION})
        return Call("GET", f"{API}/v2/invoices?external_id={asked.order}", {**_headers(asked.keys), **JSON})

    def said(self, asked: Asked, answer: Any) -> Event | None:
        found = answer.get("data") if isinstance(answer, dict) else answer
        if not isinstance(found, list):
            raise Unreadable("no list")
        read = _code_event if asked.channel == "qris" else _invoice_event
        # A lost answer may have left two invoices. Both may be paid: the one that the notice is about counts.
        events = [each for each in map(read, found) if each.order == asked.order]
        paid = [each for each in events if each.state in ("paid", "reversed")]
        named = [each for each in paid if each.reference == asked.known.get("reference")]
        return next(iter(named or paid or events), None)

    def send(self, event: Event, keys: Keys, path: str, at: datetime) -> Sent:
        method = {"card": "CREDIT_CARD", "ewallet": "EWALLET", "qris": "QR_CODE"}.get(event.method, "BANK_TRANSFER")
        fields = {
            "id": event.reference, "external_id": event.order, "status": WORDS[event.state], "amount": event.amount,
            "paid_amount": event.amount, "payment_method": method, "updated": f"{at:%Y-%m-%dT%H:%M:%S.000Z}",
            "currency": "IDR",
        }  # fmt: skip
        if event.state == "paid":
            fields["paid_at"] = fields["updated"]
        return Sent({**JSON, "x-callback-token": keys["callback_token"]}, dump(fields))


def _invoice_event(fields: Fields) -> Event:
    kind = text(fields, "payment_method", default="")
    return _event(fields, text(fields, "external_id"), kind, "paid_amount", "paid_at")


def _code_event(fields: Fields) -> Event:
    return _event(fields, text(fields, "reference_id"), "QR_CODE", "amount", "created")


def _event(fields: Fields, order: str, kind: str, paid: str, at: str) -> Event:
    word, reference, currency = text(fields, "status"), text(fields, "id"), text(fields, "currency", default="")
    state = state_of(STATES, word)
    amount = text(fields, paid, default="") or text(fields, "amount")
    return Event(
        order, reference, state, rupiah(amount, currency), METHODS.get(kind, "transfer"),
        f"{reference}:{word}:{amount}:{currency}",
        {"status": word, "amount": amount, "currency": currency, "payment_method": kind},
        instant(text(fields, at, default="")),
    )  # fmt: skip


def _headers(keys: Keys) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{keys['secret_key']}:".encode()).decode()}
