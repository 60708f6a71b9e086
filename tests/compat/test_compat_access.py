"""Who may call the routes of other programs' front ends, and how those refuse."""

from __future__ import annotations

import re
from typing import Any

from apiflask import APIFlask

from routes.compat import CLIENTS
from runtime.server import PASSWORD_PATHS
from support.front_ends import bearer
from support.people import Person, Shop

FINENICE, PINTAR, MARKETPLACE = "/compat/finenice", "/compat/pintar", "/compat/marketplace/api"
# The statuses for a visitor, `Bearer offline`, a buyer, the seller of the product, and an admin. The body is {}.
TABLE = {
    f"POST {FINENICE}/auth/login": "422 422 422 422 422",
    f"POST {FINENICE}/auth/register": "422 422 422 422 422",
    f"GET {FINENICE}/products": "200 200 200 200 200",
    f"POST {FINENICE}/products": "401 401 403 422 422",
    f"PUT {FINENICE}/products/<int:product_id>": "401 401 404 200 200",
    f"POST {FINENICE}/checkout": "401 401 422 422 422",
    f"GET {FINENICE}/transactions": "401 401 200 200 200",
    f"GET {FINENICE}/transactions/all": "401 401 403 403 200",
    f"POST {PINTAR}/auth/token": "422 422 422 422 422",
    f"POST {PINTAR}/auth/register": "422 422 422 422 422",
    f"POST {PINTAR}/auth/refresh": "422 422 422 422 422",
    f"POST {PINTAR}/auth/upgrade-role": "401 401 422 422 422",
    f"POST {PINTAR}/auth/api-key/generate": "401 401 403 403 403",
    f"GET {PINTAR}/courses": "200 200 200 200 200",
    f"GET {PINTAR}/courses/<int:course_id>": "404 404 404 404 404",
    f"GET {PINTAR}/courses/<int:course_id>/progress": "401 401 404 404 404",
    f"POST {PINTAR}/courses/<int:course_id>/progress": "401 401 404 404 404",
    f"POST {PINTAR}/analytics/analyze": "401 401 415 415 415",
    f"GET {PINTAR}/analytics/export": "401 401 200 200 200",
    f"GET {PINTAR}/analytics/detailed": "401 401 200 200 200",
    f"POST {MARKETPLACE}/auth/login": "422 422 422 422 422",
    f"POST {MARKETPLACE}/auth/register": "422 422 422 422 422",
    f"GET {MARKETPLACE}/users/profile": "401 401 200 200 200",
    f"PUT {MARKETPLACE}/users/profile/username": "401 401 422 422 422",
    f"POST {MARKETPLACE}/auth/open_store": "401 401 422 422 422",
    f"GET {MARKETPLACE}/auth/brands/my": "401 401 404 404 404",
    f"GET {MARKETPLACE}/products": "200 200 200 200 200",
    f"GET {MARKETPLACE}/products/<int:product_id>": "401 401 200 200 200",
    f"GET {MARKETPLACE}/products/my-brand": "401 401 403 200 200",
    f"POST {MARKETPLACE}/products/create": "401 401 403 415 415",
    f"DELETE {FINENICE}/products/<int:product_id>": "401 401 404 200 404",
    f"POST {PINTAR}/auth/logout": "401 401 200 200 200",
}
WRONG: list[Any] = [[], "x", 7, {"email": 7}, {"username": ["a"], "password": {}}, {"email": None, "password": True}]


def routes() -> dict[str, Any]:
    """Return the views by method and path."""
    app = APIFlask(__name__, docs_path=None, spec_path=None)
    for path, blueprints in CLIENTS:
        for blueprint in blueprints:
            app.register_blueprint(blueprint, url_prefix=f"/compat/{path}")
    return {
        f"{method} {rule.rule}": app.view_functions[rule.endpoint]
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/compat/")
    }


def test_every_route_is_in_the_table() -> None:
    assert set(routes()) == set(TABLE)


def test_every_check_of_a_password_waits_for_its_turn() -> None:
    checked = {route.removeprefix("POST ") for route, view in routes().items() if hasattr(view, "checks_secret")}
    assert checked - {f"{PINTAR}/auth/refresh"} == {path for path in PASSWORD_PATHS if path.startswith("/compat/")}


def test_who_may_call(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    offline, product_id, found = shop.visitor(), sari.offers(), {}
    bearer(offline, "offline")
    for route in TABLE:
        method, path = route.split()
        # There is no course.
        path = re.sub("<.*>", str(product_id if "product" in path else 1), path)
        body = None if method == "GET" else {}
        answers = [person.call(method, path, body) for person in (shop.visitor(), offline, budi, sari, dewi)]
        found[route] = " ".join(str(answer.status_code) for answer in answers)
        for answer in answers:
            if answer.status_code >= 400:
                told = answer.json()
                assert told["msg"] == told["detail"] == told["message"] != "", route
            if answer.status_code == 401:
                assert answer.headers["WWW-Authenticate"], route
    assert found == TABLE


def test_values_of_wrong_types_are_refused_with_a_message(shop: Shop, dewi: Person) -> None:
    for route in TABLE:
        method, path = route.split()
        if method not in ("POST", "PUT") or path.endswith(("logout", "generate", "/analyze", "/create")):
            continue
        for body in WRONG:
            answer = dewi.call(method, re.sub("<.*>", "1", path), body)
            is_object = isinstance(body, dict)
            assert answer.status_code in ((404, 422) if is_object else (422,)), (route, body, answer.text)


def test_no_page_is_shown_under_these_paths(shop: Shop) -> None:
    browser = shop.visitor()
    browser.http.headers["Accept"] = "text/html,application/xhtml+xml,*/*;q=0.8"
    for path, status in (
        ("/compat", 404),
        ("/compat/finenice", 404),
        (f"{PINTAR}/x", 404),
        (f"{FINENICE}/checkout", 405),
    ):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")


def test_messages_are_in_the_language_of_the_front_end(shop: Shop) -> None:
    for language, told in (("id", "Beberapa isian perlu diperbaiki."), ("en", "Some fields need attention.")):
        answer = shop.visitor().post(f"{MARKETPLACE}/auth/register", {}, headers={"Accept-Language": language})
        assert answer.json()["message"].startswith(f"{told} email: ")
