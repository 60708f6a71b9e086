"""Variants: groups of products, their rules, and the lists and pages that show them."""

from __future__ import annotations

from typing import Any

import pytest

from support.app import at_once
from support.people import Person, Shop


def options(**values: str) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in values.items()]


def shirt(person: Person, size: str, main: int | None = None, **fields: Any) -> int:
    """Offer a shirt of this size, as the main product or as a variant of it."""
    fields = {"price": 90_000, "stock": 3, "options": options(Ukuran=size), "variant_of": main, **fields}
    answer = person.post("/api/products", {"name": f"Kaos – {size}", **fields})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def refusal(answer: Any) -> tuple[int, str, list[tuple[str, str]]]:
    body = answer.json()
    return answer.status_code, body["code"], [(each["field"], each["code"]) for each in body.get("errors", ())]


def test_a_variant_is_a_product_of_its_own(shop: Shop, sari: Person, budi: Person) -> None:
    main = shirt(sari, "S", stock=1)
    large = shirt(sari, "L", main, price=95_000, sku="K-L")
    medium = shirt(sari, "M", main, stock=2)
    shown = shop.visitor().get(f"/api/products/{medium}").json()
    assert (shown["variant_of"], shown["options"]) == (main, options(Ukuran="M"))
    expected = [(main, "S", 90_000, 1), (large, "L", 95_000, 3), (medium, "M", 90_000, 2)]
    for product_id in (main, large, medium):
        found = shop.visitor().get(f"/api/products/{product_id}").json()["variants"]
        assert [(each["id"], each["options"][0]["value"], each["price"], each["stock"]) for each in found] == expected
    assert budi.buys(large, 2).status_code == 201
    assert sari.get(f"/api/products/{large}").json()["stock"] == 1
    assert sari.get(f"/api/products/{main}").json()["stock"] == 1
    (line,) = budi.get("/api/transactions").json()["transactions"][0]["items"]
    assert line["name"] == "Kaos – L"
    assert shop.visitor().get(f"/api/products/{sari.offers()}").json()["variants"] == []


def test_a_page_of_variants_is_read_anew_when_another_of_them_changes(shop: Shop, sari: Person) -> None:
    main = shirt(sari, "S")
    large = shirt(sari, "L", main)
    visitor = shop.visitor()
    tag = visitor.get(f"/api/products/{main}").headers["ETag"]
    known = {"If-None-Match": tag}
    assert visitor.get(f"/api/products/{main}", headers=known).status_code == 304
    assert sari.patch(f"/api/products/{large}", {"price": 1}).status_code == 200
    assert visitor.get(f"/api/products/{main}", headers=known).json()["variants"][1]["price"] == 1
    # Of the product itself it is still the version.
    own = sari.get(f"/api/products/{main}").headers["ETag"]
    assert sari.patch(f"/api/products/{large}", {"price": 2}).status_code == 200
    assert sari.patch(f"/api/products/{main}", {"price": 3}, headers={"If-Match": own}).status_code == 200
    assert sari.patch(f"/api/products/{main}", {"price": 4}, headers={"If-Match": own}).status_code == 412


