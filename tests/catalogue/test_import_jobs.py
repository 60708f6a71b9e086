"""Imports as jobs: progress, events, concurrency and killed workers."""

from __future__ import annotations

import json
import os
import secrets
import signal
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from import_requests import HEAD, counts, done, many, products_by_sku, send
from test_import_corpus import CORPUS

from support.app import CHEAP, App, at_once, secrets_for_tests, wait_until
from support.database import Server
from support.people import Person, Shop

# The size of the parts in which the file of a job is stored.
PART_BYTES = 1024 * 1024


def test_a_job_uses_the_store_that_the_caller_selected(shop: Shop, sari: Person) -> None:
    content = (CORPUS / "loyverse_toko_beda.csv").read_text()
    (fault,) = send(sari, content).json()["errors"]
    assert fault["msg"] == (
        "Prices differ between the stores Toko Pasar, Toko Mall, such as Kopi Gayo 250 g: 50000.00, 55000.00. "
        "Send the name of one of them as store."
    )
    (fault,) = send(sari, content, store="Toko Desa").json()["errors"]
    assert (fault["field"], fault["code"]) == ("store", "store_unknown")
    (fault,) = send(sari, "nama,harga\nKopi,5000\n", store="Toko Desa").json()["errors"]
    assert (fault["field"], fault["code"]) == ("store", "store_unknown")
    filler = "x" * 60
    rows = [f"p{number},P-{number},Paku {number},{filler},N,,,,,Y,900,1,,Y,1000,3,\n" for number in range(4_000)]
    report = done(sari, send(sari, content + "".join(rows), store="Toko Mall", create_missing="true"))
    assert report["columns"]["price"] == "Price [Toko Mall]"
    after = products_by_sku(shop, sari)
    assert (after["10001"]["price"], after["P-9"]["price"], after["P-9"]["stock"]) == (55_000, 1_000, 3)


def test_a_job_reads_a_character_that_straddles_two_parts(shop: Shop, sari: Person) -> None:
    rows = "".join(f"P-{number},Paku {number},1000,{'x' * 120_000}\n" for number in range(8))
    head = f"sku,nama,harga,catatan\n{rows}T-1,Teh,2000,".encode()
    content = head + b"x" * (PART_BYTES - len(head) - 1) + "é\n".encode()
    assert content[PART_BYTES - 1 : PART_BYTES + 1] == "é".encode()
    answer = send(sari, content, dry_run="true")
    assert answer.status_code == 202
    assert counts(done(sari, answer)) == (9, 0, 0, 0)
    assert shop.value("SELECT attempts FROM jobs WHERE kind = 'import'") == 1


def test_a_job_whose_file_is_damaged_fails_at_once_and_says_why(shop: Shop, sari: Person, dewi: Person) -> None:
    # Another import is running, so the file waits.
    send(sari, HEAD + "A,Kopi,1,1,,\n")
    shop.rows(
        "UPDATE jobs SET state = 'running', due_at = '2099-01-01', unique_name = CONCAT('import:', user_id, ':0')"
        " WHERE kind = 'import'"
    )
    answer = send(sari, HEAD + "B,Teh,1000,1,é,\n")
    assert answer.json()["state"] == "queued" and answer.json()["error"] is None
    place = answer.headers["Location"]
    shop.rows(
        "UPDATE import_parts SET content = LEFT(content, LENGTH(content) - 3) WHERE import_id = %s",
        (answer.json()["id"],),
    )
    shop.rows("UPDATE jobs SET state = 'done', unique_name = NULL WHERE state = 'running'")
    report = wait_until(lambda: (now := sari.get(place).json())["state"] == "failed" and now)
    assert report["error"] == {
        "code": "file_encoding", "msg": "This text is damaged: it can't be decoded completely.",
    }  # fmt: skip
    assert counts(report) == (0, 0, 0, 0) and report["failures"] == []
    (listed,) = sari.get("/api/imports?per_page=1", headers={"Accept-Language": "id"}).json()["imports"]
    assert listed["error"]["msg"] == "Teks ini rusak: tidak dapat dibaca sampai akhir."
    ((name, told),) = list(follow(sari, f"{place}/events"))
    assert name == "done" and told["error"] == report["error"]
    (job,) = shop.rows("SELECT id, attempts, error FROM jobs WHERE state = 'failed'")
    assert (job["attempts"], job["error"]) == (1, "file_encoding")
    # Once the file can be read, a retry imports it, and the reason is gone.
    shop.rows("UPDATE import_parts SET content = %s", ((HEAD + "B,Teh,1000,1,é,\n").encode(),))
    assert dewi.post(f"/api/jobs/{job['id']}/retry").status_code == 200
    report = wait_until(lambda: (now := sari.get(place).json())["state"] == "done" and now)
    assert counts(report) == (1, 0, 0, 0) and report["error"] is None


