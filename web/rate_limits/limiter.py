"""Rate limits by API key, by user and by network, over sliding windows.

The headers are those of draft-ietf-httpapi-ratelimit-headers-11; `t` is the seconds until one more call is allowed.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any, NamedTuple, Protocol, TypeVar

from flask import Flask, Response, current_app, g, request

import actor
from problems import Problem
from settings import Limit, Limits, Settings
from web.rate_limits.sliding_windows import (
    Counter,
    CounterUnavailable,
    RedisCounter,
    SharedMemoryCounter,
    SlidingWindow,
    WindowState,
)

_shared: SharedMemoryCounter | None = None

View = TypeVar("View", bound=Callable[..., Any])

QUOTA_SECONDS = 3600
# Key of the WSGI environment: the limits after this request was counted. The gateway may run a request twice.
COUNTED = "finenice.counted"
USAGE = "api_key_usage"


class Caller(Protocol):
    """The part of an identity that the limits need."""

    @property
    def user_id(self) -> int: ...
    @property
    def key_id(self) -> int | None: ...
    @property
    def quota(self) -> int | None: ...


class Policy(NamedTuple):
    """A limit that applies to a call, and the subject whose calls it counts."""

    name: str
    limit: Limit
    subject: str

    @property
    def window(self) -> SlidingWindow:
        return SlidingWindow(f"finenice:{self.name}:{self.subject}", self.limit.calls, self.limit.seconds)


def checks_secret(view: View) -> View:
    """Mark a route that verifies a secret; its calls count by network, too."""
    view.checks_secret = True  # type: ignore[attr-defined]
    return view


def exempt(view: View) -> View:
    """Mark a route whose calls are not counted."""
    view.exempt = True  # type: ignore[attr-defined]
    return view


def install(app: Flask, settings: Settings, known: Callable[[], Caller | None]) -> None:
    """Count each call after `known` has identified the caller and before the body is read."""
    limits = settings.limits
    if not limits.any:
        return
    counter: Counter = RedisCounter(limits.redis_url) if limits.redis_url else _shared or _memory(limits)

    def policies(sensitive: bool) -> list[Policy]:
        found = []
        if limits.auth and sensitive:
            found.append(Policy("auth", limits.auth, actor.network(request.remote_addr)))
        # The caller of an unknown path need not be identified.
        caller = known() if request.endpoint and (limits.api or limits.general) else None
        if caller is not None and caller.key_id is not None:
            policy = _key_policy(limits, caller.key_id, caller.quota)
            if policy:
                found.append(policy)
        elif limits.general:
            subject = actor.network(request.remote_addr) if caller is None else str(caller.user_id)
            found.append(Policy("general", limits.general, subject))
        return found

    app.extensions[USAGE] = lambda key_id, quota: _usage(counter, _key_policy(limits, key_id, quota))

    @app.before_request
    def count() -> None:
        if COUNTED in request.environ:
            g.limits = request.environ[COUNTED]
            return
        view = app.view_functions.get(request.endpoint or "")
        if request.method == "OPTIONS" or getattr(view, "exempt", False):
            return
        sensitive = getattr(view, "checks_secret", False)
        applied = policies(sensitive)
        if not applied:
            return
        try:
            allowed, states = counter.hit([policy.window for policy in applied])
        except CounterUnavailable:
            if sensitive and limits.auth:
                raise Problem("rate_limiter_unavailable") from None
            return
        g.limits = request.environ[COUNTED] = list(zip(applied, states, strict=True))
        if not allowed:
            # A window with calls left has not refused this one.
            seconds = max(1, *(ceil(state.seconds) for state in states if not state.left))
            raise Problem("rate_limited", headers={"Retry-After": str(seconds)}, seconds=seconds)

    @app.after_request
    def add_headers(response: Response) -> Response:
        counted: list[tuple[Policy, WindowState]] = g.get("limits", [])
        if counted:
            response.headers["RateLimit-Policy"] = ", ".join(
                f'"{name}";q={limit.calls};w={limit.seconds}' for (name, limit, _), _ in counted
            )
            response.headers["RateLimit"] = ", ".join(
                f'"{policy.name}";r={state.left};t={ceil(state.seconds)}' for policy, state in counted
            )
        return response


class Usage(NamedTuple):
    """The calls of a key within the window up to now, the calls allowed, and the length of the window in seconds."""

    used: int
    allowed: int
    seconds: int


def usage(key_id: int, quota: int | None) -> Usage | None:
    """Return the use of this key, or None if calls are not limited or the counter does not answer."""
    find: Callable[[int, int | None], Usage | None] | None = current_app.extensions.get(USAGE)
    return find(key_id, quota) if find else None


def _key_policy(limits: Limits, key_id: int, quota: int | None) -> Policy | None:
    if limits.api is None:
        return None
    return Policy("api", Limit(quota, QUOTA_SECONDS) if quota else limits.api, str(key_id))


def _usage(counter: Counter, policy: Policy | None) -> Usage | None:
    if policy is None:
        return None
    try:
        _, (state,) = counter.hit([policy.window], count=False)
    except CounterUnavailable:
        return None
    calls, seconds = policy.limit.calls, policy.limit.seconds
    return Usage(calls - state.left, calls, seconds)


def share_memory(settings: Settings) -> None:
    """Make the apps of all processes forked from this one count together."""
    global _shared
    _shared = _memory(settings.limits) if settings.limits.any and not settings.limits.redis_url else None


def _memory(limits: Limits) -> SharedMemoryCounter:
    used = [limit.calls for limit in (limits.general, limits.auth, limits.api) if limit is not None]
    return SharedMemoryCounter([*used, limits.key_quota])
