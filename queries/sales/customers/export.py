"""All that a shop keeps of a customer, for the customer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import db
from queries.accounts import activities
from queries.sales import transactions
from queries.sales.customers import debts, records
from queries.sales.sync import items

ROWS_A_BATCH = 500
LARGEST_ID = 2**63 - 1


@db.transactional()
def export(owner_id: int, customer_id: int) -> dict[str, Any]:
    """Return a customer of the owner with all sales and entries, newest first, or raise a 404.

    `items` are those of tills without a network that are not booked.
    """
    customer = records.get(owner_id, customer_id)
    activities.write("export", customer_id, f"customer-{customer_id}.json")
    sales = [*_all(lambda before: transactions.page_of_customer(customer_id, before, ROWS_A_BATCH))]
    entries = [*_all(lambda before: debts.page(customer_id, before, ROWS_A_BATCH))]
    return {"customer": customer, "sales": sales, "entries": entries, "items": items.of_customer(owner_id, customer_id)}


def _all(page: Callable[[int], list[db.Row]]) -> Iterator[db.Row]:
    before = LARGEST_ID
    while rows := page(before):
        yield from rows
        before = rows[-1]["id"]
