"""The JSON door: what comes in is strict JSON or a 400 that says where, what goes out is orjson's."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

import orjson
from flask import Request as FlaskRequest
from flask import Response
from flask.json.provider import JSONProvider

from errors import Problem, invalid

DEEPEST = 32
LARGEST_INTEGER = 2**63 - 1
STRUCTURE = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


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
        if self.mimetype != "application/json" and not self.mimetype.endswith("+json"):
            raise Problem("unsupported_media_type")
        value = parse(body)
        if value is None:
            # A written null is no object, and must not pass for a body that was left out.
            raise invalid("body", "model_type")
        return value


class OrjsonProvider(JSONProvider):
    """Flask's `jsonify` through orjson."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return orjson.dumps(obj).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        return parse(s.encode() if isinstance(s, str) else s)

    def response(self, *args: Any, **kwargs: Any) -> Any:
        body = orjson.dumps(self._prepare_response_obj(args, kwargs))
        return Response(body, mimetype="application/json")


def parse(body: bytes) -> Any:
    """Strict JSON (RFC 8259) of UTF-8, at most 32 deep, integers of 64 bits, each key once; else a 400."""
    depth = 0
    # Brackets in texts count here, too, so this only ever leaves the walk out where it is needless.
    deep = body.count(b"[") + body.count(b"{") > DEEPEST
    for token in STRUCTURE.finditer(body) if deep else ():
        mark = token.group()[:1]
        if mark in b"[{":
            depth += 1
            if depth > DEEPEST:
                _refuse(f"nested deeper than {DEEPEST} at byte {token.start()}")
        elif mark in b"]}":
            depth -= 1
    try:
        orjson.loads(body)
    except orjson.JSONDecodeError as error:
        _refuse(f"{error.msg} at line {error.lineno} column {error.colno}")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                place = body.rfind(orjson.dumps(key))
                _refuse(
                    f"the key {key[:64]!r} stands twice in one object" + (f", at byte {place}" if place >= 0 else "")
                )
            found[key] = value
        return found

    def bounded(digits: str) -> int:
        if len(digits) > 20 or abs(int(digits)) > LARGEST_INTEGER:
            _refuse(f"an integer beyond 64 bits at byte {body.find(digits.encode())}")
        return int(digits)

    # orjson is the judge of the grammar; the standard parser's hooks see what it swallows.
    return json.loads(body, object_pairs_hook=once, parse_int=bounded)


def _refuse(why: str) -> NoReturn:
    raise Problem("malformed_json", why=why)
