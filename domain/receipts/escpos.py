"""Receipts for thermal printers: the bytes of the few ESC/POS commands that all of them know.

The text is ASCII, which each code page of a printer has in the same places.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

from anyascii import anyascii

from domain.receipts import Width
from domain.receipts.layout import Row

# Characters in a line of the font that printers start with.
COLUMNS: dict[Width, int] = {"58": 32, "80": 48}

INITIALIZE = b"\x1b@"
LEFT, CENTRE = b"\x1ba\x00", b"\x1ba\x01"
BOLD, NOT_BOLD = b"\x1bE\x01", b"\x1bE\x00"
TALL, NOT_TALL = b"\x1d!\x01", b"\x1d!\x00"
# Feed to the knife, and cut all but a point.
CUT = b"\x1dVB\x00"
# A pulse of 50 ms on the first pin, which the drawer is connected to.
OPEN_DRAWER = b"\x1bp\x00\x19\xfa"


def render(rows: Sequence[Row], width: Width, open_drawer: bool = False) -> bytes:
    """Return the bytes that print the rows, and open the drawer first if asked to."""
    columns = COLUMNS[width]
    parts = [INITIALIZE, *([OPEN_DRAWER] if open_drawer else [])]
    for row in rows:
        parts.append(_print(row, columns))
    return b"".join([*parts, b"\n", CUT])


def printable(text: str) -> str:
    """Return the text in printable ASCII. Emoji are left out, unless there is nothing else."""
    kept = "".join(char for char in text if unicodedata.category(char) not in ("So", "Sk", "Cf"))
    # Control characters would be commands to the printer.
    for candidate in (anyascii(kept), anyascii(text)):
        if found := " ".join("".join(char if " " <= char <= "~" else " " for char in candidate).split()):
            return found
    return "?" if text else ""


def _print(row: Row, columns: int) -> bytes:
    lines = list(_lines(row, columns))
    text = "".join(f"{line}\n" for line in lines).encode("ascii")
    if row.role in ("shop", "mark", "total"):
        centred = row.role != "total"
        return b"".join([CENTRE if centred else b"", BOLD, TALL, text, NOT_TALL, NOT_BOLD, LEFT if centred else b""])
    return CENTRE + text + LEFT if row.role in ("contact", "notice", "footer") else text


def _lines(row: Row, columns: int) -> Iterator[str]:
    cells = [printable(cell) for cell in row.cells]
    if row.role == "rule":
        yield "-" * columns
    elif row.role == "item":
        name, *factors, amount = cells
        yield from _wrapped(name, columns)
        yield from _pair(f"  {' x '.join(factors)}", amount, columns)
    elif row.role == "detail":
        yield from _pair(f"  {cells[0]}", cells[1], columns)
    elif row.role in ("fact", "sum", "total"):
        yield from _pair(cells[0], cells[1], columns)
    elif row.role != "heading":
        yield from _wrapped(cells[0], columns)


def _pair(left: str, right: str, columns: int) -> Iterator[str]:
    """Yield both texts at the borders of a line; what does not fit is wrapped, and the right one follows below."""
    if len(left) + 1 + len(right) <= columns:
        yield f"{left}{right:>{columns - len(left)}}".rstrip()
        return
    yield from _wrapped(left, columns)
    for line in _wrapped(right, columns):
        yield line.rjust(columns)


def _wrapped(text: str, columns: int) -> list[str]:
    indent = text[: len(text) - len(text.lstrip())]
    return textwrap.wrap(text, columns, subsequent_indent=indent)
