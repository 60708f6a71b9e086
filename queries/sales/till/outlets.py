"""Outlets: where a seller sells. Each seller has one default outlet, which is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mysql.connector

import db
from problems import Fault, Problem, invalid
from queries.catalogue import change_feed
from queries.sales.till import drawers
from queries.sales.till.drawers import Place
from queries.system import audit

COLUMNS = (
    "id, owner_id, name, zone, address, phone, tax_number, footer, cash_step, own_stock, short_stock, is_default, "
    "archived_at, created_at"
)
# Lists have no pages.
MOST = 100
# The goods that a refusal names: as many as one call transfers.
MOST_NAMED = 200


def of_owner(owner_id: int) -> list[db.Row]:
    """Return all outlets of a seller, the default one first."""
    found = _all(owner_id)
    if not found:
        _add_default(owner_id)
        found = _all(owner_id)
    return found


def get(owner_id: int, outlet_id: int) -> db.Row:
    """Return an outlet of the seller, or raise a 404."""
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   outlets
        WHERE  id = %s AND owner_id = %s
        """,
        (outlet_id, owner_id),
    )
    if row is None:
        raise Problem("outlet_not_found", id=outlet_id)
    return _plain(row)


@db.transactional()
def add(owner_id: int, fields: dict[str, Any]) -> db.Row:
    """Insert an outlet and return it. The first one of a seller is their default."""
    count = db.fetch_value(
        """
        SELECT COUNT(*)
        FROM   outlets FORCE INDEX (ix_outlets_owner)
        WHERE  owner_id = %s
        """,
        (owner_id,),
    )
    if count >= MOST:
        raise Problem("limit_reached", most=MOST)
    if not count and fields["own_stock"]:
        raise invalid("own_stock", "default_shares_stock")
    outlet_id = _insert({**fields, "owner_id": owner_id, "is_default": not count})
    return get(owner_id, outlet_id)


@db.transactional(repeatable=True)
def update(owner_id: int, outlet_id: int, fields: dict[str, Any]) -> db.Row:
    """Set the given fields and return the outlet. `archived` closes it with its tills, or opens it again.

    Sign-ins at its tills end when it is archived. Raises Problem: 404; 409 if the default outlet would be archived, or
    one with an open shift, and if an outlet that has goods in stock would be archived or lose its own stock; 422 if the
    default outlet would have one.
    """
    _lock(owner_id)
    before = get(owner_id, outlet_id)
    archived = fields.get("archived", before["archived"])
    if archived and fields.get("is_default", before["is_default"]):
        raise Problem("outlet_is_default")
    if fields.get("is_default", before["is_default"]) and fields.get("own_stock", before["own_stock"]):
        raise invalid("own_stock" if fields.get("own_stock") else "is_default", "default_shares_stock")
    if before["own_stock"] and (archived or not fields.get("own_stock", True)):
        _require_empty(before)
    if archived and not before["archived"]:
        _require_closed(before)
    if fields.get("is_default") and not before["is_default"]:
        _unset_default(owner_id)
    values = {column: value for column, value in fields.items() if column != "archived"}
    assignments = [f"{column} = %s" for column in values]
    assignments.append(f"archived_at = {'COALESCE(archived_at, UTC_TIMESTAMP(6))' if archived else 'NULL'}")
    with audit.changing("outlets", outlet_id):
        db.execute(
            f"""
            UPDATE outlets FORCE INDEX (PRIMARY)
            SET    {", ".join(assignments)}
            WHERE  id = %s
            """,
            [*values.values(), outlet_id],
        )
    change_feed.note(owner_id, "outlet", outlet_id)
    if archived and not before["archived"]:
        _end_sign_ins(outlet_id)
    return get(owner_id, outlet_id)


def keep_stock(outlet_id: int) -> bool:
    """Tell whether the outlet has a stock of its own, and keep it so until COMMIT.

    It is locked before tills and products.
    """
    return bool(_lock_stocks([outlet_id])[outlet_id]["keeps"])


def keep_stock_of(place: Place) -> Place:
    """Return a till that was read before with the stock that is sold there, and keep that so until COMMIT.

    As with `keep_stock`, this comes before the till is locked.
    """
    return place._replace(own_stock=keep_stock(place.outlet_id))


def keep_stocks(named: Mapping[str, int | None], owner_id: int | None) -> int | None:
    """Keep the stocks of these outlets until COMMIT, by the fields that name them, and return whose outlets they are.

    None stands for the shared stock. Raises a 422 for an outlet of somebody else than the owner (None: anybody) or
    the outlets before it, and for one without a stock of its own.
    """
    faults = []
    rows = _lock_stocks(sorted({outlet_id for outlet_id in named.values() if outlet_id is not None}))
    for field, outlet_id in named.items():
        if outlet_id is None:
            continue
        row = rows.get(outlet_id)
        if row is None or owner_id not in (None, row["owner_id"]):
            faults.append(Fault(field, "unknown_outlet"))
        elif not row["keeps"]:
            faults.append(Fault(field, "outlet_shares_stock"))
        else:
            owner_id = row["owner_id"]
    if faults:
        raise Problem("validation_failed", faults)
    return owner_id


