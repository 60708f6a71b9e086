"""Error pages for browsers, problem+json for clients, and CORS headers for scripts of other origins."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from apiflask import APIFlask
from flask import Flask

import errors
import routes.system.pages
from support.app import ROOT, App, free_port
from support.people import Shop, check_form
from web import error_pages

CHROMIUM = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ORIGIN = "http://localhost:5173"
PREFLIGHT = {"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "authorization"}


def ask(url: str, path: str, accept: str | None = CHROMIUM, method: str = "GET", **headers: Any) -> requests.Response:
    headers = {"Accept": accept, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return requests.request(method, url + path, headers=headers, timeout=20, allow_redirects=False)


def check_page(answer: requests.Response, status: int, title: str, language: str) -> None:
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8"), answer.text
    assert answer.headers["Content-Language"] == language
    assert {"Accept", "Accept-Language", "Origin"} <= set(answer.headers["Vary"].split(", "))
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert f'<html lang="{language}">' in answer.text and f"<h1>{title}</h1>" in answer.text
    assert '<a href="/">' in answer.text and (">Masuk<" if language == "id" else ">Sign in<") in answer.text


@pytest.mark.parametrize("accept", [CHROMIUM, FIREFOX])
@pytest.mark.parametrize("path", ["/nothing", "/login/twice", "/apis", "/uploads/none.webp", "/static/none.js"])
def test_a_browser_gets_an_error_page_for_an_unknown_path(shop: Shop, path: str, accept: str) -> None:
    page = ask(shop.url, path, accept, Accept_Language="en-GB,en;q=0.9,id;q=0.8")
    check_page(page, 404, "This page does not exist", "en")
    assert "There is nothing at this address." in page.text and "Go to the home page" in page.text
    page = ask(shop.url, path, accept, Accept_Language="id-ID,id;q=0.9,en;q=0.8")
    check_page(page, 404, "Halaman ini tidak ada", "id")
    assert "Tidak ada apa pun di alamat ini." in page.text and "Ke halaman depan" in page.text
    head = ask(shop.url, path, accept, "HEAD")
    assert (head.status_code, head.headers["Content-Type"], head.content) == (404, "text/html; charset=utf-8", b"")


def test_a_browser_gets_an_error_page_for_a_405(shop: Shop) -> None:
    answer = ask(shop.url, "/forgot-password", method="POST", Accept_Language="id")
    check_page(answer, 405, "Halaman ini tidak dapat dipakai dengan cara itu", "id")
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api", 404),
        ("GET", "/api/nothing", 404),
        ("GET", "/api/v1/nothing", 404),
        ("DELETE", "/api/products", 405),
        ("GET", "/api/users/profile", 401),
        ("GET", "/api/products?page=x", 422),
        ("GET", "/users", 401),
        ("GET", "/products", 401),
        ("DELETE", "/users", 405),
        ("POST", "/health", 405),
        ("POST", "/login", 422),
    ],
)
def test_api_paths_never_return_an_error_page(shop: Shop, method: str, path: str, status: int) -> None:
    answer = ask(shop.url, path, CHROMIUM, method)
    assert answer.status_code == status
    check_form(answer)


@pytest.mark.parametrize(
    "accept", ["*/*", None, "application/json", "application/json, text/plain, */*", "image/avif,image/webp,*/*;q=0.8"]
)
def test_clients_that_do_not_prefer_html_get_problem_json(shop: Shop, accept: str | None) -> None:
    for answer in (ask(shop.url, "/nothing", accept), ask(shop.url, "/forgot-password", accept, "POST")):
        check_form(answer)
        assert answer.headers["Vary"] == "Accept, Accept-Language, Origin, Accept-Encoding"


def test_a_429_is_an_error_page_and_split_services_have_none(shop: Shop, tmp_path: Any) -> None:
    app = App.start(
        {**shop.app.env, "RATE_LIMIT_GENERAL": "2/minute", "PORT": str(free_port()), "RUN_JOBS": "0"},
        tmp_path / "app.log",
    )
    statuses = [ask(app.url, "/").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    page = ask(app.url, "/", Accept_Language="en", Origin=ORIGIN)
    check_page(page, 429, "Too many requests", "en")
    assert int(page.headers["Retry-After"]) > 0 and "Try again in" in page.text
    assert ask(app.url, "/api/products", Origin=ORIGIN).headers["Access-Control-Allow-Origin"] == ORIGIN
    check_form(ask(app.url, "/api/products"))
    app.stop()
    part = App.start(
        {**shop.app.env, "SERVICE": "users", "PORT": str(free_port()), "RUN_JOBS": "0"}, tmp_path / "part.log"
    )
    check_form(ask(part.url, "/nothing"))
    # The paths of other services are a 404 here.
    assert ask(part.url, "/api/products", method="OPTIONS", Origin=ORIGIN, **PREFLIGHT).status_code == 204
    answer = ask(part.url, "/api/products", "*/*", Origin=ORIGIN)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (404, ORIGIN)
    part.stop()


def failing() -> str:
    raise ZeroDivisionError


def test_a_500_is_an_error_page_without_details() -> None:
    app: Flask = APIFlask("shop", template_folder=str(ROOT / "templates"))
    errors.install(app)  # type: ignore[arg-type]
    error_pages.install(app)
    app.register_blueprint(routes.system.pages.bp)
    app.add_url_rule("/", "pages.failing", failing)
    app.view_functions["basic_pages.home"] = failing
    answer = app.test_client().get("/", headers={"Accept": CHROMIUM, "Accept-Language": "en"})
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert "<h1>Something went wrong</h1>" in answer.text and "Something went wrong on our side." in answer.text
    assert "ZeroDivision" not in answer.text and "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/api/nothing", "GET", 404),
        ("/nothing", "GET", 404),
        ("/api/products", "DELETE", 405),
        ("/api/v1/products/7/nothing", "PUT", 404),
        ("/forgot-password", "PUT", 405),
        ("/api/users/profile", "GET", 401),
        ("/api/auth/login", "POST", 422),
        ("/static/none.js", "GET", 404),
    ],
)
def test_a_preflight_succeeds_for_every_path(shop: Shop, path: str, method: str, status: int) -> None:
    asked = {**PREFLIGHT, "Access-Control-Request-Method": method}
    allowed = ask(shop.url, path, "*/*", "OPTIONS", Origin=ORIGIN, **asked)
    assert (allowed.status_code, allowed.content) == (204, b"")
    assert "Content-Type" not in allowed.headers
    assert allowed.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert method in allowed.headers["Access-Control-Allow-Methods"].split(", ")
    assert allowed.headers["Access-Control-Allow-Headers"].lower() == "authorization"
    answer = ask(shop.url, path, "*/*", method, Origin=ORIGIN)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (status, ORIGIN)
    for refused in (
        ask(shop.url, path, "*/*", "OPTIONS", Origin="http://evil.example", **asked),
        ask(shop.url, path, "*/*", method, Origin="http://evil.example"),
    ):
        assert not [name for name in refused.headers if name.lower().startswith("access-control-")]
        assert "Origin" in refused.headers["Vary"]


def test_a_413_has_cors_headers(shop: Shop) -> None:
    body = b" " * (1024 * 1024 + 1)
    headers = {"Origin": ORIGIN, "Content-Type": "application/json"}
    answer = requests.post(shop.url + "/api/auth/login", body, headers=headers, timeout=20)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (413, ORIGIN)


def test_options_without_origin_is_no_preflight(shop: Shop) -> None:
    assert ask(shop.url, "/api/nothing", "*/*", "OPTIONS").status_code == 404
    answer = ask(shop.url, "/api/products", "*/*", "OPTIONS")
    assert answer.status_code == 204 and "POST" in answer.headers["Allow"]
    assert "Content-Type" not in answer.headers
