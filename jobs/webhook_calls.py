"""One HTTP call of a webhook: to the address that was checked, under one deadline, without following redirects."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from contextlib import suppress
from typing import Any
from urllib.parse import SplitResult, urlsplit

from domain.events import receivers
from mail import provider
from queries.events.sending import RESPONSE_LENGTH, Attempt

CONNECT_SECONDS = 3.0
TOTAL_SECONDS = 10.0
# Of the answer, its head included.
MOST_BYTES = 64 * 1024
# Of the addresses of a name.
MOST_ADDRESSES = 4
USER_AGENT = "Finenice-Webhooks/1"


class Failed(Exception):
    """There was no answer; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def post(url: str, body: bytes, headers: dict[str, str], private: bool) -> Attempt:
    """Send the body, and return how that ended. `private`: plain HTTP and private networks are allowed."""
    started = time.monotonic()
    try:
        status, answer, retry_after = _exchange(url, body, headers, private, started + TOTAL_SECONDS)
    except Failed as failure:
        return Attempt(_milliseconds(started), None, "", failure.code)
    return Attempt(_milliseconds(started), status, answer, retry_after=retry_after)


def _exchange(url: str, body: bytes, headers: dict[str, str], private: bool, deadline: float) -> tuple[int, str, int]:
    if receivers.fault(url, private):
        # The rules have become stricter since the URL was set.
        raise Failed("address_refused")
    parts = urlsplit(url)
    try:
        with _connect(parts, private, deadline) as connection:
            connection.settimeout(_left(deadline))
            connection.sendall(_request(parts, body, headers))
            return _read(connection, deadline)
    except TimeoutError:
        raise Failed("timeout") from None
    except ssl.SSLCertVerificationError:
        raise Failed("certificate") from None
    except ssl.SSLError:
        raise Failed("tls") from None
    except OSError:
        raise Failed("connection") from None
    except http.client.HTTPException:
        raise Failed("no_http") from None


def _connect(parts: SplitResult, private: bool, deadline: float) -> socket.socket:
    """Return a connection to one of the host's addresses. None is looked up again after it was checked."""
    host, secure = parts.hostname or "", parts.scheme == "https"
    addresses = _addresses(host, parts.port or (443 if secure else 80))
    if not private and not all(receivers.is_public(address[4][0]) for address in addresses):
        raise Failed("address_refused")
    ends = min(deadline, time.monotonic() + CONNECT_SECONDS)
    for number, (family, kind, protocol, _, address) in enumerate(addresses, 1):
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(_left(ends))
            connection.connect(address)
            if not secure:
                return connection
            connection.settimeout(_left(deadline))
            return ssl.create_default_context().wrap_socket(connection, server_hostname=host)
        except OSError as error:
            connection.close()
            if number == len(addresses) or isinstance(error, ssl.SSLError):
                raise
    raise Failed("name")


def _addresses(host: str, port: int) -> list[Any]:
    # A lookup has no time limit of its own.
    try:
        found = provider.call_with_timeout(
            CONNECT_SECONDS, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
    except provider.Unavailable:
        raise Failed("timeout") from None
    except (OSError, UnicodeError):
        raise Failed("name") from None
    return found[:MOST_ADDRESSES]


def _request(parts: SplitResult, body: bytes, headers: dict[str, str]) -> bytes:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = {
        "Host": parts.netloc,
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "User-Agent": USER_AGENT,
        "Accept": "*/*",
        "Connection": "close",
        **headers,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"POST {path} HTTP/1.1\r\n{head}\r\n".encode("ascii") + body


def _read(connection: socket.socket, deadline: float) -> tuple[int, str, int]:
    """Return status, beginning of the answer and `Retry-After` in seconds."""
    response = http.client.HTTPResponse(_Reading(connection, deadline), method="POST")  # type: ignore[arg-type]
    response.begin()
    answer = b""
    # Whatever becomes of the rest, the status is known.
    with suppress(OSError, http.client.HTTPException, Failed):
        answer = response.read(4 * RESPONSE_LENGTH)
    retry_after = response.headers.get("Retry-After", "")
    text = answer.decode(errors="replace").replace("\0", "")[:RESPONSE_LENGTH]
    return response.status, text, int(retry_after[:6]) if retry_after.isdecimal() and retry_after.isascii() else 0


class _Reading(io.RawIOBase):
    """What arrives at a socket until the deadline, up to MOST_BYTES. A slow sender does not extend it."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection, self._deadline, self._bytes = connection, deadline, 0

    def makefile(self, mode: str) -> io.BufferedReader:
        """Return the file that HTTPResponse reads."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._bytes > MOST_BYTES:
            raise Failed("too_long")
        self._connection.settimeout(_left(self._deadline))
        count = self._connection.recv_into(buffer)
        self._bytes += count
        return count


def _left(deadline: float) -> float:
    """Return the seconds until the deadline, or raise TimeoutError."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _milliseconds(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
