"""Numbers as people and programs write them, in Indonesian and English notation.

The digits may be surrounded by a sign, a currency, a percent sign (12,5% is 12.5), spaces, parentheses for a negative
number, a closing `,-`, a unit (12 pcs), and a multiplier (1,5 jt is 1.5 million). The rest is read as follows:

| written                                | read as                                                                     |
|----------------------------------------|-----------------------------------------------------------------------------|
| `15000`, `1e5`                         | itself                                                                      |
| `1.234.567`, `1,234,567`, `15 000`     | groups of three                                                             |
| `1.234,56`, `1,234.56`, `1 234,5`      | groups of three, then the decimal mark                                      |
| `12.5`, `,5`, `0.125`, `1500.000`      | a decimal mark, because it can't separate groups there                      |
| `15.000`, `15,000`                     | two readings: the style of the column decides (see Style)                   |

A cell with one reading keeps it, whatever the column's style.
"""

from __future__ import annotations

import math
import re
from typing import Literal

# Larger numbers are mistakes, phone numbers, or 1e308. Sums of two million of these stay exact enough.
LARGEST = 1e15

# How `15.000` and `15,000` are read. Without other evidence both are thousands, as in the import of products. "mixed"
# is a column with evidence for both; such cells are refused.
Style = Literal["english", "indonesian", "thousands", "mixed"]

EMPTY = frozenset(
    ["", "-", "--", "–", "—", "n/a", "#n/a", "na", "nan", "null", "none", "nil", "kosong", "tidak ada", "t/a"]
)
_INFINITE = frozenset(["inf", "infinity", "∞"])

# Unambiguous numbers as programs write them.
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.(?:[0-9]{1,2}|[0-9]{4,20}))?")
_CURRENCIES = {
    "rp": "idr", "idr": "idr", "rupiah": "idr", "usd": "usd", "us$": "usd", "$": "$", "sgd": "sgd", "myr": "myr",
    "eur": "eur", "€": "eur", "£": "gbp", "¥": "¥",
}  # fmt: skip
# Units by their usual abbreviation. "m" and "t" are ambiguous (million, metre; trillion, ton).
_UNITS = {
    word: words.split()[0]
    for words in (
        "pcs pc buah bh unit units item items biji butir potong ptg ea", "kg kilogram kilo kgs", "g gr gram grams",
        "ons", "kuintal kwintal", "ton", "l ltr liter litre", "ml", "cm", "meter", "km", "box boxes dus kotak karton",
        "pak pack packs bungkus bks", "lusin", "kodi", "gros", "rim", "botol btl", "lembar lbr", "ekor", "set",
        "pasang", "porsi", "cup cups gelas", "sak karung", "ikat", "sachet", "kaleng klg", "orang org", "jam", "menit",
        "hari", "transaksi trx", "order orders pesanan",
    )
    for word in words.split()
} | {"%": "%"}  # fmt: skip
_SCALES = {
    "rb": 3, "ribu": 3, "k": 3, "jt": 6, "juta": 6, "miliar": 9, "milyar": 9, "mlr": 9, "triliun": 12, "trilyun": 12,
}  # fmt: skip
_CURRENCY = r"(?:rp\.?|idr|usd|sgd|myr|eur|us\$|[$€£¥])"
_AROUND = re.compile(
    rf"(?P<sign>[-+−–]?) ?(?P<before>{_CURRENCY})? ?(?P<inner>[-+−–]?) ?(?P<body>[0-9.,](?:[^a-z%]|e[-+0-9])*?)"
    rf"(?: ?(?P<closing>[.,])[-–—]+)?(?: ?(?P<scale>{'|'.join(_SCALES)})(?![a-z]))?"
    rf"(?: ?(?P<after>{_CURRENCY}|rupiah|%|{'|'.join(_UNITS)})\.?)?"
    r"(?: (?P<side>cr|db|dr))?"
)
_GROUPS = re.compile(
    r"(?P<first>[1-9][0-9]{0,2})(?P<rest>(?P<mark>[ .,'’])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?P<end>(?:(?!(?P=mark))[.,][0-9]*)?)"
)
_POINT = re.compile(r"(?P<whole>[0-9]*)[.,](?P<fraction>[0-9]*)")
_SCIENTIFIC = re.compile(r"(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)e[+-]?[0-9]{1,4}")
_LONGEST = 60


class Unreadable(Exception):
    """The cell is not a number. `code` is that of the notice.

    It is value_unreadable, value_too_large, value_ambiguous, or value_unit.
    """

    def __init__(self, code: str = "value_unreadable") -> None:
        super().__init__(code)
        self.code = code


