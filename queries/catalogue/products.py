"""Statements of products and their stock."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import mysql.connector

import db
from domain.events.types import Type
from problems import Problem, taken
from queries.accounts import activities
from queries.catalogue import brands, categories, change_feed, images, search_index, stock_ledger, variants
from queries.catalogue.stock_ledger import Entry
from queries.events import outbox
from queries.events.outbox import Event
from queries.system import audit

COLUMNS = """p.id, p.seller_id, p.category_id, p.brand_id, p.sku, p.name, p.description, p.unit, p.measure, p.price,
                 p.cost, p.tax_kind, p.stock, p.stocked, p.active, p.variant_of, p.options, p.change_id AS version,
                 p.created_at, p.updated_at,
                 (SELECT GROUP_CONCAT(b.barcode ORDER BY b.barcode SEPARATOR ' ')
                  FROM   product_barcodes b
                  WHERE  b.product_id = p.id) AS barcodes"""
# The statement compares each row with each other.
INDEX_BATCH = 100
EXPORT_BATCH = 500
WRITABLE = (
    "category_id",
    "brand_id",
    "sku",
    "name",
    "description",
    "unit",
    "measure",
    "price",
    "cost",
    "tax_kind",
    "stock",
    "active",
    "variant_of",
    "options",
)


def read(sql: str, params: Sequence[Any]) -> list[db.Row]:
    """Return the products of a SELECT of COLUMNS FROM products p, with `barcodes`, `options` and `images` as lists."""
    rows = db.fetch_all(sql, params)
    found = images.of_products([row["id"] for row in rows])
    return [
        {
            **row,
            "barcodes": (row["barcodes"] or "").split(),
            "options": variants.shown(row),
            "images": found[row["id"]],
        }
        for row in rows
    ]


def get(product_id: int, viewer_id: int | None = None, admin: bool = False) -> db.Row:
    """Return the product as the viewer may see it: listed, their own, or any for an admin. Otherwise raise a 404."""
    rows = read(
        f"""
        SELECT   {COLUMNS}
        FROM     products p
        WHERE    p.id = %s AND p.deleted_at IS NULL AND (p.active OR p.seller_id = %s OR %s)
        """,
        (product_id, viewer_id, admin),
    )
    if not rows:
        raise Problem("product_not_found", id=product_id)
    return rows[0]


def lookup(code: str, seller_id: int | None = None) -> db.Row:
    """Return the listed product with exactly this SKU or barcode, or raise a 404.

    Of several, one in stock comes first, then the oldest.
    """
    found = read(
        f"""
        SELECT   {COLUMNS}
        FROM     (SELECT id
                  FROM   products FORCE INDEX (ix_products_sku)
                  WHERE  sku = %s
                  UNION
                  SELECT product_id
                  FROM   product_barcodes FORCE INDEX (ix_product_barcodes_barcode)
                  WHERE  barcode = %s) matched
        JOIN     products p ON p.id = matched.id
        WHERE    p.listed = 1 AND (p.seller_id = %s OR %s IS NULL)
        ORDER BY p.in_stock DESC, p.id
        LIMIT    1
        """,
        # Barcodes are ASCII, and the database refuses to compare them with other text.
        (code, code if code.isascii() else "", seller_id, seller_id),
    )
    if not found:
        raise Problem("code_not_found", looked_up=code)
    return found[0]


@db.transactional()
def add(seller_id: int, fields: dict[str, Any]) -> db.Row:
    """Insert a product of this seller and return it. Its opening stock is the first row of its ledger."""
    fields = variants.stored(fields)
    fields["options"] = variants.fit(None, {**fields, "seller_id": seller_id})
    _hold_references(seller_id, fields)
    found = search_index.of_product(fields["name"], fields["description"], fields["sku"], fields["barcodes"])
    try:
        product_id = db.insert(
            f"""
            INSERT INTO products (seller_id, words, {", ".join(WRITABLE)})
            VALUES (%s, %s, {db.placeholders(len(WRITABLE))})
            """,
            [seller_id, found, *(fields[column] for column in WRITABLE)],
        )
    except mysql.connector.Error as error:
        raise _problem(error) from error
    _replace_barcodes(product_id, seller_id, fields["barcodes"])
    stock_ledger.record([Entry(product_id, fields["stock"], fields["stock"], "opening")], seller_id)
    search_index.update([(product_id, "", found if fields["active"] else "")])
    activities.write("product_created", product_id, fields["name"])
    audit.write("INSERT", "products", product_id, new={"seller_id": seller_id, **fields})
    _tell("product.created", seller_id, product_id)
    return get(product_id, seller_id)


@db.transactional()
def update(
    product_id: int, owner_id: int | None, fields: dict[str, Any], by: int, expected: Collection[int] | None = None
) -> db.Row:
    """Set the given fields of a product of this owner (None: any owner) and return it.

    A new `stock` is a count; the difference is recorded as an adjustment. Raises a 412 if the product has been edited
    since the `expected` versions, or, with a new stock, also if only that has changed.
    """
    fields = variants.stored(fields)
    variants.lock_mains(product_id, owner_id, fields)
    before = _lock(product_id, owner_id, expected, counted="stock" in fields)
    given = {column: fields[column] for column in WRITABLE if column in fields and fields[column] != before[column]}
    barcodes = sorted(set(fields["barcodes"])) if "barcodes" in fields else before["barcodes"]
    changed = [*given, *(["barcodes"] if barcodes != before["barcodes"] else [])]
    if not changed:
        return get(product_id, admin=True)
    if "measure" in given:
        _check_never_ordered(product_id)
    after = {**before, **given}
    if variants.FIELDS & given.keys() and (options := variants.fit(before, after)) != after["options"]:
        given["options"] = after["options"] = options
    _hold_references(before["seller_id"], given)
    after["words"] = search_index.of_product(after["name"], after["description"], after["sku"], barcodes)
    try:
        db.execute(
            f"""
            UPDATE products FORCE INDEX (PRIMARY)
            SET    {"".join(f"{column} = %s, " for column in given)}words = %s
            WHERE  id = %s
            """,
            [*given.values(), after["words"], product_id],
        )
    except mysql.connector.Error as error:
        raise _problem(error) from error
    if "barcodes" in changed:
        _replace_barcodes(product_id, before["seller_id"], barcodes)
    if "stock" in given:
        entry = Entry(product_id, given["stock"] - before["stock"], given["stock"], "adjustment")
        stock_ledger.record([entry], by)
    search_index.update(
        [(product_id, before["words"] if before["active"] else "", after["words"] if after["active"] else "")]
    )
    activities.write("product_changed", product_id, ", ".join(changed))
    audit.write("UPDATE", "products", product_id, before, {**after, "barcodes": barcodes})
    _tell("product.updated", before["seller_id"], product_id)
    return get(product_id, admin=True)


@db.transactional()
def delete(product_id: int, owner_id: int | None, expected: Collection[int] | None = None) -> None:
    """Delete a product of this owner (None: any owner) and free its codes. Past sales keep their lines.

    Raises a 409 if the product has variants, and one that names the course if it sells one: without it the course would
    be closed for good.
    """
    before = _lock(product_id, owner_id, expected)
    variants.check_has_none(before)
    _check_sells_no_course(product_id)
    audit.write("DELETE", "products", product_id, before)
    db.execute(
        """
        UPDATE products FORCE INDEX (PRIMARY)
        SET    deleted_at = UTC_TIMESTAMP(6), sku = NULL
        WHERE  id = %s
        """,
        (product_id,),
    )
    _replace_barcodes(product_id, before["seller_id"], [])
    images.remove_all(product_id)
    search_index.update([(product_id, before["words"] if before["active"] else "", "")])
    activities.write("product_deleted", product_id, before["name"])
    _tell("product.deleted", before["seller_id"], product_id)


def _tell(type: Type, seller_id: int, product_id: int) -> None:
    """Mark the product as changed, and write the event with the number as its `version`."""
    number = change_feed.mark("products", [product_id])
    outbox.write([Event(type, seller_id, product_id, {"version": number})], number)


@db.transactional()
def index(product_ids: Sequence[int]) -> None:
    """Index products that were inserted without it: set their words, if missing, and a change number."""
    rows = db.fetch_all(
        f"""
        SELECT   id, listed, words
        FROM     products FORCE INDEX (PRIMARY)
        WHERE    id IN ({db.placeholders(len(product_ids))}) AND (change_id <= 0 OR words IS NULL)
        ORDER BY id
        FOR UPDATE
        """,
        list(product_ids),
    )
    if not rows:
        return
    wordless = [row["id"] for row in rows if row["words"] is None]
    given: dict[int, str] = {}
    for start in range(0, len(wordless), INDEX_BATCH):
        given |= _set_words(wordless[start : start + INDEX_BATCH])
    search_index.update([(row["id"], "", row["words"] or given[row["id"]]) for row in rows if row["listed"]])
    change_feed.mark("products", [row["id"] for row in rows])


def list_unindexed(most: int) -> list[int]:
    """Return the ids of products that wait for `index`."""
    rows = db.fetch_all(
        """
        SELECT   id
        FROM     products FORCE INDEX (ix_products_change)
        WHERE    change_id <= 0
        ORDER BY change_id, id
        LIMIT    %s
        """,
        (most,),
    )
    return [row["id"] for row in rows]


def iterate(seller_id: int) -> Iterator[db.Row]:
    """Yield all products of a seller for the export, oldest first, with `category` and `brand` by name.

    The thread holds no connection while the caller uses them.
    """
    paths, last = categories.paths(), 0
    while True:
        rows = db.fetch_all(
            """
            SELECT   p.id, p.sku, p.name, p.price, p.stock, p.description, p.category_id, p.unit, p.cost,
                     p.tax_kind, p.measure, p.active, p.options,
                     (SELECT m.sku
                      FROM   products m
                      WHERE  m.id = p.variant_of) AS variant_of,
                     (SELECT GROUP_CONCAT(c.barcode ORDER BY c.barcode SEPARATOR ' ')
                      FROM   product_barcodes c
                      WHERE  c.product_id = p.id) AS barcodes,
                     (SELECT b.name
                      FROM   brands b
                      WHERE  b.id = p.brand_id AND b.deleted_at IS NULL) AS brand
            FROM     products p FORCE INDEX (ix_products_seller)
            WHERE    p.seller_id = %s AND p.id > %s AND p.deleted_at IS NULL
            ORDER BY p.id
            LIMIT    %s
            """,
            (seller_id, last, EXPORT_BATCH),
        )
        db.release()
        if not rows:
            return
        for row in rows:
            barcodes = (row["barcodes"] or "").split()
            yield {**row, "barcodes": barcodes, "category": paths.get(row["category_id"], ())}
        last = rows[-1]["id"]


def first(limit: int, offset: int) -> list[db.Row]:
    """Return `id`, `name`, `price` and `stock` of listed products in the order of their ids."""
    return db.fetch_all(
        """
        SELECT   id, name, price, stock
        FROM     products FORCE INDEX (ix_products_newest)
        WHERE    listed = 1
        ORDER BY id
        LIMIT    %s OFFSET %s
        """,
        (limit, offset),
    )


def _set_words(product_ids: Sequence[int]) -> dict[int, str]:
    rows = db.fetch_all(
        f"""
        SELECT p.id, p.name, p.description, p.sku,
               (SELECT GROUP_CONCAT(b.barcode SEPARATOR ' ')
                FROM   product_barcodes b
                WHERE  b.product_id = p.id) AS barcodes
        FROM   products p FORCE INDEX (PRIMARY)
        WHERE  p.id IN ({db.placeholders(len(product_ids))})
        """,
        product_ids,
    )
    given = {
        row["id"]: search_index.of_product(row["name"], row["description"], row["sku"], (row["barcodes"] or "").split())
        for row in rows
    }
    db.execute(
        f"""
        UPDATE products FORCE INDEX (PRIMARY)
        SET    words = CASE id {"WHEN %s THEN %s " * len(given)}END
        WHERE  id IN ({db.placeholders(len(given))})
        """,
        [*(value for pair in given.items() for value in pair), *given],
    )
    return given


def _lock(product_id: int, owner_id: int | None, expected: Collection[int] | None, counted: bool = False) -> db.Row:
    rows = db.fetch_all(
        f"""
        SELECT {COLUMNS}, p.words, p.sold_change_id, p.edited_change_id
        FROM   products p FORCE INDEX (PRIMARY)
        WHERE  p.id = %s AND p.deleted_at IS NULL AND (p.seller_id = %s OR %s IS NULL)
        FOR UPDATE
        """,
        (product_id, owner_id, owner_id),
    )
    if not rows:
        raise Problem("product_not_found", id=product_id)
    row = rows[0]
    outdated = expected is not None and row["version"] not in expected
    if outdated and (counted or not change_feed.is_unedited_since(row, expected or ())):
        raise Problem("version_conflict")
    return {**row, "barcodes": (row["barcodes"] or "").split(), "words": row["words"] or ""}


def _hold_references(seller_id: int, fields: dict[str, Any]) -> None:
    if fields.get("category_id") is not None:
        categories.hold(fields["category_id"])
    if fields.get("brand_id") is not None:
        brands.hold(fields["brand_id"], seller_id)


def _check_sells_no_course(product_id: int) -> None:
    # A course that gets this product locks the product first.
    course = db.fetch_one(
        """
        SELECT   c.id, COALESCE(v.title, c.title) AS title
        FROM     courses c FORCE INDEX (ix_courses_product)
        LEFT     JOIN course_versions v ON v.id = c.version_id
        WHERE    c.product_id = %s AND c.deleted_at IS NULL
        ORDER BY c.id
        LIMIT    1
        """,
        (product_id,),
    )
    if course is not None:
        raise Problem("product_sells_course", course_title=course["title"], members={"course_id": course["id"]})


def _check_never_ordered(product_id: int) -> None:
    """Raise a 409 if the product was ordered: its stock and figures count in its measure."""
    ordered = db.fetch_value(
        """
        SELECT EXISTS (SELECT 1
                       FROM   transaction_items FORCE INDEX (ix_transaction_items_product)
                       WHERE  product_id = %s) AS ordered
        """,
        (product_id,),
    )
    if ordered:
        raise Problem("measure_kept")


def _replace_barcodes(product_id: int, seller_id: int, barcodes: Sequence[str]) -> None:
    """Replace the product's barcodes, or raise a 409 if another product of the seller has one."""
    db.execute(
        """
        DELETE FROM product_barcodes
        WHERE  product_id = %s
        """,
        (product_id,),
    )
    if not barcodes:
        return
    unique = sorted(set(barcodes))
    try:
        db.execute(
            f"""
            INSERT INTO product_barcodes (product_id, seller_id, barcode)
            VALUES {db.placeholders(len(unique), 3)}
            """,
            [value for barcode in unique for value in (product_id, seller_id, barcode)],
        )
    except mysql.connector.Error as error:
        raise _problem(error) from error


def _problem(error: mysql.connector.Error) -> Exception:
    field = {"uq_products_sku": "sku", "uq_product_barcodes": "barcodes"}.get(db.violated(error) or "")
    return taken(field) if field else error
