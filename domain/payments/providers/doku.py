"""DOKU: checkout pages.

`Signature` is `HMACSHA256=` and, in base64, the HMAC-SHA256 of five lines, without a line end behind the last.
`Request-Target` is the path that is called, in a notice that of our address, and `Digest` the SHA-256 of the body in
base64: https://developers.doku.com/get-started-with-doku-api/signature-component/non-snap. It covers all, so a notice
counts by itself.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
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
    dump,
    instant,
    json_object,
    rupiah,
    state_of,
    text,
)

API = {"production": "https://api.doku.com", "sandbox": "https://api-sandbox.doku.com"}
PAGE = "/checkout/v1/payment"
STATES: dict[str, State] = {
    "SUCCESS": "paid", "PENDING": "pending", "FAILED": "failed", "EXPIRED": "expired", "REFUNDED": "reversed",
    "PARTIAL_REFUNDED": "reversed", "CHARGEBACK": "reversed", "ORDER_GENERATED": "pending", "ORDER_EXPIRED": "expired",
}  # fmt: skip
METHODS: dict[str, Method] = {"CREDIT_CARD": "card", "EMONEY": "ewallet", "QRIS": "qris"}
WORDS: dict[State, str] = {
    "paid": "SUCCESS", "pending": "PENDING", "failed": "FAILED", "expired": "EXPIRED", "reversed": "REFUNDED",
}  # fmt: skip


class Doku(Provider):
    name = "doku"
    keys = ("client_id", "secret_key")
    signs_all = True

    def is_authentic(self, notice: Notice, keys: Keys) -> bool:
        given = notice.headers
        client, number, time = (given.get(name, "") for name in ("client-id", "request-id", "request-timestamp"))
        expected = signature(client, number, time, notice.path, notice.body, keys["secret_key"])
        same = hmac.compare_digest(given.get("signature", "").encode(), expected.encode())
        return same and client == keys["client_id"]

    def read(self, notice: Notice) -> Event:
        return _event(json_object(notice.body))

    def create(self, asked: Asked) -> Call:
        body = dump(
            {
                "order": {"amount": asked.amount, "invoice_number": asked.order, "currency": "IDR"},
                "payment": {"payment_due_date": asked.minutes},
                "additional_info": {"override_notification_url": asked.notice_url},
            }
        )
        headers = {**_signed(asked.keys, asked.order, PAGE, asked.at, body), **JSON}
        return Call("POST", API[asked.environment] + PAGE, headers, body)

    def created(self, answer: Fields) -> Fields:
        return {"url": text(answer, "response", "payment", "url")}

    def status(self, asked: Asked) -> Call:
        path = f"/orders/v1/status/{asked.order}"
        return Call("GET", API[asked.environment] + path, {**_signed(asked.keys, asked.order, path, asked.at), **JSON})

    def said(self, asked: Asked, answer: Any) -> Event | None:
        return _event(answer) if isinstance(answer, dict) and "transaction" in answer else None

    def send(self, event: Event, keys: Keys, path: str, at: datetime) -> Sent:
        service = {"card": "CREDIT_CARD", "ewallet": "EMONEY", "qris": "QRIS"}.get(event.method, "VIRTUAL_ACCOUNT")
        body = dump(
            {
                "service": {"id": service},
                "channel": {"id": service},
                "transaction": {
                    "status": WORDS[event.state],
                    "date": f"{at:%Y-%m-%dT%H:%M:%SZ}",
                    "original_request_id": event.reference,
                },
                "order": {"invoice_number": event.order, "amount": event.amount},
            }
        )
        return Sent({**_signed(keys, event.reference, path, at, body), **JSON}, body)


def signature(client_id: str, request_id: str, timestamp: str, path: str, body: bytes | None, secret: str) -> str:
    """Return the header `Signature`. A GET has no body and no digest."""
    lines = [
        f"Client-Id:{client_id}",
        f"Request-Id:{request_id}",
        f"Request-Timestamp:{timestamp}",
        f"Request-Target:{path}",
    ]
    if body is not None:
        lines.append("Digest:" + base64.b64encode(hashlib.sha256(body).digest()).decode())
    signed = hmac.digest(secret.encode(), "\n".join(lines).encode(), "sha256")
    return "HMACSHA256=" + base64.b64encode(signed).decode()


def _signed(keys: Keys, request_id: str, path: str, at: datetime, body: bytes | None = None) -> dict[str, str]:
    timestamp = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    return {
        "Client-Id": keys["client_id"],
        "Request-Id": request_id,
        "Request-Timestamp": timestamp,
        "Signature": signature(keys["client_id"], request_id, timestamp, path, body, keys["secret_key"]),
    }


def _event(fields: Fields) -> Event:
    word, amount = text(fields, "transaction", "status"), text(fields, "order", "amount")
    order, currency = text(fields, "order", "invoice_number"), text(fields, "order", "currency", default="")
    reference = text(fields, "transaction", "original_request_id", default=order)
    date, service = text(fields, "transaction", "date", default=""), text(fields, "service", "id", default="")
    return Event(
        order, reference, state_of(STATES, word), rupiah(amount, currency), METHODS.get(service, "transfer"),
        ":".join((reference, word, amount, currency, date, service)),
        {"status": word, "amount": amount, "currency": currency, "service": service, "date": date}, instant(date),
    )  # fmt: skip
