"""Conditional requests (RFC 9110, 13): ETags, `If-Match`, and `If-None-Match: *` of a PUT or PATCH."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Annotated, Any, Self

from flask import Flask, Response, request
from pydantic import AfterValidator, BaseModel, Field, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from problems import Problem
from queries.system.idempotency import undo
from web import idempotency
from web.openapi.field_types import Body, replace_unknown

# One ETag, and the list of ETags in If-Match. Both patterns are in the document, too.
TAG = r'(?:W/)?"[!#-~\u0080-\u00ff]*"'
TAGS = rf"^(?:\*|[ \t,]*{TAG}(?:[ \t]*,[ \t,]*{TAG})*[ \t,]*)$"
MAX_LENGTH = 1000
UPDATING = frozenset({"PUT", "PATCH"})


def _validate_tags(value: str | None) -> str | None:
    # fullmatch, because $ also matches before a newline.
    if value is not None and (len(value) > MAX_LENGTH or not re.fullmatch(TAGS, value)):
        raise Problem("malformed_etag")
    return value


class IfMatch(BaseModel):
    """The `If-Match` header: the ETags that the client has read, one of which must be the current one."""

    if_match: Annotated[
        str | None,
        Field(
            description='The ETag of the last GET, its `version` or `revision` in quotes (`"42"`), a list of them, or '
            "*. Anything but quoted tags is a 400 `malformed_etag`.",
            json_schema_extra={"pattern": TAGS, "maxLength": MAX_LENGTH},
        ),
        AfterValidator(_validate_tags),
    ] = None

    @property
    def versions(self) -> frozenset[int] | None:
        """The versions to match, or None for any version. A tag that this API does not issue matches none.

        Weak tags match, too: a compressed response has one, and it names the version as well.
        """
        if self.if_match is None or self.if_match == "*":
            return None
        return frozenset(int(version) for version in re.findall(r'"(-?[0-9]{1,18})[a-z]*(?:-[0-9]+)?"', self.if_match))


class Versioned(Body):
    """The body of a change that takes If-Match. A version among its fields is refused with a hint at the header."""

    @model_validator(mode="wrap")
    @classmethod
    def _refuse_version(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(data)
        except ValidationError as error:
            raise replace_unknown(
                error, PydanticCustomError("sent_as_if_match", "no field"), ("version", "revision")
            ) from None


Version = Annotated[int, Field(description='Grows with each change; in quotes (`"42"`) it is a value for `If-Match`.')]


def with_etag(response: Response, version: int, variant: str = "") -> Response:
    """Return the response with the strong ETag of its version, or a 304 if the client has it already.

    `variant` distinguishes what different callers see of the same version.
    """
    response.set_etag(f"{version}{variant}")
    response.headers["Cache-Control"] = "no-cache"
    response.vary.update(("Authorization", "X-API-Key"))
    response.make_conditional(request)
    return response


def install(app: Flask) -> None:
    """Answer `If-None-Match: *` of every PUT and PATCH. They change what exists, so a success becomes a 412.

    Apart from this and If-Match, preconditions of a write are ignored.
    """
    for endpoint in {rule.endpoint for rule in app.url_map.iter_rules() if UPDATING & (rule.methods or set())}:
        app.view_functions[endpoint] = _refuse_existing(app.view_functions[endpoint])


def _refuse_existing(view: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(view)
    def call(**kwargs: Any) -> Any:
        if request.method not in UPDATING or request.headers.get("If-None-Match", "").strip() != "*":
            return view(**kwargs)
        if idempotency.mode(view) == "transaction":
            # Any other failure comes first, such as a 404.
            undo(lambda: view(**kwargs))
        raise Problem("already_exists")

    return call
