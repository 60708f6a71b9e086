"""PDFs wait for their turn without a thread, and no caller keeps them from others."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from typing import Any

import pytest
import requests

from support.app import CHEAP, App, secrets_for_tests, wait_until
from support.database import Server
from support.people import Person, Shop

BLOCKED = "SELECT COUNT(*) FROM information_schema.processlist WHERE db = %s AND state LIKE 'Waiting for table%%'"


class Sale:
    """A sale with a receipt, and a learner with a certificate, in a shop of one process with four threads."""

    def __init__(self, shop: Shop, server: Server) -> None:
        self.shop, self.server = shop, server
        self.seller, self.learner = shop.person("sari", "seller"), shop.person("budi")
        self.admin = shop.person("dewi", "admin")
        self.certificate = f"/api/certificates/{self.learner.graduates(self.admin.teaches())}/pdf"
        # A receipt of the counter is headed by its outlet and so does not read the shop's name.
        till = self.seller.get("/api/outlets").json()["outlets"][0]["id"]
        made = self.seller.post(f"/api/outlets/{till}/tills", {"name": "Kasir", "series": "A"}).json()
        shift = self.seller.post("/api/shifts", {"till_id": made["id"], "opening": 0}, headers={"Idempotency-Key": "1"})
        assert shift.status_code == 201, shift.text
        self.till, self.product = made["id"], self.seller.offers()
        self.receipt = self.sells({})
        # Five notes in Chinese take longer than ten lines in Latin letters.
        self.long_receipt = self.sells(*[{"note": "茶" * 199 + str(number)} for number in range(5)])

    def sells(self, *lines: dict[str, str]) -> str:
        """Sell lines of one piece each, and return the address of the receipt."""
        items = [{"product_id": self.product, "qty": 1, **line} for line in lines]
        body = {"items": items, "payments": [{"method": "cash"}], "till_id": self.till}
        sold = self.seller.post("/api/transactions", body, headers={"Idempotency-Key": f"{len(lines)}-lines"})
        assert sold.status_code == 201, sold.text
        return f"/api/transactions/{sold.json()['id']}/receipt"

    @contextmanager
    def slow_document(self) -> Iterator[Future[requests.Response]]:
        """Let the learner's certificate have its turn as long as the block lasts."""
        with ThreadPoolExecutor(1) as pool, self.server.connect(self.shop.name) as locking, locking.cursor() as cursor:
            cursor.execute("LOCK TABLES shop WRITE")
            try:
                slow = pool.submit(get, self.learner, self.certificate, "slow")
                wait_until(lambda: self.shop.value(BLOCKED, (self.shop.name,)) == 1)
                yield slow
            finally:
                cursor.execute("UNLOCK TABLES")

    def served(self) -> list[str]:
        """Return the ids of the PDFs that were written, in this order."""
        lines = [json.loads(line) for line in self.shop.app.log.read_text().splitlines() if '"status"' in line]
        return [line["request_id"] for line in lines if line["status"] in (200, 201) and "pdf-" in line["request_id"]]


