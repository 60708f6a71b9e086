"""The OpenAPI document and the shop agree: each call it names answers as it says, whoever asks and whatever is sent.

The calls are read from docs/openapi.json while tests are collected; test_house.py sees to it that the shop serves
the same.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import pyotp
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, assume, settings
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from PIL import Image

from conftest import PASSWORD, ROOT, Person, Server, Shop, clean_environment, secrets_for_tests, wait_until
from domain.security.encryption import Cipher
from settings import Settings
from web.openapi.document import EXAMPLES

FILE = json.loads((ROOT / "docs" / "openapi.json").read_text())
# Headers that a caller acts on; each is declared on the answers that have it.
TELLING = {
    "etag", "retry-after", "www-authenticate", "content-disposition", "idempotent-replayed", "location", "link",
    "ratelimit", "ratelimit-policy", "x-request-id", "accept-ranges", "content-range",
}  # fmt: skip
LONG = bool(os.environ.get("LONG"))
PAGES = {
    ("GET", path)
    for path in (
        "/",
        "/login",
        "/register",
        "/confirm-email",
        "/verify-email",
        "/forgot-password",
        "/reset-password",
        "/docs",
        "/openapi.json",
        "/static/{filename}",
        "/certificates/{code}",
        "/courses/{course_id}",
    )
}
PICTURES = (b"\x89PNG", b"GIF8", b"RIFF", b"\xff\xd8")
PAGES.add(("GET", "/uploads/{name}"))
LEARNING = re.compile("/(enroll|progress|learners|attempts)(/|$)")
SIGN_IN = ("/api/auth/login", "/api/login", "/login")
FACTOR = "/api/auth/second-factor"
# Calls that end the sessions of who makes them.
ENDING = ("/api/auth/logout", "/api/auth/password/change")

DOCUMENT = schemathesis.openapi.from_path(
    str(ROOT / "docs" / "openapi.json"),
    config=schemathesis.Config.from_dict(
        {
            "seed": 1,
            # Values at the borders of every schema: 50 cases a call, found while tests are collected.
            "phases": {"coverage": {"enabled": LONG}},
            # That a token is asked for, tests of guards and of the matrix show for every route.
            "checks": {"ignored_auth": {"enabled": LONG}},
            "generation": {
                "deterministic": True,
                "database": "none",
                "max-examples": 200 if LONG else 10,
                # Callers bring their own token. Generated ones would stand beside it: see clients/README.md.
                "with-security-parameters": False,
            },
            "operations": [
                # Pages stand at the same addresses, which so take a method more than the document names.
                {
                    "include-path": ["/login", "/register"],
                    "checks": {
                        check: {"enabled": False} for check in ("unsupported_method", "allow_header_conformance")
                    },
                },
                # A case with another file is judged anew, and then `dry_run=true` counts as a text and no boolean.
                # Forms broken beside a file can't be validated by the tester: "Unsupported type: 'Binary'".
                {
                    "include-path": ["/api/products/import-csv", "/api/analytics/analyze"],
                    "checks": {"negative_data_rejection": {"enabled": False}},
                    "generation": {"mode": "positive"},
                },
            ],
        }
    ),
)


def refused_to_a_buyer(operation: Any) -> int | None:
    """How the operation refuses who holds no other role; None where it doesn't."""
    path, writes = operation.path, operation.method != "get"
    if "Needs one of the roles" in operation.definition.raw.get("description", ""):
        return 403
    # Another's product is not there for who can't have one, and neither is another's draft of a course.
    drafted = (
        path.startswith("/api/courses/")
        and not LEARNING.search(path)
        and (writes or "/draft" in path or "/versions" in path)
    )
    # Nor are certificates there for who holds one, but has not issued it.
    return 404 if drafted or (path.startswith(("/api/products/", "/api/certificates/")) and writes) else None


def refusal(operation: Any, kind: str) -> int | None:
    """How the operation refuses this kind of caller, whatever is sent; None where it doesn't."""
    if kind == "anonymous":
        return 401 if "security" in operation.definition.raw else None
    return refused_to_a_buyer(operation) if kind == "buyer" else None


