"""The category tree, and brands."""

from __future__ import annotations

from typing import Any

import pytest
from import_requests import send

from queries.catalogue.change_feed import RANGE
from support.app import at_once
from support.database import Server
from support.people import Person, Shop


def create_category(dewi: Person, name: str, parent_id: int | None = None) -> int:
    answer = dewi.post("/api/products/categories", {"name": name, "parent_id": parent_id})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def test_admins_write_the_tree_and_everyone_reads_it(shop: Shop, dewi: Person) -> None:
    drinks = create_category(dewi, "Minuman")
    coffee = create_category(dewi, "Kopi", drinks)
    create_category(dewi, "Arabika", coffee)
    create_category(dewi, "Alat Tulis")
    tree = shop.visitor().get("/api/products/categories").json()["categories"]
    assert [top["name"] for top in tree] == ["Alat Tulis", "Minuman"]
    assert [child["name"] for child in tree[1]["children"]] == ["Kopi"]
    found = shop.visitor().get(f"/api/products/categories/{coffee}").json()
    assert found["path"] == ["Minuman", "Kopi"]
    assert [child["name"] for child in found["children"]] == ["Arabika"]
    moved = dewi.put(f"/api/products/categories/{coffee}", {"parent_id": None, "name": "Kopi & Teh"}).json()
    assert moved["path"] == ["Kopi & Teh"]
    assert shop.visitor().get("/api/products/categories/999").json()["code"] == "category_not_found"


def test_every_worker_serves_the_tree_as_it_is(shop: Shop, dewi: Person) -> None:
    """The tree is kept between calls: none may show one that has changed, and each reader has one of its changes."""
    visitor, names = shop.visitor(), []

    def read(**headers: str) -> Any:
        return visitor.get("/api/products/categories", headers=headers)

    def expect(*expected: str) -> None:
        for encoding in ("identity", "gzip", "br", "zstd"):
            found = read(**{"Accept-Encoding": encoding}).json()["categories"]
            assert [node["name"] for node in found] == list(expected)

    expect()
    for number in range(4):
        names.append(f"Kategori {number} " + "x" * 80)
        create_category(dewi, names[-1])
        expect(*names)
    tag = read().headers["ETag"]
    assert read(**{"If-None-Match": tag}).status_code == 304
    # Each kind of change counts, also one that is undone.
    first = dewi.get("/api/products/categories").json()["categories"][0]["id"]
    dewi.put(f"/api/products/categories/{first}", {"name": "A"})
    expect("A", *names[1:])
    assert read(**{"If-None-Match": tag}).status_code == 200
    assert dewi.put(f"/api/products/categories/{first}", {"name": names[1]}).status_code == 409
    expect("A", *names[1:])
    dewi.put(f"/api/products/categories/{first}", {"name": names[0]})
    assert read().headers["ETag"] == tag
    dewi.delete(f"/api/products/categories/{first}")
    expect(*names[1:])
    assert visitor.get(f"/api/products/categories/{first}").status_code == 404


def test_a_change_in_another_range_of_numbers_changes_the_tree(shop: Shop, dewi: Person) -> None:
    """Each node of a cluster counts changes in a range of its own, so the newest has not always the greatest number."""
    category = create_category(dewi, "Kopi")
    shop.rows("UPDATE categories SET change_id = change_id + %s", (RANGE,))
    shop.rows("INSERT INTO change_counter (id, value) SELECT 2, value + %s FROM change_counter", (RANGE,))
    visitor = shop.visitor()
    assert visitor.get(f"/api/products/categories/{category}").json()["name"] == "Kopi"
    create_category(dewi, "Teh")
    assert [node["name"] for node in visitor.get("/api/products/categories").json()["categories"]] == ["Kopi", "Teh"]


def test_category_names_are_unique_below_one_parent(shop: Shop, dewi: Person) -> None:
    top = create_category(dewi, "Baju")
    create_category(dewi, "Anak", top)
    for body in ({"name": "BAJU"}, {"name": "Anak", "parent_id": top}):
        answer = dewi.post("/api/products/categories", body)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (409, "name")
    other = create_category(dewi, "Sepatu")
    child = create_category(dewi, "Anak", other)
    assert dewi.put(f"/api/products/categories/{child}", {"parent_id": top}).status_code == 409
    assert dewi.delete(f"/api/products/categories/{child}").status_code == 200
    create_category(dewi, "Anak", other)


def test_moving_a_category_below_itself_is_rejected(shop: Shop, dewi: Person) -> None:
    first, second = create_category(dewi, "Satu"), create_category(dewi, "Dua")
    third = create_category(dewi, "Tiga", second)
    for child, parent in ((first, first), (second, third)):
        answer = dewi.put(f"/api/products/categories/{child}", {"parent_id": parent})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "category_cycle")
    # Two admins move each other's category below their own.
    wayan = shop.person("wayan", "admin")
    moves = [(dewi, first, second), (wayan, second, first)]
    answers = at_once(
        2, lambda n: moves[n][0].put(f"/api/products/categories/{moves[n][1]}", {"parent_id": moves[n][2]})
    )
    assert sorted(answer.status_code for answer in answers) == [200, 422]


