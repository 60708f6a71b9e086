"""What must be true of a shop: a small model of its stocks, groups, drawers, debts, voucher and orders.

It shares no code with the shop. `foresee_…` returns the code of the problem that a call meets, or an empty text if
there is none; the other methods take what the shop has answered, and check it where nothing else was under way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

# A buyer has at most so many orders of a day for which nothing was paid, and before they have paid for one.
MOST_UNPAID, MOST_UNPAID_AT_FIRST = 20, 5
CASH_STEP = 500
VOUCHER_WORTH = 700


def to_coins(amount: int, step: int) -> int:
    """Round to coins, half up. What would be nothing stays as it is."""
    if not step:
        return amount
    whole, rest = divmod(amount, step)
    return (whole + (2 * rest >= step)) * step or amount


@dataclass
class Cash:
    """Cash of one order in one direction: what it counts for, and what went through hands."""

    amount: int = 0
    handed: int = 0

    def adjustment(self, amount: int, step: int) -> int:
        if not step:
            return 0
        return max(0, to_coins(self.amount + amount, step) - self.handed) - amount

    def add(self, amount: int, adjustment: int) -> None:
        self.amount += amount
        self.handed += amount + adjustment


@dataclass
class Line:
    product: int
    quantity: int
    subtotal: int
    came_back: int = 0
    refunded: int = 0

    @property
    def left(self) -> tuple[int, int]:
        return self.quantity - self.came_back, self.subtotal - self.refunded

    def share(self, quantity: int) -> int:
        """Return what these units give back: their share in what is left, rounded half up."""
        units, amount = self.left
        return (2 * amount * quantity + units) // (2 * units)


@dataclass
class Order:
    """An order or a sale. It holds its goods, and its use of the voucher, until it is closed."""

    id: int
    buyer: int | None
    customer: int | None
    lines: list[Line]
    total: int
    status: str
    with_voucher: bool
    paid: int = 0
    refunded: int = 0
    # Of a debt that was written off.
    lost: int = 0
    # Its time is up, whether the shop has closed it or not.
    late: bool = False
    any_payment: bool = False
    of_today: bool = True
    voucher_released: bool = False
    # A refund names it as its exchange.
    is_exchange: bool = False
    # What rounding has added to the repayments of its debt.
    rounded_debt: int = 0
    taken: Cash = field(default_factory=Cash)
    given: Cash = field(default_factory=Cash)

    @property
    def quantities(self) -> Counter[int]:
        found: Counter[int] = Counter()
        for line in self.lines:
            found[line.product] += line.quantity
        return found

    @property
    def due(self) -> int:
        return self.total - self.paid

    @property
    def left(self) -> int:
        """Return the most that may still be given back."""
        return self.total - self.refunded - self.lost


class Model:
    def __init__(
        self,
        stock: dict[int, int],
        prices: dict[int, int],
        outlets: dict[int, int],
        branches: Iterable[int],
        limit: int,
    ) -> None:
        """`outlets` has the outlet of each till; `branches` are those with stocks of their own."""
        # By outlet; None: the shared one. An outlet that is not there shares it.
        self.stocks: dict[int | None, Counter[int]] = {None: Counter(stock), **{each: Counter() for each in branches}}
        self.prices, self.outlets = prices, outlets
        # The main product of each variant.
        self.mains: dict[int, int] = {}
        # The cash in each drawer, None while it is closed, and the shift.
        self.drawers: dict[int, int | None] = dict.fromkeys(outlets)
        self.shifts: dict[int, int] = {}
        self.receipts: dict[int, list[int]] = {till: [] for till in self.drawers}
        self.debts: dict[int, dict[int, int]] = {}
        self.credit_limits: dict[int, int] = {}
        self.orders: dict[int, Order] = {}
        self.used, self.limit = 0, limit
        # Whether answers are those of calls one after another.
        self.alone = True

    # What calls meet.

    def total(self, items: Sequence[dict[str, Any]], discount: int = 0, with_voucher: bool = False) -> int:
        total = -discount
        for item in items:
            gross, off = self.prices[item["product_id"]] * item["qty"], item.get("discount", {})
            total += gross - gross * off.get("percent", 0) // 100 - off.get("amount", 0)
        return total - min(total, VOUCHER_WORTH) if with_voucher else total

    def stock_at(self, till: int | None) -> Counter[int]:
        """Return the stock that is sold at a till, or without one."""
        return self.stocks.get(self.outlets[till] if till is not None else None, self.stocks[None])

    def foresee_goods(self, wanted: Counter[int], with_voucher: bool, till: int | None = None) -> str:
        """Return the problem of goods or voucher, after what late orders hold has been released for them."""
        stock, used = Counter(self.stock_at(till)), self.used
        for attempt in range(2):
            short = {product for product, quantity in wanted.items() if stock[product] < quantity}
            if not short and not (with_voucher and used >= self.limit):
                return ""
            late = [order for order in self.orders.values() if order.late and order.status == "pending"]
            for order in [] if attempt else late:
                if short & order.quantities.keys() if short else order.with_voucher:
                    # It gives them back to the shared stock.
                    stock += order.quantities if self.stock_at(till) is self.stocks[None] else Counter()
                    used -= order.with_voucher
        return "insufficient_stock" if short else "voucher_refused"

    def foresee_order(self, buyer: int, wanted: Counter[int], with_voucher: bool) -> str:
        unpaid = [
            order for order in self.orders.values()
            if order.buyer == buyer and order.of_today and order.status != "paid" and not order.any_payment
        ]  # fmt: skip
        has_paid = any(order.buyer == buyer and order.status == "paid" for order in self.orders.values())
        most = MOST_UNPAID if has_paid else MOST_UNPAID_AT_FIRST
        too_many = "too_many_unpaid_orders" if len(unpaid) >= most else ""
        return self.foresee_goods(wanted, with_voucher) or too_many

    def foresee_sale(
        self, wanted: Counter[int], with_voucher: bool, till: int | None, customer: int | None, credit: int
    ) -> str:
        problem = self.foresee_goods(wanted, with_voucher, till) or self._foresee_shift(till)
        if problem or customer is None or not credit:
            return problem
        return "credit_limit" if credit > max(0, self.credit_limits[customer] - self.owed(customer)) else ""

    def foresee_payment(self, order: Order, amount: int, till: int | None) -> str:
        if order.status in ("paid", "cancelled"):
            return {"paid": "order_already_paid", "cancelled": "order_was_cancelled"}[order.status]
        if amount > order.due:
            return "validation_failed"
        if problem := self._foresee_shift(till):
            return problem
        if order.status == "expired":
            if order.with_voucher and self.used >= self.limit:
                return "voucher_refused"
            if any(self.stocks[None][product] < quantity for product, quantity in order.quantities.items()):
                return "insufficient_stock"
        return ""

    def foresee_cancellation(self, order: Order, by_buyer: bool, till: int | None) -> str:
        if order.status != "pending":
            state = {"paid": "already_paid", "cancelled": "was_cancelled", "expired": "has_expired"}[order.status]
            return f"order_{state}"
        if not order.paid:
            return ""
        return "order_partly_paid" if by_buyer else self._foresee_shift(till)

    def foresee_refund(
        self, order: Order, units: dict[int, int], amount: int | None, till: int | None, exchange: Order | None
    ) -> str:
        if exchange is not None and exchange.is_exchange:
            return "validation_failed"
        if order.status != "paid":
            return "order_not_paid"
        if amount is None:
            amount = sum(order.lines[number].share(quantity) for number, quantity in units.items())
        elif amount > order.total - order.refunded:
            return "refund_exceeds_paid"
        # What was written off is found last.
        return self._foresee_shift(till) or ("refund_exceeds_paid" if amount > order.left else "")

    def foresee_repayment(self, customer: int, amount: int | None, till: int | None) -> str:
        owed = self.owed(customer)
        if not owed or (amount or 0) > owed:
            return "validation_failed"
        return self._foresee_shift(till)

    def foresee_transfer(self, source: int | None, target: int | None, wanted: Counter[int]) -> str:
        if not {source, target} <= self.stocks.keys():
            return "validation_failed"
        short = any(self.stocks[source][product] < quantity for product, quantity in wanted.items())
        return "insufficient_stock" if short else ""

    def _foresee_shift(self, till: int | None) -> str:
        return "shift_closed" if till is not None and self.drawers[till] is None else ""

    # What answers tell.

    def owed(self, customer: int) -> int:
        return sum(self.debts[customer].values())

    def sold(self, answer: dict[str, Any], buyer: int | None, total: int, till: int | None) -> Order:
        """Take a new order, or a sale at the counter with its payments."""
        items = answer["items"]
        lines = [Line(item["product_id"], item["qty"], item["subtotal"]) for item in items]
        assert [item["line"] for item in items] == list(range(1, len(items) + 1))
        assert all(item["subtotal"] == item["price"] * item["qty"] - item["discount"] for item in items)
        assert answer["total"] == sum(line.subtotal for line in lines)
        assert answer["total"] == total or not self.alone, f"{answer['total']} instead of {total}"
        order = Order(
            answer["id"], buyer, answer["customer_id"], lines, answer["total"], answer["status"],
            answer["voucher"] is not None,
        )  # fmt: skip
        assert order.id not in self.orders, "one sale was answered twice"
        self.orders[order.id] = order
        self.used += order.with_voucher
        self._move(order.quantities, -1, till)
        assert order.status == ("pending" if buyer is not None else "paid")
        for payment in answer["payments"]:
            self._take(order, payment, till, CASH_STEP if till is not None else 0)
        if till is not None:
            self.receipts[till].append(int(answer["receipt_number"].rpartition("-")[2]))
        assert order.status == "pending" or order.paid == order.total
        return order

    def _take(self, order: Order, payment: dict[str, Any], till: int | None, step: int) -> None:
        """Take a payment for an order."""
        amount, adjustment = payment["amount"], payment["adjustment"]
        order.paid += amount
        order.any_payment = True
        if payment["method"] == "cash":
            assert adjustment == order.taken.adjustment(amount, step)
            order.taken.add(amount, adjustment)
            self.put(till, amount + adjustment)
        else:
            assert adjustment == 0
        if payment["tendered"] is not None:
            assert payment["change"] == payment["tendered"] - amount - adjustment
        if payment["method"] == "credit":
            assert order.customer is not None
            self.debts[order.customer][order.id] = amount

    def paid(self, order: Order, answer: dict[str, Any], till: int | None) -> None:
        if order.status == "expired":
            self._move(order.quantities, -1)
            self.used += order.with_voucher
        order.late = False
        self._take(order, answer["payments"][-1], till, CASH_STEP if till is not None else 0)
        order.status = "paid" if order.paid == order.total else "pending"
        assert (answer["status"], answer["paid"], answer["due"]) == (order.status, order.paid, order.due)
        if order.status == "paid" and till is not None:
            self.receipts[till].append(int(answer["receipt_number"].rpartition("-")[2]))

    def cancelled(self, order: Order, answer: dict[str, Any], till: int | None) -> None:
        self.put(till, -order.taken.handed)
        order.paid = 0
        assert (answer["status"], answer["paid"]) == ("cancelled", 0)
        self.closed(order, "cancelled")

    def closed(self, order: Order, status: str) -> None:
        """Take the goods of an order, and its use of the voucher, that are given back."""
        order.status = status
        self._move(order.quantities, 1)
        self.used -= order.with_voucher

    def given_back(
        self, order: Order, answer: dict[str, Any], payments: list[dict[str, Any]], till: int | None
    ) -> None:
        """Take a refund with its payments."""
        for item in answer["items"]:
            line = order.lines[item["line"] - 1]
            if item["qty"]:
                assert item["amount"] == line.share(item["qty"])
            line.came_back += item["qty"]
            line.refunded += item["amount"]
            assert min(line.left) >= 0
            if item["restocked"]:
                self.stock_at(till)[line.product] += item["qty"]
        amount = sum(item["amount"] for item in answer["items"])
        order.refunded += amount
        assert (answer["amount"], answer["left"]) == (amount, order.total - order.refunded)
        assert order.left >= 0
        self._pay_out(order, amount, payments, till)
        if order.with_voucher and not order.voucher_released and not any(line.left[0] for line in order.lines):
            order.voucher_released = True
            self.used -= 1

    def _pay_out(self, order: Order, amount: int, payments: list[dict[str, Any]], till: int | None) -> None:
        assert sum(payment["amount"] for payment in payments) == -amount
        debts = self.debts.get(order.customer or 0, {})
        lowered = min(amount, debts.get(order.id, 0))
        assert sum(-payment["amount"] for payment in payments if payment["method"] == "credit") == lowered
        if lowered:
            debts[order.id] -= lowered
        for payment in payments:
            if payment["method"] == "cash":
                handed = -payment["amount"] - payment["adjustment"]
                assert handed == self._handed_back(order, -payment["amount"], CASH_STEP if till is not None else 0)
                order.given.add(-payment["amount"], -payment["adjustment"])
                self.put(till, -handed)

    def _handed_back(self, order: Order, amount: int, step: int) -> int:
        """Return the coins of a refund that is in `refunded` already: at most what was handed over."""
        handed = amount + order.given.adjustment(amount, step)
        rounding = (
            order.taken.handed - order.taken.amount - order.given.handed + order.given.amount + order.rounded_debt
        )
        left = order.left - self.debts.get(order.customer or 0, {}).get(order.id, 0)
        return amount + rounding if not left else min(handed, left + amount + rounding)

    def repaid(self, customer: int, answer: dict[str, Any], till: int | None) -> None:
        """Take a repayment, which pays the oldest sales first."""
        owed, left, coins = self.owed(customer), answer["amount"], answer["amount"] + answer["adjustment"]
        for sale in sorted(sale for sale, debt in self.debts[customer].items() if debt):
            part = min(left, self.debts[customer][sale])
            left -= part
            self.debts[customer][sale] -= part
            # The last one takes what is left of the coins, which may be more.
            got = min(part, coins) if left else coins
            coins -= got
            self.orders[sale].rounded_debt += got - part
            if not left:
                break
        assert left == 0 and answer["balance"] == self.owed(customer)
        if answer["method"] == "cash":
            step = CASH_STEP if till is not None and answer["amount"] == owed else 0
            assert answer["adjustment"] == Cash().adjustment(answer["amount"], step)
            self.put(till, answer["amount"] + answer["adjustment"])

    def written_off(self, customer: int) -> None:
        for sale, amount in self.debts.pop(customer).items():
            self.orders[sale].lost += amount
        del self.credit_limits[customer]

    def moved(self, items: list[dict[str, Any]], outlet: int | None) -> None:
        stock = self.stocks[outlet]
        for item in items:
            stock[item["product_id"]] += item["delta"]
            assert stock[item["product_id"]] == item["stock"] or not self.alone

    def transferred(self, items: list[dict[str, Any]], source: int | None, target: int | None) -> None:
        for item in items:
            product, quantity = item["product_id"], item["qty"]
            self.stocks[source][product] -= quantity
            self.stocks[target][product] += quantity
            after = self.stocks[source][product], self.stocks[target][product]
            assert after == (item["from_stock"], item["to_stock"]) or not self.alone

    def put(self, till: int | None, cash: int) -> None:
        """Put cash into the drawer of a till."""
        if till is not None and cash:
            held = self.drawers[till]
            assert held is not None, "money went into a closed drawer"
            self.drawers[till] = held + cash

    def _move(self, quantities: Counter[int], sign: int, till: int | None = None) -> None:
        for product, quantity in quantities.items():
            self.stock_at(till)[product] += sign * quantity
