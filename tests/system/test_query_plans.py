"""The plans of the statements that real calls send: each one on a growing table uses an index.

The app runs in this process on a filled database. `statement_walk` makes calls until every line in queries/ that sends
a statement has sent one. Each statement is explained just before it is sent, while its rows exist.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from types import FrameType
from typing import Any

import filled_database
import pytest
from in_process import InProcessShop
from statement_walk import (
    ANALYZE,
    WalkedWorld,
    allowed,
    calls_of_all_routes,
    further_calls,
    rare_events,
    run_jobs,
)

import db
from analysis_pool import client
from app import create_app
from queries.catalogue import product_search
from queries.catalogue.product_search import Filter
from settings import Database, Settings
from support.app import CHEAP, ROOT, secrets_for_tests
from support.calls.access_matrix import TABLE
from support.database import Server, new_database

# Tables that do not grow, and the rows of a JSON_TABLE.
SMALL = {
    "schema_migrations", "provider_tokens", "credential_keys", "user_roles", "categories", "change_counter", "gone",
    "removed", "added", "come", "lane_pauses",
}  # fmt: skip
# Statements of one text that are explained: with the first parameters there may be no rows.
EXPLAINED = 3
# It ends behind its statements, with a 503: the processes for analyses are not started here.
FORECAST = "GET /api/analytics/forecast"
QUERIES = f"{ROOT / 'queries'}/"
# The statements that the walk may leave out, by file or function.
NOT_WALKED = {
    "system/demo/shop.py:_has_users": "fills an empty database",
    "system/demo/shop.py:_insert": "fills an empty database",
    "system/demo/courses.py": "fills an empty database",
    "system/integrity_checks.py": "reads whole tables",
    "system/schema/grants.py": "reads the definitions of the tables",
    "system/schema/runner.py": "creates the tables",
    "system/schema/comparison.py": "reads their definitions",
    "system/backups/restores.py": "fills an empty database",
    "system/backups/table_copies.py": "reads whole tables",
}


class Plans:
    """Explains the statements that `db.run` sends, and collects those without an index."""

    def __init__(self) -> None:
        self.send = db.run
        self.seen: Counter[str] = Counter()
        self.slow: dict[str, Any] = {}
        self.sent_from: set[str] = set()

    def run(self, sql: str, params: Sequence[Any]) -> Any:
        text = re.sub(r"(\(?%s\)?, )+", "", " ".join(sql.split()))
        self.seen[text] += 1
        self.sent_from.update(_lines())
        if self.seen[text] <= EXPLAINED and re.match(r"SELECT|UPDATE|DELETE|INSERT .* SELECT ", text):
            self.explain(text, sql, params)
        return self.send(sql, params)

    def explain(self, text: str, sql: str, params: Sequence[Any]) -> None:
        steps = self.send("EXPLAIN FORMAT = TRADITIONAL " + sql, params).fetchall()
        for step in steps:
            table, extra = str(step["table"] or "<none>"), (step["Extra"] or "").lower()
            # MySQL names the table that INSERT ... SELECT writes to as well.
            if step["select_type"] == "INSERT":
                continue
            if table.startswith("<") or table in SMALL or "no matching row" in extra or step["type"] == "const":
                continue
            # A page may be read in the order of an index, but what is joined to it may not.
            scan = step["type"] == "ALL" or (step["type"] == "index" and ("LIMIT" not in sql or step is not steps[0]))
            # A condition that all rows of a small table meet has its whole index read on MySQL.
            scan = scan and not (step["type"] == "index" and step["possible_keys"] == step["key"])
            # Counting reads what it counts.
            if (scan or not step["key"]) and not text.startswith("SELECT COUNT(*)"):
                self.slow[text] = step


def _lines() -> Iterator[str]:
    """Yield the lines in queries/ that are sending a statement."""
    frame: FrameType | None = sys._getframe(2)
    while frame:
        if frame.f_code.co_filename.startswith(QUERIES):
            yield f"{frame.f_code.co_filename.removeprefix(QUERIES)}:{frame.f_lineno}"
        frame = frame.f_back


def statements() -> dict[str, str]:
    """Return the lines in queries/ that send a statement, through `db` or a function of `sql`, with their functions."""
    sources = {str(path).removeprefix(QUERIES): path.read_text() for path in (ROOT / "queries").rglob("*.py")}
    helpers = re.findall(r"def (\w+)\(sql: str", "".join(sources.values()))
    sends = re.compile(rf"\b(db\.(fetch_\w+|execute|insert)|{'|'.join(helpers)})\(")
    found, function = {}, ""
    for file, source in sources.items():
        for number, line in enumerate(source.splitlines(), 1):
            if definition := re.match(r" *def (\w+)", line):
                function = definition[1]
            elif sends.search(line):
                found[f"{file}:{number}"] = f"{file}:{function}"
    return found


@pytest.fixture(scope="module")
def filled_once(server: Server) -> Iterator[Database]:
    with new_database(server, f"finenice_plans_{secrets.token_hex(4)}") as database:
        filled_database.fill()
        # Nobody runs them.
        db.execute("UPDATE jobs SET state = 'done' WHERE kind = 'import'")
        yield database


@pytest.fixture
def filled(filled_once: Database) -> Database:
    db.open(filled_once)
    return filled_once


@pytest.fixture
def settings(server: Server, filled: Database) -> Iterator[Settings]:
    """The settings of an app in this process, which sets the level of the log for later tests, too."""
    level = logging.getLogger().level
    yield Settings.from_env(
        {
            **server.env, **CHEAP, **secrets_for_tests(), "DB_NAME": filled.name, "ENV": "test", "LOG_LEVEL": "ERROR",
            "UNPAID": "accept",
        }
    )  # fmt: skip
    logging.getLogger().setLevel(level)


# It only reads what the walk changes.
def test_the_public_list_is_read_in_the_order_of_its_index_without_sorting(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for sort_by, descending, after in product(product_search.SORTS, (True, False), (None, 7)):
        place = None if after is None else ((product_search.OTHER, after) if sort_by == "relevance" else after, after)
        said = _said(monkeypatch, lambda: product_search.page(Filter(), sort_by, descending, 21, 0, place))  # noqa: B023
        sql, params = next(each for each in reversed(said) if "LIMIT    %s OFFSET" in each[0])
        steps = [step for step in db.fetch_all("EXPLAIN FORMAT = TRADITIONAL " + sql, params) if step["table"] == "p"]
        assert [step["key"] for step in steps] == [product_search.SORTS[sort_by][1]]
        assert "filesort" not in (steps[0]["Extra"] or "")
    # So is what many products match.
    monkeypatch.setattr(product_search, "COMMON_ROWS", 5)
    grouped = Filter(grouped=True)
    for wanted in (Filter("kopi biji"), Filter(category_id=3), Filter(brand_id=3), Filter(seller_id=3), grouped):
        said = _said(monkeypatch, lambda: product_search.page(wanted, "created_at", True, 21))  # noqa: B023
        sql, params = next(each for each in reversed(said) if "LIMIT    %s OFFSET" in each[0])
        steps = db.fetch_all("EXPLAIN FORMAT = TRADITIONAL " + sql, params)
        # The scanned products are at most SCANNED_ROWS.
        steps = [step for step in steps if not step["table"].startswith("<derived")]
        assert not [step for step in steps if "filesort" in (step["Extra"] or "") or step["type"] in ("ALL", "index")]


# pydantic warns of deprecated parameters; processes for images and analyses end with this one.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_every_statement_on_a_growing_table_uses_an_index(
    settings: Settings, server: Server, filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(settings)
    client.configure(settings.analysis, filled.name, "no_such_program")
    plans = Plans()
    monkeypatch.setattr(db, "run", plans.run)
    with server.connect(filled.name) as connection:
        world = WalkedWorld(InProcessShop(app, connection, filled.name))
        document = json.loads(app.test_client().get("/openapi.json").get_data())
        answered = {called for called, status in calls_of_all_routes(world, document) if status < 400}
        expected = {route for route in TABLE if allowed(route)} - {ANALYZE, FORECAST}
        assert expected - answered == set()
        assert [status for status in further_calls(world) if status >= 400] == []
        # Many products match.
        monkeypatch.setattr(product_search, "COMMON_ROWS", 5)
        for query in ("search=kopi biji", "category_id=3&brand_id=3", "in_stock=true&seller_id=3"):
            assert world.visitor.get(f"/api/products?sort_by=price&{query}").status_code == 200
        assert world.visitor.get("/api/products?search=kopi biji").status_code == 200
        rare_events(world, settings)
        run_jobs(settings)
        assert world.shop.rows("SELECT kind, error FROM jobs WHERE error <> 'x'") == []
    assert not plans.slow, list(plans.slow.items())
    left_out = {line: function for line, function in statements().items() if line not in plans.sent_from}
    allowed_out = {line: {function, function.split(":")[0]} & NOT_WALKED.keys() for line, function in left_out.items()}
    assert [f"{line} in {left_out[line]}" for line, reasons in sorted(allowed_out.items()) if not reasons] == []
    assert set().union(*allowed_out.values()) == NOT_WALKED.keys()


def _said(monkeypatch: pytest.MonkeyPatch, call: Callable[[], Any]) -> list[tuple[str, Any]]:
    """The statements that the call sends, with their parameters."""
    run, said = db.run, []

    def record(sql: str, params: Any) -> Any:
        said.append((sql, params))
        return run(sql, params)

    with monkeypatch.context() as patch:
        patch.setattr(db, "run", record)
        call()
    return said
