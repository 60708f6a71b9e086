"""The actor on whose behalf the current thread runs: set once per request or job, read by the logs."""

from __future__ import annotations

from contextvars import ContextVar
from ipaddress import IPv6Address, ip_address
from typing import NamedTuple


class Actor(NamedTuple):
    """The user and the address behind a call; `user_id` is None for visitors and for the service itself.

    `key_id` is the API key that authenticated the call, if any.
    """

    user_id: int | None
    address: str
    request_id: str
    key_id: int | None = None


ANONYMOUS = Actor(None, "", "")
_current: ContextVar[Actor] = ContextVar("actor", default=ANONYMOUS)


def set_current(actor: Actor) -> None:
    """Make this thread act for `actor`. Every request sets it, because threads are reused."""
    _current.set(actor)


def current() -> Actor:
    """Return the actor of this thread."""
    return _current.get()


def network(address: str | None) -> str:
    """Return the network that counts as one client: an IPv4 address, or the /64 that an IPv6 customer gets."""
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


def site(address: str | None) -> str:
    """Return what one customer has many networks of: an IPv4 address, or the /48 of IPv6 that an organization gets."""
    found = network(address)
    return found[:14] if ":" in found else found
