"""Receipt numbers."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from domain.commerce.days import day

LARGEST_OF_TILL = 2**63 - 1


class Typed(NamedTuple):
    """A receipt number as somebody has typed it: of a till, by its series, or of any other sale, by its id."""

    series: str | None
    number: int


def of_sale(transaction_id: int, sold_at: datetime) -> str:
    """Return the receipt number: the day in Jakarta and the sale's id, `20261121-000042`."""
    return f"{day(sold_at):%Y%m%d}-{transaction_id:06d}"


def of_till(series: str, receipt_no: int) -> str:
    """Return the receipt number of a sale at a till: its series and its place in it, `A-000042`."""
    return f"{series}-{receipt_no:06d}"


def parse(text: str) -> Typed | None:
    """Read what `of_sale` or `of_till` has written, also in lower case and without leading zeros, or return None."""
    found = re.fullmatch(r"(?:([A-Z][A-Z0-9]{0,7})|[0-9]{8})-([0-9]{1,19})", text.upper(), re.ASCII)
    if found is None or int(found[2]) > LARGEST_OF_TILL:
        return None
    return Typed(found[1], int(found[2]))
