"""A real shop for every test: a MySQL-protocol server, the app as its own process, people who call it over HTTP."""

from __future__ import annotations

import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.contentmanager import ContentManager, raw_data_manager
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, ClassVar

import mysql.connector
import pytest
import requests

import db
from queries.system import audit
from runtime import embedded_mariadb
from settings import Database
from web.openapi.problem_schema import MEMBERS, SOMETIMES

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "rahasia-sekali"
# What MySQL says where it shows statements as text and one of them holds bytes that are none.
CANNOT_CONVERT = 3854
PROBLEM_KEYS = {"type", "title", "status", "detail", "code", "msg", "request_id"}
# Hashing costs nothing here and nobody calls too often, because tests sign in hundreds of times.
UNLIMITED = {f"RATE_LIMIT_{name}": "off" for name in ("GENERAL", "AUTH", "API", "EMAILS")}
CHEAP = {"ARGON2_MEMORY_KIB": "8", "ARGON2_TIME_COST": "1", **UNLIMITED}
# Every address here is this machine's, and looking for a proxy at each call costs a tenth of the call.
os.environ["no_proxy"] = "127.0.0.1,localhost"


# A letter's content is what a mail program without HTML shows of it.
_content = ContentManager()
_content.get_handlers.update(raw_data_manager.get_handlers)
_content.add_get_handler(
    "multipart/alternative", lambda mail: mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
)
AS_TEXT = default.clone(content_manager=_content)


@dataclass(frozen=True)
class Server:
    """The MySQL-protocol server of this run: the private MariaDB, or the one that TEST_DB_HOST names."""

    env: dict[str, str]
    address: dict[str, Any]

    def connect(self, database: str | None = None) -> Any:
        return mysql.connector.connect(
            **self.address, database=database, autocommit=True, time_zone="+00:00", collation="utf8mb4_unicode_ci"
        )


def wait_until(condition: Callable[[], Any], seconds: float = 30) -> Any:
    """Asks again and again until the answer is true, without a fixed pause."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not (found := condition()):
        assert time.monotonic() < deadline, "this did not happen in time"
        pause.wait(0.02)
    return found


def under_way(connection: Any, sql: str, *params: Any) -> list[tuple[Any, ...]] | None:
    """Return rows about the server's statements, or None where MySQL fails because one of them holds binary bytes."""
    with connection.cursor() as cursor:
        try:
            cursor.execute(sql, params)
            return list(cursor.fetchall())
        except mysql.connector.DatabaseError as error:
            if error.errno != CANNOT_CONVERT:
                raise
            return None


def waiting_for_locks(connection: Any) -> set[int]:
    """Return the ids of the connections that wait for a row.

    `information_schema.innodb_trx` is no use: MariaDB renews it only where nobody has read it for a tenth of a second.
    """
    with connection.cursor() as cursor:
        cursor.execute("SHOW ENGINE INNODB STATUS")
        text = cursor.fetchone()[2]
    parts = [part for part in text.split("---TRANSACTION ")[1:] if "LOCK WAIT" in part]
    return {int(found[1]) for part in parts if (found := re.search(r"(?:MySQL|MariaDB) thread id (\d+)", part))}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One directory for all workers of this run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def server(run_dir: Path) -> Server:
    if host := os.environ.get("TEST_DB_HOST"):
        env = {f"DB_{name}": os.environ.get(f"TEST_DB_{name}", "") for name in ("HOST", "PORT", "USER", "PASSWORD")}
        env["DATA_DIR"] = str(run_dir / "data")
        address = {"host": host, "port": int(env["DB_PORT"]), "user": env["DB_USER"], "password": env["DB_PASSWORD"]}
        return Server(env, address)
    data_dir = run_dir / "data"
    return Server({"DATA_DIR": str(data_dir)}, {"unix_socket": str(embedded_mariadb.start(data_dir)), "user": "root"})


@dataclass
class App:
    """`python app.py` as its own process, on a free port, with its log in a file."""

    running: ClassVar[list[App]] = []

    process: subprocess.Popen[bytes]
    url: str
    log: Path
    env: dict[str, str]
    shared: bool = False

    @classmethod
    def start(cls, env: dict[str, str], log: Path, wait: bool = True) -> App:
        port = env.get("PORT") or str(free_port())
        env = {**clean_environment(), "HOST": "127.0.0.1", "PORT": port, **env}
        with log.open("ab") as file:
            process = subprocess.Popen(
                [sys.executable, "app.py"], cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                start_new_session=True,
            )  # fmt: skip
        app = cls(process, f"http://127.0.0.1:{port}", log, env)
        cls.running.append(app)
        if wait:
            app.wait_until_ready()
        return app

    def wait_until_ready(self) -> None:
        def ready() -> bool:
            assert self.process.poll() is None, self.log.read_text()
            try:
                return requests.get(self.url + "/health/ready", timeout=5).status_code == 200
            except requests.ConnectionError:
                return False

        wait_until(ready, 60)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(40)

    def kill(self) -> None:
        """Ends the app and its workers at once, as a power cut would."""
        children = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False
        ).stdout.split()
        for pid in [self.process.pid, *map(int, children)]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()


