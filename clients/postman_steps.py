"""The requests of the Postman collection in order, each with its status and the expected response."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

NOT_A_TOKEN = {"token": "not-a-token"}
ITEMS = {"items": [{"product_id": "{{productId}}", "qty": 1}]}
AGREED = {**ITEMS, "expected_total": "{{quotedTotal}}"}
SALES = "month,sold\n" + "".join(f"2026-{month + 1:02},{100 + 5 * month}\n" for month in range(12))
GOODS = "sku,name,price,stock\nPM-{{run}},Teh Postman {{run}},7500,3\nPM-{{run}}-2,Teh tanpa harga,,3\n"
# The smallest image that can be written as text: one pixel.
PICTURE = "GIF89a\x01\x00\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
QUIZ = {
    "questions": [{"kind": "single", "text": "1 + 1?", "options": [{"text": "2", "correct": True}, {"text": "3"},
                                                                   {"text": "4"}]}],
    "attempts": 3,
}  # fmt: skip
# The TOTP code (RFC 6238) of the new secret.
TOTP = """
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const secret = [...pm.collectionVariables.get('secret')];
const bits = secret.map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
const hex = (bits.match(/.{8}/g)).map((byte) => parseInt(byte, 2).toString(16).padStart(2, '0')).join('');
const counter = Math.floor(Date.now() / 30000).toString(16).padStart(16, '0');
const C = require('crypto-js');
const mac = C.HmacSHA1(C.enc.Hex.parse(counter), C.enc.Hex.parse(hex)).toString();
const at = 2 * parseInt(mac.slice(-1), 16);
const code = (parseInt(mac.slice(at, at + 8), 16) & 0x7fffffff) % 1000000;
pm.collectionVariables.set('code', String(code).padStart(6, '0'));
""".strip()


class Step(NamedTuple):
    """One request: its caller, its parameters beside those generated from the document, and the expected response."""

    call: str
    status: int
    name: str
    sent: dict[str, Any]
    # Variables to set and conditions to check, in JavaScript about `answer`.
    keep: dict[str, str]
    expect: tuple[str, ...]
    before: str


def step(
    call: str,
    status: int,
    name: str,
    *expect: str | dict[str, Any],
    keep: dict[str, str] | None = None,
    before: str = "",
    **sent: Any,
) -> Step:
    """Return a step. An expectation is a condition, or members of the response with their values."""
    checks = tuple(
        line
        for each in expect
        for line in (
            [f"pm.expect({each}).to.be.ok;"]
            if isinstance(each, str)
            else [_member(member, value) for member, value in each.items()]
        )
    )
    return Step(call, status, name, sent, keep or {}, checks, before)


def _member(member: str, value: Any) -> str:
    """Return the check of a member's value. "{{name}}" is a variable, which Postman stores as text."""
    if isinstance(value, str) and value.startswith("{{"):
        return f"pm.expect(String(answer.{member})).to.eql(pm.collectionVariables.get('{value[2:-2]}'));"
    return f"pm.expect(answer.{member}).to.eql({json.dumps(value)});"


def problem(call: str, status: int, code: str, name: str, **sent: Any) -> Step:
    """Return a step that is refused with this code."""
    return step(call, status, name, {"code": code, "status": status}, **sent)


ID = {"id": "answer.id"}
PUPIL: dict[str, Any] = {"who": "pupil"}
NOBODY: dict[str, Any] = {"who": "nobody"}
PUPILS = {"username": "pupil{{run}}", "password": "{{pupilPassword}}"}
CONTENT = {"section_id": "{{sectionId}}"}