def _lock_stocks(outlet_ids: list[int]) -> dict[int, db.Row]:
    if not outlet_ids:
        return {}
    rows = db.fetch_all(
        f"""
        SELECT   id, owner_id, own_stock AND archived_at IS NULL AS keeps
        FROM     outlets FORCE INDEX (PRIMARY)
        WHERE    id IN ({db.placeholders(len(outlet_ids))})
        ORDER BY id
        LOCK IN SHARE MODE
        """,
        outlet_ids,
    )
    return {row["id"]: row for row in rows}


def _require_empty(outlet: db.Row) -> None:
    """Raise a 409 with the goods that the outlet has in its own stock."""
    rows = db.fetch_all(
        """
        SELECT   s.product_id, p.name AS product_name, s.quantity AS available
        FROM     outlet_stocks s FORCE INDEX (PRIMARY)
        JOIN     products p FORCE INDEX (PRIMARY) ON p.id = s.product_id
        WHERE    s.outlet_id = %s AND s.quantity <> 0
        ORDER BY s.product_id
        LIMIT    %s
        """,
        (outlet["id"], MOST_NAMED),
    )
    if rows:
        about = {"outlet_name": outlet["name"], "product_name": rows[0]["product_name"]}
        raise Problem("outlet_has_stock", members={"items": rows}, **about)


def _require_closed(outlet: db.Row) -> None:
    """Lock the tills of an outlet, and raise a 409 if one of them has an open shift: its drawer is to be counted."""
    tills = db.fetch_all(
        """
        SELECT   name, shift_id
        FROM     tills FORCE INDEX (ix_tills_outlet)
        WHERE    outlet_id = %s
        ORDER BY id
        FOR UPDATE
        """,
        (outlet["id"],),
    )
    for till in tills:
        if till["shift_id"] is not None:
            raise Problem(
                "outlet_has_open_shift",
                members=drawers.steps(till["shift_id"], "open"),
                outlet_name=outlet["name"],
                till_name=till["name"],
            )


def _all(owner_id: int) -> list[db.Row]:
    rows = db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     outlets FORCE INDEX (ix_outlets_owner)
        WHERE    owner_id = %s
        ORDER BY is_default DESC, id
        """,
        (owner_id,),
    )
    return [_plain(row) for row in rows]


@db.transactional(repeatable=True)
def _add_default(owner_id: int) -> None:
    name = db.fetch_value(
        """
        SELECT LEFT(name, 100) AS name
        FROM   users
        WHERE  id = %s
        """,
        (owner_id,),
    )
    try:
        _insert({"owner_id": owner_id, "name": name, "zone": "Asia/Jakarta", "is_default": True})
    except mysql.connector.Error as error:
        # Another call was first.
        if db.violated(error) != "uq_outlets_default":
            raise


def _insert(values: dict[str, Any]) -> int:
    outlet_id = db.insert(
        f"""
        INSERT INTO outlets ({", ".join(values)})
        VALUES ({db.placeholders(len(values))})
        """,
        list(values.values()),
    )
    audit.created("outlets", outlet_id)
    change_feed.note(values["owner_id"], "outlet", outlet_id)
    return outlet_id


def _lock(owner_id: int) -> None:
    """Lock all outlets of a seller, so that one of them is the default."""
    db.fetch_all(
        """
        SELECT   id
        FROM     outlets FORCE INDEX (ix_outlets_owner)
        WHERE    owner_id = %s
        ORDER BY id
        FOR UPDATE
        """,
        (owner_id,),
    )


def _unset_default(owner_id: int) -> None:
    outlet_id = db.fetch_value(
        """
        SELECT id
        FROM   outlets
        WHERE  default_of = %s
        """,
        (owner_id,),
    )
    with audit.changing("outlets", outlet_id):
        db.execute(
            """
            UPDATE outlets FORCE INDEX (PRIMARY)
            SET    is_default = 0
            WHERE  id = %s
            """,
            (outlet_id,),
        )
    change_feed.note(owner_id, "outlet", outlet_id)


def _end_sign_ins(outlet_id: int) -> None:
    """End the sign-ins at all tills of an outlet."""
    tills = db.fetch_all(
        """
        SELECT   id
        FROM     tills FORCE INDEX (ix_tills_outlet)
        WHERE    outlet_id = %s
        ORDER BY id
        """,
        (outlet_id,),
    )
    for till in tills:
        with audit.changing("tills", till["id"]):
            db.execute(
                """
                UPDATE tills FORCE INDEX (PRIMARY)
                SET    token_at = UTC_TIMESTAMP(6)
                WHERE  id = %s
                """,
                (till["id"],),
            )


def _plain(row: db.Row) -> db.Row:
    archived = row.pop("archived_at") is not None
    return {**row, **{name: bool(row[name]) for name in ("own_stock", "is_default")}, "archived": archived}
