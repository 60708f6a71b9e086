"""Operation ids of the routes that don't name theirs yet. This module goes once every route does."""

from __future__ import annotations


def operation_id(endpoint: str, method: str, taken: set[str]) -> str:
    """`brands.list_brands` is `brands_list`, `auth.end_session` is `auth_end_session`: the resource, then the action.

    A second address of the same function is told by its method, as `health_get` is, and PATCH beside PUT as
    `brands_change_by_patch`.
    """
    resource, _, function = endpoint.rpartition(".")
    words, nouns = function.split("_"), resource.split("_")
    for length in range(len(nouns), 0, -1):
        if _many(words[-length:]) == nouns[-length:]:
            words = words[:-length]
            break
    action = "_".join(words) or method
    name = f"{resource}_{action}"
    if name in taken:
        return f"{name}_by_patch" if method == "patch" else f"{resource}_{method}"
    return name


def _many(words: list[str]) -> list[str]:
    """Return the words with the last one in the plural."""
    *first, last = words
    if last.endswith("y"):
        return [*first, f"{last[:-1]}ies"]
    return words if last.endswith("s") else [*first, f"{last}s"]
