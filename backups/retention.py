"""Names of archives, and which of them are kept."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from domain.commerce.days import JAKARTA

NAME = re.compile(r"finenice-([0-9]{8}T[0-9]{6})Z-[0-9a-f]{6}\.tar\.zst(?:\.age)?")
MOMENT = "%Y%m%dT%H%M%S"


def new_name(now: datetime, encrypted: bool) -> str:
    """Return a name for an archive that begins now, in UTC."""
    return f"finenice-{now.astimezone(UTC):{MOMENT}}Z-{secrets.token_hex(3)}.tar.zst{'.age' if encrypted else ''}"


def moment(name: str) -> datetime | None:
    """Return when the archive of this name began, or None if it is no name of an archive."""
    found = NAME.fullmatch(name)
    try:
        return datetime.strptime(found[1], MOMENT).replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def newest_first(names: Iterable[str]) -> list[str]:
    """Return the names of archives among these."""
    found = [(began, name) for name in names if (began := moment(name))]
    return [name for _, name in sorted(found, reverse=True)]


def expired(names: Iterable[str], keep: tuple[int, int, int], now: datetime) -> list[str]:
    """Return the archives to delete.

    The newest of each of the last days, weeks and months that have one are kept, and so are all of the last 24 hours
    and the newest of all.
    """
    ordered = newest_first(names)
    kept = {name for name in ordered if (began := moment(name)) and began > now - timedelta(days=1)} | {*ordered[:1]}
    for count, form in zip(keep, ("%Y-%m-%d", "%G-%V", "%Y-%m"), strict=True):
        newest: dict[str, str] = {}
        for name in ordered:
            began = moment(name)
            assert began is not None
            newest.setdefault(began.astimezone(JAKARTA).strftime(form), name)
        kept.update(list(newest.values())[:count])
    return [name for name in ordered if name not in kept]
