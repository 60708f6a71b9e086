"""The plans of the statements that real calls send: each one on a growing table uses an index.

The app runs in this process on a filled database. Every route is called by users who may call it, every list with each
of its parameters, and all jobs are run. Each statement is explained just before it is sent, while its rows exist.
"""

from __future__ import annotations

import json
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any

import filled_database
import pytest
from in_process import InProcessShop

import db
import jobs
import queries.system.audit_chain
import queries.system.jobs
from analysis_pool import client
from app import create_app
from queries.catalogue import product_search
from queries.catalogue.product_search import Filter
from settings import Database, Settings
from support.access_matrix import PEOPLE, TABLE, World, call
from support.app import CHEAP, ROOT, secrets_for_tests
from support.database import Server

# Tables that do not grow, and the rows of a JSON_TABLE.
SMALL = {
    "schema_migrations", "provider_tokens", "credential_keys", "user_roles", "categories", "change_counter", "gone",
    "removed", "added", "come", "lane_pauses",
}  # fmt: skip
# Statements of one text that are explained: with the first parameters there may be no rows.
EXPLAINED = 3
# They need processes for analyses, which are not started here; a forecast ends behind its statements, with a 503.
ANALYZE, FORECAST = "POST /api/analytics/analyze", "GET /api/analytics/forecast"
# They read whole tables, or none that grows.
WITHOUT_PLAN = {
    "queries.system.demo", "queries.system.demo_courses", "queries.system.integrity_checks", "queries.system.schema",
    "queries.system.provider_tokens",
}  # fmt: skip


class Plans:
    """Explains the statements that `db.run` sends, and collects those without an index."""

    def __init__(self) -> None:
        self.send = db.run
        self.seen: Counter[str] = Counter()
        self.slow: dict[str, Any] = {}
        self.modules: set[str] = set()

    def run(self, sql: str, params: Sequence[Any]) -> Any:
        text = re.sub(r"(\(?%s\)?, )+", "", " ".join(sql.split()))
        self.seen[text] += 1
        if self.seen[text] <= EXPLAINED and text.split()[0] in ("SELECT", "UPDATE", "DELETE", "INSERT"):
            self.modules.add(_module())
            if not text.startswith("INSERT"):
                self.explain(text, sql, params)
        return self.send(sql, params)

    def explain(self, text: str, sql: str, params: Sequence[Any]) -> None:
        for step in self.send("EXPLAIN FORMAT = TRADITIONAL " + sql, params).fetchall():
            table, extra = str(step["table"] or "<none>"), (step["Extra"] or "").lower()
            if table.startswith("<") or table in SMALL or "no matching row" in extra or step["type"] == "const":
                continue
            scan = step["type"] == "ALL" or (step["type"] == "index" and "LIMIT" not in sql)
            # Counting reads what it counts.
            if (scan or not step["key"]) and not text.startswith("SELECT COUNT(*)"):
                self.slow[text] = step


def _module() -> str:
    """The module in queries/ that sends the statement."""
    frame = sys._getframe(2)
    while frame.f_back and not frame.f_globals["__name__"].startswith("queries."):
        frame = frame.f_back
    return str(frame.f_globals["__name__"])


@pytest.fixture
def filled(empty: Database) -> Database:
    filled_database.fill()
    # Nobody runs them.
    db.execute("UPDATE jobs SET state = 'done' WHERE kind = 'import'")
    return empty


@pytest.fixture
def settings(server: Server, filled: Database) -> Settings:
    return Settings.from_env(
        {**server.env, **CHEAP, **secrets_for_tests(), "DB_NAME": filled.name, "ENV": "test", "LOG_LEVEL": "ERROR"}
    )


