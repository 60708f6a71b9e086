"""Outlets of a seller: the default one, their receipts' text, and their end."""

from __future__ import annotations

from typing import Any

import pytest
from till_calls import Till

from domain.receipts import footers
from support.app import at_once
from support.people import Person, Shop

OUTLETS = "/api/outlets"


def names(seller: Person) -> list[tuple[str, bool, bool]]:
    found = seller.get(OUTLETS).json()["outlets"]
    return [(each["name"], each["is_default"], each["archived"]) for each in found]


def test_a_seller_has_a_default_outlet_from_the_first_call_on(shop: Shop, sari: Person, budi: Person) -> None:
    assert budi.get(OUTLETS).status_code == 403
    assert [answer.status_code for answer in at_once(8, lambda _: sari.get(OUTLETS))] == [200] * 8
    (made,) = sari.get(OUTLETS).json()["outlets"]
    assert (made["name"], made["zone"], made["cash_step"], made["tax_number"]) == ("sari", "Asia/Jakarta", 0, None)
    tono = shop.person("tono", "seller")
    assert names(tono) == [("tono", True, False)]
    changed = tono.patch(f"{OUTLETS}/{made['id']}", {"name": "Milik saya"})
    assert (changed.status_code, changed.json()["code"]) == (404, "outlet_not_found")


def test_an_outlet_keeps_what_its_receipts_say(sari: Person) -> None:
    fields = {
        "name": "Warung Makassar",
        "zone": "Asia/Makassar",
        "address": "Jl. Somba Opu 12\nMakassar",
        "phone": "0411-12345",
        "tax_number": "0123456789012345",
        "footer": "Barang dapat ditukar dalam 7 hari dengan struk ini.",
        "cash_step": 500,
    }
    answer = sari.post(OUTLETS, fields)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert {name: made[name] for name in fields} == fields
    assert made["is_default"]
    changed = sari.patch(f"{OUTLETS}/{made['id']}", {"tax_number": None, "cash_step": 0}).json()
    assert (changed["tax_number"], changed["cash_step"], changed["address"]) == (None, 0, fields["address"])
    assert sari.get(OUTLETS).json()["outlets"] == [changed]


def test_an_outlet_is_archived_once_its_drawers_are_counted(shop: Shop, sari: Person) -> None:
    till = Till(sari)
    second = sari.post(OUTLETS, {"name": "Cabang"}).json()["id"]
    sari.patch(f"{OUTLETS}/{second}", {"is_default": True})
    shift = till.opens(sari, 50_000).json()["id"]
    refused = sari.patch(f"{OUTLETS}/{till.outlet}", {"archived": True})
    told = refused.json()
    assert (refused.status_code, told["code"], told["shift_id"]) == (409, "outlet_has_open_shift", shift)
    assert told["detail"].startswith("The shift at Kasir A of ")
    assert till.closes(sari, shift, 50_000).status_code == 200
    assert sari.patch(f"{OUTLETS}/{till.outlet}", {"archived": True}).json()["archived"]
    assert till.opens(sari, 0).json()["code"] == "till_inactive"
    # Of both at once, one is refused.
    sari.patch(f"{OUTLETS}/{till.outlet}", {"archived": False})

    def race(number: int) -> int:
        opening = number % 2
        return (
            till.opens(sari, 0) if opening else sari.patch(f"{OUTLETS}/{till.outlet}", {"archived": True})
        ).status_code

    at_once(2, race)
    (state,) = shop.rows(
        "SELECT o.archived_at IS NULL AS open, t.shift_id IS NOT NULL AS sells FROM outlets o "
        "JOIN tills t ON t.outlet_id = o.id WHERE t.id = %s",
        (till.id,),
    )
    assert state["open"] == state["sells"]


