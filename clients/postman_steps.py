"""The requests of the Postman collection in order, each with its status and the expected response."""

from __future__ import annotations

from postman_course_steps import COURSES, LEARNING
from postman_event_steps import EVENTS
from postman_step import NOBODY, PUPIL, problem, step
from postman_till_steps import INCOMING, STOCKS, TILL

NOT_A_TOKEN = {"token": "not-a-token"}
ITEMS = {"items": [{"product_id": "{{productId}}", "qty": 1}]}
AGREED = {**ITEMS, "expected_total": "{{quotedTotal}}"}
SALES = "month,sold\n" + "".join(f"2026-{month + 1:02},{100 + 5 * month}\n" for month in range(12))
GOODS = "sku,name,price,stock\nPM-{{run}},Teh Postman {{run}},7500,3\nPM-{{run}}-2,Teh tanpa harga,,3\n"
# The smallest image that can be written as text: one pixel.
PICTURE = "GIF89a\x01\x00\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
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
ID = {"id": "answer.id"}
PUPILS = {"username": "pupil{{run}}", "password": "{{pupilPassword}}"}

RETURNED = {"items": [{"line": 1, "qty": 1}], "method": "cash", "reason": "Damaged"}

FIRST_SALE = (
    step(
        "auth_login", 200, "Sign in", {"token_type": "Bearer"},
        keep={"token": "answer.access_token", "refreshToken": "answer.refresh_token", "myId": "answer.user.id"},
        body={"username": "{{username}}", "password": "{{password}}"}, who="nobody",
    ),
    step("users_show_profile", 200, "Show the profile", {"id": "{{myId}}"}),
    step(
        "products_create", 201, "Create a product", {"price": 50000, "stock": 2}, keep={"productId": "answer.id"},
        body={"name": "Kopi Gayo {{run}}", "price": 50000, "stock": 2, "sku": "KG-{{run}}"},
    ),
    step("products_list", 200, "Search the products",
         "answer.products.length", query={"search": "kopi gayo"}, who="nobody"),
    step("products_show", 200, "Show it", {"stock": 2, "id": "{{productId}}"}, who="nobody"),
    step("transactions_quote", 200, "Quote the basket", {"total": 50000}, keep={"quotedTotal": "answer.total"},
         body=ITEMS),
    step(
        "transactions_create", 201, "Buy it", {"total": 50000, "status": "paid"}, keep={"saleId": "answer.id"},
        body=AGREED, headers={"idempotency-key": "first-{{productId}}"},
    ),
    step(
        "transactions_create", 201, "Repeat the purchase with the same key", {"id": "{{saleId}}"},
        "pm.response.headers.get('Idempotent-Replayed') === 'true'",
        body=AGREED, headers={"idempotency-key": "first-{{productId}}"},
    ),
    step(
        "transactions_create", 409, "Buy more than the stock", {"code": "insufficient_stock", "available": 1},
        body={"items": [{"product_id": "{{productId}}", "qty": 2}]},
    ),
    step("tax_profile_update", 200, "Add the regional tax to prices", {"present.regime": "pbjt"},
         body={"regime": "pbjt", "rate_bp": 1000, "inclusive": False, "valid_from": "2026-01-01"}),
    step("tax_profile_show", 200, "Show the taxes", {"profiles[0].valid_from": "2026-01-01"}),
    step("transactions_quote", 200, "Quote it with the tax", {"total": 55000, "tax": 5000}, body=ITEMS),
    step("vouchers_create", 201, "Give a voucher", {"code": "HEMAT", "used": 0}, keep={"voucherId": "answer.id"},
         body={"code": "hemat", "kind": "percent", "value": 10, "most": 4000}),
    step("vouchers_list", 200, "List the vouchers", {"vouchers[0].code": "HEMAT"}),
    step("vouchers_check", 200, "Check it", {"accepted": True, "amount": 4000}, body={**ITEMS, "code": "HEMAT"}),
    step("transactions_quote", 200, "Quote it with the voucher",
         {"gross": 50000, "discount": 4000, "tax": 4600, "total": 50600}, body={**ITEMS, "voucher": "HEMAT"}),
    step("vouchers_update", 200, "Withdraw the voucher", {"active": False}, path={"voucher_id": "{{voucherId}}"},
         body={"active": False}),
    problem("transactions_quote", 409, "voucher_refused", "Quote it once more", body={**ITEMS, "voucher": "HEMAT"}),
    step("tax_profile_delete", 200, "Delete it", {"present": None}, query={"valid_from": "2026-01-01"}),
    problem(
        "transactions_pay", 409, "order_already_paid", "Pay it again", path={"transaction_id": "{{saleId}}"},
        body={"method": "cash"}, headers={"idempotency-key": "pay-{{saleId}}"},
    ),
    problem(
        "transactions_cancel", 409, "order_already_paid", "Cancel it", path={"transaction_id": "{{saleId}}"},
        body={}, headers={"idempotency-key": "cancel-{{saleId}}"},
    ),
    step("transactions_print_receipt", 201, "Print its receipt", {"number": 1, "is_copy": False},
         path={"transaction_id": "{{saleId}}"}, body={"format": "escpos", "width": "58"},
         headers={"idempotency-key": "print-{{saleId}}"}),
    step("transactions_show_receipt", 200, "Download a copy",
         "pm.response.headers.get('Content-Type') === 'application/pdf'",
         path={"transaction_id": "{{saleId}}"}, query={"format": "pdf", "width": "80"}),
    step("transactions_link_receipt", 200, "Share it", "answer.whatsapp_url.startsWith('https://wa.me/62812')",
         path={"transaction_id": "{{saleId}}"}, body={"phone": "0812 3456 7890"}),
    step(
        "transactions_quote_refund", 200, "Quote a refund", {"amount": 50000, "left": 0},
        path={"transaction_id": "{{saleId}}"}, body=RETURNED,
    ),
    step(
        "transactions_refund", 201, "Give back a part of the price", {"amount": 5000, "left": 45000},
        path={"transaction_id": "{{saleId}}"}, headers={"idempotency-key": "refund-{{saleId}}"},
        body={"amount": 5000, "method": "cash", "reason": "The bag was torn"}, keep={"refundId": "answer.id"},
    ),
    step("transactions_print_refund_receipt", 201, "Print the receipt of the refund", {"number": 1, "is_copy": False},
         path={"transaction_id": "{{saleId}}", "refund_id": "{{refundId}}"}, body={"format": "escpos"},
         headers={"idempotency-key": "print-refund-{{saleId}}"}),
    step("transactions_show_refund_receipt", 200, "Download a copy of it",
         "pm.response.headers.get('Content-Type') === 'application/pdf'",
         path={"transaction_id": "{{saleId}}", "refund_id": "{{refundId}}"}, query={"format": "pdf"}),
    step("transactions_show", 200, "Show the sale", {"id": "{{saleId}}", "refunded": 5000},
         path={"transaction_id": "{{saleId}}"}),
    step(
        "stock_move", 201, "Receive goods", {"items[0].stock": 25}, headers={"idempotency-key": "moved-{{productId}}"},
        body={"items": [{"product_id": "{{productId}}", "kind": "received", "delta": 24, "note": "SJ 118"}]},
    ),
    problem(
        "stock_move", 409, "stock_changed", "Count against an old stock",
        headers={"idempotency-key": "counted-{{productId}}"},
        body={"items": [{"product_id": "{{productId}}", "counted": 20, "expected_quantity": 1}]},
    ),
    step("stock_list", 200, "List low stock", "answer.products", query={"low": "true"}),
    step("stock_ledger", 200, "Read the ledger", {"entries[0].reason": "received", "entries[0].balance": 25},
         query={"product_id": "{{productId}}"}),
    *INCOMING,
    *STOCKS,
    step("customers_create", 201, "Add a customer", {"balance": 0}, keep={"customerId": "answer.id"},
         body={"name": "Bu Tini {{run}}", "credit_limit": 200000}),
    step("customers_update", 200, "Note where she lives", {"note": "Gang Mawar 7"}, body={"note": "Gang Mawar 7"}),
    step("customers_list", 200, "Find her", "answer.customers.length", query={"search": "bu tini"}),
    step("customers_show", 200, "Show her", {"id": "{{customerId}}"}),
    step(
        "transactions_create", 201, "Sell to her on credit", {"total": 50000},
        keep={"creditSaleId": "answer.id", "receiptNumber": "answer.receipt_number"},
        body={**ITEMS, "payments": [{"method": "credit", "due_on": "2099-01-31"}], "customer_id": "{{customerId}}"},
        headers={"idempotency-key": "credit-{{customerId}}"},
    ),
    step("customers_repay", 201, "Take what she pays back", {"balance": 30000},
         body={"method": "cash", "amount": 20000, "tendered": 50000},
         headers={"idempotency-key": "repaid-{{customerId}}"}),
    step("customers_list", 200, "List who owes", "answer.customers.length", query={"debt": "true"}),
    step("customers_show_account", 200, "Read her account", {"entries[0].delta": -20000}),
    step("customers_export", 200, "Export what is kept of her", {"customer.balance": 30000}),
    step("customers_delete", 200, "Erase her with the debt", "answer.msg", query={"write_off": "true"}),
    step(
        "analyses_create", 200, "Forecast a file", {"series[0].trend.direction": "rising",
                                                    "series[0].forecast[2].date": "2027-03-01"},
        query={"horizon": 3}, files={"file": ("sales.csv", SALES)},
    ),
    step("changes_list", 200, "Follow the catalogue", "answer.next_since", query={"since": ""}, who="nobody"),
    step(
        "auth_refresh", 200, "Refresh the token", {"token_type": "Bearer"}, body={"refresh_token": "{{refreshToken}}"},
        keep={"token": "answer.access_token", "refreshToken": "answer.refresh_token"}, who="nobody",
    ),
    step("products_delete", 200, "Delete the product", "answer.msg"),
)  # fmt: skip

