"""Running an import: batches of rows, each in a transaction of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import mysql.connector

import actor
import db
from actor import Actor
from domain.imports import Fault, InvalidFile, ProductFile, Row, column_question, format_titles
from domain.imports.matching import REFERENCES, Matcher, Plan, merge_warnings, usable, with_unique_names
from domain.imports.missing_names import MissingNames, Path
from domain.imports.prefetch import prefetched
from faults import UNFIT
from queries.catalogue import categories, change_feed, import_categories, import_rows, product_imports, products

log = logging.getLogger("finenice.imports")

# Database errors that a single row causes: a key or a reference that was taken or deleted since the lookup.
ROW_ERRORS = UNFIT | {db.DUPLICATE}
KEY_FIELDS = {"uq_products_sku": "sku", "uq_product_barcodes": "barcodes"}
INDEX_BATCH = 10_000

Progress = Callable[[int, int | None], None]


@dataclass
class ImportRun:
    """One attempt of an import."""

    import_id: int
    seller_id: int
    dry_run: bool
    file: ProductFile
    # The number of rows that are done.
    done: int
    warnings: dict[str, Any]
    matcher: Matcher
    # Products created by this attempt have greater ids.
    newest_id: int = 0
    # The user on whose behalf it runs, in any thread.
    actor: Actor = field(default_factory=actor.current)

    def plan(self, rows: list[Row], locked: bool = False) -> Plan:
        """Return the changes that the rows make to the catalogue as it is. Nothing is written."""
        return self.matcher.plan(rows, import_rows.find_candidates(self.seller_id, usable(rows), locked))


def run_import(import_id: int, progress: Progress, pause_point: Callable[[], None] | None = None) -> None:
    """Import the rows that are not done yet.

    `progress(rows done, total)` is called inside each transaction and rolls it back by raising; `pause_point` is called
    between transactions. With a pause point three batches are in progress at once: one is read, one is written, and
    the new products of one are indexed. Raises InvalidFile if the file can't be read, and keeps its reason.
    """
    _index_products_of_a_killed_attempt(import_id)
    try:
        run = _start(import_id)
    except InvalidFile as error:
        _keep_error(import_id, error, progress)
        raise
    if run is not None:
        if pause_point is None:
            for created in _grouped(_write_batches(run, _plan_batches(run), progress, lambda: None)):
                products.index(created)
        else:
            with (
                prefetched(_plan_batches(run)) as planned,
                prefetched(_write_batches(run, planned, progress, pause_point)) as written,
            ):
                for created in _grouped(written):
                    products.index(created)
    product_imports.finish(import_id)


def check_can_create_products(seller_id: int, file: ProductFile) -> None:
    """Raise InvalidFile if the file lacks prices or names and its first rows match no product.

    One message about the file helps more than a fault on each of its rows.
    """
    absent = [field for field in ("price", "name") if field not in file.layout.index_of]
    if not absent:
        return
    rows = usable(next(file.batches()))
    candidates = import_rows.find_candidates(seller_id, rows)
    if rows and not any(candidates.match(row, {})[1] for row in rows):
        question = column_question(absent[0], file.header)
        raise InvalidFile(f"file_no_{absent[0]}", question, seen=format_titles(file.header))


def _index_products_of_a_killed_attempt(import_id: int) -> None:
    if created := import_rows.unindexed_products(import_id):
        products.index(created)


def _start(import_id: int) -> ImportRun | None:
    """Return the import with its progress, or None if all rows are done."""
    row = product_imports.get(import_id, None)
    done = sum(row[f"rows_{kind}"] for kind in ("created", "updated", "unchanged", "failed"))
    if done == row["rows_total"]:
        return None
    seller_id, paths, brands = row["user_id"], import_rows.category_paths(), import_rows.brands_by_name()
    existing: dict[str, set[Path]] = {"categories": set(paths), "brands": {(name,) for name in brands}}
    added = {table: len(row["warnings"].get(f"new_{table}", ())) for table in existing}
    file = ProductFile(
        lambda: product_imports.parts(import_id),
        row["encoding"],
        product_imports.rate_of(row["warnings"]),
        row["named"],
        row["workbook"],
        row["store"],
    )
    matcher = Matcher(
        row["mode"] == "create",
        file.columns,
        with_unique_names(paths),
        {name: brand_id for name, (brand_id, owner) in brands.items() if owner in (None, seller_id)},
        MissingNames(seller_id, existing, added, import_categories.allowance(seller_id), categories.MAX_DEPTH)
        if row["create_missing"]
        else None,
        import_rows.zero_padded_skus(seller_id) if file.workbook and "sku" in file.columns else {},
    )
    return ImportRun(import_id, seller_id, row["dry_run"], file, done, row["warnings"], matcher)


@db.transactional()
def _keep_error(import_id: int, error: InvalidFile, progress: Progress) -> None:
    """Keep the reason for which the file can't be read, for its report."""
    row = product_imports.get(import_id, None)
    warnings = {**row["warnings"], "error": {"code": error.code, "words": error.words}}
    product_imports.add_counts(import_id, (0, 0, 0, 0), warnings)
    progress(row["rows_done"], row["rows_total"])


