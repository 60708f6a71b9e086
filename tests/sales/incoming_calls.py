"""Accounts on which buyers pay, and the calls about what is expected on them."""

from __future__ import annotations

from itertools import count
from typing import Any

import requests

from domain.payments import qris
from support.people import Person

KEYS = count(1)
BANK = {"bank": "BCA", "number": "1234567890", "holder": "Sari Wulandari"}


def field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02}{value}"


def code_of(**changed: str) -> str:
    """Return a static QRIS. `changed` are fields by the names `f01` and so on; an empty one is left out."""
    merchant = field("00", "COM.GO-JEK.WWW") + field("01", "936009143450646955") + field("03", "UMI")
    register = field("00", "ID.CO.QRIS.WWW") + field("02", "ID1020017611473") + field("03", "UMI")
    fields = {
        "f00": "01", "f01": "11", "f26": merchant, "f51": register, "f52": "5812", "f53": "360", "f55": "01",
        "f58": "ID", "f59": "WARUNG BU TINI", "f60": "BANDUNG", "f61": "40111", "f62": field("07", "A01"), **changed,
    }  # fmt: skip
    text = "".join(field(tag[1:], value) for tag, value in fields.items() if value) + "6304"
    return text + qris.checksum(text)


QRIS = code_of()


def headers(key: str | None = None) -> dict[str, str]:
    return {"Idempotency-Key": key or f"masuk-{next(KEYS)}"}


def account(seller: Person, kind: str = "transfer", **fields: Any) -> int:
    """Return the id of a new account of the seller."""
    details: dict[str, Any] = {"qris": QRIS} if kind == "qris" else {"bank_account": BANK}
    answer = seller.post("/api/payment-accounts", {"kind": kind, "name": f"Kas {kind}", **details, **fields})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def ask(person: Person, order_id: int, account_id: int, key: str | None = None, **more: Any) -> requests.Response:
    """Ask for the money of an order."""
    path = f"/api/transactions/{order_id}/payment-requests"
    return person.post(path, {"account_id": account_id, **more}, headers=headers(key))


def asked(person: Person, order_id: int, account_id: int, **more: Any) -> dict[str, Any]:
    answer = ask(person, order_id, account_id, **more)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def confirm(person: Person, request_id: int, key: str | None = None, **more: Any) -> requests.Response:
    return person.post(f"/api/payment-requests/{request_id}/confirm", more, headers=headers(key))


def reject(person: Person, request_id: int, **more: Any) -> requests.Response:
    return person.post(f"/api/payment-requests/{request_id}/reject", more, headers=headers())


def match(person: Person, account_id: int, amount: int, reference: str = "BCA 1", **more: Any) -> requests.Response:
    body = {"amount": amount, "reference": reference, **more}
    return person.post(f"/api/payment-accounts/{account_id}/match", body, headers=headers())
