"""The OpenAPI document, completed with the access rules, problems and headers of every route."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from apiflask import APIFlask
from flask import current_app

from messages import PROBLEMS
from web import idempotency, preconditions
from web.openapi import schema_names
from web.openapi.problem_schema import problem_schema

INFO = {
    "title": "Finenice",
    "description": "The back end of a small Indonesian shop: products, sales, courses, and reports on all three. "
    "`/docs` is the tutorial; docs/problems.md lists the `code` of every problem.\n\n"
    "An unknown query parameter is a 422 that lists the known ones. Send one credential per call, a token or an API "
    "key; two different ones are a 401 `ambiguous_credentials`.\n\n"
    "Of the preconditions of RFC 9110, the API supports `If-Match` where a call lists it, `If-None-Match` with an ETag "
    "for a GET, and `If-None-Match: *` for a PUT or PATCH: these change what exists, so it is a 412 `already_exists`. "
    "All others, such as `If-Unmodified-Since`, are ignored. Days (`from`, `to`) are in the time zone of the shop.",
    "contact": {"name": "The operator of this shop"},
}
TAGS = {
    "analytics": "Reports on sales and courses, and the analysis of files.",
    "audit": "The audit log of all changes, for admins.",
    "auth": "Accounts, sessions, passwords.",
    "backups": "The record of backups, for admins.",
    "brands": "Brands of products.",
    "categories": "The category tree.",
    "certificates": "Certificates of completed courses, and their verification.",
    "changes": "The change feed of the catalogue, for clients that keep a copy.",
    "courses": "Courses, their drafts and published versions.",
    "customers": "Customers of a seller, and what they owe.",
    "developer": "API keys.",
    "events": "Events of the caller's documents: to read, to follow, and by webhooks.",
    "health": "Health checks.",
    "imports": "Imports of products from files.",
    "payments": "Accounts on which buyers pay by QRIS, by transfer or at a provider, and what is expected on them.",
    "platform": "Figures of the whole platform, for admins.",
    "jobs": "Background jobs and the e-mail queue, for admins.",
    "learning": "Enrolment, progress and quiz attempts.",
    "products": "The catalogue.",
    "reports": "The books of a seller: sales, payments, taxes and shifts of some days, as JSON and CSV.",
    "two-factor authentication": "Two-factor authentication: authenticator apps and recovery codes.",
    "shop": "The shop's name and logo.",
    "stock": "What is in stock, how it came there, and movements of it.",
    "legacy paths": "Paths of earlier clients; new clients use those under /api.",
    "tills": "Outlets, staff, tills and shifts of a seller.",
    "transactions": "Quotes and sales.",
    "users": "Users, their profiles, roles and activities.",
}

# An example of each body that clients need first.
EXAMPLES: dict[str, dict[str, Any]] = {
    "SignUp": {"email": "rina@example.com", "password": "kopi-susu-gula-aren", "name": "Rina"},
    "SignIn": {"username": "rina", "password": "kopi-susu-gula-aren"},
    "ProfileUpdate": {"name": "Rina Wijaya"},
    "RoleRequestCreate": {"role": "seller", "note": "Saya menjual kopi dari Gayo."},
    "ProductCreate": {"name": "Kopi Gayo 250 g", "price": 50000, "stock": 10, "sku": "KG-250", "unit": "pcs"},
    "ProductUpdate": {"price": 55000, "stock": 8},
    "CategoryCreate": {"name": "Kopi", "parent_id": None},
    "BrandCreate": {"name": "Gayo Asli"},
    "CustomerCreate": {"name": "Bu Tini", "phone": "0812 3456 7890", "credit_limit": 500000},
    "Movements": {"items": [{"product_id": 7, "kind": "received", "delta": 24, "note": "SJ 118"}]},
    "Basket": {"items": [{"product_id": 7, "qty": 2}], "expected_total": 100000},
    "NewWebhook": {"url": "https://example.com/hooks/shop", "types": ["order.paid", "refund.created"]},
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

STATUS_TEXTS = {
    304: "Not modified",
    400: "The body or a header is malformed, such as invalid JSON",
    401: "The token or API key is missing or no longer valid, or the credentials are wrong",
    403: "The caller lacks the role or a recent sign-in, or the API key lacks the scope",
    404: "The resource does not exist, or belongs to another user",
    408: "The body arrived too slowly",
    409: "Conflicts with the current state",
    410: "The link has expired or was used, or the certificate was revoked",
    412: "The resource has changed since the client read it, or exists in spite of If-None-Match: *",
    413: "The body is too large",
    415: "The media type of the body is not supported",
    416: "The file does not have this range",
    422: "The fields in `errors` are invalid",
    429: "Too many calls",
    503: "The database or the rate limiter does not answer",
}

IDEMPOTENCY_KEY = {
    "name": "idempotency-key",
    "in": "header",
    "description": "A repeated call with the same key returns the first response and changes nothing more.",
    "schema": {"type": "string", "pattern": f"^{idempotency.PATTERN}$"},
}
HEADERS: dict[str, dict[str, Any]] = {
    "X-Request-ID": {
        "required": True,
        "schema": {"type": "string"},
        "description": "The id of the request in the log, and `request_id` of a problem.",
    },
    "RateLimit-Policy": {
        "schema": {"type": "string"},
        "description": 'Each limit with calls `q` in seconds `w`, such as `"general";q=100;w=60`.',
    },
    "RateLimit": {
        "schema": {"type": "string"},
        "description": 'Calls left `r`, and seconds `t` until one more: `"general";r=57;t=12`.',
    },
    "ETag": {
        "required": True,
        "schema": {"type": "string", "pattern": '^(W/)?".+"$'},
        "description": "The ETag of this version, for If-None-Match, and for If-Match of changes that support it.",
    },
    "Content-Disposition": {
        "schema": {"type": "string"},
        "description": "The name of the file, if the response is one.",
    },
    "Accept-Ranges": {"schema": {"type": "string"}, "description": "The unit of ranges, if the file supports them."},
    "Content-Range": {"schema": {"type": "string"}, "description": "The range of the file in this response."},
    "Retry-After": {"required": True, "schema": {"type": "integer"}, "description": "Seconds until the next attempt."},
    "WWW-Authenticate": {
        "required": True,
        "schema": {"type": "string"},
        "description": "The supported authentication schemes.",
    },
    idempotency.REPLAYED: {
        "schema": {"const": "true"},
        "description": "Present if this is the response of an earlier call with the same Idempotency-Key.",
    },
}
LIMITED = ("RateLimit-Policy", "RateLimit")
# Headers of a status beyond those of all responses.
HEADERS_BY_STATUS = {
    304: ("ETag",),
    416: ("Content-Range",),
    401: ("WWW-Authenticate",),
    429: ("Retry-After",),
    503: ("Retry-After",),
}

SECURITY_SCHEMES = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "An access token, from a sign-in.",
    },
    "api_key": {
        "type": "apiKey",
        "in": "header",
        "name": "X-API-Key",
        "description": "An API key; `Authorization: ApiKey <key>` is the same. A key beside a token is a 401 "
        "`ambiguous_credentials`.",
    },
}
# The sentence for a `scope` that is no name of a scope.
KEY_ACCESS = {None: "API keys are not accepted.", "any": "API keys of any scope are accepted."}
LEGACY = "legacy paths"


def install(app: APIFlask) -> None:
    """Complete APIFlask's document with what the guards and decorators of the routes declare."""
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
        components["responses"] = {_shared(status): _response(status) for status in STATUS_TEXTS}
        found = views()
        # Paths under /api/v1 have the same views as those under /api.
        spec["paths"] = {path: item for path, item in spec["paths"].items() if not path.startswith("/api/v1/")}
        for path, operations in spec["paths"].items():
            for method, operation in operations.items():
                view = found[method.upper(), path]
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
    """Return the name of a shared response, such as `NotFound`."""
    return re.sub(r"[^A-Za-z]", "", HTTPStatus(status).phrase.title())


