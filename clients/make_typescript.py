"""Generate the TypeScript client: types by openapi-typescript, a method for each call, and the compiled package.

`sh scripts/install-node-packages.sh clients` installs openapi-typescript and the compiler.
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

from document import REFERENCE, ROOT, SIGN_IN, SIGN_UP, WALKED, Operation, Success, load, members, named, operations

PACKAGE = ROOT / "clients" / "typescript"
SCHEMA, API = PACKAGE / "src" / "schema.ts", PACKAGE / "src" / "api.ts"
DIST = PACKAGE / "dist"
GENERATOR = PACKAGE / "generate.mjs"
TSC = ROOT / "clients" / "node_modules" / "typescript" / "bin" / "tsc"
# Node.js of this machine, or the one of requirements-dev.txt beside Python.
NODE = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node") or ""

HEAD = """// The calls of the API with their types. Generated from docs/openapi.json by `make api`; do not edit.
import { type Call, type CallOptions, type Calls, type Either, segment, walk } from "./calls.js";
import type * as t from "./schema.js";

class Resource {
  constructor(protected readonly calls: Calls) {}
}
"""
SCALARS = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}
KEY = "idempotency-key"


def camel(text: str) -> str:
    """Return `lookUp` for `look_up`."""
    first, *others = re.split(r"\W|_", text)
    return first + "".join(word.title() for word in others)


def pascal(text: str) -> str:
    """Return `LookUp` for `look_up`."""
    return "".join(word.title() for word in text.split("_"))


class Schemas:
    """The schemas of the document, and those of clients alone: queries, unnamed responses, problems."""

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
        """Add a schema under a unique name."""
        assert name not in self.known, name
        self.known[name] = schema
        return f"t.{name}"

    def type_of(self, response: Success, name: str) -> str:
        """Return the type of a response."""
        if not response.kind:
            return "undefined"
        if response.kind == "text/event-stream":
            return "Response"
        if not response.kind.endswith("json"):
            return "string" if response.kind.startswith("text/") else "Blob"
        if not response.schema:
            return "unknown"
        if "$ref" in response.schema:
            return f"t.{response.schema['$ref'].removeprefix(REFERENCE)}"
        return f"t.{name}" if name in self.known else self.add(name, response.schema)


class Method:
    """One operation as a method."""

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
        self.variants = operation.variants()
        self.query = self._query()
        if self.query:
            self.parts.append("query")

    def _query(self) -> str:
        """Return the type of the query, without deprecated parameters."""
        parameters = [each for each in self.operation.parameters("query") if not each.get("deprecated")]
        if self.variants[0].parameter not in ("", *(each["name"] for each in parameters)):
            self.variants = self.variants[:1]
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

    def _signature(self, returned: str, variant: int | None) -> str:
        arguments = list(self.required)
        if self.query:
            kind, optional = self.query, not self.obligatory
            if variant is not None and len(self.variants) > 1:
                chosen = self.variants[variant]
                value = json.dumps(chosen.value) if chosen.value is not None else "undefined"
                kind += f" & {{ {chosen.parameter}{'?' if chosen.default else ''}: {value} }}"
                optional = chosen.default and optional
            if not optional:
                arguments = [each.removesuffix(" = {}") for each in arguments]
            arguments.append(f"query{'?' if optional else ''}: {kind}")
        declared = variant is not None
        arguments = [
            re.sub(r"^(\w+): (.*) = \{\}$", r"\1?: \2", each) if declared else each
            for each in [*arguments, "options?: CallOptions"]
        ]
        return f"{self.name}({', '.join(arguments)}): Call<{returned}>"

    def lines(self) -> Iterator[str]:
        """Yield the lines of the method, and of one that iterates over all pages of a list."""
        spec, name = self.operation.spec, pascal(self.operation.id) + "Answer"
        returned = []
        for variant in self.variants:
            kinds = list(dict.fromkeys(self.schemas.type_of(answer, name) for answer in variant.responses))
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
        most = self.operation.maximum("per_page")
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
    """Return the source of the module of calls. The schemas that it needs beyond the document's are added to them."""
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


def generated_header() -> str:
    """Return the hash of the input of the types, because generating them takes seconds."""
    found = hashlib.sha256(json.dumps(load()).encode() + GENERATOR.read_bytes() + Path(__file__).read_bytes())
    return f"// Generated from docs/openapi.json by `make api`; do not edit. {found.hexdigest()}\n"


def schema(schemas: Schemas) -> str:
    """Return the source of the module of types."""
    document = {"openapi": "3.1.0", "info": {"title": "", "version": ""}, "paths": {}}
    document["components"] = {"schemas": _untitled(dict(sorted(schemas.known.items())))}
    command = [NODE, str(GENERATOR)]
    made = subprocess.run(command, input=json.dumps(document), capture_output=True, text=True, check=True)
    return generated_header() + made.stdout


def _untitled(part: Any) -> Any:
    """Return the schema without titles that repeat the name of a field."""
    if isinstance(part, list):
        return [_untitled(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {name: _untitled(value) for name, value in part.items() if name != "title" or isinstance(value, dict)}


def compile_into(target: Path) -> str:
    """Compile the package and return the errors of the compiler."""
    command = [NODE, str(TSC), "-p", str(PACKAGE), "--outDir", str(target)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    found = Schemas(load())
    API.write_text(api(found))
    SCHEMA.write_text(schema(found))
    shutil.rmtree(DIST, ignore_errors=True)
    if faults := compile_into(DIST):
        sys.exit(faults)
