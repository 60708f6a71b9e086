"""Two-factor authentication: setup, login, recovery codes, and roles that require it."""

from __future__ import annotations

import base64
import re
from typing import Any

import pyotp
import pytest
import requests
import zxingcpp
from PIL import Image

from support.accounts import (
    BUDI,
    NEW,
    POLICY,
    PROFILE,
    RECOVERY_CODES,
    Authenticator,
    database_text,
    email_text,
    email_token,
    enable_two_factor,
    outcome,
    register_with_email,
    request_reset,
    reset_password,
)
from support.app import at_once, wait_until
from support.calls.contract import TWO_FACTOR
from support.people import PASSWORD, Person, Shop

LOGIN_PATHS = ("/api/auth/login", "/api/login", "/login")


def log_in(shop: Shop, path: str = LOGIN_PATHS[0], **body: Any) -> requests.Response:
    return shop.visitor().post(path, {"username": "budi", "password": PASSWORD, **body})


def scan_qr_code(address: str) -> str:
    """Return the text of the QR code."""
    kind, _, data = address.partition(",")
    assert kind == "data:image/svg+xml;base64"
    drawing = base64.b64decode(data).decode()
    (side,) = re.findall(r'viewBox="0 0 (\d+) \1"', drawing)
    image = Image.new("L", (int(side), int(side)), 255)
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawing):
        image.putpixel((int(x), int(y)), 0)
    (found,) = zxingcpp.read_barcodes(image.resize((int(side) * 6, int(side) * 6), Image.Resampling.NEAREST))
    return str(found.text)


def test_app_is_enabled_by_its_first_code(shop: Shop) -> None:
    budi, other = register_with_email(shop), shop.visitor()
    other.keep_tokens(other.post(LOGIN_PATHS[0], {"email": BUDI, "password": PASSWORD}).json())
    off = {"enabled": False, "enabled_at": None, "required": False, "recovery_codes": 0}
    assert budi.get(TWO_FACTOR).json() == off
    assert outcome(budi.post(f"{TWO_FACTOR}/confirm", {"code": "123456"})) == (409, "totp_setup_not_started")
    assert outcome(budi.post(TWO_FACTOR, {"current_password": "salah"})) == (422, "wrong_password")

    begun = budi.post(TWO_FACTOR, {"current_password": PASSWORD})
    assert begun.headers["Cache-Control"] == "no-store"
    secret, address = begun.json()["secret"], begun.json()["address"]
    assert scan_qr_code(begun.json()["qr"]) == address
    app = pyotp.parse_uri(address)
    assert isinstance(app, pyotp.TOTP) and (app.secret, app.issuer, app.name) == (secret, "Finenice", "Budi")
    phone = Authenticator(shop, secret, [])
    assert outcome(budi.post(f"{TWO_FACTOR}/confirm", {"code": phone.wrong()})) == (422, "wrong_code")
    assert budi.get(TWO_FACTOR).json() == off

    confirmed = budi.post(f"{TWO_FACTOR}/confirm", {"code": app.now()})
    assert confirmed.headers["Cache-Control"] == "no-store"
    assert len(set(confirmed.json()["recovery_codes"])) == 10
    state = budi.get(TWO_FACTOR).json()
    assert state["enabled"] and state["enabled_at"] and state["recovery_codes"] == 10
    # Other sessions end, because they began with a password alone.
    assert outcome(other.get(PROFILE)) == (401, "revoked_token")
    assert "requires a code" in email_text(shop, "second_factor_on")
    assert outcome(budi.post(TWO_FACTOR, {"current_password": PASSWORD})) == (409, "two_factor_already_enabled")
    assert outcome(budi.post(f"{TWO_FACTOR}/confirm", {"code": app.now()})) == (409, "totp_setup_not_started")


def test_second_setup_replaces_the_first(budi: Person) -> None:
    older, newer = (budi.post(TWO_FACTOR, {"current_password": PASSWORD}).json()["secret"] for _ in range(2))
    assert outcome(budi.post(f"{TWO_FACTOR}/confirm", {"code": pyotp.TOTP(older).now()})) == (422, "wrong_code")
    assert budi.post(f"{TWO_FACTOR}/confirm", {"code": pyotp.TOTP(newer).now()}).status_code == 200


