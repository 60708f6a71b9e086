"""A tablet that sells at a till without a network, and sends it afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import requests
from till_calls import Till, headers

from support.people import Person

Item = dict[str, Any]


class Tablet:
    """What a till has done since `start`, a minute apart."""

    def __init__(self, till: Till, hours: float = 8) -> None:
        self.till, self.now = till, datetime.now(UTC) - timedelta(hours=hours)
        self.items: list[Item] = []
        self.number = 0
        # The till was set up long before.
        till.owner.shop.rows("UPDATE tills SET created_at = created_at - INTERVAL 30 DAY WHERE id = %s", (till.id,))
        self.shift: str | None = None

    def does(self, type: str, body: Item, **more: Any) -> Item:
        self.now += timedelta(seconds=10)
        at = self.now.isoformat().replace("+00:00", "Z")
        item = {"client_id": str(uuid4()), "type": type, "at": at, "body": body, **more}
        if self.shift and type != "shift_open":
            item = {"shift_client_id": self.shift, **item}
        self.items.append(item)
        return item

    def opens(self, opening: int = 0, **more: Any) -> Item:
        item = self.does("shift_open", {"till_id": self.till.id, "opening": opening}, **more)
        self.shift = item["client_id"]
        return item

    def sells(self, *lines: tuple[int, int, int], **more: Any) -> Item:
        """Sell `(product_id, qty, price)` for cash, unless told otherwise."""
        self.number += 1
        goods = [{"product_id": product_id, "qty": qty, "price": price} for product_id, qty, price in lines]
        outside = {name: more.pop(name) for name in ("staff_id", "after", "shift_client_id") if name in more}
        body = {"items": goods, "payments": [{"method": "cash"}], "receipt_no": self.number, **more}
        return self.does("sale", body, **outside)

    def refunds(self, sale: Item, line: int, qty: int, **more: Any) -> Item:
        body = {"items": [{"line": line, "qty": qty}], "method": "cash", "reason": "rusak"}
        return self.does("refund", body, sale_client_id=sale["client_id"], **more)

    def moves(self, kind: str, amount: int) -> Item:
        return self.does("move", {"kind": kind, "amount": amount, "reason": "ke bank"})

    def closes(self, counted: int, **more: Any) -> Item:
        return self.does("shift_close", {"counted": counted}, **more)

    def post(self, person: Person, items: list[Item] | None = None) -> requests.Response:
        body = {"till_id": self.till.id, "items": self.items if items is None else items}
        return person.post("/api/sync", body, timeout=120)

    def sends(self, person: Person, items: list[Item] | None = None) -> list[Item]:
        answer = self.post(person, items)
        assert answer.status_code == 200, answer.text
        return list(answer.json()["results"])

    def decides(self, person: Person, item: Item, what: str, key: str | None = None) -> requests.Response:
        return person.post(f"/api/sync/items/{item['client_id']}/{what}", headers=headers(key))


def outcomes(results: list[Item]) -> list[str]:
    return [each["result"] for each in results]


def codes(result: Item) -> list[str]:
    return [flag["code"] for flag in result["flags"]]
