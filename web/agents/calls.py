"""Calls of tools: each runs as a request of its own through the WSGI app, with the API key of the MCP request."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from contextvars import Context
from typing import Any, NamedTuple
from urllib.parse import urlencode

import orjson
from flask import Flask, g, request
from werkzeug.wrappers import Response

from errors import MAX_NAME_LENGTH, problem_response
from problems import Fault, Problem, invalid
from web import idempotency
from web.agents.tools import KEY, SELL, Tool
from web.rate_limits.limiter import COUNTED
from web.server.wsgi_environ import BASE, MAX_QUERY_BYTES

# What a call has in common with its MCP request: the client, the language, and that it is counted already.
SHARED = (
    "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "REMOTE_ADDR", "HTTP_HOST", "HTTP_USER_AGENT",
    "HTTP_ACCEPT_LANGUAGE", "wsgi.url_scheme", COUNTED,
)  # fmt: skip
# The largest answer to a read. More would not leave an agent room to think.
MOST_KB = 256
# A larger answer that has no pages has its texts cut after the first of these numbers of characters that is enough.
CUTS = (16_000, 4_000, 1_000, 250, 100, 50)
# What is so much larger is not cut: it has too many rows, not too long texts.
MOST_CUT_KB = 4 * MOST_KB
SHORTENED = "The answer was too large: texts longer than {most:,} characters are cut, and end in an ellipsis."
MOST_DIGITS = 18


class Answer(NamedTuple):
    """The response of a call: its JSON, parsed and as text, and whether it is a problem."""

    content: Any
    text: str
    failed: bool


def call(app: Flask, tool: Tool, arguments: Mapping[str, Any], key: str) -> Answer:
    """Run the tool with the API key, and return its response or the problem that it meets."""
    try:
        environ = _environ(tool, dict(arguments), key)
    except Problem as problem:
        return _answer(problem_response(problem))
    # The request has a context of its own, so nothing of this one is taken for a part of it.
    response = Context().run(Response.from_app, app.wsgi_app, environ, buffered=True)
    if tool.reads_only and len(response.get_data()) > MOST_KB * 1024:
        shortened = None if "per_page" in tool.query_names else _shortened(response.get_data())
        return shortened or _answer(problem_response(Problem("answer_too_large", most=MOST_KB)))
    return _answer(response)


def _shortened(body: bytes) -> Answer | None:
    """Return the answer with its texts cut and a member `shortened` that says so, or None if that is not enough."""
    content = orjson.loads(body) if len(body) <= MOST_CUT_KB * 1024 else None
    if not isinstance(content, dict):
        return None
    for most in CUTS:
        cut = {"shortened": SHORTENED.format(most=most), **_cut(content, most)}
        text = orjson.dumps(cut)
        if len(text) <= MOST_KB * 1024:
            return Answer(cut, text.decode(), failed=False)
    return None


def _cut(part: Any, most: int) -> Any:
    if isinstance(part, str) and len(part) > most:
        return f"{part[: most - 1]}…"
    if isinstance(part, list):
        return [_cut(each, most) for each in part]
    return {name: _cut(each, most) for name, each in part.items()} if isinstance(part, dict) else part


def _answer(response: Response) -> Answer:
    text = response.get_data(as_text=True)
    return Answer(orjson.loads(text) if text else None, text, response.status_code >= 400)


def _environ(tool: Tool, arguments: dict[str, Any], key: str) -> dict[str, Any]:
    """Return the WSGI environment of the call, or raise the problem of arguments that the API would not see."""
    environ: dict[str, Any] = {
        **BASE,
        **{name: request.environ[name] for name in SHARED if name in request.environ},
        "REQUEST_METHOD": tool.method,
        "HTTP_ACCEPT": "application/json",
        "HTTP_X_API_KEY": key,
        "HTTP_X_REQUEST_ID": g.request_id,
    }
    if not tool.reads_only:
        environ["HTTP_IDEMPOTENCY_KEY"] = _idempotency_key(arguments.pop(KEY, None))
    if tool.name == SELL and not isinstance(arguments.get("expected_total"), int):
        raise Problem("quote_required")
    path = tool.path
    for name in tool.path_names:
        path = path.replace(f"{{{name}}}", _id(name, arguments.pop(name, None)))
    body = b""
    if tool.has_body:
        query = {name: arguments.pop(name) for name in tool.query_names & arguments.keys()}
        body = orjson.dumps(arguments)
        environ |= {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(body))}
    elif unknown := sorted(arguments.keys() - tool.query_names):
        raise Problem("validation_failed", [Fault(name[:MAX_NAME_LENGTH], "extra_forbidden") for name in unknown[:10]])
    else:
        query = arguments
    environ |= {"PATH_INFO": path, "QUERY_STRING": _query(query), "wsgi.input": io.BytesIO(body)}
    return environ


def _idempotency_key(value: Any) -> str:
    if value is None:
        raise Problem("idempotency_key_required")
    if not isinstance(value, str) or not re.fullmatch(idempotency.PATTERN, value):
        raise invalid(KEY, "idempotency_key")
    return value


def _id(name: str, value: Any) -> str:
    """Return an id as a part of a path. Other text could lead to another call."""
    if value is None:
        raise invalid(name, "missing")
    text = str(value)
    if isinstance(value, bool) or not re.fullmatch(f"[0-9]{{1,{MOST_DIGITS}}}", text, re.ASCII):
        raise invalid(name, "int_type")
    return text


def _query(arguments: dict[str, Any]) -> str:
    values = {
        name: value if isinstance(value, str) else orjson.dumps(value).decode()
        for name, value in arguments.items()
        if value is not None
    }
    query = urlencode(values)
    if len(query) > MAX_QUERY_BYTES:
        raise Problem("malformed_request", why=f"arguments of more than {MAX_QUERY_BYTES:,} bytes")
    return query
