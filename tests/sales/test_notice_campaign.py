"""Notices of providers by the thousand: repeats, twins, any order, wrong amounts, forged ones. Money counts once."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from incoming_calls import asked
from provider_calls import account, address, let_expire, name_of, order, settled

from domain.payments.providers import PROVIDERS
from queries.system import integrity_checks
from support.database import Server
from support.deployments.providers import Payment, ProviderServer, deliver, notice, provider_server
from support.people import Person, Shop
from support.shops import emptied, started_shop

NOTICES = 10_000 if os.environ.get("LONG") else 200
# A buyer may have so many unpaid orders.
ORDERS_OF_A_BUYER = 5
# What is true of a payment at its provider, and what must become of its request.
STORIES = {
    "paid": ("paid", None),
    "late": ("paid", None),
    "no goods": ("review", "insufficient_stock"),
    "wrong amount": ("review", "wrong_amount"),
    "taken back": ("review", "payment_reversed"),
    "unpaid": ("pending", None),
    "failed": ("failed", None),
}


@dataclass
class Case:
    story: str
    payment: Payment
    where: str
    order_id: int


@pytest.fixture
def providers() -> Iterator[ProviderServer]:
    with provider_server() as server:
        yield server


@pytest.fixture
def shop(server: Server, run_dir: Path, providers: ProviderServer) -> Iterator[Shop]:
    with started_shop(server, run_dir, UNPAID="pending", PAYMENT_PROVIDERS_URL=providers.url) as shop, emptied(shop):
        yield shop


def cases(shop: Shop, providers: ProviderServer, seller: Person, dice: random.Random) -> list[Case]:
    """Return a case for ten notices each, whose payments the providers know."""
    accounts = {kind: account(seller, kind) for kind in PROVIDERS}
    coffee, rare = seller.offers("Kopi", 50_000, 100_000), seller.offers("Luwak", 90_000, 1_000)
    made, buyer = [], seller
    for number in range(NOTICES // 10):
        if number % ORDERS_OF_A_BUYER == 0:
            buyer = shop.person(f"pembeli{number}")
        kind, story = list(PROVIDERS)[number % 4], list(STORIES)[number % len(STORIES)]
        if kind == "duitku" and story == "taken back":
            # It tells of no refunds.
            story = "paid"
        order_id = order(buyer, rare if story == "no goods" else coffee)
        name = name_of(shop, asked(buyer, order_id, accounts[kind]["id"]))
        amount = 90_000 if story == "no goods" else 50_000
        payment = Payment(kind, name, amount)
        providers.payments[name] = payment
        made.append(Case(story, payment, address(shop, accounts[kind]), order_id))
    settled(shop, 600)
    for case in made:
        if case.story in ("late", "no goods"):
            let_expire(shop, case.order_id)
    assert seller.patch(f"/api/products/{rare}", {"stock": 0}).status_code == 200
    return made


def notices(case: Case, dice: random.Random) -> list[tuple[str, Any, int]]:
    """Return notices of a case with the answer that each must get; the provider knows what is true."""
    payment, where = case.payment, case.where
    truth = {"taken back": "reversed", "unpaid": "pending", "failed": "failed"}.get(case.story, "paid")
    if case.story == "wrong amount":
        payment.amount += dice.choice((-1, 1, 50_000))
    payment.state = truth  # type: ignore[assignment]
    signs_all = PROVIDERS[payment.provider].signs_all
    true = [notice(payment, where)]
    if case.story == "taken back":
        true.append(notice(payment, where, state="paid"))
    earlier = [notice(payment, where, state=state) for state in ("pending", "failed") if case.story != "unpaid"]
    # Signed rightly, where the signature does not cover it.
    lies = [] if signs_all else [notice(payment, where, state="paid", amount=payment.amount + 7)]
    forged = notice(replace(payment, state="paid"), where)
    forged = forged._replace(
        headers={name: f"{value}0" if name != "Content-Type" else value for name, value in forged.headers.items()},
        body=forged.body.replace(b"signature=", b"signature=0").replace(b'signature_key":"', b'signature_key":"0'),
    )  # fmt: skip
    found = [(where, each, 200) for each in true + earlier + lies] + [(where, forged, 401)]
    return found + [dice.choice(found[:-1]) for _ in range(10 - len(found))]


@pytest.mark.slow
def test_money_counts_once_whatever_arrives(shop: Shop, inside: None, providers: ProviderServer) -> None:
    dice = random.Random(18)
    seller = shop.person("sari", "seller")
    made = cases(shop, providers, seller, dice)
    sent = [each for case in made for each in notices(case, dice)]
    dice.shuffle(sent)
    providers.trouble[:] = [503, 500, 429]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda each: deliver(each[0], each[1]), sent))
    assert [answer for answer, each in zip(answers, sent, strict=True) if answer != each[2]] == []
    settled(shop, 1200)
    rows = shop.rows("SELECT provider_ref, state, review_reason, payment_id FROM payment_requests")
    found = {row["provider_ref"]: row for row in rows}
    wrong = [
        (case.payment.provider, case.story, found[case.payment.order])
        for case in made
        if (found[case.payment.order]["state"], found[case.payment.order]["review_reason"]) != allowed(case)
    ]
    assert wrong == []
    counted = Counter(row["transaction_id"] for row in shop.rows("SELECT transaction_id FROM payments"))
    assert set(counted.values()) == {1}
    paid = {case.order_id for case in made if case.story in ("paid", "late")}
    assert paid <= set(counted)
    assert {case.order_id for case in made if case.story in ("unpaid", "failed", "wrong amount")}.isdisjoint(counted)
    assert [name for name, sql in integrity_checks.CHECKS.items() if shop.rows(sql)] == []


def allowed(case: Case) -> tuple[str, str | None]:
    if case.story == "failed" and case.payment.provider == "duitku":
        # It does not tell failed from expired.
        return "expired", None
    return STORIES[case.story]