def test_setup_expires_after_an_hour(shop: Shop, budi: Person) -> None:
    secret = budi.post(TWO_FACTOR, {"current_password": PASSWORD}).json()["secret"]
    shop.rows("UPDATE second_factors SET created_at = created_at - INTERVAL 61 MINUTE")
    assert outcome(budi.post(f"{TWO_FACTOR}/confirm", {"code": pyotp.TOTP(secret).now()})) == (
        409,
        "totp_setup_not_started",
    )


@pytest.mark.parametrize("path", LOGIN_PATHS)
def test_login_requires_the_code_after_the_correct_password(shop: Shop, budi: Person, path: str) -> None:
    phone = enable_two_factor(budi)
    assert outcome(log_in(shop, path)) == (401, "totp_code_required")
    # Without the password, the response does not reveal two-factor authentication.
    for more in ({}, {"code": phone.code()}, {"recovery_code": phone.recovery_codes[0]}):
        assert outcome(log_in(shop, path, password="salah", **more)) == (401, "wrong_credentials")
    assert outcome(log_in(shop, path, code=phone.wrong())) == (401, "wrong_totp_code")
    right = phone.code()
    answer = log_in(shop, path, code=f" {right[:3]} {right[3:]}")
    assert answer.status_code == 200
    bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert shop.visitor().get(PROFILE, headers=bearer).status_code == 200
    assert outcome(log_in(shop, path, code=right)) == (401, "wrong_totp_code")


def test_login_without_two_factor_requires_no_code(shop: Shop, budi: Person) -> None:
    assert log_in(shop).status_code == log_in(shop, code="123456").status_code == 200
    budi.post(TWO_FACTOR, {"current_password": PASSWORD})
    # An unconfirmed setup does not count.
    assert log_in(shop).status_code == 200


def test_codes_of_adjacent_steps_count_but_never_after_a_newer_one(shop: Shop, budi: Person) -> None:
    phone = enable_two_factor(budi)
    app = pyotp.TOTP(phone.secret)
    step = int(shop.value("SELECT last_step FROM second_factors"))
    # The code of the setup is used up, the code of the next step is accepted.
    assert outcome(log_in(shop, code=app.generate_otp(step))) == (401, "wrong_totp_code")
    assert log_in(shop, code=app.generate_otp(step + 1)).status_code == 200
    assert outcome(log_in(shop, code=app.generate_otp(step))) == (401, "wrong_totp_code")
    assert outcome(log_in(shop, code=app.generate_otp(step + 3))) == (401, "wrong_totp_code")


def test_five_wrong_codes_lock_the_login(shop: Shop, budi: Person) -> None:
    phone = enable_two_factor(budi)
    wrong = phone.wrong()
    for _ in range(5):
        # A correct password in between does not clear wrong codes.
        assert outcome(log_in(shop)) == (401, "totp_code_required")
        assert outcome(log_in(shop, code=wrong)) == (401, "wrong_totp_code")
    refused = log_in(shop, code=phone.code())
    assert outcome(refused) == (429, "too_many_attempts") and 0 < int(refused.headers["Retry-After"]) <= 60
    assert log_in(shop, recovery_code=phone.recovery_codes[0]).status_code == 429
    # Nor does reauthentication in a session.
    assert budi.delete(TWO_FACTOR, json={"current_password": PASSWORD, "code": phone.code()}).status_code == 429
    shop.rows("UPDATE sign_in_failures SET last_failed_at = last_failed_at - INTERVAL 61 SECOND")
    assert log_in(shop, code=phone.code()).status_code == 200
    assert log_in(shop, code=phone.code()).status_code == 200


def test_twenty_simultaneous_logins_with_one_code_succeed_once(shop: Shop, budi: Person) -> None:
    phone = enable_two_factor(budi)
    for proof in ({"code": phone.code()}, {"recovery_code": phone.recovery_codes[0]}):
        answers = [answer.status_code for answer in at_once(20, lambda _, proof=proof: log_in(shop, **proof))]
        assert answers.count(200) == 1 and set(answers) <= {200, 401, 429}
        shop.rows("DELETE FROM sign_in_failures")


