"""Transactions, tills and sales reports."""

from __future__ import annotations

from routes.sales import (
    books,
    customers,
    payments,
    receipts,
    refunds,
    reports,
    stock,
    sync,
    tax_profile,
    transactions,
    vouchers,
)
from routes.sales.incoming import payment_accounts, payment_notices, payment_requests
from routes.sales.till import outlets, shifts, staff, tills

# Path under /api, resource, and the part of the split services that it belongs to.
RESOURCES = (
    ("transactions", transactions.bp, "transactions"),
    ("transactions", payments.bp, "transactions"),
    ("transactions", refunds.bp, "transactions"),
    ("transactions", payment_requests.of_orders, "transactions"),
    ("payment-requests", payment_requests.bp, "transactions"),
    ("payment-accounts", payment_accounts.bp, "transactions"),
    ("payments", payment_notices.bp, "transactions"),
    ("customers", customers.bp, "transactions"),
    ("stock", stock.bp, "transactions"),
    ("transactions", receipts.bp, "transactions"),
    ("tax-profile", tax_profile.bp, "transactions"),
    ("vouchers", vouchers.bp, "transactions"),
    ("outlets", outlets.bp, "transactions"),
    ("outlets", tills.of_outlets, "transactions"),
    ("tills", tills.bp, "transactions"),
    ("staff", staff.bp, "transactions"),
    ("shifts", shifts.bp, "transactions"),
    ("sync", sync.bp, "transactions"),
    ("analytics", reports.bp, "analytics"),
    ("reports", books.bp, "analytics"),
)
