"""Rounding, splitting, tax and totals."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.commerce import money, pricing, receipts, tax

TODAY = date(2026, 11, 21)
rupiah = st.integers(0, 2**53 - 1)


@settings(max_examples=300)
@given(total=rupiah, weights=st.lists(rupiah, min_size=1, max_size=30))
def test_shares_add_up_and_are_exact_to_a_rupiah(total: int, weights: list[int]) -> None:
    shares = money.split(total, weights)
    assert sum(shares) == total
    assert all(isinstance(share, int) and share >= 0 for share in shares)
    if sum(weights):
        for share, weight in zip(shares, weights, strict=True):
            assert abs(share - Fraction(total * weight, sum(weights))) < 1


def test_the_largest_remainder_gets_the_rupiah() -> None:
    assert money.split(100, [1, 1, 1]) == [34, 33, 33]
    assert money.split(10, [1, 2, 4]) == [1, 3, 6]
    assert money.split(5, [0, 0]) == [5, 0]
    assert money.split(0, []) == []
    with pytest.raises(ValueError, match="nothing to split"):
        money.split(1, [])


@given(amount=st.fractions(min_value=0, max_value=10**12))
def test_rounding_is_half_up(amount: Fraction) -> None:
    rounded = money.round_half_up(amount)
    assert -Fraction(1, 2) < rounded - amount <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("price", "on", "expected"),
    [
        (111_000, date(2026, 1, 1), 11_000),
        (111_000, date(2022, 4, 1), 11_000),
        (110_000, date(2022, 3, 31), 10_000),
        (0, TODAY, 0),
        (1, TODAY, 0),
        (15_000_000, TODAY, 1_486_486),
    ],
)
def test_the_tax_rate_depends_on_the_day(price: int, on: date, expected: int) -> None:
    assert tax.contained(price, on) == expected


items = st.lists(
    st.tuples(st.integers(1, 99), st.integers(0, 10**9), st.integers(1, 1000)), min_size=1, max_size=50,
    unique_by=lambda item: item[0],
)  # fmt: skip


@settings(max_examples=300)
@given(wanted=items, registered=st.booleans())
def test_lines_add_up_to_the_total(wanted: list[tuple[int, int, int]], registered: bool) -> None:
    basket = pricing.price(wanted, TODAY, registered)
    assert sum(line.subtotal for line in basket.lines) == basket.total
    assert sum(line.tax for line in basket.lines) == basket.tax
    assert basket.tax == (tax.contained(basket.total, TODAY) if registered else 0)
    assert all(0 <= line.tax <= line.subtotal == line.price * line.quantity for line in basket.lines)
    assert [line.product_id for line in basket.lines] == sorted(product_id for product_id, _, _ in wanted)


def test_the_largest_total_is_javascripts_largest_safe_integer() -> None:
    assert pricing.price([(1, 2**53 - 1, 1)], TODAY, True).total == 2**53 - 1
    with pytest.raises(pricing.TotalTooLarge):
        pricing.price([(1, 2**52, 2)], TODAY, True)


def test_receipt_numbers_use_the_day_in_jakarta() -> None:
    assert receipts.number(42, datetime(2026, 11, 20, 16, 59, tzinfo=UTC)) == "20261120-000042"
    assert receipts.number(42, datetime(2026, 11, 20, 17, 0)) == "20261121-000042"
    assert receipts.number(12_345_678, datetime(2026, 1, 1, tzinfo=UTC)) == "20260101-12345678"
