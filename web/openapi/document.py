"""The OpenAPI document: guards, problems and headers of every route, told from the routes themselves."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from apiflask import APIFlask
from flask import current_app

from messages import PROBLEMS
from web import idempotency, preconditions
from web.openapi import operation_ids, schema_names
from web.openapi.problem_schema import problem_schema

INFO = {
    "title": "Finenice",
    "description": "The back end of a small Indonesian shop: its goods, sales, courses, and the figures of all three. "
    "`/docs` shows how to begin; every problem's `code` stands in docs/problems.md.\n\n"
    "A query parameter that a call does not know is a 422 that names those it knows. Send one credential a call: a "
    "token or an API key; two different ones are a 401 `ambiguous_credentials`.\n\n"
    "Of the preconditions of RFC 9110, `If-Match` counts where a call names it, `If-None-Match` with an ETag for a "
    "GET, and `If-None-Match: *` for a PUT or PATCH: these change what exists, so it is a 412 `already_exists`. All "
    "others, such as `If-Unmodified-Since`, are ignored. Days (`from`, `to`) are those of the shop's time zone.",
    "contact": {"name": "Whoever runs this shop"},
}
TAGS = {
    "analytics": "Figures of sales and courses, and the analysis of files.",
    "audit": "Who has changed what, for admins.",
    "auth": "Accounts, sessions, passwords.",
    "brands": "Brands of products.",
    "categories": "The tree of categories.",
    "certificates": "Certificates of completed courses, and how to check one.",
    "changes": "What has changed in the catalogue, for who keeps a copy.",
    "courses": "Courses, from the draft to the published version.",
    "developer": "API keys of programs.",
    "health": "Whether the service is there.",
    "imports": "Products from files.",
    "jobs": "Work that outlives a request, and letters, for admins.",
    "learning": "Enrolment, progress, attempts at quizzes.",
    "products": "The catalogue.",
    "two-factor authentication": "Authenticator apps and recovery codes.",
    "shop": "The shop's name and logo.",
    "short paths": "Addresses that earlier clients call; new ones take those under /api.",
    "transactions": "Quotes and sales.",
    "users": "People, their profiles, roles and activities.",
}

# One of each body that integrators write first.
EXAMPLES: dict[str, dict[str, Any]] = {
    "SignUp": {"email": "rina@example.com", "password": "kopi-susu-gula-aren", "name": "Rina"},
    "SignIn": {"username": "rina", "password": "kopi-susu-gula-aren"},
    "ProfileUpdate": {"name": "Rina Wijaya"},
    "RoleRequestCreate": {"role": "seller", "note": "Saya menjual kopi dari Gayo."},
    "ProductIn": {"name": "Kopi Gayo 250 g", "price": 50000, "stock": 10, "sku": "KG-250", "unit": "pcs"},
    "ProductChange": {"price": 55000, "stock": 8},
    "CategoryIn": {"name": "Kopi", "parent_id": None},
    "BrandIn": {"name": "Gayo Asli"},
    "Basket": {"items": [{"product_id": 7, "qty": 2}], "expected_total": 100000},
    "CourseCreate": {"title": "Ekspor kopi untuk pemula", "language": "id"},
    "SectionCreate": {"title": "Perizinan"},
    "ContentCreate": {"section_id": 3, "kind": "text", "title": "NIB", "body": "Daftar di **OSS**."},
    "Answers": {"answers": [{"question_id": 1, "options": [2]}, {"question_id": 2, "text": "Aceh"}]},
    "Problem": {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "Product 7 does not exist.",
        "code": "product_not_found",
        "msg": "Product 7 does not exist.",
        "id": 7,
        "request_id": "f3a1c2d4e5b60718",
    },
}

REASONS = {
    304: "The client has it already",
    400: "The body or a header can't be read: no strict JSON, for one",
    401: "No token or API key, one that is not valid any more, or wrong credentials",
    403: "The caller lacks the role or a recent sign-in, or the API key the scope",
    404: "No such row, or not the caller's",
    408: "The body came too slowly",
    409: "Against the present state",
    410: "A link that has expired or was used, or a certificate that was revoked",
    412: "Changed since the client has read it, or there already in spite of If-None-Match: *",
    413: "The body is too large",
    415: "The body is of another media type",
    416: "The file has no such part",
    422: "Fields need attention",
    429: "Too many calls",
    503: "The database does not answer, or what counts the attempts",
}

IDEMPOTENCY_KEY = {
    "name": "idempotency-key",
    "in": "header",
    "description": "A repeated call answers what the first one did and changes nothing more.",
    "schema": {"type": "string", "pattern": f"^{idempotency.PATTERN}$"},
}
HEADERS: dict[str, dict[str, Any]] = {
    "X-Request-ID": {
        "required": True,
        "schema": {"type": "string"},
        "description": "Names the call in the logs; a problem has it as `request_id`.",
    },
    "RateLimit-Policy": {
        "schema": {"type": "string"},
        "description": 'Each limit with calls `q` and seconds `w`, such as `"general";q=100;w=60`.',
    },
    "RateLimit": {
        "schema": {"type": "string"},
        "description": 'Calls `r` that are left, and seconds `t` until one more is: `"general";r=57;t=12`.',
    },
    "ETag": {
        "required": True,
        "schema": {"type": "string", "pattern": '^(W/)?".+"$'},
        "description": "Of this version: for If-None-Match, and for If-Match where a change takes it.",
    },
    "Content-Disposition": {"schema": {"type": "string"}, "description": "The file's name, where this is one."},
    "Accept-Ranges": {"schema": {"type": "string"}, "description": "Whether parts of it may be asked for."},
    "Content-Range": {"schema": {"type": "string"}, "description": "Which part of it this is."},
    "Retry-After": {"required": True, "schema": {"type": "integer"}, "description": "Seconds."},
    "WWW-Authenticate": {"required": True, "schema": {"type": "string"}, "description": "What proves who calls."},
    idempotency.REPLAYED: {
        "schema": {"const": "true"},
        "description": "There where this is the answer of an earlier call with the same Idempotency-Key.",
    },
}
LIMITED = ("RateLimit-Policy", "RateLimit")
# What the response of a status has beside what all have.
HEADERS_OF = {
    304: ("ETag",),
    416: ("Content-Range",),
    401: ("WWW-Authenticate",),
    429: ("Retry-After",),
    503: ("Retry-After",),
}

SECURITY_SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "A person who has signed in."},
    "api_key": {
        "type": "apiKey",
        "in": "header",
        "name": "X-API-Key",
        "description": "A program; `Authorization: ApiKey <key>` says the same. A key beside a token is a 401 "
        "`ambiguous_credentials`: send one.",
    },
}
# What a route's `scope` means to a key where it is none.
FOR_KEYS = {None: "Not for API keys.", "any": "Any API key will do."}
LEGACY = "short paths"


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
        spec["info"] |= INFO
        components = spec["components"]
        schemas = components.setdefault("schemas", {})
        schemas["Problem"] = problem_schema(schemas)
        components["headers"] = HEADERS
        components["responses"] = {_shared(status): _response(status) for status in REASONS}
        views = _views()
        # The versioned paths and the pages lead to the same handlers; the canonical ones stand for them.
        spec["paths"] = {path: item for path, item in spec["paths"].items() if not path.startswith("/api/v1/")}
        for path, operations in spec["paths"].items():
            for method, operation in operations.items():
                view = views[method.upper(), path]
                _complete_operation(operation, view, method, path, components["schemas"])
        _name_operations(spec["paths"])
        spec["servers"] = [{"url": "/"}]
        used = {tag for operations in spec["paths"].values() for call in operations.values() for tag in call["tags"]}
        spec["tags"] = [{"name": name, "description": TAGS.get(name, "")} for name in sorted(used)]
        schema_names.shorten(spec)
        for name, example in EXAMPLES.items():
            if name in components["schemas"]:
                components["schemas"][name]["examples"] = [example]
        return spec


def _shared(status: int) -> str:
    """The name of the response that all operations share: `NotFound`."""
    return re.sub(r"[^A-Za-z]", "", HTTPStatus(status).phrase.title())


def _response(status: int) -> dict[str, Any]:
    found: dict[str, Any] = {"description": REASONS[status], "headers": _headers(LIMITED, HEADERS_OF.get(status, ()))}
    if status >= 400:
        found["content"] = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return found


def _named(status: int, codes: tuple[str, ...]) -> dict[str, str]:
    """A description in place of the shared one, where the route names codes of this status."""
    told = [f"`{code}`: {sentence.en}" for code in codes for of, sentence in [PROBLEMS[code]] if of == status]
    return {"description": f"{REASONS[status]}. {' '.join(told)}"} if told else {}


def _headers(*names: tuple[str, ...]) -> dict[str, Any]:
    listed = ("X-Request-ID", *(name for group in names for name in group))
    return {name: {"$ref": f"#/components/headers/{name}"} for name in listed}


def _endpoints() -> dict[tuple[str, str], str]:
    return {
        (method, re.sub(r"<(?:[^<:>]+:)?([^<>]+)>", r"{\1}", rule.rule)): rule.endpoint
        for rule in current_app.url_map.iter_rules()
        for method in rule.methods or ()
    }


def _views() -> dict[tuple[str, str], Any]:
    return {call: current_app.view_functions[endpoint] for call, endpoint in _endpoints().items()}


def _name_operations(paths: dict[str, Any]) -> None:
    """Give each operation the id of its route, and the blueprint as its resource.

    A PATCH beside a PUT is the same call; its id ends with `_by_patch`.
    """
    endpoints, taken = _endpoints(), set[str]()
    for path in sorted(paths, key=lambda path: (-len(path), path)):
        for method in sorted(paths[path], key="patch".__eq__):
            operation, endpoint = paths[path][method], endpoints[method.upper(), path]
            operation["x-resource"] = endpoint.rpartition(".")[0]
            written = operation.get("operationId")
            if not written:
                operation["operationId"] = operation_ids.operation_id(endpoint, method, taken)
            elif method == "patch" and "put" in paths[path]:
                operation["operationId"] = f"{written}_by_patch"
            taken.add(operation["operationId"])


def _complete_operation(operation: dict[str, Any], view: Any, method: str, path: str, schemas: dict[str, Any]) -> None:
    responses = operation["responses"]
    codes = getattr(view, "codes", ())
    if LEGACY in operation["tags"]:
        operation["deprecated"] = True
    statuses = {*getattr(view, "problems", ()), *(PROBLEMS[code][0] for code in codes)}
    if method.upper() in preconditions.UPDATING:
        statuses.add(412)
    access = view.access
    if access.signed_in:
        operation["security"] = [{"bearer": []}, *([{"api_key": []}] if access.scope else [])]
        statuses |= {401, 403}
        asked = [f"Needs one of the roles: {', '.join(access.roles)}."] if access.roles else []
        asked.append(FOR_KEYS.get(access.scope, f"An API key needs the scope {access.scope}."))
    else:
        asked = ["Anybody may call this."]
    operation["description"] = f"{operation.get('description', '')}\n\n{' '.join(asked)}".strip()
    if form := getattr(view, "form", None):
        schemas[form.__name__] = form.model_json_schema()
        reference = {"$ref": f"#/components/schemas/{form.__name__}"}
        operation["requestBody"] = {"content": {"multipart/form-data": {"schema": reference}}}
    if "requestBody" in operation:
        ((kind, content),) = operation["requestBody"]["content"].items()
        model = schemas[content["schema"]["$ref"].rsplit("/", 1)[1]]
        if kind == "multipart/form-data":
            model["properties"] = {name: _without_null(field) for name, field in model["properties"].items()}
        # No body at all is read as an empty object.
        operation["requestBody"]["required"] = bool(model.get("required"))
        statuses |= {400, 408, 413, 415, 422}
    for parameter in operation.get("parameters", ()):
        if parameter["in"] != "path":
            statuses |= {400, 422} if parameter["name"] == "if-match" else {422}
            parameter["schema"] = _without_null(parameter["schema"])
            if parameter["schema"].pop("deprecated", False):
                parameter["deprecated"] = True
        elif parameter["schema"]["type"] == "integer":
            parameter["schema"] = {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}
    if "{" in path:
        statuses.add(404)
    if "health" not in operation["tags"]:
        # An unknown parameter.
        statuses.add(422)
    if method.upper() in idempotency.MUTATING and idempotency.mode(view) != "none":
        operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
        statuses |= {409, 422}
        for status in (status for status in responses if str(status).startswith("2")):
            replayed = {"$ref": f"#/components/headers/{idempotency.REPLAYED}"}
            responses[status].setdefault("headers", {})[idempotency.REPLAYED] = replayed
    # What is no HTTP that this server reads is told before any route is looked for.
    statuses |= {400, 503}
    if not getattr(view, "exempt", False):
        statuses.add(429)
    for response in responses.values():
        tagged = getattr(view, "sends_etag", False) or 304 in statuses
        limits = LIMITED if 429 in statuses else ()
        own = response.get("headers", {})
        response["headers"] = _headers(limits, ("ETag",) if tagged else (), _of_files(response, responses)) | own
    for status in sorted(statuses):
        responses[str(status)] = {"$ref": f"#/components/responses/{_shared(status)}"} | _named(status, codes)


def _of_files(response: dict[str, Any], responses: dict[str, Any]) -> tuple[str, ...]:
    """The headers of what may be saved as a file, and of one that is had in parts."""
    if not set(response.get("content", ())) - {"application/json", "text/event-stream"}:
        return ()
    ranges = ("Accept-Ranges", "Content-Range") if "206" in responses else ()
    return ("Content-Disposition", *ranges)


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of what may be left out; there is no way to write null in a URL, a header or a form."""
    if schema.get("default", ...) is None:
        del schema["default"]
    choices = [choice for choice in schema.pop("anyOf", []) if choice != {"type": "null"}]
    return schema | choices[0] if len(choices) == 1 else schema | ({"anyOf": choices} if choices else {})
