"""Page numbers and cursors."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any

import orjson
from pydantic import Field

from errors import invalid
from web.contract import Query

PerPage = Annotated[int, Field(ge=1, le=100)]


class Page(Query):
    """`page` and `per_page` of a list."""

    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    per_page: PerPage = 20

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page


def encode(*key: Any) -> str:
    """The place behind a row, as an opaque text for the next call."""
    return base64.urlsafe_b64encode(orjson.dumps(key)).decode().rstrip("=")


def decode(cursor: str, *types: type, field: str = "cursor") -> tuple[Any, ...]:
    """The place that `encode` made; anything else is a 422 that names the field."""
    try:
        key = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        raise invalid(field, "cursor") from None
    if not isinstance(key, list) or [type(part) for part in key] != list(types):
        raise invalid(field, "cursor")
    if any(isinstance(part, int) and abs(part) >= 2**63 for part in key):
        raise invalid(field, "cursor")
    return tuple(key)
