"""The cost of audit entries: `python -m bench.audit` (SALES=50 for a quick run).

Sales of two products, writes of progress and an import run through the query functions on one connection, alternating
with the same calls without entries. The figures are the CPU time of the database server and of this process together.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import actor
import db
import queries.system.schema
from actor import Actor
from bench.learning import make_course, make_people
from bench.tools.shop import cpu_seconds
from domain.commerce.orders import Caller, Item, Order
from domain.courses.progress import Event
from domain.imports import ProductFile
from queries.catalogue import import_batches, product_imports, products
from queries.courses import enrolments, progress
from queries.sales import checkout
from queries.system import audit, audit_chain
from runtime import embedded_mariadb
from settings import Database

SALES, ROUNDS, ROWS = int(os.environ.get("SALES", "300")), 5, 5_000
PRODUCT = {
    "sku": None, "name": "Kopi", "description": "", "price": 50_000, "stock": 10**9, "barcodes": [], "unit": "pcs",
    "cost": None, "measure": "piece", "tax_kind": "standard", "category_id": None, "brand_id": None, "active": True,
    "variant_of": None, "options": [],
}  # fmt: skip


def main() -> None:
    """Measure in a temporary database and print the figures."""
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(tempfile.TemporaryDirectory(prefix="finenice-"))
        socket = embedded_mariadb.start(Path(place))
        stack.callback(embedded_mariadb.release)
        stack.callback(db.close)
        db.open(Database(None, 0, "root", "", "", socket))
        queries.system.schema.create_database("finenice")
        db.open(Database(None, 0, "root", "", "finenice", socket))
        audit.configure("a secret of the bench alone")
        queries.system.schema.upgrade()
        measure()


@contextlib.contextmanager
def silent() -> Iterator[None]:
    """Write no audit entries in the block."""
    write, audit.write_all = audit.write_all, lambda entries, by=None: None
    try:
        yield
    finally:
        audit.write_all = write


def measure() -> None:
    """Print CPU ms by kind, with and without entries: medians of the rounds after a warm-up."""
    (variable,) = db.fetch_all("SHOW VARIABLES LIKE 'pid_file'")
    processes = [int(Path(variable["Value"]).read_text()), os.getpid()]
    course_id, contents = make_course()
    (buyer, seller) = make_people(2)
    actor.set_current(Actor(buyer, "127.0.0.1", "bench-of-the-audit"))
    order = Order(tuple(Item(products.add(seller, dict(PRODUCT))["id"], 1) for _ in range(2)))
    caller, terms = Caller(buyer), checkout.Terms(tax_registered=False)
    runs = iter(range(10**6))

    def sell() -> int:
        for _ in range(SALES):
            checkout.sell(order, caller, terms)
        return SALES

    def learn() -> int:
        learners = make_people(SALES // len(contents))
        for learner in learners:
            enrolments.enrol(learner, course_id, False)
            for content_id in contents:
                progress.record(learner, course_id, [Event("content_id", content_id, completed=True)])
        return len(learners) * len(contents)

    def take_in() -> int:
        run = next(runs)
        lines = (f"S-{run}-{row},Kopi nomor {row},{row}000,{'biji pilihan ' * 8}\n" for row in range(1, ROWS + 1))
        file = ["sku,nama,harga,deskripsi\n" + "".join(lines)]
        parts = [part.encode() for part in file]
        import_id, _ = product_imports.add(
            seller, "x.csv", 1, "upsert", False, ProductFile(lambda: parts), lambda: parts, "bench", 600
        )
        import_batches.run_import(import_id, lambda done, total: None)
        return ROWS

    def cost(action: Callable[[], int]) -> float:
        before = cpu_seconds(processes[:1]) + time.process_time()
        count = action()
        return (cpu_seconds(processes[:1]) + time.process_time() - before) * 1000 / count

    print("ms of CPU, medians            with entries     without     ratio")
    for name, action in (("a sale", sell), ("a write of progress", learn), ("a row of an import", take_in)):
        told, untold = [], []
        for turn in range(ROUNDS + 1 if action is not take_in else 3):
            told.append(cost(action))
            with silent():
                untold.append(cost(action))
            if not turn:
                told.clear(), untold.clear()
        print(f"  {name:24}{median(told):14.3f}{median(untold):15.3f}{median(told) / median(untold):10.2f}")
    started, before = time.perf_counter(), cpu_seconds(processes[:1]) + time.process_time()
    head = audit_chain.extend()
    count = head.number if head else 0
    spent = cpu_seconds(processes[:1]) + time.process_time() - before
    print(f"  sealing {count:,} entries: {time.perf_counter() - started:.1f} s, {spent * 1000 / count:.3f} ms an entry")
    started = time.perf_counter()
    flaws = audit_chain.faults()
    print(f"  checking them: {time.perf_counter() - started:.1f} s, {len(flaws)} faults")


if __name__ == "__main__":
    main()
