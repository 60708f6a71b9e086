"""The till prints receipts as the shop does: the same bytes for printers of both widths, in both languages."""

from __future__ import annotations

import os
import sys
import unicodedata
from base64 import b64decode
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, get_args

from till_parity import Call, Run

from domain.receipts import Language, Width, content, escpos, layout, words
from domain.receipts.content import Debt, Line, Payment, Receipt, Refund, Shop, Tax
from support.app import ROOT
from support.people import Person

sys.path.append(str(ROOT / "tests" / "sales"))

from till_calls import Till

RECEIPTS = 5_000 if os.environ.get("LONG") else 400
PIECES = [
    "Kopi", "Gayo", "-", "--", " ", "  ", "x", "3/4", "tanpa-gula", "non-stop-24-jam", "é", "\u201ccafé\u201d", "茶",
    "☕", "☕\ufe0f", "한국", "чай", "ꦏꦺꦴꦥꦶ", "قهوة", "\x1b@", "\x00", "\t", "\r\n", "\u2028", "—", "Rp", "e\u0301", "½",
    "™", "€", "👨\u200d👩", "a_b-c_d", "!--a", "'", "panjangsekalitanpaspasisampaipenuh",
]  # fmt: skip


def some_text(dice: Random, longest: int = 12) -> str:
    """Return a text of words, breaks, other scripts, emoji and commands to printers."""
    if dice.random() < 0.1:
        found = "".join(chr(dice.choice([dice.randrange(0x250), dice.randrange(0xD800)])) for _ in range(5))
        return "".join(char for char in found if unicodedata.category(char) != "Cn")
    return "".join(dice.choice(PIECES) + dice.choice(["", " "]) for _ in range(dice.randint(0, longest)))


def some_amount(dice: Random) -> int:
    return dice.choice([0, 7, 1_000, 5_000_000, dice.randrange(10**6), dice.randrange(10**12)])


def some_receipt(dice: Random) -> Receipt:
    refund = dice.choice([None, None, None, Refund(dice.randint(1, 10**6), some_text(dice))])
    lines = tuple(
        Line(
            some_text(dice), dice.choice([1, 250, 1_250, dice.randrange(10**6)]), some_amount(dice), some_amount(dice),
            dice.choice([0, some_amount(dice)]), dice.choice(get_args(content.Unit)),
            some_text(dice, dice.choice([0, 9])),
        )
        for _ in range(dice.randint(0 if refund else 1, 4))
    )  # fmt: skip
    taxes = tuple(
        Tax(dice.choice(["PPN", "PBJT"]), dice.choice(["", "12% x 11/12", "7,5%"]), amount, dice.choice([0, amount]))
        for amount in (some_amount(dice) for _ in range(dice.choice([0, 1, 2])))
    )
    payments = tuple(
        Payment(
            dice.choice(["cash", "transfer", "qris", "card", "ewallet", "credit", "voucher"]),
            dice.choice([1, 1, 1, -1]) * some_amount(dice), dice.choice([None, some_amount(dice)]),
            dice.choice([0, -20, 123]),
        )
        for _ in range(dice.choice([0, 1, 2]))
    )  # fmt: skip
    return Receipt(
        shop=Shop(
            some_text(dice), some_text(dice), dice.choice(["", "0274 561234"]), dice.choice(["", "0123456789012345"]),
            some_text(dice), dice.choice(get_args(content.Zone)),
        ),
        order_id=dice.randrange(10**6),
        number=dice.choice([None, "A-000042", "20261130-000042"]),
        state=dice.choice(["paid", "paid", *get_args(content.State)]),
        moment=datetime(2025, 1, 1) + timedelta(seconds=dice.randrange(3 * 365 * 86_400)),
        cashier=dice.choice([None, some_text(dice, 3)]),
        buyer=dice.choice([None, some_text(dice)]),
        lines=lines,
        service=dice.choice([0, 3_000]),
        taxes=taxes,
        total=some_amount(dice),
        payments=payments,
        due=dice.choice([0, 0, some_amount(dice)]),
        copy=dice.random() < 0.3,
        debt=dice.choice([None, Debt(0), Debt(some_amount(dice)), Debt(60_000, date(2027, 1, dice.randint(1, 31)))]),
        refund=refund,
    )  # fmt: skip


def load_all_characters(run_till: Run) -> None:
    assert run_till([("receipt/ascii.ts", "loadCharacters", ["茶"])]) == [None]


