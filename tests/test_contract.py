"""The OpenAPI document and the shop agree: each call it names answers as it says, whoever asks and whatever is sent."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, settings

from conftest import ROOT, Person, Shop

LONG = bool(os.environ.get("LONG"))
EXAMPLES = 1000 if LONG else 8


@dataclass
class Caller:
    """One of those who call everything, with what they may find in the shop, and what they were answered."""

    kind: str
    shop: Shop
    person: Person
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)


DOCUMENT = schemathesis.openapi.from_path(
    str(ROOT / "docs" / "openapi.json"),
    config=schemathesis.Config.from_dict(
        {
            "seed": 20261121,
            "generation": {"deterministic": True, "database": "none", "max-examples": EXAMPLES},
            "warnings": False,
            "dictionaries": {
                "products": {"values": [1, 2, 3]},
                "people": {"values": [1, 2]},
            },
            "parameters": {
                "path.product_id": {"dictionary": "products", "probability": 0.6},
                "path.user_id": {"dictionary": "people", "probability": 0.6},
                "body.items[*].product_id": {"dictionary": "products", "probability": 0.9},
            },
        }
    ),
)
ALL = {}


@pytest.fixture(params=["anonymous", "buyer", "all roles"])
def caller(request: pytest.FixtureRequest, shop: Shop) -> Iterator[Caller]:
    person = shop.visitor()
    if request.param != "anonymous":
        person = shop.person("tester", *(["seller", "admin"] if request.param == "all roles" else []))
    sari = shop.person("sari", "seller")
    for number in (1, 2, 3):
        shop.rows(
            "INSERT INTO products (id, seller_id, name, description, price, stock) VALUES (%s, %s, 'Kopi', '', 50000, 1000000)",
            (number, sari.id),
        )
        shop.rows(
            "INSERT INTO stock_ledger (product_id, delta, balance, reason, actor_id) VALUES (%s, 1000000, 1000000, 'opening', %s)",
            (number, sari.id),
        )
    yield (found := Caller(request.param, shop, person))
    for (label, status), n in found.answers.items():
        ALL.setdefault(request.param, {}).setdefault(label, {})[status] = n


@pytest.fixture(scope="session", autouse=True)
def report():
    yield
    for kind, by in ALL.items():
        print(kind, sum(sum(x.values()) for x in by.values()))
        for label, s in by.items():
            print(f"  {label:45} {dict(sorted(s.items()))}")


@DOCUMENT.parametrize()
@settings(suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_document_names(case: schemathesis.Case, caller: Caller) -> None:
    headers = {}
    if caller.kind != "anonymous":
        headers["Authorization"] = f"Bearer {caller.person.token}"
        assume(case.path_parameters.get("user_id") != caller.person.id)
    if case.operation.path.endswith("/login"):
        caller.shop.rows("DELETE FROM sign_in_failures")
    if case.operation.path.endswith("/logout") and case.method == "POST" and caller.kind != "anonymous":
        caller.person.sign_in()
        headers["Authorization"] = f"Bearer {caller.person.token}"
        caller.person.sign_in()
    response = case.call(base_url=caller.shop.url, headers=headers)
    caller.answers[case.operation.label, response.status_code] += 1
    case.validate_response(response, headers=headers, transport_kwargs={"base_url": caller.shop.url})
