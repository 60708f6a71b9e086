"""Books, `flask check` and the end of a shift in a large shop: `python -m bench.books`.

One seller sells a million lines within a month, at six tills with payments, shifts, refunds and a stock ledger; LINES
gives another number, MEMORY_MB another buffer pool than one that holds them. The tables are filled by SQL, for a
quarter of the lines and for all of them, in databases of BENCH_DIR (kept between runs if set). Each figure is the time
of the query functions on one connection, without HTTP: the least of some runs, with the CPU of server and process.
"""

from __future__ import annotations

import dataclasses
import logging
import os
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, get_args

import db
import queries.system.schema
from bench.sales_reports import opened_server, server_pids
from bench.tools.shop import cpu_seconds
from domain.commerce.orders import Caller
from queries.sales.books import groups, lines, money
from queries.sales.till import shifts
from queries.system import audit, integrity_checks

LINES = int(os.environ.get("LINES", "1000000"))
PRODUCTS, CASHIERS, TILLS, LAST_SHIFT = 1_000, 9, 6, 10_000
SELLER, DAYS = 1, 30
MEMORY_MB = int(os.environ.get("MEMORY_MB", "3000"))
RUNS = 3
# The slowest statements of a check that are named.
MOST_NAMED = 6
FIRST = date(2026, 6, 1)
PEOPLE_AND_GOODS = [
    "INSERT INTO users (id, name, username, password_hash) SELECT seq, CONCAT('Orang ', seq), CONCAT('u', seq), 'x' "
    f"FROM seq_1_to_{CASHIERS + 1}",
    f"INSERT INTO user_roles (user_id, role) VALUES ({SELLER}, 'seller')",
    f"INSERT INTO outlets (id, owner_id, name, zone, is_default) VALUES (1, {SELLER}, 'Pusat', 'Asia/Jakarta', TRUE)",
    "INSERT INTO categories (id, name) SELECT seq, CONCAT('Kategori ', seq) FROM seq_1_to_20",
    f"""
    INSERT INTO products (id, seller_id, category_id, name, description, words, price, cost, stock)
    SELECT seq, {SELLER}, seq MOD 20 + 1, CONCAT('Barang ', seq), '', CONCAT(' barang ', seq, ' '), 1000 * seq,
           700 * seq, 0
    FROM   seq_1_to_{PRODUCTS}
    """,
    "INSERT INTO product_words (word, product_id) SELECT 'barang', id FROM products",
    "INSERT INTO product_words (word, product_id) SELECT CAST(id AS CHAR), id FROM products",
    f"""
    INSERT INTO tills (id, outlet_id, owner_id, name, series, token_hash, token_at)
    SELECT seq, 1, {SELLER}, CONCAT('Kasir ', seq), CONCAT('T', seq), REPEAT('0', 32), '{FIRST}'
    FROM   seq_1_to_{TILLS}
    """,
]
ORDERS = "INSERT INTO transactions (id, tax, total) SELECT seq, 0, 0 FROM seq_1_to_{sales}"
# Of six lines, the first sale has one, the second two, the third three. Low numbers sell best.
ITEMS = """
    INSERT INTO transaction_items (transaction_id, line, product_id, seller_id, name, price, qty, subtotal, tax,
                                   tax_code, cost, sold_at, summed)
    SELECT transaction_id, line, product_id, {seller}, CONCAT('Barang ', product_id), 1000 * product_id, qty,
           1000 * product_id * qty, 0, NULL, 700 * product_id,
           '{first}' - INTERVAL 7 HOUR + INTERVAL FLOOR(transaction_id * {step}) SECOND, TRUE
    FROM   (SELECT 3 * ((seq - 1) DIV 6) + ELT((seq - 1) MOD 6 + 1, 1, 2, 2, 3, 3, 3) AS transaction_id,
                   ELT((seq - 1) MOD 6 + 1, 1, 1, 2, 1, 2, 3) AS line, seq * 7 MOD 5 + 1 AS qty,
                   FLOOR({products} * POW((seq * 7919 MOD 1000003) / 1000003, 2)) + 1 AS product_id
            FROM   seq_1_to_{lines}) n
    """