def _plan_batches(run: ImportRun) -> Iterator[tuple[list[Row], Plan]]:
    """Yield the batches that are not done yet, with their changes.

    No two rows of a file match the same product, so a batch can be planned before the previous one is written. Rows of
    an earlier attempt only count for the products that they matched.
    """
    known = run.done
    for rows in run.file.batches():
        skipped, fresh = rows[:known], rows[known:]
        known -= len(skipped)
        if skipped:
            run.plan(skipped)
        if fresh:
            plan = run.plan(fresh)
            db.release()
            yield fresh, plan


def _write_batches(
    run: ImportRun, planned: Iterable[tuple[list[Row], Plan]], progress: Progress, pause_point: Callable[[], None]
) -> Iterator[list[int]]:
    """Write one batch after the other. Yield the ids of its new products, which searches find once indexed."""
    actor.set_current(run.actor)
    try:
        for rows, plan in planned:
            pause_point()
            if created := _write_batch(run, rows, plan, progress):
                yield created
    finally:
        # A job writes in a thread of its own.
        db.release()


def _grouped(batches: Iterable[list[int]]) -> Iterator[list[int]]:
    """Yield the ids in larger groups: the more products, the more of their words are neighbours in the index."""
    waiting: list[int] = []
    for created in batches:
        waiting += created
        if len(waiting) >= INDEX_BATCH:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _write_batch(run: ImportRun, rows: list[Row], plan: Plan | None, progress: Progress) -> list[int]:
    """Write the rows together. If the database rejects them, write them in halves, down to the row at fault."""
    missing = run.matcher.missing
    if missing is not None and plan is not None and not run.dry_run:
        # Before the transaction, whose locks would otherwise block all sales meanwhile.
        for placeholder in plan.placeholders():
            import_categories.create(missing, placeholder)
    try:
        plan, created = _commit(run, rows, plan, progress)
    except mysql.connector.Error as error:
        if error.errno not in ROW_ERRORS:
            raise
        log.info("an import batch is split", extra={"import": run.import_id, "errno": error.errno})
        if len(rows) > 1:
            middle = len(rows) // 2
            return _write_batch(run, rows[:middle], None, progress) + _write_batch(run, rows[middle:], None, progress)
        key = KEY_FIELDS.get(db.violated(error) or "")
        fault = Fault(key, "taken") if key else Fault("row", "invalid")
        plan, created = _commit(run, [rows[0]._replace(faults=[fault])], None, progress)
    run.warnings = merge_warnings(run.warnings, plan.warnings)
    run.done += len(rows)
    run.newest_id = max([run.newest_id, *created])
    return created


@db.transactional()
def _commit(run: ImportRun, rows: list[Row], plan: Plan | None, progress: Progress) -> tuple[Plan, list[int]]:
    """Write products, barcodes, stock ledger, failures and counters in one transaction."""
    plan = plan or run.plan(rows)
    created: list[int] = []
    if not run.dry_run:
        plan = _lock_and_plan_again(run, rows, plan)
        if run.matcher.missing is not None:
            plan.resolve_placeholders(run.matcher.missing.ids)
        for table in REFERENCES:
            if wanted := plan.new_references(table):
                plan.drop_references(table, wanted - import_rows.hold_references(table, wanted, run.seller_id))
        created = import_rows.write(run.import_id, run.seller_id, plan, run.newest_id)
    import_rows.write_failures(run.import_id, plan.failed)
    product_imports.add_counts(
        run.import_id,
        (len(plan.new), len(plan.changed), plan.unchanged, len(plan.failed)),
        merge_warnings(run.warnings, plan.warnings),
    )
    progress(run.done + len(rows), run.file.row_count)
    if plan.changed and not run.dry_run:
        change_feed.mark("products", plan.changed_ids)
    return plan, created


def _lock_and_plan_again(run: ImportRun, rows: list[Row], plan: Plan) -> Plan:
    """Lock the products that change, and plan again under the lock: they may have changed since the first plan.

    So are the main products of variants, which may have been written since.
    """
    locked: set[int] = set()
    if plan.has_variants:
        plan = run.plan(rows, locked=True)
    while not (wanted := {*plan.changed_ids, *plan.main_ids}) <= locked:
        locked |= wanted
        import_rows.lock_products(sorted(locked))
        plan = run.plan(rows, locked=True)
    return plan
