"""Parsing of prices and counts as people write them. Ambiguous amounts are rejected.

A price may have `Rp`, `Rp.` or `IDR` before or after it, spaces, and a closing `,-`. The rest is read so:

| written                           | read as                                                                    |
|-----------------------------------|----------------------------------------------------------------------------|
| `15000`                           | 15000. Below 1,000 refused in a column where `12.5` stands: there a        |
|                                   | spreadsheet has most likely read 12.500 as a fraction, and 15.000 as 15    |
| `15 000`, `1.234.567`             | groups of three, two of them or by spaces: 15000, 1234567                  |
| `15.000,00`, `15,000.00`, `15 000,0` | groups, then the other mark and one or two zeros: 15000                 |
| `15.000`, `15,000`                | one mark and three digits: 15000 in a shop's own file, as Indonesians      |
|                                   | write; refused in a column where `15000.000` stands, and in exports of     |
|                                   | Shopify and WooCommerce, whose marks are decimal                           |
| `15000.0`, `15000,00`, `15000.0000` | four digits or more, one mark, zeros but not three: 15000                |
| `1500.000`                        | four digits or more, one mark, three digits: refused                       |
| `15.0`, `500,00`                  | up to three digits, one mark, one or two zeros: 15 and 500 where the       |
|                                   | column (`15000.00` and no `15.000`) or the export shows that the mark is   |
|                                   | decimal; else refused, as 15.0 may be what is left of 15.000               |
| `0`, `0,00`                       | 0                                                                          |
| `15.5`, `12,50`                   | refused: 15.500? 12.500?                                                   |
| `15000.50`                        | refused: a fraction of a rupiah                                            |
| `-15000`, `(15000)`               | refused: negative                                                          |
| `15rb`, `15 ribu`, `15k`, `1,5 jt`, `2 juta` | 15000, 15000, 15000, 1500000, 2000000                           |
| `1.500 rb`                        | refused: 1,500 or one and a half thousands                                 |
| `gratis`                          | 0                                                                          |
| `015000`, `1e5`, `nan`, `15.00.000`, more than 10**12 | refused                                                |

A fraction or a sign such as `$19.99` proves that a column of prices is in another currency; `NumberStyle` records it.
Amounts are integers throughout, never floats.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from domain.commerce.pricing import LARGEST_PRICE

MAX_AMOUNT = LARGEST_PRICE
MAX_COUNT = 10**9

# What may surround the digits: an apostrophe, the currency on either side, a closing dash.
AROUND = re.compile(r"'?(?:(?i:rp|idr)\.? ?(?=[0-9]))?(.*?[0-9])(?: ?[.,][-–—]+)?(?: ?(?i:rp|idr)\.?)?")
NEGATIVE = re.compile(r"\s*(?:(?i:rp|idr)\.?\s*)?[-−–(]\s*(?:(?i:rp|idr)\.?\s*)?[0-9]")
# Digits in groups of three, optionally with decimals after the other mark.
GROUPS = re.compile(r"([1-9][0-9]{0,2})((?:([ .,])[0-9]{3})(?:\3[0-9]{3})*)(?:(?!\3)([.,])([0-9]{1,2}))?")
POINT = re.compile(r"(0|[1-9][0-9]*)([.,])([0-9]+)")
SHORTHAND = re.compile(
    r"'?(?:(?i:rp|idr)\.? ?)?([0-9]{1,6})(?:[.,]([0-9]{1,2}))? ?(?i:(rb|rbu|ribu|k)|jt|juta)\.?(?: ?[,.]?[-–—])?"
)
# A count with a unit. A dozen is no unit but a multiple, and stays a fault.
COUNTED = re.compile(
    r"\s*([0-9]{1,10}) ?(?:pcs?|buah|bh|biji|unit|lembar|pasang|set|pak|pack|dus|box|botol|kaleng|bungkus|sachet|karung"
    r"|kg|liter|meter)\.?\s*",
    re.IGNORECASE | re.ASCII,
)
RUPIAH = re.compile(r"(?i:\b(?:rp|idr|rupiah))(?![a-z])", re.ASCII)
FREE = frozenset(["gratis", "free"])
# Signs and names of other currencies.
FOREIGN = re.compile(
    r"(?i:\b(?:us|hk|nt|[sac]))?[$]|[€£¥₹฿₱₫₩]|(?i:\b(?:usd|sgd|myr|rm|eur|gbp|aud|jpy|cny|rmb|thb|php|vnd|inr|dollars?|dolar|ringgit|euros?|yuan|yen|baht))(?![a-z])",
    re.ASCII,
)
# Words that say that numbers are thousands or millions.
SCALE = re.compile(
    r"(?i:(?<![a-z])(?:ribuan|ribu|rbu|rb|jutaan|juta|jt|thousands?|millions?)(?![a-z]))"
    r"|(?<![0-9.,'])[.,']?000(?![0-9])|(?<![0-9a-zA-Z.,])[xX]? ?1[.,]?000(?:[.,]000)?(?![0-9])|\([kK]\)"
)
# Words of a heading that may state the unit of all prices.
UNIT_OF_ALL = re.compile(r"((?i:\b(?:dalam|in|mata uang|currency)\b)|[()\[\]])")
WORDS_OF_UNITS = frozenset(["", "harga", "price", "prices", "mata uang", "currency"])
MAX_TITLE = 200
SHORT_DIGITS = 3
# The largest amount with currency, marks and spaces takes half of this.
LONGEST = 60
DIGITS = frozenset("0123456789")


class InvalidCell(Exception):
    """A cell that can't be read. `code` is a key of messages.FIELDS, `words` fill its sentence."""

    def __init__(self, code: str, **words: Any) -> None:
        super().__init__(code)
        self.code, self.words = code, words


