"""Statements of product imports: finding the products that rows match, and writing a batch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import orjson

import db
from domain.imports import Fault, Row
from domain.imports.matching import FIELDS, Candidates, Plan
from queries.catalogue import search_index, stock_ledger, variants
from queries.system import audit
from queries.system.audit import Entry

COLUMNS = (
    "id, sku, name, description, words, unit, measure, price, cost, tax_kind, stock, stocked, active, category_id, "
    "brand_id, variant_of, options"
)
# The fields of a new product in the audit log; the product itself has the rest.
AUDITED = (
    "sku", "name", "measure", "price", "cost", "tax_kind", "stock", "active", "category_id", "brand_id", "variant_of",
    "options",
)  # fmt: skip
# The schema's defaults of fields that the row of a new product leaves out.
DEFAULTS = {"unit": "pcs", "measure": "piece", "tax_kind": "standard", "active": True}


def find_candidates(seller_id: int, rows: Sequence[Row], locked: bool = False) -> Candidates:
    """Return the seller's products that the rows may match, and the groups that these belong to."""
    codes = {code for row in rows for code in row.values.get("barcodes", ())}
    owners = _barcode_owners(seller_id, codes) if codes else {}
    unnamed = [row for row in rows if "sku" not in row.values]
    ids = {owners[code] for row in unnamed for code in row.values.get("barcodes", ()) if code in owners}
    names = {row.values["name"] for row in unnamed if "name" in row.values and not row.values.get("barcodes")}
    skus = {row.values[field] for row in rows for field in ("sku", "variant_of") if field in row.values}
    by_name: dict[str, list[db.Row]] = {}
    for row in _by_name(seller_id, names) if names else ():
        by_name.setdefault(row["name"], []).append(row)
    by_sku = {row["sku"]: row for row in _by_sku(seller_id, skus)} if skus else {}
    by_id = {row["id"]: row for row in _by_id(seller_id, ids)} if ids else {}
    found = [*by_sku.values(), *by_id.values(), *(row for rows in by_name.values() for row in rows)]
    return Candidates(by_sku, by_id, by_name, owners, _groups(found), locked)


def unindexed_products(import_id: int) -> list[int]:
    """Return the ids of products that an earlier attempt wrote and did not index."""
    rows = db.fetch_all(
        """
        SELECT   id
        FROM     products FORCE INDEX (ix_products_change)
        WHERE    change_id = %s
        ORDER BY id
        """,
        (-import_id,),
    )
    return [row["id"] for row in rows]


def hold_references(table: str, ids: Collection[int], seller_id: int) -> set[int]:
    """Lock the categories or brands against changes until COMMIT. Return the ids that the seller may use."""
    usable = "AND (owner_id IS NULL OR owner_id = %s)" if table == "brands" else ""
    rows = db.fetch_all(
        f"""
        SELECT   id
        FROM     {table} FORCE INDEX (PRIMARY)
        WHERE    id IN ({db.placeholders(len(ids))}) AND deleted_at IS NULL {usable}
        ORDER BY id
        LOCK IN SHARE MODE
        """,
        [*sorted(ids), *([seller_id] if usable else [])],
    )
    return {row["id"] for row in rows}


def write(import_id: int, seller_id: int, plan: Plan, newest_id: int) -> list[int]:
    """Write products, stock ledger, barcodes and audit entries. Return the ids of the new products.

    Products that this attempt created before have ids up to `newest_id`.
    """
    barcodes: list[tuple[int, str]] = []
    created: list[int] = []
    if plan.new:
        for fields, codes in plan.new:
            fields["words"] = search_index.of_product(fields["name"], fields["description"], fields["sku"], codes)
        created = _insert(import_id, seller_id, [fields for fields, _ in plan.new], newest_id)
        barcodes += [
            (product_id, code) for product_id, (_, codes) in zip(created, plan.new, strict=True) for code in codes
        ]
    if plan.changed:
        _update_words(plan.changed)
        _update(seller_id, [after for _, after, _ in plan.changed])
        stock_ledger.record(
            [
                stock_ledger.Entry(after["id"], after["stock"] - before["stock"], after["stock"], "adjustment")
                for before, after, _ in plan.changed
                if after["stock"] != before["stock"]
            ],
            seller_id,
        )
        barcodes += [(product["id"], code) for product, _, codes in plan.changed for code in codes]
    if barcodes:
        db.execute(
            f"""
            INSERT INTO product_barcodes (product_id, seller_id, barcode)
            VALUES {db.placeholders(len(barcodes), 3)}
            """,
            [value for product_id, code in barcodes for value in (product_id, seller_id, code)],
        )
    audit.write_all([*_audit_entries(import_id, seller_id, plan, created)])
    return created


