"""The caller's address behind proxies, which add it to X-Forwarded-For; what stands left of theirs may be invented."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def install(app: Flask, trusted: int) -> None:
    """Takes the address that the first of `trusted` proxies saw; with none in front no header counts."""
    if trusted:
        app.wsgi_app = ProxyFix(_Plain(app.wsgi_app), x_for=trusted, x_proto=trusted)  # type: ignore[method-assign]


class _Plain:
    """Brings a forwarded address into the form of a direct one, or falls back on the proxy's own."""

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        direct = environ["werkzeug.proxy_fix.orig"]["REMOTE_ADDR"]
        environ["REMOTE_ADDR"] = plain(environ.get("REMOTE_ADDR", "")) or direct or ""
        return self.app(environ, start_response)


def plain(text: str) -> str | None:
    """The IP address in `203.0.113.7`, `203.0.113.7:4711`, `2001:db8::7` or `[2001:db8::7]:4711`; None in all else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ip_address(text))
    except ValueError:
        return None