@dataclass
class NumberStyle:
    """The style of a column of prices. It decides cells that could mean two things."""

    # Marks that are certainly decimal, that group thousands, and that precede three decimals.
    decimal: set[str] = field(default_factory=set)
    grouping: set[str] = field(default_factory=set)
    three_decimals: set[str] = field(default_factory=set)
    # True if a cell is like 12.5: a spreadsheet may have turned 12.500 into it.
    shrunk: bool = False
    # The first cell with a foreign currency sign, with a fraction such as .99, and with an amount below 1,000.
    foreign: str = ""
    fraction: str = ""
    low: str = ""
    # True if an amount is 1,000 or more.
    high: bool = False

    def observe(self, cell: str) -> None:
        """Take one more cell of the column into account."""
        if not cell or len(cell) > LONGEST:
            return
        if cell.isdigit():
            self._learn_magnitude(cell, cell)
            return
        body = _strip_currency(cell)
        if groups := GROUPS.fullmatch(body):
            self.high = True
            self.grouping.add(groups[3])
            if groups[4]:
                self.decimal.add(groups[4])
                if groups[5].strip("0"):
                    self.fraction = self.fraction or cell.strip()
        elif point := POINT.fullmatch(body):
            whole, mark, fraction = point.groups()
            self._learn_magnitude(whole, cell)
            if fraction.strip("0") and len(fraction) != 3:
                self.fraction = self.fraction or cell.strip()
            if len(whole) > SHORT_DIGITS or (whole == "0" and fraction == "000"):
                (self.three_decimals if len(fraction) == 3 else self.decimal).add(mark)
            elif len(fraction) < 3 and fraction.strip("0"):
                self.shrunk = True
        elif body.isdigit():
            self._learn_magnitude(body, cell)
        elif SHORTHAND.fullmatch(" ".join(cell.split())):
            self.high = True
        elif FOREIGN.search(cell):
            self.foreign = self.foreign or cell.strip()
            self.observe(FOREIGN.sub("", cell).strip())

    def _learn_magnitude(self, whole: str, cell: str) -> None:
        if len(whole) > SHORT_DIGITS:
            self.high = True
        elif not self.low and whole.strip("0"):
            self.low = cell.strip()


def unit_of_title(title: str) -> str:
    """Return what the title of a column says about the unit of its prices: `foreign`, `scaled`, `rupiah` or nothing."""
    if len(title) > MAX_TITLE:
        return ""
    if FOREIGN.search(title):
        return "foreign"
    if SCALE.search(title):
        return "scaled"
    return "rupiah" if RUPIAH.search(title) else ""


