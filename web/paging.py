"""Pagination by page number and by cursor: query parameters, response members and cursors."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Any, Self

import orjson
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from problems import invalid
from web.openapi.field_types import Query, Reply

# A cursor is the sort key of a row, its parts joined by points: a number, or `~` and a text in base64url.
NUMBER, TEXT = "[0-9]{1,18}", "~(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?"
EPOCH = datetime(1970, 1, 1)
# Microseconds since then, after which there are no rows.
LATEST = 250_000_000_000_000_000
# The rows that pages by number reach: a page costs as much as all before it. Where each row is read to see whether it
# matches, they reach fewer.
MAX_OFFSET, MAX_FILTERED_OFFSET = 10_000, 2_000

Row = dict[str, Any]


def cursor_field(*parts: str, also: str = "") -> Any:
    """Describe a `cursor` parameter of these parts. The pattern is documentation; `decode` validates the value."""
    return Field(
        max_length=2048,
        description=f"Leave it empty for the first page; then send the last `next_cursor`. {also}".strip(),
        json_schema_extra={"pattern": "^(?:" + r"\.".join(parts) + ")?$"},
    )


PerPage = Annotated[int, Field(ge=1, le=100)]


class PageQuery(Query):
    """A list that is read by page number."""

    page: Annotated[
        int,
        Field(ge=1, le=MAX_OFFSET, description=f"Pages reach {MAX_OFFSET:,} rows; read on with a cursor."),
    ] = 1
    per_page: PerPage = 20

    @model_validator(mode="after")
    def _reject_deep_page(self) -> Self:
        # Each row before a page is read, too.
        if self.offset >= self.most_rows:
            raise PydanticCustomError("page_too_deep", "too deep", {"rows": self.most_rows})
        return self

    @property
    def most_rows(self) -> int:
        """The rows that pages by number reach."""
        return MAX_OFFSET

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page


class CursorQuery(Query):
    """A list that is read by cursor."""

    per_page: PerPage = 20
    cursor: Annotated[str | None, cursor_field(NUMBER)] = ""

    @property
    def limit(self) -> int:
        """The number of rows to fetch: one more than a page holds, to see whether there is a next page."""
        return self.per_page + 1

    def after(self, *types: type, start: Any = None) -> Any:
        """Return the sort key in the cursor, or `start` for the first page."""
        return decode(self.cursor, *types) if self.cursor else start

    def after_id(self, start: Any = None) -> Any:
        """Return the id in the cursor, or `start` for the first page."""
        return self.after(int, start=(start,))[0]

    def after_time(self) -> tuple[datetime, int] | None:
        """Return the time and the id in a cursor of `by_time`, or None for the first page."""
        if not self.cursor:
            return None
        if self.cursor.startswith("W"):
            text, row_id = decode(self.cursor, str, int)
            try:
                # MySQL fails on a comparison of a time with a text that is none.
                return datetime.fromisoformat(text), row_id
            except ValueError:
                raise invalid("cursor", "cursor") from None
        microseconds, row_id = decode(self.cursor, int, int)
        return moment(microseconds), row_id


class PageOrCursorQuery(CursorQuery, PageQuery):
    """A list that is read by page number or by cursor."""

    cursor: Annotated[str | None, cursor_field(NUMBER)] = None

    @property
    def offset(self) -> int:
        return 0 if self.cursor is not None else super().offset


class CursorPage(Reply):
    """The members beside the rows of a page by cursor."""

    per_page: int
    has_next: bool
    next_cursor: str | None


class NumberedPage(CursorPage):
    """The members beside the rows of a page by number or by cursor."""

    total_items: int
    total_pages: int
    current_page: Annotated[int | None, Field(description="Null if the list is read by cursor.")]
    has_prev: bool


def cursor_page(name: str, rows: list[Row], query: CursorQuery, key: Callable[[Row], Any]) -> dict[str, Any]:
    """Return a page with its rows under `name`. `rows` are up to `query.limit`; `key` returns a row's sort key."""
    has_next, rows = len(rows) > query.per_page, rows[: query.per_page]
    return {
        name: rows,
        "per_page": query.per_page,
        "has_next": has_next,
        "next_cursor": encode(*key(rows[-1])) if has_next else None,
    }


def numbered_page(
    name: str, rows: list[Row], total: int, query: PageOrCursorQuery, key: Callable[[Row], Any]
) -> dict[str, Any]:
    """Return the same as `cursor_page` with the members of NumberedPage."""
    by_cursor = query.cursor is not None
    return {
        **cursor_page(name, rows, query, key),
        "total_items": total,
        "total_pages": -(-total // query.per_page),
        "current_page": None if by_cursor else query.page,
        "has_prev": bool(query.cursor) if by_cursor else query.page > 1,
    }


def by_id(row: Row) -> tuple[int]:
    """Return the sort key of a row in a list ordered by id."""
    return (row["id"],)


def by_time(row: Row, name: str = "created_at") -> tuple[int, int]:
    """Return the sort key of a row in a list ordered by a time: its microseconds since 1970, and the id."""
    return (row[name] - EPOCH) // timedelta(microseconds=1), row["id"]


def moment(microseconds: int) -> datetime:
    """Return the time so long after 1970. There are no rows after the year 9999, and Python has no such dates."""
    return EPOCH + timedelta(microseconds=min(microseconds, LATEST))


def encode(*key: int | str) -> str:
    """Return the sort key as an opaque cursor."""
    return ".".join(str(part) if isinstance(part, int) else f"~{_base64(part.encode())}" for part in key)


def decode(cursor: str, *types: type, field: str = "cursor") -> tuple[Any, ...]:
    """Return the sort key of a cursor, or raise a 422 that names the field."""
    # Clients keep cursors of earlier versions, which were JSON in base64.
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
            # Bytes that are no UTF-8 are in no row, but they have a place among the rows.
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
