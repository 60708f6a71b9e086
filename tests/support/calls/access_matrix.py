"""The access matrix: every call of the API, its allowed callers, and the resources that it names."""

from __future__ import annotations

import io
import json
import re
import time
from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

import requests
from PIL import Image

from support.app import ROOT
from support.calls.account_rows import ROLES, AccountRows
from support.calls.course_rows import CourseRows
from support.calls.event_rows import EventRows
from support.calls.incoming_rows import BANK, IncomingRows
from support.calls.till_rows import PIN, REPORTS, TillRows
from support.people import PASSWORD, Person, Shop

PEOPLE = ("visitor", "budi", "sari", "tono", "dian", "dewi")
DOCUMENT = json.loads((ROOT / "docs" / "openapi.json").read_text())
ROUTES = [f"{method.upper()} {path}" for path, item in DOCUMENT["paths"].items() for method in item]


class Files(NamedTuple):
    """A multipart body: files by the names of their fields."""

    parts: dict[str, tuple[str, bytes]]


class World(AccountRows, CourseRows, TillRows, IncomingRows, EventRows):
    """A shop with all callers of the matrix, and the resources that the calls name."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.counter, self.begun = shop, 0, time.monotonic()
        self.people = {name: shop.person(name, *ROLES.get(name, ())) for name in PEOPLE[1:]}
        self.people["visitor"] = shop.visitor()

    def __getattr__(self, name: str) -> Person:
        return self.people[name]

    def product(self, **fields: Any) -> int:
        return self.sari.offers(stock=10**6, sku=f"S-{self.new()}", **fields)

    @cached_property
    def product_for_sale(self) -> int:
        return self.product()

    def sale(self) -> int:
        return int(self.budi.buys(self.product_for_sale).json()["id"])

    def refund(self) -> str:
        """Return the path of a refund of Sari."""
        sale_id, key = self.sale(), {"Idempotency-Key": f"k-{self.new()}"}
        made = self.sari.post(f"/api/transactions/{sale_id}/refunds", REFUND, headers=key)
        return f"{sale_id}/refunds/{made.json()['id']}"

    def order(self) -> int:
        """Return the id of an order of Budi that waits for its payment."""
        order_id = self.sale()
        self.shop.make_pending(order_id)
        return order_id

    def voucher(self) -> int:
        """Return the id of a voucher of Sari."""
        return int(self.sari.post("/api/vouchers", self.new_voucher()).json()["id"])

    def new_voucher(self) -> dict[str, Any]:
        return {"code": f"HEMAT-{self.new()}", "kind": "percent", "value": 10}

    def tax_profiles(self) -> str:
        """Give both sellers and the admin a tax profile, and return the query that names it."""
        for seller in (self.sari, self.tono, self.dewi):
            seller.put("/api/tax-profile", {"regime": "ppn", "valid_from": "2026-01-01"})
        return "?valid_from=2026-01-01"

    def customer(self) -> int:
        """Return the id of a customer of Sari."""
        return int(self.sari.post("/api/customers", {"name": f"Bu Tini {self.new()}"}).json()["id"])

    def debtor(self) -> int:
        """Return the id of a customer of Sari who owes something."""
        customer = self.customer()
        self.sari.patch(f"/api/customers/{customer}", {"credit_limit": 10**9})
        items = [{"product_id": self.product_for_sale, "qty": 1}]
        body = {"items": items, "payments": [{"method": "credit"}], "customer_id": customer}
        sale = self.sari.post("/api/transactions", body, headers={"Idempotency-Key": f"kasbon-{self.new()}"})
        assert sale.status_code == 201, sale.text
        return customer

    def category(self) -> int:
        return int(self.dewi.post("/api/products/categories", {"name": f"K {self.new()}"}).json()["id"])

    def brand(self) -> int:
        return int(self.dewi.post("/api/products/brands", {"name": f"M {self.new()}"}).json()["id"])

    def job(self) -> int:
        self.shop.rows("INSERT INTO jobs (kind, payload, state, attempts) VALUES ('x', '{}', 'failed', 5)")
        return int(self.shop.value("SELECT MAX(id) FROM jobs"))

    def audit_entry(self) -> int:
        return int(self.shop.value("SELECT MAX(id) FROM audit_entries"))

    def session(self) -> str:
        self.shop.visitor().post("/api/auth/login", {"username": "budi", "password": PASSWORD})
        return str(
            self.shop.value(
                "SELECT id FROM sessions WHERE user_id = %s ORDER BY created_at DESC LIMIT 1", (self.budi.id,)
            )
        )

    def account(self, **fields: Any) -> dict[str, Any]:
        return {"username": f"orang{self.new()}", "password": PASSWORD, **fields}

    def named_account(self) -> dict[str, Any]:
        return {"name": "Orang", "email": f"orang{self.new()}@example.com", "password": PASSWORD}

    def link(self, purpose: str = "email_change") -> str:
        """Return the token of a link in an e-mail to Budi, to his new address or to the one he has."""
        token = f"token-{self.new()}"
        if purpose != "email_change":
            self.shop.rows("UPDATE users SET email = %s WHERE id = %s", (f"{token}@example.com", self.budi.id))
        self.shop.rows(
            "INSERT INTO one_time_links (token_hash, user_id, purpose, subject, expires_at) "
            "VALUES (UNHEX(SHA2(%s, 256)), %s, %s, %s, UTC_TIMESTAMP(6) + INTERVAL 1 HOUR)",
            (token, self.budi.id, purpose, f"{token}@example.com"),
        )
        return token

    def role_request(self) -> int:
        """Return the id of a pending request of Budi."""
        self.shop.rows("DELETE FROM role_requests WHERE user_id = %s", (self.budi.id,))
        self.shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'seller'", (self.budi.id,))
        return int(self.budi.post("/api/users/role-requests", {"role": "seller"}).json()["id"])

    def refresh_token(self) -> str:
        answer = self.shop.visitor().post("/api/auth/register", self.account())
        return str(answer.json()["refresh_token"])

    def unique_image(self) -> bytes:
        """Return a unique image."""
        file = io.BytesIO()
        Image.new("RGB", (8, 8), (self.new() % 256, 0, 0)).save(file, "PNG")
        return file.getvalue()

    def image(self) -> str:
        """Return the path of the only image of a product of Sari."""
        product_id = self.product()
        sent = {"images": ("x.png", self.unique_image())}
        (image,) = self.sari.post(f"/api/products/{product_id}/images", files=sent).json()["images"]
        return f"{product_id}/images/{image['id']}"

    def catalogue(self) -> Files:
        return Files({"file": ("produk.csv", f"sku,nama,harga\nI-{self.new()},Kopi,1000\nI-0,,\n".encode())})

    def product_import(self) -> int:
        """Return the id of an import of Sari."""
        return int(self.sari.post("/api/products/import-csv", files=self.catalogue().parts).json()["id"])

    def certificate(self) -> str:
        """Return the code of a certificate of Budi for a course of Sari."""
        return self.budi.graduates(self.dewi.teaches(owner_id=self.sari.id))

    def key(self) -> str:
        """Return the id of the key that signs open badges."""
        self.visitor.get(f"/api/certificates/{self.certificate()}/credential")
        return str(self.visitor.get("/api/certificates/keys").json()["keys"][0]["kid"].rsplit("/", 1)[1])

    def api_key(self) -> int:
        """Return the id of an API key of Dian."""
        self.shop.rows("DELETE FROM api_keys")
        return int(self.dian.post("/api/developer/key").json()["id"])

    def sign_in_again(self, who: str) -> None:
        if who != "visitor":
            self.shop.rows("DELETE FROM second_factors WHERE user_id = %s", (self.people[who].id,))
            self.people[who].sign_in()


# Calls that are refused without an Idempotency-Key.
NEED_KEY = {
    "POST /api/customers/{customer_id}/payments",
    "POST /api/payment-accounts/{account_id}/match",
    *(f"POST /api/payment-requests/{{payment_request_id}}/{step}" for step in ("confirm", "reject")),
    *(f"POST /api/stock/{moved}" for moved in ("movements", "transfers")),
    *(f"POST /api/transactions/{{transaction_id}}/{step}" for step in ("pay", "cancel", "refunds", "payment-requests")),
    *(f"POST /api/shifts{step}" for step in ("", "/{shift_id}/moves", "/{shift_id}/close")),
    *(f"POST /api/sync/items/{{client_id}}/{step}" for step in ("accept", "reject")),
}
REFUND = {"items": [{"line": 1, "qty": 1}], "method": "cash", "reason": "Rusak"}
# Calls that end the caller's session.
ENDING = ("POST /api/auth/logout", "POST /api/auth/password/change")
ATTEMPTS = "/api/courses/{course_id}/contents/{content_id}/attempts"
OF_LEARNER = "/api/courses/{course_id}/learners/{user_id}/contents/{content_id}"
# A row: the statuses in the order of PEOPLE, the value of the path parameter, and the body.
Row = tuple[str, Callable[[World], Any] | None, Callable[[World], Any] | None]


TABLE: dict[str, Row] = {
    "POST /api/auth/register": ("201 201 201 201 201 201", None, lambda w: w.account()),
    "POST /api/auth/login": ("200 200 200 200 200 200", None, lambda w: {"username": "budi", "password": PASSWORD}),
    "POST /api/auth/refresh": ("200 200 200 200 200 200", None, lambda w: {"refresh_token": w.refresh_token()}),
    "POST /api/auth/verify": ("200 200 200 200 200 200", None, lambda w: {"token": w.link("verify")}),
    "POST /api/auth/verify/send": ("401 202 202 202 202 202", World.add_addresses, None),
    "POST /api/auth/password/forgot": ("202 202 202 202 202 202", None, lambda w: {"email": f"{w.new()}@example.com"}),
    "POST /api/auth/password/reset": (
        "200 200 200 200 200 200", None, lambda w: {"token": w.link("password_reset"), "password": PASSWORD},
    ),
    "POST /api/auth/password/change": (
        "401 200 200 200 200 200", None, lambda w: {"current_password": PASSWORD, "new_password": PASSWORD},
    ),
    "GET /api/auth/second-factor": ("401 200 200 200 200 200", None, None),
    "POST /api/auth/second-factor": ("401 201 201 201 201 201", None, World.disable_totp),
    "POST /api/auth/second-factor/confirm": ("401 200 200 200 200 200", None, World.first_code),
    "DELETE /api/auth/second-factor": ("401 200 200 200 200 200", None, World.enable_totp),
    "POST /api/auth/second-factor/recovery-codes": ("401 200 200 200 200 200", None, World.enable_totp),
    "GET /api/auth/second-factor/policy": ("401 403 403 403 403 200", None, None),
    "PUT /api/auth/second-factor/policy": ("401 403 403 403 403 200", None, World.policy),
    "DELETE /api/users/{user_id}/second-factor": ("401 403 403 403 403 200", World.user_with_totp, None),
    "POST /api/auth/logout": ("401 200 200 200 200 200", None, None),
    "GET /api/auth/sessions": ("401 200 200 200 200 200", None, None),
    "DELETE /api/auth/sessions": ("401 200 200 200 200 200", None, None),
    "DELETE /api/auth/sessions/{session_id}": ("401 200 404 404 404 404", World.session, None),
    "POST /api/developer/key": ("401 201 201 201 201 201", None, None),
    "GET /api/developer/keys": ("401 200 200 200 200 200", None, None),
    "GET /api/developer/keys/{api_key_id}": ("401 404 404 404 200 200", World.api_key, None),
    "PATCH /api/developer/keys/{api_key_id}": ("401 404 404 404 200 200", World.api_key, lambda w: {"name": "Kasir"}),
    "POST /api/developer/keys/{api_key_id}/rotate": ("401 404 404 404 201 404", World.api_key, None),
    "DELETE /api/developer/keys/{api_key_id}": ("401 404 404 404 200 200", World.api_key, None),
    "GET /api/developer/key/self": ("401 403 403 403 403 403", None, None),
    "POST /api/developer/key/report": ("202 202 202 202 202 202", None, lambda w: {"api_key": "x"}),
    "GET /api/users/profile": ("401 200 200 200 200 200", None, None),
    "PUT /api/users/profile": ("401 200 200 200 200 200", None, lambda w: {"name": "Nama"}),
    "PATCH /api/users/{user_id}": ("401 403 403 403 403 200", lambda w: w.budi.id, lambda w: {"role": "buyer"}),
    "GET /api/users": ("401 403 403 403 403 200", None, None),
    "POST /api/users/confirm-email": ("200 200 200 200 200 200", None, lambda w: {"token": w.link()}),
    "GET /api/users/activities": ("401 200 200 200 200 200", None, None),
    "GET /api/users/export-activities": ("401 200 200 200 200 200", None, None),
    "GET /api/users/role-requests": ("401 200 200 200 200 200", None, None),
    "POST /api/users/role-requests": ("401 201 201 201 409 201", None, lambda w: {"role": "developer"}),
    "PATCH /api/users/role-requests/{request_id}": (
        "401 403 403 403 403 200", World.role_request, lambda w: {"state": "granted"},
    ),
    "DELETE /api/users/role-requests/{request_id}": ("401 200 404 404 404 404", World.role_request, None),
    "GET /api/products": ("200 200 200 200 200 200", None, None),
    "POST /api/products": ("401 403 201 201 403 201", None, lambda w: {"name": "Kopi", "price": 1000}),
    "GET /api/products/lookup": ("200 200 200 200 200 200", lambda w: w.product() and f"?code=S-{w.counter}", None),
    "GET /api/products/{product_id}": ("200 200 200 200 200 200", World.product, None),
    "PUT /api/products/{product_id}": ("401 404 200 404 404 200", World.product, lambda w: {"price": w.new()}),
    "DELETE /api/products/{product_id}": ("401 404 200 404 404 200", World.product, None),
    "GET /api/products/categories": ("200 200 200 200 200 200", None, None),
    "POST /api/products/categories": ("401 403 403 403 403 201", None, lambda w: {"name": f"K {w.new()}"}),
    "GET /api/products/categories/{category_id}": ("200 200 200 200 200 200", World.category, None),
    "PUT /api/products/categories/{category_id}": (
        "401 403 403 403 403 200", World.category, lambda w: {"name": f"K {w.new()}"},
    ),
    "POST /api/products/categories/delete": ("401 403 403 403 403 200", None, lambda w: {"ids": [w.category()]}),
    "DELETE /api/products/categories/{category_id}": ("401 403 403 403 403 200", World.category, None),
    "GET /api/products/brands": ("200 200 200 200 200 200", None, None),
    "POST /api/products/brands": ("401 403 403 403 403 201", None, lambda w: {"name": f"M {w.new()}"}),
    "GET /api/products/brands/{brand_id}": ("200 200 200 200 200 200", World.brand, None),
    "PUT /api/products/brands/{brand_id}": ("401 403 403 403 403 200", World.brand, lambda w: {"name": f"M {w.new()}"}),
    "DELETE /api/products/brands/{brand_id}": ("401 403 403 403 403 200", World.brand, None),
    "POST /api/products/{product_id}/images": (
        "401 404 201 404 404 201", World.product, lambda w: Files({"images": ("x.png", w.unique_image())}),
    ),
    "PUT /api/products/{product_id}/images/order": (
        "401 404 200 404 404 200", World.product, lambda w: {"image_ids": []},
    ),
    "DELETE /api/products/{product_id}/images/{image_id}": ("401 404 200 404 404 200", World.image, None),
    "POST /api/users/upload-avatar": (
        "401 200 200 200 200 200", None, lambda w: Files({"avatar": ("x.png", w.unique_image())}),
    ),
    "DELETE /api/users/avatar": ("401 200 200 200 200 200", None, None),
    "GET /api/shop": ("200 200 200 200 200 200", None, None),
    "PUT /api/shop": ("401 403 403 403 403 200", None, lambda w: {"name": f"Toko {w.new()}"}),
    "PUT /api/shop/logo": ("401 403 403 403 403 200", None, lambda w: Files({"logo": ("x.png", w.unique_image())})),
    "DELETE /api/shop/logo": ("401 403 403 403 403 200", None, None),
    "GET /api/products/export": ("401 403 200 200 403 200", None, None),
    "GET /api/products/import-template": ("401 403 200 200 403 200", None, None),
    "POST /api/products/import-csv": ("401 403 200 200 403 200", None, World.catalogue),
    "GET /api/imports": ("401 403 200 200 403 200", None, None),
    "GET /api/imports/{import_id}": ("401 403 200 404 403 200", World.product_import, None),
    "GET /api/imports/{import_id}/rows": ("401 403 200 404 403 200", World.product_import, None),
    "GET /api/imports/{import_id}/failed.csv": ("401 403 200 404 403 200", World.product_import, None),
    "GET /api/imports/{import_id}/events": ("401 403 200 404 403 200", World.product_import, None),
    "GET /api/changes": ("200 200 200 200 200 200", None, None),
    "POST /api/transactions": (
        "401 201 201 201 201 201", None, lambda w: {"items": [{"product_id": w.product_for_sale, "qty": 1}]},
    ),
    "POST /api/transactions/quote": (
        "200 200 200 200 200 200", None, lambda w: {"items": [{"product_id": w.product_for_sale, "qty": 1}]},
    ),
    "GET /api/transactions": ("401 200 200 200 200 200", None, None),
    "GET /api/transactions/{transaction_id}": ("401 200 200 404 404 200", World.sale, None),
    "GET /api/transactions/{transaction_id}/receipt": ("401 200 200 404 404 200", World.sale, None),
    "POST /api/transactions/{transaction_id}/receipt/prints": (
        "401 403 201 404 404 201", World.sale, lambda w: {"format": "escpos"},
    ),
    "POST /api/transactions/{transaction_id}/receipt/link": ("401 200 200 404 404 200", World.sale, None),
    "POST /api/transactions/{transaction_id}/pay": (
        "401 403 200 404 404 200", World.order, lambda w: {"method": "cash"},
    ),
    "POST /api/transactions/{transaction_id}/cancel": ("401 200 200 404 404 200", World.order, None),
    "POST /api/transactions/{transaction_id}/refunds": ("401 403 201 404 404 201", World.sale, lambda w: REFUND),
    "POST /api/transactions/{transaction_id}/refunds/quote": ("401 403 200 404 404 200", World.sale, lambda w: REFUND),
    "GET /api/transactions/{transaction_id}/refunds/{refund_id}/receipt": (
        "401 200 200 404 404 200", World.refund, None,
    ),
    "POST /api/transactions/{transaction_id}/refunds/{refund_id}/receipt/prints": (
        "401 403 201 404 404 201", World.refund, lambda w: {"format": "escpos"},
    ),
    "GET /api/transactions/{transaction_id}/payment-requests": ("401 200 200 404 404 200", World.order, None),
    "POST /api/transactions/{transaction_id}/payment-requests": (
        "401 201 201 404 404 201", World.order, lambda w: {"account_id": w.payment_account},
    ),
    "GET /api/payment-requests": ("401 403 200 200 403 200", None, None),
    "GET /api/payment-requests/{payment_request_id}/qr": ("401 200 200 404 404 200", World.payment_request, None),
    "POST /api/payment-requests/{payment_request_id}/confirm": (
        "401 403 200 404 404 200", World.payment_request, lambda w: {},
    ),
    "POST /api/payment-requests/{payment_request_id}/reject": (
        "401 403 200 404 404 200", World.payment_request, lambda w: {},
    ),
    "GET /api/payment-accounts": ("401 403 200 200 403 200", None, None),
    "POST /api/payment-accounts": (
        "401 403 201 201 403 201", None, lambda w: {"kind": "transfer", "name": "BCA", "bank_account": BANK},
    ),
    "PATCH /api/payment-accounts/{account_id}": (
        "401 403 200 404 403 404", World.new_account, lambda w: {"name": f"QRIS {w.new()}"},
    ),
    "POST /api/payment-accounts/{account_id}/match": (
        "401 403 200 404 403 404", World.awaiting_account, lambda w: w.arrival,
    ),
    "POST /api/stock/movements": (
        "401 403 201 422 403 201", None,
        lambda w: {"items": [{"product_id": w.product_for_sale, "kind": "received", "delta": 1}]},
    ),
    "POST /api/stock/transfers": ("401 403 201 422 403 201", None, lambda w: w.to_branch(w.product_for_sale)),
    "GET /api/stock": ("401 403 200 200 403 200", None, None),
    "GET /api/stock/ledger": ("401 403 200 404 403 200", lambda w: f"?product_id={w.product_for_sale}", None),
    "GET /api/events": ("401 403 200 200 200 200", None, None),
    "GET /api/events/stream": ("401 403 200 200 200 200", lambda w: "?seconds=1", None),
    "GET /api/webhooks": ("401 403 200 200 200 200", None, None),
    "POST /api/webhooks": ("401 403 201 201 201 201", None, World.new_webhook),
    "GET /api/webhooks/{webhook_id}": ("401 403 200 404 404 404", World.webhook, None),
    "PATCH /api/webhooks/{webhook_id}": (
        "401 403 200 404 404 404", World.webhook, lambda w: {"description": f"Papan {w.new()}"},
    ),
    "POST /api/webhooks/{webhook_id}/rotate": ("401 403 200 404 404 404", World.webhook, None),
    "POST /api/webhooks/{webhook_id}/test": ("401 403 202 404 404 404", World.webhook, None),
    "GET /api/webhooks/{webhook_id}/deliveries": ("401 403 200 404 404 404", World.webhook, None),
    "POST /api/webhooks/{webhook_id}/deliveries/{event_id}/replay": (
        "401 403 202 404 404 404", World.delivered_event, None,
    ),
    "DELETE /api/webhooks/{webhook_id}": ("401 403 200 404 404 404", World.webhook, None),
    "GET /api/customers": ("401 403 200 200 403 200", None, None),
    "POST /api/customers": (
        "401 403 201 201 403 201", None, lambda w: {"name": "Bu Tini", "phone": f"0812345{w.new():05}"},
    ),
    "GET /api/customers/{customer_id}": ("401 403 200 404 403 404", World.customer, None),
    "PATCH /api/customers/{customer_id}": (
        "401 403 200 404 403 404", World.customer, lambda w: {"note": f"Gang {w.new()}"},
    ),
    "DELETE /api/customers/{customer_id}": ("401 403 200 404 403 404", World.customer, None),
    "GET /api/customers/{customer_id}/export": ("401 403 200 404 403 404", World.debtor, None),
    "GET /api/customers/{customer_id}/account": ("401 403 200 404 403 404", World.debtor, None),
    "POST /api/customers/{customer_id}/payments": (
        "401 403 201 404 403 404", World.debtor, lambda w: {"method": "cash"},
    ),
    "GET /api/tax-profile": ("401 403 200 200 403 200", None, None),
    "PUT /api/tax-profile": (
        "401 403 200 200 403 200", None, lambda w: {"regime": "pbjt", "rate_bp": 1 + w.new() % 1000},
    ),
    "DELETE /api/tax-profile": ("401 403 200 200 403 200", World.tax_profiles, None),
    "GET /api/vouchers": ("401 403 200 200 403 200", None, None),
    "POST /api/vouchers": ("401 403 201 201 403 201", None, World.new_voucher),
    "PUT /api/vouchers/{voucher_id}": (
        "401 403 200 404 403 404", World.voucher, lambda w: {"value": 1 + w.new() % 100},
    ),
    "POST /api/vouchers/check": (
        "200 200 200 200 200 200", None,
        lambda w: {"items": [{"product_id": w.product_for_sale, "qty": 1}], "code": "HEMAT"},
    ),
    "GET /api/outlets": ("401 403 200 200 403 200", None, None),
    "POST /api/outlets": ("401 403 201 201 403 201", None, lambda w: {"name": f"Gerai {w.new()}"}),
    "PATCH /api/outlets/{outlet_id}": (
        "401 403 200 404 403 404", lambda w: w.outlet, lambda w: {"name": f"Gerai {w.new()}"},
    ),
    "GET /api/outlets/{outlet_id}/tills": ("401 403 200 404 403 404", lambda w: w.outlet, None),
    "POST /api/outlets/{outlet_id}/tills": (
        "401 403 201 404 403 404", lambda w: w.outlet, lambda w: {"name": "Kasir", "series": f"K{w.new()}"},
    ),
    "PATCH /api/tills/{till_id}": ("401 403 200 404 403 404", World.till, lambda w: {"name": f"Kasir {w.new()}"}),
    "POST /api/tills/{till_id}/token": ("401 403 200 404 403 404", World.till, None),
    "POST /api/tills/{till_id}/sign-in": (
        "200 200 200 200 200 200", World.till, lambda w: {"token": w.till_token, "username": "budi", "pin": PIN},
    ),
    "GET /api/staff": ("401 403 200 200 403 200", None, None),
    "POST /api/staff": (
        "401 403 201 201 403 201", None, lambda w: {"username": w.stranger(), "duty": "cashier", "pin": PIN},
    ),
    "PATCH /api/staff/{user_id}": ("401 403 200 404 403 404", World.cashier, lambda w: {"duty": "manager"}),
    "DELETE /api/staff/{user_id}": ("401 403 200 404 403 404", World.cashier, None),
    "GET /api/shifts": ("401 200 200 404 404 404", World.till_of_shift, None),
    "POST /api/shifts": ("401 201 201 403 403 403", None, lambda w: {"till_id": w.till(), "opening": 0}),
    "GET /api/shifts/current": ("401 200 200 404 404 404", World.till_of_shift, None),
    "POST /api/shifts/{shift_id}/moves": (
        "401 201 201 404 404 404", World.shift, lambda w: {"kind": "in", "amount": 1, "reason": "x"},
    ),
    "POST /api/shifts/{shift_id}/close": ("401 200 200 404 404 404", World.shift, lambda w: {"counted": 0}),
    "GET /api/shifts/{shift_id}/report": ("401 200 200 404 404 404", World.shift, None),
    "GET /api/tills/{till_id}/receipt-gaps": ("401 200 200 404 404 404", World.till, None),
    "GET /api/tills/{till_id}/receipts/{receipt_number}": ("401 200 200 404 404 404", World.receipt, None),
    "POST /api/sync": ("401 200 200 403 403 403", None, World.sent),
    "GET /api/sync/items": ("401 200 200 200 200 200", None, None),
    "POST /api/sync/items/{client_id}/accept": ("401 200 200 404 404 404", World.reviewed, None),
    "POST /api/sync/items/{client_id}/reject": ("401 200 200 404 404 404", World.reviewed, None),
    "POST /api/courses/{course_id}/enroll": ("401 201 201 201 201 201", lambda w: w.dewi.teaches()["id"], None),
    "DELETE /api/courses/{course_id}/enroll": ("401 204 404 404 404 404", World.course, None),
    "GET /api/courses/{course_id}/progress": ("401 200 404 404 404 404", World.course, None),
    "POST /api/courses/{course_id}/progress": (
        "401 200 404 404 404 404", World.course, lambda w: {"completed": True},
    ),
    "POST /api/courses/{course_id}/learners/{user_id}/waive": (
        "401 404 200 404 404 200", World.learner, lambda w: {"content_id": w.lesson, "reason": "x"},
    ),
    "GET /api/courses/{course_id}/learners/{user_id}": ("401 404 200 404 404 200", World.learner, None),
    "DELETE /api/courses/{course_id}/learners/{user_id}": (
        "401 404 200 404 404 200", World.learner, lambda w: {"reason": "x"},
    ),
    "PUT /api/courses/{course_id}/learners/{user_id}": ("401 404 200 404 404 200", World.learner, None),
    f"GET {OF_LEARNER}/attempts": ("401 404 200 404 404 200", World.attempts_of_learner, None),
    f"GET {OF_LEARNER}/attempts/{{attempt_id}}": ("401 404 200 404 404 200", World.attempt_of_learner, None),
    f"PUT {OF_LEARNER}/allowance": (
        "401 404 200 404 404 200", World.attempts_of_learner, lambda w: {"attempts": 1, "reason": "x"},
    ),
    f"GET {ATTEMPTS}": ("401 200 404 404 404 404", World.quiz, None),
    f"POST {ATTEMPTS}": ("401 201 404 404 404 404", World.quiz, None),
    f"GET {ATTEMPTS}/{{attempt_id}}": ("401 200 404 404 404 404", World.attempt, None),
    f"PUT {ATTEMPTS}/{{attempt_id}}": ("401 200 404 404 404 404", World.attempt, lambda w: {}),
    f"POST {ATTEMPTS}/{{attempt_id}}/submit": (
        "401 200 404 404 404 404", World.attempt, lambda w: {},
    ),
    "GET /api/courses": ("200 200 200 200 200 200", None, None),
    "POST /api/courses": ("401 403 403 403 403 201", None, lambda w: {"title": "Kursus"}),
    "GET /api/courses/{course_id}": ("200 200 200 200 200 200", World.course, None),
    "PUT /api/courses/{course_id}": ("401 404 200 404 404 200", World.course, lambda w: {"title": "Lain"}),
    "DELETE /api/courses/{course_id}": ("401 404 200 404 404 200", World.course, None),
    "POST /api/courses/{course_id}/restore": ("401 403 403 403 403 200", World.deleted_course, None),
    "GET /api/courses/{course_id}/draft": ("401 404 200 404 404 200", World.course, None),
    "POST /api/courses/{course_id}/sections": ("401 404 201 404 404 201", World.course, lambda w: {"title": "Bagian"}),
    "PUT /api/courses/{course_id}/sections/{section_id}": (
        "401 404 200 404 404 200", World.section, lambda w: {"title": "Bagian"},
    ),
    "DELETE /api/courses/{course_id}/sections/{section_id}": ("401 404 200 404 404 200", World.section, None),
    "POST /api/courses/{course_id}/contents": (
        "401 404 201 404 404 201", lambda w: w.taught["id"],
        lambda w: {"section_id": w.taught["section"], "kind": "text", "title": "Materi"},
    ),
    "GET /api/courses/{course_id}/contents/{content_id}": ("401 200 200 404 404 200", World.file_content, None),
    "PUT /api/courses/{course_id}/contents/{content_id}": (
        "401 404 200 404 404 200", World.content, lambda w: {"title": "Lain"},
    ),
    "DELETE /api/courses/{course_id}/contents/{content_id}": ("401 404 200 404 404 200", World.content, None),
    "PUT /api/courses/{course_id}/contents/{content_id}/file": (
        "401 404 200 404 404 200", World.file_content, lambda w: Files({"file": ("x", b"x")}),
    ),
    "GET /api/courses/{course_id}/contents/{content_id}/file": ("401 200 200 404 404 200", World.file_content, None),
    "GET /api/courses/{course_id}/draft/contents/{content_id}": ("401 404 200 404 404 200", World.draft_content, None),
    "GET /api/courses/{course_id}/draft/contents/{content_id}/file": (
        "401 404 200 404 404 200", World.draft_content, None,
    ),
    "PUT /api/courses/{course_id}/outline": ("401 404 200 404 404 200", World.new_course, lambda w: {"sections": []}),
    "POST /api/courses/{course_id}/preview": ("401 404 200 404 404 200", World.course, lambda w: {"markdown": "x"}),
    "POST /api/courses/{course_id}/publish": ("401 404 200 404 404 200", World.course, None),
    "GET /api/courses/{course_id}/versions": ("401 404 200 404 404 200", World.course, None),
    "GET /api/courses/{course_id}/versions/{number}": (
        "401 404 200 404 404 200", lambda w: f"{w.course()}/versions/1", None,
    ),
    "GET /api/courses/{course_id}/statements": ("401 404 200 404 404 200", World.course, None),
    "GET /api/analytics/course-progress": ("401 200 200 200 200 200", None, None),
    "GET /api/analytics/course-engagement": ("401 200 200 200 200 200", None, None),
    "GET /api/analytics/completion-rates": ("401 200 200 200 200 200", None, None),
    "GET /api/analytics/user-progress": ("401 200 200 200 200 200", None, None),
    "GET /api/analytics/cohorts": ("401 200 200 200 200 200", lambda w: f"?course_id={w.course()}", None),
    "POST /api/analytics/analyze": (
        "401 200 200 200 200 200", None, lambda w: Files({"file": ("x.csv", b"tanggal,jumlah\n2026-01-01,1\n")}),
    ),
    "GET /api/analytics/sales": ("401 403 200 200 403 200", None, None),
    "GET /api/analytics/forecast": ("401 403 200 200 403 200", None, None),
    **{f"GET /api/reports/{name}": ("401 403 200 200 403 200", None, None) for name in REPORTS},
    "GET /api/platform": ("401 403 403 403 403 200", None, None),
    "GET /api/jobs": ("401 403 403 403 403 200", None, None),
    "GET /api/emails": ("401 403 403 403 403 200", None, None),
    "GET /api/jobs/{job_id}": ("401 403 403 403 403 200", World.job, None),
    "POST /api/jobs/{job_id}/retry": ("401 403 403 403 403 200", World.job, None),
    "GET /api/backups": ("401 403 403 403 403 200", None, None),
    "GET /api/audit": ("401 403 403 403 403 200", None, None),
    "GET /api/audit/{entry_id}": ("401 403 403 403 403 200", World.audit_entry, None),
    "GET /api/audit/head": ("401 403 403 403 403 200", None, None),
    "GET /api/audit/export": ("401 403 403 403 403 200", None, None),
    "GET /api/certificates": ("401 200 200 200 200 200", None, None),
    "GET /api/certificates/keys": ("200 200 200 200 200 200", None, None),
    "GET /api/certificates/keys/{key_id}": ("200 200 200 200 200 200", World.key, None),
    "GET /api/certificates/issuer": ("200 200 200 200 200 200", None, None),
    "GET /api/certificates/revoked": ("200 200 200 200 200 200", None, None),
    "GET /api/certificates/{code}": ("200 200 200 200 200 200", World.certificate, None),
    "GET /api/certificates/{code}/pdf": ("401 200 200 404 404 200", World.certificate, None),
    "GET /api/certificates/{code}/credential": ("200 200 200 200 200 200", World.certificate, None),
    "POST /api/certificates/{code}/reissue": (
        "401 404 201 404 404 201", World.certificate, lambda w: {"learner_name": "Budi Santoso", "reason": "x"},
    ),
    "DELETE /api/certificates/{code}": ("401 404 200 404 404 200", World.certificate, lambda w: {"reason": "Keliru"}),
    "POST /api/register": ("201 201 201 201 201 201", None, lambda w: w.named_account()),
    "POST /api/login": ("200 200 200 200 200 200", None, lambda w: {"username": "budi", "password": PASSWORD}),
    "GET /api/user-info": ("401 200 200 200 200 200", None, None),
    "POST /register": ("201 201 201 201 201 201", None, lambda w: w.account()),
    "POST /login": ("200 200 200 200 200 200", None, lambda w: {"username": "budi", "password": PASSWORD}),
    "GET /users": ("401 200 200 200 200 200", None, None),
    "GET /products": ("401 200 200 200 200 200", None, None),
    "GET /health": ("200 200 200 200 200 200", None, None),
    "GET /health/live": ("200 200 200 200 200 200", None, None),
    "GET /health/ready": ("200 200 200 200 200 200", None, None),
}  # fmt: skip


# PATCH is the same as a PUT that leaves what it isn't given.
TWINS = {
    route: TABLE[twin] for route in ROUTES if (twin := route.replace("PATCH ", "PUT ", 1)) != route and twin in TABLE
}
TABLE |= TWINS


class Target(NamedTuple):
    """What a call names and sends."""

    path: str
    parts: dict[str, Any]


def target(
    world: World, route: str, about: Callable[[World], Any] | None, body: Callable[[World], Any] | None
) -> Target:
    """Make a new resource for a call of the route."""
    path = route.split()[1]
    place = about(world) if about else ""
    here = re.sub(r"{.*}", str(place), path) if "{" in path else f"{path}{place}"
    sent = body(world) if body else None
    return Target(here, {"files": sent.parts} if isinstance(sent, Files) else {"body": sent})


def call(
    world: World,
    route: str,
    who: str,
    about: Callable[[World], Any] | None,
    body: Callable[[World], Any] | None,
    made: Target | None = None,
) -> requests.Response:
    """Call the route as this person, with a new resource or with one that nobody has used."""
    path, parts = made or target(world, route, about, body)
    if route in NEED_KEY:
        parts["headers"] = {"Idempotency-Key": f"k-{world.new()}"}
    answer = world.people[who].call(route.split()[0], path, **parts)
    if route in ENDING:
        world.sign_in_again(who)
    return answer
