"""A walk that sends the statements of the product: all routes, lists with each parameter, jobs, and rare events."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from typing import Any

from cryptography.fernet import Fernet
from sales_walk import calls_of_sales

import jobs.runner
import queries.accounts.passwords
import queries.accounts.two_factor
import queries.catalogue.images
import queries.catalogue.import_rows
import queries.catalogue.product_imports
import queries.catalogue.products
import queries.sales.checkout
import queries.sales.customers.debts
import queries.sales.order_expiry
import queries.sales.readiness
import queries.system.audit_chain
import queries.system.backups.records
import queries.system.demo.shop
import queries.system.emails
import queries.system.encrypted_columns
import queries.system.idempotency
import queries.system.jobs
import queries.system.leases
import queries.system.platform
import queries.system.provider_tokens
import queries.system.queue_pauses
from domain.security.encryption import Cipher
from queries.catalogue import product_search
from queries.events import feed, sending
from queries.system.emails import Quota
from queries.system.idempotency import Key
from settings import Settings
from support.calls.access_matrix import PEOPLE, TABLE, World, call
from support.people import PASSWORD, Shop

# It needs processes for analyses, which are not started here.
ANALYZE = "POST /api/analytics/analyze"


class WalkedWorld(World):
    """A world in which calls that only read share a course."""

    reading = False

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.shared: dict[str, dict[str, Any]] = {}

    def teach(self, *contents: dict[str, Any]) -> dict[str, Any]:
        if not self.reading:
            return super().teach(*contents)
        if (key := str(contents)) not in self.shared:
            self.shared[key] = super().teach(*contents)
        return self.shared[key]


def query_strings(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each GET route with each of its parameters alone, and each value of an enumeration."""
    examples = {
        "from": "2026-01-01&to=2026-01-07", "to": "2026-01-07", "row_id": "7&table=users", "request_id": "anfrage-7",
        "address": "10.0.0.7", "search": "budi li", "user": "me", "kind": "sweep", "table": "users", "code": "sku-7",
        "cursor": "", "since": "7", "types": "order.paid", "seconds": "1",
    }  # fmt: skip
    for path, item in document["paths"].items():
        for parameter in item.get("get", {}).get("parameters", ()):
            if parameter["in"] != "query":
                continue
            name, schema = parameter["name"], parameter["schema"]
            values = schema.get("enum") or ([True, False] if schema["type"] == "boolean" else [])
            values = ["now"] if (path, name) == ("/api/events", "since") else values
            values = values or [examples.get(name, schema.get("const", schema.get("default", 7)))]
            for value in values:
                yield path, f"{name}={str(value).lower() if isinstance(value, bool) else value}"


def allowed(route: str) -> list[str]:
    """Return the first and the last of the users who may call the route."""
    found = [who for who, status in zip(PEOPLE, TABLE[route][0].split(), strict=True) if status < "400"]
    return list(dict.fromkeys((found[0], found[-1]))) if found else []


