"""Sales with a receipt, and the calls about it."""

from __future__ import annotations

import re
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import requests

from support.people import Person, Shop

KEYS = count(1)


def sell(shop: Shop, seller: Person, buyer: Person, *items: tuple[int, int], pay: bool = True, **payment: Any) -> int:
    """Return the id of an order; `seller` takes its payment unless `pay` is False."""
    body = {"items": [{"product_id": product_id, "qty": qty} for product_id, qty in items]}
    order_id = int(buyer.post("/api/transactions", body).json()["id"])
    shop.make_pending(order_id)
    if pay:
        key = {"Idempotency-Key": f"pay-{next(KEYS)}"}
        sent = {"method": "cash", **payment}
        assert seller.post(f"/api/transactions/{order_id}/pay", sent, headers=key).status_code == 200
    return order_id


def receipt(person: Person, order_id: int, **query: str) -> requests.Response:
    return person.get(f"/api/transactions/{order_id}/receipt", params=query)


def printed(person: Person, order_id: int, key: str | None = None, **body: str) -> requests.Response:
    headers = {"Idempotency-Key": key} if key else {}
    return person.post(f"/api/transactions/{order_id}/receipt/prints", body, headers=headers)


def link(person: Person, order_id: int, **body: str) -> requests.Response:
    return person.post(f"/api/transactions/{order_id}/receipt/link", body)


def text_of(answer: requests.Response) -> str:
    """Return the words of a page."""
    assert answer.status_code == 200, answer.text
    words = re.sub(r"<style>.*?</style>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return " ".join(words.split())


def opened(shop: Shop, url: str, **kwargs: Any) -> requests.Response:
    """Open the page of a link as a visitor; the shop's own address is not that of its links."""
    return requests.get(shop.url + urlsplit(url).path, timeout=30, **kwargs)