def clean_environment() -> dict[str, str]:
    """This process's environment without what would set up the app."""
    keep = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in keep if name in os.environ}


def flask(env: dict[str, str], *commands: str) -> list[tuple[int, str]]:
    """Runs these commands of `flask` one after the other in a process of their own, which starts once for all.

    Of each the exit code and what it says.
    """
    script = """
import json, sys, app
from click.testing import CliRunner
from flask.cli import FlaskGroup, ScriptInfo
started = ScriptInfo(create_app=app.create_app)
results = [CliRunner().invoke(FlaskGroup(), command.split(), obj=started) for command in sys.argv[1:]]
print(json.dumps([(result.exit_code, result.output) for result in results]))
"""
    words = [sys.executable, "-c", script, *commands]
    ended = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, timeout=90, check=False)
    assert ended.returncode == 0, ended.stderr
    return [(code, said) for code, said in json.loads(ended.stdout.splitlines()[-1])]


@dataclass
class Shop:
    """The running app and a direct look at its database."""

    app: App
    database: Any
    name: str
    people: list[Person] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.app.url

    def rows(self, sql: str, params: tuple[Any, ...] = ()) -> list[dict[str, Any]]:
        with self.database.cursor(dictionary=True) as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall()) if cursor.description else []

    def value(self, sql: str, params: tuple[Any, ...] = ()) -> Any:
        (row,) = self.rows(sql, params)
        return next(iter(row.values()))

    def letter(self, recipient: str, template: str) -> EmailMessage:
        """The last letter of this kind, once it was delivered: the file as a mail program reads it."""
        question = "SELECT id, created_at FROM letters WHERE recipient = %s AND template = %s AND sent_at IS NOT NULL"
        *_, row = wait_until(lambda: self.rows(question + " ORDER BY id", (recipient, template)))
        mailbox = Path(self.app.env.get("DATA_DIR", ROOT / "var")) / "mail"
        path = mailbox / f"{row['created_at']:%Y%m%dT%H%M%S%f}-{row['id']}.eml"
        return message_from_bytes(path.read_bytes(), policy=AS_TEXT)

    @contextmanager
    def meanwhile(self, server: Server, sql: str, *params: Any) -> Iterator[Callable[[int], None]]:
        """Holds the rows that a locking SELECT names; the value waits until so many of the shop's own wait, too."""

        def waiting() -> int:
            ours = under_way(self.database, "SELECT id FROM information_schema.processlist WHERE db = %s", self.name)
            return len({each for (each,) in ours or ()} & waiting_for_locks(self.database))

        with server.connect(self.name) as connection, connection.cursor() as cursor:
            cursor.execute("START TRANSACTION")
            cursor.execute(sql, params)
            assert cursor.fetchall()
            yield lambda count: wait_until(lambda: waiting() >= count)
            cursor.execute("ROLLBACK")

    def visitor(self) -> Person:
        """Somebody without an account."""
        person = Person(self)
        self.people.append(person)
        return person

    def person(self, username: str, *roles: str) -> Person:
        """Somebody with an account; the roles are granted beside the buyer's."""
        person = self.visitor()
        person.username = username
        person.sign_up()
        for role in roles:
            self.rows("INSERT IGNORE INTO user_roles (user_id, role) VALUES (%s, %s)", (person.id, role))
        return person

    def must_be_sound(self) -> None:
        """What `flask check` asks, asked here by statements of our own."""
        assert not self.rows(
            """
            SELECT p.id, p.stock, SUM(l.delta) AS total
            FROM products p LEFT JOIN stock_ledger l ON l.product_id = p.id
            GROUP BY p.id, p.stock HAVING p.stock <> COALESCE(SUM(l.delta), 0) OR p.stock < 0
            """
        )
        assert not self.rows(
            """
            SELECT t.id, t.total, SUM(i.subtotal) AS lines_total
            FROM transactions t LEFT JOIN transaction_items i ON i.transaction_id = t.id
            GROUP BY t.id, t.total, t.tax HAVING t.total <> COALESCE(SUM(i.subtotal), -1) OR t.tax <> SUM(i.tax)
            """
        )


