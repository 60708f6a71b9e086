"""Brands, each open to all sellers or owned by one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import db
from problems import Problem, invalid
from queries.accounts import role_requests, roles
from queries.catalogue.named_rows import NamedRows

SELLER = "seller"
COLUMNS = "id, name, owner_id, created_at, updated_at"
ROWS = NamedRows(
    "brands",
    "brand",
    ("brand_created", "brand_changed", "brand_deleted"),
    ("name", "owner_id"),
    "uq_brands_name",
)


def page(after: str, limit: int) -> list[db.Row]:
    """Return brands in the order of their names, starting after the name `after`."""
    return db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     brands FORCE INDEX (uq_brands_name)
        WHERE    name > %s AND living = 1
        ORDER BY name
        LIMIT    %s
        """,
        (after, limit),
    )


def get(brand_id: int) -> db.Row:
    """Return the brand, or raise a 404."""
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   brands
        WHERE  id = %s AND deleted_at IS NULL
        """,
        (brand_id,),
    )
    if row is None:
        raise Problem("brand_not_found", id=brand_id)
    return row


@db.transactional()
def add(name: str, owner_id: int | None) -> db.Row:
    """Insert a brand and return it."""
    _check_seller(owner_id)
    return get(ROWS.add({"name": name, "owner_id": owner_id}))


@db.transactional()
def update(brand_id: int, fields: dict[str, Any]) -> db.Row:
    """Set `name` and `owner_id` if given, and return the brand. Products keep their brand."""
    _lock(brand_id)
    _check_seller(fields.get("owner_id"))
    ROWS.update(brand_id, fields)
    return get(brand_id)


@db.transactional()
def delete(brand_id: int) -> None:
    """Delete a brand without products."""
    _lock(brand_id)
    ROWS.delete(brand_id)


@db.transactional()
def open_store(user_id: int, name: str, note: str, language: str, grant: bool) -> db.Row | None:
    """Create the user's brand and return it, or return None while an admin has to grant the role seller first.

    A buyer requests the role, which `grant` grants at once. A second store raises a 409 problem.
    """
    # Two calls at once make one store.
    roles.lock_user(user_id)
    if not roles.has_role(user_id, SELLER):
        request = None if grant else role_requests.get_pending(user_id, SELLER)
        if request is None:
            request = role_requests.create(user_id, SELLER, note, language, grant)
        if request["state"] == "pending":
            return None
    found = find_of_owner(user_id)
    if found is not None:
        raise Problem("store_open", brand_name=found["name"])
    return add(name, user_id)


def find_of_owner(user_id: int) -> db.Row | None:
    """Return the oldest brand that the user owns, or None."""
    return db.fetch_one(
        f"""
        SELECT   {COLUMNS}
        FROM     brands FORCE INDEX (ix_brands_owner)
        WHERE    owner_id = %s AND deleted_at IS NULL
        ORDER BY id
        LIMIT    1
        """,
        (user_id,),
    )


def of_ids(brand_ids: Collection[int]) -> dict[int, db.Row]:
    """Return these brands by id."""
    if not brand_ids:
        return {}
    rows = db.fetch_all(
        f"""
        SELECT {COLUMNS}
        FROM   brands FORCE INDEX (PRIMARY)
        WHERE  id IN ({db.placeholders(len(brand_ids))})
        """,
        list(brand_ids),
    )
    return {row["id"]: row for row in rows}


def hold(brand_id: int, seller_id: int) -> None:
    """Lock the brand against changes until COMMIT, or raise a 422 if it does not exist or belongs to another seller."""
    held = ROWS.lock(brand_id, "owner_id", share=True)
    if held is None:
        raise invalid("brand_id", "unknown_brand")
    if held["owner_id"] not in (None, seller_id):
        raise invalid("brand_id", "foreign_brand")


def _lock(brand_id: int) -> None:
    if ROWS.lock(brand_id) is None:
        raise Problem("brand_not_found", id=brand_id)


def _check_seller(owner_id: int | None) -> None:
    if owner_id is None:
        return
    sells = db.fetch_value(
        """
        SELECT EXISTS (SELECT 1
                       FROM   user_roles
                       WHERE  user_id = %s AND role = 'seller') AS sells
        """,
        (owner_id,),
    )
    if not sells:
        raise invalid("owner_id", "unknown_seller")
