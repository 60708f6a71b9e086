"""The calls of the React front end of Finenice, and what it reads of the responses."""

from __future__ import annotations

from typing import Any

import pytest

from support.front_ends import ORIGIN, bearer, claims
from support.people import PASSWORD, Person, Shop

BASE = "/compat/finenice"
TINI = {"username": "tini", "password": PASSWORD}


def signed_in(shop: Shop, username: str) -> Person:
    person = shop.visitor()
    answer = person.post(f"{BASE}/auth/login", {"username": username, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    bearer(person, answer.json()["access_token"])
    return person


def bought(person: Person, *items: tuple[int, int, int], **kwargs: Any) -> tuple[int, str]:
    """Check out items of a product, a quantity and a price; return the status and the message."""
    body = {"items": [{"id": product, "qty": qty, "price": price} for product, qty, price in items]}
    answer = person.post(f"{BASE}/checkout", body, **kwargs)
    return answer.status_code, answer.json()["msg"]


def test_a_customer_signs_up_and_buys(shop: Shop, sari: Person) -> None:
    coffee, tea = sari.offers("Kopi Gayo", 50_000, 10), sari.offers("Teh", 7_500, 4)
    visitor = shop.visitor()
    assert visitor.post(f"{BASE}/auth/register", {**TINI, "name": "Tini", "role": "user"}).ok
    tini = signed_in(shop, "tini")
    found = claims(tini.token)
    assert (found["role"], type(found["user_id"])) == ("user", int)
    assert visitor.get(f"{BASE}/products").json() == [
        {"id": coffee, "name": "Kopi Gayo", "price": 50_000, "stock": 10},
        {"id": tea, "name": "Teh", "price": 7_500, "stock": 4},
    ]
    answer = tini.post(
        f"{BASE}/checkout",
        {"items": [{"id": coffee, "qty": 2, "price": 50_000}, {"id": tea, "qty": 1, "price": 7_500}], "note": "-"},
        headers={"Origin": ORIGIN},
    )
    assert (answer.status_code, answer.json()["msg"]) == (200, "Transaksi berhasil")
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert answer.headers["Access-Control-Allow-Credentials"] == "true"
    (sale,) = tini.get(f"{BASE}/transactions").json()
    assert sale["created_at"] == sale["date"] and sale["date"].endswith("Z")
    assert (sale["username"], sale["user_id"]) == ("Tini", found["user_id"])
    assert (sale["product_name"], sale["total"], sale["status"]) == ("Kopi Gayo, Teh", 107_500, "completed")
    assert sale["items"][0] == {"product_id": coffee, "product_name": "Kopi Gayo", "quantity": 2, "price": 50_000}
    assert tini.get(f"/api/transactions/{sale['id']}").json()["total"] == 107_500
    assert sari.get(f"{BASE}/transactions").json() == []
    shop.must_be_sound()


def test_an_admin_keeps_products_and_sees_all_transactions(shop: Shop, dewi: Person, budi: Person) -> None:
    admin = signed_in(shop, "dewi")
    assert claims(admin.token)["role"] == "admin"
    answer = admin.post(f"{BASE}/products", {"name": "Kopi", "price": 15_000, "stock": 20})
    assert answer.status_code == 201 and answer.json()["msg"]
    (product,) = admin.get(f"{BASE}/products").json()
    path = f"{BASE}/products/{product['id']}"
    answer = admin.put(path, {"name": "Kopi Hitam", "price": 16_000, "stock": 21})
    assert answer.status_code == 200 and answer.json()["msg"]
    assert admin.get(f"{BASE}/products").json() == [{**product, "name": "Kopi Hitam", "price": 16_000, "stock": 21}]
    assert bought(budi, (product["id"], 1, 16_000)) == (200, "Transaksi berhasil")
    (sale,) = admin.get(f"{BASE}/transactions/all").json()
    assert (sale["username"], sale["total"]) == ("budi", 16_000)
    # The front end sends null for a number that it could not read.
    refused = admin.put(path, {"name": "Kopi", "price": None, "stock": 1})
    assert refused.status_code == 422 and "price" in refused.json()["msg"]
    answer = admin.delete(path)
    assert answer.status_code == 200 and answer.json()["msg"]
    assert admin.get(f"{BASE}/products").json() == []
    assert shop.value("SELECT COUNT(*) FROM audit_entries WHERE table_name = 'products'") >= 3


def test_a_price_that_is_not_that_of_the_catalogue_is_refused(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers("Kopi", 50_000, 10)
    for price in (1, 49_999, 50_001):
        status, told = bought(budi, (coffee, 1, price))
        assert status == 409 and "Kopi" in told and "50,000" in told
    status, told = bought(budi, (coffee, 11, 50_000))
    assert status == 409 and "10" in told
    assert bought(budi, (coffee + 99, 1, 50_000))[0] == 422
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0


def test_a_repeated_checkout_with_a_key_buys_once(shop: Shop, sari: Person, budi: Person) -> None:
    coffee, key = sari.offers("Kopi", 50_000, 1), {"Idempotency-Key": "beli-1"}
    for _ in range(2):
        assert bought(budi, (coffee, 1, 50_000), headers=key) == (200, "Transaksi berhasil")
        # The repetition meets neither the new price nor the stock that is gone.
        sari.put(f"/api/products/{coffee}", {"price": 60_000})
    assert shop.value("SELECT COUNT(*) FROM transactions") == 1
    assert bought(budi, (coffee, 1, 60_000), headers=key)[0] == 422


@pytest.mark.parametrize(
    "items", [None, [], {}, "x", [7], [{}], [{"id": "1", "qty": 1, "price": 1}], [{"id": 1, "qty": 1.5, "price": 1}]]
)
def test_a_malformed_basket_is_refused_with_a_message(budi: Person, items: Any) -> None:
    answer = budi.post(f"{BASE}/checkout", {"items": items})
    assert answer.status_code == 422 and "items" in answer.json()["msg"]


def test_wrong_passwords_count_as_everywhere(shop: Shop, budi: Person) -> None:
    wrong = {"username": "budi", "password": "salah"}
    refused = shop.visitor().post(f"{BASE}/auth/login", wrong)
    assert refused.status_code == 401 and refused.json()["msg"]
    (failed,) = shop.rows("SELECT MAX(failures) AS failures FROM sign_in_failures")
    assert failed["failures"] == 1
    assert shop.visitor().post(f"{BASE}/auth/register", {**TINI, "username": "budi"}).status_code == 409
