"""Writes docs/finenice.postman_collection.json (v2.1): a first sale to run from top to bottom, then every call."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

from document import REFERENCE, ROOT, Operation, load, operations

TARGET = ROOT / "docs" / "finenice.postman_collection.json"
SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
VARIABLES = {"baseUrl": "http://127.0.0.1:5000", "username": "seller", "password": "", "token": "", "refreshToken": ""}
KEEP_TOKENS = [
    "if (pm.response.code < 300) {",
    "  pm.collectionVariables.set('token', pm.response.json().access_token);",
    "  pm.collectionVariables.set('refreshToken', pm.response.json().refresh_token);",
    "}",
]
SIGN_IN = {"username": "{{username}}", "password": "{{password}}"}
BODIES: dict[str, Any] = {
    "auth_login": SIGN_IN,
    "auth_refresh": {"refresh_token": "{{refreshToken}}"},
}
ITEMS = {"items": [{"product_id": "{{productId}}", "qty": 1}]}
AGREED = {**ITEMS, "expected_total": "{{quotedTotal}}"}
SALES = "month,sold\n" + "".join(f"2026-{month + 1:02},{100 + 5 * month}\n" for month in range(12))
# The first sale: a call, its status, what else is sent, and what is kept or expected of the answer.
FLOW: tuple[tuple[str, int, dict[str, Any], tuple[str, ...]], ...] = (
    ("auth_login", 200, {}, ("pm.expect(answer.token_type).to.eql('Bearer');",)),
    ("users_show_profile", 200, {}, ()),
    (
        "products_create",
        201,
        {"body": {"name": "Kopi Gayo {{$randomInt}}", "price": 50000, "stock": 2}},
        ("pm.collectionVariables.set('productId', answer.id);",),
    ),
    ("products_list", 200, {"query": {"search": "kopi gayo"}}, ("pm.expect(answer.products).to.not.be.empty;",)),
    ("products_show", 200, {"path": {"product_id": "{{productId}}"}}, ("pm.expect(answer.stock).to.eql(2);",)),
    (
        "transactions_create",
        200,
        {"body": ITEMS, "query": {"dry_run": "true"}},
        ("pm.expect(answer.total).to.eql(50000);", "pm.collectionVariables.set('quotedTotal', answer.total);"),
    ),
    (
        "transactions_create",
        201,
        {"body": AGREED, "headers": {"idempotency-key": "first-{{productId}}"}},
        ("pm.collectionVariables.set('saleId', answer.id);",),
    ),
    (
        "transactions_create",
        201,
        {"body": AGREED, "headers": {"idempotency-key": "first-{{productId}}"}},
        (
            "pm.expect(String(answer.id)).to.eql(String(pm.collectionVariables.get('saleId')));",
            "pm.expect(pm.response.headers.get('Idempotent-Replayed')).to.eql('true');",
        ),
    ),
    (
        "transactions_create",
        409,
        {"body": {"items": [{"product_id": "{{productId}}", "qty": 2}]}},
        ("pm.expect(answer.code).to.eql('insufficient_stock');", "pm.expect(answer.available).to.eql(1);"),
    ),
    ("transactions_show", 200, {"path": {"transaction_id": "{{saleId}}"}}, ()),
    (
        "analyses_analyze",
        200,
        {"query": {"horizon": 3}, "files": {"file": ("sales.csv", SALES)}},
        (
            "pm.expect(answer.series[0].trend.direction).to.eql('rising');",
            "pm.expect(answer.series[0].forecast[2].date).to.eql('2027-03-01');",
        ),
    ),
    ("changes_list", 200, {"query": {"since": ""}}, ("pm.expect(answer.next_since).to.be.a('string');",)),
    ("auth_refresh", 200, {}, ()),
    ("products_remove", 200, {"path": {"product_id": "{{productId}}"}}, ()),
)


class Example:
    """A value that a schema takes: what is required, and the least of it."""

    def __init__(self, schemas: dict[str, Any]) -> None:
        self.schemas = schemas

    def of(self, schema: dict[str, Any], name: str = "") -> Any:
        if "$ref" in schema:
            return self.of(self.schemas[schema["$ref"].removeprefix(REFERENCE)], name)
        for settled in ("example", "default", "const"):
            if schema.get(settled) is not None:
                return schema[settled]
        if "enum" in schema:
            return schema["enum"][0]
        if "properties" in schema:
            parts, required = schema["properties"], list(schema.get("required", []))
            # Of several ways to name somebody, the first one.
            choices = schema.get("anyOf", []) + schema.get("oneOf", [])
            required += choices[0].get("required", []) if choices else []
            wanted = [part for part in parts if part in required] or list(parts)[:1]
            return {part: self.of(parts[part], part) for part in wanted}
        if "anyOf" in schema:
            return self.of(schema["anyOf"][0], name)
        return self._scalar(schema, name)

    def _scalar(self, schema: dict[str, Any], name: str) -> Any:
        kind = schema.get("type")
        if kind == "array":
            return [self.of(schema["items"], name)] if schema.get("minItems") else []
        if kind in ("integer", "number"):
            return max(schema.get("minimum", 1), 1)
        if kind == "boolean":
            return False
        if kind == "object":
            return {}
        known = {"date": "2026-08-17", "date-time": "2026-08-17T09:00:00+07:00", "email": "rina@example.com"}
        words = {"password": "rahasia-sekali", "username": "rina"}
        text = known.get(schema.get("format", "")) or words.get(name, name.replace("_", " ").capitalize() or "x")
        return text[: schema.get("maxLength", len(text))]


class Collection:
    """All requests, with ids that stay the same from one run to the next."""

    def __init__(self) -> None:
        document = load()
        self.version = document["info"]["version"]
        self.calls = {operation.id: operation for operation in operations(document)}
        self.example = Example(document["components"]["schemas"])

    def request(self, call: Operation, given: dict[str, Any], script: list[str], label: str) -> dict[str, Any]:
        spec, path = call.spec, call.path.strip("/")
        query = {p["name"]: self.example.of(p["schema"], p["name"]) for p in call.parameters("query")}
        chosen = given.get("query", {})
        needed = {p["name"] for p in call.parameters("query") if p.get("required")}
        headers = {p["name"]: "" for p in call.parameters("header")}
        headers |= given.get("headers", {})
        url = {
            "raw": "{{baseUrl}}/" + re.sub(r"\{(\w+)\}", r":\1", path),
            "host": ["{{baseUrl}}"],
            "path": [re.sub(r"^\{(\w+)\}$", r":\1", part) for part in path.split("/")],
            "query": [
                {
                    "key": name,
                    "value": _text(chosen.get(name, value)),
                    "disabled": name not in chosen and name not in needed,
                }
                for name, value in query.items()
            ],
            "variable": [
                {
                    "key": p["name"],
                    "value": _text(given.get("path", {}).get(p["name"], self.example.of(p["schema"], p["name"]))),
                }
                for p in call.parameters("path")
            ],
        }
        request = {
            "method": call.method,
            "header": [{"key": name.title(), "value": value, "disabled": not value} for name, value in headers.items()],
            "url": url,
            "description": "\n\n".join(filter(None, (spec.get("summary"), spec.get("description")))),
        }
        if not spec.get("security"):
            request["auth"] = {"type": "noauth"}
        if call.body:
            request["body"] = self._body(call, given)
        return {
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"finenice/{label}/{call.id}")),
            "name": spec["summary"].split(". ")[0].replace("`", "").rstrip("."),
            "request": request,
            "response": [],
            "event": [{"listen": "test", "script": {"type": "text/javascript", "exec": script}}],
        }

    def _body(self, call: Operation, given: dict[str, Any]) -> dict[str, Any]:
        assert call.body
        kind, schema = call.body
        value = given.get("body") or BODIES.get(call.id) or self.example.of(schema)
        if "multipart" in kind:
            parts = self.example.schemas[schema["$ref"].removeprefix(REFERENCE)]["properties"]
            return {
                "mode": "formdata",
                "formdata": [self._part(name, part, given.get("files", {}).get(name)) for name, part in parts.items()],
            }
        # A variable stands for a number where its name says so, and then without quotes.
        text = re.sub(r'"(\{\{\w+(?:Id|Total)\}\})"', r"\1", json.dumps(value, indent=2, ensure_ascii=False))
        return {"mode": "raw", "raw": text, "options": {"raw": {"language": "json"}}}

    def _part(self, name: str, part: dict[str, Any], file: tuple[str, str] | None) -> dict[str, Any]:
        """A field of a form; a file is one to be chosen, or one whose content the collection brings along."""
        if file:
            return {"key": name, "type": "text", "fileName": file[0], "contentType": "text/csv", "value": file[1]}
        if "binary" in json.dumps(part):
            return {"key": name, "type": "file", "src": []}
        return {"key": name, "type": "text", "value": _text(self.example.of(part, name)), "disabled": True}

    def whole(self) -> dict[str, Any]:
        first = []
        for number, (name, status, given, expected) in enumerate(FLOW, 1):
            call = self.calls[name]
            script = [
                f"pm.test('answers {status}', () => pm.response.to.have.status({status}));",
                *(KEEP_TOKENS if name in BODIES else ()),
            ]
            if expected:
                script += [
                    "pm.test('says what is expected', () => {",
                    "  const answer = pm.response.json();",
                    *(f"  {line}" for line in expected),
                    "});",
                ]
            item = self.request(call, given, script, f"first sale {number}")
            first.append({**item, "name": f"{number:02}. {item['name']}"})
        # Signing out comes last, so that the calls before it are made by somebody.
        folders: dict[str, list[Any]] = {}
        for call in self.calls.values():
            statuses = sorted(int(status) for status in call.spec["responses"])
            test = (
                f"pm.test('answers as documented', () => pm.expect({statuses}).to.include(pm.response.code));",
                *(KEEP_TOKENS if call.id in BODIES else ()),
            )
            folders.setdefault(call.spec["tags"][0], []).append(self.request(call, {}, list(test), "call"))
        return {
            "info": {
                "_postman_id": str(uuid.uuid5(uuid.NAMESPACE_URL, "finenice")),
                "name": "Finenice",
                "description": "Set `password`, run “First sale” from top to bottom, or sign in and make any call.",
                "version": self.version,
                "schema": SCHEMA,
            },
            "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}", "type": "string"}]},
            "variable": [{"key": name, "value": value, "type": "string"} for name, value in VARIABLES.items()],
            "item": [
                {"name": "First sale", "item": first},
                *(
                    {"name": tag.capitalize(), "item": found}
                    for tag, found in sorted(folders.items(), key=lambda folder: (folder[0] == "auth", folder[0]))
                ),
            ],
        }


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def source() -> str:
    """The collection's text."""
    return json.dumps(Collection().whole(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    TARGET.write_text(source())
