"""QRIS codes, in the merchant-presented mode of EMVCo: read strictly, and given an amount.

A code is a row of fields: a tag of two digits, a length of two digits, and the value. The last one is the CRC of all
before it and of its own tag and length.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

# The most characters that EMVCo allows.
LONGEST = 512
# The digits that field 54 holds.
LARGEST_AMOUNT = 10**13 - 1
FORMAT, METHOD, CATEGORY, CURRENCY, AMOUNT, COUNTRY, NAME, CITY, CRC = (
    "00", "01", "52", "53", "54", "58", "59", "60", "63",
)  # fmt: skip
STATIC, DYNAMIC = "11", "12"
# A tip or a fee of the buyer, which would change what is paid.
TIPS = frozenset(("55", "56", "57"))
# Fields of acquirers and of the national register, with fields of their own.
MERCHANTS = frozenset(str(tag) for tag in range(26, 52))
REGISTER, REGISTER_NAME = "51", "ID.CO.QRIS.WWW"
FIXED = {FORMAT: "01", CURRENCY: "360", COUNTRY: "ID"}
REQUIRED = (FORMAT, CATEGORY, CURRENCY, COUNTRY, NAME, CITY)


class Unreadable(ValueError):
    """A text that is no static QRIS code, with the code of the reason and its words."""

    def __init__(self, code: str, **words: Any) -> None:
        super().__init__(code)
        self.code, self.words = code, words


class Merchant(NamedTuple):
    """Who is paid, as the buyer's app shows it. `nmid` is their number in the national register, if the code has it."""

    name: str
    city: str
    nmid: str | None


def merchant(static: str) -> Merchant:
    """Return whom a static code pays, or raise Unreadable."""
    fields = _read(static)
    register = dict(_split(fields[REGISTER])) if REGISTER in fields else {}
    nmid = register.get("02") if register.get("00") == REGISTER_NAME else None
    return Merchant(fields[NAME], fields[CITY], nmid)


def with_amount(static: str, amount: int) -> str:
    """Return the dynamic code that asks for an amount in rupiah, or raise Unreadable for a text that is not static."""
    if not 0 < amount <= LARGEST_AMOUNT:
        raise ValueError(f"{amount} does not fit into a code")
    fields = {tag: value for tag, value in _read(static).items() if tag not in TIPS | {CRC}}
    fields |= {METHOD: DYNAMIC, AMOUNT: str(amount)}
    text = _join(sorted(fields.items())) + f"{CRC}04"
    return text + checksum(text)


def checksum(text: str) -> str:
    """Return the CRC-16/CCITT-FALSE of a text in ASCII as four digits: `29B1` for `123456789`."""
    return f"{binascii.crc_hqx(text.encode('ascii'), 0xFFFF):04X}"


def _read(text: str) -> dict[str, str]:
    """Return the fields of a static code by tag, or raise Unreadable."""
    if len(text) > LONGEST:
        raise Unreadable("qris_too_long", most=LONGEST)
    if not re.fullmatch("[ -~]+", text):
        raise Unreadable("qris_characters")
    found = _split(text)
    fields = dict(found)
    if len(fields) < len(found):
        raise Unreadable("qris_malformed")
    if found[0][0] != FORMAT or found[-1][0] != CRC or len(fields[CRC]) != 4:
        raise Unreadable("qris_malformed")
    if fields[CRC].upper() != checksum(text[:-4]):
        raise Unreadable("qris_checksum")
    if any(tag not in fields for tag in REQUIRED) or any(fields[tag] != value for tag, value in FIXED.items()):
        raise Unreadable("qris_foreign")
    merchants = [dict(_split(fields[tag])) for tag in sorted(MERCHANTS & fields.keys())]
    if not any("00" in each for each in merchants):
        raise Unreadable("qris_foreign")
    if AMOUNT in fields or fields.get(METHOD, STATIC) != STATIC:
        raise Unreadable("qris_not_static")
    return fields


def _split(text: str) -> list[tuple[str, str]]:
    """Return the fields of a text in their order, or raise Unreadable. Each step takes at least five characters."""
    fields, start = [], 0
    while start < len(text):
        head = text[start : start + 4]
        if not re.fullmatch("[0-9]{4}", head):
            raise Unreadable("qris_malformed")
        end = start + 4 + int(head[2:])
        if end == start + 4 or end > len(text):
            raise Unreadable("qris_malformed")
        fields.append((head[:2], text[start + 4 : end]))
        start = end
    return fields


def _join(fields: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{tag}{len(value):02}{value}" for tag, value in fields)
