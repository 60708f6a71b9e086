"""Accounts at payment providers: what is asked for there, and notices that arrive twice, late, wrong and forged."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from incoming_calls import ask, asked, confirm, reject
from provider_calls import account, address, expected, let_expire, money, name_of, order, request_of, settled, told
from till_calls import Till

from domain.payments.providers import PROVIDERS
from queries.system import integrity_checks, retention
from support.app import LONG, at_once, flask, wait_until
from support.database import Server
from support.deployments.providers import KEYS, Payment, ProviderServer, deliver, notice, provider_server
from support.people import Person, Shop
from support.shops import emptied, started_shop


@pytest.fixture(scope="module")
def providers() -> Iterator[ProviderServer]:
    with provider_server() as server:
        yield server


@pytest.fixture(scope="module")
def shop_of_orders(server: Server, run_dir: Path, providers: ProviderServer) -> Iterator[Shop]:
    """A shop in which an order waits for its payment."""
    with started_shop(server, run_dir, UNPAID="pending", PAYMENT_PROVIDERS_URL=providers.url) as shop:
        yield shop


@pytest.fixture
def shop(shop_of_orders: Shop, providers: ProviderServer) -> Iterator[Shop]:
    with emptied(shop_of_orders) as shop:
        providers.payments.clear()
        providers.trouble.clear()
        yield shop


@pytest.fixture(autouse=True)
def all_is_sound(shop: Shop) -> Iterator[None]:
    """Run the statements of `flask check` after the test."""
    yield
    assert {name: rows for name, sql in integrity_checks.CHECKS.items() if (rows := shop.rows(sql))} == {}


@pytest.mark.parametrize("kind", PROVIDERS)
def test_a_buyer_pays_on_the_page_of_a_provider(
    shop: Shop, providers: ProviderServer, sari: Person, budi: Person, kind: str
) -> None:
    at, made = account(sari, kind), order(budi, sari.offers("Kopi", 50_000, 5))
    assert at["provider"]["environment"] == "sandbox"
    request = asked(budi, made, at["id"])
    # The provider is asked after the answer.
    assert (request["state"], request["payment_url"], request["qris"]) == ("pending", None, None)
    payment = expected(shop, providers, kind, request)
    wait_until(lambda: request_of(budi, made)["payment_url"])
    assert request_of(budi, made)["payment_url"].endswith(payment.order)
    assert payment.amount == 50_000
    assert request["provider_ref"] == payment.order
    # Buyers do not see where notices go, and nobody sees the keys.
    (offered,) = budi.get(f"/api/transactions/{made}/payment-requests").json()["payment_accounts"]
    assert offered["provider"]["notice_url"] is None
    payment.state = "paid"
    assert deliver(address(shop, at), notice(payment, address(shop, at))) == 200
    settled(shop)
    paid = request_of(budi, made)
    assert (paid["state"], paid["received"], paid["reference"]) == ("paid", 50_000, payment.reference)
    assert money(shop) == [("qris", 50_000)]
    assert budi.get(f"/api/transactions/{made}").json()["status"] == "paid"
    # A repeat changes nothing.
    assert deliver(address(shop, at), notice(payment, address(shop, at))) == 200
    settled(shop)
    assert request_of(budi, made) == paid


@pytest.mark.parametrize("kind", ["midtrans", "xendit"])
def test_a_provider_gives_a_qris(shop: Shop, providers: ProviderServer, sari: Person, budi: Person, kind: str) -> None:
    at, made = account(sari, kind, channel="qris"), order(budi, sari.offers("Kopi", 50_000, 5))
    request = asked(budi, made, at["id"])
    payment = expected(shop, providers, kind, request)
    found = wait_until(lambda: request_of(budi, made)["qris"])
    assert found["payload"] == f"000201{payment.order}"
    assert budi.get(f"/api/payment-requests/{request['id']}/qr").text.startswith("<svg ")
    payment.state = "paid"
    assert deliver(address(shop, at), notice(payment, address(shop, at))) == 200
    settled(shop)
    assert told(budi, made) == ("paid", None)


def test_keys_are_sealed(shop: Shop, sari: Person, dewi: Person) -> None:
    secret = "SB-Mid-server-sangat-rahasia"
    made = account(sari, "midtrans", server_key=secret)
    changed = sari.patch(
        f"/api/payment-accounts/{made['id']}", {"provider": {"environment": "production", "server_key": secret + "2"}}
    )
    assert changed.json()["provider"]["environment"] == "production"
    dump = json.dumps(
        [shop.rows("SELECT * FROM payment_accounts"), shop.rows("SELECT old_values, new_values FROM audit_entries")],
        default=str,
    )
    for text in (dump, changed.text, sari.get("/api/payment-accounts").text, shop.app.log.read_text()):
        assert secret not in text
    # A name of a key that the provider does not have, one that lacks, a channel that it does not have.
    for provider in ({"secret_key": "x"}, {}, {"server_key": "x", "api_key": "y"}):
        body = {"kind": "midtrans", "name": "M", "provider": {"environment": "sandbox", **provider}}
        (fault,) = sari.post("/api/payment-accounts", body).json()["errors"]
        assert fault["msg"] == "An account at this provider has exactly these keys: `server_key`."
    body = {"kind": "doku", "name": "D", "provider": {"environment": "sandbox", "channel": "qris", **KEYS["doku"]}}
    assert sari.post("/api/payment-accounts", body).status_code == 422
    assert sari.patch(f"/api/payment-accounts/{made['id']}", {"unique_amounts": True}).status_code == 422


@pytest.mark.parametrize("kind", PROVIDERS)
def test_a_forged_notice_stores_nothing(
    shop: Shop, providers: ProviderServer, sari: Person, budi: Person, kind: str
) -> None:
    at, made = account(sari, kind), order(budi, sari.offers("Kopi", 50_000, 5))
    request = asked(budi, made, at["id"])
    payment = replace(expected(shop, providers, kind, request), state="paid")
    where = address(shop, at)
    sent = notice(payment, where)
    other = where[:-1] + ("0" if where[-1] != "0" else "1")
    unsigned = sent._replace(
        headers={"Content-Type": sent.headers["Content-Type"]}, body=sent.body.replace(b"signature", b"s")
    )
    large = sent._replace(body=b"x" * 70_000)
    assert [deliver(*each) for each in ((other, sent), (where, unsigned), (where, large))] == [401, 401, 413]
    assert deliver(where.replace(f"/{kind}/", "/paypal/"), sent) == 401
    assert deliver(where.rpartition("/")[0] + "/%ff", sent) == 401
    assert shop.value("SELECT COUNT(*) FROM payment_notices") == 0
    assert told(budi, made) == ("pending", None)


def test_what_is_not_signed_does_not_count(shop: Shop, providers: ProviderServer, sari: Person, budi: Person) -> None:
    """A notice of Midtrans says that it is paid, with the right signature; the provider knows nothing of it."""
    at, made = account(sari, "midtrans"), order(budi, sari.offers("Kopi", 50_000, 5))
    payment = expected(shop, providers, "midtrans", asked(budi, made, at["id"]))
    for forged in (payment, replace(payment, amount=1)):
        assert deliver(address(shop, at), notice(forged, state="paid")) == 200
    settled(shop)
    assert told(budi, made) == ("pending", None)
    assert {row["verdict"] for row in shop.rows("SELECT verdict FROM payment_notices")} == {"unknown"}


def test_other_amounts_wait_for_a_decision(shop: Shop, providers: ProviderServer, sari: Person, budi: Person) -> None:
    at, coffee = account(sari, "doku"), sari.offers("Kopi", 50_000, 5)
    for amount, reason in ((49_999, "wrong_amount"), (50_001, "wrong_amount")):
        made = order(budi, coffee)
        payment = expected(shop, providers, "doku", asked(budi, made, at["id"]))
        assert deliver(address(shop, at), notice(payment, address(shop, at), state="paid", amount=amount)) == 200
        assert told(budi, made) == ("review", reason)
        # The right amount later is not taken beside it: a person decides, and sees both.
        right = notice(payment, address(shop, at), state="paid", reference="kedua")
        assert deliver(address(shop, at), right) == 200
        assert told(budi, made) == ("review", reason)
    listed = sari.get("/api/payment-requests?state=review").json()["payment_requests"]
    assert [each["received"] for each in listed] == [50_001, 49_999]
    assert [[event["amount"] for event in each["provider_events"]] for each in listed] == [
        [50_001, 50_000], [49_999, 50_000],
    ]  # fmt: skip
    assert [event["reference"] for event in listed[0]["provider_events"]][1] == "kedua"
    assert confirm(sari, listed[0]["id"], received=50_000).json()["state"] == "paid"
    assert reject(sari, listed[1]["id"], reason="Dikembalikan").json()["state"] == "failed"
    # The provider tells of what was given back.
    first = shop.rows("SELECT provider_ref, transaction_id FROM payment_requests WHERE id = %s", (listed[1]["id"],))[0]
    returned = notice(providers.payments[first["provider_ref"]], address(shop, at), state="reversed")
    assert deliver(address(shop, at), returned) == 200
    assert told(budi, first["transaction_id"]) == ("failed", None)
    assert money(shop) == [("transfer", 50_000)]


def test_late_money_pays_while_the_goods_are_there(
    shop: Shop, inside: None, providers: ProviderServer, sari: Person, budi: Person
) -> None:
    at, coffee = account(sari, "doku"), sari.offers("Kopi", 50_000, 1)
    late, lost = order(budi, coffee), None
    first = expected(shop, providers, "doku", asked(budi, late, at["id"]))
    let_expire(shop, late)
    assert deliver(address(shop, at), notice(first, address(shop, at), state="expired")) == 200
    lost = order(budi, coffee)
    second = expected(shop, providers, "doku", asked(budi, lost, at["id"]))
    let_expire(shop, lost)
    assert deliver(address(shop, at), notice(first, address(shop, at), state="paid")) == 200
    assert told(budi, late) == ("paid", None)
    assert deliver(address(shop, at), notice(second, address(shop, at), state="paid")) == 200
    assert told(budi, lost) == ("review", "insufficient_stock")
    assert money(shop) == [("qris", 50_000)]


def test_a_lower_state_after_a_higher_one_is_ignored(
    shop: Shop, providers: ProviderServer, sari: Person, budi: Person
) -> None:
    at, made = account(sari, "doku"), order(budi, sari.offers("Kopi", 50_000, 5))
    payment, where = expected(shop, providers, "doku", asked(budi, made, at["id"])), address(shop, at)
    for state in ("failed", "pending", "paid", "failed", "expired", "pending"):
        assert deliver(where, notice(payment, where, state=state)) == 200
    assert told(budi, made) == ("paid", None)
    verdicts = Counter(row["verdict"] for row in shop.rows("SELECT verdict FROM payment_notices"))
    assert verdicts["paid"] == 1
    assert verdicts["failed"] == 1
    # A second payment of the same request, and money that goes back, are for a person.
    assert deliver(where, notice(payment, where, state="paid", reference="lain")) == 200
    assert told(budi, made) == ("review", "paid_twice")
    assert deliver(where, notice(payment, where, state="reversed")) == 200
    assert told(budi, made) == ("review", "payment_reversed")
    (listed,) = sari.get("/api/payment-requests?state=review").json()["payment_requests"]
    assert reject(sari, listed["id"]).json()["code"] == "payment_request_paid"
    assert confirm(sari, listed["id"]).json()["state"] == "paid"
    assert money(shop) == [("qris", 50_000)]


def test_a_chargeback_is_told_whatever_waits_already(
    shop: Shop, providers: ProviderServer, sari: Person, budi: Person
) -> None:
    """Two payments of one request, and one of them is taken back, in any order; so is one of a wrong amount."""
    at, coffee = account(sari, "doku"), sari.offers("Kopi", 50_000, 99)
    first, second = {"state": "paid"}, {"state": "paid", "reference": "lain"}
    wrong, back = {"state": "paid", "amount": 1}, {"state": "reversed"}
    for story in (*permutations((first, second, back)), (wrong, back), (back, wrong)):
        made = order(budi, coffee)
        payment = expected(shop, providers, "doku", asked(budi, made, at["id"]))
        for told_now in story:
            assert deliver(address(shop, at), notice(payment, address(shop, at), **told_now)) == 200
        assert told(budi, made) == ("review", "payment_reversed"), story
        assert confirm(sari, request_of(sari, made)["id"], received=50_000).json()["state"] == "paid"
        # Another part is taken back after a person has looked at it.
        assert deliver(address(shop, at), notice(payment, address(shop, at), state="reversed", amount=500)) == 200
        assert told(budi, made) == ("review", "payment_reversed"), story


def test_a_cashier_does_not_reject_what_a_provider_has_reported(
    shop: Shop, providers: ProviderServer, sari: Person, budi: Person
) -> None:
    till = Till(sari)
    for name, duty in (("kasir", "cashier"), ("kepala", "manager")):
        till.employs(shop.person(name), duty)
    cashier, manager = till.at_work("kasir"), till.at_work("kepala")
    at, coffee = account(sari, "doku"), sari.offers("Kopi", 50_000, 9)
    unpaid = asked(budi, order(budi, coffee), at["id"])
    assert reject(cashier, unpaid["id"]).json()["state"] == "failed"
    made = order(budi, coffee)
    payment = expected(shop, providers, "doku", asked(budi, made, at["id"]))
    assert deliver(address(shop, at), notice(payment, address(shop, at), state="paid", amount=1)) == 200
    request = request_of(sari, made)
    assert (request["state"], request["review_reason"]) == ("review", "wrong_amount")
    refused = reject(cashier, request["id"])
    assert (refused.status_code, refused.json()["code"]) == (403, "payment_reported")
    assert reject(manager, request["id"]).json()["state"] == "failed"


@pytest.mark.parametrize(("state", "reason"), [("failed", "payment_denied"), ("reversed", "payment_reversed")])
def test_what_a_provider_takes_back_waits_for_a_decision(
    shop: Shop, providers: ProviderServer, sari: Person, budi: Person, state: Any, reason: str
) -> None:
    at, made = account(sari, "midtrans"), order(budi, sari.offers("Kopi", 50_000, 5))
    payment = expected(shop, providers, "midtrans", asked(budi, made, at["id"]))
    for now in ("paid", state):
        payment.state = now
        assert deliver(address(shop, at), notice(payment)) == 200
        settled(shop)
    assert told(budi, made) == ("review", reason)
    # The sale stays paid until somebody refunds it.
    assert budi.get(f"/api/transactions/{made}").json()["status"] == "paid"
    assert money(shop) == [("qris", 50_000)]


def test_unknown_orders_and_unreadable_notices_are_listed(shop: Shop, inside: None, sari: Person) -> None:
    at = account(sari, "xendit")
    where, token = address(shop, at), {"x-callback-token": KEYS["xendit"]["callback_token"]}
    unknown = notice(Payment("xendit", "FN9-unknown", 50_000, "paid"))
    for sent in (
        unknown,
        unknown,
        unknown._replace(headers=token, body=b"[1"),
        unknown._replace(headers=token, body=b"{}"),
    ):
        assert deliver(where, sent) == 200
    found = Counter(row["verdict"] for row in shop.rows("SELECT verdict FROM payment_notices"))
    assert found == {"unknown": 1, "unreadable": 2}
    # The owner of the account sees them beside what waits for a decision, and nobody else.
    path = "/api/payment-requests?state=review"
    listed = sari.get(path).json()["unmatched_notices"]
    assert Counter((each["order"], each["state"], each["amount"], each["account_id"]) for each in listed) == {
        ("FN9-unknown", "paid", 50_000, at["id"]): 1, (None, None, None, at["id"]): 2,
    }  # fmt: skip
    assert shop.person("tono", "seller").get(path).json()["unmatched_notices"] == []
    assert sari.get("/api/payment-requests").json()["unmatched_notices"] == []
    # Nobody has asked about the money for half a year.
    shop.rows("UPDATE payment_notices SET body_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND")
    assert retention.delete_expired("payment notices of no request") == 3
    assert sari.get(path).json()["unmatched_notices"] == []


def test_a_provider_that_is_away_is_asked_again(
    shop: Shop, providers: ProviderServer, sari: Person, budi: Person
) -> None:
    at, made = account(sari, "midtrans"), order(budi, sari.offers("Kopi", 50_000, 5))
    providers.trouble[:] = [503, 429]
    request = asked(budi, made, at["id"])
    payment = expected(shop, providers, "midtrans", request)
    assert payment.order == name_of(shop, request)
    payment.state = "paid"
    wait_until(lambda: request_of(budi, made)["payment_url"])
    providers.trouble[:] = [500]
    assert deliver(address(shop, at), notice(payment)) == 200
    settled(shop)
    assert told(budi, made) == ("paid", None)
    assert len(providers.payments) == 1


def test_a_provider_that_refuses_closes_the_request(
    shop: Shop, providers: ProviderServer, sari: Person, budi: Person
) -> None:
    at, made = account(sari, "xendit"), order(budi, sari.offers("Kopi", 50_000, 5))
    providers.trouble[:] = [401]
    asked(budi, made, at["id"])
    settled(shop)
    found = request_of(budi, made)
    assert (found["state"], found["reason"]) == ("failed", "xendit: answered 401")
    # The buyer may ask again.
    assert ask(budi, made, at["id"]).json()["state"] == "pending"
    settled(shop)


# Duitku does not tell when the buyer paid; the others are alike.
@pytest.mark.parametrize("kind", PROVIDERS if LONG else ["doku", "duitku"])
def test_a_person_may_confirm_before_the_notice(
    shop: Shop, providers: ProviderServer, sari: Person, budi: Person, kind: str
) -> None:
    """The notice tells of the money that they saw: by its name, or by its amount and time. Other money is told."""
    at, coffee = account(sari, kind), sari.offers("Kopi", 50_000, 99)

    def confirmed(minutes_ago: int = 0, **more: Any) -> tuple[int, Payment]:
        made = order(budi, coffee)
        request = asked(budi, made, at["id"])
        payment = expected(shop, providers, kind, request)
        reference = {"reference": payment.reference} if more.pop("named", False) else more
        assert confirm(sari, request["id"], **reference).json()["state"] == "paid"
        earlier = "UPDATE payment_requests SET settled_at = settled_at - INTERVAL %s MINUTE WHERE id = %s"
        shop.rows(earlier, (minutes_ago, request["id"]))
        return made, payment

    def arrives(made: int, payment: Payment) -> tuple[str, str | None]:
        payment.state = "paid"
        assert deliver(address(shop, at), notice(payment, address(shop, at))) == 200
        settled(shop)
        return told(budi, made)

    known, twice = ("paid", None), ("review", "paid_twice")
    assert arrives(*confirmed()) == (twice if kind == "duitku" else known)
    assert arrives(*confirmed(named=True)) == known
    assert arrives(*confirmed(minutes_ago=10)) == twice
    made, payment = confirmed(reference="BCA 17")
    assert arrives(made, payment) == twice
    # A person has looked at it; what is told again of the same payment is known, and another one is not.
    assert confirm(sari, request_of(sari, made)["id"]).json()["state"] == "paid"
    shop.rows("UPDATE payment_notices SET event_key = CONCAT('x', event_key)")
    assert arrives(made, payment) == known
    payment.reference = "lain"
    assert arrives(made, payment) == twice
    assert [each["reference"] for each in request_of(sari, made)["provider_events"]][1:] == ["lain"]
    assert [amount for _, amount in money(shop)] == [50_000] * 4


def test_two_payments_of_one_page_are_told(shop: Shop, providers: ProviderServer, sari: Person, budi: Person) -> None:
    """A person confirmed the first without its name; its notice comes, and then that of another."""
    at, made = account(sari, "doku"), order(budi, sari.offers("Kopi", 50_000, 5))
    request = asked(budi, made, at["id"])
    payment, where = expected(shop, providers, "doku", request), address(shop, at)
    assert confirm(sari, request["id"]).json()["state"] == "paid"
    assert deliver(where, notice(payment, where, state="paid")) == 200
    assert (told(budi, made), request_of(sari, made)["reference"]) == (("paid", None), payment.reference)
    assert deliver(where, notice(payment, where, state="paid", reference="kedua")) == 200
    assert told(budi, made) == ("review", "paid_twice")


def test_a_payment_is_of_one_order_and_in_rupiah(
    shop: Shop, providers: ProviderServer, sari: Person, budi: Person
) -> None:
    at, coffee = account(sari, "midtrans"), sari.offers("Kopi", 50_000, 5)
    for _ in range(2):
        made = order(budi, coffee)
        payment = expected(shop, providers, "midtrans", asked(budi, made, at["id"]))
        # The provider uses its id of the payment again.
        payment.state, payment.reference = "paid", "sama"
        assert deliver(address(shop, at), notice(payment)) == 200
        settled(shop)
        assert told(budi, made) == ("paid", None)
    made = order(budi, coffee)
    payment = expected(shop, providers, "midtrans", asked(budi, made, at["id"]))
    payment.state, payment.currency = "paid", "USD"
    assert deliver(address(shop, at), notice(payment)) == 200
    settled(shop)
    assert told(budi, made) == ("review", "wrong_amount")
    assert request_of(sari, made)["provider_events"][0]["amount"] is None
    assert money(shop) == [("qris", 50_000)] * 2


@pytest.mark.parametrize("kind", ["doku", "midtrans"] if LONG else ["midtrans"])
def test_thirty_twins_pay_once(shop: Shop, providers: ProviderServer, sari: Person, budi: Person, kind: str) -> None:
    at, made = account(sari, kind), order(budi, sari.offers("Kopi", 50_000, 5))
    payment = expected(shop, providers, kind, asked(budi, made, at["id"]))
    payment.state = "paid"
    sent = notice(payment, address(shop, at))
    assert set(at_once(30, lambda _: deliver(address(shop, at), sent))) == {200}
    settled(shop)
    assert money(shop) == [("qris", 50_000)]


def test_a_developer_plays_a_provider(shop: Shop, sari: Person, budi: Person) -> None:
    """`flask play` on orders without a request: it adds an account and asks for the money."""
    coffee = sari.offers("Kopi", 50_000, 9)
    first, second, third, fourth = (order(budi, coffee) for _ in range(4))
    env = {**shop.app.env, "RUN_JOBS": "0"}
    said = flask(
        env, f"play twice {first}", f"play failed {second}", f"play paid {second}", f"play wrong-amount {third}",
        f"play late {fourth} --provider doku", f"play chargeback {fourth}", "play paid 999999",
        f"play expired {order(budi, coffee)} --provider xendit",
    )  # fmt: skip
    assert [code for code, _ in said] == [0, 0, 0, 0, 0, 0, 1, 0], said
    assert [text.strip().rpartition(" is ")[2] for _, text in said[:6]] == [
        "paid.", "failed.", "paid.", "review (wrong_amount).", "paid.", "review (payment_reversed).",
    ]  # fmt: skip
    assert said[0][1].count("the shop answers 200") == 2
    assert "does not exist" in said[6][1]
    assert said[7][1].endswith("is expired.\n")
    assert [told(budi, each)[0] for each in (first, second, third, fourth)] == ["paid", "paid", "review", "review"]
    assert money(shop) == [("transfer", 50_000)] * 3
    assert shop.value("SELECT COUNT(*) FROM payment_accounts") == 3


def test_production_has_neither_plays_nor_other_providers(shop: Shop, sari: Person) -> None:
    ((code, said),) = flask({**shop.app.env, "ENV": "production", "RUN_JOBS": "0"}, "play paid 1")
    assert code == 1
    assert "PAYMENT_PROVIDERS_URL must be empty in production" in said


def test_what_can_not_be_looked_up_for_a_day_is_left_to_a_person(
    shop: Shop, providers: ProviderServer, sari: Person, budi: Person
) -> None:
    at, made = account(sari, "midtrans"), order(budi, sari.offers("Kopi", 50_000, 5))
    payment = expected(shop, providers, "midtrans", asked(budi, made, at["id"]))
    settled(shop)
    payment.state = "paid"
    providers.trouble[:] = [500] * 2
    assert deliver(address(shop, at), notice(payment)) == 200
    wait_until(lambda: len(providers.trouble) == 1, 20)
    shop.rows("UPDATE payment_notices SET received_at = UTC_TIMESTAMP(6) - INTERVAL 25 HOUR")
    wait_until(lambda: told(budi, made) == ("review", "unverified"), 20)
    (listed,) = sari.get("/api/payment-requests?state=review").json()["payment_requests"]
    assert confirm(sari, listed["id"]).json()["state"] == "paid"


def test_bodies_of_notices_are_kept_for_a_while(
    shop: Shop, inside: None, providers: ProviderServer, sari: Person, budi: Person
) -> None:
    at, made = account(sari, "doku"), order(budi, sari.offers("Kopi", 50_000, 5))
    payment = expected(shop, providers, "doku", asked(budi, made, at["id"]))
    assert deliver(address(shop, at), notice(payment, address(shop, at), state="paid")) == 200
    assert retention.delete_expired("bodies of payment notices") == 0
    assert "50000" in shop.value("SELECT body FROM payment_notices")
    shop.rows("UPDATE payment_notices SET body_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND")
    assert retention.delete_expired("bodies of payment notices") == 1
    (kept,) = shop.rows("SELECT body, verdict FROM payment_notices")
    assert (kept["body"], kept["verdict"]) == (None, "paid")
