"""Phone numbers of customers, as they are stored: `+62…`."""

from __future__ import annotations

import re

from domain.receipts import whatsapp


def phone_number(text: str) -> str | None:
    """Return a phone number with its country code, or None: `0812-3456-789` becomes `+628123456789`."""
    digits = whatsapp.phone_number(text)
    return digits and f"+{digits}"


def phone_prefix(text: str) -> str | None:
    """Return the beginning of phone numbers that a text stands for, or None if it can be none."""
    written = text.translate(whatsapp.SEPARATORS)
    if not re.fullmatch(r"\+?[0-9]{1,15}", written):
        return None
    if written.startswith("+"):
        return written
    return f"+62{written[1:]}" if written.startswith("0") else f"+{written}"
