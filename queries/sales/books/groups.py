"""What the books have in common: whose they are, their days, and groups with their totals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import db
from domain.commerce import days
from problems import invalid
from queries.sales import reports
from queries.sales.reports import Span
from queries.sales.till import outlets

MOST_GROUPS = 2_000
# Of products and customers, which a shop may have more of.
MOST_ROWS = 20_000
JAKARTA = "Asia/Jakarta"
# What is added to a number that is summed. Servers sum BIGINTs as DECIMALs, which takes twice the time of doubles.
AS_DOUBLE, AS_DECIMAL = " + 0e0", ""
# Sums of whole numbers that are not below 0 are exact in doubles unless one exceeds this.
LARGEST_EXACT = 2**53 - 1
NAMED_IN = {"product": "products", "category": "categories", "cashier": "users", "outlet": "outlets"}


class Place(NamedTuple):
    """The books of a seller: of one outlet, or of all. Without an outlet, a sale is one of the default outlet."""

    seller_id: int
    zone: str
    outlet_id: int | None
    default_id: int | None


class Days(NamedTuple):
    """Days in the zone of an outlet, as moments."""

    span: Span
    # Those by which its zone is ahead of UTC. Indonesia has no summer time.
    hours: int


def place(seller_id: int, outlet_id: int | None) -> Place:
    """Return the books of a seller, in the zone of this outlet, of the default one, or of Jakarta if there is none.

    Raises Problem (404) for an unknown user or outlet.
    """
    reports.select(seller_id)
    default = db.fetch_one(
        """
        SELECT id, zone
        FROM   outlets
        WHERE  default_of = %s
        """,
        (seller_id,),
    )
    chosen = default if outlet_id is None else outlets.get(seller_id, outlet_id)
    return Place(seller_id, chosen["zone"] if chosen else JAKARTA, outlet_id, default["id"] if default else None)


def days_of(place: Place, first: date, last: date) -> Days:
    """Return the days from the first to the last in the place's zone."""
    zone = ZoneInfo(place.zone)
    offset = datetime.combine(first, datetime.min.time(), zone).utcoffset() or timedelta(0)
    return Days(Span(days.beginning(first, zone), days.end(last, zone)), offset // timedelta(hours=1))


def key_params(place: Place, chosen: Days, by: str) -> list[Any]:
    params: dict[str, list[Any]] = {"day": [chosen.hours], "hour": [chosen.hours], "outlet": [place.default_id]}
    return params.get(by, [])


def exact(fetch: Callable[[str], list[db.Row]], figures: Sequence[str]) -> list[db.Row]:
    """Return the rows that `fetch` finds, with these sums as int. It is called with AS_DOUBLE, or with AS_DECIMAL."""
    rows = fetch(AS_DOUBLE)
    if any(row[name] > LARGEST_EXACT for row in rows for name in figures):
        rows = fetch(AS_DECIMAL)
    return [{**row, **{name: int(row[name]) for name in figures}} for row in rows]


def merged(rows: Sequence[db.Row], figures: Sequence[str]) -> list[db.Row]:
    """Return one row for each key, in order, with the sums of its rows and 0 for what is missing."""
    found: dict[Any, db.Row] = {}
    for row in rows:
        sums = found.setdefault(row["key"], {"key": row["key"], **dict.fromkeys(figures, 0)})
        for name in figures:
            sums[name] += row.get(name, 0)
    return sorted(found.values(), key=lambda row: (row["key"] is not None, row["key"]))


def summed(rows: Sequence[db.Row], figures: Sequence[str], by: str) -> dict[str, Any]:
    """Return the rows as groups with names, and their totals. Raises a 422 if there are too many."""
    if len(rows) > MOST_GROUPS:
        raise invalid("by", "too_many_groups", most=MOST_GROUPS)
    names = names_of(by, [row["key"] for row in rows if row["key"] is not None])
    groups = [
        {
            **row,
            **{name: int(row[name]) for name in figures},
            "key": None if row["key"] is None else str(row["key"]),
            "name": names.get(row["key"]),
        }
        for row in rows
    ]
    return {"totals": totals(groups, figures), "groups": groups}


def totals(groups: Sequence[dict[str, Any]], figures: Sequence[str]) -> dict[str, int]:
    return {name: sum(group[name] for group in groups) for name in figures}


def names_of(by: str, keys: Sequence[Any]) -> dict[Any, str]:
    """Return today's names of products, categories, cashiers or outlets by id."""
    if by not in NAMED_IN or not keys:
        return {}
    rows = db.fetch_all(
        f"""
        SELECT id, name
        FROM   {NAMED_IN[by]} FORCE INDEX (PRIMARY)
        WHERE  id IN ({db.placeholders(len(keys))})
        """,
        keys,
    )
    return {row["id"]: row["name"] for row in rows}
