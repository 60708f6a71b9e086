"""Parsing of names, descriptions, codes and flags in cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from html import unescape

import nh3

from domain.commerce.measures import Measure
from domain.commerce.tax import Kind
from domain.commerce.variants import MAX_NAME, MAX_OPTIONS, MAX_VALUE, Options, has_separator
from domain.imports.amounts import InvalidCell
from domain.security import normal_form

MAX_DESCRIPTION = 10_000
MAX_CODE = 64
# Eight categories of 200 characters, and the separators.
MAX_PATH = 2_000
# What a spreadsheet makes of 8991234567890 as a number; the last digits are lost.
ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]+")
WHOLE = re.compile(r"[0-9]+\.0+")
# A character reference of HTML. The closing ; keeps Bread&notbutter unchanged.
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# Entities take up to ten characters each.
MAX_ESCAPED = 2_000
SEPARATORS = re.compile(r"[|;,]")
TRUE_WORDS = frozenset(
    ["1", "true", "boolean", "y", "on", "active", "published", "ya", "aktif", "benar", "tampil", "dijual",
     "tersedia", "available", "ready", "readystock"]
)  # fmt: skip
FALSE_WORDS = frozenset(
    ["0", "-1", "2", "false", "no", "n", "off", "inactive", "draft", "archived", "unlisted", "tidak", "nonaktif",
     "tidakaktif", "salah", "arsip", "unavailable", "tidaktersedia"]
)  # fmt: skip
TAX_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("kena", "kenapajak", "standar", "standard", "taxed"), "standard"),
    **dict.fromkeys(("bebas", "dibebaskan", "tidakkena", "exempt"), "exempt"),
    **dict.fromkeys(("mewah", "barangmewah", "luxury"), "luxury"),
}
MEASURES: dict[str, Measure] = {
    **dict.fromkeys(("buah", "satuan", "pcs", "piece"), "piece"),
    **dict.fromkeys(("gram", "gr", "g"), "gram"),
    **dict.fromkeys(("milimeter", "mm", "millimetre", "millimeter"), "millimetre"),
}
BLOCKS = frozenset(
    ["address", "article", "blockquote", "div", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p",
     "pre", "section", "table", "tr", "ul"]
)  # fmt: skip
CELLS = frozenset(["td", "th"])
DROPPED_TAGS = frozenset(["script", "style", "title", "template"])
# Tags as nh3 writes them: without attributes, and with five entities.
TAG = re.compile(r"<(/?)([a-z0-9]+)>")
MANY_BREAKS = re.compile(r"\n{3,}")
# The parser of nh3 takes quadratic time in depth: 20 ms for 4,000 nested tags.
MAX_HTML = 100_000
MAX_TAGS = 4_000
_cleaner = nh3.Cleaner(
    tags={*BLOCKS, *CELLS, "br"}, attributes={"*": set()}, clean_content_tags=set(DROPPED_TAGS), link_rel=None
)


def line(longest: int) -> Callable[[str], str]:
    """Return a parser of one line of text: whitespace becomes single spaces, in NFC."""

    def read(cell: str) -> str:
        text = _normalize(" ".join(decode_entities(cell).split()))
        if not text.isprintable():
            _reject_control_characters(text)
        if len(text) > longest:
            raise InvalidCell("string_too_long", max_length=longest)
        return text

    return read


def decode_entities(cell: str) -> str:
    """Return the text with HTML entities decoded: `Teh &amp; Kopi` is Teh & Kopi."""
    if "&" not in cell or len(cell) > MAX_ESCAPED:
        return cell
    return ENTITY.sub(lambda found: unescape(found[0]), cell)


def multiline(cell: str) -> str:
    """Return text of several lines."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").strip()
    text = _normalize(text)
    if not text.isprintable():
        _reject_control_characters(text)
    if len(text) > MAX_DESCRIPTION:
        raise InvalidCell("string_too_long", max_length=MAX_DESCRIPTION)
    return text


def html(cell: str) -> str:
    """Return the text of a description in HTML, one line per block."""
    if "<" not in cell and "&" not in cell:
        return multiline(cell)
    if len(cell) > MAX_HTML or cell.count("<") > MAX_TAGS:
        raise InvalidCell("html_too_large", longest=MAX_HTML, tags=MAX_TAGS)
    # A line break in HTML source is a space on the page.
    text = unescape(TAG.sub(_tag_to_text, _cleaner.clean(" ".join(cell.split()))))
    lines = (" ".join(part.split()) for part in text.split("\n"))
    return multiline(MANY_BREAKS.sub("\n\n", "\n".join(lines)))


