"""Writes the TypeScript client: the types by openapi-typescript, a method of each call, and the compiled package.

`sh scripts/install-node-packages.sh` brings openapi-typescript and the compiler.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from document import REFERENCE, ROOT, SIGN_IN, SIGN_UP, WALKED, Answer, Operation, load, members, named, operations

PACKAGE = ROOT / "clients" / "typescript"
SCHEMA, API = PACKAGE / "src" / "schema.ts", PACKAGE / "src" / "api.ts"
DIST = PACKAGE / "dist"
GENERATOR = PACKAGE / "generate.mjs"
TSC = ROOT / "clients" / "node_modules" / "typescript" / "bin" / "tsc"
# Where the machine has no Node, the one of requirements-dev.txt stands beside Python.
NODE = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node") or ""

HEAD = """// The calls of the API with their types. Made of docs/openapi.json by `make api`; changes here get lost.
import { type Call, type CallOptions, type Calls, type Either, segment, walk } from "./calls.js";
import type * as t from "./schema.js";

class Resource {
  constructor(protected readonly calls: Calls) {}
}
"""
SCALARS = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}
KEY = "idempotency-key"


def camel(text: str) -> str:
    """`look_up` is `lookUp`."""
    first, *others = re.split(r"\W|_", text)
    return first + "".join(word.title() for word in others)


def pascal(text: str) -> str:
    """`look_up` is `LookUp`."""
    return "".join(word.title() for word in text.split("_"))


class Schemas:
    """The document's schemas, and those that only clients have: queries, answers without a name, failures."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.known: dict[str, Any] = document["components"]["schemas"]
        base = self.known.pop("Problem")
        told = {
            "type": "object",
            "required": ["type", "title", "status", "detail", "msg", "request_id"],
            "properties": {
                **{name: base["properties"][name] for name in ("type", "title", "status", "detail", "msg")},
                "request_id": base["properties"]["request_id"],
            },
        }
        self.add("ProblemBase", told)
        codes = members({"Problem": base})
        failures = {
            code: {"allOf": [{"$ref": REFERENCE + "ProblemBase"}, *([found] if found else [])]}
            for code, found in codes.items()
        }
        self.add("ProblemMembers", {"type": "object", "required": list(failures), "properties": failures})

    def add(self, name: str, schema: dict[str, Any]) -> str:
        """Keeps a schema under a name of its own."""
        assert name not in self.known, name
        self.known[name] = schema
        return f"t.{name}"

    def type_of(self, answer: Answer, name: str) -> str:
        """The type of what is answered."""
        if not answer.kind:
            return "undefined"
        if answer.kind == "text/event-stream":
            return "Response"
        if not answer.kind.endswith("json"):
            return "string" if answer.kind.startswith("text/") else "Blob"
        if not answer.schema:
            return "unknown"
        if "$ref" in answer.schema:
            return f"t.{answer.schema['$ref'].removeprefix(REFERENCE)}"
        return f"t.{name}" if name in self.known else self.add(name, answer.schema)


