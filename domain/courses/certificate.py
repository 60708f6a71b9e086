"""What a learner takes along: a certificate to print, and the same as a credential that anybody can check. Pure."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime

from domain.commerce.receipts import JAKARTA
from domain.courses import Language, Version

# Crockford's base 32: no letter that is taken for another.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 26
LOOKALIKES = str.maketrans("OIL", "011")
# Hyphens and dashes, also those that programs make of a hyphen.
DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")

MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
        "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Issuer:
    """The shop that issues: its name, its origin, and the address and the bytes of its logo."""

    name: str
    url: str
    logo_url: str | None = None
    logo: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Certificate:
    """What is certified, in the words of the day on which it was issued; `issued_at` is in UTC without a zone."""

    code: str
    learner_name: str
    learner_email: str | None
    course_title: str
    course_summary: str
    language: Language
    version: Version
    issued_at: datetime

    def url(self, public_url: str) -> str:
        """Where anybody sees whether the certificate is genuine."""
        return f"{public_url}/certificates/{self.code}"


def generate_code() -> str:
    """A code that nobody can guess: 130 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def parse_code(text: str) -> str | None:
    """Return the code that somebody has typed, or None for no code.

    It may be in lower case and in groups, with an O for a 0 and an I or an L for a 1.
    """
    together = "".join(mark for mark in text if mark not in DASHES and not mark.isspace())
    code = together.upper().translate(LOOKALIKES) if together.isascii() else ""
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else None


def format_code(code: str) -> str:
    """Return the code as people read and type it, such as 7QK2-M9ZT-…-DA."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def format_date(moment: datetime, language: str) -> str:
    """The day in Jakarta of a moment in UTC without a zone, such as 17 Agustus 2026."""
    day = moment.replace(tzinfo=UTC).astimezone(JAKARTA)
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"
