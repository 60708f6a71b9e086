"""How often one may call: by key, by person and by address, over windows that move with each call.

The headers are those of draft-ietf-httpapi-ratelimit-headers-11; `t` is the seconds until one more call is let in.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any, NamedTuple, Protocol, TypeVar

from flask import Flask, Response, g, request

import actor
from problems import Problem
from settings import Limit, Limits, Settings
from web.rate_limits.windows import Away, Counter, Redis, SharedMemory, Standing, Window

_shared: SharedMemory | None = None

View = TypeVar("View", bound=Callable[..., Any])

SECONDS_OF_QUOTA = 3600
# Key of the WSGI environment: how the limits stand after this request, which the gateway may run twice, was counted.
COUNTED = "finenice.counted"


class Caller(Protocol):
    """What is asked of an identity."""

    @property
    def user_id(self) -> int: ...
    @property
    def key_id(self) -> int | None: ...
    @property
    def quota(self) -> int | None: ...


class Policy(NamedTuple):
    """One limit that applies to a call, and whose calls it counts."""

    name: str
    limit: Limit
    subject: str

    @property
    def window(self) -> Window:
        return Window(f"finenice:{self.name}:{self.subject}", self.limit.calls, self.limit.seconds)


def checks_secret(view: View) -> View:
    """Calls of this route count by their address, too, because it tells whether a secret is right."""
    view.checks_secret = True  # type: ignore[attr-defined]
    return view


def unlimited(view: View) -> View:
    """Calls of this route are not counted."""
    view.unlimited = True  # type: ignore[attr-defined]
    return view


def install(app: Flask, settings: Settings, known: Callable[[], Caller | None]) -> None:
    """Counts each call once it is `known` who calls, and before anything of the body is read."""
    limits = settings.limits
    if not limits.any:
        return
    counter: Counter = Redis(limits.redis_url) if limits.redis_url else _shared or _memory(limits)

    def policies(sensitive: bool) -> list[Policy]:
        found = []
        if limits.auth and sensitive:
            found.append(Policy("auth", limits.auth, actor.network(request.remote_addr)))
        # Who calls an address that is none has no need to be known.
        caller = known() if request.endpoint and (limits.api or limits.general) else None
        if caller is not None and caller.key_id is not None:
            if limits.api:
                own = Limit(caller.quota, SECONDS_OF_QUOTA) if caller.quota else limits.api
                found.append(Policy("api", own, str(caller.key_id)))
        elif limits.general:
            subject = actor.network(request.remote_addr) if caller is None else str(caller.user_id)
            found.append(Policy("general", limits.general, subject))
        return found

    @app.before_request
    def count() -> None:
        if COUNTED in request.environ:
            g.limits = request.environ[COUNTED]
            return
        view = app.view_functions.get(request.endpoint or "")
        if request.method == "OPTIONS" or getattr(view, "unlimited", False):
            return
        sensitive = getattr(view, "checks_secret", False)
        applied = policies(sensitive)
        if not applied:
            return
        try:
            admitted, standings = counter.hit([policy.window for policy in applied])
        except Away:
            if sensitive and limits.auth:
                raise Problem("rate_limiter_unavailable") from None
            return
        g.limits = request.environ[COUNTED] = list(zip(applied, standings, strict=True))
        if not admitted:
            # A window with place left has refused nothing.
            seconds = max(1, *(ceil(standing.seconds) for standing in standings if not standing.left))
            raise Problem("rate_limited", headers={"Retry-After": str(seconds)}, seconds=seconds)

    @app.after_request
    def tell(response: Response) -> Response:
        told: list[tuple[Policy, Standing]] = g.get("limits", [])
        if told:
            response.headers["RateLimit-Policy"] = ", ".join(
                f'"{name}";q={limit.calls};w={limit.seconds}' for (name, limit, _), _ in told
            )
            response.headers["RateLimit"] = ", ".join(
                f'"{policy.name}";r={standing.left};t={ceil(standing.seconds)}' for policy, standing in told
            )
        return response


def share(settings: Settings) -> None:
    """Have the apps of all processes that are forked from this one count together."""
    global _shared
    _shared = _memory(settings.limits) if settings.limits.any and not settings.limits.redis_url else None


def _memory(limits: Limits) -> SharedMemory:
    used = [limit.calls for limit in (limits.general, limits.auth, limits.api) if limit is not None]
    return SharedMemory([*used, limits.key_quota])
