"""The words of an e-mail's template. Those of receipts and purchases are read when the e-mail is rendered."""

from __future__ import annotations

from typing import Any

import queries.sales.transactions
from domain.commerce.days import clock
from domain.commerce.money import rupiah
from domain.courses.certificate import format_date

# The labels of the sums of a receipt.
TOTAL = {"en": "Total", "id": "Total"}
TAX = {"en": "{} contained in it", "id": "Termasuk {}"}


def fill_in(email: dict[str, Any], shop: str) -> dict[str, Any]:
    """Return the words for an e-mail's template; `shop` is the shop's URL."""
    if email["template"] == "receipt":
        return _receipt(email["words"]["transaction_id"], email["language"])
    if email["template"] == "course_bought":
        return _courses(email["words"]["transaction_id"], shop)
    words: dict[str, Any] = email["words"]
    return words


def _receipt(transaction_id: int, language: str) -> dict[str, Any]:
    sale = queries.sales.transactions.get(transaction_id, caller_id=0, admin=True)
    sums = [(TOTAL[language], rupiah(sale["total"]))]
    for name in ("PPN", "PBJT"):
        amount = sum(line["tax"] for line in sale["items"] if (line["tax_code"] or "").startswith(name.lower()))
        if amount:
            sums.append((TAX[language].format(name), rupiah(amount)))
    return {
        "name": sale["buyer_name"],
        "number": sale["receipt_number"],
        "day": format_date(sale["created_at"], language),
        "time": clock(sale["created_at"]),
        "lines": [
            (f"{line['qty']} × {line['name']} ({rupiah(line['price'])})", rupiah(line["subtotal"]))
            for line in sale["items"]
        ],
        "sums": sums,
    }


def _courses(transaction_id: int, shop: str) -> dict[str, Any]:
    sale = queries.sales.transactions.get(transaction_id, caller_id=0, admin=True)
    first, *others = sale["courses"]
    return {
        "name": sale["buyer_name"],
        "course": first["title"],
        "number": first["id"],
        "others": "\n".join(f"{course['title']}: {shop}/courses/{course['id']}" for course in others),
    }
