"""Taking the rows of a file into the catalogue, a batch a transaction.

A row is matched with a product of the importing seller by its SKU; where it has none, by its barcodes; where it has
none either, by its exact name. Only fields that the row gives are changed.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import mysql.connector
import orjson

import actor as acting
import db
import queries.catalogue.product_imports
from domain.imports import Fault, File, Refused, Row, titles
from domain.imports.prefetch import prepared
from queries.catalogue import change_feed, products, search_index
from queries.catalogue.import_categories import Missing, Path
from queries.system import audit
from queries.system.audit import Entry

log = logging.getLogger("finenice.imports")

COLUMNS = "id, sku, name, description, words, unit, price, cost, stock, active, category_id, brand_id"
FIELDS = ("name", "description", "unit", "price", "cost", "stock", "active", "category_id", "brand_id")
# What the audit log tells of a new product; the rest stands in the product.
TOLD = ("sku", "name", "price", "cost", "stock", "active", "category_id", "brand_id")
# What a new product gets from the schema where its row does not say.
DEFAULTS = {"unit": "pcs", "active": True}
# What a row can be to blame for: a key or a reference that somebody took or removed since it was looked at.
ROW_ERRORS = frozenset({db.DUPLICATE, 1406, 1366, 1264, 1452, 3819, 4025})
KEYS = {"uq_products_sku": "sku", "uq_product_barcodes": "barcodes"}
MOST_NAMES_TOLD = 50
REFERENCES = {"categories": "category_id", "brands": "brand_id"}
INDEXED_AT_ONCE = 10_000

Progress = Callable[[int, int | None], None]


@dataclass
class Task:
    """An import under way: what it was told, what it knows of the shop, how far it is."""

    import_id: int
    seller_id: int
    creates_only: bool
    dry_run: bool
    file: File
    # Rows that are accounted for.
    done: int
    warnings: dict[str, Any]
    categories: dict[tuple[str, ...], int]
    brands: dict[str, int]
    # What is added where the shop has it not; None where nothing is.
    missing: Missing | None
    # The seller's codes of digits with zeros in front, by what a number shows of them; of a workbook alone.
    zeroed: dict[str, str]
    # The products that rows of this file mean, with the line; of these, those that get another name.
    found: dict[int, int] = field(default_factory=dict)
    renamed: dict[int, int] = field(default_factory=dict)
    # The ids of products that this attempt has made are not below this.
    newest: int = 0
    # On whose behalf, in whatever thread.
    actor: acting.Actor = field(default_factory=acting.current)


@dataclass
class Plan:
    """What is to become of the rows of a batch."""

    # The columns of a new product and its barcodes.
    new: list[tuple[db.Row, tuple[str, ...]]] = field(default_factory=list)
    # A product as it is, as it shall be, and the barcodes that it gets.
    changed: list[tuple[db.Row, db.Row, list[str]]] = field(default_factory=list)
    unchanged: int = 0
    failed: list[tuple[Row, list[Fault]]] = field(default_factory=list)
    notes: Counter[tuple[str, str]] = field(default_factory=Counter)


def run(import_id: int, progress: Progress, pause_point: Callable[[], None] | None = None) -> None:
    """Takes the rows that are not accounted for yet.

    `progress(rows done, of how many)` is called inside each transaction and rolls it back by raising;
    `pause_point` is called between them. With one, three batches are under way at once: one is read, one is
    written, and the new products of one get their words.
    """
    _index_left_over(import_id)
    task = _begin(import_id)
    if task is not None:
        if pause_point is None:
            for made in _gathered(_taken(task, _planned(task), progress, lambda: None)):
                products.index(made)
        else:
            with prepared(_planned(task)) as ready, prepared(_taken(task, ready, progress, pause_point)) as written:
                for made in _gathered(written):
                    products.index(made)
    queries.catalogue.product_imports.finish(import_id)


def must_be_able_to_make_products(seller_id: int, file: File) -> None:
    """Refuses a file without prices or names whose first rows are about no product that there is.

    One sentence about the file says more than a fault on each of its rows.
    """
    absent = [field for field in ("price", "name") if field not in file.layout.place]
    if not absent:
        return
    rows = [row for row in next(file.batches()) if row.values and not row.faults]
    there = _There(seller_id, rows)
    if rows and not any(there.means(row, {})[1] for row in rows):
        raise Refused(f"file_no_{absent[0]}", seen=titles(file.header))


def _taken(
    task: Task, planned: Iterable[tuple[list[Row], Plan]], progress: Progress, pause_point: Callable[[], None]
) -> Iterator[list[int]]:
    """Takes batch after batch; each time the ids of its new products, which are not found before they have words."""
    acting.set_current(task.actor)
    try:
        for rows, plan in planned:
            pause_point()
            if made := _take(task, rows, plan, progress):
                yield made
    finally:
        # In a job this is a thread of its own.
        db.release()


def _gathered(batches: Iterable[list[int]]) -> Iterator[list[int]]:
    """The same ids in larger batches: the more products, the more of their words are neighbours in the index."""
    waiting: list[int] = []
    for made in batches:
        waiting += made
        if len(waiting) >= INDEXED_AT_ONCE:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _index_left_over(import_id: int) -> None:
    """Gives words to what an attempt has written that died before it could."""
    made = db.fetch_all(
        """
        SELECT   id
        FROM     products FORCE INDEX (ix_products_change)
        WHERE    change_id = %s
        ORDER BY id
        """,
        (-import_id,),
    )
    if made:
        products.index([row["id"] for row in made])


def _begin(import_id: int) -> Task | None:
    """The import where it stands; None where only its end is left."""
    row = queries.catalogue.product_imports.get(import_id, None)
    done = sum(row[f"rows_{kind}"] for kind in ("created", "updated", "unchanged", "failed"))
    if done == row["rows_total"]:
        return None
    categories, brands = _categories(), _brands()
    usable = {name: brand_id for name, (brand_id, owner) in brands.items() if owner in (None, row["user_id"])}
    there: dict[str, set[Path]] = {"categories": set(categories), "brands": {(name,) for name in brands}}
    added = {table: len(row["warnings"].get(f"new_{table}", ())) for table in there}
    rate = queries.catalogue.product_imports.rate_of(row["warnings"])
    told = (row["encoding"], rate, row["named"], row["workbook"], row["store"])
    file = File(lambda: queries.catalogue.product_imports.parts(import_id), *told)
    return Task(
        import_id,
        row["user_id"],
        row["mode"] == "create",
        row["dry_run"],
        file,
        done,
        row["warnings"],
        {**_alone(categories), **categories},
        usable,
        Missing(row["user_id"], there, added) if row["create_missing"] else None,
        _zeroed(row["user_id"]) if file.workbook and "sku" in file.columns else {},
    )


def _planned(task: Task) -> Iterator[tuple[list[Row], Plan]]:
    """The batches that are not accounted for yet, with what they mean for the catalogue.

    No row of a file is about the product of another, so a batch can be looked at before the last is written. Of
    rows that an earlier attempt has taken it only matters which products they meant.
    """
    known = task.done
    for rows in task.file.batches():
        skipped, fresh = rows[:known], rows[known:]
        known -= len(skipped)
        if skipped:
            _plan(task, skipped)
        if fresh:
            plan = _plan(task, fresh)
            db.release()
            yield fresh, plan


def _take(task: Task, rows: list[Row], plan: Plan | None, progress: Progress) -> list[int]:
    """Takes the rows together; where the database refuses them, in halves, down to the one that is to blame."""
    if task.missing is not None and plan is not None and not task.dry_run:
        _add_missing(task.missing, plan)
    try:
        plan, made = _commit(task, rows, plan, progress)
    except mysql.connector.Error as error:
        if error.errno not in ROW_ERRORS:
            raise
        log.info("a batch is taken in halves", extra={"import": task.import_id, "errno": error.errno})
        if len(rows) > 1:
            middle = len(rows) // 2
            return _take(task, rows[:middle], None, progress) + _take(task, rows[middle:], None, progress)
        key = KEYS.get(db.violated(error) or "")
        fault = Fault(key, "taken") if key else Fault("row", "invalid")
        plan, made = _commit(task, [rows[0]._replace(faults=[fault])], None, progress)
    task.warnings = _with(task.warnings, plan.notes)
    task.done += len(rows)
    task.newest = max([task.newest, *made])
    return made


@db.transactional()
def _commit(task: Task, rows: list[Row], plan: Plan | None, progress: Progress) -> tuple[Plan, list[int]]:
    """One transaction: the products with their barcodes and stock, the failures, the counters, the place."""
    plan = plan or _plan(task, rows)
    made: list[int] = []
    if not task.dry_run:
        locked: set[int] = set()
        # What is written must be what was looked at, so it is looked at again under lock.
        while not (wanted := {product["id"] for product, _, _ in plan.changed}) <= locked:
            locked |= wanted
            _lock(sorted(locked))
            plan = _plan(task, rows)
        if task.missing is not None:
            _refer_to_added(task.missing, plan)
        for table, column in REFERENCES.items():
            _leave_out_removed(task, table, column, plan)
        made = _write(task, plan)
    _write_failures(task.import_id, plan.failed)
    db.execute(
        """
        UPDATE imports
        SET    rows_created = rows_created + %s,
               rows_updated = rows_updated + %s,
               rows_unchanged = rows_unchanged + %s,
               rows_failed = rows_failed + %s,
               warnings = %s
        WHERE  id = %s
        """,
        (
            len(plan.new),
            len(plan.changed),
            plan.unchanged,
            len(plan.failed),
            orjson.dumps(_with(task.warnings, plan.notes)).decode(),
            task.import_id,
        ),
    )
    progress(task.done + len(rows), task.file.row_count)
    if plan.changed and not task.dry_run:
        change_feed.mark("products", [product["id"] for product, _, _ in plan.changed])
    return plan, made


def _plan(task: Task, rows: Sequence[Row]) -> Plan:
    """What the rows mean for the catalogue as it is now; nothing is written."""
    plan = Plan()
    there = _There(task.seller_id, [row for row in rows if row.values and not row.faults])
    for row in rows:
        if row.faults:
            plan.failed.append((row, row.faults))
        elif row.values:
            faults = _sort_in(task, plan, there, row)
            if faults:
                plan.failed.append((row, faults))
                continue
        else:
            plan.unchanged += 1
        if not row.faults:
            plan.notes.update([note if isinstance(note, tuple) else ("notes", note) for note in row.notes])
    return plan


class _There:
    """The seller's products that the rows of a batch may mean."""

    def __init__(self, seller_id: int, rows: Sequence[Row]) -> None:
        codes = {code for row in rows for code in row.values.get("barcodes", ())}
        self.owners = _barcode_owners(seller_id, codes) if codes else {}
        unnamed = [row for row in rows if "sku" not in row.values]
        ids = {self.owners[code] for row in unnamed for code in row.values.get("barcodes", ()) if code in self.owners}
        names = {row.values["name"] for row in unnamed if "name" in row.values and not row.values.get("barcodes")}
        skus = [row.values["sku"] for row in rows if "sku" in row.values]
        self.by_sku = {row["sku"]: row for row in _by_sku(seller_id, skus)} if skus else {}
        self.by_id = {row["id"]: row for row in _by_id(seller_id, ids)} if ids else {}
        self.by_name: dict[str, list[db.Row]] = {}
        for row in _by_name(seller_id, names) if names else ():
            self.by_name.setdefault(row["name"], []).append(row)

    def means(self, row: Row, renamed: dict[int, int]) -> tuple[str, list[db.Row]]:
        """By which field the row is matched, and with which products: more than one is a fault."""
        values = row.values
        if "sku" in values:
            product = self.by_sku.get(values["sku"])
            return "sku", [product] if product else []
        if values.get("barcodes"):
            ids = {self.owners[code] for code in values["barcodes"] if code in self.owners}
            return "barcodes", [self.by_id[number] for number in ids if number in self.by_id]
        named = self.by_name.get(values.get("name", ""), [])
        return "name", [product for product in named if renamed.get(product["id"], row.line) >= row.line]


