"""Compression: content negotiation, ETags, ranges, and no compression of secrets."""

from __future__ import annotations

import gzip
import json
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import brotli
import pytest
import requests
from backports import zstd
from flask import Flask, Response

from support.app import ROOT
from support.people import PASSWORD, Person, Shop
from web import compression

UNPACK = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": zstd.decompress,
    None: lambda body: body,
}
CHROMIUM = "gzip, deflate, br, zstd"
JS = "/static/finenice.js"


def raw(shop: Shop, path: str, accept: str | None, method: str = "GET", **headers: str) -> tuple[Any, bytes]:
    """Return the response and its undecoded body."""
    given = {"Accept-Encoding": accept, **{name.replace("_", "-"): value for name, value in headers.items()}}
    with requests.request(method, shop.url + path, headers=given, stream=True, timeout=20) as answer:
        return answer, answer.raw.read(decode_content=False)


def unpacked(answer: Any, body: bytes) -> bytes:
    return bytes(UNPACK[answer.headers.get("Content-Encoding")](body))


@pytest.fixture
def stocked(shop: Shop, sari: Person) -> Shop:
    for number in range(8):
        sari.offers(f"Kopi Gayo {number}", description="Dipetik merah, dijemur di atas para-para. " * 3)
    return shop


# A value of Accept-Encoding, and the encoding of the response; `best` depends on the path.
PREFERRED = [
    (None, None),
    ("", None),
    ("identity", None),
    ("deflate, compress", None),
    ("gzip;q=0", None),
    ("gzip;q=0.5, identity", None),
    ("gzip", "gzip"),
    ("GZIP", "gzip"),
    ("gzip, deflate", "gzip"),
    ("gzip;q=1.0, br;q=0.2", "gzip"),
    ("br", "br"),
    ("zstd, gzip;q=0.5", "zstd"),
    (CHROMIUM, "best"),
    ("*", "best"),
    ("*;q=0.1, gzip;q=0", "best"),
    ("identity;q=0, gzip", "gzip"),
    ("x" * 300 + ", gzip", None),
]


@pytest.mark.parametrize("path", ["/api/products", "/api/v1/products", "/", "/docs", "/openapi.json", JS])
def test_a_response_has_the_preferred_encoding(stocked: Shop, path: str) -> None:
    best = "zstd" if path in ("/api/products", "/api/v1/products", "/") else "br"
    plain, body = raw(stocked, path, "identity")
    assert plain.status_code == 200 and "Content-Encoding" not in plain.headers
    for accept, preferred in PREFERRED:
        encoding = best if preferred == "best" else preferred
        answer, packed = raw(stocked, path, accept)
        assert answer.headers.get("Content-Encoding") == encoding, accept
        assert int(answer.headers["Content-Length"]) == len(packed), accept
        assert unpacked(answer, packed) == body, accept
        assert encoding is None or len(packed) < 0.7 * len(body), accept
        vary = [name for line in (answer, plain) for name in line.headers["Vary"].split(", ")]
        assert vary.count("Accept-Encoding") == vary.count("Origin") == 2, accept
        # HEAD has the same headers and no body.
        head, nothing = raw(stocked, path, accept, "HEAD")
        assert nothing == b"" and head.headers["Content-Length"] == answer.headers["Content-Length"], accept
        assert head.headers.get("Content-Encoding") == encoding, accept


def test_small_and_compressed_responses_are_sent_unchanged(shop: Shop, sari: Person) -> None:
    product = sari.offers()
    small = f"/api/products/{product}"
    for path in ("/health", small, "/static/icon.svg"):
        answer, body = raw(shop, path, CHROMIUM)
        assert "Content-Encoding" not in answer.headers and len(body) < compression.MIN_BYTES, path
    # Unless the client refuses identity.
    answer, body = raw(shop, small, "identity;q=0, gzip")
    assert answer.headers["Content-Encoding"] == "gzip" and json.loads(gzip.decompress(body))["id"] == product