FIRST_SALE = (
    step(
        "auth_login", 200, "Sign in", {"token_type": "Bearer"},
        keep={"token": "answer.access_token", "refreshToken": "answer.refresh_token", "myId": "answer.user.id"},
        body={"username": "{{username}}", "password": "{{password}}"}, who="nobody",
    ),
    step("users_show_profile", 200, "Who am I?", {"id": "{{myId}}"}),
    step(
        "products_create", 201, "Offer coffee", {"price": 50000, "stock": 2}, keep={"productId": "answer.id"},
        body={"name": "Kopi Gayo {{run}}", "price": 50000, "stock": 2, "sku": "KG-{{run}}"},
    ),
    step("products_list", 200, "Find it", "answer.products.length", query={"search": "kopi gayo"}, who="nobody"),
    step("products_show", 200, "Look at it", {"stock": 2, "id": "{{productId}}"}, who="nobody"),
    step("transactions_quote", 200, "Ask what it costs", {"total": 50000}, keep={"quotedTotal": "answer.total"},
         body=ITEMS),
    step(
        "transactions_create", 201, "Buy it", {"total": 50000, "status": "paid"}, keep={"saleId": "answer.id"},
        body=AGREED, headers={"idempotency-key": "first-{{productId}}"},
    ),
    step(
        "transactions_create", 201, "Buy it again by mistake", {"id": "{{saleId}}"},
        "pm.response.headers.get('Idempotent-Replayed') === 'true'",
        body=AGREED, headers={"idempotency-key": "first-{{productId}}"},
    ),
    step(
        "transactions_create", 409, "Buy too many", {"code": "insufficient_stock", "available": 1},
        body={"items": [{"product_id": "{{productId}}", "qty": 2}]},
    ),
    step("transactions_show", 200, "The receipt", {"id": "{{saleId}}"}, path={"transaction_id": "{{saleId}}"}),
    step(
        "analyses_analyze", 200, "Forecast a file", {"series[0].trend.direction": "rising",
                                                    "series[0].forecast[2].date": "2027-03-01"},
        query={"horizon": 3}, files={"file": ("sales.csv", SALES)},
    ),
    step("changes_list", 200, "Follow the catalogue", "answer.next_since", query={"since": ""}, who="nobody"),
    step(
        "auth_refresh", 200, "Renew the token", {"token_type": "Bearer"}, body={"refresh_token": "{{refreshToken}}"},
        keep={"token": "answer.access_token", "refreshToken": "answer.refresh_token"}, who="nobody",
    ),
    step("products_delete", 200, "Withdraw the coffee", "answer.msg"),
)  # fmt: skip

ACCOUNTS = (
    step(
        "auth_register", 201, "Sign up a pupil", {"user.roles": ["buyer"]},
        keep={"pupilToken": "answer.access_token", "pupilRefresh": "answer.refresh_token", "userId": "answer.user.id"},
        body={**PUPILS, "email": "pupil{{run}}@example.com", "name": "Pupil"}, who="nobody",
    ),
    step("auth_login", 200, "Sign in elsewhere", "answer.access_token", body=PUPILS, who="nobody"),
    step(
        "auth_sessions_list", 200, "List sessions", {"sessions.length": 2},
        keep={"sessionId": "answer.sessions.find((one) => !one.current).id"}, **PUPIL,
    ),
    step("auth_sessions_end", 200, "End the other one", "answer.msg", body={}, **PUPIL),
    step("auth_sessions_end_all", 200, "End all others", {"ended": 0}, body={"current": False}, **PUPIL),
    step("users_update_profile", 200, "Rename oneself", {"name": "Pupil Two"}, body={"name": "Pupil Two"}, **PUPIL),
    step("accounts_send_verification_email", 202, "Send the letter again", "answer.msg", **PUPIL),
    problem("accounts_verify_email", 410, "link_expired", "Verify by a wrong link", body=NOT_A_TOKEN, **NOBODY),
    problem("users_confirm_email", 410, "link_expired", "Confirm by a wrong link", body=NOT_A_TOKEN, **NOBODY),
    step("accounts_request_password_reset", 202, "Forget a password", "answer.msg",
         body={"email": "nobody{{run}}@example.com"}, **NOBODY),
    problem("accounts_reset_password", 410, "link_expired", "Reset by a wrong link",
            body={**NOT_A_TOKEN, "password": "teh-manis-hangat"}, **NOBODY),
    step("accounts_change_password", 200, "Change the password", "answer.access_token", keep={
        "pupilToken": "answer.access_token", "pupilRefresh": "answer.refresh_token"},
         body={"current_password": "{{pupilPassword}}", "new_password": "teh-manis-{{run}}"}, **PUPIL),
    step("avatars_upload", 200, "Show one's face", "answer.avatar_url", files={"avatar": ("face.gif", PICTURE)},
         **PUPIL),
    step("avatars_delete", 200, "Take it away", "answer.msg", **PUPIL),
    step("activities_list", 200, "Read one's log", "answer.activities.length", **PUPIL),
    step("activities_export", 200, "Take the log along", "pm.response.text().includes('sign_in')", **PUPIL),
    step("users_list", 200, "Find the pupil", {"users[0].id": "{{userId}}"}, query={"search": "pupil{{run}}"}),
    step("role_requests_create", 201, "Ask to sell", {"state": "pending", "role": "seller"},
         keep={"requestId": "answer.id"}, body={"role": "seller"}, **PUPIL),
    step("role_requests_withdraw", 200, "Think again", {"state": "withdrawn"}, **PUPIL),
    step("role_requests_create", 201, "Ask once more", {"state": "pending"}, keep={"requestId": "answer.id"},
         body={"role": "seller"}, **PUPIL),
    step("role_requests_list", 200, "Who asks?", "answer.role_requests.length", query={"state": "pending"}),
    step("role_requests_decide", 200, "Say no", {"state": "denied"}, body={"state": "denied", "note": "Not now."}),
    step("users_update", 200, "Keep the pupil active", {"active": True}, body={"active": True}),
)  # fmt: skip