class Person:
    """Somebody with an HTTP client, who checks the form of every answer."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.http = requests.Session()
        self.username = ""
        self.id = 0
        self.refresh_token = ""

    def sign_up(self) -> None:
        answer = self.post("/api/auth/register", {"username": self.username, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        self._keep(answer.json())

    def sign_in(self) -> None:
        answer = self.post("/api/auth/login", {"username": self.username, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        self._keep(answer.json())

    def _keep(self, signed_in: dict[str, Any]) -> None:
        self.id = signed_in["user"]["id"]
        self.refresh_token = signed_in["refresh_token"]
        self.http.headers["Authorization"] = f"Bearer {signed_in['access_token']}"

    @property
    def token(self) -> str:
        return str(self.http.headers["Authorization"]).removeprefix("Bearer ")

    def call(self, method: str, path: str, body: Any = None, **kwargs: Any) -> requests.Response:
        if body is not None:
            kwargs["json"] = body
        answers: list[requests.Response] = []

        def answered() -> bool:
            """Everybody tries again whom the shop was too busy to sign in."""
            answer = self.http.request(method, self.shop.url + path, timeout=30, allow_redirects=False, **kwargs)
            check_form(answer)
            answers.append(answer)
            return answer.status_code != 503 or answer.json()["code"] != "sign_in_busy"

        wait_until(answered)
        return answers[-1]

    def get(self, path: str, **kwargs: Any) -> requests.Response:
        return self.call("GET", path, **kwargs)

    def post(self, path: str, body: Any = None, **kwargs: Any) -> requests.Response:
        return self.call("POST", path, body, **kwargs)

    def put(self, path: str, body: Any = None, **kwargs: Any) -> requests.Response:
        return self.call("PUT", path, body, **kwargs)

    def patch(self, path: str, body: Any = None, **kwargs: Any) -> requests.Response:
        return self.call("PATCH", path, body, **kwargs)

    def delete(self, path: str, **kwargs: Any) -> requests.Response:
        return self.call("DELETE", path, **kwargs)

    def offers(self, name: str = "Kopi Gayo", price: int = 50_000, stock: int = 10, **fields: Any) -> int:
        """Puts a product up for sale and returns its id."""
        answer = self.post("/api/products", {"name": name, "price": price, "stock": stock, **fields})
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])

    def teaches(self, *contents: dict[str, Any], **course: Any) -> dict[str, Any]:
        """An admin's published course of one section: its `id` and `version`, the `section`'s id, those of `contents`.

        A content is a text that says something, but for the fields given.
        """
        answer = self.post("/api/courses", {"title": "Ekspor kopi", **course})
        assert answer.status_code == 201, answer.text
        path = f"/api/courses/{answer.json()['id']}"
        section = self.post(f"{path}/sections", {"title": "Bagian 1"}).json()["id"]
        ids = []
        for number, fields in enumerate(contents or ({},), 1):
            words = {} if fields.get("kind", "text") == "quiz" else {"body": "Isi."}
            default = {"section_id": section, "kind": "text", "title": f"Materi {number}", **words}
            answer = self.post(f"{path}/contents", {**default, **fields})
            assert answer.status_code == 201, answer.text
            ids.append(answer.json()["id"])
        answer = self.post(f"{path}/publish")
        assert answer.status_code == 201, answer.text
        return {"id": int(path.rsplit("/", 1)[1]), "section": section, "contents": ids, **answer.json()}

    def graduates(self, course: dict[str, Any]) -> str:
        """Completes a course of texts; the code of the certificate."""
        path = f"/api/courses/{course['id']}"
        assert self.post(f"{path}/enroll").status_code == 201
        answer = self.post(f"{path}/progress", {"completed": True})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["certificate"]["code"])

    def buys(self, product_id: int, qty: int = 1, key: str | None = None) -> requests.Response:
        headers = {"Idempotency-Key": key} if key else {}
        return self.post("/api/transactions", {"items": [{"product_id": product_id, "qty": qty}]}, headers=headers)


def check_form(answer: requests.Response) -> None:
    """What holds for every answer of the API: JSON, a request id, one shape of failure, no inside of ours."""
    assert answer.headers["X-Request-ID"]
    assert answer.status_code not in (301, 302, 307, 308)
    if answer.status_code >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json", answer.text
        problem = answer.json()
        assert not PROBLEM_KEYS - problem.keys()
        assert problem["status"] == answer.status_code
        assert problem["msg"] == problem["detail"]
        beyond = problem.keys() - PROBLEM_KEYS - SOMETIMES.get(problem["code"], {}).keys()
        assert beyond == MEMBERS[problem["code"]].keys(), f"{problem['code']} tells {sorted(beyond)}"
        for inside in ("Traceback", 'File "', "SELECT ", "mysql", "/usr/"):
            assert inside not in answer.text
    assert answer.status_code != 500, answer.text


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """A test that fails must not leave its apps behind."""
    before = len(App.running)
    yield
    for app in App.running[before:]:
        if app.process.poll() is None and not app.shared:
            app.kill()


@pytest.fixture(scope="session")
def shared_shop(server: Server, run_dir: Path) -> Iterator[Shop]:
    """The worker's shop; tests ask for `shop`, which is empty."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"finenice_{worker}_{secrets.token_hex(3)}"
    env = {
        **server.env,
        **CHEAP,
        "DB_NAME": name,
        "ENV": "test",
        "WORKERS": "1",
        "THREADS": "16",
        **secrets_for_tests(),
    }
    app = App.start(env, run_dir / f"{name}.log")
    app.shared = True
    connection = server.connect(name)
    yield Shop(app, connection, name)
    connection.close()
    code = app.stop()
    with server.connect() as last, last.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")
    assert code == 0, app.log.read_text()[-2000:]


