"""Short names for the schemas of the OpenAPI document, and so for the types of every client generated from it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import Any

REFERENCE = "#/components/schemas/"


def shorten(document: dict[str, Any]) -> None:
    """Name each schema by its last part, and drop the schemas that nothing refers to.

    `Sale.Line` becomes `Line` if all schemas of this name are equal, and `SaleLine` if they differ.
    """
    schemas = document["components"]["schemas"]
    used = reachable([document["paths"], document["components"]["responses"]], schemas)
    equal: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in sorted(used):
        content = json.dumps(_inlined(schemas[name], schemas, (name,)), sort_keys=True)
        equal[name.rsplit(".", 1)[-1]][content].append(name)
    names = {
        # A top-level name wins over a nested one.
        name: short if len(groups) == 1 else min(group, key=lambda each: ("." in each, each)).replace(".", "")
        for short, groups in equal.items()
        for group in groups.values()
        for name in group
    }
    document["components"]["schemas"] = _rename({names[name]: schemas[name] for name in sorted(used)}, names)
    document["paths"] = _rename(document["paths"], names)


def reachable(part: Any, schemas: dict[str, Any]) -> set[str]:
    """Return the names of the schemas that a part of the document refers to, directly or through other schemas."""
    found: set[str] = set()
    waiting = _references(part)
    while waiting:
        found |= waiting
        waiting = set().union(*(_references(schemas[name]) for name in waiting)) - found
    return found


def _rename(part: Any, names: dict[str, str]) -> Any:
    text = re.sub(rf'"{REFERENCE}([^"]+)"', lambda found: f'"{REFERENCE}{names[found[1]]}"', json.dumps(part))
    return json.loads(text)


def _references(part: Any) -> set[str]:
    return set(re.findall(rf'"{REFERENCE}([^"]+)"', json.dumps(part)))


def _inlined(part: Any, schemas: dict[str, Any], parents: tuple[str, ...] = ()) -> Any:
    """Return the schema with its references replaced by what they refer to, without titles."""
    if isinstance(part, list):
        return [_inlined(each, schemas, parents) for each in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        name = part["$ref"].removeprefix(REFERENCE)
        return "itself" if name in parents else _inlined(schemas[name], schemas, (*parents, name))
    return {
        name: _inlined(value, schemas, parents)
        for name, value in part.items()
        if name != "title" or isinstance(value, dict)
    }
