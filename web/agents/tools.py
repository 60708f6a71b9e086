"""The tools of agents: a choice of the API's calls, with the names and schemas of the OpenAPI document."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from web import idempotency
from web.openapi import schema_names

# What an agent needs to know the shop, sell and report. Whatever else a key may do is left to programs: accounts, keys,
# customers, deletions and files.
CHOICE = (
    "shop_show", "products_list", "products_show", "products_lookup", "products_create", "products_update",
    "brands_list", "categories_list", "stock_list", "stock_ledger", "stock_move", "vouchers_check",
    "transactions_quote", "transactions_create", "transactions_list", "transactions_show", "transactions_pay",
    "transactions_cancel", "transactions_quote_refund", "transactions_refund", "reports_show_sales",
    "reports_show_payments", "reports_show_tax", "reports_show_shifts", "reports_show_stock", "sales_show_report",
    "sales_list_forecasts", "courses_list", "courses_show", "courses_show_content", "analytics_list_completion_rates",
    "analytics_list_course_progress",
)  # fmt: skip
SELL = "transactions_create"
NOTES = {
    SELL: "Call transactions_quote first, show its total to the person, and send it as `expected_total`: without it "
    "nothing is sold.",
    "transactions_refund": "Call transactions_quote_refund first, and show its total to the person.",
}
KEY = "idempotency_key"
KEY_SCHEMA = {
    "type": "string",
    "pattern": f"^{idempotency.PATTERN}$",
    "description": "A new UUID for each thing that is to happen. Send the same one again to repeat a call that got no "
    "answer: it happens once.",
}
# Parameters that agents have no use for: an answer is always JSON, and quotes have a tool of their own.
LEFT_OUT = frozenset({"format", "dry_run"})
# Members of a schema that cost an agent words and tell it nothing.
NOISE = frozenset({"title", "pattern", "examples"})
MOST_WORDS = 500


@dataclass(frozen=True)
class Tool:
    """One call of the API. `path_names` and `query_names` are its parameters; all other arguments are its body."""

    name: str
    description: str
    schema: dict[str, Any]
    method: str
    path: str
    path_names: tuple[str, ...]
    query_names: frozenset[str]
    has_body: bool
    reads_only: bool
    destroys: bool
    # What the route demands of an API key: one of the roles, if any, and the scope, if it has one.
    roles: tuple[str, ...]
    scope: str | None

    def is_for(self, roles: Collection[str], scopes: Collection[str]) -> bool:
        """Return whether an API key with these scopes, whose owner has these roles, may call it."""
        has_role = not self.roles or any(role in roles for role in self.roles)
        return has_role and (self.scope in (None, "any") or self.scope in scopes)


def make(document: dict[str, Any], views: dict[tuple[str, str], Any]) -> dict[str, Tool]:
    """Return the tools by their names, in the order of CHOICE."""
    schemas = document["components"]["schemas"]
    made = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if (name := operation["operationId"]) in CHOICE:
                made[name] = _tool(path, method.upper(), operation, views[method.upper(), path], schemas)
    return {name: made[name] for name in CHOICE}


def _tool(path: str, method: str, operation: dict[str, Any], view: Any, schemas: dict[str, Any]) -> Tool:
    name = operation["operationId"]
    parameters = [each for each in operation.get("parameters", ()) if each["name"] not in LEFT_OUT]
    named = {kind: [each["name"] for each in parameters if each["in"] == kind] for kind in ("path", "query")}
    body = _body(operation, schemas)
    reads_only = method == "GET" or idempotency.mode(view) == "none"
    properties = {each["name"]: _described(each) for each in parameters if each["in"] in named}
    required = [each["name"] for each in parameters if each["in"] in named and each.get("required")]
    properties |= body.get("properties", {})
    required += body.get("required", [])
    if name == SELL:
        required.append("expected_total")
    if not reads_only:
        properties[KEY] = KEY_SCHEMA
        required.append(KEY)
    return Tool(
        name=name,
        description=_description(operation, name),
        schema=_input_schema(properties, required, schemas),
        method=method,
        path=path,
        path_names=tuple(named["path"]),
        query_names=frozenset(named["query"]),
        has_body=bool(body),
        reads_only=reads_only,
        # Only what adds a row to the catalogue or the stock takes nothing away.
        destroys=not reads_only and (method != "POST" or view.access.scope == "transactions:write"),
        roles=view.access.roles,
        scope=view.access.scope,
    )


def _body(operation: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of the JSON body, or an empty one."""
    if "requestBody" not in operation:
        return {}
    reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    found: dict[str, Any] = schemas[reference.removeprefix(schema_names.REFERENCE)]
    return found


def _described(parameter: dict[str, Any]) -> dict[str, Any]:
    words = {"description": parameter["description"]} if parameter.get("description") else {}
    return {**parameter["schema"], **words}


def _description(operation: dict[str, Any], name: str) -> str:
    """Return the summary, the note and the first paragraph of the description, whose last is the rule of access."""
    paragraphs = [*operation["description"].split("\n\n")[:-1], ""]
    parts = (operation.get("summary", ""), NOTES.get(name, ""), " ".join(paragraphs[0].split()))
    text = " ".join(filter(None, parts))
    return text if len(text) <= MOST_WORDS else f"{text[:MOST_WORDS].rpartition('. ')[0]}."


def _input_schema(properties: dict[str, Any], required: list[str], schemas: dict[str, Any]) -> dict[str, Any]:
    """Return one object schema that holds all schemas that it refers to."""
    used = schema_names.reachable(properties, schemas)
    made: dict[str, Any] = {
        "type": "object",
        "properties": {name: _short(schema) for name, schema in properties.items()},
        "required": required,
        "additionalProperties": False,
    }
    if used:
        made["$defs"] = {name: _short(schemas[name]) for name in sorted(used)}
    return made


def _short(part: Any) -> Any:
    """Return a part of a schema without NOISE, with references to the schema's own definitions."""
    if isinstance(part, list):
        return [_short(each) for each in part]
    if not isinstance(part, dict):
        return part
    return dict(_members(part))


def _members(schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in schema.items():
        if name == "properties":
            # Its members are names of fields, such as `title`.
            yield name, {field: _short(each) for field, each in value.items()}
        elif name == "$ref":
            yield name, re.sub(f"^{schema_names.REFERENCE}", "#/$defs/", value)
        elif name not in NOISE and not (name == "default" and value is None):
            yield name, _short(value)
