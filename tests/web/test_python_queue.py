"""The queue of the Python client: a till sells without a network, and each item is booked once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import urllib3

from support.app import ROOT, at_once
from support.people import Person

sys.path += [str(ROOT / "clients" / "python"), str(ROOT / "tests" / "sales")]

from finenice import Finenice, OfflineQueue, Problem
from till_calls import Till

# Sells and sends until it is killed, and says what it has printed.
SELLER = """
import json, sys, threading
from finenice import Finenice, OfflineQueue
given = json.loads(sys.argv[1])
queue = OfflineQueue(Finenice(given["url"], access_token=given["token"]), given["till"], given["file"], last_number=0)
def send():
    while True:
        queue.flush()
threading.Thread(target=send, daemon=True).start()
while True:
    sale = queue.add("sale", given["sale"])
    print(sale["body"]["receipt_no"], flush=True)
"""


@pytest.fixture
def till(sari: Person) -> Till:
    till = Till(sari)
    sari.shop.rows("UPDATE tills SET created_at = created_at - INTERVAL 1 DAY")
    return till


class Network:
    """A connection to the shop that may lose answers, and what goes on meanwhile."""

    def __init__(self, till: Till) -> None:
        self.shop = Finenice(till.owner.shop.url, access_token=till.owner.token)
        self.sync, self.posts = self, list[list[Any]]()
        self.cut, self.meanwhile = False, lambda: None

    def send(self, body: Any) -> Any:
        self.posts.append(body["items"])
        answer = self.shop.sync.send(body)
        self.meanwhile()
        if self.cut:
            raise urllib3.exceptions.ProtocolError("the answer is lost")
        return answer


def sale(product: int, qty: int = 1, **more: Any) -> dict[str, Any]:
    return {"items": [{"product_id": product, "qty": qty, "price": 20_000}], "payments": [{"method": "cash"}], **more}


def receipts(till: Till) -> list[int]:
    return [
        row["receipt_no"] for row in till.owner.shop.rows("SELECT receipt_no FROM transactions ORDER BY receipt_no")
    ]


def test_a_day_without_a_network_is_booked_once(till: Till, tmp_path: Path) -> None:
    """The network is away, then an answer is lost, and the device starts again in between."""
    coffee, file = till.owner.offers("Kopi", 20_000, 1_000), tmp_path / "till.sqlite"
    away = Finenice("http://127.0.0.1:9", access_token="x", max_wait=0)
    morning = OfflineQueue(away, till.id, file, last_number=0)
    opening = morning.add("shift_open", {"till_id": till.id, "opening": 100_000})
    first = morning.add("sale", sale(coffee, 2))
    back = {"items": [{"line": 1, "qty": 1}], "method": "cash", "reason": "rusak"}
    morning.add("refund", back, sale_client_id=first["client_id"])
    morning.add("move", {"kind": "out", "amount": 5_000, "reason": "ke bank"})
    failed = morning.flush()
    assert (failed.results, failed.unsynced, type(failed.fault).__module__) == ([], 4, "urllib3.exceptions")
    morning.close()
    network = Network(till)
    queue = OfflineQueue(network, till.id, file, last_number=0)  # type: ignore[arg-type]
    assert [queue.add("sale", sale(coffee))["body"]["receipt_no"] for _ in range(3)] == [2, 3, 4]
    closing = queue.add("shift_close", {"counted": 170_000})
    second = queue.add("shift_open", {"till_id": till.id, "opening": 0})
    assert (closing["items"], closing["shift_client_id"]) == (6, opening["client_id"])
    assert second["after"] == [closing["client_id"]]
    network.cut = True
    lost = queue.flush()
    assert (lost.results, lost.unsynced, str(lost.fault)) == ([], 9, "the answer is lost")
    network.cut = False
    sent = queue.flush()
    assert ({each["result"] for each in sent.results}, sent.unsynced, sent.fault) == ({"known"}, 0, None)
    assert network.posts[0] == network.posts[1]
    assert [item["type"] for item in network.posts[0]] == [
        "shift_open", "sale", "refund", "move", "sale", "sale", "sale", "shift_close", "shift_open",
    ]  # fmt: skip
    assert receipts(till) == [1, 2, 3, 4]
    report = till.report(till.owner, sent.results[0]["id"], "z").json()  # type: ignore[arg-type]
    assert (report["expected"], report["variance"]) == (175_000, -5_000)
    till.must_be_sound()


def test_what_is_refused_stays_and_what_is_reviewed_does_not(till: Till, tmp_path: Path) -> None:
    coffee, network = till.owner.offers("Kopi", 20_000, 5), Network(till)
    queue = OfflineQueue(network, till.id, tmp_path / "till.sqlite")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="last receipt number"):
        queue.add("sale", sale(coffee))
    queue.count_from(7)
    queue.add("shift_open", {"till_id": till.id, "opening": 0})
    broken = queue.add("sale", sale(coffee, -1))
    short = queue.add("sale", sale(coffee, 6))
    unknown = queue.add("move", {"kind": "in", "amount": 1, "reason": "x"}, after=[broken["client_id"]])
    with pytest.raises(ValueError, match="is in the queue already"):
        queue.add("sale", sale(coffee), client_id=short["client_id"])
    report = queue.flush()
    assert [each["result"] for each in report.results] == ["created", "refused", "review", "refused"]
    refused = queue.items()
    assert [queued.item for queued in refused] == [broken, unknown]
    assert [queued.problem and queued.problem["code"] for queued in refused] == [
        "validation_failed",
        "reference_unknown",
    ]
    assert queue.discard(broken["client_id"]) == broken
    with pytest.raises(ValueError, match="no refused item"):
        queue.discard(short["client_id"])
    # A session that has ended keeps all.
    network.shop.calls.access_token = "gone"
    with pytest.raises(Problem) as raised:
        queue.flush()
    assert (raised.value.status, queue.unsynced) == (401, 1)


def test_one_sends_at_a_time(till: Till, tmp_path: Path) -> None:
    """At most 500 items in a post, also of what others have added meanwhile."""
    coffee, file, network = till.owner.offers("Kopi", 20_000, 5_000), tmp_path / "till.sqlite", Network(till)
    queue = OfflineQueue(network, till.id, file, last_number=0)  # type: ignore[arg-type]
    other = OfflineQueue(network, till.id, file)  # type: ignore[arg-type]
    queue.add("shift_open", {"till_id": till.id, "opening": 0})
    at_once(4, lambda number: [(queue, other)[number % 2].add("sale", sale(coffee)) for _ in range(130)])
    left: list[bool] = []
    network.meanwhile = lambda: left.append(other.flush().leads)
    assert (queue.flush().unsynced, other.unsynced) == (0, 0)
    assert ([len(post) for post in network.posts], left) == ([500, 21], [False, False])
    assert receipts(till) == list(range(1, 521))
    assert other.flush().leads
    till.must_be_sound()


def test_a_till_that_is_killed_loses_and_doubles_nothing(till: Till, tmp_path: Path) -> None:
    coffee, file = till.owner.offers("Kopi", 20_000, 10**6), str(tmp_path / "till.sqlite")
    shop = Finenice(till.owner.shop.url, access_token=till.owner.token)
    queue = OfflineQueue(shop, till.id, file, last_number=0)
    queue.add("shift_open", {"till_id": till.id, "opening": 0})
    given = {
        "url": till.owner.shop.url, "token": till.owner.token, "till": till.id, "file": file, "sale": sale(coffee),
    }  # fmt: skip
    command = [sys.executable, "-c", SELLER, json.dumps(given)]
    printed = list[int]()
    for lines in (3, 40, 25):
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(ROOT / "clients" / "python")}
        ) as seller:
            assert seller.stdout is not None
            printed += [int(seller.stdout.readline()) for _ in range(lines)]
            seller.kill()
            printed += map(int, seller.stdout.read().split())
    assert queue.flush().unsynced == 0
    assert set(printed) <= set(receipts(till)) and len(printed) == len(set(printed))
    assert receipts(till) == list(range(1, len(receipts(till)) + 1))
    till.must_be_sound()
