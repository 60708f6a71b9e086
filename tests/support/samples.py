"""The comparison of an output with the one in the guide."""

from __future__ import annotations

import fnmatch
import math
from typing import Any


def matches_sample(found: Any, shown: Any, name: str = "") -> bool:
    """Return whether the output matches the guide: … stands for any text, and an id for any id."""
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
    numbers = {int, float}  # JSON has one type of numbers.
    if {type(found), type(shown)} <= numbers:
        # Processors add in different orders, so the last digits of a result vary.
        return math.isclose(found, shown, rel_tol=1e-4 if float in (type(found), type(shown)) else 0)
    return bool(found == shown) and type(found) is type(shown)