def test_the_till_prints_the_bytes_of_the_shop(run_till: Run) -> None:
    """`LONG=1` compares 5,000 receipts."""
    load_all_characters(run_till)
    dice = Random(58)
    calls, expected = list[Call](), list[tuple[Receipt, bytes]]()
    for _ in range(RECEIPTS):
        receipt, drawer = some_receipt(dice), dice.random() < 0.5
        width: Width = dice.choice(["58", "80"])
        language: Language = dice.choice(["id", "en"])
        calls.append(
            ("receipt/escpos.ts", "receiptBytes", receipt, width, {"language": language, "openDrawer": drawer})
        )
        expected.append((receipt, escpos.render(layout.rows(receipt, language), width, drawer)))
    for found, (receipt, wanted) in zip(run_till(calls), expected, strict=True):
        assert b64decode(found) == wanted, receipt


def test_the_screen_shows_the_same_rows(run_till: Run) -> None:
    dice = Random(59)
    given: list[tuple[Receipt, Language]] = [
        (some_receipt(dice), language) for language in ("id", "en") for _ in range(50)
    ]
    found = run_till(
        call for each in given for call in (("receipt/layout.ts", "rows", *each), ("receipt/layout.ts", "title", *each))
    )
    wanted = list[Any]()
    for receipt, language in given:
        rows = [{"role": row.role, "cells": list(row.cells)} for row in layout.rows(receipt, language)]
        wanted += [rows, layout.title(receipt, language)]
    assert found == wanted


def test_the_words_are_those_of_the_shop(run_till: Run) -> None:
    """A word that receipts get in the shop is missing at the till until it stands in both."""
    assert run_till([("receipt/words.ts", "WORDS"), ("receipt/words.ts", "MONTHS")]) == [
        words.WORDS, {language: list(months) for language, months in words.MONTHS.items()},
    ]  # fmt: skip


def test_latin_texts_need_no_table_of_all_scripts(run_till: Run) -> None:
    texts = [
        chr(code)
        for code in [*range(0x80, 0x180), *range(0x300, 0x363), *range(0x2000, 0x2070), 0x20AC, 0x2122, 0xFE0F]
    ]
    spoiled = [f"a{text}b" for text in texts]
    assert run_till(("receipt/ascii.ts", "printable", text) for text in spoiled) == [
        escpos.printable(text) for text in spoiled
    ]


class Device:
    """A till that knows the shop by the feed of changes alone, and makes its receipts itself."""

    def __init__(self, run_till: Run, cashier: Person, till: Till) -> None:
        self.run_till, self.cashier, self.till = run_till, cashier, till

    def reads(self) -> None:
        answer = self.cashier.get("/api/changes", params={"till_id": self.till.id}).json()
        self.rows = {(each["type"], each["id"]): each[each["type"]] for each in answer["changes"]}

    def call(self, module: str, name: str, *given: Any) -> Any:
        (found,) = self.run_till([(module, name, *given)])
        return found

    def sells(self, *lines: dict[str, Any], customer: int | None = None, **body: Any) -> dict[str, Any]:
        """Sell at the till, and return the sale, whose receipt the till has made with the same bytes as the shop."""
        self.reads()
        sent = {"items": list(lines), "till_id": self.till.id, "customer_id": customer, **body}
        key = {"Idempotency-Key": f"sale-{len(self.rows)}-{id(body)}"}
        answer = self.cashier.post("/api/transactions", sent, headers=key)
        assert answer.status_code == 201, answer.text
        sale: dict[str, Any] = answer.json()
        for language in get_args(Language):
            for width in ("58", "80"):
                query = {"format": "escpos", "width": width, "language": language}
                shown = self.cashier.get(f"/api/transactions/{sale['id']}/receipt", params=query)
                assert shown.status_code == 200, shown.text
                assert self.receipt(sale, sent, width, language) == shown.content.decode("latin-1")
        return sale

    def receipt(self, sale: dict[str, Any], sent: dict[str, Any], width: str, language: Language) -> str:
        products = [self.rows["product", line["product_id"]] for line in sent["items"]]
        on = self.call("receipt/content.ts", "dayOf", sale["created_at"])
        profiles = [row for (kind, _), row in self.rows.items() if kind == "tax_profile"]
        profile = self.call("tax.ts", "profileOn", profiles, on)
        owner_id = self.till.owner.id
        no_discount = {"percent": 0, "amount": 0}
        items = [
            {
                "productId": line["product_id"], "name": product["name"], "note": line.get("note"),
                "price": product["price"], "quantity": line["qty"], "sellerId": owner_id,
                "profile": profile, "kind": product["tax_kind"], "measure": product["measure"],
                "discount": no_discount | line.get("discount", {}),
            }
            for line, product in zip(sent["items"], products, strict=True)
        ]  # fmt: skip
        items = self.call("pricing.ts", "merged", items)
        voucher = next((row for (kind, _), row in self.rows.items() if kind == "voucher"), None)
        if voucher is not None:
            voucher = self.call("discounts.ts", "voucherOf", voucher, owner_id)
        discount = no_discount | sent.get("discount", {})
        basket = self.call("pricing.ts", "price", items, on, discount, voucher if "voucher" in sent else None)
        outlet = self.rows["outlet", self.till.outlet]
        customer = self.rows["customer", sent["customer_id"]] if sent["customer_id"] else None
        made = {
            "basket": basket, "outlet": outlet, "at": sale["created_at"],
            "number": self.call("receipt/content.ts", "receiptNumber", "A", int(sale["receipt_number"][2:])),
            "cashier": self.cashier.username, "customer": customer and customer["name"],
            "payments": self.call("pricing.ts", "settle", sent["payments"], basket["total"], outlet["cash_step"]),
            "dueOn": next((each["due_on"] for each in sent["payments"] if "due_on" in each), None),
        }  # fmt: skip
        content = self.call("receipt/content.ts", "ofSale", made)
        return b64decode(self.call("receipt/escpos.ts", "receiptBytes", content, width, {"language": language})).decode(
            "latin-1"
        )


