"""A receiver of webhooks: a real HTTP server that keeps what it gets."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import orjson


class Got(NamedTuple):
    """A request: its headers in lower case, and its body."""

    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def event(self) -> dict[str, Any]:
        found: dict[str, Any] = orjson.loads(self.body)
        return found


class Receiver:
    """What a server has got, and how it answers: with `status`, `headers` and `answer`."""

    def __init__(self, port: int) -> None:
        self.url, self.port = f"http://127.0.0.1:{port}/hook?from=shop", port
        self.got: list[Got] = []
        self.status, self.answer = 200, b"ok"
        self.headers: dict[str, str] = {}

    @property
    def accepted(self) -> list[Got]:
        return [got for got in self.got if got.headers["x-status"] == "200"]

    def types(self) -> list[str]:
        return [got.event["type"] for got in self.got]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Run a receiver on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.got.append(Got({**headers, "x-status": str(receiver.status), "x-path": self.path}, body))
            self.send_response(receiver.status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(receiver.answer)))
            self.end_headers()
            self.wfile.write(receiver.answer)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver = Receiver(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
