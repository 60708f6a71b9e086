"""Receipts over HTTP: who sees them, prints and copies, and links that need no login."""

from __future__ import annotations

import re
from base64 import b64decode
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest
import requests
from receipt_calls import KEYS, link, opened, printed, receipt, sell, text_of
from till_calls import Till, headers

from domain.receipts import escpos
from domain.security.signed_links import Link, LinkSigner
from settings.reader import derived_key
from support.accounts import client_with_key, create_key
from support.app import at_once, secrets_for_tests, wait_until
from support.people import Person, Shop


def test_a_receipt_tells_what_was_sold_and_how_it_was_paid(shop: Shop, sari: Person, budi: Person) -> None:
    coffee, tea = sari.offers("Kopi <b>Gayo</b>", 50_000, 5), sari.offers("Teh", 5_000, 5)
    order_id = sell(shop, sari, budi, (coffee, 2), (tea, 1), tendered=150_000)
    sale = sari.get(f"/api/transactions/{order_id}").json()
    answer = receipt(sari, order_id)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Content-Disposition"] == f"inline; filename=struk-{sale['receipt_number']}.html"
    assert "Kopi &lt;b&gt;Gayo&lt;/b&gt;" in answer.text and "<script" not in answer.text
    shown = text_of(answer)
    for words in (
        f"No. {sale['receipt_number']}", "WIB", "Pembeli budi", "2 50.000 100.000", "Total Rp 105.000",
        "Tunai 150.000", "Kembali 45.000",
    ):  # fmt: skip
        assert words in shown, words
    # Sari is no PKP, and the sum is below that of stamp duty.
    assert not re.search("PPN|PBJT|meterai|SALINAN|BELUM", shown)
    english = text_of(receipt(budi, order_id, language="en", width="58"))
    assert "Customer budi" in english and "2 × 50.000 100.000" in english and "Change 45.000" in english


def test_a_sale_at_the_counter_names_its_cashier_and_no_customer(shop: Shop, sari: Person) -> None:
    coffee = sari.offers("Kopi", 10_000, 5)
    items = [{"product_id": coffee, "qty": 1, "note": "tanpa gula"}, {"product_id": coffee, "qty": 2}]
    payments = [{"method": "transfer", "amount": 20_000}, {"method": "cash", "tendered": 50_000}]
    body = {"items": items, "payments": payments}
    sale = sari.post("/api/transactions", body, headers={"Idempotency-Key": f"sell-{next(KEYS)}"}).json()
    shown = text_of(receipt(sari, sale["id"], width="58"))
    for words in ("Kasir sari", "Kopi 1 × 10.000 10.000 Catatan: tanpa gula", "Kopi 2 × 10.000 20.000"):
        assert words in shown
    assert "Transfer 20.000 Tunai 50.000 Kembali 40.000" in shown and "Pembeli" not in shown
    printed_first = b64decode(printed(sari, sale["id"], format="escpos").json()["content"])
    assert printed_first.startswith(escpos.INITIALIZE + escpos.OPEN_DRAWER)
    assert "Kasir sari" in text_of(opened(shop, link(sari, sale["id"]).json()["url"]))


def test_all_forms_tell_the_same(shop: Shop, sari: Person, budi: Person) -> None:
    order_id = sell(shop, sari, budi, (sari.offers("Kopi Gayo", 50_000, 5), 2), method="transfer")
    document = receipt(sari, order_id, format="pdf")
    assert document.headers["Content-Type"] == "application/pdf"
    page = pypdfium2.PdfDocument(document.content)[0]
    bytes_of_printer = receipt(sari, order_id, format="escpos", width="58").content
    for text in (page.get_textpage().get_text_range(), bytes_of_printer.decode("ascii")):
        for words in ("Kopi Gayo", "50.000", "Rp 100.000", "Transfer"):
            assert words in text
    roll = pypdfium2.PdfDocument(receipt(sari, order_id, format="pdf", width="80").content)[0]
    assert roll.get_width() == pytest.approx(80 / 25.4 * 72, abs=0.1)
    # Without a width a printer has 48 columns.
    assert b"-" * 48 in receipt(sari, order_id, format="escpos").content
    refused = receipt(sari, order_id, format="escpos", width="a4")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "width")


