"""The connection that all calls share: credentials, retries and errors."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, ParamSpec, TypeVar
from urllib.parse import quote, urlencode

import urllib3

Upload = bytes | tuple[str, bytes]
"""A file to send: its bytes, or its name and its bytes."""


P = ParamSpec("P")
T = TypeVar("T")
# Codes after which the session has ended.
ENDED = ("expired_token", "invalid_token", "reused_token", "revoked_token")


@dataclass(frozen=True)
class Response(Generic[T]):
    """A response: the body with its status and headers."""

    data: T
    status: int
    headers: Mapping[str, str]

    @property
    def etag(self) -> str | None:
        """The value for `if_match` of the next call."""
        return self.headers.get("ETag")

    @property
    def location(self) -> str | None:
        """The path of the created resource or job."""
        return self.headers.get("Location")

    @property
    def replayed(self) -> bool:
        """True if this is the response of an earlier call with the same key, and nothing was changed now."""
        return self.headers.get("Idempotent-Replayed") == "true"


class Problem(Exception):
    """An error response (RFC 9457). Each `code` has a subclass."""

    classes: ClassVar[dict[str, type[Problem]]] = {}

    def __init_subclass__(cls, code: str = "") -> None:
        Problem.classes[code] = cls

    def __init__(self, status: int, members: Mapping[str, Any]) -> None:
        super().__init__(members.get("detail") or f"status {status}")
        self.status = status
        self.members = members
        self.code = str(members.get("code", ""))
        self.detail = str(members.get("detail", ""))
        self.request_id: str | None = members.get("request_id")
        self.errors: list[dict[str, str]] = members.get("errors", [])
        # The members that the subclass declares.
        for name in vars(type(self)).get("__annotations__", {}) if type(self) is not Problem else ():
            if name in members:
                setattr(self, name, members[name])

    def __getitem__(self, name: str) -> Any:
        """Return a member of the problem, such as `available` of `InsufficientStock`."""
        return self.members[name]


class Calls:
    """A connection to one shop, for any number of threads.

    An expired access token is renewed once, for all threads. After a 429 or 503 the call waits for `Retry-After`, at
    most `max_wait` seconds in total. Every call that changes something has an `Idempotency-Key`, yours or a new one. If
    the response is lost, the call is repeated with the same key.
    """

    def __init__(
        self,
        url: str,
        *,
        api_key: str | None = None,
        access_token: str | None = None,
        refresh_token: str | None = None,
        language: str = "en",
        timeout: float = 30,
        max_wait: float = 30,
        on_tokens: Callable[[str, str], None] | None = None,
        on_signed_out: Callable[[Problem | None], None] | None = None,
    ) -> None:
        self.url = url.rstrip("/")
        self.api_key, self.access_token, self.refresh_token = api_key, access_token, refresh_token
        self.language, self.max_wait = language, max_wait
        self.on_tokens, self.on_signed_out = on_tokens, on_signed_out
        self._last = threading.local()
        self._pool = urllib3.PoolManager(maxsize=16, timeout=timeout, retries=False)
        self._renewing = threading.Lock()

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str | None] | None = None,
        body: Any = None,
        form: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the JSON of the response, bytes if it is another type, None if it is empty. Raise `Problem`."""
        sent = {name.lower(): value for name, value in (headers or {}).items() if value is not None}
        if method != "GET":
            sent.setdefault("idempotency-key", new_key())
        sent["accept-language"] = self.language
        pairs = [(name, _text(value)) for name, values in (query or {}).items() for value in _each(values)]
        url = self.url + path + (f"?{urlencode(pairs)}" if pairs else "")
        content: dict[str, Any] = {}
        if body is not None:
            sent["content-type"] = "application/json"
            content["body"] = json.dumps(body).encode()
        elif form is not None:
            content["fields"] = _fields(form)
        deadline = time.monotonic() + self.max_wait
        renewed = lost = False
        while True:
            token = self.access_token
            try:
                response = self._pool.request(method, url, headers={**sent, **self._credential(token)}, **content)
            except urllib3.exceptions.HTTPError:
                if lost:
                    raise
                lost = True
                continue
            if response.status < 400:
                self._last.response = response
                return _read(response)
            problem = _problem(response)
            if problem.code == "expired_token" and self.refresh_token and not renewed:
                self._renew(token)
                renewed = True
                continue
            if problem.code in ENDED and token and token == self.access_token:
                self.clear_tokens(problem)
            pause = float(response.headers.get("Retry-After", "inf"))
            waits = response.status in (429, 503) or problem.code == "idempotency_in_progress"
            if not waits or time.monotonic() + pause > deadline:
                raise problem
            time.sleep(pause)

    def set_tokens(self, tokens: Mapping[str, Any]) -> None:
        """Use these tokens from now on."""
        self.access_token, self.refresh_token = tokens["access_token"], tokens["refresh_token"]
        if self.on_tokens:
            self.on_tokens(tokens["access_token"], tokens["refresh_token"])

    def clear_tokens(self, problem: Problem | None = None) -> None:
        """Make anonymous calls from now on. `problem` is the reason if the session was ended by the shop."""
        if self.access_token is None:
            return
        self.access_token = self.refresh_token = None
        if self.on_signed_out:
            self.on_signed_out(problem)

    def with_response(self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Response[T]:
        """Call the method and return its response with status and headers."""
        data = method(*args, **kwargs)
        response: urllib3.BaseHTTPResponse = self._last.response
        return Response(data, response.status, response.headers)

    def _credential(self, token: str | None) -> dict[str, str]:
        if self.api_key:
            return {"Authorization": f"ApiKey {self.api_key}"}
        return {"Authorization": f"Bearer {token}"} if token else {}

    def _renew(self, expired: str | None) -> None:
        with self._renewing:
            if self.access_token != expired:
                return
            body = json.dumps({"refresh_token": self.refresh_token}).encode()
            headers = {"Content-Type": "application/json", "Accept-Language": self.language}
            response = self._pool.request("POST", f"{self.url}/api/auth/refresh", body=body, headers=headers)
            if response.status >= 400:
                problem = _problem(response)
                if response.status == 401:
                    self.clear_tokens(problem)
                raise problem
            self.set_tokens(_read(response))


class Resource:
    """The calls of one resource."""

    def __init__(self, calls: Calls) -> None:
        self._call = calls.call


def walk(page: Callable[[str], Any], name: str) -> Iterator[Any]:
    """Yield every row of a list, page after page."""
    cursor: str | None = ""
    while cursor is not None:
        answer = page(cursor)
        yield from answer[name]
        cursor = answer["next_cursor"]


def segment(value: str) -> str:
    """Return the text as one segment of a path."""
    return quote(value, safe="")


def new_key() -> str:
    """Return a new idempotency key."""
    return str(uuid.uuid4())


def _text(value: Any) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)


def _each(values: Any) -> list[Any]:
    """Return the values of one parameter: the elements of a list, or nothing for None."""
    return values if isinstance(values, list) else [] if values is None else [values]


def _fields(form: Mapping[str, Any]) -> list[tuple[str, Any]]:
    def part(name: str, value: Any) -> tuple[str, Any]:
        if isinstance(value, bytes):
            value = (name, value)
        return name, value if isinstance(value, tuple) else _text(value)

    return [part(name, value) for name, values in form.items() for value in _each(values)]


def _read(response: urllib3.BaseHTTPResponse) -> Any:
    if not response.data:
        return None
    return response.json() if response.headers.get("Content-Type", "").endswith("json") else response.data


def _problem(response: urllib3.BaseHTTPResponse) -> Problem:
    members = _read(response)
    if not isinstance(members, dict):
        # The response is from a proxy in between.
        members = {"detail": f"{response.status} {response.reason}"}
    return Problem.classes.get(str(members.get("code")), Problem)(response.status, members)
