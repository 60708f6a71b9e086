"""The MCP server: tools by scope, quote and sale by the SDK's client, and messages that break the protocol."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import uuid4

import httpx2
import pytest
import requests
from in_process import InProcessShop
from jsonschema import Draft202012Validator
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from app import create_app
from settings import Settings
from support.accounts import create_key, outcome
from support.app import CHEAP, ROOT, clean_environment, secrets_for_tests
from support.database import Server
from support.people import Person, Shop
from web.agents.tools import CHOICE

SCOPES = ["products:read", "products:write", "transactions:read", "transactions:write"]
JSON = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}


@pytest.fixture
def seller(shop: Shop) -> Person:
    """A seller who is a developer, too, so that she has API keys."""
    return shop.person("sari", "seller", "developer")


def key_of(person: Person, *scopes: str) -> str:
    return str(create_key(person, scopes=list(scopes))["api_key"])


def ask(
    shop: Shop, key: str, talk: Callable[[Client], Coroutine[Any, Any, Any]], mode: str = "auto", bearer: bool = False
) -> Any:
    """Talk to the shop's MCP server as a client of the SDK."""
    header = {"Authorization": f"Bearer {key}"} if bearer else {"X-API-Key": key}

    async def run() -> Any:
        async with httpx2.AsyncClient(headers=header, timeout=60) as http:
            transport: AbstractAsyncContextManager[Any] = streamable_http_client(f"{shop.url}/mcp", http_client=http)
            async with Client(transport, mode=mode) as client:  # type: ignore[arg-type]
                return await talk(client)

    return asyncio.run(run())


def use(shop: Shop, key: str, tool: str, **arguments: Any) -> tuple[bool, Any]:
    """Return whether the call of the tool failed, and its structured content."""

    async def talk(client: Client) -> Any:
        return await client.call_tool(tool, arguments)

    result = ask(shop, key, talk)
    assert json.loads(result.content[0].text) == result.structured_content
    return result.is_error, result.structured_content


def tools(shop: Shop, key: str) -> dict[str, Any]:
    async def talk(client: Client) -> Any:
        return {tool.name: tool for tool in (await client.list_tools()).tools}

    return ask(shop, key, talk)


def post(shop: Shop, key: str, body: Any, **headers: str) -> requests.Response:
    data = body if isinstance(body, (bytes, str)) else json.dumps(body)
    return requests.post(f"{shop.url}/mcp", data, headers={**JSON, "X-API-Key": key, **headers}, timeout=30)


def message(method: str, **params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}


@pytest.mark.parametrize(("mode", "version"), [("2026-07-28", "2026-07-28"), ("legacy", "2025-11-25")])
def test_an_agent_finds_a_product_quotes_and_sells_it(shop: Shop, seller: Person, mode: str, version: str) -> None:
    product_id = seller.offers(price=50_000, stock=10)
    key = key_of(seller, *SCOPES)

    async def talk(client: Client) -> Any:
        found = await client.call_tool("products_list", {"search": "Gayo", "per_page": 5})
        (product,) = found.structured_content["products"]
        basket = {"items": [{"product_id": product["id"], "qty": 2}]}
        quote = await client.call_tool("transactions_quote", basket)
        agreed = {**basket, "expected_total": quote.structured_content["total"], "payments": [{"method": "cash"}]}
        once = {**agreed, "idempotency_key": str(uuid4())}
        first = await client.call_tool("transactions_create", once)
        again = await client.call_tool("transactions_create", once)
        return client.protocol_version, product["id"], first.structured_content, again.structured_content

    spoken, found, first, again = ask(shop, key, talk, mode, bearer=True)
    assert (spoken, found, first["total"], first["status"], again["id"]) == (
        version, product_id, 100_000, "paid", first["id"],
    )  # fmt: skip
    assert seller.get(f"/api/products/{product_id}").json()["stock"] == 8
    shop.must_be_sound()


