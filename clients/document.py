"""The OpenAPI document as the clients want it: no short paths, and one name for what is the same."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "openapi.json"
REFERENCE = "#/components/schemas/"


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
    def deed(self) -> str:
        return self.id.removeprefix(f"{self.resource}_")

    def parameters(self, place: str) -> list[dict[str, Any]]:
        return [parameter for parameter in self.spec.get("parameters", []) if parameter["in"] == place]

    @property
    def body(self) -> tuple[str, dict[str, Any]] | None:
        """The media type and the schema of what is sent."""
        content = self.spec.get("requestBody", {}).get("content", {})
        return next(((kind, part["schema"]) for kind, part in content.items()), None)

    def answers(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Status, media type ("" where there is no body) and schema of each success."""
        for status, response in self.spec["responses"].items():
            if status.startswith("2"):
                content = response.get("content") or {"": {}}
                yield from ((status, kind, part.get("schema", {})) for kind, part in content.items())


def load() -> dict[str, Any]:
    """The committed document without the short paths, its schemas under the names of clients."""
    document: dict[str, Any] = json.loads(DOCUMENT.read_text())
    for path in list(document["paths"]):
        calls = document["paths"][path]
        for method in [method for method, spec in calls.items() if "short paths" in spec["tags"]]:
            del calls[method]
        if not calls:
            del document["paths"][path]
    document["tags"] = [tag for tag in document["tags"] if tag["name"] != "short paths"]
    for operation in operations(document):
        _once(operation, document["components"]["schemas"])
    return _renamed(document)


def operations(document: dict[str, Any]) -> list[Operation]:
    """All calls, in the order of their ids."""
    found = [
        Operation(method.upper(), path, spec)
        for path, calls in document["paths"].items()
        for method, spec in calls.items()
    ]
    return sorted(found, key=lambda operation: (operation.resource, operation.id))


def _once(operation: Operation, schemas: dict[str, Any]) -> None:
    """What may stand in the query or in a form is a parameter of the query, whose value decides what is answered."""
    if operation.body and "multipart" in operation.body[0]:
        properties = schemas[operation.body[1]["$ref"].removeprefix(REFERENCE)]["properties"]
        for parameter in operation.parameters("query"):
            properties.pop(parameter["name"], None)


def _renamed(document: dict[str, Any]) -> dict[str, Any]:
    """`Sale.Line` becomes `Line` where all that are called so are the same, and `SaleLine` where they are not."""
    schemas = document["components"]["schemas"]
    used: set[str] = set()
    waiting = _references(document["paths"]) | {"Problem"}
    while waiting:
        used |= waiting
        waiting = set().union(*(_references(schemas[name]) for name in waiting)) - used
    alike = defaultdict(set)
    for name in used:
        alike[name.rsplit(".", 1)[-1]].add(json.dumps(_whole(schemas[name], schemas, (name,)), sort_keys=True))
    names = {
        name: name.rsplit(".", 1)[-1] if len(alike[name.rsplit(".", 1)[-1]]) == 1 else name.replace(".", "")
        for name in sorted(used)
    }
    document["components"]["schemas"] = {names[name]: schemas[name] for name in sorted(used)}
    text = re.sub(rf'"{REFERENCE}([^"]+)"', lambda found: f'"{REFERENCE}{names[found[1]]}"', json.dumps(document))
    renamed: dict[str, Any] = json.loads(text)
    return renamed


def _references(part: Any) -> set[str]:
    return set(re.findall(rf'"{REFERENCE}([^"]+)"', json.dumps(part)))


def _whole(part: Any, schemas: dict[str, Any], within: tuple[str, ...] = ()) -> Any:
    """The schema with what it refers to in it, without titles."""
    if isinstance(part, list):
        return [_whole(each, schemas, within) for each in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        name = part["$ref"].removeprefix(REFERENCE)
        return "itself" if name in within else _whole(schemas[name], schemas, (*within, name))
    return {
        name: _whole(value, schemas, within)
        for name, value in part.items()
        if name != "title" or isinstance(value, dict)
    }