# The first sales are those of an open shift of the last till; the others take turns at the tills.
SALES = """
    UPDATE transactions t
    JOIN   (SELECT   transaction_id AS id, SUM(tax) AS tax, SUM(subtotal) AS total, COUNT(*) AS line_count,
                     MIN(sold_at) AS sold_at,
                     TIMESTAMPDIFF(DAY, '{first}' - INTERVAL 7 HOUR, MIN(sold_at)) AS day
            FROM     transaction_items
            GROUP BY transaction_id) i ON i.id = t.id
    SET    t.owner_id = {seller}, t.cashier_id = t.id MOD {cashiers} + 2, t.tax = i.tax, t.total = i.total,
           t.seller_id = {seller}, t.line_count = i.line_count, t.discount = 0, t.service = 0, t.added = 0,
           t.method = ELT(1 + (t.id MOD 20 > 10) + (t.id MOD 20 = 19), 'cash', 'transfer', 'mixed'),
           t.paid = i.total, t.created_at = i.sold_at, t.sold_at = i.sold_at, t.outlet_id = 1,
           t.till_id = IF(t.id <= {last}, {tills}, t.id MOD ({tills} - 1) + 1),
           t.shift_id = IF(t.id <= {last}, 1, 2 + i.day * {tills} + t.id MOD ({tills} - 1)),
           t.receipt_no = IF(t.id <= {last}, t.id, NULL)
    """
