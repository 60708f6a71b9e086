"""Keep-alive clients in one process of their own, so cheap that the shop is what is measured."""

from __future__ import annotations

import random
import re
import selectors
import socket
import time
from dataclasses import dataclass
from typing import Any

import orjson

CLIENTS = 8
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


@dataclass(frozen=True)
class Load:
    """How many requests were answered in how many seconds, and each one's latency in ms, the shortest first."""

    seconds: float
    latencies: list[float]

    def percentile(self, percent: int) -> float:
        return self.latencies[min(len(self.latencies) * percent // 100, len(self.latencies) - 1)]


def request(method: str, path: str, token: str = "", body: Any = None) -> bytes:
    """The request as it goes over the wire."""
    content = b"" if body is None else orjson.dumps(body)
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: */*", "User-Agent: bench"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    if content:
        lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
    return "\r\n".join([*lines, "", ""]).encode() + content


def drive(port: int, requests: list[bytes], seconds: float, most: int | None = None) -> Load:
    """Each client sends one request after another, at random out of `requests`, until time or number is up."""
    latencies: list[float] = []
    started = time.perf_counter()
    sent = 0
    with selectors.DefaultSelector() as selector:

        def go_on(client: _Client) -> None:
            nonlocal sent
            if time.perf_counter() - started > seconds or sent == most:
                selector.unregister(client.socket)
                client.socket.close()
                return
            sent += 1
            client.send(random.choice(requests))

        for _ in range(CLIENTS):
            client = _Client(port)
            selector.register(client.socket, selectors.EVENT_READ, client)
            go_on(client)
        while selector.get_map():
            for key, _ in selector.select():
                latency = key.data.receive()
                if latency is not None:
                    latencies.append(latency * 1000)
                    go_on(key.data)
    return Load(time.perf_counter() - started, sorted(latencies))


class _Client:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""
        self.sent_at = 0.0

    def send(self, request: bytes) -> None:
        self.received = b""
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> float | None:
        """Takes what has come; the latency once the answer is complete."""
        part = self.socket.recv(1 << 16)
        self.received += part
        head, end, content = self.received.partition(b"\r\n\r\n")
        length = LENGTH.search(head + b"\r\n")
        if not part or (end and not length):
            raise ConnectionError(f"no whole answer: {self.received!r}")
        if not length or len(content) < int(length[1]):
            return None
        if head[9:12] not in (b"200", b"201"):
            raise RuntimeError(self.received.decode())
        return time.perf_counter() - self.sent_at
