"""Duitku: payment pages. Notices are forms.

`signature` of a notice is the MD5 of merchantCode, amount, merchantOrderId and the API key, in another order than in
calls: https://docs.duitku.com/api/en/#callback. It does not cover `resultCode`, so the payment is fetched:
https://docs.duitku.com/api/en/#check-transaction.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from hmac import compare_digest
from typing import Any
from urllib.parse import urlencode

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
    form,
    rupiah,
    state_of,
    text,
)

API = {"production": "https://api-prod.duitku.com", "sandbox": "https://api-sandbox.duitku.com"}
STATUS = {"production": "https://passport.duitku.com/webapi", "sandbox": "https://sandbox.duitku.com/webapi"}
RESULTS: dict[str, State] = {"00": "paid", "01": "failed"}
STATES: dict[str, State] = {"00": "paid", "01": "pending", "02": "expired"}
METHODS: dict[str, Method] = {
    "VC": "card", "SP": "qris", "NQ": "qris", "DQ": "qris", "GQ": "qris", "SQ": "qris", "LQ": "qris", "OV": "ewallet",
    "SA": "ewallet", "LF": "ewallet", "LA": "ewallet", "DA": "ewallet", "SL": "ewallet", "OL": "ewallet",
}  # fmt: skip


class Duitku(Provider):
    name = "duitku"
    keys = ("merchant_code", "api_key")

    def is_authentic(self, notice: Notice, keys: Keys) -> bool:
        try:
            fields = form(notice.body)
            code, amount, order, given = (
                text(fields, name) for name in ("merchantCode", "amount", "merchantOrderId", "signature")
            )
        except Unreadable:
            return False
        same = compare_digest(signature(code, amount, order, keys["api_key"]).encode(), given.lower().encode())
        return same and code == keys["merchant_code"]

    def read(self, notice: Notice) -> Event:
        fields = form(notice.body)
        kind = text(fields, "paymentCode", default="")
        return _event(fields, state_of(RESULTS, text(fields, "resultCode")), METHODS.get(kind, "transfer"))

    def create(self, asked: Asked) -> Call:
        millis = str(round(asked.at.timestamp() * 1000))
        code = asked.keys["merchant_code"]
        headers = {
            **JSON,
            "x-duitku-merchantcode": code,
            "x-duitku-timestamp": millis,
            "x-duitku-signature": hashlib.sha256(f"{code}{millis}{asked.keys['api_key']}".encode()).hexdigest(),
        }
        body = {
            "paymentAmount": asked.amount, "merchantOrderId": asked.order, "productDetails": asked.order,
            "email": asked.email, "callbackUrl": asked.notice_url, "returnUrl": asked.notice_url.partition("/api/")[0],
            "expiryPeriod": asked.minutes,
        }  # fmt: skip
        return Call("POST", f"{API[asked.environment]}/api/merchant/createInvoice", headers, dump(body))

    def created(self, answer: Fields) -> Fields:
        return {"url": text(answer, "paymentUrl")}

    def status(self, asked: Asked) -> Call:
        code = asked.keys["merchant_code"]
        signed = _md5(f"{code}{asked.order}{asked.keys['api_key']}")
        body = dump({"merchantCode": code, "merchantOrderId": asked.order, "signature": signed})
        return Call("POST", f"{STATUS[asked.environment]}/api/merchant/transactionStatus", JSON, body)

    def said(self, asked: Asked, answer: Any) -> Event | None:
        # The answer does not tell the method; the notice did.
        method = asked.known.get("method", "transfer")
        return _event(answer, state_of(STATES, text(answer, "statusCode")), method)

    def send(self, event: Event, keys: Keys, path: str, at: datetime) -> Sent:
        code, amount = keys["merchant_code"], str(event.amount)
        kind = {"card": "VC", "qris": "SP", "ewallet": "OV"}.get(event.method, "BC")
        fields = {
            "merchantCode": code, "amount": amount, "merchantOrderId": event.order, "paymentCode": kind,
            "resultCode": "00" if event.state == "paid" else "01", "reference": event.reference,
            "signature": signature(code, amount, event.order, keys["api_key"]),
        }  # fmt: skip
        return Sent({"Content-Type": "application/x-www-form-urlencoded"}, urlencode(fields).encode())


def signature(merchant_code: str, amount: str, order: str, api_key: str) -> str:
    """Return the `signature` of a notice."""
    return _md5(f"{merchant_code}{amount}{order}{api_key}")


def _event(fields: Fields, state: State, method: Method) -> Event:
    order, amount = text(fields, "merchantOrderId"), text(fields, "amount")
    reference = text(fields, "reference", default=order)
    return Event(
        order, reference, state, rupiah(amount), method, f"{reference}:{state}:{amount}",
        {"state": state, "amount": amount, "method": method},
    )  # fmt: skip


def _md5(signed: str) -> str:
    return hashlib.md5(signed.encode(), usedforsecurity=False).hexdigest()
