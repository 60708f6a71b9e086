"""A caller's expensive calls that run at once, and deep pages."""

from __future__ import annotations

import pytest
from flask import Flask

from problems import Problem
from support.people import Person, Shop
from web.rate_limits.concurrency import expensive_call
from web.server.thread_pools import CALLER


def test_a_caller_has_so_many_expensive_calls_at_once_and_others_have_theirs() -> None:
    app = Flask("busy")
    app.config["CONCURRENT_CALLS"] = 2

    def of(caller: str) -> None:
        with app.test_request_context(environ_base={CALLER: caller}), expensive_call():
            pass

    with app.test_request_context(environ_base={CALLER: "10.0.0.0"}), expensive_call(), expensive_call():
        with pytest.raises(Problem) as refused:
            of("10.0.0.0")
        assert (refused.value.status, refused.value.headers["Retry-After"]) == (429, "1")
        of("10.0.1.0")
    of("10.0.0.0")


def test_pages_by_number_end_where_a_cursor_goes_on(shop: Shop, sari: Person, dewi: Person) -> None:
    sari.offers("Kopi")
    for person, path in ((shop.visitor(), "/api/products"), (dewi, "/api/users"), (dewi, "/api/audit")):
        assert person.get(f"{path}?page=100&per_page=100").status_code == 200
        for deep in ("page=101&per_page=100", "page=10000&per_page=2", "page=10001&per_page=1"):
            answer = person.get(f"{path}?{deep}")
            assert answer.status_code == 422, answer.text
    (fault,) = shop.visitor().get("/api/products?page=101&per_page=100").json()["errors"]
    assert fault["code"] == "page_too_deep" and "cursor" in fault["msg"]
