"""The outlet, tills, staff and shifts of Sari that calls of the access matrix name."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from support.people import PASSWORD, Person, Shop

PIN = "8520"
REPORTS = ("sales", "payments", "tax", "shifts", "stock", "debts")


class TillRows:
    """The part of a world that is about tills."""

    shop: Shop
    people: dict[str, Person]
    counter: int

    def new(self) -> int:
        self.counter += 1
        return self.counter

    @cached_property
    def outlet(self) -> int:
        """The id of the default outlet of Sari."""
        return int(self.people["sari"].get("/api/outlets").json()["outlets"][0]["id"])

    @cached_property
    def branch(self) -> int:
        """The id of an outlet of Sari with a stock of its own."""
        assert self.outlet
        made = self.people["sari"].post("/api/outlets", {"name": "Cabang", "own_stock": True})
        return int(made.json()["id"])

    def to_branch(self, product_id: int) -> dict[str, Any]:
        """Return the transfer of one product to it."""
        return {"to_outlet_id": self.branch, "items": [{"product_id": product_id, "qty": 1}]}

    def till(self) -> int:
        """Return the id of a new till of Sari. `till_token` is its token, and Budi is a manager there."""
        body = {"name": "Kasir", "series": f"K{self.new()}"}
        made = self.people["sari"].post(f"/api/outlets/{self.outlet}/tills", body).json()
        self.cashier("manager")
        self.till_token = made["token"]
        return int(made["id"])

    def cashier(self, duty: str = "cashier") -> int:
        """Return the id of Budi, who is a cashier of Sari's, or has another duty."""
        self.shop.rows("DELETE FROM staff")
        self.people["sari"].post("/api/staff", {"username": "budi", "duty": duty, "pin": PIN})
        return self.people["budi"].id

    def stranger(self) -> str:
        """Return the username of a new account."""
        account = {"username": f"orang{self.new()}", "password": PASSWORD}
        self.shop.visitor().post("/api/auth/register", account)
        return str(account["username"])

    def shift(self) -> int:
        """Return the id of a shift at a new till of Sari, `shift_till`."""
        self.shift_till = self.till()
        body, key = {"till_id": self.shift_till, "opening": 0}, {"Idempotency-Key": f"buka-{self.new()}"}
        return int(self.people["sari"].post("/api/shifts", body, headers=key).json()["id"])

    def receipt(self) -> str:
        """Return the path of a receipt of Sari below a new till."""
        sari, key = self.people["sari"], {"Idempotency-Key": f"jual-{self.new()}"}
        body = {"items": [{"product_id": sari.offers("Teh"), "qty": 1}], "payments": [{"method": "cash"}]}
        number = sari.post("/api/transactions", body, headers=key).json()["receipt_number"]
        return f"{self.till()}/receipts/{number}"

    def sent(self) -> dict[str, Any]:
        """Return what a new till of Sari has to send: a shift that was opened without a network."""
        till_id = self.till()
        return {"till_id": till_id, "items": [self.item("shift_open", {"till_id": till_id, "opening": 0})]}

    def item(self, type: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:
        client_id = f"{self.new():08}-0000-4000-8000-000000000009"
        return {"client_id": client_id, "type": type, "at": "2026-11-01T01:00:00Z", "body": body, **more}

    def reviewed(self) -> str:
        """Return the client id of an item that waits for a review: its shift is closed."""
        shift, key = self.shift(), {"Idempotency-Key": f"tutup-{self.new()}"}
        self.people["sari"].post(f"/api/shifts/{shift}/close", {"counted": 0}, headers=key)
        item = self.item("move", {"kind": "in", "amount": 1, "reason": "x"}, shift_id=shift)
        self.people["sari"].post("/api/sync", {"till_id": self.shift_till, "items": [item]})
        return str(item["client_id"])

    def till_of_shift(self) -> str:
        """Return the query that names a till with an open shift."""
        self.shift()
        return f"?till_id={self.shift_till}"
