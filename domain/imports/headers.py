"""Finding the header of a file: one row, or two of which the upper one spans several columns of the lower."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from domain.imports import amounts, csv_files, layout_detection
from domain.imports.csv_files import InvalidFile
from domain.imports.layouts import REASON_TITLES, normalize_title
from domain.imports.price_lists import PriceList

# Fields whose column a caller may name, with the parameter.
NAMEABLE = {
    "sku": "sku_column",
    "name": "name_column",
    "price": "price_column",
    "cost": "cost_column",
    "stock": "stock_column",
    "barcodes": "barcode_column",
}
MAX_TITLES_SHOWN = 30
MAX_TITLE_SHOWN = 60
DIGITS = frozenset("0123456789")
# The limit on columns; one more is read to detect an excess.
MAX_COLUMNS = 500


class HeaderRow(NamedTuple):
    """The column titles, the rows above them, and the number of rows before the first product."""

    delimiter: str = ","
    header: Sequence[str] = ()
    above: Sequence[Sequence[str]] = ()
    rows: int = 0
    # For two header rows: the merged titles under an upper cell that is a field by itself, by field.
    split: Mapping[str, Sequence[str]] = {}


def find_header(text: str, named: Mapping[str, str]) -> HeaderRow:
    """Return the first row with the most recognized titles, merged with a second header row if there is one."""
    best: tuple[tuple[int, ...], str, int, list[list[str]]] | None = None
    for delimiter, rows in csv_files.split_rows(text).items():
        rows = [[csv_files.unescape_formulas(title) for title in row[: MAX_COLUMNS + 1]] for row in rows]
        for number, row in enumerate(rows):
            known = layout_detection.count_known(row) + sum(
                any(same_title(title, wanted) for title in row) for wanted in named.values()
            )
            score: tuple[int, ...] = (
                known,
                0 if known else layout_detection.count_price_list_titles(row),
                -number,
                len(row),
            )
            if best is None or score > best[0]:
                best = (score, delimiter, number, rows)
    if best is None:
        return HeaderRow()
    score, delimiter, number, rows = best
    merged = _merge_rows(rows[number], rows[number + 1] if number + 1 < len(rows) else [])
    # If no merged title is recognized, the lower row is a product.
    if merged and layout_detection.count_known(merged):
        return HeaderRow(delimiter, merged, rows[:number], number + 2, _split_titles(rows[number], merged))
    if (
        number
        and (merged := _merge_rows(rows[number - 1], rows[number]))
        and layout_detection.count_known(merged) > score[0]
    ):
        return HeaderRow(delimiter, merged, rows[: number - 1], number + 1, _split_titles(rows[number - 1], merged))
    return HeaderRow(delimiter, rows[number], rows[:number], number + 1)


def same_title(title: str, wanted: str) -> bool:
    """Return True if a caller names the column of this title."""
    return " ".join(title.split()).casefold() == " ".join(wanted.split()).casefold() != ""


def locate_columns(header: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    """Return the index of the columns named by the caller, by field.

    Raises InvalidFile unless a name has exactly one column.
    """
    found: dict[str, int] = {}
    for field, wanted in named.items():
        indexes = [index for index, title in enumerate(header) if same_title(title, wanted)]
        code = "column_ambiguous" if len(indexes) > 1 else "column_unknown"
        if len(indexes) == 1:
            code = "column_in_use" if indexes[0] in found.values() else ""
        if code:
            shown = {"name": wanted[:MAX_TITLE_SHOWN], "columns": format_titles(header)}
            raise InvalidFile(code, column_question(field, header), parameter=NAMEABLE[field], **shown)
        found[field] = indexes[0]
    return found


def format_titles(header: Sequence[str]) -> str:
    """Return column titles as text for a message."""
    shown = [
        " ".join(title[:MAX_TITLE_SHOWN].split()) for title in header if normalize_title(title) not in REASON_TITLES
    ]
    shown = [title for title in shown if title]
    return ", ".join(shown[:MAX_TITLES_SHOWN]) + (", …" if len(shown) > MAX_TITLES_SHOWN else "") or "–"


def ambiguous_column(field: str, found: Sequence[str]) -> InvalidFile:
    """Return the InvalidFile that asks which of several columns contains a field."""
    words = {"wanted": field, "parameter": NAMEABLE[field], "seen": format_titles(found)}
    return InvalidFile("file_columns_choose", column_question(field, found), **words)


def column_question(field: str, header: Sequence[str]) -> tuple[str, list[str]]:
    """Return the question which column contains a field: the parameter, and the titles to choose from."""
    titles = dict.fromkeys(title.strip() for title in header if normalize_title(title) not in REASON_TITLES)
    return NAMEABLE[field], [title for title in titles if title][:MAX_TITLES_SHOWN]


def _merge_rows(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return the titles that two rows form together, or an empty list if the upper row spans no columns.

    The lower row contains only words. A cell of the upper row above one of them is followed by empty cells above
    others.
    """
    # `Harga 1` is a title; 1 and `Rp 15.000` are not.
    if any(DIGITS.intersection(cell) and amounts.looks_like_amount(cell) for cell in lower):
        return []
    width = max(len(upper), len(lower))
    names: list[str] = []
    over, spans = "", False
    for above, below in zip(_padded(upper, width), _padded(lower, width), strict=True):
        if above:
            over = above if below else ""
        elif below and over:
            spans = True
        names.append(f"{above or over} {below}".strip() if below else above)
    return names if spans else []


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [" ".join(cell.split()) for cell in row] + [""] * (width - len(row))


def _split_titles(upper: Sequence[str], merged: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    field = ""
    for index, title in enumerate(merged):
        above = upper[index].strip() if index < len(upper) else ""
        if above:
            field = PriceList.field_of(above) or ""
            field = field if field in NAMEABLE and title != " ".join(above.split()) else ""
        if field and title:
            found.setdefault(field, []).append(title)
    return found
