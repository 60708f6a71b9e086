"""What calls and schemas are named in the OpenAPI document, and so in every client that is made of it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import Any

REFERENCE = "#/components/schemas/"


def operation_id(endpoint: str, method: str, taken: set[str]) -> str:
    """`brands.list_brands` is `brands_list`, `auth.end_session` is `auth_end_session`: the resource, then the deed.

    A second address of the same function is told by its method, as `health_get` is, and PATCH beside PUT as
    `brands_change_by_patch`.
    """
    resource, _, function = endpoint.rpartition(".")
    words, nouns = function.split("_"), resource.split("_")
    for length in range(len(nouns), 0, -1):
        if _many(words[-length:]) == nouns[-length:]:
            words = words[:-length]
            break
    deed = "_".join(words) or method
    name = f"{resource}_{deed}"
    if name in taken:
        return f"{name}_by_patch" if method == "patch" else f"{resource}_{method}"
    return name


def _many(words: list[str]) -> list[str]:
    """The words with the last one in the plural."""
    *first, last = words
    if last.endswith("y"):
        return [*first, f"{last[:-1]}ies"]
    return words if last.endswith("s") else [*first, f"{last}s"]


def shorten(document: dict[str, Any]) -> None:
    """Names each schema once: `Sale.Line` is `Line` where all that are called so are the same, `SaleLine` where not.

    What nothing refers to is left out.
    """
    schemas = document["components"]["schemas"]
    used: set[str] = set()
    waiting = _references([document["paths"], document["components"]["responses"]])
    while waiting:
        used |= waiting
        waiting = set().union(*(_references(schemas[name]) for name in waiting)) - used
    alike: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in sorted(used):
        alike[name.rsplit(".", 1)[-1]][json.dumps(_whole(schemas[name], schemas, (name,)), sort_keys=True)].append(name)
    names = {
        # What stands by itself comes before what was found in something.
        name: short if len(groups) == 1 else min(group, key=lambda each: ("." in each, each)).replace(".", "")
        for short, groups in alike.items()
        for group in groups.values()
        for name in group
    }
    document["components"]["schemas"] = _renamed({names[name]: schemas[name] for name in sorted(used)}, names)
    document["paths"] = _renamed(document["paths"], names)


def _renamed(part: Any, names: dict[str, str]) -> Any:
    text = re.sub(rf'"{REFERENCE}([^"]+)"', lambda found: f'"{REFERENCE}{names[found[1]]}"', json.dumps(part))
    return json.loads(text)


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
