"""An HTTP client for the many small calls of the tests, which take a fifth of the CPU time that `requests` needs."""

from __future__ import annotations

import json
import re
import select
import socket
import weakref
from typing import IO, Any, NamedTuple

import requests
from requests.models import RequestEncodingMixin
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers

LOCAL = re.compile(r"http://127\.0\.0\.1:(\d+)(?=/)")
# What needs no encoding, and what `requests` would not change: no escapes in a path, and no segments of dots.
PLAIN_PATH = re.compile(r"(?:/(?!\.)[\w.~:@!$&'()*+,;=-]*)+", re.ASCII)
PLAIN_QUERY = re.compile(r"[\w.~:@!$&'()*+,;=/?%-]*", re.ASCII)
PLAIN_LINE = re.compile(r"[\w-]+: [\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?", re.ASCII)
HEADER_NAME = re.compile(r"[\w-]+", re.ASCII)
PLAIN_ARGUMENTS = {"json", "headers", "params", "timeout", "allow_redirects"}
# These headers decide how a message is sent and read.
OF_THE_TRANSFER = {"accept-encoding", "connection", "content-length", "cookie", "expect", "host", "transfer-encoding"}


class Call(NamedTuple):
    """A call without anything that is unusual."""

    port: int
    method: str
    url: str
    path_url: str
    headers: list[str]
    body: bytes


class Answer(requests.Response):
    """A response that was read completely."""

    def __init__(self, status: int, reason: str, headers: CaseInsensitiveDict[str], body: bytes, call: Call) -> None:
        # Not the constructor of a response, which creates a cookie jar.
        self.status_code, self.reason, self.headers, self.url = status, reason, headers, call.url
        self.request = call  # type: ignore[assignment]
        self.encoding = get_encoding_from_headers(headers)
        self.history = []
        self._content, self._content_consumed = body, True  # type: ignore[assignment]


def close(*parts: IO[bytes] | socket.socket) -> None:
    for part in parts:
        part.close()


class Connection:
    """A connection to a server, for one call after another."""

    def __init__(self, port: int) -> None:
        self.port, self.is_open = port, True
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.reader = self.socket.makefile("rb")
        # Tests don't close each client.
        self._close = weakref.finalize(self, close, self.reader, self.socket)

    def is_usable(self) -> bool:
        """Tell whether the server has neither closed it nor said something that nobody has asked for."""
        return self.is_open and not select.select([self.socket], [], [], 0)[0]

    def close(self) -> None:
        self.is_open = False
        self._close()

    def send(self, call: Call, timeout: float | None) -> Answer:
        self.socket.settimeout(timeout)
        lines = [f"{call.method} {call.path_url} HTTP/1.1", f"host: 127.0.0.1:{call.port}", *call.headers, "", ""]
        self.is_open = False
        self.socket.sendall("\r\n".join(lines).encode() + call.body)
        status = 100
        while status < 200:
            version, code, reason = self._line().split(" ", 2)
            assert version == "HTTP/1.1", version
            status, headers = int(code), self._headers()
        body = b"" if call.method == "HEAD" or status in (204, 304) else self._body(headers)
        self.is_open = headers.get("Connection", "").lower() != "close"
        return Answer(status, reason, headers, body, call)

    def _headers(self) -> CaseInsensitiveDict[str]:
        headers: dict[str, str] = {}
        while line := self._line():
            name, colon, value = line.partition(":")
            assert colon and HEADER_NAME.fullmatch(name), line
            headers[name] = f"{headers[name]}, {value.strip()}" if name in headers else value.strip()
        return CaseInsensitiveDict(headers)

    def _body(self, headers: CaseInsensitiveDict[str]) -> bytes:
        if "Transfer-Encoding" not in headers:
            return self._read(int(headers["Content-Length"]))
        assert headers["Transfer-Encoding"].lower() == "chunked" and "Content-Length" not in headers, headers
        chunks = []
        while size := int(self._line().partition(";")[0], 16):
            chunks.append(self._read(size))
            assert not self._line()
        while self._line():
            pass
        return b"".join(chunks)

    def _line(self) -> str:
        line = self.reader.readline(1 << 16)
        if not line.endswith(b"\r\n"):
            raise ConnectionResetError("the server has closed the connection")
        return line[:-2].decode("latin-1")

    def _read(self, size: int) -> bytes:
        content = self.reader.read(size)
        if len(content) < size:
            raise ConnectionResetError("the server has closed the connection")
        return content


