"""Fast path for regular CSV blocks: it reads what the row-by-row path reads."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.analytics.options import Notice, Refused
from domain.analytics.reading import blocks
from support.analysis.file_observations import read, same

CELLS = ["1", "-2", "12.5", "0.125", "", "-", "x", "1e5", " 7", "15.000", "1.234,5", "99999999999999999", "1e400",
         "007", "1234567.891", "123456789012345.67", "-0", "5.", ".5", "12345.678", "-1,5", "1.234.567"]  # fmt: skip

DATES = [
    "2024-01-31",
    "2024-02-01",
    "2023-12-31",
    "",
    "x",
    "01.02.2024",
    "2024-01-31 10:00",
    "2024-13-01",
    " 2024-01-30",
]

NAMES = ["kopi", "teh", "", "kopi ", "Café", "名前", "a" * 70, "b" * 64, "kopi\t", "c" * 8, "c" * 9]


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(DATES[:3]), st.sampled_from(NAMES[:2]), st.sampled_from(CELLS[:4])), min_size=4),
    st.lists(st.tuples(st.sampled_from(DATES), st.sampled_from(NAMES), st.sampled_from(CELLS)), max_size=3),
    st.sampled_from([",", ";"]),
    st.sampled_from(["\n", "\r\n"]),
    st.randoms(use_true_random=False),
)
def test_the_fast_path_reads_what_the_row_path_reads(
    usual: list[tuple[str, ...]], odd: list[tuple[str, ...]], delimiter: str, newline: str, chance: random.Random
) -> None:
    rows = [*usual, *odd]
    chance.shuffle(rows)
    rows = [row for row in rows if delimiter not in "".join(row)]
    answers = []
    # Quoted cells take the row path.
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL):
        box = io.StringIO()
        writer = csv.writer(box, delimiter=delimiter, lineterminator=newline, quoting=quoting)
        writer.writerows([("tanggal", "produk", "nilai"), *rows])
        try:
            answers.append(read(box.getvalue(), value=("nilai",), series=("produk",), date="tanggal"))
        except Refused as problem:
            answers.append(problem)
    one, other = answers
    if isinstance(one, Refused) or isinstance(other, Refused):
        assert (one.code, one.words) == (other.code, other.words)
    else:
        assert same(one, other)


@given(
    st.floats(-1e15, 1e15).map(repr) | st.integers(-(10**15), 10**15).map(str)
    | st.from_regex(r"-?[0-9]{1,12}(\.[0-9]{1,8})?", fullmatch=True)
    | st.from_regex(r"-?[0-9]{1,3}([.,][0-9]{3}){0,3}([.,][0-9]{0,4})?", fullmatch=True),
    st.sampled_from(["1.5", "1,5", "2"]),
)  # fmt: skip
@settings(max_examples=60)
def test_numbers_are_equal_on_both_paths(cell: str, evidence: str) -> None:
    def values(quote: str) -> Any:
        rows = f"2024-01-01\t{quote}{cell}{quote}\n2024-01-02\t{quote}{evidence}{quote}\n2024-01-03\t3\n"
        return read(f"tanggal\tnilai\n{rows}", value=("nilai",)).values.tobytes()

    assert values("") == values('"')


def test_blocks_with_faults_and_new_names_are_equal_on_both_paths() -> None:
    rows = [
        (str(date(2020, 1, 1) + timedelta(place // 40)), f"Arabika {place % 40} " + "é" * (place % 9), f"{place / 8}")
        for place in range(30_000)
    ]  # fmt: skip
    rows[15_000] = ("2020-10-02", "Produk baru", "tiga")
    rows[21_000] = ("02.06.2021", "Produk lagi", "3")
    rows[25_000] = ("", "", "")
    rows[29_000] = ("2022-01-01", "Kopi", "empat")
    written = [
        "\n".join(quote + (quote + "," + quote).join(row) + quote for row in [("tanggal", "produk", "nilai"), *rows])
        for quote in ("", '"')
    ]
    one, other = map(read, written)
    assert same(one, other)
    assert one.notices.kept == [
        Notice("value_unreadable", 15_002, "nilai", "tiga"),
        Notice("value_unreadable", 29_002, "nilai", "empat"),
    ]
    assert (one.rows, len(one.values), len(one.names)) == (29_999, 29_997, 361)


@settings(max_examples=40)
@given(
    st.lists(st.datetimes(datetime(1700, 1, 1), datetime(2200, 12, 31)), min_size=3),
    st.sampled_from(["2024-02-30 00:00:00", "2024-13-01 00:00:00", "2024-01-31 24:00:00", "2024-01-31T10:20:30",
                     "1699-12-31 00:00:00", "2024-01-31 10:60:00", "2024-01-31_10:20:30", "2024-01-3a 10:20:30"]),
)  # fmt: skip
def test_moments_are_equal_on_both_paths(moments: list[datetime], odd: str) -> None:
    cells = [*(moment.isoformat(" ", "seconds") for moment in moments), odd]
    one, other = (read("waktu,nilai\n" + "".join(f"{q}{c}{q},{q}1{q}\n" for c in cells)) for q in ("", '"'))
    assert same(one, other)
    assert same(read("waktu,nilai\n" + "".join(f"{c},1\n" for c in cells[:-1])), read(
        "waktu,nilai\n" + "".join(f'"{c}",1\n' for c in cells[:-1])))  # fmt: skip


def test_texts_with_equal_hashes_are_not_confused() -> None:
    mix, wide = 0x9E3779B97F4A7C15, 2**64

    def first_step(word: int) -> int:
        return (word * mix % wide) ^ ((word * mix % wide) >> 29)

    one, other = 0x6161616161616161, 0x6262626262626262
    tail = 0x63
    twin = (first_step(one) + tail - first_step(other)) % wide
    texts = blocks.Texts()
    words = np.array([[one, one], [tail, tail]], np.uint64)
    assert texts.find(words, lambda row: 7 + row).tolist() == [7, 7]  # type: ignore[union-attr]
    assert texts.find(np.array([[other], [twin]], np.uint64), lambda row: 9) is None