def _sort_in(task: Task, plan: Plan, there: _There, row: Row) -> list[Fault]:
    """Puts a readable row among the new, changed or unchanged, or tells its faults."""
    key, products = there.means(row, task.renamed)
    if other := task.zeroed.get(row.values.get("sku", "")):
        return [Fault("sku", "code_zeros", task.file.columns["sku"], {"code": row.values["sku"], "other": other})]
    if len(products) > 1:
        return [Fault(key, "several_products")]
    product = products[0] if products else None
    product_id = product["id"] if product else None
    codes = row.values.get("barcodes", ())
    if any(there.owners.get(code, product_id) != product_id for code in codes):
        return [Fault("barcodes", "taken")]
    if product is not None and task.creates_only:
        return [Fault(key, "taken")]
    fields = {name: row.values[name] for name in FIELDS if name in row.values}
    if product is None:
        missing = [name for name in ("name", "price") if name not in fields]
        if missing:
            columns = task.file.columns
            return [Fault(name, "missing", columns.get(name, "")) for name in missing]
        fields |= _references(task, plan, row.values)
        if "stock" not in fields:
            plan.notes["notes", "uncounted"] += 1
        plan.new.append(({"description": "", "stock": 0, "sku": row.values.get("sku"), **fields}, codes))
        return []
    first = task.found.setdefault(product["id"], row.line)
    if first < row.line:
        return [Fault("row", "row_repeated", words={"line": first})]
    fields |= _references(task, plan, row.values)
    if fields.get("name", product["name"]) != product["name"]:
        task.renamed[product["id"]] = row.line
    more = [code for code in codes if code not in there.owners]
    if more or any(product[name] != value for name, value in fields.items()):
        plan.changed.append((product, {**product, **fields}, more))
    else:
        plan.unchanged += 1
    return []


