"""The requests of the Postman collection that set up an outlet with a till, and work there."""

from __future__ import annotations

from typing import Any

from postman_step import NOBODY, problem, step

BRANCH = {"outlet_id": "{{branchId}}"}
STOCKS = (
    step("outlets_list", 200, "List outlets, which makes the first", "answer.outlets.length"),
    step("outlets_create", 201, "Add an outlet with a stock", {"own_stock": True}, keep={"branchId": "answer.id"},
         body={"name": "Cabang {{run}}", "own_stock": True}),
    step("stock_transfer", 201, "Transfer goods there", {"items[0].to_stock": 3},
         headers={"idempotency-key": "transfer-{{branchId}}"},
         body={"to_outlet_id": "{{branchId}}", "items": [{"product_id": "{{productId}}", "qty": 3}]}),
    step("stock_list", 200, "List its stock", {"products[0].stock": 3}, query=BRANCH),
    step("stock_transfer", 201, "Transfer them back", {"items[0].from_stock": 0},
         headers={"idempotency-key": "return-{{branchId}}"},
         body={"from_outlet_id": "{{branchId}}", "items": [{"product_id": "{{productId}}", "qty": 3}]}),
    step("outlets_update", 200, "Close it", {"archived": True}, path=BRANCH, body={"archived": True}),
)  # fmt: skip

BANK = {"bank": "BCA", "number": "1234567890", "holder": "Sari"}
UNKNOWN: dict[str, Any] = {"path": {"payment_request_id": "999999999"}}
INCOMING = (
    step("payment_accounts_create", 201, "Add a bank account", {"unique_amounts": True},
         keep={"accountId": "answer.id"}, body={"kind": "transfer", "name": "BCA", "bank_account": BANK}),
    step("payment_accounts_update", 200, "Rename it", {"name": "BCA 2"}, body={"name": "BCA 2"}),
    step("payment_accounts_list", 200, "List accounts", "answer.payment_accounts.length"),
    problem("payment_requests_create", 409, "order_already_paid", "Ask for the money of the sale",
            path={"transaction_id": "{{saleId}}"}, body={"account_id": "{{accountId}}"},
            headers={"idempotency-key": "ask-{{saleId}}"}),
    step("payment_requests_of_order", 200, "List what was asked for", {"payment_requests.length": 0},
         path={"transaction_id": "{{saleId}}"}),
    step("payment_requests_list", 200, "List what is expected", "Array.isArray(answer.payment_requests)",
         query={"state": "pending"}),
    problem("payment_accounts_match", 404, "no_request_matches", "Match what arrived",
            body={"amount": 50123, "reference": "BCA 17"}, headers={"idempotency-key": "match-{{accountId}}"}),
    problem("payment_requests_show_qr", 404, "payment_request_not_found", "Show a QR code", **UNKNOWN),
    problem("payment_requests_confirm", 404, "payment_request_not_found", "Confirm a request", body={},
            headers={"idempotency-key": "confirm-{{accountId}}"}, **UNKNOWN),
    problem("payment_requests_reject", 404, "payment_request_not_found", "Reject it", body={},
            headers={"idempotency-key": "reject-{{accountId}}"}, **UNKNOWN),
    step("payment_accounts_update", 200, "Close the account", {"active": False}, body={"active": False}),
)  # fmt: skip

