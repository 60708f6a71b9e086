"""The MCP server at `/mcp`, at which agents act under an API key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from apiflask import APIBlueprint, APIFlask
from flask import Response, current_app, g, request

from auth import key_as_bearer, sent_credential, signed_in
from problems import Problem
from web.agents import calls, tools
from web.agents.calls import Answer
from web.agents.tools import Tool
from web.compression import OnceEach
from web.idempotency import read_only
from web.openapi import document

bp = APIBlueprint("agents", __name__, enable_openapi=False)


@bp.post("/mcp")
@read_only
@key_as_bearer
@signed_in(scope="any")
def exchange() -> Response:
    """Answer one message of the Model Context Protocol. Tools run under the scopes of the caller's API key."""
    from web.agents import exchange as protocol

    _check_origin()
    if not g.identity.uses_api_key:
        raise Problem("api_key_required")
    # The strict parser refuses what is nested too deep, or has a key twice, before the protocol's own reads it.
    message = request.get_json()
    app = cast(APIFlask, current_app._get_current_object())  # type: ignore[attr-defined]
    every, (_, key) = _tools(app), sent_credential()
    shown = [tool for tool in every.values() if tool.is_for(g.identity.roles, g.identity.scopes)]

    def call(name: str, arguments: Mapping[str, Any]) -> Answer | None:
        # A tool that is not shown is refused by the guard of its route, which says why.
        return calls.call(app, every[name], arguments, key) if name in every else None

    title = app.config["SHOP_NAME"]
    return protocol.respond(message, shown, call, title, app.version)


def _check_origin() -> None:
    """Raise a 403 if a page of another origin calls, such as one whose name was rebound to this address."""
    origin = request.headers.get("Origin", "").lower()
    allowed = {*current_app.config["ALLOWED_ORIGINS"], current_app.config["PUBLIC_URL"]}
    if origin and origin not in allowed and "*" not in allowed:
        raise Problem("origin_not_allowed")


def _tools(app: APIFlask) -> dict[str, Tool]:
    """Return all tools. They are made once per process, because the document takes a fifth of a second."""
    made: OnceEach = app.extensions.setdefault("agents", OnceEach())
    found: dict[str, Tool] = made.get("tools", lambda: tools.make(cast(dict[str, Any], app.spec), document.views()))
    return found