@pytest.fixture(scope="module")
def sale(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sale]:
    env = {**server.env, **CHEAP, **secrets_for_tests(), "DB_NAME": f"finenice_documents_{os.getpid()}", "ENV": "test"}
    log = tmp_path_factory.mktemp("documents") / "app.log"
    app = App.start({**env, "WORKERS": "1", "THREADS": "4", "LOG_LEVEL": "INFO"}, log)
    app.shared = True
    shop = Shop(app, server.connect(env["DB_NAME"]), env["DB_NAME"])
    yield Sale(shop, server)
    for person in shop.people:
        person.http.close()
    shop.database.close()
    assert app.stop() == 0
    with server.connect() as last, last.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{shop.name}`")


def get(person: Person, path: str, request_id: str) -> requests.Response:
    headers = {**person.http.headers, "X-Request-ID": f"pdf-{request_id}"}
    return requests.get(person.shop.url + path, headers=headers, timeout=60)


def shown(person: Person, sale: Sale, request_id: str, receipt: str = "") -> requests.Response:
    return get(person, f"{receipt or sale.receipt}?format=pdf", request_id)


def printed(person: Person, sale: Sale, request_id: str) -> requests.Response:
    headers = {**person.http.headers, "X-Request-ID": f"pdf-{request_id}"}
    body = {"format": "pdf"}
    return requests.post(f"{person.shop.url}{sale.receipt}/prints", json=body, headers=headers, timeout=60)


def refused_of(calls: list[Future[requests.Response]]) -> requests.Response:
    """Return the answer that comes first; the others wait."""
    answer = next(as_completed(calls)).result()
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    assert (answer.json()["code"], answer.headers.get("Connection")) == ("rate_limited", None)
    return answer


def test_a_burst_of_many_callers_is_served(sale: Sale) -> None:
    admins = [sale.shop.person(f"admin{number}", "admin") for number in range(24)]
    with ThreadPoolExecutor(len(admins) + 3) as pool:
        with sale.slow_document() as slow:
            burst = [pool.submit(shown, admin, sale, "burst") for admin in admins]
            # These come last, so most of the others wait by now.
            last = [pool.submit(shown, sale.admin, sale, "last") for _ in range(3)]
            refused_of(last)
            assert not slow.done() and not any(call.done() for call in burst)
        answers = [call.result() for call in (slow, *burst)]
    assert [answer.status_code for answer in answers] == [200] * 25
    assert {answer.content[:4] for answer in answers} == {b"%PDF"}


def test_who_asks_for_many_delays_no_newcomer(sale: Sale) -> None:
    """The newcomer comes last, and goes first; then they take turns."""
    greedy, newcomer = sale.seller, sale.shop.person("tono", "admin")
    assert shown(greedy, sale, "one").status_code == 200
    before = len(sale.served())
    with ThreadPoolExecutor(6) as pool, sale.slow_document():
        many = [pool.submit(printed, greedy, sale, "greedy") for _ in range(3)]
        refused_of(many)
        few = [pool.submit(shown, newcomer, sale, "newcomer") for _ in range(3)]
        refused_of(few)
    # The print that was refused is not counted.
    counted = [call.result().json()["number"] for call in many if call.result().status_code == 201]
    assert sorted(counted) == [1, 2]
    assert sorted(call.result().status_code for call in few) == [200, 200, 429]
    wanted = ["pdf-slow", "pdf-newcomer", "pdf-greedy", "pdf-newcomer", "pdf-greedy"]
    assert wait_until(lambda: len(found := sale.served()[before:]) == 5 and found) == wanted


def test_a_normal_receipt_goes_before_long_ones(sale: Sale) -> None:
    """Two long ones wait already, of a newcomer. The seller has had many PDFs."""
    newcomer, before = sale.shop.person("wati", "admin"), len(sale.served())
    with ThreadPoolExecutor(6) as pool, sale.slow_document():
        long = [pool.submit(shown, newcomer, sale, "long", sale.long_receipt) for _ in range(3)]
        refused_of(long)
        refused_of([pool.submit(shown, sale.seller, sale, "normal") for _ in range(3)])
    wanted = ["pdf-slow", "pdf-normal", "pdf-normal", "pdf-long", "pdf-long"]
    assert wait_until(lambda: len(found := sale.served()[before:]) == 5 and found) == wanted


def test_what_is_no_pdf_does_not_wait(sale: Sale) -> None:
    with sale.slow_document():
        assert get(sale.seller, sale.receipt, "html").text.startswith("<!doctype html>")
        assert get(sale.seller, f"{sale.receipt}?format=escpos", "roll").status_code == 200
        assert get(sale.learner, f"{sale.receipt}?format=pdf", "foreign").status_code == 404
        headers: dict[str, Any] = {**sale.seller.http.headers}
        head = requests.head(f"{sale.shop.url}{sale.receipt}?format=pdf", headers=headers, timeout=60)
        assert (head.status_code, head.headers["Content-Type"]) == (200, "application/pdf")
        assert "Content-Length" not in head.headers


def test_who_sends_a_body_waits_too(sale: Sale) -> None:
    """The app first runs a request with a body of unknown length without it, in a thread of the service."""
    url, headers = f"{sale.shop.url}{sale.receipt}?format=pdf", {**sale.seller.http.headers}

    def ask() -> requests.Response:
        return requests.get(url, data=iter([b"x"]), headers=headers, timeout=60)

    with ThreadPoolExecutor(3) as pool, sale.slow_document():
        calls = [pool.submit(ask) for _ in range(3)]
        refused_of(calls)
    assert sorted(call.result().status_code for call in calls) == [200, 200, 429]
    assert {call.result().content[:4] for call in calls if call.result().status_code == 200} == {b"%PDF"}