def test_a_compressed_response_has_a_weak_etag_that_if_match_accepts(stocked: Shop, sari: Person) -> None:
    product = sari.offers(description="Dipetik merah. " * 100)
    for path in (f"/api/products/{product}", JS, "/docs"):
        plain, _ = raw(stocked, path, "identity")
        packed, _ = raw(stocked, path, "gzip")
        strong, weak = plain.headers["ETag"], packed.headers["ETag"]
        assert strong.startswith('"') and weak == f"W/{strong}"
        for tag, told in ((strong, strong), (weak, weak)):
            for accept in ("gzip", "identity"):
                kept, body = raw(stocked, path, accept, If_None_Match=tag)
                assert (kept.status_code, body, kept.headers["ETag"]) == (304, b"", told), path
                assert "Accept-Encoding" in kept.headers["Vary"] and "Content-Encoding" not in kept.headers
    # If-Match accepts the ETag of a compressed response, and one that a proxy has weakened.
    read = sari.get(f"/api/products/{product}", headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    assert read.startswith("W/")
    changed = sari.put(f"/api/products/{product}", {"price": 7}, headers={"If-Match": read})
    assert changed.status_code == 200
    late = sari.put(f"/api/products/{product}", {"price": 8}, headers={"If-Match": read})
    assert (late.status_code, late.json()["code"]) == (412, "version_conflict")


def test_if_match_accepts_a_weak_etag_of_a_course(shop: Shop, dewi: Person) -> None:
    course = dewi.post("/api/courses", {"title": "Ekspor"}).json()["id"]
    tag = dewi.get(f"/api/courses/{course}/draft").headers["ETag"].removeprefix("W/")
    assert dewi.put(f"/api/courses/{course}", {"title": "Impor"}, headers={"If-Match": f"W/{tag}"}).status_code == 200
    assert dewi.put(f"/api/courses/{course}", {"title": "X"}, headers={"If-Match": f"W/{tag}"}).status_code == 412


def test_ranges_are_of_the_uncompressed_file(shop: Shop) -> None:
    source = (ROOT / "static" / "finenice.js").read_bytes()
    answer, body = raw(shop, JS, CHROMIUM, Range="bytes=100-2199")
    assert answer.status_code == 206 and body == source[100:2200]
    assert "Content-Encoding" not in answer.headers and answer.headers["Accept-Ranges"] == "bytes"
    whole, body = raw(shop, JS, "gzip")
    assert "Accept-Ranges" not in whole.headers and gzip.decompress(body) == source
    # The ETag of a compressed file selects no range.
    again, body = raw(shop, JS, "gzip", Range="bytes=100-2199", If_Range=whole.headers["ETag"])
    assert again.status_code == 200 and gzip.decompress(body) == source


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_a_download_is_compressed_part_by_part(shop: Shop, budi: Person, encoding: str) -> None:
    shop.rows(
        "INSERT INTO activities (user_id, type, address, detail)"
        " SELECT %s, 'product_viewed', '', REPEAT('x', 100) FROM information_schema.columns LIMIT 900",
        (budi.id,),
    )
    for form in ("csv", "json"):
        path = f"/api/users/export-activities?format={form}"
        bearer = {"Authorization": f"Bearer {budi.token}"}
        answer, packed = raw(shop, path, encoding, **bearer)
        assert answer.headers["Content-Encoding"] == encoding
        assert "Accept-Encoding" in answer.headers["Vary"]
        body = unpacked(answer, packed)
        assert body.count(b"x" * 100) == 900 and len(packed) < len(body) / 5
        plain, whole = raw(shop, path, "identity", **bearer)
        assert "Content-Encoding" not in plain.headers and whole.count(b"x" * 100) == 900


def test_responses_with_secrets_are_never_compressed(shop: Shop, budi: Person) -> None:
    """The length of a compressed response reveals how much of it equals text that an attacker has placed beside it."""
    for path, body in (
        ("/api/auth/login", {"username": "budi", "password": PASSWORD}),
        ("/api/v1/auth/login", {"username": "budi", "password": PASSWORD}),
        ("/api/login", {"username": "budi", "password": PASSWORD}),
        ("/login", {"username": "budi", "password": PASSWORD}),
        ("/api/developer/key", {"name": "x" * 100}),
        ("/api/auth/second-factor", {"password": PASSWORD}),
    ):
        answer = budi.post(path, body, headers={"Accept-Encoding": "identity;q=0, " + CHROMIUM})
        assert answer.status_code < 500 and "Content-Encoding" not in answer.headers, path
        assert "Accept-Encoding" not in answer.headers["Vary"]


def test_every_blueprint_with_secrets_is_listed() -> None:
    """Search the response schemas for secrets, so that no new route is forgotten."""
    document = json.loads((ROOT / "docs" / "openapi.json").read_text())
    shows = {"access_token", "refresh_token", "api_key", "secret", "recovery_codes", "uri"}

    def fields(schema: Any, seen: set[str]) -> Iterator[str]:
        if isinstance(schema, dict):
            reference = schema.get("$ref")
            if isinstance(reference, str) and "/schemas/" in reference and reference not in seen:
                seen.add(reference)
                yield from fields(document["components"]["schemas"][reference.rsplit("/", 1)[1]], seen)
            yield from schema.get("properties", {})
            for part in schema.values():
                yield from fields(part, seen)
        elif isinstance(schema, list):
            for part in schema:
                yield from fields(part, seen)

    found = 0
    for path, item in document["paths"].items():
        for method, operation in item.items():
            answers = {status: answer for status, answer in operation["responses"].items() if status[0] == "2"}
            if shows & set(fields(answers, set())):
                found += 1
                assert operation["x-resource"] in compression.SECRET, f"{method} {path}"
    assert found > 8


def test_events_are_not_buffered_and_broken_streams_are_closed() -> None:
    """Other media types pass unchanged, and an abandoned stream is closed at once."""
    app, closed = Flask("shop"), []

    def parts(count: int) -> Iterator[bytes]:
        try:
            for number in range(count):
                yield b"part %d " % number * 200
        finally:
            closed.append(count)

    compression.install(app)
    app.add_url_rule("/events", "events", lambda: Response(parts(3), mimetype="text/event-stream"))
    app.add_url_rule("/csv", "csv", lambda: Response(parts(500), mimetype="text/csv"))
    app.add_url_rule("/large", "large", lambda: Response(list(parts(2000)), mimetype="application/json"))
    client = app.test_client()
    events = client.get("/events", headers={"Accept-Encoding": CHROMIUM})
    assert "Content-Encoding" not in events.headers and "Vary" not in events.headers

    closed.clear()
    answer = client.get("/csv", headers={"Accept-Encoding": "gzip"}, buffered=False)
    first = next(iter(answer.response))
    # Each part can be decoded when it arrives, and nothing is read ahead.
    assert zlib.decompressobj(31).decompress(first) == b"part 0 " * 200
    answer.close()
    assert closed == [500]

    large = client.get("/large", headers={"Accept-Encoding": "br"})
    assert "Content-Length" not in large.headers and brotli.decompress(large.data) == b"".join(parts(2000))


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate", "x", "identity, gzip"])
def test_a_compressed_body_is_refused(shop: Shop, sari: Person, encoding: str) -> None:
    bomb = gzip.compress(b"[" + b" " * 10_000_000 + b"]")
    headers = {"Content-Encoding": encoding, "Content-Type": "application/json"}
    for path in ("/api/auth/login", "/api/products"):
        answer = sari.post(path, data=bomb, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (415, "encoded_body")
        assert answer.headers["Accept-Encoding"] == "identity"
    for path, field in (("/api/products/import-csv", "file"), ("/api/users/upload-avatar", "avatar")):
        answer = sari.post(path, files={field: bomb}, headers={"Content-Encoding": encoding})
        assert (answer.status_code, answer.json()["code"]) == (415, "encoded_body"), path
    # A missing credential is reported first.
    assert shop.visitor().post("/api/products", data=bomb, headers=headers).status_code == 401
    plain = {"Content-Encoding": "identity", "Content-Type": "application/json"}
    assert sari.post("/api/products", data=b'{"name": "Teh", "price": 1}', headers=plain).status_code == 201


def test_content_that_is_made_delays_no_other_and_is_made_once() -> None:
    once, begun, goes_on = compression.OnceEach(), threading.Event(), threading.Event()
    made: list[str] = []

    def make() -> str:
        begun.set()
        made.append("slow")
        return f"{goes_on.wait(20)}"

    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(once.get, "slow", make) for _ in range(2)]
        assert begun.wait(20)
        assert once.get("other", lambda: "at once") == "at once"
        goes_on.set()
        assert [each.result(20) for each in waiting] == ["True", "True"] and made == ["slow"]


@pytest.mark.parametrize(
    ("encoding", "slowest"),
    [
        ("br", lambda body: brotli.compress(body, quality=11)),
        ("zstd", lambda body: zstd.compress(body, 19)),
    ],
)
def test_large_documents_are_not_compressed_at_the_slowest_level(
    encoding: str, slowest: Callable[[bytes], bytes]
) -> None:
    document = (ROOT / "docs" / "openapi.json").read_bytes()

    def seconds(compress: Callable[[bytes], bytes]) -> float:
        begun = time.thread_time()
        compress(document)
        return time.thread_time() - begun

    assert seconds(compression.ENCODINGS[encoding].best) < seconds(slowest) / 3