def _audit_entries(import_id: int, seller_id: int, plan: Plan, created: Sequence[int]) -> Iterator[Entry]:
    """Yield one entry for all new products and one for each changed product.

    An entry for each new product would make an import half as expensive again.
    """
    if created:
        new = [
            {"id": product_id, **{name: fields[name] for name in AUDITED if fields.get(name) not in (None, "")}}
            for product_id, (fields, _) in zip(created, plan.new, strict=True)
        ]
        details = {"import_id": import_id, "seller_id": seller_id, "products": new}
        yield Entry("INSERT", "products", f"{created[0]}-{created[-1]}", None, details)
    for before, after, codes in plan.changed:
        added = {"barcodes_added": codes} if codes else {}
        yield Entry("UPDATE", "products", before["id"], before, {**after, **added})


def _insert(import_id: int, seller_id: int, rows: Sequence[db.Row], newest_id: int) -> list[int]:
    """Insert products and their opening stock. Return their ids in the same order."""
    # Until they are indexed, new rows carry the negative id of their import as change_id: the ids of one INSERT are
    # ascending, but not guaranteed to be consecutive.
    mark = -import_id
    present = set().union(*rows)
    columns = ["sku", "words", *(name for name in FIELDS if name in present)]
    db.execute(
        f"""
        INSERT INTO products (seller_id, change_id, {", ".join(columns)})
        VALUES {db.placeholders(len(rows), 2 + len(columns))}
        """,
        [
            value
            for row in rows
            for value in (seller_id, mark, *[row.get(name, DEFAULTS.get(name)) for name in columns])
        ],
    )
    ids = [
        row["id"]
        for row in db.fetch_all(
            """
            SELECT   id
            FROM     products FORCE INDEX (ix_products_change)
            WHERE    change_id = %s AND id > %s
            ORDER BY id
            """,
            (mark, newest_id),
        )
    ]
    if len(ids) != len(rows):
        raise RuntimeError("another transaction writes products of this import")
    db.execute(
        """
        INSERT INTO stock_ledger (product_id, delta, balance, reason, actor_id)
        SELECT   id, stock, stock, 'opening', seller_id
        FROM     products FORCE INDEX (ix_products_change)
        WHERE    change_id = %s AND id > %s
        ORDER BY id
        """,
        (mark, newest_id),
    )
    return ids


def _update_words(changed: Sequence[tuple[db.Row, db.Row, list[str]]]) -> None:
    """Set the words of locked products, and update the search index."""
    affected = [
        (before, after, codes)
        for before, after, codes in changed
        if codes or any(before[name] != after[name] for name in ("name", "description", "active"))
    ]
    if not affected:
        return
    barcodes: dict[int, list[str]] = {before["id"]: [*codes] for before, _, codes in affected}
    for row in db.fetch_all(
        f"""
        SELECT product_id, barcode
        FROM   product_barcodes
        WHERE  product_id IN ({db.placeholders(len(barcodes))})
        """,
        list(barcodes),
    ):
        barcodes[row["product_id"]].append(row["barcode"])
    for _, after, _ in affected:
        after["words"] = search_index.of_product(
            after["name"], after["description"], after["sku"], barcodes[after["id"]]
        )
    search_index.update(
        [
            (before["id"], *((row["words"] or "") if row["active"] else "" for row in (before, after)))
            for before, after, _ in affected
        ]
    )


def _update(seller_id: int, rows: Sequence[db.Row]) -> None:
    """Set the fields of locked products. Each INSERT finds its row, so none is added."""
    columns = (*FIELDS, "words")
    db.execute(
        f"""
        INSERT INTO products (id, seller_id, {", ".join(columns)})
        VALUES {db.placeholders(len(rows), 2 + len(columns))}
        ON DUPLICATE KEY UPDATE {", ".join(f"{name} = VALUES({name})" for name in columns)}
        """,
        [value for row in rows for value in (row["id"], seller_id, *[row[name] for name in columns])],
    )


def write_failures(import_id: int, failed: Sequence[tuple[Row, list[Fault]]]) -> None:
    """Record the rows that failed, with their faults."""
    if not failed:
        return
    db.execute(
        f"""
        INSERT INTO import_failures (import_id, line, cells, faults)
        VALUES {db.placeholders(len(failed), 4)}
        """,
        [
            value
            for row, faults in failed
            for value in (
                import_id,
                row.line,
                orjson.dumps(row.cells).decode(),
                orjson.dumps([fault._asdict() for fault in faults]).decode(),
            )
        ],
    )


