"""Sold courses: buyers are enrolled at once, closed courses are not sold, and concurrent changes stay consistent."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import db
from domain.commerce.orders import Caller, Item, Order
from queries.sales import checkout
from support.app import at_once
from support.database import Server
from support.people import Person, Shop


def sell_course(
    sari: Person, dewi: Person, *contents: dict[str, Any], name: str = "Kelas ekspor", **course: Any
) -> Any:
    """Return a published course of Sari's with the `product` that sells it, which has no stock."""
    product = sari.offers(name, 250_000, stock=0)
    made = dewi.teaches(*contents, owner_id=sari.id, product_id=product, **course)
    return {**made, "product": product, "path": f"/api/courses/{made['id']}"}


def basket(*products: int) -> dict[str, Any]:
    return {"items": [{"product_id": product, "qty": 1} for product in products]}


def status_and_code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def assert_consistent(shop: Shop) -> None:
    """Check the integrity checks of sales and stock."""
    shop.must_be_sound()
    for table, line in (("transaction_items", "stocked"), ("products", "stocked")):
        assert shop.value(f"SELECT COUNT(*) FROM {table} WHERE {line} NOT IN (0, 1)") == 0
    lacking = """
        SELECT i.product_id FROM transaction_items i
        LEFT JOIN stock_ledger l ON l.transaction_id = i.transaction_id AND l.product_id = i.product_id
        WHERE i.stocked <> (l.id IS NOT NULL)"""
    assert not shop.rows(lacking)


