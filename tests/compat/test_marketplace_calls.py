"""The calls of the Android app of the marketplace, and what it reads of the responses."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from support.app import App, free_port
from support.front_ends import bearer
from support.images import random_image
from support.people import PASSWORD, Person, Shop

BASE = "/compat/marketplace/api"
TINI = {"name": "Tini", "email": "tini@example.com", "password": PASSWORD}
LOGIN = {"email": "tini@example.com", "password": PASSWORD, "client_type": "mobile"}
PHOTO = ("foto.jpg", random_image(), "image/jpeg")


def signed_up(shop: Shop) -> Person:
    tini = shop.visitor()
    answer = tini.post(f"{BASE}/auth/register", TINI)
    assert answer.status_code == 201, answer.text
    bearer(tini, answer.json()["auth_token"])
    tini.id = answer.json()["user"]["id"]
    return tini


def created(person: Person, image: Any = PHOTO, **fields: str) -> requests.Response:
    """Create a product as the app does: texts and the image are parts of a form."""
    parts = {"name": "Kopi Gayo", "price": "15000.0", "stock": "7", "description": "Arabika", **fields}
    files = {name: (None, text) for name, text in parts.items()}
    return person.post(f"{BASE}/products/create", files={**files, "main_image": image} if image else files)


def test_signing_up_and_in(shop: Shop) -> None:
    tini = signed_up(shop)
    user = {"id": tini.id, "name": "Tini", "email": "tini@example.com", "user_role": "buyer"}
    answer = shop.visitor().post(f"{BASE}/auth/login", LOGIN)
    body = answer.json()
    assert (answer.status_code, body["user_role"], body["user"]) == (200, "buyer", user) and body["message"]
    bearer(tini, body["auth_token"])
    assert {**tini.get(f"{BASE}/users/profile").json(), **user} == tini.get(f"{BASE}/users/profile").json()
    answer = tini.put(f"{BASE}/users/profile/username", {"name": "Bu Tini"})
    assert answer.status_code == 200 and answer.json()["message"]
    assert tini.get(f"{BASE}/users/profile").json()["name"] == "Bu Tini"
    taken = shop.visitor().post(f"{BASE}/auth/register", TINI)
    assert taken.status_code == 409 and "email" in taken.json()["message"]
    wrong = shop.visitor().post(f"{BASE}/auth/login", {**LOGIN, "password": "salah"})
    assert wrong.status_code == 401 and wrong.json()["message"]


def test_without_a_network_the_app_has_no_token(shop: Shop) -> None:
    offline = shop.visitor()
    bearer(offline, "offline")
    answer = offline.get(f"{BASE}/users/profile")
    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_token") and answer.json()["message"]


def test_products_are_listed_and_searched(shop: Shop, sari: Person) -> None:
    ids = [sari.offers(name, price) for name, price in (("Kopi Gayo", 50_000), ("Teh", 7_500), ("Kopi Toraja", 60_000))]
    visitor = shop.visitor()
    answer = visitor.get(f"{BASE}/products/?sort_by=price&sort_order=asc&per_page=2&unknown=1")
    body = answer.json()
    assert [row["id"] for row in body.pop("products")] == [ids[1], ids[0]]
    assert body == {
        "total_items": 3, "total_pages": 2, "current_page": 1, "per_page": 2, "has_next": True, "has_prev": False,
    }  # fmt: skip
    body = visitor.get(f"{BASE}/products/?search=kopi&sort_by=stars&sort_order=desc").json()
    assert [row["id"] for row in body["products"]] == [ids[2], ids[0]]
    assert (body["total_items"], body["has_next"]) == (2, False)
    deep = visitor.get(f"{BASE}/products/?page=999999")
    assert deep.status_code == 422 and deep.json()["message"]


def test_a_seller_opens_a_store_and_sells(shop: Shop, dewi: Person) -> None:
    tini = signed_up(shop)
    assert tini.get(f"{BASE}/auth/brands/my").status_code == 404
    asked = {"name": "Kopi Tini", "description": "Kopi dari Gayo"}
    # An admin grants the role seller here.
    for _ in range(2):
        answer = tini.post(f"{BASE}/auth/open_store", asked)
        assert (answer.status_code, answer.json()["brand"]) == (202, None) and answer.json()["message"]
        assert answer.json()["user"]["role"] == "buyer"
    assert created(tini).status_code == 403
    (request,) = dewi.get("/api/users/role-requests?state=pending").json()["role_requests"]
    assert request["note"] == "Kopi dari Gayo"
    dewi.patch(f"/api/users/role-requests/{request['id']}", {"state": "granted"})
    answer = tini.post(f"{BASE}/auth/open_store", asked)
    body, brand = answer.json(), answer.json()["brand"]
    assert (answer.status_code, body["user"]["role"], body["user"]["name"]) == (201, "seller", "Tini")
    assert brand == {"id": brand["id"], "name": "Kopi Tini", "description": "", "owner_id": tini.id}
    assert tini.get(f"{BASE}/auth/brands/my").json() == brand
    again = tini.post(f"{BASE}/auth/open_store", {"name": "Toko lain"})
    assert again.status_code == 409 and "Kopi Tini" in again.json()["message"]

    answer = created(tini)
    assert answer.status_code == 201 and answer.json()["message"], answer.text
    product = answer.json()["product"]
    assert (product["name"], product["price"], product["stock"]) == ("Kopi Gayo", 15_000, 7)
    assert (product["description"], product["brand"]) == ("Arabika", brand)
    (image,) = product["images"]
    assert requests.get(image["image_url"], timeout=20).headers["Content-Type"] == "image/webp"
    assert tini.get(f"{BASE}/products/{product['id']}").json() == product
    assert tini.get(f"{BASE}/products/my-brand").json() == [product]
    assert shop.visitor().get(f"{BASE}/products/").json()["products"] == [product]
    # URLs of images are those of the shop, whatever host a caller names.
    assert image["image_url"].startswith(f"{shop.url}/uploads/")
    (product,) = shop.visitor().get(f"{BASE}/products/", headers={"Host": "evil.example"}).json()["products"]
    assert product["images"] == [image]


def test_another_seller_cannot_take_the_name_of_a_store(shop: Shop, sari: Person) -> None:
    tono = shop.person("tono", "seller")
    assert sari.post(f"{BASE}/auth/open_store", {"name": "Kopi Sari"}).status_code == 201
    taken = tono.post(f"{BASE}/auth/open_store", {"name": "Kopi Sari"})
    assert taken.status_code == 409 and "name" in taken.json()["message"]


def test_a_store_opens_at_once_if_the_shop_says_so(shop: Shop, tmp_path: Any) -> None:
    app = App.start(
        {**shop.app.env, "SELLER_ROLE": "auto", "RUN_JOBS": "0", "PORT": str(free_port())}, tmp_path / "auto.log"
    )
    tini = signed_up(shop)
    answer = tini.http.post(f"{app.url}{BASE}/auth/open_store", json={"name": "Kopi Tini"}, timeout=20)
    assert (answer.status_code, answer.json()["user"]["role"]) == (201, "seller")
    assert app.stop() == 0


@pytest.mark.parametrize(
    ("fields", "image", "named"),
    [
        ({"price": "15000.5"}, PHOTO, "price"),
        ({"price": "-1"}, PHOTO, "price"),
        ({"price": "1e3"}, PHOTO, "price"),
        ({"stock": "banyak"}, PHOTO, "stock"),
        ({"name": " "}, PHOTO, "name"),
        ({"category_id": "999"}, PHOTO, "category_id"),
        ({}, ("foto.jpg", b"bukan gambar", "image/jpeg"), "main_image"),
        ({}, None, "main_image"),
    ],
)
def test_a_malformed_product_is_refused_whole(
    shop: Shop, sari: Person, fields: dict[str, str], image: Any, named: str
) -> None:
    answer = created(sari, image, **fields)
    assert answer.status_code == 422 and named in answer.json()["message"], answer.text
    assert shop.value("SELECT COUNT(*) FROM products") == 0
