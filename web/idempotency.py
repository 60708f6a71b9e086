"""The `Idempotency-Key` header: a repeated call returns the first response and changes nothing more.

The call, its key and its response are one transaction. Calls that must not keep a transaction open (they hash
passwords, count failed attempts, decode files or commit in batches) hold the key by a lease instead. Only successes
are stored: after a failure the key is free again. Responses are encrypted, because some hold secrets.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
import json
import logging
import re
from collections.abc import Callable, Iterator
from typing import IO, Any, TypeVar

import mysql.connector
import orjson
from flask import Flask, Response, current_app, g, request

import actor
from problems import Problem, invalid
from queries.system import idempotency
from queries.system.idempotency import NOBODY, Key

log = logging.getLogger("finenice")

View = TypeVar("View", bound=Callable[..., Any])

MUTATING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
REPLAYED = "Idempotent-Replayed"
PATTERN = "[!-~]{1,255}"
CHUNK = 64 * 1024


def own_transaction(view: View) -> View:
    """Mark a view that stores the key in its own transaction; it reads the key with `key_header`."""
    view.idempotency = "own"  # type: ignore[attr-defined]
    return view


def leased(view: View) -> View:
    """Mark a view that commits in parts; its key is held by a lease."""
    view.idempotency = "leased"  # type: ignore[attr-defined]
    return view


def read_only(view: View) -> View:
    """Mark a view that changes nothing and so needs no key."""
    view.idempotency = "none"  # type: ignore[attr-defined]
    return view


def key_required(view: View) -> View:
    """Mark a view that moves money: a call without a key is refused, because nobody could tell a retry from a twin."""
    view.key_required = True  # type: ignore[attr-defined]
    return view


def names_customer(customer_id: int) -> None:
    """Have the response of this call erased with a customer of a seller. They stay locked until COMMIT."""
    g.named_customer = customer_id


def mode(view: Any) -> str:
    """Return how a view holds its keys: `own`, `none`, `leased` or `transaction`."""
    if hasattr(view, "idempotency"):
        return str(view.idempotency)
    # A failed attempt stays counted after a rollback, and files take long to decode and store.
    return "leased" if hasattr(view, "checks_secret") or hasattr(view, "form") else "transaction"


def install(app: Flask) -> None:
    """Wrap the views of all mutating routes."""
    for endpoint in {rule.endpoint for rule in app.url_map.iter_rules() if MUTATING & (rule.methods or set())}:
        view = app.view_functions[endpoint]
        kind = mode(view)
        if kind in ("leased", "transaction"):
            app.view_functions[endpoint] = _once(view, _leased if kind == "leased" else _in_one_transaction)


def key_header() -> str | None:
    """Return the request's key or None, or raise a 422 if it is malformed."""
    text: str | None = request.environ.get("HTTP_IDEMPOTENCY_KEY")
    if text is not None and not re.fullmatch(PATTERN, text):
        raise invalid("idempotency_key", "idempotency_key")
    return text


def _once(view: Callable[..., Any], run: Callable[[Key, Callable[[], Response]], Response]) -> Callable[..., Any]:
    @functools.wraps(view)
    def call(**kwargs: Any) -> Any:
        text = key_header()
        if text is None or request.method not in MUTATING:
            if hasattr(view, "key_required"):
                raise Problem("idempotency_key_required")
            return view(**kwargs)

        def respond() -> Response:
            _rewind()
            response = current_app.make_response(view(**kwargs))
            if not 200 <= response.status_code < 300:
                raise _NotStored(response)
            return response

        if (largest := getattr(view, "largest_body", None)) is not None:
            request.max_content_length = largest
        try:
            return run(_key(text), respond)
        except _NotStored as failure:
            return failure.response

    return call


class _NotStored(Exception):
    """Carries a failed response out of its transaction, which rolls back."""

    def __init__(self, response: Response) -> None:
        self.response = response


def _in_one_transaction(key: Key, respond: Callable[[], Response]) -> Response:
    made: list[Response] = []

    def work() -> tuple[str, int | None]:
        g.pop("named_customer", None)
        made[:] = [respond()]
        return _serialize(made[0]), g.get("named_customer")

    stored, replayed = idempotency.once(key, current_app.extensions["cipher"], work)
    return _replay(stored) if replayed else made[0]


def _leased(key: Key, respond: Callable[[], Response]) -> Response:
    cipher = current_app.extensions["cipher"]
    stored = idempotency.lease(key, cipher)
    if stored is not None:
        return _replay(stored)
    try:
        response = respond()
    except BaseException:
        _end_lease(lambda: idempotency.release(key))
        raise
    _end_lease(lambda: idempotency.settle(key, cipher, _serialize(response)))
    return response


def _end_lease(end: Callable[[], None]) -> None:
    """End the lease. If that fails, the key is free when the lease expires; the call itself is committed."""
    try:
        end()
    except mysql.connector.Error as error:
        log.warning("an idempotency key stays leased", extra={"errno": error.errno})


def _key(text: str) -> Key:
    """Return the key with the digest of the request. A call under `/api/v1` is the same as under `/api`."""
    identity = g.get("identity")
    operation = f"{request.method} {(request.endpoint or '').removeprefix('v1_')}"
    if identity is None:
        # Anonymous clients have one key space per network, so that none can use up another's keys.
        text = hashlib.sha256(f"{actor.network(request.remote_addr)} {text}".encode()).hexdigest()
    digest = hmac.new(current_app.config["JWT_SECRET_KEY"].encode(), b"finenice idempotency", "sha256")
    arguments = [operation, request.view_args, sorted(request.args.items(multi=True))]
    digest.update(json.dumps(arguments, sort_keys=True).encode())
    for part in _body():
        digest.update(b"%d:" % len(part) + part)
    return Key(identity.user_id if identity else NOBODY, operation, text, digest.digest())


def _body() -> Iterator[bytes]:
    """Yield the normalized body: JSON with sorted keys, or the fields of a form and the hashes of its files."""
    if request.mimetype == "multipart/form-data":
        yield json.dumps(sorted(request.form.items(multi=True))).encode()
        for name, file in sorted(request.files.items(multi=True), key=lambda part: part[0]):
            yield json.dumps([name, file.filename]).encode()
            yield _digest(file.stream)
        return
    body = request.get_data()
    try:
        yield orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        yield body


def _digest(stream: IO[bytes]) -> bytes:
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.digest()


def _rewind() -> None:
    if request.mimetype == "multipart/form-data":
        for _, file in request.files.items(multi=True):
            file.stream.seek(0)


def _serialize(response: Response) -> str:
    headers = [pair for pair in response.headers if pair[0] != "Content-Length"]
    return orjson.dumps([response.status_code, headers, response.get_data(as_text=True)]).decode()


def _replay(stored: str) -> Response:
    status, headers, body = orjson.loads(stored)
    response = Response(body, status, headers)
    response.headers[REPLAYED] = "true"
    return response
