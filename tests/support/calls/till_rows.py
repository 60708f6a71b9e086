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

    def till_of_shift(self) -> str:
        """Return the query that names a till with an open shift."""
        self.shift()
        return f"?till_id={self.shift_till}"
