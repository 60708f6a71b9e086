"""Calls of orders that are paid later."""

from __future__ import annotations

from itertools import count
from typing import Any

import requests

from support.people import Person, Shop

KEYS = count(1)


def order(buyer: Person, *items: tuple[int, int], **more: Any) -> dict[str, Any]:
    body = {"items": [{"product_id": product_id, "qty": qty} for product_id, qty in items], **more}
    answer = buyer.post("/api/transactions", body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def pay(person: Person, order_id: int, key: str | None = None, **payment: Any) -> requests.Response:
    headers = {"Idempotency-Key": key or f"key-{next(KEYS)}"}
    return person.post(f"/api/transactions/{order_id}/pay", {"method": "cash", **payment}, headers=headers)


def cancel(person: Person, order_id: int) -> requests.Response:
    headers = {"Idempotency-Key": f"key-{next(KEYS)}"}
    return person.post(f"/api/transactions/{order_id}/cancel", headers=headers)


def let_expire(shop: Shop, order_id: int) -> None:
    shop.rows("UPDATE transactions SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE id = %s", (order_id,))