class Method:
    """One call as a method."""

    def __init__(self, operation: Operation, schemas: Schemas) -> None:
        self.operation, self.schemas = operation, schemas
        self.name = camel(operation.action)
        self.required, self.passed, self.parts = [], [], []
        path = operation.path
        for parameter in operation.parameters("path"):
            name, kind = camel(parameter["name"]), SCALARS[parameter["schema"]["type"]]
            self.required.append(f"{name}: {kind}")
            self.passed.append(name)
            path = path.replace(f"{{{parameter['name']}}}", f"${{segment({name})}}")
        self.path = f"`{path}`" if "{" in path else f'"{path}"'
        if operation.body:
            kind, schema = operation.body
            whole = operation.spec["requestBody"].get("required")
            self.required.append(f"body: t.{schema['$ref'].removeprefix(REFERENCE)}" + ("" if whole else " = {}"))
            self.parts.append("form: body" if "multipart" in kind else "body")
        self.ways = operation.ways()
        self.query = self._query()
        if self.query:
            self.parts.append("query")

    def _query(self) -> str:
        """The type of the query, without what is deprecated."""
        parameters = [each for each in self.operation.parameters("query") if not each.get("deprecated")]
        if self.ways[0].parameter not in ("", *(each["name"] for each in parameters)):
            self.ways = self.ways[:1]
        if not parameters:
            return ""
        described = {
            each["name"]: {**each["schema"], **({"description": each["description"]} if "description" in each else {})}
            for each in parameters
        }
        required = [each["name"] for each in parameters if each.get("required")]
        self.obligatory = bool(required)
        return self.schemas.add(
            pascal(self.operation.id) + "Query", {"type": "object", "required": required, "properties": described}
        )

    def _signature(self, returned: str, way: int | None) -> str:
        arguments = list(self.required)
        if self.query:
            kind, optional = self.query, not self.obligatory
            if way is not None and len(self.ways) > 1:
                chosen = self.ways[way]
                value = json.dumps(chosen.value) if chosen.value is not None else "undefined"
                kind += f" & {{ {chosen.parameter}{'?' if chosen.default else ''}: {value} }}"
                optional = chosen.default and optional
            if not optional:
                arguments = [each.removesuffix(" = {}") for each in arguments]
            arguments.append(f"query{'?' if optional else ''}: {kind}")
        declared = way is not None
        arguments = [
            re.sub(r"^(\w+): (.*) = \{\}$", r"\1?: \2", each) if declared else each
            for each in [*arguments, "options?: CallOptions"]
        ]
        return f"{self.name}({', '.join(arguments)}): Call<{returned}>"

    def lines(self) -> Iterator[str]:
        """The method, and one that walks through all its pages where it has such."""
        spec, name = self.operation.spec, pascal(self.operation.id) + "Answer"
        returned = []
        for way in self.ways:
            kinds = list(dict.fromkeys(self.schemas.type_of(answer, name) for answer in way.answers))
            kinds = [kind for kind in kinds if kind != "unknown"] or ["unknown"]
            returned.append(kinds[0] if len(kinds) == 1 else f"Either<{', '.join(kinds)}>")
        yield from _comment("\n\n".join(filter(None, (spec.get("summary"), spec.get("description")))))
        if len(returned) > 1:
            for number, kind in enumerate(returned):
                yield f"  {self._signature(kind, number)};"
        yield f"  {self._signature(' | '.join(dict.fromkeys(returned)), None)} {{"
        parts = ", ".join([*self.parts, "options"])
        yield f'    return this.calls.send("{self.operation.method.upper()}", {self.path}, {{ {parts} }});'
        yield "  }"
        yield from self._walk(returned[0])

    def _walk(self, answer: str) -> Iterator[str]:
        rows = self.operation.rows(self.schemas.known)
        if not rows:
            return
        left_out = sorted(WALKED & {each["name"] for each in self.operation.parameters("query")})
        kind = f"Omit<{self.query}, {' | '.join(json.dumps(name) for name in left_out)}>"
        optional = "" if self.obligatory else "?"
        arguments = ", ".join([*self.required, f"query{optional}: {kind}", "options?: CallOptions"])
        most = self.operation.most("per_page")
        query = ", ".join([*([f"per_page: {most}"] if most else []), "...query", "cursor"])
        passed = ", ".join([*self.passed, f"{{ {query} }}", "options"])
        yield f"  /** Each row of `{self.name}`, page after page. */"
        row = f"{answer}[{json.dumps(rows)}][number]"
        yield f"  {camel(self.operation.walk)}({arguments}): AsyncGenerator<{row}> {{"
        yield f'    return walk<{row}>((cursor) => this.{self.name}({passed}), "{rows}");'
        yield "  }"


def _comment(text: str) -> Iterator[str]:
    if text:
        inside = text.strip().replace("*/", "* /").split("\n")
        yield f"  /** {inside[0]} */" if len(inside) == 1 else f"  /**\n   * {inside[0]}"
        if len(inside) > 1:
            yield from (f"   * {line}".rstrip() for line in inside[1:])
            yield "   */"


def api(schemas: Schemas) -> str:
    """The text of the module of calls; what it needs beyond the document's schemas is added to them."""
    calls = operations(schemas.document)
    sent, answered = named(SIGN_IN, calls)
    new, _ = named(SIGN_UP, calls)
    lines = [HEAD, f"export type SigningIn = t.{sent};", f"export type SigningUp = t.{new};"]
    lines += [f"export type SignedInAnswer = t.{answered};", ""]
    resources = list(dict.fromkeys(operation.resource for operation in calls))
    for resource in resources:
        lines.append(f"export class {pascal(resource)}Calls extends Resource {{")
        for operation in calls:
            if operation.resource == resource:
                lines += Method(operation, schemas).lines()
        lines += ["}", ""]
    lines.append("export class Resources {")
    lines += [f"  readonly {camel(resource)}: {pascal(resource)}Calls;" for resource in resources]
    lines.append("  constructor(calls: Calls) {")
    lines += [f"    this.{camel(resource)} = new {pascal(resource)}Calls(calls);" for resource in resources]
    return "\n".join([*lines, "  }", "}", ""])


def made_of() -> str:
    """What the types were made of: to make them anew takes seconds."""
    found = hashlib.sha256(json.dumps(load()).encode() + GENERATOR.read_bytes() + Path(__file__).read_bytes())
    return f"// Made of docs/openapi.json by `make api`; changes here get lost. {found.hexdigest()}\n"


def schema(schemas: Schemas) -> str:
    """The text of the module of types."""
    document = {"openapi": "3.1.0", "info": {"title": "", "version": ""}, "paths": {}}
    document["components"] = {"schemas": _untitled(dict(sorted(schemas.known.items())))}
    command = [NODE, str(GENERATOR)]
    made = subprocess.run(command, input=json.dumps(document), capture_output=True, text=True, check=True)
    return made_of() + made.stdout


def _untitled(part: Any) -> Any:
    """The schema without the titles that only repeat what a field is called."""
    if isinstance(part, list):
        return [_untitled(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {name: _untitled(value) for name, value in part.items() if name != "title" or isinstance(value, dict)}


def compile_into(target: Path) -> str:
    """Compiles the package; what the compiler objects to."""
    command = [NODE, str(TSC), "-p", str(PACKAGE), "--outDir", str(target)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    found = Schemas(load())
    API.write_text(api(found))
    SCHEMA.write_text(schema(found))
    shutil.rmtree(DIST, ignore_errors=True)
    if faults := compile_into(DIST):
        sys.exit(faults)
