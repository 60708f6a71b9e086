"""`If-None-Match: *` of a write (RFC 9110, 13): a PUT or PATCH here changes what exists, so its success is a 412."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from flask import Flask, request

from problems import Problem
from queries.system import idempotency as held
from web import idempotency

CHANGING = frozenset({"PUT", "PATCH"})


def install(app: Flask) -> None:
    """Has every PUT and PATCH ask for this header. Other preconditions than this and If-Match are ignored."""
    for endpoint in {rule.endpoint for rule in app.url_map.iter_rules() if CHANGING & (rule.methods or set())}:
        app.view_functions[endpoint] = _asking(app.view_functions[endpoint])


def _asking(view: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(view)
    def call(**kwargs: Any) -> Any:
        if request.method not in CHANGING or request.headers.get("If-None-Match", "").strip() != "*":
            return view(**kwargs)
        if idempotency.way(view) == "transaction":
            # Any other failure comes first, such as a 404 of what is not there.
            held.undo(lambda: view(**kwargs))
        raise Problem("already_exists")

    return call
