"""The queue of the TypeScript client: a till sells without a network, and each item is booked once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from support.app import ROOT
from support.browser import PLAIN_HOST
from support.people import Person, Shop

sys.path += [str(ROOT / "clients"), str(ROOT / "tests" / "sales")]

import make_typescript
from till_calls import Till

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

needs_node = pytest.mark.skipif(not make_typescript.NODE, reason="no Node here")
# A network that is away, cut, or there; `posts` are the items of each post that has left the till.
HEAD = """
import { Finenice, MemoryStorage, newClientId, OfflineQueue, Problem } from %s;
const given = JSON.parse(process.argv[1]);
const posts = [];
let [network, under_way, most] = ["there", 0, 0];
const answering = (status, body) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
async function through(url, init) {
  if (network === "away") throw new TypeError("fetch failed");
  if (!url.endsWith("/api/sync")) return fetch(url, init);
  posts.push(JSON.parse(init.body).items);
  most = Math.max(most, ++under_way);
  try {
    const answer = await server(url, init);
    if (network === "cut") throw new TypeError("terminated");
    return answer;
  } finally {
    under_way -= 1;
  }
}
let server = (url, init) => fetch(url, init);
const shop = new Finenice(given.url, { accessToken: given.token, fetch: through });
const open = (storage, more = {}) => OfflineQueue.open(shop, given.till, storage, { pauses: [5, 20], ...more });
const until = (queue, holds) => new Promise((resolve) => {
  const look = (state) => holds(state) && resolve();
  queue.subscribe(look);
  look(queue.state);
});
const sale = (qty, more = {}) => ({
  type: "sale",
  body: { items: [{ product_id: given.product, qty, price: 20000 }], payments: [{ method: "cash" }], ...more },
});
const tell = (found) => console.log(JSON.stringify(found));
"""


def told(script: str, **given: Any) -> Any:
    """Run the script in Node, and return what it tells."""
    head = HEAD % json.dumps(str(make_typescript.DIST / "index.js"))
    command = [make_typescript.NODE, "--input-type=module", "-e", head + script, json.dumps(given)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


@pytest.fixture
def till(sari: Person) -> Till:
    till = Till(sari)
    sari.shop.rows("UPDATE tills SET created_at = created_at - INTERVAL 1 DAY")
    return till


def in_shop(till: Till, stock: int = 1_000) -> dict[str, Any]:
    """Return what a script needs to know of the till."""
    owner = till.owner
    product = owner.offers("Kopi", 20_000, stock)
    return {"url": owner.shop.url, "token": owner.token, "till": till.id, "product": product}


def must_be_booked(till: Till, sales: int, items: int) -> None:
    """Check that all is in the books, once, with the receipts of the till in their order."""
    rows = till.owner.shop.rows
    assert Counter(row["state"] for row in rows("SELECT state FROM sync_items")) == {"booked": items}
    numbers = [row["receipt_no"] for row in rows("SELECT receipt_no FROM transactions ORDER BY sold_at, receipt_no")]
    assert numbers == list(range(1, sales + 1))
    till.must_be_sound()


@needs_node
def test_a_day_without_a_network_is_booked_once(till: Till) -> None:
    """The network is away, then answers get lost, and then the queue sends the rest by itself."""
    found = told(
        """
        network = "away";
        const storage = new MemoryStorage();
        const morning = await open(storage, { lastNumber: 0 });
        await morning.add({ type: "shift_open", body: { till_id: given.till, opening: 100000 } });
        const first = await morning.add(sale(2));
        await morning.add({ type: "refund", sale_client_id: first.client_id,
          body: { items: [{ line: 1, qty: 1 }], method: "cash", reason: "rusak" } });
        await morning.add({ type: "move", body: { kind: "out", amount: 5000, reason: "ke bank" } });
        const failed = await morning.flush();
        morning.close();

        // The device starts again.
        const queue = await open(storage, { lastNumber: 0 });
        for (let number = 0; number < 20; number += 1) await queue.add(sale(1));
        const credit = await queue.add(sale(1, { payments: [{ method: "credit" }], customer_id: given.customer }));
        await queue.add({ type: "debt_payment", customer_id: given.customer, after: [credit.client_id],
          body: { method: "cash", amount: 1000 } });
        const closing = await queue.add({ type: "shift_close", body: { counted: 100000 } });
        const again = await queue.add({ type: "shift_open", body: { till_id: given.till, opening: 0 } });
        const before = queue.unsynced;
        network = "cut";
        const lost = await queue.flush();
        const kept = queue.unsynced;
        network = "there";
        await until(queue, ({ unsynced, flushing }) => !unsynced && !flushing);
        queue.close();
        tell({ failed: [failed.unsynced, String(failed.fault)], before, lost: lost.results.length, kept,
          sizes: [...new Set(posts.map((post) => post.length))],
          same: new Set(posts.map((post) => JSON.stringify(post))).size,
          order: posts[0].map(({ type }) => type[0] + type.at(-1)).join(""), items: closing.items, after: again.after,
          closed: closing.client_id, numbers: [first.body.receipt_no, credit.body.receipt_no] });
        """,
        **in_shop(till),
        customer=till.owner.post("/api/customers", {"name": "Budi", "credit_limit": 10**6}).json()["id"],
    )
    assert found["failed"] == [4, "TypeError: fetch failed"]
    assert (found["before"], found["lost"], found["kept"], found["sizes"], found["same"]) == (28, 0, 28, [28], 1)
    assert found["order"] == "snserdme" + "se" * 21 + "dtsesn"
    assert (found["items"], found["after"], found["numbers"]) == (25, [found["closed"]], [1, 22])
    must_be_booked(till, sales=22, items=28)
    (first,) = till.owner.shop.rows("SELECT expected, counted FROM shifts WHERE closed_at IS NOT NULL")
    assert first == {"expected": 100_000 + 22 * 20_000 - 20_000 - 5_000 + 1_000, "counted": 100_000}


@needs_node
def test_two_tabs_count_and_send_together(till: Till) -> None:
    """Tabs with one storage have one series of receipts, and one of them sends at a time."""
    found = told(
        """
        Object.defineProperty(globalThis, "navigator", { value: undefined });
        const storage = new MemoryStorage();
        const tabs = [await open(storage, { lastNumber: 0 }), await open(storage, { lastNumber: 0 })];
        await tabs[0].add({ type: "shift_open", body: { till_id: given.till, opening: 0 } });
        network = "away";
        await Promise.all(Array.from({ length: 20 }, (_, number) => tabs[number % 2].add(sale(1))));
        await Promise.all(tabs.map((tab) => tab.flush()));
        const unsynced = tabs.map((tab) => tab.unsynced);
        network = "there";
        const reports = await Promise.all([tabs[0].flush(), tabs[1].flush(), tabs[0].flush()]);
        await Promise.all(tabs.map((tab) => until(tab, (state) => !state.unsynced)));
        for (const tab of tabs) tab.close();
        tell({ unsynced, most, posts: posts.length, left: reports.map((report) => report.unsynced),
          results: reports.map(({ results }) => results.length).sort() });
        """,
        **in_shop(till),
    )
    assert found == {"unsynced": [21, 21], "most": 1, "posts": 1, "left": [0, 0, 0], "results": [0, 21, 21]}
    must_be_booked(till, sales=20, items=21)


@needs_node
def test_what_is_refused_stays_and_what_waits_for_a_manager_goes(till: Till) -> None:
    found = told(
        """
        const queue = await open(new MemoryStorage(), { lastNumber: 0 });
        // The shop learns of the sale before it learns of its shift.
        const shift = newClientId();
        await queue.add({ ...sale(1), shift_client_id: shift });
        await queue.add(sale(50, { receipt_no: 2 }));
        await queue.add({ type: "move", body: { kind: "out", amount: -1, reason: "salah" } });
        const early = await queue.flush();
        const problems = queue.state.refused.map(({ item, problem }) => [item.type, problem.code]);
        await queue.add({ type: "shift_open", client_id: shift, body: { till_id: given.till, opening: 0 } });
        await queue.add(sale(50));
        const late = await queue.flush();
        const [wrong] = queue.state.refused;
        const waiting = queue.unsynced;
        await queue.discard(wrong.item.client_id);
        const gone = await queue.discard(wrong.item.client_id).catch((error) => error.message);
        const results = (report) => report.results.map(({ result }) => result);
        tell({ early: results(early), problems, late: results(late).sort(), waiting, left: queue.unsynced,
          gone: gone.startsWith("no refused item"), code: wrong.problem.code });
        """,
        **in_shop(till, stock=10),
    )
    assert found["early"] == ["refused", "review", "refused"]
    assert found["problems"] == [["sale", "reference_unknown"], ["move", "validation_failed"]]
    assert found["late"] == ["created", "created", "refused", "review"]
    assert (found["waiting"], found["left"], found["gone"], found["code"]) == (1, 0, True, "validation_failed")


@needs_node
def test_posts_are_as_large_as_the_shop_takes_them(till: Till) -> None:
    """A shop that takes 60 kB, a portal of the network, and a session that has ended lose nothing."""
    found = told(
        """
        const queue = await open(new MemoryStorage(), { lastNumber: 0 });
        for (let number = 0; number < 1001; number += 1) await queue.add(sale(1));
        const results = (init) => ({ results: JSON.parse(init.body).items.map(({ client_id }) => (
          { client_id, result: "created", id: 1, receipt_number: null, flags: [], problem: null })) });
        const late = [];
        const page = { headers: { "Content-Type": "text/html" } };
        server = async (url, init) => {
          if (posts.length === 1) return new Response("<p>Sign in to the WLAN", page);
          if (posts.length === 2) return answering(401, { code: "missing_token", detail: "Sign in." });
          if (init.body.length > 60_000) return answering(413, { code: "payload_too_large", detail: "Too large." });
          // Whoever sells while it is sent gets it sent, too.
          if (posts.at(-1).length && !late.length) late.push(await queue.add(sale(1)), queue.flush());
          return answering(200, results(init));
        };
        const portal = await queue.flush();
        queue.close();
        const refused = await queue.flush().catch((error) => error instanceof Problem && error.code);
        const kept = (await queue.items()).length;
        const sent = await queue.flush();
        const sizes = posts.map((post) => post.length);
        // One refers to the other, and may be booked once that is.
        await queue.add(sale(1));
        await queue.add(sale(1));
        let refusals = 1;
        server = async (url, init) => {
          const answer = results(init);
          const refusal = { result: "refused", problem: { code: "reference_unknown" } };
          if (refusals-- > 0) Object.assign(answer.results[0], refusal);
          return answering(200, answer);
        };
        const rounds = await queue.flush();
        tell({ portal: String(portal.fault), refused, kept, results: sent.results.length, left: sent.unsynced,
          first: sizes.slice(0, 5), last: (await late[1]).results.length,
          sum: sizes.slice(2).reduce((a, b) => a + b), rounds: rounds.unsynced });
        """,
        **in_shop(till),
    )
    assert found["portal"] == "Error: this is no answer of the shop"
    assert (found["refused"], found["kept"]) == ("missing_token", 1_001)
    assert found["first"] == [500, 500, 500, 250, 250]
    assert (found["results"], found["last"], found["left"]) == (1_002, 1_002, 0)
    assert (found["sum"], found["rounds"]) == (1_002 + 500, 0)


@needs_node
def test_ids_are_uuids_wherever_a_page_comes_from() -> None:
    """Browsers have `randomUUID` over HTTPS alone, and React Native has no `crypto`."""
    found = told(
        """
        const ids = [newClientId()];
        const getRandomValues = crypto.getRandomValues.bind(crypto);
        Object.defineProperty(globalThis, "crypto", { configurable: true, value: { getRandomValues } });
        ids.push(newClientId());
        Object.defineProperty(globalThis, "crypto", { value: undefined });
        for (let number = 0; number < 500; number += 1) ids.push(newClientId());
        const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
        tell([new Set(ids).size, ids.every((id) => shape.test(id))]);
        """,
        url="http://127.0.0.1",
    )
    assert found == [502, True]


@pytest.mark.parametrize("secure", [True, False], ids=["locks", "a lease"])
def test_tabs_of_a_browser_share_what_is_on_its_disk(browser: Browser, till: Till, shop: Shop, secure: bool) -> None:
    """Over plain HTTP a browser has no locks and no `randomUUID`."""
    given = in_shop(till)
    url = shop.url if secure else shop.url.replace("127.0.0.1", PLAIN_HOST)
    with browser.new_context(bypass_csp=True) as context:
        context.route(f"{url}/client/*", serve_client)
        posts: list[str] = []
        context.on("request", lambda request: posts.extend([request.url] if request.method == "POST" else []))
        tabs = [opened(context.new_page(), url, given) for _ in range(2)]
        assert tabs[0].evaluate("[Boolean(navigator.locks), Boolean(crypto.randomUUID)]") == [secure] * 2
        context.set_offline(True)
        tabs[0].evaluate("queue.add({ type: 'shift_open', body: { till_id: given.till, opening: 0 } })")
        for tab in tabs:
            tab.evaluate("void (window.sold = Promise.all([1, 2, 3, 4, 5].map(sell)))")
        numbers = [number for tab in tabs for number in tab.evaluate("sold")]
        assert sorted(numbers) == list(range(1, 11))
        failed = "queue.flush().then(({ fault, unsynced }) => [fault instanceof TypeError, unsynced])"
        assert tabs[0].evaluate(failed) == [True, 11]
        tabs[0].close()
        posts.clear()
        # What a tab with a network sends by itself is among this.
        held: list[Route] = []
        context.route(f"{url}/api/sync", lambda route: held.append(route))
        context.set_offline(False)
        tabs[0] = opened(context.new_page(), url, given)
        for tab in tabs:
            tab.evaluate("void (window.sent = queue.flush())")
        for tab in tabs * 3:
            assert tab.evaluate("queue.items().then((items) => items.length)") == 11
        for route in held:
            route.continue_()
        context.unroute(f"{url}/api/sync")
        assert [tab.evaluate("sent.then(({ unsynced }) => unsynced)") for tab in tabs] == [0, 0]
        assert posts == [f"{url}/api/sync"]
        for tab in tabs:
            tab.wait_for_function("queue.unsynced === 0")
    must_be_booked(till, sales=10, items=11)


def serve_client(route: Route) -> None:
    route.fulfill(path=make_typescript.DIST / route.request.url.rpartition("/")[2])


def opened(page: Page, url: str, given: dict[str, Any]) -> Page:
    """Open the queue of the till in a page."""
    page.goto(f"{url}/api/categories")
    page.evaluate(
        """
        async (given) => {
          const { Finenice, IndexedDbStorage, OfflineQueue } = await import("/client/index.js");
          const shop = new Finenice(location.origin, { accessToken: given.token });
          const body = { items: [{ product_id: given.product, qty: 1, price: 20000 }], payments: [{ method: "cash" }] };
          window.given = given;
          const options = { lastNumber: 0, pauses: [9e6, 9e6] };
          window.queue = await OfflineQueue.open(shop, given.till, new IndexedDbStorage(), options);
          window.sell = async () => (await queue.add({ type: "sale", body })).body.receipt_no;
        }
        """,
        given,
    )
    return page
