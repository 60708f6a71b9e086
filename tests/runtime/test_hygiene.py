"""Security headers, the limit of bodies, and no redirects or URLs under the control of callers."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import requests
from flask import Flask

from support.people import PASSWORD, Person, Shop
from web import security_headers

EVIL = "evil.example"
FORGED = {"Host": EVIL, "X-Forwarded-Host": EVIL, "X-Forwarded-Proto": "https", "Forwarded": f"host={EVIL}"}
PAGES = ("/", "/login", "/register", "/confirm-email", "/docs", "/certificates/none")


def test_every_response_has_security_headers(shop: Shop, budi: Person) -> None:
    for method, path, status in (
        ("GET", "/api/products", 200),
        ("GET", "/api/users/profile", 200),
        ("GET", "/api/nothing", 404),
        ("DELETE", "/api/products", 405),
        ("POST", "/api/products", 403),
        ("POST", "/api/auth/login", 422),
        ("OPTIONS", "/api/products", 204),
        ("GET", "/health", 200),
        ("GET", "/openapi.json", 200),
        ("GET", "/static/finenice.js", 200),
        ("GET", "/static/none.js", 404),
        ("GET", "/uploads/none", 404),
        *(("GET", page, 404 if "none" in page else 200) for page in PAGES),
    ):
        answer = requests.request(
            method, shop.url + path, headers={"Authorization": f"Bearer {budi.token}"}, timeout=10
        )
        told = answer.headers
        assert answer.status_code == status, path
        assert told["X-Content-Type-Options"] == "nosniff", path
        assert told["Referrer-Policy"] == "no-referrer", path
        assert told["Cross-Origin-Resource-Policy"] == "same-origin", path
        assert "frame-ancestors 'none'" in told["Content-Security-Policy"], path
        assert "base-uri 'none'" in told["Content-Security-Policy"], path
        assert told["Content-Security-Policy"].startswith("default-src 'none'"), path
        page = told.get("Content-Type", "").startswith("text/html")
        assert page == ("script-src 'self'" in told["Content-Security-Policy"]), path
        may_be_kept = page or "/static" in path or path == "/openapi.json"
        assert told["Cache-Control"] in (("no-cache", "no-store") if may_be_kept else ("no-store",)), path
        assert "Strict-Transport-Security" not in told
        assert "X-Powered-By" not in told and not re.search(r"\d", told.get("Server", "")), path


def test_hsts_is_sent_for_an_https_origin() -> None:
    app = Flask("shop")
    security_headers.install(app, https=True)
    assert app.test_client().get("/").headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_no_page_violates_its_content_security_policy(shop: Shop) -> None:
    for path in PAGES:
        page = requests.get(shop.url + path, timeout=30).text
        assert not re.findall(
            r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=\"/)|<(?:iframe|object|base)", page
        )
        # A link may lead elsewhere; what a page loads may not.
        assert not re.findall(r"(?:src|action|<link[^>]*\shref)=\"(?:https?:)?//", page), path


def test_browsers_of_other_origins_may_read_what_clients_need(shop: Shop) -> None:
    answer = requests.get(shop.url + "/api/products", headers={"Origin": "http://localhost:3000"}, timeout=30)
    exposed = {name.strip() for name in answer.headers["Access-Control-Expose-Headers"].split(",")}
    assert {"ETag", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-ID"} <= exposed


def test_no_response_redirects_to_a_callers_url(shop: Shop, budi: Person) -> None:
    targets = (f"https://{EVIL}/", f"//{EVIL}", f"/\\{EVIL}", f"https:{EVIL}", f"/%2f{EVIL}")
    names = ("next", "url", "redirect", "return_to", "continue")
    for path in (*PAGES, "/api/products", "/api/auth/login"):
        query = dict(zip(names, targets, strict=True))
        answer = requests.get(shop.url + path, params=query, timeout=30, allow_redirects=False)
        assert not answer.is_redirect and "Location" not in answer.headers and "Refresh" not in answer.headers
        assert EVIL not in answer.text, path
    for path in (f"//{EVIL}", f"//{EVIL}/..", f"/\\{EVIL}", f"/%2f%2f{EVIL}", f"/http://{EVIL}", f"/login//{EVIL}"):
        assert not requests.get(shop.url + path, timeout=30, allow_redirects=False).is_redirect, path


def test_no_url_uses_the_host_header(shop: Shop, dewi: Person, budi: Person) -> None:
    code = budi.graduates(dewi.teaches())
    paths = (*PAGES[:-1], f"/certificates/{code}", f"/api/certificates/{code}", f"/api/certificates/{code}/credential")
    for path in (*paths, "/openapi.json", "/api/products", "/api/users/profile", "/api/nothing", "/static/"):
        answer = (
            budi.get(path, headers=FORGED)
            if path.startswith("/api")
            else shop.visitor().http.get(shop.url + path, headers=FORGED, timeout=30)
        )
        assert EVIL not in answer.text and EVIL not in str(answer.headers), path
    answer = budi.put("/api/users/profile", {"email": "budi@example.com", "current_password": PASSWORD}, headers=FORGED)
    assert answer.status_code == 200 and EVIL not in answer.text
    message = shop.email("budi@example.com", "email_change").as_string()
    assert "/confirm-email#token" in message.replace("=\n", "") and EVIL not in message


def chunks(parts: list[bytes]) -> Iterator[bytes]:
    """Yield a body in chunks, without a length."""
    yield from parts


def insist(person: Person, path: str, body: Callable[[], Any], kind: str) -> requests.Response:
    """Send a body that is refused before it is read; retry if the connection is cut before the response."""
    for _ in range(4):
        with suppress(requests.ConnectionError):
            return person.post(path, data=body(), headers={"Content-Type": kind})
    return person.post(path, data=body(), headers={"Content-Type": kind})


def test_a_body_without_a_length_has_the_limit_of_its_route(shop: Shop, sari: Person) -> None:
    form = "multipart/form-data; boundary=x"
    part = b'--x\r\nContent-Disposition: form-data; name="%s"; filename="a"\r\n\r\n'
    for path, kind, head, mebibytes in (
        ("/api/auth/login", "application/json", b'{"username": "a", "password": "b"}', 1),
        ("/api/products", "application/json", b"{}", 1),
        ("/api/users/upload-avatar", form, part % b"avatar", 11),
    ):
        for method in (chunks, b"".join):
            parts = [head, *[b" " * 65536] * (16 * mebibytes)]
            answer = insist(sari, path, partial(method, parts), kind)
            assert (answer.status_code, answer.json()["code"]) == (413, "payload_too_large"), path


def test_the_largest_body_is_exactly_a_mebibyte(budi: Person) -> None:
    mebibyte = 1024 * 1024
    body = b'{"username": "a", "password": "b"}'
    json: dict[str, Any] = {"headers": {"Content-Type": "application/json"}}
    assert budi.post("/api/auth/login", data=body.ljust(mebibyte), **json).status_code == 401
    assert budi.post("/api/auth/login", data=body.ljust(mebibyte + 1), **json).status_code == 413


def test_an_endless_request_head_times_out(shop: Shop) -> None:
    port = int(shop.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 500_000)
        assert connection.recv(100).startswith((b"HTTP/1.1 4", b""))


def test_the_openapi_document_is_cached_and_revalidated(shop: Shop) -> None:
    """Rendering it takes a fifth of a second, so it is cached and has an ETag."""
    first = requests.get(shop.url + "/openapi.json", timeout=20)
    again = requests.get(shop.url + "/openapi.json", headers={"If-None-Match": first.headers["ETag"]}, timeout=20)
    assert (again.status_code, again.content) == (304, b"")