def test_the_tree_has_a_maximum_depth(shop: Shop, dewi: Person) -> None:
    lowest = None
    for level in range(8):
        lowest = create_category(dewi, f"Tingkat {level}", lowest)
    answer = dewi.post("/api/products/categories", {"name": "Terlalu dalam", "parent_id": lowest})
    assert answer.json()["errors"] == [
        {"field": "parent_id", "code": "too_deep", "msg": "The category tree has at most 8 levels."}
    ]
    branch = create_category(dewi, "Cabang")
    create_category(dewi, "Daun", branch)
    above = shop.value("SELECT id FROM categories WHERE name = 'Tingkat 6'")
    assert dewi.put(f"/api/products/categories/{branch}", {"parent_id": above}).status_code == 422


def test_a_category_costs_the_same_in_a_tree_of_any_size(shop: Shop, server: Server, dewi: Person) -> None:
    """A row of the tree that another transaction holds shows who reads all of them with a lock."""
    top, other = create_category(dewi, "Minuman"), create_category(dewi, "Makanan")
    with shop.meanwhile(server, "SELECT id FROM categories WHERE id = %s FOR UPDATE", other):
        child = create_category(dewi, "Kopi", top)
        content = "sku,nama,harga,kategori\nA,Gayo,1000,Minuman > Teh > Hijau\n"
        assert send(dewi, content, create_missing="true").json()["counts"]["created"] == 1
        assert dewi.delete(f"/api/products/categories/{child}").status_code == 200
    assert len(dewi.get("/api/products/categories").json()["categories"]) == 2


def test_concurrent_delete_never_leaves_a_category_below_a_deleted_one(shop: Shop, dewi: Person) -> None:
    for number in range(5):
        top = create_category(dewi, f"Sekejap {number}")
        calls = [
            lambda: dewi.post("/api/products/categories", {"name": "Kopi", "parent_id": top}),  # noqa: B023
            lambda: dewi.delete(f"/api/products/categories/{top}"),  # noqa: B023
        ]
        made, deleted = at_once(2, lambda n: calls[n]())  # noqa: B023
        assert (made.status_code, deleted.status_code) in ((201, 409), (422, 200))


def test_deleting_a_category_in_use_is_rejected(shop: Shop, dewi: Person, sari: Person) -> None:
    top = create_category(dewi, "Minuman")
    coffee = create_category(dewi, "Kopi", top)
    product_id = sari.offers(category_id=coffee)
    for category_id in (top, coffee):
        answer = dewi.delete(f"/api/products/categories/{category_id}")
        assert (answer.status_code, answer.json()["code"]) == (409, "still_in_use")
    sari.delete(f"/api/products/{product_id}")
    assert dewi.delete(f"/api/products/categories/{coffee}").status_code == 200
    assert dewi.delete(f"/api/products/categories/{coffee}").status_code == 404
    assert sari.post("/api/products", {"name": "x", "price": 1, "category_id": coffee}).status_code == 422


def test_an_admin_deletes_categories_with_all_below_and_their_products_move(
    shop: Shop, dewi: Person, sari: Person
) -> None:
    drinks, food = create_category(dewi, "Minuman"), create_category(dewi, "Makanan")
    coffee, junk = create_category(dewi, "Kopi", drinks), create_category(dewi, "x9")
    products = [sari.offers(f"Barang {n}", category_id=each) for n, each in enumerate((drinks, coffee, junk, food))]
    since = shop.visitor().get("/api/changes").json()["next_since"]

    def delete(**body: Any) -> Any:
        return dewi.post("/api/products/categories/delete", body)

    for move_to in (coffee, 999):
        refused = delete(ids=[drinks], move_to=move_to)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "unknown_category")
    assert delete(ids=[drinks, coffee, 999], move_to=food).json() == {"deleted": 2, "products_moved": 2, "done": True}
    assert delete(ids=[junk, drinks]).json() == {"deleted": 1, "products_moved": 1, "done": True}
    assert delete(ids=[junk]).json() == {"deleted": 0, "products_moved": 0, "done": True}
    assert [sari.get(f"/api/products/{each}").json()["category_id"] for each in products] == [food, food, None, food]
    assert [node["name"] for node in dewi.get("/api/products/categories").json()["categories"]] == ["Makanan"]
    changes = shop.visitor().get(f"/api/changes?since={since}").json()["changes"]
    assert {(each["type"], each["id"]) for each in changes} == {
        *(("product", each) for each in products[:3]), *(("category", each) for each in (drinks, coffee, junk)),
    }  # fmt: skip
    told = shop.rows("SELECT document_id FROM events WHERE type = 'product.updated'")
    assert sorted(event["document_id"] for event in told) == products[:3]
    entries = shop.rows("SELECT row_id FROM audit_entries WHERE operation = 'DELETE' AND table_name = 'categories'")
    assert sorted(int(entry["row_id"]) for entry in entries) == [drinks, coffee, junk]
    assert sari.post("/api/products/categories/delete", {"ids": [food]}).status_code == 403
    shop.must_be_sound()


