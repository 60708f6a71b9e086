"""The layout of receipts: rows of text cells with roles, which all forms are written from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from domain.commerce.money import rupiah
from domain.receipts import Language
from domain.receipts.content import ZONES, Debt, Line, Payment, Receipt, Tax, Unit
from domain.receipts.words import MONTHS, WORDS

# Cells by role: none of a rule; label and value of a fact, detail, sum or total; name, quantity, price and amount of
# the heading and of an item, without a price if it came back; one text of all others.
Role = Literal[
    "shop", "contact", "mark", "rule", "fact", "heading", "item", "detail", "sum", "total", "notice", "footer"
]
UNITS: dict[Unit, str] = {"gram": "kg", "millimetre": "m", "piece": ""}


class Row(NamedTuple):
    """A row of a receipt."""

    role: Role
    cells: tuple[str, ...] = ()


def sections(receipt: Receipt, language: Language) -> list[list[Row]]:
    """Return the rows of a receipt from top to bottom, in the sections between its rules."""
    found = (
        [*head(receipt, language), *_marks(receipt, language)],
        list(_facts(receipt, language)),
        list((_returned if receipt.refund else _items)(receipt, language)),
        list(sums(receipt, language)),
        list(end(receipt, language)),
    )
    return [section for section in found if section]


def rows(receipt: Receipt, language: Language) -> list[Row]:
    """Return the rows of a receipt from top to bottom, with a rule between two sections."""
    first, *others = sections(receipt, language)
    return [*first, *(row for section in others for row in (Row("rule"), *section))]


def title(receipt: Receipt, language: Language) -> str:
    """Return the title of the document: `Struk 20261130-000042`, `Tagihan 42` without a number, or `Pengembalian 7`."""
    words = WORDS[language]
    if receipt.refund:
        return f"{words['refund']} {receipt.refund.id}"
    return f"{words['title']} {receipt.number}" if receipt.number else f"{words['bill']} {receipt.order_id}"


def head(receipt: Receipt, language: Language) -> Iterator[Row]:
    """Return the rows that name the shop."""
    words, shop = WORDS[language], receipt.shop
    yield Row("shop", (shop.name,))
    for line in shop.address.splitlines():
        yield Row("contact", (line,))
    if shop.phone:
        yield Row("contact", (words["phone"].format(shop.phone),))
    if shop.tax_number:
        yield Row("contact", (words["tax_number"].format(shop.tax_number),))


def sums(receipt: Receipt, language: Language) -> Iterator[Row]:
    """Return the rows of the total, what leads to it or is included in it, and what was paid."""
    words = WORDS[language]
    added = [tax for tax in receipt.taxes if tax.added]
    if receipt.discount or receipt.service or added:
        yield Row("sum", (words["gross"], number(receipt.gross)))
    if receipt.discount:
        yield Row("sum", (words["discount"], number(-receipt.discount)))
    if receipt.service:
        yield Row("sum", (words["service"], number(receipt.service)))
    for tax in added:
        yield Row("sum", (_tax_name(tax), number(tax.added)))
    yield Row("total", (words["refunded" if receipt.refund else "total"], rupiah(receipt.total)))
    for tax in receipt.taxes:
        if included := tax.amount - tax.added:
            yield Row("sum", (words["included"].format(_tax_name(tax)), number(included)))
    for payment in receipt.payments:
        yield from _payment(payment, words | {"credit": words["off_credit"]} if receipt.refund else words)
    if receipt.due:
        yield Row("sum", (words["due"], number(receipt.due)))


def end(receipt: Receipt, language: Language) -> Iterator[Row]:
    """Return the rows below the sums."""
    if receipt.debt:
        yield Row("notice", (_debt(receipt.debt, language),))
    if receipt.bears_stamp_duty:
        yield Row("notice", (WORDS[language]["stamp_duty"],))
    for line in receipt.shop.footer.splitlines():
        yield Row("footer", (line,))


def number(amount: int) -> str:
    """Format an amount without its currency: `-15.000`."""
    return f"{amount:,}".replace(",", ".")


def quantity(line: Line) -> str:
    """Format a quantity: `2`, or `1,25 kg` of 1,250 grams."""
    if line.unit == "piece":
        return number(line.quantity)
    whole, rest = divmod(line.quantity, 1000)
    return f"{number(whole)}{f',{rest:03}'.rstrip('0') if rest else ''} {UNITS[line.unit]}"


def _marks(receipt: Receipt, language: Language) -> Iterator[Row]:
    if receipt.state != "paid":
        yield Row("mark", (WORDS[language][receipt.state],))
    if receipt.refund:
        yield Row("mark", (WORDS[language]["refund_mark"],))
    if receipt.copy:
        yield Row("mark", (WORDS[language]["copy"],))


def _facts(receipt: Receipt, language: Language) -> Iterator[Row]:
    words, local = WORDS[language], receipt.local_moment
    if receipt.refund:
        yield Row("fact", (words["number"], str(receipt.refund.id)))
    of_sale = words["title" if receipt.refund else "number"]
    yield Row("fact", (of_sale, receipt.number) if receipt.number else (words["order"], str(receipt.order_id)))
    clock = f"{local:%H:%M}" if language == "en" else f"{local:%H.%M}"
    yield Row("fact", (words["moment"], f"{_day(local, language)} {clock} {ZONES[receipt.shop.zone]}"))
    if receipt.cashier:
        yield Row("fact", (words["cashier"], receipt.cashier))
    if receipt.buyer:
        yield Row("fact", (words["buyer"], receipt.buyer))
    if receipt.refund:
        if receipt.refund.reason:
            yield Row("fact", (words["reason"], receipt.refund.reason))
        if not receipt.lines:
            yield Row("fact", (words["goods"], words["kept"]))


def _items(receipt: Receipt, language: Language) -> Iterator[Row]:
    words = WORDS[language]
    yield Row("heading", tuple(words[name] for name in ("item", "quantity", "price", "amount")))
    for line in receipt.lines:
        yield Row("item", (line.name, quantity(line), number(line.price), number(line.amount)))
        if line.discount:
            yield Row("detail", (words["discount"], number(-line.discount)))
        if line.note:
            yield Row("detail", (f"{words['note']}: {line.note}", ""))


def _returned(receipt: Receipt, language: Language) -> Iterator[Row]:
    words = WORDS[language]
    if receipt.lines:
        yield Row("heading", tuple(words[name] for name in ("item", "quantity", "amount")))
    for line in receipt.lines:
        yield Row("item", (line.name, quantity(line), number(line.amount)))


def _payment(payment: Payment, words: dict[str, str]) -> Iterator[Row]:
    method = words.get(payment.method, payment.method.upper())
    if payment.adjustment:
        yield Row("sum", (words["rounding" if payment.method == "cash" else "code"], number(payment.adjustment)))
    if payment.amount < 0:
        yield Row("sum", (words["given_back"].format(method.lower()), number(payment.amount + payment.adjustment)))
        return
    handed_over = payment.amount + payment.adjustment if payment.tendered is None else payment.tendered
    yield Row("sum", (method, number(handed_over)))
    if payment.change:
        yield Row("sum", (words["change"], number(payment.change)))


def _debt(debt: Debt, language: Language) -> str:
    words = WORDS[language]
    if not debt.amount:
        return words["debt_paid"]
    until = words["until"].format(_day(debt.due_on, language)) if debt.due_on else ""
    return words["debt"].format(rupiah(debt.amount)) + until


def _day(day: date, language: Language) -> str:
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def _tax_name(tax: Tax) -> str:
    return f"{tax.name} {tax.rate}".strip()
