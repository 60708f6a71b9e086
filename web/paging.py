"""Page numbers and cursors."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Any

import orjson
from pydantic import Field

from problems import invalid
from web.openapi.field_types import Query, Reply

# The parts of a cursor between points: a number, and a text in base64url behind a tilde.
NUMBER, TEXT = "[0-9]{1,18}", "~(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?"
EPOCH = datetime(1970, 1, 1)


def place(*parts: str, also: str = "") -> Any:
    """What a cursor of these parts is to readers of the document: whatever fits its pattern is taken."""
    return Field(
        max_length=2048,
        description=f"Empty starts a walk; then the last `next_cursor`. {also}".strip(),
        json_schema_extra={"pattern": "^(?:" + r"\.".join(parts) + ")?$"},
    )


PerPage = Annotated[int, Field(ge=1, le=100)]


class Page(Query):
    """`page` and `per_page` of a list."""

    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    per_page: PerPage = 20

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page


class PageOrCursor(Page):
    """A list that is read by page number, or walked by cursor."""

    cursor: Annotated[str | None, place(NUMBER)] = None

    @property
    def offset(self) -> int:
        return 0 if self.cursor is not None else super().offset


class Walk(Query):
    """A list that is only walked by cursor."""

    per_page: PerPage = 20
    cursor: Annotated[str, place(NUMBER)] = ""


class Walked(Reply):
    """What stands beside the rows of a walk."""

    per_page: int
    has_next: bool
    next_cursor: str | None


class Listed(Walked):
    """What stands beside the rows of a page."""

    total_items: int
    total_pages: int
    current_page: Annotated[int | None, Field(description="Null in a walk by cursor.")]
    has_prev: bool


def walked(
    name: str, rows: list[dict[str, Any]], wanted: Walk | PageOrCursor, place: Callable[[dict[str, Any]], Any]
) -> dict[str, Any]:
    """The answer of a walk under `name`, of up to one row more than a page; `place` is what `encode` needs of a row."""
    more, rows = len(rows) > wanted.per_page, rows[: wanted.per_page]
    return {
        name: rows,
        "per_page": wanted.per_page,
        "has_next": more,
        "next_cursor": encode(*place(rows[-1])) if more else None,
    }


def listed(
    name: str, rows: list[dict[str, Any]], total: int, wanted: PageOrCursor, place: Callable[[dict[str, Any]], Any]
) -> dict[str, Any]:
    """The same of a list that has page numbers, too."""
    by_cursor = wanted.cursor is not None
    return {
        **walked(name, rows, wanted, place),
        "total_items": total,
        "total_pages": -(-total // wanted.per_page),
        "current_page": None if by_cursor else wanted.page,
        "has_prev": bool(wanted.cursor) if by_cursor else wanted.page > 1,
    }


def by_id(row: dict[str, Any]) -> tuple[int]:
    """The place of a row in a list by id."""
    return (row["id"],)


def moment(row: dict[str, Any], name: str = "created_at") -> tuple[int, int]:
    """The place of a row in a list by a moment, whose microseconds are counted since 1970."""
    return (row[name] - EPOCH) // timedelta(microseconds=1), row["id"]


def decode_moment(cursor: str | None) -> tuple[datetime, int] | None:
    """The place that `encode(*moment(row))` made; None where no row is named."""
    if not cursor:
        return None
    if cursor.startswith("W"):
        text, row_id = decode(cursor, str, int)
        try:
            # MySQL fails where it is asked to compare a time with a text that is none.
            return datetime.fromisoformat(text), row_id
        except ValueError:
            raise invalid("cursor", "cursor") from None
    since, row_id = decode(cursor, int, int)
    # Beyond the year 9999 there is no row either.
    return EPOCH + timedelta(microseconds=min(since, 250_000_000_000_000_000)), row_id


def encode(*key: int | str) -> str:
    """The place behind a row, as an opaque text for the next call."""
    return ".".join(str(part) if isinstance(part, int) else f"~{_base64(part.encode())}" for part in key)


def decode(cursor: str, *types: type, field: str = "cursor") -> tuple[Any, ...]:
    """The place that `encode` made; anything else is a 422 that names the field."""
    # Tills keep the places that earlier versions have told them, JSON in base64.
    key = _decode_json(cursor) if cursor.startswith("W") else _decode(cursor)
    if key is None or [type(part) for part in key] != list(types):
        raise invalid(field, "cursor")
    return tuple(key)


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _unbase64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _decode(cursor: str) -> list[int | str] | None:
    key: list[int | str] = []
    for part in cursor.split("."):
        if re.fullmatch(NUMBER, part):
            key.append(int(part))
        elif re.fullmatch(TEXT, part):
            # No row has a text that is none, and each is before or behind one.
            key.append(_unbase64(part[1:]).decode(errors="replace"))
        else:
            return None
    return key


def _decode_json(cursor: str) -> list[Any] | None:
    try:
        key = orjson.loads(_unbase64(cursor))
    except (ValueError, binascii.Error):
        return None
    if not isinstance(key, list) or any(isinstance(part, int) and abs(part) >= 2**63 for part in key):
        return None
    return key
