"""On whose behalf the statements of this thread run: set once a request or job, read where a log is written."""

from __future__ import annotations

from contextvars import ContextVar
from typing import NamedTuple


class Actor(NamedTuple):
    """Who acts and from which address; `user_id` is None for a visitor and for the service itself.

    `key_id` is the API key that a program of theirs calls with.
    """

    user_id: int | None
    address: str
    request_id: str
    key_id: int | None = None


NOBODY = Actor(None, "", "")
_current: ContextVar[Actor] = ContextVar("actor", default=NOBODY)


def begin(actor: Actor) -> None:
    """From here on this thread acts for `actor`. Every request begins with one, since threads serve many."""
    _current.set(actor)


def now() -> Actor:
    """Who acts in this thread."""
    return _current.get()