ACCOUNTS = (
    step(
        "auth_register", 201, "Register a learner", {"user.roles": ["buyer"]},
        keep={"pupilToken": "answer.access_token", "pupilRefresh": "answer.refresh_token", "userId": "answer.user.id"},
        body={**PUPILS, "email": "pupil{{run}}@example.com", "name": "Pupil"}, who="nobody",
    ),
    step("auth_login", 200, "Sign in on another device", "answer.access_token", body=PUPILS, who="nobody"),
    step(
        "auth_list_sessions", 200, "List sessions", {"sessions.length": 2},
        keep={"sessionId": "answer.sessions.find((one) => !one.current).id"}, **PUPIL,
    ),
    step("auth_end_session", 200, "End the other session", "answer.msg", body={}, **PUPIL),
    step("auth_end_all_sessions", 200, "End all other sessions", {"ended": 0}, body={"current": False}, **PUPIL),
    step("users_update_profile", 200, "Update the profile", {"name": "Pupil Two"}, body={"name": "Pupil Two"}, **PUPIL),
    step("accounts_send_verification_email", 202, "Send the verification e-mail again", "answer.msg", **PUPIL),
    problem("accounts_verify_email", 410, "link_expired", "Verify with an invalid link", body=NOT_A_TOKEN, **NOBODY),
    problem("users_confirm_email", 410, "link_expired", "Confirm with an invalid link", body=NOT_A_TOKEN, **NOBODY),
    step("accounts_request_password_reset", 202, "Request a password reset", "answer.msg",
         body={"email": "nobody{{run}}@example.com"}, **NOBODY),
    problem("accounts_reset_password", 410, "link_expired", "Reset with an invalid link",
            body={**NOT_A_TOKEN, "password": "teh-manis-hangat"}, **NOBODY),
    step("accounts_change_password", 200, "Change the password", "answer.access_token", keep={
        "pupilToken": "answer.access_token", "pupilRefresh": "answer.refresh_token"},
         body={"current_password": "{{pupilPassword}}", "new_password": "teh-manis-{{run}}"}, **PUPIL),
    step("avatars_upload", 200, "Upload an avatar", "answer.avatar_url", files={"avatar": ("face.gif", PICTURE)},
         **PUPIL),
    step("avatars_delete", 200, "Delete the avatar", "answer.msg", **PUPIL),
    step("activities_list", 200, "List activities", "answer.activities.length", **PUPIL),
    step("activities_export", 200, "Export activities", "pm.response.text().includes('sign_in')", **PUPIL),
    step("users_list", 200, "Find the learner", {"users[0].id": "{{userId}}"}, query={"search": "pupil{{run}}"}),
    step("role_requests_create", 201, "Request the seller role", {"state": "pending", "role": "seller"},
         keep={"requestId": "answer.id"}, body={"role": "seller"}, **PUPIL),
    step("role_requests_withdraw", 200, "Withdraw the request", {"state": "withdrawn"}, **PUPIL),
    step("role_requests_create", 201, "Request it again", {"state": "pending"}, keep={"requestId": "answer.id"},
         body={"role": "seller"}, **PUPIL),
    step("role_requests_list", 200, "List role requests", "answer.role_requests.length", query={"state": "pending"}),
    step("role_requests_decide", 200, "Deny the request",
         {"state": "denied"}, body={"state": "denied", "note": "Not now."}),
    step("users_update", 200, "Keep the learner active", {"active": True}, body={"active": True}),
)  # fmt: skip

