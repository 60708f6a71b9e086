"""The plain database driver: replays the statements of a request without the app."""

from __future__ import annotations

import dataclasses
import itertools
import time
from collections.abc import Mapping, Sequence
from typing import Any

import mysql.connector

import db
from runtime import embedded_mariadb
from settings import Settings

# Stands for the id that the statements before have created.
NEW_ID = "\0new id"

Statements = list[tuple[str, list[Any]]]

connection: Any = None


def record(env: Mapping[str, str], calls: Mapping[str, tuple[str, str, str, Any]]) -> dict[str, Statements]:
    """Return the statements that the app sends for each call (method, path, token, body)."""
    from app import create_app

    client = create_app(Settings.from_env({**env, "LOG_LEVEL": "ERROR"})).test_client()
    run, statements, new_id = db.run, [], 0

    def recording(sql: str, params: Sequence[Any]) -> Any:
        nonlocal new_id
        statements.append((sql, [NEW_ID if new_id and value == new_id else value for value in params]))
        cursor = run(sql, params)
        new_id = cursor.lastrowid or new_id
        return cursor

    db.run = recording
    recordings: dict[str, Statements] = {}
    for name, (method, path, token, body) in calls.items():
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        statements, new_id = [], 0
        answer = client.open(path, method=method, headers=headers, json=body)
        if answer.status_code >= 400:
            raise RuntimeError(answer.text)
        recordings[name] = statements
    return recordings


def connect(env: Mapping[str, str]) -> None:
    """Gives this process one connection as the app's pool would make it."""
    global connection
    settings = Settings.from_env(env)
    connection = db.Connection(
        dataclasses.replace(settings.database, socket=embedded_mariadb.start(settings.data_dir)), 0
    )


def versions() -> str:
    """Which driver speaks to which server."""
    connection.cursor.execute("SELECT VERSION() AS version")
    (row,) = connection.cursor.fetchall()
    return f"mysql-connector-python {mysql.connector.__version__} ({db.driver()}), server {row['version']}"


def replay(statements: Statements, seconds: float) -> tuple[int, float]:
    """Sends the statements again and again; how many times, and the CPU seconds of this process for that."""
    cursor = connection.cursor
    until, before = time.perf_counter() + seconds, time.process_time()
    for times in itertools.count(1):
        new_id = 0
        for sql, params in statements:
            if new_id:
                params = [new_id if value == NEW_ID else value for value in params]
            cursor.execute(sql, params)
            if cursor.with_rows:
                cursor.fetchall()
            new_id = cursor.lastrowid or new_id
        if time.perf_counter() > until:
            return times, time.process_time() - before
    raise AssertionError("unreachable")