class Client(requests.Session):
    """A session without settings of proxies, which makes plain calls of JSON by itself, without compression.

    All others are left to `requests`: other bodies, streams, redirects, cookies, and unusual paths and headers.
    """

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        # One for each thread that calls at the same time.
        self.connections: list[Connection] = []

    def request(self, method: str, url: str, *args: Any, **given: Any) -> requests.Response:  # type: ignore[override]
        if args or self.cookies or not (call := self._plain(method, url, given)):
            return super().request(method, url, *args, **given)
        try:
            connection = self._connection(call.port)
            try:
                answer = connection.send(call, given.get("timeout"))
            finally:
                if connection.is_open:
                    self.connections.append(connection)
                else:
                    connection.close()
        except TimeoutError as error:
            raise requests.ReadTimeout(error) from error
        except OSError as error:
            raise requests.ConnectionError(error) from error
        assert "Set-Cookie" not in answer.headers, "keep this cookie"
        return answer

    def prepare_request(self, request: requests.Request) -> requests.PreparedRequest:
        if self.cookies or self.auth or self.params:
            return super().prepare_request(request)
        headers = self.headers.copy()
        headers.update(request.headers)
        prepared = requests.PreparedRequest()
        prepared.prepare(
            request.method, request.url, {name: value for name, value in headers.items() if value is not None},
            request.files, request.data, request.params, request.auth, request.cookies, request.hooks, request.json,
        )  # fmt: skip
        return prepared

    def close(self) -> None:
        while self.connections:
            self.connections.pop().close()
        super().close()

    def _connection(self, port: int) -> Connection:
        while self.connections:
            connection = self.connections.pop()
            if connection.port == port and connection.is_usable():
                return connection
            connection.close()
        return Connection(port)

    def _plain(self, method: str, url: str, given: dict[str, Any]) -> Call | None:
        """Return the call, or None if it is not plain."""
        found, own = LOCAL.match(url), given.get("headers") or {}
        names = {name.lower() for name in own}
        if not found or given.keys() - PLAIN_ARGUMENTS or given.get("allow_redirects", True) or names & OF_THE_TRANSFER:
            return None
        path, _, query = url[found.end() :].partition("?")
        params = RequestEncodingMixin._encode_params(given.get("params") or "")  # type: ignore[attr-defined]
        query = "&".join(filter(None, (query, params)))
        headers = {name.lower(): value for name, value in self.headers.items() if name.lower() not in OF_THE_TRANSFER}
        body = b""
        if (content := given.get("json")) is not None:
            body, headers["content-type"] = json.dumps(content, allow_nan=False).encode(), "application/json"
        headers |= {name.lower(): value for name, value in own.items()}
        if body or method not in ("GET", "HEAD"):
            headers["content-length"] = str(len(body))
        present = {name: value for name, value in headers.items() if value is not None}
        lines = [f"{name}: {value}" for name, value in present.items()]
        if not all(isinstance(value, str) for value in present.values()) or not all(map(PLAIN_LINE.fullmatch, lines)):
            return None
        if not PLAIN_PATH.fullmatch(path) or not PLAIN_QUERY.fullmatch(query):
            return None
        path_url = f"{path}?{query}" if query else path
        return Call(int(found[1]), method, f"{found[0]}{path_url}", path_url, lines, body)