SECOND_FACTOR = (
    step("two_factor_start_setup", 201, "Start the TOTP setup", "answer.secret", keep={"secret": "answer.secret"},
         body={"current_password": "teh-manis-{{run}}"}, **PUPIL),
    step("two_factor_confirm_setup", 200, "Confirm the first code", "answer.recovery_codes.length",
         keep={"recoveryCode": "answer.recovery_codes[0]"}, before=TOTP, body={"code": "{{code}}"}, **PUPIL),
    step("two_factor_show", 200, "Show the state", {"enabled": True}, **PUPIL),
    step("two_factor_regenerate_recovery_codes", 200, "Renew recovery codes", "answer.recovery_codes.length",
         keep={"recoveryCode": "answer.recovery_codes[0]"},
         body={"current_password": "teh-manis-{{run}}", "recovery_code": "{{recoveryCode}}"}, **PUPIL),
    step("two_factor_disable", 200, "Disable it", "answer.msg",
         body={"current_password": "teh-manis-{{run}}", "recovery_code": "{{recoveryCode}}"}, **PUPIL),
    problem("users_reset_two_factor", 409, "two_factor_not_enabled", "Reset a user without 2FA"),
    step("two_factor_show_policy", 200, "Show the policy", "Array.isArray(answer.roles)",
         keep={"policy": "JSON.stringify(answer.roles)"}),
    step("two_factor_update_policy", 200, "Update the policy", "Array.isArray(answer.roles)",
         body={"roles": "{{policy}}"}),
)  # fmt: skip

