"""Generate clients/python/finenice/api.py: TypedDicts of the schemas, methods of the calls, exceptions of the codes."""

from __future__ import annotations

import keyword
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from document import REFERENCE, ROOT, SIGN_IN, SIGN_UP, WALKED, Operation, load, members, named, operations

TARGET = ROOT / "clients" / "python" / "finenice" / "api.py"
HEAD = '''"""The calls of the API with their types. Generated from docs/openapi.json by `make api`; do not edit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NotRequired, TypedDict, final, overload

from finenice._calls import Calls, Problem, Resource, Upload, segment, walk

'''
SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


class Types:
    """The schemas as Python types. A nested object gets a TypedDict of its own."""

    def __init__(self, schemas: dict[str, Any]) -> None:
        self.found = dict(schemas)
        # Alternatives of a response; they are final, so that a type checker can tell them apart by a key.
        self.alternatives: set[str] = set()

    def of(self, schema: dict[str, Any], name: str = "Answer") -> str:
        """Return the annotation of a schema."""
        if "$ref" in schema:
            return str(schema["$ref"].removeprefix(REFERENCE))
        if "const" in schema:
            return f"Literal[{schema['const']!r}]"
        if "enum" in schema:
            return f"Literal[{', '.join(repr(value) for value in schema['enum'])}]"
        if choices := schema.get("anyOf"):
            return " | ".join(dict.fromkeys(self.of(choice, name) for choice in choices))
        if isinstance(schema.get("type"), list):
            return " | ".join(SCALARS[kind] for kind in schema["type"])
        if schema.get("type") == "array":
            return f"list[{self.of(schema.get('items', {}), name)}]"
        if schema.get("properties"):
            title = schema.get("title", name)
            if self.found.setdefault(title, schema) != schema:
                title = name
                self.found[title] = schema
            return str(title)
        if schema.get("format") == "binary":
            return "Upload"
        if schema.get("type") == "object":
            return "dict[str, Any]"
        return SCALARS.get(schema.get("type", ""), "Any")

    def definitions(self) -> Iterator[str]:
        """Yield the TypedDicts of all schemas, including the nested ones that are found on the variant."""
        done: set[str] = set()
        while missing := sorted(self.found.keys() - done):
            for name in missing:
                done.add(name)
                yield from self._definition(name, self.found[name])

    def _definition(self, name: str, schema: dict[str, Any]) -> Iterator[str]:
        fields = {
            field: (self.of(part, name + field.title().replace("_", "")), field in schema.get("required", []))
            for field, part in schema.get("properties", {}).items()
        }
        if not fields:
            yield f"{name} = {self.of(schema)}"
        elif all(field.isidentifier() and not keyword.iskeyword(field) for field in fields):
            yield from (["@final"] if name in self.alternatives else [])
            yield f"class {name}(TypedDict):"
            yield from _quoted(schema.get("description"), 1)
            for field, (kind, required) in fields.items():
                yield f"    {field}: {kind if required else f'NotRequired[{kind}]'}"
                yield from _quoted(schema["properties"][field].get("description"), 1)
        else:
            parts = [
                f"{field!r}: {(kind if required else f'NotRequired[{kind}]')!r}"
                for field, (kind, required) in fields.items()
            ]
            yield f"{name} = TypedDict({name!r}, {{{', '.join(parts)}}})"
        yield "\n"


def _quoted(text: str | None, depth: int) -> Iterator[str]:
    if text:
        inside = text.strip().replace("\\", "\\\\").replace('"""', "'''").replace("\n", "\n" + "    " * depth)
        yield "    " * depth + f'"""{inside}"""'


def _name(text: str) -> str:
    name = re.sub(r"\W", "_", text)
    return f"{name}_" if keyword.iskeyword(name) else name


