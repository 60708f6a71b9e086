"""Escaping of formulas in CSV downloads."""

from __future__ import annotations

import csv
import io
import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.imports import csv_files
from web import downloads

TRICKY = st.text(st.sampled_from(list("ab5 ,;|\t\r\n\"'=+-@＝－\u00a0\u2028")), max_size=12) | st.text(max_size=12)


def cells_as_cut(text: str, separator: str, quoting: bool) -> list[str]:
    if not quoting:
        return [cell for line in re.split("[\r\n]", text) for cell in line.split(separator)]
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]


@given(st.lists(st.tuples(TRICKY, TRICKY, st.integers(-9, 9) | st.none(), TRICKY), min_size=1, max_size=4))
def test_downloads_contain_no_formula_for_any_delimiter(rows: list[tuple[Any, ...]]) -> None:
    for written in ",;\t":
        # Numbers are not escaped; only downloads with commas contain any.
        cells = [[cell if written == "," or isinstance(cell, str) else None for cell in row] for row in rows]
        text = b"".join(downloads.csv_parts(("a", "b", "c", "d"), cells, written)).decode("utf-8-sig")
        for separator in ",;\t|":
            for quoting in (True, False):
                for cell in cells_as_cut(text, separator, quoting):
                    begin = cell.lstrip('\ufeff\u200b" \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029')
                    number = separator == written and re.fullmatch("-[0-9]", begin)
                    assert number or not begin.startswith(tuple("=+-@＝＋－＠")), (cell, separator, quoting)


@given(TRICKY)
def test_escaped_text_is_unescaped_to_the_original(text: str) -> None:
    assert csv_files.unescape_formulas(csv_files.escape_formulas(text)) == text


@pytest.mark.parametrize("worst", [", ", "'", ",'", '"', " ", "=", ",="])
def test_escaping_takes_linear_time(worst: str) -> None:
    def seconds(count: int) -> float:
        cell = (worst * count)[:count] + "x"
        times = []
        for _ in range(3):
            started = time.thread_time()
            csv_files.unescape_formulas(csv_files.escape_formulas(cell))
            times.append(time.thread_time() - started)
        return min(times)

    assert seconds(80_000) < 6 * seconds(20_000) + 0.05
