"""Query parameters: unknown ones are refused, and days and ranges of days have types of their own."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from apiflask import APIFlask
from flask import request
from pydantic import BeforeValidator, Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from errors import validation_problem
from web.openapi.field_types import NoQuery, Query


def _parse_day(value: Any) -> Any:
    """Parse YYYY-MM-DD alone. Pydantic would take a number for seconds since 1970."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "no day")


Day = Annotated[date, BeforeValidator(_parse_day)]


class DayRange(Query):
    """`from` and `to` of a list: days in Jakarta, both inclusive."""

    first: Annotated[Day | None, Field(alias="from", description="The first day, in Jakarta.")] = None
    last: Annotated[Day | None, Field(alias="to", description="The last day, in Jakarta.")] = None

    @field_validator("last")
    @classmethod
    def in_order(cls, last: date | None, info: ValidationInfo) -> date | None:
        first = info.data.get("first")
        if first and last and last < first:
            raise PydanticCustomError("day_order", "ends before it begins", {"first": first.isoformat()})
        return last


def install(app: APIFlask) -> None:
    """Refuse every parameter of API calls without a query model. A model refuses what it does not know by itself.

    Pages, files and health checks ignore unknown parameters.
    """
    strict = {endpoint for endpoint in app.view_functions if refuses_unknown(app, endpoint)}
    without_model = {endpoint for endpoint in strict if not _has_model(app.view_functions[endpoint])}

    @app.before_request
    def refuse() -> None:
        if request.query_string and request.endpoint in without_model and request.method != "OPTIONS":
            try:
                NoQuery.model_validate(request.args.to_dict())
            except ValidationError as error:
                raise validation_problem(error) from None


def refuses_unknown(app: APIFlask, endpoint: str) -> bool:
    """Return whether a call of this endpoint with an unknown parameter is a 422."""
    blueprint: Any = app.blueprints.get(endpoint.rpartition(".")[0])
    return blueprint is not None and blueprint.enable_openapi and blueprint.name != "health"


def _has_model(view: Any) -> bool:
    return any(location == "query" for _, location in getattr(view, "_spec", {}).get("args", ()))
