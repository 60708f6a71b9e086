"""The schema: what a database gets, from whatever release and after whatever interruption, is schema.sql."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import mysql.connector
import pytest
from flask import Flask

import db
import queries.system.schema
from problems import Problem
from queries.system import leases
from queries.system.schema import SchemaError, differences, runner, steps, upgrade
from runtime import database_startup
from runtime import server as process
from settings import Database, Settings
from support.app import at_once, clean_environment, flask, secrets_for_tests, wait_until
from support.database import Server, new_database, under_way
from support.people import Shop

LONG = bool(os.environ.get("LONG"))
# Migrations of about two releases.
NEWEST = 8
LAST_MARK = "SET    statements_done"


def shape() -> dict[str, list[Any]]:
    """Return the definition of all tables from information_schema, without statistics."""
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
    # MySQL tells the texts of a CHECK with the character set that its last ALTER knew them by.
    told = {name: [str(sorted(row.items())) for row in db.fetch_all(sql)] for name, sql in questions.items()}
    return {name: sorted(re.sub(r"_(ascii|utf8mb4)(?=\\)", "", row) for row in rows) for name, rows in told.items()}


def test_a_release_killed_after_every_statement_ends_with_the_schema_of_a_new_database(empty: Database) -> None:
    assert upgrade() == ["schema.sql"]
    assert upgrade() == []
    assert differences(with_order=True) == []
    today = shape()
    assert len(today["tables"]) >= 10
    for moment in ("statement", "mark") if LONG else ("statement",):
        _drop_all()
        _look_like_an_old_database()
        released = steps.read_all()
        for step in released:
            # Released steps never change: in a short run, one kill in the middle of each older one.
            each = LONG or step in released[-NEWEST:]
            for number in range(len(step.statements)) if each else [len(step.statements) // 2]:
                _upgrade_killed_at(step, number, moment)
        assert upgrade() == ([] if moment == "mark" else [steps.read_all()[-1].name])
        assert upgrade() == []
        assert differences(with_order=True) == []
        assert {name: set(rows) ^ set(today[name]) for name, rows in shape().items()} == {name: set() for name in today}


@pytest.mark.skipif(not LONG, reason="make test-upgrade runs it; the test above goes through the steps one by one")
def test_every_released_schema_upgrades_to_that_of_a_new_database(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for last in steps.read_all():
        _drop_all()
        _look_like_an_old_database()
        with monkeypatch.context() as patch:
            folder = tmp_path / last.name
            shutil.copytree(
                steps.MIGRATIONS, folder, ignore=lambda _, names, last=last: [n for n in names if n[:4] > last.name[:4]]
            )
            patch.setattr(steps, "MIGRATIONS", folder)
            assert len(upgrade()) == len(list(folder.glob("0*.sql")))
        upgrade()
        assert differences(with_order=True) == [], last.name


def test_statements_of_every_kind_may_be_killed_before_their_mark(folder: Path) -> None:
    _write(
        folder,
        "9001_notes",
        """
        CREATE TABLE notes (id INT NOT NULL PRIMARY KEY, user_id BIGINT NULL, c INT NULL) ENGINE = InnoDB;
        ALTER TABLE notes ADD COLUMN e INT NULL;
        ALTER TABLE notes ADD KEY ix_notes_c (c);
        ALTER TABLE notes ADD CONSTRAINT fk_notes_user FOREIGN KEY (user_id) REFERENCES users (id);
        ALTER TABLE notes ADD CONSTRAINT ck_notes CHECK (c > 0);
        ALTER TABLE notes DROP CONSTRAINT ck_notes;
        ALTER TABLE notes RENAME COLUMN c TO d;
        ALTER TABLE notes DROP FOREIGN KEY fk_notes_user;
        ALTER TABLE notes DROP KEY ix_notes_c;
        ALTER TABLE notes DROP COLUMN d;
        DROP TABLE notes;
        """,
    )
    (step,) = steps.read_all()
    for number in range(len(step.statements)):
        _upgrade_killed_at(step, number, "statement")
    assert upgrade() == ["9001_notes"]
    assert upgrade() == []
    assert differences() == []


def test_a_repeated_statement_runs_in_batches_and_after_a_kill_goes_on(folder: Path) -> None:
    db.execute("INSERT INTO shop (id, name) VALUES (1, 'x')")
    db.execute("CREATE TABLE numbers (n INT NOT NULL PRIMARY KEY, twice INT NULL)")
    db.execute(f"INSERT INTO numbers (n) VALUES {', '.join(f'({n})' for n in range(25))}")
    batch = "UPDATE numbers SET twice = 2 * n WHERE twice IS NULL LIMIT 10"
    _write(folder, "9001_twice", f"-- Fill it.\n\n-- repeat\n{batch};\n\nUPDATE shop SET name = 'y';\n")
    (step,) = steps.read_all()
    # The kill comes after the first ten rows.
    _upgrade_killed_at(step, 0, "statement")
    assert db.fetch_value("SELECT COUNT(twice) AS n FROM numbers") == 10
    assert upgrade() == ["9001_twice"]
    assert db.fetch_value("SELECT SUM(twice) AS n FROM numbers") == 600
    assert db.fetch_value("SELECT name FROM shop") == "y"


def test_a_step_that_lacks_rows_of_the_release_before_fills_them_again(today: Database) -> None:
    """Step 0009 fills a column and then makes it NOT NULL; sales of the release before come in between."""
    db.execute(
        """
        ALTER TABLE transaction_items
            DROP KEY ix_transaction_items_sold,
            MODIFY COLUMN sold_at DATETIME(6) NULL
        """
    )
    db.execute("UPDATE schema_migrations SET statements_done = 2 WHERE version = 9")
    db.execute("SET SESSION foreign_key_checks = 0")
    db.execute("INSERT INTO transactions (id, buyer_id, tax, total) VALUES (1, 1, 0, 0)")
    sell = """
        INSERT INTO transaction_items (transaction_id, product_id, seller_id, name, price, qty, subtotal, tax)
        VALUES (1, %s, 1, 'x', 0, 1, 0, 0)
        """
    refused: list[int | None] = []
    pause = threading.Event()

    def trade() -> None:
        db.execute("SET SESSION foreign_key_checks = 0")
        for number in range(2, 1000):
            try:
                db.execute(sell, (number,))
            except mysql.connector.Error as error:
                refused.append(error.errno)
                break
            # On a busy machine the step takes longer than any pause, so the pauses grow.
            pause.wait(0.05 * number)
        db.release()

    db.execute(sell, (1,))
    other = threading.Thread(target=trade)
    other.start()
    assert upgrade() == ["0009_sales_figures"]
    other.join()
    # The column has no default, so the release before can't sell on.
    assert refused == [1364]
    assert db.fetch_value("SELECT COUNT(*) = COUNT(sold_at) AS filled FROM transaction_items") == 1
    # Later steps, which had been applied before this one was repeated, have let it be NULL again and widened the keys.
    assert [each["id"] for each in differences()] == [
        "stock_ledger: key ix_stock_ledger_product",
        "transaction_items: column sold_at",
        "transaction_items: key ix_transaction_items_product",
        "transaction_items: key ix_transaction_items_sold",
    ]


def test_a_migration_lets_go_of_a_table_that_somebody_reads_and_comes_back(server: Server, folder: Path) -> None:
    _write(folder, "9001_column", "ALTER TABLE users ADD COLUMN c INT NULL;\n")
    waited = []

    def read() -> None:
        with db.transaction():
            db.fetch_all("SELECT id FROM users")
            began.set()
            question = "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'ALTER TABLE users%'"
            with server.connect() as other:
                # It waits, gives up so that others can write, and waits again.
                for wanted in (1, 0, 1):
                    wait_until(lambda wanted=wanted: under_way(other, question) == [(wanted,)])
                    waited.append(wanted)
        db.release()

    began = threading.Event()
    reader = threading.Thread(target=read)
    reader.start()
    began.wait(10)
    assert upgrade() == ["9001_column"]
    reader.join()
    assert waited == [1, 0, 1]
    assert db.fetch_value("SELECT @@SESSION.lock_wait_timeout > 1000 AS restored") == 1


def test_concurrent_starts_create_the_schema_once(empty: Database) -> None:
    def start(_: int) -> list[str]:
        try:
            return upgrade()
        finally:
            db.release()

    assert sorted(at_once(8, start)) == [[]] * 7 + [["schema.sql"]]


def test_a_start_with_nothing_to_do_waits_for_nobody(today: Database) -> None:
    with leases.hold(runner.LEASE):
        assert upgrade(0) == []
        db.execute("DELETE FROM schema_migrations WHERE version = 17")
        with pytest.raises(leases.LeaseHeld):
            upgrade(0)


def test_a_lease_is_renewed_while_it_is_held_and_free_after_a_kill(
    today: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "finenice")
    until = "SELECT expires_at FROM leases WHERE name = 'x'"
    with leases.hold("x", seconds=2.4) as lease:
        first = db.fetch_value(until)
        wait_until(lambda: db.fetch_value(f"SELECT UTC_TIMESTAMP(6) > '{first}' + INTERVAL 2.4 SECOND AS now"))
        lease.confirm()
        assert db.fetch_value(until) > first
        with pytest.raises(leases.LeaseHeld), leases.hold("x", wait_seconds=0):
            pass
    assert db.fetch_value(until) is None
    # Nobody renews the lease of a killed process.
    assert leases.take("x", "killed", 2)
    with leases.hold("x", wait_seconds=10):
        assert not leases.renew("x", "killed", 10)
    assert [line[-8:] in ("most 2 s", "most 1 s") for line in caplog.messages if "lease x, held by killed" in line] == [
        True
    ]
    with leases.hold("y", seconds=0.3) as lost:
        db.execute("UPDATE leases SET owner = 'another'")

        def noticed() -> bool:
            try:
                lost.confirm()
            except leases.LeaseExpired:
                return True
            return False

        wait_until(noticed)
    assert db.fetch_value("SELECT owner FROM leases WHERE name = 'y'") == "another"


def test_two_runners_of_one_step_do_not_overtake_each_other(folder: Path) -> None:
    """A runner whose lease was taken over stops at its next mark."""
    _write(folder, "9001_taken_over", "UPDATE schema_migrations SET statements_done = 1 WHERE version = 9001;\n")
    with pytest.raises(leases.LeaseExpired):
        upgrade()


def test_an_edited_step_refuses_the_start_in_one_sentence(
    server: Server, today: Database, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    step = _write(folder, "9001_column", "ALTER TABLE users ADD COLUMN c INT NULL;\n")
    assert upgrade() == ["9001_column"]
    # A database of a release without checksums gets those of the first release that has them.
    db.execute("UPDATE schema_migrations SET checksum = NULL")
    assert upgrade() == []
    step.write_text("ALTER TABLE users ADD COLUMN c BIGINT NULL;\n")
    with pytest.raises(SchemaError, match=r"^migrations/9001_column\.sql was edited after [^.]+\.$"):
        upgrade()
    settings = Settings.from_env({**server.env, **secrets_for_tests(), "ENV": "test", "DB_NAME": today.name})
    db.release()
    with pytest.raises(SystemExit, match=r"^migrations/9001_column\.sql was edited"):
        database_startup.open_database(Flask("edited"), settings)
    # The process for jobs ends without a traceback.
    with pytest.raises(SystemExit):
        process._supervise_jobs(settings)
    assert "can't start: migrations/9001_column.sql was edited" in caplog.text


def test_a_start_answers_probes_while_another_process_upgrades(
    server: Server, today: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_startup, "START_SECONDS", 0.2)
    settings = Settings.from_env({**server.env, **secrets_for_tests(), "ENV": "test", "DB_NAME": today.name})
    app = Flask("waiting")
    app.add_url_rule("/", "home", lambda: "")
    db.execute("UPDATE schema_migrations SET statements_done = 0 WHERE version = 17")
    db.execute("ALTER TABLE activities DROP KEY ix_activities_newest")
    assert leases.take(runner.LEASE, "another", 600)
    # From here on a thread prepares the database, with a pool of its own.
    db.close()
    database_startup.open_database(app, settings)
    gate = app.extensions["schema_gate"]
    with app.test_request_context("/"), pytest.raises(Problem) as refused:
        app.preprocess_request()
    assert refused.value.code == "schema_outdated"
    with server.connect(today.name) as connection, connection.cursor() as cursor:
        cursor.execute("DELETE FROM leases")
    wait_until(lambda: gate.fault is None)
    with app.test_request_context("/"):
        app.preprocess_request()
    assert differences() == []


def test_every_kind_of_difference_to_schema_sql_is_found(today: Database) -> None:
    for change in (
        "ALTER TABLE users DROP COLUMN language, ADD COLUMN c INT NULL, MODIFY COLUMN active BOOLEAN NOT NULL",
        "ALTER TABLE products MODIFY COLUMN unit VARCHAR(10) COLLATE utf8mb4_bin NULL",
        "ALTER TABLE transactions DROP KEY ix_transactions_day",
        "ALTER TABLE audit_seals DROP KEY uq_audit_seals_entry, ADD KEY uq_audit_seals_entry (entry_id)",
        "ALTER TABLE shop DROP FOREIGN KEY fk_shop_logo, DROP CONSTRAINT ck_shop_one",
        "ALTER TABLE shop ADD CONSTRAINT ck_shop_one CHECK (id = 2)",
        "DROP TABLE audit_head",
        "CREATE TABLE notes (id INT)",
        "ALTER TABLE pictures DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_general_ci",
        "ALTER TABLE leases MODIFY COLUMN expires_at DATETIME(6) NOT NULL FIRST",
    ):
        db.execute(change)
    found = [f"{row['id']}: {row['is_now']}, {row['should_be']}" for row in differences()]
    assert found == [
        "audit_head: missing, a table",
        "audit_seals: key uq_audit_seals_entry: (entry_id), unique (entry_id)",
        "notes: a table, missing",
        "pictures: options: innodb utf8mb4_general_ci, innodb utf8mb4_unicode_ci",
        "products: column unit: varchar(10) utf8mb4_bin, varchar(20) utf8mb4_unicode_ci not null default 'pcs'",
        "shop: constraint ck_shop_one: check id=2, check id=1",
        "shop: constraint fk_shop_logo: missing, references (logo_id)referencespictures(id)",
        "transactions: key ix_transactions_day: missing, (created_at)",
        "users: column active: tinyint not null, tinyint not null default 1",
        "users: column c: int, missing",
        "users: column language: missing, char(2) ascii_bin",
    ]
    order = [row["is_now"] for row in differences(with_order=True) if row["id"] == "leases: order of columns"]
    assert order == ["expires_at, name, owner"]
    with _reader_of(today):
        assert len(differences()) == len(found)


def test_a_new_migration_is_numbered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "MIGRATIONS", tmp_path)
    assert queries.system.schema.new_migration("Add e-mail!").name == "0001_add_e_mail.sql"
    assert queries.system.schema.new_migration("more").name == "0002_more.sql"
    assert [step.statements for step in steps.read_all()] == [[], []]


def test_flask_db_status_and_check_list_migrations_and_differences(server: Server, shop: Shop, tmp_path: Path) -> None:
    env = {"DATA_DIR": str(tmp_path), **clean_environment(), **server.env, "ENV": "test", "DB_NAME": shop.name}
    shop.rows("ALTER TABLE activities ADD KEY ix_of_an_admin (address)")
    try:
        told = flask(env, "db status", "check", "db upgrade", "db init")
    finally:
        shop.rows("ALTER TABLE activities DROP KEY ix_of_an_admin")
    assert [code for code, _ in told] == [0, 1, 0, 0]
    status, check, upgraded, init = (said for _, said in told)
    assert "applied  0001_first_release" in status
    assert "activities: key ix_of_an_admin: is (address), should be missing" in status
    assert "FAILED  the tables are those of schema.sql" in check
    assert check.count("FAILED") == 1 and "key ix_of_an_admin: is (address)" in check
    assert "up to date" in upgraded
    assert "up to date" in init


@pytest.fixture(scope="module")
def created(server: Server) -> Iterator[Database]:
    """A database of the tests of this file that begin with today's schema."""
    with new_database(server, f"finenice_today_{os.getpid()}") as database:
        upgrade()
        yield database