def test_a_buyer_is_enrolled_at_once(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    course, tea = sell_course(sari, dewi, title="Ekspor kopi"), sari.offers("Teh", 5_000, 3)
    assert budi.post(f"{course['path']}/enroll").json()["code"] == "purchase_required"
    quote = budi.post("/api/transactions?dry_run=true", basket(course["product"], tea)).json()
    sale = budi.post("/api/transactions", basket(course["product"], tea))
    assert sale.status_code == 201, sale.text
    opened = [{"id": course["id"], "title": "Ekspor kopi"}]
    assert sale.json()["courses"] == quote["courses"] == opened
    assert budi.get(f"{course['path']}/progress").json()["percent"] == 0
    assert budi.post(f"{course['path']}/enroll").status_code == 200
    assert budi.get("/api/courses?scope=enrolled").json()["courses"][0]["id"] == course["id"]
    # The sale shows it again, to the seller too.
    path = f"/api/transactions/{sale.json()['id']}"
    assert budi.get(path).json()["courses"] == sari.get(path).json()["courses"] == opened
    assert budi.get("/api/transactions").json()["transactions"][0]["courses"] == opened
    # The sale reduced the stock of the tea; the course has none.
    assert (sari.get(f"/api/products/{tea}").json()["stock"], shop.value("SELECT COUNT(*) FROM stock_ledger")) == (2, 3)
    assert_consistent(shop)
    kinds = [line["type"] for line in budi.get("/api/users/activities").json()["activities"]]
    assert sorted(kind for kind in kinds if kind in ("sale", "course_enrolled")) == ["course_enrolled", "sale"]
    (entry,) = dewi.get("/api/audit?table=enrolments").json()["entries"]
    assert {"column": "transaction_id", "old": None, "new": sale.json()["id"]} in entry["changes"]


def test_the_receipt_email_links_to_the_course(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    shop.rows("UPDATE users SET email = 'budi@example.com', email_verified_at = NOW() WHERE id = %s", (budi.id,))
    budi.put("/api/users/profile", {"language": "id"})
    one, two = (sell_course(sari, dewi, name=title, title=title) for title in ("Ekspor", "Bea cukai"))
    sale = budi.post("/api/transactions", basket(one["product"], two["product"]))
    assert sale.status_code == 201
    message = shop.email("budi@example.com", "course_bought")
    assert message["Subject"] == "Kursus Anda: mulai di sini"
    text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "“Ekspor”" in text
    for course in (one, two):
        assert f"{shop.url}/courses/{course['id']}" in text
    assert "Bea cukai: " in text
    shop.email("budi@example.com", "receipt")


def test_a_sale_of_goods_sends_no_email_about_courses(shop: Shop, sari: Person, budi: Person) -> None:
    shop.rows("UPDATE users SET email = 'budi@example.com', email_verified_at = NOW() WHERE id = %s", (budi.id,))
    budi.buys(sari.offers())
    assert [row["template"] for row in shop.rows("SELECT template FROM letters")] == ["receipt"]


@pytest.mark.parametrize("state", ["unlisted", "deleted", "draft"])
def test_a_closed_course_is_not_sold(shop: Shop, sari: Person, budi: Person, dewi: Person, state: str) -> None:
    if state == "draft":
        product = sari.offers("Kelas ekspor", stock=5)
        draft = dewi.post("/api/courses", {"title": "Nanti", "owner_id": sari.id, "product_id": product}).json()["id"]
        path = f"/api/courses/{draft}"
    else:
        course = sell_course(sari, dewi)
        product, path = course["product"], course["path"]
    if state == "unlisted":
        sari.put(path, {"listed": False})
    if state == "deleted":
        sari.delete(path)
    for query in ("", "?dry_run=true"):
        refused = budi.post(f"/api/transactions{query}", basket(product))
        assert status_and_code(refused) == (409, "course_closed")
        assert refused.json()["product_id"] == product and "Kelas ekspor" in refused.json()["msg"]
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0
    if state == "unlisted":
        sari.put(path, {"listed": True})
    if state == "deleted":
        assert dewi.post(f"{path}/restore").status_code == 200
    if state != "draft":
        assert budi.buys(product).status_code == 201


@pytest.mark.parametrize("state", ["unlisted", "deleted"])
def test_earlier_buyers_may_enrol_in_a_closed_course(
    shop: Shop, sari: Person, budi: Person, dewi: Person, state: str
) -> None:
    """This includes buyers of an unpublished course, and those who never enrolled before it was hidden."""
    course, basics = sell_course(sari, dewi), dewi.teaches(title="Dasar")
    budi.buys(course["product"])
    shop.rows("UPDATE courses SET listed = 0 WHERE id = %s", (course["id"],))
    if state == "deleted":
        shop.rows("UPDATE courses SET deleted_at = NOW() WHERE id = %s", (course["id"],))
    # The state left by an earlier version, with a prerequisite added since.
    shop.rows("UPDATE course_versions SET prerequisites = %s WHERE course_id = %s", (f"[{basics['id']}]", course["id"]))
    shop.rows("DELETE FROM audit_entries")
    shop.rows("DELETE FROM enrolments")
    assert budi.get(course["path"]).status_code == 200
    assert budi.post(f"{course['path']}/enroll").status_code == 201
    assert budi.post(f"{course['path']}/progress", {"completed": True}).json()["completed"]
    assert shop.value("SELECT transaction_id IS NOT NULL FROM enrolments") == 1
    tono = shop.person("tono")
    assert (tono.get(course["path"]).status_code, tono.post(f"{course['path']}/enroll").status_code) == (404, 404)


def test_buyers_of_an_unpublished_course_get_a_409(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    product = sari.offers("Kelas", stock=5)
    budi.buys(product)
    draft = dewi.post("/api/courses", {"title": "Nanti", "owner_id": sari.id, "product_id": product}).json()["id"]
    assert status_and_code(budi.post(f"/api/courses/{draft}/enroll")) == (409, "course_not_published")
    assert shop.person("tono").post(f"/api/courses/{draft}/enroll").status_code == 404


def test_an_owned_course_is_not_sold_again(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    course = sell_course(sari, dewi)
    budi.buys(course["product"], key="kunci")
    for answer in (
        budi.buys(course["product"]),
        budi.post("/api/transactions?dry_run=true", basket(course["product"])),
    ):
        assert status_and_code(answer) == (409, "course_already_owned")
        assert (answer.json()["course_ids"], answer.json()["product_id"]) == ([course["id"]], course["product"])
    # Repeating the call makes no second sale.
    assert budi.buys(course["product"], key="kunci").headers["Idempotent-Replayed"] == "true"
    # Nor is it sold to former learners, who may return without paying.
    budi.delete(f"{course['path']}/enroll")
    assert status_and_code(budi.buys(course["product"])) == (409, "course_already_owned")
    assert budi.post(f"{course['path']}/enroll").status_code == 201
    free = dewi.teaches(owner_id=sari.id)
    budi.post(f"/api/courses/{free['id']}/enroll")
    dewi.put(f"/api/courses/{free['id']}", {"product_id": (later := sari.offers("Jadi berbayar"))})
    assert status_and_code(budi.buys(later)) == (409, "course_already_owned")
    two = budi.post("/api/transactions", {"items": [{"product_id": later, "qty": 2}]})
    assert two.json()["errors"][0] | {"msg": ""} == {"field": "items.0.qty", "code": "course_once", "msg": ""}


def test_prerequisites_are_checked_before_payment(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    basics = sell_course(sari, dewi, title="Dasar", name="Kelas dasar")
    course = sell_course(sari, dewi, title="Lanjutan", name="Kelas lanjutan", prerequisites=[basics["id"]])
    for query in ("?dry_run=true", ""):
        refused = budi.post(f"/api/transactions{query}", basket(course["product"]))
        assert status_and_code(refused) == (409, "prerequisites_missing")
        assert refused.json()["missing"] == [{"course_id": basics["id"], "title": "Dasar"}]
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0
    # Both are sold in one basket.
    tono = shop.person("tono")
    sale = tono.post("/api/transactions", basket(course["product"], basics["product"]))
    assert [opened["title"] for opened in sale.json()["courses"]] == ["Dasar", "Lanjutan"]
    assert tono.get(f"{course['path']}/progress").status_code == 200
    budi.buys(basics["product"])
    budi.post(f"{basics['path']}/progress", {"completed": True})
    assert budi.buys(course["product"]).status_code == 201


def test_one_product_may_sell_several_courses(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    first = sell_course(sari, dewi, title="Satu")
    second = dewi.teaches(title="Dua", owner_id=sari.id)
    budi.post(f"/api/courses/{second['id']}/enroll")
    dewi.put(f"/api/courses/{second['id']}", {"product_id": first["product"]})
    # He is enrolled in the second and pays for the first.
    assert budi.buys(first["product"]).json()["courses"] == [{"id": first["id"], "title": "Satu"}]
    tono = shop.person("tono")
    assert [course["title"] for course in tono.buys(first["product"]).json()["courses"]] == ["Satu", "Dua"]
    third = dewi.post("/api/courses", {"title": "Tiga", "owner_id": sari.id, "product_id": first["product"]}).json()
    assert status_and_code(dewi.buys(first["product"])) == (409, "course_closed")
    # A deleted course is no longer part of the product.
    dewi.put(f"/api/courses/{third['id']}", {"product_id": None})
    assert len(dewi.buys(first["product"]).json()["courses"]) == 2


def test_a_product_needs_no_stock_while_it_sells_a_course(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    product, other = sari.offers("Kelas", stock=0), sari.offers("Lain", stock=0)

    def stocked() -> list[bool]:
        return [sari.get(f"/api/products/{each}").json()["stocked"] for each in (product, other)]

    assert status_and_code(budi.buys(product)) == (409, "insufficient_stock")
    course = dewi.teaches(owner_id=sari.id, product_id=product)
    assert stocked() == [False, True]
    listed = [each["id"] for each in budi.get("/api/products?in_stock=true").json()["products"]]
    assert listed == [product]
    assert [each["id"] for each in budi.get("/api/products?in_stock=false").json()["products"]] == [other]
    since = budi.get("/api/changes").json()["next_since"]
    dewi.put(f"/api/courses/{course['id']}", {"product_id": other})
    assert stocked() == [True, False]
    changed = budi.get(f"/api/changes?since={since}").json()["changes"]
    assert {each["id"]: each["product"] and each["product"]["stocked"] for each in changed} == {
        product: None,
        other: False,
    }
    # Its seller sells it as goods again.
    assert budi.buys(product).status_code == 422
    assert sari.put(f"/api/products/{product}", {"active": True}).status_code == 200
    assert status_and_code(budi.buys(product)) == (409, "insufficient_stock")
    assert budi.buys(other).status_code == 201
    assert_consistent(shop)


def test_a_course_with_buyers_is_not_deleted_and_an_admin_restores_others(
    shop: Shop, sari: Person, budi: Person, dewi: Person
) -> None:
    course, free = sell_course(sari, dewi), dewi.teaches(owner_id=sari.id)
    budi.buys(course["product"])
    assert (
        status_and_code(sari.delete(course["path"]))
        == status_and_code(dewi.delete(course["path"]))
        == (409, "course_has_buyers")
    )
    # Not even after another product sells it.
    assert sari.put(course["path"], {"product_id": sari.offers("Lain")}).status_code == 200
    assert status_and_code(sari.delete(course["path"])) == status_and_code(
        sari.put(course["path"], {"product_id": None})
    )
    assert status_and_code(sari.delete(course["path"])) == (409, "course_has_buyers")
    path = f"/api/courses/{free['id']}"
    assert sari.delete(path).status_code == 200
    assert [each["id"] for each in dewi.get("/api/courses?scope=deleted").json()["courses"]] == [free["id"]]
    assert sari.get("/api/courses?scope=deleted").status_code == 403
    assert sari.post(f"{path}/restore").status_code == 403
    restored = dewi.post(f"{path}/restore")
    assert (restored.status_code, restored.json()["id"]) == (200, free["id"])
    assert dewi.post(f"{path}/restore").json() == restored.json()
    assert budi.post(f"{path}/enroll").status_code == 201
    assert status_and_code(dewi.post("/api/courses/999999/restore")) == (404, "course_not_found")
    kinds = [line["type"] for line in dewi.get("/api/users/activities").json()["activities"]]
    assert kinds.count("course_restored") == 1


def test_a_replaced_product_keeps_the_buyers_of_the_old_one(
    shop: Shop, sari: Person, budi: Person, dewi: Person
) -> None:
    course, later = sell_course(sari, dewi), sari.offers("Kelas baru", 300_000)
    tono, left = shop.person("tono"), shop.person("lina")
    for buyer in (budi, tono, left):
        buyer.buys(course["product"])
    # The state left by a version whose sales enrolled nobody; one buyer has enrolled and left since.
    shop.rows("DELETE FROM enrolments WHERE user_id <> %s", (left.id,))
    left.delete(f"{course['path']}/enroll")
    assert status_and_code(sari.put(course["path"], {"product_id": None, "title": "Gratis"})) == (
        409,
        "course_has_buyers",
    )
    assert sari.get(f"{course['path']}/draft").json()["title"] != "Gratis"
    assert status_and_code(shop.person("nina").post(f"{course['path']}/enroll")) == (403, "purchase_required")
    assert sari.put(course["path"], {"product_id": later}).status_code == 200
    for buyer in (budi, tono):
        assert buyer.get(f"{course['path']}/progress").status_code == 200
        assert status_and_code(buyer.buys(later)) == (409, "course_already_owned")
    assert left.get(f"{course['path']}/progress").status_code == 404
    assert left.post(f"{course['path']}/enroll").status_code == 201
    assert shop.value("SELECT COUNT(*) FROM enrolments WHERE transaction_id IS NOT NULL") == 3
    assert len(dewi.get("/api/audit?table=enrolments&operation=INSERT").json()["entries"]) == 5
    # The owner is told of those who came in by it, behind the three of the sales and before the one who came back.
    told = sari.get("/api/events?types=course.enrolled&limit=100").json()["events"]
    assert [event["data"]["user_id"] for event in told] == [budi.id, tono.id, left.id, budi.id, tono.id, left.id]
    enrolled = shop.rows("SELECT id, user_id, course_id, transaction_id FROM enrolments ORDER BY user_id LIMIT 2")
    assert [event["data"] for event in told[3:5]] == enrolled
    # Nobody can pay for the old product and get no course.
    assert budi.buys(course["product"]).status_code == 422
    assert not sari.get(f"/api/products/{course['product']}").json()["active"]
    assert shop.person("rudi").buys(later).json()["courses"][0]["id"] == course["id"]
    assert_consistent(shop)


def test_a_course_without_buyers_can_lose_its_product_which_becomes_inactive(
    shop: Shop, sari: Person, budi: Person, dewi: Person
) -> None:
    course = sell_course(sari, dewi)
    shop.rows("UPDATE products SET stock = 5 WHERE id = %s", (course["product"],))
    assert sari.put(course["path"], {"product_id": None}).status_code == 200
    assert budi.buys(course["product"]).status_code == 422
    assert budi.post(f"{course['path']}/enroll").status_code == 201


def test_a_course_whose_product_is_not_sold_is_closed_with_a_reason(
    shop: Shop, sari: Person, budi: Person, dewi: Person
) -> None:
    course = sell_course(sari, dewi, title="Ekspor")
    budi.buys(course["product"])
    product, tono = f"/api/products/{course['product']}", shop.person("tono")

    def closed() -> tuple[bool, Any]:
        found = tono.get(course["path"]).json()
        return found["open"], found["closed_because"]

    def listed(who: Person, scope: str) -> list[tuple[int, Any]]:
        answer = who.get(f"/api/courses?scope={scope}").json()
        assert answer["total_items"] == len(answer["courses"])
        return [(each["id"], each["closed_because"]) for each in answer["courses"]]

    assert closed() == (True, None) and listed(tono, "open") == [(course["id"], None)]
    # A product that sells a course can't be deleted; deactivating it closes the course.
    refused = sari.delete(product)
    assert status_and_code(refused) == (409, "product_sells_course")
    assert refused.json()["course_id"] == course["id"] and "“Ekspor”" in refused.json()["msg"]
    assert sari.put(product, {"active": False}).status_code == 200
    assert closed() == (False, "product_not_sold") and listed(tono, "open") == []
    # The name and price of an inactive product are shown to its owner and admins alone.
    assert tono.get(course["path"]).json()["product"] is None
    assert {who.get(course["path"]).json()["product"]["id"] for who in (sari, dewi)} == {course["product"]}
    assert listed(sari, "own") == listed(budi, "enrolled") == [(course["id"], "product_not_sold")]
    answer = tono.post(f"{course['path']}/enroll")
    assert status_and_code(answer) == (409, "course_closed") and answer.json()["product_id"] == course["product"]
    assert sari.post(f"{course['path']}/publish").json()["closed_because"] == "product_not_sold"
    # Buyers continue.
    assert budi.post(f"{course['path']}/progress", {"completed": True}).json()["completed"]
    assert sari.put(product, {"active": True}).status_code == 200
    assert closed() == (True, None)
    assert sari.put(course["path"], {"listed": False}).status_code == 200
    assert sari.get(course["path"]).json()["closed_because"] == "unlisted"
    # The state left by a version that allowed the deletion of such a product.
    shop.rows("UPDATE courses SET listed = 1")
    shop.rows("UPDATE products SET deleted_at = NOW() WHERE id = %s", (course["product"],))
    assert closed() == (False, "product_not_sold")


def test_a_product_can_be_deleted_once_its_course_no_longer_uses_it(
    shop: Shop, sari: Person, budi: Person, dewi: Person
) -> None:
    one, two = (sell_course(sari, dewi, name=name) for name in ("Satu", "Dua"))
    assert sari.put(one["path"], {"product_id": sari.offers("Lain")}).status_code == 200
    assert sari.delete(two["path"]).status_code == 200
    for course in (one, two):
        assert sari.delete(f"/api/products/{course['product']}").status_code == 200


def test_twenty_concurrent_sales_of_a_course_to_one_buyer_make_one(
    shop: Shop, sari: Person, budi: Person, dewi: Person
) -> None:
    course = sell_course(sari, dewi)
    answers = at_once(20, lambda _: budi.buys(course["product"]))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 19
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"course_already_owned"}
    assert shop.value("SELECT COUNT(*) FROM transactions") == shop.value("SELECT COUNT(*) FROM enrolments") == 1
    assert_consistent(shop)


def test_sales_of_courses_and_goods_do_not_deadlock(shop: Shop, sari: Person, dewi: Person) -> None:
    log_so_far = len(shop.app.log.read_text())
    one, two = (sell_course(sari, dewi, name=name) for name in ("Satu", "Dua"))
    coffee = sari.offers(stock=1000)
    buyers = [shop.person(f"pembeli{number}") for number in range(12)]
    orders = [(one["product"], coffee, two["product"]), (two["product"], one["product"], coffee)]
    answers = at_once(12, lambda number: buyers[number].post("/api/transactions", basket(*orders[number % 2])))
    assert {answer.status_code for answer in answers} == {201}
    assert shop.value("SELECT COUNT(*) FROM enrolments WHERE transaction_id IS NOT NULL") == 24
    assert "transaction runs again" not in shop.app.log.read_text()[log_so_far:]
    assert_consistent(shop)


@pytest.mark.parametrize("first", ["sale", "deletion"])
def test_a_concurrent_sale_and_deletion_never_lose_the_enrolment(
    server: Server, shop: Shop, sari: Person, budi: Person, dewi: Person, first: str
) -> None:
    course = sell_course(sari, dewi)
    calls: dict[str, Callable[[], Any]] = {
        "sale": lambda: budi.buys(course["product"]),
        "deletion": lambda: sari.delete(course["path"]),
    }
    second = "deletion" if first == "sale" else "sale"
    # The first transaction has locked the course and waits to write its log entry.
    whose = budi if first == "sale" else sari
    with ThreadPoolExecutor(2) as pool:
        with shop.meanwhile(server, "SELECT id FROM users WHERE id = %s FOR UPDATE", whose.id) as until_waiting:
            begun = pool.submit(calls[first])
            until_waiting(1)
            later = pool.submit(calls[second])
            until_waiting(2)
        results = {first: begun.result(), second: later.result()}
    if first == "sale":
        assert results["sale"].status_code == 201 and status_and_code(results["deletion"]) == (409, "course_has_buyers")
        assert budi.get(f"{course['path']}/progress").status_code == 200
    else:
        assert results["deletion"].status_code == 200 and status_and_code(results["sale"]) == (409, "course_closed")
        assert shop.value("SELECT COUNT(*) FROM transactions") == 0


@pytest.mark.parametrize("change", [{"listed": False}, {"product_id": "other"}])
def test_a_sale_and_a_change_of_its_course_do_not_deadlock(
    server: Server, shop: Shop, sari: Person, budi: Person, dewi: Person, change: dict[str, Any]
) -> None:
    log_so_far = len(shop.app.log.read_text())
    course, other = sell_course(sari, dewi), sari.offers("Lain")
    change = {name: other if value == "other" else value for name, value in change.items()}
    with ThreadPoolExecutor(2) as pool:
        with shop.meanwhile(server, "SELECT id FROM users WHERE id = %s FOR UPDATE", budi.id) as until_waiting:
            sale = pool.submit(budi.buys, course["product"])
            until_waiting(1)
            changing = pool.submit(sari.put, course["path"], change)
            until_waiting(2)
        assert (sale.result().status_code, changing.result().status_code) == (201, 200)
    assert budi.get(f"{course['path']}/progress").status_code == 200
    assert "transaction runs again" not in shop.app.log.read_text()[log_so_far:]
    assert shop.value("SELECT stocked FROM products WHERE id = %s", (course["product"],)) == ("product_id" in change)


@pytest.mark.parametrize("first", ["sale", "change"])
def test_removing_the_product_during_a_sale_is_consistent(
    server: Server, shop: Shop, sari: Person, budi: Person, dewi: Person, first: str
) -> None:
    """The buyer either has the course or pays nothing."""
    course = sell_course(sari, dewi)
    shop.rows("UPDATE products SET stock = 5 WHERE id = %s", (course["product"],))
    calls: dict[str, Callable[[], Any]] = {
        "sale": lambda: budi.buys(course["product"]),
        "change": lambda: sari.put(course["path"], {"product_id": None}),
    }
    second = "change" if first == "sale" else "sale"
    with ThreadPoolExecutor(2) as pool:
        whose = budi if first == "sale" else sari
        with shop.meanwhile(server, "SELECT id FROM users WHERE id = %s FOR UPDATE", whose.id) as until_waiting:
            begun = pool.submit(calls[first])
            until_waiting(1)
            later = pool.submit(calls[second])
            until_waiting(2)
        results = {first: begun.result(), second: later.result()}
    if first == "sale":
        assert results["sale"].status_code == 201 and status_and_code(results["change"]) == (409, "course_has_buyers")
    else:
        assert results["change"].status_code == 200 and results["sale"].status_code == 422
        assert shop.value("SELECT COUNT(*) FROM transactions") == 0
    assert budi.post(f"{course['path']}/enroll").status_code in (200, 201)


@pytest.mark.parametrize("to", ["another", "none"])
def test_replacing_the_product_during_a_sale_is_consistent(
    server: Server, shop: Shop, sari: Person, budi: Person, dewi: Person, to: str
) -> None:
    """The sale locks the course's product before the course, so a change must not lock the course first."""
    log_so_far = len(shop.app.log.read_text())
    course, last = (sell_course(sari, dewi, name=name) for name in ("Satu", "Dua"))
    change = {"product_id": sari.offers("Lain") if to == "another" else None}
    held = "SELECT id FROM products WHERE id = %s FOR UPDATE"
    with ThreadPoolExecutor(2) as pool:
        with shop.meanwhile(server, held, last["product"]) as until_waiting:
            sale = pool.submit(budi.post, "/api/transactions", basket(course["product"], last["product"]))
            until_waiting(1)
            changing = pool.submit(sari.put, course["path"], change)
            until_waiting(2)
        # By then somebody has paid, so the course must have a product.
        assert (sale.result().status_code, changing.result().status_code) == (201, 200 if to == "another" else 409)
    assert "transaction runs again" not in shop.app.log.read_text()[log_so_far:]


def test_of_two_changes_of_the_product_the_later_one_runs_again(
    server: Server, shop: Shop, sari: Person, dewi: Person
) -> None:
    """Before its locks it has read another product than the one that sells the course by then."""
    first, last = (sari.offers(name, stock=0) for name in ("Satu", "Dua"))
    course = f"/api/courses/{dewi.teaches(owner_id=sari.id)['id']}"
    with ThreadPoolExecutor(1) as pool:
        with shop.meanwhile(server, "SELECT id FROM products WHERE id = %s FOR UPDATE", last) as until_waiting:
            changing = pool.submit(sari.patch, course, {"product_id": last})
            until_waiting(1)
            assert sari.patch(course, {"product_id": first}).status_code == 200
        assert changing.result().status_code == 200, changing.result().text
    assert shop.rows("SELECT id, active, stocked FROM products ORDER BY id") == [
        {"id": first, "active": 0, "stocked": 1},
        {"id": last, "active": 1, "stocked": 0},
    ]
    assert shop.value("SELECT product_id FROM courses") == last
    shop.must_be_sound()


def test_a_product_comes_and_goes_at_the_same_time(shop: Shop, sari: Person, dewi: Person) -> None:
    product = sari.offers("Kelas", stock=0)
    course = f"/api/courses/{dewi.teaches(owner_id=sari.id)['id']}"
    for _ in range(8):
        answers = at_once(2, lambda n: sari.patch(course, {"product_id": (product, None)[n]}))
        assert {answer.status_code for answer in answers} == {200}
    shop.must_be_sound()


def test_concurrent_enrolling_and_buying_make_one_enrolment(shop: Shop, sari: Person, dewi: Person) -> None:
    course = sell_course(sari, dewi)
    buyers = [shop.person(f"pembeli{number}") for number in range(6)]
    for buyer in buyers:
        both = at_once(
            2, lambda n, buyer=buyer: buyer.buys(course["product"]) if n else buyer.post(f"{course['path']}/enroll")
        )
        assert {answer.status_code for answer in both} <= {200, 201, 403}
    assert shop.value("SELECT COUNT(*) FROM enrolments WHERE transaction_id IS NOT NULL") == 6


def test_a_sale_of_goods_runs_no_sql_for_courses(
    inside: None, shop: Shop, sari: Person, budi: Person, dewi: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    coffee, course = sari.offers(stock=5), sell_course(sari, dewi)
    said: list[str] = []
    run = db.run

    def record(sql: str, params: Any) -> Any:
        said.append(" ".join(sql.split()))
        return run(sql, params)

    monkeypatch.setattr(db, "run", record)
    terms = checkout.Terms(tax_registered=False)
    checkout.sell(Order((Item(coffee, 1),)), Caller(budi.id), terms)
    goods, said[:] = list(said), []
    checkout.sell(Order((Item(course["product"], 1),)), Caller(budi.id), terms)
    # Once a second the counters of other nodes are read as well.
    assert len([sql for sql in goods if "change_counter" not in sql]) == 11
    assert not [sql for sql in goods if "courses" in sql or "enrolments" in sql]
    # A course alone changes no stock and no product.
    assert not [sql for sql in said if "stock_ledger" in sql or "UPDATE products" in sql]
