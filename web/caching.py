"""ETags: what a client may keep, and what it must have read before it writes."""

from __future__ import annotations

import re
from typing import Annotated

from flask import Response, request
from pydantic import BaseModel, Field


class IfMatch(BaseModel):
    """The ETag that a client has read, and demands to be still the current one."""

    if_match: Annotated[str | None, Field(max_length=200, description="The ETag of the last GET, or *.")] = None

    @property
    def version(self) -> int | None:
        """The version demanded; None where any will do; 0, which no row has, where the text is no ETag of ours.

        A weak tag will do: it is what a compressed answer has, and tells the version just as well.
        """
        if self.if_match is None or self.if_match.strip() == "*":
            return None
        found = re.fullmatch(r'(?:W/)?"([0-9]{1,18})[a-z]*"', self.if_match.strip())
        return int(found[1]) if found else 0


def tagged(response: Response, version: int, variant: str = "") -> Response:
    """The response under the strong ETag of its version, or a 304 where the client has it already (RFC 9110, 13).

    `variant` tells apart what different callers see of the same version.
    """
    response.set_etag(f"{version}{variant}")
    response.headers["Cache-Control"] = "no-cache"
    response.vary.update(("Authorization", "X-API-Key"))
    response.make_conditional(request)
    return response
