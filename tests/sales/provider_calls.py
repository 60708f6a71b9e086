"""Accounts at payment providers, and what tests see of them."""

from __future__ import annotations

from typing import Any

from queries.sales import order_expiry
from support.app import wait_until
from support.deployments.providers import KEYS, Payment, ProviderServer
from support.people import Person, Shop


def account(seller: Person, kind: str, **provider: Any) -> dict[str, Any]:
    body = {"kind": kind, "name": kind, "provider": {"environment": "sandbox", **KEYS[kind], **provider}}
    answer = seller.post("/api/payment-accounts", body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def address(shop: Shop, account: dict[str, Any]) -> str:
    """Return where this shop receives the notices of an account; its public address is another one."""
    return shop.url + "/api" + str(account["provider"]["notice_url"]).partition("/api")[2]


def order(buyer: Person, product_id: int) -> int:
    answer = buyer.post("/api/transactions", {"items": [{"product_id": product_id, "qty": 1}]})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def request_of(person: Person, order_id: int) -> dict[str, Any]:
    (found,) = person.get(f"/api/transactions/{order_id}/payment-requests").json()["payment_requests"]
    return dict(found)


def told(person: Person, order_id: int) -> tuple[str, str | None]:
    found = request_of(person, order_id)
    return found["state"], found["review_reason"]


def settled(shop: Shop, seconds: float = 30) -> None:
    """Wait until no provider is to be asked any more."""
    waiting = "SELECT id FROM jobs WHERE kind LIKE 'payment%' AND state IN ('queued', 'running') LIMIT 1"
    wait_until(lambda: not shop.rows(waiting), seconds)


def name_of(shop: Shop, request: dict[str, Any]) -> str:
    return str(shop.value("SELECT provider_ref FROM payment_requests WHERE id = %s", (request["id"],)))


def expected(shop: Shop, providers: ProviderServer, kind: str, request: dict[str, Any]) -> Payment:
    """Return the payment of a request at its provider, once that was asked for it."""
    name = name_of(shop, request)
    found: Payment = wait_until(lambda: providers.payments.get(name), 20)
    return found


def money(shop: Shop) -> list[tuple[str, int]]:
    return [(row["method"], row["amount"]) for row in shop.rows("SELECT method, amount FROM payments ORDER BY id")]


def let_expire(shop: Shop, order_id: int) -> None:
    for table, column in (("transactions", "id"), ("payment_requests", "transaction_id")):
        shop.rows(
            f"UPDATE {table} SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE {column} = %s", (order_id,)
        )
    order_expiry.release_all()
