"""Receipt numbers."""

from __future__ import annotations

from datetime import datetime

from domain.commerce.days import day

LARGEST_OF_TILL = 2**63 - 1


def of_sale(transaction_id: int, sold_at: datetime) -> str:
    """Return the receipt number: the day in Jakarta and the sale's id, `20261121-000042`."""
    return f"{day(sold_at):%Y%m%d}-{transaction_id:06d}"


def of_till(series: str, receipt_no: int) -> str:
    """Return the receipt number of a sale at a till: its series and its place in it, `A-000042`."""
    return f"{series}-{receipt_no:06d}"
