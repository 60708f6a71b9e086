"""The shop answers every call of docs/openapi.json as the document says, whoever calls and whatever is sent.

test_house.py checks that the shop serves the same document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from support.calls.contract import (
    DOCUMENT,
    LOGIN_PATHS,
    LONG,
    OPENAPI,
    Caller,
    calling,
    refusal,
    send,
)  # fmt: skip
from support.people import PASSWORD, Person, Shop

# Headers that clients act on; each is declared on the responses that have it.
DECLARED_HEADERS = {
    "etag", "retry-after", "www-authenticate", "content-disposition", "idempotent-replayed", "location", "link",
    "ratelimit", "ratelimit-policy", "x-request-id", "accept-ranges", "content-range",
}  # fmt: skip


SHOWN_BY_ROLE = ("/api/products", "/api/courses", "/api/transactions", "/api/certificates", "/api/users")
OPERATIONS = [found.ok() for found in DOCUMENT.get_all_operations()]


def test_a_cursor_that_matches_its_pattern_is_accepted(shop: Shop, dewi: Person, sari: Person) -> None:
    text, number = "~_____w", "9" * 18
    product_id = sari.offers()
    seen = 0
    for path, calls in OPENAPI["paths"].items():
        for parameter in calls.get("get", {}).get("parameters", []):
            if parameter["name"] not in ("cursor", "since") or "{" in path or path.endswith(("/self", "export")):
                continue
            pattern = parameter["schema"]["pattern"]
            parts = pattern.count("[0-9]{1,18}") + pattern.count("[0-2]")
            cursors = [".".join([number, "1", "7"][:parts])]
            if pattern.startswith("^(?:~"):
                cursors = [".".join([text, number][: parts + 1])]
            if path == "/api/products":
                cursors = [f"stock-asc.{number}.7", f"price-desc.{number}.7", f"name-desc.{text}.7"]
            more = {"product_id": product_id} if path == "/api/stock/ledger" else {}
            for given in ("", *cursors):
                assert re.fullmatch(pattern[1:-1], given), (path, pattern, given)
                answer = dewi.get(path, params={parameter["name"]: given, **more})
                assert answer.status_code == 200 or answer.json().get("code") == "forbidden", (path, given, answer.text)
            seen += 1
    assert seen > 10


@pytest.fixture
def anonymous(shop: Shop) -> Iterator[Caller]:
    with calling(shop, "anonymous") as caller:
        yield caller


@pytest.fixture
def buyer(shop: Shop) -> Iterator[Caller]:
    with calling(shop, "buyer") as caller:
        yield caller


@pytest.fixture
def powerful(shop: Shop) -> Iterator[Caller]:
    with calling(shop, "all roles") as caller:
        yield caller


def make(case: schemathesis.Case, caller: Caller) -> None:
    """Make one call, and check that each header of the response is declared."""
    answer = caller.call(case)
    # A second credential would be refused for that alone.
    sent_credentials = {"Authorization", "X-API-Key"} & set(answer.request.headers)
    assert len(sent_credentials) <= 1, sent_credentials
    if answer.request.method == case.operation.method.upper():
        response = case.operation.definition.raw["responses"].get(str(answer.status_code), {})
        shared = OPENAPI["components"]["responses"].get(response.get("$ref", "").rsplit("/", 1)[-1], response)
        sent = {name.lower() for name in answer.headers} & DECLARED_HEADERS
        declared = {name.lower() for name in shared.get("headers", {})}
        assert sent <= declared, (case.operation.label, answer.status_code)


def open_to(kind: str) -> Any:
    """Return the operations that this kind of caller may use; a long run takes all.

    All roles include the buyer's, so in a short run the buyer only reads, and only what has more members for others.
    """
    left_out = [
        found.label
        for found in OPERATIONS
        if refusal(found, kind)
        or (kind == "buyer" and (found.method != "get" or not found.path.startswith(SHOWN_BY_ROLE)))
    ]
    return DOCUMENT if LONG else DOCUMENT.exclude(name=left_out)


@open_to("anonymous").parametrize()
@settings(suppress_health_check=list(HealthCheck))
def test_responses_to_a_visitor_match_the_document(case: schemathesis.Case, anonymous: Caller) -> None:
    make(case, anonymous)


@open_to("buyer").parametrize()
@settings(suppress_health_check=list(HealthCheck))
def test_responses_to_a_buyer_match_the_document(case: schemathesis.Case, buyer: Caller) -> None:
    make(case, buyer)


@DOCUMENT.parametrize()
@settings(suppress_health_check=list(HealthCheck))
def test_responses_to_all_roles_match_the_document(case: schemathesis.Case, powerful: Caller) -> None:
    make(case, powerful)


@pytest.mark.parametrize(("kind", "status"), [("anonymous", 401), ("buyer", 403)])
def test_access_is_denied_before_the_request_is_read(shop: Shop, kind: str, status: int) -> None:
    caller = Caller(shop, kind)
    refusing = [operation for operation in OPERATIONS if refusal(operation, kind) == status]
    assert len(refusing) > 20
    for operation in refusing:
        names = [parameter.name for parameter in operation.path_parameters]
        case = operation.Case(path_parameters={name: "1" * 26 if name == "code" else "1" for name in names})
        answer = case.call_and_validate(base_url=shop.url, session=caller.http, headers=caller.headers(case))
        assert answer.status_code == status, operation.label
    caller.http.close()


def test_ending_sessions_matches_the_document(shop: Shop, budi: Person) -> None:
    (session,) = send(budi, "GET", "/api/auth/sessions", 200)["sessions"]
    send(budi, "DELETE", "/api/auth/sessions/{session_id}", 200, path_parameters={"session_id": session["id"]})
    send(budi, "GET", "/api/users/profile", 401)
    send(budi, "POST", "/api/auth/logout", 401)
    send(budi, "POST", "/api/auth/refresh", 401, body={"refresh_token": budi.refresh_token})
    budi.sign_in()
    pair = send(budi, "POST", "/api/auth/refresh", 200, body={"refresh_token": budi.refresh_token})
    send(budi, "POST", "/api/auth/refresh", 200, body={"refresh_token": budi.refresh_token})
    shop.rows("UPDATE sessions SET refreshed_at = refreshed_at - INTERVAL 31 SECOND")
    send(budi, "POST", "/api/auth/refresh", 401, body={"refresh_token": budi.refresh_token})
    send(budi, "POST", "/api/auth/refresh", 401, body={"refresh_token": pair["refresh_token"]})
    send(budi, "GET", "/api/users/profile", 401)


def test_an_admin_who_changes_their_own_roles_matches_the_document(shop: Shop, dewi: Person) -> None:
    path, own = "/api/users/{user_id}", {"user_id": dewi.id}
    send(dewi, "PATCH", path, 409, path_parameters=own, body={"active": False})
    send(dewi, "PATCH", path, 409, path_parameters=own, body={"roles": ["buyer"]})
    wayan = shop.person("wayan", "admin")
    send(dewi, "PATCH", path, 200, path_parameters=own, body={"roles": ["buyer"]})
    send(dewi, "PATCH", path, 403, path_parameters=own, body={"role": "admin"})
    send(wayan, "PATCH", path, 200, path_parameters=own, body={"active": False})
    send(dewi, "GET", "/api/users/profile", 401)


@pytest.mark.parametrize("path", LOGIN_PATHS)
def test_the_login_limit_matches_the_document(shop: Shop, path: str) -> None:
    visitor = shop.visitor()
    for status in [401] * 10 + [429]:
        send(visitor, "POST", path, status, body={"username": "budi", "password": "wrong"})


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("DELETE", "/api/auth/sessions/é", None, 404),
        ("PUT", "/api/products/9223372036854775808", {"price": 1}, 404),
        ("GET", "/api/products?cursor=WyJ4IiwxXQ", None, 422),
        ("POST", "/api/register", {"name": "x" * 151, "email": "x@example.com", "password": PASSWORD}, 422),
        ("POST", "/api/register", {"name": " ", "email": "x@example.com", "password": PASSWORD}, 422),
    ],
)  # fmt: skip
def test_inputs_that_once_failed_get_their_status(dewi: Person, method: str, path: str, body: Any, status: int) -> None:
    assert dewi.call(method, path, body).status_code == status
