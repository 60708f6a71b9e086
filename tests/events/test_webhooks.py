"""Webhooks: signed as Standard Webhooks says, in order, until they arrive, and paused rather than dropped."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from receiver import Receiver, receiving
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from support.app import wait_until
from support.database import Server
from support.people import Person, Shop
from support.shops import emptied, started_shop

HOOKS = "/api/webhooks"
CHANGES = count(1_000, 1_000)


@pytest.fixture(scope="module")
def shop_of_hooks(server: Server, run_dir: Path) -> Iterator[Shop]:
    """A shop whose webhooks may call this machine."""
    with started_shop(server, run_dir, WEBHOOK_PRIVATE_NETWORKS="1") as shop:
        yield shop


@pytest.fixture
def shop(shop_of_hooks: Shop) -> Iterator[Shop]:
    with emptied(shop_of_hooks) as shop:
        # The sender, which lives through several tests, remembers how far it was.
        shop.rows("INSERT INTO change_counter (id, value) VALUES (1, %s)", (next(CHANGES),))
        yield shop


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def hook(person: Person, receiver: Receiver, *types: str) -> dict[str, Any]:
    answer = person.post(HOOKS, {"url": receiver.url, "types": list(types)})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def shown(person: Person, webhook: dict[str, Any]) -> dict[str, Any]:
    return dict(person.get(f"{HOOKS}/{webhook['id']}").json())


def deliveries(person: Person, webhook: dict[str, Any]) -> list[dict[str, Any]]:
    return list(person.get(f"{HOOKS}/{webhook['id']}/deliveries").json()["deliveries"])


def pass_time(shop: Shop) -> None:
    """Have failing webhooks be due."""
    shop.rows("UPDATE webhooks SET next_at = UTC_TIMESTAMP(6) WHERE next_at IS NOT NULL")


def with_email(person: Person) -> Person:
    person.shop.rows(
        "UPDATE users SET email = CONCAT(username, '@example.com'), email_verified_at = NOW() WHERE id = %s",
        (person.id,),
    )
    return person


def test_an_event_arrives_signed(shop: Shop, sari: Person, receiver: Receiver) -> None:
    webhook = hook(sari, receiver)
    assert webhook["secret"].startswith("whsec_")
    product = sari.offers()
    (got,) = wait_until(lambda: receiver.got)
    verified = Webhook(webhook["secret"]).verify(got.body, got.headers)
    (event,) = sari.get("/api/events").json()["events"]
    assert verified == {**event, "timestamp": got.event["timestamp"]}
    assert (event["type"], event["data"]["id"], got.id) == ("product.created", product, event["id"])
    assert got.headers["content-type"] == "application/json" and got.headers["x-path"] == "/hook?from=shop"
    with pytest.raises(WebhookVerificationError):
        Webhook(webhook["secret"]).verify(got.body + b" ", got.headers)
    (delivery,) = wait_until(lambda: deliveries(sari, webhook))
    assert (delivery["status_code"], delivery["answer"], delivery["kind"]) == (200, "ok", "regular")
    # The secret is shown once, and stands nowhere.
    assert "secret" not in shown(sari, webhook)
    stored = shop.value("SELECT secret FROM webhooks")
    for text in (shop.app.log.read_text(), str(shop.rows("SELECT * FROM audit_entries"))):
        assert webhook["secret"] not in text and stored not in text
    assert "[redacted]" in shop.value("SELECT new_values FROM audit_entries WHERE table_name = 'webhooks'")


def test_types_are_chosen_and_others_get_nothing(shop: Shop, sari: Person, receiver: Receiver) -> None:
    hook(sari, receiver, "product.deleted")
    tono = shop.person("tono", "seller")
    tono.delete(f"/api/products/{tono.offers()}")
    product = sari.offers()
    sari.delete(f"/api/products/{product}")
    (got,) = wait_until(lambda: receiver.got)
    assert (got.event["type"], got.event["data"]["id"]) == ("product.deleted", product)


def test_a_receiver_that_was_away_gets_all_in_order_and_once(shop: Shop, sari: Person, receiver: Receiver) -> None:
    webhook = hook(sari, receiver)
    receiver.status = 503
    products = [sari.offers(f"Kopi {number}") for number in range(5)]
    for failures in (1, 2, 3):
        wait_until(lambda: shown(sari, webhook)["failures"] >= failures)  # noqa: B023
        assert shown(sari, webhook)["next_at"] > datetime.now(UTC).isoformat()[:19]
        pass_time(shop)
    for product in products:
        sari.put(f"/api/products/{product}", {"price": 1_000})
    wait_until(lambda: shown(sari, webhook)["failures"] >= 4)
    # Only the first event was tried meanwhile, with one id.
    assert len({got.id for got in receiver.got}) == 1
    receiver.status = 200
    pass_time(shop)
    wait_until(lambda: len(receiver.accepted) >= 10)
    ids = [event["id"] for event in sari.get("/api/events").json()["events"]]
    assert [got.id for got in receiver.accepted] == ids
    state = wait_until(lambda: (now := shown(sari, webhook))["failures"] == 0 and now)
    assert (state["active"], state["next_at"], state["failing_since"]) == (True, None, None)
    per_document: dict[int, list[str]] = {}
    for got in receiver.accepted:
        per_document.setdefault(got.event["data"]["id"], []).append(got.event["type"])
    assert list(per_document.values()) == [["product.created", "product.updated"]] * 5


def test_after_three_days_it_is_paused_and_goes_on_where_it_stopped(
    shop: Shop, sari: Person, receiver: Receiver
) -> None:
    with_email(sari)
    webhook = hook(sari, receiver)
    receiver.status, receiver.answer = 500, b"x" * 2_000
    pauses = []
    sari.offers()
    for failures in range(1, 10):
        wait_until(lambda: shown(sari, webhook)["failures"] == failures)  # noqa: B023
        (row,) = shop.rows("SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), next_at) AS pause FROM webhooks")
        pauses.append(row["pause"])
        pass_time(shop)
    state = wait_until(lambda: not (now := shown(sari, webhook))["active"] and now)
    assert (state["pause_reason"], state["failures"]) == ("failing", 10)
    assert sum(pauses) > timedelta(days=3).total_seconds() and pauses == sorted(pauses)
    assert receiver.url in shop.email("sari@example.com", "webhook_paused").get_content()
    assert deliveries(sari, webhook)[0]["answer"] == "x" * 500
    receiver.status = 200
    sari.offers("Teh")
    resumed = sari.patch(f"{HOOKS}/{webhook['id']}", {"active": True}).json()
    assert (resumed["active"], resumed["failures"], resumed["pause_reason"]) == (True, 0, None)
    wait_until(lambda: len(receiver.accepted) == 2)
    assert shop.value("SELECT COUNT(*) AS n FROM letters WHERE template = 'webhook_paused'") == 1


def test_a_receiver_that_is_gone_is_paused_at_once(shop: Shop, sari: Person, receiver: Receiver) -> None:
    with_email(sari)
    webhook = hook(sari, receiver)
    receiver.status = 410
    sari.offers()
    state = wait_until(lambda: not (now := shown(sari, webhook))["active"] and now)
    assert (state["pause_reason"], len(receiver.got)) == ("gone", 1)
    shop.email("sari@example.com", "webhook_gone")


def test_it_waits_as_long_as_the_receiver_asks(shop: Shop, sari: Person, receiver: Receiver) -> None:
    webhook = hook(sari, receiver)
    receiver.status, receiver.headers = 429, {"Retry-After": "900"}
    sari.offers()
    wait_until(lambda: shown(sari, webhook)["failures"])
    (row,) = shop.rows("SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), next_at) AS pause FROM webhooks")
    assert 890 < row["pause"] < 1_000


def test_a_redirect_is_a_failure(shop: Shop, sari: Person, receiver: Receiver) -> None:
    with receiving() as other:
        webhook = hook(sari, receiver)
        receiver.status, receiver.headers = 307, {"Location": other.url}
        sari.offers()
        wait_until(lambda: shown(sari, webhook)["failures"])
        assert (deliveries(sari, webhook)[0]["status_code"], other.got) == (307, [])


def test_both_secrets_sign_after_a_rotation(shop: Shop, sari: Person, receiver: Receiver) -> None:
    webhook = hook(sari, receiver)
    rotated = sari.post(f"{HOOKS}/{webhook['id']}/rotate").json()
    assert rotated["secret"] != webhook["secret"] and rotated["old_secret_ends_at"]
    sari.offers()
    (got,) = wait_until(lambda: receiver.got)
    assert len(got.headers["webhook-signature"].split()) == 2
    for secret in (webhook["secret"], rotated["secret"]):
        Webhook(secret).verify(got.body, got.headers)
    shop.rows("UPDATE webhooks SET old_ends_at = UTC_TIMESTAMP(6)")
    sari.offers("Teh")
    wait_until(lambda: len(receiver.got) == 2)
    Webhook(rotated["secret"]).verify(receiver.got[1].body, receiver.got[1].headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(webhook["secret"]).verify(receiver.got[1].body, receiver.got[1].headers)


def test_tests_and_replays_are_sent_beside_the_order(shop: Shop, sari: Person, receiver: Receiver) -> None:
    webhook = hook(sari, receiver, "product.deleted")
    product = sari.offers()
    (event,) = sari.get("/api/events").json()["events"]
    replayed = sari.post(f"{HOOKS}/{webhook['id']}/deliveries/{event['id']}/replay")
    assert (replayed.status_code, replayed.json()["sent_at"]) == (202, None)
    tested = sari.post(f"{HOOKS}/{webhook['id']}/test").json()
    wait_until(lambda: len(receiver.got) == 2)
    assert {got.id for got in receiver.got} == {event["id"], tested["event_id"]}
    assert Counter(receiver.types()) == Counter(["product.created", "webhook.test"])
    wait_until(lambda: all(each["status_code"] for each in deliveries(sari, webhook)))
    assert [each["kind"] for each in deliveries(sari, webhook)] == ["test", "replay"]
    path = f"{HOOKS}/{webhook['id']}/deliveries"
    assert sari.post(f"{path}/evt_7_7/replay").json()["code"] == "event_not_found"
    assert sari.post(f"{path}/nothing/replay").status_code == 404
    tono = shop.person("tono", "seller")
    assert tono.post(f"{path}/{event['id']}/replay").json()["code"] == "webhook_not_found"
    own = hook(tono, receiver)
    assert tono.post(f"{HOOKS}/{own['id']}/deliveries/{event['id']}/replay").json()["code"] == "event_not_found"
    assert product


def test_a_slow_or_dead_receiver_does_not_hold_up_others(shop: Shop, sari: Person, receiver: Receiver) -> None:
    tono = shop.person("tono", "seller")
    with receiving() as dead:
        pass
    for _ in range(10):
        hook(tono, dead)
    hook(sari, receiver)
    tono.offers("Teh")
    sari.offers()
    wait_until(lambda: receiver.got)
    failed = wait_until(lambda: [each for each in tono.get(HOOKS).json()["webhooks"] if each["failures"]])
    assert deliveries(tono, failed[0])[0]["error"] == "connection"


def test_tests_of_one_owner_do_not_hold_up_those_of_others(shop: Shop, sari: Person, receiver: Receiver) -> None:
    tono = shop.person("tono", "seller")
    # It takes connections, and never answers.
    with socket.create_server(("127.0.0.1", 0), backlog=64) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        theirs, own = tono.post(HOOKS, {"url": url}).json(), hook(sari, receiver)
        for _ in range(15):
            assert tono.post(f"{HOOKS}/{theirs['id']}/test").status_code == 202
        wait_until(lambda: shop.rows("SELECT id FROM deliveries WHERE sent_at IS NOT NULL"))
        assert sari.post(f"{HOOKS}/{own['id']}/test").status_code == 202
        wait_until(lambda: receiver.got, 5)
        assert sum(each["sent_at"] is not None for each in deliveries(tono, theirs)) == 2


def test_there_are_ten_webhooks_at_most_and_each_is_its_owners(shop: Shop, sari: Person, receiver: Receiver) -> None:
    made = [hook(sari, receiver) for _ in range(10)]
    assert sari.post(HOOKS, {"url": receiver.url}).json()["code"] == "too_many_webhooks"
    tono = shop.person("tono", "seller")
    assert tono.get(HOOKS).json()["webhooks"] == []
    for method, path in (("GET", ""), ("DELETE", ""), ("POST", "/rotate"), ("POST", "/test"), ("GET", "/deliveries")):
        assert tono.call(method, f"{HOOKS}/{made[0]['id']}{path}").json()["code"] == "webhook_not_found"
    assert sari.delete(f"{HOOKS}/{made[0]['id']}").status_code == 200
    assert len(sari.get(HOOKS).json()["webhooks"]) == 9
    paused = sari.patch(f"{HOOKS}/{made[1]['id']}", {"active": False}).json()
    assert (paused["pause_reason"], paused["active"]) == ("owner", False)
