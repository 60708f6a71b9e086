"""Customers of a seller: what the shop knows of them, who may see it, and that it can be erased."""

from __future__ import annotations

import json
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from receipt_calls import printed
from till_calls import Till, headers

from support.accounts import client_with_key, create_key
from support.database import Server
from support.people import Person, Shop

TINI = {"name": "Bu Tini", "phone": "0812-3456-7890", "note": "Gang Mawar 7", "credit_limit": 500_000}


def add(person: Person, name: str = "Bu Tini", **fields: Any) -> dict[str, Any]:
    answer = person.post("/api/customers", {"name": name, **fields})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def names(person: Person, query: str = "") -> list[str]:
    return [each["name"] for each in person.get(f"/api/customers{query}").json()["customers"]]


def test_a_customer_is_added_and_changed(sari: Person) -> None:
    made = add(sari, **TINI)
    told = {name: made[name] for name in (*TINI, "balance")}
    assert told == {**TINI, "phone": "+6281234567890", "balance": 0}
    path = f"/api/customers/{made['id']}"
    assert sari.get(path).json() == made
    changed = sari.patch(path, {"phone": "+62 813 0000 0001", "note": ""}).json()
    assert changed == {**made, "phone": "+6281300000001", "note": ""}
    assert sari.patch(path, {"phone": None}).json()["phone"] is None
    assert sari.patch(path, {}).json() == sari.get(path).json()
    assert sari.patch(path, {"name": None}).status_code == 422


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"name": " "}, "name", "too_short"),
        ({"name": "x" * 101}, "name", "too_long"),
        ({"phone": "081"}, "phone", "phone_number"),
        ({"phone": "+62 812 3456 7890 1234"}, "phone", "phone_number"),
        ({"phone": "empat lima"}, "phone", "phone_number"),
        ({"credit_limit": -1}, "credit_limit", "greater_than_equal"),
        ({"balance": 5}, "balance", "extra_forbidden"),
    ],
)  # fmt: skip
def test_fields_that_can_not_be_are_refused(sari: Person, fields: dict[str, Any], field: str, code: str) -> None:
    answer = sari.post("/api/customers", {"name": "Bu Tini", **fields})
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == [field]
    assert code in answer.json()["errors"][0]["code"]


def test_a_phone_number_is_one_customer_of_a_seller(shop: Shop, sari: Person) -> None:
    first, other = add(sari, phone="0812 3456 7890"), add(sari, "Pak Joko")
    for answer in (
        sari.post("/api/customers", {"name": "Lain", "phone": "+6281234567890"}),
        sari.patch(f"/api/customers/{other['id']}", {"phone": "62812-3456-7890"}),
    ):
        assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (409, "taken", "phone")
        assert "34567890" not in answer.text
    add(shop.person("tono", "seller"), phone="0812 3456 7890")
    sari.delete(f"/api/customers/{first['id']}")
    assert add(sari, "Baru", phone="0812 3456 7890")["phone"] == "+6281234567890"


def test_customers_are_found_by_the_beginning_of_name_or_number(sari: Person) -> None:
    for name, phone in (
        ("Pak Joko", "0813 1111 2222"),
        ("Bu Tini", "0812 3456 7890"),
        ("bu Ani", None),
        ("100%", None),
    ):
        add(sari, name, phone=phone)
    assert names(sari) == ["100%", "bu Ani", "Bu Tini", "Pak Joko"]
    for search, found in {
        "BU": ["bu Ani", "Bu Tini"], "tini": [], "0812": ["Bu Tini"], "0812-34": ["Bu Tini"], "+62813": ["Pak Joko"],
        "6281": ["Bu Tini", "Pak Joko"], "10": ["100%"], "%": [], "_": [], "\\": [],
    }.items():  # fmt: skip
        answer = sari.get("/api/customers", params={"search": search}).json()
        assert [each["name"] for each in answer["customers"]] == found, search


def test_pages_hold_each_customer_once(sari: Person) -> None:
    made = [add(sari, name)["id"] for name in ("Tini", "tini", "Tini", "Ani", "Zul")]
    seen, cursor = list[int](), ""
    while cursor is not None:
        page = sari.get("/api/customers", params={"per_page": 2, "cursor": cursor}).json()
        seen += [each["id"] for each in page["customers"]]
        cursor = page["next_cursor"]
    assert seen == [made[3], made[0], made[1], made[2], made[4]]