class Ambiguous(Exception):
    """The number has two readings, a thousand times apart, and no style decides."""


def read(cell: str, style: Style | None) -> float:
    """Return the number, NaN for an empty cell. Raises Unreadable and Ambiguous."""
    if _PLAIN.fullmatch(cell):
        return _bounded(float(cell))
    text = " ".join(cell.split()).lower()
    if text in EMPTY:
        return math.nan
    negative, body, scale = _bare(text)
    value = _value(body, style, scale)
    return _bounded(-value if negative else value)


def unit(cell: str) -> str:
    """Return the unit or currency of the cell, or "" if it has none or is no number."""
    text = " ".join(cell.split()).lower()
    if len(text) > _LONGEST or (around := _AROUND.fullmatch(text.strip("()"))) is None:
        return ""
    found = around["after"] or around["before"] or ""
    return _UNITS.get(found) or _CURRENCIES.get(found.rstrip("."), "")


def is_signed(cell: str) -> bool:
    """Return whether the number is marked as money in or out, as in bank statements: 150,000.00 CR, 15,000.00 DB."""
    return len(cell) <= _LONGEST and cell.rstrip().lower().endswith((" cr", " db", " dr"))


def evidence(cell: str) -> Style | Literal["dot", "comma"] | None:
    """Return the cell's evidence: a style, or the mark that is ambiguous."""
    if cell.isdigit():
        return None
    text = " ".join(cell.split()).lower()
    try:
        _, body, _ = _bare(text)
    except Unreadable:
        return None
    if groups := _GROUPS.fullmatch(body):
        mark, end = groups["mark"], groups["end"]
        if end:
            return "english" if end[0] == "." else "indonesian"
        if mark not in ".,":
            return None
        if len(groups["rest"]) > 4:
            return "english" if mark == "," else "indonesian"
        if mark == ".":
            return "indonesian" if "rp" in text else "dot"
        return "comma"
    if _POINT.fullmatch(body) or _SCIENTIFIC.fullmatch(body):
        return "english" if "." in body else "indonesian" if "," in body else None
    return None


def decide(seen: set[str], delimiter: str) -> Style:
    """Return the style by the evidence of all cells; in a file delimited by `;` the comma is decimal."""
    styles = seen & {"english", "indonesian"}
    if len(styles) == 2 or (not styles and {"dot", "comma"} <= seen):
        return "mixed"
    if styles:
        return "english" if "english" in styles else "indonesian"
    return "indonesian" if delimiter == ";" else "thousands"


def _bare(text: str) -> tuple[bool, str, int]:
    """Return whether the number is negative, its digits and marks, and its power of ten."""
    if len(text) > _LONGEST:
        raise Unreadable
    enclosed = text[:1] == "(" and text[-1:] == ")"
    around = _AROUND.fullmatch(text[1:-1].strip() if enclosed else text)
    if around is None:
        if text.lstrip("+-−– ") in _INFINITE:
            raise Unreadable("value_too_large")
        raise Unreadable
    signs = around["sign"] + around["inner"] + (around["side"] or "")[:1]
    if len(signs) + enclosed > 1:
        raise Unreadable
    body = around["body"] + (around["closing"] or "")
    return enclosed or signs not in ("", "+", "c"), body, _SCALES.get(around["scale"], 0)


def _value(body: str, style: Style | None, scale: int) -> float:
    if body.isdigit() and body.isascii():
        return _float(body, scale)
    if groups := _GROUPS.fullmatch(body):
        mark, rest, end = groups["mark"], groups["rest"], groups["end"]
        decimal = False
        if len(rest) == 4 and not end and mark in ".,":
            if style is None:
                raise Ambiguous
            if style == "mixed":
                raise Unreadable("value_ambiguous")
            decimal = style == ("english" if mark == "." else "indonesian")
        return _float(groups["first"] + (rest.replace(mark, "." if decimal else "")) + end.replace(",", "."), scale)
    if (point := _POINT.fullmatch(body)) and point["whole"] + point["fraction"]:
        return _float(body.replace(",", "."), scale)
    if _SCIENTIFIC.fullmatch(body) and not scale:
        return float(body.replace(",", "."))
    raise Unreadable


def _float(digits: str, scale: int) -> float:
    """Return the number, rounded once: 1.1 million is 1100000."""
    return float(f"{digits}e{scale}") if scale else float(digits)


def _bounded(value: float) -> float:
    if abs(value) > LARGEST:
        raise Unreadable("value_too_large")
    return value
