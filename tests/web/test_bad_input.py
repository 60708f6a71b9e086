"""Invalid and hostile input: a clear problem, no change, no leak."""

from __future__ import annotations

import json
import socket
from contextlib import suppress
from typing import Any

import pytest

from support.people import PASSWORD, Person, Shop

LOGIN = "/api/auth/login"


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"{", "line 1 column"),
        (b'{"username": "budi",\n "password": }', "line 2 column 14"),
        (b"{'username': 1}", "line 1 column 2"),
        (b'{"a": NaN}', "line 1 column 7"),
        (b'{"a": Infinity}', "line 1 column 7"),
        (b'{"a": 1e999}', "line 1 column 7"),
        (b'{"a": 123456789012345678901234567890}', "64 bits at byte 6"),
        (b'{"a": -9223372036854775809}', "64 bits at byte 6"),
        (b'{"role": "buyer", "role": "admin"}', "'role' appears twice in one object, at byte 18"),
        (b'{"a": {"b": 1, "b": 2}}', "'b' appears twice"),
        (b"[" * 33 + b"]" * 33, "deeper than 32"),
        (b"[" * 100_000, "depth limit exceeded"),
        (b'{"a":' * 2000 + b"1" + b"}" * 2000, "depth limit exceeded"),
        (b"[" * 1024 + b"]" * 1024, "deeper than 32"),
        (b'{"a": ' + b"[" * 1000 + b"]" * 1000 + b', "a": 1}', "deeper than 32"),
        (b'{"a": ' + b"[" * 100 + b"]" * 100 + b', "a": 1}', "twice"),
        (b'{"a": 1, "a": ' + b"[" * 32 + b"]" * 32 + b"}", "deeper than 32"),
        (b'{"a": "\\ud800"}', "line 1"),
        (b'{"a": "\xff"}', "line 1"),
        (b'\xef\xbb\xbf{"a": 1}', "line 1"),
        ('{"a": 1}'.encode("utf-16"), "line 1"),
        (b'{"a": "b\x00"}', "line 1"),
        (b"\x00", "line 1"),
        (b"nope", "line 1"),
        (b'{"a": 1} {"b": 2}', "line 1"),
        (b'{"a": 01}', "line 1"),
        (b"{" + b",".join(b'"%d":0' % n for n in range(201)) + b"}", "more than 200 members in one object"),
        (b"[{" + b",".join(b'"a":%d' % n for n in range(201)) + b"}]", "more than 200 members in one object"),
    ],
)
def test_invalid_json_is_a_400_with_the_position(budi: Person, body: bytes, where: str) -> None:
    answer = budi.post(LOGIN, data=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_json")
    assert where in answer.json()["msg"]


@pytest.mark.parametrize(
    "body",
    [
        b'"' + b'\\"' * 500_000 + b"[" * 33,
        b"[" + b"[]," * 300_000,
        b'{"a":' + b"1" * 1_000_000 + b"}",
        b'{"api_key":[' + b"{}," * 50_000 + b"0]}",
        b"[" + b"1," * 50_000 + b"1]",
        b"{" + b",".join(b'"%d":0' % n for n in range(80_000)) + b"}",
    ],
    ids=["a text without an end", "many lists", "a long number", "many objects", "many numbers", "many names"],
)
def test_a_body_that_is_slow_to_parse_is_refused_at_once(shop: Shop, budi: Person, body: bytes) -> None:
    """The first of these took minutes at 64 KB and blocked all other requests."""
    answer = budi.post(LOGIN, data=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_json")
    assert shop.visitor().get("/health/live").status_code == 200


def test_anonymous_clients_cannot_send_large_bodies(shop: Shop, budi: Person) -> None:
    body = b'{"username":"%s"}' % (b"x" * 65_536)
    json = {"Content-Type": "application/json"}
    assert shop.visitor().post(LOGIN, data=body, headers=json).status_code == 413
    assert shop.visitor().post(LOGIN, data=iter([body]), headers=json).status_code == 413
    forged = {**json, "Authorization": "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x"}
    assert shop.visitor().post(LOGIN, data=body, headers=forged).status_code == 413
    assert budi.post(LOGIN, data=body, headers=json).status_code == 422


def test_names_with_bidirectional_controls_are_refused(shop: Shop, budi: Person) -> None:
    assert budi.put("/api/users/profile", {"name": "Budi \u202etxet"}).status_code == 422
    assert budi.put("/api/users/profile", {"name": "بودي \u200fسانتوسو"}).status_code == 200


def test_too_many_query_parameters_are_refused(shop: Shop) -> None:
    for query in ("&".join(f"p{number}" for number in range(101)), "search=" + "a" * 16_384):
        answer = shop.visitor().get(f"/api/products?{query}")
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed_request")
    assert shop.visitor().get("/api/products?" + "&".join(["page=1"] * 100)).status_code != 400


def test_too_many_combining_marks_are_refused_at_once(shop: Shop, budi: Person) -> None:
    """Normalization sorts the marks of one letter, which took minutes for a megabyte of them."""
    marks = "a" + "\u0315" * 4_000 + "\u0300" * 4_000
    answer = shop.visitor().post("/api/auth/register", {"username": "kenari", "password": PASSWORD, "name": marks})
    assert [(fault["field"], fault["code"]) for fault in answer.json()["errors"]] == [("name", "combining_marks")]
    assert budi.post("/api/users/role-requests", {"role": "seller", "note": marks}).status_code == 422
    assert shop.visitor().get("/api/products", params={"search": marks[:2000]}).status_code == 422
    assert shop.visitor().get("/health/live").status_code == 200
    assert budi.put("/api/users/profile", {"name": "Bu\u0301di"}).json()["name"] == "Búdi"


def test_a_422_lists_at_most_100_errors(shop: Shop) -> None:
    body = {f"field {number}": 1 for number in range(199)} | {"x" * 50_000: 1}
    answer = shop.visitor().post(LOGIN, body)
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 100)
    assert len(answer.content) < 50_000
    answer = shop.visitor().post(LOGIN, {"username": "budi", "password": "x", "y" * 50_000: 1})
    assert [len(fault["field"]) for fault in answer.json()["errors"]] == [200]


def test_brackets_in_strings_do_not_count_as_depth(shop: Shop) -> None:
    answer = shop.visitor().post(LOGIN, {"username": '[{"' * 50 + "\\", "password": "x"})
    assert answer.json()["code"] == "wrong_credentials"


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "",
        "application/json; charset=utf-16", "application/json;charset=foo",
    ],
)  # fmt: skip
def test_another_media_type_is_a_415(shop: Shop, kind: str) -> None:
    answer = shop.visitor().post(LOGIN, data=b'{"username":"a","password":"b"}', headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", ';charset="UTF-8"', "; charset=utf8"])
def test_json_is_read_as_utf_8(shop: Shop, charset: str) -> None:
    headers = {"Content-Type": f"application/json{charset}"}
    answer = shop.visitor().post(LOGIN, data='{"username":"é","password":"b"}'.encode(), headers=headers)
    assert answer.json()["code"] == "wrong_credentials"


def test_a_large_body_is_a_413(shop: Shop) -> None:
    body = json.dumps({"username": "x" * (1024 * 1024), "password": "y"})
    answer = shop.visitor().post(LOGIN, data=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (413, "payload_too_large")

    def pieces() -> Any:
        for _ in range(40):
            yield b" " * 65536

    chunked = shop.visitor().post(LOGIN, data=pieces(), headers={"Content-Type": "application/json"})
    assert chunked.status_code == 413


def test_unknown_paths_and_methods(shop: Shop) -> None:
    visitor = shop.visitor()
    assert visitor.get("/api/nothing").json()["code"] == "not_found"
    for path in ("//evil.example/x", "/api//products", "/api/products/1/../2", "/%00", "/api/%ff", "/static/../app.py"):
        assert visitor.get(path).status_code == 404, path
    answer = visitor.delete("/api/products")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert {"GET", "POST"} <= {method.strip() for method in answer.headers["Allow"].split(",")}


def test_a_trailing_slash_is_optional_and_never_redirects(shop: Shop, budi: Person) -> None:
    for path in ("/api/products", "/api/users/profile", "/api/v1/products", "/users", "/health"):
        with_slash, without = budi.get(path + "/"), budi.get(path)
        assert with_slash.status_code == without.status_code == 200
        assert with_slash.content == without.content
    assert budi.post("/api/products/", {}).status_code == 403


def test_401_comes_before_403_before_422_before_409(shop: Shop, sari: Person, budi: Person) -> None:
    bad: dict[str, Any] = {"name": 5}
    assert shop.visitor().post("/api/products", bad).status_code == 401
    assert shop.visitor().post("/api/products", data=b"{").status_code == 401
    assert budi.post("/api/products", bad).status_code == 403
    assert sari.post("/api/products", bad).status_code == 422


def test_problems_are_in_indonesian_by_accept_language(shop: Shop) -> None:
    visitor = shop.visitor()
    for header, sentence in (
        ("id", "Produk 7 tidak ada."),
        ("id-ID,id;q=0.9,en;q=0.8", "Produk 7 tidak ada."),
        ("en-GB", "Product 7 does not exist."),
        ("fr", "Product 7 does not exist."),
        ("xx;q=abc,,,", "Product 7 does not exist."),
    ):
        problem = visitor.get("/api/products/7", headers={"Accept-Language": header}).json()
        assert (problem["msg"], problem["code"]) == (sentence, "product_not_found")
    fields = visitor.post("/api/auth/register", {}, headers={"Accept-Language": "id"}).json()["errors"]
    assert fields[0]["msg"] == "Wajib diisi."


def test_zero_as_a_name_matches_no_user(shop: Shop, budi: Person) -> None:
    """In MySQL the number 0 equals every text that does not start with a digit."""
    visitor = shop.visitor()
    for field in ("username", "email"):
        for value in (0, False, [], {}, None, 0.0):
            assert visitor.post(LOGIN, {field: value, "password": PASSWORD}).status_code == 422
    assert visitor.post("/api/auth/refresh", {"refresh_token": 0}).status_code == 422


def test_sql_in_text_is_stored_as_text(shop: Shop, sari: Person) -> None:
    names = [
        "'; DROP TABLE products; --",
        '" OR ""="',
        "\\'; SELECT 1",
        "%s %(a)s",
        "Robert'); DELETE FROM users;--",
        "😀 kopi ☕",
    ]
    ids = {sari.offers(name): name for name in names}
    for product_id, name in ids.items():
        assert sari.get(f"/api/products/{product_id}").json()["name"] == name
    for name in names:
        assert shop.visitor().post(LOGIN, {"username": name, "password": name}).status_code == 401


def test_a_valid_request_id_is_returned(shop: Shop) -> None:
    visitor = shop.visitor()
    assert visitor.get("/health", headers={"X-Request-ID": "pesanan-0001"}).headers["X-Request-ID"] == "pesanan-0001"
    for odd in ("x", "a b c d e f", "x" * 65, '{"a":1}aaaa'):
        assert visitor.get("/health", headers={"X-Request-ID": odd}).headers["X-Request-ID"] != odd


def test_the_log_has_json_lines_without_secrets(shop: Shop) -> None:
    canary = "kenari-7f3a-rahasia"
    visitor = shop.visitor()
    visitor.post("/api/auth/register", {"username": "kenari", "password": canary})
    signed_in = visitor.post(LOGIN, {"username": "kenari", "password": canary}).json()
    visitor.post(LOGIN, {"username": "kenari", "password": canary + "x"})
    visitor.post(LOGIN, {"username": canary, "password": canary})
    visitor.post("/api/auth/refresh", {"refresh_token": signed_in["refresh_token"]})
    visitor.get(f"/api/products?search={canary}")
    visitor.get(f"/api/nothing/{canary}", headers={"Authorization": f"Bearer {signed_in['access_token']}"})
    visitor.get(
        "/api/users/profile",
        headers={"Authorization": f"Bearer {signed_in['access_token']}", "X-Request-ID": "penanda-1"},
    )
    text = shop.app.log.read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    (line,) = [line for line in lines if line.get("request_id") == "penanda-1"]
    assert (line["method"], line["route"], line["status"], line["user_id"]) == (
        "GET", "/api/users/profile", 200, signed_in["user"]["id"],
    )  # fmt: skip
    for secret in (canary, signed_in["access_token"], signed_in["refresh_token"], "argon2"):
        assert secret not in text


HEALTH = b"GET /health HTTP/1.1\r\nHost: x\r\n"


@pytest.mark.parametrize(
    ("raw", "statuses"),
    [
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 30\r\n\r\n{}x", {400}),
        (b"GET / HTTP/9.9\r\n\r\n", {400}),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", {400}),
        (b"GET /health HTTP/1.1\r\nHost : x\r\n\r\n", {400}),
        (b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n", {400}),
        (HEALTH + b"X: y\r\n" * 101 + b"\r\n", {431}),
        # The answer may be lost, because the server does not read the rest.
        (HEALTH + b"X: " + b"y" * 200_000 + b"\r\n\r\n", {431, None}),
        (HEALTH + b"X: " + b"y" * 5_000_000 + b"\r\n\r\n", {431, None}),
        (b"GET " + b"/a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", {414, 431, None}),
    ],
    ids=["lengths", "version", "TLS", "space in a name", "a byte in the path", "many", "long", "longer", "path"],
)  # fmt: skip
def test_the_parser_refuses_invalid_http_without_a_body(shop: Shop, raw: bytes, statuses: set[int | None]) -> None:
    """Granian answers before any code of ours runs."""
    status, head, body = exchange(shop, raw)
    assert status in statuses
    if status:
        assert (body, b"connection: close" in head) == (b"", True)
    assert shop.visitor().get("/health").status_code == 200


@pytest.mark.parametrize(
    "raw",
    [
        b"GET /health HTTP/1.1\r\nHost: a@b\r\nConnection: close\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: x/../y\r\nConnection: close\r\n\r\n",
        b"GET /health HTTP/1.1\r\nConnection: close\r\n\r\n",
        b"get /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        HEALTH + b"Transfer-Encoding: gzip, chunked\r\nConnection: close\r\n\r\n",
        b"POST /api/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
    ],
    ids=["user", "path", "no host", "method", "encoding", "chunk"],
)
def test_the_gateway_refuses_invalid_http_with_a_problem(shop: Shop, raw: bytes) -> None:
    status, head, body = exchange(shop, raw)
    problem = json.loads(body)
    assert (status, problem["status"], problem["code"]) == (400, 400, "malformed_request")
    assert b"content-type: application/problem+json" in head and problem["why"]


def exchange(shop: Shop, raw: bytes) -> tuple[int | None, bytes, bytes]:
    """Send the bytes and return the status, head in lower case and body of the answer; no status if it was lost."""
    port, answer = int(shop.url.rsplit(":", 1)[1]), b""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line, suppress(ConnectionError):
        line.sendall(raw)
        while chunk := line.recv(65536):
            answer += chunk
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]) if head else None, head.lower(), body