SECOND_FACTOR = (
    step("two_factor_start_setup", 201, "Begin with an app", "answer.secret", keep={"secret": "answer.secret"},
         body={"current_password": "teh-manis-{{run}}"}, **PUPIL),
    step("two_factor_confirm_setup", 200, "Confirm its code", "answer.recovery_codes.length",
         keep={"recoveryCode": "answer.recovery_codes[0]"}, before=TOTP, body={"code": "{{code}}"}, **PUPIL),
    step("two_factor_show", 200, "Is it on?", {"enabled": True}, **PUPIL),
    step("two_factor_regenerate_recovery_codes", 200, "Renew recovery codes", "answer.recovery_codes.length",
         keep={"recoveryCode": "answer.recovery_codes[0]"},
         body={"current_password": "teh-manis-{{run}}", "recovery_code": "{{recoveryCode}}"}, **PUPIL),
    step("two_factor_disable", 200, "Turn it off", "answer.msg",
         body={"current_password": "teh-manis-{{run}}", "recovery_code": "{{recoveryCode}}"}, **PUPIL),
    problem("users_reset_two_factor", 409, "two_factor_not_enabled", "Help who has none"),
    step("two_factor_policy_show", 200, "Who must have one?", "Array.isArray(answer.roles)",
         keep={"policy": "JSON.stringify(answer.roles)"}),
    step("two_factor_policy_update", 200, "Leave it so", "Array.isArray(answer.roles)",
         body={"roles": "{{policy}}"}),
)  # fmt: skip

KEYS = (
    step("api_keys_create", 201, "Make a key", "answer.api_key", body={"name": "Till", "scopes": ["products:read"]},
         keep={"apiKey": "answer.api_key", "apiKeyId": "answer.id"}, **PUPIL),
    step("api_keys_introspect", 200, "What may it do?", {"scopes": ["products:read"]}, who="key"),
    step("api_keys_list", 200, "List keys", {"api_keys.length": 1}, **PUPIL),
    step("api_keys_show", 200, "Look at it", {"id": "{{apiKeyId}}", "state": "active"}, **PUPIL),
    step("api_keys_update", 200, "Rename it", {"name": "Till 2"}, body={"name": "Till 2"}, **PUPIL),
    step("api_keys_rotate", 201, "Put another in its place", "answer.api_key", body={},
         keep={"newKeyId": "answer.id"}, **PUPIL),
    step("api_keys_revoke", 200, "Revoke the new one", {"state": "revoked"},
         path={"api_key_id": "{{newKeyId}}"}, **PUPIL),
    step("api_keys_report_leak", 202, "Report the old one as leaked", "answer.msg", body={"api_key": "{{apiKey}}"},
         **NOBODY),
)  # fmt: skip