def test_an_existing_product_joins_and_leaves_a_group(shop: Shop, sari: Person) -> None:
    main, mug = shirt(sari, "S"), sari.offers("Kaos besar")
    joined = sari.patch(f"/api/products/{mug}", {"variant_of": main, "options": options(ukuran="XL")})
    # Names are written as the main product has them.
    assert (joined.status_code, joined.json()["options"]) == (200, options(Ukuran="XL"))
    changes = shop.visitor().get("/api/changes").json()["changes"]
    assert [(each["id"], each["product"]["variant_of"]) for each in changes] == [(main, None), (mug, main)]
    assert changes[1]["product"]["options"] == options(Ukuran="XL")
    left = sari.patch(f"/api/products/{mug}", {"variant_of": None}).json()
    assert (left["variant_of"], left["options"]) == (None, options(Ukuran="XL"))
    assert sari.get(f"/api/products/{main}").json()["variants"] == []
    assert sari.patch(f"/api/products/{mug}", {"options": []}).json()["options"] == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"options": options(Ukuran="s")}, (409, "taken", [("options", "taken")])),
        # Full width.
        ({"options": options(Ukuran="\uff33")}, (409, "taken", [("options", "taken")])),
        (
            {"options": [*options(Ukuran="M"), {"name": "\uff35kuran", "value": "L"}]},
            (422, "validation_failed", [("options", "option_repeated")]),
        ),
        ({"options": options(Warna="Merah")}, (422, "validation_failed", [("options", "option_names")])),
        ({"options": []}, (422, "validation_failed", [("options", "option_names")])),
        ({"options": options(Ukuran="M", ukuran="L")}, (422, "validation_failed", [("options", "option_repeated")])),
        ({"options": options(a="1", b="2", c="3", d="4")}, (422, "validation_failed", [("options", "too_long")])),
        ({"options": options(Ukuran="x" * 51)}, (422, "validation_failed", [("options.0.value", "string_too_long")])),
        ({"options": options(Ukuran="x;y")}, (422, "validation_failed", [("options.0.value", "option_separator")])),
        ({"options": options(**{"a=b": "M"})}, (422, "validation_failed", [("options.0.name", "option_separator")])),
        ({"measure": "gram"}, (422, "validation_failed", [("measure", "variant_measure")])),
        ({"variant_of": 10**9}, (422, "validation_failed", [("variant_of", "unknown_main")])),
    ],
)
def test_what_does_not_fit_into_a_group_is_refused(
    sari: Person, fields: dict[str, Any], expected: tuple[int, str, list[tuple[str, str]]]
) -> None:
    main = shirt(sari, "S")
    body = {"name": "Kaos", "price": 1, "variant_of": main, "options": options(Ukuran="M"), **fields}
    assert refusal(sari.post("/api/products", body)) == expected
    variant = shirt(sari, "L", main)
    assert refusal(sari.patch(f"/api/products/{variant}", fields)) == expected


def test_main_products_are_the_sellers_own_and_no_variants_or_courses(shop: Shop, sari: Person, dewi: Person) -> None:
    main = shirt(sari, "S")
    variant, plain = shirt(sari, "M", main), sari.offers()
    other = shirt(shop.person("tono", "seller"), "S")
    lesson = sari.offers("Kelas", 1)
    dewi.teaches(product_id=lesson, owner_id=dewi.id)
    body = {"name": "Kaos", "price": 1, "options": options(Ukuran="L")}

    def asked(main_id: int) -> list[tuple[str, str]]:
        return refusal(sari.post("/api/products", {**body, "variant_of": main_id}))[2]

    assert asked(other) == [("variant_of", "unknown_main")]
    assert asked(variant) == [("variant_of", "main_is_variant")]
    assert asked(plain) == [("variant_of", "main_without_options")]
    assert asked(lesson) == [("variant_of", "variant_of_course")]
    for fields in ({"options": options(Ukuran="L")}, {"variant_of": main, "options": options(Ukuran="L")}):
        assert refusal(sari.patch(f"/api/products/{lesson}", fields))[2] == [("options", "variant_of_course")]
    course = dewi.teaches()
    refused = dewi.patch(f"/api/courses/{course['id']}", {"product_id": variant})
    assert refusal(refused)[2] == [("product_id", "course_with_options")]


def test_a_main_product_stays_one_while_it_has_variants(sari: Person) -> None:
    main = shirt(sari, "S")
    variant = shirt(sari, "M", main)
    other = shirt(sari, "S")
    kept = (409, "product_has_variants", [])
    path = f"/api/products/{main}"
    assert refusal(sari.delete(path)) == kept
    assert refusal(sari.patch(path, {"active": False})) == kept
    assert refusal(sari.patch(path, {"variant_of": other, "options": options(Ukuran="XS")})) == kept
    assert refusal(sari.patch(path, {"options": options(Warna="S")}))[2] == [("options", "kept_by_variants")]
    assert refusal(sari.patch(path, {"measure": "gram"}))[2] == [("measure", "kept_by_variants")]
    assert refusal(sari.patch(path, {"options": options(Ukuran="m")})) == (409, "taken", [("options", "taken")])
    assert sari.patch(path, {"options": options(Ukuran="XS"), "price": 5}).status_code == 200
    # The variants are closed first and opened last.
    assert sari.patch(f"/api/products/{variant}", {"active": False}).status_code == 200
    assert sari.patch(path, {"active": False}).status_code == 200
    refused = sari.patch(f"/api/products/{variant}", {"active": True})
    assert refusal(refused) == (422, "validation_failed", [("active", "main_inactive")])
    # Another becomes the main product, and the first one a variant of it.
    assert sari.patch(f"/api/products/{variant}", {"variant_of": None, "active": True}).status_code == 200
    assert sari.patch(path, {"variant_of": variant, "active": True}).status_code == 200
    assert [each["id"] for each in sari.get(path).json()["variants"]] == [variant, main]
    assert sari.delete(path).status_code == 200
    assert sari.delete(f"/api/products/{variant}").status_code == 200


