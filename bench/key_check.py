"""The CPU cost of checking an API key, in app and database: python -m bench.key_check.

The same public call, the page of a certificate, is made by visitors and by a program with a key; all else that it asks
is the same. Both take turns with the bare driver that sends the one statement of the check.
"""

from __future__ import annotations

from contextlib import suppress
from statistics import median
from typing import Any

from bench.request_cost import REFERENCE_READ_US, Bench, _machine, _process
from bench.tools import bare_driver, load
from bench.tools.shop import CUSTOMER, STAFF_PASSWORD, Shop, temporary_shop
from domain.security.api_keys import LOOKUP, PREFIX

LONGEST = 150
ROUNDS = 12
SECONDS = 1.5
# In ms of CPU, app and database together.
TARGET = 0.15
READ: bare_driver.Statements = [("SELECT id, name, price, stock FROM products WHERE id = %s", [7])]


def main() -> None:
    with temporary_shop(LONGEST) as shop:
        shop.env |= {"RUN_JOBS": "0"}
        shop.start()
        path, key = f"/api/certificates/{_certificate(shop)}", _key(shop)
        visitors = [load.request("GET", path)]
        programs = [load.request("GET", path, key).replace(b"Authorization: Bearer ", b"X-API-Key: ")]
        with _process() as clients, _process(bare_driver.connect, shop.env) as driver:
            print(_machine(), driver.submit(bare_driver.versions).result(), sep="\n")
            check = driver.submit(_statement, key[len(PREFIX) : len(PREFIX) + LOOKUP]).result()
            bench = Bench(shop, clients, driver)
            for requests in (visitors, programs):
                bench.whole(requests, SECONDS)
            without, with_key, alone, reads = [], [], [], []
            for _ in range(ROUNDS):
                without.append(bench.whole(visitors, SECONDS))
                with_key.append(bench.whole(programs, SECONDS))
                alone.append(bench.bare(check, SECONDS / 3))
                reads.append(bench.bare(READ, SECONDS / 3))
            factor = median(read.driver for read in reads) * 1000 / REFERENCE_READ_US
            added = [after.sum - before.sum for before, after in zip(without, with_key, strict=True)]
            print(f"\n{len(check)} statement, {ROUNDS} rounds of {SECONDS} s, medians, ms of CPU a call")
            for name, rounds in (("by visitors", without), ("with a key", with_key)):
                app, server = (median(getattr(each, part) for each in rounds) for part in ("app", "server"))
                print(f"{name:12}{app:7.3f} app +{server:7.3f} database ={app + server:7.3f}")
            statement = median(each.sum for each in alone)
            more = median(added)
            print(
                f"a key adds {more:.3f} (rounds from {min(added):.3f} to {max(added):.3f}), "
                f"{more / statement:.1f} times its statement by the bare driver ({statement:.3f})\n"
                f"a bare read takes {factor:.2f} times as long as on the machine of the target; "
                f"calibrated {more / factor:.3f}, target {TARGET}: {'met' if more / factor <= TARGET else 'missed'}"
            )
        shop.stop()


def _certificate(shop: Shop) -> str:
    """Return the code of a certificate of the customer."""
    admin, customer = shop.sign_in("admin", STAFF_PASSWORD), shop.sign_in(*CUSTOMER)
    course = f"/api/courses/{shop.call('POST', '/api/courses', {'title': 'Bench'}, admin)['id']}"
    section = shop.call("POST", f"{course}/sections", {"title": "1"}, admin)["id"]
    text = {"section_id": section, "kind": "text", "title": "1", "body": "x"}
    shop.call("POST", f"{course}/contents", text, admin)
    shop.call("POST", f"{course}/publish", None, admin)
    shop.call("POST", f"{course}/enroll", None, customer)
    progress: Any = shop.call("POST", f"{course}/progress", {"completed": True}, customer)
    return str(progress["certificate"]["code"])


def _key(shop: Shop) -> str:
    return str(shop.call("POST", "/api/developer/key", None, shop.sign_in(*CUSTOMER))["api_key"])


def _statement(lookup: str) -> bare_driver.Statements:
    """Return the statements of one check."""
    import db
    from queries.accounts import api_key_checks

    said: bare_driver.Statements = []

    def keep(sql: str, params: Any) -> Any:
        said.append((sql, list(params)))
        raise LookupError

    db.run = keep
    with suppress(LookupError):
        api_key_checks.find(lookup)
    return said


if __name__ == "__main__":
    main()