CATALOGUE = (
    step("categories_create", 201, "Add a category", {"parent_id": None}, keep={"categoryId": "answer.id"},
         body={"name": "Kopi {{run}}"}),
    step("categories_list", 200, "The tree", "answer.categories.length", **NOBODY),
    step("categories_show", 200, "Look at it", {"id": "{{categoryId}}"}, **NOBODY),
    step("categories_update", 200, "Rename it", "answer.name.startsWith('Teh')", body={"name": "Teh {{run}}"}),
    step("brands_create", 201, "Add a brand", {"owner_id": None}, keep={"brandId": "answer.id"},
         body={"name": "Gayo {{run}}"}),
    step("brands_list", 200, "All brands", "answer.brands.length", **NOBODY),
    step("brands_show", 200, "Look at it", {"id": "{{brandId}}"}, **NOBODY),
    step("brands_update", 200, "Rename it", "answer.name.startsWith('Asli')", body={"name": "Asli {{run}}"}),
    step("products_create", 201, "Add a product", {"category_id": "{{categoryId}}"}, keep={"productId": "answer.id"},
         body={"name": "Teh Botol {{run}}", "price": 5000, "stock": 20, "sku": "TB-{{run}}",
               "category_id": "{{categoryId}}", "brand_id": "{{brandId}}"}),
    step("products_lookup", 200, "Scan its code", {"id": "{{productId}}"}, query={"code": "TB-{{run}}"}, **NOBODY),
    step("products_show", 200, "Read its version", {"price": 5000}, keep={"etag": "pm.response.headers.get('ETag')"}),
    step("products_update", 200, "Change what was read", {"price": 5500}, body={"price": 5500},
         headers={"if-match": "{{etag}}"}),
    problem("products_update", 412, "version_conflict", "Change what is old",
            body={"price": 1}, headers={"if-match": "{{etag}}"}),
    step("products_export", 200, "Take the catalogue along", "pm.response.text().includes('Teh Botol')"),
    step("images_upload", 201, "Show it", {"images.length": 1}, keep={"imageId": "answer.images[0].id"},
         files={"images": ("tea.gif", PICTURE)}),
    step("images_reorder", 200, "Put images in order", {"images.length": 1}, body={"image_ids": ["{{imageId}}"]}),
    step("images_delete", 200, "Take the picture away", {"images.length": 0}),
    step("products_delete", 200, "Withdraw it", "answer.msg"),
    step("brands_delete", 200, "Delete the brand", "answer.msg"),
    step("categories_delete", 200, "Delete the category", "answer.msg"),
    step("transactions_list", 200, "What was sold", {"scope": "sales", "notice": None}, query={"scope": "sales"}),
)  # fmt: skip

IMPORTS = (
    step("imports_template", 200, "The template", "pm.response.text().includes('sku')"),
    step("imports_create", 200, "Try a file", {"dry_run": True, "state": "done"},
         keep={"importId": "answer.id"}, query={"dry_run": "true"}, files={"file": ("goods.csv", GOODS)}),
    step("imports_events", 200, "Follow it to its end", "pm.response.text().includes('event:')"),
    step("imports_show", 200, "What came of it", {"state": "done", "counts.failed": 1, "counts.created": 1}),
    step("imports_list", 200, "All imports", "answer.imports.length"),
    step("imports_failed_rows_list", 200, "Rows that failed", {"rows.length": 1}),
    step("imports_failed_rows_download", 200, "The same as a file", "pm.response.text().includes('Teh tanpa harga')"),
    step("jobs_list", 200, "Its job", "answer.jobs.length", keep={"jobId": "answer.jobs[0].id"}),
    step("jobs_show", 200, "Look at it", {"id": "{{jobId}}"}),
    problem("jobs_retry", 404, "job_not_found", "Retry what is done"),
    step("emails_list", 200, "E-mails", "answer.emails.length"),
)  # fmt: skip