def _response(status: int) -> dict[str, Any]:
    response: dict[str, Any] = {
        "description": STATUS_TEXTS[status],
        "headers": _headers(LIMITED, HEADERS_BY_STATUS.get(status, ())),
    }
    if status >= 400:
        response["content"] = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return response


def _with_codes(status: int, codes: tuple[str, ...]) -> dict[str, str]:
    """Return a description with the codes that the route declares for this status, or nothing."""
    texts = [
        f"`{code}`: {sentence.en}"
        for code in codes
        for its_status, sentence in [PROBLEMS[code]]
        if its_status == status
    ]
    return {"description": f"{STATUS_TEXTS[status]}. {' '.join(texts)}"} if texts else {}


def _headers(*names: tuple[str, ...]) -> dict[str, Any]:
    all_names = ("X-Request-ID", *(name for group in names for name in group))
    return {name: {"$ref": f"#/components/headers/{name}"} for name in all_names}


def _endpoints() -> dict[tuple[str, str], str]:
    return {
        (method, re.sub(r"<(?:[^<:>]+:)?([^<>]+)>", r"{\1}", rule.rule)): rule.endpoint
        for rule in current_app.url_map.iter_rules()
        for method in rule.methods or ()
    }


def views() -> dict[tuple[str, str], Any]:
    """Return the views of the app by method and path, as the document writes them."""
    return {call: current_app.view_functions[endpoint] for call, endpoint in _endpoints().items()}


def _name_operations(paths: dict[str, Any]) -> None:
    """Give each operation the id of its route and a resource, under which clients group their methods.

    The resource is the blueprint whose name the id starts with, by default the route's own. A PATCH beside a PUT is the
    same call; its id ends with `_by_patch`.
    """
    endpoints = _endpoints()
    blueprints = sorted(current_app.blueprints, key=len, reverse=True)
    for path in sorted(paths, key=lambda path: (-len(path), path)):
        for method in sorted(paths[path], key="patch".__eq__):
            operation, endpoint = paths[path][method], endpoints[method.upper(), path]
            written = operation["operationId"]
            if method == "patch" and "put" in paths[path]:
                operation["operationId"] = f"{written}_by_patch"
            named = (name for name in blueprints if written.startswith(f"{name}_"))
            operation["x-resource"] = next(named, endpoint.rpartition(".")[0])