def test_a_group_has_a_hundred_products_and_each_of_their_options_once(sari: Person) -> None:
    main = shirt(sari, "S")
    bodies = [{"name": "K", "price": 1, "variant_of": main, "options": options(Ukuran="M")}] * 4
    statuses = at_once(4, lambda number: sari.post("/api/products", bodies[number]).status_code)
    assert sorted(statuses) == [201, 409, 409, 409]
    for number in range(98):
        shirt(sari, f"N{number}", main)
    assert len(sari.get(f"/api/products/{main}").json()["variants"]) == 100
    full = sari.post("/api/products", {**bodies[0], "options": options(Ukuran="XXL")})
    assert refusal(full) == (409, "too_many_variants", [])


def test_lists_show_each_group_once_or_its_variants(shop: Shop, sari: Person) -> None:
    main = shirt(sari, "S")
    variants = [shirt(sari, size, main) for size in ("M", "L")]
    mug = sari.offers("Cangkir")
    hidden = shirt(sari, "XL", main, active=False)
    visitor = shop.visitor()

    def ids(query: str, person: Person = visitor) -> list[int]:
        answer = person.get(f"/api/products?{query}").json()
        assert answer["total_items"] == len(answer["products"])
        return [each["id"] for each in answer["products"]]

    assert ids("") == [mug, *reversed(variants), main]
    assert ids("variants=grouped") == [mug, main]
    assert ids("variants=grouped&sort_by=price&sort_order=asc") == [mug, main]
    assert ids("variants=grouped&search=kaos") == [main]
    assert ids(f"variant_of={main}") == list(reversed(variants))
    assert ids(f"variant_of={main}&sort_by=name&sort_order=asc") == list(reversed(variants))
    assert ids(f"variant_of={main}&scope=own", sari) == [hidden, *reversed(variants)]
    assert [each["id"] for each in sari.get(f"/api/products/{main}").json()["variants"]] == [main, *variants, hidden]
    assert [each["id"] for each in visitor.get(f"/api/products/{main}").json()["variants"]] == [main, *variants]
    first = visitor.get("/api/products?variants=grouped&per_page=1").json()
    assert [each["id"] for each in first["products"]] == [mug]
    rest = visitor.get(f"/api/products?variants=grouped&per_page=1&cursor={first['next_cursor']}").json()
    assert [each["id"] for each in rest["products"]] == [main]


def test_a_group_in_a_list_has_its_prices_and_its_stock(shop: Shop, sari: Person) -> None:
    main = shirt(sari, "S", price=90_000, stock=0)
    shirt(sari, "M", main, price=85_000, stock=4)
    shirt(sari, "L", main, price=120_000, stock=2)
    shirt(sari, "XL", main, price=1_000, stock=9, active=False)
    alone = shirt(sari, "S", name="Rok")
    mug = sari.offers("Cangkir")

    def groups(query: str, person: Person) -> dict[int, Any]:
        return {each["id"]: each["group"] for each in person.get(f"/api/products?{query}").json()["products"]}

    group = {"lowest_price": 85_000, "highest_price": 120_000, "stock": 6}
    assert groups("variants=grouped", shop.visitor()) == {main: group, alone: None, mug: None}
    assert groups("variants=grouped&scope=own", sari)[main] == group
    assert set(groups("", shop.visitor()).values()) == {None}