def test_nobody_sees_the_customers_of_others(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    customer = add(sari, **TINI)
    path, tono = f"/api/customers/{customer['id']}", shop.person("tono", "seller")
    for person in (tono, dewi):
        assert names(person) == []
        for answer in (person.get(path), person.patch(path, {"name": "x"}), person.delete(path)):
            assert (answer.status_code, answer.json()["code"]) == (404, "customer_not_found")
    assert budi.get("/api/customers").status_code == 403
    assert sari.get(path).json() == customer


def test_an_erased_customer_is_nobody(shop: Shop, sari: Person) -> None:
    customer = add(sari, **TINI)
    path = f"/api/customers/{customer['id']}"
    assert sari.delete(path).status_code == 200
    assert names(sari) == []
    assert {each.status_code for each in (sari.get(path), sari.patch(path, {"name": "x"}), sari.delete(path))} == {404}
    (row,) = shop.rows("SELECT name, phone, note, credit_limit, erased_at IS NOT NULL AS erased FROM customers")
    assert row == {"name": "", "phone": None, "note": "", "credit_limit": 0, "erased": 1}


def test_reasons_of_refunds_are_erased_with_the_customer(shop: Shop, sari: Person) -> None:
    till, coffee = Till(sari), sari.offers(price=50_000, stock=9)
    till.opens(sari, 0)
    tini, joko = add(sari, **TINI)["id"], add(sari, "Pak Joko")["id"]

    def refunds(sale: int) -> str:
        return f"/api/transactions/{sale}/refunds"

    sales = [
        till.sells(sari, (coffee, 1), **to).json()["id"]
        for to in ({"customer_id": tini}, {"customer_id": tini}, {"customer_id": joko}, {})
    ]
    body = {"amount": 100, "method": "cash", "reason": "Bu Tini tidak suka"}
    made = [sari.post(refunds(sale), body, headers=headers(f"kembali-{sale}")).json()["id"] for sale in sales]
    assert sari.post(refunds(sales[0]), body, headers=headers()).json()["reason"] == body["reason"]
    # A key that may not read customers prints the reason, too.
    secret = create_key(sari, scopes=["transactions:read", "transactions:write"])["api_key"]
    program, prints = client_with_key(shop, secret), f"{refunds(sales[0])}/{made[0]}/receipt/prints"
    paper = program.post(prints, {"format": "html"}, headers=headers("cetak"))
    assert b"Tini" in b64decode(paper.json()["content"])
    assert sari.delete(f"/api/customers/{tini}").status_code == 200
    shown = [sari.get(f"/api/transactions/{sale}").json()["refunds"] for sale in sales]
    assert [[refund["reason"] for refund in each] for each in shown] == [
        ["", ""], [""], [body["reason"]], [body["reason"]],
    ]  # fmt: skip
    receipt = sari.get(f"{refunds(sales[0])}/{made[0]}/receipt")
    assert receipt.status_code == 200 and "Tini" not in receipt.text and "Alasan" not in receipt.text
    again = [sari.post(refunds(sale), body, headers=headers(f"kembali-{sale}")) for sale in sales]
    again.append(program.post(prints, {"format": "html"}, headers=headers("cetak")))
    assert [each.status_code for each in again] == [409, 409, 201, 201, 409]
    assert {each.json()["code"] for each in again if each.status_code == 409} == {"idempotent_answer_lost"}
    entries = shop.rows("SELECT row_id, new_values FROM audit_entries WHERE table_name = 'refunds'")
    erased = [each["row_id"] for each in entries if json.loads(each["new_values"]).get("columns") == ["reason"]]
    assert sorted(map(int, erased)) == sorted(refund["id"] for each in shown[:2] for refund in each)
    assert shop.value("SELECT COUNT(*) FROM audit_entries WHERE new_values LIKE '%%tidak suka%%'") == 0
    shop.must_be_sound()


def test_no_log_has_what_a_customer_is_called(shop: Shop, sari: Person) -> None:
    customer = add(sari, **TINI)
    path = f"/api/customers/{customer['id']}"
    sari.get("/api/customers", params={"search": "Tini"})
    sari.patch(path, {"name": "Bu Tini Kopi", "phone": "0812 3456 7899", "note": "Gang Mawar 8", "credit_limit": 9})
    sari.post("/api/customers", {"name": "Tini", "phone": "0812 3456 7899"})
    sale = sari.post(
        "/api/transactions",
        {
            "items": [{"product_id": sari.offers(), "qty": 1}],
            "payments": [{"method": "cash"}],
            "customer_id": customer["id"],
        },
        headers=headers(),
    ).json()["id"]
    back = {"amount": 1, "method": "cash", "reason": "Bu Tini berubah pikiran"}
    assert sari.post(f"/api/transactions/{sale}/refunds", back, headers=headers()).status_code == 201
    sari.delete(path)
    entries = shop.rows("SELECT * FROM audit_entries WHERE table_name = 'customers' ORDER BY id")
    assert [json.loads(each["new_values"])["columns"] for each in entries] == [
        ["credit_limit", "name", "note", "phone"],
        ["credit_limit", "name", "note", "phone"],
        ["credit_limit", "erased_at", "name", "note", "phone"],
    ]
    assert [json.loads(each["new_values"])["credit_limit"] for each in entries] == [500_000, 9, 0]
    kept = [*shop.rows("SELECT * FROM audit_entries"), *shop.rows("SELECT * FROM activities"), shop.app.log.read_text()]
    for word in ("Tini", "3456789", "Mawar"):
        assert word not in str(kept)


def test_stored_responses_are_erased_with_the_customer(shop: Shop, sari: Person, budi: Person) -> None:
    """Those of the seller and of their staff; the calls are not made again, and others' responses stay."""
    till = Till(sari)
    till.employs(budi)
    till.opens(sari, 0)
    cashier, coffee = till.at_work("budi"), sari.offers("Kopi", 50_000, 9)

    def made(person: Person, method: str, path: str, body: Any, key: str = "k") -> Any:
        """Return the call, which has been made once."""

        def repeated() -> Any:
            return person.call(method, path, body, headers=headers(key))

        assert repeated().status_code in (200, 201)
        return repeated

    create = made(sari, "POST", "/api/customers", TINI)
    tini, joko = create().json()["id"], add(sari, "Pak Joko")["id"]
    sold = [
        till.sells(cashier, (coffee, 1), customer_id=customer).json()["id"] for customer in (tini, joko, tini, tini)
    ]
    sale = f"/api/transactions/{sold[0]}"
    refunded = made(sari, "POST", f"{sale}/refunds", {"method": "cash", "reason": "x", "amount": 1})
    refund = refunded().json()["id"]
    calls = [
        create,
        refunded,
        made(sari, "PATCH", f"/api/customers/{tini}", {"note": "Gang Mawar 8"}),
        made(cashier, "POST", f"{sale}/receipt/prints", {"format": "html"}),
        made(sari, "POST", f"{sale}/receipt/prints", {"format": "html"}),
        made(sari, "POST", f"{sale}/refunds/{refund}/receipt/prints", {"format": "html"}),
        *(made(sari, "POST", f"/api/transactions/{each}/receipt/prints", {}, f"k-{each}") for each in sold[2:]),
    ]
    kept = [
        made(cashier, "POST", f"/api/transactions/{sold[1]}/receipt/prints", {"format": "html"}, "l"),
        made(sari, "PATCH", f"/api/customers/{joko}", {"note": "x"}, "l"),
    ]
    assert b"Bu Tini" in b64decode(calls[3]().json()["content"])
    rows = shop.value("SELECT COUNT(*) FROM idempotency_keys WHERE operation <> 'customer %s'", (tini,))
    assert sari.delete(f"/api/customers/{tini}").status_code == 200
    assert {(again.status_code, again.json()["code"]) for again in (call() for call in calls)} == {
        (409, "idempotent_answer_lost")
    }
    assert [call().headers["Idempotent-Replayed"] for call in kept] == ["true", "true"]
    assert names(sari) == ["Pak Joko"]
    # Of the responses only the keys are left.
    left = shop.rows("SELECT operation, answer FROM idempotency_keys")
    assert (len(left), len([row for row in left if row["answer"] == ""])) == (rows, len(calls))
    assert [row["operation"] for row in left if row["operation"].startswith("customer")] == [f"customer {joko}"] * 2
    shop.must_be_sound()


def test_a_print_during_an_erasure_names_nobody(server: Server, shop: Shop, sari: Person) -> None:
    """Otherwise its response is stored with the name, and no erasure follows."""
    tini, till, coffee = add(sari, **TINI)["id"], Till(sari), sari.offers()
    till.opens(sari, 0)
    sales = [till.sells(sari, (coffee, 1), customer_id=tini).json()["id"] for _ in range(2)]
    assert b"Tini" in b64decode(printed(sari, sales[0], "cetak-1", format="html").json()["content"])
    (of,) = shop.rows("SELECT user_id, operation FROM idempotency_keys WHERE idempotency_key = 'cetak-1'")
    stored = (
        "SELECT 1 FROM idempotency_keys "
        "WHERE user_id = %s AND operation = %s AND idempotency_key = 'cetak-1' FOR UPDATE"
    )
    with ThreadPoolExecutor() as pool:
        with shop.meanwhile(server, stored, *of.values()) as wait_for:
            erased = pool.submit(sari.delete, f"/api/customers/{tini}")
            wait_for(1)
            printing = pool.submit(printed, sari, sales[1], "cetak-2", format="html")
            wait_for(2)
        assert erased.result().status_code == 200
    content = b64decode(printing.result().json()["content"])
    assert b"Total" in content and b"Tini" not in content
