"""A running shop and its users, who call it over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.contentmanager import ContentManager, raw_data_manager
from email.message import EmailMessage
from email.policy import default
from functools import cached_property
from pathlib import Path
from typing import Any

import requests

from support.app import ROOT, App, wait_until
from support.calls.sign_ups import SignUps
from support.client import Client
from support.database import Server, under_way, waiting_for_locks
from web.openapi.problem_schema import MEMBERS, OPTIONAL

PASSWORD = "rahasia-sekali"
PROBLEM_KEYS = {"type", "title", "status", "detail", "code", "msg", "request_id"}
# The content of an e-mail is its plain text.
_content = ContentManager()
_content.get_handlers.update(raw_data_manager.get_handlers)
_content.add_get_handler(
    "multipart/alternative", lambda mail: mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
)


AS_TEXT = default.clone(content_manager=_content)


@dataclass
class Shop:
    """The running app and a connection to its database."""

    app: App
    database: Any
    name: str
    people: list[Person] = field(default_factory=list)
    # People of a shop that lasts for many tests sign up in a shorter way.
    sign_ups: SignUps | None = None

    @property
    def url(self) -> str:
        return self.app.url

    @cached_property
    def tables(self) -> list[str]:
        """The tables of the database, but that of the migrations. `EXECUTE filled` returns a 0 or 1 for each."""
        names = [name for row in self.rows("SHOW TABLES") for name in row.values() if name != "schema_migrations"]
        asked = ", ".join(f"EXISTS (SELECT 1 FROM `{name}`)" for name in names)
        self.rows(f"PREPARE filled FROM 'SELECT CAST(CONCAT({asked}) AS CHAR)'")
        return names

    def rows(self, sql: str, params: tuple[Any, ...] = ()) -> list[dict[str, Any]]:
        with self.database.cursor(dictionary=True) as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall()) if cursor.description else []

    def value(self, sql: str, params: tuple[Any, ...] = ()) -> Any:
        (row,) = self.rows(sql, params)
        return next(iter(row.values()))

    def email(self, recipient: str, template: str) -> EmailMessage:
        """Wait for the last e-mail of this template, and return it parsed."""
        question = "SELECT id, created_at FROM letters WHERE recipient = %s AND template = %s AND sent_at IS NOT NULL"
        *_, row = wait_until(lambda: self.rows(question + " ORDER BY id", (recipient, template)))
        mailbox = Path(self.app.env.get("DATA_DIR", ROOT / "var")) / "mail"
        path = mailbox / f"{row['created_at']:%Y%m%dT%H%M%S%f}-{row['id']}.eml"
        return message_from_bytes(path.read_bytes(), policy=AS_TEXT)

    @contextmanager
    def meanwhile(self, server: Server, sql: str, *params: Any) -> Iterator[Callable[[int], None]]:
        """Lock the rows of a locking SELECT. Yield a function that waits until so many connections wait for locks."""

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
        """Return a person without an account."""
        person = Person(self)
        self.people.append(person)
        return person

    def person(self, username: str, *roles: str) -> Person:
        """Return a person with an account and these roles beside `buyer`."""
        person = self.visitor()
        person.username = username
        if self.sign_ups is None:
            person.sign_up()
        else:
            self.sign_ups.add(person)
        for role in roles:
            self.rows("INSERT IGNORE INTO user_roles (user_id, role) VALUES (%s, %s)", (person.id, role))
        return person

    def make_pending(self, order_id: int) -> None:
        """Turn a sale into an order that waits for its payment, as a shop with `UNPAID=pending` would have made it."""
        self.rows(
            "UPDATE transactions SET status = 'pending', sold_at = NULL, "
            "expires_at = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR WHERE id = %s",
            (order_id,),
        )
        self.rows("UPDATE transaction_items SET sold_at = NULL WHERE transaction_id = %s", (order_id,))
        self.rows("UPDATE events SET type = 'order.placed' WHERE document_id = %s AND type = 'order.paid'", (order_id,))

    def must_be_sound(self) -> None:
        """Check stock and totals, as `flask check` does, by separate statements."""
        assert not self.rows(
            """
            SELECT p.id, p.stock, SUM(l.delta) AS total
            FROM products p LEFT JOIN stock_ledger l ON l.product_id = p.id AND l.outlet_id IS NULL
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
    """A person with an HTTP client, which checks the form of every response."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.http = Client()
        self.username = ""
        self.id = 0
        self.refresh_token = ""

    def sign_up(self) -> None:
        answer = self.post("/api/auth/register", {"username": self.username, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        self.keep_tokens(answer.json())

    def sign_in(self) -> None:
        answer = self.post("/api/auth/login", {"username": self.username, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        self.keep_tokens(answer.json())

    def count_as_verified(self) -> None:
        """Let the person, who needs no e-mails, count as one with a verified address."""
        self.shop.rows("UPDATE users SET email_verified_at = UTC_TIMESTAMP(6) WHERE id = %s", (self.id,))

    def keep_tokens(self, signed_in: dict[str, Any]) -> None:
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
            """Retry while the shop is too busy to hash a password."""
            options = {"timeout": 30, "allow_redirects": False, **kwargs}
            answer = self.http.request(method, self.shop.url + path, **options)
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
        """Create a product and return its id."""
        answer = self.post("/api/products", {"name": name, "price": price, "stock": stock, **fields})
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])

    def teaches(self, *contents: dict[str, Any], **course: Any) -> dict[str, Any]:
        """Publish a course of one section as an admin; return its `id`, `version`, `section` and `contents` ids.

        By default a content is a text; the given fields override that.
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
        """Complete a course of texts and return the code of the certificate."""
        path = f"/api/courses/{course['id']}"
        assert self.post(f"{path}/enroll").status_code == 201
        answer = self.post(f"{path}/progress", {"completed": True})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["certificate"]["code"])

    def buys(self, product_id: int, qty: int = 1, key: str | None = None) -> requests.Response:
        headers = {"Idempotency-Key": key} if key else {}
        return self.post("/api/transactions", {"items": [{"product_id": product_id, "qty": qty}]}, headers=headers)


def members_of_other_clients(path: str) -> set[str]:
    """Return the members that problems have on the paths of other programs' front ends."""
    forms = {"error", "message"} if path.partition("?")[0] in ("/api/register", "/api/login") else set[str]()
    return {"message"} if path.startswith("/compat/") else forms


def check_form(answer: requests.Response) -> None:
    """Check what holds for every response: a request id, the form of problems, and no internals."""
    assert answer.headers["X-Request-ID"]
    assert answer.status_code not in (301, 302, 307, 308)
    if answer.status_code >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json", answer.text
        problem = answer.json()
        assert not PROBLEM_KEYS - problem.keys()
        assert problem["status"] == answer.status_code
        assert problem["msg"] == problem["detail"]
        beyond = problem.keys() - PROBLEM_KEYS - OPTIONAL.get(problem["code"], {}).keys()
        beyond -= members_of_other_clients(str(answer.request.path_url))
        assert beyond == MEMBERS[problem["code"]].keys(), f"{problem['code']} tells {sorted(beyond)}"
        for inside in (b"Traceback", b'File "', b"SELECT ", b"mysql", b"/usr/"):
            assert inside not in answer.content, answer.text
    assert answer.status_code != 500, answer.text
