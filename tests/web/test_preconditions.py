"""If-None-Match of writes, and versions sent in the body instead of If-Match."""

from __future__ import annotations

import json

import pytest

from support.app import ROOT
from support.images import part, random_image
from support.people import Person, Shop

FILE = json.loads((ROOT / "docs" / "openapi.json").read_text())
NEW = {"If-None-Match": "*"}


def test_if_none_match_star_refuses_a_change(shop: Shop, sari: Person, dewi: Person) -> None:
    product, brand = sari.offers(), dewi.post("/api/products/brands", {"name": "Gayo"}).json()["id"]
    course = dewi.teaches()["id"]
    before = sari.get(f"/api/products/{product}").json()
    for person, path, body in (
        (sari, f"/api/products/{product}", {"price": 1}),
        (dewi, f"/api/products/brands/{brand}", {"name": "Toraja"}),
        (dewi, f"/api/courses/{course}", {"title": "Baru"}),
        (dewi, "/api/shop", {"name": "Baru"}),
        (sari, "/api/users/profile", {"name": "Baru"}),
    ):
        for method in ("PUT", "PATCH"):
            for extra in ({}, {"Idempotency-Key": f"{method} {path}".replace(" ", "-")}):
                answer = person.call(method, path, body, headers=NEW | extra)
                assert (answer.status_code, answer.json()["code"]) == (412, "already_exists"), (method, path)
    logo = dewi.call("PUT", "/api/shop/logo", files=[part(random_image(), "logo")], headers=NEW)
    assert (logo.status_code, logo.json()["code"]) == (412, "already_exists")
    assert sari.get(f"/api/products/{product}").json() == before
    assert dewi.get(f"/api/products/brands/{brand}").json()["name"] == "Gayo"
    assert sari.get("/api/users/profile").json()["name"] != "Baru"
    assert not shop.rows("SELECT 1 FROM audit_entries WHERE operation = 'UPDATE' AND table_name = 'products'")
    # A key is free again after a failure.
    key = {"Idempotency-Key": f"PUT-/api/products/{product}"}
    assert sari.put(f"/api/products/{product}", {"price": 1}, headers=key).status_code == 200


def test_other_failures_come_before_the_precondition(shop: Shop, sari: Person) -> None:
    product = sari.offers()
    assert sari.put("/api/products/999999", {"price": 1}, headers=NEW).status_code == 404
    assert sari.put(f"/api/products/{product}", {"price": -1}, headers=NEW).status_code == 422
    assert shop.visitor().put(f"/api/products/{product}", {"price": 1}, headers=NEW).status_code == 401


def test_other_preconditions_are_ignored_as_the_document_says(sari: Person) -> None:
    path = f"/api/products/{sari.offers()}"
    tag = sari.get(path).headers["ETag"]
    for header in ({"If-Unmodified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"}, {"If-None-Match": tag}):
        assert sari.put(path, {"price": 2}, headers=header).status_code == 200
    assert sari.post("/api/products", {"name": "Teh", "price": 1}, headers=NEW).status_code == 201
    assert "If-Unmodified-Since" in FILE["info"]["description"]
    for path, calls in FILE["paths"].items():
        for method in {"put", "patch"} & calls.keys():
            assert "412" in calls[method]["responses"], (method, path)


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_version_in_the_body_is_refused_with_a_hint_at_if_match(sari: Person, dewi: Person, method: str) -> None:
    course = dewi.teaches({})
    path = f"/api/courses/{course['id']}"
    for person, address, name, *others in (
        (sari, f"/api/products/{sari.offers()}", "version"),
        (dewi, path, "revision"),
        (dewi, f"{path}/sections/{course['section']}", "revision"),
        (dewi, f"{path}/contents/{course['contents'][0]}", "revision"),
        (dewi, "/api/shop", "version", ("name", "Toko")),
    ):
        answer = person.call(method, address, {name: 7, **dict(others)})
        (fault,) = answer.json()["errors"]
        assert (answer.status_code, fault["field"], fault["code"]) == (422, name, "sent_as_if_match"), address
        assert fault["msg"] == 'Send this as the header If-Match, in quotes: "42".'


def test_a_version_is_an_unknown_field_without_if_match(dewi: Person, sari: Person) -> None:
    (fault,) = dewi.patch(f"/api/users/{sari.id}", {"version": 7}).json()["errors"]
    assert fault["code"] == "extra_forbidden"
    course = dewi.teaches()["id"]
    faults = dewi.put(f"/api/courses/{course}/outline", {"sections": [], "revision": 3}).json()["errors"]
    assert [fault["code"] for fault in faults] == ["sent_as_if_match"]