def test_recovery_code_works_once(shop: Shop, budi: Person) -> None:
    phone = enable_two_factor(budi)
    first, second, *_ = phone.recovery_codes
    assert log_in(shop, recovery_code=first.upper().replace("-", " ")).status_code == 200
    assert outcome(log_in(shop, recovery_code=first)) == (401, "wrong_totp_code")
    assert budi.get(TWO_FACTOR).json()["recovery_codes"] == 9
    log = budi.get("/api/users/activities").json()["activities"]
    assert [row["type"] for row in log].count("recovery_code_used") == 1
    assert outcome(log_in(shop, recovery_code="")) == (401, "wrong_totp_code")

    renewed = budi.post(RECOVERY_CODES, {"current_password": PASSWORD, "recovery_code": second}).json()[
        "recovery_codes"
    ]
    assert not set(renewed) & set(phone.recovery_codes)
    assert outcome(log_in(shop, recovery_code=phone.recovery_codes[2])) == (401, "wrong_totp_code")
    assert log_in(shop, recovery_code=renewed[0]).status_code == 200


def test_recovery_code_works_for_its_owner_only(shop: Shop, budi: Person, sari: Person) -> None:
    enable_two_factor(budi)
    others = enable_two_factor(sari)
    assert outcome(log_in(shop, recovery_code=others.recovery_codes[0])) == (401, "wrong_totp_code")
    assert sari.get(TWO_FACTOR).json()["recovery_codes"] == 10


def test_disabling_requires_password_and_code(shop: Shop) -> None:
    budi = register_with_email(shop)
    assert outcome(budi.delete(TWO_FACTOR, json={"current_password": PASSWORD, "code": "1"})) == (
        409,
        "two_factor_not_enabled",
    )
    phone = enable_two_factor(budi)
    for body, found in (
        ({"current_password": PASSWORD}, "one_of"),
        ({"current_password": PASSWORD, "code": "1", "recovery_code": "1"}, "one_of"),
        ({"current_password": "salah", "code": phone.code()}, "wrong_password"),
        ({"current_password": PASSWORD, "code": phone.wrong()}, "wrong_code"),
        ({"current_password": PASSWORD, "recovery_code": "x"}, "wrong_code"),
    ):
        assert outcome(budi.delete(TWO_FACTOR, json=body)) == (422, found)
        assert outcome(budi.post(RECOVERY_CODES, body)) == (422, found)
        shop.rows("DELETE FROM sign_in_failures")
    assert budi.delete(TWO_FACTOR, json={"current_password": PASSWORD, "code": phone.code()}).status_code == 200
    assert budi.get(TWO_FACTOR).json()["recovery_codes"] == 0
    assert "password only" in email_text(shop, "second_factor_off")
    assert shop.visitor().post(LOGIN_PATHS[0], {"email": BUDI, "password": PASSWORD}).status_code == 200


def test_password_reset_does_not_replace_the_code(shop: Shop) -> None:
    budi = register_with_email(shop)
    assert shop.visitor().post("/api/auth/verify", {"token": email_token(shop, "verify")}).status_code == 200
    phone = enable_two_factor(budi)
    request_reset(shop)
    assert reset_password(shop, email_token(shop, "password_reset")).status_code == 200
    body = {"email": BUDI, "password": NEW}
    assert outcome(shop.visitor().post(LOGIN_PATHS[0], body)) == (401, "totp_code_required")
    assert shop.visitor().post(LOGIN_PATHS[0], {**body, "code": phone.code()}).status_code == 200


def test_required_role_is_unusable_before_enrolment(shop: Shop, dewi: Person, sari: Person, budi: Person) -> None:
    assert dewi.get(POLICY).json() == {"roles": []}
    # An admin must enrol before requiring it, so that no admin is locked out.
    assert outcome(dewi.put(POLICY, {"roles": ["seller"]})) == (409, "two_factor_not_enabled")
    phone = enable_two_factor(dewi)
    assert dewi.put(POLICY, {"roles": ["seller", "admin"]}).json() == {"roles": ["admin", "seller"]}

    product = {"name": "Kopi", "price": 1000}
    refused = sari.post("/api/products", product, headers={"Accept-Language": "id"})
    assert outcome(refused) == (403, "mfa_enrolment_required") and "verifikasi dua langkah" in refused.json()["msg"]
    assert sari.get("/api/transactions").status_code == sari.get("/api/courses/1/progress").status_code == 403
    assert sari.get("/api/products").status_code == 200
    # Account routes stay open, because enrolment needs them.
    assert [sari.get(path).status_code for path in (PROFILE, TWO_FACTOR, "/api/auth/sessions")] == [200] * 3
    assert sari.get(TWO_FACTOR).json()["required"] is True
    sari.sign_in()
    assert budi.get("/api/transactions").status_code == 200
    assert dewi.get("/api/users").status_code == 200

    enable_two_factor(sari)
    assert sari.post("/api/products", product).status_code == 201
    # A new admin must enrol first, and so must an admin who disables it.
    putri = shop.person("putri", "admin")
    assert outcome(putri.put(POLICY, {"roles": []})) == (403, "mfa_enrolment_required")
    assert dewi.delete(TWO_FACTOR, json={"current_password": PASSWORD, "code": phone.code()}).status_code == 200
    assert outcome(dewi.put(POLICY, {"roles": []})) == (403, "mfa_enrolment_required")
    enable_two_factor(dewi)
    assert dewi.put(POLICY, {"roles": []}).json() == {"roles": []}
    assert putri.get("/api/users").status_code == 200


