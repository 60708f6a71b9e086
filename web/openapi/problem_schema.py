"""The schema of a problem in the OpenAPI document, with the members of each code."""

from __future__ import annotations

import re
from typing import Any

from messages import PROBLEMS, REASONS

INTEGER: dict[str, Any] = {"type": "integer"}
TEXT: dict[str, Any] = {"type": "string"}
QUOTE = {"$ref": "#/components/schemas/Quote"}


def _object(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(fields), "properties": fields}


def _rows(optional: dict[str, Any] | None = None, /, **fields: dict[str, Any]) -> dict[str, Any]:
    found = _object(**fields)
    return {"type": "array", "items": {**found, "properties": {**found["properties"], **(optional or {})}}}


# The words of a sentence are members of the body, too.
WORDS = {
    "allowed": INTEGER,
    "asked": TEXT,
    "available": INTEGER,
    "brand_name": TEXT,
    "clock": {"type": "string", "description": "A time of day in Jakarta."},
    "content_title": TEXT,
    "customer_name": TEXT,
    "day": TEXT,
    "count": INTEGER,
    "course_title": TEXT,
    "event_id": TEXT,
    "expected_quantity": INTEGER,
    "expected_total": INTEGER,
    "field": TEXT,
    "id": INTEGER,
    "largest": TEXT,
    "looked_up": TEXT,
    "megabytes": INTEGER,
    "method": TEXT,
    "minutes": INTEGER,
    "most": INTEGER,
    "needed": TEXT,
    "number": INTEGER,
    "outlet_name": TEXT,
    "owed": TEXT,
    "present": INTEGER,
    "price": INTEGER,
    "product_name": TEXT,
    "receipt_no": INTEGER,
    "receipt_number": TEXT,
    "rest": TEXT,
    "role": TEXT,
    "roles": TEXT,
    "scope": TEXT,
    "seconds": INTEGER,
    "sort_by": TEXT,
    "sort_order": TEXT,
    "state": TEXT,
    "till_name": TEXT,
    "total": INTEGER,
    "variants": INTEGER,
    "voucher": TEXT,
    "why": TEXT,
}
ERRORS = _rows(field=TEXT, code=TEXT, msg=TEXT)
QUESTIONS = _rows(parameter=TEXT, candidates={"type": "array", "items": TEXT})
# The state of an order, and the calls that are possible in it.
ORDER = {"order_status": TEXT, "possible": {"type": "array", "items": TEXT}}
# The state of a shift, and the calls that are possible in it.
SHIFT = {
    "shift_id": {"type": ["integer", "null"]},
    "shift_state": TEXT,
    "possible": {"type": "array", "items": TEXT},
}
# Members of a code beyond the words of its sentence.
EXTRA: dict[str, dict[str, dict[str, Any]]] = {
    "analysis_question": {
        "parameter": TEXT,
        "candidates": {"type": "array", "items": TEXT},
        "questions": QUESTIONS,
        "errors": ERRORS,
    },
    "analysis_stopped": {"stage": TEXT, "reason": TEXT, "errors": ERRORS},
    "arrival_ambiguous": {
        "candidates": _rows(id=INTEGER, transaction_id=INTEGER, amount=INTEGER, code=INTEGER, payable=INTEGER)
    },
    "content_locked": {"content_id": INTEGER, "missing": _rows(content_id=INTEGER, title=TEXT)},
    "course_closed": {"product_id": INTEGER},
    "course_already_owned": {"product_id": INTEGER, "course_ids": {"type": "array", "items": INTEGER}},
    "course_not_completable": {
        "reasons": _rows(
            code={"type": "string", "enum": sorted(REASONS)},
            content_id={"type": ["integer", "null"]},
            title={"type": ["string", "null"]},
            msg=TEXT,
        )
    },
    "credit_limit": {"credit_limit": INTEGER, "balance": INTEGER, "left": INTEGER},
    "customer_owes": {"balance": INTEGER},
    "cursor_sort_mismatch": {"errors": ERRORS},
    "insufficient_stock": {
        "product_id": INTEGER,
        "requested": INTEGER,
        "items": _rows(
            {
                "kept": {
                    **INTEGER,
                    "description": "To sellers: how much orders without a payment keep, to be cancelled.",
                }
            },
            product_id=INTEGER,
            product_name=TEXT,
            requested=INTEGER,
            available=INTEGER,
        ),
    },
    "item_reviewed": {"state": TEXT, "document_id": {"type": ["integer", "null"]}},
    "order_already_paid": ORDER,
    "order_has_expired": ORDER,
    "order_incomplete": {"errors": ERRORS},
    "order_not_paid": ORDER,
    "order_partly_paid": ORDER,
    "order_was_cancelled": ORDER,
    "outlet_has_open_shift": SHIFT,
    "outlet_has_stock": {
        "items": _rows(product_id=INTEGER, product_name=TEXT, available=INTEGER),
    },
    "prerequisites_missing": {"missing": _rows(course_id=INTEGER, title=TEXT)},
    "product_sells_course": {"course_id": INTEGER},
    "purchase_required": {"product_id": INTEGER},
    "client_id_reused": {"client_id": TEXT},
    "receipt_number_far": {"last_number": INTEGER},
    "reference_in_review": {"reference": TEXT},
    "reference_rejected": {"reference": TEXT},
    "reference_unknown": {"reference": TEXT},
    "refund_exceeds_paid": {
        "left": INTEGER,
        "items": _rows(line=INTEGER, product_name=TEXT, qty=INTEGER, amount=INTEGER),
    },
    "role_request_decided": {"id": INTEGER},
    "shift_closed": SHIFT,
    "shift_open": SHIFT,
    "stock_changed": {
        "product_id": INTEGER,
        "items": _rows(product_id=INTEGER, product_name=TEXT, available=INTEGER, expected_quantity=INTEGER),
    },
    "sum_too_large": {"sum_of": TEXT},
    "taken": {"errors": ERRORS},
    "seller_unavailable": {"product_id": INTEGER, "items": _rows(product_id=INTEGER, product_name=TEXT)},
    "too_many_unpaid_orders": {"retry_at": {"type": "string", "format": "date-time"}},
    "total_changed": {"quote": QUOTE},
    # In whole rupiah; goods by weight or length are one unit for each kilogram or metre that was begun.
    "unpaid_orders_too_large": {"most_value": INTEGER, "held_units": INTEGER, "held_value": INTEGER},
    "validation_failed": {"errors": ERRORS},
    "verified_email_required": {"transaction_id": INTEGER},
    "voucher_refused": {"errors": ERRORS, "rules": _rows(rule=TEXT, ok={"type": "boolean"})},
}
# Optional members: the columns of a file that lacks the requested one, and what would tell how to read a file.
OPTIONAL: dict[str, dict[str, dict[str, Any]]] = {
    "validation_failed": {
        "candidates": {"type": "array", "items": TEXT},
        "questions": QUESTIONS,
    },
}
BASE = {
    "type": TEXT,
    "title": TEXT,
    "status": INTEGER,
    "detail": {"type": "string", "description": "The message for people, by Accept-Language (en, id)."},
    "code": {"type": "string", "description": "Stable, for programs.", "enum": sorted(PROBLEMS)},
    "msg": {"type": "string", "description": "The same as `detail`."},
    "request_id": {"type": ["string", "null"]},
}
# Members for the pages of an earlier program.
ON_LEGACY_PATHS: dict[str, Any] = {
    "message": {"type": "string", "description": "On `/api/register` and `/api/login`: the message with its faults."},
    "error": {
        "type": "object",
        "additionalProperties": {"type": "array", "items": TEXT},
        "description": "On `/api/register` and `/api/login`: the sentences of each field that is wrong.",
    },
}