@pytest.mark.parametrize(
    ("profile", "shown"),
    [
        ({"regime": "ppn"}, "Total Rp 111.000 Termasuk PPN 12% x 11/12 11.000"),
        ({"regime": "ppn", "inclusive": False}, "Subtotal 111.000 PPN 12% x 11/12 12.210 Total Rp 123.210"),
        ({"regime": "pbjt", "rate_bp": 750}, "Total Rp 111.000 Termasuk PBJT 7,5% 7.744"),
    ],
)
def test_a_receipt_names_the_tax_and_its_rate(
    shop: Shop, sari: Person, budi: Person, profile: dict[str, Any], shown: str
) -> None:
    sari.put("/api/tax-profile", {**profile, "valid_from": "2026-01-01"})
    order_id = sell(shop, sari, budi, (sari.offers("Latte", 111_000, 5), 1))
    assert shown in text_of(receipt(sari, order_id))
    # A rate that was changed for that day afterwards is not the one that was charged.
    sari.put("/api/tax-profile", {"regime": "pbjt", "rate_bp": 100, "valid_from": "2026-01-01"})
    later = text_of(receipt(sari, order_id))
    assert "1%" not in later and (shown in later or "Termasuk PBJT 7.744" in later)


def test_an_unpaid_order_has_a_bill(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers("Kopi", 50_000, 9)
    waiting, cancelled = (sell(shop, sari, budi, (coffee, 1), pay=False) for _ in range(2))
    shown = text_of(receipt(budi, waiting))
    assert f"Tagihan {waiting}" in shown and "BELUM DIBAYAR" in shown and "Belum dibayar 50.000" in shown
    budi.post(f"/api/transactions/{cancelled}/cancel", headers={"Idempotency-Key": f"cancel-{next(KEYS)}"})
    assert "DIBATALKAN" in text_of(receipt(budi, cancelled))
    for order_id, state, possible in ((waiting, "pending", ["pay", "cancel"]), (cancelled, "cancelled", [])):
        refused = printed(sari, order_id)
        assert (refused.status_code, refused.json()["code"]) == (409, "order_not_paid")
        assert (refused.json()["order_status"], refused.json()["possible"]) == (state, possible)


def test_who_may_not_see_a_sale_sees_no_receipt(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    order_id = sell(shop, sari, budi, (sari.offers("Kopi", 50_000, 5), 1))
    stranger = shop.person("tono", "seller")
    for call in (receipt, link, printed):
        assert call(stranger, order_id).status_code == 404
        assert call(shop.visitor(), order_id).status_code == 401
        assert call(dewi, order_id).status_code < 300
    # The buyer sees it, but the till prints it.
    assert printed(budi, order_id).json()["code"] == "order_of_others"


def test_a_seller_of_a_part_has_a_receipt_of_that_part(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    tono = shop.person("tono", "seller")
    order_id = sell(shop, dewi, budi, (sari.offers("Kopi", 50_000), 1), (tono.offers("Teh", 5_000), 1))
    for answer in (receipt(tono, order_id), opened(shop, link(tono, order_id).json()["url"])):
        shown = text_of(answer)
        assert "Teh" in shown and "Total Rp 5.000" in shown
        assert not re.search("Kopi|50.000|Tunai", shown)
    assert printed(tono, order_id).json()["code"] == "order_of_others"
    assert "Kopi" in text_of(opened(shop, link(budi, order_id).json()["url"]))


def test_a_receipt_is_headed_by_the_outlet_of_the_sale(shop: Shop, sari: Person, dewi: Person) -> None:
    till = Till(sari)
    path, coffee = f"/api/outlets/{till.outlet}", sari.offers("Kopi", 20_030, 5)
    named = {
        "name": "Kedai Sari Jayapura", "zone": "Asia/Jayapura", "address": "Jl. Irian 1\nJayapura",
        "phone": "0967 123456", "tax_number": "0123456789012345", "footer": "Terima kasih", "cash_step": 100,
    }  # fmt: skip
    assert sari.patch(path, named).status_code == 200
    shift = till.opens(sari, 0).json()["id"]
    sale = till.sells(sari, (coffee, 1), payments=[{"method": "cash", "tendered": 50_000}]).json()
    till.closes(sari, shift, sale["total"])
    # What the outlet is called later is on later prints; whether it is the default one does not matter.
    other = sari.post("/api/outlets", {"name": "Gerai Lain"}).json()["id"]
    sari.patch(f"/api/outlets/{other}", {"is_default": True})
    assert sari.patch(path, {"archived": True}).status_code == 200
    for answer in (receipt(sari, sale["id"]), opened(shop, link(dewi, sale["id"]).json()["url"])):
        shown = text_of(answer)
        for words in (
            "Kedai Sari Jayapura", "Jl. Irian 1", "0967 123456", "0123456789012345", "Terima kasih", "No. A-000001",
            "Total Rp 20.030", "Pembulatan -30 Tunai 50.000 Kembali 30.000",
        ):  # fmt: skip
            assert words in shown, words
        assert " WIT " in shown and not re.search("WIB|Gerai Lain", shown)
    (message,) = parse_qs(urlsplit(link(sari, sale["id"]).json()["whatsapp_url"]).query)["text"]
    assert message.startswith("Struk A-000001 dari Kedai Sari Jayapura")


def test_an_order_of_the_web_is_headed_by_the_default_outlet(shop: Shop, sari: Person, budi: Person) -> None:
    tono = shop.person("tono", "seller")
    coffee, tea = sari.offers("Kopi", 50_000, 9), tono.offers("Teh", 5_000, 9)
    alone, shared, of_tono = (
        sell(shop, sari, budi, *items, pay=False) for items in ([(coffee, 1)], [(coffee, 1), (tea, 1)], [(tea, 1)])
    )
    before = text_of(receipt(budi, alone))
    outlet = sari.get("/api/outlets").json()["outlets"][0]["id"]
    sari.patch(f"/api/outlets/{outlet}", {"name": "Kedai Bali", "zone": "Asia/Makassar"})
    after = text_of(receipt(budi, alone))
    assert "Kedai Bali" in after and " WITA" in after
    assert "Kedai Bali" not in before and " WIB" in before
    # One that has none is headed by the shop, and so is what several sell.
    for order_id in (shared, of_tono):
        assert not re.search("Kedai Bali|WITA", text_of(receipt(budi, order_id)))
    assert "Kedai Bali" in text_of(receipt(sari, shared))


def emailed(shop: Shop) -> str:
    """Return the text of the last receipt that was sent to Budi."""
    body = shop.email("budi@example.com", "receipt").get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_an_emailed_receipt_is_headed_as_the_printed_one(shop: Shop, sari: Person, budi: Person) -> None:
    tono = shop.person("tono", "seller")
    coffee, tea = sari.offers("Kopi", 6_000_000, 9), tono.offers("Teh", 5_000, 9)
    outlet = sari.get("/api/outlets").json()["outlets"][0]["id"]
    named = {
        "name": "Kedai Bali", "zone": "Asia/Makassar", "address": "Jl. Pantai 3\nKuta", "phone": "0361 123456",
        "tax_number": "0123456789012345", "footer": "Terima kasih\nSampai jumpa",
    }  # fmt: skip
    assert sari.patch(f"/api/outlets/{outlet}", named).status_code == 200
    shop.rows("UPDATE users SET email = 'budi@example.com', language = 'id' WHERE id = %s", (budi.id,))
    body = {"items": [{"product_id": product_id, "qty": 1} for product_id in (coffee, tea)]}
    alone = budi.buys(coffee).json()["id"]
    # 23.30 in Jakarta is half past midnight on Bali.
    shop.rows("UPDATE transactions SET sold_at = '2026-12-31 16:30' WHERE id = %s", (alone,))
    budi.post("/api/auth/verify/send")
    token = re.search(r"#(?:token=)?([\w-]+)", shop.email("budi@example.com", "verify").get_content())
    assert token and budi.post("/api/auth/verify", {"token": token[1]}).status_code == 200
    text = emailed(shop)
    assert "tanggal 1 Januari 2027, pukul 00.30 WITA:\n" in text
    assert "\n\nKedai Bali\nJl. Pantai 3\nKuta\nTelp. 0361 123456\nNPWP 0123456789012345\n\n1 × Kopi" in text
    assert "meterai" in text and "\nTerima kasih\nSampai jumpa\n" in text
    shared = budi.post("/api/transactions", body).json()["receipt_number"]
    wait_until(lambda: shop.value("SELECT COUNT(*) FROM letters WHERE template = 'receipt' AND sent_at IS NULL") == 0)
    text = emailed(shop)
    assert f"struk {shared} tanggal" in text and " WIB:\n" in text and not re.search("Bali|0361|Sampai", text)


def test_who_has_signed_in_at_a_till_prints_what_its_owner_has_sold(shop: Shop, sari: Person, budi: Person) -> None:
    till, other = Till(sari), Till(sari, "B")
    till.employs(budi)
    cashier, coffee = till.at_work("budi"), sari.offers("Kopi", 20_000, 9)
    for each in (till, other):
        each.opens(sari, 0)
    sale, elsewhere = (each.sells(sari, (coffee, 1)).json()["id"] for each in (till, other))
    counter = {"items": [{"product_id": coffee, "qty": 1}], "payments": [{"method": "cash"}]}
    at_counter = sari.post("/api/transactions", counter, headers=headers()).json()["id"]
    web = sell(shop, sari, shop.person("wati"), (coffee, 1), pay=False)
    assert receipt(cashier, web).status_code == 404
    cashier.post(f"/api/transactions/{web}/pay", {"method": "cash"}, headers=headers())
    for order_id in (sale, elsewhere, at_counter, web):
        assert "Kopi 1 20.000 20.000" in text_of(receipt(cashier, order_id))
        assert printed(cashier, order_id, format="escpos").json()["number"] == 1
        # The link shows what the owner sees, not the person who has made it.
        assert "Tunai 20.000" in text_of(opened(shop, link(cashier, order_id).json()["url"]))
    made = shop.rows("SELECT DISTINCT user_id FROM audit_entries WHERE new_values LIKE '%printed%'")
    assert made == [{"user_id": budi.id}]
    # What others sell, or what Budi has bought himself, is not the till's.
    tono = shop.person("tono", "seller")
    foreign = Till(tono, "A")
    foreign.opens(tono, 0)
    of_others = foreign.sells(tono, (tono.offers("Teh", 5_000, 9), 1)).json()["id"]
    for order_id in (of_others, sell(shop, sari, budi, (coffee, 1)), 10**9):
        for call in (receipt, printed, link):
            answer = call(cashier, order_id)
            assert (answer.status_code, answer.json()["code"]) == (404, "transaction_not_found")
    sari.delete(f"/api/staff/{budi.id}")
    assert receipt(cashier, sale).json()["code"] == "revoked_token"


def test_a_known_customer_is_named_with_what_they_owe(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    till = Till(sari)
    till.employs(budi)
    cashier, coffee = till.at_work("budi"), sari.offers("Kopi", 50_000, 9)
    till.opens(sari, 0)
    customer = {"name": "Bu Tini", "phone": "0812 3456 7890", "note": "Gang Mawar", "credit_limit": 500_000}
    tini = sari.post("/api/customers", customer).json()["id"]
    paid, owed = (
        till.sells(cashier, (coffee, 2), customer_id=tini, payments=payments).json()["id"]
        for payments in (
            [{"method": "cash"}],
            [{"method": "cash", "amount": 20_000}, {"method": "credit", "due_on": "2099-01-01"}],
        )
    )
    paid_text = text_of(receipt(sari, paid))
    assert "Pembeli Bu Tini" in paid_text and "kasbon" not in paid_text

    def shown() -> set[str]:
        """Return what the seller, the till and the links of both show of the debt."""
        pages = [receipt(sari, owed), receipt(cashier, owed)]
        pages += [opened(shop, link(person, owed).json()["url"]) for person in (sari, cashier)]
        texts = [text_of(page) for page in pages]
        assert not any(re.search("812|Mawar", text) for text in texts)
        return {text.partition("Kasbon 80.000 ")[2] for text in texts if "Pembeli Bu Tini" in text}

    assert shown() == {"Sisa kasbon: Rp 80.000, jatuh tempo 1 Jan 2099"}
    assert "Still owed: Rp 80.000, due on 1 Jan 2099" in text_of(receipt(sari, owed, language="en"))
    first = b64decode(printed(cashier, owed, format="escpos").json()["content"])
    assert b"Bu Tini" in first and b"Sisa kasbon: Rp 80.000, jatuh" in first
    # Only the seller and their staff at a till know customers.
    for page in (receipt(dewi, owed), opened(shop, link(dewi, owed).json()["url"])):
        assert not re.search("Tini|Sisa kasbon", text_of(page))
    sari.post(f"/api/customers/{tini}/payments", {"method": "cash", "amount": 50_000}, headers=headers())
    assert shown() == {"Sisa kasbon: Rp 30.000, jatuh tempo 1 Jan 2099"}
    sari.post(f"/api/customers/{tini}/payments", {"method": "cash"}, headers=headers())
    assert shown() == {"Kasbon sudah lunas."}
    assert sari.delete(f"/api/customers/{tini}").status_code == 200
    assert shown() == set()
    assert not re.search("Tini|kasbon", text_of(receipt(sari, owed)))


def test_a_key_without_the_scope_of_customers_names_none(shop: Shop, sari: Person) -> None:
    shop.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'developer')", (sari.id,))
    till, coffee = Till(sari), sari.offers("Kopi", 50_000, 9)
    till.opens(sari, 0)
    tini = sari.post("/api/customers", {"name": "Bu Tini", "credit_limit": 500_000}).json()["id"]
    payments = [{"method": "cash", "amount": 20_000}, {"method": "credit"}]
    sale = till.sells(sari, (coffee, 2), customer_id=tini, payments=payments).json()["id"]
    sent = {"amount": 10_000, "method": "cash", "reason": "x"}
    refund = sari.post(f"/api/transactions/{sale}/refunds", sent, headers=headers()).json()["id"]

    def shown(caller: Person) -> list[bool]:
        """Return whether the receipts, their prints and the page of a link name the customer and what is owed."""
        pages = []
        for path in (f"/api/transactions/{sale}", f"/api/transactions/{sale}/refunds/{refund}"):
            counted = caller.post(f"{path}/receipt/prints", {"format": "html"})
            assert counted.status_code == 201
            pages += [caller.get(f"{path}/receipt").text, b64decode(counted.json()["content"]).decode()]
        pages.append(opened(shop, link(caller, sale).json()["url"]).text)
        assert all("Kopi" in page or "Potong kasbon" in page for page in pages)
        named, owing = (["Tini" in page for page in pages], ["Sisa kasbon" in page for page in pages])
        assert named == owing
        return named

    scopes = ["transactions:read", "transactions:write"]
    for more, expected in ([], False), (["customers:write"], False), (["customers:read"], True):
        key = create_key(sari, scopes=[*scopes, *more])["api_key"]
        assert shown(client_with_key(shop, key)) == [expected] * 5
    assert shown(sari) == [True] * 5


def test_the_second_print_is_a_copy(shop: Shop, sari: Person, budi: Person) -> None:
    order_id = sell(shop, sari, budi, (sari.offers("Kopi", 50_000, 5), 1), tendered=50_000)
    first = printed(sari, order_id, "macet", format="escpos", width="58")
    assert first.status_code == 201, first.text
    assert (first.json()["number"], first.json()["is_copy"]) == (1, False)
    content = b64decode(first.json()["content"])
    assert b"SALINAN" not in content and content.startswith(escpos.INITIALIZE + escpos.OPEN_DRAWER)
    # The paper was jammed: the same print again.
    assert printed(sari, order_id, "macet", format="escpos", width="58").json() == first.json()
    second = printed(sari, order_id, format="pdf", language="en").json()
    assert (second["number"], second["is_copy"], second["media_type"]) == (2, True, "application/pdf")
    document = pypdfium2.PdfDocument(b64decode(second["content"]))
    assert "COPY" in document[0].get_textpage().get_text_range()
    # A copy does not open the drawer, and whatever is shown afterwards is a copy.
    third = b64decode(printed(sari, order_id, format="escpos").json()["content"])
    assert b"SALINAN" in third and escpos.OPEN_DRAWER not in third
    assert "SALINAN" in text_of(receipt(budi, order_id))
    assert "SALINAN" in text_of(opened(shop, link(sari, order_id).json()["url"]))
    written = shop.rows(
        "SELECT user_id FROM audit_entries WHERE table_name = 'transactions' AND new_values LIKE '%printed%'"
    )
    assert [row["user_id"] for row in written] == [sari.id] * 3


def test_a_print_of_a_transfer_leaves_the_drawer_shut(shop: Shop, sari: Person, budi: Person) -> None:
    order_id = sell(shop, sari, budi, (sari.offers("Kopi", 50_000, 5), 1), method="transfer")
    assert escpos.OPEN_DRAWER not in b64decode(printed(sari, order_id, format="escpos").json()["content"])


def test_of_ten_prints_at_once_one_is_the_original(shop: Shop, sari: Person, budi: Person) -> None:
    order_id = sell(shop, sari, budi, (sari.offers("Kopi", 50_000, 5), 1))
    answers = at_once(10, lambda _: printed(sari, order_id).json())
    assert sorted(answer["number"] for answer in answers) == list(range(1, 11))
    assert Counter(answer["is_copy"] for answer in answers) == {True: 9, False: 1}


def test_a_link_opens_the_receipt_without_a_login(shop: Shop, sari: Person, budi: Person) -> None:
    order_id = sell(shop, sari, budi, (sari.offers("Kopi & Susu", 50_000, 5), 1))
    number = sari.get(f"/api/transactions/{order_id}").json()["receipt_number"]
    made = link(sari, order_id, phone="0812 3456-7890").json()
    page = opened(shop, made["url"])
    assert f"No. {number}" in text_of(page) and "Kopi &amp; Susu" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert 'lang="en"' in opened(shop, made["url"], headers={"Accept-Language": "en"}).text
    assert 'lang="id"' in opened(shop, made["url"], params={"lang": "id"}, headers={"Accept-Language": "en"}).text
    whatsapp = urlsplit(made["whatsapp_url"])
    assert (whatsapp.netloc, whatsapp.path) == ("wa.me", "/6281234567890")
    (message,) = parse_qs(whatsapp.query)["text"]
    assert message.startswith(f"Struk {number} dari ") and message.endswith(f"Rp 50.000: {made['url']}")
    days = datetime.fromisoformat(made["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=89, hours=23) < days <= timedelta(days=90)
    to_choose = link(sari, order_id, language="en").json()["whatsapp_url"]
    assert to_choose.startswith("https://wa.me/?text=Receipt%20")
    refused = link(sari, order_id, phone="12")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "phone")


def test_a_link_can_not_be_forged(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers("Kopi", 50_000, 5)
    order_id = sell(shop, sari, budi, (coffee, 1))
    path = urlsplit(link(sari, order_id).json()["url"]).path
    for place in range(len("/r/"), len(path)):
        other = "A" if path[place] != "A" else "B"
        changed = path[:place] + other + path[place + 1 :]
        # The last letter has two bits that mean nothing.
        if place < len(path) - 1:
            assert opened(shop, changed).status_code == 404, place
    for path in ("/r/x", f"/r/{'A' * 54}", f"/r/{'é' * 54}", f"/r/{'%00' * 54}", "/r/" + "A" * 5000):
        assert opened(shop, path).status_code == 404
    answer = requests.get(shop.url + "/r/x", headers={"Accept": "application/json"}, timeout=30)
    assert answer.json()["code"] == "receipt_link_invalid"


def test_a_link_expires(shop: Shop, sari: Person, budi: Person) -> None:
    order_id = sell(shop, sari, budi, (sari.offers("Kopi", 50_000, 5), 1))
    signer = LinkSigner([derived_key(secrets_for_tests()["JWT_SECRET_KEY"])], "receipt")
    for moment, status in ((timedelta(seconds=60), 200), (timedelta(seconds=-1), 410)):
        token = signer.sign(Link(order_id, sari.id, datetime.now(UTC) + moment))
        assert opened(shop, f"/r/{token}").status_code == status
    answer = requests.get(f"{shop.url}/r/{token}", headers={"Accept": "application/json"}, timeout=30)
    assert answer.json()["code"] == "receipt_link_expired"


def test_links_outlive_a_new_key_and_belong_to_one_purpose() -> None:
    link_ = Link(7, 0, datetime(2027, 1, 1, tzinfo=UTC))
    token = LinkSigner(["old"], "receipt").sign(link_)
    assert LinkSigner(["new", "old"], "receipt").read(token) == link_
    assert LinkSigner(["new"], "receipt").read(token) is None
    assert LinkSigner(["old"], "invoice").read(token) is None
