"""Arithmetic of refunds: what units of a line, or an amount alone, give back of it. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.commerce.money import round_half_up, split
from domain.commerce.orders import Method


@dataclass(frozen=True)
class Item:
    """Units of the line with this number. With `restock` they go back into the stock."""

    line: int
    quantity: int
    restock: bool = True


@dataclass(frozen=True)
class Request:
    """What is to be given back: items, or, if there are none, an amount for which the buyer keeps everything."""

    items: tuple[Item, ...]
    amount: int | None
    method: Method
    reason: str
    reference: str | None = None
    exchange_id: int | None = None


@dataclass(frozen=True)
class Line:
    """What a line brought, and what of it has been given back."""

    quantity: int
    subtotal: int
    tax: int
    refunded_quantity: int = 0
    refunded: int = 0
    refunded_tax: int = 0

    @property
    def quantity_left(self) -> int:
        """Return the units that may come back."""
        return self.quantity - self.refunded_quantity

    @property
    def amount_left(self) -> int:
        """Return the most that may be given back."""
        return self.subtotal - self.refunded


@dataclass(frozen=True)
class Part:
    """What is given back of a line. `amount` includes `tax`."""

    quantity: int
    amount: int
    tax: int


def of_units(line: Line, quantity: int) -> Part:
    """Return the share of these units in what is left of the line; the last units give back all of it."""
    amount = round_half_up(Fraction(line.amount_left * quantity, line.quantity_left))
    return Part(quantity, amount, _tax(line, amount))


def of_amount(lines: Sequence[Line], amount: int) -> list[Part]:
    """Spread an amount of at most what is left over the lines, by what is left of each."""
    shares = split(amount, [line.amount_left for line in lines])
    return [Part(0, share, _tax(line, share)) for line, share in zip(lines, shares, strict=True)]


def _tax(line: Line, amount: int) -> int:
    """Return the tax of all that is given back with this amount, less what was before, so that no rupiah is left."""
    if not line.subtotal:
        return 0
    return round_half_up(Fraction(line.tax * (line.refunded + amount), line.subtotal)) - line.refunded_tax
