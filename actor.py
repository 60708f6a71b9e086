"""On whose behalf the statements of this thread run: set once a request or job, read where a log is written."""

from __future__ import annotations

from contextvars import ContextVar
from ipaddress import IPv6Address, ip_address
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


def network(address: str | None) -> str:
    """Whom an address stands for: itself, or the network of 64 bits that one customer of IPv6 is given."""
    if not address:
        return "unknown"
    if ":" not in address:
        return address
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return found.exploded[:19]
