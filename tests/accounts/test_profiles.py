"""People change their address by letter; admins find people."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from conftest import PASSWORD, Person, Shop, at_once, secrets_for_tests, wait_until
from jobs.emails import message
from mail.file_backend import FileBox
from settings import Settings

PROFILE = "/api/users/profile"
CONFIRM = "/api/users/confirm-email"
# A new address asks for the password once more.
AGAIN = {"current_password": PASSWORD}


def of_address(shop: Shop, email: str, name: str = "Budi") -> Person:
    """Somebody who signs in by e-mail address."""
    person = shop.visitor()
    answer = person.post("/api/auth/register", {"email": email, "name": name, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    person._keep(answer.json())
    return person


def link_in(shop: Shop, recipient: str) -> str:
    (link,) = re.findall(r"https?://\S+token=\S+", shop.letter(recipient, "email_change").get_content())
    return str(link)


def token_in(shop: Shop, recipient: str) -> str:
    (token,) = parse_qs(urlsplit(link_in(shop, recipient)).fragment)["token"]
    return token


def confirm(shop: Shop, token: str) -> Any:
    """Whoever opens the link need not be signed in."""
    return shop.visitor().post(CONFIRM, {"token": token})


def asked_to_confirm(shop: Shop, which: str = "TRUE") -> int:
    """How many letters to a new address there are."""
    return int(shop.value(f"SELECT COUNT(*) FROM letters WHERE template = 'email_change' AND {which}"))


def can_sign_in(shop: Shop, **names: str) -> bool:
    return bool(shop.visitor().post("/api/auth/login", {**names, "password": PASSWORD}).status_code == 200)


def test_a_new_address_counts_once_its_letter_was_answered(shop: Shop) -> None:
    budi = of_address(shop, "budi@example.com")
    # The letter is in his language, whatever that of the request is.
    assert budi.get(PROFILE).json()["language"] == "en"
    before = budi.put(PROFILE, {"language": "id"}).json()
    assert before["pending_email"] is None
    asked = budi.put(
        PROFILE, {**AGAIN, "email": "Budi@Baru.example ", "name": "Budi Santoso"}, headers={"Accept-Language": "en"}
    )
    assert asked.json() == {
        **before,
        "name": "Budi Santoso",
        "pending_email": "budi@baru.example",
        "updated_at": asked.json()["updated_at"],
    }
    assert can_sign_in(shop, email="budi@example.com") and not can_sign_in(shop, email="budi@baru.example")

    letter = shop.letter("budi@baru.example", "email_change")
    assert letter["To"] == "budi@baru.example"
    assert letter["Subject"] == "Konfirmasi alamat email Anda"
    # Whose address it is, nobody has proven yet.
    assert "Halo,\n" in letter.get_content() and "Budi" not in letter.get_content()
    link = link_in(shop, "budi@baru.example")
    assert link.startswith(f"{shop.url}/confirm-email#token=")
    # A scanner of mail that opens the link uses nothing up.
    page = shop.visitor().http.get(link, timeout=30)
    assert page.status_code == 200 and page.headers["Content-Type"].startswith("text/html")
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "no-referrer")

    token = token_in(shop, "budi@baru.example")
    assert confirm(shop, token).json() == {"email": "budi@baru.example"}
    after = budi.get(PROFILE).json()
    assert (after["email"], after["pending_email"]) == ("budi@baru.example", None)
    assert can_sign_in(shop, email="budi@baru.example") and not can_sign_in(shop, email="budi@example.com")
    assert "tidak dipakai lagi" in shop.letter("budi@example.com", "email_changed").get_content()
    assert confirm(shop, token).json() == {"email": "budi@baru.example"}
    shop.rows("UPDATE users SET email = 'lain@baru.example'")
    again = confirm(shop, token)
    assert (again.status_code, again.json()["code"]) == (410, "link_expired")


def test_somebody_without_an_address_adds_one(shop: Shop, budi: Person) -> None:
    assert budi.put(PROFILE, {**AGAIN, "email": "budi@example.com"}).json()["email"] is None
    assert confirm(shop, token_in(shop, "budi@example.com")).status_code == 200
    assert budi.get(PROFILE).json()["email"] == "budi@example.com"
    assert can_sign_in(shop, email="budi@example.com") and can_sign_in(shop, username="budi")
    assert shop.value("SELECT COUNT(*) FROM letters") == 1


def test_a_link_is_kept_as_a_hash_and_forgotten_with_its_letter(shop: Shop, budi: Person) -> None:
    budi.put(PROFILE, {**AGAIN, "email": "budi@example.com"})
    token = token_in(shop, "budi@example.com")
    assert len(token) >= 43
    (link,) = shop.rows("SELECT *, SHA2(%s, 256) AS expected FROM one_time_links", (token,))
    assert bytes(link["token_hash"]).hex() == link["expected"]
    assert shop.value("SELECT words FROM letters") == "{}"
    assert shop.value("SELECT TIMESTAMPDIFF(MINUTE, created_at, expires_at) FROM one_time_links") == 24 * 60
    assert token not in shop.app.log.read_text()


def test_a_newer_change_takes_the_place_of_the_older(shop: Shop, budi: Person) -> None:
    budi.put(PROFILE, {**AGAIN, "email": "satu@example.com"})
    first = token_in(shop, "satu@example.com")
    assert budi.put(PROFILE, {**AGAIN, "email": "dua@example.com"}).json()["pending_email"] == "dua@example.com"
    assert confirm(shop, first).status_code == 410
    assert confirm(shop, token_in(shop, "dua@example.com")).status_code == 200
    assert budi.get(PROFILE).json()["email"] == "dua@example.com"


def test_the_same_address_again_is_no_change(shop: Shop) -> None:
    budi = of_address(shop, "budi@example.com")
    before = budi.get(PROFILE).json()
    assert budi.put(PROFILE, {**AGAIN, "email": "budi@example.com"}).json() == before
    assert asked_to_confirm(shop) == 0
    budi.put(PROFILE, {**AGAIN, "email": "baru@example.com"})
    budi.put(PROFILE, {**AGAIN, "email": "baru@example.com"})
    assert asked_to_confirm(shop) == 1
    # Who asks again after a while misses the letter.
    first = token_in(shop, "baru@example.com")
    shop.rows("UPDATE one_time_links SET created_at = created_at - INTERVAL 2 MINUTE")
    assert budi.put(PROFILE, {**AGAIN, "email": "baru@example.com"}).json()["pending_email"] == "baru@example.com"
    wait_until(lambda: asked_to_confirm(shop, "sent_at IS NOT NULL") == 2)
    assert confirm(shop, first).status_code == 410
    assert confirm(shop, token_in(shop, "baru@example.com")).status_code == 200


def test_a_taken_address_is_named_and_nothing_is_changed(shop: Shop, budi: Person) -> None:
    of_address(shop, "sari@example.com", "Sari")
    answer = budi.put(PROFILE, {**AGAIN, "email": "SARI@example.com", "name": "Lain"})
    assert answer.status_code == 409
    assert answer.json()["errors"][0]["field"] == "email"
    assert budi.get(PROFILE).json()["name"] == "budi"
    assert shop.value("SELECT COUNT(*) FROM one_time_links WHERE purpose = 'email_change'") == 0
    assert asked_to_confirm(shop) == 0


def test_an_address_that_was_taken_meanwhile_is_a_conflict(shop: Shop, budi: Person) -> None:
    budi.put(PROFILE, {**AGAIN, "email": "rebutan@example.com"})
    token = token_in(shop, "rebutan@example.com")
    of_address(shop, "rebutan@example.com", "Cepat")
    answer = confirm(shop, token)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (409, "email")
    assert budi.get(PROFILE).json()["email"] is None


def test_of_many_who_confirm_one_address_at_once_one_gets_it(shop: Shop) -> None:
    people = [shop.person(f"pembeli{number}") for number in range(6)]
    tokens = [f"token-{number}" for number in range(6)]
    for person, token in zip(people, tokens, strict=True):
        pending_link(shop, person, token, "rebutan@example.com")
    statuses = at_once(6, lambda number: confirm(shop, tokens[number]).status_code)
    assert sorted(statuses) == [200] + [409] * 5


def test_of_many_who_use_one_link_at_once_one_changes_something(shop: Shop, budi: Person) -> None:
    pending_link(shop, budi, "token", "budi@example.com")
    statuses = at_once(6, lambda _: confirm(shop, "token").status_code)
    assert statuses == [200] * 6
    assert shop.value("SELECT COUNT(*) FROM activities WHERE type = 'email_changed'") == 1


def test_changes_at_once_leave_one_pending(shop: Shop, budi: Person) -> None:
    def ask(number: int) -> int:
        caller = shop.visitor()
        caller.http.headers.update(budi.http.headers)
        return caller.put(PROFILE, {**AGAIN, "email": f"alamat{number}@example.com"}).status_code

    assert set(at_once(6, ask)) == {200}
    alive = "SELECT COUNT(*) FROM one_time_links WHERE used_at IS NULL AND expires_at > UTC_TIMESTAMP(6)"
    assert shop.value(alive) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE one_time_links SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND",
        "UPDATE one_time_links SET used_at = UTC_TIMESTAMP(6)",
        "UPDATE one_time_links SET purpose = 'password_reset'",
        "UPDATE users SET active = FALSE",
        "DELETE FROM one_time_links",
    ],
)
def test_a_dead_link_is_told_alike(shop: Shop, budi: Person, spoil: str) -> None:
    pending_link(shop, budi, "token", "budi@example.com")
    shop.rows(spoil)
    answer = shop.visitor().post(CONFIRM, {"token": "token"}, headers={"Accept-Language": "id"})
    assert (answer.status_code, answer.json()["code"]) == (410, "link_expired")
    assert answer.json()["msg"] == "Tautan ini sudah kedaluwarsa atau pernah dipakai. Minta tautan baru."
    assert shop.value("SELECT email FROM users") is None


@pytest.mark.parametrize("body", [{}, {"token": ""}, {"token": None}, {"token": "x" * 129}, {"token": 0}])
def test_a_broken_token_is_refused(shop: Shop, body: dict[str, Any]) -> None:
    assert shop.visitor().post(CONFIRM, body).status_code == 422


@pytest.mark.parametrize(
    "address", ["budi@example.com", "a'b{c}`|~#%&*@x.example", ".odd..@x.example", f"{'x' * 64}@{'d' * 60}.example"]
)
def test_a_letter_survives_every_address_and_name(shop: Shop, address: str) -> None:
    settings = Settings.from_env(
        {"DATA_DIR": "/nonexistent", **secrets_for_tests(), "PUBLIC_URL": "https://toko.example"}
    )
    words = {"name": "Büdi {link} %s <b>", "role": "seller", "note": "x" * 200}
    row = {
        "id": 7, "recipient": address, "template": "role_granted", "language": "en", "words": words,
        "created_at": datetime(2026, 11, 21),
    }  # fmt: skip
    sent = message(row, settings, {"name": "Finenice", "logo_id": None})
    content = sent.get_body(("plain",)).get_content()
    assert sent["To"] == address and sent["From"] == "Finenice <no-reply@toko.example>"
    assert words["name"] in content and words["note"] in content
    assert (
        sent.as_bytes() == message(row, settings, {"name": "Finenice", "logo_id": None}).as_bytes()
        and b"\r\n" in sent.as_bytes()
    )


def test_a_letter_delivered_twice_is_one_file_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings.from_env({"DATA_DIR": str(tmp_path)})
    row = {
        "id": 7, "recipient": "budi@example.com", "template": "email_changed", "language": "id",
        "words": {"name": "Budi"}, "created_at": datetime(2026, 11, 21),
    }  # fmt: skip
    for _ in range(2):
        FileBox(settings).send(message(row, settings, {"name": "Finenice", "logo_id": None}))
    (file,) = (tmp_path / "mail").iterdir()
    assert file.name == "20261121T000000000000-7.eml"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_letter_that_can_not_be_sent_keeps_none_waiting(shop: Shop, budi: Person) -> None:
    shop.rows("INSERT INTO letters (recipient, template, language, words) VALUES ('x@y.z', 'nonsense', 'id', '{}')")
    shop.rows("INSERT INTO jobs (kind, payload) SELECT 'letters', CONCAT('{\"letter_id\":', id, '}') FROM letters")
    budi.put(PROFILE, {**AGAIN, "email": "budi@example.com"})
    assert token_in(shop, "budi@example.com")
    # The other job ends a moment after its letter has gone.
    question = "SELECT state, attempts, error FROM jobs WHERE state <> 'done'"
    (bad,) = wait_until(lambda: len(found := shop.rows(question)) == 1 and found)
    assert bad == {"state": "queued", "attempts": 1, "error": "KeyError"}


def pending_link(shop: Shop, person: Person, token: str, address: str) -> None:
    """What asking for a change leaves behind, without the letter."""
    shop.rows(
        """
        INSERT INTO one_time_links (token_hash, user_id, purpose, subject, expires_at)
        VALUES (UNHEX(SHA2(%s, 256)), %s, 'email_change', %s, UTC_TIMESTAMP(6) + INTERVAL 1 HOUR)
        """,
        (token, person.id, address),
    )


def usernames(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [user["username"] or user["email"] for user in answer.json()["users"]]


@pytest.fixture
def town(shop: Shop, dewi: Person) -> Person:
    """Dewi among people whose names are alike."""
    for username, name, role in (
        ("budi", "Budi Santoso", None),
        ("rina_w", "Rina Budiarti", "seller"),
        ("santo", "Joko Li", "seller"),
        ("kartika", "Sri 100% Ayu", None),
    ):
        person = shop.person(username, *([role] if role else []))
        person.put(PROFILE, {"name": name})
    of_address(shop, "li.mei@toko.example", "Mei Li Santoso")
    return dewi


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("budi", ["budi", "rina_w"]),
        ("BUDI sant", ["budi"]),
        ("santo", ["budi", "li.mei@toko.example", "santo"]),
        ("li", ["li.mei@toko.example"]),
        ("mei li", ["li.mei@toko.example"]),
        ("li.mei@toko", ["li.mei@toko.example"]),
        ("sri 1", ["kartika"]),
        ("rina_", ["rina_w"]),
        ("_", []),
        ("%", []),
        ("\\", []),
        ("é", []),
        ("+-*()~<>@\"'", []),
        ("tidak ada", []),
    ],
)
def test_an_admin_finds_people_by_prefix_and_word(town: Person, search: str, found: list[str]) -> None:
    answer = town.get("/api/users", params={"search": search})
    assert sorted(usernames(answer)) == found
    assert answer.json()["total_items"] == len(found)


def test_an_admin_lists_people_by_role_and_state(shop: Shop, town: Person) -> None:
    everybody = ["li.mei@toko.example", "kartika", "santo", "rina_w", "budi", "dewi"]
    assert usernames(town.get("/api/users")) == everybody
    assert usernames(town.get("/api/users?sort_order=asc")) == everybody[::-1]
    assert usernames(town.get("/api/users?role=seller")) == ["santo", "rina_w"]
    assert usernames(town.get("/api/users?role=seller&search=budi")) == ["rina_w"]
    santo = town.get("/api/users?search=santo&role=seller").json()["users"][0]
    assert santo["roles"] == ["seller", "buyer"] and santo["active"] is True
    assert "password_hash" not in santo
    town.patch(f"/api/users/{santo['id']}", {"active": False})
    assert usernames(town.get("/api/users?active=false")) == ["santo"]
    assert usernames(town.get("/api/users?active=true&role=seller")) == ["rina_w"]


@pytest.mark.parametrize("query", ["", "search=orang", "role=buyer", "active=true"])
@pytest.mark.parametrize("order", ["asc", "desc"])
def test_a_walk_through_people_neither_skips_nor_repeats(shop: Shop, dewi: Person, query: str, order: str) -> None:
    # Many signed up at the same moment.
    people = [(f"orang{number}", f"Orang {number}", "h", f"2026-01-0{1 + number // 4}") for number in range(12)]
    for row in people:
        shop.rows("INSERT INTO users (username, name, password_hash, created_at) VALUES (%s, %s, %s, %s)", row)
    shop.rows("INSERT IGNORE INTO user_roles (user_id, role) SELECT id, 'buyer' FROM users")
    walked: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = dewi.get(f"/api/users?{query}&sort_order={order}&per_page=5&cursor={cursor}")
        walked += usernames(page)
        cursor = page.json()["next_cursor"]
    by_number = [dewi.get(f"/api/users?{query}&sort_order={order}&per_page=5&page={number}") for number in (1, 2, 3)]
    assert walked == [name for page in by_number for name in usernames(page)]
    assert len(set(walked)) == len(walked) == page.json()["total_items"] >= 12


def test_only_admins_see_people(shop: Shop, budi: Person, sari: Person) -> None:
    assert shop.visitor().get("/api/users").status_code == 401
    for person in (budi, sari):
        assert person.get("/api/users?nonsense=1").status_code == 403


@pytest.mark.parametrize("query", ["role=owner", "active=maybe", "sort_by=name", "cursor=WzFd", "cursor=WyJ4IiwxXQ"])
def test_an_unknown_filter_of_people_is_refused(dewi: Person, query: str) -> None:
    answer = dewi.get(f"/api/users?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == query.split("=")[0]
