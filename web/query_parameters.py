"""Query parameters: unknown and repeated ones are refused, and days and ranges of days have types of their own."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, get_origin

from apiflask import APIFlask
from flask import request
from pydantic import BeforeValidator, Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from errors import MAX_NAME_LENGTH, validation_problem
from problems import Fault, Problem
from web.openapi.field_types import NoQuery, Query


def _parse_day(value: Any) -> Any:
    """Parse YYYY-MM-DD alone. Pydantic would take a number for seconds since 1970."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value, re.ASCII):
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
    """Refuse repeated parameters of API calls, and every one of a call without a query model.

    A model refuses what it does not know by itself. Pages, files and health checks ignore unknown parameters.
    """
    strict = {endpoint for endpoint in app.view_functions if refuses_unknown(app, endpoint)}
    without_model = {endpoint for endpoint in strict if not _has_model(app.view_functions[endpoint])}
    lists = {endpoint: _list_parameters(app.view_functions[endpoint]) for endpoint in strict}

    @app.before_request
    def refuse() -> None:
        if not request.query_string or request.endpoint not in lists or request.method == "OPTIONS":
            return
        repeated = [
            name for name, values in request.args.lists() if len(values) > 1 and name not in lists[request.endpoint]
        ]
        if repeated:
            raise Problem("validation_failed", [Fault(name[:MAX_NAME_LENGTH], "repeated") for name in repeated])
        if request.endpoint in without_model:
            try:
                NoQuery.model_validate(request.args.to_dict())
            except ValidationError as error:
                raise validation_problem(error) from None


def refuses_unknown(app: APIFlask, endpoint: str) -> bool:
    """Return whether a call of this endpoint with an unknown parameter is a 422."""
    blueprint: Any = app.blueprints.get(endpoint.rpartition(".")[0])
    return blueprint is not None and blueprint.enable_openapi and blueprint.name != "health"


def _has_model(view: Any) -> bool:
    return bool(_models(view))


def _list_parameters(view: Any) -> set[str]:
    """Return the names of the parameters that may be repeated."""
    return {
        field.alias or name
        for model in _models(view)
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is list
    }


def _models(view: Any) -> list[type[Query]]:
    return [model for model, location in getattr(view, "_spec", {}).get("args", ()) if location == "query"]