def test_an_import_that_an_error_of_the_server_stops_says_so(shop: Shop, sari: Person) -> None:
    answer = send(sari, HEAD + "A,Kopi,1000,1,,\n")
    shop.rows("UPDATE jobs SET state = 'failed', error = 'MemoryError'")
    error = sari.get(answer.headers["Location"]).json()["error"]
    assert error["code"] == "import_stopped" and "MemoryError" not in error["msg"]


def test_a_large_file_is_imported_by_a_job_with_progress_events(shop: Shop, sari: Person) -> None:
    bad = tuple(range(0, 3_000, 50))
    answer = send(sari, many(3_000, bad))
    assert answer.status_code == 202
    assert answer.json()["progress"]["rows_total"] == 3_000
    events = list(follow(sari, answer.headers["Location"] + "/events"))
    assert [name for name, _ in events[:-1]] == ["progress"] * (len(events) - 1)
    assert events[-1][0] == "done" and events[-1][1]["state"] == "done"
    steps = [data["progress"]["rows_done"] for _, data in events]
    assert steps == sorted(steps) and steps[-1] == 3_000
    report = done(sari, answer)
    assert counts(report) == (2_940, 0, 0, 60)
    assert report["progress"]["rows_per_second"] > 0 and report["progress"]["seconds_left"] == 0
    assert len(report["failures"]) == 20
    place, lines, cursor = answer.headers["Location"] + "/rows?per_page=25", [], ""
    while cursor is not None:
        page = sari.get(f"{place}&cursor={cursor}").json()
        lines += [row["line"] for row in page["rows"]]
        cursor = page["next_cursor"]
    assert lines == [n + 2 for n in bad]
    assert len(sari.get(answer.headers["Location"] + "/failed.csv").text.splitlines()) == 61
    shop.must_be_sound()
    # Importing it again changes nothing.
    before = shop.rows("SELECT id, change_id, updated_at FROM products ORDER BY id")
    assert counts(done(sari, send(sari, many(3_000, bad)))) == (0, 0, 2_940, 60)
    assert shop.rows("SELECT id, change_id, updated_at FROM products ORDER BY id") == before
    assert len(sari.get("/api/imports?per_page=1").json()["imports"]) == 1


