"""What fills a letter. Most letters bring their words along; those of a receipt are read when it is written."""

from __future__ import annotations

from typing import Any

import queries.sales.transactions
from domain.commerce.days import clock
from domain.commerce.money import rupiah
from domain.courses.certificate import format_date

# What stands beside the sums of a receipt.
TOTAL = {"en": "Total", "id": "Total"}
TAX = {"en": "PPN contained in it", "id": "Termasuk PPN"}


def of(letter: dict[str, Any], shop: str) -> dict[str, Any]:
    """The words of a letter as its template wants them; `shop` is the shop's address."""
    if letter["template"] == "receipt":
        return _receipt(letter["words"]["transaction_id"], letter["language"])
    if letter["template"] == "course_bought":
        return _courses(letter["words"]["transaction_id"], shop)
    words: dict[str, Any] = letter["words"]
    return words


def _receipt(transaction_id: int, language: str) -> dict[str, Any]:
    sale = queries.sales.transactions.get(transaction_id, caller_id=0, admin=True)
    sums = [(TOTAL[language], rupiah(sale["total"]))]
    if sale["tax"]:
        sums.append((TAX[language], rupiah(sale["tax"])))
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
