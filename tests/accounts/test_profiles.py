"""The caller's own profile, and changes of the e-mail address."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from jobs.emails import build_message
from mail.file_backend import FileBackend
from settings import Settings
from support.accounts import PROFILE, email_token, outcome, register_with_email
from support.app import at_once, secrets_for_tests, wait_until
from support.people import PASSWORD, Person, Shop

CONFIRM = "/api/users/confirm-email"


# A new address requires the password.
AGAIN = {"current_password": PASSWORD}


def change_link(shop: Shop, recipient: str) -> str:
    (link,) = re.findall(r"https?://\S+token=\S+", shop.email(recipient, "email_change").get_content())
    return str(link)


def confirm(shop: Shop, token: str) -> Any:
    """Confirm the link without signing in."""
    return shop.visitor().post(CONFIRM, {"token": token})


def count_change_emails(shop: Shop, which: str = "TRUE") -> int:
    """Return the number of e-mails to new addresses."""
    return int(shop.value(f"SELECT COUNT(*) FROM letters WHERE template = 'email_change' AND {which}"))


def can_log_in(shop: Shop, **names: str) -> bool:
    return bool(shop.visitor().post("/api/auth/login", {**names, "password": PASSWORD}).status_code == 200)


def test_new_address_takes_effect_once_confirmed(shop: Shop) -> None:
    budi = register_with_email(shop, "budi@example.com")
    # The e-mail is in the user's language, whatever the request asks for.
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
    assert can_log_in(shop, email="budi@example.com") and not can_log_in(shop, email="budi@baru.example")

    message = shop.email("budi@baru.example", "email_change")
    assert message["To"] == "budi@baru.example"
    assert message["Subject"] == "Konfirmasi alamat email Anda"
    # The address is not proven yet, so the e-mail contains no name.
    assert "Halo,\n" in message.get_content() and "Budi" not in message.get_content()
    link = change_link(shop, "budi@baru.example")
    assert link.startswith(f"{shop.url}/confirm-email#token=")
    # A mail scanner that opens the link does not use it up.
    page = shop.visitor().http.get(link, timeout=30)
    assert page.status_code == 200 and page.headers["Content-Type"].startswith("text/html")
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "no-referrer")

    token = email_token(shop, "email_change", "budi@baru.example")
    assert confirm(shop, token).json() == {"email": "budi@baru.example"}
    after = budi.get(PROFILE).json()
    assert (after["email"], after["pending_email"]) == ("budi@baru.example", None)
    assert can_log_in(shop, email="budi@baru.example") and not can_log_in(shop, email="budi@example.com")
    assert "tidak dipakai lagi" in shop.email("budi@example.com", "email_changed").get_content()
    assert confirm(shop, token).json() == {"email": "budi@baru.example"}
    shop.rows("UPDATE users SET email = 'lain@baru.example'")
    again = confirm(shop, token)
    assert (again.status_code, again.json()["code"]) == (410, "link_expired")


def test_changing_the_address_requires_the_password(shop: Shop) -> None:
    budi = register_with_email(shop)
    asked = {"email": "baru@example.com"}
    assert outcome(budi.put(PROFILE, asked)) == (422, "one_of")
    assert outcome(budi.put(PROFILE, {**asked, "current_password": "salah"})) == (422, "wrong_password")
    assert budi.get(PROFILE).json()["pending_email"] is None
    assert budi.put(PROFILE, {**asked, **AGAIN}).json()["pending_email"] == "baru@example.com"


def test_user_without_an_address_adds_one(shop: Shop, budi: Person) -> None:
    assert budi.put(PROFILE, {**AGAIN, "email": "budi@example.com"}).json()["email"] is None
    assert confirm(shop, email_token(shop, "email_change", "budi@example.com")).status_code == 200
    assert budi.get(PROFILE).json()["email"] == "budi@example.com"
    assert can_log_in(shop, email="budi@example.com") and can_log_in(shop, username="budi")
    assert shop.value("SELECT COUNT(*) FROM letters") == 1


def test_link_is_stored_as_a_hash_and_removed_from_the_sent_email(shop: Shop, budi: Person) -> None:
    budi.put(PROFILE, {**AGAIN, "email": "budi@example.com"})
    token = email_token(shop, "email_change", "budi@example.com")
    assert len(token) >= 43
    (link,) = shop.rows("SELECT *, SHA2(%s, 256) AS expected FROM one_time_links", (token,))
    assert bytes(link["token_hash"]).hex() == link["expected"]
    assert shop.value("SELECT words FROM letters") == "{}"
    assert shop.value("SELECT TIMESTAMPDIFF(MINUTE, created_at, expires_at) FROM one_time_links") == 24 * 60
    assert token not in shop.app.log.read_text()


def test_newer_address_change_replaces_the_older(shop: Shop, budi: Person) -> None:
    budi.put(PROFILE, {**AGAIN, "email": "satu@example.com"})
    first = email_token(shop, "email_change", "satu@example.com")
    assert budi.put(PROFILE, {**AGAIN, "email": "dua@example.com"}).json()["pending_email"] == "dua@example.com"
    assert confirm(shop, first).status_code == 410
    assert confirm(shop, email_token(shop, "email_change", "dua@example.com")).status_code == 200
    assert budi.get(PROFILE).json()["email"] == "dua@example.com"


def test_repeated_address_change_sends_no_second_email(shop: Shop) -> None:
    budi = register_with_email(shop, "budi@example.com")
    before = budi.get(PROFILE).json()
    assert budi.put(PROFILE, {**AGAIN, "email": "budi@example.com"}).json() == before
    assert count_change_emails(shop) == 0
    budi.put(PROFILE, {**AGAIN, "email": "baru@example.com"})
    budi.put(PROFILE, {**AGAIN, "email": "baru@example.com"})
    assert count_change_emails(shop) == 1
    # A later request sends the e-mail again.
    first = email_token(shop, "email_change", "baru@example.com")
    shop.rows("UPDATE one_time_links SET created_at = created_at - INTERVAL 2 MINUTE")
    assert budi.put(PROFILE, {**AGAIN, "email": "baru@example.com"}).json()["pending_email"] == "baru@example.com"
    wait_until(lambda: count_change_emails(shop, "sent_at IS NOT NULL") == 2)
    assert confirm(shop, first).status_code == 410
    assert confirm(shop, email_token(shop, "email_change", "baru@example.com")).status_code == 200


def test_taken_address_names_the_field_and_changes_nothing(shop: Shop, budi: Person) -> None:
    register_with_email(shop, "sari@example.com", "Sari")
    answer = budi.put(PROFILE, {**AGAIN, "email": "SARI@example.com", "name": "Lain"})
    assert answer.status_code == 409
    assert answer.json()["errors"][0]["field"] == "email"
    assert budi.get(PROFILE).json()["name"] == "budi"
    assert shop.value("SELECT COUNT(*) FROM one_time_links WHERE purpose = 'email_change'") == 0
    assert count_change_emails(shop) == 0


def test_address_taken_before_confirmation_is_a_conflict(shop: Shop, budi: Person) -> None:
    budi.put(PROFILE, {**AGAIN, "email": "rebutan@example.com"})
    token = email_token(shop, "email_change", "rebutan@example.com")
    register_with_email(shop, "rebutan@example.com", "Cepat")
    answer = confirm(shop, token)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (409, "email")
    assert budi.get(PROFILE).json()["email"] is None


def test_simultaneous_confirmations_of_one_address_succeed_once(shop: Shop) -> None:
    people = [shop.person(f"pembeli{number}") for number in range(6)]
    tokens = [f"token-{number}" for number in range(6)]
    for person, token in zip(people, tokens, strict=True):
        pending_link(shop, person, token, "rebutan@example.com")
    statuses = at_once(6, lambda number: confirm(shop, tokens[number]).status_code)
    assert sorted(statuses) == [200] + [409] * 5


def test_simultaneous_confirmations_with_one_link_change_it_once(shop: Shop, budi: Person) -> None:
    pending_link(shop, budi, "token", "budi@example.com")
    statuses = at_once(6, lambda _: confirm(shop, "token").status_code)
    assert statuses == [200] * 6
    assert shop.value("SELECT COUNT(*) FROM activities WHERE type = 'email_changed'") == 1


def test_simultaneous_address_changes_leave_one_pending(shop: Shop, budi: Person) -> None:
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
def test_unusable_links_share_one_response(shop: Shop, budi: Person, spoil: str) -> None:
    pending_link(shop, budi, "token", "budi@example.com")
    shop.rows(spoil)
    answer = shop.visitor().post(CONFIRM, {"token": "token"}, headers={"Accept-Language": "id"})
    assert (answer.status_code, answer.json()["code"]) == (410, "link_expired")
    assert answer.json()["msg"] == "Tautan ini sudah kedaluwarsa atau pernah dipakai. Minta tautan baru."
    assert shop.value("SELECT email FROM users") is None


@pytest.mark.parametrize("body", [{}, {"token": ""}, {"token": None}, {"token": "x" * 129}, {"token": 0}])
def test_malformed_link_token_is_rejected(shop: Shop, body: dict[str, Any]) -> None:
    assert shop.visitor().post(CONFIRM, body).status_code == 422


@pytest.mark.parametrize(
    "address", ["budi@example.com", "a'b{c}`|~#%&*@x.example", ".odd..@x.example", f"{'x' * 64}@{'d' * 60}.example"]
)
def test_email_renders_unusual_addresses_and_names(shop: Shop, address: str) -> None:
    settings = Settings.from_env(
        {"DATA_DIR": "/nonexistent", **secrets_for_tests(), "PUBLIC_URL": "https://toko.example"}
    )
    words = {"name": "Büdi {link} %s <b>", "role": "seller", "note": "x" * 200}
    row = {
        "id": 7, "recipient": address, "template": "role_granted", "language": "en", "words": words,
        "created_at": datetime(2026, 11, 21),
    }  # fmt: skip
    sent = build_message(row, settings, {"name": "Finenice", "logo_id": None})
    content = sent.get_body(("plain",)).get_content()
    assert sent["To"] == address and sent["From"] == "Finenice <no-reply@toko.example>"
    assert words["name"] in content and words["note"] in content
    assert (
        sent.as_bytes() == build_message(row, settings, {"name": "Finenice", "logo_id": None}).as_bytes()
        and b"\r\n" in sent.as_bytes()
    )


def test_file_backend_writes_an_email_once_with_private_mode(tmp_path: Path) -> None:
    settings = Settings.from_env({"DATA_DIR": str(tmp_path)})
    row = {
        "id": 7, "recipient": "budi@example.com", "template": "email_changed", "language": "id",
        "words": {"name": "Budi"}, "created_at": datetime(2026, 11, 21),
    }  # fmt: skip
    for _ in range(2):
        FileBackend(settings).send(build_message(row, settings, {"name": "Finenice", "logo_id": None}))
    (file,) = (tmp_path / "mail").iterdir()
    assert file.name == "20261121T000000000000-7.eml"
    assert file.stat().st_mode & 0o777 == 0o600


def test_failing_email_does_not_delay_others(shop: Shop, budi: Person) -> None:
    shop.rows("INSERT INTO letters (recipient, template, language, words) VALUES ('x@y.z', 'nonsense', 'id', '{}')")
    shop.rows("INSERT INTO jobs (kind, payload) SELECT 'letters', CONCAT('{\"letter_id\":', id, '}') FROM letters")
    budi.put(PROFILE, {**AGAIN, "email": "budi@example.com"})
    assert email_token(shop, "email_change", "budi@example.com")
    # The other job ends shortly after its e-mail was sent.
    question = "SELECT state, attempts, error FROM jobs WHERE state <> 'done'"
    (bad,) = wait_until(lambda: len(found := shop.rows(question)) == 1 and found)
    assert bad == {"state": "queued", "attempts": 1, "error": "KeyError"}


def pending_link(shop: Shop, person: Person, token: str, address: str) -> None:
    """Insert the link of an address change without sending the e-mail."""
    shop.rows(
        """
        INSERT INTO one_time_links (token_hash, user_id, purpose, subject, expires_at)
        VALUES (UNHEX(SHA2(%s, 256)), %s, 'email_change', %s, UTC_TIMESTAMP(6) + INTERVAL 1 HOUR)
        """,
        (token, person.id, address),
    )


def test_profile_update_changes_the_given_fields_only(shop: Shop, budi: Person) -> None:
    before = budi.get("/api/users/profile").json()
    after = budi.put("/api/users/profile", {"name": "Budi Santoso"}).json()
    assert after == {**before, "name": "Budi Santoso", "updated_at": after["updated_at"]}
    assert budi.put("/api/users/profile", {}).json() == after
    assert budi.put("/api/users/profile", {"username": "Budi2"}).json()["username"] == "budi2"


def test_taken_username_names_the_field(shop: Shop, budi: Person, sari: Person) -> None:
    answer = budi.put("/api/users/profile", {"name": "Lain", "username": "sari"})
    assert answer.status_code == 409
    assert answer.json()["errors"][0]["field"] == "username"
    assert budi.get("/api/users/profile").json()["name"] == "budi"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": None}, "name"),
        ({"name": " "}, "name"),
        ({"role": "admin"}, "role"),
        ({"active": True}, "active"),
        ({"email": None}, "email"),
        ({"email": "no address"}, "email"),
        ({"pending_email": "x@example.com"}, "pending_email"),
        ({"username": "x"}, "username"),
    ],
)
def test_profile_update_rejects_invalid_and_read_only_fields(
    shop: Shop, budi: Person, body: dict[str, object], field: str
) -> None:
    answer = budi.put("/api/users/profile", body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