def _references(task: Task, plan: Plan, values: dict[str, Any]) -> db.Row:
    """The ids of the row's category and brand; those that the shop has not are noted, and may be added."""
    found: db.Row = {}
    if path := values.get("category"):
        known = task.categories.get(tuple(step.casefold() for step in path))
        _refer(task, plan, found, "categories", path, known)
    if brand := values.get("brand"):
        _refer(task, plan, found, "brands", (brand,), task.brands.get(brand.casefold()))
    return found


def _refer(task: Task, plan: Plan, found: db.Row, table: str, path: tuple[str, ...], known: int | None) -> None:
    number = known
    if known is None:
        noted = table
        if task.missing is not None and (number := task.missing.number(table, path)) is not None:
            noted, path = f"new_{table}", task.missing.spelling(table, path)
        plan.notes[noted, " > ".join(path)] += 1
    if number is not None:
        found[REFERENCES[table]] = number


def _add_missing(wanted: Missing, plan: Plan) -> None:
    """Adds what rows of a batch refer to before its transaction, which would keep all sales waiting."""
    rows = [fields for fields, _ in plan.new] + [after for _, after, _ in plan.changed]
    numbers = {fields.get(column) or 0 for fields in rows for column in REFERENCES.values()}
    for number in sorted((number for number in numbers if number < 0), reverse=True):
        wanted.make(number)