def test_nothing_is_sold_without_a_quote_or_a_key(shop: Shop, seller: Person) -> None:
    product_id = seller.offers(price=50_000)
    key = key_of(seller, *SCOPES)
    basket = {"items": [{"product_id": product_id, "qty": 1}], "payments": [{"method": "cash"}]}
    for arguments, code in (
        ({"idempotency_key": "k-1"}, "quote_required"),
        ({"idempotency_key": "k-1", "expected_total": None}, "quote_required"),
        ({"idempotency_key": "k-1", "expected_total": "50000"}, "quote_required"),
        ({"expected_total": 50_000}, "idempotency_key_required"),
        ({"expected_total": 50_000, "idempotency_key": "two words"}, "validation_failed"),
        ({"expected_total": 49_000, "idempotency_key": "k-1"}, "total_changed"),
    ):
        failed, problem = use(shop, key, "transactions_create", **basket, **arguments)
        assert (failed, problem["code"]) == (True, code)
    assert problem["quote"]["total"] == 50_000
    assert shop.value("SELECT COUNT(*) AS n FROM transactions") == 0


def test_tools_are_those_that_the_key_may_call(shop: Shop, seller: Person) -> None:
    every = {
        *SCOPES, "analytics:read", "courses:read", "courses:write", "customers:read", "customers:write", "imports:read",
    }  # fmt: skip
    found = tools(shop, key_of(seller, *sorted(every)))
    assert tuple(found) == CHOICE
    reading = tools(shop, key_of(seller, "products:read", "transactions:read"))
    assert reading.keys() < found.keys()
    assert all(tool.annotations.read_only_hint for tool in reading.values())
    assert {"products_list", "stock_list", "transactions_show"} <= reading.keys()
    assert not {"products_create", "transactions_create", "reports_show_sales", "courses_show_content"} & reading.keys()
    # A buyer's key has the scope of stocks, and not the role.
    assert "stock_list" not in tools(shop, key_of(shop.person("budi", "developer"), "products:read"))


def test_tools_say_what_they_do(shop: Shop, seller: Person) -> None:
    found = tools(shop, key_of(seller, *SCOPES, "analytics:read"))
    for tool in found.values():
        Draft202012Validator.check_schema(tool.input_schema)
        assert "#/components/" not in json.dumps(tool.input_schema)
        assert 20 < len(tool.description) < 1000
        assert tool.annotations.read_only_hint != ("idempotency_key" in tool.input_schema["required"])
    sale = found["transactions_create"]
    assert {"items", "expected_total", "idempotency_key"} == set(sale.input_schema["required"])
    assert "transactions_quote" in sale.description
    validator = Draft202012Validator(sale.input_schema)
    basket = {"items": [{"product_id": 1, "qty": 1}], "expected_total": 1, "idempotency_key": "k"}
    assert validator.is_valid(basket)
    assert not validator.is_valid({**basket, "items": [{"product_id": 1}]})
    hints = {
        name: (tool.annotations.read_only_hint, tool.annotations.destructive_hint, tool.annotations.idempotent_hint)
        for name, tool in found.items()
    }
    assert hints["transactions_quote"] == hints["products_list"] == (True, False, True)
    assert hints["products_create"] == (False, False, True)
    assert hints["products_update"] == hints["transactions_create"] == (False, True, True)
    assert len(json.dumps([tool.model_dump(exclude_none=True) for tool in found.values()])) < 64 * 1024


def test_the_guard_of_a_route_refuses_a_tool_that_is_not_listed(shop: Shop, seller: Person) -> None:
    product_id = seller.offers(price=50_000)
    key = key_of(seller, "products:read")
    failed, problem = use(
        shop, key, "products_update", product_id=product_id, price=1, idempotency_key=str(uuid4()),
    )  # fmt: skip
    assert (failed, problem["code"], problem["scope"]) == (True, "insufficient_scope", "products:write")
    assert seller.get(f"/api/products/{product_id}").json()["price"] == 50_000
    denied = shop.rows("SELECT user_id, route FROM audit_entries WHERE operation = 'DENIED'")
    assert denied == [{"user_id": seller.id, "route": "PUT /api/products/<int:product_id>"}]


