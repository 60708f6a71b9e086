"""The comparison of an output with the one in the guide."""

from __future__ import annotations

import fnmatch
import math
from typing import Any


def matches_sample(found: Any, shown: Any, name: str = "") -> bool:
    """Whether this is what the page shows, where … stands for anything and an id for any."""
    if shown == "…":
        return True
    if isinstance(shown, dict):
        told = {key: value for key, value in shown.items() if key != "…"}
        return (
            isinstance(found, dict)
            and (found.keys() >= told.keys() if "…" in shown else found.keys() == told.keys())
            and all(matches_sample(found[key], told[key], key) for key in told)
        )
    if isinstance(shown, list):
        return (
            isinstance(found, list)
            and len(found) == len(shown)
            and all(matches_sample(*pair) for pair in zip(found, shown, strict=True))
        )
    if isinstance(shown, str) and isinstance(found, str):
        return fnmatch.fnmatchcase(found, shown.replace("[", "[[]").replace("?", "[?]").replace("…", "*"))
    if name == "id" or name.endswith("_id"):
        return type(found) is type(shown)
    numbers = {int, float}  # JSON knows one kind of them.
    if {type(found), type(shown)} <= numbers:
        # Processors add in different orders, so that the last digits of a figure are not the same everywhere.
        return math.isclose(found, shown, rel_tol=1e-4 if float in (type(found), type(shown)) else 0)
    return bool(found == shown) and type(found) is type(shown)
