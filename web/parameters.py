"""Unknown query parameters: each call of the API refuses them; pages, files and probes ignore them."""

from __future__ import annotations

from typing import Any

from apiflask import APIFlask
from flask import request
from pydantic import ValidationError

from errors import from_validation
from web.openapi.field_types import NoQuery


def install(app: APIFlask) -> None:
    """Refuses all parameters of calls that have no model of theirs; a model refuses those that it does not know."""
    refusing = {endpoint for endpoint in app.view_functions if refuses(app, endpoint)}
    bare = {endpoint for endpoint in refusing if not _has_model(app.view_functions[endpoint])}

    @app.before_request
    def refuse() -> None:
        if request.query_string and request.endpoint in bare and request.method != "OPTIONS":
            try:
                NoQuery.model_validate(request.args.to_dict())
            except ValidationError as error:
                raise from_validation(error) from None


def refuses(app: APIFlask, endpoint: str) -> bool:
    """Whether a call of this endpoint with an unknown parameter is a 422."""
    blueprint: Any = app.blueprints.get(endpoint.rpartition(".")[0])
    return blueprint is not None and blueprint.enable_openapi and blueprint.name != "health"


def _has_model(view: Any) -> bool:
    return any(location == "query" for _, location in getattr(view, "_spec", {}).get("args", ()))