KEYS = (
    step("api_keys_create", 201, "Create an API key",
         "answer.api_key", body={"name": "Till", "scopes": ["products:read"]},
         keep={"apiKey": "answer.api_key", "apiKeyId": "answer.id"}, **PUPIL),
    step("api_keys_introspect", 200, "Introspect the key", {"scopes": ["products:read"]}, who="key"),
    step("api_keys_list", 200, "List keys", {"api_keys.length": 1}, **PUPIL),
    step("api_keys_show", 200, "Show it", {"id": "{{apiKeyId}}", "state": "active"}, **PUPIL),
    step("api_keys_update", 200, "Rename it", {"name": "Till 2"}, body={"name": "Till 2"}, **PUPIL),
    step("api_keys_rotate", 201, "Rotate the key", "answer.api_key", body={}, keep={"newKeyId": "answer.id"}, **PUPIL),
    step("api_keys_revoke", 200, "Revoke the new one", {"state": "revoked"},
         path={"api_key_id": "{{newKeyId}}"}, **PUPIL),
    step("api_keys_report_leak", 202, "Report the old one as leaked", "answer.msg", body={"api_key": "{{apiKey}}"},
         **NOBODY),
)  # fmt: skip

CATALOGUE = (
    step("categories_create", 201, "Add a category", {"parent_id": None}, keep={"categoryId": "answer.id"},
         body={"name": "Kopi {{run}}"}),
    step("categories_list", 200, "List the category tree", "answer.categories.length", **NOBODY),
    step("categories_show", 200, "Show it", {"id": "{{categoryId}}"}, **NOBODY),
    step("categories_update", 200, "Rename it", "answer.name.startsWith('Teh')", body={"name": "Teh {{run}}"}),
    step("brands_create", 201, "Add a brand", {"owner_id": None}, keep={"brandId": "answer.id"},
         body={"name": "Gayo {{run}}"}),
    step("brands_list", 200, "List brands", "answer.brands.length", **NOBODY),
    step("brands_show", 200, "Show it", {"id": "{{brandId}}"}, **NOBODY),
    step("brands_update", 200, "Rename it", "answer.name.startsWith('Asli')", body={"name": "Asli {{run}}"}),
    step("products_create", 201, "Add a product", {"category_id": "{{categoryId}}"}, keep={"productId": "answer.id"},
         body={"name": "Teh Botol {{run}}", "price": 5000, "stock": 20, "sku": "TB-{{run}}",
               "category_id": "{{categoryId}}", "brand_id": "{{brandId}}"}),
    step("products_lookup", 200, "Look up a barcode", {"id": "{{productId}}"}, query={"code": "TB-{{run}}"}, **NOBODY),
    step("products_show", 200, "Read the ETag", {"price": 5000}, keep={"etag": "pm.response.headers.get('ETag')"}),
    step("products_update", 200, "Update with If-Match", {"price": 5500}, body={"price": 5500},
         headers={"if-match": "{{etag}}"}),
    problem("products_update", 412, "version_conflict", "Update with an old ETag",
            body={"price": 1}, headers={"if-match": "{{etag}}"}),
    step("products_export", 200, "Export the catalogue", "pm.response.text().includes('Teh Botol')"),
    step("images_upload", 201, "Show it", {"images.length": 1}, keep={"imageId": "answer.images[0].id"},
         files={"images": ("tea.gif", PICTURE)}),
    step("images_reorder", 200, "Put images in order", {"images.length": 1}, body={"image_ids": ["{{imageId}}"]}),
    step("images_delete", 200, "Delete the image", {"images.length": 0}),
    step("products_delete", 200, "Delete the product", "answer.msg"),
    step("brands_delete", 200, "Delete the brand", "answer.msg"),
    step("categories_delete", 200, "Delete the category", "answer.msg"),
    step("categories_delete_all", 200, "Delete several, with all below", {"done": True},
         body={"ids": ["{{categoryId}}"]}),
    step("transactions_list", 200, "List sales", {"scope": "sales", "notice": None}, query={"scope": "sales"}),
)  # fmt: skip

