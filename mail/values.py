"""The words of an e-mail's template. Those of receipts and purchases are read when the e-mail is rendered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

import queries.sales.receipts
import queries.sales.transactions
from domain.commerce.days import clock
from domain.commerce.money import rupiah
from domain.courses.certificate import format_date
from domain.receipts import Language, content, layout


def fill_in(email: dict[str, Any], shop: str) -> dict[str, Any]:
    """Return the words for an e-mail's template; `shop` is the shop's URL."""
    if email["template"] == "receipt":
        return _receipt(email["words"]["transaction_id"], email["language"])
    if email["template"] == "course_bought":
        return _courses(email["words"]["transaction_id"], shop)
    words: dict[str, Any] = email["words"]
    return words


def _receipt(transaction_id: int, language: Language) -> dict[str, Any]:
    found = queries.sales.receipts.get(transaction_id, caller_id=0, admin=True)
    shop = content.Shop.of_outlet(found.outlet) if found.outlet else content.Shop("")
    receipt, zone = content.of_order(found.order, shop, found.pbjt_bp), ZoneInfo(shop.zone)
    return {
        "name": receipt.buyer,
        "number": receipt.number,
        "day": format_date(receipt.moment, language, zone),
        "time": f"{clock(receipt.moment, zone)} {content.ZONES[shop.zone]}",
        "head": _paragraph(layout.head(receipt, language)),
        "lines": [
            (f"{layout.quantity(line)} × {line.name} ({rupiah(line.price)})", rupiah(line.amount))
            for line in receipt.lines
        ],
        "sums": [(row.cells[0], f"Rp {row.cells[1].removeprefix('Rp ')}") for row in layout.sums(receipt, language)],
        "end": _paragraph(layout.end(receipt, language)),
    }


def _paragraph(rows: Iterable[layout.Row]) -> str:
    return "\n".join(text for row in rows for text in row.cells if text)


def _courses(transaction_id: int, shop: str) -> dict[str, Any]:
    sale = queries.sales.transactions.get(transaction_id, caller_id=0, admin=True)
    first, *others = sale["courses"]
    return {
        "name": sale["buyer_name"],
        "course": first["title"],
        "number": first["id"],
        "others": "\n".join(f"{course['title']}: {shop}/courses/{course['id']}" for course in others),
    }
