"""A seller who trades in all ways, and the calls of their books."""

from __future__ import annotations

import csv
import io
import random
from datetime import datetime
from itertools import count
from typing import Any

from till_calls import Till

from support.people import Person, Shop

REPORTS = "/api/reports"
KEYS = count(1)


def ask(person: Person, report: str, status: int = 200, **query: Any) -> Any:
    answer = person.get(f"{REPORTS}/{report}", params=query)
    assert answer.status_code == status, answer.text
    return answer.json()


def rows_of_csv(person: Person, report: str, **query: Any) -> list[dict[str, str]]:
    answer = person.get(f"{REPORTS}/{report}", params={**query, "format": "csv"})
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def new_key() -> dict[str, str]:
    return {"Idempotency-Key": f"buku-{next(KEYS)}"}


def move(shop: Shop, sale_id: int, at: datetime) -> None:
    """Make a sale and its payments one of this moment."""
    shop.rows("UPDATE transactions SET sold_at = %s WHERE id = %s", (at, sale_id))
    shop.rows("UPDATE transaction_items SET sold_at = %s WHERE transaction_id = %s", (at, sale_id))
    shop.rows("UPDATE payments SET created_at = %s WHERE transaction_id = %s", (at, sale_id))


def move_refund(shop: Shop, refund_id: int, at: datetime) -> None:
    """Make a refund and its payment one of this moment."""
    shop.rows("UPDATE refunds SET refunded_at = %s WHERE id = %s", (at, refund_id))
    shop.rows("UPDATE refund_items SET refunded_at = %s WHERE refund_id = %s", (at, refund_id))
    shop.rows("UPDATE payments SET created_at = %s WHERE refund_id = %s", (at, refund_id))


def move_payment(shop: Shop, payment_id: int, at: datetime) -> None:
    """Make a repayment or a move of cash one of this moment."""
    shop.rows("UPDATE payments SET created_at = %s WHERE id = %s", (at, payment_id))