AT_TILL: dict[str, Any] = {"who": "cashier"}
MOVE_ID = (
    "pm.collectionVariables.set('itemUuid', '00000000-0000-4000-8000-' + Date.now().toString(16).padStart(12, '0'));"
)
MOVE: dict[str, Any] = {
    "till_id": "{{tillId}}",
    "items": [{
        "client_id": "{{itemUuid}}", "type": "move", "at": "2026-11-01T01:00:00Z", "shift_id": "{{shiftId}}",
        "body": {"kind": "in", "amount": 1000, "reason": "Uang receh"},
    }],
}  # fmt: skip
TILL = (
    step("outlets_list", 200, "List outlets", "answer.outlets[0].is_default"),
    step("outlets_create", 201, "Add an outlet", {"cash_step": 500}, keep={"outletId": "answer.id"},
         body={"name": "Gerai {{run}}", "zone": "Asia/Makassar", "cash_step": 500}),
    step("outlets_update", 200, "Set the end of receipts", {"footer": "Terima kasih"}, body={"footer": "Terima kasih"}),
    step("tills_create", 201, "Add a till", {"last_number": 0},
         keep={"tillId": "answer.id", "tillToken": "answer.token"},
         before="pm.collectionVariables.set('series', 'P' + Date.now().toString(36).slice(-7).toUpperCase());",
         body={"name": "Kasir", "series": "{{series}}"}),
    step("tills_update", 200, "Rename it", {"name": "Kasir depan"}, body={"name": "Kasir depan"}),
    step("tills_replace_token", 200, "Replace its token", "answer.token", keep={"tillToken": "answer.token"}),
    step("tills_list", 200, "List tills", {"tills.length": 1}),
    step("staff_create", 201, "Employ the learner", {"duty": "cashier"},
         body={"username": "pupil{{run}}", "duty": "cashier", "pin": "8520"}),
    step("staff_list", 200, "List the staff", "answer.staff.length"),
    step("staff_update", 200, "Give another PIN", {"active": True}, body={"pin": "73190"}),
    step("tills_sign_in", 200, "Sign in by PIN", {"till_id": "{{tillId}}"},
         keep={"cashierToken": "answer.access_token"},
         body={"token": "{{tillToken}}", "username": "pupil{{run}}", "pin": "73190"}, **NOBODY),
    step("shifts_open", 201, "Open a shift", {"opening": 100000, "expected": None}, keep={"shiftId": "answer.id"},
         body={"till_id": "{{tillId}}", "opening": 100000}, headers={"idempotency-key": "open-{{tillId}}"}, **AT_TILL),
    step("shifts_show_current", 200, "Show it", {"id": "{{shiftId}}"}, query={"till_id": "{{tillId}}"}, **AT_TILL),
    step("shifts_move_cash", 201, "Take cash out", {"amount": 20000},
         body={"kind": "out", "amount": 20000, "reason": "Ke bank"}, headers={"idempotency-key": "move-{{tillId}}"},
         **AT_TILL),
    step("shifts_show_report", 200, "Show the report so far", {"kind": "x", "cash.expected": 80000}),
    step("shifts_list", 200, "List them", {"shifts[0].id": "{{shiftId}}"}, query={"till_id": "{{tillId}}"}, **AT_TILL),
    step("sync_send", 200, "Send what it did without a network", {"results[0].result": "created"},
         before=MOVE_ID, body=MOVE, **AT_TILL),
    step("tills_show_receipt", 200, "Look at the sale of a receipt", {"id": "{{creditSaleId}}"},
         path={"receipt_number": "{{receiptNumber}}"}),
    problem("tills_show_receipt", 404, "receipt_not_found", "Look for one that there is not",
            path={"receipt_number": "X-000001"}),
    step("shifts_close", 200, "Close it", {"expected": 81000, "variance": -1500}, body={"counted": 79500},
         headers={"idempotency-key": "close-{{tillId}}"}, **AT_TILL),
    step("sync_send", 200, "Send what came late", {"results[0].result": "review"}, before=MOVE_ID, body=MOVE),
    step("sync_list", 200, "List what waits", {"items[0].client_id": "{{itemUuid}}"}, query={"state": "review"}),
    step("sync_accept", 200, "Accept it", {"state": "booked"}, path={"client_id": "{{itemUuid}}"},
         headers={"idempotency-key": "accept-{{itemUuid}}"}),
    step("sync_send", 200, "Send more", {"results[0].result": "review"}, before=MOVE_ID, body=MOVE),
    step("sync_reject", 200, "Reject it", {"state": "rejected"}, path={"client_id": "{{itemUuid}}"},
         headers={"idempotency-key": "reject-{{itemUuid}}"}),
    step("tills_list_receipt_gaps", 200, "List the gaps of its receipts", {"gaps.length": 0}),
    step("staff_delete", 200, "Dismiss the learner", "answer.msg"),
    step("outlets_update", 200, "Close the outlet", {"archived": True}, body={"archived": True}),
)  # fmt: skip
