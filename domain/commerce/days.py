"""Calendar days as moments in UTC: in Jakarta, unless another zone is asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")
FIRST, LAST = date(1970, 1, 1), date(9998, 12, 31)


def day(moment: datetime) -> date:
    """Return the day in Jakarta of a moment; a naive moment is UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(JAKARTA).date()


def beginning(day: date, zone: ZoneInfo = JAKARTA) -> datetime:
    """Return the moment at which the day begins, as naive UTC.

    Days out of range are clamped to the first or last day that datetime supports.
    """
    midnight = datetime.combine(min(max(day, FIRST), LAST), time(), zone)
    return midnight.astimezone(UTC).replace(tzinfo=None)


def end(day: date, zone: ZoneInfo = JAKARTA) -> datetime:
    """Return the moment at which the next day begins."""
    return beginning(min(day, LAST - timedelta(1)) + timedelta(1), zone)


def clock(moment: datetime, zone: ZoneInfo = JAKARTA) -> str:
    """Format the time of day of a naive UTC moment: `07.05`, the Indonesian notation."""
    return f"{moment.replace(tzinfo=UTC).astimezone(zone):%H.%M}"
