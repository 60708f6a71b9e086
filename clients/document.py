"""The OpenAPI document as the clients want it: without the addresses that stand for others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "openapi.json"
REFERENCE = "#/components/schemas/"
# What the written halves of the clients name, wherever the document does.
SIGN_IN, SIGN_UP = ("post", "/api/auth/login"), ("post", "/api/auth/register")
# What a walk decides by itself.
WALKED = {"cursor", "page", "format"}


# Parameters that decide of which media type the answer is.
FORMATS = ("format", "export_format")


class Answer(NamedTuple):
    """A success: its status, media type ("" where there is no body) and schema."""

    status: str
    kind: str
    schema: dict[str, Any]


class Way(NamedTuple):
    """What one value of a parameter brings; the default where there is no parameter, or with its default value."""

    parameter: str
    value: Any
    default: bool
    answers: list[Answer]


class Operation(NamedTuple):
    """One call of the API."""

    method: str
    path: str
    spec: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.spec["operationId"])

    @property
    def resource(self) -> str:
        return str(self.spec["x-resource"])

    @property
    def action(self) -> str:
        """The operation id without its resource: `create` of `products_create`."""
        return self.id.removeprefix(f"{self.resource}_")

    def parameters(self, place: str) -> list[dict[str, Any]]:
        return [parameter for parameter in self.spec.get("parameters", []) if parameter["in"] == place]

    @property
    def body(self) -> tuple[str, dict[str, Any]] | None:
        """The media type and the schema of what is sent."""
        content = self.spec.get("requestBody", {}).get("content", {})
        return next(((kind, part["schema"]) for kind, part in content.items()), None)

    def answers(self) -> Iterator[Answer]:
        """Each success."""
        for status, response in self.spec["responses"].items():
            if status.startswith("2"):
                content = response.get("content") or {"": {}}
                yield from (Answer(status, kind, part.get("schema", {})) for kind, part in content.items())

    def ways(self) -> list[Way]:
        """What may be answered, by the parameter that decides it; the default comes first."""
        answers = list(self.answers())
        formats = next((each for each in self.parameters("query") if each["name"] in FORMATS), None)
        if formats and len(answers) > 1:
            usual = formats["schema"].get("default", "json")
            ways = [
                Way(formats["name"], value, value == usual, [each for each in answers if value in each.kind])
                for value in formats["schema"]["enum"]
            ]
            return sorted(ways, key=lambda way: not way.default)
        told = self.spec.get("x-answered-by", {})
        usually = [each for each in answers if each.status not in told]
        asked = [
            Way(name, value, False, [each for each in answers if each.status == status])
            for status, parameters in told.items()
            for name, value in parameters.items()
        ]
        return [Way(asked[0].parameter if asked else "", None, True, usually), *asked]

    def rows(self, schemas: dict[str, Any]) -> str:
        """The name of the list that is walked by cursor, "" where there is none."""
        answer = next(iter(self.ways()[0].answers), None)
        if answer is None or self.body:
            return ""
        found = schemas.get(answer.schema.get("$ref", "").removeprefix(REFERENCE), {}).get("properties", {})
        lists = [name for name, part in found.items() if part.get("type") == "array"]
        return lists[0] if "next_cursor" in found and len(lists) == 1 else ""

    @property
    def walk(self) -> str:
        """The name of the method that iterates over all pages: `walk` for `list`, `keys_walk` for `keys_list`."""
        words = ["walk" if word == "list" else word for word in self.action.split("_")]
        return "_".join(words if "walk" in words else ["walk", *words])

    def most(self, parameter: str) -> int | None:
        """The largest value of a parameter of the query."""
        found = (each["schema"].get("maximum") for each in self.parameters("query") if each["name"] == parameter)
        return next(found, None)


def load() -> dict[str, Any]:
    """The committed document for clients: without short paths and PATCH beside an equal PUT."""
    document: dict[str, Any] = json.loads(DOCUMENT.read_text())
    for path in list(document["paths"]):
        calls = document["paths"][path]
        for method in [
            method
            for method, spec in calls.items()
            if "short paths" in spec["tags"] or (method == "patch" and "put" in calls)
        ]:
            del calls[method]
        if not calls:
            del document["paths"][path]
    document["tags"] = [tag for tag in document["tags"] if tag["name"] != "short paths"]
    for operation in operations(document):
        _once(operation, document["components"]["schemas"])
    return _used(document)


def operations(document: dict[str, Any]) -> list[Operation]:
    """All calls, in the order of their ids."""
    found = [
        Operation(method.upper(), path, spec)
        for path, calls in document["paths"].items()
        for method, spec in calls.items()
    ]
    return sorted(found, key=lambda operation: (operation.resource, operation.id))


def named(call: tuple[str, str], calls: list[Operation]) -> tuple[str, str]:
    """The names of the schemas of the body and of the answer of a call."""
    (operation,) = (each for each in calls if (each.method.lower(), each.path) == call)
    assert operation.body
    sent, answered = operation.body[1], operation.ways()[0].answers[0].schema
    return sent["$ref"].removeprefix(REFERENCE), answered["$ref"].removeprefix(REFERENCE)


def members(schemas: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What a failure of each code tells beside what all tell, as an object's schema."""
    told = {part["if"]["properties"]["code"]["const"]: part["then"] for part in schemas["Problem"]["allOf"]}
    return {code: told.get(code, {}) for code in schemas["Problem"]["properties"]["code"]["enum"]}


def _once(operation: Operation, schemas: dict[str, Any]) -> None:
    """What may stand in the query or in a form is a parameter of the query, whose value decides what is answered."""
    if operation.body and "multipart" in operation.body[0]:
        properties = schemas[operation.body[1]["$ref"].removeprefix(REFERENCE)]["properties"]
        for parameter in operation.parameters("query"):
            properties.pop(parameter["name"], None)


def _used(document: dict[str, Any]) -> dict[str, Any]:
    """The document without the schemas that nothing refers to any more."""
    schemas = document["components"]["schemas"]
    used: set[str] = set()
    waiting = _references([document["paths"], document["components"]["responses"]])
    while waiting:
        used |= waiting
        waiting = set().union(*(_references(schemas[name]) for name in waiting)) - used
    document["components"]["schemas"] = {name: schemas[name] for name in sorted(used)}
    return document


def _references(part: Any) -> set[str]:
    return set(re.findall(rf'"{REFERENCE}([^"]+)"', json.dumps(part)))
