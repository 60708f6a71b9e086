"""Failures of calls by other programs' front ends: the same problems, with the members that those show."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Flask, Response, request

PREFIX = "/compat/"
# The forms of one of them have the canonical paths.
FORMS = frozenset({"legacy_auth.register", "legacy_auth.login"})


def install(app: Flask) -> None:
    """Add the members to problems."""

    @app.after_request
    def add_members(response: Response) -> Response:
        if response.mimetype != "application/problem+json":
            return response
        if request.path.startswith(PREFIX):
            problem = orjson.loads(response.get_data())
            # These clients show one sentence alone.
            sentence = _sentence(problem)
            response.set_data(orjson.dumps({**problem, **dict.fromkeys(("msg", "detail", "message"), sentence)}))
        elif request.endpoint in FORMS:
            problem = orjson.loads(response.get_data())
            by_field: dict[str, list[str]] = {}
            for fault in problem.get("errors", ()):
                by_field.setdefault(fault["field"], []).append(fault["msg"])
            response.set_data(orjson.dumps({**problem, "message": _sentence(problem), "error": by_field}))
        return response


def _sentence(problem: dict[str, Any]) -> str:
    """Return the message of the problem, with those of its first fields."""
    faults = [f"{fault['field']}: {fault['msg']}" for fault in problem.get("errors", ())[:5]]
    return " ".join([problem["detail"], *faults])
