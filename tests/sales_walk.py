"""The part of the walk of `statement_walk` that sells: orders, tills, money from outside, refunds and debts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import requests

import db
import queries.sales.checkout
import queries.sales.customers.debts
import queries.sales.incoming.accounts
import queries.sales.incoming.asking
import queries.sales.incoming.notices
import queries.sales.order_expiry
from domain.commerce.orders import Caller, Item, Order
from domain.payments.providers import event_key
from domain.payments.providers.base import Event
from problems import Problem
from queries.sales.checkout import Terms
from support.calls.access_matrix import World
from support.calls.till_rows import PIN


def calls_of_sales(world: World) -> Iterator[int]:
    """Make the calls of sales that the routes alone do not lead to; yield their statuses."""
    yield from _orders(world)
    yield from _counter_sales(world)
    yield from _credit(world)
    yield from _vouchers(world)
    yield from _incoming_money(world)
    yield from _tills(world)
    yield from _stocks_of_outlets(world)
    yield from _offline(world)
    yield from _refunds(world)


def _orders(world: World) -> Iterator[int]:
    """Pay orders in parts, late and for a course; cancel one; let others expire."""

    def step(order_id: int, name: str, body: dict[str, Any] | None = None) -> int:
        key = {"Idempotency-Key": f"langkah-{world.new()}"}
        return world.sari.post(f"/api/transactions/{order_id}/{name}", body, headers=key).status_code

    def expired(order_id: int) -> int:
        world.shop.rows("UPDATE transactions SET expires_at = '2026-01-01' WHERE id = %s", (order_id,))
        return order_id

    order, terms = Order((Item(world.product(), 1),)), Terms(tax_registered=False, unpaid="pending")
    waiting, _ = queries.sales.checkout.sell(order, Caller(world.budi.id), terms)
    yield step(waiting["id"], "pay", {"method": "cash"})
    _hold(world, terms)
    partly = world.order()
    yield step(partly, "pay", {"method": "cash", "amount": 1})
    yield world.sari.get("/api/transactions?scope=sales&status=pending").status_code
    yield step(partly, "cancel")
    late = expired(world.order())
    assert queries.sales.order_expiry.has_expired()
    queries.sales.order_expiry.release_all()
    yield step(late, "pay", {"method": "cash"})
    last = world.sari.offers(stock=1)
    order_id = int(world.budi.buys(last).json()["id"])
    world.shop.make_pending(order_id)
    expired(order_id)
    yield world.budi.buys(last).status_code
    sold = world.product()
    world.dewi.teaches(owner_id=world.sari.id, product_id=sold)
    order_id = int(world.budi.buys(sold).json()["id"])
    world.shop.make_pending(order_id)
    world.shop.rows("DELETE FROM enrolments WHERE transaction_id = %s", (order_id,))
    yield step(order_id, "pay", {"method": "transfer"})


def _hold(world: World, terms: Terms) -> None:
    """Let one buyer's orders wait up to both limits, be refused for what they keep, and end their time."""
    machine = world.sari.offers(price=10**6, stock=40)
    for qty in (1, 1, 1, 1, 1, 11, 30):
        with suppress(Problem):
            queries.sales.checkout.sell(Order((Item(machine, qty),)), Caller(world.budi.id), terms)
    body = {"items": [{"product_id": machine, "qty": 40}], "payments": [{"method": "cash"}]}
    world.sari.post("/api/transactions", body, headers={"Idempotency-Key": f"jual-{world.new()}"})
    with db.transaction():
        queries.sales.order_expiry.end_those_of(world.budi.id)


