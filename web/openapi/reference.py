"""The OpenAPI document as pages for people: one for each tag, with the schemas that its calls use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

PREFIX = "#/components/schemas/"


class Group(NamedTuple):
    """The calls of a tag as (path, method, operation), and all schemas that they lead to, by name."""

    title: str
    operations: list[tuple[str, str, dict[str, Any]]]
    schemas: dict[str, Any]


def groups(spec: dict[str, Any]) -> dict[str, Group]:
    """Return the groups of the document in alphabetical order, by the name that they have in a URL."""
    found: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            found.setdefault((operation.get("tags") or ["other"])[0], []).append((path, method, operation))
    return {
        re.sub(r"[^a-z]+", "-", tag.lower()): Group(tag[0].upper() + tag[1:], calls, _schemas(spec, calls))
        for tag, calls in sorted(found.items())
    }


def _schemas(spec: dict[str, Any], calls: list[tuple[str, str, dict[str, Any]]]) -> dict[str, Any]:
    """Return the schemas that these calls lead to, directly or through another, in the order of their names."""
    every = spec["components"]["schemas"]
    # Every failure is a Problem.
    names, waiting = {"Problem"}, ["Problem", *(name for *_, operation in calls for name in _references(operation))]
    while waiting:
        name = waiting.pop()
        names.add(name)
        waiting += [other for other in _references(every[name]) if other not in names]
    return {name: every[name] for name in sorted(names)}


def _references(part: Any) -> Iterator[str]:
    """Yield the names of the schemas that a part of the document refers to."""
    if isinstance(part, dict):
        if str(part.get("$ref", "")).startswith(PREFIX):
            yield part["$ref"].removeprefix(PREFIX)
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)
