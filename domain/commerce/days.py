"""Days as a shop means them: in Jakarta, while the database keeps UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from domain.commerce.receipts import JAKARTA

FIRST, LAST = date(1970, 1, 1), date(9998, 12, 31)


def beginning(day: date) -> datetime:
    """The moment at which the day begins, in UTC without a zone as the database keeps it.

    Days beyond any shop's life count as the first or last that the arithmetic can hold.
    """
    midnight = datetime.combine(min(max(day, FIRST), LAST), time(), JAKARTA)
    return midnight.astimezone(UTC).replace(tzinfo=None)


def end(day: date) -> datetime:
    """The moment at which the next day begins."""
    return beginning(min(day, LAST - timedelta(1)) + timedelta(1))


def clock(moment: datetime) -> str:
    """The hour and minute in Jakarta of a moment in UTC without a zone: `07.05`, as Indonesians write it."""
    return f"{moment.replace(tzinfo=UTC).astimezone(JAKARTA):%H.%M}"
