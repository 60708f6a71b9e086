"""A till of a seller, its staff, and the calls that are made at it."""

from __future__ import annotations

from itertools import count
from typing import Any

import requests

from queries.system import integrity_checks
from support.people import Person

STAFF = "/api/staff"
OUTLETS, TRANSFERS = "/api/outlets", "/api/stock/transfers"
PIN = "8520"
KEYS = count(1)


def headers(key: str | None = None) -> dict[str, str]:
    """Return the headers of a call with this key, or a new one."""
    return {"Idempotency-Key": key or f"till-{next(KEYS)}"}


class Till:
    """A till of a seller, and its token."""

    def __init__(self, owner: Person, series: str = "A", outlet: int | None = None) -> None:
        outlet = outlet or owner.get("/api/outlets").json()["outlets"][0]["id"]
        answer = owner.post(f"/api/outlets/{outlet}/tills", {"name": f"Kasir {series}", "series": series})
        assert answer.status_code == 201, answer.text
        self.owner, self.outlet, self.id, self.token = owner, outlet, answer.json()["id"], answer.json()["token"]

    def employs(self, person: Person, duty: str = "cashier", pin: str = PIN) -> None:
        answer = self.owner.post(STAFF, {"username": person.username, "duty": duty, "pin": pin})
        assert answer.status_code == 201, answer.text

    def sign_in(self, person: Person, username: str, pin: str = PIN, **other: Any) -> Any:
        body = {"token": self.token, "username": username, "pin": pin, **other}
        return person.post(f"/api/tills/{self.id}/sign-in", body)

    def at_work(self, username: str, pin: str = PIN) -> Person:
        """Return a person who has signed in by PIN."""
        person = self.owner.shop.visitor()
        answer = self.sign_in(person, username, pin)
        assert answer.status_code == 200, answer.text
        person.id = answer.json()["user"]["id"]
        person.http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return person

    def opens(self, person: Person, opening: int, key: str | None = None) -> requests.Response:
        return person.post("/api/shifts", {"till_id": self.id, "opening": opening}, headers=headers(key))

    def current(self, person: Person) -> requests.Response:
        return person.get(f"/api/shifts/current?till_id={self.id}")

    def moves(
        self, person: Person, shift_id: int, kind: str, amount: int, reason: str, key: str | None = None
    ) -> requests.Response:
        body = {"kind": kind, "amount": amount, "reason": reason}
        return person.post(f"/api/shifts/{shift_id}/moves", body, headers=headers(key))

    def closes(self, person: Person, shift_id: int, counted: int) -> requests.Response:
        return person.post(f"/api/shifts/{shift_id}/close", {"counted": counted}, headers=headers())

    def report(self, person: Person, shift_id: int, kind: str) -> requests.Response:
        return person.get(f"/api/shifts/{shift_id}/report?kind={kind}")

    def sells(self, person: Person, *items: tuple[int, int], key: str | None = None, **more: Any) -> requests.Response:
        """Sell `(product_id, qty)` at the till, for cash unless told otherwise."""
        lines = [{"product_id": product_id, "qty": qty} for product_id, qty in items]
        body = {"items": lines, "payments": [{"method": "cash"}], "till_id": self.id, **more}
        return person.post("/api/transactions", body, headers=headers(key))

    def must_be_sound(self) -> None:
        """Run the statements of `flask check`."""
        rows = self.owner.shop.rows
        assert {name: found for name, sql in integrity_checks.CHECKS.items() if (found := rows(sql))} == {}


class Branch(Till):
    """A till of an outlet with a stock of its own, with an open shift."""

    def __init__(self, owner: Person, name: str = "Cabang", series: str = "C", outlet: int | None = None) -> None:
        owner.get(OUTLETS)
        if outlet is None:
            made = owner.post(OUTLETS, {"name": name, "own_stock": True})
            assert (made.status_code, made.json()["own_stock"]) == (201, True), made.text
            outlet = made.json()["id"]
        super().__init__(owner, series, outlet)
        assert self.opens(owner, 0).status_code == 201

    def gets(self, product_id: int, qty: int) -> None:
        answer = transfer(self.owner, (product_id, qty), to_outlet_id=self.outlet)
        assert answer.status_code == 201, answer.text

    def stock(self, product_id: int) -> int:
        return int(here(self.owner, self.outlet).get(product_id, 0))

    def changes(self, **fields: Any) -> requests.Response:
        return self.owner.patch(f"{OUTLETS}/{self.outlet}", fields)


def transfer(person: Person, *items: tuple[int, int], key: str | None = None, **more: Any) -> requests.Response:
    body = {"items": [{"product_id": product_id, "qty": qty} for product_id, qty in items], **more}
    return person.post(TRANSFERS, body, headers=headers(key))


def here(person: Person, outlet_id: int | None = None, **query: Any) -> dict[int, int]:
    """Return a seller's stocks by product, of an outlet or the shared ones."""
    query |= {} if outlet_id is None else {"outlet_id": outlet_id}
    answer = person.get("/api/stock", params={"per_page": 100, **query})
    assert answer.status_code == 200, answer.text
    return {each["product_id"]: each["stock"] for each in answer.json()["products"]}
