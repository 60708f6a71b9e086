"""Names, descriptions and codes as they stand in cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from html.parser import HTMLParser

from imports.amounts import Unreadable

LONGEST_DESCRIPTION = 10_000
LONGEST_CODE = 64
# A spreadsheet that takes 8991234567890 for a number leaves this behind, and the last digits are lost.
ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]+")
YES = frozenset(["1", "true", "yes", "y", "on", "active", "published", "ya", "aktif", "benar", "tampil", "dijual"])
NO = frozenset(
    ["0", "-1", "2", "false", "no", "n", "off", "inactive", "draft", "archived", "unlisted", "tidak", "nonaktif",
     "tidakaktif", "salah", "arsip"]
)  # fmt: skip
BLOCKS = frozenset(
    ["address", "article", "blockquote", "div", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p",
     "pre", "section", "table", "tr", "ul"]
)  # fmt: skip
SILENT = frozenset(["script", "style", "head", "template"])


def line(longest: int) -> Callable[[str], str]:
    """Reads one line of text: white space becomes single spaces, in NFC."""

    def read(cell: str) -> str:
        text = " ".join(cell.split())
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if not text.isprintable():
            _refuse_control(text)
        if len(text) > longest:
            raise Unreadable("string_too_long", max_length=longest)
        return text

    return read


def prose(cell: str) -> str:
    """Text of several lines."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        _refuse_control(text)
    if len(text) > LONGEST_DESCRIPTION:
        raise Unreadable("string_too_long", max_length=LONGEST_DESCRIPTION)
    return text


def html(cell: str) -> str:
    """The text of a description in HTML, block by block on lines of their own."""
    if "<" not in cell and "&" not in cell:
        return prose(cell)
    parser = _Text()
    parser.feed(cell)
    parser.close()
    lines = (" ".join(part.split()) for part in "".join(parser.parts).split("\n"))
    return prose(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)))


def sku(cell: str) -> str:
    """A seller's own code, as it is written; leading zeros stay."""
    code = _code(cell)
    if ROUNDED.fullmatch(code):
        raise Unreadable("code_rounded")
    return _sku(code)


_sku = line(LONGEST_CODE)


def barcodes(cell: str) -> tuple[str, ...]:
    """One code or several, separated by `|`, `;` or `,`; spaces inside a code are for the eye only."""
    if cell.isalnum() and cell.isascii() and len(cell) <= LONGEST_CODE:
        return (cell,)
    found: dict[str, None] = {}
    for part in re.split(r"[|;,]", cell) if not ROUNDED.fullmatch(_code(cell)) else [cell]:
        code = "".join(_code(part).split())
        if not code:
            continue
        # 8991234567890.0 was a number on its way, and who knows what it was before.
        if ROUNDED.fullmatch(code) or re.fullmatch(r"[0-9]+\.0+", code):
            raise Unreadable("code_rounded")
        if not (code.isascii() and code.isprintable()) or len(code) > LONGEST_CODE:
            raise Unreadable("barcode")
        found[code] = None
    return tuple(found)


def yes(cell: str) -> bool:
    """Yes or no in English or Indonesian, or as Shopify and WooCommerce write it."""
    word = "".join(cell.casefold().split())
    if word not in YES and word not in NO:
        raise Unreadable("yes_or_no")
    return word in YES


@lru_cache(4096)
def path(cell: str) -> tuple[str, ...]:
    """A category with those above it: `Minuman > Kopi`."""
    return tuple(part for step in cell.split(">") if (part := _category(step)))


_category = line(200)


def _code(cell: str) -> str:
    """The code without what makes spreadsheets leave it alone: ="0123" or an apostrophe in front."""
    code = cell.strip()
    if code.startswith('="') and code.endswith('"'):
        return code[2:-1].strip()
    return code.removeprefix("'")


def _refuse_control(text: str) -> None:
    if any(unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\n\t" for mark in text):
        raise Unreadable("text")


class _Text(HTMLParser):
    """Keeps what a browser would show of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in BLOCKS:
            self.parts.append("\n- " if tag == "li" else "\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            # A line break in the source is a space on the page.
            self.parts.append(re.sub(r"\s+", " ", data))
