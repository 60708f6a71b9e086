"""The legacy paths, exactly as existing clients call them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import requests

from support.app import CHEAP, App, free_port, secrets_for_tests
from support.database import Server
from support.people import PASSWORD, Person, Shop


def test_an_account_by_name_and_email(shop: Shop) -> None:
    client = shop.visitor()
    body = {"name": "test", "email": "test@gmail.com", "password": "password123"}
    answer = client.post("/api/register", body)
    assert answer.status_code == 201
    assert answer.json()["data"]["user"] == {"name": "test", "email": "test@gmail.com"}
    assert {"access_token", "refresh_token", "token_type", "expires_in", "user"} <= answer.json().keys()
    assert (answer.json()["status"], bool(answer.json()["message"])) == (201, True)
    taken = client.post("/api/register", body).json()
    assert taken["errors"][0]["field"] == "email"
    assert taken["error"] == {"email": [taken["errors"][0]["msg"]]} and "email" in taken["message"]
    wrong = client.post("/api/register", {**body, "email": "test", "password": "x"}).json()
    assert [fault["field"] for fault in wrong["errors"]] == list(wrong["error"]) == ["email", "password"]
    signed_in = client.post("/api/login", {"email": "test@gmail.com", "password": "password123"})
    assert signed_in.status_code == signed_in.json()["status"] == 200
    refused = client.post("/api/login", {"email": "test@gmail.com", "password": "salah"}).json()
    assert (refused["status"], refused["message"], refused["error"]) == (401, refused["msg"], {})
    token = signed_in.json()["data"]["access_token"]
    assert token == signed_in.json()["access_token"]
    info = client.get("/api/user-info", headers={"Authorization": f"Bearer {token}"})
    assert info.json() == {"data": {"user": {"name": "test", "email": "test@gmail.com"}}}


def test_an_account_by_username(shop: Shop) -> None:
    client = shop.visitor()
    body = {"username": "user1", "password": PASSWORD}
    assert client.post("/register", body).status_code == 201
    again = client.post("/register", body)
    assert (again.status_code, again.json()["code"]) == (409, "taken")
    answer = client.post("/login", body)
    assert (answer.status_code, list(answer.json())) == (200, ["access_token"])
    wrong = client.post("/login", {**body, "password": "salah"})
    assert wrong.status_code == 401
    assert wrong.json()["msg"]


def test_greeting_and_products_of_a_signed_in_user(shop: Shop, sari: Person) -> None:
    user1 = shop.person("user1")
    product_id = sari.offers("Laptop XYZ", 15_000_000)
    assert user1.get("/users").json() == {
        "data": "Ini adalah data terlindungi dari User Service.",
        "msg": "Selamat datang, user1!",
    }
    assert user1.get("/products").json() == {
        "msg": "Daftar produk berhasil diambil oleh user: user1",
        "products": [{"id": product_id, "name": "Laptop XYZ", "price": 15_000_000}],
    }


def test_without_a_token_every_protected_path_says_so(shop: Shop) -> None:
    spec = shop.visitor().http.get(shop.url + "/openapi.json").json()
    protected = [
        (method, path)
        for path, operations in spec["paths"].items()
        for method, operation in operations.items()
        if "security" in operation
    ]
    assert len(protected) >= 15
    for method, path in protected:
        for prefix in ("/api/", "/api/v1/"):
            url = path.replace("/api/", prefix, 1)
            if prefix == "/api/v1/" and (url == path or path == "/api/user-info"):
                continue
            url = re.sub(r"\{\w+\}", "1", url.replace("{code}", "1" * 26))
            answer = shop.visitor().call(method.upper(), url)
            assert (answer.status_code, answer.json()["msg"]) == (401, "Missing Authorization Header"), url


def test_versioned_paths_serve_the_same_calls(shop: Shop, sari: Person) -> None:
    product_id = sari.offers()
    for path in (f"/products/{product_id}", "/products", "/users/profile", "/transactions"):
        assert sari.get("/api" + path).json() == sari.get("/api/v1" + path).json()


def test_three_services_share_a_secret_and_a_database(server: Server, shop: Shop, sari: Person, tmp_path: Path) -> None:
    product_id = sari.offers("Laptop XYZ", 15_000_000)
    base = {**server.env, **CHEAP, **secrets_for_tests(), "DB_NAME": shop.name, "ENV": "test", "WORKERS": "1"}
    apps: dict[str, App] = {}
    for service in ("auth", "users", "products"):
        env = {**base, "SERVICE": service, "PORT": str(free_port())}
        apps[service] = App.start(env, tmp_path / f"{service}.log", wait=False)
    for app in apps.values():
        app.wait_until_ready()

    def call(service: str, method: str, path: str, token: str = "", body: Any = None) -> requests.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return requests.request(method, apps[service].url + path, json=body, headers=headers, timeout=20)

    account = {"username": "user1", "password": PASSWORD}
    assert call("auth", "POST", "/register", body=account).status_code == 201
    token = call("auth", "POST", "/login", body=account).json()["access_token"]
    assert call("users", "GET", "/users", token).json()["msg"] == "Selamat datang, user1!"
    assert call("products", "GET", "/products", token).json()["products"][0]["id"] == product_id
    assert call("users", "GET", "/users").json()["msg"] == "Missing Authorization Header"
    for service, path in (
        ("auth", "/users"),
        ("users", "/products"),
        ("products", "/login"),
        ("users", "/api/transactions"),
    ):
        assert call(service, "GET", path, token).status_code == 404
    assert [app.stop() for app in apps.values()] == [0, 0, 0]


def test_each_service_has_its_own_port() -> None:
    from settings import Settings

    ports = {name: Settings.from_env({"SERVICE": name}).port for name in ("auth", "users", "products")}
    assert ports == {"auth": 5000, "users": 5001, "products": 5002}
    assert Settings.from_env({}).port == 5000
