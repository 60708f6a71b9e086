"""The catalogue and its stock."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import mysql.connector

import db
from errors import Problem, taken
from queries import activities

COLUMNS = "id, seller_id, sku, name, description, price, stock, created_at, updated_at"
# What a list may be sorted by, each with the index that ends in the same order.
SORTS = ("created_at", "price", "name", "stock")
# InnoDB's full-text index holds words of at least three characters.
SHORTEST_WORD = 3


class Filter(NamedTuple):
    """Which products a list shows; None and an empty search leave a condition out."""

    search: str = ""
    seller_id: int | None = None
    min_price: int | None = None
    max_price: int | None = None
    in_stock: bool | None = None


def get(product_id: int) -> db.Row:
    """The product, or a 404 where it does not exist or was deleted."""
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   products
        WHERE  id = %s AND deleted_at IS NULL
        """,
        (product_id,),
    )
    if row is None:
        raise Problem("product_not_found", id=product_id)
    return row


def page(
    wanted: Filter, sort_by: str, descending: bool, limit: int, offset: int = 0, after: tuple[Any, int] | None = None
) -> list[db.Row]:
    """One page in total order of `(sort_by, id)`, from `offset`, or from behind the row `after` (value, id)."""
    conditions, params = _conditions(wanted)
    column = SORTS[SORTS.index(sort_by)]
    direction, beyond = ("DESC", "<") if descending else ("ASC", ">")
    if after is not None:
        value, product_id = after
        conditions.append(f"({column} {beyond} %s OR ({column} = %s AND id {beyond} %s))")
        params += [value, value, product_id]
    return db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     products
        WHERE    {" AND ".join(conditions)}
        ORDER BY {column} {direction}, id {direction}
        LIMIT    %s OFFSET %s
        """,
        [*params, limit, offset],
    )


def count(wanted: Filter) -> int:
    """How many products the filter shows."""
    conditions, params = _conditions(wanted)
    return int(
        db.fetch_value(
            f"""
            SELECT COUNT(*)
            FROM   products
            WHERE  {" AND ".join(conditions)}
            """,
            params,
        )
    )


@db.transactional()
def add(seller_id: int, fields: dict[str, Any]) -> db.Row:
    """A new product of this seller; its opening stock is the first row of its ledger."""
    try:
        product_id = db.insert(
            """
            INSERT INTO products (seller_id, sku, name, description, price, stock)
            VALUES (%s, %s, %s, %s, %s, %s)
            """,
            (seller_id, fields["sku"], fields["name"], fields["description"], fields["price"], fields["stock"]),
        )
    except mysql.connector.Error as error:
        raise _told(error) from error
    _write_ledger(product_id, fields["stock"], fields["stock"], "opening", seller_id)
    activities.write("product_created", product_id, fields["name"])
    return get(product_id)


@db.transactional()
def change(product_id: int, owner_id: int | None, fields: dict[str, Any], by: int) -> db.Row:
    """Sets the given fields of a product of this owner (None: of anyone) and leaves the others.

    A new `stock` is a count of what is there; the difference goes to the ledger as an adjustment.
    """
    row = db.fetch_one(
        """
        SELECT stock
        FROM   products
        WHERE  id = %s AND deleted_at IS NULL AND (seller_id = %s OR %s IS NULL)
        FOR UPDATE
        """,
        (product_id, owner_id, owner_id),
    )
    if row is None:
        raise Problem("product_not_found", id=product_id)
    columns = [column for column in ("sku", "name", "description", "price", "stock") if column in fields]
    if columns:
        try:
            db.execute(
                f"""
                UPDATE products
                SET    {", ".join(f"{column} = %s" for column in columns)}
                WHERE  id = %s
                """,
                [*(fields[column] for column in columns), product_id],
            )
        except mysql.connector.Error as error:
            raise _told(error) from error
        activities.write("product_changed", product_id, ", ".join(columns))
    if "stock" in fields and fields["stock"] != row["stock"]:
        _write_ledger(product_id, fields["stock"] - row["stock"], fields["stock"], "adjustment", by)
    return get(product_id)


def remove(product_id: int, owner_id: int | None) -> None:
    """Hides a product of this owner (None: of anyone) and frees its SKU; what was sold keeps its lines."""
    hidden = db.execute(
        """
        UPDATE products
        SET    deleted_at = UTC_TIMESTAMP(6), sku = NULL
        WHERE  id = %s AND deleted_at IS NULL AND (seller_id = %s OR %s IS NULL)
        """,
        (product_id, owner_id, owner_id),
    )
    if not hidden:
        raise Problem("product_not_found", id=product_id)
    activities.write("product_deleted", product_id)


def first(limit: int, offset: int) -> list[db.Row]:
    """`id`, `name` and `price` of products in the order of their ids."""
    return db.fetch_all(
        """
        SELECT   id, name, price
        FROM     products
        WHERE    deleted_at IS NULL
        ORDER BY id
        LIMIT    %s OFFSET %s
        """,
        (limit, offset),
    )


def _conditions(wanted: Filter) -> tuple[list[str], list[Any]]:
    conditions = ["deleted_at IS NULL"]
    params: list[Any] = []
    words = re.findall(r"\w+", wanted.search)
    long_words = [word for word in words if len(word) >= SHORTEST_WORD]
    if long_words:
        conditions.append("MATCH (name, description) AGAINST (%s IN BOOLEAN MODE)")
        params.append(" ".join(f"+{word}*" for word in long_words))
        # What the index can't hold is looked for in the names that it has found.
        short_words = [word for word in words if len(word) < SHORTEST_WORD]
        conditions += ["CONCAT(' ', name) LIKE %s"] * len(short_words)
        params += [f"% {word}%" for word in short_words]
    elif words:
        conditions.append("name LIKE %s")
        params.append(words[0] + "%")
    elif wanted.search:
        conditions.append("FALSE")
    for clause, value in (
        ("seller_id = %s", wanted.seller_id),
        ("price >= %s", wanted.min_price),
        ("price <= %s", wanted.max_price),
    ):
        if value is not None:
            conditions.append(clause)
            params.append(value)
    if wanted.in_stock is not None:
        conditions.append("stock > 0" if wanted.in_stock else "stock = 0")
    return conditions, params


def _write_ledger(product_id: int, delta: int, balance: int, reason: str, actor_id: int) -> None:
    db.execute(
        """
        INSERT INTO stock_ledger (product_id, delta, balance, reason, actor_id)
        VALUES (%s, %s, %s, %s, %s)
        """,
        (product_id, delta, balance, reason, actor_id),
    )


def _told(error: mysql.connector.Error) -> Exception:
    return taken("sku") if db.violated(error) == "uq_products_sku" else error
