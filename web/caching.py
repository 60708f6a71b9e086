"""ETags: what a client may keep, and what it must have read before it writes."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from flask import Response, request
from pydantic import AfterValidator, BaseModel, Field, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from problems import Problem
from web.openapi.field_types import Body, retold

# An ETag, and one or several of them as If-Match names them: the pattern for readers of the document, too.
TAG = r'(?:W/)?"[!#-~\u0080-\u00ff]*"'
TAGS = rf"^(?:\*|[ \t,]*{TAG}(?:[ \t]*,[ \t,]*{TAG})*[ \t,]*)$"
LONGEST = 1000


def _tags(value: str | None) -> str | None:
    # fullmatch, because $ lets a line end follow.
    if value is not None and (len(value) > LONGEST or not re.fullmatch(TAGS, value)):
        raise Problem("malformed_etag")
    return value


class IfMatch(BaseModel):
    """The ETags that a client has read, one of which it demands to be still the current one."""

    if_match: Annotated[
        str | None,
        Field(
            description='The ETag of the last GET, its `version` or `revision` in quotes (`"42"`), several of them, or '
            "*. What is no quoted tag is a 400 `malformed_etag`.",
            json_schema_extra={"pattern": TAGS, "maxLength": LONGEST},
        ),
        AfterValidator(_tags),
    ] = None

    @property
    def versions(self) -> frozenset[int] | None:
        """The versions demanded, None where any will do; what is no tag of ours is none.

        A weak tag will do: it is what a compressed answer has, and tells the version just as well.
        """
        if self.if_match is None or self.if_match == "*":
            return None
        return frozenset(int(version) for version in re.findall(r'"(-?[0-9]{1,18})[a-z]*"', self.if_match))


class Versioned(Body):
    """The body of a change that takes If-Match; a version among its fields is told where it belongs."""

    @model_validator(mode="wrap")
    @classmethod
    def _tell_version(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(data)
        except ValidationError as error:
            raise retold(error, PydanticCustomError("sent_as_if_match", "no field"), ("version", "revision")) from None


Version = Annotated[int, Field(description='Raised by each change; in quotes (`"42"`) it is what `If-Match` takes.')]


def tagged(response: Response, version: int, variant: str = "") -> Response:
    """The response under the strong ETag of its version, or a 304 where the client has it already (RFC 9110, 13).

    `variant` tells apart what different callers see of the same version.
    """
    response.set_etag(f"{version}{variant}")
    response.headers["Cache-Control"] = "no-cache"
    response.vary.update(("Authorization", "X-API-Key"))
    response.make_conditional(request)
    return response