def test_a_failed_tool_returns_the_problem(shop: Shop, seller: Person) -> None:
    key = key_of(seller, *SCOPES)
    for tool, arguments, code in (
        ("products_show", {"product_id": 999}, "product_not_found"),
        ("products_show", {}, "validation_failed"),
        # Text that would be another path, and numbers that are none.
        *(("products_show", {"product_id": value}, "validation_failed") for value in ("../users", "1/x", "", True, -1)),
        ("products_list", {"colour": "red"}, "validation_failed"),
        # The call has it, for answers that are not JSON.
        ("sales_show_report", {"format": "csv"}, "validation_failed"),
        ("products_list", {"search": "x" * 20_000}, "malformed_request"),
        ("transactions_quote", {"items": [], "colour": "red"}, "validation_failed"),
    ):
        failed, problem = use(shop, key, tool, **arguments)
        assert (failed, problem["code"]) == (True, code), arguments
    unknown = post(shop, key, message("tools/call", name="auth_logout", arguments={})).json()["error"]
    assert (unknown["code"], unknown["message"]) == (-32602, "Unknown tool: auth_logout")


def test_every_tool_reaches_its_call(shop: Shop, seller: Person) -> None:
    key = key_of(seller, *SCOPES, "analytics:read", "courses:read")
    product_id, course_id = seller.offers(barcodes=["899"]), shop.person("dewi", "admin").teaches()["id"]
    ids = {
        "product_id": product_id,
        "course_id": course_id,
        "transaction_id": 10**9,
        "content_id": 10**9,
        "code": "899",
    }

    async def talk(client: Client) -> Any:
        codes = {}
        for tool in (await client.list_tools()).tools:
            required = tool.input_schema["required"]
            arguments = {name: ids[name] for name in required if name in ids}
            once = {"idempotency_key": str(uuid4())} if "idempotency_key" in required else {}
            result = await client.call_tool(tool.name, {**arguments, **once})
            codes[tool.name] = json.loads(result.content[0].text)["code"] if result.is_error else "ok"
        return codes

    codes = ask(shop, key, talk)
    assert tuple(codes) == CHOICE
    failed = {name: code for name, code in codes.items() if code != "ok"}
    without_body = (
        "products_create", "stock_move", "vouchers_check", "transactions_quote", "transactions_pay",
        "transactions_quote_refund", "transactions_refund",
    )  # fmt: skip
    assert failed == dict.fromkeys(without_body, "validation_failed") | {
        "transactions_create": "quote_required",
        "transactions_show": "transaction_not_found",
        "transactions_cancel": "transaction_not_found",
        "courses_show_content": "content_not_found",
    }


def test_only_api_keys_come_in(shop: Shop, seller: Person) -> None:
    listed = message("tools/list")
    missing = requests.post(f"{shop.url}/mcp", json=listed, headers=JSON, timeout=30)
    assert outcome(missing) == (401, "missing_token")
    assert missing.headers["WWW-Authenticate"] == 'Bearer realm="finenice", ApiKey realm="finenice"'
    assert outcome(seller.post("/mcp", listed)) == (403, "api_key_required")
    key = key_of(seller, *SCOPES)
    mistyped = key[:-1] + ("1" if key.endswith("0") else "0")
    assert outcome(post(shop, mistyped, listed)) == (401, "api_key_malformed")
    seller.delete(f"/api/developer/keys/{seller.get('/api/developer/keys').json()['api_keys'][0]['id']}")
    assert outcome(post(shop, key, listed)) == (401, "api_key_revoked")
    assert key[-40:] not in shop.app.log.read_text()


