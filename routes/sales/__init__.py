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
    tax_profile,
    transactions,
    vouchers,
)
from routes.sales.till import outlets, shifts, staff, tills

# Path under /api, resource, and the part of the split services that it belongs to.
RESOURCES = (
    ("transactions", transactions.bp, "transactions"),
    ("transactions", payments.bp, "transactions"),
    ("transactions", refunds.bp, "transactions"),
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
    ("analytics", reports.bp, "analytics"),
    ("reports", books.bp, "analytics"),
)
