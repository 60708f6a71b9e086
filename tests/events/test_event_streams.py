"""Server-sent events: the caller's own, without loss over reconnections, and without a thread of the service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import orjson
import pytest
import requests

from queries.catalogue.change_feed import RANGE, RANGES
from support.app import wait_until
from support.database import Server
from support.people import Person, Shop
from support.shops import emptied, started_shop

STREAM = "/api/events/stream"


@pytest.fixture(scope="module")
def small_shop(server: Server, run_dir: Any) -> Iterator[Shop]:
    """A shop with fewer threads than streams."""
    with started_shop(server, run_dir, THREADS="2", TRUSTED_PROXIES="1") as shop:
        yield shop


@pytest.fixture
def shop(small_shop: Shop) -> Iterator[Shop]:
    with emptied(small_shop) as shop:
        yield shop


@contextmanager
def following(person: Person, last: str | None = None, **query: Any) -> Iterator[Iterator[dict[str, str]]]:
    """Open a stream, and yield its messages as they come."""
    headers = {"Authorization": f"Bearer {person.token}", **({"Last-Event-ID": last} if last else {})}
    url = person.shop.url + STREAM
    with requests.get(url, headers=headers, params=query, stream=True, timeout=20) as answer:
        assert answer.status_code == 200, answer.text
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        assert answer.headers["X-Accel-Buffering"] == "no"
        lines = answer.iter_lines(chunk_size=1, decode_unicode=True)
        assert next(lines) == "retry: 3000"
        yield messages(lines)


def messages(lines: Iterator[str]) -> Iterator[dict[str, str]]:
    fields: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        if line and name:
            fields[name] = value
        elif not line and fields:
            yield fields
            fields = {}


def test_events_come_as_they_happen_and_go_on_after_a_break(shop: Shop, sari: Person) -> None:
    tono = shop.person("tono", "seller")
    sari.offers("Sebelum")
    seen = []
    with following(sari, types="product.created,product.deleted") as stream:
        # From when the stream begins, which its first heartbeat or event shows.
        first = sari.offers("Kopi")
        tono.offers("Teh")
        sari.put(f"/api/products/{first}", {"price": 7})
        seen.append(next(stream))
    assert (seen[0]["event"], orjson.loads(seen[0]["data"])["data"]["id"]) == ("product.created", first)
    missed = [sari.offers(f"Kopi {number}") for number in range(3)]
    with following(sari, last=seen[0]["id"], types="product.created") as stream:
        seen += [next(stream) for _ in range(3)]
        later = sari.offers("Kopi lagi")
        seen.append(next(stream))
    ids = [orjson.loads(each["data"])["data"]["id"] for each in seen]
    assert ids == [first, *missed, later]
    pulled = sari.get("/api/events", params={"since": seen[0]["id"], "types": "product.created"}).json()
    assert [each["data"]["id"] for each in pulled["events"]] == ids[1:]


def test_a_reader_gets_all_that_is_too_much_at_once(shop: Shop, sari: Person) -> None:
    sari.offers()
    found = sari.get("/api/events").json()
    change_id, _, place = found["events"][0]["id"].removeprefix("evt_").partition("_")
    last = f"{found['next_since'].partition('-')[0]}-{change_id}.{place}"
    # More than a stream holds for a slow client, as imports leave it.
    columns = "change_id, place, owner_id, type, document_id, data, created_at"
    rest = "e.owner_id, e.type, e.document_id, %s, e.created_at"
    shop.rows(
        f"INSERT INTO events ({columns}) SELECT e.change_id, e.place + n.seq, {rest} FROM events e, seq_1_to_150 n",
        (orjson.dumps({"id": "x" * 980}).decode(),),
    )
    with following(sari, last=last, seconds="20") as stream:
        places = [orjson.loads(next(stream)["data"])["id"].rpartition("_")[2] for _ in range(150)]
    assert places == [str(int(places[0]) + number) for number in range(150)]


def test_a_cursor_has_one_place_in_each_range_that_there_is(sari: Person) -> None:
    sari.offers()
    cursor = sari.get("/api/events").json()["next_since"]
    # Each event repeats the cursor, so that whoever makes one up would make all of them long.
    for more in (f"-{RANGE * RANGES + 1}.0", f"-{RANGE + 1}.0-{RANGE + 2}.0", "-1.0" * 999):
        assert sari.get(f"{STREAM}?seconds=1", headers={"Last-Event-ID": cursor + more}).status_code == 422
        assert sari.get("/api/events", params={"since": cursor + more}).status_code == 422
    elsewhere = f"{cursor}-{RANGE * (RANGES - 1) + 1}.0"
    assert sari.get("/api/events", params={"since": elsewhere}).json()["events"] == []
    assert sari.get(f"{STREAM}?seconds=1", headers={"Last-Event-ID": elsewhere}).status_code == 200


def test_a_stream_holds_no_thread_and_a_user_has_five(shop: Shop, sari: Person) -> None:
    opened = [requests.get(f"{shop.url}{STREAM}", headers=sari.http.headers, stream=True, timeout=20) for _ in range(5)]
    try:
        assert [answer.status_code for answer in opened] == [200] * 5
        assert sari.get("/api/products").status_code == 200
        refused = sari.get(STREAM)
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_streams")
    finally:
        for answer in opened:
            answer.close()
    wait_until(lambda: sari.get(f"{STREAM}?seconds=1").status_code == 200)


def test_streams_of_many_new_accounts_leave_room_for_others(shop: Shop, sari: Person) -> None:
    with ExitStack() as streams:

        def opens(person: Person, network: int) -> bool:
            headers = {**person.http.headers, "X-Forwarded-For": f"203.0.113.{network}"}
            answer = requests.get(f"{shop.url}{STREAM}", headers=headers, stream=True, timeout=20)
            streams.callback(answer.close)
            assert answer.status_code == 200 or answer.json()["code"] == "too_many_streams"
            return bool(answer.status_code == 200)

        developers = [shop.person(f"dev{number}", "developer") for number in range(21)]
        opened = [opens(person, number // 4) for number, person in enumerate(developers[:20]) for _ in range(5)]
        # Half of what a network has, and of the three quarters of all that are for networks with streams.
        assert [sum(opened[at : at + 20]) for at in range(0, 100, 20)] == [16, 16, 16, 16, 11]
        assert not opens(developers[20], 0) and opens(developers[20], 9)
        assert opens(sari, 0) and opens(sari, 10)
        assert sum(opens(developers[20], network) for network in (11, 12, 13)) == 3
    wait_until(lambda: sari.get(f"{STREAM}?seconds=1").status_code == 200)


@pytest.mark.slow
def test_a_stream_ends_with_its_session(sari: Person) -> None:
    with following(sari) as stream:
        sari.post("/api/auth/logout")
        assert list(stream) == []


def test_a_stream_lasts_as_long_as_asked_for(shop: Shop, sari: Person, budi: Person) -> None:
    with following(sari, seconds="1") as stream:
        assert list(stream) == []
    assert budi.get(STREAM).status_code == 403
    assert shop.visitor().get(STREAM).status_code == 401
    assert sari.get(STREAM, headers={"Last-Event-ID": "x"}).status_code == 422
    assert sari.get(STREAM, headers={"Last-Event-ID": "1000-1.0"}).json()["code"] == "events_expired"
