"""What other programs' front ends do with a response."""

from __future__ import annotations

import base64
import json
from typing import Any

from support.people import Person

ORIGIN = "http://localhost:5173"


def claims(token: str) -> dict[str, Any]:
    """Decode a token as a browser's atob() does, without a check."""
    part = token.split(".")[1]
    decoded: dict[str, Any] = json.loads(base64.b64decode(part + "=" * (-len(part) % 4)))
    return decoded


def bearer(person: Person, token: str) -> None:
    """Let the person call with this token."""
    person.http.headers["Authorization"] = f"Bearer {token}"
