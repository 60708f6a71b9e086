"""Statements of variants: the products of a group, and whether a product fits into one.

Whoever changes what the rules of a group ask about has locked its main product, so that two changes can't break them
together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import db
from domain.commerce import variants
from domain.commerce.variants import MAX_MEMBERS
from problems import Problem, invalid, taken

# What the rules ask about.
FIELDS = frozenset({"variant_of", "options", "measure", "active"})
COLUMNS = "id, seller_id, sku, variant_of, options, measure, active, stocked"


def stored(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a request with `options` as a row has them."""
    if "options" not in fields:
        return dict(fields)
    return {**fields, "options": variants.encode((each["name"], each["value"]) for each in fields["options"])}


def shown(row: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the options of a row as a response has them."""
    return [{"name": name, "value": value} for name, value in variants.decode(row["options"])]


def of_product(product: Mapping[str, Any], whole: bool) -> list[db.Row]:
    """Return the products of the group of a product that was read, the main one first, or none if it has no group.

    `whole`: also those that are not for sale. Only products with options are in groups.
    """
    if not product["options"]:
        return []
    main_id = product["variant_of"] or product["id"]
    rows = db.fetch_all(
        f"""
        SELECT   v.id, v.name, v.options, v.measure, v.price, v.stock, v.active, v.change_id,
                 (SELECT   i.picture_id
                  FROM     product_images i FORCE INDEX (ix_product_images_order)
                  WHERE    i.product_id = v.id
                  ORDER BY i.position, i.id
                  LIMIT    1) AS picture_id
        FROM     (SELECT id
                  FROM   products FORCE INDEX (PRIMARY)
                  WHERE  id = %s
                  UNION ALL
                  SELECT id
                  FROM   products FORCE INDEX (ix_products_variants)
                  WHERE  variant_of = %s AND listed IN (0, 1)) matched
        JOIN     products v ON v.id = matched.id
        WHERE    v.deleted_at IS NULL AND (v.active OR %s)
        ORDER BY v.id <> %s, v.id
        LIMIT    {MAX_MEMBERS}
        """,
        (main_id, main_id, whole, main_id),
    )
    # A product alone has no group.
    return [{**row, "options": shown(row)} for row in rows] if any(row["id"] != product["id"] for row in rows) else []


def groups(products: Iterable[Mapping[str, Any]]) -> dict[int, dict[str, int]]:
    """Return the prices and the stock of the groups of these main products, by their ids, without products alone."""
    mains = {each["id"]: each for each in products if each["options"]}
    if not mains:
        return {}
    rows = db.fetch_all(
        f"""
        SELECT   variant_of AS id, MIN(price) AS lowest, MAX(price) AS highest, SUM(stock) AS stock
        FROM     products FORCE INDEX (ix_products_variants)
        WHERE    variant_of IN ({db.placeholders(len(mains))}) AND listed = 1
        GROUP BY variant_of
        """,
        [*mains],
    )
    return {
        row["id"]: {
            "lowest_price": min(row["lowest"], mains[row["id"]]["price"]),
            "highest_price": max(row["highest"], mains[row["id"]]["price"]),
            "stock": int(row["stock"]) + mains[row["id"]]["stock"],
        }
        for row in rows
    }


def members(main_ids: Collection[int]) -> list[db.Row]:
    """Return these products and their variants, as the rules ask about them."""
    among = db.placeholders(len(main_ids))
    return db.fetch_all(
        f"""
        SELECT {COLUMNS}
        FROM   products FORCE INDEX (PRIMARY)
        WHERE  id IN ({among}) AND deleted_at IS NULL
        UNION  ALL
        SELECT {COLUMNS}
        FROM   products FORCE INDEX (ix_products_variants)
        WHERE  variant_of IN ({among}) AND listed IN (0, 1) AND deleted_at IS NULL
        """,
        [*main_ids, *main_ids],
    )


def lock_mains(product_id: int, owner_id: int | None, fields: Mapping[str, Any]) -> None:
    """Lock a product that may change its group, and the main products before and after, in the order of their ids."""
    if not FIELDS & fields.keys():
        return
    main_id = db.fetch_value(
        """
        SELECT variant_of
        FROM   products FORCE INDEX (PRIMARY)
        WHERE  id = %s AND (seller_id = %s OR %s IS NULL)
        """,
        (product_id, owner_id, owner_id),
    )
    if ids := {main_id, fields.get("variant_of")} - {None}:
        _lock(sorted({product_id, *ids}))


def fit(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> str | None:
    """Return the options of a product with the names of its group, or raise if it does not fit into its group.

    `before` is its locked row, None for a new product. An unknown main product or other options are a 422; options
    that another of the group has, a full group, and what its own variants do not allow are a 409.
    """
    options: str | None = after["options"]
    if before is not None and before["options"] and any(before[field] != after[field] for field in FIELDS):
        _check_variants(before["id"], after)
    if options and not after.get("stocked", True):
        raise invalid("options", "variant_of_course")
    main_id = after["variant_of"]
    if main_id is None:
        return options
    _lock([main_id])
    rows = {row["id"]: row for row in members([main_id])}
    main = rows.get(main_id)
    product_id = before["id"] if before is not None else None
    if main is None or main["seller_id"] != after["seller_id"] or main_id == product_id:
        raise invalid("variant_of", "unknown_main")
    as_main, others = variants.member(main), [row for row in rows.values() if row["id"] != product_id]
    found = variants.aligned(variants.decode(options), as_main.options)
    variant = variants.member(after)._replace(options=found)
    if misfit := variants.misfit(variant, as_main):
        raise invalid(misfit.field, misfit.code, **misfit.words)
    if variants.key(found) in {variants.key(variants.decode(row["options"])) for row in others}:
        raise taken("options")
    if len(others) >= MAX_MEMBERS:
        raise Problem("too_many_variants", most=MAX_MEMBERS)
    return variants.encode(found)


def check_has_none(product: Mapping[str, Any]) -> None:
    """Raise a 409 if this locked product has variants."""
    if product["options"] and (found := _variants(product["id"])):
        raise Problem("product_has_variants", variants=len(found))


def _check_variants(product_id: int, after: Mapping[str, Any]) -> None:
    """Raise unless the product stays the main one of its variants."""
    found = _variants(product_id)
    if not found:
        return
    misfit = variants.misfit_of_main(variants.member(after), map(variants.member, found))
    if misfit is None:
        return
    if misfit.code == "has_variants":
        raise Problem("product_has_variants", variants=len(found))
    raise taken(misfit.field) if misfit.code == "taken" else invalid(misfit.field, misfit.code)


def _variants(product_id: int) -> list[db.Row]:
    return [row for row in members([product_id]) if row["id"] != product_id]


def _lock(product_ids: Collection[int]) -> None:
    db.fetch_all(
        f"""
        SELECT   id
        FROM     products FORCE INDEX (PRIMARY)
        WHERE    id IN ({db.placeholders(len(product_ids))})
        ORDER BY id
        FOR UPDATE
        """,
        list(product_ids),
    )