def follow(person: Person, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the events of an import like a client that reconnects when a stream ends."""
    while True:
        with person.http.get(person.shop.url + path, stream=True, timeout=30) as answer:
            assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/event-stream")
            event: dict[str, str] = {}
            for line in answer.iter_lines(decode_unicode=True):
                if line:
                    name, _, value = line.partition(": ")
                    event[name] = value
                    continue
                if "data" in event:
                    yield event["event"], json.loads(event["data"])
                    if event["event"] == "done":
                        return
                event = {}


def test_open_event_streams_are_limited_per_user(shop: Shop, sari: Person, dewi: Person) -> None:
    answer = send(sari, HEAD + "A,Kopi,1,1,,\n")
    # An import that never ends.
    shop.rows("UPDATE jobs SET state = 'running', due_at = '2099-01-01' WHERE kind = 'import'")
    path = shop.url + answer.headers["Location"] + "/events"
    headers = dict(sari.http.headers)
    first, second = (requests.get(path, headers=headers, stream=True, timeout=30) for _ in range(2))
    assert first.raw.read(1) and second.raw.read(1)
    refused = sari.get(answer.headers["Location"] + "/events")
    assert (refused.status_code, refused.json()["code"], refused.headers["Retry-After"]) == (503, "busy", "2")
    assert sari.get("/api/imports").status_code == 200
    # Streams of one user leave places for others.
    third = requests.get(path, headers=dict(dewi.http.headers), stream=True, timeout=30)
    assert third.status_code == 200 and third.raw.read(1)
    third.close()
    first.close()
    shop.rows("UPDATE jobs SET state = 'done'")
    assert b"event: done" in second.raw.read()
    second.close()
    assert wait_until(lambda: requests.get(path, headers=headers, timeout=30).status_code == 200)


def test_concurrent_imports_of_one_file_create_each_product_once(shop: Shop, sari: Person) -> None:
    content = many(800)
    reports = at_once(3, lambda _: done(sari, send(sari, content)))
    assert sum(counts(report)[0] for report in reports) == 800
    assert all(counts(report)[3] == 0 for report in reports)
    assert shop.value("SELECT COUNT(*) FROM products") == 800
    assert shop.value("SELECT COUNT(*) FROM stock_ledger") == 800
    shop.must_be_sound()


def test_concurrent_imports_create_products_identified_by_name_once(shop: Shop, sari: Person) -> None:
    content = "nama,harga\n" + "".join(f"Barang {n},{n + 1}\n" for n in range(300))
    reports = at_once(3, lambda _: done(sari, send(sari, content)))
    assert sorted(counts(report) for report in reports) == [(0, 0, 300, 0), (0, 0, 300, 0), (300, 0, 0, 0)]
    assert shop.value("SELECT COUNT(*) FROM products") == 300


def test_imports_of_one_user_are_queued_up_to_a_limit(shop: Shop, sari: Person) -> None:
    # An import that never ends.
    busy = send(sari, HEAD + "A,Kopi,1,1,,\n").json()["id"]
    shop.rows(
        "UPDATE jobs SET state = 'running', due_at = '2099-01-01', unique_name = CONCAT('import:', user_id, ':0')"
        " WHERE kind = 'import'"
    )
    waiting = [send(sari, HEAD + f"B,Teh,{price},1,,\n") for price in (1000, 2000, 3000)]
    assert [(answer.status_code, answer.json()["state"]) for answer in waiting] == [(202, "queued")] * 3
    refused = send(sari, HEAD + "B,Teh,4000,1,,\n")
    assert (refused.status_code, refused.json()["code"], refused.json()["most"]) == (429, "too_many_imports", 3)
    assert refused.headers["Retry-After"] == "30"
    # Imports of other users do not wait for hers.
    assert send(shop.person("tono", "seller"), HEAD + "B,Teh,5,1,,\n").status_code == 200
    shop.rows(
        "UPDATE jobs SET state = 'done', unique_name = NULL WHERE id = (SELECT job_id FROM imports WHERE id = %s)",
        (busy,),
    )
    assert [counts(done(sari, answer)) for answer in waiting] == [(1, 0, 0, 0), (0, 1, 0, 0), (0, 1, 0, 0)]
    assert products_by_sku(shop, sari)["B"]["price"] == 3_000
    assert send(sari, HEAD + "B,Teh,4000,1,,\n").status_code == 200


def test_sales_continue_during_an_import_of_stock(shop: Shop, sari: Person, budi: Person) -> None:
    send(sari, HEAD + "".join(f"S-{n},Barang {n},1000,1000,,\n" for n in range(200)))
    ids = [row["id"] for row in products_by_sku(shop, sari).values()]
    end = threading.Event()
    sold: list[int] = []

    def buy() -> None:
        while not end.is_set():
            sold.append(budi.buys(ids[len(sold) % 200]).status_code)

    buyer = threading.Thread(target=buy)
    buyer.start()
    try:
        for stock in (500, 700, 900):
            report = send(sari, "sku,stok\n" + "".join(f"S-{n},{stock}\n" for n in range(200))).json()
            assert counts(report)[3] == 0
    finally:
        end.set()
        buyer.join()
    assert set(sold) == {201}
    shop.must_be_sound()


@pytest.fixture
def own_shop(server: Server, tmp_path: Any) -> Iterator[Shop]:
    """A shop of this test, whose jobs go to another worker after a second without renewal."""
    name = f"finenice_import_{secrets.token_hex(4)}"
    env = {**server.env, **CHEAP, **secrets_for_tests(), "DB_NAME": name, "ENV": "test", "WORKERS": "1"}
    app = App.start({**env, "JOB_LEASE_SECONDS": "1"}, tmp_path / "app.log")
    with server.connect(name) as connection:
        shop = Shop(app, connection, name)
        yield shop
        for person in shop.people:
            person.http.close()
    app.stop()
    with server.connect() as last, last.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")


@pytest.mark.slow
def test_an_import_resumes_after_its_worker_is_killed(own_shop: Shop) -> None:
    shop, sari = own_shop, own_shop.person("sari", "seller")
    count = 15_000
    answer = send(sari, many(count, bad=(5, 7_000)))
    killed: set[int] = set()
    for least in (1_000, 6_000):

        def place(least: int = least) -> Any:
            found = shop.rows("SELECT worker, rows_done FROM jobs WHERE kind = 'import' AND state = 'running'")
            return found and found[0]["rows_done"] >= least and found[0]

        row = wait_until(place, 60)
        assert row["rows_done"] < count, "the import was over before it could be killed"
        pid = int(row["worker"].split("-")[0])
        os.kill(pid, signal.SIGKILL)
        killed.add(pid)
    report = done(sari, answer)
    assert len(killed) == 2 and shop.value("SELECT attempts FROM jobs WHERE kind = 'import'") == 3
    assert counts(report) == (count - 2, 0, 0, 2)
    assert [row["line"] for row in report["failures"]] == [7, 7_002]
    assert shop.value("SELECT COUNT(*) FROM products") == count - 2
    assert shop.value("SELECT COUNT(DISTINCT sku) FROM products") == count - 2
    assert shop.value("SELECT COUNT(*) FROM stock_ledger") == count - 2
    assert shop.value("SELECT COUNT(*) FROM product_barcodes") == count // 3
    assert shop.value("SELECT COUNT(*) FROM activities WHERE type = 'import'") == 1
    assert shop.value("SELECT COUNT(*) FROM products WHERE change_id <= 0") == 0
    shop.must_be_sound()
    assert counts(done(sari, send(sari, many(count, bad=(5, 7_000))))) == (0, 0, count - 2, 2)


def test_products_of_a_killed_worker_are_indexed_by_the_next_attempt(shop: Shop, sari: Person) -> None:
    """The worker was killed after the last row and before indexing."""
    report = done(sari, send(sari, "sku,nama,harga\nK-1,Kopi Gayo,1000\nT-1,Teh,2000\n"))
    shop.rows("DELETE FROM product_words")
    shop.rows("UPDATE products SET change_id = -%s", (report["id"],))
    visitor = shop.visitor()
    assert visitor.get("/api/products?search=gayo").json()["total_items"] == 0
    shop.rows("UPDATE jobs SET state = 'queued', due_at = UTC_TIMESTAMP(6)")
    wait_until(lambda: shop.value("SELECT state FROM jobs") == "done")
    assert visitor.get("/api/products?search=gayo").json()["total_items"] == 1
    assert [change["id"] for change in visitor.get("/api/changes").json()["changes"]] == [
        product["id"] for product in products_by_sku(shop, sari).values()
    ]
