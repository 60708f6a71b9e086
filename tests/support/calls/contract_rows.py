"""The rows that a call of the OpenAPI document can name: a caller's products, courses, keys, files and links."""

from __future__ import annotations

import io
import re
from functools import cached_property
from itertools import count
from typing import Any
from uuid import uuid4

import pyotp
import schemathesis
from PIL import Image

from domain.security.encryption import Cipher
from settings import Settings
from support.app import secrets_for_tests
from support.calls.incoming_rows import BANK, QRIS
from support.people import PASSWORD, Person, Shop

LEARNING = re.compile("/(enroll|progress|learners|attempts)(/|$)")
TILLS = re.compile("/api/(outlets|tills|staff|shifts|sync)(/|$)")
LOGIN = "/api/auth/login"
PIN = "8520"


def small_image() -> bytes:
    with io.BytesIO() as file:
        Image.new("RGB", (3, 2)).save(file, "PNG")
        return file.getvalue()


class ExistingRows:
    """A shop with a user `tester` and, on demand, the rows that a call needs."""

    def __init__(self, shop: Shop, *roles: str) -> None:
        self.shop = shop
        self.person = shop.person("tester", *roles)
        self.number = count()
        self.sells = "seller" in roles

    @cached_property
    def sari(self) -> Person:
        return self.shop.person("sari", "seller")

    @cached_property
    def dewi(self) -> Person:
        return self.shop.person("dewi", "admin")

    @cached_property
    def product_id(self) -> int:
        return self.sari.offers(stock=10**9)

    @cached_property
    def sku(self) -> str:
        self.sari.offers(sku="S-1")
        return "S-1"

    @cached_property
    def sale_id(self) -> int:
        return int(self.person.buys(self.product_id).json()["id"])

    def new_session(self) -> Any:
        """Return the tokens of one more session of the tester."""
        return self.shop.visitor().post(LOGIN, {"username": "tester", "password": PASSWORD}).json()

    def become_developer(self) -> None:
        self.shop.rows("INSERT IGNORE INTO user_roles (user_id, role) VALUES (%s, 'developer')", (self.person.id,))

    @cached_property
    def attended_course(self) -> Any:
        """A course of the tester's, with two texts and a quiz, in which the tester and Sari are enrolled."""
        quiz = {"kind": "quiz", "quiz": {"questions": [{"kind": "short", "text": "Apa?", "accepted": ["FOB"]}]}}
        course = self.dewi.teaches({}, {}, quiz, owner_id=self.person.id)
        for learner in (self.person, self.sari):
            learner.post(f"/api/courses/{course['id']}/enroll")
        return course

    @cached_property
    def file_course(self) -> dict[str, Any]:
        """A course in which the tester is enrolled; its `file` is the id of a content with a file."""
        made = self.dewi.teaches()
        path, fields = f"/api/courses/{made['id']}", {"section_id": made["section"], "kind": "file", "title": "Berkas"}
        file = self.dewi.post(f"{path}/contents", fields).json()["id"]
        self.dewi.put(f"{path}/contents/{file}/file", files={"file": ("x", b"xyz")})
        self.dewi.post(f"{path}/publish")
        self.shop.rows("INSERT INTO enrolments (user_id, course_id) VALUES (%s, %s)", (self.person.id, made["id"]))
        return {**made, "path": path, "file": file}

    def api_key(self) -> Any:
        """Return a new API key of the tester, who becomes a developer for it."""
        self.become_developer()
        return self.person.post("/api/developer/key").json()

    def certificate(self) -> str:
        """Return the code of a new certificate of the tester."""
        return self.person.graduates(self.dewi.teaches())

    @cached_property
    def lasting_certificate(self) -> str:
        return self.certificate()

    def link_token(self, purpose: str = "email_change") -> str:
        """Return the token of a link in an e-mail to Sari, to her new address or to the one she has."""
        token = f"token-{next(self.number)}"
        if purpose != "email_change":
            self.shop.rows("UPDATE users SET email = %s WHERE id = %s", (f"{token}@example.com", self.sari.id))
        self.shop.rows(
            "INSERT INTO one_time_links (token_hash, user_id, purpose, subject, expires_at) "
            "VALUES (UNHEX(SHA2(%s, 256)), %s, %s, %s, UTC_TIMESTAMP(6) + INTERVAL 1 HOUR)",
            (token, self.sari.id, purpose, f"{token}@example.com"),
        )
        return token

    def set_up_totp(self, person: Person, enabled: bool = True) -> str:
        """Enable TOTP for the person, or only begin its setup, and return a valid code."""
        secret = pyotp.random_base32()
        sealed = Cipher(Settings.from_env(secrets_for_tests()).tokens.encryption_keys).encrypt(secret).decode()
        self.shop.rows(
            "REPLACE INTO second_factors (user_id, secret, enabled_at) VALUES (%s, %s, IF(%s, NOW(), NULL))",
            (person.id, sealed, enabled),
        )
        return pyotp.TOTP(secret).now()

    def pending_request(self, person: Person) -> int:
        """Return the id of a new pending role request."""
        self.shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'developer'", (person.id,))
        self.shop.rows("DELETE FROM role_requests WHERE user_id = %s", (person.id,))
        self.shop.rows(
            "INSERT INTO role_requests (user_id, role, note, language) VALUES (%s, 'developer', '', 'en')", (person.id,)
        )
        return int(self.shop.value("SELECT id FROM role_requests WHERE user_id = %s", (person.id,)))

    def import_file(self, large: bool = False) -> bytes:
        """Return a CSV file of products, two of them without a price. A large file is imported by a job."""
        description = "x" * 9_000 if large else ""
        return b"sku,nama,harga,deskripsi\n" + b"".join(
            f"S-{row},Kopi {row},{'' if row < 2 else 1000},{description}\n".encode() for row in range(40)
        )

    @cached_property
    def import_id(self) -> int:
        answer = self.sari.post("/api/products/import-csv", files={"file": ("produk.csv", self.import_file())})
        return int(answer.json()["id"])

    @property
    def owner(self) -> Person:
        """The tester, if they sell, or Sari."""
        return self.person if self.sells else self.sari

    @cached_property
    def outlet_id(self) -> int:
        return int(self.owner.get("/api/outlets").json()["outlets"][0]["id"])

    @cached_property
    def branch_id(self) -> int:
        """The id of an outlet of Sari with a stock of its own."""
        self.sari.get("/api/outlets")
        return int(self.sari.post("/api/outlets", {"name": "Cabang", "own_stock": True}).json()["id"])

    def series(self) -> str:
        return f"S{next(self.number)}"

    def till(self) -> Any:
        """Return a new till of the owner, with its token."""
        body = {"name": "Kasir", "series": self.series()}
        answer = self.owner.post(f"/api/outlets/{self.outlet_id}/tills", body)
        if answer.status_code == 409:
            # An outlet has at most 100 tills.
            self.outlet_id = int(self.owner.post("/api/outlets", {"name": "Baru"}).json()["id"])
            answer = self.owner.post(f"/api/outlets/{self.outlet_id}/tills", body)
        return answer.json()

    def staff(self, username: str) -> int:
        """Return the id of a new account, which is among the owner's staff."""
        self.shop.visitor().post("/api/auth/register", {"username": username, "password": PASSWORD})
        return int(
            self.owner.post("/api/staff", {"username": username, "duty": "cashier", "pin": PIN}).json()["user_id"]
        )

    def shift_id(self) -> int:
        """Return the id of an open shift at a new till."""
        body, key = {"till_id": self.till()["id"], "opening": 0}, {"Idempotency-Key": f"buka-{next(self.number)}"}
        return int(self.owner.post("/api/shifts", body, headers=key).json()["id"])

    def reviewed(self) -> str:
        """Return the client id of an item that waits for a review, because its shift is closed."""
        till_id, key = self.till()["id"], {"Idempotency-Key": f"tutup-{next(self.number)}"}
        shift = self.owner.post("/api/shifts", {"till_id": till_id, "opening": 0}, headers=key).json()["id"]
        self.owner.post(f"/api/shifts/{shift}/close", {"counted": 0}, headers=key)
        item = {
            "client_id": str(uuid4()), "type": "move", "at": "2026-11-01T01:00:00Z", "shift_id": shift,
            "body": {"kind": "in", "amount": 1, "reason": "x"},
        }  # fmt: skip
        self.owner.post("/api/sync", {"till_id": till_id, "items": [item]})
        return str(item["client_id"])

    def existing_at_till(self, name: str) -> int | str:
        """Return an outlet, a till, a shift, a receipt, an item to review or one of the staff of the owner."""
        if name == "client_id":
            return self.reviewed()
        if name == "receipt_number":
            body = {"items": [{"product_id": self.owner.offers("Teh"), "qty": 1}], "payments": [{"method": "cash"}]}
            key = {"Idempotency-Key": f"jual-{next(self.number)}"}
            return str(self.owner.post("/api/transactions", body, headers=key).json()["receipt_number"])
        if name == "outlet_id":
            return self.outlet_id
        if name == "user_id":
            return self.staff(f"staf{next(self.number)}")
        return self.shift_id() if name == "shift_id" else int(self.till()["id"])

    def existing(self, name: str, case: schemathesis.Case) -> Any:
        """Return a value for the path parameter `name` with which the call can succeed."""
        if LEARNING.search(case.path):
            return self.existing_in_progress(name, case)
        if TILLS.match(case.path):
            return self.existing_at_till(name)
        if name == "session_id":
            self.new_session()
            return self.shop.value("SELECT id FROM sessions ORDER BY created_at DESC LIMIT 1")
        if name in ("category_id", "brand_id", "parent_id"):
            kind = "brands" if name == "brand_id" else "categories"
            return self.dewi.post(f"/api/products/{kind}", {"name": f"N {next(self.number)}"}).json()["id"]
        if name == "customer_id":
            return self.debtor() if case.path.endswith("/payments") else self.customer()
        if name in ("account_id", "payment_request_id"):
            return self.existing_incoming(name, case)
        if name == "entry_id":
            return self.shop.value("SELECT MAX(id) FROM audit_entries")
        if name == "job_id":
            self.shop.rows("INSERT INTO jobs (kind, payload, state, attempts) VALUES ('x', '{}', 'failed', 5)")
            return self.shop.value("SELECT MAX(id) FROM jobs")
        if name == "voucher_id":
            self.shop.rows(
                "INSERT INTO vouchers (owner_id, code, kind, value) VALUES (%s, %s, 'amount', 5)",
                (self.person.id, f"LAMA-{next(self.number)}"),
            )
            return self.shop.value("SELECT MAX(id) FROM vouchers")
        if name == "webhook_id":
            return self.webhook()
        if name == "event_id":
            return self.person.get("/api/events?limit=1").json()["events"][0]["id"]
        if name == "product_id":
            return self.sari.offers() if case.method == "DELETE" else self.product_id
        if name == "image_id":
            path = f"/api/products/{case.path_parameters['product_id']}/images"
            return self.sari.post(path, files={"images": small_image()}).json()["images"][0]["id"]
        if name == "request_id":
            return self.pending_request(self.person if case.method == "DELETE" else self.sari)
        if name == "import_id":
            return self.import_id
        if name == "api_key_id":
            return self.api_key()["id"]
        if name == "code":
            return self.certificate() if case.method != "GET" else self.lasting_certificate
        if name == "key_id":
            self.shop.visitor().get(f"/api/certificates/{self.lasting_certificate}/credential")
            return self.shop.value("SELECT id FROM credential_keys")
        if case.path.startswith("/api/courses"):
            return self.existing_in_course(name, case)
        if case.path.endswith("/cancel"):
            return self.order()
        if case.path.endswith(("/pay", "/payment-requests")):
            return self.order(self.sold())
        if "/refunds/{refund_id}" in case.path:
            return self.refund[name]
        if "/refunds" in case.path:
            return self.sold()
        return self.sale_id if name == "transaction_id" else self.sari.id

    def webhook(self) -> int:
        """Return the id of a webhook of the tester, who has something to tell."""
        self.shop.rows("DELETE FROM webhooks")
        self.person.offers()
        webhook = {"url": "https://example.com/hook", "active": False}
        return int(self.person.post("/api/webhooks", webhook).json()["id"])

    @cached_property
    def refund(self) -> dict[str, int]:
        """Return the ids of a refund to the tester and of its sale, by the names of path parameters."""
        sale_id, key = (
            self.person.buys(self.product_id).json()["id"],
            {"Idempotency-Key": f"refund-{next(self.number)}"},
        )
        body = {"amount": 1, "method": "cash", "reason": "Rusak"}
        made = self.dewi.post(f"/api/transactions/{sale_id}/refunds", body, headers=key)
        return {"transaction_id": sale_id, "refund_id": made.json()["id"]}

    @cached_property
    def own_product_id(self) -> int:
        return self.person.offers(stock=10**9)

    def sold(self) -> int:
        """Return the id of a new sale: by a tester who sells to another one, as nobody decides about their own money.

        Any other tester has bought it.
        """
        sale = self.dewi.buys(self.own_product_id) if self.sells else self.person.buys(self.product_id)
        return int(sale.json()["id"])

    def order(self, sale_id: int | None = None) -> int:
        """Return the id of an order that waits for its payment: this sale, or one to the tester."""
        order_id = sale_id or int(self.person.buys(self.product_id).json()["id"])
        self.shop.make_pending(order_id)
        return order_id

    def account(self, owner: Person) -> int:
        """Return the id of an account of the owner, with unique amounts."""
        number = self.shop.value("SELECT MAX(id) FROM payment_accounts WHERE owner_id = %s AND active", (owner.id,))
        if number is None:
            body = {"kind": "transfer", "name": "BCA", "bank_account": BANK}
            number = owner.post("/api/payment-accounts", body).json()["id"]
        return int(number)

    def asked(self, buyer: Person, seller: Person) -> Any:
        """Return a new request of the buyer for an order that waits."""
        order_id = int(buyer.buys(self.product_id if seller is self.sari else seller.offers()).json()["id"])
        self.shop.make_pending(order_id)
        body, key = {"account_id": self.account(seller)}, {"Idempotency-Key": f"minta-{next(self.number)}"}
        return buyer.post(f"/api/transactions/{order_id}/payment-requests", body, headers=key).json()

    def existing_incoming(self, name: str, case: schemathesis.Case) -> Any:
        if name == "payment_request_id":
            # Nobody confirms their own money.
            buyer = self.dewi if self.sells and case.method == "POST" else self.person
            if not case.path.endswith("/qr"):
                return self.asked(buyer, self.sari)["id"]
            made = self.asked(buyer, self.sari)["id"]
            self.shop.rows(
                "UPDATE payment_requests r JOIN payment_accounts a ON a.id = r.account_id "
                "SET a.kind = 'qris', a.details = %s, r.payload = %s, a.active = FALSE WHERE r.id = %s",
                (f'{{"qris": "{QRIS}"}}', f'{{"qris": "{QRIS}"}}', made),
            )
            return made
        if case.path.endswith("/match"):
            made = self.asked(self.dewi, self.person)
            case.body |= {"amount": made["payable"]}
            return made["account_id"]
        return self.account(self.person)

    def existing_in_progress(self, name: str, case: schemathesis.Case) -> Any:
        course_id, contents = self.attended_course["id"], self.attended_course["contents"]
        if name == "course_id":
            # Sometimes a course to enrol in, sometimes one in which the tester is enrolled.
            enters = case.path.endswith("/enroll") and case.method == "POST" and next(self.number) % 3
            return self.dewi.teaches()["id"] if enters else course_id
        if name == "attempt_id":
            learner = self.sari if "/learners/" in case.path else self.person
            return learner.post(f"/api/courses/{course_id}/contents/{contents[2]}/attempts").json()["id"]
        return contents[2] if name == "content_id" else self.sari.id

    def existing_in_course(self, name: str, case: schemathesis.Case) -> Any:
        if name == "number":
            return 1
        removes, path = case.method == "DELETE", self.file_course["path"]
        if name == "course_id":
            if case.path.endswith("/outline") or (removes and case.path == "/api/courses/{course_id}"):
                return self.dewi.post("/api/courses", {"title": "Baru"}).json()["id"]
            return self.file_course["id"]
        if name == "section_id":
            added = self.dewi.post(f"{path}/sections", {"title": "Baru"}) if removes else None
            return added.json()["id"] if added else self.file_course["section"]
        if not removes:
            return self.file_course["file"]
        fields = {"section_id": self.file_course["section"], "kind": "text", "title": "Baru"}
        return self.dewi.post(f"{path}/contents", fields).json()["id"]

    def customer(self) -> int:
        """Return the id of a customer of the tester."""
        named = (self.person.id, f"Bu Tini {next(self.number)}")
        self.shop.rows("INSERT INTO customers (owner_id, name) VALUES (%s, %s)", named)
        return int(self.shop.value("SELECT MAX(id) FROM customers"))

    def debtor(self) -> int:
        """Return the id of a customer of the tester who owes something for two sales."""
        customer, owner = self.customer(), self.person.id
        for sale in (1, 2):
            self.shop.rows("UPDATE customers SET balance = %s WHERE id = %s", (sale * 10**9, customer))
            self.shop.rows(
                "INSERT INTO customer_entries (customer_id, delta, balance, reason, transaction_id, actor_id) "
                "VALUES (%s, 1000000000, %s, 'sale', %s, %s)",
                (customer, sale * 10**9, sale, owner),
            )
        return customer

    def cursor_of_seller(self, path: str) -> Any:
        """Return a cursor of what only sellers list."""
        if "customers" in path:
            return self.customer_cursor(path)
        if "shifts" in path:
            return self.shift_id()
        self.asked(self.dewi, self.owner), self.asked(self.dewi, self.owner)
        return self.person.get("/api/payment-requests?per_page=1").json().get("next_cursor", "")

    def customer_cursor(self, path: str) -> Any:
        """Return a cursor of the customers of the tester, or of the account of one of them."""
        self.customer(), self.customer()
        path = f"/api/customers/{self.debtor()}/account" if path.endswith("/account") else "/api/customers"
        return self.person.get(f"{path}?per_page=1").json().get("next_cursor", "")

    def add_backups(self) -> None:
        for _ in range(2):
            self.shop.rows("INSERT INTO backups (name) VALUES (%s)", (f"finenice-{next(self.number)}",))

    def add_letters(self) -> None:
        for _ in range(2):
            self.shop.rows(
                "INSERT INTO letters (recipient, template, language, words, sent_at) "
                "VALUES ('x@y.z', 'x', 'id', '{}', UTC_TIMESTAMP(6))"
            )

    def stock_cursor(self, path: str) -> Any:
        """Return a cursor of Sari's products, or of the ledger of one of them."""
        if path == "/api/sync/items":
            self.reviewed(), self.reviewed()
            return self.owner.get("/api/sync/items?per_page=1").json()["next_cursor"]
        self.sari.offers(), self.sari.offers()
        self.person.buys(self.product_id)
        query = {"product_id": self.product_id} if path.endswith("/ledger") else {}
        return self.sari.get(path, params={"per_page": 1, **query}).json()["next_cursor"]

    def change_cursor(self, path: str) -> Any:
        if path == "/api/changes":
            self.sari.offers()
            return self.sari.get("/api/changes").json()["next_since"]
        # Of webhooks, behind the oldest.
        return self.person.get("/api/events?since=now").json()["next_since"] if "events" in path else "1"

    def cursor(self, case: schemathesis.Case) -> Any:
        """Return a cursor of the shop itself, in the order that the case asks for."""
        if case.path == "/api/transactions":
            self.person.buys(self.product_id)
            return self.person.get("/api/transactions?per_page=1").json()["next_cursor"]
        if case.path.startswith(("/api/stock", "/api/sync")):
            return self.stock_cursor(case.path)
        if case.path.startswith(("/api/customers", "/api/shifts", "/api/payment-requests")):
            return self.cursor_of_seller(case.path)
        if case.path == "/api/analytics/forecast":
            for _ in range(2):
                self.person.buys(self.sari.offers())
            return self.person.get("/api/analytics/forecast?per_page=1").json().get("next_cursor", "")
        if case.path.startswith(("/api/changes", "/api/events", "/api/webhooks")):
            return self.change_cursor(case.path)
        if case.path == "/api/products/brands":
            self.existing("brand_id", case), self.existing("brand_id", case)
            return self.dewi.get("/api/products/brands?per_page=1").json()["next_cursor"]
        if case.path == "/api/audit":
            return self.dewi.get("/api/audit?cursor=&per_page=1").json()["next_cursor"]
        if case.path == "/api/backups":
            self.add_backups()
            return self.dewi.get("/api/backups?per_page=1").json()["next_cursor"]
        if case.path == "/api/jobs":
            self.existing("job_id", case), self.existing("job_id", case)
            return self.dewi.get("/api/jobs?per_page=1").json()["next_cursor"]
        if case.path == "/api/emails":
            self.add_letters()
            return self.dewi.get("/api/emails?per_page=1").json()["next_cursor"]
        if case.path.startswith("/api/users"):
            self.pending_request(self.sari)
            self.pending_request(self.person)
            return self.person.get(f"{case.path}?per_page=1&cursor=").json().get("next_cursor") or ""
        if case.path == "/api/developer/keys":
            self.api_key(), self.api_key()
            return self.person.get("/api/developer/keys?per_page=1").json()["next_cursor"]
        if case.path == "/api/certificates":
            self.certificate(), self.certificate()
            return self.person.get("/api/certificates?per_page=1").json()["next_cursor"]
        if case.path == "/api/imports":
            for _ in range(2):
                self.person.post("/api/products/import-csv", files={"file": ("produk.csv", self.import_file())})
            return self.person.get("/api/imports?per_page=1").json().get("next_cursor", "")
        if case.path.startswith("/api/imports"):
            return self.sari.get(f"/api/imports/{self.import_id}/rows?per_page=1").json()["next_cursor"]
        if case.path.startswith("/api/analytics"):
            for course in (self.attended_course, self.file_course):
                self.sari.post(f"/api/courses/{course['id']}/enroll")
            return self.dewi.get(f"{case.path}?per_page=1").json()["next_cursor"]
        if case.path == "/api/courses":
            self.dewi.teaches()
            self.dewi.teaches()
            return self.dewi.get("/api/courses?per_page=1").json()["next_cursor"]
        if case.path.startswith("/api/courses"):
            return self.dewi.get(f"{self.file_course['path']}/versions?per_page=1").json()["next_cursor"] or ""
        self.sari.offers()
        # A cursor of another sorting is a 422.
        order = {name: case.query[name] for name in ("sort_by", "sort_order") if name in case.query}
        return self.sari.get("/api/products?cursor=&per_page=1", params=order).json()["next_cursor"]