def test_a_key_is_no_bearer_token_elsewhere(shop: Shop, seller: Person) -> None:
    header = {"Authorization": f"Bearer {key_of(seller, *SCOPES)}"}
    assert outcome(requests.get(f"{shop.url}/api/transactions", headers=header, timeout=30)) == (
        401, "api_key_misplaced",
    )  # fmt: skip


def test_pages_of_other_origins_are_refused(shop: Shop, seller: Person) -> None:
    key, listed = key_of(seller, *SCOPES), message("tools/list")
    for origin in ("https://evil.example", "null", f"{shop.url}.evil.example"):
        assert outcome(post(shop, key, listed, Origin=origin)) == (403, "origin_not_allowed")
    assert post(shop, key, listed, Origin="http://localhost:3000").status_code == 200


def test_there_is_no_stream_and_no_session(shop: Shop, seller: Person) -> None:
    key = key_of(seller, *SCOPES)
    for method in ("GET", "DELETE"):
        refused = requests.request(method, f"{shop.url}/mcp", headers={**JSON, "X-API-Key": key}, timeout=30)
        assert (refused.status_code, set(refused.headers["Allow"].split(", "))) == (405, {"OPTIONS", "POST"})
    for name in ("Mcp-Session-Id", "Last-Event-ID"):
        answer = post(shop, key, message("tools/list"), **{name: "1234"})
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
        assert "Mcp-Session-Id" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
    listen = message("subscriptions/listen", notifications={"toolsListChanged": True})
    assert post(shop, key, listen).json()["error"]["code"] == -32601
    assert post(shop, key, {"jsonrpc": "2.0", "method": "notifications/initialized"}).status_code == 202


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ([message("tools/list")] * 2, 400),
        ([], 400),
        ("", 400),
        ("null", 422),
        ("{", 400),
        ('{"jsonrpc": "2.0", "id": 1, "id": 2, "method": "tools/list"}', 400),
        (message("tools/list", deep=json.loads("[" * 40 + "]" * 40)), 400),
        ("[" * 100_000, 400),
        ({"jsonrpc": "1.0", "id": 1, "method": "tools/list"}, 400),
        ({"jsonrpc": "2.0", "id": 1, "method": 7}, 400),
        (b"\xff\xfe", 400),
    ],
)
def test_messages_that_are_none_are_refused(shop: Shop, seller: Person, body: Any, status: int) -> None:
    assert post(shop, key_of(seller, *SCOPES), body).status_code == status


def test_a_bad_message_is_told_what_is_wrong_with_it(shop: Shop, seller: Person) -> None:
    key, listed = key_of(seller, *SCOPES), message("tools/list")
    for body, answered_id, said in (
        *(({**listed, "id": value}, None, "`id`") for value in (None, True, 1.5, {}, [])),
        ({**listed, "jsonrpc": "1.0"}, 1, "`jsonrpc`"),
        ({"id": "a", "method": "tools/list"}, "a", "`jsonrpc`"),
        ({**listed, "method": 7}, 1, "`method`"),
        ({"jsonrpc": "2.0", "id": 1}, 1, "`method`"),
        ({**listed, "params": []}, 1, "`params`"),
        ([listed], None, "batches"),
        ("5", None, "one JSON object"),
        ("", None, "one JSON object"),
    ):
        answer = post(shop, key, body)
        told = answer.json()
        assert (answer.status_code, told["id"], told["error"]["code"]) == (400, answered_id, -32600), body
        assert said in told["error"]["message"] and "pydantic" not in answer.text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"jsonrpc": "2.0", "id": 1, "result": {}}, 202),
        ({"jsonrpc": "2.0", "id": 1, "error": {"code": 1, "message": "x"}}, 202),
        ({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}}, 202),
        (
            message(
                "initialize", protocolVersion="1999-01-01", capabilities={}, clientInfo={"name": "x", "version": "1"}
            ),
            200,
        ),
        (message("initialize"), 200),
        (message("ping", _meta={"progressToken": 1}), 200),
        (message("logging/setLevel", level="debug"), 200),
        (message("resources/list"), 200),
        (message("notifications/initialized"), 200),
        (message("tools/call"), 200),
        (message("tools/list", cursor="x"), 200),
    ],
)
def test_odd_messages_are_answered_at_once(shop: Shop, seller: Person, body: Any, status: int) -> None:
    answer = post(shop, key_of(seller, *SCOPES), body)
    assert (answer.status_code, "Mcp-Session-Id" in answer.headers) == (status, False)


