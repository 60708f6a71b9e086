"""A server that stands for all payment providers, with the faults that a test needs, and the notices that they send.

Calls of a provider arrive below the name of its host. What is true of a payment is in `payments`, by our name of it.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from domain.payments.providers import PROVIDERS
from domain.payments.providers.base import Event, Sent, State

KEYS: dict[str, dict[str, str]] = {
    "midtrans": {"server_key": "SB-Mid-server-rahasia"},
    "xendit": {"secret_key": "xnd_development_rahasia", "callback_token": "token-rahasia"},
    "doku": {"client_id": "BRN-0001", "secret_key": "SK-rahasia"},
    "duitku": {"merchant_code": "DS0001", "api_key": "api-rahasia"},
}


@dataclass
class Payment:
    """A payment as its provider knows it."""

    provider: str
    order: str
    amount: int
    state: State = "pending"
    reference: str = field(default_factory=lambda: secrets.token_hex(8))
    currency: str = "IDR"


class ProviderServer(ThreadingHTTPServer):
    """All providers."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.payments: dict[str, Payment] = {}
        self.calls: Counter[str] = Counter()
        # Statuses with which the next calls are answered.
        self.trouble: list[int] = []

    def create(self, provider: str, order: str, amount: Any) -> Payment:
        return self.payments.setdefault(order, Payment(provider, order, int(amount)))


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: ProviderServer

    def do_POST(self) -> None:
        self.answer(json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}"))

    def do_GET(self) -> None:
        self.answer({})

    def answer(self, body: dict[str, Any]) -> None:
        host, _, rest = self.path.lstrip("/").partition("/")
        path = urlsplit(rest).path
        self.server.calls[f"{self.command} {host}"] += 1
        if self.server.trouble:
            return self.say(self.server.trouble.pop(0), {})
        provider = next(name for name in PROVIDERS if name in host)
        getattr(self, provider)(path, body)
        return None

    def midtrans(self, path: str, body: dict[str, Any]) -> None:
        if path.endswith("/status"):
            found = self.server.payments.get(path.split("/")[-2])
            if found is None or found.state == "pending":
                return self.say(200, {"status_code": "404"})
            return self.say(200, json.loads(notice(found).body))
        details = body["transaction_details"]
        made = self.server.create("midtrans", details["order_id"], details["gross_amount"])
        if path == "v2/charge":
            return self.say(200, {"status_code": "201", "qr_string": f"000201{made.order}"})
        return self.say(201, {"token": "x", "redirect_url": f"https://app.midtrans.com/{made.order}"})

    def xendit(self, path: str, body: dict[str, Any]) -> None:
        if path.endswith("/payments"):
            found = next(each for each in self.server.payments.values() if each.reference == path.split("/")[-2])
            paid = {"id": found.reference, "reference_id": found.order, "amount": found.amount, "status": "SUCCEEDED"}
            return self.say(200, {"data": [paid] if found.state == "paid" else []})
        if self.command == "GET":
            (order,) = parse_qs(urlsplit(self.path).query)["external_id"]
            return self.say(200, [json.loads(notice(self.server.payments[order]).body)])
        made = self.server.create("xendit", body.get("external_id") or body["reference_id"], body["amount"])
        if path == "qr_codes":
            return self.say(201, {"id": made.reference, "qr_string": f"000201{made.order}"})
        return self.say(200, {"id": made.reference, "invoice_url": f"https://checkout.xendit.co/{made.order}"})

    def doku(self, path: str, body: dict[str, Any]) -> None:
        made = self.server.create("doku", body["order"]["invoice_number"], body["order"]["amount"])
        self.say(200, {"response": {"payment": {"url": f"https://checkout.doku.com/{made.order}"}}})

    def duitku(self, path: str, body: dict[str, Any]) -> None:
        if path.endswith("transactionStatus"):
            found = self.server.payments[body["merchantOrderId"]]
            code = {"paid": "00", "pending": "01"}.get(found.state, "02")
            told = {"merchantOrderId": found.order, "reference": found.reference, "amount": str(found.amount)}
            return self.say(200, {**told, "statusCode": code})
        made = self.server.create("duitku", body["merchantOrderId"], body["paymentAmount"])
        return self.say(200, {"statusCode": "00", "paymentUrl": f"https://app-sandbox.duitku.com/{made.order}"})

    def say(self, status: int, body: Any) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def provider_server() -> Iterator[ProviderServer]:
    server = ProviderServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def notice(payment: Payment, address: str = "", **changed: Any) -> Sent:
    """Return the notice that a provider sends of a payment, to an address whose path it may sign."""
    told = {"state": payment.state, "amount": payment.amount, "reference": payment.reference, "method": "qris"}
    event = Event(order=payment.order, key="", texts={}, **{**told, **changed})  # type: ignore[arg-type]
    sent = PROVIDERS[payment.provider].send(event, KEYS[payment.provider], urlsplit(address).path, datetime.now(UTC))
    # No signature covers it, but that of DOKU, which does not send it.
    return sent._replace(body=sent.body.replace(b'"IDR"', f'"{payment.currency}"'.encode()))


def deliver(address: str, sent: Sent) -> int:
    """Send a notice and return the status of the answer."""
    return requests.post(address, sent.body, headers=sent.headers, timeout=60).status_code
