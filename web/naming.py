"""What the calls of the API are named in the OpenAPI document, and so in every client that is made of it."""

from __future__ import annotations


def operation_id(endpoint: str, method: str, taken: set[str]) -> str:
    """`brands.list_brands` is `brands_list`, `auth.end_session` is `auth_end_session`: the resource, then the deed.

    A second address of the same function is told by its method, as `health_get` is.
    """
    resource, _, function = endpoint.rpartition(".")
    words, nouns = function.split("_"), resource.split("_")
    for length in range(len(nouns), 0, -1):
        if _many(words[-length:]) == nouns[-length:]:
            words = words[:-length]
            break
    deed = "_".join(words) or method
    name = f"{resource}_{deed}"
    return f"{resource}_{method}" if name in taken else name


def _many(words: list[str]) -> list[str]:
    """The words with the last one in the plural."""
    *first, last = words
    if last.endswith("y"):
        return [*first, f"{last[:-1]}ies"]
    return words if last.endswith("s") else [*first, f"{last}s"]