class Trade:
    """A seller with two outlets, a cashier, customers, and goods of all kinds of tax."""

    def __init__(self, shop: Shop, seller: Person, cashier: Person) -> None:
        # A cashier gives nothing back of what they bought.
        self.shop, self.seller, self.buyer = shop, seller, shop.person("pelanggan")
        self.rng = random.Random(5)
        admin = shop.person("dewi", "admin")
        drinks, food = (
            admin.post("/api/products/categories", {"name": name}).json()["id"] for name in ("Minuman", "Makanan")
        )
        categories = (None, drinks, food)
        kinds = ("standard", "luxury", "exempt")
        self.goods = [
            seller.offers(
                f"Barang {n}", 1_337 * n, 10**6, tax_kind=kinds[n % 3], category_id=categories[n % 3],
                measure="gram" if n == 4 else "piece", cost=None if n == 5 else 901 * n,
            )
            for n in range(1, 7)
        ]  # fmt: skip
        self.tills = [Till(seller), self._second_till()]
        self.tills[1].employs(cashier)
        self.tills[0].opens(seller, 0)
        self.cashier = self.tills[1].at_work(cashier.username)
        self.tills[1].opens(self.cashier, 0)
        self.customers = [
            int(seller.post("/api/customers", {"name": name, "credit_limit": 10**9}).json()["id"])
            for name in ("Bu Tini", "=Pak Joko")
        ]

    def _second_till(self) -> Till:
        body = {"name": "Makassar", "zone": "Asia/Makassar", "cash_step": 500}
        outlet = self.seller.post("/api/outlets", body).json()["id"]
        self.seller.patch(f"/api/outlets/{outlet}", {"is_default": True})
        till = Till(self.seller, "B")
        assert till.outlet == outlet
        first = next(each for each in self.seller.get("/api/outlets").json()["outlets"] if each["id"] != outlet)
        self.seller.patch(f"/api/outlets/{first['id']}", {"is_default": True})
        return till

    def sell(self) -> dict[str, Any]:
        """Make a random sale: on the web, at the counter or at a till, and return it."""
        rng = self.rng
        chosen = rng.sample(self.goods, rng.randint(1, 3))
        items: list[dict[str, Any]] = [
            {"product_id": each, "qty": rng.randint(1, 40) * (100 if each == self.goods[3] else 1)} for each in chosen
        ]
        where = rng.choice(("web", "web paid later", "counter", "till", "cashier"))
        if where.startswith("web"):
            sale = self._post(self.buyer, {"items": items})
            if where == "web paid later":
                self.shop.make_pending(sale["id"])
                for part in (rng.randint(1, sale["total"] - 1), None):
                    body = {"method": rng.choice(("cash", "transfer")), "amount": part}
                    path = f"/api/transactions/{sale['id']}/pay"
                    assert self.seller.post(path, body, headers=new_key()).status_code == 200
            return sale
        if rng.random() < 0.5:
            items[0]["discount"] = {"percent": rng.randint(1, 9)}
        payments = rng.choice(
            [
                [{"method": "cash", "tendered": 2 * 10**6}],
                [{"method": "transfer"}],
                [{"method": "transfer", "amount": 5}, {"method": "cash"}],
                [{"method": "cash", "amount": 5}, {"method": "credit"}],
            ]
        )
        body = {"items": items, "payments": payments}
        if payments[-1]["method"] == "credit":
            body["customer_id"] = rng.choice(self.customers)
        if where != "cashier" and rng.random() < 0.5:
            body["discount"] = {"amount": rng.randint(1, 500)}
        if where == "till":
            body["till_id"] = self.tills[0].id
        return self._post(self.cashier if where == "cashier" else self.seller, body)

    def lend(self, customer: int, qty: int = 9) -> dict[str, Any]:
        """Sell on credit, and return the sale."""
        payments = [{"method": "credit"}]
        items = [{"product_id": self.goods[0], "qty": qty}]
        return self._post(self.seller, {"items": items, "payments": payments, "customer_id": customer})

    def give_back(self, sale: dict[str, Any], person: Person | None = None, **more: Any) -> dict[str, Any]:
        """Give back a part of a sale, and return the refund."""
        line = sale["items"][0]
        body: dict[str, Any] = {"method": self.rng.choice(("cash", "transfer")), "amount": 300, "reason": "cacat"}
        if self.rng.random() < 0.5:
            body = {"method": "cash", "items": [{"line": 1, "qty": line["qty"]}], "reason": "cacat"}
        answer = (person or self.seller).post(
            f"/api/transactions/{sale['id']}/refunds", {**body, **more}, headers=new_key()
        )
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def repay(self, person: Person | None = None) -> list[dict[str, Any]]:
        """Let a customer pay back all that they owe or a part, at a till or elsewhere; return the payment if any."""
        customer = self.rng.choice(self.customers)
        owed = self.seller.get(f"/api/customers/{customer}").json()["balance"]
        if not owed:
            return []
        person = person or self.rng.choice((self.seller, self.cashier))
        till_id = self.rng.choice((None, self.tills[0].id)) if person is self.seller else None
        body = self.rng.choice(({"method": "cash", "tendered": 10**8}, {"method": "transfer"}))
        body |= {"amount": self.rng.choice((None, self.rng.randint(1, owed))), "till_id": till_id}
        answer = person.post(f"/api/customers/{customer}/payments", body, headers=new_key())
        assert answer.status_code == 201, answer.text
        return [answer.json()]

    def move_cash(self) -> dict[str, Any]:
        """Put cash into a drawer or take it out, and return the move."""
        till, person = self.rng.choice(((self.tills[0], self.seller), (self.tills[1], self.cashier)))
        shift_id = till.current(person).json()["id"]
        answer = till.moves(person, shift_id, self.rng.choice(("in", "out")), self.rng.randint(1, 9_999), "uang receh")
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def _post(self, person: Person, body: dict[str, Any]) -> dict[str, Any]:
        answer = person.post("/api/transactions", body, headers=new_key())
        assert answer.status_code == 201, answer.text
        return dict(answer.json())
