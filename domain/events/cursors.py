"""The cursor of a reader of events: when it was given, and the places that the reader has reached.

The time tells a cursor that is older than the events that are kept, after which some may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from domain.events.types import KEPT_DAYS

PATTERN = r"[1-9][0-9]{0,10}(?:-[1-9][0-9]{0,17}\.[0-9]{1,5})*"
_FORM = re.compile(PATTERN)
# Streams repeat the cursor in each event.
LONGEST = 2048


def encode(at: datetime, places: Iterable[tuple[int, int]]) -> str:
    """Return the cursor of a reader who had read up to these places at this time (UTC without a zone)."""
    seconds = int(at.replace(tzinfo=UTC).timestamp())
    return "-".join([str(seconds), *(f"{change_id}.{max(place, 0)}" for change_id, place in sorted(places))])


def decode(text: str) -> tuple[datetime, list[tuple[int, int]]] | None:
    """Return the time and the places of a cursor, or None if the text is none."""
    if len(text) > LONGEST or not _FORM.fullmatch(text):
        return None
    seconds, *parts = text.split("-")
    places = [(int(change_id), int(place)) for change_id, _, place in (part.partition(".") for part in parts)]
    return datetime.fromtimestamp(int(seconds), UTC).replace(tzinfo=None), places


def is_expired(at: datetime, now: datetime) -> bool:
    """Tell whether events behind a cursor of this time may have been deleted."""
    return at < now - timedelta(days=KEPT_DAYS)
