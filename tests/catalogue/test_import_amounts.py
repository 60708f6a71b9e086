"""Prices and counts in cells: no price is ever parsed as ten times another."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.imports import amounts
from domain.imports.amounts import MAX_AMOUNT, InvalidCell, NumberStyle, convert_price, parse_count, parse_price

OWN, SHOPIFY, WOOCOMMERCE = "", ".", ".,"


def style(*column: str) -> NumberStyle:
    found = NumberStyle()
    for cell in column:
        found.observe(cell)
    return found


def code_of(cell: str, column: Sequence[str] = (), marks: str = OWN) -> str:
    with pytest.raises(InvalidCell) as caught:
        parse_price(cell, style(cell, *column), marks)
    return caught.value.code


# The table of domain/imports/amounts.py, line by line.
@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("15000", 15_000), ("500", 500), ("0", 0), ("0,00", 0), ("0.000", 0),
        ("Rp 15.000", 15_000), ("Rp15.000,-", 15_000), ("Rp. 15.000,-", 15_000), ("rp 15000", 15_000),
        ("IDR 15,000", 15_000), ("15000 IDR", 15_000), ("15.000 rp", 15_000), ("5000,-", 5_000), ("'15000", 15_000),
        ("15 000", 15_000), ("15\u00a0000", 15_000), ("1 234 567", 1_234_567), (" 15000 ", 15_000),
        ("1.234.567", 1_234_567), ("1,234,567", 1_234_567),
        ("15.000,00", 15_000), ("15,000.00", 15_000), ("15 000,0", 15_000), ("1.234.567,00", 1_234_567),
        ("15.000", 15_000), ("15,000", 15_000), ("1.000", 1_000), ("1.500", 1_500),
        ("15000.0", 15_000), ("15000.00", 15_000), ("15000,00", 15_000), ("15000.0000", 15_000),
        ("15rb", 15_000), ("15 ribu", 15_000), ("15k", 15_000), ("Rp 7,5rb", 7_500), ("Rp 1,5 jt", 1_500_000),
        ("2 juta", 2_000_000), ("1.25JT", 1_250_000), ("gratis", 0), ("Gratis ", 0), ("free", 0),
        (str(MAX_AMOUNT), MAX_AMOUNT),
    ],
)  # fmt: skip
def test_prices_are_parsed_as_people_write_them(cell: str, amount: int) -> None:
    assert parse_price(cell, style(cell), OWN) == amount


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("15.5", "amount_ambiguous"), ("12,50", "amount_ambiguous"), ("1,5", "amount_ambiguous"),
        ("15.0", "amount_ambiguous"), ("15.00", "amount_ambiguous"), ("500,00", "amount_ambiguous"),
        ("1500.000", "amount_ambiguous"), ("0.500", "amount_ambiguous"), ("15.0000", "amount_ambiguous"),
        ("15000.50", "amount_fraction"), ("15.000,50", "amount_fraction"), ("15 000.5", "amount_fraction"),
        ("-15000", "amount_negative"), ("-Rp 15.000", "amount_negative"), ("Rp -15.000", "amount_negative"),
        ("(15000)", "amount_negative"), ("−15000", "amount_negative"),
        ("015000", "amount"), ("015.000", "amount"), ("1e5", "amount"), ("nan", "amount"), ("inf", "amount"),
        ("1.500 rb", "amount"), ("15 rb 500", "amount"), ("Rp", "amount"), ("15.00.000", "amount"),
        ("15.000.00", "amount"),
        ("15,000,00", "amount"), ("1.2345.678", "amount"), ("15000 / pcs", "amount"), ("=15000", "amount"),
        ("١٥٠٠٠", "amount"), ("15Rp000", "amount"), ("$15", "amount"), ("15.000.000,000", "amount"),
        (str(MAX_AMOUNT + 1), "less_than_equal"), ("9" * 40, "less_than_equal"),
    ],
)  # fmt: skip
def test_ambiguous_and_invalid_prices_are_rejected(cell: str, code: str) -> None:
    assert code_of(cell) == code


def test_the_column_decides_ambiguous_prices() -> None:
    # 500.00 alone may be a truncated 500.000; next to 15000.00 it is 500.
    assert parse_price("500.00", style("15000.00", "500.00"), OWN) == 500
    assert code_of("500.00", ["15000,00"]) == "amount_ambiguous"
    assert code_of("500.00", ["15000.00", "15.000"]) == "amount_ambiguous"
    # A column with three decimals: 15.000 is most likely 15.
    assert code_of("15.000", ["12500.000"]) == "amount_ambiguous"
    # An English spreadsheet has read 15.000, 12.500 and 1.250.000 and saved 15, 12.5 and 1.250.000.
    shrunk = style("15", "12.5", "1.250.000")
    with pytest.raises(InvalidCell) as caught:
        parse_price("15", shrunk, OWN)
    assert caught.value.words == {"one": 15, "other": 15_000}
    assert parse_price("1.250.000", shrunk, OWN) == 1_250_000


def test_groups_of_three_are_ambiguous_in_exports_with_decimal_marks() -> None:
    assert parse_price("15000.00", style(), SHOPIFY) == 15_000
    assert parse_price("25.00", style(), SHOPIFY) == 25
    assert parse_price("25,00", style(), WOOCOMMERCE) == 25
    assert code_of("25,00", marks=SHOPIFY) == "amount_ambiguous"
    for marks in (SHOPIFY, WOOCOMMERCE):
        assert code_of("15.000", marks=marks) == "amount_ambiguous"
        assert code_of("1.500", marks=marks) == "amount_ambiguous"
        assert code_of("19.99", marks=marks) == "amount_fraction"
        assert parse_price("1.234.567", style(), marks) == 1_234_567


@pytest.mark.parametrize(
    ("cell", "column", "amount"),
    [
        ("19.99", [], 323_838), ("$19.99", [], 323_838), ("US$ 0.50", [], 8_100), ("19,99 €", [], 323_838),
        ("20", [], 324_000), ("1,025.50", [], 16_613_100), ("1.025,50 EUR", [], 16_613_100), ("1 250", [], 20_250_000),
        ("1,250", ["19.99"], 20_250_000), ("0.625", [], 10_125), ("1025.500", [], 16_613_100), ("0", [], 0),
        # Amounts marked as rupiah are not converted.
        ("Rp 15.000", [], 15_000), ("IDR 15000", [], 15_000),
        # Ambiguous: one and a quarter, or more than a thousand.
        ("1,250", [], None), ("1.250", [], None), ("-19.99", [], None), ("x", [], None), ("9" * 20, [], None),
    ],
)  # fmt: skip
def test_prices_in_another_currency_are_converted(cell: str, column: list[str], amount: int | None) -> None:
    try:
        assert convert_price(cell, style(cell, *column), OWN, Decimal("16200")) == amount
    except InvalidCell:
        assert amount is None


def grouped(amount: int, mark: str) -> str:
    return f"{amount:,}".replace(",", mark)


STYLES = [
    str,
    lambda amount: grouped(amount, "."),
    lambda amount: grouped(amount, ","),
    lambda amount: grouped(amount, " "),
    lambda amount: grouped(amount, ".") + ",00",
    lambda amount: grouped(amount, ",") + ".00",
    lambda amount: grouped(amount, " ") + ",0",
    lambda amount: f"{amount}.0",
    lambda amount: f"{amount}.00",
    lambda amount: f"{amount},00",
    lambda amount: f"{amount}.0000",
    lambda amount: f"Rp {grouped(amount, '.')}",
    lambda amount: f"Rp{grouped(amount, '.')},-",
    lambda amount: f"IDR {grouped(amount, ',')}",
    lambda amount: f"{grouped(amount, '.')} IDR",
    lambda amount: f"Rp. {amount},-",
]


AMOUNTS = st.one_of(st.integers(0, 2_000), st.integers(0, 10**7), st.integers(0, MAX_AMOUNT))


@given(st.lists(st.tuples(AMOUNTS, st.sampled_from(STYLES)), min_size=1, max_size=6), st.sampled_from([".", "", ".,"]))
def test_no_notation_of_an_amount_is_parsed_as_another_amount(column: list[tuple[int, Any]], marks: str) -> None:
    cells = [style(amount) for amount, style in column]
    known = style(*cells)
    for (amount, _), cell in zip(column, cells, strict=True):
        try:
            assert parse_price(cell, known, marks) == amount
        except InvalidCell:
            continue


@given(st.lists(st.integers(1, 9_999).map(lambda thousandths: thousandths * 100), min_size=1, max_size=8))
def test_prices_truncated_by_a_spreadsheet_are_rejected(amounts: list[int]) -> None:
    """An English spreadsheet truncates 15.000 and 12.500; one of them shows it."""
    cells = [grouped(amount, ".") for amount in amounts]
    saved = [cell if cell.count(".") != 1 else f"{float(cell):g}" for cell in cells]
    known = style(*saved)
    if known.shrunk:
        for amount, cell in zip(amounts, saved, strict=True):
            try:
                assert parse_price(cell, known, OWN) == amount
            except InvalidCell:
                continue


@given(st.text(max_size=12), st.sampled_from([".", "", ".,"]))
def test_any_text_is_an_amount_or_an_invalid_cell(cell: str, marks: str) -> None:
    if cell.strip():
        with suppress(InvalidCell):
            assert 0 <= parse_price(cell, style(cell), marks) <= MAX_AMOUNT


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("10", 10), ("0", 0), ("10.0", 10), ("10,00", 10), ("1000.00", 1000), (" 7 ", 7), ("1.200,00", 1200),
        ("1,250.0", 1250), ("12.345.678,0", 12_345_678),
    ],
)  # fmt: skip
def test_counts_are_parsed(cell: str, number: int) -> None:
    assert parse_count(cell) == number


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1.000", "count_ambiguous"), ("1,500", "count_ambiguous"), ("2,5", "count_fraction"),
        ("-3", "count_negative"), ("000", "count"), ("banyak", "count"), ("1 000", "count"), ("1e3", "count"),
        ("1000000001", "less_than_equal"), ("9" * 30, "less_than_equal"),
        ("1.200,50", "count_fraction"), ("1.200", "count_ambiguous"), ("9.999.999.999,00", "less_than_equal"),
    ],
)  # fmt: skip
def test_ambiguous_and_invalid_counts_are_rejected(cell: str, code: str) -> None:
    with pytest.raises(InvalidCell) as caught:
        parse_count(cell)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Harga", ""), ("Harga (Rp)", "rupiah"), ("Price (IDR)", "rupiah"), ("Harga (RM)", "foreign"),
        ("Harga ($)", "foreign"), ("Price (USD)", "foreign"), ("Harga dolar", "foreign"), ("Harga (ribu)", "scaled"),
        ("Harga (Rp 000)", "scaled"), ("Harga (Rp.000)", "scaled"), ("Harga ('000)", "scaled"),
        ("Harga x1000", "scaled"), ("Harga (x 1.000)", "scaled"), ("Harga (K)", "scaled"), ("Harga (jt)", "scaled"),
        ("Harga (dalam jutaan Rp)", "scaled"), ("Price in thousands", "scaled"), ("Harga per 5000", ""),
    ],
)  # fmt: skip
def test_the_unit_of_prices_is_read_from_the_column_title(title: str, unit: str) -> None:
    assert amounts.unit_of_title(title) == unit


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("(dalam ribuan rupiah)", "scaled"), ("Harga dalam ribuan", "scaled"), ("Daftar harga (Rp 000)", "scaled"),
        ("Price list (USD)", "foreign"), ("Prices in USD per 1 May", "foreign"), ("Mata uang: SGD", "foreign"),
        ("Daftar menu (RM Sederhana)", ""), ("RM Padang Jaya", ""), ("Toko Serba 1000", ""), ("Semua (Rp)", "rupiah"),
    ],
)  # fmt: skip
def test_the_unit_of_all_prices_is_read_from_a_heading(title: str, unit: str) -> None:
    assert amounts.unit_of_heading(title) == unit
