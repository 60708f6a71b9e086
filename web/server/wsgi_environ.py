"""The WSGI environment (PEP 3333) of an ASGI request, and the checks of its headers."""

from __future__ import annotations

import io
import sys
from typing import Any

Message = dict[str, Any]
Environ = dict[str, Any]

# Key of the WSGI environment: the Refusal of a request that the gateway does not accept.
REFUSED = "finenice.refused"
# Each unknown parameter is an error in the response; no route has as many.
MAX_QUERY_BYTES = 16 * 1024
MAX_PARAMETERS = 100
HOST_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_~%:[]")
# Programs differ in which of two such headers they read, so a second one is refused.
SINGLE = frozenset({"HTTP_HOST", "HTTP_AUTHORIZATION", "HTTP_X_API_KEY", "HTTP_IDEMPOTENCY_KEY", "CONTENT_TYPE"})
BASE: Environ = {
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "finenice",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.input_terminated": True,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}


class Refusal(Exception):
    """A request that the gateway does not accept: the code of a problem and the words of its sentence.

    Without other headers the connection ends.
    """

    def __init__(self, code: str, headers: dict[str, str] | None = None, **words: Any) -> None:
        super().__init__(code)
        self.code, self.words, self.headers = code, words, headers or {"Connection": "close"}


def environ_of(scope: Message) -> Environ:
    """Return the WSGI environment of a request, without its body. An invalid request has REFUSED set."""
    server, port = scope["server"]
    environ: Environ = {
        **BASE,
        "REQUEST_METHOD": scope["method"],
        # WSGI passes bytes as Latin-1 text.
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0],
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": io.BytesIO(),
    }
    for raw, value in scope["headers"]:
        name = HEADERS.get(raw) or _header(raw)
        if name is None:
            continue
        text = value.decode("latin-1")
        if name not in environ:
            environ[name] = text
        elif name in SINGLE:
            environ[REFUSED] = Refusal("malformed_request", why=f"two {raw.decode()} headers")
        else:
            environ[name] += ("; " if name == "HTTP_COOKIE" else ",") + text
    host = environ.get("HTTP_HOST", "")
    if not host and environ["SERVER_PROTOCOL"] == "HTTP/1.1":
        environ[REFUSED] = Refusal("malformed_request", why="no Host header")
    elif not HOST_CHARACTERS.issuperset(host):
        environ[REFUSED] = Refusal("malformed_request", why="an invalid Host header")
    query = scope["query_string"]
    if len(query) > MAX_QUERY_BYTES or query.count(b"&") >= MAX_PARAMETERS:
        environ[REFUSED] = Refusal(
            "malformed_request",
            why=f"a query string of more than {MAX_PARAMETERS} parameters or {MAX_QUERY_BYTES:,} bytes",
        )
    if not scope["method"].isupper():
        environ[REFUSED] = Refusal("malformed_request", why="a method that is not in upper case")
    if environ.get("HTTP_TRANSFER_ENCODING", "chunked").strip().lower() != "chunked":
        environ[REFUSED] = Refusal("malformed_request", why="a Transfer-Encoding other than chunked")
    return environ


def _header(raw: bytes) -> str | None:
    """Return the WSGI name of a header, or None for a name with `_`, which WSGI would confuse with `-`."""
    if b"_" in raw:
        return None
    name = raw.decode("latin-1").replace("-", "_").upper()
    return name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"


HEADERS = {
    raw: _header(raw)
    for raw in b"accept accept-encoding accept-language authorization connection content-length content-type cookie "
    b"host idempotency-key if-match if-none-match origin referer user-agent x-api-key x-forwarded-for "
    b"x-forwarded-proto x-request-id".split()
}
