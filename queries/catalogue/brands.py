"""Brands, each anybody's to sell or one seller's own."""

from __future__ import annotations

from typing import Any

import mysql.connector

import db
from problems import Problem, invalid, taken
from queries.accounts import activities
from queries.catalogue import change_feed
from queries.system import audit

COLUMNS = "id, name, owner_id, created_at, updated_at"


def page(after: str, limit: int) -> list[db.Row]:
    """Brands in the order of their names, from behind the name `after`."""
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
    """The brand, or a 404."""
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
    """A new brand."""
    _must_sell(owner_id)
    try:
        brand_id = db.insert(
            """
            INSERT INTO brands (name, owner_id)
            VALUES (%s, %s)
            """,
            (name, owner_id),
        )
    except mysql.connector.Error as error:
        raise _told(error) from error
    activities.write("brand_created", brand_id, name)
    audit.created("brands", brand_id)
    change_feed.mark("brands", [brand_id])
    return get(brand_id)


@db.transactional()
def change(brand_id: int, fields: dict[str, Any]) -> db.Row:
    """Sets `name` and `owner_id` as far as given; products that carry the brand keep it."""
    _lock(brand_id)
    _must_sell(fields.get("owner_id"))
    columns = [column for column in ("name", "owner_id") if column in fields]
    if columns:
        try:
            with audit.changing("brands", brand_id):
                db.execute(
                    f"""
                    UPDATE brands FORCE INDEX (PRIMARY)
                    SET    {", ".join(f"{column} = %s" for column in columns)}
                    WHERE  id = %s
                    """,
                    [*(fields[column] for column in columns), brand_id],
                )
        except mysql.connector.Error as error:
            raise _told(error) from error
        activities.write("brand_changed", brand_id)
        change_feed.mark("brands", [brand_id])
    return get(brand_id)


@db.transactional()
def remove(brand_id: int) -> None:
    """Deletes a brand that no product carries."""
    _lock(brand_id)
    used = db.fetch_value(
        """
        SELECT EXISTS (SELECT 1
                       FROM   products FORCE INDEX (ix_products_brand)
                       WHERE  brand_id = %s AND deleted_at IS NULL) AS used
        """,
        (brand_id,),
    )
    if used:
        raise Problem("still_in_use")
    audit.removed("brands", brand_id)
    db.execute(
        """
        UPDATE brands FORCE INDEX (PRIMARY)
        SET    deleted_at = UTC_TIMESTAMP(6)
        WHERE  id = %s
        """,
        (brand_id,),
    )
    activities.write("brand_deleted", brand_id)
    change_feed.mark("brands", [brand_id])


def must_be_open(brand_id: int, seller_id: int) -> None:
    """Holds the brand as it is until COMMIT; a 422 where it does not exist or is another seller's own."""
    held = db.fetch_one(
        """
        SELECT owner_id
        FROM   brands FORCE INDEX (PRIMARY)
        WHERE  id = %s AND deleted_at IS NULL
        LOCK IN SHARE MODE
        """,
        (brand_id,),
    )
    if held is None:
        raise invalid("brand_id", "unknown_brand")
    if held["owner_id"] not in (None, seller_id):
        raise invalid("brand_id", "foreign_brand")


def _lock(brand_id: int) -> None:
    held = db.fetch_one(
        """
        SELECT id
        FROM   brands FORCE INDEX (PRIMARY)
        WHERE  id = %s AND deleted_at IS NULL
        FOR UPDATE
        """,
        (brand_id,),
    )
    if held is None:
        raise Problem("brand_not_found", id=brand_id)


def _must_sell(owner_id: int | None) -> None:
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


def _told(error: mysql.connector.Error) -> Exception:
    return taken("name") if db.violated(error) == "uq_brands_name" else error
