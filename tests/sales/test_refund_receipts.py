"""Receipts of refunds over HTTP: what came back, how it was given, who sees and prints them."""

from __future__ import annotations

import re
from base64 import b64decode
from collections import Counter
from typing import Any

import pypdfium2
import requests
from receipt_calls import printed, receipt, sell, text_of
from till_calls import Till, headers

from domain.receipts import escpos
from support.app import at_once
from support.people import Person, Shop


def refund(person: Person, sale_id: int, *lines: tuple[int, int], **more: Any) -> str:
    """Give back `(line, qty)`, or what the body says; return the path of the refund."""
    body = {"method": "cash", "reason": "Kemasan sobek", **more}
    if lines:
        body["items"] = [{"line": line, "qty": qty} for line, qty in lines]
    answer = person.post(f"/api/transactions/{sale_id}/refunds", body, headers=headers())
    assert answer.status_code == 201, answer.text
    return f"{sale_id}/refunds/{answer.json()['id']}"


def shown(person: Person, path: str, **query: str) -> requests.Response:
    return person.get(f"/api/transactions/{path}/receipt", params=query)


def count_print(person: Person, path: str, key: str | None = None, **body: str) -> requests.Response:
    return person.post(f"/api/transactions/{path}/receipt/prints", body, headers=headers(key))


def test_it_tells_what_came_back_and_how_it_was_given_back(shop: Shop, sari: Person, budi: Person) -> None:
    sari.put("/api/tax-profile", {"regime": "ppn", "valid_from": "2026-01-01"})
    coffee, tea = sari.offers("Kopi <b>Gayo</b>", 111_000, 5), sari.offers("Teh", 22_200, 5)
    order_id = sell(shop, sari, budi, (coffee, 2), (tea, 1), method="transfer")
    number = sari.get(f"/api/transactions/{order_id}").json()["receipt_number"]
    path = refund(sari, order_id, (1, 1), method="transfer")
    refund_id = path.rpartition("/")[2]
    answer = shown(sari, path)
    assert answer.headers["Content-Disposition"] == f"inline; filename=pengembalian-{refund_id}.html"
    assert answer.headers["Cache-Control"] == "no-store" and "style-src" in answer.headers["Content-Security-Policy"]
    assert "Kopi &lt;b&gt;Gayo&lt;/b&gt;" in answer.text
    text = text_of(answer)
    for words in (
        f"PENGEMBALIAN No. {refund_id} Struk {number} Waktu", "WIB Kasir sari Pembeli budi Alasan Kemasan sobek",
        "Barang Jumlah Subtotal", " 1 111.000 Dikembalikan Rp 111.000 Termasuk PPN 12% x 11/12 11.000 Transfer 111.000",
    ):  # fmt: skip
        assert words in text, words
    assert not re.search("Teh|SALINAN|22.200|Rp 244.200", text)
    page = pypdfium2.PdfDocument(shown(budi, path, format="pdf", width="80").content)[0]
    on_paper = shown(budi, path, format="escpos", width="58").content.decode("ascii")
    for document in (page.get_textpage().get_text_range(), on_paper):
        assert "Dikembalikan" in document and "111.000" in document and number in document
    assert "REFUND" in text_of(shown(budi, path, language="en"))
    # Money for goods that the buyer keeps names none.
    kept = text_of(shown(budi, refund(sari, order_id, amount=22_000)))
    assert "Alasan Kemasan sobek Barang tidak dikembalikan Dikembalikan Rp 22.000 Termasuk PPN" in kept
    assert " Tunai 22.000" in kept and not re.search("Kopi|Teh", kept)


def test_it_is_headed_by_the_outlet_that_gives_the_money(shop: Shop, sari: Person, budi: Person) -> None:
    sold_at = Till(sari)
    sari.patch(f"/api/outlets/{sold_at.outlet}", {"name": "Kedai Pusat"})
    other = sari.post("/api/outlets", {"name": "Kedai Ambon"}).json()["id"]
    sari.patch(f"/api/outlets/{other}", {"zone": "Asia/Jayapura", "cash_step": 100})
    given_at = Till(sari, "B", other)
    for till in (sold_at, given_at):
        till.opens(sari, 500_000)
    given_at.employs(budi)
    cashier, coffee = given_at.at_work("budi"), sari.offers("Kopi", 20_030, 9)
    sale = sold_at.sells(sari, (coffee, 2)).json()["id"]
    there, elsewhere = refund(cashier, sale, (1, 1)), refund(sari, sale, (1, 1))
    text = text_of(shown(cashier, there))
    assert text.count("Kedai Ambon") == 2 and " WIT Kasir budi " in text
    assert "Dikembalikan Rp 20.030 Pembulatan -30 Tunai 20.000" in text
    # Of an order of the web the till knows what it has given back, and nothing else.
    web = sell(shop, sari, shop.person("wati"), (coffee, 2))
    given, other = refund(cashier, web, (1, 1)), refund(sari, web, (1, 1))
    assert count_print(cashier, given).json()["number"] == 1
    assert "Dikembalikan Rp 20.030" in text_of(shown(cashier, given))
    assert "Tunai 20.000" not in text_of(shown(sari, other))
    for answer in (shown(cashier, other), count_print(cashier, other), receipt(cashier, web)):
        assert answer.json()["code"] == "transaction_not_found"
    # Given at no till, it is headed as the sale.
    assert "Kedai Pusat" in text_of(shown(sari, elsewhere))