def _vouchers(world: World) -> Iterator[int]:
    """Use a voucher with all limits, give its use back, and take it again; sell by weight what was sold by piece."""
    voucher = {**world.new_voucher(), "limit_total": 1, "limit_each": 1}
    voucher_id = world.sari.post("/api/vouchers", voucher).json()["id"]
    yield world.sari.put(f"/api/products/{world.product()}", {"measure": "gram"}).status_code
    body = {"items": [{"product_id": world.product(), "qty": 1}], "voucher": voucher["code"]}

    def expired_order() -> int:
        order_id = int(world.budi.post("/api/transactions", body).json()["id"])
        world.shop.make_pending(order_id)
        world.shop.rows("UPDATE transactions SET expires_at = '2026-01-01' WHERE id = %s", (order_id,))
        return order_id

    expired_order()
    # The use of the first one is released for it.
    late = expired_order()
    queries.sales.order_expiry.release_all()
    key = {"Idempotency-Key": f"voucher-{world.new()}"}
    yield world.sari.post(f"/api/transactions/{late}/pay", {"method": "cash"}, headers=key).status_code
    yield world.sari.put(f"/api/vouchers/{voucher_id}", {"limit_total": None}).status_code
    to_customer = {**body, "customer_id": world.customer(), "payments": [{"method": "cash"}]}
    yield world.sari.post("/api/transactions/quote", to_customer).status_code


def _incoming_money(world: World) -> Iterator[int]:
    """Expect money for orders that are paid, expire and are cancelled; free a code; match, review and reject."""

    def step(path: str, body: dict[str, Any]) -> int:
        return world.sari.post(path, body, headers={"Idempotency-Key": f"masuk-{world.new()}"}).status_code

    late, paid = world.asked(), world.asked()
    world.shop.rows("UPDATE transactions SET expires_at = '2026-01-01' WHERE id = %s", (late["transaction_id"],))
    queries.sales.order_expiry.release_all()
    yield step(f"/api/transactions/{paid['transaction_id']}/pay", {"method": "qris"})
    yield step(f"/api/payment-requests/{paid['id']}/confirm", {})
    yield step(f"/api/payment-accounts/{world.payment_account}/match", {"amount": late["payable"], "reference": "BCA"})
    world.shop.rows("UPDATE payment_requests SET held_until = '2026-01-01' WHERE id = %s", (late["id"],))
    rejected = world.asked()
    yield step(f"/api/payment-requests/{rejected['id']}/reject", {})
    _provided_money(world)
    yield world.sari.get("/api/payment-requests?state=review").status_code


def _provided_money(world: World) -> None:
    """Let providers collect, and tell of it: what counts by itself, what is looked up, what can't be read or asked."""
    asking, notices = queries.sales.incoming.asking, queries.sales.incoming.notices
    stories = ("doku", "paid"), ("doku", "confirmed"), ("midtrans", "paid"), ("midtrans", "left"), ("doku", "given up")
    for kind, ends in stories:
        request_id, public_id = world.provided(kind)
        found, account = asking.get(request_id), queries.sales.incoming.accounts.of_notices(kind, public_id)
        assert found is not None
        assert account is not None
        if ends == "given up":
            asking.give_up(found, "refused")
            queries.sales.order_expiry.let_expire(found["transaction_id"])
            continue
        asking.keep_answer(found, {"url": "https://example.com"})
        paid_at = datetime.now(UTC) - timedelta(hours=1)
        event = Event(found["provider_ref"], "1", "paid", int(found["payable"]), "card", f"{request_id}", {}, paid_at)
        if ends == "confirmed":
            key = {"Idempotency-Key": f"masuk-{world.new()}"}
            world.sari.post(f"/api/payment-requests/{request_id}/confirm", {}, headers=key)
        notices.receive(account, event, decided=kind == "doku")
        notices.receive(account, event._replace(reference="2", key="2", order="FN0"), decided=True)
        notices.receive_unreadable(account, b"x")
        if kind == "midtrans":
            key = event_key(event)
            notices.waiting(account["id"], key)
            notices.age(account["id"], key)
            notices.decide(account["id"], key, event) if ends == "paid" else notices.leave_to_person(account["id"], key)
        asking.newest_local(found["transaction_id"])
    world.shop.rows("DELETE FROM jobs WHERE kind LIKE 'payment%%'")


