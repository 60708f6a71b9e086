"""Transactions and sales reports."""

from __future__ import annotations

from routes.sales import payments, reports, transactions

# Path under /api, resource, and the part of the split services that it belongs to.
RESOURCES = (
    ("transactions", transactions.bp, "transactions"),
    ("transactions", payments.bp, "transactions"),
    ("analytics", reports.bp, "analytics"),
)