def test_api_keys_stop_until_their_owner_enrols(shop: Shop, dewi: Person) -> None:
    dian = shop.person("dian", "developer")
    made = dian.post("/api/developer/key", {"scopes": ["users:read"]})
    assert made.status_code == 201, made.text
    program = {"X-API-Key": made.json()["api_key"]}
    assert shop.visitor().get(PROFILE, headers=program).status_code == 200
    enable_two_factor(dewi)
    dewi.put(POLICY, {"roles": ["developer"]})
    assert outcome(shop.visitor().get(PROFILE, headers=program)) == (403, "mfa_enrolment_required")
    enable_two_factor(dian)
    assert shop.visitor().get(PROFILE, headers=program).status_code == 200


def test_admin_resets_two_factor_of_another_user(shop: Shop, dewi: Person) -> None:
    budi = register_with_email(shop)
    path = f"/api/users/{budi.id}/second-factor"
    assert outcome(dewi.delete(path)) == (409, "two_factor_not_enabled")
    enable_two_factor(budi)
    assert dewi.delete(path).status_code == 200
    assert outcome(budi.get(PROFILE)) == (401, "revoked_token")
    assert "password only" in email_text(shop, "second_factor_off")
    assert shop.visitor().post(LOGIN_PATHS[0], {"email": BUDI, "password": PASSWORD}).status_code == 200
    types = "SELECT type FROM activities WHERE user_id = %s"
    assert "second_factor_reset" in [row["type"] for row in shop.rows(types, (dewi.id,))]
    assert "second_factor_disabled" in [row["type"] for row in shop.rows(types, (budi.id,))]
    # A stolen admin session cannot disable the admin's own two-factor authentication.
    enable_two_factor(dewi)
    assert outcome(dewi.delete(f"/api/users/{dewi.id}/second-factor")) == (409, "own_two_factor")
    assert outcome(dewi.delete("/api/users/999999999/second-factor")) == (404, "user_not_found")


def test_reset_command_disables_two_factor(shop: Shop, budi: Person, inside: None) -> None:
    import cli
    from queries.system import audit

    audit.configure("x" * 32)
    enable_two_factor(budi)
    callback = cli.reset_second_factor.callback
    assert callback is not None
    callback("Budi")
    assert log_in(shop).status_code == 200 and budi.get(PROFILE).status_code == 401


def test_recovery_codes_work_without_the_encryption_key(shop: Shop, budi: Person) -> None:
    phone = enable_two_factor(budi)
    shop.rows("UPDATE second_factors SET secret = 'sealed by a key that nobody has'")
    assert outcome(log_in(shop, code=phone.code())) == (401, "wrong_totp_code")
    assert log_in(shop, recovery_code=phone.recovery_codes[0]).status_code == 200


def test_totp_secrets_and_codes_appear_in_no_log_or_table(shop: Shop, budi: Person) -> None:
    phone = enable_two_factor(budi)
    used = phone.code()
    assert log_in(shop, code=used).status_code == 200
    assert log_in(shop, recovery_code=phone.recovery_codes[0]).status_code == 200
    renewed = budi.post(RECOVERY_CODES, {"current_password": PASSWORD, "recovery_code": phone.recovery_codes[1]})
    wait_until(lambda: not shop.rows("SELECT id FROM jobs WHERE state <> 'done'"))
    shown = shop.app.log.read_text() + database_text(shop)
    assert "second_factor_enabled" in shown
    secrets = [phone.secret, *phone.recovery_codes, *renewed.json()["recovery_codes"]]
    assert [secret for secret in secrets if secret in shown or secret.replace("-", "") in shown] == []
    assert used not in database_text(shop)
