"""A database with about 3,000 rows in each table that grows, for tests of query plans."""

from __future__ import annotations

from typing import Any

import db
import queries.system.schema
from queries.catalogue import products


def fill() -> None:
    """Create the schema and fill its tables, so that no plan prefers a full scan for lack of rows."""
    queries.system.schema.upgrade()
    numbers = list(range(1, 3001))
    people = numbers[:300]
    _fill_accounts(people, numbers)
    _fill_catalogue(people, numbers)
    _fill_sales(numbers)
    _fill_system(numbers)
    _fill_imports(numbers)
    _fill_courses(people, numbers)
    _fill_events(numbers)
    for row in db.fetch_all("SHOW TABLES"):
        (table,) = row.values()
        db.fetch_all(f"ANALYZE TABLE {table}")


def _fill_events(numbers: list[int]) -> None:
    """Insert 3,000 events of 30 owners, their webhooks, and what was delivered."""
    columns = "change_id, place, owner_id, type, document_id, data, created_at"
    events = [
        (n + 10**6, 0, n % 30 + 1, "order.paid", n, "{}", f"2030-01-01 00:{n // 60:02}:{n % 60:02}") for n in numbers
    ]
    _insert(f"events ({columns})", events)
    hooks = [(n % 30 + 1, "https://example.com/", "id", "x", n % 100 == 0, "[]", "2026-01-01") for n in numbers]
    _insert("webhooks (owner_id, url, language, secret, active, position, position_at)", hooks)
    sent = [(n % 300 + 1, "regular", f"evt_{n}_0", "order.paid", "2026-01-01") for n in numbers]
    _insert("deliveries (webhook_id, kind, event_id, type, sent_at)", sent)


def _fill_accounts(people: list[int], numbers: list[int]) -> None:
    """Insert 300 users, and what each has: sessions, links, activities, codes, API keys."""
    _insert("users (id, name, username, password_hash)", [(n, "x", f"u{n}", "h") for n in people])
    _insert("user_roles (user_id, role)", [(n, "buyer") for n in people])
    sessions_of = [(f"s{n}", n % 300 + 1, "r", "", "", "2030-01-01") for n in numbers]
    _insert("sessions (id, user_id, refresh_id, address, user_agent, expires_at)", sessions_of)
    _insert("activities (user_id, type, address)", [(n % 300 + 1, "sale", "") for n in numbers])
    links = [(f"{n}", n % 300 + 1, "x", "2030-01-01") for n in numbers]
    _insert("one_time_links (token_hash, user_id, purpose, expires_at)", links)
    networks = [(n % 300 + 1, f"10.0.{n // 250}.{n % 250}", "2030-01-01") for n in numbers]
    _insert("known_networks (user_id, network, last_used_at)", networks)
    _insert("role_requests (user_id, role, note, state)", [(n % 300 + 1, "seller", "", "denied") for n in numbers])
    _insert("sign_in_failures (subject, failures, last_failed_at)", [(f"{n}", 1, "2026-01-01") for n in numbers])
    _insert("second_factors (user_id, secret, enabled_at)", [(n, "x", "2026-01-01") for n in people[20:]])
    _insert("recovery_codes (user_id, digest)", [(n % 280 + 21, f"{n:032}") for n in numbers])
    keys = [
        (n, n % 300 + 1, "x", f"{n:012}", b"x" * 32, "products:read", "id", 90, "2030-01-01", "2026-01-01")
        for n in numbers
    ]
    _insert("api_keys (id, user_id, name, lookup, digest, scopes, language, days, expires_at, warn_at)", keys)


def _fill_catalogue(people: list[int], numbers: list[int]) -> None:
    """Insert 3,000 products of 30 sellers, with their barcodes and pictures."""
    _insert("categories (id, parent_id, name, change_id)", [(n, 1 if n == 2 else None, f"k{n}", n) for n in people])
    db.execute("INSERT INTO change_counter (id, value) VALUES (1, 300) ON DUPLICATE KEY UPDATE value = 300")
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
    _insert("pictures (id, width, height, used_at)", [(f"p{n}", 1, 1, "2026-01-01") for n in numbers])
    _insert("product_images (product_id, picture_id, position)", [(n, f"p{n}", 1) for n in numbers[:-1]])


def _fill_sales(numbers: list[int]) -> None:
    """Insert 3,000 sales of one product each, and moves of stock."""
    _insert("transactions (id, buyer_id, tax, total)", [(n, n % 300 + 1, 0, 5) for n in numbers])
    lines = [(n, n, n % 30 + 1, "x", 5, 1, 5, 0, "2026-01-01") for n in numbers]
    _insert(
        "transaction_items (transaction_id, product_id, seller_id, name, price, qty, subtotal, tax, sold_at)", lines
    )
    moves = [(n % 300 + 1, 1, 1, "opening", 1) for n in numbers]
    _insert("stock_ledger (product_id, delta, balance, reason, actor_id)", moves)


def _fill_system(numbers: list[int]) -> None:
    """Insert jobs, backups, e-mails, idempotency keys and audit entries."""
    _insert("jobs (id, kind, payload, state, attempts)", [(n, "x", "{}", "failed", 5) for n in numbers])
    _insert("backups (name, job_id, state)", [(f"backup-{n}", n, "failed" if n % 9 else "done") for n in numbers])
    letters = [("a@b", "x", "id", "{}", "2099-01-01" if n % 10 else None) for n in numbers]
    _insert("letters (recipient, template, language, words, sent_at)", letters)
    counts = [(f"{n}", 1, "2030-01-01", "2030-01-01") for n in numbers]
    _insert("letter_counts (subject, letters, began_at, free_at)", counts)
    keys = [(n % 300 + 1, "x", f"k{n}", "f") for n in numbers]
    _insert("idempotency_keys (user_id, operation, idempotency_key, fingerprint)", keys)
    entries = [
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
        entries,
    )


def _fill_imports(numbers: list[int]) -> None:
    """Insert 3,000 imports that wait, and 3,000 failed rows of 300 of them."""
    _insert("jobs (id, kind, payload, user_id)", [(n + 3000, "import", "{}", n % 300 + 1) for n in numbers])
    files = [(n, n + 3000, n % 300 + 1, "x.csv", 1, "upsert", 0, "[]") for n in numbers]
    _insert("imports (id, job_id, user_id, filename, size, mode, dry_run, header)", files)
    _insert("import_parts (import_id, part, content)", [(n, 0, "x") for n in numbers])
    _insert("import_failures (import_id, line, cells, faults)", [(n % 300 + 1, n, "[]", "[]") for n in numbers])


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


def _insert(into: str, rows: list[tuple[Any, ...]]) -> None:
    for start in range(0, len(rows), 1000):
        part = rows[start : start + 1000]
        db.execute(
            f"INSERT INTO {into} VALUES {db.placeholders(len(part), len(part[0]))}",
            [value for row in part for value in row],
        )
