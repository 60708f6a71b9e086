"""Receipt numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")
LARGEST_OF_TILL = 2**63 - 1


def day(moment: datetime) -> date:
    """Return the day in Jakarta of a moment; a naive moment is UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(JAKARTA).date()


def number(transaction_id: int, sold_at: datetime) -> str:
    """Return the receipt number: the day in Jakarta and the sale's id, `20261121-000042`."""
    return f"{day(sold_at):%Y%m%d}-{transaction_id:06d}"


def number_of_till(series: str, receipt_no: int) -> str:
    """Return the receipt number of a sale at a till: its series and its place in it, `A-000042`."""
    return f"{series}-{receipt_no:06d}"
