"""JSON bodies: strict parsing of requests, with errors that name the position, and responses by orjson."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

import orjson
from flask import Request as FlaskRequest
from flask import Response
from flask.json.provider import JSONProvider

from problems import Problem, invalid

MAX_DEPTH = 32
# Each unknown member is an error in the response; no model has as many fields.
MAX_MEMBERS = 200
# The largest outline of a course has about as many.
MAX_VALUES = 50_000
MAX_INTEGER = 2**63 - 1
MAX_FLOAT_LENGTH = 40
MAX_INTEGER_LENGTH = len(str(-MAX_INTEGER))
# The position of a longer key is not searched: rfind() can cost its length at each byte.
MAX_LOCATED_KEY = 200


class Request(FlaskRequest):
    """A request with a strict `get_json`: no duplicate keys, no NaN, and limits of depth and integers."""

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:
        """Return the parsed body, or None for an empty one. `force` and `silent` are ignored."""
        body = self.get_data(cache=cache)
        if self.content_length is None and len(body) == self.max_content_length:
            # Werkzeug truncates a body without a length at the limit.
            raise Problem("payload_too_large")
        if not body:
            return None
        self._refuse_encoded()
        is_json = self.mimetype == "application/json" or self.mimetype.endswith("+json")
        # RFC 8259 defines no charset, and some clients send that of JSON; any other would be read wrongly.
        if not is_json or self.mimetype_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
            raise Problem("unsupported_media_type")
        value = parse(body)
        if value is None:
            # null is no object, and it must not count as an empty body.
            raise invalid("body", "model_type")
        return value

    def _load_form_data(self) -> None:
        self._refuse_encoded()
        super()._load_form_data()

    def _refuse_encoded(self) -> None:
        """Raise a 415 for a compressed body: a small one may expand beyond all memory."""
        if self.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
            raise Problem("encoded_body", headers={"Accept-Encoding": "identity"})


class OrjsonProvider(JSONProvider):
    """Flask's `jsonify` through orjson."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return _dumps(obj).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        return parse(s.encode() if isinstance(s, str) else s)

    def response(self, *args: Any, **kwargs: Any) -> Any:
        body = _dumps(self._prepare_response_obj(args, kwargs))
        return Response(body, mimetype="application/json")


def _dumps(value: Any) -> bytes:
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        # Sums of huge prices exceed the 64 bits that orjson supports.
        return json.dumps(value, ensure_ascii=False).encode()


def parse(body: bytes) -> Any:
    """Parse strict JSON (RFC 8259) in UTF-8, or raise a 400.

    Limits: a depth of 32, 50,000 values, 200 members of an object, integers of 64 bits, unique keys.
    """
    try:
        # orjson checks the grammar first, in one pass and to a depth of 1,024.
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        _refuse(f"{error.msg} at line {error.lineno} column {error.colno}")
    # Brackets and commas in strings count, too, so this is an upper bound.
    opened = body.count(b"[") + body.count(b"{")
    if opened > MAX_DEPTH or opened + body.count(b",") > MAX_VALUES:
        _check_limits(value)
    try:
        # The hooks of the standard parser see duplicate keys and long integers, which orjson accepts.
        return _DECODER.decode(body.decode())
    except _DuplicateKey as duplicate:
        encoded = orjson.dumps(duplicate.key)
        place = body.rfind(encoded) if len(encoded) <= MAX_LOCATED_KEY else -1
        _refuse(
            f"the key {duplicate.key[:64]!r} appears twice in one object" + (f", at byte {place}" if place >= 0 else "")
        )
    except _IntegerTooLong as error:
        _refuse(f"an integer beyond 64 bits at byte {body.find(error.digits.encode())}")
    except RecursionError:
        # Only below a duplicate key, of which orjson has kept the last value.
        _refuse_deep()


class _DuplicateKey(Exception):
    def __init__(self, key: str) -> None:
        self.key = key


class _IntegerTooLong(Exception):
    def __init__(self, digits: str) -> None:
        self.digits = digits


def _unique_members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MAX_MEMBERS:
        _refuse(f"more than {MAX_MEMBERS} members in one object")
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _DuplicateKey(key)
            seen.add(key)
    return found


def _integer(digits: str) -> int:
    if len(digits) > MAX_INTEGER_LENGTH or abs(value := int(digits)) > MAX_INTEGER:
        raise _IntegerTooLong(digits)
    return value


def _number(digits: str) -> int | float:
    """Return a float, or an integer for 4.0, as JSON Schema defines it and some languages write it."""
    value = float(digits)
    if not value.is_integer() or abs(value) > MAX_INTEGER or len(digits) > MAX_FLOAT_LENGTH:
        return value
    # Beyond 2^53 a float stands for several integers.
    exact = Decimal(digits)
    return int(exact) if int(exact) == exact else value


_DECODER = json.JSONDecoder(object_pairs_hook=_unique_members, parse_int=_integer, parse_float=_number)


def _check_limits(value: Any) -> None:
    """Check depth and number of values level by level, without recursion."""
    level: list[Any] = [[value]]
    values = 0
    for _ in range(MAX_DEPTH + 1):
        values += sum(map(len, level))
        if values > MAX_VALUES:
            _refuse(f"more than {MAX_VALUES:,} values")
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
    _refuse(f"nested deeper than {MAX_DEPTH}")


def _refuse(why: str) -> NoReturn:
    raise Problem("malformed_json", why=why)
