"""A request of the Postman collection, and what is expected of its response."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

# Callers other than the admin, as arguments of `step`.
PUPIL: dict[str, Any] = {"who": "pupil"}
NOBODY: dict[str, Any] = {"who": "nobody"}


class Step(NamedTuple):
    """One request: its caller, its parameters beside those generated from the document, and the expected response."""

    call: str
    status: int
    name: str
    sent: dict[str, Any]
    # Variables to set and conditions to check, in JavaScript about `answer`.
    keep: dict[str, str]
    expect: tuple[str, ...]
    before: str


def step(
    call: str,
    status: int,
    name: str,
    *expect: str | dict[str, Any],
    keep: dict[str, str] | None = None,
    before: str = "",
    **sent: Any,
) -> Step:
    """Return a step. An expectation is a condition, or members of the response with their values."""
    checks = tuple(
        line
        for each in expect
        for line in (
            [f"pm.expect({each}).to.be.ok;"]
            if isinstance(each, str)
            else [_member(member, value) for member, value in each.items()]
        )
    )
    return Step(call, status, name, sent, keep or {}, checks, before)


def _member(member: str, value: Any) -> str:
    """Return the check of a member's value. "{{name}}" is a variable, which Postman stores as text."""
    if isinstance(value, str) and value.startswith("{{"):
        return f"pm.expect(String(answer.{member})).to.eql(pm.collectionVariables.get('{value[2:-2]}'));"
    return f"pm.expect(answer.{member}).to.eql({json.dumps(value)});"


def problem(call: str, status: int, code: str, name: str, **sent: Any) -> Step:
    """Return a step that is refused with this code."""
    return step(call, status, name, {"code": code, "status": status}, **sent)