COURSES = (
    step("courses_create", 201, "Draft a course", {"version": None}, keep={"courseId": "answer.id"},
         body={"title": "Ekspor {{run}}"}),
    step("course_drafts_create_section", 201, "Add a section", {"position": 1}, keep={"sectionId": "answer.id"},
         body={"title": "Satu"}),
    step("course_drafts_update_section", 200, "Rename it", {"title": "Awal"}, body={"title": "Awal"}),
    step("course_drafts_create_content", 201, "Add a text", {"kind": "text"}, keep={"textId": "answer.id"},
         body={**CONTENT, "kind": "text", "title": "Izin", "body": "Daftar di **OSS**."}),
    step("course_drafts_create_content", 201, "Add a file", {"kind": "file"}, keep={"fileId": "answer.id"},
         body={**CONTENT, "kind": "file", "title": "Formulir"}),
    step("course_drafts_create_content", 201, "Add a quiz", {"kind": "quiz"}, keep={"quizId": "answer.id"},
         body={**CONTENT, "kind": "quiz", "title": "Ujian", "quiz": QUIZ, "mastery_score": 50}),
    step("course_drafts_update_content", 200, "Rename the text", {"title": "NIB"}, body={"title": "NIB"},
         path={"content_id": "{{textId}}"}),
    step("course_files_upload", 200, "Give the file", {"file.name": "form.txt"}, files={"file": ("form.txt", "Nama:")},
         path={"content_id": "{{fileId}}"}),
    step("course_files_download_draft", 200, "Read it back", "pm.response.text() === 'Nama:'",
         path={"content_id": "{{fileId}}"}),
    step("course_drafts_show_content", 200, "Read the text", {"id": "{{textId}}"}, path={"content_id": "{{textId}}"}),
    step("course_drafts_create_section", 201, "Add a section too many", {"position": 2}, keep={"spareId": "answer.id"},
         body={"title": "Lebih"}),
    step("course_drafts_delete_section", 200, "Delete it", "answer.msg", path={"section_id": "{{spareId}}"}),
    step("course_drafts_create_content", 201, "Add a text too many", {"kind": "text"}, keep={"spareId": "answer.id"},
         body={**CONTENT, "kind": "text", "title": "Lebih", "body": "x"}),
    step("course_drafts_remove_content", 200, "Take it out", "answer.msg", path={"content_id": "{{spareId}}"}),
    step("course_drafts_reorder_outline", 200, "Put all in order", "answer.msg", body={"sections": [
        {"id": "{{sectionId}}", "contents": ["{{textId}}", "{{fileId}}", "{{quizId}}"]}]}),
    step("course_drafts_show", 200, "The draft", {"sections[0].contents.length": 3}),
    step("courses_update", 200, "Say what it is about", {"summary": "Singkat"}, body={"summary": "Singkat"}),
    step("course_drafts_publish", 201, "Publish it", {"version": 1}),
    step("courses_list_versions", 200, "Its versions", {"versions.length": 1}),
    step("courses_show_version", 200, "The first", {"number": 1}, path={"number": "1"}),
    step("courses_list", 200, "All courses", "answer.courses.length", **NOBODY),
    step("courses_show", 200, "Its outline", {"id": "{{courseId}}"}, **NOBODY),
)  # fmt: skip

LEARNING = (
    step("enrolments_create", 201, "Enrol", {"percent": 0}, **PUPIL),
    step("courses_show_content", 200, "Read", {"id": "{{textId}}"}, path={"content_id": "{{textId}}"}, **PUPIL),
    step("progress_record", 200, "Done with it", "answer.percent > 0",
         body={"content_id": "{{textId}}", "completed": True}, **PUPIL),
    step("course_files_download", 200, "Download the form", "pm.response.text() === 'Nama:'",
         path={"content_id": "{{fileId}}"}, **PUPIL),
    step("progress_waive", 200, "Spare the pupil the form", "answer.percent > 0",
         body={"content_id": "{{fileId}}", "reason": "Sudah punya."}),
    step("attempts_start", 201, "Try the quiz", {"number": 1}, path={"content_id": "{{quizId}}"}, keep={
        "attemptId": "answer.id", "questionId": "answer.questions[0].id",
        "optionId": "answer.questions[0].options.find((one) => one.text === '2').id"}, **PUPIL),
    step("attempts_save_answers", 200, "Keep an answer", {"id": "{{attemptId}}"}, path={"content_id": "{{quizId}}"},
         body={"answers": [{"question_id": "{{questionId}}", "options": ["{{optionId}}"]}]}, **PUPIL),
    step("attempts_show", 200, "Look at it", {"submitted_at": None}, path={"content_id": "{{quizId}}"}, **PUPIL),
    step("attempts_submit", 200, "Hand it in", {"passed": True}, path={"content_id": "{{quizId}}"}, body={},
         **PUPIL),
    step("attempts_list", 200, "One's attempts", {"attempts.length": 1}, path={"content_id": "{{quizId}}"}, **PUPIL),
    step("learner_attempts_list", 200, "The pupil's attempts", {"attempts.length": 1},
         path={"content_id": "{{quizId}}"}),
    step("learner_attempts_show", 200, "Look at one", {"id": "{{attemptId}}"},
         path={"content_id": "{{quizId}}"}),
    step("learner_attempts_set_allowance", 200, "Give one more", "answer.allowance", path={"content_id": "{{quizId}}"},
         body={"attempts": 1, "reason": "Sakit."}),
    step("progress_show", 200, "Done", {"completed": True}, keep={"code": "answer.certificate.code"}, **PUPIL),
    step("certificates_list", 200, "One's certificates", {"certificates[0].code": "{{code}}"}, **PUPIL),
    step("certificates_show", 200, "Anybody checks it", {"valid": True}, **NOBODY),
    step("certificates_download_pdf", 200, "Print it", "pm.response.headers.get('Content-Type') === 'application/pdf'",
         **PUPIL),
    step("certificates_download_credential", 200, "As a badge", "pm.response.text().split('.').length === 3", **NOBODY),
    step("certificates_list_keys", 200, "Keys that sign", "answer.keys.length",
         keep={"keyId": "answer.keys[0].kid.split('/').pop()"}, **NOBODY),
    step("certificates_show_key", 200, "One of them", {"kty": "RSA"}, **NOBODY),
    step("certificates_show_issuer", 200, "Who issues", "answer.id", **NOBODY),
    step("certificates_reissue", 201, "Correct the name", {"learner_name": "Pupil Tiga"}, keep={"code": "answer.code"},
         body={"learner_name": "Pupil Tiga", "reason": "Salah ketik."}),
    step("certificates_revoke", 200, "Revoke it", "answer.msg", body={"reason": "Percobaan."}),
    step("certificates_list_revoked", 200, "What was revoked", "answer.revokedCredentials.length", **NOBODY),
    step("enrolments_remove_learner", 200, "Take the pupil out", "answer.msg", body={"reason": "Percobaan."}),
    step("enrolments_readmit_learner", 200, "Let them in again", {"course_id": "{{courseId}}"}),
    step("course_statements_export", 200, "As xAPI", "answer.statements.length"),
    step("enrolments_leave", 204, "Leave", **PUPIL),
)  # fmt: skip