def calls_of_all_routes(world: WalkedWorld, document: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Call every route as users who may call it, then every list with each parameter; yield calls with their status."""
    for route, (_, about, body) in TABLE.items():
        if route == ANALYZE:
            continue
        if route == "POST /api/users/role-requests":
            # An earlier call has granted it.
            world.shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'developer'", (world.budi.id,))
        world.reading = route.startswith("GET ")
        for who in allowed(route)[: 1 if "{" in route and not world.reading else 2]:
            yield route, call(world, route, who, about, body).status_code
        if "second-factor" in route:
            world.shop.rows("DELETE FROM second_factor_policy")
            world.disable_totp()
    world.reading = True
    places: dict[str, Any] = {}
    for path, query in query_strings(document):
        about = TABLE[f"GET {path}"][1]
        if path not in places:
            places[path] = about(world) if about else ""
        place = places[path]
        where = re.sub(r"{.*}", str(place), path) if "{" in path else path + str(place)
        for who in allowed(f"GET {path}")[-1:]:
            address = f"{where}{'&' if '?' in where else '?'}{query}"
            answer = world.people[who].get(address)
            yield query, answer.status_code
            cursor = answer.headers["Content-Type"] == "application/json" and answer.json().get("next_cursor")
            if cursor:
                yield query, world.people[who].get(f"{address}&cursor={cursor}").status_code
    world.reading = False


def further_calls(world: World) -> Iterator[int]:
    """Make the calls of every area that the routes alone do not lead to; yield their statuses."""
    yield from _accounts(world)
    yield from _catalogue(world)
    yield from _lists(world)
    yield from _courses(world)
    yield from _changed_courses(world)
    yield from _sold_courses(world)
    yield from calls_of_sales(world)
    yield from _front_ends(world)


def _front_ends(world: World) -> Iterator[int]:
    base = "/compat/marketplace/api"
    world.shop.rows("UPDATE brands SET owner_id = NULL WHERE owner_id = %s", (world.sari.id,))
    opened = world.sari.post(f"{base}/auth/open_store", {"name": "Toko Sari"})
    assert opened.status_code == 201, opened.text
    yield opened.status_code
    world.product(brand_id=opened.json()["brand"]["id"])
    for path in ("auth/brands/my", "products/my-brand", "products/"):
        yield world.sari.get(f"{base}/{path}").status_code


def _accounts(world: World) -> Iterator[int]:
    token = world.link("verify")
    for _ in range(2):
        yield world.visitor.post("/api/auth/verify", {"token": token}).status_code
    queries.system.emails.configure(Quota(100, 24 * 3600))
    for _ in range(2):
        world.add_addresses()
        yield world.tono.post("/api/auth/verify/send").status_code
        # The day of the counts, and the pause before the next e-mail, are over.
        world.shop.rows("UPDATE letter_counts SET began_at = '2026-01-01', free_at = '2026-01-01'")
    queries.system.emails.configure(None)
    # A reset has made the network known.
    world.shop.rows("DELETE FROM known_networks")
    yield world.visitor.post("/api/auth/login", {"username": "budi", "password": PASSWORD}).status_code
    world.shop.rows("DELETE FROM api_keys")
    made = world.dian.post("/api/developer/key").json()["api_key"]
    for _ in range(2):
        yield world.visitor.get("/api/developer/key/self", headers={"X-API-Key": made}).status_code
    yield world.visitor.post("/api/developer/key/report", {"api_key": made}).status_code
    assert world.visitor.get("/api/developer/key/self", headers={"X-API-Key": made}).status_code == 401
    again = {"Idempotency-Key": "kunci-lagi-1"}
    for _ in range(2):
        yield world.dian.post("/api/developer/key", headers=again).status_code
    # Its owner must be warned of its end.
    world.shop.rows("UPDATE api_keys SET warn_at = '2026-01-01' WHERE revoked_at IS NULL")
    wrong = {"username": "budi", "password": "bukan kata sandinya"}
    assert world.visitor.post("/api/auth/login", wrong, headers=again).status_code == 401
    assert world.budi.get("/api/jobs").status_code == 403
    yield world.dewi.patch(f"/api/users/{world.tono.id}", {"roles": ["buyer"]}).status_code
    for active in (False, True):
        yield world.dewi.patch(f"/api/users/{world.tono.id}", {"active": active}).status_code
    world.tono.sign_in()


def _catalogue(world: World) -> Iterator[int]:
    sari = world.sari
    for _ in range(2):
        yield world.budi.buys(world.product_for_sale, key="beli-lagi-1").status_code
    product_id = world.product(barcodes=["8991"])
    images = [("images", (f"{number}.png", world.unique_image())) for number in range(2)]
    shown = sari.post(f"/api/products/{product_id}/images", files=images).json()["images"]
    order = {"image_ids": [image["id"] for image in reversed(shown)]}
    yield sari.put(f"/api/products/{product_id}/images/order", order).status_code
    files = (
        b"sku,nama,harga,kategori,merek\nB-1,Baru,1000,Baru > Lebih baru,Merek\nB-2,Lain,2000,Baru > Lain,Merek\n",
        b"sku,nama,harga,stok,barcode\nB-1,Nama baru,1500,7,8992\n",
        b"nama,harga,barcode\nLain,2500,\nNama baru,1700,8992\n",
    )
    for rows in files:
        sent = {"file": ("produk.csv", rows)}
        yield sari.post("/api/products/import-csv?create_missing=true", files=sent).status_code
    category = world.category()
    world.product(category_id=category)
    yield world.dewi.post("/api/products/categories/delete", {"ids": [category]}).status_code
    yield from _variants(world)


def _variants(world: World) -> Iterator[int]:
    """Make a group of three by calls and by a file, show it, and take it apart."""
    sari, path = world.sari, "/api/products"
    options = [[{"name": "Ukuran", "value": size}] for size in "SM"]
    main = world.product(options=options[0])
    code = sari.get(f"{path}/{main}").json()["sku"]
    variant = world.product(variant_of=main, options=options[1])
    sent = {"file": ("produk.csv", f"sku,nama,harga,varian dari,opsi\nV-L,Kopi L,1000,{code},Ukuran=L\n".encode())}
    yield sari.post(f"{path}/import-csv", files=sent).status_code
    assert len(sari.get(f"{path}/{variant}").json()["variants"]) == 3
    for query in ("variants=grouped", f"variant_of={main}", "variants=grouped&sort_by=price&search=kopi"):
        yield world.visitor.get(f"{path}?{query}").status_code
    yield sari.patch(f"{path}/{main}", {"options": [{"name": "Ukuran", "value": "XS"}]}).status_code
    assert sari.delete(f"{path}/{main}").status_code == 409
    yield sari.patch(f"{path}/{variant}", {"variant_of": None}).status_code
    yield sari.get(f"{path}/export").status_code


def _lists(world: World) -> Iterator[int]:
    filters = (
        ("", "search=kopi", "search=biji kopi"), ("", "category_id=3"), ("", "seller_id=3", "brand_id=3"),
        ("", "min_price=5&max_price=900000&in_stock=true"), [f"sort_by={sort}" for sort in product_search.SORTS],
    )  # fmt: skip
    for query in product(*filters):
        yield world.visitor.get(f"/api/products?{'&'.join(filter(None, query))}").status_code
    orders = ("sort_order=asc", "sort_order=desc")
    for query in product(("", "search=budi", "search=budi li"), ("", "role=buyer"), ("", "active=true"), orders):
        yield world.dewi.get(f"/api/users?{'&'.join(filter(None, query))}").status_code


def _courses(world: World) -> Iterator[int]:
    """Learn with prerequisites, visits and a second enrolment, and take a quiz with an allowance."""
    sari, budi = world.sari, world.budi
    first = world.dewi.teaches(owner_id=sari.id)
    second = world.dewi.teaches({}, {}, owner_id=sari.id, prerequisites=[first["id"]])
    path = f"/api/courses/{second['id']}"
    yield budi.get(path).status_code
    assert budi.post(f"{path}/enroll").status_code == 409
    budi.graduates(first)
    yield budi.get(f"/api/courses/{first['id']}/progress").status_code
    for method in ("POST", "DELETE", "POST"):
        yield budi.call(method, f"{path}/enroll").status_code
    one, other = second["contents"]
    visit = {"content_id": one, "completed": True, "seconds": 5, "visit": "ponsel"}
    yield budi.post(f"{path}/progress", visit).status_code
    needs = {"section_id": second["section"], "kind": "text", "title": "Lanjut", "body": "x", "prerequisites": [one]}
    last = sari.post(f"{path}/contents", needs).json()["id"]
    # Without the others all learners of the first content have completed the course.
    for content in (last, other):
        yield sari.delete(f"{path}/contents/{content}").status_code
    yield sari.post(f"{path}/publish").status_code
    yield budi.post(f"{path}/progress", {"content_id": other, "seconds": 5}).status_code


def _changed_courses(world: World) -> Iterator[int]:
    """Change the rules of a quiz and its time, with an attempt in progress."""
    questions = [{"kind": "short", "text": "Apa?", "accepted": ["FOB"]}]
    quiz = {"kind": "quiz", "quiz": {"questions": questions, "minutes": 10}, "mastery_score": 75}
    made = world.teach(quiz)
    path, content = f"/api/courses/{made['id']}", f"contents/{made['contents'][0]}"
    yield world.dewi.get(f"{path}/{content}").status_code
    yield world.budi.post(f"{path}/{content}/attempts").status_code
    more_time = {"minutes": 5, "reason": "Listrik padam"}
    yield world.sari.put(f"{path}/learners/{world.budi.id}/{content}/allowance", more_time).status_code
    yield world.sari.put(f"{path}/{content}", {"mastery_score": 50}).status_code
    yield world.sari.post(f"{path}/publish").status_code


def _sold_courses(world: World) -> Iterator[int]:
    """Sell courses, before and after they are sold by another product."""
    sold, later = world.product(), world.product()
    yield world.tono.buys(sold).status_code
    course = world.dewi.teaches(owner_id=world.sari.id, product_id=sold)
    path = f"/api/courses/{course['id']}"
    yield world.budi.buys(sold).status_code
    assert world.dian.post(f"{path}/enroll").json()["code"] == "purchase_required"
    yield world.sari.put(path, {"product_id": later}).status_code
    course = world.dewi.teaches(owner_id=world.sari.id, product_id=world.product())
    yield world.sari.put(f"/api/courses/{course['id']}", {"product_id": None}).status_code


def rare_events(world: World, settings: Settings) -> None:
    """Call the query functions of accidents, of the command line and of the built front end."""
    _accidents_of_jobs(world)
    dian, sari = world.dian.id, world.sari.id
    queries.accounts.passwords.update_hash(dian, "old", "new")
    queries.accounts.two_factor.consume_recovery_code(dian, [b"x" * 32])
    queries.catalogue.import_rows.zero_padded_skus(sari)
    queries.catalogue.images.FILES.add_missing(["0" * 64])
    queries.catalogue.images.of_newest_products(2)
    world.shop.rows("UPDATE products SET words = NULL, change_id = 0 WHERE id IN (1, 2)")
    world.shop.rows("DELETE FROM product_words WHERE product_id IN (1, 2)")
    queries.catalogue.products.index([1, 2])
    queries.system.demo.shop.add_image("p1", ["sku-1"])
    key, cipher = Key(dian, "POST /x", "kunci-2", b"x" * 32), Cipher(settings.tokens.encryption_keys)
    for _ in range(2):
        queries.system.idempotency.lease(key, cipher)
        world.shop.rows("UPDATE idempotency_keys SET claimed_until = '2026-01-01' WHERE operation = 'POST /x'")
    queries.system.audit_chain.unchained_seconds()
    queries.system.audit_chain.extend()
    queries.system.audit_chain.faults()
    queries.system.audit_chain.compare_head(1, "x")
    world.enable_totp()
    queries.system.encrypted_columns.rotate(Cipher([Fernet.generate_key().decode(), *settings.tokens.encryption_keys]))
    queries.system.platform.list_jobs()
    queries.system.platform.count_emails()
    queries.system.platform.count_sold_out()
    queries.system.provider_tokens.store("x", b"x", 60)
    queries.system.provider_tokens.get("x")
    queries.system.queue_pauses.pause("x")
    queries.sales.readiness.check_space()
    for owner in ("one", "other"):
        queries.system.leases.take("x", owner, 60)
    with suppress(queries.system.leases.LeaseHeld), queries.system.leases.hold("x", 1.2):
        pass
    queries.system.leases.renew("x", "one", 60)
    queries.system.leases.give_back("x", "one")
    _backups()
    _webhooks(world)


def _webhooks(world: World) -> None:
    """Deliver an event, skip one, fail, be gone, and send a test and a replay, without a receiver."""
    webhook, start = world.webhook(), feed.now()
    world.sari.patch(f"/api/webhooks/{webhook}", {"active": True})
    for product_id in (world.product(), world.product()):
        world.sari.put(f"/api/products/{product_id}", {"price": world.new()})
    assert sending.has_work() and sending.list_ready() and feed.owners_since(start)[0]
    sending.list_due(1)
    for status in (200, 500, 410):
        world.shop.rows("UPDATE webhooks SET next_at = NULL")
        claimed = sending.claim(webhook, "w" * 32)
        assert claimed is not None
        event, *others = feed.page(world.sari.id, claimed["places"], (), 3).events
        sending.settle(claimed, "w" * 32, event, sending.Attempt(7, status, "ok"))
        sending.wanted(claimed, others)
        sending.release(webhook, "w" * 32)
    world.sari.patch(f"/api/webhooks/{webhook}", {"active": True})
    assert sending.claim(webhook, "w" * 32)
    sending.advance(webhook, "w" * 32, feed.now())
    # Those of webhooks that are deleted by now.
    world.shop.rows("DELETE FROM deliveries WHERE sent_at IS NULL")
    world.sari.post(f"/api/webhooks/{webhook}/test")
    world.sari.post(f"/api/webhooks/{webhook}/deliveries/{event['id']}/replay")
    for row in sending.list_requested(2, 2, ()):
        assert sending.take_requested(row["id"])
        sending.record_requested(row["id"], sending.Attempt(7, 200, "ok"))
    feed.release()


def _backups() -> None:
    """Record a backup that fails and one that is made."""
    record = queries.system.backups.records
    record.enqueue("2026-01-01", 3600)
    record.fail(record.start("x-1", 7), "disk_full", tell=True)
    record.count_failures(7)
    record.finish(record.start("x-2", None), 1, 1, 1, (1, "00" * 32))
    record.mark_deleted(["x-2"])
    record.status()


def _accidents_of_jobs(world: World) -> None:
    """Let an import wait for another, lose its lease, be interrupted and fail."""
    waiting = queries.system.jobs
    queue = jobs.runner.QUEUES["imports"]
    for _ in range(2):
        waiting.enqueue_import({}, world.tono.id)
    row = waiting.claim("w", queue, 60)
    assert row is not None
    waiting.renew_lease(row["id"], "w", 60)
    waiting.requeue(row["id"], "w")
    row = waiting.claim("w", queue, 60)
    assert row is not None
    waiting.fail(row["id"], "w", "x", None)
    queries.catalogue.product_imports.id_of_job(row["id"])
    world.shop.rows("DELETE FROM jobs WHERE user_id = %s", (world.tono.id,))


def run_jobs(settings: Settings) -> None:
    """Run the jobs that are due."""
    for job in jobs.runner.EVERY_HOUR:
        queries.system.jobs.enqueue(job, {})
    for queue in ("resets", "maintenance", "emails"):
        assert queries.system.jobs.is_due(jobs.runner.QUEUES[queue])
        jobs.runner.run_due(queue, settings, threading.Event())