def _counter_sales(world: World) -> Iterator[int]:
    """Sell at the counter, and send the sale again with another key."""
    items = [{"product_id": world.product(), "qty": 1, "note": note} for note in ("panas", "dingin")]
    payments = [{"method": "cash", "amount": 1}, {"method": "transfer"}]
    body = {"items": items, "payments": payments, "client_id": f"{world.new():08}-0000-4000-8000-000000000000"}
    for _ in range(2):
        key = {"Idempotency-Key": f"kasir-{world.new()}"}
        yield world.sari.post("/api/transactions", body, headers=key).status_code


def _tills(world: World) -> Iterator[int]:
    """Move the default outlet, archive one, and sell, pay and count at a till, where Budi has signed in by PIN."""
    for name in ("Baru", "Lama"):
        made = world.dewi.post("/api/outlets", {"name": name}).json()["id"]
        yield world.dewi.patch(f"/api/outlets/{made}", {"is_default": True}).status_code
    closed = world.dewi.post("/api/outlets", {"name": "Tutup"}).json()["id"]
    yield world.dewi.post(f"/api/outlets/{closed}/tills", {"name": "Kasir", "series": f"T{world.new()}"}).status_code
    yield world.dewi.patch(f"/api/outlets/{closed}", {"archived": True}).status_code
    shift = world.shift()
    (outlet,) = (each["id"] for each in world.sari.get("/api/outlets").json()["outlets"] if each["is_default"])
    yield world.sari.patch(f"/api/outlets/{outlet}", {"cash_step": 100}).status_code
    path, cashier = f"/api/shifts/{shift}", world.shop.visitor()
    # Budi, who works there as well, takes no money for his own orders.
    clerk = {"username": world.stranger(), "pin": PIN}
    yield world.sari.post("/api/staff", {**clerk, "duty": "manager"}).status_code
    body = {"token": world.till_token, **clerk}
    signed_in = cashier.post(f"/api/tills/{world.shift_till}/sign-in", body)
    yield signed_in.status_code
    cashier.http.headers["Authorization"] = f"Bearer {signed_in.json()['access_token']}"

    def step(path: str, body: dict[str, Any]) -> int:
        return cashier.post(path, body, headers={"Idempotency-Key": f"kasir-{world.new()}"}).status_code

    sale = {"items": [{"product_id": world.product(), "qty": 1}], "payments": [{"method": "cash"}]}
    for _ in range(2):
        yield step("/api/transactions", {**sale, "client_id": f"{world.new():08}-0000-4000-8000-000000000001"})
    order = world.order()
    yield step(f"/api/transactions/{order}/pay", {"method": "cash"})
    yield step(f"/api/transactions/{order}/receipt/prints", {"format": "escpos"})
    order = world.order()
    yield step(f"/api/transactions/{order}/pay", {"method": "cash", "amount": 1})
    yield step(f"/api/transactions/{order}/cancel", {})
    yield step(f"{path}/moves", {"kind": "out", "amount": 1, "reason": "x"})
    yield world.sari.get(f"{path}/report").status_code
    yield step(f"{path}/close", {"counted": 1})
    yield cashier.get(f"{path}/report?kind=z").status_code
    both = [world.product(), world.dewi.offers(stock=9)]
    yield world.budi.post("/api/transactions", {"items": [{"product_id": each, "qty": 1} for each in both]}).status_code
    for by in ("product", "category", "cashier", "method", "outlet"):
        yield world.sari.get(f"/api/reports/sales?by={by}&outlet_id={world.outlet}").status_code
    for by in ("cashier", "outlet"):
        yield world.sari.get(f"/api/reports/payments?by={by}&outlet_id={world.outlet}").status_code
    for report in ("tax", "shifts"):
        yield world.sari.get(f"/api/reports/{report}?outlet_id={world.outlet}").status_code
    for path in ("reports/stock", "reports/stock?by=category", "reports/debts", "shifts?from=2026-01-01"):
        yield world.sari.get(f"/api/{path}").status_code
    yield cashier.get("/api/shifts").status_code


