"""The schema: made from schema.sql, brought forward by migrations, and an index for every statement."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import db
import queries.schema
from conftest import ROOT, Server, Shop, at_once, clean_environment
from imports import File
from queries import idempotency, importing, imports, products, sessions, sign_ins, transactions, users
from queries.products import Filter
from settings import Database


@pytest.fixture
def empty(server: Server, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database of this test's own, opened in this process."""
    name = f"finenice_schema_{abs(hash(request.node.name)) % 10**8}"
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS `{name}`")
        cursor.execute(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
    socket = server.address.get("unix_socket")
    database = Database(
        server.address.get("host"), server.address.get("port", 0), server.address["user"],
        server.address.get("password", ""), name, Path(socket) if socket else None, pool_size=16,
    )  # fmt: skip
    db.open(database)
    yield database
    db.close()
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")


def shape() -> dict[str, list[Any]]:
    """Everything that information_schema tells of the tables, but their statistics."""
    questions = {
        "tables": """
            SELECT table_name, engine, table_collation FROM information_schema.tables
            WHERE table_schema = DATABASE()""",
        "columns": """
            SELECT table_name, ordinal_position, column_name, column_type, is_nullable, column_default, extra,
                   collation_name
            FROM information_schema.columns WHERE table_schema = DATABASE()""",
        "keys": """
            SELECT table_name, index_name, seq_in_index, column_name, non_unique, index_type
            FROM information_schema.statistics WHERE table_schema = DATABASE()""",
        "references": """
            SELECT constraint_name, table_name, referenced_table_name, update_rule, delete_rule
            FROM information_schema.referential_constraints WHERE constraint_schema = DATABASE()""",
        "checks": """
            SELECT constraint_name, check_clause FROM information_schema.check_constraints
            WHERE constraint_schema = DATABASE()""",
    }
    return {name: sorted(str(sorted(row.items())) for row in db.fetch_all(sql)) for name, sql in questions.items()}


def test_schema_sql_and_the_migrations_lead_to_the_same(empty: Database) -> None:
    assert queries.schema.upgrade() == ["schema.sql"]
    assert queries.schema.upgrade() == []
    today = shape()
    assert len(today["tables"]) >= 10
    _drop_all()
    queries.schema._run_bookkeeping()
    # A row that no step has makes the rest look like a database that is only behind.
    db.execute("INSERT INTO schema_migrations (version, name, statements_done) VALUES (0, 'nothing', 0)")
    applied = queries.schema.upgrade()
    assert applied == [step["name"] for step in queries.schema.state()]
    assert shape() == today


def test_an_interrupted_migration_goes_on_where_it_stopped(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries.schema.upgrade()
    monkeypatch.setattr(queries.schema, "MIGRATIONS", tmp_path)
    step = tmp_path / "9001_three_columns.sql"
    step.write_text("".join(f"ALTER TABLE users ADD COLUMN c{n} INT NULL;\n" for n in range(3)))
    # The kill came between the second ALTER and its mark.
    db.execute("INSERT INTO schema_migrations (version, name, statements_done) VALUES (9001, 'three_columns', 1)")
    db.execute("ALTER TABLE users ADD COLUMN c0 INT NULL")
    db.execute("ALTER TABLE users ADD COLUMN c1 INT NULL")
    assert queries.schema.upgrade() == ["9001_three_columns"]
    assert db.fetch_value("SELECT COUNT(c0) + COUNT(c1) + COUNT(c2) AS n FROM users") == 0
    assert queries.schema.upgrade() == []


def test_processes_that_start_together_make_the_schema_once(empty: Database) -> None:
    def upgrade(_: int) -> list[str]:
        try:
            return queries.schema.upgrade()
        finally:
            db.release()

    assert sorted(at_once(8, upgrade)) == [[]] * 7 + [["schema.sql"]]


def test_a_new_migration_is_numbered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries.schema, "MIGRATIONS", tmp_path)
    assert queries.schema.new_migration("Add e-mail!").name == "0001_add_e_mail.sql"
    assert queries.schema.new_migration("more").name == "0002_more.sql"
    assert queries.schema._statements(tmp_path / "0001_add_e_mail.sql") == []


def test_flask_db_tells_what_is_applied(server: Server, shop: Shop, tmp_path: Path) -> None:
    env = {"DATA_DIR": str(tmp_path), **clean_environment(), **server.env, "ENV": "test", "DB_NAME": shop.name}

    def flask(*words: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "flask", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=True
        ).stdout

    assert "applied  0001_first_release" in flask("db", "status")
    assert "up to date" in flask("db", "upgrade")
    assert "up to date" in flask("db", "init")


SMALL = {"schema_migrations", "user_roles"}
EVERYTHING = Filter("kopi", 1, 1, 99_999, True)
# Each query function with arguments that reach its statements on the filled tables below.
CALLS: dict[str, Callable[[], Any]] = {
    "users.get": lambda: users.get(1),
    "users.find_for_sign_in": lambda: (users.find_for_sign_in("x", None), users.find_for_sign_in(None, "u1")),
    "users.add": lambda: users.add("x", None, "baru", "h"),
    "users.change": lambda: users.change(1, {"name": "y"}),
    "users.administer": lambda: users.administer(2, ["seller"], "buyer", False, 1),
    "sessions.start": lambda: sessions.start("s", 1, "r", 60, "", ""),
    "sessions.caller": lambda: sessions.caller("s7", 8),
    "sessions.rotate": lambda: (sessions.rotate("s7", 8, "r", "q", 60), sessions.rotate("s7", 8, "r", "q", 60)),
    "sessions.page": lambda: sessions.page(1),
    "sessions.end": lambda: sessions.end("s8", 9),
    "sign_ins.admit": lambda: sign_ins.admit("budi", "127.0.0.1"),
    "sign_ins.forgive": lambda: sign_ins.forgive("budi", "127.0.0.1"),
    "idempotency.claim": lambda: (
        (idempotency.claim(1, "y", "k", []), idempotency.keep(1, "y", "k", {})) and idempotency.claim(1, "y", "k", [])
    ),
    "idempotency.keep": lambda: None,
    "products.get": lambda: products.get(7),
    "products.page": lambda: [
        products.page(wanted, sort, descending, 21, 0, after)
        for wanted in (Filter(), Filter(seller_id=1), Filter("kopi"), Filter("ab"), EVERYTHING)
        for sort in products.SORTS
        for descending in (True, False)
        for after in (None, ("2026-01-01" if sort == "created_at" else 7, 7))
    ],
    "products.count": lambda: products.count(EVERYTHING),
    "products.first": lambda: products.first(20, 0),
    "products.add": lambda: products.add(1, {"sku": "x", "name": "x", "description": "", "price": 1, "stock": 5}),
    "products.change": lambda: products.change(31, 2, {"price": 2, "stock": 9}, 2),
    "products.remove": lambda: products.remove(31, 2),
    "imports.add": lambda: imports.add(1, "x.csv", 1, "upsert", False, File(_list), _list, "test", 60),
    "imports.get": lambda: (imports.get(7, 8), imports.get(7, None)),
    "imports.of_job": lambda: imports.of_job(7),
    "imports.page": lambda: imports.page(1, 900, 21),
    "imports.failures": lambda: imports.failures(7, 5, 21),
    "imports.look": lambda: imports.look(7, 8),
    "imports.walk_failures": lambda: list(imports.walk_failures(7)),
    "imports.parts": lambda: list(imports.parts(7)),
    "imports.finish": lambda: imports.finish(9),
    "importing.run": lambda: importing.run(imports.page(1, 10**6, 1)[0]["id"], lambda done, total: None),
    "transactions.quote": lambda: transactions.quote([(7, 1), (9, 1)], False),
    "transactions.sell": lambda: transactions.sell(1, [(7, 1), (9, 1)], False, key="jual"),
    "transactions.get": lambda: (transactions.get(5, 6, False), transactions.get(5, 6, True)),
    "transactions.page_of_buyer": lambda: transactions.page_of_buyer(1, 900, 21),
    "transactions.page_of_seller": lambda: transactions.page_of_seller(1, 900, 21),
    "transactions.page_of_all": lambda: transactions.page_of_all(900, 21),
}


@pytest.fixture
def filled(empty: Database) -> None:
    """Enough rows that a plan without an index would be chosen for its own sake nowhere."""
    queries.schema.upgrade()
    numbers = list(range(1, 3001))
    people = numbers[:300]
    _insert("users (id, name, username, password_hash)", [(n, "x", f"u{n}", "h") for n in people])
    _insert("user_roles (user_id, role)", [(n, "buyer") for n in people])
    sessions_of = [(f"s{n}", n % 300 + 1, "r", "", "", "2030-01-01") for n in numbers]
    _insert("sessions (id, user_id, refresh_id, address, user_agent, expires_at)", sessions_of)
    goods = [(n, n % 30 + 1, f"{n % 97:02x} kopi {n}", "biji pilihan " * 12, n * 10 % 30_000, n % 50) for n in numbers]
    _insert("products (id, seller_id, name, description, price, stock)", goods)
    _insert("transactions (id, buyer_id, tax, total)", [(n, n % 300 + 1, 0, 5) for n in numbers])
    lines = [(n, n, n % 30 + 1, "x", 5, 1, 5, 0) for n in numbers]
    _insert("transaction_items (transaction_id, product_id, seller_id, name, price, qty, subtotal, tax)", lines)
    moves = [(n % 300 + 1, 1, 1, "opening", 1) for n in numbers]
    _insert("stock_ledger (product_id, delta, balance, reason, actor_id)", moves)
    _insert("sign_in_failures (subject, failures, last_failed_at)", [(f"{n}", 1, "2026-01-01") for n in numbers])
    keys = [(n % 300 + 1, "x", f"k{n}", "f") for n in numbers]
    _insert("idempotency_keys (user_id, operation, idempotency_key, fingerprint)", keys)
    _insert("jobs (id, kind, payload, user_id)", [(n, "import", "{}", n % 300 + 1) for n in numbers])
    files = [(n, n, n % 300 + 1, "x.csv", 1, "upsert", 0, "[]") for n in numbers]
    _insert("imports (id, job_id, user_id, filename, size, mode, dry_run, header)", files)
    _insert("import_parts (import_id, part, content)", [(n, 0, "x") for n in numbers])
    _insert("import_failures (import_id, line, cells, faults)", [(n % 300 + 1, n, "[]", "[]") for n in numbers])
    codes = [(n, n % 30 + 1, f"899{n:07}") for n in numbers]
    _insert("product_barcodes (product_id, seller_id, barcode)", codes)
    _insert("categories (id, name)", [(n, f"Kategori {n}") for n in numbers])
    _insert("brands (id, name)", [(n, f"Merek {n}") for n in numbers])
    for table in ("jobs", "imports", "import_parts", "import_failures", "product_barcodes", "categories", "brands"):
        db.fetch_all(f"ANALYZE TABLE {table}")
    for table in ("users", "user_roles", "sessions", "products", "transactions", "transaction_items", "stock_ledger"):
        db.fetch_all(f"ANALYZE TABLE {table}")


def test_every_statement_on_a_growing_table_uses_an_index(filled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    run, said = db._run, []

    def record(sql: str, params: Any) -> Any:
        said.append((sql, params))
        return run(sql, params)

    monkeypatch.setattr(db, "_run", record)
    for call in CALLS.values():
        call()
    monkeypatch.undo()
    assert len(said) > 100
    slow: dict[str, Any] = {}
    for sql, params in said:
        verb = sql.split()[0]
        if verb not in ("SELECT", "UPDATE", "DELETE"):
            continue
        with db.transaction():
            for step in db.fetch_all("EXPLAIN FORMAT = TRADITIONAL " + sql, params):
                table = str(step["table"] or "<none>")
                if table.startswith("<") or table in SMALL or "no matching row" in (step["Extra"] or "").lower():
                    continue
                if step["type"] == "ALL" or (step["type"] == "index" and "LIMIT" not in sql) or not step["key"]:
                    slow[" ".join(sql.split())] = step
    # Counting reads what it counts.
    slow = {sql: step for sql, step in slow.items() if not sql.startswith("SELECT COUNT(*)")}
    assert not slow


@pytest.mark.parametrize("sort_by", products.SORTS)
@pytest.mark.parametrize("descending", [True, False])
def test_the_public_list_is_read_in_the_order_of_its_index(filled: None, sort_by: str, descending: bool) -> None:
    direction = "DESC" if descending else "ASC"
    (step,) = db.fetch_all(
        f"""
        EXPLAIN FORMAT = TRADITIONAL SELECT name FROM products WHERE deleted_at IS NULL
        ORDER BY {sort_by} {direction}, id {direction} LIMIT 20
        """
    )
    assert "filesort" not in (step["Extra"] or "")


def test_every_query_function_has_its_plan_looked_at() -> None:
    """A new function in queries/ belongs into CALLS."""
    modules = {
        module.__name__.removeprefix("queries."): module
        for module in (users, sessions, sign_ins, idempotency, products, transactions, imports, importing)
    }
    public = {
        f"{name}.{function}"
        for name, module in modules.items()
        for function, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not function.startswith("_")
    }
    assert public - {"users.with_roles", "sign_ins.lock_seconds"} == CALLS.keys()
    assert {path.stem for path in (ROOT / "queries").glob("*.py")} == {*modules, "__init__", "checks", "demo", "schema"}


def _list() -> list[bytes]:
    """A file whose rows are new, known by SKU, barcode and name, changed, and at fault."""
    return [
        b"sku,nama,harga,stok,barcode,kategori\nA-1,Baru,1000,5,77,Kategori 7\nA-2,Juga baru,2000,,,\n"
        b",Lain,9999,77,8990000030,\n,01 kopi 1,1000,,,\nA-1,Lagi,1000,,,\n"
    ]


def _insert(into: str, rows: list[tuple[Any, ...]]) -> None:
    for start in range(0, len(rows), 1000):
        part = rows[start : start + 1000]
        db.execute(
            f"INSERT INTO {into} VALUES {db.marks(len(part), len(part[0]))}", [value for row in part for value in row]
        )


def _drop_all() -> None:
    db.execute("SET foreign_key_checks = 0")
    for row in db.fetch_all("SHOW TABLES"):
        (table,) = row.values()
        db.execute(f"DROP TABLE `{table}`")
    db.execute("SET foreign_key_checks = 1")
