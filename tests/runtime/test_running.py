"""The server process: health, CORS, a missing database, stops, commands, the demo shop."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
import requests
from flask import Flask

from support.app import CHEAP, ROOT, App, clean_environment, flask, free_port, secrets_for_tests, wait_until
from support.database import Server
from support.people import PASSWORD, Person, Shop
from support.tcp import forward_connections
from web import cors

ORIGIN = "http://localhost:5173"
LONG = bool(os.environ.get("LONG"))


def test_health(shop: Shop) -> None:
    for path in ("/health", "/health/live", "/health/ready"):
        assert shop.visitor().get(path).json() == {"status": "ok"}
    # Its line is behind those of the probes.
    wanted = shop.visitor().get("/api/products/7").headers["X-Request-ID"]
    wait_until(lambda: wanted in shop.app.log.read_text())
    assert not re.search(r"GET /health\S* 200", shop.app.log.read_text())


def test_a_listed_origin_is_echoed_with_credentials_and_no_other(shop: Shop) -> None:
    def asked_from(origin: str, method: str = "GET") -> requests.Response:
        headers = {
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization",
        }
        return requests.request(method, shop.url + "/api/products", headers=headers, timeout=30)

    for method in ("GET", "OPTIONS"):
        answer = asked_from(ORIGIN, method)
        assert answer.status_code == (204 if method == "OPTIONS" else 200)
        assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
        assert answer.headers["Access-Control-Allow-Credentials"] == "true"
        assert "Origin" in answer.headers["Vary"]
    assert "authorization" in asked_from(ORIGIN, "OPTIONS").headers["Access-Control-Allow-Headers"].lower()
    for origin in (
        "null",
        "https://localhost:5173",
        ORIGIN + ".evil.example",
        "http://evil.example",
        "http://xlocalhost:5173",
    ):
        for method in ("GET", "OPTIONS"):
            answer = asked_from(origin, method)
            assert "Access-Control-Allow-Origin" not in answer.headers
            assert "Origin" in answer.headers["Vary"]
    problem = requests.get(shop.url + "/api/products/7", headers={"Origin": ORIGIN}, timeout=30)
    assert (problem.status_code, problem.headers["Access-Control-Allow-Origin"]) == (404, ORIGIN)


def test_a_page_of_another_origin_reads_every_header_that_the_document_names(shop: Shop) -> None:
    paths = json.loads((ROOT / "docs" / "openapi.json").read_text())["paths"].values()
    responses = [answer for calls in paths for call in calls.values() for answer in call["responses"].values()]
    named = {header for answer in responses for header in answer.get("headers", ())}
    answer = requests.delete(shop.url + "/api/products", headers={"Origin": ORIGIN}, timeout=30)
    exposed = set(answer.headers["Access-Control-Expose-Headers"].split(", "))
    assert answer.status_code == 405 and "Allow" in exposed
    assert named and exposed >= named | {"ETag", "Content-Range", "Accept-Ranges", "Retry-After", "X-Request-ID"}


@pytest.mark.parametrize("listed", ["http://[::1]:3000", "http://a.b:3000", "http://[1:2]:3000"])
def test_an_origin_is_never_a_pattern(listed: str) -> None:
    app = Flask("shop")
    cors.install(app, [listed])

    def allowed(origin: str) -> str | None:
        headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        answers = [app.test_client().open("/", method=method, headers=headers) for method in ("GET", "OPTIONS")]
        found = {answer.headers.get("Access-Control-Allow-Origin") for answer in answers}
        assert len(found) == 1 and all("Origin" in answer.headers["Vary"] for answer in answers)
        return found.pop()

    assert allowed(listed) == listed
    for other in ("http://1:3000", "http://::3000", "http://axb:3000", listed.upper(), listed + "0", "x" + listed, ""):
        assert allowed(other) is None, other


@pytest.mark.slow
@pytest.mark.skipif("TEST_DB_HOST" in os.environ, reason="stops the private server only")
def test_a_frozen_or_missing_database_is_a_503_and_heals(tmp_path: Path) -> None:
    env = {**CHEAP, **secrets_for_tests(), "DATA_DIR": str(tmp_path), "ENV": "test", "WORKERS": "1", "DB_TIMEOUT": "2"}
    app = App.start(env, tmp_path / "app.log")
    (database,) = pids(f"mariadbd.*{tmp_path}")

    def ask(path: str) -> requests.Response:
        return requests.get(app.url + path, headers={"Origin": ORIGIN}, timeout=15)

    os.kill(database, signal.SIGSTOP)
    try:
        for path in ("/api/products", "/health/ready", "/health"):
            answer = ask(path)
            assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
            assert int(answer.headers["Retry-After"]) > 0
            assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
        page = requests.get(app.url + f"/certificates/{'A' * 26}", headers={"Accept": "text/html"}, timeout=15)
        assert page.status_code == 503 and "Something went wrong" not in page.text
        assert "The shop is not available right now" in page.text and page.headers["Retry-After"]
        assert ask("/health/live").status_code == 200
    finally:
        os.kill(database, signal.SIGCONT)
    wait_until(lambda: ask("/api/products").status_code == 200)
    for victim in (f"mariadbd.*{tmp_path}", f"embedded_mariadb.py watch {tmp_path}"):
        # Without its watchdog the server is killed, too, and the service starts both again.
        (pid,) = pids(victim)
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda pid=pid: not Path(f"/proc/{pid}/cmdline").exists())
        wait_until(lambda: ask("/health/ready").status_code == 200)
    assert "the watchdog of the embedded database has ended" in app.log.read_text()
    # A worker tries again a quarter of a second after its last failure.
    wait_until(lambda: ask("/api/products").status_code == 200)
    assert app.stop() == 0


def test_a_stop_finishes_requests_in_progress(own: dict[str, str], tmp_path: Path) -> None:
    app = App.start({**own, "WORKERS": "2"}, tmp_path / "app.log", plain=True)
    broken: list[str] = []
    answered = [0] * 6

    def ask(number: int) -> None:
        with requests.Session() as http:
            while True:
                try:
                    http.get(app.url + "/api/products/categories", timeout=20).raise_for_status()
                    answered[number] += 1
                except requests.ConnectionError as error:
                    if "refused" not in str(error) and "RemoteDisconnected" not in str(error):
                        broken.append(repr(error))
                    return

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    wait_until(lambda: min(answered) > 20)
    assert app.stop() == 0
    for thread in threads:
        thread.join()
    assert not broken


def test_a_second_shop_on_the_same_port_fails_with_a_message(own: dict[str, str], tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        env = {**clean_environment(), **own, "HOST": "127.0.0.1", "PORT": str(port)}
        ended = subprocess.run(
            [sys.executable, "app.py"], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
        )
    assert ended.returncode == 1
    assert ended.stderr == f"PORT: 127.0.0.1:{port} can't be listened on: Address already in use.\n"


def test_a_directory_that_cannot_be_written_is_one_sentence() -> None:
    env = {**clean_environment(), **secrets_for_tests(), "ENV": "test", "DATA_DIR": "/proc/self/nothing"}
    for command in (["app.py"], ["-m", "flask", "check"], ["-m", "flask", "worker"]):
        words = [sys.executable, *command]
        ended = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)
        assert ended.returncode == 1
        assert ended.stderr.count("\n") == 1 and "/proc/self/nothing" in ended.stderr, ended.stderr


def test_an_edited_migration_or_an_unfinished_restore_ends_the_start_once(
    own: dict[str, str], server: Server, tmp_path: Path
) -> None:
    env = {**clean_environment(), "DATA_DIR": str(tmp_path), **own, "WORKERS": "2", "PORT": str(free_port())}
    ((made, said),) = flask(env, "db init")
    assert made == 0, said
    with server.connect(own["DB_NAME"]) as connection, connection.cursor() as cursor:
        for statement, sentence in (
            ("UPDATE schema_migrations SET checksum = 'x' WHERE version = 3", "migrations/0003_people.sql was edited"),
            ("CREATE TABLE restore_progress (id INT)", "A restore into this database has not finished"),
        ):
            cursor.execute(statement)
            words = [sys.executable, "app.py"]
            ended = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)
            assert ended.returncode == 1
            assert ended.stderr.startswith(sentence) and ended.stderr.count("\n") == 1, ended.stderr
            assert ended.stdout == ""


STARTED = re.compile(r"Started worker-\d")


def test_a_killed_worker_is_restarted(own: dict[str, str], tmp_path: Path) -> None:
    app = App.start({**own, "WORKERS": "2", "RUN_JOBS": "0"}, tmp_path / "app.log", plain=True)

    def workers() -> set[int]:
        path = Path(f"/proc/{app.process.pid}/task/{app.process.pid}/children")
        return set(map(int, path.read_text().split()))

    def started() -> int:
        return len(STARTED.findall((tmp_path / "app.log").read_text()))

    # Each listens for itself, and only once it has started.
    wait_until(lambda: started() == 2)
    # Also one that is killed again at once.
    for count in range(3, 6):
        killed = max(workers())
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: started() == count)  # noqa: B023
        assert len(workers()) == 2 and killed not in workers()
    for _ in range(20):
        assert requests.get(app.url + "/api/products", timeout=20).status_code == 200
    assert app.stop() == 0


def test_ctrl_c_in_a_terminal_stops_at_once(own: dict[str, str], tmp_path: Path) -> None:
    """A terminal sends SIGINT to the parent and its workers at the same time."""
    for number in range(3 if LONG else 1):
        app = App.start({**own, "WORKERS": "2"}, tmp_path / f"{number}.log", plain=True)
        # One worker answers before the other has begun.
        wait_until(lambda: {"Started worker-1", "Started worker-2"} <= set(STARTED.findall(app.log.read_text())))  # noqa: B023
        os.killpg(app.process.pid, signal.SIGINT)
        assert app.process.wait(25) == 0


def test_a_stop_during_the_start_of_workers_is_handled(own: dict[str, str], tmp_path: Path) -> None:
    app = App.start(own, tmp_path / "app.log", wait=False, plain=True)
    wait_until(lambda: "Spawning worker" in app.log.read_text())
    app.process.send_signal(signal.SIGTERM)
    assert app.process.wait(25) == 0


@pytest.mark.slow
@pytest.mark.skipif("TEST_DB_HOST" in os.environ, reason="needs the private server's socket")
def test_the_start_waits_for_a_late_database(own: dict[str, str], server: Server, tmp_path: Path) -> None:
    port = free_port()
    app = App.start({**own, "DB_HOST": "127.0.0.1", "DB_PORT": str(port)}, tmp_path / "app.log", wait=False)

    def ask(path: str) -> int:
        try:
            return requests.get(app.url + path, timeout=30).status_code
        except requests.ConnectionError:
            return 0

    wait_until(lambda: ask("/health/live") == 200)
    assert [ask(path) for path in ("/health", "/health/ready", "/api/products", "/")] == [503] * 4
    stop = threading.Event()
    carrier = threading.Thread(target=forward_connections, args=(port, server, stop))
    carrier.start()
    wait_until(lambda: ask("/health/ready") == 200)
    assert ask("/api/products") == 200
    assert app.stop() == 0
    stop.set()
    carrier.join()


def test_unsafe_settings_stop_the_start_and_are_named(tmp_path: Path) -> None:
    env = {
        **clean_environment(),
        "ENV": "production",
        "DB_HOST": "db",
        "DB_TLS": "off",
        "DB_PASSWORD": "x",
        "JWT_SECRET_KEY": "finenice-secret",
        "DATA_DIR": str(tmp_path),
    }
    result = subprocess.run([sys.executable, "app.py"], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.splitlines()[0].startswith("API_KEY_SALT must be")
    assert result.stderr.splitlines()[1].startswith("JWT_SECRET_KEY must be")
    assert "Traceback" not in result.stderr


@pytest.mark.slow
def test_the_demo_shop_is_seeded_once(own: dict[str, str], server: Server, tmp_path: Path) -> None:
    app = App.start(
        {**own, "ENV": "development", "DEMO_PASSWORD": "sandi-demo-toko", "WORKERS": "2"}, tmp_path / "app.log"
    )

    def sign_in(username: str, password: str) -> dict[str, str]:
        answer = requests.post(app.url + "/login", json={"username": username, "password": password}, timeout=20)
        assert answer.status_code == 200, username
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    # What the home page begins with is drawn within moments of the start.
    newest = app.url + "/api/products?per_page=24"
    wait_until(lambda: all(product["image_url"] for product in requests.get(newest, timeout=20).json()["products"]))
    user1 = sign_in("user1", "pass123")
    greeting = requests.get(app.url + "/users", headers=user1, timeout=20).json()
    assert greeting["msg"] == "Selamat datang, user1!"
    listed = requests.get(app.url + "/products", headers=user1, timeout=20).json()
    assert listed["msg"] == "Daftar produk berhasil diambil oleh user: user1"
    assert listed["products"][:3] == [
        {"id": 1, "name": "Laptop XYZ", "price": 15_000_000},
        {"id": 2, "name": "Smartphone ABC", "price": 8_000_000},
        {"id": 3, "name": "Monitor Ultra", "price": 4_500_000},
    ]
    assert requests.get(app.url + "/api/products", timeout=20).json()["total_items"] == 201
    seller = sign_in("seller", "sandi-demo-toko")
    sales = requests.get(app.url + "/api/transactions?scope=sales&per_page=100", headers=seller, timeout=20).json()
    assert len(sales["transactions"]) == 100
    for username, role in (("admin", "admin"), ("developer", "developer"), ("seller", "seller")):
        profile = requests.get(app.url + "/api/users/profile", headers=sign_in(username, "sandi-demo-toko"), timeout=20)
        assert profile.json()["role"] == role
    bought = requests.post(
        app.url + "/api/transactions", json={"items": [{"product_id": 1, "qty": 1}]}, headers=user1, timeout=20
    )
    assert bought.status_code == 201
    assert "sandi-demo-toko" not in app.log.read_text()
    learn(app, user1, seller, sign_in("admin", "sandi-demo-toko"))
    assert app.stop() == 0
    # A second start leaves the shop as it is, and the self-check finds it sound.
    env = {**clean_environment(), "DATA_DIR": str(tmp_path), **own, "ENV": "development"}
    (checked, found), (seeded, refused) = flask(env, "check", "seed")
    assert checked == 0, found
    assert "ok      every line has left the stock once, and that of a closed order has returned" in found
    assert (seeded, "needs an empty one" in refused) == (1, True)
    with server.connect(own["DB_NAME"]) as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE products SET stock = stock + 1 WHERE id = 7")
    ((code, broken),) = flask(env, "check")
    assert (code, "FAILED  a product's stock is the sum of its ledger" in broken) == (1, True)


def learn(app: App, user1: dict[str, str], seller: dict[str, str], admin: dict[str, str]) -> None:
    """Complete the free demo course as user1, and buy the other one."""

    def ask(method: str, path: str, who: dict[str, str], **body: Any) -> requests.Response:
        return requests.request(method, f"{app.url}/api/{path}", headers=who, timeout=20, **body)

    sold, free = ask("GET", "courses", {}).json()["courses"]
    assert (free["title"], free["product"]) == ("Ekspor Pertama Anda", None)
    assert [ask("POST", f"courses/{free['id']}/enroll", user1).status_code for _ in range(2)] == [201, 200]
    progress = ask("GET", f"courses/{free['id']}/progress", user1).json()
    place = f"courses/{free['id']}/contents/{progress['resume']['content_id']}"
    assert "<table>" in ask("GET", place, user1).json()["html"]
    read = ask("POST", f"courses/{free['id']}/progress", user1, json={"completed": True}).json()
    # Its quiz is left, which the admin takes in person.
    assert (read["percent"], read["completed"]) == (85, False)
    me = ask("GET", "users/profile", user1).json()["id"]
    waived = {"content_id": read["resume"]["content_id"], "reason": "Ujian lisan"}
    assert ask("POST", f"courses/{free['id']}/learners/{me}/waive", admin, json=waived).status_code == 200
    done = ask("GET", f"courses/{free['id']}/progress", user1).json()
    assert (done["percent"], done["completed"], done["resume"]) == (100, True, None)
    sheet = ask("GET", f"certificates/{done['certificate']['code']}/pdf", user1)
    assert sheet.content.startswith(b"%PDF-")

    refused = ask("POST", f"courses/{sold['id']}/enroll", user1).json()
    assert (refused["code"], refused["product_id"]) == ("purchase_required", sold["product"]["id"])
    line = {"product_id": sold["product"]["id"], "qty": 1}
    assert ask("POST", "transactions", user1, json={"items": [line]}).status_code == 201
    assert ask("POST", f"courses/{sold['id']}/enroll", user1).status_code == 200
    assert ask("GET", f"courses/{sold['id']}/draft", seller).json()["version"] == 1
    assert ask("GET", f"courses/{free['id']}/draft", seller).status_code == 404


def test_the_command_line_creates_an_admin(own: dict[str, str], server: Server, shop: Shop, tmp_path: Path) -> None:
    env = {**clean_environment(), "DATA_DIR": str(tmp_path), **own, "DB_NAME": shop.name}
    command = f"create-admin --email Dewi@Example.com --password {PASSWORD}"
    (made, said), (twice, refused) = flask(env, command, command)
    assert made == 0, said
    answer = shop.visitor().post("/api/auth/login", {"email": "dewi@example.com", "password": PASSWORD})
    assert answer.json()["user"]["roles"] == ["admin", "buyer"]
    # Whoever runs the server vouches for the address, so a reset leaves an admin's second factor and keys alone.
    assert answer.json()["user"]["email_verified"] is True
    assert (twice, "already taken" in refused) == (1, True)


def test_flask_run_serves_too(own: dict[str, str], tmp_path: Path) -> None:
    port = free_port()
    env = {**clean_environment(), "DATA_DIR": str(tmp_path), **own}
    with (tmp_path / "flask.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "flask", "run", f"--port={port}"], cwd=ROOT, env=env, stdout=log, stderr=log
        )

    def answers() -> bool:
        try:
            return requests.get(f"http://127.0.0.1:{port}/health", timeout=5).status_code == 200
        except requests.ConnectionError:
            return False

    wait_until(answers)
    assert requests.get(f"http://127.0.0.1:{port}/api/products", timeout=5).json()["products"] == []
    process.terminate()
    process.wait(20)


def test_a_shop_with_pkp_status_shows_the_tax_in_each_price(
    own: dict[str, str], server: Server, tmp_path: Path
) -> None:
    app = App.start({**own, "TAX_REGISTERED": "1"}, tmp_path / "app.log")
    shop = Shop(app, server.connect(own["DB_NAME"]), own["DB_NAME"])
    sari: Person = shop.person("sari", "seller")
    sale = sari.buys(sari.offers(price=111_000), 2).json()
    assert (sale["total"], sale["tax"], sale["items"][0]["tax"]) == (222_000, 22_000, 22_000)
    shop.must_be_sound()
    shop.database.close()
    sari.http.close()
    assert app.stop() == 0


def pids(pattern: str) -> list[int]:
    found = subprocess.run(["pgrep", "-f", pattern], capture_output=True, text=True, check=False)
    return [int(pid) for pid in found.stdout.split()]
