"""Days in a query string."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from web.openapi.field_types import Query


def _written_day(value: Any) -> Any:
    """Pydantic would take a number for seconds since 1970."""
    try:
        return date.fromisoformat(value) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value, re.ASCII) else _refuse()
    except ValueError:
        return _refuse()


def _refuse() -> Any:
    raise PydanticCustomError("day", "no day")


Day = Annotated[date, BeforeValidator(_written_day)]


class Span(Query):
    """`from` and `to` of a list, both days in Jakarta and both included."""

    first: Annotated[Day | None, Field(alias="from", description="The first day, in Jakarta.")] = None
    last: Annotated[Day | None, Field(alias="to", description="The last day, in Jakarta.")] = None

    @field_validator("last")
    @classmethod
    def in_order(cls, last: date | None, info: ValidationInfo) -> date | None:
        first = info.data.get("first")
        if first and last and last < first:
            raise PydanticCustomError("day_order", "ends before it begins", {"first": first.isoformat()})
        return last