def _stocks_of_outlets(world: World) -> Iterator[int]:
    """Fill the stock of an outlet, sell at its till, take goods back, read what is there, and refuse to close it."""
    sari, items = world.sari, [{"product_id": world.product(), "qty": 2}]
    branch = {"outlet_id": world.branch}
    till = sari.post(f"/api/outlets/{world.branch}/tills", {"name": "Kasir", "series": f"K{world.new()}"}).json()["id"]

    def step(path: str, **body: Any) -> requests.Response:
        return sari.post(path, body, headers={"Idempotency-Key": f"gerai-{world.new()}"})

    yield step("/api/shifts", till_id=till, opening=0).status_code
    yield step("/api/stock/transfers", to_outlet_id=world.branch, items=items).status_code
    sale = step("/api/transactions", items=items, payments=[{"method": "cash"}], till_id=till)
    yield sale.status_code
    back = {"items": [{"line": 1, "qty": 1}], "method": "cash", "reason": "Rusak", "till_id": till}
    yield step(f"/api/transactions/{sale.json()['id']}/refunds", **back).status_code
    for path in ("/api/stock", "/api/stock?low=1", f"/api/stock/ledger?product_id={items[0]['product_id']}"):
        yield sari.get(path, params=branch).status_code
    assert sari.patch(f"/api/outlets/{world.branch}", {"own_stock": False}).status_code == 409


def _offline(world: World) -> Iterator[int]:
    """Send all that a till does without a network, once more what was sold online, and decide what came late."""
    sari, product = world.sari, world.product()
    till = world.till()
    person = sari.post("/api/customers", {"name": "Ani"}).json()["id"]
    code = f"LURING{world.new()}"
    yield sari.post("/api/vouchers", {"code": code, "kind": "amount", "value": 1, "limit_total": 1}).status_code
    opening = world.item("shift_open", {"till_id": till, "opening": 0})
    at_shift = {"shift_client_id": opening["client_id"], "staff_id": world.budi.id}

    def sale(receipt_no: int, price: int = 1, **more: Any) -> dict[str, Any]:
        goods = {"product_id": product, "qty": 1, "price": price}
        body = {"items": [goods], "payments": [{"method": "cash"}], "receipt_no": receipt_no, **more}
        return world.item("sale", body, **at_shift)

    first, twin = sale(5), sale(5)
    credit = sale(6, customer_id=person, payments=[{"method": "credit"}])
    refund = {"items": [{"line": 1, "qty": 1}], "method": "cash", "reason": "x"}
    back = world.item("refund", refund, sale_client_id=first["client_id"], exchange_client_id=credit["client_id"])
    paid = world.item("debt_payment", {"method": "cash"}, customer_id=person, after=[credit["client_id"]])
    moved = world.item("move", {"kind": "in", "amount": 1, "reason": "x"}, shift_client_id=opening["client_id"])
    gold = sale(3, items=[{"product_id": product, "qty": 2, "price": 10**12}])
    items = [opening, gold, first, credit, sale(2), sale(7, voucher=code), sale(9, voucher=code), back, paid, moved]
    closing = world.item("shift_close", {"counted": 1}, shift_client_id=opening["client_id"], items=1)
    late, online = sale(4), sale(8)
    goods, key = [{"product_id": product, "qty": 1}], {"Idempotency-Key": f"daring-{world.new()}"}
    body = {"items": goods, "payments": [{"method": "cash"}], "client_id": online["client_id"]}
    yield sari.post("/api/transactions", body, headers=key).status_code
    unwanted, kept = (
        world.item("refund", refund, sale_client_id=credit["client_id"], shift_client_id=opening["client_id"])
        for _ in range(2)
    )
    for sent in (items, items, [twin, online], [closing], [late], [unwanted, kept]):
        answer = sari.post("/api/sync", {"till_id": till, "items": sent})
        yield answer.status_code
        assert "refused" not in {each["result"] for each in answer.json()["results"]}, answer.text
    key = {"Idempotency-Key": f"periksa-{world.new()}"}
    yield sari.post(f"/api/sync/items/{late['client_id']}/accept", headers=key).status_code
    for item in (twin, unwanted):
        key = {"Idempotency-Key": f"tolak-{world.new()}"}
        yield sari.post(f"/api/sync/items/{item['client_id']}/reject", headers=key).status_code
    yield sari.get(f"/api/customers/{person}/export").status_code
    yield sari.delete(f"/api/customers/{person}?write_off=true").status_code
    yield sari.get(f"/api/sync/items?till_id={till}&state=review&flagged=true").status_code
    yield sari.put("/api/tax-profile", {"regime": "none", "valid_from": "2020-01-01"}).status_code
    page, since = {"has_more": True}, ""
    while page["has_more"]:
        page = sari.get(f"/api/changes?till_id={till}&limit=1000&since={since}").json()
        since = page["next_since"]
    yield sari.get(f"/api/tills/{till}/receipt-gaps").status_code
    series = world.shop.value("SELECT series FROM tills WHERE id = %s", (till,))
    yield sari.get(f"/api/tills/{till}/receipts/{series}-000005").status_code


