"""Certificates: their data, and the codes that identify them. Pure."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from domain.commerce.days import JAKARTA
from domain.courses import Language, Version

# Crockford's base 32, without letters that are easily confused.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 26
LOOKALIKES = str.maketrans("OIL", "011")
# Hyphens and dashes, including those that programs put in place of a hyphen.
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
    """The shop as the issuer: its name, its origin, and the URL and bytes of its logo."""

    name: str
    url: str
    logo_url: str | None = None
    logo: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Certificate:
    """A certificate with the names of the day of issue; `issued_at` is in UTC without a zone."""

    code: str
    learner_name: str
    learner_email: str | None
    course_title: str
    course_summary: str
    language: Language
    version: Version
    issued_at: datetime

    def url(self, public_url: str) -> str:
        """Return the address of the page on which anyone can verify the certificate."""
        return f"{public_url}/certificates/{self.code}"


def generate_code() -> str:
    """Return a new code of 130 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def parse_code(text: str) -> str | None:
    """Return the code that a person typed, or None if it is not one.

    It may be in lower case and in groups, with an O for a 0 and an I or an L for a 1.
    """
    compact = "".join(char for char in text if char not in DASHES and not char.isspace())
    code = compact.upper().translate(LOOKALIKES) if compact.isascii() else ""
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else None


def format_code(code: str) -> str:
    """Return the code in groups of four, such as 7QK2-M9ZT-…-DA."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def format_date(moment: datetime, language: str, zone: ZoneInfo = JAKARTA) -> str:
    """Return the day in a zone of a moment in UTC without one, such as 17 Agustus 2026."""
    day = moment.replace(tzinfo=UTC).astimezone(zone)
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"