class Caller:
    """Somebody who makes every call of the document, and the things in the shop that calls can name."""

    def __init__(self, shop: Shop, kind: str) -> None:
        self.shop, self.kind = shop, kind
        self.person = shop.person("tester", *(("seller", "admin") if kind == "all roles" else ()))
        self.http = requests.Session()
        self.number = count()
        self.operation: Any = None
        self.seen: set[int] = set()

    @cached_property
    def sari(self) -> Person:
        return self.shop.person("sari", "seller")

    @cached_property
    def product_id(self) -> int:
        return self.sari.offers(stock=10**9)

    @cached_property
    def dewi(self) -> Person:
        return self.shop.person("dewi", "admin")

    @cached_property
    def sku(self) -> str:
        self.sari.offers(sku="S-1")
        return "S-1"

    @cached_property
    def sale_id(self) -> int:
        return int(self.person.buys(self.product_id).json()["id"])

    def headers(self, case: schemathesis.Case) -> dict[str, str]:
        if self.kind == "anonymous":
            return {}
        if case.path == "/api/developer/key/self":
            return {"X-API-Key": self.api_key()["api_key"]}
        # Each sign-out ends a session of its own, so that the next one is not refused for that.
        token = self.signed_in()["access_token"] if case.path in ENDING else self.person.token
        return {"Authorization": f"Bearer {token}"}

    def signed_in(self) -> Any:
        """The tester in one more session."""
        return self.shop.visitor().post(SIGN_IN[0], {"username": "tester", "password": PASSWORD}).json()

    def ground(self, case: schemathesis.Case) -> None:
        """Puts into a case that is meant to be valid what no schema can tell: what exists in this shop."""
        if case.meta is None or not case.meta.generation.mode.is_positive:
            return
        for name in ("cursor", "since"):
            if case.query.get(name):
                case.query[name] = self.cursor(case)
        if case.path == "/api/products/lookup":
            case.query = {"code": self.sku}
        if "if-match" in case.headers:
            case.headers["if-match"] = "*"
        if isinstance(case.body, dict):
            for name in ("category_id", "brand_id", "parent_id", "owner_id"):
                if case.body.get(name) is not None:
                    case.body[name] = self.sari.id if name == "owner_id" else self.existing(name, case)
            if case.path.startswith(("/api/products/categories", "/api/products/brands")) and "name" in case.body:
                case.body["name"] = f"{case.body['name'][:80]} {next(self.number)}"
        if case.path.startswith("/api/courses"):
            self.ground_course(case)
        if case.path.startswith("/api/analytics") and case.query.get("course_id"):
            case.query["course_id"] = self.attended["id"]
        if case.path in ("/api/analytics/sales", "/api/analytics/forecast"):
            self.ground_sales(case)
        if case.path.startswith("/api/audit") and "row_id" in case.query:
            case.query["table"] = "products"
        if {"from", "to"} <= case.query.keys():
            case.query["from"], case.query["to"] = sorted((case.query["from"], case.query["to"]))
        if case.path == "/api/users/confirm-email":
            case.body = {"token": self.token()}
        if case.path.startswith("/api/auth/"):
            self.ground_account(case)
        if case.path == "/api/users/{user_id}/second-factor":
            self.second_factor(self.sari)
        if isinstance(case.body, dict) and case.body.get("current_password") is not None:
            case.body["current_password"] = PASSWORD
        if case.path == "/api/users/role-requests" and case.method == "POST":
            # What waits already keeps the next one out, and a tester who sells can't ask for that.
            self.shop.rows("DELETE FROM role_requests WHERE user_id = %s", (self.person.id,))
            self.shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'developer'", (self.person.id,))
            case.body["role"] = "developer"
        if case.path.startswith("/api/developer"):
            self.ground_developer(case)
        if case.path == "/api/products/{product_id}/images/order":
            # An order that names what is not there is a problem of its own; this product has no images.
            case.body = {"image_ids": []}
        if case.path == "/api/products/import-csv":
            case.body["file"] = self.file()
            # Only a workbook has sheets, and no schema knows the names of stores and columns.
            for part in (case.body, case.query):
                for name in [name for name in part if name in ("sheet", "store") or name.endswith("_column")]:
                    del part[name]
        elif case.path == "/api/analytics/analyze":
            self.ground_analysis(case)
        elif case.path.endswith("/file") and case.method == "PUT":
            # An empty file is none.
            assume(all(file.data for value in case.body.values() for file in files_in(value)))
        elif case.media_type == "multipart/form-data":
            # No schema tells pictures from other files; a changed body would be judged anew, and be no text.
            assume(all(file.data.startswith(PICTURES) for value in case.body.values() for file in files_in(value)))
        if case.path.endswith("/waive"):
            case.body["content_id"] = self.attended["contents"][0]
        if case.path.endswith("/progress") and case.method == "POST":
            case.body = self.told(case.body if isinstance(case.body, dict) else {})
        if "/attempts/{attempt_id}" in case.path and isinstance(case.body, dict):
            case.body["answers"] = [{"question_id": 1, "text": "FOB"} for _ in case.body.get("answers", ())]
        if case.path in ("/api/transactions", "/api/transactions/quote") and case.method == "POST":
            for item in case.body["items"]:
                item["product_id"] = self.product_id
            if next(self.number) % 4:
                # A total that is made up is hardly ever the right one.
                case.body.pop("expected_total", None)
        if "idempotency-key" in (case.headers or {}):
            case.headers["idempotency-key"] = f"{case.headers['idempotency-key'][:200]}-{next(self.number)}"
        if next(self.number) % 2:
            return
        for name in sorted(case.path_parameters, reverse=True):
            case.path_parameters[name] = self.existing(name, case)
        if case.path in SIGN_IN:
            case.body = {"username": "tester", "password": PASSWORD}
        elif case.path == "/api/auth/refresh":
            case.body = {"refresh_token": self.signed_in()["refresh_token"]}

    def ground_sales(self, case: schemathesis.Case) -> None:
        """Days of a shop's life, and what is sold in this one."""
        case.query |= {name: f"2026-0{1 + next(self.number) % 9}-01" for name in ("from", "to") if name in case.query}
        for name, value in (("product_id", self.product_id), ("seller_id", self.sari.id)):
            if name in case.query:
                case.query[name] = value
        if "category_id" in case.query:
            case.query["category_id"] = self.existing("category_id", case)

    def ground_developer(self, case: schemathesis.Case) -> None:
        """Makes room for one more key. Now a developer makes it, and now somebody who becomes one by it."""
        self.shop.rows("DELETE FROM api_keys WHERE user_id = %s", (self.person.id,))
        if case.path == "/api/developer/key" and next(self.number) % 3:
            self.shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'developer'", (self.person.id,))
        else:
            self.develops()
        if case.query.get("user_id") is not None:
            case.query["user_id"] = self.person.id
        if isinstance(case.body, dict) and case.body.get("quota") is not None:
            case.body["quota"] = min(case.body["quota"], 1000)

    def develops(self) -> None:
        self.shop.rows("INSERT IGNORE INTO user_roles (user_id, role) VALUES (%s, 'developer')", (self.person.id,))

    @cached_property
    def attended(self) -> Any:
        """A course of the tester's own, who is in it beside Sari: two texts and a quiz."""
        quiz = {"kind": "quiz", "quiz": {"questions": [{"kind": "short", "text": "Apa?", "accepted": ["FOB"]}]}}
        course = self.dewi.teaches({}, {}, quiz, owner_id=self.person.id)
        for learner in (self.person, self.sari):
            learner.post(f"/api/courses/{course['id']}/enroll")
        return course

    def ground_analysis(self, case: schemathesis.Case) -> None:
        """A file with all columns that the case names, by the day: what says otherwise is another question."""
        for part in (case.query, case.body):
            for name in ("date", "series", "value", "frequency", "through", "aggregate", "skip"):
                part.pop(name, None)
        days = "".join(f"2026-0{day // 28 + 1}-{day % 28 + 1:02},Kopi,{day % 7}\n" for day in range(56))
        case.body["file"] = f"tanggal,produk,jumlah\n{days}".encode()

    def told(self, body: Any) -> Any:
        """The same about contents that the course has, and about one, several or all of them, but not at once."""
        items = [item | {"content_id": self.attended["contents"][1]} for item in body.pop("items", None) or []]
        if items:
            return {"items": items}
        return body | {"content_id": self.attended["contents"][0]} if next(self.number) % 4 else {"completed": True}

    def existing_of_learner(self, name: str, case: schemathesis.Case) -> Any:
        course_id, contents = self.attended["id"], self.attended["contents"]
        if name == "course_id":
            # Now one that the tester is in, and then one to enter.
            enters = case.path.endswith("/enroll") and case.method == "POST" and next(self.number) % 3
            return self.dewi.teaches()["id"] if enters else course_id
        if name == "attempt_id":
            learner = self.sari if "/learners/" in case.path else self.person
            return learner.post(f"/api/courses/{course_id}/contents/{contents[2]}/attempts").json()["id"]
        return contents[2] if name == "content_id" else self.sari.id

    def existing(self, name: str, case: schemathesis.Case) -> Any:
        if LEARNING.search(case.path):
            return self.existing_of_learner(name, case)
        if name == "session_id":
            self.signed_in()
            return self.shop.value("SELECT id FROM sessions ORDER BY created_at DESC LIMIT 1")
        if name in ("category_id", "brand_id", "parent_id"):
            kind = "brands" if name == "brand_id" else "categories"
            return self.dewi.post(f"/api/products/{kind}", {"name": f"N {next(self.number)}"}).json()["id"]
        if name == "entry_id":
            return self.shop.value("SELECT MAX(id) FROM audit_entries")
        if name == "job_id":
            self.shop.rows("INSERT INTO jobs (kind, payload, state, attempts) VALUES ('x', '{}', 'failed', 5)")
            return self.shop.value("SELECT MAX(id) FROM jobs")
        if name == "product_id":
            return self.sari.offers() if case.method == "DELETE" else self.product_id
        if name == "image_id":
            path = f"/api/products/{case.path_parameters['product_id']}/images"
            return self.sari.post(path, files={"images": a_picture()}).json()["images"][0]["id"]
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
            return self.existing_of_course(name, case)
        return self.sale_id if name == "transaction_id" else self.sari.id

    def api_key(self) -> Any:
        """A key of the tester's, who develops for that."""
        self.develops()
        return self.person.post("/api/developer/key").json()

    def certificate(self) -> str:
        """One of the tester's, of a course of Dewi's."""
        return self.person.graduates(self.dewi.teaches())

    @cached_property
    def lasting_certificate(self) -> str:
        return self.certificate()

    def token(self, purpose: str = "email_change") -> str:
        """The secret of a link that confirms a new address, or is about the one that Sari has."""
        token = f"token-{next(self.number)}"
        if purpose != "email_change":
            self.shop.rows("UPDATE users SET email = %s WHERE id = %s", (f"{token}@example.com", self.sari.id))
        self.shop.rows(
            "INSERT INTO one_time_links (token_hash, user_id, purpose, subject, expires_at) "
            "VALUES (UNHEX(SHA2(%s, 256)), %s, %s, %s, UTC_TIMESTAMP(6) + INTERVAL 1 HOUR)",
            (token, self.sari.id, purpose, f"{token}@example.com"),
        )
        return token

    def ground_account(self, case: schemathesis.Case) -> None:
        """The same for calls about the caller's own account."""
        self.shop.rows("DELETE FROM sign_in_failures")
        if case.path == "/api/auth/verify":
            case.body = {"token": self.token("verify")}
        elif case.path == "/api/auth/password/reset":
            case.body["token"] = self.token("password_reset")
        elif case.path == "/api/auth/verify/send":
            self.shop.rows("DELETE FROM one_time_links")
            address = f"tester{next(self.number)}@example.com"
            self.shop.rows("UPDATE users SET email = %s WHERE id = %s", (address, self.person.id))
        elif case.path == "/api/auth/sessions" and case.method == "DELETE":
            # The tester goes on in this one; that it may end, too, is told in test_accounts.py.
            case.body = {**(case.body if isinstance(case.body, dict) else {}), "current": False}
        elif case.path == "/api/auth/password/change":
            case.body = {"current_password": PASSWORD, "new_password": PASSWORD}
        elif case.path.startswith(FACTOR) and case.method != "GET":
            code = self.second_factor(self.person, enabled=case.path != f"{FACTOR}/confirm")
            if case.path == f"{FACTOR}/confirm":
                case.body = {"code": code}
            elif case.path == FACTOR and case.method == "POST":
                self.shop.rows("DELETE FROM second_factors")
                case.body = {"current_password": PASSWORD}
            elif case.path == f"{FACTOR}/policy":
                # Roles of others, so that nobody is in the way of the next case.
                case.body = {"roles": ["developer"] * min(1, len(case.body["roles"]))}
            else:
                case.body = {"current_password": PASSWORD, "code": code}

    def second_factor(self, person: Person, enabled: bool = True) -> str:
        """Gives the person a second factor, or one that is just set up; a code that is right now."""
        secret = pyotp.random_base32()
        sealed = Cipher(Settings.from_env(secrets_for_tests()).tokens.encryption_keys).encrypt(secret).decode()
        self.shop.rows(
            "REPLACE INTO second_factors (user_id, secret, enabled_at) VALUES (%s, %s, IF(%s, NOW(), NULL))",
            (person.id, sealed, enabled),
        )
        return pyotp.TOTP(secret).now()

    def pending_request(self, person: Person) -> int:
        self.shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'developer'", (person.id,))
        self.shop.rows("DELETE FROM role_requests WHERE user_id = %s", (person.id,))
        self.shop.rows(
            "INSERT INTO role_requests (user_id, role, note, language) VALUES (%s, 'developer', '', 'en')", (person.id,)
        )
        return int(self.shop.value("SELECT id FROM role_requests WHERE user_id = %s", (person.id,)))

    def file(self, large: bool = False) -> bytes:
        """Products to import, two of which have no price; a large file is a job."""
        description = "x" * 9_000 if large else ""
        return b"sku,nama,harga,deskripsi\n" + b"".join(
            f"S-{row},Kopi {row},{'' if row < 2 else 1000},{description}\n".encode() for row in range(40)
        )

    @cached_property
    def import_id(self) -> int:
        answer = self.sari.post("/api/products/import-csv", files={"file": ("produk.csv", self.file())})
        return int(answer.json()["id"])

    def cursor(self, case: schemathesis.Case) -> Any:
        """A place that the shop itself names, in the order that the case asks for."""
        if case.path == "/api/transactions":
            self.person.buys(self.product_id)
            return self.person.get("/api/transactions?per_page=1").json()["next_cursor"]
        if case.path == "/api/analytics/forecast":
            for _ in range(2):
                self.person.buys(self.sari.offers())
            return self.person.get("/api/analytics/forecast?per_page=1").json()["next_cursor"]
        if case.path == "/api/changes":
            self.sari.offers()
            return self.sari.get("/api/changes").json()["next_since"]
        if case.path == "/api/products/brands":
            self.existing("brand_id", case), self.existing("brand_id", case)
            return self.dewi.get("/api/products/brands?per_page=1").json()["next_cursor"]
        if case.path == "/api/audit":
            return self.dewi.get("/api/audit?cursor=&per_page=1").json()["next_cursor"]
        if case.path == "/api/jobs":
            self.existing("job_id", case), self.existing("job_id", case)
            return self.dewi.get("/api/jobs?per_page=1").json()["next_cursor"]
        if case.path == "/api/letters":
            for _ in range(2):
                self.shop.rows(
                    "INSERT INTO letters (recipient, template, language, words, sent_at) "
                    "VALUES ('x@y.z', 'x', 'id', '{}', UTC_TIMESTAMP(6))"
                )
            return self.dewi.get("/api/letters?per_page=1").json()["next_cursor"]
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
                self.person.post("/api/products/import-csv", files={"file": ("produk.csv", self.file())})
            return self.person.get("/api/imports?per_page=1").json().get("next_cursor", "")
        if case.path.startswith("/api/imports"):
            return self.sari.get(f"/api/imports/{self.import_id}/rows?per_page=1").json()["next_cursor"]
        if case.path.startswith("/api/analytics"):
            for course in (self.attended, self.course):
                self.sari.post(f"/api/courses/{course['id']}/enroll")
            return self.dewi.get(f"{case.path}?per_page=1").json()["next_cursor"]
        if case.path == "/api/courses":
            self.dewi.teaches()
            self.dewi.teaches()
            return self.dewi.get("/api/courses?per_page=1").json()["next_cursor"]
        if case.path.startswith("/api/courses"):
            return self.dewi.get(f"{self.course['path']}/versions?per_page=1").json()["next_cursor"] or ""
        self.sari.offers()
        # Under another sorting it is a problem of its own.
        order = {name: case.query[name] for name in ("sort_by", "sort_order") if name in case.query}
        return self.sari.get("/api/products?cursor=&per_page=1", params=order).json()["next_cursor"]

    @cached_property
    def course(self) -> dict[str, Any]:
        """A course that the tester is in, its `file` a content with a file."""
        made = self.dewi.teaches()
        path, fields = f"/api/courses/{made['id']}", {"section_id": made["section"], "kind": "file", "title": "Berkas"}
        file = self.dewi.post(f"{path}/contents", fields).json()["id"]
        self.dewi.put(f"{path}/contents/{file}/file", files={"file": ("x", b"xyz")})
        self.dewi.post(f"{path}/publish")
        self.shop.rows("INSERT INTO enrolments (user_id, course_id) VALUES (%s, %s)", (self.person.id, made["id"]))
        return {**made, "path": path, "file": file}

    def ground_course(self, case: schemathesis.Case) -> None:
        """The same for calls about courses: what is said of one kind of content holds for no other."""
        body = case.body
        if not isinstance(body, dict):
            return
        if "prerequisites" in body:
            body["prerequisites"] = []
        if body.get("product_id") is not None:
            body["product_id"] = self.product_id
        if "section_id" in body:
            body["section_id"] = self.course["section"]
        if case.path.endswith("/outline"):
            body["sections"] = []
        if "/contents" in case.path and case.media_type == "application/json":
            kind = body.get("kind", "file")
            for name in ("body",) if kind == "quiz" else ("quiz", "mastery_score"):
                body.pop(name, None)
            if kind == "quiz":
                body["quiz"] = {"questions": []}
            elif kind == "video" and "body" in body:
                body["body"] = "https://example.com/"

    def existing_of_course(self, name: str, case: schemathesis.Case) -> Any:
        if name == "number":
            return 1
        removes, path = case.method == "DELETE", self.course["path"]
        if name == "course_id":
            if case.path.endswith("/outline") or (removes and case.path == "/api/courses/{course_id}"):
                return self.dewi.post("/api/courses", {"title": "Baru"}).json()["id"]
            return self.course["id"]
        if name == "section_id":
            added = self.dewi.post(f"{path}/sections", {"title": "Baru"}) if removes else None
            return added.json()["id"] if added else self.course["section"]
        if not removes:
            return self.course["file"]
        fields = {"section_id": self.course["section"], "kind": "text", "title": "Baru"}
        return self.dewi.post(f"{path}/contents", fields).json()["id"]

    def must_have_seen_enough(self) -> None:
        """The run had a point: what this caller may do succeeded at least once, and nothing else did."""
        if self.kind == "all roles" and self.operation.path == "/api/products/import-csv":
            # Among files that are made up, good ones are too rare to be waited for.
            for status in (200, 202):
                ask(self.person, "POST", self.operation.path, status, body={"file": self.file(large=status == 202)})
                self.seen.add(status)
        if self.kind == "all roles" and (self.operation.method, self.operation.path) == ("post", "/api/transactions"):
            # Quotes of a total that is made up are refused, and few of the others are only asked for.
            items = [{"product_id": self.product_id, "qty": 1}]
            ask(self.person, "POST", self.operation.path, 200, query={"dry_run": True}, body={"items": items})
            self.seen.add(200)
        if self.kind == "all roles" and self.operation.path.endswith("/publish"):
            here = {"course_id": self.course["id"]}
            self.dewi.put(self.course["path"], {"title": "Terbit lagi", "prerequisites": []})
            self.dewi.put(f"{self.course['path']}/contents/{self.course['file']}", {"move_on": "Completed"})
            for status in (201, 200):
                ask(self.person, "POST", self.operation.path, status, path_parameters=here)
                self.seen.add(status)
        if self.kind != "anonymous" and self.operation.path.endswith("/file") and self.operation.method == "get":
            here = {"course_id": self.course["id"], "content_id": self.course["file"]}
            if self.kind == "all roles" or not refused_to_a_buyer(self.operation):
                ask(self.person, "GET", self.operation.path, 206, {"Range": "bytes=1-"}, path_parameters=here)
                self.seen.add(206)
        successes = {int(status) for status in self.operation.responses.status_codes if status.startswith("2")}
        if self.operation.path == "/api/developer/key":
            # What a shop answers that reviews its developers, as this one does not.
            successes.discard(202)
        if (refused := refusal(self.operation, self.kind)) is not None:
            assert refused in self.seen and not successes & self.seen
        else:
            assert successes <= self.seen


