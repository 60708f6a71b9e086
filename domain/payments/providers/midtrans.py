"""Midtrans: Snap pages and QRIS.

`signature_key` of a notice is the SHA-512 of order_id, status_code, gross_amount and the server key, as hexadecimal
digits, the amount as it was sent: https://docs.midtrans.com/docs/https-notification-webhooks. It does not cover
`transaction_status`, so that is fetched: https://docs.midtrans.com/reference/get-transaction-status. A payment may be
denied after its settlement.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime, timedelta, timezone
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

API = {"production": "https://api.midtrans.com", "sandbox": "https://api.sandbox.midtrans.com"}
SNAP = {"production": "https://app.midtrans.com", "sandbox": "https://app.sandbox.midtrans.com"}
STATES: dict[str, State] = {
    "settlement": "paid", "capture": "paid", "pending": "pending", "authorize": "pending", "deny": "failed",
    "cancel": "failed", "failure": "failed", "expire": "expired", "refund": "reversed", "partial_refund": "reversed",
    "chargeback": "reversed", "partial_chargeback": "reversed",
}  # fmt: skip
# Its times are those of Jakarta.
ZONE = timezone(timedelta(hours=7))
# A card payment is `capture` while the risk is being judged.
FRAUD: dict[str, State] = {"accept": "paid", "challenge": "pending", "deny": "failed"}
METHODS: dict[str, Method] = {"qris": "qris", "credit_card": "card", "gopay": "ewallet", "shopeepay": "ewallet"}
WORDS: dict[State, tuple[str, str]] = {
    "paid": ("settlement", "200"), "pending": ("pending", "201"), "failed": ("deny", "202"),
    "expired": ("expire", "202"), "reversed": ("chargeback", "200"),
}  # fmt: skip


class Midtrans(Provider):
    name = "midtrans"
    keys = ("server_key",)
    channels = ("page", "qris")
    denies_paid = True

    def is_authentic(self, notice: Notice, keys: Keys) -> bool:
        try:
            fields = json_object(notice.body)
            names = ("order_id", "status_code", "gross_amount", "signature_key")
            order, code, amount, given = (text(fields, name) for name in names)
        except Unreadable:
            return False
        return compare_digest(signature(order, code, amount, keys["server_key"]).encode(), given.lower().encode())

    def read(self, notice: Notice) -> Event:
        return _event(json_object(notice.body))

    def create(self, asked: Asked) -> Call:
        details = {"order_id": asked.order, "gross_amount": asked.amount}
        headers = {
            **_headers(asked.keys), **JSON, "Idempotency-Key": asked.order, "X-Override-Notification": asked.notice_url,
        }  # fmt: skip
        if asked.channel == "qris":
            expiry = {"expiry_duration": asked.minutes, "unit": "minute"}
            body = {"payment_type": "qris", "transaction_details": details, "custom_expiry": expiry}
            return Call("POST", f"{API[asked.environment]}/v2/charge", headers, dump(body))
        page = {"transaction_details": details, "expiry": {"duration": asked.minutes, "unit": "minutes"}}
        return Call("POST", f"{SNAP[asked.environment]}/snap/v1/transactions", headers, dump(page))

    def created(self, answer: Fields) -> Fields:
        if "redirect_url" in answer:
            return {"url": text(answer, "redirect_url")}
        code = answer.get("qr_string")
        if not isinstance(code, str) or not code:
            raise Unreadable("no qr_string")
        return {"qris": code}

    def status(self, asked: Asked) -> Call:
        return Call("GET", f"{API[asked.environment]}/v2/{asked.order}/status", {**_headers(asked.keys), **JSON})

    def said(self, asked: Asked, answer: Any) -> Event | None:
        # An order that was never paid for is a 404 in the body.
        return None if text(answer, "status_code", default="") == "404" else _event(answer)

    def send(self, event: Event, keys: Keys, path: str, at: datetime) -> Sent:
        word, code = WORDS[event.state]
        amount, time = f"{event.amount}.00", f"{at.astimezone(ZONE):%Y-%m-%d %H:%M:%S}"
        fields = {
            "transaction_time": time, "transaction_status": word, "status_code": code,
            "transaction_id": event.reference, "order_id": event.order, "gross_amount": amount, "currency": "IDR",
            "payment_type": {"card": "credit_card", "ewallet": "gopay", "transfer": "bank_transfer"}.get(
                event.method, "qris"
            ),
            "fraud_status": "accept", "signature_key": signature(event.order, code, amount, keys["server_key"]),
        }  # fmt: skip
        if event.state == "paid":
            fields["settlement_time"] = time
        return Sent(JSON, dump(fields))


def signature(order: str, code: str, amount: str, server_key: str) -> str:
    """Return the `signature_key` of a notice."""
    return hashlib.sha512(f"{order}{code}{amount}{server_key}".encode()).hexdigest()


def _event(fields: Fields) -> Event:
    word, fraud = text(fields, "transaction_status"), text(fields, "fraud_status", default="accept")
    state = state_of(FRAUD, fraud) if word == "capture" else state_of(STATES, word)
    names = ("order_id", "transaction_id", "status_code", "gross_amount")
    order, reference, code, amount = (text(fields, name) for name in names)
    returned = text(fields, "refund_amount", default="")
    more = ("payment_type", "currency", "settlement_time")
    kind, currency, settled = (text(fields, name, default="") for name in more)
    return Event(
        order, reference, state, rupiah(amount, currency), METHODS.get(kind, "transfer"),
        ":".join((reference, word, fraud, code, amount, currency, returned)),
        {
            "transaction_status": word, "fraud_status": fraud, "payment_type": kind, "gross_amount": amount,
            "currency": currency,
        },
        instant(settled, ZONE),
    )  # fmt: skip


def _headers(keys: Keys) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{keys['server_key']}:".encode()).decode()}