def secrets_for_tests() -> dict[str, str]:
    return {"JWT_SECRET_KEY": "a test's own secret" + "-long" * 20, "API_KEY_SALT": "another one of the same kind"}


@pytest.fixture
def shop(shared_shop: Shop) -> Iterator[Shop]:
    """The worker's shop, emptied: DELETE costs a tenth of TRUNCATE, and asking first a tenth of that."""
    shared_shop.rows("SET foreign_key_checks = 0")
    # What a job of the last test has still under way would be written into this one.
    shared_shop.rows("DELETE FROM jobs WHERE state = 'queued'")
    running = "SELECT id FROM jobs WHERE state = 'running' AND due_at > UTC_TIMESTAMP(6) AND worker LIKE '%-%'"
    with suppress(AssertionError):
        wait_until(lambda: not shared_shop.rows(running), 5)
    tables = [table for row in shared_shop.rows("SHOW TABLES") for table in row.values()]
    tables.remove("schema_migrations")
    asked = ", ".join(f"EXISTS (SELECT 1 FROM `{table}`) AS `{table}`" for table in tables)
    (filled,) = shared_shop.rows(f"SELECT {asked}")
    for table in tables:
        if filled[table]:
            shared_shop.rows(f"DELETE FROM `{table}`")
    shared_shop.rows("SET foreign_key_checks = 1")
    yield shared_shop
    for person in shared_shop.people:
        person.http.close()
    shared_shop.people.clear()


@pytest.fixture
def empty(server: Server, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database of this test's own, opened in this process."""
    name = f"finenice_schema_{abs(hash(request.node.name)) % 10**8}"
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS `{name}`")
        cursor.execute(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
    socket = server.address.get("unix_socket")
    database = Database(
        server.address.get("host"), server.address.get("port", 0), server.address["user"],
        server.address.get("password", ""), name, Path(socket) if socket else None, pool_size=16,
    )  # fmt: skip
    db.open(database)
    audit.configure(secrets_for_tests()["JWT_SECRET_KEY"])
    yield database
    db.close()
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")


@pytest.fixture
def inside(server: Server, shop: Shop) -> Iterator[None]:
    """The shop's database, opened in this process, for what no route does yet."""
    socket = server.address.get("unix_socket")
    db.open(
        Database(
            server.address.get("host"), server.address.get("port", 0), server.address["user"],
            server.address.get("password", ""), shop.name, Path(socket) if socket else None, pool_size=16,
        )
    )  # fmt: skip
    audit.configure(secrets_for_tests()["JWT_SECRET_KEY"])
    yield
    db.close()


@pytest.fixture
def sari(shop: Shop) -> Person:
    """Sari sells."""
    return shop.person("sari", "seller")


@pytest.fixture
def budi(shop: Shop) -> Person:
    """Budi buys."""
    return shop.person("budi")


@pytest.fixture
def dewi(shop: Shop) -> Person:
    """Dewi administers."""
    return shop.person("dewi", "admin")


def at_once(count: int, action: Callable[[int], Any]) -> list[Any]:
    """Runs the action in `count` threads that start together; their results in order."""
    barrier = threading.Barrier(count)

    def run(number: int) -> Any:
        barrier.wait()
        return action(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))