def test_categories_of_many_products_are_deleted_in_several_calls(shop: Shop, dewi: Person, sari: Person) -> None:
    junk = create_category(dewi, "x9")
    shop.rows(
        "INSERT INTO products (seller_id, category_id, name, description, price, stock) "
        "SELECT %s, %s, seq, '', 1, 0 FROM seq_1_to_2500",
        (sari.id, junk),
    )
    calls = [dewi.post("/api/products/categories/delete", {"ids": [junk]}).json() for _ in range(2)]
    assert calls == [
        {"deleted": 0, "products_moved": 2000, "done": False}, {"deleted": 1, "products_moved": 500, "done": True},
    ]  # fmt: skip


def test_listing_a_category_includes_its_subcategories(shop: Shop, dewi: Person, sari: Person) -> None:
    drinks = create_category(dewi, "Minuman")
    coffee = create_category(dewi, "Kopi", drinks)
    for name, category_id in (("Air", drinks), ("Gayo", coffee), ("Buku", None)):
        sari.offers(name, category_id=category_id)
    visitor = shop.visitor()

    def names(query: str) -> list[str]:
        return [product["name"] for product in visitor.get(f"/api/products?{query}").json()["products"]]

    assert names(f"category_id={drinks}&sort_by=name&sort_order=asc") == ["Air", "Gayo"]
    assert names(f"category_id={coffee}") == ["Gayo"]
    assert names(f"category_id={coffee}&search=air") == []
    assert names("category_id=999") == []


@pytest.mark.parametrize("who", ["visitor", "budi", "sari"])
def test_only_admins_write_categories_and_brands(
    shop: Shop, who: str, budi: Person, sari: Person, dewi: Person
) -> None:
    person = {"visitor": shop.visitor(), "budi": budi, "sari": sari}[who]
    status = 401 if who == "visitor" else 403
    for kind in ("categories", "brands"):
        made = dewi.post(f"/api/products/{kind}", {"name": "Ada"}).json()["id"]
        calls: list[tuple[str, str, Any]] = [
            ("POST", "", {"name": "x"}), ("PUT", f"/{made}", {"name": "x"}), ("DELETE", f"/{made}", None),
        ]  # fmt: skip
        for method, path, body in calls:
            assert person.call(method, f"/api/products/{kind}{path}", body).status_code == status
        assert shop.visitor().get(f"/api/products/{kind}/{made}").json()["name"] == "Ada"


def test_brands_are_listed_by_name_with_a_cursor(shop: Shop, dewi: Person) -> None:
    for number in (3, 1, 5, 2, 4):
        dewi.post("/api/products/brands", {"name": f"Merek {number}"})
    assert dewi.post("/api/products/brands", {"name": "merek 1"}).json()["errors"][0]["field"] == "name"
    walked, cursor = [], ""
    while cursor is not None:
        page = shop.visitor().get(f"/api/products/brands?per_page=2&cursor={cursor}").json()
        walked += [brand["name"] for brand in page["brands"]]
        cursor = page["next_cursor"]
    assert walked == [f"Merek {number}" for number in range(1, 6)]


def test_only_the_owner_can_use_an_owned_brand(shop: Shop, dewi: Person, sari: Person, budi: Person) -> None:
    tono = shop.person("tono", "seller")
    brand = dewi.post("/api/products/brands", {"name": "Kopi Sari", "owner_id": sari.id}).json()
    assert brand["owner_id"] == sari.id
    assert dewi.post("/api/products/brands", {"name": "x", "owner_id": budi.id}).status_code == 422
    product_id = sari.offers(brand_id=brand["id"])
    refused = tono.post("/api/products", {"name": "Palsu", "price": 1, "brand_id": brand["id"]})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "foreign_brand")
    assert dewi.delete(f"/api/products/brands/{brand['id']}").status_code == 409
    assert dewi.put(f"/api/products/brands/{brand['id']}", {"owner_id": None}).json()["owner_id"] is None
    tono.offers("Boleh", brand_id=brand["id"])
    assert shop.visitor().get(f"/api/products?brand_id={brand['id']}").json()["total_items"] == 2
    assert sari.put(f"/api/products/{product_id}", {"brand_id": 999}).json()["errors"][0]["code"] == "unknown_brand"


def test_concurrent_delete_never_leaves_a_product_in_a_deleted_category(shop: Shop, dewi: Person, sari: Person) -> None:
    for _ in range(5):
        category_id = create_category(dewi, "Sekejap")
        calls = [
            lambda: sari.post("/api/products", {"name": "x", "price": 1, "category_id": category_id}),  # noqa: B023
            lambda: dewi.delete(f"/api/products/categories/{category_id}"),  # noqa: B023
        ]
        made, deleted = at_once(2, lambda n: calls[n]())  # noqa: B023
        assert (made.status_code, deleted.status_code) in ((201, 409), (422, 200))
        if made.status_code == 201:
            sari.delete(f"/api/products/{made.json()['id']}")
            dewi.delete(f"/api/products/categories/{category_id}")