def unit_of_heading(title: str) -> str:
    """Return what a heading above the table says about all prices: `Harga dalam ribuan rupiah`, `(USD)`."""
    if len(title) > MAX_TITLE or UNIT_OF_ALL.search(title) is None:
        return ""
    _, *parts = UNIT_OF_ALL.split(title)
    for before, part in zip(parts[::2], parts[1::2], strict=True):
        words = part.split()
        # Only the unit itself counts: (RM) does, (RM Sederhana) is a restaurant. After a word more may follow.
        for candidate in [part] if before in "()[]" else [part, " ".join(words[:2]), " ".join(words[:1])]:
            if (unit := unit_of_title(candidate)) and strip_unit(candidate).strip(" .:,-").casefold() in WORDS_OF_UNITS:
                return unit
    return ""


def strip_unit(title: str) -> str:
    """Return the title of a column without the unit of its prices."""
    if len(title) > MAX_TITLE:
        return ""
    return RUPIAH.sub(" ", SCALE.sub(" ", FOREIGN.sub(" ", title)))


def looks_like_amount(cell: str) -> bool:
    """Return True if a cell starts with an amount, valid or not, rather than with words."""
    body = _strip_currency(cell.strip()) if cell.strip() and len(cell) <= LONGEST else ""
    return body[:1] in DIGITS if body else False


def parse_price(cell: str, style: NumberStyle, decimal_marks: str = "") -> int:
    """Return whole rupiah, or raise InvalidCell. `decimal_marks` are decimal marks known from the layout."""
    if cell.isdigit() and cell.isascii():
        value = _to_int(cell)
        if 0 < value < 1000 and style.shrunk and not decimal_marks:
            raise InvalidCell("amount_ambiguous", one=value, other=value * 1000)
        return value
    if len(cell) > LONGEST:
        raise InvalidCell("amount")
    body = _strip_currency(cell)
    if groups := GROUPS.fullmatch(body):
        first, rest, mark, point, fraction = groups.groups()
        value = _to_int(first + rest.replace(mark, ""))
        if point:
            if fraction.strip("0"):
                raise InvalidCell("amount_fraction")
            return value
        if mark == " " or len(rest) > 4:
            return value
        if decimal_marks or mark in style.three_decimals:
            raise InvalidCell("amount_ambiguous", one=int(first), other=value)
        return value
    if point := POINT.fullmatch(body):
        return _parse_decimal(point[1], point[2], point[3], style, decimal_marks)
    if body.isdigit() and body.isascii():
        return parse_price(body, style, decimal_marks)
    if (unit_of_title := _parse_shorthand(" ".join(cell.split()))) is not None:
        return unit_of_title
    raise InvalidCell("amount_negative" if NEGATIVE.match(cell) else "amount")


def convert_price(cell: str, style: NumberStyle, decimal_marks: str, rate: Decimal) -> int:
    """Return the rupiah of an amount in another currency at `rate`, or raise InvalidCell.

    Amounts marked as rupiah are not converted.
    """
    if len(cell) > LONGEST:
        raise InvalidCell("amount")
    if RUPIAH.search(cell):
        return parse_price(cell, style)
    cell = FOREIGN.sub("", cell)
    body = _strip_currency(cell.strip() or "-")
    if body.isdigit() and body.isascii():
        number = body
    elif groups := GROUPS.fullmatch(body):
        first, rest, mark, _, fraction = groups.groups()
        whole = first + rest.replace(mark, "")
        # 1,500 without decimals is a thousand and more only if the other mark is known to be decimal.
        decimal = set(decimal_marks) or style.decimal or {".", ","}.intersection(style.fraction)
        if not (fraction or mark == " " or len(rest) > 4 or (decimal and mark not in decimal)):
            raise InvalidCell("amount_ambiguous", one=f"{first}{rest.replace(mark, '.')}", other=whole)
        number = f"{whole}.{fraction or 0}"
    elif point := POINT.fullmatch(body):
        whole, _, fraction = point.groups()
        if len(fraction) == 3 and len(whole) <= SHORT_DIGITS and whole != "0":
            raise InvalidCell("amount_ambiguous", one=f"{whole}.{fraction}", other=whole + fraction)
        number = f"{whole}.{fraction}"
    else:
        raise InvalidCell("amount_negative" if NEGATIVE.match(cell) else "amount")
    value = int((Decimal(number) * rate).quantize(Decimal(1), ROUND_HALF_UP)) if len(number) < 25 else MAX_AMOUNT + 1
    if value > MAX_AMOUNT:
        raise InvalidCell("less_than_equal", le=MAX_AMOUNT)
    return value


