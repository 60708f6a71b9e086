"""A client that makes every call of docs/openapi.json valid in its shop and validates the response."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
import schemathesis
from hypothesis import assume

from support.app import ROOT, wait_until
from support.calls.contract_rows import LEARNING, LOGIN, PIN, TILLS, ExistingRows
from support.calls.incoming_rows import BANK, PROVIDER_KEYS, QRIS
from support.people import PASSWORD, Person, Shop
from web.paging import MAX_FILTERED_OFFSET, MAX_OFFSET

OPENAPI = json.loads((ROOT / "docs" / "openapi.json").read_text())
ORDER_PATHS = ("/api/transactions", "/api/transactions/quote", "/api/vouchers/check")
LOGIN_PATHS = (LOGIN, "/api/login", "/login")
TWO_FACTOR = "/api/auth/second-factor"
# Calls that end the caller's session.
ENDING = ("/api/auth/logout", "/api/auth/password/change")
IMAGE_SIGNATURES = (b"\x89PNG", b"GIF8", b"RIFF", b"\xff\xd8")
LONG = bool(os.environ.get("LONG"))

DOCUMENT = schemathesis.openapi.from_path(
    str(ROOT / "docs" / "openapi.json"),
    config=schemathesis.Config.from_dict(
        {
            "seed": 1,
            # The limits of every schema: 50 cases a call, generated while tests are collected.
            "phases": {"coverage": {"enabled": LONG}},
            # The tests of guards and of the access matrix show that each route needs its token.
            "checks": {"ignored_auth": {"enabled": LONG}},
            "generation": {
                "deterministic": True,
                "database": "none",
                # Beside the limits of every schema; with 200 a long run took two hours.
                "max-examples": 60 if LONG else 6,
                # Callers send their own token. A generated one beside it is an error: see clients/README.md.
                "with-security-parameters": False,
            },
            "operations": [
                # Pages share these paths, which so accept a method more than the document lists.
                {
                    "include-path": ["/login", "/register"],
                    "checks": {
                        check: {"enabled": False} for check in ("unsupported_method", "allow_header_conformance")
                    },
                },
                # Among fewer cases one of their successes is missing.
                {
                    "include-path": [
                        "/api/courses/{course_id}/enroll",
                        "/api/courses/{course_id}/statements",
                        "/api/courses/{course_id}/contents/{content_id}/attempts",
                    ],
                    "generation": {"max-examples": 60 if LONG else 10},
                },
                # An item that can't be read is refused by itself, so that it does not keep back the others.
                {"include-path": ["/api/sync"], "checks": {"negative_data_rejection": {"enabled": False}}},
                # A case with another file is validated again, and then `dry_run=true` is a string and no boolean.
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


def buyer_refusal(operation: Any) -> int | None:
    """Return the status with which the operation refuses a buyer, or None if it doesn't."""
    path, writes = operation.path, operation.method != "get"
    if "Needs one of the roles" in operation.definition.raw.get("description", ""):
        return 403
    if path.startswith(("/api/shifts/", "/api/sync/items/")) or "/receipt-gaps" in path or "/receipts/" in path:
        # The till of another owner.
        return 404
    # Products and course drafts of other users are a 404 for a buyer.
    drafted = (
        path.startswith("/api/courses/")
        and not LEARNING.search(path)
        and (writes or "/draft" in path or "/versions" in path)
    )
    # So are certificates that the caller has not issued.
    return 404 if drafted or (path.startswith(("/api/products/", "/api/certificates/")) and writes) else None


def refusal(operation: Any, kind: str) -> int | None:
    """Return the status with which the operation refuses this kind of caller, or None if it doesn't."""
    if kind == "anonymous":
        return 401 if "security" in operation.definition.raw else None
    return buyer_refusal(operation) if kind == "buyer" else None