def lock_products(product_ids: Sequence[int]) -> None:
    """Lock the products in the order of their ids, like every sale does, so that the two can't deadlock."""
    db.fetch_all(
        f"""
        SELECT   id
        FROM     products FORCE INDEX (PRIMARY)
        WHERE    id IN ({db.placeholders(len(product_ids))})
        ORDER BY id
        FOR UPDATE
        """,
        product_ids,
    )


def zero_padded_skus(seller_id: int) -> dict[str, str]:
    """Return the seller's SKUs of digits with leading zeros, by the digits after the zeros."""
    found: dict[str, str] = {}
    last = "0"
    while True:
        rows = db.fetch_all(
            """
            SELECT   sku
            FROM     products FORCE INDEX (uq_products_sku)
            WHERE    seller_id = %s AND sku > %s AND sku < '1'
            ORDER BY sku
            LIMIT    1000
            """,
            (seller_id, last),
        )
        found |= {row["sku"].lstrip("0"): row["sku"] for row in rows if row["sku"].isdigit()}
        if len(rows) < 1000:
            return found
        last = rows[-1]["sku"]


def category_paths() -> dict[tuple[str, ...], int]:
    """Return categories by the case-folded names from the top of the tree down."""
    rows = {row["id"]: row for row in _all("categories", "parent_id")}

    def path(row: db.Row | None) -> tuple[str, ...]:
        return (*path(rows.get(row["parent_id"])), row["name"].casefold()) if row else ()

    return {path(row): row["id"] for row in rows.values()}


def brands_by_name() -> dict[str, tuple[int, int | None]]:
    """Return the id and owner of brands by case-folded name."""
    return {row["name"].casefold(): (row["id"], row["owner_id"]) for row in _all("brands", "owner_id")}


def _groups(found: Iterable[db.Row]) -> dict[int, list[db.Row]]:
    """Return the products of each group that one of these belongs to. Only products with options are in groups."""
    groups: dict[int, list[db.Row]] = {row["variant_of"] or row["id"]: [] for row in found if row["options"]}
    for row in variants.members(groups) if groups else ():
        main_id = row["variant_of"] or row["id"]
        groups.setdefault(main_id, []).append(row)
    return groups


def _by_sku(seller_id: int, skus: Collection[str]) -> list[db.Row]:
    return db.fetch_all(
        f"""
        SELECT {COLUMNS}
        FROM   products FORCE INDEX (uq_products_sku)
        WHERE  seller_id = %s AND sku IN ({db.placeholders(len(skus))})
        """,
        [seller_id, *skus],
    )


def _by_id(seller_id: int, product_ids: Collection[int]) -> list[db.Row]:
    return db.fetch_all(
        f"""
        SELECT {COLUMNS}
        FROM   products FORCE INDEX (PRIMARY)
        WHERE  id IN ({db.placeholders(len(product_ids))}) AND seller_id = %s AND deleted_at IS NULL
        """,
        [*product_ids, seller_id],
    )


def _by_name(seller_id: int, names: Collection[str]) -> list[db.Row]:
    """Return products with these names; the collation also finds similar names."""
    return db.fetch_all(
        f"""
        SELECT {COLUMNS}
        FROM   products FORCE INDEX (ix_products_name)
        WHERE  listed IN (0, 1) AND name IN ({db.placeholders(len(names))}) AND seller_id = %s AND deleted_at IS NULL
        """,
        [*names, seller_id],
    )


def _barcode_owners(seller_id: int, codes: Collection[str]) -> dict[str, int]:
    """Return the ids of the seller's products by barcode."""
    return {
        row["barcode"]: row["product_id"]
        for row in db.fetch_all(
            f"""
            SELECT barcode, product_id
            FROM   product_barcodes FORCE INDEX (uq_product_barcodes)
            WHERE  seller_id = %s AND barcode IN ({db.placeholders(len(codes))})
            """,
            [seller_id, *codes],
        )
    }


def _all(table: str, column: str) -> Iterable[db.Row]:
    """Yield the rows of a table that are not deleted, fetched by the thousand."""
    last = 0
    while True:
        rows = db.fetch_all(
            f"""
            SELECT   id, name, {column}
            FROM     {table} FORCE INDEX (PRIMARY)
            WHERE    id > %s AND deleted_at IS NULL
            ORDER BY id
            LIMIT    1000
            """,
            (last,),
        )
        if not rows:
            return
        yield from rows
        last = rows[-1]["id"]
