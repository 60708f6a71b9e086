"""What the quantity of a product counts, and for how much of it the price is."""

from __future__ import annotations

from typing import Literal, get_args

from domain.commerce.money import portion

# Goods by weight and length are counted in whole grams and millimetres.
Measure = Literal["piece", "gram", "millimetre"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
# The price of these is that of a kilogram, of a metre.
THOUSAND = 1000


def per(measure: Measure) -> int:
    """Return the quantity that the price is for."""
    return 1 if measure == "piece" else THOUSAND


def amount(price: int, quantity: int, measure: Measure) -> int:
    """Return the price of this quantity in whole rupiah, rounded half up."""
    return portion(price, quantity, per(measure))


def units(quantity: int, measure: Measure) -> int:
    """Return how many pieces a quantity counts as: each kilogram and metre that was begun is one."""
    return -(-quantity // per(measure))


def write(quantity: int, measure: Measure) -> str:
    """Write a quantity in what it counts: `2`, `250 g`."""
    unit = {"piece": "", "gram": " g", "millimetre": " mm"}[measure]
    return f"{quantity}{unit}"