def test_headers_of_the_protocol_are_checked(shop: Shop, seller: Person) -> None:
    key, listed = key_of(seller, *SCOPES), message("tools/list")
    for headers in ({"MCP-Protocol-Version": "1999-01-01"}, {"MCP-Protocol-Version": "2026-07-28"}):
        assert post(shop, key, listed, **headers).status_code == 400
    assert post(shop, key, listed, Accept="text/html").status_code == 406
    assert outcome(post(shop, key, listed, **{"Content-Type": "text/plain"})) == (415, "unsupported_media_type")
    large = message("tools/call", name="products_list", arguments={"search": "x" * 2**20})
    assert outcome(post(shop, key, large)) == (413, "payload_too_large")
    unknown = message("tools/call", name="products_list", arguments=[1])
    assert post(shop, key, unknown).json()["error"]["code"] == -32602


# Warnings of pydantic, and processes that end with this one.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_call_of_a_tool_counts_once(server: Server, shop: Shop, seller: Person) -> None:
    key = key_of(seller, *SCOPES)
    env = {**server.env, **CHEAP, **secrets_for_tests(), "DB_NAME": shop.name, "ENV": "test", "LOG_LEVEL": "WARNING"}
    limited = InProcessShop(
        create_app(Settings.from_env({**env, "RATE_LIMIT_API": "3/hour"})), shop.database, shop.name
    ).visitor()
    called = message("tools/call", name="shop_show", arguments={})
    answers = [limited.post("/mcp", called, headers={**JSON, "X-API-Key": key}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["RateLimit"].partition(";t")[0] for answer in answers[:3]] == [
        f'"api";r={left}' for left in (2, 1, 0)
    ]


def test_an_answer_that_is_too_large_is_a_problem(shop: Shop, seller: Person) -> None:
    for number in range(30):
        seller.offers(f"Kopi {number}", description="kopi " * 1_999)
    failed, problem = use(shop, key_of(seller, *SCOPES), "products_list", per_page=30)
    assert (failed, problem["code"]) == (True, "answer_too_large")
    failed, page = use(shop, key_of(seller, *SCOPES), "products_list", per_page=5)
    assert (failed, len(page["products"])) == (False, 5)


def test_an_order_of_many_long_names_is_readable(shop: Shop, seller: Person) -> None:
    product_id = seller.offers("\U0001f375" * 200, price=1_000, stock=1_000)
    lines = [{"product_id": product_id, "qty": 1, "note": f"{number} " + "\U0001f9ca" * 190} for number in range(200)]
    order = {"items": lines, "payments": [{"method": "cash"}]}
    sold = seller.post("/api/transactions", order, headers={"Idempotency-Key": "k-1"})
    assert sold.status_code == 201, sold.text
    key = key_of(seller, *SCOPES)
    failed, shown = use(shop, key, "transactions_show", transaction_id=sold.json()["id"])
    assert not failed and len(json.dumps(shown, ensure_ascii=False).encode()) <= 256 * 1024
    assert "100 characters" in shown["shortened"]
    assert [(line["qty"], line["subtotal"]) for line in shown["items"]] == [(1, 1_000)] * 200
    assert {line["name"] for line in shown["items"]} == {"\U0001f375" * 99 + "…"}


def test_a_shop_without_agents_does_not_load_the_protocol() -> None:
    script = "import sys, app; print(sorted({'mcp', 'mcp_types', 'starlette', 'httpx2'} & set(sys.modules)))"
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=clean_environment(), capture_output=True, text=True, check=True
    )
    assert ended.stdout == "[]\n"