def test_receipts_of_real_sales_are_those_of_the_shop(run_till: Run, sari: Person, budi: Person) -> None:
    load_all_characters(run_till)
    till = Till(sari)
    till.employs(budi, "manager")
    device = Device(run_till, till.at_work("budi"), till)
    device.cashier.username = "budi"
    shop = {
        "name": "Warung Sari ☕", "zone": "Asia/Makassar", "address": "Jl. Somba Opu 12\nMakassar",
        "phone": "0411 123456", "cash_step": 500, "footer": "Terima kasih\nDatang lagi, ya",
    }  # fmt: skip
    assert sari.patch(f"/api/outlets/{till.outlet}", shop).status_code == 200
    assert till.opens(device.cashier, 100_000).status_code == 201
    coffee = sari.offers("Kopi Gayo Aceh biji pilihan dari dataran tinggi", 48_250, 100)
    tea = sari.offers("Teh 茶 Pegunungan", 17_333, 100)
    sugar = sari.offers("Gula aren", 31_990, 100_000, measure="gram")
    rice = sari.offers("Beras", 6_700_000, 100, tax_kind="exempt")
    cash = {"method": "cash"}
    device.sells({"product_id": coffee, "qty": 2, "note": "giling halus"}, payments=[{**cash, "tendered": 100_000}])
    ani = sari.post("/api/customers", {"name": "Ani Wijaya", "credit_limit": 1_000_000}).json()["id"]
    assert (
        sari.post("/api/vouchers", {"code": "HEMAT", "kind": "percent", "value": 7, "most": 5_000}).status_code == 201
    )
    assert sari.put("/api/tax-profile", {"regime": "ppn", "inclusive": False}).status_code == 200
    mixed = [{"product_id": tea, "qty": 3, "discount": {"percent": 15}}, {"product_id": sugar, "qty": 1_250}]
    split = [
        {"method": "qris", "amount": 20_000},
        {**cash, "amount": 30_000, "tendered": 50_000},
        {"method": "transfer"},
    ]
    device.sells(*mixed, voucher="HEMAT", discount={"amount": 1_111}, payments=split)
    # Lines of the same goods with the same note and discount are one line.
    half = {"product_id": sugar, "qty": 250, "discount": {"amount": 500}}
    notes = [{"product_id": tea, "qty": 1, "note": note} for note in ("\uff01", "😀", "a", "B")]
    device.sells({"product_id": rice, "qty": 1}, half, *notes, {"product_id": tea, "qty": 1}, half, payments=[cash])
    profile = {"regime": "pbjt", "rate_bp": 750, "inclusive": False, "service_bp": 550}
    assert sari.put("/api/tax-profile", profile).status_code == 200
    lent = [{**cash, "amount": 10_000}, {"method": "credit", "due_on": "2027-03-01"}]
    sold = device.sells(*mixed, {"product_id": coffee, "qty": 1}, customer=ani, payments=lent)
    assert (sold["tax"] > 0, sold["service"] > 0, sold["total"] > 100_000) == (True, True, True)
    assert sari.put("/api/tax-profile", profile | {"inclusive": True, "service_bp": 0}).status_code == 200
    device.sells(*mixed, payments=[cash])
