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
    assert tax.PPN.tax(price, "standard", on) == expected


@pytest.mark.parametrize(
    ("profile", "kind", "on", "amount", "expected", "code"),
    [
        (tax.NONE, "standard", TODAY, 100_000, 0, None),
        (tax.NONE, "luxury", TODAY, 100_000, 0, None),
        (tax.PPN, "exempt", TODAY, 100_000, 0, "exempt"),
        # 12 % of the full price, 12 % of 11/12 of it in the first month.
        (tax.PPN, "luxury", date(2025, 2, 1), 112_000, 12_000, "ppn_luxury"),
        (tax.PPN, "luxury", date(2025, 1, 31), 111_000, 11_000, "ppn_luxury"),
        (tax.PPN, "luxury", date(2024, 12, 31), 111_000, 11_000, "ppn_luxury"),
        (tax.Profile("ppn", None, False), "standard", TODAY, 100_000, 11_000, "ppn"),
        (tax.Profile("ppn", None, False), "luxury", TODAY, 100_000, 12_000, "ppn_luxury"),
        (tax.Profile("pbjt", 1000), "standard", TODAY, 110_000, 10_000, "pbjt"),
        (tax.Profile("pbjt", 750, False), "standard", TODAY, 100_000, 7_500, "pbjt"),
        (tax.Profile("pbjt", 1000), "exempt", TODAY, 110_000, 0, "exempt"),
        # Half a rupiah is rounded up (PER-11/PJ/2025, article 129).
        (tax.Profile("pbjt", 1000, False), "standard", TODAY, 5, 1, "pbjt"),
        (tax.Profile("pbjt", 1000, False), "standard", TODAY, 4, 0, "pbjt"),
    ],
)
def test_the_tax_depends_on_the_seller_and_the_kind_of_goods(
    profile: tax.Profile, kind: tax.Kind, on: date, amount: int, expected: int, code: str | None
) -> None:
    assert (profile.tax(amount, kind, on), profile.code(kind)) == (expected, code)


profiles = st.builds(tax.Profile, st.sampled_from(["none", "ppn"]), st.none(), st.booleans()) | st.builds(
    tax.Profile, st.just("pbjt"), st.integers(1, 1000), st.booleans()
)
# The goods of up to three sellers, each with one profile.
baskets = st.lists(profiles, min_size=3, max_size=3).flatmap(
    lambda sellers: st.lists(
        st.builds(
            lambda product_id, price, quantity, seller, kind: pricing.Item(
                product_id, price, quantity, seller, sellers[seller], kind
            ),
            st.integers(1, 99), st.integers(0, 10**9), st.integers(1, 1000), st.integers(0, 2),
            st.sampled_from(tax.KINDS),
        ),
        min_size=1, max_size=50, unique_by=lambda item: item.product_id,
    )
)  # fmt: skip


@settings(max_examples=300)
@given(basket=baskets)
def test_lines_add_up_to_the_total_of_each_seller_and_kind(basket: list[pricing.Item]) -> None:
    priced = pricing.price(basket, TODAY)
    assert sum(line.subtotal for line in priced.lines) == priced.total
    assert sum(line.tax for line in priced.lines) == priced.tax
    assert [line.product_id for line in priced.lines] == sorted(item.product_id for item in basket)
    by_id = {item.product_id: item for item in basket}
    groups: dict[tuple[int, str], list[pricing.Line]] = {}
    for line in priced.lines:
        item = by_id[line.product_id]
        assert 0 <= line.tax <= line.subtotal == line.price * line.quantity + line.added
        assert line.added == (0 if item.profile.inclusive else line.tax)
        groups.setdefault((item.seller_id, item.kind), []).append(line)
    for (_, kind), lines in groups.items():
        profile = by_id[lines[0].product_id].profile
        amount = sum(line.price * line.quantity for line in lines)
        assert sum(line.tax for line in lines) == profile.tax(amount, kind, TODAY)  # type: ignore[arg-type]


def test_the_largest_total_is_javascripts_largest_safe_integer() -> None:
    def total(price: int, quantity: int, profile: tax.Profile = tax.PPN) -> int:
        return pricing.price([pricing.Item(1, price, quantity, profile=profile)], TODAY).total

    assert total(2**53 - 1, 1) == 2**53 - 1
    for too_much in ((2**52, 2), (2**53 - 1, 1, tax.Profile("ppn", None, False))):
        with pytest.raises(pricing.TotalTooLarge):
            total(*too_much)


def test_receipt_numbers_use_the_day_in_jakarta() -> None:
    assert receipts.number(42, datetime(2026, 11, 20, 16, 59, tzinfo=UTC)) == "20261120-000042"
    assert receipts.number(42, datetime(2026, 11, 20, 17, 0)) == "20261121-000042"
    assert receipts.number(12_345_678, datetime(2026, 1, 1, tzinfo=UTC)) == "20260101-12345678"