def test_another_outlet_becomes_the_default_one(shop: Shop, sari: Person) -> None:
    first, second = (sari.post(OUTLETS, {"name": name}).json()["id"] for name in ("Pusat", "Cabang"))
    closed = sari.patch(f"{OUTLETS}/{first}", {"archived": True})
    assert (closed.status_code, closed.json()["code"]) == (409, "outlet_is_default")
    assert sari.patch(f"{OUTLETS}/{second}", {"is_default": True}).status_code == 200
    assert names(sari) == [("Cabang", True, False), ("Pusat", False, False)]
    assert sari.patch(f"{OUTLETS}/{first}", {"archived": True}).json()["archived"]
    assert sari.patch(f"{OUTLETS}/{first}", {"is_default": True}).status_code == 409
    assert sari.patch(f"{OUTLETS}/{first}", {"is_default": True, "archived": False}).status_code == 200
    assert names(sari) == [("Pusat", True, False), ("Cabang", False, False)]
    # Whoever comes last is the default one, and there is never a second.
    at_once(8, lambda number: sari.patch(f"{OUTLETS}/{[first, second][number % 2]}", {"is_default": True}))
    assert sorted(default for _, default, _ in names(sari)) == [False, True]


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"zone": "Asia/Singapore"}, "zone", "literal_error"),
        ({"cash_step": 50}, "cash_step", "literal_error"),
        ({"cash_step": False}, "cash_step", "int_type"),
        ({"tax_number": "01.234.567.8-901.000"}, "tax_number", "string_too_long"),
        ({"tax_number": "12345678901234"}, "tax_number", "tax_number"),
        ({"tax_number": "1234567890123٤5"}, "tax_number", "tax_number"),
        ({"name": " "}, "name", "string_too_short"),
        ({"name": None}, "name", None),
        ({"footer": "Barang yang sudah dibeli tidak dapat dikembalikan."}, "footer", "forbidden_clause"),
        ({"owner_id": 7}, "owner_id", "extra_forbidden"),
    ],
)
def test_an_outlet_that_can_not_be_is_refused(sari: Person, body: dict[str, Any], field: str, code: str | None) -> None:
    answer = sari.post(OUTLETS, {"name": "Pusat", **body})
    (fault,) = answer.json()["errors"]
    assert (answer.status_code, fault["field"]) == (422, field)
    assert code in (None, fault["code"])
    (made,) = sari.get(OUTLETS).json()["outlets"]
    assert sari.patch(f"{OUTLETS}/{made['id']}", body).json()["errors"][0]["field"] == field


def test_the_law_behind_a_refused_footer_is_named(sari: Person) -> None:
    for language in ("en", "id"):
        answer = sari.post(OUTLETS, {"name": "x", "footer": "No returns!"}, headers={"Accept-Language": language})
        assert "UU 8/1999" in answer.json()["errors"][0]["msg"]


@pytest.mark.parametrize(
    "footer",
    [
        "Barang yang sudah dibeli tidak dapat ditukar atau dikembalikan",
        "BARANG YANG TELAH DIBELI TDK DPT DITUKAR/DIKEMBALIKAN",
        "Terima kasih!\nUang tidak bisa dikembalikan ya",
        "Kami tidak menerima retur.",
        "No returns, no refunds",
        "Items can’t be exchanged",
        "Goods sold are not returnable",
        "Non-refundable",
        "ALL SALES ARE FINAL",
    ],
)
def test_a_footer_that_refuses_returns_is_found(footer: str) -> None:
    assert footers.refuses_returns(footer)


@pytest.mark.parametrize(
    "footer",
    [
        "",
        "Terima kasih atas kunjungan Anda",
        "Barang dapat ditukar dalam 7 hari dengan struk ini",
        "Penukaran tidak dilayani setelah 7 hari",
        "Tidak dapat ditukar tanpa struk",
        "No exchange without the receipt",
        "We can't wait for you to return",
        "Tidak ada parkir. Barang rusak boleh dikembalikan",
        "Harga sudah termasuk PPN",
    ],
)
def test_a_footer_with_a_condition_or_another_subject_is_left_alone(footer: str) -> None:
    assert not footers.refuses_returns(footer)