FIGURES = (
    step("analytics_course_progress", 200, "How far learners are", "Array.isArray(answer.courses)"),
    step("analytics_course_engagement", 200, "How much they do", "Array.isArray(answer.courses)"),
    step("analytics_completion_rates", 200, "How many complete", "Array.isArray(answer.courses)"),
    step("analytics_user_progress", 200, "How far I am", "Array.isArray(answer.learners)"),
    step("analytics_cohorts", 200, "By month", {"course_id": "{{courseId}}"}, query={"course_id": "{{courseId}}"}),
    step("courses_delete", 200, "Delete the course", "answer.msg"),
    step("courses_restore", 200, "Take that back", {"id": "{{courseId}}"}),
    step("courses_delete", 200, "Delete it for good", "answer.msg"),
    step("sales_get", 200, "What sells", "answer.totals"),
    step("sales_forecast", 200, "What to order", "Array.isArray(answer.products)"),
)  # fmt: skip

SHOP = (
    step("shop_show_shop", 200, "The shop", "answer.name", **NOBODY),
    problem("shop_change_shop", 412, "version_conflict", "Rename what has changed", body={"name": "Lain"},
            headers={"if-match": '"-1"'}),
    problem("shop_change_logo", 412, "version_conflict", "Its logo", files={"logo": ("logo.gif", PICTURE)},
            headers={"if-match": '"-1"'}),
    problem("shop_remove_logo", 412, "version_conflict", "No logo", headers={"if-match": '"-1"'}),
    step("audit_list_entries", 200, "Who has changed what", "answer.entries.length",
         keep={"entryId": "answer.entries[0].id"}),
    step("audit_show_entry", 200, "One change", {"id": "{{entryId}}"}),
    step("audit_show_head", 200, "The head of the log", "answer.link"),
    step("audit_export_entries", 200, "The log as a file", "pm.response.text().length", query={"from": "2099-01-01"}),
    step("health_show", 200, "Is it there?", {"status": "ok"}, **NOBODY),
    step("health_live", 200, "Alive", {"status": "ok"}, **NOBODY),
    step("health_ready", 200, "Ready", {"status": "ok"}, **NOBODY),
    step("auth_logout", 200, "Sign out", "answer.msg"),
)  # fmt: skip

FOLDERS = {
    "First sale": FIRST_SALE,
    "Accounts": ACCOUNTS,
    "Second factor": SECOND_FACTOR,
    "API keys": KEYS,
    "Catalogue": CATALOGUE,
    "Imports": IMPORTS,
    "Courses": COURSES,
    "Learning": LEARNING,
    "Figures": FIGURES,
    "Shop": SHOP,
}
