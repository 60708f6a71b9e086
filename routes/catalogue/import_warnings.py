"""Serialization of the warnings of an import."""

from __future__ import annotations

from typing import Any

from messages.catalogue import IMPORT_WARNINGS

# Warnings that list values of the file, such as column titles.
VALUE_WARNINGS = (
    "columns",
    "unnamed_columns",
    "categories",
    "brands",
    "new_categories",
    "new_brands",
    "words",
    "guide_rows",
    "free",
    "rate",
)


def serialize(found: dict[str, Any], lang: str) -> list[dict[str, Any]]:
    """Return the warnings of an import report, from the column imports.warnings."""
    warnings = []
    for code in VALUE_WARNINGS:
        names = found.get(code) or {}
        if names:
            counts: dict[str, int | None] = names if isinstance(names, dict) else dict.fromkeys(names)
            values = [{"value": name or "…", "count": count} for name, count in counts.items()]
            warnings.append(
                _warning(code, sum(1 if count is None else count for count in counts.values()), values, lang)
            )
    return warnings + [_warning(code, count, [], lang) for code, count in found.get("notes", {}).items()]


def _warning(code: str, count: int, values: list[dict[str, Any]], lang: str) -> dict[str, Any]:
    return {"code": code, "msg": getattr(IMPORT_WARNINGS[code], lang), "count": count, "values": values}
