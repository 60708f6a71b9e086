"""Rules for new passwords, and Unicode normalization."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Iterator
from typing import Any

import argon2
import pytest

from domain.security.passwords import normalize, weakness
from support.accounts import CHANGE, NEW, RESET, email_text, email_token, outcome, register_with_email, request_reset
from support.app import CHEAP, ROOT, App, clean_environment, flask, free_port, secrets_for_tests
from support.calls.contract_rows import LOGIN
from support.database import Server
from support.people import PASSWORD, Person, Shop
from support.tcp import forward_connections

DRAWN = {name: secrets.token_hex(32) for name in ("JWT_SECRET_KEY", "API_KEY_SALT")}
PRODUCTION = {"ENV": "production", "PUBLIC_URL": "http://kedai-melati.example", **DRAWN}


@pytest.fixture(scope="module")
def production(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop in production mode, connected to the test database over TCP."""
    path, port = tmp_path_factory.mktemp("production"), free_port()
    name = f"finenice_passwords_{os.getpid()}"
    env = {**server.env, **CHEAP, **secrets_for_tests(), **PRODUCTION, "DB_NAME": name, "WORKERS": "1"}
    stop = threading.Event()
    carrier = threading.Thread(target=forward_connections, args=(port, server, stop))
    if "unix_socket" in server.address:
        env |= {"DB_HOST": "127.0.0.1", "DB_PORT": str(port)}
        carrier.start()
    app = App.start(env, path / "app.log")
    app.shared = True
    connection = server.connect(name)
    yield Shop(app, connection, name)
    connection.close()
    assert app.stop() == 0
    stop.set()
    if carrier.is_alive():
        carrier.join()


REFUSED = {
    "password123": "password_common",
    "PassWord123": "password_common",
    "12345678": "password_common",
    "Budi Santoso": "password_personal",
    "santoso-2024": "password_personal",
    "budisantoso123456": "password_personal",
    "kopibudi99!": "password_personal",
    "juragan.kopi": "password_personal",
    "finenice123": "password_personal",
    "Kedai-Melati!": "password_personal",
}


@pytest.mark.parametrize("password", REFUSED)
def test_production_rejects_weak_passwords(production: Shop, password: str) -> None:
    visitor = production.visitor()
    person = {"name": "Budi Santoso", "email": "kopibudi@example.com", "username": "juragan.kopi"}
    for language in ("en", "id"):
        headers = {"Accept-Language": language}
        answer = visitor.post("/api/auth/register", {**person, "password": password}, headers=headers)
        assert outcome(answer) == (422, REFUSED[password])
        assert answer.json()["errors"][0]["field"] == "password"
    assert ("Kata sandi" in answer.text or "nama" in answer.text) and password not in answer.text
    assert production.value("SELECT COUNT(*) FROM users WHERE username = 'juragan.kopi'") == 0
    visitor.http.close()


def test_short_paths_reject_weak_passwords(production: Shop) -> None:
    visitor = production.visitor()
    short = {"username": "kasir", "password": "password123"}
    assert outcome(visitor.post("/register", short)) == (422, "password_common")
    named = {"name": "Kasir", "email": "kasir@example.com", "password": "password123"}
    assert outcome(visitor.post("/api/register", named)) == (422, "password_common")
    assert visitor.post("/register", {**short, "password": PASSWORD}).status_code == 201
    visitor.http.close()


def test_reset_and_change_reject_weak_passwords_and_change_nothing(production: Shop) -> None:
    budi = register_with_email(production)
    change = {"current_password": PASSWORD, "new_password": "budi-2024"}
    refused = budi.post(CHANGE, change)
    assert outcome(refused) == (422, "password_personal") and refused.json()["errors"][0]["field"] == "new_password"
    request_reset(production)
    token = email_token(production, "password_reset")
    visitor = production.visitor()
    assert outcome(visitor.post(RESET, {"token": token, "password": "qwertyuiop"})) == (422, "password_common")
    assert visitor.post(LOGIN, {"email": "budi@example.com", "password": PASSWORD}).status_code == 200
    # The link is not used up.
    assert visitor.post(RESET, {"token": token, "password": NEW}).status_code == 200
    assert "password of your account was changed" in email_text(production, "password_changed")
    for person in (budi, visitor):
        person.http.close()