def _refunds(world: World) -> Iterator[int]:
    """Give back goods, money and a course, once for other goods."""

    def give_back(sale_id: int, **body: Any) -> int:
        key = {"Idempotency-Key": f"retur-{world.new()}"}
        sent = {"method": "cash", "reason": "Rusak", **body}
        return world.sari.post(f"/api/transactions/{sale_id}/refunds", sent, headers=key).status_code

    sale_id, other = (int(world.budi.buys(world.product()).json()["id"]) for _ in range(2))
    yield give_back(sale_id, amount=1)
    yield give_back(sale_id, items=[{"line": 1, "qty": 1}], exchange_id=other)
    (first, _) = world.sari.get(f"/api/transactions/{sale_id}").json()["refunds"]
    path = f"/api/transactions/{sale_id}/refunds/{first['id']}/receipt"
    yield world.sari.get(path).status_code
    yield world.sari.post(f"{path}/prints", {"format": "escpos"}).status_code
    sold = world.product()
    world.dewi.teaches(owner_id=world.sari.id, product_id=sold)
    sale_id = int(world.budi.buys(sold).json()["id"])
    yield give_back(sale_id, items=[{"line": 1, "qty": 1}])
    assert world.dewi.get("/api/analytics/sales").status_code == 200


def _credit(world: World) -> Iterator[int]:
    """Find a customer by phone, give back a part of what one bought on credit, and erase one who owes and got money."""
    yield world.sari.get("/api/customers?search=0812").status_code
    customer, seller = world.debtor(), world.sari.id
    sale_id = world.shop.value("SELECT MAX(transaction_id) FROM customer_entries")
    with db.transaction():
        assert queries.sales.customers.debts.lower(sale_id, 1, seller, datetime.now(UTC)) == 1
        assert queries.sales.customers.debts.written_off(sale_id, customer) == 0
        assert queries.sales.customers.debts.adjustment(sale_id, customer) == 0
    key, prints = {"Idempotency-Key": f"kasbon-{world.new()}"}, f"/api/transactions/{sale_id}/receipt/prints"
    yield world.sari.post(prints, {"format": "escpos"}, headers=key).status_code
    back = {"amount": 1, "method": "cash", "reason": "Rusak"}
    yield world.sari.post(f"/api/transactions/{sale_id}/refunds", back, headers=key).status_code
    yield world.sari.delete(f"/api/customers/{customer}?write_off=true").status_code
