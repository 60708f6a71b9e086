"""Names, descriptions and codes as they stand in cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from html import unescape

import nh3

from domain.imports.amounts import InvalidCell
from domain.security import normal_form

LONGEST_DESCRIPTION = 10_000
LONGEST_CODE = 64
# Eight categories of 200 characters, and what stands between them.
LONGEST_PATH = 2_000
# A spreadsheet that takes 8991234567890 for a number leaves this behind, and the last digits are lost.
ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]+")
WHOLE = re.compile(r"[0-9]+\.0+")
# A character by its name or number, as HTML writes it; that it ends with ; keeps Bread&notbutter as it is.
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# Some of them take ten characters.
LONGEST_ESCAPED = 2_000
SEPARATORS = re.compile(r"[|;,]")
TRUE_WORDS = frozenset(
    ["1", "true", "boolean", "y", "on", "active", "published", "ya", "aktif", "benar", "tampil", "dijual",
     "tersedia", "available", "ready", "readystock"]
)  # fmt: skip
FALSE_WORDS = frozenset(
    ["0", "-1", "2", "false", "no", "n", "off", "inactive", "draft", "archived", "unlisted", "tidak", "nonaktif",
     "tidakaktif", "salah", "arsip", "unavailable", "tidaktersedia"]
)  # fmt: skip
BLOCKS = frozenset(
    ["address", "article", "blockquote", "div", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p",
     "pre", "section", "table", "tr", "ul"]
)  # fmt: skip
CELLS = frozenset(["td", "th"])
DROPPED_TAGS = frozenset(["script", "style", "title", "template"])
# What nh3 leaves: no attributes, and the five names for characters.
TAG = re.compile(r"<(/?)([a-z0-9]+)>")
MANY_BREAKS = re.compile(r"\n{3,}")
# A browser's parser, which nh3 has, takes the square of the depth: 20 ms for 4,000 tags, each in the one before.
LONGEST_HTML = 100_000
MOST_TAGS = 4_000
_cleaner = nh3.Cleaner(
    tags={*BLOCKS, *CELLS, "br"}, attributes={"*": set()}, clean_content_tags=set(DROPPED_TAGS), link_rel=None
)


def line(longest: int) -> Callable[[str], str]:
    """Reads one line of text: white space becomes single spaces, in NFC."""

    def read(cell: str) -> str:
        text = _normalize(" ".join(decode_entities(cell).split()))
        if not text.isprintable():
            _reject_control_characters(text)
        if len(text) > longest:
            raise InvalidCell("string_too_long", max_length=longest)
        return text

    return read


def decode_entities(cell: str) -> str:
    """The text with the characters that its entities name: `Teh &amp; Kopi` is Teh & Kopi."""
    if "&" not in cell or len(cell) > LONGEST_ESCAPED:
        return cell
    return ENTITY.sub(lambda found: unescape(found[0]), cell)


def multiline(cell: str) -> str:
    """Text of several lines."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").strip()
    text = _normalize(text)
    if not text.isprintable():
        _reject_control_characters(text)
    if len(text) > LONGEST_DESCRIPTION:
        raise InvalidCell("string_too_long", max_length=LONGEST_DESCRIPTION)
    return text


def html(cell: str) -> str:
    """The text of a description in HTML, block by block on lines of their own."""
    if "<" not in cell and "&" not in cell:
        return multiline(cell)
    if len(cell) > LONGEST_HTML or cell.count("<") > MOST_TAGS:
        raise InvalidCell("html_too_large", longest=LONGEST_HTML, tags=MOST_TAGS)
    # A line break in the source is a space on the page.
    text = unescape(TAG.sub(_tag_to_text, _cleaner.clean(" ".join(cell.split()))))
    lines = (" ".join(part.split()) for part in text.split("\n"))
    return multiline(MANY_BREAKS.sub("\n\n", "\n".join(lines)))


def _tag_to_text(tag: re.Match[str]) -> str:
    """What stands for a tag in decode_entities text."""
    closing, name = tag.groups()
    if name == "br" or name in BLOCKS:
        return "\n- " if name == "li" and not closing else "\n"
    return "" if closing else " "


def sku(cell: str) -> str:
    """A seller's own code, as it is written; leading zeros stay."""
    code = _code(cell)
    if ROUNDED.fullmatch(code):
        raise InvalidCell("code_rounded")
    return _sku(code)


_sku = line(LONGEST_CODE)


def barcodes(cell: str) -> tuple[str, ...]:
    """One code or several, separated by `|`, `;` or `,`; spaces inside a code are for the eye only."""
    if cell.isalnum() and cell.isascii() and len(cell) <= LONGEST_CODE:
        return (cell,)
    found: dict[str, None] = {}
    for part in SEPARATORS.split(cell) if not ROUNDED.fullmatch(_code(cell)) else [cell]:
        code = "".join(_code(part).split())
        if not code:
            continue
        # 8991234567890.0 was a number on its way, and who knows what it was before.
        if ROUNDED.fullmatch(code) or WHOLE.fullmatch(code):
            raise InvalidCell("code_rounded")
        if not (code.isascii() and code.isprintable()) or len(code) > LONGEST_CODE:
            raise InvalidCell("barcode")
        found[code] = None
    return tuple(found)


def boolean(cell: str) -> bool:
    """Yes or no in English or Indonesian, or as other programs write it."""
    word = "".join(cell.casefold().split())
    if word not in TRUE_WORDS and word not in FALSE_WORDS:
        raise InvalidCell("yes_or_no")
    return word in TRUE_WORDS


def category_path(cell: str) -> tuple[str, ...]:
    """A category with those above it: `Minuman > Kopi`."""
    if len(cell) > LONGEST_PATH:
        raise InvalidCell("string_too_long", max_length=LONGEST_PATH)
    return _path(cell)


@lru_cache(4096)
def _path(cell: str) -> tuple[str, ...]:
    return tuple(part for step in decode_entities(cell).split(">") if (part := _category(step)))


_category = line(200)


def _code(cell: str) -> str:
    """The code without what makes spreadsheets leave it alone: ="0123" or an apostrophe in front."""
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