def test_it_tells_what_falls_off_a_debt(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    till = Till(sari)
    till.opens(sari, 500_000)
    tini = sari.post("/api/customers", {"name": "Bu Tini", "credit_limit": 500_000}).json()["id"]
    payments = [{"method": "cash", "amount": 40_000}, {"method": "credit", "due_on": "2099-01-01"}]
    sale = till.sells(sari, (sari.offers("Kopi", 50_000, 9), 2), customer_id=tini, payments=payments).json()["id"]
    first, second = refund(sari, sale, amount=10_000), refund(sari, sale, (1, 2))
    text = text_of(shown(sari, first))
    assert "Pembeli Bu Tini" in text and "Dikembalikan Rp 10.000 Potong kasbon 10.000" in text
    # What is owed is what is owed now.
    for path, given in ((first, "Potong kasbon 10.000"), (second, "Potong kasbon 50.000 Tunai 40.000")):
        assert f"{given} Kasbon sudah lunas." in text_of(shown(sari, path))
        assert not re.search("Tini|lunas", text_of(shown(dewi, path)))
    opens = b64decode(count_print(sari, first, format="escpos").json()["content"])
    # Nothing but the debt has changed.
    assert escpos.OPEN_DRAWER not in opens and b"Potong kasbon" in opens


def test_its_prints_are_counted_beside_those_of_the_sale(shop: Shop, sari: Person, budi: Person) -> None:
    order_id = sell(shop, sari, budi, (sari.offers("Kopi", 50_000, 5), 2))
    one, other = (refund(sari, order_id, (1, 1)) for _ in range(2))
    assert printed(sari, order_id).json()["number"] == 1
    first = count_print(sari, one, "macet", format="escpos", width="58")
    assert (first.status_code, first.json()["number"], first.json()["is_copy"]) == (201, 1, False)
    content = b64decode(first.json()["content"])
    # The cash is given out of the drawer.
    assert b"SALINAN" not in content and content.startswith(escpos.INITIALIZE + escpos.OPEN_DRAWER)
    assert count_print(sari, one, "macet", format="escpos", width="58").json() == first.json()
    second = b64decode(count_print(sari, one, format="escpos").json()["content"])
    assert b"SALINAN" in second and escpos.OPEN_DRAWER not in second
    assert "PENGEMBALIAN SALINAN" in text_of(shown(budi, one)) and "SALINAN" not in text_of(shown(budi, other))
    answers = at_once(10, lambda _: count_print(sari, other).json())
    assert sorted(answer["number"] for answer in answers) == list(range(1, 11))
    assert Counter(answer["is_copy"] for answer in answers) == {True: 9, False: 1}
    entries = shop.rows(
        "SELECT user_id, row_id FROM audit_entries WHERE table_name = 'refunds' AND new_values LIKE '%printed%'"
    )
    assert Counter((row["user_id"], int(row["row_id"])) for row in entries) == {
        (sari.id, int(path.rpartition("/")[2])): prints for path, prints in ((one, 2), (other, 10))
    }
    assert printed(sari, order_id).json()["number"] == 2


def test_who_does_not_see_the_refund_sees_no_receipt(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    till, tono = Till(sari), shop.person("tono", "seller")
    till.employs(shop.person("wati"))
    coffee, tea = sari.offers("Kopi", 50_000, 9), tono.offers("Teh", 5_000, 9)
    order_id, other = (sell(shop, sari, budi, (coffee, 1)) for _ in range(2))
    path = refund(sari, order_id, (1, 1))
    refund_id = path.rpartition("/")[2]
    wati = till.at_work("wati")
    for person, status, code in (
        (shop.visitor(), 401, "missing_token"), (tono, 404, "transaction_not_found"),
        (wati, 404, "transaction_not_found"),
    ):  # fmt: skip
        for call in (shown, count_print):
            answer = call(person, path)
            assert (answer.status_code, answer.json()["code"]) == (status, code)
    for wrong in (f"{other}/refunds/{refund_id}", f"{order_id}/refunds/{10**9}"):
        for person in (sari, dewi):
            for call in (shown, count_print):
                assert call(person, wrong).json()["code"] == "refund_not_found"
    assert count_print(budi, path).json()["code"] == "order_of_others"
    assert shop.value("SELECT SUM(printed) FROM refunds") == 0
    assert count_print(dewi, path).json()["number"] == 1
    # A seller of a part sees what was given back of it.
    of_both, of_coffee = (
        refund(dewi, sell(shop, dewi, budi, (coffee, 1), (tea, 1)), *lines) for lines in ([(1, 1), (2, 1)], [(1, 1)])
    )
    text = text_of(shown(tono, of_both))
    assert "Teh 1 5.000 Dikembalikan Rp 5.000" in text and not re.search("Kopi|50.000|55.000|Tunai", text)
    assert shown(tono, of_coffee).json()["code"] == "refund_not_found"
    assert count_print(tono, of_both).json()["code"] == "order_of_others"