def query_strings(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each GET route with each of its parameters alone, and each value of an enumeration."""
    examples = {
        "from": "2026-01-01&to=2026-01-07", "to": "2026-01-07", "row_id": "7&table=users", "request_id": "anfrage-7",
        "address": "10.0.0.7", "search": "budi li", "user": "me", "kind": "sweep", "table": "users", "code": "sku-7",
        "cursor": "", "since": "7",
    }  # fmt: skip
    for path, item in document["paths"].items():
        for parameter in item.get("get", {}).get("parameters", ()):
            if parameter["in"] != "query":
                continue
            name, schema = parameter["name"], parameter["schema"]
            values = schema.get("enum") or ([True, False] if schema["type"] == "boolean" else [])
            values = values or [examples.get(name, schema.get("const", schema.get("default", 7)))]
            for value in values:
                yield path, f"{name}={str(value).lower() if isinstance(value, bool) else value}"


def allowed(route: str) -> list[str]:
    """Return the first and the last of the users who may call the route."""
    found = [who for who, status in zip(PEOPLE, TABLE[route][0].split(), strict=True) if status < "400"]
    return list(dict.fromkeys((found[0], found[-1]))) if found else []


def walk(world: World, document: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Call every route as users who may call it, then every list with each parameter; yield calls with their status."""
    for route, (_, about, body) in TABLE.items():
        if route == ANALYZE:
            continue
        if route == "POST /api/users/role-requests":
            # An earlier call has granted it.
            world.shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'developer'", (world.budi.id,))
        for who in allowed(route):
            yield route, call(world, route, who, about, body).status_code
        if "second-factor" in route:
            world.shop.rows("DELETE FROM second_factor_policy")
            world.disable_totp()
    for path, query in query_strings(document):
        about = TABLE[f"GET {path}"][1]
        place = about(world) if about else ""
        where = re.sub(r"{.*}", str(place), path) if "{" in path else path + str(place)
        for who in allowed(f"GET {path}")[-1:]:
            address = f"{where}{'&' if '?' in where else '?'}{query}"
            answer = world.people[who].get(address)
            yield query, answer.status_code
            cursor = answer.headers["Content-Type"] == "application/json" and answer.json().get("next_cursor")
            if cursor:
                yield query, world.people[who].get(f"{address}&cursor={cursor}").status_code


def more(world: World) -> Iterator[int]:
    """Make further calls: with keys, with a wrong password, with new rows, with several filters at once."""
    for _ in range(2):
        yield world.budi.buys(world.product_for_sale, key="beli-lagi-1").status_code
    world.shop.rows("DELETE FROM api_keys")
    key = {"X-API-Key": world.dian.post("/api/developer/key").json()["api_key"]}
    for _ in range(2):
        yield world.visitor.get("/api/developer/key/self", headers=key).status_code
    for _ in range(2):
        course = world.dewi.teaches(owner_id=world.sari.id, product_id=world.product())
        yield world.sari.put(f"/api/courses/{course['id']}", {"product_id": None}).status_code
    wrong = {"username": "budi", "password": "bukan kata sandinya"}
    assert world.visitor.post("/api/auth/login", wrong).status_code == 401
    assert world.budi.get("/api/jobs").status_code == 403
    rows = b"sku,nama,harga,kategori,merek\nB-1,Baru,1000,Baru > Lebih baru,Merek\nB-2,Lain,2000,Baru > Lain,Merek\n"
    for _ in range(2):
        files = {"file": ("produk.csv", rows)}
        yield world.sari.post("/api/products/import-csv?create_missing=true", files=files).status_code
    filters = (
        ("", "search=kopi", "search=biji kopi"), ("", "category_id=3"), ("", "seller_id=3", "brand_id=3"),
        ("", "min_price=5&max_price=900000&in_stock=true"), [f"sort_by={sort}" for sort in product_search.SORTS],
    )  # fmt: skip
    for query in product(*filters):
        yield world.visitor.get(f"/api/products?{'&'.join(filter(None, query))}").status_code
    orders = ("sort_order=asc", "sort_order=desc")
    for query in product(("", "search=budi", "search=budi li"), ("", "role=buyer"), ("", "active=true"), orders):
        yield world.dewi.get(f"/api/users?{'&'.join(filter(None, query))}").status_code


# pydantic warns of deprecated parameters; processes for images and analyses end with this one.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_every_statement_on_a_growing_table_uses_an_index(
    settings: Settings, server: Server, filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(settings)
    client.configure(settings.analysis, filled.name, 1, "no_such_program")
    plans = Plans()
    monkeypatch.setattr(db, "run", plans.run)
    with server.connect(filled.name) as connection:
        world = World(InProcessShop(app, connection, filled.name))
        document = json.loads(app.test_client().get("/openapi.json").get_data())
        answered = {called for called, status in walk(world, document) if status < 400}
        expected = {route for route in TABLE if allowed(route)} - {ANALYZE, FORECAST}
        assert expected - answered == set()
        assert [status for status in more(world) if status >= 400] == []
        for job in jobs.EVERY_HOUR:
            queries.system.jobs.enqueue(job, {})
        for queue in ("maintenance", "emails"):
            assert queries.system.jobs.is_due(jobs.QUEUES[queue])
            jobs.run_due(queue, settings, threading.Event())
        queries.system.audit_chain.extend()
        assert world.shop.rows("SELECT kind, error FROM jobs WHERE error IS NOT NULL") == []
    assert not plans.slow, list(plans.slow.items())
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "queries").rglob("*.py")
        if re.search(r"\bdb\.(fetch|execute|insert)", path.read_text())
    }
    assert sorted(modules - plans.modules - WITHOUT_PLAN) == []


def test_the_public_list_is_read_in_the_order_of_its_index_without_sorting(
    filled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for sort_by, descending, after in product(product_search.SORTS, (True, False), (None, (7, 7))):
        said = _said(monkeypatch, lambda: product_search.page(Filter(), sort_by, descending, 21, 0, after))  # noqa: B023
        sql, params = next(each for each in reversed(said) if "LIMIT    %s OFFSET" in each[0])
        steps = [step for step in db.fetch_all("EXPLAIN FORMAT = TRADITIONAL " + sql, params) if step["table"] == "p"]
        assert [step["key"] for step in steps] == [product_search.SORTS[sort_by][1]]
        assert "filesort" not in (steps[0]["Extra"] or "")
    # So is what many products match.
    monkeypatch.setattr(product_search, "COMMON_ROWS", 5)
    for wanted in (Filter("kopi biji"), Filter(category_id=3), Filter(brand_id=3), Filter(seller_id=3)):
        sql, params = _said(monkeypatch, lambda: product_search.page(wanted, "created_at", True, 21))[-1]  # noqa: B023
        steps = db.fetch_all("EXPLAIN FORMAT = TRADITIONAL " + sql, params)
        assert not [step for step in steps if "filesort" in (step["Extra"] or "") or step["type"] in ("ALL", "index")]


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
