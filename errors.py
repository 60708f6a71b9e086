"""Error handlers of Flask: every failure becomes application/problem+json (RFC 9457) in the caller's language."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

import mysql.connector
import orjson
from apiflask import APIFlask, HTTPError
from flask import Response, g, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from faults import CONFLICTS, LOST, READ_ONLY, TIMED_OUT, is_full, seconds_since_full
from messages import FIELDS, LANGUAGES
from problems import Fault, Problem

log = logging.getLogger("finenice")


TOO_MANY_CONNECTIONS = 1040
# No such user, password or database.
REFUSED = frozenset({1044, 1045, 1049})
# Limits of one response: the faults listed, and the characters of a field name, which the client may have invented.
MAX_FAULTS = 100
MAX_NAME_LENGTH = 200
# WWW-Authenticate lists all schemes; after a credential in the wrong header it names the right scheme alone.
CHALLENGES = {"token_misplaced": 'Bearer realm="finenice"', "api_key_misplaced": 'ApiKey realm="finenice"'}


# Unknown column, unknown table, a column without a default: a newer release may have changed the schema.
SCHEMA_ERRORS = frozenset({1054, 1146, 1364})


def request_language() -> str:
    """Return the language of the response: English unless Accept-Language prefers Indonesian."""
    return request.accept_languages.best_match(LANGUAGES, "en") or "en"


def problem_body(problem: Problem) -> dict[str, Any]:
    """Return the problem as JSON has it, in the caller's language."""
    language = request_language()
    sentence = problem.sentence.translate(language, problem.words)
    body: dict[str, Any] = {
        "type": f"urn:finenice:problem:{problem.code}",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": sentence,
        "code": problem.code,
        "msg": sentence,
        "request_id": g.get("request_id"),
        **problem.words,
        **problem.members,
    }
    if problem.faults:
        body["errors"] = [
            {"field": fault.field, "code": fault.code, "msg": FIELDS[fault.code].translate(language, fault.words)}
            for fault in problem.faults
        ]
    if problem.reasons:
        body["reasons"] = [reason.to_response(language) for reason in problem.reasons]
    return body


def problem_response(problem: Problem) -> Response:
    """Return the problem as a response in the caller's language."""
    body = problem_body(problem)
    response = Response(orjson.dumps(body), problem.status, content_type="application/problem+json")
    response.headers.update(problem.headers)
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = CHALLENGES.get(problem.code, ", ".join(CHALLENGES.values()))
    if problem.status == 503:
        response.headers.setdefault("Retry-After", "2")
    g.problem = problem.code
    return response


def validation_problem(error: ValidationError) -> Problem:
    """Return the errors of pydantic as a problem, without the values, which may be secrets.

    At most MAX_FAULTS are listed: a megabyte of unknown fields would make a response of eight megabytes.
    """
    faults = []
    for item in error.errors(include_url=False, include_input=False)[:MAX_FAULTS]:
        code = item["type"] if item["type"] in FIELDS else "invalid"
        if code in ("too_long", "too_short") and item["ctx"]["field_type"] == "Value":
            # The length is checked after trimming.
            code = f"string_{code}"
        path = ".".join(str(step)[:MAX_NAME_LENGTH] for step in item["loc"]) or "body"
        words = dict(item.get("ctx", {}))
        if code == "literal_error":
            # Pydantic writes 'a', 'b' or 'c', in English.
            words["expected"] = ", ".join(words["expected"].rsplit(" or ", 1))
        faults.append(Fault(path, code, words))
    return Problem("validation_failed", faults)


HTTP_CODES = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "payload_too_large",
    415: "unsupported_media_type",
    416: "range_not_satisfiable",
}


def _from_http(error: HTTPException) -> Problem:
    """Return the problem of a Werkzeug exception, with its headers, such as Allow of a 405."""
    headers = {name: value for name, value in error.get_headers() if name.lower() != "content-type"}
    status = error.code or 500
    code = HTTP_CODES.get(status) or ("internal_error" if status >= 500 else "bad_request")
    if code == "method_not_allowed":
        return Problem(code, headers=headers, method=request.method)
    return Problem(code, headers=headers)


def _from_database(error: mysql.connector.Error) -> Problem:
    """Return the problem of a database error: unavailable, too busy, full, or a constraint that no route handles."""
    if error.errno in (1451, 1452):
        return Problem("still_in_use")
    if error.errno in CONFLICTS | TIMED_OUT | {TOO_MANY_CONNECTIONS}:
        return Problem("busy", headers={"Retry-After": "1"})
    lost = error.errno is None or not 1000 <= error.errno < 2000 or error.errno in LOST | READ_ONLY | REFUSED
    # A full disk may also end the server.
    if is_full(error) or (lost and seconds_since_full() is not None):
        return Problem("storage_full", headers={"Retry-After": "10"})
    if lost:
        return Problem("database_unavailable")
    return Problem("internal_error")


def install(app: APIFlask) -> None:
    """Register the error handlers."""

    def handle_problem(problem: Problem) -> Response:
        return problem_response(problem)

    def handle_validation(error: HTTPError) -> Response:
        cause = error.__cause__
        return problem_response(
            validation_problem(cause) if isinstance(cause, ValidationError) else Problem("bad_request")
        )

    def handle_http(error: HTTPException) -> Response:
        if error.code is not None and error.code < 400 and error.response is None:
            return Response(status=error.code, headers=dict(error.get_headers()))
        return problem_response(_from_http(error))

    def handle_database(error: mysql.connector.Error) -> Response:
        problem = _from_database(error)
        if error.errno in SCHEMA_ERRORS and (fault := app.extensions["schema_gate"].recheck()):
            problem = Problem(fault)
        if problem.status == 503:
            # A busy or missing database fails many calls at once, each in the same way.
            log.error("database error", extra={"errno": error.errno, "why": error.msg})
        elif problem.status != 409:
            log.error("database error", extra={"errno": error.errno}, exc_info=error)
        return problem_response(problem)

    def handle_unexpected(error: Exception) -> Response:
        log.error("unexpected error", exc_info=error)
        return problem_response(Problem("internal_error"))

    app.register_error_handler(Problem, handle_problem)
    app.register_error_handler(HTTPError, handle_validation)  # type: ignore[arg-type]
    app.register_error_handler(HTTPException, handle_http)
    app.register_error_handler(mysql.connector.Error, handle_database)
    app.register_error_handler(Exception, handle_unexpected)