def a_picture() -> bytes:
    with io.BytesIO() as file:
        Image.new("RGB", (3, 2)).save(file, "PNG")
        return file.getvalue()


def files_in(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_whatever_cursor_fits_its_pattern_is_taken(shop: Shop, dewi: Person, sari: Person) -> None:
    text, number = "~_____w", "9" * 18
    seen = 0
    for path, calls in FILE["paths"].items():
        for parameter in calls.get("get", {}).get("parameters", []):
            if parameter["name"] not in ("cursor", "since") or "{" in path or path.endswith(("/self", "export")):
                continue
            pattern = parameter["schema"]["pattern"]
            parts = pattern.count("[0-9]{1,18}") + pattern.count("[0-2]")
            cursors = [text if pattern.startswith("^(?:~") else ".".join([number, "1", "7"][:parts])]
            if path == "/api/products":
                cursors = [f"stock-asc.{number}.7", f"price-desc.{number}.7", f"name-desc.{text}.7"]
            for given in ("", *cursors):
                assert re.fullmatch(pattern[1:-1], given), (path, pattern, given)
                answer = dewi.get(f"{path}?{parameter['name']}={given}")
                assert answer.status_code == 200 or answer.json().get("code") == "forbidden", (path, given, answer.text)
            seen += 1
    assert seen > 10


@contextmanager
def calling(shop: Shop, kind: str) -> Iterator[Caller]:
    """A caller of this kind, whose calls leave the shop sound and had a point."""
    found = Caller(shop, kind)
    yield found
    found.http.close()
    wait_until(lambda: not shop.rows("SELECT id FROM jobs WHERE kind = 'import' AND state IN ('queued', 'running')"))
    found.must_have_seen_enough()
    shop.must_be_sound()


@pytest.fixture
def anonymous(shop: Shop) -> Iterator[Caller]:
    with calling(shop, "anonymous") as caller:
        yield caller


@pytest.fixture
def buyer(shop: Shop) -> Iterator[Caller]:
    with calling(shop, "buyer") as caller:
        yield caller


@pytest.fixture
def powerful(shop: Shop) -> Iterator[Caller]:
    with calling(shop, "all roles") as caller:
        yield caller


def make(case: schemathesis.Case, caller: Caller) -> None:
    """One call, the answer to which must be as the document says."""
    caller.operation = case.operation
    # A written null is refused, as test_auth.py tells; no call of the document takes one.
    assume(case.body is not None)
    caller.ground(case)
    # Nobody administers themselves here, because that may be the end of their run.
    assume(case.path_parameters.get("user_id") != caller.person.id)
    if case.path in SIGN_IN:
        caller.shop.rows("DELETE FROM sign_in_failures")
    answer = case.call_and_validate(base_url=caller.shop.url, session=caller.http, headers=caller.headers(case))
    # Two would be refused for that alone, and hide what else the answer should tell.
    sent_credentials = {"Authorization", "X-API-Key"} & set(answer.request.headers)
    assert len(sent_credentials) <= 1, sent_credentials
    if answer.request.method == case.operation.method.upper():
        caller.seen.add(answer.status_code)
        told = case.operation.definition.raw["responses"].get(str(answer.status_code), {})
        declared = FILE["components"]["responses"].get(told.get("$ref", "").rsplit("/", 1)[-1], told).get("headers", {})
        sent = {name.lower() for name in answer.headers} & TELLING
        assert sent <= {name.lower() for name in declared}, (case.operation.label, answer.status_code)


OPERATIONS = [found.ok() for found in DOCUMENT.get_all_operations()]


def open_to(kind: str) -> Any:
    """The document's operations that this kind of caller may use; in the long campaign all.

    What a buyer may write is written alike by who holds all roles, so a short run has the buyer read.
    """
    left_out = [
        found.label for found in OPERATIONS if refusal(found, kind) or (kind == "buyer" and found.method != "get")
    ]
    return DOCUMENT if LONG else DOCUMENT.exclude(name=left_out)


@open_to("anonymous").parametrize()
@settings(suppress_health_check=list(HealthCheck))
def test_a_visitor_is_answered_as_the_document_says(case: schemathesis.Case, anonymous: Caller) -> None:
    make(case, anonymous)


@open_to("buyer").parametrize()
@settings(suppress_health_check=list(HealthCheck))
def test_a_buyer_is_answered_as_the_document_says(case: schemathesis.Case, buyer: Caller) -> None:
    make(case, buyer)


@DOCUMENT.parametrize()
@settings(suppress_health_check=list(HealthCheck))
def test_who_holds_all_roles_is_answered_as_the_document_says(case: schemathesis.Case, powerful: Caller) -> None:
    make(case, powerful)


@pytest.mark.parametrize(("kind", "status"), [("anonymous", 401), ("buyer", 403)])
def test_who_may_not_is_refused_before_anything_is_read(shop: Shop, kind: str, status: int) -> None:
    caller = Caller(shop, kind)
    refusing = [operation for operation in OPERATIONS if refusal(operation, kind) == status]
    assert len(refusing) > 20
    for operation in refusing:
        names = [parameter.name for parameter in operation.path_parameters]
        case = operation.Case(path_parameters={name: "1" * 26 if name == "code" else "1" for name in names})
        answer = case.call_and_validate(base_url=shop.url, session=caller.http, headers=caller.headers(case))
        assert answer.status_code == status, operation.label
    caller.http.close()


def ask(person: Person, method: str, path: str, status: int, sent: dict[str, str] | None = None, **parts: Any) -> Any:
    """Makes one call of the document and expects this status, in the form that the document names."""
    case = DOCUMENT[path][method].Case(**parts)
    headers = dict(person.http.headers) if "Authorization" in person.http.headers else {}
    answer = case.call_and_validate(base_url=person.shop.url, headers={**headers, **(sent or {})})
    assert answer.status_code == status
    return None if status == 206 else answer.json()


def test_ending_sessions_answers_as_the_document_says(shop: Shop, budi: Person) -> None:
    (session,) = ask(budi, "GET", "/api/auth/sessions", 200)["sessions"]
    ask(budi, "DELETE", "/api/auth/sessions/{session_id}", 200, path_parameters={"session_id": session["id"]})
    ask(budi, "GET", "/api/users/profile", 401)
    ask(budi, "POST", "/api/auth/logout", 401)
    ask(budi, "POST", "/api/auth/refresh", 401, body={"refresh_token": budi.refresh_token})
    budi.sign_in()
    pair = ask(budi, "POST", "/api/auth/refresh", 200, body={"refresh_token": budi.refresh_token})
    ask(budi, "POST", "/api/auth/refresh", 200, body={"refresh_token": budi.refresh_token})
    shop.rows("UPDATE sessions SET refreshed_at = refreshed_at - INTERVAL 31 SECOND")
    ask(budi, "POST", "/api/auth/refresh", 401, body={"refresh_token": budi.refresh_token})
    ask(budi, "POST", "/api/auth/refresh", 401, body={"refresh_token": pair["refresh_token"]})
    ask(budi, "GET", "/api/users/profile", 401)


def test_an_admin_who_administers_themselves_is_answered_as_the_document_says(shop: Shop, dewi: Person) -> None:
    path, own = "/api/users/{user_id}", {"user_id": dewi.id}
    ask(dewi, "PATCH", path, 409, path_parameters=own, body={"active": False})
    ask(dewi, "PATCH", path, 409, path_parameters=own, body={"roles": ["buyer"]})
    wayan = shop.person("wayan", "admin")
    ask(dewi, "PATCH", path, 200, path_parameters=own, body={"roles": ["buyer"]})
    ask(dewi, "PATCH", path, 403, path_parameters=own, body={"role": "admin"})
    ask(wayan, "PATCH", path, 200, path_parameters=own, body={"active": False})
    ask(dewi, "GET", "/api/users/profile", 401)


@pytest.mark.parametrize("path", SIGN_IN)
def test_the_limit_of_sign_ins_answers_as_the_document_says(shop: Shop, path: str) -> None:
    visitor = shop.visitor()
    for status in [401] * 10 + [429]:
        ask(visitor, "POST", path, status, body={"username": "budi", "password": "wrong"})


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("DELETE", "/api/auth/sessions/é", None, 404),
        ("PUT", "/api/products/9223372036854775808", {"price": 1}, 404),
        ("GET", "/api/products?cursor=WyJ4IiwxXQ", None, 422),
        ("POST", "/api/register", {"name": "x" * 151, "email": "x@example.com", "password": PASSWORD}, 422),
        ("POST", "/api/register", {"name": " ", "email": "x@example.com", "password": PASSWORD}, 422),
    ],
)  # fmt: skip
def test_what_was_found_here_stays_mended(dewi: Person, method: str, path: str, body: Any, status: int) -> None:
    assert dewi.call(method, path, body).status_code == status