def _leave_out_removed(task: Task, table: str, column: str, plan: Plan) -> None:
    """Holds the categories or brands that products get as they are until COMMIT; one removed by now is left out."""
    pairs: list[tuple[db.Row, db.Row]] = [({}, fields) for fields, _ in plan.new]
    pairs += [(before, after) for before, after, _ in plan.changed]
    given = {after[column] for before, after in pairs if after.get(column) not in (None, before.get(column))}
    if not given:
        return
    usable = "AND (owner_id IS NULL OR owner_id = %s)" if table == "brands" else ""
    held = db.fetch_all(
        f"""
        SELECT   id
        FROM     {table} FORCE INDEX (PRIMARY)
        WHERE    id IN ({db.marks(len(given))}) AND deleted_at IS NULL {usable}
        ORDER BY id
        LOCK IN SHARE MODE
        """,
        [*sorted(given), *([task.seller_id] if usable else [])],
    )
    gone = given - {row["id"] for row in held}
    for before, after in pairs:
        if after.get(column) in gone:
            after[column] = before.get(column)
            plan.notes[table, ""] += 1


def _refer_to_added(wanted: Missing, plan: Plan) -> None:
    """Puts ids in place of numbers; where nothing could be added, what was before."""
    pairs: list[tuple[db.Row, db.Row]] = [({}, fields) for fields, _ in plan.new]
    pairs += [(before, after) for before, after, _ in plan.changed]
    for before, after in pairs:
        for column in REFERENCES.values():
            if (after.get(column) or 0) < 0:
                after[column] = wanted.ids.get(after[column], before.get(column))


def _with(warnings: dict[str, Any], notes: Counter[tuple[str, str]]) -> dict[str, Any]:
    """The warnings and what a batch adds to them; of names only the first so many are told."""
    if not notes:
        return warnings
    merged = {**warnings}
    for (kind, name), number in notes.items():
        counts = merged[kind] = {**merged.get(kind, {})}
        if name in counts or len(counts) < MOST_NAMES_TOLD:
            counts[name] = counts.get(name, 0) + number
        else:
            counts[""] = counts.get("", 0) + number
    return merged


