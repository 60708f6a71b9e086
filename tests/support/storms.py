"""Many clients at once."""

from __future__ import annotations

import threading
from collections import Counter

import requests

from support.app import at_once
from support.people import PASSWORD, Person, Shop


def race_for_five(shop: Shop, seller: Person, buyers: list[Person]) -> None:
    """Let fifty buyers race for five units, and check that five are sold."""
    coffee = seller.offers(stock=5)
    answers = at_once(50, lambda n: buyers[n].buys(coffee))
    assert Counter(answer.status_code for answer in answers) == {201: 5, 409: 45}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"insufficient_stock"}
    assert all(answer.json()["available"] == 0 for answer in answers if answer.status_code == 409)
    assert shop.value("SELECT stock FROM products WHERE id = %s", (coffee,)) == 0
    assert shop.value("SELECT SUM(qty) FROM transaction_items WHERE product_id = %s", (coffee,)) == 5


# Some 0.2 s a hash on one processor.
SLOW_HASH = {"THREADS": "4", "ARGON2_MEMORY_KIB": "19456", "ARGON2_TIME_COST": "6"}


def login_storm(shop: Shop, rounds: int) -> set[str]:
    """Sign in from 96 threads while others use the shop; return the names whose passwords were checked and wrong."""
    shop.person("budi").http.close()
    answers: list[tuple[str, requests.Response]] = []

    def sign_in(number: int) -> None:
        name, password = ("budi", PASSWORD) if number % 8 == 0 else (f"orang{number}", "salah-sekali")
        for _ in range(rounds):
            body = {"username": name, "password": password}
            answers.append((name, requests.post(shop.url + "/api/auth/login", json=body, timeout=60)))

    storm = threading.Thread(target=at_once, args=(96, sign_in))
    storm.start()
    looked = 0
    while storm.is_alive():
        for path in ("/health/live", "/api/products"):
            # The hashes one after another would take three times as long.
            assert requests.get(shop.url + path, timeout=12).status_code == 200
        looked += 1
    storm.join()
    statuses = Counter(answer.status_code for _, answer in answers)
    assert looked and statuses.total() == 96 * rounds and statuses.keys() <= {200, 401, 429, 503}
    # Some passwords were checked, the other calls were a 503 at once.
    assert statuses[503] > statuses[200] + statuses[401] > 0
    for _, answer in answers:
        if answer.status_code == 503:
            assert answer.json()["code"] == "sign_in_busy" and int(answer.headers["Retry-After"]) > 0
    return {name for name, answer in answers if answer.status_code == 401}
