"""One exchange of the Model Context Protocol, by its Python SDK. Import it when the first agent calls.

The SDK is loaded only then: it takes 40 MB and a second. It speaks the stateless protocol of 2026-07-28 and those with
a handshake before it; the answer is always one JSON document, so that no stream keeps a thread.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import mcp_types as types
import orjson
from flask import Response, request
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError

from problems import Problem
from web.agents.calls import Answer
from web.agents.tools import Tool

INSTRUCTIONS = (
    "A small shop in Indonesia. Money is whole rupiah; days are those of the shop's time zone. Before you sell, call "
    "transactions_quote, show its total to the person, and send it as expected_total. Each tool that changes something "
    "takes an idempotency_key: a new UUID for each thing that is to happen, the same one for a repeated call. A "
    "failed call returns a problem with a code and a sentence."
)
# Headers of HTTP that belong to the protocol; no other, such as the key, reaches the SDK.
PASSED = ("accept", "content-type", "content-length", "host")

# No message may keep its thread for longer, should the SDK wait for another one. No call of a tool takes as long.
MOST_SECONDS = 120.0

# It tells at each request that it has started.
logging.getLogger("mcp").setLevel(logging.WARNING)

Call = Callable[[str, Mapping[str, Any]], Answer | None]
Context = ServerRequestContext[Any]


def respond(message: Any, tools: Iterable[Tool], call: Call, title: str, version: str) -> Response:
    """Answer the JSON-RPC message, the parsed body. `call` runs a tool by its name, or returns None."""
    if fault := _fault(message):
        return _refuse(message, fault)

    async def list_tools(context: Context, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_listed(tool) for tool in tools])

    async def call_tool(context: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        # Nothing else runs in this loop, so the call may block it.
        answer = call(params.name, params.arguments or {})
        if answer is None:
            raise MCPError(types.INVALID_PARAMS, f"Unknown tool: {params.name[:100]}")
        return types.CallToolResult(
            content=[types.TextContent(text=answer.text)],
            structured_content=answer.content if isinstance(answer.content, dict) else None,
            is_error=answer.failed,
        )

    server = Server[Any](
        "finenice",
        title=title,
        version=version,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )
    return asyncio.run(_exchange(server, request.get_data()))


def _fault(message: Any) -> str | None:
    """Return what makes the message none of JSON-RPC 2.0. The SDK would answer with the text of its own parser.

    It would take a request whose id it does not know, such as null, for a notification, which gets no answer.
    """
    if not isinstance(message, dict):
        return "a message is one JSON object; batches are not served"
    if message.get("jsonrpc") != "2.0":
        return '`jsonrpc` is "2.0"'
    if "id" in message and not _is_id(message["id"]):
        return "an `id` is a string or a whole number"
    if "result" in message or "error" in message:
        return None
    if not isinstance(message.get("method"), str):
        return "`method` is a string"
    if not isinstance(message.get("params", {}), dict):
        return "`params` is an object"
    return None


def _is_id(value: Any) -> bool:
    return isinstance(value, (str, int)) and not isinstance(value, bool)


def _refuse(message: Any, fault: str) -> Response:
    known = message.get("id") if isinstance(message, dict) else None
    error = {"code": types.INVALID_REQUEST, "message": f"Invalid Request: {fault}"}
    body = {"jsonrpc": "2.0", "id": known if _is_id(known) else None, "error": error}
    return Response(orjson.dumps(body), 400, mimetype="application/json")


def _listed(tool: Tool) -> types.Tool:
    hints = types.ToolAnnotations(
        read_only_hint=tool.reads_only,
        destructive_hint=tool.destroys,
        # A repeated call has the same idempotency key.
        idempotent_hint=True,
        open_world_hint=False,
    )
    return types.Tool(name=tool.name, description=tool.description, input_schema=tool.schema, annotations=hints)


async def _exchange(server: Server[Any], body: bytes) -> Response:
    """Run the SDK's ASGI application for this request alone."""
    headers = [
        (name.lower().encode("latin-1"), value.encode("latin-1"))
        for name, value in request.headers
        if name.lower() in PASSED or name.lower().startswith("mcp-")
    ]
    scope = {"type": "http", "method": "POST", "path": "/mcp", "query_string": b"", "headers": headers}
    messages = [{"type": "http.request", "body": body, "more_body": False}]
    response = Response()

    async def receive() -> dict[str, Any]:
        if messages:
            return messages.pop()
        # The client is there until it has its answer.
        await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            response.status_code = message["status"]
            response.headers.clear()
            response.headers.extend(
                (name.decode("latin-1"), value.decode("latin-1")) for name, value in message["headers"]
            )
        else:
            response.set_data(response.get_data() + message["body"])

    manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True)
    try:
        async with asyncio.timeout(MOST_SECONDS), manager.run():
            await manager.handle_request(scope, receive, send)
    except TimeoutError:
        raise Problem("busy") from None
    return response
