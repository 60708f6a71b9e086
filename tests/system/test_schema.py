"""The schema: made from schema.sql, brought forward by migrations, and an index for every statement."""

from __future__ import annotations

import base64
import inspect
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from support.app import ROOT, at_once, clean_environment, flask
from support.database import Server
from support.people import Shop

import actor
import db
import queries.system.schema
from domain.courses.progress import Event
from domain.imports import ProductFile
from domain.imports.csv_files import InvalidFile
from domain.security.api_keys import Key
from domain.security.encryption import Cipher
from problems import Problem
from queries.accounts import (
    activities,
    api_key_checks,
    api_keys,
    login_attempts,
    one_time_links,
    passwords,
    profiles,
    role_requests,
    roles,
    sessions,
    two_factor,
    users,
)
from queries.catalogue import (
    brands,
    categories,
    change_feed,
    images,
    import_batches,
    import_categories,
    product_imports,
    product_search,
    products,
    search_index,
)
from queries.catalogue.change_feed import Position
from queries.catalogue.images import StoredImage
from queries.catalogue.product_search import Filter
from queries.courses import (
    allowances,
    attempts,
    certificates,
    completion,
    course_products,
    courses,
    draft_contents,
    draft_sections,
    drafts,
    enrolments,
    ownership,
    progress,
    publishing,
    reports,
    signing_keys,
    versions,
    xapi_statements,
)
from queries.courses import files as course_files
from queries.courses.courses import Viewer
from queries.sales import demand, transactions
from queries.sales import reports as sales
from queries.system import (
    audit,
    audit_chain,
    emails,
    encrypted_columns,
    idempotency,
    jobs,
    provider_tokens,
    queue_pauses,
    retention,
    shop,
)
from settings import Database
from support.app import ROOT, at_once, clean_environment, flask
from support.database import Server
from support.people import Shop

SPANS = (None, (datetime(2026, 1, 1), datetime(2026, 1, 2)))


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
    # MySQL tells the texts of a CHECK with the character set that its last ALTER knew them by.
    told = {name: [str(sorted(row.items())) for row in db.fetch_all(sql)] for name, sql in questions.items()}
    return {name: sorted(re.sub(r"_(ascii|utf8mb4)(?=\\)", "", row) for row in rows) for name, rows in told.items()}


def test_schema_sql_and_the_migrations_lead_to_the_same(empty: Database) -> None:
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


