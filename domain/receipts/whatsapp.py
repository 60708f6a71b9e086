"""Links that open WhatsApp with a message, for a number or for the contact that the sender chooses."""

from __future__ import annotations

import re
from urllib.parse import quote

SEPARATORS = str.maketrans("", "", " .-()\u00a0")


def phone_number(text: str) -> str | None:
    """Return a phone number in international digits, or None: `0812-3456-789` becomes `628123456789`."""
    digits = text.translate(SEPARATORS)
    if re.fullmatch("0[1-9][0-9]{6,12}", digits):
        return f"62{digits[1:]}"
    found = re.fullmatch(r"\+?([1-9][0-9]{7,14})", digits)
    return found[1] if found else None


def url(text: str, phone: str = "") -> str:
    """Return the link that opens WhatsApp with this text; `phone` is in international digits."""
    return f"https://wa.me/{phone}?text={quote(text, safe='')}"
