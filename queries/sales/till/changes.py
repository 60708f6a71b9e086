"""What a till knows of its owner beside goods: taxes, vouchers, staff, customers, its outlet and itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import db
from queries.catalogue.change_feed import Kind
from queries.sales.incoming import accounts
from queries.sales.till.drawers import Place

Rows = dict[int, dict[str, Any]]


def resolve(notes: Sequence[db.Row], place: Place) -> dict[int, dict[str, Any]]:
    """Return changes as a reply has them by the ids of their notes, without those of other tills and outlets."""
    ids: dict[Kind, list[int]] = defaultdict(list)
    for noted in notes:
        ids[noted["kind"]].append(noted["row_id"])
    own = {"till": place.till_id, "outlet": place.outlet_id}
    found = {kind: READ[kind](place.owner_id, row_ids) for kind, row_ids in ids.items()}
    return {
        noted["id"]: {"type": kind, "id": row_id, "deleted": row is None, kind: row}
        for noted in notes
        for kind, row_id in [(noted["kind"], noted["row_id"])]
        for row in [found[kind].get(row_id)]
        if own.get(kind, row_id) == row_id
    }


def _outlets(owner_id: int, ids: Sequence[int]) -> Rows:
    rows = db.fetch_all(
        f"""
        SELECT id, name, zone, address, phone, tax_number, footer, cash_step, own_stock, short_stock
        FROM   outlets FORCE INDEX (PRIMARY)
        WHERE  owner_id = %s AND id IN ({db.placeholders(len(ids))}) AND archived_at IS NULL
        """,
        [owner_id, *ids],
    )
    return {row["id"]: row for row in rows}


def _tills(owner_id: int, ids: Sequence[int]) -> Rows:
    """Return tills, each with the static QRIS that it can ask for money by, or None."""
    codes = [each for each in accounts.of_owner(owner_id) if each["kind"] == "qris" and each["active"]]
    rows = db.fetch_all(
        f"""
        SELECT id, outlet_id, name, series, last_number, shift_id, active
        FROM   tills FORCE INDEX (PRIMARY)
        WHERE  owner_id = %s AND id IN ({db.placeholders(len(ids))})
        """,
        [owner_id, *ids],
    )
    return {row["id"]: {**row, "qris": _qris_at(row["outlet_id"], codes)} for row in rows}


def _qris_at(outlet_id: int, codes: Sequence[db.Row]) -> str | None:
    """Return the code of this outlet, or one of all outlets; of several, that of the oldest account."""
    found = (each["details"]["qris"] for of in (outlet_id, None) for each in codes if each["outlet_id"] == of)
    return next(found, None)


def _staff(owner_id: int, ids: Sequence[int]) -> Rows:
    rows = db.fetch_all(
        f"""
        SELECT s.user_id, u.name, u.username, s.duty
        FROM   staff s FORCE INDEX (PRIMARY)
        JOIN   users u ON u.id = s.user_id
        WHERE  s.owner_id = %s AND s.user_id IN ({db.placeholders(len(ids))}) AND s.active
        """,
        [owner_id, *ids],
    )
    return {row["user_id"]: row for row in rows}


def _customers(owner_id: int, ids: Sequence[int]) -> Rows:
    rows = db.fetch_all(
        f"""
        SELECT id, name, phone, credit_limit, balance
        FROM   customers FORCE INDEX (PRIMARY)
        WHERE  owner_id = %s AND id IN ({db.placeholders(len(ids))}) AND erased_at IS NULL
        """,
        [owner_id, *ids],
    )
    return {row["id"]: {**row, "credit_left": max(0, row["credit_limit"] - row["balance"])} for row in rows}


def _vouchers(owner_id: int, ids: Sequence[int]) -> Rows:
    rows = db.fetch_all(
        f"""
        SELECT id, code, kind, value, minimum, most, starts_at, ends_at, limit_total, limit_each, used
        FROM   vouchers FORCE INDEX (PRIMARY)
        WHERE  owner_id = %s AND id IN ({db.placeholders(len(ids))}) AND active
        """,
        [owner_id, *ids],
    )
    return {row["id"]: row for row in rows}


def _tax_profiles(owner_id: int, ids: Sequence[int]) -> Rows:
    rows = db.fetch_all(
        f"""
        SELECT valid_from, regime, rate_bp, inclusive, service_bp
        FROM   tax_profiles FORCE INDEX (PRIMARY)
        WHERE  owner_id = %s AND valid_from IN ({db.placeholders(len(ids))})
        """,
        [owner_id, *(f"{day // 10_000:04d}-{day // 100 % 100:02d}-{day % 100:02d}" for day in ids)],
    )
    return {int(f"{row['valid_from']:%Y%m%d}"): row for row in rows}


READ: dict[Kind, Callable[[int, Sequence[int]], Rows]] = {
    "outlet": _outlets,
    "till": _tills,
    "staff": _staff,
    "customer": _customers,
    "voucher": _vouchers,
    "tax_profile": _tax_profiles,
}
