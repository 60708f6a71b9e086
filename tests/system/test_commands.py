"""Commands of an operator: what they leave alone in an empty place, and what they say where something is missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from support.app import clean_environment, flask
from support.database import Server


@pytest.mark.slow
def test_commands_leave_an_empty_place_to_a_restore(server: Server, tmp_path: Path) -> None:
    name = f"finenice_place_{os.getpid()}"
    env = {
        "DATA_DIR": str(tmp_path), **clean_environment(), **server.env, "ENV": "development", "DB_NAME": name,
        "BACKUP_TO": str(tmp_path / "archives"),
    }  # fmt: skip
    archive = "finenice-20261130T193000Z-1f2e3d.tar.zst"
    told = flask(env, "backup list", f"backup secrets {archive} x", f"verify {archive}", "db status")
    assert [code for code, _ in told] == [0, 1, 1, 0], told
    assert told[3][1] == "The database has no tables yet.\n"
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute("SHOW DATABASES LIKE %s", (name,))
        assert cursor.fetchall() == []
        told = flask(env, "check", "backup --plain", "db status")
        assert [code for code, _ in told] == [0, 0, 0], told
        # The demo shop has users.
        cursor.execute(f"SELECT COUNT(*) FROM `{name}`.users")
        assert cursor.fetchall() == [(0,)]
        cursor.execute(f"DROP DATABASE `{name}`")