IMPORTS = (
    step("imports_download_template", 200, "Download the template", "pm.response.text().includes('sku')"),
    step("imports_create", 200, "Import a file (dry run)", {"dry_run": True, "state": "done"},
         keep={"importId": "answer.id"}, query={"dry_run": "true"}, files={"file": ("goods.csv", GOODS)}),
    step("imports_stream_events", 200, "Follow the progress events", "pm.response.text().includes('event:')"),
    step("imports_show", 200, "Show the import", {"state": "done", "counts.failed": 1, "counts.created": 1}),
    step("imports_list", 200, "List imports", "answer.imports.length"),
    step("imports_list_failed_rows", 200, "List failed rows", {"rows.length": 1}),
    step("imports_download_failed_rows", 200, "Download failed rows", "pm.response.text().includes('Teh tanpa harga')"),
    step("jobs_list", 200, "List jobs", "answer.jobs.length", keep={"jobId": "answer.jobs[0].id"}),
    step("jobs_show", 200, "Show it", {"id": "{{jobId}}"}),
    problem("jobs_retry", 404, "job_not_found", "Retry an unknown job"),
    step("platform_show", 200, "Overview", "answer.days.length"),
    step("emails_list", 200, "E-mails", "answer.emails.length"),
    step("backups_list", 200, "Backups", "answer.backups"),
)  # fmt: skip

