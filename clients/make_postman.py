"""Generate docs/finenice.postman_collection.json (v2.1) from postman_steps.py. It runs from top to bottom."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

from document import REFERENCE, ROOT, Operation, load, operations
from postman_step import Step
from postman_steps import FOLDERS

TARGET = ROOT / "docs" / "finenice.postman_collection.json"
SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
# Variables that the user sets. The script of the first request sets the others.
SET = {"baseUrl": "http://127.0.0.1:5000", "username": "seller", "password": ""}
# A unique name for what the run creates, set once.
BEGIN = [
    "if (pm.info.requestName.startsWith('01.')) {",
    "  const run = Date.now().toString(36);",
    "  pm.collectionVariables.set('run', run);",
    "  pm.collectionVariables.set('pupilPassword', `kopi-susu-${run}`);",
    "}",
]
WHO = {
    "nobody": {"type": "noauth"},
    "pupil": {"type": "bearer", "bearer": [{"key": "token", "value": "{{pupilToken}}", "type": "string"}]},
    "cashier": {"type": "bearer", "bearer": [{"key": "token", "value": "{{cashierToken}}", "type": "string"}]},
    "key": {
        "type": "apikey",
        "apikey": [
            {"key": "key", "value": "X-API-Key", "type": "string"},
            {"key": "value", "value": "{{apiKey}}", "type": "string"},
            {"key": "in", "value": "header", "type": "string"},
        ],
    },
}


class Example:
    """Return a minimal value that matches a schema."""

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
            # Of several alternatives, the first one.
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
    """All requests, with stable ids."""

    def __init__(self) -> None:
        document = load()
        self.version = document["info"]["version"]
        self.calls = {operation.id: operation for operation in operations(document)}
        self.example = Example(document["components"]["schemas"])

    def request(self, step: Step, name: str) -> dict[str, Any]:
        """Return one request in the format of Postman, with its test."""
        call = self.calls[step.call]
        sent, path = step.sent, call.path.strip("/")
        query = {p["name"]: self.example.of(p["schema"], p["name"]) for p in call.parameters("query")}
        chosen, headers = sent.get("query", {}), {p["name"]: "" for p in call.parameters("header")}
        url = {
            "raw": "{{baseUrl}}/" + re.sub(r"\{(\w+)\}", r":\1", path),
            "host": ["{{baseUrl}}"],
            "path": [re.sub(r"^\{(\w+)\}$", r":\1", part) for part in path.split("/")],
            "query": [
                {"key": key, "value": _text(chosen.get(key, value)), "disabled": key not in chosen}
                for key, value in query.items()
            ],
            "variable": [
                {"key": p["name"], "value": sent.get("path", {}).get(p["name"], f"{{{{{_camel(p['name'])}}}}}")}
                for p in call.parameters("path")
            ],
        }
        request: dict[str, Any] = {
            "method": call.method,
            "header": [
                {"key": key.title(), "value": value, "disabled": not value}
                for key, value in (headers | sent.get("headers", {})).items()
            ],
            "url": url,
            "description": "\n\n".join((call.spec["summary"], call.spec["description"])),
        }
        if who := sent.get("who"):
            request["auth"] = WHO[who]
        if call.body:
            request["body"] = self._body(call, sent)
        events: list[dict[str, Any]] = [
            {"listen": "test", "script": {"type": "text/javascript", "exec": _script(step)}}
        ]
        if step.before:
            exec_ = {"type": "text/javascript", "exec": step.before.splitlines()}
            events.insert(0, {"listen": "prerequest", "script": exec_})
        return {
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"finenice/{name}/{call.id}")),
            "name": name,
            "request": request,
            "response": [],
            "event": events,
        }

    def _body(self, call: Operation, sent: dict[str, Any]) -> dict[str, Any]:
        assert call.body
        kind, schema = call.body
        if "multipart" in kind:
            parts = self.example.schemas[schema["$ref"].removeprefix(REFERENCE)]["properties"]
            return {
                "mode": "formdata",
                "formdata": [self._part(name, part, sent.get("files", {}).get(name)) for name, part in parts.items()],
            }
        # Variables that hold a number or a list, by their names, stand without quotes.
        text = json.dumps(sent["body"], indent=2, ensure_ascii=False)
        text = re.sub(r'"(\{\{(?:\w+(?:Id|Total)|policy)\}\})"', r"\1", text)
        return {"mode": "raw", "raw": text, "options": {"raw": {"language": "json"}}}

    def _part(self, name: str, part: dict[str, Any], file: tuple[str, str] | None) -> dict[str, Any]:
        """Return a form field: a file with its content, or a text."""
        if file:
            return {
                "key": name,
                "type": "text",
                "fileName": file[0],
                "contentType": KINDS[file[0][-3:]],
                "value": file[1],
            }
        return {"key": name, "type": "text", "value": _text(self.example.of(part, name)), "disabled": True}

    def whole(self) -> dict[str, Any]:
        """Return the collection."""
        folders = []
        number = 0
        for folder, steps in FOLDERS.items():
            items = []
            for step in steps:
                number += 1
                items.append(self.request(step, f"{number:02}. {step.name}"))
            folders.append({"name": folder, "item": items})
        kept = {name for steps in FOLDERS.values() for step in steps for name in step.keep}
        variables = SET | dict.fromkeys(sorted(kept | {"run", "pupilPassword"}), "")
        return {
            "info": {
                "_postman_id": str(uuid.uuid5(uuid.NAMESPACE_URL, "finenice")),
                "name": "Finenice",
                "description": "Set `password` and run all folders from top to bottom: they create what they change, "
                "and delete only that. “First sale” is for any seller, the others for one who is an admin, too.",
                "version": self.version,
                "schema": SCHEMA,
            },
            "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}", "type": "string"}]},
            "event": [{"listen": "prerequest", "script": {"type": "text/javascript", "exec": BEGIN}}],
            "variable": [{"key": name, "value": value, "type": "string"} for name, value in variables.items()],
            "item": folders,
        }


KINDS = {"csv": "text/csv", "gif": "image/gif", "txt": "text/plain"}


def _script(step: Step) -> list[str]:
    """Return the test of a step: the status, the expectations, and the variables for later requests."""
    read = "const answer = (() => { try { return pm.response.json(); } catch { return null; } })();"
    script = [read, f"pm.test('answers {step.status}', () => pm.response.to.have.status({step.status}));"]
    if step.expect:
        script += ["pm.test('says what is expected', () => {", *(f"  {line}" for line in step.expect), "});"]
    if step.keep:
        script += [f"if (pm.response.code === {step.status}) {{"]
        script += [f"  pm.collectionVariables.set('{name}', {value});" for name, value in step.keep.items()]
        script += ["}"]
    return script


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def source() -> str:
    """Return the collection as JSON."""
    return json.dumps(Collection().whole(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    TARGET.write_text(source())
