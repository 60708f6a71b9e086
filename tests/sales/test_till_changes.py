"""The feed of a till: what it needs to sell without a network, in the order of commits."""

from __future__ import annotations

import threading
from typing import Any

from incoming_calls import QRIS, account, code_of
from sync_calls import Tablet
from till_calls import Branch, Till, headers

from support.app import at_once
from support.people import Person, Shop


class Copy:
    """What a till has read of the feed so far."""

    def __init__(self, person: Person, till: Till) -> None:
        self.person, self.till, self.since = person, till, ""
        self.rows: dict[tuple[str, int], dict[str, Any]] = {}

    def read(self, limit: int = 500) -> list[tuple[str, int]]:
        """Read on, and return what has come."""
        seen: list[tuple[str, int]] = []
        while True:
            query = {"since": self.since, "till_id": self.till.id, "limit": limit}
            answer = self.person.get("/api/changes", params=query)
            assert answer.status_code == 200, answer.text
            page = answer.json()
            for change in page["changes"]:
                key = change["type"], change["id"]
                seen.append(key)
                self.rows[key] = change[change["type"]]
                assert change["deleted"] == (change[change["type"]] is None)
            self.since = page["next_since"]
            if not page["has_more"]:
                return seen

    def all(self, kind: str) -> list[dict[str, Any]]:
        return [row for (found, _), row in self.rows.items() if found == kind and row is not None]


def test_a_till_gets_all_that_it_needs(shop: Shop, sari: Person, budi: Person, till: Till) -> None:
    other = Till(sari, "B")
    coffee = sari.offers("Kopi", 20_000, 5)
    till.employs(budi)
    cashier = till.at_work("budi")
    sari.put("/api/tax-profile", {"regime": "ppn", "valid_from": "2026-01-01"})
    voucher = sari.post("/api/vouchers", {"code": "HEMAT", "kind": "amount", "value": 1_000, "limit_total": 5}).json()
    ani = sari.post("/api/customers", {"name": "Ani", "phone": "081234567890", "credit_limit": 50_000}).json()["id"]
    copy = Copy(cashier, till)
    copy.read(limit=1)
    assert copy.all("product")[0]["name"] == "Kopi"
    assert [row["series"] for row in copy.all("till")] == ["A"]
    assert [(row["name"], row["short_stock"]) for row in copy.all("outlet")] == [("sari", "review")]
    assert copy.all("staff") == [{"name": "budi", "username": "budi", "duty": "cashier"}]
    assert "pin" not in str(copy.rows)
    assert copy.rows["tax_profile", 20260101]["regime"] == "ppn"
    assert copy.rows["voucher", voucher["id"]]["used"] == 0
    assert copy.rows["customer", ani]["credit_left"] == 50_000
    assert copy.read() == []
    # Each change comes, and nothing else of the shop.
    till.opens(sari, 0)
    sold = till.sells(sari, (coffee, 1), voucher="HEMAT", customer_id=ani, payments=[{"method": "credit"}])
    assert sold.status_code == 201, sold.text
    assert sorted(copy.read()) == [("customer", ani), ("product", coffee), ("voucher", voucher["id"])]
    assert (copy.rows["voucher", voucher["id"]]["used"], copy.rows["customer", ani]["credit_left"]) == (1, 31_000)
    sari.patch(f"/api/outlets/{till.outlet}", {"cash_step": 500})
    sari.patch(f"/api/tills/{other.id}", {"name": "Lain"})
    budi.put("/api/users/profile", {"name": "Budi Santoso"})
    assert sorted(copy.read()) == [("outlet", till.outlet), ("staff", budi.id)]
    assert copy.rows["staff", budi.id]["name"] == "Budi Santoso"
    refund = {"items": [{"line": 1, "qty": 1}], "method": "cash", "reason": "x"}
    assert sari.post(f"/api/transactions/{sold.json()['id']}/refunds", refund, headers=headers()).status_code == 201
    assert set(copy.read()) == {("customer", ani), ("product", coffee), ("voucher", voucher["id"])}
    assert (copy.rows["voucher", voucher["id"]]["used"], copy.rows["customer", ani]["credit_left"]) == (0, 50_000)
    sari.delete(f"/api/customers/{ani}")
    sari.delete("/api/tax-profile?valid_from=2026-01-01")
    sari.patch(f"/api/vouchers/{voucher['id']}", {"active": False})
    assert len(copy.read()) == 3
    assert copy.all("customer") == copy.all("tax_profile") == copy.all("voucher") == []
    copy.person = sari
    sari.delete(f"/api/staff/{budi.id}")
    assert copy.read() == [("staff", budi.id)]
    assert copy.all("staff") == []


def test_a_till_knows_the_qris_of_its_outlet(sari: Person, till: Till) -> None:
    branch = Branch(sari)
    copies = [Copy(sari, till), Copy(sari, branch)]

    def known() -> list[str | None]:
        """Return what both tills know once they have read on."""
        return [copy.read() and copy.rows["till", copy.till.id]["qris"] for copy in copies]

    assert known() == [None, None]
    everywhere = account(sari, "qris")
    assert known() == [QRIS, QRIS]
    own = code_of(f59="CABANG")
    of_branch = account(sari, "qris", qris=own, outlet_id=branch.outlet)
    account(sari, "transfer")
    assert known() == [QRIS, own]
    sari.patch(f"/api/payment-accounts/{everywhere}", {"active": False})
    assert known() == [None, own]
    sari.patch(f"/api/payment-accounts/{of_branch}", {"qris": QRIS})
    assert known() == [None, QRIS]
    # Whatever else changes, tills need not hear of.
    account(sari, "transfer")
    assert [copy.read() for copy in copies] == [[], []]


def test_the_feed_of_a_till_is_not_for_others(shop: Shop, sari: Person, budi: Person, dewi: Person, till: Till) -> None:
    path = f"/api/changes?till_id={till.id}"
    for stranger in (budi, dewi, shop.person("tono", "seller")):
        answer = stranger.get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "till_of_others")
    assert shop.visitor().get(path).status_code == 401
    till.employs(budi)
    # A cashier's password opens no drawer without the device's token.
    assert budi.get(path).json()["code"] == "till_of_others"
    assert till.at_work("budi").get(path).status_code == 200
    plain = sari.get("/api/changes").json()["changes"]
    assert {change["type"] for change in plain} <= {"product", "category", "brand"}
    other = Till(shop.person("mira", "seller"), "M")
    assert {change["type"] for change in other.owner.get(f"/api/changes?till_id={other.id}").json()["changes"]} == {
        "outlet", "till",
    }  # fmt: skip


def test_no_change_is_missed_by_a_reader_among_writers(sari: Person, till: Till) -> None:
    copy, done = Copy(sari, till), threading.Event()
    coffee = sari.offers("Kopi", 20_000, 500)
    people = [sari.post("/api/customers", {"name": f"P{n}", "credit_limit": 10**9}).json()["id"] for n in range(8)]
    tablet = Tablet(till)
    tablet.opens()
    tablet.sends(sari)

    def reads() -> None:
        while not done.is_set():
            copy.read(limit=3)

    reader = threading.Thread(target=reads)
    reader.start()

    def writes(number: int) -> None:
        for _ in range(5):
            answer = till.sells(
                sari, (coffee, 1), customer_id=people[number], payments=[{"method": "credit"}], client_id=None
            )
            assert answer.status_code == 201, answer.text

    at_once(8, writes)
    done.set()
    reader.join()
    copy.read()
    assert [copy.rows["customer", person]["balance"] for person in people] == [100_000] * 8