def send(person: Person, method: str, path: str, status: int, sent: dict[str, str] | None = None, **parts: Any) -> Any:
    """Make one call of the document, validate the response, and expect this status."""
    case = DOCUMENT[path][method].Case(**parts)
    headers = dict(person.http.headers) if "Authorization" in person.http.headers else {}
    answer = case.call_and_validate(base_url=person.shop.url, headers={**headers, **(sent or {})})
    assert answer.status_code == status
    return None if status == 206 else answer.json()


class Caller(ExistingRows):
    """A client of one kind: `anonymous`, `buyer` or `all roles`."""

    def __init__(self, shop: Shop, kind: str) -> None:
        super().__init__(shop, *(("seller", "admin") if kind == "all roles" else ()))
        self.kind = kind
        self.http = requests.Session()
        self.operation: Any = None
        self.seen: set[int] = set()

    def headers(self, case: schemathesis.Case) -> dict[str, str]:
        if self.kind == "anonymous":
            return {}
        if case.path == "/api/developer/key/self":
            return {"X-API-Key": self.api_key()["api_key"]}
        # Each logout ends a session of its own, so that the next call is not refused.
        token = self.new_session()["access_token"] if case.path in ENDING else self.person.token
        return {"Authorization": f"Bearer {token}"}

    def call(self, case: schemathesis.Case) -> requests.Response:
        """Make one call and validate the response against the document."""
        self.operation = case.operation
        # No call of the document takes null as its body.
        assume(case.body is not None)
        if case.meta is not None and not case.meta.generation.mode.is_positive:
            # In a query a number is a text, too, and 0.5 has the form of a position.
            texts = [str((case.query or {}).get(name, "x")) for name in ("cursor", "since")]
            assume(not any(re.fullmatch(r"[0-9.]+", text) for text in texts))
        key = (case.headers or {}).get("idempotency-key")
        if isinstance(key, str) and re.fullmatch("[!-~]{1,255}", key):
            # A repeated key would get the answer of another case.
            case.headers["idempotency-key"] = f"{key[:200]}-{next(self.number)}"
        self.make_valid(case)
        # The caller must not change their own roles.
        assume(case.path_parameters.get("user_id") != self.person.id)
        if case.path in LOGIN_PATHS:
            self.shop.rows("DELETE FROM sign_in_failures")
        answer = case.call_and_validate(base_url=self.shop.url, session=self.http, headers=self.headers(case))
        if answer.request.method == case.operation.method.upper():
            self.seen.add(answer.status_code)
        return answer

    def make_valid(self, case: schemathesis.Case) -> None:
        """Put into a case that is generated as valid what no schema can tell: the rows of this shop."""
        if case.meta is None or not case.meta.generation.mode.is_positive:
            return
        # The tester takes 0 for a valid object with a text of 200,000 characters.
        assume(isinstance(case.body, dict) or not case.path.endswith("/preview"))
        self._fill_query(case)
        if "if-match" in case.headers:
            case.headers["if-match"] = "*"
        if isinstance(case.body, dict):
            self._fill_body(case)
        self._fill_by_area(case)
        self._fill_files(case)
        self._fill_order(case)
        self._fill_tax_profile(case)
        self._fill_voucher(case)
        self._fill_incoming(case)
        if TILLS.match(case.path):
            self._fill_till(case)
        if next(self.number) % 2:
            return
        for name in sorted(case.path_parameters, reverse=True):
            case.path_parameters[name] = self.existing(name, case)
        if case.path in LOGIN_PATHS:
            case.body = {"username": "tester", "password": PASSWORD}
        elif case.path == "/api/auth/refresh":
            case.body = {"refresh_token": self.new_session()["refresh_token"]}
        elif case.path.endswith("/sign-in"):
            self._sign_in_at_till(case)

    def _fill_query(self, case: schemathesis.Case) -> None:
        for name in ("cursor", "since"):
            if case.query.get(name):
                case.query[name] = self.cursor(case)
        if "page" in case.query:
            # Pages by number end at a row, whatever the size of a page.
            most = MAX_FILTERED_OFFSET if case.path == "/api/products" else MAX_OFFSET
            case.query["page"] = min(int(case.query["page"]), most // int(case.query.get("per_page", 20)))
        if case.path == "/api/products" and case.query.get("scope") != "own":
            # Only one's own products are listed by them.
            for name in ("active", "max_stock"):
                case.query.pop(name, None)
        if case.path in ("/api/sync/items", "/api/changes"):
            # Hardly any number is that of a till of the caller.
            case.query.pop("till_id", None)
        if case.path == "/api/customers" and case.query.get("cursor"):
            # Debtors have another order.
            case.query.pop("debt", None)
        if case.path.startswith("/api/events"):
            case.query |= {"types": "order.paid,refund.created"} if case.query.get("types") else {}
            case.query |= {"seconds": 1} if case.path.endswith("/stream") else {}
        if case.path == "/api/products/lookup":
            case.query = {"code": self.sku}
        if case.path == "/api/stock":
            # No number is that of an outlet of a generated seller.
            case.query.pop("outlet_id", None)
        if case.path == "/api/stock/ledger":
            case.query["product_id"] = self.product_id
        if case.path.startswith("/api/analytics") and case.query.get("course_id"):
            case.query["course_id"] = self.attended_course["id"]
        if case.path in ("/api/analytics/sales", "/api/analytics/forecast") or case.path.startswith("/api/reports"):
            self._fill_sales_report(case)
        if case.path.startswith("/api/audit") and "row_id" in case.query:
            case.query["table"] = "products"
        if {"from", "to"} <= case.query.keys():
            case.query["from"], case.query["to"] = sorted((case.query["from"], case.query["to"]))

    def _fill_body(self, case: schemathesis.Case) -> None:
        if case.path.startswith("/api/webhooks"):
            self._fill_webhook(case)
        for name in ("category_id", "brand_id", "parent_id", "owner_id"):
            if case.body.get(name) is not None:
                case.body[name] = self.sari.id if name == "owner_id" else self.existing(name, case)
        if case.path.startswith(("/api/products/categories", "/api/products/brands")) and "name" in case.body:
            case.body["name"] = f"{case.body['name'][:80]} {next(self.number)}"
        if case.path.startswith("/api/products"):
            # Hardly any number is that of a main product, and what has options sells no course.
            case.body.pop("variant_of", None)
            if case.body.get("options"):
                case.body["options"] = case.body["options"][:1] if case.method == "POST" else []
        if case.path.startswith("/api/courses"):
            self._fill_course(case)
        if case.path.startswith("/api/customers") and case.body.get("phone") is not None:
            case.body["phone"] = f"0812{next(self.number):08}"

    def _fill_by_area(self, case: schemathesis.Case) -> None:
        if case.path == "/api/users/confirm-email":
            case.body = {"token": self.link_token()}
        if case.path.startswith("/api/auth/"):
            self._fill_account(case)
        if case.path == "/api/users/{user_id}/second-factor":
            self.set_up_totp(self.sari)
        if isinstance(case.body, dict) and case.body.get("current_password") is not None:
            case.body["current_password"] = PASSWORD
        if case.path == "/api/users/role-requests" and case.method == "POST":
            # A pending request keeps the next one out, and the tester may hold the role already.
            self.shop.rows("DELETE FROM role_requests WHERE user_id = %s", (self.person.id,))
            self.shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'developer'", (self.person.id,))
            case.body["role"] = "developer"
        if case.path.startswith("/api/developer"):
            self._fill_api_key(case)
        if case.path.endswith("/waive"):
            case.body["content_id"] = self.attended_course["contents"][0]
        if case.path.endswith("/progress") and case.method == "POST":
            case.body = self._progress(case.body if isinstance(case.body, dict) else {})
        if "/attempts/{attempt_id}" in case.path and isinstance(case.body, dict):
            case.body["answers"] = [{"question_id": 1, "text": "FOB"} for _ in case.body.get("answers", ())[:1]]

    def _fill_files(self, case: schemathesis.Case) -> None:
        if case.path == "/api/products/{product_id}/images/order":
            # This product has no images.
            case.body = {"image_ids": []}
        if case.path == "/api/products/import-csv":
            case.body["file"] = self.import_file()
            # Only a workbook has sheets, and no schema knows the names of stores and columns.
            for part in (case.body, case.query):
                for name in [name for name in part if name in ("sheet", "store") or name.endswith("_column")]:
                    del part[name]
        elif case.path == "/api/analytics/analyze":
            self._fill_analysis(case)
        elif case.path.endswith("/file") and case.method == "PUT":
            # An empty file counts as no file.
            assume(all(file.data for value in case.body.values() for file in _files(value)))
        elif case.media_type == "multipart/form-data":
            # No schema tells images from other files. A changed body would be judged anew, and be no text.
            assume(
                all(file.data.startswith(IMAGE_SIGNATURES) for value in case.body.values() for file in _files(value))
            )

    def _fill_order(self, case: schemathesis.Case) -> None:
        if case.path in ORDER_PATHS and case.method == "POST":
            for item in case.body["items"]:
                item["product_id"] = self.product_id
            if next(self.number) % 4:
                # A generated total is hardly ever the right one.
                case.body.pop("expected_total", None)
            # A customer is generated of no seller.
            case.body.pop("customer_id", None)
            if case.body.get("payments"):
                # Generated amounts hardly ever sum up to the total.
                case.body["payments"] = [{"method": "cash"}]
                case.headers = {"idempotency-key": f"counter-{next(self.number)}", **(case.headers or {})}
            else:
                case.body.pop("client_id", None)

        if case.path == "/api/stock/movements":
            # A generated one is hardly ever a movement alone, nor a count of the present stock.
            case.body.pop("outlet_id", None)
            for item in case.body["items"]:
                item |= {"product_id": self.product_id, "kind": "waste", "delta": -1}
                item |= dict.fromkeys(("counted", "expected_quantity"))
        if case.path == "/api/stock/transfers":
            case.body |= {"from_outlet_id": None, "to_outlet_id": self.branch_id}
            case.body["items"] = [{"product_id": self.product_id, "qty": 1} for _ in case.body["items"]]

        if isinstance(case.body, dict):
            # Hardly any number is that of a till with an open shift.
            case.body.pop("till_id", None)
        if case.path.endswith("/payments"):
            case.headers = {"idempotency-key": f"repaid-{next(self.number)}", **(case.headers or {})}
        if case.path.endswith(("/pay", "/payments")) and isinstance(case.body, dict):
            # More than is due, and cash that is less than the amount, are refused.
            case.body |= {name: value for name, value in (("amount", 1), ("tendered", 10**12)) if case.body.get(name)}
            if case.body.get("method") == "transfer":
                case.body.pop("tendered", None)
        if "/receipt" in case.path:
            self._fill_receipt(case)
        elif "/refunds" in case.path and isinstance(case.body, dict):
            # Each sale has one line of one unit.
            for name in ("exchange_id", "till_id"):
                case.body.pop(name, None)
            if case.body.pop("items", None) or not case.body.get("amount"):
                case.body |= {"items": [{"line": 1, "qty": 1}]}
                case.body.pop("amount", None)
            else:
                case.body["amount"] = 1

    def _fill_webhook(self, case: schemathesis.Case) -> None:
        """Give a webhook a URL, which is called by nobody, and room among the others."""
        if case.method == "POST":
            self.shop.rows("DELETE FROM webhooks")
        if "url" in case.body:
            case.body["url"] = "https://example.com/hook"
        case.body["active"] = False

    def _fill_receipt(self, case: schemathesis.Case) -> None:
        """Give printers a roll, and WhatsApp a phone number."""
        for sent in (case.query, case.body if isinstance(case.body, dict) else {}):
            if sent.get("format") == "escpos" and sent.get("width") == "a4":
                sent["width"] = "58"
            if sent.get("phone") is not None:
                sent["phone"] = "0812 3456 7890"

    def _fill_voucher(self, case: schemathesis.Case) -> None:
        """Give a voucher a code of its own, and fields that fit together; take nothing off the goods of others."""
        if not case.path.startswith(("/api/vouchers", "/api/transactions")) or not isinstance(case.body, dict):
            return
        case.body.pop("discount", None)
        case.body.pop("voucher", None)
        for item in case.body.get("items", ()):
            item.pop("discount", None)
        if "items" not in case.body and case.path.startswith("/api/vouchers"):
            case.body |= {"code": f"V-{next(self.number)}", "kind": "percent", "value": 10}
            case.body |= {name: None for name in ("ends_at", "limit_total") if name in case.body}

    def _fill_incoming(self, case: schemathesis.Case) -> None:
        """Name an account of the seller, and give an account what its kind has."""
        if "/payment-" not in case.path:
            return
        case.query.pop("till_id", None)
        if not isinstance(case.body, dict):
            return
        if "account_id" in case.body:
            # Buyers ask for all that is due, sellers also for a part.
            part = 1 if self.sells and case.body.get("amount") else None
            case.body |= {"account_id": self.account(self.person if self.sells else self.sari), "amount": part}
        case.body.pop("outlet_id", None)
        if case.path.endswith("/match"):
            case.path_parameters["account_id"] = self.existing_incoming("account_id", case)
        if case.path.endswith(("/payment-accounts", "/{account_id}")):
            for name, kind, value in (("qris", "qris", QRIS), ("bank_account", "transfer", BANK)):
                case.body.pop(name, None)
                if case.body.get("kind") == kind:
                    case.body[name] = value
            case.body.pop("provider", None)
            if (kind := case.body.get("kind")) in PROVIDER_KEYS:
                case.body["provider"] = {"environment": "sandbox", **PROVIDER_KEYS[kind]}
                case.body.pop("unique_amounts", None)

    def _fill_till(self, case: schemathesis.Case) -> None:
        """Name a till of the owner, a new account and a new series; PINs that can be guessed are refused."""
        body = case.body if isinstance(case.body, dict) else {}
        if "pin" in body and case.path.startswith("/api/staff"):
            body["pin"] = PIN
        if case.path == "/api/staff" and "username" in body:
            body["username"] = f"staf{next(self.number)}"
            account = {"username": body["username"], "password": PASSWORD}
            self.shop.visitor().post("/api/auth/register", account)
        if "series" in body:
            body["series"] = self.series()
        if case.path == "/api/shifts" and case.method == "GET" and "till_id" in case.query:
            case.query["till_id"] = self.till()["id"]
        elif case.path in ("/api/shifts", "/api/sync"):
            body["till_id"] = self.till()["id"]
        if case.path.startswith("/api/outlets/") and case.method == "PATCH":
            # The default outlet can't be closed, and sells from the shared stock.
            body.pop("archived", None)
            body.pop("own_stock", None)
        if case.path == "/api/outlets" and body.get("own_stock"):
            assert self.outlet_id
        if case.path == "/api/shifts/current":
            self.shift_id()
            case.query["till_id"] = self.shop.value("SELECT till_id FROM shifts ORDER BY id DESC LIMIT 1")
        for name in case.path_parameters:
            case.path_parameters[name] = self.existing_at_till(name)
        if case.path.endswith("/report"):
            # A shift that was just opened has no other report.
            case.query.pop("kind", None)

    def _sign_in_at_till(self, case: schemathesis.Case) -> None:
        till, username = self.till(), f"staf{next(self.number)}"
        self.staff(username)
        case.path_parameters["till_id"] = till["id"]
        case.body = {"token": till["token"], "username": username, "pin": PIN}

    def _fill_tax_profile(self, case: schemathesis.Case) -> None:
        """Give a rate to the only regime that has one, and delete a profile that there is."""
        if case.path == "/api/tax-profile" and case.method == "PUT":
            case.body["rate_bp"] = 1000 if case.body.get("regime") == "pbjt" else None
        elif case.path == "/api/tax-profile" and case.method == "DELETE":
            self.person.put("/api/tax-profile", {"regime": "ppn", "valid_from": case.query["valid_from"]})

    def _fill_sales_report(self, case: schemathesis.Case) -> None:
        """Use days of one year, and the products of this shop."""
        case.query |= {name: f"2026-0{1 + next(self.number) % 9}-01" for name in ("from", "to") if name in case.query}
        for name, value in (("product_id", self.product_id), ("seller_id", self.sari.id)):
            if name in case.query:
                case.query[name] = value
        if "category_id" in case.query:
            case.query["category_id"] = self.existing("category_id", case)
        if "outlet_id" in case.query:
            case.query |= {"outlet_id": self.outlet_id, "seller_id": self.owner.id}

    def _fill_api_key(self, case: schemathesis.Case) -> None:
        """Make room for one more key, which a developer or a future developer asks for."""
        self.shop.rows("DELETE FROM api_keys WHERE user_id = %s", (self.person.id,))
        if case.path == "/api/developer/key" and next(self.number) % 3:
            self.shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'developer'", (self.person.id,))
        else:
            self.become_developer()
        if case.query.get("user_id") is not None:
            case.query["user_id"] = self.person.id
        if isinstance(case.body, dict) and case.body.get("quota") is not None:
            case.body["quota"] = min(case.body["quota"], 1000)

    def _fill_analysis(self, case: schemathesis.Case) -> None:
        """Send a daily file, and drop the parameters that ask for columns it lacks."""
        for part in (case.query, case.body):
            for name in ("date", "series", "value", "frequency", "through", "aggregate", "skip"):
                part.pop(name, None)
        days = "".join(f"2026-0{day // 28 + 1}-{day % 28 + 1:02},Kopi,{day % 7}\n" for day in range(56))
        case.body["file"] = f"tanggal,produk,jumlah\n{days}".encode()

    def _progress(self, body: Any) -> Any:
        """Return a body about contents of the course: one, several, or all of them."""
        items = [item | {"content_id": self.attended_course["contents"][1]} for item in body.pop("items", None) or []]
        if items:
            return {"items": items}
        return (
            body | {"content_id": self.attended_course["contents"][0]} if next(self.number) % 4 else {"completed": True}
        )

    def _fill_account(self, case: schemathesis.Case) -> None:
        """Use valid tokens, passwords and codes of the tester."""
        self.shop.rows("DELETE FROM sign_in_failures")
        if case.path == "/api/auth/verify":
            case.body = {"token": self.link_token("verify")}
        elif case.path == "/api/auth/password/reset":
            case.body["token"] = self.link_token("password_reset")
        elif case.path == "/api/auth/verify/send":
            self.shop.rows("DELETE FROM one_time_links")
            address = f"tester{next(self.number)}@example.com"
            self.shop.rows("UPDATE users SET email = %s WHERE id = %s", (address, self.person.id))
        elif case.path == "/api/auth/sessions" and case.method == "DELETE":
            # The tester needs the current session.
            case.body = {**(case.body if isinstance(case.body, dict) else {}), "current": False}
        elif case.path == "/api/auth/password/change":
            case.body = {"current_password": PASSWORD, "new_password": PASSWORD}
        elif case.path.startswith(TWO_FACTOR) and case.method != "GET":
            code = self.set_up_totp(self.person, enabled=case.path != f"{TWO_FACTOR}/confirm")
            if case.path == f"{TWO_FACTOR}/confirm":
                case.body = {"code": code}
            elif case.path == TWO_FACTOR and case.method == "POST":
                self.shop.rows("DELETE FROM second_factors")
                case.body = {"current_password": PASSWORD}
            elif case.path == f"{TWO_FACTOR}/policy":
                # A role that the tester lacks, so that the next case is not refused.
                case.body = {"roles": ["developer"] * min(1, len(case.body["roles"]))}
            else:
                case.body = {"current_password": PASSWORD, "code": code}

    def _fill_course(self, case: schemathesis.Case) -> None:
        """Use the rows of a course, and drop the fields that the kind of content does not have."""
        body = case.body
        if not isinstance(body, dict):
            return
        if "prerequisites" in body:
            body["prerequisites"] = []
        if body.get("product_id") is not None:
            body["product_id"] = self.product_id
        if "section_id" in body:
            body["section_id"] = self.file_course["section"]
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

    def check_statuses(self) -> None:
        """Fail unless each documented success of an allowed call was seen, and none of a refused call."""
        if self.kind == "all roles" and self.operation.path == "/api/products/import-csv":
            # Generated files are hardly ever valid.
            for status in (200, 202):
                send(
                    self.person,
                    "POST",
                    self.operation.path,
                    status,
                    body={"file": self.import_file(large=status == 202)},
                )
                self.seen.add(status)
        if self.kind == "all roles" and (self.operation.method, self.operation.path) == ("post", "/api/transactions"):
            # Few generated sales are dry runs with the right total.
            items = [{"product_id": self.product_id, "qty": 1}]
            send(self.person, "POST", self.operation.path, 200, query={"dry_run": True}, body={"items": items})
            self.seen.add(200)
        if self.kind == "all roles" and self.operation.path.endswith("/publish"):
            here = {"course_id": self.file_course["id"]}
            self.dewi.put(self.file_course["path"], {"title": "Terbit lagi", "prerequisites": []})
            self.dewi.put(f"{self.file_course['path']}/contents/{self.file_course['file']}", {"move_on": "Completed"})
            for status in (201, 200):
                send(self.person, "POST", self.operation.path, status, path_parameters=here)
                self.seen.add(status)
        if self.kind != "anonymous" and self.operation.path.endswith("/cancel"):
            key = {"Idempotency-Key": f"cancel-{next(self.number)}"}
            send(self.person, "POST", self.operation.path, 200, key, path_parameters={"transaction_id": self.order()})
            self.seen.add(200)
        if self.kind == "all roles" and self.operation.path.endswith("/refunds"):
            # Few generated refunds have one of items and amount alone.
            here, key = {"transaction_id": self.sold()}, {"Idempotency-Key": f"refund-{next(self.number)}"}
            body = {"amount": 1, "method": "cash", "reason": "Rusak"}
            send(self.person, "POST", self.operation.path, 201, key, path_parameters=here, body=body)
            self.seen.add(201)
        if self.kind != "anonymous" and self.operation.path.endswith("/file") and self.operation.method == "get":
            here = {"course_id": self.file_course["id"], "content_id": self.file_course["file"]}
            if self.kind == "all roles" or not buyer_refusal(self.operation):
                send(self.person, "GET", self.operation.path, 206, {"Range": "bytes=1-"}, path_parameters=here)
                self.seen.add(206)
        successes = {int(status) for status in self.operation.responses.status_codes if status.startswith("2")}
        if self.operation.path == "/api/developer/key":
            # The response of a shop that reviews its developers; this one does not.
            successes.discard(202)
        # Nobody takes or gives back the payment of their own order, prints its receipt, or opens a shift at another's
        # till. That is known once the order or the body is read.
        path = self.operation.path
        opens = self.operation.label in ("POST /api/shifts", "POST /api/sync")
        late = path.endswith(("/pay", "/prints", "/refunds", "/refunds/quote")) or opens
        late = late or ("/payment-requests/{" in path and self.operation.method == "post")
        own = 403 if self.kind == "buyer" and late else None
        if (refused := refusal(self.operation, self.kind) or own) is not None:
            assert refused in self.seen and not successes & self.seen
        else:
            assert successes <= self.seen, self.operation.label


def _files(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@contextmanager
def calling(shop: Shop, kind: str) -> Iterator[Caller]:
    """Yield a caller; afterwards check the statuses that it has seen and the consistency of the shop."""
    caller = Caller(shop, kind)
    yield caller
    caller.http.close()
    wait_until(lambda: not shop.rows("SELECT id FROM jobs WHERE kind = 'import' AND state IN ('queued', 'running')"))
    caller.check_statuses()
    shop.must_be_sound()