def test_the_served_document_is_openapi_3_1(shop: Shop) -> None:
    document = shop.visitor().get("/openapi.json").json()
    assert document["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(document).validate()
    tags = [tag["name"] for tag in document["tags"]]
    assert len(tags) == len(set(tags))


def test_one_thing_has_one_schema_and_each_is_used() -> None:
    schemas = FILE["components"]["schemas"]
    text = json.dumps(FILE)
    assert [name for name in schemas if f'"#/components/schemas/{name}"' not in text] == []
    alike: dict[str, list[str]] = {}
    for name, schema in schemas.items():
        alike.setdefault(json.dumps(unsaid(schema), sort_keys=True), []).append(name)
    assert [names for names in alike.values() if len(names) > 1] == []


def unsaid(part: Any) -> Any:
    """The schema without what is said of it."""
    if isinstance(part, dict):
        told = ("title", "description")
        return {name: unsaid(value) for name, value in part.items() if not (name in told and isinstance(value, str))}
    return [unsaid(each) for each in part] if isinstance(part, list) else part


def test_what_takes_some_words_lists_them() -> None:
    """A status, state or role is an enum in every answer and body."""
    free = [
        f"{name}.{field}"
        for name, schema in FILE["components"]["schemas"].items()
        for field, told in schema.get("properties", {}).items()
        if name != "Problem"
        and field in ("status", "state", "role", "roles", "mode", "scope", "scopes")
        and not {"enum", "const"} & set(re.findall(r'"(\w+)": ', json.dumps(told)))
    ]
    # A problem tells a status by its number, and what else its sentence says.
    assert free == []
    feed = FILE["components"]["schemas"]["Changes"]["properties"]["changes"]["items"]
    assert feed["discriminator"]["propertyName"] == "type" and len(feed["oneOf"]) == 3


def test_examples_are_what_their_schemas_take() -> None:
    given = {name: schema["examples"] for name, schema in FILE["components"]["schemas"].items() if "examples" in schema}
    assert set(given) == set(EXAMPLES)
    for name, examples in given.items():
        schema = {"$ref": f"#/components/schemas/{name}", "components": FILE["components"]}
        for example in examples:
            Draft202012Validator(schema).validate(example)


def test_the_document_is_as_its_readers_want_it() -> None:
    """What Spectral's rules ask; Spectral itself weighs 68 MB."""
    assert {"title", "version", "description", "contact"} <= set(FILE["info"])
    assert all(tag["description"] for tag in FILE["tags"])
    known = {tag["name"] for tag in FILE["tags"]}
    ids = []
    for path, calls in FILE["paths"].items():
        assert path == "/" or not path.endswith("/")
        for method, call in calls.items():
            ids.append(call["operationId"])
            assert re.fullmatch("[a-z]+(_[a-z0-9]+)*", call["operationId"])
            assert call["summary"] and call["description"], (method, path)
            assert set(call["tags"]) <= known
            assert call.get("deprecated", False) == ("short paths" in call["tags"])
            assert any(status.startswith(("2", "3")) for status in call["responses"])
            named = {parameter["name"] for parameter in call.get("parameters", []) if parameter["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", path))
            for security in call.get("security", []):
                assert set(security) <= set(FILE["components"]["securitySchemes"])
    assert len(ids) == len(set(ids))


def test_answers_have_the_headers_that_are_declared(shop: Shop, sari: Person) -> None:
    """An ETag where a change takes If-Match, and the name of the call on every answer."""
    for path, calls in FILE["paths"].items():
        for call in calls.values():
            for status, response in call["responses"].items():
                headers = (
                    response.get("headers")
                    or FILE["components"]["responses"][response["$ref"].split("/")[-1]]["headers"]
                )
                assert "X-Request-ID" in headers, (path, status)
    product = {"product_id": sari.offers()}
    shown = FILE["paths"]["/api/products/{product_id}"]
    for method in ("get", "put", "patch"):
        assert "ETag" in shown[method]["responses"]["200"]["headers"]
    assert "ETag" not in shown["delete"]["responses"]["200"]["headers"]
    ask(sari, "GET", "/api/products/{product_id}", 200, path_parameters=product)
    ask(sari, "PATCH", "/api/products/{product_id}", 200, path_parameters=product, body={"price": 2})
    for odd, status in (("5", 400), ('"5"', 412)):
        ask(
            sari, "PUT", "/api/products/{product_id}", status,
            path_parameters=product, body={"price": 2}, headers={"if-match": odd},
        )  # fmt: skip


def test_every_route_stands_in_the_document(server: Server, shop: Shop, tmp_path: Path) -> None:
    script = """
import json, re, app
rules = app.create_app().url_map.iter_rules()
found = [(method, re.sub(r"<(?:[^<:>]+:)?([^<>]+)>", r"{\\1}", rule.rule)) for rule in rules for method in rule.methods]
print(json.dumps(found))
"""
    env = {**clean_environment(), "DATA_DIR": str(tmp_path), **server.env, "ENV": "test", "DB_NAME": shop.name}
    printed = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, timeout=60, check=True
    )
    routes = {(method, path) for method, path in json.loads(printed.stdout.splitlines()[-1])}
    routes = {(method, path) for method, path in routes if method not in ("HEAD", "OPTIONS")}
    versioned = {(method, path.replace("/v1/", "/")) for method, path in routes if path.startswith("/api/v1/")}
    canonical = {(method, path) for method, path in routes if not path.startswith("/api/v1/")}
    paths = shop.visitor().get("/openapi.json").json()["paths"]
    documented = {(method.upper(), path) for path, calls in paths.items() for method in calls}
    assert documented == canonical - PAGES
    assert versioned <= documented
