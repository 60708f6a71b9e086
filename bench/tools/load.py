"""Keep-alive clients in a process of their own, cheap enough that the shop is what is measured."""

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
    """The number of responses, the seconds, and the latencies in ms in ascending order."""

    seconds: float
    latencies: list[float]

    def percentile(self, percent: int) -> float:
        return self.latencies[min(len(self.latencies) * percent // 100, len(self.latencies) - 1)]


def request(method: str, path: str, token: str = "", body: Any = None, key: str = "") -> bytes:
    """Return the bytes of the request, with an Idempotency-Key if there is one."""
    content = b"" if body is None else orjson.dumps(body)
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: */*", "User-Agent: bench"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    if key:
        lines.append(f"Idempotency-Key: {key}")
    if content:
        lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
    return "\r\n".join([*lines, "", ""]).encode() + content


def drive(port: int, requests: list[bytes], seconds: float, most: int | None = None, once: bool = False) -> Load:
    """Let each client send random `requests` one after another, until the time or the number is reached.

    With `once` each request is sent once, in order, until the time is reached or there is none left.
    """
    if once:
        most = len(requests)
    latencies: list[float] = []
    started = time.perf_counter()
    sent = 0
    with selectors.DefaultSelector() as selector:

        def send_next(client: _Client) -> None:
            nonlocal sent
            if time.perf_counter() - started > seconds or sent == most:
                selector.unregister(client.socket)
                client.socket.close()
                return
            client.send(requests[sent] if once else random.choice(requests))
            sent += 1

        for _ in range(CLIENTS):
            client = _Client(port)
            selector.register(client.socket, selectors.EVENT_READ, client)
            send_next(client)
        while selector.get_map():
            for key, _ in selector.select():
                latency = key.data.receive()
                if latency is not None:
                    latencies.append(latency * 1000)
                    send_next(key.data)
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
        """Read what has arrived, and return the latency once the response is complete."""
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
