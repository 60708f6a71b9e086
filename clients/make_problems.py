"""Generate docs/problems.md, the list of all problem codes, from messages/ and docs/openapi.json."""

from __future__ import annotations

import sys
from http import HTTPStatus
from typing import Any

from document import ROOT, load, members

sys.path.insert(0, str(ROOT))

from messages import LANGUAGES, PROBLEMS, Sentence

TARGET = ROOT / "docs" / "problems.md"
# The advice for a status, for codes without their own.
USUALLY = {
    400: "Mend the request; it was not read any further, and changed nothing.",
    401: "Sign in again.",
    403: "Ask somebody who may, or for the role or scope that the sentence names.",
    404: "Look whether the id is right and the thing is yours: what is another's is told as what is not there.",
    405: "Look up the methods of this address in `/openapi.json`; `Allow` names them.",
    408: "Send it again over a better connection, or send less.",
    409: "Look at the present state, and send it again where that still makes sense.",
    410: "Ask for a new one.",
    412: "Read it again, put your change into what you have read, and send it with the new ETag.",
    413: "Send less, or in several calls.",
    415: "Send the media type that the sentence names.",
    416: "Ask for a part that lies within the file.",
    422: "Mend what `errors` names; sent again as it is, it is refused again.",
    429: "Wait as many seconds as `Retry-After` says.",
    500: "Send it again with the same Idempotency-Key; if it stays, tell whoever runs the shop the `request_id`.",
    503: "Wait as many seconds as `Retry-After` says, and send it again with the same Idempotency-Key.",
}
REMEDIES = {
    "malformed_etag": "Send the header `ETag` of your last GET as it is, with its quotes.",
    "ambiguous_credentials": "Send `Authorization` or `X-API-Key`, and not both.",
    "expired_token": "Refresh it by `POST /api/auth/refresh`, and send the call again.",
    "missing_token": "Send `Authorization: Bearer <token>`, or an API key where the call takes one.",
    "api_key_expired": "Make a new key.",
    "api_key_malformed": "Copy the whole key again, without spaces.",
    "api_key_misplaced": "Move it to `X-API-Key`.",
    "api_key_revoked": "Make a new key; its owner was told why this one was revoked.",
    "api_key_rotated": "Use the key that has taken its place.",
    "api_key_unknown": "Look whether the key belongs to this shop.",
    "token_misplaced": "Move it to `Authorization: Bearer`.",
    "totp_code_required": "Ask for the code of the app and sign in again with `code`.",
    "wrong_totp_code": "Wait for the next code, or use a `recovery_code`.",
    "wrong_credentials": "Ask for name and password again; a forgotten one is reset by e-mail.",
    "api_key_required": "Send an API key in `X-API-Key`.",
    "api_key_not_allowed": "Sign in as a person.",
    "purchase_required": "Buy the product that `product_id` names.",
    "reauthentication_required": "Send the call again with `current_password`.",
    "insufficient_scope": "Make a key with the scope that `scope` names.",
    "mfa_enrolment_required": "Turn it on by `POST /api/auth/second-factor`.",
    "code_not_found": "Look at the code; a product that is not active is found by its seller's list alone.",
    "not_enrolled": "Enrol by `POST /api/courses/{id}/enroll`.",
    "insufficient_stock": "Offer the buyer as many as `available` says.",
    "outlet_has_stock": "Transfer what `items` says from the outlet, and send the call again.",
    "seller_unavailable": "Take the products in `items` out of the basket.",
    "too_many_unpaid_orders": "Pay one of them, or wait until `retry_at`.",
    "voucher_refused": "Show the buyer the sentences of `errors`, and leave the voucher out.",
    "discount_too_large": "Take off at most what `allowed` says.",
    "measure_kept": "Offer it as a new product, and set the old one's `active` to false.",
    "quote_required": "Show the person the quote's total before you sell.",
    "answer_too_large": "Send a shorter range of days, a smaller `per_page`, or one id.",
    "origin_not_allowed": "Add the origin to `ALLOWED_ORIGINS` if it is yours; programs send no `Origin`.",
    "total_changed": "Show the buyer the `quote`, and send its total as `expected_total`.",
    "already_exists": "Leave `If-None-Match` out; `If-Match` guards a change.",
    "cursor_sort_mismatch": "Leave `sort_by` and `sort_order` out, send those that it names, or begin a new walk.",
    "order_incomplete": "Read what is there, and send all of its ids in the new order.",
    "idempotency_in_progress": "Wait a moment, and send the same call with the same key.",
    "idempotency_key_reused": "Make a new key for each thing that is to happen; repeat a call exactly to replay it.",
    "idempotent_answer_lost": "Nothing more will happen by this key; read what has become of it.",
    "taken": "Choose another value of the field that `errors` names.",
    "too_many_api_keys": "Revoke one first.",
    "too_many_images": "Remove one first.",
    "prerequisites_missing": "Complete the courses in `missing` first.",
    "content_locked": "Complete the contents in `missing` first.",
    "course_not_completable": "Mend what each of `reasons` names in the draft.",
    "course_has_buyers": "Take it off the list by `listed: false`, or name another `product_id`.",
    "product_has_variants": "Change or delete its variants first, or make one of them the main product of the others.",
    "too_many_variants": "Offer it as a product of its own.",
    "product_sells_course": "Give the course another `product_id`, or set the product's `active` to false.",
    "no_email": "Give the account an address first.",
    "last_admin": "Make somebody else an admin first.",
    "still_in_use": "Move or delete first what refers to it.",
    "analysis_question": "Send the parameter that `parameter` names, with one of `candidates`.",
    "analysis_stopped": "Send fewer rows or fewer series.",
    "analysis_too_large": "Ask for fewer series, or leave out what you don't need.",
    "too_many_analyses": "Wait for one of yours to end.",
}
HEAD = """# Problems by code

Every failure is an `application/problem+json` (RFC 9457) with `type`, `title`, `status`, `detail`, `code`, `msg` and
`request_id`. `code` is for programs and never changes its meaning; a new one may come with any release, so treat an
unknown code by its status. The sentence is in English or Indonesian by `Accept-Language`; `{words}` in it stand beside
the code as members of the same name, and `{count:one|several}` is what is said of so many.

Generated from `messages/` by `make api`; do not edit.
"""


def source() -> str:
    """Return the page."""
    told = members(load()["components"]["schemas"])
    lines = [HEAD]
    for status in sorted({status for status, _ in PROBLEMS.values()}):
        lines += [f"## {status} {HTTPStatus(status).phrase}", "", USUALLY[status], ""]
        lines += ["| code | what is told | members | what helps |", "|---|---|---|---|"]
        for code, (of, sentence) in sorted(PROBLEMS.items()):
            if of == status:
                cells = (f"`{code}`", _both(sentence), _members(told[code]), REMEDIES.get(code, "as above"))
                lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
        lines.append("")
    return "\n".join(lines)


def _both(sentence: Sentence) -> str:
    # `<key>` must not become an HTML element.
    texts = {name: text.replace("<", "&lt;") for name, text in zip(LANGUAGES, sentence, strict=True)}
    return texts["en"] if texts["en"] == texts["id"] else f"{texts['en']}<br>{texts['id']}"


def _members(schema: dict[str, Any]) -> str:
    return ", ".join(f"`{name}`" for name in schema.get("required", []))


if __name__ == "__main__":
    TARGET.write_text(source())