def parse_count(cell: str, style: NumberStyle | None = None, decimal_marks: str = "") -> int:
    """Return a whole number: `10`, also as `10.0` or `10,00`; thousands separators are rejected.

    `10.000` is ten if the layout or the column (`1250.000`, `0.000`) has three decimals.
    """
    cell = cell.strip()
    if not (cell.isdigit() and cell.isascii()):
        if len(cell) > LONGEST:
            raise InvalidCell("count")
        if NEGATIVE.match(cell):
            raise InvalidCell("count_negative")
        point = POINT.fullmatch(cell)
        # With both marks the decimal one is clear: 1.200,00 and 1,250.0.
        if point is None and (groups := GROUPS.fullmatch(cell)) and groups[4]:
            cell = groups[1] + groups[2].replace(groups[3], "") + groups[4] + groups[5]
            point = POINT.fullmatch(cell)
        if point is None:
            raise InvalidCell("count")
        whole, mark, fraction = point.groups()
        known = mark in decimal_marks or (style is not None and mark in style.three_decimals)
        # 1.500 could be 1500 pieces or one and a half kilograms.
        if len(fraction) == 3 and not known:
            raise InvalidCell("count_ambiguous")
        if fraction.strip("0"):
            raise InvalidCell("count_fraction")
        cell = whole
    if cell[0] == "0" and len(cell) > 1:
        raise InvalidCell("count")
    if len(cell) > 10 or (value := int(cell)) > MAX_COUNT:
        raise InvalidCell("less_than_equal", le=MAX_COUNT)
    return value


def strip_count_unit(cell: str) -> str:
    """Return the number of a count with a unit, such as 5 of `5 pcs`; any other cell as it is."""
    counted = None if cell[-1] in DIGITS or len(cell) > LONGEST else COUNTED.fullmatch(cell)
    return counted[1] if counted else cell


def _parse_decimal(whole: str, mark: str, fraction: str, style: NumberStyle, decimal_marks: str) -> int:
    """Parse an amount with one mark that does not certainly group thousands."""
    if not (whole + fraction).strip("0"):
        return 0
    places = len(fraction)
    if fraction.strip("0"):
        if len(whole) > SHORT_DIGITS and places != 3:
            raise InvalidCell("amount_fraction")
        if mark in decimal_marks and places != 3:
            raise InvalidCell("amount_fraction")
        raise InvalidCell("amount_ambiguous", **_readings(whole, fraction))
    known = mark in decimal_marks or (mark in style.decimal and mark not in style.grouping and not style.shrunk)
    if places == 3 or (len(whole) <= SHORT_DIGITS and (places > 3 or not known)):
        raise InvalidCell("amount_ambiguous", **_readings(whole, fraction))
    return _to_int(whole)


def _parse_shorthand(cell: str) -> int | None:
    """Return the value of `15rb`, `1,5 jt` and `gratis`, or None for other text."""
    if cell.casefold() in FREE:
        return 0
    short = SHORTHAND.fullmatch(cell)
    if short is None:
        return None
    whole, fraction, thousands = short.groups()
    return _to_int(whole) * (1000 if thousands else 10**6) + int((fraction or "0").ljust(3, "0")) * (
        1 if thousands else 1000
    )


def _readings(whole: str, fraction: str) -> dict[str, Any]:
    """Return both possible readings for the message: 15.5 may be 15.5 or 15500."""
    exact = fraction.rstrip("0")
    return {"one": f"{whole}.{exact}" if exact else whole, "other": (whole + fraction.ljust(3, "0")).lstrip("0")}


def _strip_currency(cell: str) -> str:
    """Return the cell without currency and closing dash, with plain spaces."""
    if cell[0] in DIGITS and cell[-1] in DIGITS and cell.isascii():
        return cell
    body = AROUND.fullmatch(" ".join(cell.split()))
    return body[1] if body else ""


def _to_int(digits: str) -> int:
    if digits[0] == "0" and len(digits) > 1:
        raise InvalidCell("amount")
    if len(digits) > 16 or (value := int(digits)) > MAX_AMOUNT:
        raise InvalidCell("less_than_equal", le=MAX_AMOUNT)
    return value
