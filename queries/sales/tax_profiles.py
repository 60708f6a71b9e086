"""Statements of the taxes of sellers."""

from __future__ import annotations

from datetime import date

import db
from domain.commerce.tax import NONE, Profile
from problems import Problem
from queries.catalogue import change_feed
from queries.system import audit

# The profile of the seller of a product `p` on a day, as `parse` takes it. It is part of the statement that reads the
# products of a basket, so that a sale sends no statement more.
OF_SELLER = """(SELECT   CONCAT_WS(' ', f.regime, f.inclusive, f.service_bp, f.rate_bp)
                 FROM     tax_profiles f
                 WHERE    f.owner_id = p.seller_id AND f.valid_from <= %s
                 ORDER BY f.valid_from DESC
                 LIMIT    1)"""


def parse(found: str | None, default: Profile) -> Profile:
    """Return the profile that `OF_SELLER` has found, or the default of the shop."""
    if found is None:
        return default
    regime, inclusive, service_bp, *rate = found.split()
    rate_bp = int(rate[0]) if rate else None
    return Profile(regime, rate_bp, inclusive == "1", int(service_bp))  # type: ignore[arg-type]


def of_owner(owner_id: int) -> list[db.Row]:
    """Return the profiles of a seller, latest first."""
    rows = db.fetch_all(
        """
        SELECT   valid_from, regime, rate_bp, inclusive, service_bp
        FROM     tax_profiles
        WHERE    owner_id = %s
        ORDER BY valid_from DESC
        """,
        (owner_id,),
    )
    return [{**row, "inclusive": bool(row["inclusive"])} for row in rows]


def on_day(owner_id: int, day: date) -> Profile:
    """Return the seller's profile of a day."""
    row = db.fetch_one(
        """
        SELECT   regime, rate_bp, inclusive, service_bp
        FROM     tax_profiles
        WHERE    owner_id = %s AND valid_from <= %s
        ORDER BY valid_from DESC
        LIMIT    1
        """,
        (owner_id, day),
    )
    return Profile(row["regime"], row["rate_bp"], bool(row["inclusive"]), row["service_bp"]) if row else NONE


@db.transactional(repeatable=True)
def put(owner_id: int, valid_from: date, profile: Profile) -> list[db.Row]:
    """Set the seller's profile from a day on, and return all of them. Past sales keep their taxes."""
    before = _lock(owner_id, valid_from)
    after = {name: getattr(profile, name) for name in ("regime", "rate_bp", "inclusive", "service_bp")}
    if before != after:
        db.execute(
            """
            INSERT INTO tax_profiles (owner_id, valid_from, regime, rate_bp, inclusive, service_bp)
            VALUES (%s, %s, %s, %s, %s, %s)
            ON DUPLICATE KEY UPDATE regime = VALUES(regime), rate_bp = VALUES(rate_bp), inclusive = VALUES(inclusive),
                                    service_bp = VALUES(service_bp)
            """,
            (owner_id, valid_from, *after.values()),
        )
        audit.write("UPDATE" if before else "INSERT", "tax_profiles", (owner_id, valid_from.isoformat()), before, after)
        _note(owner_id, valid_from)
    return of_owner(owner_id)


@db.transactional(repeatable=True)
def delete(owner_id: int, valid_from: date) -> list[db.Row]:
    """Delete the seller's profile of a day, and return the others. Raises a 404 if there is none."""
    before = _lock(owner_id, valid_from)
    if before is None:
        raise Problem("tax_profile_not_found", day=valid_from.isoformat())
    db.execute(
        """
        DELETE FROM tax_profiles
        WHERE  owner_id = %s AND valid_from = %s
        """,
        (owner_id, valid_from),
    )
    audit.write("DELETE", "tax_profiles", (owner_id, valid_from.isoformat()), before)
    _note(owner_id, valid_from)
    return of_owner(owner_id)


def _note(owner_id: int, valid_from: date) -> None:
    change_feed.note(owner_id, "tax_profile", int(f"{valid_from:%Y%m%d}"))


def _lock(owner_id: int, valid_from: date) -> db.Row | None:
    row = db.fetch_one(
        """
        SELECT regime, rate_bp, inclusive, service_bp
        FROM   tax_profiles FORCE INDEX (PRIMARY)
        WHERE  owner_id = %s AND valid_from = %s
        FOR UPDATE
        """,
        (owner_id, valid_from),
    )
    return row and {**row, "inclusive": bool(row["inclusive"])}