MORE = [
    """
    UPDATE transactions t
    JOIN   (SELECT id, ROW_NUMBER() OVER (PARTITION BY till_id ORDER BY id) AS number
            FROM   transactions
            WHERE  receipt_no IS NULL) n ON n.id = t.id
    SET    t.receipt_no = n.number
    """,
    # Of twenty sales, eleven are paid in cash, eight by transfer, one by both.
    """
    INSERT INTO payments (transaction_id, method, amount, actor_id, created_at, shift_id)
    SELECT   t.id, IF(t.id MOD 20 < 11, 'cash', 'transfer'), IF(t.id MOD 20 = 19, t.total - 500, t.total),
             t.cashier_id, t.sold_at, t.shift_id
    FROM     transactions t
    ORDER BY t.id
    """,
    """
    INSERT INTO payments (transaction_id, method, amount, actor_id, created_at, shift_id)
    SELECT   t.id, 'cash', 500, t.cashier_id, t.sold_at, t.shift_id
    FROM     transactions t
    WHERE    t.id MOD 20 = 19
    """,
    # One sale of fifty comes back.
    """
    INSERT INTO refunds (id, transaction_id, owner_id, amount, tax, reason, actor_id, refunded_at)
    SELECT   t.id DIV 50, t.id, t.owner_id, t.total, t.tax, 'cacat', t.owner_id, t.sold_at + INTERVAL 1 HOUR
    FROM     transactions t
    WHERE    t.id MOD 50 = 0
    """,
    """
    INSERT INTO refund_items (refund_id, product_id, line, seller_id, qty, units, amount, tax, cost, restocked,
                              sold_at, refunded_at)
    SELECT   r.id, i.product_id, i.line, i.seller_id, i.qty, i.qty, i.subtotal, i.tax, i.qty * i.cost, TRUE, i.sold_at,
             r.refunded_at
    FROM     refunds r
    JOIN     transaction_items i ON i.transaction_id = r.transaction_id
    """,
    """
    UPDATE transactions t
    JOIN   transaction_items i ON i.transaction_id = t.id
    SET    t.refunded = t.total, i.refunded_qty = i.qty, i.refunded = i.subtotal, i.refunded_tax = i.tax
    WHERE  t.id MOD 50 = 0
    """,
    """
    INSERT INTO payments (transaction_id, method, amount, actor_id, created_at, purpose, refund_id)
    SELECT   r.transaction_id, 'transfer', -r.amount, r.actor_id, r.refunded_at, 'refund', r.id
    FROM     refunds r
    """,
    """
    INSERT INTO stock_ledger (product_id, delta, balance, reason, actor_id, transaction_id, created_at)
    SELECT   n.product_id, n.delta, SUM(n.delta) OVER (PARTITION BY n.product_id ORDER BY n.place, n.sale), n.reason,
             1, n.sale, n.at
    FROM     (SELECT   p.id AS product_id, 0 AS place, NULL AS sale, 100000000 AS delta, 'opening' AS reason,
                       p.created_at AS at
              FROM     products p
              UNION ALL
              SELECT   i.product_id, 1, i.transaction_id, -SUM(i.qty), 'sale', MIN(i.sold_at)
              FROM     transaction_items i
              GROUP BY i.transaction_id, i.product_id
              UNION ALL
              SELECT   i.product_id, 2, r.transaction_id, SUM(i.qty), 'return', MIN(i.refunded_at)
              FROM     refunds r
              JOIN     refund_items i ON i.refund_id = r.id
              GROUP BY r.transaction_id, i.product_id) n
    ORDER BY n.place, n.sale, n.product_id
    """,
    """
    UPDATE products p
    JOIN   (SELECT   product_id, SUM(delta) AS total
            FROM     stock_ledger
            GROUP BY product_id) l ON l.product_id = p.id
    SET    p.stock = l.total
    """,
    """
    INSERT INTO shifts (id, till_id, opened_by, opened_at, opening, number_from, number_to, closed_by, closed_at,
                        expected, counted)
    SELECT t.shift_id, t.till_id, 1, t.first_at, 100000, t.first, IF(t.shift_id = 1, NULL, t.last),
           IF(t.shift_id = 1, NULL, 1), IF(t.shift_id = 1, NULL, t.last_at), p.cash, p.cash
    FROM   (SELECT   shift_id, till_id, MIN(sold_at) AS first_at, MAX(sold_at) AS last_at, MIN(receipt_no) AS first,
                     MAX(receipt_no) AS last
            FROM     transactions
            GROUP BY shift_id, till_id) t
    JOIN   (SELECT   shift_id, IF(shift_id = 1, NULL, 100000 + SUM(IF(method = 'cash', amount, 0))) AS cash
            FROM     payments
            GROUP BY shift_id) p ON p.shift_id = t.shift_id
    """,
    """
    UPDATE tills l
    JOIN   (SELECT   till_id, MAX(receipt_no) AS last, MAX(IF(shift_id = 1, 1, NULL)) AS shift_id
            FROM     transactions
            GROUP BY till_id) t ON t.till_id = l.id
    SET    l.last_number = t.last, l.shift_id = t.shift_id
    """,
]
TABLES = (
    "transactions", "transaction_items", "stock_ledger", "products", "payments", "refunds", "refund_items", "shifts",
)  # fmt: skip


