"""Query parameters: every call refuses unknown ones, and a cursor belongs to one order."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from support.app import ROOT
from support.people import Person, Shop

FILE = json.loads((ROOT / "docs" / "openapi.json").read_text())
LIST = "/api/products"
# Valid values of the path parameters.
ANY = {"code": "A" * 26, "session_id": "a", "key_id": "a"}


def unknown(answer: Any) -> dict[str, str]:
    """Return the errors of a 422 by field."""
    assert answer.status_code == 422, answer.text
    return {fault["field"]: fault["msg"] for fault in answer.json()["errors"] if fault["code"] == "unknown_parameter"}


def test_every_call_refuses_unknown_parameters(shop: Shop, dewi: Person) -> None:
    seen = 0
    for path, calls in FILE["paths"].items():
        for method, call in calls.items():
            if "security" not in call or path.endswith("/self") or path.startswith("/health"):
                continue
            address = re.sub(r"{(\w+)}", lambda found: ANY.get(found[1], "1"), path)
            answer = dewi.call(method.upper(), f"{address}?pagee=2", {} if method in ("post", "put", "patch") else None)
            if answer.status_code == 403:
                continue
            assert "422" in call["responses"], (method, path)
            assert set(unknown(answer)) == {"pagee"}, (method, path)
            seen += 1
    assert seen > 80


def test_the_error_lists_the_known_parameters(shop: Shop, sari: Person) -> None:
    visitor = shop.visitor()
    told = unknown(visitor.get("/api/products/categories?search=x&lang=id"))
    assert told == dict.fromkeys(("search", "lang"), "This call takes no parameters.")
    answer = visitor.get("/api/products/lookup?kode=1&seller_id=x")
    assert {fault["field"] for fault in answer.json()["errors"]} == {"kode", "seller_id", "code"}
    assert unknown(answer) == {"kode": "There is no such parameter. There are: code, seller_id."}
    product = f"{LIST}/{sari.offers()}"
    answer = visitor.get(f"{product}?expand=brand", headers={"Accept-Language": "id"})
    assert unknown(answer) == {"expand": "Panggilan ini tidak punya parameter."}
    assert visitor.get(f"/api/v1/products/{product.split('/')[-1]}?expand=brand").status_code == 422


def test_a_repeated_parameter_is_refused_by_name(shop: Shop, sari: Person, budi: Person) -> None:
    product = sari.offers(stock=3)
    basket = {"items": [{"product_id": product, "qty": 1}]}
    for person, method, path, name in (
        (budi, "POST", "/api/transactions?dry_run=true&dry_run=false", "dry_run"),
        (budi, "POST", "/api/v1/transactions?dry_run=false&dry_run=true", "dry_run"),
        (budi, "GET", f"{LIST}?page=1&page=1", "page"),
        (budi, "GET", "/api/products/categories?a=1&a=2", "a"),
    ):
        answer = person.call(method, path, basket if method == "POST" else None)
        assert answer.status_code == 422, (path, answer.text)
        assert [(fault["field"], fault["code"]) for fault in answer.json()["errors"]] == [(name, "repeated")]
    assert budi.get(f"{LIST}/{product}").json()["stock"] == 3
    # Lists may be repeated, and pages ignore what they do not know.
    file = {"file": ("a.csv", b"date,shop,name,v\n" + b"".join(b"2024-01-%02d,a,b,1\n" % day for day in range(1, 29)))}
    answer = sari.post("/api/analytics/analyze?series=shop&series=name", files=file)
    assert answer.status_code == 200 and answer.json()["columns"]["series"] == ["shop", "name"]
    assert shop.visitor().get("/docs?a=1&a=2").status_code == 200


@pytest.mark.parametrize(
    "path", ["/health", "/health/live", "/health/ready", "/", "/login", "/docs", "/openapi.json", "/static/finenice.js"]
)
def test_pages_files_and_health_checks_ignore_unknown_parameters(shop: Shop, path: str) -> None:
    assert shop.visitor().get(f"{path}?utm_source=letter&v=3").status_code == 200


def first_cursor(visitor: Person, query: str) -> str:
    cursor = visitor.get(f"{LIST}?per_page=1&cursor=&{query}").json()["next_cursor"]
    assert isinstance(cursor, str)
    return cursor


def test_a_cursor_continues_in_its_own_order(shop: Shop, sari: Person) -> None:
    for name, price in (("Teh", 3), ("Kopi", 1), ("Gula", 2)):
        sari.offers(name, price=price)
    visitor = shop.visitor()
    for query, wanted in (("sort_by=price&sort_order=asc", ["Gula", "Teh"]), ("sort_by=name", ["Kopi", "Gula"])):
        cursor = first_cursor(visitor, query)
        for again in (query, query.split("&")[0], ""):
            page = visitor.get(f"{LIST}?cursor={cursor}&{again}").json()
            assert [product["name"] for product in page["products"]] == wanted, (query, again)


def test_a_cursor_of_another_order_has_its_own_problem(shop: Shop, sari: Person) -> None:
    sari.offers("Teh", price=3, stock=5)
    sari.offers("Kopi", price=1, stock=6)
    cursor = first_cursor(shop.visitor(), "sort_by=price&sort_order=asc")
    for other in ("sort_by=stock", "sort_by=created_at", "sort_by=name", "sort_by=price&sort_order=desc"):
        answer = shop.visitor().get(f"{LIST}?cursor={cursor}&{other}")
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (422, "cursor_sort_mismatch"), other
        assert (problem["sort_by"], problem["sort_order"]) == ("price", "asc")
        assert [fault["field"] for fault in problem["errors"]] == ["cursor"]


def test_cursors_of_earlier_versions_are_accepted(shop: Shop, sari: Person) -> None:
    dear, cheap = sari.offers("Teh", price=3), sari.offers("Kopi", price=1)
    visitor = shop.visitor()
    page = visitor.get(f"{LIST}?sort_by=price&cursor=3.{dear}").json()
    assert [product["id"] for product in page["products"]] == [cheap]
    assert [product["id"] for product in visitor.get(f"{LIST}?cursor=0.{cheap}").json()["products"]] == [dear]
    for odd in ("price-up.3.1", "price-asc", "price-asc.~YQ.1", "name-asc.1.1", "colour-asc.1.1", "price-asc.3.1.1"):
        assert visitor.get(f"{LIST}?cursor={odd}").json()["code"] == "validation_failed", odd


def test_an_incomplete_order_has_a_documented_problem(shop: Shop, sari: Person, dewi: Person) -> None:
    course = dewi.teaches()["id"]
    for person, path, address, body, field in (
        (sari, "/api/products/{product_id}/images/order", f"{LIST}/{sari.offers()}/images/order",
         {"image_ids": [1]}, "image_ids"),
        (dewi, "/api/courses/{course_id}/outline", f"/api/courses/{course}/outline", {"sections": []}, "sections"),
    ):  # fmt: skip
        answer = person.put(address, body)
        assert (answer.status_code, answer.json()["code"]) == (422, "order_incomplete")
        assert [fault["field"] for fault in answer.json()["errors"]] == [field]
        assert "`order_incomplete`" in FILE["paths"][path]["put"]["responses"]["422"]["description"]
    listed = FILE["paths"][LIST]["get"]
    assert "`cursor_sort_mismatch`" in listed["responses"]["422"]["description"]
    assert "sort" in next(each["schema"]["description"] for each in listed["parameters"] if each["name"] == "cursor")
    outline = FILE["components"]["schemas"]["SectionOrder"]["properties"]["contents"]
    assert outline["uniqueItems"] and outline["description"]