def _tag_to_text(tag: re.Match[str]) -> str:
    """Return the plain text for a tag."""
    closing, name = tag.groups()
    if name == "br" or name in BLOCKS:
        return "\n- " if name == "li" and not closing else "\n"
    return "" if closing else " "


def sku(cell: str) -> str:
    """Return a seller's own code as written, with leading zeros."""
    code = _code(cell)
    if ROUNDED.fullmatch(code):
        raise InvalidCell("code_rounded")
    return _sku(code)


_sku = line(MAX_CODE)


def barcodes(cell: str) -> tuple[str, ...]:
    """Return one or several codes separated by `|`, `;` or `,`. Spaces inside a code are ignored."""
    if cell.isalnum() and cell.isascii() and len(cell) <= MAX_CODE:
        return (cell,)
    found: dict[str, None] = {}
    for part in SEPARATORS.split(cell) if not ROUNDED.fullmatch(_code(cell)) else [cell]:
        code = "".join(_code(part).split())
        if not code:
            continue
        # 8991234567890.0 has been a number, so digits may be lost.
        if ROUNDED.fullmatch(code) or WHOLE.fullmatch(code):
            raise InvalidCell("code_rounded")
        if not (code.isascii() and code.isprintable()) or len(code) > MAX_CODE:
            raise InvalidCell("barcode")
        found[code] = None
    return tuple(found)


def boolean(cell: str) -> bool:
    """Parse yes or no in English, Indonesian, or as other programs write it."""
    word = "".join(cell.casefold().split())
    if word not in TRUE_WORDS and word not in FALSE_WORDS:
        raise InvalidCell("yes_or_no")
    return word in TRUE_WORDS


def tax_kind(cell: str) -> Kind:
    """Parse what a product is to the tax, as an export writes it or in English."""
    kind = TAX_KINDS.get("".join(cell.casefold().split()))
    if kind is None:
        raise InvalidCell("tax_kind")
    return kind


def measure(cell: str) -> Measure:
    """Parse what a quantity counts, as an export writes it or in English."""
    found = MEASURES.get("".join(cell.casefold().split()))
    if found is None:
        raise InvalidCell("measure")
    return found


def options(cell: str) -> Options:
    """Return the options of a variant: `Ukuran=M; Warna=Merah`."""
    parts = [part.partition("=") for part in cell.split(";", MAX_OPTIONS + 1) if part.strip()]
    found = tuple((_option(name), _option(value)) for name, _, value in parts)
    names = {name.casefold() for name, _ in found}
    if (
        not 0 < len(found) <= MAX_OPTIONS
        or len(names) < len(found)
        or not all(0 < len(name) <= MAX_NAME and 0 < len(value) <= MAX_VALUE for name, value in found)
    ):
        raise InvalidCell("options", most=MAX_OPTIONS)
    if any(has_separator(text) for option in found for text in option):
        raise InvalidCell("option_separator")
    return found


def category_path(cell: str) -> tuple[str, ...]:
    """Return the names of a category path: `Minuman > Kopi`."""
    if len(cell) > MAX_PATH:
        raise InvalidCell("string_too_long", max_length=MAX_PATH)
    return _path(cell)


@lru_cache(4096)
def _path(cell: str) -> tuple[str, ...]:
    return tuple(part for step in decode_entities(cell).split(">") if (part := _category(step)))


_category = line(200)
_option = line(200)


def _code(cell: str) -> str:
    """Return the code without what keeps spreadsheets from changing it: ="0123" or a leading apostrophe."""
    code = cell.strip()
    if code.startswith('="') and code.endswith('"'):
        return code[2:-1].strip()
    return code.removeprefix("'")


def _normalize(text: str) -> str:
    try:
        return normal_form.nfc(text)
    except normal_form.TooManyMarks:
        raise InvalidCell("combining_marks", most=normal_form.MOST_MARKS) from None


def _reject_control_characters(text: str) -> None:
    if any(unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\n\t" for mark in text):
        raise InvalidCell("text")
