"""The OpenAPI document for the client generators: its operations, without second paths of the same call."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "openapi.json"
REFERENCE = "#/components/schemas/"
# Calls that the handwritten parts of the clients use.
SIGN_IN, SIGN_UP = ("post", "/api/auth/login"), ("post", "/api/auth/register")
# Parameters that a walk sets itself.
WALKED = {"cursor", "page", "format"}


# Parameters that select the media type of the response.
FORMATS = ("format", "export_format")


class Success(NamedTuple):
    """A successful response: its status, media type ("" for no body) and schema."""

    status: str
    kind: str
    schema: dict[str, Any]


class Variant(NamedTuple):
    """The responses for one value of a parameter, or by default."""

    parameter: str
    value: Any
    default: bool
    responses: list[Success]


class Operation(NamedTuple):
    """One operation of the API."""

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
        """The media type and the schema of the request body."""
        content = self.spec.get("requestBody", {}).get("content", {})
        return next(((kind, part["schema"]) for kind, part in content.items()), None)

    def responses(self) -> Iterator[Success]:
        """Yield each successful response."""
        for status, response in self.spec["responses"].items():
            if status.startswith("2"):
                content = response.get("content") or {"": {}}
                yield from (Success(status, kind, part.get("schema", {})) for kind, part in content.items())

    def variants(self) -> list[Variant]:
        """Return the possible responses by the parameter that selects them, the default first."""
        responses = list(self.responses())
        formats = next((each for each in self.parameters("query") if each["name"] in FORMATS), None)
        if formats and len(responses) > 1:
            usual = formats["schema"].get("default", "json")
            variants = [
                Variant(formats["name"], value, value == usual, [each for each in responses if value in each.kind])
                for value in formats["schema"]["enum"]
            ]
            return sorted(variants, key=lambda variant: not variant.default)
        selected = self.spec.get("x-answered-by", {})
        usually = [each for each in responses if each.status not in selected]
        others = [
            Variant(name, value, False, [each for each in responses if each.status == status])
            for status, parameters in selected.items()
            for name, value in parameters.items()
        ]
        return [Variant(others[0].parameter if others else "", None, True, usually), *others]

    def rows(self, schemas: dict[str, Any]) -> str:
        """Return the member with the rows of a list by cursor, or "" for another response."""
        response = next(iter(self.variants()[0].responses), None)
        if response is None or self.body:
            return ""
        found = schemas.get(response.schema.get("$ref", "").removeprefix(REFERENCE), {}).get("properties", {})
        lists = [name for name, part in found.items() if part.get("type") == "array"]
        return lists[0] if "next_cursor" in found and len(lists) == 1 else ""

    @property
    def walk(self) -> str:
        """The name of the method that iterates over all pages: `walk` for `list`, `walk_keys` for `list_keys`."""
        return f"walk{self.action.removeprefix('list')}"

    def maximum(self, parameter: str) -> int | None:
        """Return the maximum of a query parameter, or None."""
        found = (each["schema"].get("maximum") for each in self.parameters("query") if each["name"] == parameter)
        return next(found, None)


def load() -> dict[str, Any]:
    """Return the committed document without legacy paths and without PATCH beside an equal PUT."""
    document: dict[str, Any] = json.loads(DOCUMENT.read_text())
    for path in list(document["paths"]):
        calls = document["paths"][path]
        for method in [
            method
            for method, spec in calls.items()
            if "legacy paths" in spec["tags"] or (method == "patch" and "put" in calls)
        ]:
            del calls[method]
        if not calls:
            del document["paths"][path]
    document["tags"] = [tag for tag in document["tags"] if tag["name"] != "legacy paths"]
    for operation in operations(document):
        _drop_form_duplicates(operation, document["components"]["schemas"])
    return _without_unused(document)


def operations(document: dict[str, Any]) -> list[Operation]:
    """Return all operations, ordered by resource and id."""
    found = [
        Operation(method.upper(), path, spec)
        for path, calls in document["paths"].items()
        for method, spec in calls.items()
    ]
    return sorted(found, key=lambda operation: (operation.resource, operation.id))


def named(call: tuple[str, str], calls: list[Operation]) -> tuple[str, str]:
    """Return the names of the schemas of the request and of the response of a call."""
    (operation,) = (each for each in calls if (each.method.lower(), each.path) == call)
    assert operation.body
    request, response = operation.body[1], operation.variants()[0].responses[0].schema
    return request["$ref"].removeprefix(REFERENCE), response["$ref"].removeprefix(REFERENCE)


def members(schemas: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the schema of the members that each code has of its own."""
    by_code = {part["if"]["properties"]["code"]["const"]: part["then"] for part in schemas["Problem"]["allOf"]}
    return {code: by_code.get(code, {}) for code in schemas["Problem"]["properties"]["code"]["enum"]}


def _drop_form_duplicates(operation: Operation, schemas: dict[str, Any]) -> None:
    """Drop form fields that are query parameters, too: their value selects the type of the response."""
    if operation.body and "multipart" in operation.body[0]:
        properties = schemas[operation.body[1]["$ref"].removeprefix(REFERENCE)]["properties"]
        for parameter in operation.parameters("query"):
            properties.pop(parameter["name"], None)


def _without_unused(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document without unused schemas."""
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
