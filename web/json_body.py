"""The JSON door: what comes in is strict JSON or a 400 that says where, what goes out is orjson's."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

import orjson
from flask import Request as FlaskRequest
from flask import Response
from flask.json.provider import JSONProvider

from problems import Problem, invalid

DEEPEST = 32
# Each unknown member costs a fault of its own; no model has as many fields.
MOST_MEMBERS = 200
# What the largest order of a course's contents comes to.
MOST_VALUES = 50_000
LARGEST_INTEGER = 2**63 - 1
LONGEST_WHOLE = 40
LONGEST_INTEGER = len(str(-LARGEST_INTEGER))
# The place of a longer key is not looked for: searching backwards can cost its length at each byte.
LONGEST_PLACED = 200


class Request(FlaskRequest):
    """A request whose `get_json` refuses what Flask's lets pass: depth, duplicate keys, NaN, huge integers."""

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:
        """The parsed body, or None where there is none. `force` and `silent` change nothing here."""
        body = self.get_data(cache=cache)
        if self.content_length is None and len(body) == self.max_content_length:
            # Werkzeug cuts a body without a length off where it becomes too large.
            raise Problem("payload_too_large")
        if not body:
            return None
        self._refuse_encoded()
        if self.mimetype != "application/json" and not self.mimetype.endswith("+json"):
            raise Problem("unsupported_media_type")
        value = parse(body)
        if value is None:
            # A written null is no object, and must not pass for a body that was left out.
            raise invalid("body", "model_type")
        return value

    def _load_form_data(self) -> None:
        self._refuse_encoded()
        super()._load_form_data()

    def _refuse_encoded(self) -> None:
        """A 415 for a compressed body: a small one may hold more than all memory."""
        if self.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
            raise Problem("encoded_body", headers={"Accept-Encoding": "identity"})


class OrjsonProvider(JSONProvider):
    """Flask's `jsonify` through orjson."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return _written(obj).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        return parse(s.encode() if isinstance(s, str) else s)

    def response(self, *args: Any, **kwargs: Any) -> Any:
        body = _written(self._prepare_response_obj(args, kwargs))
        return Response(body, mimetype="application/json")


def _written(value: Any) -> bytes:
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        # Sums of absurd prices are beyond the 64 bits that orjson writes.
        return json.dumps(value, ensure_ascii=False).encode()


def parse(body: bytes) -> Any:
    """Strict JSON (RFC 8259) of UTF-8, else a 400.

    At most 32 deep, 50,000 values, 200 members of an object, integers of 64 bits, each key once.
    """
    try:
        # The judge of the grammar, in one pass and at most 1,024 deep, before anything else looks at the body.
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        _refuse(f"{error.msg} at line {error.lineno} column {error.colno}")
    # Those in texts count here, too, so this only ever leaves the walk out where it is needless.
    opened = body.count(b"[") + body.count(b"{")
    if opened > DEEPEST or opened + body.count(b",") > MOST_VALUES:
        _must_be_bounded(value)
    try:
        # The hooks of the standard parser see what orjson swallows.
        return _DECODER.decode(body.decode())
    except _Twice as twice:
        written = orjson.dumps(twice.key)
        place = body.rfind(written) if len(written) <= LONGEST_PLACED else -1
        _refuse(f"the key {twice.key[:64]!r} stands twice in one object" + (f", at byte {place}" if place >= 0 else ""))
    except _Beyond as beyond:
        _refuse(f"an integer beyond 64 bits at byte {body.find(beyond.digits.encode())}")
    except RecursionError:
        # So deep only below a key that stands twice, of which orjson keeps the last.
        _refuse_deep()


class _Twice(Exception):
    def __init__(self, key: str) -> None:
        self.key = key


class _Beyond(Exception):
    def __init__(self, digits: str) -> None:
        self.digits = digits


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MOST_MEMBERS:
        _refuse(f"more than {MOST_MEMBERS} members in one object")
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Twice(key)
            seen.add(key)
    return found


def _bounded(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER or abs(value := int(digits)) > LARGEST_INTEGER:
        raise _Beyond(digits)
    return value


def _whole(digits: str) -> int | float:
    """4.0 is the integer 4, as JSON Schema has it and as some languages write it."""
    value = float(digits)
    if not value.is_integer() or abs(value) > LARGEST_INTEGER or len(digits) > LONGEST_WHOLE:
        return value
    # Exactly, where a float stands for several integers.
    exact = Decimal(digits)
    return int(exact) if int(exact) == exact else value


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_int=_bounded, parse_float=_whole)


def _must_be_bounded(value: Any) -> None:
    """Look at all containers of one depth at a time, so that no depth is too much for this walk itself."""
    level: list[Any] = [[value]]
    values = 0
    for _ in range(DEEPEST + 1):
        values += sum(map(len, level))
        if values > MOST_VALUES:
            _refuse(f"more than {MOST_VALUES:,} values")
        level = [
            child
            for container in level
            for child in (container.values() if isinstance(container, dict) else container)
            if isinstance(child, (dict, list))
        ]
        if not level:
            return
    _refuse_deep()


def _refuse_deep() -> NoReturn:
    _refuse(f"nested deeper than {DEEPEST}")


def _refuse(why: str) -> NoReturn:
    raise Problem("malformed_json", why=why)