FIGURES = (
    step("analytics_list_course_progress", 200, "Course progress", "Array.isArray(answer.courses)"),
    step("analytics_list_course_engagement", 200, "Course engagement", "Array.isArray(answer.courses)"),
    step("analytics_list_completion_rates", 200, "Completion rates", "Array.isArray(answer.courses)"),
    step("analytics_list_user_progress", 200, "User progress", "Array.isArray(answer.learners)"),
    step("analytics_show_cohorts", 200, "Cohorts by month",
         {"course_id": "{{courseId}}"}, query={"course_id": "{{courseId}}"}),
    step("courses_delete", 200, "Delete the course", "answer.msg"),
    step("courses_restore", 200, "Restore the course", {"id": "{{courseId}}"}),
    step("courses_delete", 200, "Delete it again", "answer.msg"),
    step("sales_show_report", 200, "Sales report", "answer.totals"),
    step("reports_show_sales", 200, "Sales of some days", "answer.totals", query={"by": "product"}),
    step("reports_show_payments", 200, "Payments of some days", "answer.totals"),
    step("reports_show_tax", 200, "Taxes of some days", "answer.totals"),
    step("reports_show_shifts", 200, "Shifts of some days", "answer.totals"),
    step("reports_show_stock", 200, "Stock of some days", "answer.totals", query={"by": "category"}),
    step("reports_show_debts", 200, "What customers owe", "answer.totals"),
    step("sales_list_forecasts", 200, "Stock forecast", "Array.isArray(answer.products)"),
)  # fmt: skip

SHOP = (
    step("shop_show", 200, "Show the shop", "answer.name", **NOBODY),
    problem("shop_update", 412, "version_conflict", "Rename with an old ETag", body={"name": "Lain"},
            headers={"if-match": '"-1"'}),
    problem("shop_update_logo", 412, "version_conflict", "Change the logo with an old ETag",
            files={"logo": ("logo.gif", PICTURE)},
            headers={"if-match": '"-1"'}),
    problem("shop_delete_logo", 412, "version_conflict", "Delete the logo with an old ETag",
            headers={"if-match": '"-1"'}),
    step("audit_list", 200, "List audit entries", "answer.entries.length", keep={"entryId": "answer.entries[0].id"}),
    step("audit_show", 200, "Show an entry", {"id": "{{entryId}}"}),
    step("audit_show_head", 200, "Show the head of the chain", "answer.link"),
    step("audit_export", 200, "Export the log", "pm.response.text().length", query={"from": "2099-01-01"}),
    step("health_show", 200, "Health", {"status": "ok"}, **NOBODY),
    step("health_show_liveness", 200, "Liveness", {"status": "ok"}, **NOBODY),
    step("health_show_readiness", 200, "Readiness", {"status": "ok"}, **NOBODY),
    step("auth_logout", 200, "Sign out", "answer.msg"),
)  # fmt: skip

FOLDERS = {
    "First sale": FIRST_SALE,
    "Accounts": ACCOUNTS,
    "Two-factor authentication": SECOND_FACTOR,
    "API keys": KEYS,
    "Till": TILL,
    "Catalogue": CATALOGUE,
    "Imports": IMPORTS,
    "Courses": COURSES,
    "Learning": LEARNING,
    "Reports": FIGURES,
    "Events": EVENTS,
    "Shop": SHOP,
}
