"""The client's address behind trusted proxies. Entries of X-Forwarded-For left of theirs may be forged."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


log = logging.getLogger("finenice")


def install(app: Flask, trusted: int) -> None:
    """Use the address that the first of `trusted` proxies saw. Without proxies the header is ignored."""
    if not trusted:
        _warn_of_proxies(app)
    else:
        app.wsgi_app = ProxyFix(_NormalizedAddress(app.wsgi_app), x_for=trusted, x_proto=trusted)  # type: ignore[method-assign]


def _warn_of_proxies(app: Flask) -> None:
    """Log once if requests come through a proxy, so that all clients have its address and share its limits."""
    warned = threading.Event()

    @app.before_request
    def warn() -> None:
        if not warned.is_set() and "X-Forwarded-For" in request.headers:
            warned.set()
            log.warning("X-Forwarded-For is ignored: behind a reverse proxy set TRUSTED_PROXIES=1")


class _NormalizedAddress:
    """Normalize the forwarded address, or use that of the proxy if it is invalid."""

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        direct = environ["werkzeug.proxy_fix.orig"]["REMOTE_ADDR"]
        environ["REMOTE_ADDR"] = normalize(environ.get("REMOTE_ADDR", "")) or direct or ""
        return self.app(environ, start_response)


def client_address(environ: WSGIEnvironment, trusted: int) -> str:
    """Return the address of the client as the app will see it, before it has run."""
    direct: str = environ["REMOTE_ADDR"]
    if not trusted:
        return direct
    # The same choice as ProxyFix makes: with fewer entries than proxies the header is ignored.
    seen = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")
    return (normalize(seen[-trusted]) if len(seen) >= trusted else None) or direct


def normalize(text: str) -> str | None:
    """Return the address in `203.0.113.7`, `203.0.113.7:4711`, `2001:db8::7` or `[2001:db8::7]:4711`, else None."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ip_address(text))
    except ValueError:
        return None
