"""The till computes prices as the shop does: the same rupiah in every member of every line."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, get_args

from till_parity import Call, Run, camel

from domain.commerce import discounts, measures, money, pricing, tax
from domain.commerce.discounts import Discount, Voucher
from domain.commerce.orders import Method, Order, Payment
from problems import Problem
from queries.sales import counter

BASKETS = 100_000 if os.environ.get("LONG") else 2_000
DAYS = [
    date(2021, 5, 1), date(2022, 3, 31), date(2022, 4, 1), date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 31),
    date(2025, 2, 1), date(2026, 12, 1),
]  # fmt: skip
NOW = datetime(2026, 12, 1, 3, 30)


def some_price(dice: Random) -> int:
    """Return a price; equal ones have equal remainders, the largest ones products beyond 2^53."""
    return dice.choice([1, 333, 10_000, 0, dice.randrange(10**6), dice.randrange(10**9), dice.randrange(10**12)])


def some_profile(dice: Random) -> tax.Profile:
    regime: tax.Regime = dice.choice(get_args(tax.Regime))
    rate = dice.choice([1000, 750, dice.randint(1, 1000)]) if regime == "pbjt" else None
    return tax.Profile(regime, rate, dice.random() < 0.5, dice.choice([0, 0, 500, dice.randint(0, 1500)]))


def some_discount(dice: Random) -> Discount:
    return dice.choice([Discount(), Discount(dice.randint(0, 100)), Discount(amount=dice.randrange(10**6))])


def some_voucher(dice: Random) -> Voucher:
    def moment() -> datetime | None:
        return dice.choice([None, NOW + timedelta(seconds=dice.choice([-1, 0, 1, 3600]))])

    percent = dice.random() < 0.5
    return Voucher(
        dice.randint(0, 3), "HEMAT", "percent" if percent else "amount",
        dice.randint(1, 100) if percent else dice.randint(1, dice.choice([10**5, 10**9])),
        dice.choice([0, dice.randrange(10**6)]), dice.choice([None, dice.randrange(10**6)]), moment(), moment(),
        dice.choice([None, dice.randint(0, 2)]), dice.choice([None, dice.randint(0, 2)]), dice.randint(0, 2),
    )  # fmt: skip


def some_items(dice: Random) -> list[pricing.Item]:
    """Return lines of the goods of up to three sellers, each with one profile. A product may have several lines."""
    profiles = [some_profile(dice) for _ in range(3)]
    catalogue = [
        (some_price(dice), dice.randrange(3), dice.choice(tax.KINDS), dice.choice(measures.MEASURES))
        for _ in range(dice.randint(1, 12))
    ]
    items = []
    for _ in range(dice.randint(1, 20)):
        product_id = dice.randrange(len(catalogue))
        price, seller_id, kind, measure = catalogue[product_id]
        quantity = dice.randint(1, dice.choice([3, 5000]))
        discount = some_discount(dice)
        items.append(pricing.Item(product_id, price, quantity, seller_id, profiles[seller_id], kind, measure, discount))
    return items


def priced(*given: Any) -> Any:
    """Return what the till should find, without the items."""
    try:
        basket = pricing.price(*given)
    except pricing.TotalTooLarge:
        return {"raised": "TotalTooLarge"}
    lines = [{camel(name): value for name, value in vars(line).items() if name != "item"} for line in basket.lines]
    return {camel(name): value for name, value in vars(basket).items()} | {"lines": lines}


def test_a_ticket_costs_what_the_shop_asks_for(run_till: Run) -> None:
    """`LONG=1` tries 100,000 tickets of discounts, vouchers, service charges, weights and taxes."""
    dice = Random(19)
    given: list[tuple[Any, ...]] = [
        (some_items(dice), dice.choice(DAYS), some_discount(dice), dice.choice([None, some_voucher(dice)]))
        for _ in range(BASKETS)
    ]
    edge = pricing.Item(1, 2**53 - 1, 1, profile=tax.PPN)
    given += [([edge], DAYS[-1], Discount(33)), ([edge, edge], DAYS[-1], Discount())]
    expected = [priced(*each) for each in given]
    assert 0 < sum("raised" in each for each in expected) < len(given) / 2
    for found, wanted in zip(run_till(("pricing.ts", "price", *each) for each in given), expected, strict=True):
        for line in found.get("lines", []):
            del line["item"]
        assert found == wanted


def test_amounts_are_rounded_and_split_as_in_the_shop(run_till: Run) -> None:
    dice = Random(20)
    largest = [10**3, 10**9, 2**53 - 1]
    portions = [[dice.randint(0, dice.choice(largest)), dice.randint(0, 100), 100] for _ in range(500)]
    weights = [[dice.choice([0, 1, dice.randrange(2**48)]) for _ in range(dice.randint(1, 9))] for _ in range(500)]
    splits = [(dice.randint(0, dice.choice(largest)), each) for each in weights]
    steps = [(dice.randrange(10**6), dice.choice([0, 50, 100, 500, 1000])) for _ in range(500)]
    found = run_till(
        [("money.ts", "portion", *each) for each in portions]
        + [("money.ts", "split", *each) for each in splits]
        + [("money.ts", "roundToStep", *each) for each in steps]
    )
    assert found == (
        [money.portion(*each) for each in portions]
        + [money.split(*each) for each in splits]
        + [money.round_to_step(*each) for each in steps]
    )


def test_payments_are_settled_as_in_the_shop(run_till: Run) -> None:
    dice = Random(21)

    def some_payment() -> Payment:
        method: Method = dice.choice(["cash", "cash", "transfer", "qris", "credit"])
        amount = dice.choice([None, dice.randrange(1, 60_000)])
        tendered = dice.choice([None, dice.randrange(100_000)]) if method == "cash" else None
        return Payment(method=method, amount=amount, tendered=tendered)

    calls = list[Call]()
    expected = list[list[Any] | None]()
    for _ in range(2_000):
        total, step = dice.choice([0, dice.randrange(100_000)]), dice.choice([0, 100, 500, 1000])
        asked = [some_payment() for _ in range(dice.choice([1, 1, 2, 3]))]
        if dice.random() < 0.5:
            asked[-1] = Payment(method=asked[-1].method, amount=None)
        tenders = [
            {key: value for key in ("method", "amount", "tendered") if (value := getattr(each, key)) is not None}
            for each in asked
        ]
        if sum(each.amount is None for each in asked) > 1:
            continue
        calls.append(("pricing.ts", "settle", tenders, total, step))
        try:
            settled = counter.settle(Order(items=(), payments=tuple(asked)), total, step)
        except Problem:
            expected.append(None)
            continue
        expected.append([[each.method, each.amount, each.adjustment, each.tendered] for each in settled])
    results = run_till(calls)
    assert 200 < sum(each is not None for each in expected) < len(expected)
    for found, wanted in zip(results, expected, strict=True):
        assert (
            found and [[each["method"], each["amount"], each["adjustment"], each.get("tendered")] for each in found]
        ) == wanted


def test_vouchers_are_judged_as_far_as_the_till_knows(run_till: Run) -> None:
    """How often a customer has used a voucher, the shop alone knows: the till's verdict on that is null."""
    dice = Random(22)
    given = [(some_voucher(dice), dice.randrange(10**6), dice.random() < 0.5) for _ in range(500)]
    now = int((NOW - datetime(1970, 1, 1)).total_seconds() * 1000)
    results = run_till(("discounts.ts", "verdicts", voucher, now, left, known) for voucher, left, known in given)
    for (voucher, left, known), found in zip(given, results, strict=True):
        for each, wanted in zip(found, discounts.verdicts(voucher, NOW, left, 0 if known else None), strict=True):
            assert each["rule"] == wanted.rule
            assert each["ok"] == (None if known and wanted.rule == "uses_of_buyer" else wanted.ok)


def test_the_till_knows_how_much_staff_may_take_off(run_till: Run) -> None:
    dice = Random(23)
    given = []
    for _ in range(500):
        amounts = [dice.randrange(10**6) for _ in range(dice.randint(1, 5))]
        percent = dice.choice([0, 10, 50, 100])
        of_lines = [Discount(dice.choice([0, percent, percent + 1])).of(amount) for amount in amounts]
        given.append((percent, amounts, of_lines, Discount(dice.choice([0, percent])).of(sum(amounts) - sum(of_lines))))
    wanted = [discounts.is_within(*each) for each in given]
    assert len(set(wanted)) == 2
    assert run_till(("discounts.ts", "isWithin", *each) for each in given) == wanted