def members(code: str) -> dict[str, dict[str, Any]]:
    """Return the required members of a code, beyond those that all problems have."""
    _, sentence = PROBLEMS[code]
    words = re.findall(r"\{(\w+)", " ".join(sentence))
    return {word: WORDS[word] for word in dict.fromkeys(words)} | EXTRA.get(code, {})


MEMBERS = {code: members(code) for code in sorted(PROBLEMS)}


def problem_schema(known: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of all problems. `known` are the other schemas; one of the split services has few."""
    by_code = {code: found for code, found in MEMBERS.items() if found}
    if "Quote" not in known:
        by_code["total_changed"] = by_code["total_changed"] | {"quote": {"type": "object"}}
    return {
        "type": "object",
        "required": list(BASE),
        "properties": BASE
        | ON_LEGACY_PATHS
        | _all_members({code: found | OPTIONAL.get(code, {}) for code, found in by_code.items()}),
        "allOf": [
            {
                "if": {"properties": {"code": {"const": code}}},
                "then": {"required": list(found), "properties": found | OPTIONAL.get(code, {})},
            }
            for code, found in by_code.items()
        ],
    }


def _all_members(by_code: dict[str, dict[str, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """Return the members of all codes, for tools that don't support conditions."""
    found: dict[str, dict[str, Any]] = {}
    for name in sorted({name for each in by_code.values() for name in each}):
        codes = [code for code, each in by_code.items() if name in each]
        shapes = [by_code[code][name] for code in codes]
        distinct = [shape for number, shape in enumerate(shapes) if shape not in shapes[:number]]
        one = distinct[0] if len(distinct) == 1 else {"anyOf": distinct}
        found[name] = one | {"description": f"Of {', '.join(codes)}."}
    return found
