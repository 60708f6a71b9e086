"""The schema: schema.sql and the migrations lead to the same tables."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import db
import queries.system.schema
from settings import Database
from support.app import at_once, clean_environment, flask
from support.database import Server
from support.people import Shop


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


def test_schema_sql_and_the_migrations_create_the_same_schema(empty: Database) -> None:
    assert queries.system.schema.upgrade() == ["schema.sql"]
    assert queries.system.schema.upgrade() == []
    today = shape()
    assert len(today["tables"]) >= 10
    _drop_all()
    queries.system.schema._create_bookkeeping()
    # A row that no step has makes the rest look like a database that is only behind.
    db.execute("INSERT INTO schema_migrations (version, name, statements_done) VALUES (0, 'nothing', 0)")
    applied = queries.system.schema.upgrade()
    assert applied == [step["name"] for step in queries.system.schema.list_migrations()]
    assert {name: set(rows) ^ set(today[name]) for name, rows in shape().items()} == {name: set() for name in today}


def test_an_interrupted_migration_continues_where_it_stopped(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries.system.schema.upgrade()
    monkeypatch.setattr(queries.system.schema, "MIGRATIONS", tmp_path)
    step = tmp_path / "9001_three_columns.sql"
    step.write_text("".join(f"ALTER TABLE users ADD COLUMN c{n} INT NULL;\n" for n in range(3)))
    # The kill came between the second ALTER and its mark.
    db.execute("INSERT INTO schema_migrations (version, name, statements_done) VALUES (9001, 'three_columns', 1)")
    db.execute("ALTER TABLE users ADD COLUMN c0 INT NULL")
    db.execute("ALTER TABLE users ADD COLUMN c1 INT NULL")
    assert queries.system.schema.upgrade() == ["9001_three_columns"]
    assert db.fetch_value("SELECT COUNT(c0) + COUNT(c1) + COUNT(c2) AS n FROM users") == 0
    assert queries.system.schema.upgrade() == []


def test_concurrent_starts_create_the_schema_once(empty: Database) -> None:
    def upgrade(_: int) -> list[str]:
        try:
            return queries.system.schema.upgrade()
        finally:
            db.release()

    assert sorted(at_once(8, upgrade)) == [[]] * 7 + [["schema.sql"]]


def test_a_new_migration_is_numbered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries.system.schema, "MIGRATIONS", tmp_path)
    assert queries.system.schema.new_migration("Add e-mail!").name == "0001_add_e_mail.sql"
    assert queries.system.schema.new_migration("more").name == "0002_more.sql"
    assert queries.system.schema._statements(tmp_path / "0001_add_e_mail.sql") == []


def test_flask_db_status_lists_migrations(server: Server, shop: Shop, tmp_path: Path) -> None:
    env = {"DATA_DIR": str(tmp_path), **clean_environment(), **server.env, "ENV": "test", "DB_NAME": shop.name}
    told = flask(env, "db status", "db upgrade", "db init")
    assert [code for code, _ in told] == [0, 0, 0]
    status, upgrade, init = (said for _, said in told)
    assert "applied  0001_first_release" in status
    assert "up to date" in upgrade
    assert "up to date" in init


def _drop_all() -> None:
    db.execute("SET foreign_key_checks = 0")
    for row in db.fetch_all("SHOW TABLES"):
        (table,) = row.values()
        db.execute(f"DROP TABLE `{table}`")
    db.execute("SET foreign_key_checks = 1")