class Method:
    """One operation as a method."""

    def __init__(self, operation: Operation, types: Types) -> None:
        self.operation, self.types = operation, types
        self.required: list[str] = []
        self.optional: list[str] = []
        call = [f'"{operation.method}"', self._path()]
        if operation.body:
            kind, schema = operation.body
            whole = operation.spec["requestBody"].get("required")
            self.required.append(f"body: {types.of(schema)}" + ("" if whole else " | None = None"))
            call.append(("form" if "multipart" in kind else "body") + ("=body" if whole else "=body or {}"))
        for place, argument in (("query", "query"), ("header", "headers")):
            if parameters := operation.parameters(place):
                call.append(f"{argument}={{{', '.join(self._keyword(each) for each in parameters)}}}")
        self.call = ", ".join(call)
        self.returned = self._responses()

    def _path(self) -> str:
        path = self.operation.path
        for parameter in self.operation.parameters("path"):
            name, kind = _name(parameter["name"]), self.types.of(parameter["schema"])
            self.required.append(f"{name}: {kind}")
            path = path.replace(f"{{{parameter['name']}}}", f"{{segment({name})}}" if kind == "str" else f"{{{name}}}")
        return f'f"{path}"' if "{" in path else f'"{path}"'

    def _keyword(self, parameter: dict[str, Any]) -> str:
        name, kind = _name(parameter["name"]), self.types.of(parameter["schema"])
        given = parameter.get("required")
        self.optional.append(f"{name}: {kind}" if given else f"{name}: {kind} | None = None")
        return f'"{parameter["name"]}": {name}'

    def _responses(self) -> list[tuple[str, str]]:
        """Return the types of the responses, each with the parameter that selects it, the default first."""
        variants = self.operation.variants()
        found = []
        for variant in variants:
            kinds = dict.fromkeys(self._type(each.kind, each.schema) for each in variant.responses)
            known = [kind for kind in kinds if kind != "Any"] or ["Any"]
            self.types.alternatives |= set(known) if len(known) > 1 else set()
            value = "None" if variant.value is None else f"Literal[{variant.value!r}]"
            default = ""
            if variant.default:
                default = " = None" if variant.value is None else " | None = None"
            found.append((f"{variant.parameter}: {value}{default}" if len(variants) > 1 else "", " | ".join(known)))
        return found

    def _type(self, kind: str, schema: dict[str, Any]) -> str:
        if not kind:
            return "None"
        if not kind.endswith("json"):
            return "bytes"
        return self.types.of(schema, "".join(word.title() for word in self.operation.id.split("_")) + "Answer")

    def _signature(self, choice: str, returned: str) -> str:
        optional = [choice if choice and each.split(":")[0] == choice.split(":")[0] else each for each in self.optional]
        arguments = ", ".join(["self", *self.required, *(["*", *optional] if optional else [])])
        return f"    def {_name(self.operation.action)}({arguments}) -> {returned}:"

    def lines(self) -> Iterator[str]:
        """Yield the lines of the method, and of one that iterates over all pages of a list."""
        if len(self.returned) > 1:
            for choice, returned in self.returned:
                yield "    @overload"
                yield self._signature(choice, returned) + " ..."
        everything = " | ".join(dict.fromkeys(kind for _, kind in self.returned))
        yield self._signature("", everything)
        spec = self.operation.spec
        yield from _quoted("\n\n".join(filter(None, (spec.get("summary"), spec.get("description")))), 2)
        if everything == "None":
            yield f"        self._call({self.call})"
        else:
            yield f"        answer: {everything} = self._call({self.call})"
            yield "        return answer"
        yield ""
        yield from self._walk()

    def _walk(self) -> Iterator[str]:
        rows = self.operation.rows(self.types.found)
        if not rows:
            return
        action = self.operation.action
        most = self.operation.maximum("per_page")
        kept = [each for each in self.optional if each.split(":")[0] not in WALKED]
        kept = [f"per_page: int = {most}" if most and each.startswith("per_page:") else each for each in kept]
        arguments = ", ".join(["self", *self.required, *(["*", *kept] if kept else [])])
        passed = [each.split(":")[0] for each in self.required]
        passed += [f"{name}={name}" for name in (each.split(":")[0] for each in kept)]
        row = self.types.of(self.types.found[self.returned[0][1]]["properties"][rows]["items"])
        yield f"    def {self.operation.walk}({arguments}) -> Iterator[{row}]:"
        yield f'        """Yield each row of `{action}`, page after page."""'
        yield f'        return walk(lambda cursor: self.{action}({", ".join([*passed, "cursor=cursor"])}), "{rows}")'
        yield ""


def _exception(name: str, code: str, schema: dict[str, Any], types: Types) -> Iterator[str]:
    yield f'class {name}(Problem, code="{code}"):'
    fields = {field: part for field, part in schema.get("properties", {}).items() if field != "errors"}
    for field, part in fields.items():
        kind = types.of(part, name + field.title().replace("_", ""))
        yield f"    {field}: {kind if field in schema['required'] else f'{kind} | None = None'}"
    yield from ([] if fields else ["    pass"])
    yield "\n"


def source() -> str:
    """Return the source of the module."""
    document = load()
    calls = operations(document)
    types = Types(document["components"]["schemas"])
    classes, attributes = [], []
    for resource in dict.fromkeys(operation.resource for operation in calls):
        name = "".join(word.title() for word in resource.split("_")) + "Calls"
        own = [operation for operation in calls if operation.resource == resource]
        # A method named `list` would hide the type of this name from the methods after it.
        own.sort(key=lambda operation: operation.action == "list")
        classes += ["", "", f"class {name}(Resource):"]
        classes += [line for operation in own for line in Method(operation, types).lines()]
        attributes.append(f"        self.{resource} = {name}(calls)")
    (sent, answered), (new, _) = named(SIGN_IN, calls), named(SIGN_UP, calls)
    codes = members(document["components"]["schemas"])
    del types.found["Problem"]
    exceptions = {"".join(word.title() for word in code.split("_")): code for code in codes}
    exception_lines = [line for name, code in exceptions.items() for line in _exception(name, code, codes[code], types)]
    resources = ["", "", "class Resources:", "    def __init__(self, calls: Calls) -> None:", *attributes, ""]
    definitions = list(types.definitions())
    taken = exceptions.keys() | {"Finenice", "Problem", "Response", "Upload"}
    assert not taken & types.found.keys()
    definitions += [f"SigningIn = {sent}\nSigningUp = {new}\nSignedInAnswer = {answered}\n\n"]
    public = f"__all__ = {sorted([*types.found, *exceptions])!r}\n"
    text = "\n".join([HEAD, public, *definitions, *exception_lines, *classes, *resources])
    ruff = [sys.executable, "-m", "ruff", "format", "--config", str(ROOT / "pyproject.toml"), "-"]
    return subprocess.run(ruff, input=text, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    TARGET.write_text(source())