def _complete_operation(operation: dict[str, Any], view: Any, method: str, path: str, schemas: dict[str, Any]) -> None:
    responses = operation["responses"]
    codes = getattr(view, "codes", ())
    # The server refuses invalid HTTP before it looks for a route.
    statuses = {400, 503, *getattr(view, "problems", ()), *(PROBLEMS[code][0] for code in codes)}
    if LEGACY in operation["tags"]:
        operation["deprecated"] = True
    if method.upper() in preconditions.UPDATING:
        statuses.add(412)
    if "{" in path:
        statuses.add(404)
    if "health" not in operation["tags"]:
        # An unknown query parameter.
        statuses.add(422)
    if not getattr(view, "exempt", False):
        statuses.add(429)
    statuses |= _add_access(operation, view.access) | _add_body(operation, view, schemas) | _add_parameters(operation)
    if method.upper() in idempotency.MUTATING and idempotency.mode(view) != "none":
        required = {"required": True} if hasattr(view, "key_required") else {}
        operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY | required)
        statuses |= {409, 422}
        for status in (status for status in responses if str(status).startswith("2")):
            replayed = {"$ref": f"#/components/headers/{idempotency.REPLAYED}"}
            responses[status].setdefault("headers", {})[idempotency.REPLAYED] = replayed
    has_etag = getattr(view, "sends_etag", False) or 304 in statuses
    for response in responses.values():
        own = response.get("headers", {})
        limits = LIMITED if 429 in statuses else ()
        response["headers"] = _headers(limits, ("ETag",) if has_etag else (), _file_headers(response, responses)) | own
    for status in sorted(statuses):
        responses[str(status)] = {"$ref": f"#/components/responses/{_shared(status)}"} | _with_codes(status, codes)


def _add_access(operation: dict[str, Any], access: Any) -> set[int]:
    """Document who may call the operation, and return the statuses of a denied call."""
    if access.signed_in:
        operation["security"] = [{"bearer": []}, *([{"api_key": []}] if access.scope else [])]
        rules = [f"Needs one of the roles: {', '.join(access.roles)}."] if access.roles else []
        rules.append(KEY_ACCESS.get(access.scope, f"An API key needs the scope {access.scope}."))
    else:
        rules = ["No authentication required."]
    operation["description"] = f"{operation.get('description', '')}\n\n{' '.join(rules)}".strip()
    return {401, 403} if access.signed_in else set()


def _add_body(operation: dict[str, Any], view: Any, schemas: dict[str, Any]) -> set[int]:
    """Document the form of a route and whether a body is required, and return the statuses of an invalid body."""
    if form := getattr(view, "form", None):
        schemas[form.__name__] = form.model_json_schema()
        reference = {"$ref": f"#/components/schemas/{form.__name__}"}
        operation["requestBody"] = {"content": {"multipart/form-data": {"schema": reference}}}
    if "requestBody" not in operation:
        return set()
    ((kind, content),) = operation["requestBody"]["content"].items()
    model = schemas[content["schema"]["$ref"].rsplit("/", 1)[1]]
    if kind == "multipart/form-data":
        model["properties"] = {name: _without_null(field) for name, field in model["properties"].items()}
    # An empty body counts as an empty object.
    operation["requestBody"]["required"] = bool(model.get("required"))
    return {400, 408, 413, 415, 422}


def _add_parameters(operation: dict[str, Any]) -> set[int]:
    """Complete the schemas of the parameters, and return the statuses of invalid ones."""
    statuses = set()
    for parameter in operation.get("parameters", ()):
        if parameter["in"] != "path":
            statuses |= {400, 422} if parameter["name"] == "if-match" else {422}
            parameter["schema"] = _without_null(parameter["schema"])
            if parameter["schema"].pop("deprecated", False):
                parameter["deprecated"] = True
        elif parameter["schema"]["type"] == "integer":
            parameter["schema"] = {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}
    return statuses


def _file_headers(response: dict[str, Any], responses: dict[str, Any]) -> tuple[str, ...]:
    """Return the headers of a response that is a file, and of one that supports ranges."""
    if not set(response.get("content", ())) - {"application/json", "text/event-stream"}:
        return ()
    ranges = ("Accept-Ranges", "Content-Range") if "206" in responses else ()
    return ("Content-Disposition", *ranges)


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema without null, which can't be sent in a URL, a header or a form."""
    if schema.get("default", ...) is None:
        del schema["default"]
    choices = [choice for choice in schema.pop("anyOf", []) if choice != {"type": "null"}]
    return schema | choices[0] if len(choices) == 1 else schema | ({"anyOf": choices} if choices else {})
