"""Rounding, splitting, tax and totals."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.commerce import discounts, measures, money, pricing, tax
from domain.receipts import numbers

LONG = bool(os.environ.get("LONG"))
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


service = st.just(0) | st.integers(0, tax.LARGEST_SERVICE_BP)
profiles = st.builds(tax.Profile, st.sampled_from(["none", "ppn"]), st.none(), st.booleans(), service) | st.builds(
    tax.Profile, st.just("pbjt"), st.integers(1, 1000), st.booleans(), service
)
reductions = st.just(discounts.NO_DISCOUNT) | st.builds(discounts.Discount, st.integers(0, 100), st.integers(0, 10**6))
vouchers = st.builds(
    discounts.Voucher,
    st.integers(0, 2),
    st.just("HEMAT"),
    st.just("percent"),
    st.integers(1, 100),
    most=st.none() | st.integers(0, 10**6),
) | st.builds(discounts.Voucher, st.integers(0, 2), st.just("HEMAT"), st.just("amount"), st.integers(1, 10**9))


@st.composite
def goods(draw: st.DrawFn) -> list[pricing.Item]:
    """Return lines of the goods of up to three sellers, each with one profile. A product may have several lines."""
    sellers = draw(st.lists(profiles, min_size=3, max_size=3))
    catalogue = draw(
        st.lists(
            st.tuples(
                # Equal prices have equal remainders.
                st.sampled_from([1, 333, 10_000]) | st.integers(0, 10**9),
                st.integers(0, 2),
                st.sampled_from(tax.KINDS),
                st.sampled_from(measures.MEASURES),
            ),
            min_size=1, max_size=12,
        )
    )  # fmt: skip
    lines = draw(
        st.lists(
            st.tuples(st.integers(0, len(catalogue) - 1), st.integers(1, 3) | st.integers(1, 5000), reductions),
            min_size=1,
            max_size=20,
        )
    )
    return [
        pricing.Item(number, price, quantity, seller, sellers[seller], kind, measure, taken)
        for number, quantity, taken in lines
        for price, seller, kind, measure in [catalogue[number]]
    ]


@settings(max_examples=100_000 if LONG else 300, deadline=None)
@given(items=goods(), reduction=reductions, voucher=st.none() | vouchers, dice=st.randoms(use_true_random=False))
def test_any_basket_adds_up(
    items: list[pricing.Item], reduction: discounts.Discount, voucher: discounts.Voucher | None, dice: Random
) -> None:
    """`make storm` tries 100,000 baskets of discounts, vouchers, service charges, weights and taxes."""
    basket = pricing.price(items, TODAY, reduction, voucher)
    lines = basket.lines
    for name in ("gross", "discount", "service", "tax"):
        assert sum(getattr(line, name) for line in lines) == getattr(basket, name), name
    assert sum(line.subtotal for line in lines) == basket.total
    assert basket.gross - basket.discount + basket.service + sum(line.added for line in lines) == basket.total
    own = sum(line.own_discount for line in lines)
    assert own + basket.order_discount + basket.voucher == basket.discount
    for item, line in zip(items, lines, strict=True):
        assert line.item is item
        assert abs(line.gross - Fraction(item.price * item.quantity, measures.per(item.measure))) <= Fraction(1, 2)
        assert 0 <= line.own_discount <= line.discount <= line.gross
        assert line.subtotal == line.gross - line.discount + line.service + line.added
        assert 0 <= line.tax <= line.subtotal
        assert line.added == (0 if item.profile.inclusive else line.tax)
        assert all(type(value) is int for name, value in vars(line).items() if name not in ("item", "tax_code"))
    _check_order_discount(lines, reduction, voucher, basket)
    _check_charges(lines)
    mixed = dice.sample(items, len(items))
    again = pricing.price(mixed, TODAY, reduction, voucher)
    assert sorted(map(repr, again.lines)) == sorted(map(repr, lines))


def _check_order_discount(
    lines: tuple[pricing.Line, ...],
    reduction: discounts.Discount,
    voucher: discounts.Voucher | None,
    basket: pricing.Basket,
) -> None:
    left = sum(line.gross - line.own_discount for line in lines)
    assert basket.order_discount == min(left, money.portion(left, reduction.percent, 100) + reduction.amount)
    if voucher is None:
        assert (basket.voucher, basket.voucher_base) == (0, 0)
        return
    owned = [line for line in lines if line.item.seller_id == voucher.owner_id]
    assert basket.voucher_base - basket.voucher == sum(line.gross - line.discount for line in owned)
    assert basket.voucher == voucher.of(basket.voucher_base) <= basket.voucher_base


def _check_charges(lines: tuple[pricing.Line, ...]) -> None:
    """Each seller's service charge and taxes are exact to half a rupiah, and each line's share to a rupiah."""
    sellers: dict[int, list[pricing.Line]] = {}
    taxed: dict[tuple[int, str], list[pricing.Line]] = {}
    for line in lines:
        sellers.setdefault(line.item.seller_id, []).append(line)
        taxed.setdefault((line.item.seller_id, line.item.kind), []).append(line)
    for group in sellers.values():
        rate = Fraction(group[0].item.profile.service_bp, 10_000)
        _check_shares([line.service for line in group], [rate * (line.gross - line.discount) for line in group])
    for group in taxed.values():
        item = group[0].item
        rate = item.profile.rate(item.kind, TODAY)
        rate = rate / (1 + rate) if item.profile.inclusive else rate
        exact = [rate * (line.gross - line.discount + line.service) for line in group]
        _check_shares([line.tax for line in group], exact)


def _check_shares(shares: list[int], exact: list[Fraction]) -> None:
    assert abs(sum(shares) - sum(exact, Fraction())) <= Fraction(1, 2)
    assert all(abs(share - whole) < Fraction(3, 2) for share, whole in zip(shares, exact, strict=True))


@pytest.mark.parametrize(
    ("price", "quantity", "measure", "expected"),
    [
        (50_000, 3, "piece", 150_000),
        # 250 g of coffee at 98,500 a kilogram are 24,625.
        (98_500, 250, "gram", 24_625),
        # Half a rupiah is rounded up, less is not.
        (12_500, 1, "gram", 13),
        (12_499, 1, "gram", 12),
        (499, 1, "gram", 0),
        (35_000, 1_500, "millimetre", 52_500),
        (0, 1_000_000, "gram", 0),
    ],
)
def test_the_price_of_weighed_goods_is_for_a_thousand(
    price: int, quantity: int, measure: measures.Measure, expected: int
) -> None:
    basket = pricing.price([pricing.Item(1, price, quantity, measure=measure)], TODAY)
    assert (basket.gross, basket.total) == (expected, expected)


def test_the_order_of_items_decides_nothing() -> None:
    """100 and 5.5 % of 899 leave a rupiah over, which goes to the same items in each order."""
    profile = tax.Profile(service_bp=550)
    items = [pricing.Item(number, 333, 1, profile=profile) for number in (1, 2, 3)]
    for wanted in permutations(items):
        lines = pricing.price(wanted, TODAY, discounts.Discount(amount=100)).lines
        assert [line.item for line in lines] == list(wanted)
        assert {line.item.product_id: (line.discount, line.service) for line in lines} == {
            1: (34, 16), 2: (33, 17), 3: (33, 16),
        }  # fmt: skip


def test_discounts_come_in_their_order() -> None:
    """100,000 less 10 % less 5 % less a voucher of 5,500, 5 % service on the rest, and PBJT on both."""
    profile = tax.Profile("pbjt", 1000, False, 500)
    items = [pricing.Item(1, 100_000, 1, profile=profile, discount=discounts.Discount(10))]
    voucher = discounts.Voucher(0, "HEMAT", "amount", 5_500)
    basket = pricing.price(items, TODAY, discounts.Discount(5), voucher)
    (line,) = basket.lines
    assert (line.own_discount, basket.order_discount, basket.voucher) == (10_000, 4_500, 5_500)
    assert (basket.gross, basket.discount, basket.service, basket.tax) == (100_000, 20_000, 4_000, 8_400)
    assert basket.total == 92_400
    # What exceeds the price takes nothing from other lines.
    gift = pricing.Item(2, 5_000, 1, profile=profile, discount=discounts.Discount(amount=9_000))
    assert pricing.price([*items, gift], TODAY, discounts.Discount(5), voucher).total == 92_400


def test_a_restaurant_charges_what_the_tax_office_of_jakarta_computes() -> None:
    """Rp 100,000 less 20 %, a service charge of 5 % and PBJT of 10 % (Bapenda Jakarta, September 2024)."""
    profile = tax.Profile("pbjt", 1000, False, 500)
    basket = pricing.price([pricing.Item(1, 100_000, 1, profile=profile)], TODAY, discounts.Discount(20))
    assert (basket.discount, basket.service, basket.tax, basket.total) == (20_000, 4_000, 8_400, 92_400)


def test_a_voucher_is_for_the_goods_of_its_owner() -> None:
    items = [pricing.Item(1, 10_000, 1, seller_id=1), pricing.Item(2, 10_000, 1, seller_id=2)]
    half = discounts.Voucher(2, "HEMAT", "percent", 50, most=4_000)
    assert [line.discount for line in pricing.price(items, TODAY, voucher=half).lines] == [0, 4_000]
    of_others = discounts.Voucher(3, "HEMAT", "amount", 4_000)
    basket = pricing.price(items, TODAY, voucher=of_others)
    assert (basket.discount, basket.voucher_base) == (0, 0)


@given(
    percent=st.integers(0, 100), amounts=st.lists(st.integers(0, 10**9), min_size=1, max_size=9), order=st.booleans()
)
def test_a_discount_of_the_allowed_percentage_is_allowed_however_it_is_rounded(
    percent: int, amounts: list[int], order: bool
) -> None:
    taken = discounts.Discount(percent)
    of_lines = [0 if order else taken.of(amount) for amount in amounts]
    of_order = taken.of(sum(amounts)) if order else 0
    assert discounts.is_within(percent, amounts, of_lines, of_order)
    assert not discounts.is_within(percent, amounts, of_lines, of_order + len(amounts) + 1)


def test_two_discounts_do_not_add_up_to_more_than_is_allowed() -> None:
    assert discounts.is_within(10, [100_000], [10_000], 0)
    assert not discounts.is_within(10, [100_000], [10_000], 9_000)
    assert not discounts.is_within(10, [100_000, 900_000], [20_000, 0], 0)
    assert discounts.is_within(10, [100_000, 900_000], [0, 0], 100_000)


def test_the_largest_total_is_javascripts_largest_safe_integer() -> None:
    def total(price: int, quantity: int, profile: tax.Profile = tax.PPN) -> int:
        return pricing.price([pricing.Item(1, price, quantity, profile=profile)], TODAY).total

    assert total(2**53 - 1, 1) == 2**53 - 1
    for too_much in ((2**52, 2), (2**53 - 1, 1, tax.Profile("ppn", None, False))):
        with pytest.raises(pricing.TotalTooLarge):
            total(*too_much)


def test_receipt_numbers_use_the_day_in_jakarta() -> None:
    assert numbers.of_sale(42, datetime(2026, 11, 20, 16, 59, tzinfo=UTC)) == "20261120-000042"
    assert numbers.of_sale(42, datetime(2026, 11, 20, 17, 0)) == "20261121-000042"
    assert numbers.of_sale(12_345_678, datetime(2026, 1, 1, tzinfo=UTC)) == "20260101-12345678"