def test_commands_reject_weak_passwords(production: Shop) -> None:
    production.person("warung").http.close()
    env = {**clean_environment(), **production.app.env}
    create = "create-admin --email dian@example.com --password {}"
    results = flask(
        env, create.format("password1234"), create.format("dian-dian-2024"), "set-password warung --password warung123",
        "set-password warung --password iloveyou1", create.format(NEW), f"set-password warung --password {NEW}",
    )  # fmt: skip
    assert [status for status, _ in results] == [1, 1, 1, 1, 0, 0]
    assert "most common" in results[0][1] and "your name" in results[1][1]


def test_development_accepts_the_weak_passwords_of_tutorials(shop: Shop) -> None:
    body = {"name": "test", "email": "test@gmail.com", "password": "password123"}
    assert shop.visitor().post("/api/register", body).status_code == 201


def test_strong_password_may_contain_a_name() -> None:
    assert weakness("budi-minum-kopi-pahit", ["Budi"]) is None
    assert weakness("kuda baterai staples", ["Al", "B"]) is None
    assert weakness("!!!!!!!!!!!", ["Budi"]) is None
    assert weakness("a,b,c,d,e,f", ()) is None


def test_every_listed_password_is_rejected() -> None:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    listed = FREQUENCY_LISTS["passwords"]
    long_enough = [word for word in listed if len(word) >= 8]
    assert len(long_enough) > 10_000
    assert [word for word in long_enough if weakness(word, ()) != "password_common"] == []


def test_password_list_is_loaded_late_and_takes_little_memory() -> None:
    script = """
import gc, sys, app
from domain.security.passwords import _common, weakness
def kilobytes():
    gc.collect()
    return int(open("/proc/self/statm").read().split()[1]) * 4
assert not _common.cache_info().currsize and "zxcvbn" not in sys.modules
before = kilobytes()
assert weakness("password123", ["Budi"])
assert "zxcvbn" not in sys.modules
print(kilobytes() - before)
"""
    words = [sys.executable, "-c", script]
    grown = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True, env=clean_environment())
    # Memory is allocated in pages; importing the module of the package would take 3.4 MB.
    assert int(grown.stdout) < 1536


# The same text as different keyboards send it.
COMPOSED = "kafé-\u00e9toile sûr"
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)


def test_password_matches_in_every_unicode_form(shop: Shop) -> None:
    assert COMPOSED != DECOMPOSED
    for number, (first, second) in enumerate([(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED)]):
        name = f"budi{number}"
        budi = shop.visitor()
        budi.keep_tokens(budi.post("/api/auth/register", {"username": name, "password": first}).json())
        for typed in (first, second, second.replace(" ", "\u00a0")):
            assert shop.visitor().post(LOGIN, {"username": name, "password": typed}).status_code == 200
        assert shop.visitor().post(LOGIN, {"username": name, "password": COMPOSED + "x"}).status_code == 401
        assert budi.post(CHANGE, {"current_password": second, "new_password": NEW}).status_code == 200
    assert normalize("Rahasia Sekali") == "Rahasia Sekali"


def test_hash_of_an_unnormalized_password_matches_and_is_replaced(shop: Shop, budi: Person) -> None:
    def kept() -> Any:
        return shop.value("SELECT password_hash FROM users WHERE id = %s", (budi.id,))

    old = argon2.PasswordHasher(1, 8, 1).hash(DECOMPOSED)
    shop.rows("UPDATE users SET password_hash = %s WHERE id = %s", (old, budi.id))
    body = {"username": "budi", "password": DECOMPOSED}
    assert shop.visitor().post(LOGIN, {**body, "password": COMPOSED}).status_code == 401
    assert kept() == old
    assert shop.visitor().post(LOGIN, body).status_code == 200
    renewed = kept()
    assert renewed != old
    for typed in (DECOMPOSED, COMPOSED):
        assert shop.visitor().post(LOGIN, {**body, "password": typed}).status_code == 200
    assert kept() == renewed
