"""A random walk through all that moves goods and money in a shop, with a model that knows what must come out.

Steps are drawn by `random.Random(seed)`: machines of Hypothesis replay what fails, and a walk with processes that are
killed can't be replayed.
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import requests
from shop_model import CASH_STEP, VOUCHER_WORTH, Model, Order
from till_calls import OUTLETS, TRANSFERS, Till, transfer

from support.app import wait_until
from support.people import Person, Shop

VOUCHER = "HEMAT"
# The sizes of the products that may be variants of the first.
SIZES = ("S", "M", "L")
# Problems that one of several calls at the same time may meet.
OF_RACES = {
    "insufficient_stock", "voucher_refused", "shift_closed", "shift_open", "stock_changed", "total_changed",
    "order_has_expired", "too_many_unpaid_orders", "validation_failed", "credit_limit", "refund_exceeds_paid",
}  # fmt: skip
# What refunds choose from.
MOST_RECENT = 120
CALLS_AT_A_KILL = 8


@dataclass
class Call:
    """A call with the problem that it should meet, and what the model learns from its answer."""

    kind: str
    person: Person = field(repr=False)
    path: str
    body: dict[str, Any] | None
    problem: str
    learn: Callable[[dict[str, Any]], object] = field(repr=False)
    method: str = "POST"
    # Of calls at the same time, each of these is in one only.
    about: set[object] = field(default_factory=set)
    key: str = ""


class Machine:
    def __init__(self, shop: Shop, seed: int) -> None:
        self.shop, self.seed, self.dice = shop, seed, random.Random(seed)
        self.http, self.keys = requests.Session(), 0
        self.steps: Counter[str] = Counter()
        self.refusals: Counter[str] = Counter()
        self.seller = shop.person("sari", "seller")
        self.buyers = [shop.person("budi"), shop.person("tono")]
        outlet = self.seller.get("/api/outlets").json()["outlets"][0]["id"]
        assert self.seller.patch(f"{OUTLETS}/{outlet}", {"cash_step": CASH_STEP}).status_code == 200
        self.seller.put("/api/tax-profile", {"regime": "ppn", "inclusive": True, "valid_from": "2026-01-01"})
        branches = ({"name": name, "cash_step": CASH_STEP, "own_stock": True} for name in ("Timur", "Barat"))
        self.branches = [self.seller.post(OUTLETS, branch).json()["id"] for branch in branches]
        places = {"A": outlet, "B": outlet, "C": self.branches[0], "D": self.branches[1]}
        self.tills = [Till(self.seller, series, place) for series, place in places.items()]
        shop.person("joko")
        self.tills[1].employs(shop.people[-1])
        self.cashiers = {till.id: till.at_work("joko") for till in self.tills[1:3]}
        prices = {self.seller.offers(f"Barang {n}", 1_300 * n, 40): 1_300 * n for n in range(1, 7)}
        body = {"code": VOUCHER, "kind": "amount", "value": VOUCHER_WORTH, "limit_total": 5}
        self.voucher = self.seller.post("/api/vouchers", body).json()["id"]
        outlets = {till.id: till.outlet for till in self.tills}
        self.model = Model(dict.fromkeys(prices, 40), prices, outlets, self.branches, 5)
        self.sizes = dict(zip(sorted(prices), SIZES, strict=False))
        main = self.seller.patch(f"/api/products/{min(prices)}", _size(SIZES[0]))
        assert main.status_code == 200, main.text
        self._open_branches()
        self.plans = {
            self.order: 14, self.pay: 15, self.cancel: 4, self.sell: 22, self.refund: 14, self.move_stock: 7,
            self.count_stock: 3, self.open_shift: 15, self.close_shift: 2, self.move_cash: 3, self.repay: 5,
            self.write_off: 1, self.meet_customer: 3, self.change_price: 2, self.raise_limit: 1, self.transfer: 8,
            self.clear: 3, self.switch_stock: 4, self.regroup: 2,
        }  # fmt: skip

    def _open_branches(self) -> None:
        """Bring goods to the outlets with stocks of their own, and open shifts there."""
        for till in self.tills[2:]:
            moved = transfer(self.seller, *((product, 12) for product in self.model.prices), to_outlet_id=till.outlet)
            self.model.transferred(moved.json()["items"], None, till.outlet)
            self.model.shifts[till.id] = till.opens(self.seller, 0).json()["id"]
            self.model.drawers[till.id] = 0

    def step(self) -> None:
        """Make one call, perhaps twice, or let time pass."""
        if self.dice.random() < 0.04:
            self.let_time_pass()
            return
        call = self._plan()
        self.steps[call.kind] += 1
        self._settle(call, self._send(call))

    def kill(self, end: Callable[[], None]) -> None:
        """Make calls at the same time, call `end` in the middle of them, and repeat each until it is answered."""
        calls: list[Call] = []
        about: set[object] = set()
        while len(calls) < CALLS_AT_A_KILL:
            call = self._plan()
            # While a stock is switched on or off, nobody knows which one is sold.
            if not about & call.about and call.kind != "switch":
                calls.append(call)
                about |= call.about
        answers: dict[str, requests.Response] = {}

        def run(call: Call) -> None:
            with requests.Session() as http:
                answers[call.key] = self._until_answered(call, http)

        threads = [threading.Thread(target=run, args=(call,)) for call in calls]
        for thread in threads:
            thread.start()
        enough = self.dice.randint(0, CALLS_AT_A_KILL - 2)
        wait_until(lambda: len(answers) >= enough)
        end()
        for thread in threads:
            thread.join()
        self.model.alone = False
        # A drawer is opened before what went into it, and closed after that.
        for call in sorted(calls, key=lambda call: {"open": 0, "close": 2}.get(call.kind, 1)):
            self.steps[call.kind] += 1
            self._settle(call, answers[call.key])
        self.model.alone = True

    def compare(self) -> None:
        """Compare the shop with the model, and run the statements of `flask check`."""
        self.tills[0].must_be_sound()
        model = self.model
        rows = self.shop.rows("SELECT id, status, total, COALESCE(paid, 0) AS paid, refunded FROM transactions")
        found: dict[Any, Any] = {row.pop("id"): tuple(row.values()) for row in rows}
        orders = model.orders.values()
        _compare("orders", found, {each.id: (each.status, each.total, each.paid, each.refunded) for each in orders})
        for outlet in (None, *self.branches):
            stock = self._read("/api/stock" + (f"?outlet_id={outlet}" if outlet else ""))["products"]
            _compare(
                "stock",
                _nonzero({row["product_id"]: row["stock"] for row in stock}),
                _nonzero(model.stocks.get(outlet, {})),
            )
        main = min(model.prices)
        group = {product: (model.prices[product], model.stocks[None][product]) for product in (main, *model.mains)}
        shown = self._read(f"/api/products/{main}")["variants"]
        _compare(
            "variants", {each["id"]: (each["price"], each["stock"]) for each in shown}, group if model.mains else {}
        )
        for till in self.tills:
            if model.drawers[till.id] is not None:
                report = self._read(f"/api/shifts/{model.shifts[till.id]}/report")
                _compare("cash", {till.id: report["cash"]["expected"]}, {till.id: model.drawers[till.id]})
            assert sorted(model.receipts[till.id]) == list(range(1, len(model.receipts[till.id]) + 1))
        customers = self._read("/api/customers")["customers"]
        owed = {each: model.owed(each) for each in model.debts}
        _compare("debts", {row["id"]: row["balance"] for row in customers}, owed)
        (voucher,) = self._read("/api/vouchers")["vouchers"]
        _compare(
            "voucher",
            {"used": voucher["used"], "limit": voucher["limit_total"]},
            {"used": model.used, "limit": model.limit},
        )

    # Steps.

    def let_time_pass(self) -> None:
        """Let the time of some orders be up, or a day pass, after which buyers may place more of them."""
        if self.dice.random() < 0.05:
            self.shop.rows("UPDATE transactions SET created_at = created_at - INTERVAL 25 HOUR WHERE status <> 'paid'")
            for order in self.model.orders.values():
                order.of_today = order.of_today and order.status == "paid"
            return
        waiting = [order for order in self.model.orders.values() if order.status == "pending" and not order.any_payment]
        for order in self.dice.sample(waiting, min(2, len(waiting))):
            sql = "UPDATE transactions SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE id = %s"
            self.shop.rows(sql, (order.id,))
            order.late = True

    def order(self) -> Call:
        buyer, with_voucher = self.dice.randrange(2), self.dice.random() < 0.3
        items = self._items(0)
        total = self.model.total(items, 0, with_voucher)
        body = {"items": items, **({"voucher": VOUCHER} if with_voucher else {})}
        if self.dice.random() < 0.5:
            body["expected_total"] = total
        problem = self.model.foresee_order(buyer, self._wanted(items), with_voucher)
        return Call(
            "order", self.buyers[buyer], "/api/transactions", body, problem,
            lambda answer: self.model.sold(answer, buyer, total, None),
        )  # fmt: skip

    def sell(self) -> Call:
        """Sell at the counter, at a till or without one."""
        dice, (person, till) = self.dice, self._clerk()
        by_owner = person is self.seller
        items, with_voucher = self._items(1_000 if by_owner else 5, till), dice.random() < 0.15
        discount = dice.randrange(1, 300) if by_owner and dice.random() < 0.3 else 0
        total = self.model.total(items, discount, with_voucher)
        customer = dice.choice(list(self.model.debts)) if self.model.debts and dice.random() < 0.5 else None
        payments, credit = self._payments(total, customer is not None)
        body: dict[str, Any] = {"items": items, "payments": payments, "client_id": str(UUID(int=dice.getrandbits(128)))}
        body |= {"till_id": till} if till else {}
        body |= {"voucher": VOUCHER} if with_voucher else {}
        body |= {"discount": {"amount": discount}} if discount else {}
        body |= {"customer_id": customer} if customer else {}
        problem = self.model.foresee_sale(self._wanted(items), with_voucher, till, customer, credit)
        return Call(
            "sale", person, "/api/transactions", body, problem,
            lambda answer: self.model.sold(answer, None, total, till), about={("customer", customer or object())},
        )  # fmt: skip

    def pay(self) -> Call | None:
        order = self._order("pending", "expired") if self.dice.random() < 0.95 else self._order("paid", "cancelled")
        if order is None:
            return None
        person, till = self._clerk()
        part = self.dice.random()
        amount = None if part < 0.5 else order.due + 1 if part < 0.55 else self.dice.randint(1, max(1, order.due))
        body = {"method": self.dice.choice(("cash", "transfer")), "amount": amount, "till_id": till}
        return Call(
            "payment", person, f"/api/transactions/{order.id}/pay", _without_none(body),
            self.model.foresee_payment(order, amount or order.due, till),
            lambda answer: self.model.paid(order, answer, till), about={order.id},
        )  # fmt: skip

    def cancel(self) -> Call | None:
        order = self._order("pending", "expired", "paid")
        if order is None or order.buyer is None:
            return None
        by_buyer = self.dice.random() < 0.5
        person, till = (self.buyers[order.buyer], None) if by_buyer else self._clerk()
        problem = self.model.foresee_cancellation(order, by_buyer, till)
        return Call(
            "cancellation", person, f"/api/transactions/{order.id}/cancel", _without_none({"till_id": till}), problem,
            lambda answer: self.model.cancelled(order, answer, till), about={order.id},
        )  # fmt: skip

    def refund(self) -> Call | None:
        """Give back units or money, sometimes in exchange for another sale, and sometimes too much."""
        order = self._order("paid") if self.dice.random() < 0.97 else self._order("pending")
        if order is None:
            return None
        dice, (person, till) = self.dice, self._clerk()
        here = [number for number, line in enumerate(order.lines) if line.left[0]]
        units = {
            number: dice.randint(1, order.lines[number].left[0])
            for number in dice.sample(here, min(len(here), dice.randint(1, 2)))
        }
        amount = None if units and dice.random() < 0.7 else max(1, order.left + 1 - dice.randrange(order.total + 1))
        items = [{"line": number + 1, "qty": units[number], "restock": dice.random() < 0.7} for number in units]
        body = {"method": dice.choice(("cash", "transfer")), "reason": "cacat", "till_id": till, "amount": amount}
        body |= {"items": items} if amount is None else {}
        exchange = self._order("paid") if dice.random() < 0.2 else None
        if exchange is not None and exchange is not order:
            body["exchange_id"] = exchange.id
        else:
            exchange = None
        problem = self.model.foresee_refund(order, units, amount, till, exchange)

        def learn(answer: dict[str, Any]) -> None:
            payments = self._read(f"/api/transactions/{order.id}")["payments"]
            own = [payment for payment in payments if payment["refund_id"] == answer["id"]]
            self.model.given_back(order, answer, own, till)
            if exchange is not None:
                exchange.is_exchange = True

        return Call(
            "refund", person, f"/api/transactions/{order.id}/refunds", _without_none(body), problem, learn,
            about={order.id, exchange.id if exchange else object(), ("customer", order.customer or object())},
        )  # fmt: skip

    def move_stock(self) -> Call:
        deltas, outlet = Counter[int](), self._shelf()
        items, kinds = [], {"received": 60, "waste": -3, "correction": self.dice.choice((-2, 2))}
        for product in self.dice.sample(sorted(self.model.prices), 2):
            kind = self.dice.choice(list(kinds))
            items.append({"product_id": product, "kind": kind, "delta": kinds[kind]})
            deltas[product] = kinds[kind]
        short = any(self.model.stocks[outlet][product] + delta < 0 for product, delta in deltas.items())
        return self._of_stock("movement", items, outlet, "insufficient_stock" if short else "")

    def count_stock(self) -> Call:
        product, stale, outlet = self.dice.choice(sorted(self.model.prices)), self.dice.random() < 0.2, self._shelf()
        expected = self.model.stocks[outlet][product] + stale
        counted = max(0, expected + self.dice.randint(-2, 2))
        item = {"product_id": product, "counted": counted, "expected_quantity": expected}
        return self._of_stock("count", [item], outlet, "stock_changed" if stale else "")

    def _of_stock(self, kind: str, items: list[dict[str, Any]], outlet: int | None, problem: str) -> Call:
        body = _without_none({"items": items, "outlet_id": outlet})
        return Call(
            kind, self.seller, "/api/stock/movements", body, problem,
            lambda answer: self.model.moved(answer["items"], outlet),
        )  # fmt: skip

    def transfer(self) -> Call:
        """Move goods between two stocks, sometimes too much, or to an outlet that shares the stock."""
        dice = self.dice
        source, target = dice.sample([None, *self.branches], 2)
        stock = self.model.stocks.get(source, Counter[int]())
        products = dice.sample(sorted(self.model.prices), 2)
        wanted = Counter({each: stock[each] + 1 if dice.random() < 0.05 else dice.randint(1, 8) for each in products})
        return self._of_transfer(source, target, wanted)

    def clear(self) -> Call | None:
        """Bring all goods of an outlet to another stock."""
        source, target = self.dice.choice(self.branches), self.dice.choice([None, *self.branches])
        wanted = Counter(_nonzero(self.model.stocks.get(source, {})))
        return self._of_transfer(source, target, wanted) if wanted and target != source else None

    def _of_transfer(self, source: int | None, target: int | None, wanted: Counter[int]) -> Call:
        items = [{"product_id": product, "qty": quantity} for product, quantity in wanted.items()]
        body = _without_none({"from_outlet_id": source, "to_outlet_id": target, "items": items})
        return Call(
            "transfer", self.seller, TRANSFERS, body, self.model.foresee_transfer(source, target, wanted),
            lambda answer: self.model.transferred(answer["items"], source, target),
        )  # fmt: skip

    def switch_stock(self) -> Call:
        """Let an outlet have a stock of its own, or share the other one, which it may once it is empty."""
        stocks = self.model.stocks
        ready = [outlet for outlet in self.branches if not _nonzero(stocks.get(outlet, {}))]
        outlet = self.dice.choice(ready if ready and self.dice.random() < 0.9 else self.branches)
        own = outlet not in stocks
        problem = "outlet_has_stock" if _nonzero(stocks.get(outlet, {})) else ""

        def learn(answer: dict[str, Any]) -> None:
            assert answer["own_stock"] == own
            stocks.pop(outlet, None)
            stocks.update({outlet: Counter()} if own else {})

        return Call("switch", self.seller, f"{OUTLETS}/{outlet}", {"own_stock": own}, problem, learn, "PATCH")

    def regroup(self) -> Call:
        """Make a product a variant, or take it out of its group, sometimes with the size of another."""
        main, *others = self.sizes
        product, mains = self.dice.choice(others), self.model.mains
        joins, taken = product not in mains, self.dice.random() < 0.2
        body = {"variant_of": main if joins else None, **_size(SIZES[0] if taken and joins else self.sizes[product])}

        def learn(answer: dict[str, Any]) -> None:
            assert answer["variant_of"] == body["variant_of"]
            mains.pop(product, None)
            mains.update({product: main} if joins else {})

        problem = "taken" if taken and joins else ""
        about: set[object] = {("price", product)}
        return Call("variant", self.seller, f"/api/products/{product}", body, problem, learn, "PATCH", about)

    def open_shift(self) -> Call | None:
        """Open a shift, sometimes at a till that has one."""
        person, till = self._clerk(at_till=True)
        is_open = self.model.drawers[till] is not None
        if is_open and self.dice.random() < 0.9:
            return None
        body = {"till_id": till, "opening": self.dice.randrange(0, 200_000, 1_000)}

        def learn(answer: dict[str, Any]) -> None:
            self.model.drawers[till], self.model.shifts[till] = body["opening"], answer["id"]

        problem = "shift_open" if is_open else ""
        return Call("open", person, "/api/shifts", body, problem, learn, about={("drawer", till)})

    def close_shift(self) -> Call | None:
        person, till = self._clerk(at_till=True)
        cash = self.model.drawers[till]
        if cash is None:
            return None
        counted = max(0, cash + self.dice.randint(-1_000, 1_000))

        def learn(answer: dict[str, Any]) -> None:
            assert (answer["expected"], answer["counted"]) == (self.model.drawers[till], counted)
            self.model.drawers[till] = None

        path = f"/api/shifts/{self.model.shifts[till]}/close"
        return Call("close", person, path, {"counted": counted}, "", learn, about={("drawer", till)})

    def move_cash(self) -> Call | None:
        person, till = self._clerk(at_till=True)
        if till not in self.model.shifts:
            return None
        kind, amount = self.dice.choice(("in", "out")), self.dice.randint(1, 50_000)
        body = {"kind": kind, "amount": amount, "reason": "ke bank"}
        problem = "" if self.model.drawers[till] is not None else "shift_closed"
        return Call(
            "cash move", person, f"/api/shifts/{self.model.shifts[till]}/moves", body, problem,
            lambda answer: self.model.put(till, amount if kind == "in" else -amount),
        )  # fmt: skip

    def repay(self) -> Call | None:
        if not self.model.debts:
            return None
        person, till = self._clerk()
        customer = self.dice.choice(list(self.model.debts))
        amount = self.dice.choice((None, 1_000, self.dice.randint(1, 1 + self.model.owed(customer))))
        body = {"method": self.dice.choice(("cash", "transfer")), "amount": amount, "till_id": till}
        return Call(
            "repayment", person, f"/api/customers/{customer}/payments", _without_none(body),
            self.model.foresee_repayment(customer, amount, till),
            lambda answer: self.model.repaid(customer, answer, till), about={("customer", customer)},
        )  # fmt: skip

    def write_off(self) -> Call | None:
        if not self.model.debts:
            return None
        customer = self.dice.choice(list(self.model.debts))
        return Call(
            "write-off", self.seller, f"/api/customers/{customer}?write_off=true", None, "",
            lambda answer: self.model.written_off(customer), "DELETE", {("customer", customer)},
        )  # fmt: skip

    def meet_customer(self) -> Call | None:
        if len(self.model.debts) > 2:
            return None
        body = {"name": "Bu Tini", "credit_limit": self.dice.choice((20_000, 100_000))}

        def learn(answer: dict[str, Any]) -> None:
            self.model.debts[answer["id"]], self.model.credit_limits[answer["id"]] = {}, body["credit_limit"]

        return Call("new customer", self.seller, "/api/customers", body, "", learn)

    def change_price(self) -> Call:
        product, price = self.dice.choice(sorted(self.model.prices)), 100 * self.dice.randint(12, 90)
        return Call(
            "price", self.seller, f"/api/products/{product}", {"price": price}, "",
            lambda answer: self.model.prices.update({product: answer["price"]}), "PATCH", {("price", product)},
        )  # fmt: skip

    def raise_limit(self) -> Call:
        limit = self.model.limit + self.dice.randint(0, 3)
        return Call(
            "voucher", self.seller, f"/api/vouchers/{self.voucher}", {"limit_total": limit}, "",
            lambda answer: setattr(self.model, "limit", answer["limit_total"]), "PATCH", {"voucher"},
        )  # fmt: skip

    # What steps are made of.

    def _plan(self) -> Call:
        call = None
        while call is None:
            (plan,) = self.dice.choices(list(self.plans), list(self.plans.values()))
            call = plan()
        self.keys += 1
        call.key = f"langkah-{self.keys}"
        return call

    def _clerk(self, at_till: bool = False) -> tuple[Person, Any]:
        """Return who stands where: the owner at the first till, at one with its own stock or at none, or a cashier."""
        if self.dice.random() < 0.4:
            till = self.dice.choice(list(self.cashiers))
            return self.cashiers[till], till
        here = self.dice.choice((0, 0, 2, 3))
        return self.seller, self.tills[here].id if at_till or self.dice.random() < 0.7 else None

    def _shelf(self) -> int | None:
        """Return a stock: the shared one, or that of an outlet."""
        return self.dice.choice([None, *self.model.stocks])

    def _order(self, *states: str) -> Order | None:
        found = [order for order in self.model.orders.values() if order.status in states]
        return self.dice.choice(found[-MOST_RECENT:]) if found else None

    def _items(self, discount: int, till: int | None = None) -> list[dict[str, Any]]:
        """Return what is bought; `discount` is the largest percentage, or amount, that an item may have taken off."""
        dice, items, stock = self.dice, list[dict[str, Any]](), self.model.stock_at(till)
        here = [product for product in sorted(self.model.prices) if stock[product] or dice.random() < 0.1]
        for product in dice.sample(here or sorted(self.model.prices), dice.randint(1, max(1, min(3, len(here))))):
            quantity = stock[product] + 1 if dice.random() < 0.02 else dice.randint(1, 4)
            items.append({"product_id": product, "qty": quantity})
            if discount and dice.random() < 0.3:
                kind = "percent" if discount <= 100 or dice.random() < 0.5 else "amount"
                items[-1]["discount"] = {kind: dice.randint(1, 5) if kind == "percent" else dice.randint(1, 100)}
        if dice.random() < 0.1:
            items.append({"product_id": items[0]["product_id"], "qty": 1, "note": "tanpa gula"})
        return items

    @staticmethod
    def _wanted(items: list[dict[str, Any]]) -> Counter[int]:
        wanted: Counter[int] = Counter()
        for item in items:
            wanted[item["product_id"]] += item["qty"]
        return wanted

    def _payments(self, total: int, known: bool) -> tuple[list[dict[str, Any]], int]:
        """Return one to three payments, and how much of the total is on credit."""
        part = self.dice.randint(1, max(1, total // 3))
        rest = [{"method": "cash"}, {"method": "transfer"}, {"method": "cash", "tendered": 10**8}]
        if known and self.dice.random() < 0.7:
            rest.append({"method": "credit"})
            if self.dice.random() < 0.5:
                return [{"method": "credit"}], total
        if total < 3 or self.dice.random() < 0.5:
            return [rest[0] if len(rest) == 3 else rest[3]], 0 if len(rest) == 3 else total
        first = {"method": self.dice.choice(("cash", "transfer")), "amount": part}
        return [first, rest[-1]], total - part if rest[-1]["method"] == "credit" else 0

    # Sending.

    def _send(self, call: Call) -> requests.Response:
        """Send the call, or send it again after its answer was lost or had arrived."""
        luck = self.dice.random()
        # What is refused may come late, and succeed then.
        if luck < 0.1 and not call.problem:
            self._abandon(call)
        answer = self._until_answered(call, self.http)
        if luck > 0.9 and answer.ok:
            again = self._until_answered(call, self.http)
            assert (again.content, again.headers.get("Idempotent-Replayed")) == (answer.content, "true"), again.text
        elif luck > 0.8 and answer.ok and (call.body or {}).get("client_id"):
            self.keys += 1
            again = self._until_answered(call, self.http, f"langkah-{self.keys}")
            assert again.json()["id"] == answer.json()["id"], again.text
        return answer

    def _abandon(self, call: Call) -> None:
        """Send the call without waiting for its answer."""
        try:
            requests.request(
                call.method, self.shop.url + call.path, json=call.body, headers=_headers(call), timeout=(5, 0.001)
            )
        except requests.Timeout:
            return

    def _read(self, path: str) -> Any:
        """Return what the seller sees, as soon as the database is back."""

        def found() -> requests.Response | None:
            answer = self.seller.get(path)
            assert answer.status_code in (200, 503), answer.text
            return answer if answer.ok else None

        return wait_until(found).json()

    def _until_answered(self, call: Call, http: requests.Session, key: str = "") -> requests.Response:
        found: list[requests.Response] = []

        def answered() -> bool:
            try:
                answer = http.request(
                    call.method, self.shop.url + call.path, json=call.body, headers=_headers(call, key), timeout=30
                )
            except requests.RequestException:
                return False
            found.append(answer)
            return answer.status_code != 503 and (answer.ok or answer.json()["code"] != "idempotency_in_progress")

        wait_until(answered, 60)
        return found[-1]

    def _settle(self, call: Call, answer: requests.Response) -> None:
        told = f"{call} was answered with {answer.status_code} {answer.text[:600]}"
        if answer.ok:
            assert not (self.model.alone and call.problem), told
            try:
                call.learn(answer.json())
            except AssertionError as error:
                raise AssertionError(told) from error
        else:
            code = answer.json()["code"]
            assert code == call.problem or (not self.model.alone and code in OF_RACES), told
            self.refusals[code] += 1
        self._learn_what_expired()

    def _learn_what_expired(self) -> None:
        """Learn which late orders the shop has closed. It does so when somebody wants their goods, or later."""
        late = {order.id: order for order in self.model.orders.values() if order.late and order.status == "pending"}
        if late:
            marks = ", ".join(["%s"] * len(late))
            for row in self.shop.rows(f"SELECT id, status FROM transactions WHERE id IN ({marks})", tuple(late)):
                if row["status"] == "expired":
                    self.model.closed(late[row["id"]], "expired")


def _size(value: str) -> dict[str, Any]:
    return {"options": [{"name": "Ukuran", "value": value}]}


def _nonzero(stock: Mapping[int, int]) -> dict[int, int]:
    return {product: quantity for product, quantity in stock.items() if quantity}


def _compare(what: str, shop: dict[Any, Any], model: dict[Any, Any]) -> None:
    differ = {key: (shop.get(key), model.get(key)) for key in shop | model if shop.get(key) != model.get(key)}
    assert not differ, f"{what} of the shop and of the model differ: {differ}"


def _headers(call: Call, key: str = "") -> dict[str, str]:
    return {"Authorization": f"Bearer {call.person.token}", "Idempotency-Key": key or call.key}


def _without_none(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if value is not None}