def _write(task: Task, plan: Plan) -> list[int]:
    """Writes products, ledger and barcodes; the ids of the new products."""
    barcodes: list[tuple[int, str]] = []
    made: list[int] = []
    if plan.new:
        for fields, codes in plan.new:
            fields["words"] = search_index.of_product(fields["name"], fields["description"], fields["sku"], codes)
        made = _insert(task, [fields for fields, _ in plan.new])
        barcodes += [(made_id, code) for made_id, (_, codes) in zip(made, plan.new, strict=True) for code in codes]
    if plan.changed:
        _reword(plan.changed)
        _update(task.seller_id, [after for _, after, _ in plan.changed])
        _adjust_ledger(
            task.seller_id,
            [(after["id"], after["stock"] - before["stock"], after["stock"]) for before, after, _ in plan.changed],
        )
        barcodes += [(product["id"], code) for product, _, codes in plan.changed for code in codes]
    if barcodes:
        db.execute(
            f"""
            INSERT INTO product_barcodes (product_id, seller_id, barcode)
            VALUES {db.marks(len(barcodes), 3)}
            """,
            [value for product_id, code in barcodes for value in (product_id, task.seller_id, code)],
        )
    audit.write_all([*_told(task, plan, made)])
    return made


def _told(task: Task, plan: Plan, made: Sequence[int]) -> Iterator[Entry]:
    """What the log tells of a batch: of new products together, because an entry each would cost an import half as much
    again, and of each that is changed from what to what."""
    if made:
        new = [
            {"id": product_id, **{name: fields[name] for name in TOLD if fields.get(name) not in (None, "")}}
            for product_id, (fields, _) in zip(made, plan.new, strict=True)
        ]
        told = {"import_id": task.import_id, "seller_id": task.seller_id, "products": new}
        yield Entry("INSERT", "products", f"{made[0]}-{made[-1]}", None, told)
    for before, after, codes in plan.changed:
        more = {"barcodes_added": codes} if codes else {}
        yield Entry("UPDATE", "products", before["id"], before, {**after, **more})


def _insert(task: Task, rows: Sequence[db.Row]) -> list[int]:
    """Adds the products with the first row of their ledgers; their ids in the same order."""
    # Until they get words and the number of a change, new rows carry their import's number, negative: no server
    # promises that the ids of one statement are neighbours, but that they rise.
    mark = -task.import_id
    given = set().union(*rows)
    columns = ["sku", "words", *(name for name in FIELDS if name in given)]
    db.execute(
        f"""
        INSERT INTO products (seller_id, change_id, {", ".join(columns)})
        VALUES {db.marks(len(rows), 2 + len(columns))}
        """,
        [
            value
            for row in rows
            for value in (task.seller_id, mark, *[row.get(name, DEFAULTS.get(name)) for name in columns])
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
            (mark, task.newest),
        )
    ]
    if len(ids) != len(rows):
        raise RuntimeError("another transaction writes under the number of this import")
    db.execute(
        """
        INSERT INTO stock_ledger (product_id, delta, balance, reason, actor_id)
        SELECT   id, stock, stock, 'opening', seller_id
        FROM     products FORCE INDEX (ix_products_change)
        WHERE    change_id = %s AND id > %s
        ORDER BY id
        """,
        (mark, task.newest),
    )
    return ids


def _reword(changed: Sequence[tuple[db.Row, db.Row, list[str]]]) -> None:
    """Gives products that are locked the words of what they shall be."""
    reworded = [
        (before, after, codes)
        for before, after, codes in changed
        if codes or any(before[name] != after[name] for name in ("name", "description", "active"))
    ]
    if not reworded:
        return
    barcodes: dict[int, list[str]] = {before["id"]: [*codes] for before, _, codes in reworded}
    for row in db.fetch_all(
        f"""
        SELECT product_id, barcode
        FROM   product_barcodes
        WHERE  product_id IN ({db.marks(len(barcodes))})
        """,
        list(barcodes),
    ):
        barcodes[row["product_id"]].append(row["barcode"])
    for _, after, _ in reworded:
        after["words"] = search_index.of_product(
            after["name"], after["description"], after["sku"], barcodes[after["id"]]
        )
    search_index.move(
        [
            (before["id"], *((row["words"] or "") if row["active"] else "" for row in (before, after)))
            for before, after, _ in reworded
        ]
    )


