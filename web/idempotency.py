"""The `Idempotency-Key` header: every call that changes something may be sent again, and does it once.

A call with a key runs in one transaction with the key and its answer. Calls that must not hold a transaction open
(they hash passwords, count failed proofs, decode files or commit in batches) hold the key on a lease instead.
Only a success is kept: after any failure the key is free again. The answers lie sealed, because some hold secrets.
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
from problems import invalid
from queries.system import idempotency
from queries.system.idempotency import NOBODY, Key

log = logging.getLogger("finenice")

View = TypeVar("View", bound=Callable[..., Any])

MUTATING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
REPLAYED = "Idempotent-Replayed"
PATTERN = "[!-~]{1,255}"
PART = 64 * 1024


def by_itself(view: View) -> View:
    """The view takes the key with `given` and hands it to its own transaction."""
    view.idempotency = "own"  # type: ignore[attr-defined]
    return view


def leased(view: View) -> View:
    """The view commits its parts by itself, so that its key is held on a lease and not in one transaction."""
    view.idempotency = "leased"  # type: ignore[attr-defined]
    return view


def changes_nothing(view: View) -> View:
    """The view only reads what it is sent, so that a repeated call needs no key."""
    view.idempotency = "none"  # type: ignore[attr-defined]
    return view


def way(view: Any) -> str:
    """How a view's keys are held: `own`, `none`, `leased` or `transaction`."""
    if hasattr(view, "idempotency"):
        return str(view.idempotency)
    # What checks secrets counts failures that no rollback may undo; what takes files decodes and stores them.
    return "leased" if hasattr(view, "checks_secret") or hasattr(view, "form") else "transaction"


def install(app: Flask) -> None:
    """Has every view of a mutating route run once for each key."""
    for endpoint in {rule.endpoint for rule in app.url_map.iter_rules() if MUTATING & (rule.methods or set())}:
        view = app.view_functions[endpoint]
        found = way(view)
        if found in ("leased", "transaction"):
            app.view_functions[endpoint] = _once(view, _leased if found == "leased" else _in_one_transaction)


def given() -> str | None:
    """The request's key, or a 422 where it is none."""
    text: str | None = request.environ.get("HTTP_IDEMPOTENCY_KEY")
    if text is not None and not re.fullmatch(PATTERN, text):
        raise invalid("idempotency_key", "idempotency_key")
    return text


def _once(view: Callable[..., Any], run: Callable[[Key, Callable[[], Response]], Response]) -> Callable[..., Any]:
    @functools.wraps(view)
    def call(**kwargs: Any) -> Any:
        text = given()
        if text is None or request.method not in MUTATING:
            return view(**kwargs)

        def answer() -> Response:
            _rewind()
            response = current_app.make_response(view(**kwargs))
            if not 200 <= response.status_code < 300:
                raise _NotKept(response)
            return response

        if (largest := getattr(view, "largest_body", None)) is not None:
            request.max_content_length = largest
        try:
            return run(_key(text), answer)
        except _NotKept as failure:
            return failure.response

    return call


class _NotKept(Exception):
    """Carries an answer that is no success out of its transaction."""

    def __init__(self, response: Response) -> None:
        self.response = response


def _in_one_transaction(key: Key, answer: Callable[[], Response]) -> Response:
    made: list[Response] = []

    def work() -> str:
        made[:] = [answer()]
        return _written(made[0])

    kept, replayed = idempotency.once(key, current_app.extensions["cipher"], work)
    return _replay(kept) if replayed else made[0]


def _leased(key: Key, answer: Callable[[], Response]) -> Response:
    seal = current_app.extensions["cipher"]
    kept = idempotency.lease(key, seal)
    if kept is not None:
        return _replay(kept)
    try:
        response = answer()
    except BaseException:
        _end_lease(lambda: idempotency.give_back(key))
        raise
    _end_lease(lambda: idempotency.settle(key, seal, _written(response)))
    return response


def _end_lease(end: Callable[[], None]) -> None:
    """What the call has done or refused stands already; without this the key is free once the lease has ended."""
    try:
        end()
    except mysql.connector.Error as error:
        log.warning("an idempotency key stays leased", extra={"errno": error.errno})


def _key(text: str) -> Key:
    """The key of this request; requests under `/api/v1` are those under `/api`."""
    identity = g.get("identity")
    operation = f"{request.method} {(request.endpoint or '').removeprefix('v1_')}"
    if identity is None:
        # Of those whom nobody knows each network has keys of its own, so that none can use up another's.
        text = hashlib.sha256(f"{actor.network(request.remote_addr)} {text}".encode()).hexdigest()
    digest = hmac.new(current_app.config["JWT_SECRET_KEY"].encode(), b"finenice idempotency", "sha256")
    arguments = [operation, request.view_args, sorted(request.args.items(multi=True))]
    digest.update(json.dumps(arguments, sort_keys=True).encode())
    for part in _body():
        digest.update(b"%d:" % len(part) + part)
    return Key(identity.user_id if identity else NOBODY, operation, text, digest.digest())


def _body() -> Iterator[bytes]:
    """What the body says: JSON however it is written, a form's fields and the hashes of its files."""
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
    while part := stream.read(PART):
        digest.update(part)
    return digest.digest()


def _rewind() -> None:
    if request.mimetype == "multipart/form-data":
        for _, file in request.files.items(multi=True):
            file.stream.seek(0)


def _written(response: Response) -> str:
    headers = [pair for pair in response.headers if pair[0] != "Content-Length"]
    return orjson.dumps([response.status_code, headers, response.get_data(as_text=True)]).decode()


def _replay(kept: str) -> Response:
    status, headers, body = orjson.loads(kept)
    response = Response(body, status, headers)
    response.headers[REPLAYED] = "true"
    return response
