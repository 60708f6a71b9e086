"""The models that routes build theirs from, and what the OpenAPI document says of every route."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from typing import Annotated, Any

from apiflask import APIFlask
from flask import current_app
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError
from werkzeug.routing import IntegerConverter

import normal_form
from web import idempotency, naming
from web.problem_schema import problem_schema

LARGEST_ID = 2**63 - 1
# The largest whole number that JavaScript holds exactly.
LARGEST_AMOUNT = 2**53 - 1

# The same for readers of the document, who have no validators of ours.
CONTROL = r"\u0000-\u001F\u007F-\u009F"
LINE = rf"^[^{CONTROL}]*[^\s{CONTROL}][^{CONTROL}]*$"
PROSE = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]*$"
USERNAME = "^[A-Za-z][A-Za-z0-9._-]{2,63}$"


def _as_utc(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value


def _clean(value: str) -> str:
    """One line of text without control characters, trimmed, in NFC."""
    if any(unicodedata.category(mark) in ("Cc", "Cs") for mark in value):
        raise PydanticCustomError("text", "control characters")
    value = _nfc(value).strip()
    if not value:
        raise PydanticCustomError("string_too_short", "blank", {"min_length": 1})
    return value


def _prose(value: str) -> str:
    """Text of several lines."""
    if any(unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\n\r\t" for mark in value):
        raise PydanticCustomError("text", "control characters")
    return _nfc(value).strip()


def _nfc(value: str) -> str:
    try:
        return normal_form.nfc(value)
    except normal_form.TooManyMarks:
        raise PydanticCustomError("combining_marks", "combining marks", {"most": normal_form.MOST_MARKS}) from None


def _email(value: str) -> str:
    """Lower case, because no provider in use tells addresses apart by case."""
    value = value.strip().lower()
    if not re.fullmatch(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+", value):
        raise PydanticCustomError("email", "no e-mail address")
    return value


def _username(value: str) -> str:
    value = value.strip().lower()
    if not re.fullmatch(r"[a-z][a-z0-9._-]{2,63}", value):
        raise PydanticCustomError("username", "no username")
    return value


def _not_null(value: Any) -> Any:
    if value is None:
        raise PydanticCustomError("null", "null")
    return value


Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Rupiah = Annotated[int, Field(ge=0, le=LARGEST_AMOUNT)]
Line = Annotated[str, Field(json_schema_extra={"pattern": LINE}), AfterValidator(_clean)]
Prose = Annotated[str, Field(json_schema_extra={"pattern": PROSE}), AfterValidator(_prose)]
Email = Annotated[str, Field(max_length=254, json_schema_extra={"format": "email"}), AfterValidator(_email)]
Username = Annotated[str, Field(max_length=64, json_schema_extra={"pattern": USERNAME}), AfterValidator(_username)]
Password = Annotated[
    str,
    Field(
        min_length=8,
        max_length=128,
        description="Common ones, and those that are little more than a name, are refused in production.",
        json_schema_extra={"format": "password"},
    ),
]
Instant = Annotated[datetime, BeforeValidator(_as_utc)]
NotNull = BeforeValidator(_not_null)


class Body(BaseModel):
    """A JSON body: no value is converted, an unknown field is refused by name."""

    model_config = ConfigDict(extra="forbid", strict=True)


def without_defaults(schema: dict[str, Any]) -> None:
    """What a field is when it is not given is nothing that a client could rely on."""
    for field in schema["properties"].values():
        field.pop("default", None)


class Change(Body):
    """A JSON body that changes the fields given and leaves the others, so that no field has a default."""

    model_config = ConfigDict(json_schema_extra=without_defaults)


class Query(BaseModel):
    """A query string: its text is converted, an unknown parameter is refused by name."""

    model_config = ConfigDict(extra="forbid")


class Reply(BaseModel):
    """An answer; what a query brings beyond its fields stays inside."""

    model_config = ConfigDict(extra="ignore")


class Message(Reply):
    """An answer that only says something."""

    msg: str


REASONS = {
    304: "The client has it already",
    400: "The body can't be read: no strict JSON, for one",
    401: "No token or API key, one that is not valid any more, or wrong credentials",
    403: "The caller lacks the role or a recent sign-in, or the API key the scope",
    404: "No such row, or not the caller's",
    408: "The body came too slowly",
    409: "Against the present state",
    410: "A link that has expired or was used, or a certificate that was revoked",
    412: "Changed since the client has read it",
    413: "The body is too large",
    415: "The body is of another media type",
    416: "The file has no such part",
    422: "Fields need attention",
    503: "The database does not answer, or what counts the attempts",
}

IDEMPOTENCY_KEY = {
    "name": "idempotency-key",
    "in": "header",
    "description": "A repeated call answers what the first one did and changes nothing more.",
    "schema": {"type": "string", "pattern": f"^{idempotency.PATTERN}$"},
}
RETRY_AFTER = {"Retry-After": {"required": True, "schema": {"type": "integer"}, "description": "Seconds."}}
HEADERS = {
    401: {"WWW-Authenticate": {"required": True, "schema": {"type": "string"}}},
    503: RETRY_AFTER,
}
PROBLEM_CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
TOO_MANY = {
    "description": "Too many calls; every answer tells in `RateLimit` how many are left",
    "content": PROBLEM_CONTENT,
    "headers": {
        **RETRY_AFTER,
        "RateLimit-Policy": {
            "schema": {"type": "string"},
            "description": 'Each limit with calls `q` and seconds `w`, such as `"general";q=100;w=60`.',
        },
        "RateLimit": {
            "schema": {"type": "string"},
            "description": 'Calls `r` that are left, and seconds `t` until one more is: `"general";r=57;t=12`.',
        },
    },
}


SECURITY_SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "A person who has signed in."},
    "api_key": {
        "type": "apiKey",
        "in": "header",
        "name": "X-API-Key",
        "description": "A program; `Authorization: ApiKey <key>` says the same.",
    },
}
# What a route's `scope` means to a key where it is none.
FOR_KEYS = {None: "Not for API keys.", "any": "Any API key will do."}


class BoundedInteger(IntegerConverter):
    """`<int:...>` in a path: a number with more digits than any id of ours is not found, before any query.

    The pattern says so, because a path that `max` refuses is a 405 where another method has the same address.
    """

    regex = "[0-9]{1,18}"


def install(app: APIFlask) -> None:
    """Makes the OpenAPI document tell guards and problems of every route from the routes themselves."""
    app.config.update(
        AUTO_404_RESPONSE=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        AUTO_OPERATION_ID=False,
        AUTO_SERVERS=False,
        SECURITY_SCHEMES=SECURITY_SCHEMES,
        SPEC_FORMAT="json",
    )

    @app.spec_processor
    def complete(spec: Any) -> Any:
        schemas = spec["components"].setdefault("schemas", {})
        schemas["Problem"] = problem_schema(schemas)
        spec["components"]["responses"] = {"TooMany": TOO_MANY}
        views = _views()
        # The versioned paths and the pages lead to the same handlers; the canonical ones stand for them.
        spec["paths"] = {path: item for path, item in spec["paths"].items() if not path.startswith("/api/v1/")}
        for path, operations in spec["paths"].items():
            for method, operation in operations.items():
                view = views[method.upper(), path]
                _complete_operation(operation, view, method, path, spec["components"]["schemas"])
        _name_operations(spec["paths"])
        spec["servers"] = [{"url": "/"}]
        spec["tags"] = [{"name": name} for name in sorted({tag["name"] for tag in spec.get("tags", [])})]
        return spec


def _endpoints() -> dict[tuple[str, str], str]:
    return {
        (method, re.sub(r"<(?:[^<:>]+:)?([^<>]+)>", r"{\1}", rule.rule)): rule.endpoint
        for rule in current_app.url_map.iter_rules()
        for method in rule.methods or ()
    }


def _views() -> dict[tuple[str, str], Any]:
    return {call: current_app.view_functions[endpoint] for call, endpoint in _endpoints().items()}


def _name_operations(paths: dict[str, Any]) -> None:
    """Gives every operation an id of its own; of two addresses of one function, the longer one is named first."""
    endpoints, taken = _endpoints(), set[str]()
    for path in sorted(paths, key=lambda path: (-len(path), path)):
        for method, operation in paths[path].items():
            endpoint = endpoints[method.upper(), path]
            operation["operationId"] = naming.operation_id(endpoint, method, taken)
            operation["x-resource"] = endpoint.rpartition(".")[0]
            taken.add(operation["operationId"])


def _complete_operation(operation: dict[str, Any], view: Any, method: str, path: str, schemas: dict[str, Any]) -> None:
    responses = operation["responses"]
    statuses = set(getattr(view, "problems", ()))
    access = view.access
    if access.signed_in:
        scopes = [] if access.scope == "any" else [access.scope]
        operation["security"] = [{"bearer": []}, *([{"api_key": scopes}] if access.scope else [])]
        statuses |= {401, 403}
        asked = [f"Needs one of the roles: {', '.join(access.roles)}."] if access.roles else []
        asked.append(FOR_KEYS.get(access.scope, f"An API key needs the scope {access.scope}."))
        operation["description"] = f"{operation.get('description', '')}\n\n{' '.join(asked)}".strip()
    if form := getattr(view, "form", None):
        schema = form.model_json_schema()
        schema["properties"] = {name: _without_null(field) for name, field in schema["properties"].items()}
        schemas[form.__name__] = schema
        reference = {"$ref": f"#/components/schemas/{form.__name__}"}
        operation["requestBody"] = {"content": {"multipart/form-data": {"schema": reference}}}
    if "requestBody" in operation:
        (content,) = operation["requestBody"]["content"].values()
        model = schemas[content["schema"]["$ref"].rsplit("/", 1)[1]]
        # No body at all is read as an empty object.
        operation["requestBody"]["required"] = bool(model.get("required"))
        statuses |= {400, 408, 413, 415, 422}
    for parameter in operation.get("parameters", ()):
        if parameter["in"] != "path":
            statuses.add(422)
            parameter["schema"] = _without_null(parameter["schema"])
            if parameter["schema"].pop("deprecated", False):
                parameter["deprecated"] = True
        elif parameter["schema"]["type"] == "integer":
            parameter["schema"] = {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}
    if "{" in path:
        statuses.add(404)
    if method.upper() in idempotency.MUTATING and idempotency.way(view) != "none":
        operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
        statuses |= {409, 422}
        for status in (status for status in responses if str(status).startswith("2")):
            responses[status].setdefault("headers", {})[idempotency.REPLAYED] = {"schema": {"const": "true"}}
    statuses.add(503)
    if not getattr(view, "unlimited", False):
        statuses.add(429)
    for status in sorted(statuses):
        if status == 429:
            responses["429"] = {"$ref": "#/components/responses/TooMany"}
            continue
        responses[str(status)] = {"description": REASONS[status]}
        if status >= 400:
            responses[str(status)]["content"] = PROBLEM_CONTENT
        if status in HEADERS:
            responses[str(status)]["headers"] = HEADERS[status]


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of what may be left out; there is no way to write null in a URL, a header or a form."""
    if schema.get("default", ...) is None:
        del schema["default"]
    choices = [choice for choice in schema.pop("anyOf", []) if choice != {"type": "null"}]
    return schema | choices[0] if len(choices) == 1 else schema | ({"anyOf": choices} if choices else {})


def problems(*statuses: int) -> Any:
    """Declares the statuses of a route that its guard and its input don't tell already."""

    def mark(view: Any) -> Any:
        view.problems = statuses
        return view

    return mark