def _update(seller_id: int, rows: Sequence[db.Row]) -> None:
    """Sets the fields of products that are locked, so that each of these inserts finds its row there."""
    columns = (*FIELDS, "words")
    db.execute(
        f"""
        INSERT INTO products (id, seller_id, {", ".join(columns)})
        VALUES {db.marks(len(rows), 2 + len(columns))}
        ON DUPLICATE KEY UPDATE {", ".join(f"{name} = VALUES({name})" for name in columns)}
        """,
        [value for row in rows for value in (row["id"], seller_id, *[row[name] for name in columns])],
    )


def _adjust_ledger(actor_id: int, moves: Sequence[tuple[int, int, int]]) -> None:
    """Books counts that differ from the stock, each as (product, difference, balance)."""
    moves = [move for move in moves if move[1]]
    if not moves:
        return
    db.execute(
        f"""
        INSERT INTO stock_ledger (product_id, delta, balance, reason, actor_id)
        VALUES {db.marks(len(moves), 5)}
        """,
        [value for move in moves for value in (*move, "adjustment", actor_id)],
    )


def _write_failures(import_id: int, failed: Sequence[tuple[Row, list[Fault]]]) -> None:
    if not failed:
        return
    db.execute(
        f"""
        INSERT INTO import_failures (import_id, line, cells, faults)
        VALUES {db.marks(len(failed), 4)}
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


def _lock(product_ids: Sequence[int]) -> None:
    # In the order of their ids, like every sale, so that the two can't wait for each other.
    db.fetch_all(
        f"""
        SELECT   id
        FROM     products FORCE INDEX (PRIMARY)
        WHERE    id IN ({db.marks(len(product_ids))})
        ORDER BY id
        FOR UPDATE
        """,
        product_ids,
    )


def _by_sku(seller_id: int, skus: Sequence[str]) -> list[db.Row]:
    return db.fetch_all(
        f"""
        SELECT {COLUMNS}
        FROM   products FORCE INDEX (uq_products_sku)
        WHERE  seller_id = %s AND sku IN ({db.marks(len(skus))})
        """,
        [seller_id, *skus],
    )


def _zeroed(seller_id: int) -> dict[str, str]:
    """The seller's SKUs of digits that begin with zeros, by the digits behind these."""
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


def _by_id(seller_id: int, product_ids: Collection[int]) -> list[db.Row]:
    return db.fetch_all(
        f"""
        SELECT {COLUMNS}
        FROM   products FORCE INDEX (PRIMARY)
        WHERE  id IN ({db.marks(len(product_ids))}) AND seller_id = %s AND deleted_at IS NULL
        """,
        [*product_ids, seller_id],
    )


def _by_name(seller_id: int, names: Collection[str]) -> list[db.Row]:
    """Products of these names; the collation finds more than equal ones."""
    return db.fetch_all(
        f"""
        SELECT {COLUMNS}
        FROM   products FORCE INDEX (ix_products_name)
        WHERE  listed IN (0, 1) AND name IN ({db.marks(len(names))}) AND seller_id = %s AND deleted_at IS NULL
        """,
        [*names, seller_id],
    )


def _barcode_owners(seller_id: int, codes: Collection[str]) -> dict[str, int]:
    """Which of the seller's products the barcodes stand on."""
    return {
        row["barcode"]: row["product_id"]
        for row in db.fetch_all(
            f"""
            SELECT barcode, product_id
            FROM   product_barcodes FORCE INDEX (uq_product_barcodes)
            WHERE  seller_id = %s AND barcode IN ({db.marks(len(codes))})
            """,
            [seller_id, *codes],
        )
    }


def _categories() -> dict[tuple[str, ...], int]:
    """Categories by their names from the top of the tree down."""
    rows = {row["id"]: row for row in _all("categories", "parent_id")}

    def path(row: db.Row | None) -> tuple[str, ...]:
        return (*path(rows.get(row["parent_id"])), row["name"].casefold()) if row else ()

    return {path(row): row["id"] for row in rows.values()}


def _alone(paths: dict[tuple[str, ...], int]) -> dict[tuple[str, ...], int]:
    """Categories by their name alone where no other has it."""
    names = Counter(known[-1] for known in paths)
    return {known[-1:]: number for known, number in paths.items() if names[known[-1]] == 1}


def _brands() -> dict[str, tuple[int, int | None]]:
    """Brands by their names, each with the one seller who may sell under it, if it is not anybody's."""
    return {row["name"].casefold(): (row["id"], row["owner_id"]) for row in _all("brands", "owner_id")}


def _all(table: str, column: str) -> Iterable[db.Row]:
    """The living rows of a table that people keep by hand, by the thousand."""
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
