"""The house checks itself: doors between rooms, guards, where SQL lives, settings and documents that agree."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, Server, Shop, clean_environment
from settings import reference
from settings.reader import OLD_NAMES

ROOMS = {
    "settings": set(),
    "actor": set(),
    "messages": set(),
    "problems": {"messages"},
    "errors": {"messages", "problems"},
    "domain": set(),
    "demo": set(),
    "db": {"settings"},
    "queries": {"actor", "db", "demo", "domain", "problems"},
    "web": {"actor", "domain", "errors", "messages", "problems", "queries", "settings"},
    "auth": {"actor", "domain", "errors", "messages", "problems", "queries", "settings", "web"},
    "routes": {"analysis_pool", "auth", "domain", "errors", "messages", "problems", "queries", "web"},
    # Processes of their own, which know no database.
    "analysis_pool": {"domain", "settings"},
    "mail": {"domain", "errors", "messages", "problems", "queries", "settings"},
    # A job is a process of its own, which keeps its own connections.
    "jobs": {"actor", "db", "demo", "domain", "errors", "messages", "problems", "mail", "queries", "settings"},
}  # fmt: skip
WIRING = {"app", "cli", "runtime"}
OURS = {*ROOMS, *WIRING}
SOURCES = [
    path
    for path in sorted(ROOT.rglob("*.py"))
    if path.relative_to(ROOT).parts[0] not in (".venv", "var", "tests", "bench", "clients", "docs", "frontend")
]
HIDING = {"http", "email", "logging", "types", "queue", "token", "secrets", "statistics"}


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_room_imports_only_through_its_doors(path: Path) -> None:
    here = room(path)
    assert here in OURS, f"{path.name} stands in no room of the house"
    found = {name for name in imported(ast.parse(path.read_text())) if name in OURS} - {here}
    allowed = OURS if here in WIRING else ROOMS[here]
    assert found <= allowed, f"{here} must not import {sorted(found - allowed)}"


def test_no_room_hides_the_standard_library() -> None:
    assert not HIDING & {room(path) for path in SOURCES}


def test_sql_lives_in_queries_alone() -> None:
    statement = re.compile(r"\b(SELECT\s.+\sFROM|INSERT INTO|UPDATE\s+\w+\s+SET|DELETE FROM)\b", re.DOTALL)
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        if room(path) != "queries"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and statement.search(node.value)
    ]
    assert not found


def test_no_module_runs_money_through_floats() -> None:
    found = [
        f"{path.name}:{node.lineno}"
        for path in (ROOT / "commerce").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]
    assert not found


def test_every_setting_is_in_the_example_and_the_committed_reference_is_current() -> None:
    reader = reference.collect()
    equals = {other for name, others in reader.aliases.items() if name not in OLD_NAMES for other in others}
    names = reader.defaults.keys() | equals
    example = set(re.findall(r"^([A-Z][A-Z0-9_]*)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert names == example, f"add to or remove from .env.example: {sorted(names ^ example)}"
    described = {name for meanings in reference.MEANINGS.values() for name in meanings}
    assert reader.defaults.keys() == described, "describe them in settings/reference.py"
    assert (ROOT / "docs" / "settings.md").read_text() == reference.write(), "run: make settings"


def test_the_committed_openapi_document_is_current(shop: Shop) -> None:
    served = shop.visitor().http.get(shop.url + "/openapi.json").json()
    committed = json.loads((ROOT / "docs" / "openapi.json").read_text())
    assert served == committed, "run: make openapi"


def test_a_route_without_a_guard_stops_the_start(server: Server, shop: Shop, tmp_path: Path) -> None:
    script = """
import app, routes.system.health
routes.system.health.bp.add_url_rule("/unguarded", "unguarded", lambda: "hello")
app.create_app()
"""
    env = {**clean_environment(), **server.env, "ENV": "test", "DB_NAME": shop.name}
    env.setdefault("DATA_DIR", str(tmp_path))
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode != 0
    assert "/unguarded" in result.stderr
    assert "has no guard" in result.stderr