@pytest.fixture
def today(created: Database) -> Iterator[Database]:
    """A database with today's schema. Afterwards, tables that differ are created anew."""
    db.open(created)
    yield created
    db.execute("SET SESSION foreign_key_checks = 0")
    for table in {row["id"].split(":")[0] for row in differences(with_order=True)}:
        db.execute(f"DROP TABLE IF EXISTS `{table}`")
    db.execute("DELETE FROM schema_migrations")
    assert upgrade() == ["schema.sql"]
    for table in ("leases", "transactions", "transaction_items", "shop"):
        db.execute(f"DELETE FROM {table}")
    assert differences() == []
    db.close()


@pytest.fixture
def folder(today: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in place of migrations/, for a database that has today's schema."""
    monkeypatch.setattr(steps, "MIGRATIONS", tmp_path)
    return tmp_path


@contextmanager
def _reader_of(database: Database) -> Iterator[None]:
    """Open the database as a user who may only read it."""
    db.execute("DROP USER IF EXISTS finenice_reader")
    db.execute("CREATE USER finenice_reader IDENTIFIED BY 'Baca-saja-7'")
    db.execute(f"GRANT SELECT ON `{database.name}`.* TO finenice_reader")
    db.open(dataclasses.replace(database, user="finenice_reader", password="Baca-saja-7"))
    try:
        yield
    finally:
        db.open(database)
        db.execute("DROP USER finenice_reader")


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.sql"
    path.write_text(text)
    return path


def _upgrade_killed_at(step: steps.Step, number: int, moment: str) -> None:
    """Upgrade in a process that is killed right after this statement, or after the mark of it."""
    # The child must not inherit a connection.
    db.close()
    child = os.fork()
    if not child:
        try:
            _die_at(step, number, moment)
            upgrade()
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, f"{step.name}, statement {number + 1}"
    # The lease of the killed process runs out.
    db.execute("UPDATE leases SET expires_at = '2026-01-01'")


def _die_at(step: steps.Step, number: int, moment: str) -> None:
    execute = db.execute

    def execute_and_die(sql: str, params: Any = ()) -> int:
        rows = execute(sql, params)
        ran = sql == step.statements[number].text and moment == "statement"
        if ran or (LAST_MARK in sql and moment == "mark" and list(params) == [number + 1, step.version, number]):
            os.kill(os.getpid(), signal.SIGKILL)
        return rows

    db.execute = execute_and_die


def _look_like_an_old_database() -> None:
    """Create the table of steps as the first releases had it, with a row that no step has."""
    db.execute(
        """
        CREATE TABLE schema_migrations (
            version         INT          NOT NULL,
            name            VARCHAR(128) NOT NULL,
            statements_done INT          NOT NULL,
            started_at      DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
            PRIMARY KEY (version)
        ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
        """
    )
    db.execute("INSERT INTO schema_migrations (version, name, statements_done) VALUES (0, 'nothing', 0)")


def _drop_all() -> None:
    db.execute("SET foreign_key_checks = 0")
    for row in db.fetch_all("SHOW TABLES"):
        (table,) = row.values()
        db.execute(f"DROP TABLE `{table}`")
    db.execute("SET foreign_key_checks = 1")