def test_an_interrupted_migration_goes_on_where_it_stopped(
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


def test_processes_that_start_together_make_the_schema_once(empty: Database) -> None:
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


def test_flask_db_tells_what_is_applied(server: Server, shop: Shop, tmp_path: Path) -> None:
    env = {"DATA_DIR": str(tmp_path), **clean_environment(), **server.env, "ENV": "test", "DB_NAME": shop.name}
    told = flask(env, "db status", "db upgrade", "db init")
    assert [code for code, _ in told] == [0, 0, 0]
    status, upgrade, init = (said for _, said in told)
    assert "applied  0001_first_release" in status
    assert "up to date" in upgrade
    assert "up to date" in init


NEW_YEAR = datetime(2026, 1, 1)
# Tables that do not grow, and the rows of a JSON_TABLE.
SMALL = {
    "schema_migrations",
    "provider_tokens",
    "credential_keys",
    "user_roles",
    "categories",
    "change_counter",
    "removed",
    "added",
    "lane_pauses",
}
OLD_KEY, NEW_KEY = (base64.urlsafe_b64encode(mark * 32).decode() for mark in (b"a", b"b"))
OLD_SEAL, SEAL = Cipher([OLD_KEY]), Cipher([NEW_KEY, OLD_KEY])
EVERYTHING = Filter("biji kopi", 1, 1, 1, 1, 99_999, True)
NEW = {
    "sku": "x", "name": "x", "description": "", "price": 1, "stock": 5, "barcodes": ["123"], "unit": "pcs",
    "cost": None, "category_id": 3, "brand_id": 4, "active": True,
}  # fmt: skip

NEW_KEY = api_keys.NewKey("x", ["products:read"], 90, None, "id")

NEW_COURSE = {
    "owner_id": 8, "title": "x", "summary": "", "description": "", "language": "id", "sequential": False,
    "product_id": 7, "listed": True, "prerequisites": [5, 6],
}  # fmt: skip
NEW_CONTENT = {
    "section_id": 7, "kind": "file", "title": "x", "position": 1, "body": "", "required": True, "prerequisites": [61],
}  # fmt: skip

# Who asks for the figures of which courses.
ANALYSED = [
    (viewer, *which, 21, NEW_YEAR)
    for viewer in (reports.Viewer(1), reports.Viewer(1, True), reports.Viewer(1, True, True))
    for which in ((None, 0), (None, 7), (30, 0))
]


# The sales of all sellers, of one, of a product, of categories.
SOLD = [
    sales.Selection([*range(1, 31)]),
    sales.Selection([8]),
    sales.Selection([8], 7),
    sales.Selection([8], None, [8, 9]),
]
WEEK = sales.Span(datetime(2025, 12, 30), datetime(2026, 1, 6))

AUDITED = [
    audit.Filter(**part)
    for part in (
        {}, {"user_id": 7}, {"key_id": 7}, {"table": "users"}, {"table": "users", "row_id": "7"},
        {"operation": "DENIED"}, {"request_id": "anfrage-7"}, {"address": "10.0.0.7"},
        {"first": date(2026, 1, 1), "last": date(2026, 1, 2)}, {"user_id": 7, "operation": "UPDATE"},
    )
]  # fmt: skip


def _claim_and_keep(*calls: Callable[..., None]) -> None:
    for call in calls:
        job_id = jobs.put("sweep", {})
        assert job_id is not None
        claimed = jobs.claim("w", ["sweep"], 30)
        assert claimed is not None
        more = {"renew": (30,), "tell_progress": (1, 2), "fail": ("x", 5)}.get(call.__name__, ())
        call(claimed["id"], "w", *more)


def _in_transaction(call: Callable[[], Any]) -> None:
    with db.transaction():
        call()


def _refused(call: Callable[[], Any]) -> None:
    with pytest.raises((Problem, InvalidFile)):
        call()


def _claimed(text: str) -> idempotency.Key:
    return idempotency.Key(1, "y", text, bytes(32))


LINK = one_time_links.Link("verify", "https://x", "id")


def _of_address(email: str) -> int:
    found = users.find_for_login(email)
    assert found is not None
    return int(found["id"])


def _audited_change() -> None:
    with audit.changing("users", 7):
        users.change(7, {"name": "x"})


def _held() -> progress.Enrolment:
    """An enrolment of a course whose contents others have in earlier versions."""
    held = progress.lock(208, 201)
    assert not progress._retired(held, [11])
    return held


def _recounted(course_id: int) -> None:
    """Publishes a version that asks for the first content and for a lower score in the last."""
    old = versions.get(course_id)
    quiz = replace(old.contents[9], required=False, mastery_score=5)
    _in_transaction(
        lambda: completion.recalculate(course_id, old, replace(old, contents=(old.contents[0], quiz)), NEW_YEAR)
    )


# Each query function with arguments that reach its statements on the filled tables below.
CALLS: dict[str, Callable[[], Any]] = {
    "accounts.sign_up": lambda: passwords.sign_up("x", "baru@x.y", None, "h", LINK),
    "accounts.send_verification": lambda: (
        emails.configure(None),
        passwords.send_verification(_of_address("baru@x.y"), LINK._replace(token="v")),
        emails.configure(emails.Quota(10, 24 * 3600)),
    ),
    "accounts.verify": lambda: passwords.verify("v", "id"),
    "accounts.forget": lambda: passwords.request_reset("baru@x.y", "id", "", "r", 1),
    "accounts.send_reset": lambda: passwords.send_reset_email("baru@x.y", LINK._replace(token="z")),
    "accounts.whose_reset": lambda: passwords.get_reset_user_id("z"),
    "accounts.names": lambda: passwords.personal_names(40),
    "accounts.reset": lambda: passwords.reset("z", "h2", "id"),
    "accounts.change_password": lambda: passwords.change_password(_of_address("baru@x.y"), "h2", "h3", "id"),
    "accounts.set_password": lambda: passwords.set_password(40, "h2", "id", by=None),
    "accounts.rehash": lambda: passwords.update_hash(40, "h2", "h"),
    "second_factors.state": lambda: two_factor.get_status(8),
    "second_factors.begin": lambda: two_factor.start_setup(8, "sealed"),
    "second_factors.pending": lambda: two_factor.get_pending_secret(8),
    "second_factors.confirm": lambda: two_factor.enable(8, "sealed", 5, [b"1" * 32, b"2" * 32], "s7", "id"),
    "second_factors.enabled": lambda: two_factor.find_secret(8),
    "second_factors.use_step": lambda: two_factor.consume_totp_step(8, 6, None),
    "second_factors.use_recovery_code": lambda: two_factor.consume_recovery_code(8, [b"1" * 32, b"x" * 32]),
    "second_factors.renew_recovery_codes": lambda: two_factor.replace_recovery_codes(8, [b"3" * 32]),
    "second_factors.require": lambda: two_factor.set_required_roles(["seller"], 8),
    "second_factors.required_roles": two_factor.required_roles,
    "second_factors.remove": lambda: two_factor.disable(8, "id"),
    "second_factors.discard": lambda: _in_transaction(lambda: two_factor.discard(41)),
    "second_factors.reset": lambda: (
        two_factor.start_setup(8, "sealed"),
        two_factor.enable(8, "sealed", 5, [], None, "id"),
        two_factor.reset(8, "id", 2),
    ),
    "users.get": lambda: users.get(1),
    "users.find_for_sign_in": lambda: (users.find_for_login("x@example.com"), users.find_for_login("u1")),
    "users.password_hash": lambda: users.password_hash(1),
    "users.lock": lambda: _in_transaction(lambda: users.lock(1)),
    "users.add": lambda: users.add("x", None, "baru", "h"),
    "users.change": lambda: users.change(1, {"name": "y"}),
    "users.page": lambda: [
        users.page(users.Filter(search, role, active), descending, 21, 0, after)
        for search in ("", "budi li", "li")
        for role in (None, "admin", "buyer")
        for active in (None, True)
        for descending in (True, False)
        for after in (None, (NEW_YEAR, 7))
    ],
    "users.count": lambda: (users.count(users.Filter()), users.count(users.Filter("budi", "buyer", True))),
    "users.sign_up": lambda: users.sign_up("x", None, "lagi", "h", "id"),
    "users.give_role": lambda: _in_transaction(lambda: roles.grant(3, "seller", None)),
    "users.administer": lambda: users.update_as_admin(2, ["seller"], "buyer", False, 1),
    "sessions.start": lambda: sessions.start("s", 1, None, "r", 60, "", ""),
    "sessions.caller": lambda: sessions.find_user("s7", 8),
    "sessions.rotate": lambda: (
        sessions.rotate("s70", 71, "r", "q", 60, 600),
        sessions.rotate("s70", 71, "x", "y", 60, 600),
    ),
    "sessions.confirm": lambda: _in_transaction(lambda: sessions.record_reauthentication("s71", 72)),
    "sessions.is_recent": lambda: sessions.is_recently_authenticated("s71", 72, 600),
    "sessions.end_all": lambda: sessions.end_all(72, "s71"),
    "sessions.page": lambda: sessions.page(1),
    "sessions.end": lambda: sessions.end("s8", 9),
    "users.end_sessions": lambda: _in_transaction(lambda: sessions.end_all(12, "s11")),
    "sign_ins.admit_proof": lambda: login_attempts.count_factor_attempt("code", 1),
    "sign_ins.forgive_proof": lambda: login_attempts.clear_factor("code", 1),
    "sign_ins.clear": lambda: login_attempts.clear_user(1, ["budi"]),
    "sign_ins.admit": lambda: [
        login_attempts.count_attempt("budi", address, 1) for address in ("127.0.0.1", "2001:db8::1")
    ],
    "sign_ins.knows": lambda: login_attempts.is_known_network(1, "127.0.0.1"),
    "sign_ins.knows_well": lambda: login_attempts.is_recent_network(1, "127.0.0.1"),
    "sign_ins.remember": lambda: login_attempts.remember_network(1, "127.0.0.1"),
    "sign_ins.forgive": lambda: login_attempts.clear_after_success("budi", "2001:db8::1", 1),
    "idempotency.claim": lambda: (
        idempotency.claim(_claimed("k")),
        idempotency.keep(_claimed("k"), "{}"),
        idempotency.claim(_claimed("k")),
    ),
    "idempotency.keep": lambda: None,
    "idempotency.once": lambda: idempotency.once(_claimed("once"), SEAL, lambda: ""),
    "idempotency.undo": lambda: idempotency.undo(lambda: None),
    "idempotency.lease": lambda: (
        idempotency.lease(_claimed("lease"), SEAL),
        db.execute(
            "UPDATE idempotency_keys SET claimed_until = NULL "
            "WHERE user_id = 1 AND operation = 'y' AND idempotency_key = 'lease'"
        ),
        idempotency.lease(_claimed("lease"), SEAL),
    ),
    "idempotency.settle": lambda: idempotency.settle(_claimed("lease"), SEAL, ""),
    "idempotency.give_back": lambda: idempotency.give_back(_claimed("lease")),
    "products.get": lambda: products.get(7),
    "products.lookup": lambda: (products.lookup("sku-7"), products.lookup("89900007", 8)),
    "products.read": lambda: None,
    "products.index": lambda: products.index([7, 8]),
    "products.list_unindexed": lambda: products.list_unindexed(100),
    "finding.page": lambda: [
        product_search.page(wanted, sort, descending, 21, 0, after)
        for wanted in (
            Filter(),
            Filter(seller_id=1),
            Filter("kopi"),
            Filter("kop"),
            Filter("biji k"),
            Filter("ab"),
            Filter("zz"),
            Filter(category_id=1),
            Filter(category_id=2),
            Filter(brand_id=1),
            Filter(min_price=5),
            Filter(in_stock=True),
            Filter(owner_id=1),
            Filter("kopi", owner_id=1),
            Filter(category_id=1, in_stock=True),
            EVERYTHING,
        )
        for sort in product_search.SORTS
        for descending in (True, False)
        for after in (None, (7, 7))
    ],
    "words.move": lambda: search_index.update([(7, " kopi ", " teh "), (7, " teh ", " kopi ")]),
    "categories.tree": categories.tree,
    "categories.get": lambda: categories.get(1),
    "categories.branch": lambda: categories.branch(1),
    "categories.add": lambda: categories.add("baru", 3),
    "categories.update": lambda: categories.update(3, {"name": "lain", "parent_id": 2}),
    "categories.delete": lambda: categories.delete(299),
    "categories.hold": lambda: categories.hold(3),
    "brands.page": lambda: brands.page("x", 21),
    "brands.get": lambda: brands.get(1),
    "brands.add": lambda: brands.add("baru", None),
    "brands.update": lambda: brands.update(3, {"name": "lain", "owner_id": None}),
    "brands.delete": lambda: brands.delete(299),
    "brands.hold": lambda: brands.hold(4, 1),
    "changes.mark": lambda: change_feed.mark("products", [7, 8]),
    "changes.since": lambda: (change_feed.since(Position(), 21), change_feed.since(Position(1, 2, 7), 21)),
    "activities.write": lambda: activities.write("sale", 1, user_id=1),
    "activities.page": lambda: [
        activities.page(1, activities.Filter(kind, first, last), 21, 0, after)
        for kind in (None, "sale")
        for first, last in ((None, None), (date(2026, 1, 1), date(2026, 1, 2)))
        for after in (None, (NEW_YEAR, 7))
    ],
    "activities.count": lambda: activities.count(1, activities.Filter("sale")),
    "activities.walk": lambda: list(activities.walk(1, activities.Filter())),
    "letters.put": lambda: emails.enqueue(emails.Email("x@y.z", "email_changed", "id", {})),
    "letters.use": lambda: None,
    "letters.tell": lambda: emails.notify(_of_address("baru@x.y"), "password_changed", "id", {}),
    "letters.senders": lambda: None,
    "letters.put_in_turn": lambda: emails.enqueue_throttled(emails.Email("y@y.z", "verify", "id", {}), ["person:1"]),
    "letters.next_turn": lambda: _in_transaction(
        lambda: emails.check_throttle(emails.Email("z@y.z", "verify", "id", {}), ["person:2"])
    ),
    "letters.must_be_now": lambda: None,
    "letters.may_tell": lambda: emails.count_notification({"recipient": "x@y.z", "attempts": 0}),
    "letters.unsent": lambda: emails.get_unsent(7),
    "letters.sent": lambda: emails.mark_sent(7),
    "letters.put_of_sale": lambda: emails.enqueue_receipt(1, 7, "id", courses=True),
    "letters.put_of_waiting_sales": lambda: emails.enqueue_waiting_receipts(1, "id"),
    "letters.try_to_send": lambda: emails.count_attempt(7),
    "letters.page": lambda: [emails.page(900, 21, state) for state in (None, *get_args(emails.State))],
    "lanes.paused": lambda: queue_pauses.is_paused("letters"),
    "lanes.pause": lambda: (queue_pauses.pause("letters"), queue_pauses.pause("letters", 9)),
    "lanes.resume": lambda: queue_pauses.resume("letters"),
    "provider_tokens.get": lambda: provider_tokens.get("x"),
    "provider_tokens.store": lambda: provider_tokens.store("x", b"y", 60),
    "provider_tokens.lock": lambda: None,
    "sealed.renew": lambda: (provider_tokens.store("z", OLD_SEAL.encrypt("x"), 60), encrypted_columns.rotate(SEAL)),
    "sealed.unreadable": lambda: encrypted_columns.unreadable(SEAL),
    "one_time_links.put": lambda: _in_transaction(lambda: one_time_links.create("token", 1, "x", "y", 1)),
    "one_time_links.alive": lambda: one_time_links.find_active(1, "email_change"),
    "one_time_links.new": lambda: None,
    "one_time_links.digest": lambda: None,
    "one_time_links.find": lambda: one_time_links.find("token", "x"),
    "one_time_links.already_proven": lambda: _refused(lambda: one_time_links.address_already_confirmed("t", "verify")),
    "one_time_links.use": lambda: one_time_links.consume("token"),
    "one_time_links.end": lambda: one_time_links.expire_all(3),
    "profiles.get": lambda: profiles.get(1),
    "profiles.change": lambda: profiles.change(1, {"name": "z", "email": "x@y.z"}, LINK._replace(token="confirm")),
    "profiles.confirm_email": lambda: profiles.confirm_email("confirm", "id"),
    "role_requests.ask": lambda: [role_requests.create(1, role, "", "id", False) for role in ("seller", "developer")],
    "role_requests.get": lambda: role_requests.get(7),
    "role_requests.page": lambda: [
        role_requests.page(user_id, state, 21, 0, before)
        for user_id in (None, 1)
        for state in (None, "denied")
        for before in (None, 900)
    ],
    "role_requests.count": lambda: (role_requests.count(1, "denied"), role_requests.count(None, None)),
    "role_requests.decide": lambda: role_requests.decide(_pending(), "granted", "", 2),
    "role_requests.withdraw": lambda: role_requests.withdraw(_pending(), 1),
    "role_requests.holds": lambda: roles.has_role(1, "developer"),
    "role_requests.pending": lambda: role_requests.get_pending(1, "seller"),
    "api_keys.ask": lambda: [api_keys.create_or_request_role(user_id, NEW_KEY, "salt", True) for user_id in (5, 6)],
    "api_keys.get": lambda: api_keys.get(7, 8),
    "api_keys.page": lambda: (api_keys.page(8, 21), api_keys.page(8, 21, 0, 900)),
    "api_keys.count": lambda: api_keys.count(8),
    "api_keys.change": lambda: api_keys.change(7, 8, {"name": "y", "quota": 5}),
    "api_keys.rotate": lambda: api_keys.rotate(7, 8, 1, "id", "salt"),
    "api_keys.revoke": lambda: api_keys.revoke(8, None),
    "api_keys.report": lambda: api_keys.report_leak(Key("fn_000000000009"), "", ["salt"]),
    "api_keys.revoke_all": lambda: _in_transaction(lambda: api_keys.revoke_all(10, "role_lost")),
    "api_keys.due": lambda: api_keys.list_due_warnings(100),
    "api_keys.warn": lambda: [api_keys.send_expiry_warning(key_id) for key_id in api_keys.list_due_warnings(1)],
    "key_checks.find": lambda: api_key_checks.find(f"{7:012}"),
    "key_checks.end": lambda: api_key_checks.inactive_state(7),
    "key_checks.note_use": lambda: api_key_checks.record_use(11, "127.0.0.1", b"x"),
    "acting.begin": lambda: None,
    "acting.now": lambda: None,
    "acting.network": lambda: None,
    "audit.configure": lambda: None,
    "audit.signer": audit.signer,
    "audit.created": lambda: _in_transaction(lambda: audit.created("products", 7)),
    "audit.changing": lambda: _in_transaction(_audited_change),
    "audit.removed": lambda: _in_transaction(lambda: audit.removed("user_roles", (7, "buyer"))),
    "audit.write": lambda: _in_transaction(lambda: audit.write("INSERT", "products", 7, new={"name": "x"})),
    "audit.write_all": lambda: None,
    "audit.deny": lambda: audit.deny("GET /api/users", 403, "forbidden", 3),
    "audit.page": lambda: [
        audit.page(wanted, 21, 0, after) for wanted in AUDITED for after in (None, (datetime(2026, 1, 1), 7))
    ],
    "audit.count": lambda: [audit.count(wanted) for wanted in AUDITED],
    "audit.get": lambda: audit.get(7),
    "audit.walk": lambda: list(audit.walk(audit.Filter(user_id=7))),
    "audit_seals.head": audit_chain.head,
    "audit_seals.waiting": audit_chain.has_unchained,
    "audit_seals.seal": lambda: (audit_chain.extend(), audit_chain.extend()),
    "audit_seals.missing": lambda: audit_chain.compare_head(1, "00"),
    "audit_seals.faults": audit_chain.faults,
    "jobs.put": lambda: jobs.put("sweep", {}, 1, "nama"),
    "jobs.is_due": lambda: jobs.is_due(["sweep", "x"]),
    "jobs.claim": lambda: _claim_and_keep(jobs.renew, jobs.tell_progress, jobs.finish),
    "jobs.put_in_turn": lambda: jobs.put_in_turn({}, 1),
    "jobs.take_at_once": lambda: None,
    "jobs.expect": lambda: jobs.expect(9, 5),
    "jobs.renew": lambda: None,
    "jobs.tell_progress": lambda: None,
    "jobs.finish": lambda: None,
    "jobs.fail": lambda: _claim_and_keep(jobs.fail),
    "jobs.put_back": lambda: _claim_and_keep(jobs.put_back),
    "jobs.try_again": lambda: jobs.try_again(9),
    "jobs.get": lambda: jobs.get(9),
    "jobs.page": lambda: (jobs.page(900, 21), jobs.page(900, 21, "sweep"), jobs.page(900, 21, None, "failed")),
    "sweeps.idempotency_keys": retention.idempotency_keys,
    "sweeps.sign_in_failures": retention.sign_in_failures,
    "sweeps.known_networks": retention.known_networks,
    "sweeps.one_time_links": retention.one_time_links,
    "sweeps.letter_counts": retention.letter_counts,
    "sweeps.letters": retention.letters,
    "sweeps.letters_given_up": retention.letters_given_up,
    "sweeps.jobs": retention.jobs,
    "pictures.of_products": lambda: (images.of_products([7, 9]), images.of_products([])),
    "images.check_owner": lambda: images.check_owner(7, 8),
    "images.register": lambda: images.register([StoredImage("new", 1, 1), StoredImage("p7", 1, 1)]),
    "images.add": lambda: images.add(7, 8, ["p7", "p9"]),
    "images.reorder": lambda: images.reorder(7, 8, [row["id"] for row in images.of_products([7])[7]][::-1]),
    "images.remove": lambda: images.remove(7, 8, images.of_products([7])[7][0]["id"]),
    "images.remove_all": lambda: images.remove_all(9),
    "shop.get": lambda: shop.get("Toko"),
    "shop.rename": lambda: shop.rename("Toko", None),
    "shop.show_logo": lambda: (shop.show_logo("p9", None), shop.show_logo(None, None)),
    "images.set_avatar": lambda: (images.set_avatar(1, "p9"), images.set_avatar(1, None)),
    "images.unused": lambda: images.FILES.unused(100),
    "images.delete_unused": lambda: _in_transaction(lambda: images.FILES.delete_unused("p3000")),
    "images.add_missing": lambda: images.FILES.add_missing({"p7", "stray"}),
    "products.iterate": lambda: list(products.iterate(7)),
    "categories.paths": categories.paths,
    "import_categories.get_or_create_category": lambda: (
        import_categories.get_or_create_category(["Baru", "Lebih baru"]),
        import_categories.get_or_create_category(["Baru"]),
    ),
    "import_categories.get_or_create_brand": lambda: (
        import_categories.get_or_create_brand("Baru", 1),
        import_categories.get_or_create_brand("Baru", 1),
    ),
    "products.first": lambda: products.first(20, 0),
    "products.add": lambda: products.add(1, NEW),
    "products.update": lambda: products.update(31, 2, {"price": 2, "stock": 9, "barcodes": ["1", "2"]}, 2),
    "products.delete": lambda: products.delete(31, 2),
    "import_batches.check_can_create_products": lambda: _refused(
        lambda: import_batches.check_can_create_products(1, ProductFile(lambda: [b"sku,nama,stok\nA-1,Baru,5\n"]))
    ),
    "imports.add": lambda: product_imports.add(
        1, "x.csv", 1, "upsert", False, ProductFile(_list, workbook=True), _list, "test", 60
    ),
    "imports.get": lambda: (product_imports.get(7, 8), product_imports.get(7, None)),
    "imports.id_of_job": lambda: product_imports.id_of_job(7),
    "imports.page": lambda: product_imports.page(1, 900, 21),
    "imports.list_failures": lambda: product_imports.list_failures(7, 5, 21),
    "imports.get_and_release": lambda: product_imports.get_and_release(7, 8),
    "imports.iterate_failures": lambda: list(product_imports.iterate_failures(7)),
    "imports.parts": lambda: list(product_imports.parts(7)),
    "imports.finish": lambda: product_imports.finish(9),
    "import_batches.run_import": lambda: import_batches.run_import(
        product_imports.page(1, 10**6, 1)[0]["id"], lambda done, total: None
    ),
    "transactions.quote": lambda: transactions.quote(1, [(7, 1), (9, 1)], False),
    "transactions.sell": lambda: (
        transactions.sell(1, [(7, 1), (9, 1)], False, key="jual"),
        transactions.sell(60, [(300, 1)], False),
    ),
    "transactions.get": lambda: (transactions.get(5, 6, False), transactions.get(5, 6, True)),
    "transactions.page_of_buyer": lambda: [transactions.page_of_buyer(1, 900, 21, span) for span in SPANS],
    "transactions.page_of_seller": lambda: [transactions.page_of_seller(1, 900, 21, span) for span in SPANS],
    "transactions.page_of_all": lambda: [transactions.page_of_all(900, 21, span) for span in SPANS],
    "versions.get": lambda: versions.get(7),
    # Learner 1's attempt in course 1 is number 1; the quiz is content 10, and question 1 a short answer.
    "attempts.start": lambda: (attempts.start(2, 1, 10), attempts.start(2, 1, 10)),
    "attempts.get": lambda: attempts.get(2, 1, 10, 1),
    "attempts.page": lambda: attempts.page(2, 1, 10),
    "attempts.page_of_learner": lambda: attempts.page_of_learner(1, None, 2, 10),
    "attempts.get_of_learner": lambda: attempts.get_of_learner(1, None, 2, 10, 1),
    "attempts.allow": lambda: [
        attempts.set_allowance(1, None, 2, 10, allowances.Allowance(1, minutes, "x"), by=1) for minutes in (5, 9)
    ],
    "attempts.limits": lambda: (attempts.limits(2, 1, 10), attempts.limits(None, 1, 10)),
    "attempts.save": lambda: attempts.save(2, 1, 10, 1, {1: "x"}),
    "attempts.submit": lambda: (attempts.submit(2, 1, 10, 1, {1: "x"}), attempts.start(2, 1, 10)),
    "versions.get_uncached": lambda: versions.get_uncached(7),
    "enrolments.enrol": lambda: (
        enrolments.enrol(1, 2, False),
        enrolments.enrol(1, 30, False),
        enrolments._find_purchase(1, 300),
        enrolments._require_product_on_sale(300),
        _refused(lambda: enrolments._require_completed_courses(1, [30, 31])),
    ),
    "enrolments.leave": lambda: enrolments.leave(2, 1),
    "enrolments.remove": lambda: enrolments.remove(3, None, 24, "x", by=1),
    "enrolments.readmit": lambda: enrolments.readmit(3, None, 24),
    "enrolments.check_purchase": lambda: enrolments.check_purchase(70, [{"id": 297, "name": "x"}]),
    "enrolments.enrol_buyer": lambda: _in_transaction(lambda: enrolments.enrol_buyer(71, [{"id": 7, "title": "x"}], 8)),
    "enrolments.enrol_past_buyers": lambda: _in_transaction(lambda: enrolments.enrol_past_buyers(7, 9)),
    "enrolments.has_access": lambda: (enrolments.has_access(1, 2, 7), enrolments.has_access(2, 1, None)),
    "enrolments.courses_of_sales": lambda: enrolments.courses_of_sales([8, 9]),
    "enrolments.has_buyers": lambda: enrolments.has_buyers(7, 9),
    "progress.read": lambda: progress.get(208, 201),
    "progress.record": lambda: [
        progress.record(208, 201, [Event("x", number, True, seconds=5, position=1.0) for number in (2001, 2002)])
        and progress.record(208, 201, [Event("x", None, True)])
        for _ in range(2)
    ],
    "progress.lock": lambda: _in_transaction(lambda: _held()),
    "progress.result": lambda: _in_transaction(lambda: progress.record_quiz_result(_held(), 2010, 90, True, NEW_YEAR)),
    "progress.lock_for_owner": lambda: _in_transaction(lambda: progress.lock_for_owner(201, None, 208)),
    "progress.require_owner": lambda: ownership.require_owner(201, None, or_deleted=True),
    "progress.waive": lambda: progress.waive(201, None, 209, 2010, "x", 1),
    "progress.require_open_content": lambda: progress.require_open_content(208, 201, 2003),
    "progress.recount": lambda: progress.record(208, 231, [Event("x", 2301, True)]) and _recounted(231),
    "versions.page": lambda: (versions.page(7, 21), versions.page(7, 21, 5)),
    "versions.find": lambda: versions.find(7, 1),
    "courses.page": lambda: [
        courses.page(scope, Viewer(8, True), 21, 0, before) for scope in courses.SCOPES for before in (None, 200)
    ],
    "courses.count": lambda: [courses.count(scope, Viewer(8, True)) for scope in courses.SCOPES],
    "courses.get": lambda: (courses.get(7, Viewer(None)), courses.get(7, Viewer(8))),
    "courses.titles": lambda: courses.titles([7, 8]),
    "courses.content": lambda: courses.content(7, 61, Viewer(8)),
    "courses.add": lambda: courses.add(NEW_COURSE, admin=False),
    "courses.update": lambda: (
        courses.update(7, 8, {"title": "y", "product_id": 7, "prerequisites": [5, 6]}, False),
        course_products.deactivate_unused(7),
    ),
    "courses.delete": lambda: courses.delete(299, 30),
    "courses.restore": lambda: courses.restore(299),
    "course_drafts.get": lambda: drafts.get(7, 8),
    "course_drafts.required_courses": lambda: drafts.required_courses(7),
    "course_drafts.lock": lambda: _in_transaction(lambda: drafts.lock(7, 8)),
    "course_drafts.touch": lambda: _in_transaction(lambda: drafts.raise_revision(7, "x")),
    "course_draft_sections.add": lambda: draft_sections.add(7, 8, "y", 1),
    "course_draft_sections.change": lambda: draft_sections.update(7, 8, 7, {"title": "y", "position": 2}),
    "course_draft_sections.remove": lambda: draft_sections.delete(9, 10, 9),
    "course_drafts.content": lambda: draft_contents.get(7, 8, 61),
    "course_draft_contents.add": lambda: draft_contents.add(7, 8, NEW_CONTENT),
    "course_draft_contents.change": lambda: draft_contents.update(
        7, 8, 62, {"body": "y", "prerequisites": [61], "position": 3}
    ),
    "course_draft_contents.remove": lambda: draft_contents.remove(7, 8, 63),
    "course_drafts.attach": lambda: draft_contents.attach_file(7, 8, _file_content(), f"{7:064x}", "x"),
    "course_drafts.arrange": lambda: drafts.reorder(11, 12, [(11, list(range(110, 100, -1)))]),
    "course_ownership.require_owner": lambda: ownership.require_owner(7, 8),
    "course_ownership.require_content_owner": lambda: ownership.require_content_owner(7, 8, 61),
    "course_files.keep": lambda: course_files.keep(f"{7:064x}", 1),
    "course_files.unused": lambda: course_files.FILES.unused(100),
    "course_files.delete_unused": lambda: _in_transaction(lambda: course_files.FILES.delete_unused(f"{3000:064x}")),
    "course_files.add_missing": lambda: course_files.FILES.add_missing({f"{7:064x}", "f" * 64}),
    "publishing.publish": lambda: [publishing.publish(7, 8, 8, None, dry_run) for dry_run in (True, False, False)],
    "certificates.issue": lambda: _in_transaction(lambda: certificates.issue(2000, 1, versions.get(200), NEW_YEAR)),
    "certificates.create": lambda: _in_transaction(lambda: certificates.create(2001, 1, versions.get(200), NEW_YEAR)),
    "certificates.get": lambda: certificates.get(f"{7:026}"),
    "certificates.get_for_export": lambda: certificates.get_for_export(f"{7:026}", None),
    "certificates.page": lambda: certificates.page(8, 900, 21),
    "certificates.reissue": lambda: certificates.reissue(f"{5:026}", None, "y", "x", by=1),
    "certificates.revoke": lambda: certificates.revoke(f"{7:026}", None, "x", 1),
    "certificates.list_revoked": certificates.list_revoked,
    "credential_keys.signing": lambda: signing_keys.get_signing_key(SEAL),
    "credential_keys.list_public": signing_keys.list_public,
    "credential_keys.get": lambda: signing_keys.get(signing_keys.list_public()[0]["id"]),
    "course_analytics.progress": lambda: [reports.progress(*asked) for asked in ANALYSED],
    "course_analytics.engagement": lambda: [reports.engagement(*asked) for asked in ANALYSED],
    "course_analytics.completion": lambda: [reports.completion(*asked) for asked in ANALYSED],
    "course_analytics.completion_by_month": lambda: [reports.completion_by_month(*asked) for asked in ANALYSED],
    "course_analytics.cohorts": lambda: reports.cohorts(reports.Viewer(1), 7, NEW_YEAR),
    "course_analytics.iterate_courses": lambda: list(
        reports.iterate_courses(reports.progress, reports.Viewer(1), NEW_YEAR)
    ),
    "course_analytics.scope": lambda: reports.resolve_scope(reports.Viewer(1), None, 7),
    "course_analytics.people": lambda: [
        reports.learners(reports.Viewer(1, True), wanted, after, 21, NEW_YEAR)
        for scope in ("all", "own", "learners")
        for wanted in (reports.LearnerFilter(scope), reports.LearnerFilter(scope, 30, "not_started", 7))
        for after in ((0, 0), (7, 7))
    ],
    "course_analytics.walk_people": lambda: list(
        reports.iterate_learners(reports.Viewer(1), reports.LearnerFilter("own"), NEW_YEAR)
    ),
    "sales.select": lambda: (sales.select(None), sales.select(8, 7, 1)),
    "sales.dashboard": lambda: sales.dashboard(SOLD[0], date(2026, 1, 1), date(2026, 1, 7), "week", NEW_YEAR),
    "sales.sums": lambda: [sales.sums(asked, WEEK) for asked in SOLD],
    "sales.first_sale": lambda: [sales.first_sale(asked) for asked in SOLD],
    "sales.by_hour": lambda: [sales.by_hour(asked, WEEK) for asked in SOLD],
    "sales.by_product": lambda: [sales.by_product(asked, WEEK) for asked in SOLD],
    "sales.unsold": lambda: [sales.unsold(asked, NEW_YEAR, 10) for asked in SOLD],
    "sales.item_source": lambda: None,
    "sales.product_source": lambda: None,
    "demand.products_by_cover": lambda: [demand.products_by_cover(asked, WEEK.begin, WEEK.end, 14) for asked in SOLD],
    "demand.sort_key": lambda: None,
    "demand.by_day": lambda: demand.by_day([7, 8], date(2026, 1, 1), date(2026, 1, 7)),
    "demand.without_stock": lambda: demand.without_stock([7, 8], date(2026, 1, 1), date(2026, 1, 7)),
    "statements.course": lambda: xapi_statements.get_course(reports.Viewer(1), 7, True, "https://toko.example"),
    "statements.walk": lambda: [
        list(
            xapi_statements.iterate_statements(
                xapi_statements.get_course(reports.Viewer(1), 7, True, "https://x"), user_id
            )
        )
        for user_id in (None, 1)
    ],
}


@pytest.fixture
def filled(empty: Database) -> None:
    """Enough rows that a plan without an index would be chosen for its own sake nowhere."""
    queries.system.schema.upgrade()
    numbers = list(range(1, 3001))
    people = numbers[:300]
    _insert("users (id, name, username, password_hash)", [(n, "x", f"u{n}", "h") for n in people])
    _insert("user_roles (user_id, role)", [(n, "buyer") for n in people])
    sessions_of = [(f"s{n}", n % 300 + 1, "r", "", "", "2030-01-01") for n in numbers]
    _insert("sessions (id, user_id, refresh_id, address, user_agent, expires_at)", sessions_of)
    _insert("categories (id, parent_id, name, change_id)", [(n, 1 if n == 2 else None, f"k{n}", n) for n in people])
    _insert("brands (id, name, change_id)", [(n, f"b{n}", n) for n in people])
    goods = [
        (n, n % 30 + 1, n % 200 + 1, n % 200 + 1, f"sku-{n}", f"{n % 97:02x} kopi {n}", "biji pilihan " * 12,
         n * 10 % 30_000, n % 50)
        for n in numbers
    ]  # fmt: skip
    _insert("products (id, seller_id, category_id, brand_id, sku, name, description, price, stock)", goods)
    _insert("product_barcodes (product_id, seller_id, barcode)", [(n, n % 30 + 1, f"899{n:05}") for n in numbers])
    for start in range(0, len(numbers), 500):
        products.index(numbers[start : start + 500])
    _insert("jobs (id, kind, payload, state, attempts)", [(n, "x", "{}", "failed", 5) for n in numbers])
    _insert("activities (user_id, type, address)", [(n % 300 + 1, "sale", "") for n in numbers])
    links = [(f"{n}", n % 300 + 1, "x", "2030-01-01") for n in numbers]
    _insert("one_time_links (token_hash, user_id, purpose, expires_at)", links)
    _insert("letters (recipient, template, language, words)", [("a@b", "x", "id", "{}")] * 3000)
    networks = [(n % 300 + 1, f"10.0.{n // 250}.{n % 250}", "2030-01-01") for n in numbers]
    _insert("known_networks (user_id, network, last_used_at)", networks)
    counts = [(f"{n}", 1, "2030-01-01", "2030-01-01") for n in numbers]
    _insert("letter_counts (subject, letters, began_at, free_at)", counts)
    _insert("pictures (id, width, height, used_at)", [(f"p{n}", 1, 1, "2026-01-01") for n in numbers])
    _insert("product_images (product_id, picture_id, position)", [(n, f"p{n}", 1) for n in numbers[:-1]])
    _insert("role_requests (user_id, role, note, state)", [(n % 300 + 1, "seller", "", "denied") for n in numbers])
    _insert("transactions (id, buyer_id, tax, total)", [(n, n % 300 + 1, 0, 5) for n in numbers])
    lines = [(n, n, n % 30 + 1, "x", 5, 1, 5, 0, "2026-01-01") for n in numbers]
    _insert(
        "transaction_items (transaction_id, product_id, seller_id, name, price, qty, subtotal, tax, sold_at)", lines
    )
    moves = [(n % 300 + 1, 1, 1, "opening", 1) for n in numbers]
    _insert("stock_ledger (product_id, delta, balance, reason, actor_id)", moves)
    _insert("sign_in_failures (subject, failures, last_failed_at)", [(f"{n}", 1, "2026-01-01") for n in numbers])
    _insert("second_factors (user_id, secret, enabled_at)", [(n, "x", "2026-01-01") for n in people[20:]])
    _insert("recovery_codes (user_id, digest)", [(n % 280 + 21, f"{n:032}") for n in numbers])
    keys = [(n % 300 + 1, "x", f"k{n}", "f") for n in numbers]
    _insert("idempotency_keys (user_id, operation, idempotency_key, fingerprint)", keys)
    _insert("jobs (id, kind, payload, user_id)", [(n + 3000, "import", "{}", n % 300 + 1) for n in numbers])
    files = [(n, n + 3000, n % 300 + 1, "x.csv", 1, "upsert", 0, "[]") for n in numbers]
    _insert("imports (id, job_id, user_id, filename, size, mode, dry_run, header)", files)
    _insert("import_parts (import_id, part, content)", [(n, 0, "x") for n in numbers])
    _insert("import_failures (import_id, line, cells, faults)", [(n % 300 + 1, n, "[]", "[]") for n in numbers])
    told = [
        (
            "2026-01-01",
            n % 300 + 1,
            n % 300 + 1,
            f"10.0.0.{n % 250}",
            f"anfrage-{n}",
            "UPDATE",
            "users",
            n,
            "{}",
            "s",
            "s",
        )
        for n in numbers
    ]
    _insert(
        "audit_entries (at, user_id, key_id, address, request_id, operation, table_name, row_id, new_values, signer, "
        "signature)",
        told,
    )
    keys = [
        (n, n % 300 + 1, "x", f"{n:012}", b"x" * 32, "products:read", "id", 90, "2030-01-01", "2026-01-01")
        for n in numbers
    ]
    _insert("api_keys (id, user_id, name, lookup, digest, scopes, language, days, expires_at, warn_at)", keys)
    _fill_courses(people, numbers)
    for row in db.fetch_all("SHOW TABLES"):
        (table,) = row.values()
        db.fetch_all(f"ANALYZE TABLE {table}")


def test_every_statement_on_a_growing_table_uses_an_index(filled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    said = _said(monkeypatch, lambda: [call() for call in CALLS.values()])
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
                # The row whose id is NULL is none, and needs no key to be told so.
                if step["type"] == "const":
                    continue
                if step["type"] == "ALL" or (step["type"] == "index" and "LIMIT" not in sql) or not step["key"]:
                    slow[" ".join(sql.split())] = step
    # Counting reads what it counts.
    slow = {sql: step for sql, step in slow.items() if not sql.startswith("SELECT COUNT(*)")}
    assert not slow, list(slow)


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


def test_every_query_function_has_its_plan_looked_at() -> None:
    """A new function in queries/ belongs into CALLS."""
    modules = {
        module.__name__.removeprefix("queries."): module
        for module in (
            users,
            sessions,
            login_attempts,
            idempotency,
            import_batches,
            product_imports,
            import_categories,
            products,
            transactions,
            product_search,
            search_index,
            categories,
            brands,
            change_feed,
            actor,
            activities,
            audit,
            audit_chain,
            api_keys,
            api_key_checks,
            jobs,
            retention,
            images,
            emails,
            queue_pauses,
            provider_tokens,
            encrypted_columns,
            one_time_links,
            profiles,
            role_requests,
            roles,
            passwords,
            two_factor,
            versions,
            certificates,
            signing_keys,
            attempts,
            enrolments,
            progress,
            courses,
            drafts,
            course_files,
            publishing,
            reports,
            xapi_statements,
            sales,
            demand,
            shop,
        )
    }
    public = {
        f"{name}.{function}"
        for name, module in modules.items()
        for function, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not function.startswith("_")
    }
    assert (
        public
        - {
            "users.with_roles",
            "users.standing",
            "imports.rate_of",
            "sign_ins.lock_seconds",
            "words.split",
            "words.of_product",
            "course_drafts.rendered",
        }
        == CALLS.keys()
    )
    assert {path.stem for path in (ROOT / "queries").glob("*.py")} == {
        *modules,
        "__init__",
        "checks",
        "demo",
        "demo_courses",
        "schema",
    }


def _fill_courses(courses: list[int], numbers: list[int]) -> None:
    """Course n has version n, ten contents, the last a quiz, and ten learners, each of whom began the first.

    Content and enrolment n are those of the course (n - 1) // 10 + 1; its owner is its number modulo 30 plus 1.
    """
    course = {n: (n - 1) // 10 + 1 for n in numbers}
    _insert("courses (id, owner_id, title, description, version_id)", [(n, n % 30 + 1, "x", "", n) for n in courses])
    # Each sold by the product of its number.
    db.execute("UPDATE courses SET product_id = id WHERE id IN (297, 298, 300)")
    db.execute("UPDATE products SET stocked = 0 WHERE id IN (297, 298, 300)")
    _insert("course_prerequisites (course_id, required_id)", [(n, n - 1) for n in courses[1:]])
    _insert("course_sections (id, course_id, position, title)", [(n, n, 1, "x") for n in courses])
    _insert("course_files (id, size, used_at)", [(f"{n:064x}", 1, "2026-01-01") for n in numbers])
    quiz = '{"questions": [{"id": 1, "kind": "short", "text": "x", "accepted": ["x"]}]}'
    contents = [
        (n, course[n], course[n], n, "text" if n % 10 else "quiz", "x", "x" if n % 10 else quiz,
         "Completed" if n % 10 else "Passed", "[]", f"{n:064x}")
        for n in numbers[:-1]
    ]  # fmt: skip
    columns = "id, course_id, section_id, position, kind, title, body, move_on, prerequisites, file_id"
    _insert(f"course_contents ({columns})", contents)
    versions = [(n, n, 1, "x", "", "", "", "id", 0, "[]", 1) for n in courses]
    columns = "id, course_id, number, title, summary, description, description_html, language, sequential, "
    _insert(f"course_versions ({columns} prerequisites, published_by)", versions)
    published = [
        (row[1], (row[0] - 1) % 10 + 1, row[0], 1, "x", row[4], "x", row[6], "", 1, row[7], "[]") for row in contents
    ]
    columns = "version_id, place, content_id, section, section_title, kind, title, body, html, required, move_on"
    _insert(f"version_contents ({columns}, prerequisites)", published)
    columns = "id, user_id, course_id, enrolled_at"
    _insert(f"enrolments ({columns})", [(n, n % 300 + 1, course[n], "2026-01-05") for n in numbers])
    begun = [(n, course[n] * 10 - 9, "2026-01-05", "2026-01-05") for n in numbers]
    _insert("progress (enrolment_id, content_id, started_at, updated_at)", begun)
    _insert("progress_visits (enrolment_id, content_id, visit, seconds)", [(*row[:2], "", 0) for row in begun])
    days = [(course[n], "2026-01-05", n, "2026-01-01", 0) for n in numbers]
    _insert("learning_days (course_id, day, enrolment_id, cohort, week)", days)
    _insert("content_counts (content_id, started)", [(n * 10 - 9, 10) for n in courses])
    attempts = [(n, n, min(course[n] * 10, 2999), course[n], 1, "[[1, []]]", "2099-01-01") for n in numbers]
    _insert("quiz_attempts (id, enrolment_id, content_id, version_id, number, questions, expires_at)", attempts)
    allowed = [(n, min(course[n] * 10, 2999), 1, "x", 1, "2026-01-05") for n in numbers]
    _insert("quiz_allowances (enrolment_id, content_id, attempts, reason, granted_by, granted_at)", allowed)
    certificates = [(n, f"{n:026}", "x", "x", course[n], "2026-02-01") for n in numbers[:1000]]
    columns = "enrolment_id, code, learner_name, course_title, version_id, issued_at"
    _insert(f"certificates ({columns})", certificates)


def _file_content() -> int:
    """The content of course 7 that is a file."""
    return int(db.fetch_value("SELECT MAX(id) FROM course_contents WHERE course_id = 7 AND kind = 'file'"))


def _pending() -> int:
    """A role request of person 1 that waits."""
    return int(db.fetch_value("SELECT MAX(id) FROM role_requests WHERE user_id = 1 AND state = 'pending'"))


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