def main() -> None:
    """Fill the databases if they are empty, and print the figures."""
    logging.getLogger("finenice").setLevel(logging.ERROR)
    with opened_server(MEMORY_MB) as database:
        for number in (LINES // 4, LINES):
            name = f"books_{number}"
            queries.system.schema.create_database(name)
            db.open(dataclasses.replace(database, name=name, timeout_seconds=3600))
            audit.configure("a secret of the bench alone")
            queries.system.schema.upgrade()
            if not db.fetch_value("SELECT COUNT(*) AS n FROM shifts"):
                fill(number)
            check()
        books(DAYS)
        # As many lines as a month has in a shop that sells a million in two and a half years.
        books(1)
        end_of_shift()


def fill(number: int) -> None:
    """Insert so many lines of a month."""
    started, sales = time.perf_counter(), 3 * ((number - 1) // 6) + (1, 2, 2, 3, 3, 3)[(number - 1) % 6]
    words = {
        "lines": number, "sales": sales, "step": f"{(DAYS - 1) * 86_400 / sales:.6f}", "first": FIRST, "seller": SELLER,
        "products": PRODUCTS, "cashiers": CASHIERS, "tills": TILLS, "last": min(LAST_SHIFT, sales // 2),
    }  # fmt: skip
    for statement in (*PEOPLE_AND_GOODS, *(each.format(**words) for each in (ORDERS, ITEMS, SALES)), *MORE):
        db.execute(statement)
    for table in TABLES:
        db.fetch_all(f"ANALYZE TABLE {table}")
    print(f"{number:,} lines filled in {time.perf_counter() - started:.0f} s", flush=True)


def check() -> None:
    """Print the time of the statements of `flask check`, and of the slowest of them. The audit log has none."""
    number, spent = db.fetch_value("SELECT COUNT(*) AS n FROM transaction_items"), {}
    for name, sql in integrity_checks.CHECKS.items():
        failed = list[db.Row]()
        spent[name] = _least(lambda: failed.extend(db.fetch_all(f"{sql} LIMIT 20")))  # noqa: B023
        assert not failed, (name, failed[:3])
    wall, server = (sum(times[place] for times in spent.values()) for place in (0, 1))
    print(f"flask check, {number:,} lines: {wall:.1f} s, CPU {server:.1f}, in {len(spent)} statements, of these")
    for name in sorted(spent, key=lambda name: -spent[name][0])[:MOST_NAMED]:
        print(f"  {name:100} {spent[name][0]:6.2f} s", flush=True)


def books(days: int) -> None:
    """Print the time of each report of so many days."""
    place = groups.place(SELLER, None)
    chosen = groups.days_of(place, FIRST, FIRST + timedelta(days - 1))
    number = lines.sales(place, chosen, "day")["totals"]["lines"]
    print(f"reports of {days} days, {number:,} lines")
    for by in get_args(lines.SalesBy):
        _report(f"sales by {by}", lambda: lines.sales(place, chosen, by))  # noqa: B023
    for by in get_args(money.PaymentsBy):
        _report(f"payments by {by}", lambda: money.payments(place, chosen, by))  # noqa: B023
    _report("taxes", lambda: lines.taxes(place, chosen))
    _report("shifts", lambda: money.shifts(place, chosen))


def end_of_shift() -> None:
    """Print the time of closing a shift of 10,000 sales, and of its report."""
    owner, sales = Caller(SELLER), db.fetch_value("SELECT COUNT(*) AS n FROM transactions WHERE shift_id = 1")

    def reopen() -> None:
        db.execute("UPDATE shifts SET closed_by = NULL, closed_at = NULL, expected = NULL, counted = NULL WHERE id = 1")
        db.execute("UPDATE tills SET shift_id = 1 WHERE id = %s", (TILLS,))

    _report(f"close a shift of {sales:,} sales", lambda: shifts.close(1, 0, owner), reopen)
    _report("its report (x)", lambda: shifts.report(1, "x", owner))


def _report(name: str, call: Callable[[], Any], after: Callable[[], None] = lambda: None) -> None:
    wall, server, own = _least(call, after)
    print(f"  {name:40} {1000 * wall:7.0f} ms, CPU {1000 * server:.0f} + {1000 * own:.1f}", flush=True)


def _least(call: Callable[[], Any], after: Callable[[], None] = lambda: None) -> tuple[float, float, float]:
    """Return the seconds of the fastest run, and the CPU seconds of the server and of this process in it."""
    runs = []
    for _ in range(RUNS):
        wall, server, own = time.perf_counter(), cpu_seconds(server_pids()), time.process_time()
        call()
        runs.append((time.perf_counter() - wall, cpu_seconds(server_pids()) - server, time.process_time() - own))
        after()
    return min(runs)


if __name__ == "__main__":
    main()
