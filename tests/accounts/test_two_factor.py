"""A second factor: setting it up, signing in with it, losing it, and roles that must have one."""

from __future__ import annotations

import base64
import re
import time
from dataclasses import dataclass
from typing import Any

import pyotp
import pytest
import requests
import zxingcpp
from PIL import Image
from test_accounts import BUDI, NEW, PROFILE, code, contents, forget, of_address, reset, said, token_in

from conftest import PASSWORD, Person, Shop, at_once, wait_until

FACTOR, CODES, POLICY = (
    "/api/auth/second-factor",
    "/api/auth/second-factor/recovery-codes",
    "/api/auth/second-factor/policy",
)
SIGN_IN = ("/api/auth/login", "/api/login", "/login")


@dataclass
class Phone:
    """A person's authenticator app, and the paper with their recovery codes."""

    shop: Shop
    secret: str
    recovery_codes: list[str]

    def code(self) -> str:
        """The code of this moment, which counts although one of this moment was used before."""
        self.shop.rows("UPDATE second_factors SET last_step = 0")
        return pyotp.TOTP(self.secret).now()

    def wrong(self) -> str:
        """A code of no step anywhere near."""
        app = pyotp.TOTP(self.secret)
        near = {app.at(time.time(), counter_offset=offset) for offset in range(-3, 4)}
        return next(text for number in range(8) if (text := str(number) * 6) not in near)


def turns_on(person: Person) -> Phone:
    begun = person.post(FACTOR, {"current_password": PASSWORD})
    assert begun.status_code == 201, begun.text
    secret = begun.json()["secret"]
    confirmed = person.post(f"{FACTOR}/confirm", {"code": pyotp.TOTP(secret).now()})
    assert confirmed.status_code == 200, confirmed.text
    return Phone(person.shop, secret, confirmed.json()["recovery_codes"])


def sign_in(shop: Shop, path: str = SIGN_IN[0], **body: Any) -> requests.Response:
    return shop.visitor().post(path, {"username": "budi", "password": PASSWORD, **body})


def scanned(address: str) -> str:
    """What a phone reads off the picture."""
    kind, _, data = address.partition(",")
    assert kind == "data:image/svg+xml;base64"
    drawing = base64.b64decode(data).decode()
    (side,) = re.findall(r'viewBox="0 0 (\d+) \1"', drawing)
    image = Image.new("L", (int(side), int(side)), 255)
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawing):
        image.putpixel((int(x), int(y)), 0)
    (found,) = zxingcpp.read_barcodes(image.resize((int(side) * 6, int(side) * 6), Image.Resampling.NEAREST))
    return str(found.text)


def test_an_app_is_set_up_and_counts_after_its_first_code(shop: Shop) -> None:
    budi, other = of_address(shop), shop.visitor()
    other._keep(other.post(SIGN_IN[0], {"email": BUDI, "password": PASSWORD}).json())
    off = {"enabled": False, "enabled_at": None, "required": False, "recovery_codes": 0}
    assert budi.get(FACTOR).json() == off
    assert code(budi.post(f"{FACTOR}/confirm", {"code": "123456"})) == (409, "totp_setup_not_started")
    assert code(budi.post(FACTOR, {"current_password": "salah"})) == (422, "wrong_password")

    begun = budi.post(FACTOR, {"current_password": PASSWORD})
    assert begun.headers["Cache-Control"] == "no-store"
    secret, address = begun.json()["secret"], begun.json()["address"]
    assert scanned(begun.json()["qr"]) == address
    app = pyotp.parse_uri(address)
    assert isinstance(app, pyotp.TOTP) and (app.secret, app.issuer, app.name) == (secret, "Finenice", "Budi")
    phone = Phone(shop, secret, [])
    assert code(budi.post(f"{FACTOR}/confirm", {"code": phone.wrong()})) == (422, "wrong_code")
    assert budi.get(FACTOR).json() == off

    confirmed = budi.post(f"{FACTOR}/confirm", {"code": app.now()})
    assert confirmed.headers["Cache-Control"] == "no-store"
    assert len(set(confirmed.json()["recovery_codes"])) == 10
    state = budi.get(FACTOR).json()
    assert state["enabled"] and state["enabled_at"] and state["recovery_codes"] == 10
    # A session that began with a password alone does not go on elsewhere.
    assert code(other.get(PROFILE)) == (401, "revoked_token")
    assert "asks for a code" in said(shop, "second_factor_on")
    assert code(budi.post(FACTOR, {"current_password": PASSWORD})) == (409, "two_factor_already_enabled")
    assert code(budi.post(f"{FACTOR}/confirm", {"code": app.now()})) == (409, "totp_setup_not_started")


def test_who_begins_again_uses_the_newer_app(budi: Person) -> None:
    older, newer = (budi.post(FACTOR, {"current_password": PASSWORD}).json()["secret"] for _ in range(2))
    assert code(budi.post(f"{FACTOR}/confirm", {"code": pyotp.TOTP(older).now()})) == (422, "wrong_code")
    assert budi.post(f"{FACTOR}/confirm", {"code": pyotp.TOTP(newer).now()}).status_code == 200


def test_an_app_that_was_begun_an_hour_ago_is_begun_anew(shop: Shop, budi: Person) -> None:
    secret = budi.post(FACTOR, {"current_password": PASSWORD}).json()["secret"]
    shop.rows("UPDATE second_factors SET created_at = created_at - INTERVAL 61 MINUTE")
    assert code(budi.post(f"{FACTOR}/confirm", {"code": pyotp.TOTP(secret).now()})) == (409, "totp_setup_not_started")


@pytest.mark.parametrize("path", SIGN_IN)
def test_a_sign_in_asks_for_the_code_after_the_right_password(shop: Shop, budi: Person, path: str) -> None:
    phone = turns_on(budi)
    assert code(sign_in(shop, path)) == (401, "totp_code_required")
    # Whoever does not know the password learns nothing of the second factor.
    for more in ({}, {"code": phone.code()}, {"recovery_code": phone.recovery_codes[0]}):
        assert code(sign_in(shop, path, password="salah", **more)) == (401, "wrong_credentials")
    assert code(sign_in(shop, path, code=phone.wrong())) == (401, "wrong_totp_code")
    right = phone.code()
    answer = sign_in(shop, path, code=f" {right[:3]} {right[3:]}")
    assert answer.status_code == 200
    bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert shop.visitor().get(PROFILE, headers=bearer).status_code == 200
    assert code(sign_in(shop, path, code=right)) == (401, "wrong_totp_code")


def test_who_has_none_is_not_asked(shop: Shop, budi: Person) -> None:
    assert sign_in(shop).status_code == sign_in(shop, code="123456").status_code == 200
    budi.post(FACTOR, {"current_password": PASSWORD})
    # One that was only begun does not count.
    assert sign_in(shop).status_code == 200


def test_codes_of_the_steps_beside_count_but_never_an_older_one_after_a_newer(shop: Shop, budi: Person) -> None:
    phone = turns_on(budi)
    app = pyotp.TOTP(phone.secret)
    step = int(shop.value("SELECT last_step FROM second_factors"))
    # What was taken at the set-up counts no more, the code of the step after it does.
    assert code(sign_in(shop, code=app.generate_otp(step))) == (401, "wrong_totp_code")
    assert sign_in(shop, code=app.generate_otp(step + 1)).status_code == 200
    assert code(sign_in(shop, code=app.generate_otp(step))) == (401, "wrong_totp_code")
    assert code(sign_in(shop, code=app.generate_otp(step + 3))) == (401, "wrong_totp_code")


def test_guessing_codes_ends_after_five(shop: Shop, budi: Person) -> None:
    phone = turns_on(budi)
    wrong = phone.wrong()
    for _ in range(5):
        # The right password in between forgives no wrong code.
        assert code(sign_in(shop)) == (401, "totp_code_required")
        assert code(sign_in(shop, code=wrong)) == (401, "wrong_totp_code")
    refused = sign_in(shop, code=phone.code())
    assert code(refused) == (429, "too_many_attempts") and 0 < int(refused.headers["Retry-After"]) <= 60
    assert sign_in(shop, recovery_code=phone.recovery_codes[0]).status_code == 429
    # Nor does proving the password in a session.
    assert budi.delete(FACTOR, json={"current_password": PASSWORD, "code": phone.code()}).status_code == 429
    shop.rows("UPDATE sign_in_failures SET last_failed_at = last_failed_at - INTERVAL 61 SECOND")
    assert sign_in(shop, code=phone.code()).status_code == 200
    assert sign_in(shop, code=phone.code()).status_code == 200


def test_of_twenty_who_use_one_code_at_once_one_is_signed_in(shop: Shop, budi: Person) -> None:
    phone = turns_on(budi)
    for proof in ({"code": phone.code()}, {"recovery_code": phone.recovery_codes[0]}):
        answers = [answer.status_code for answer in at_once(20, lambda _, proof=proof: sign_in(shop, **proof))]
        assert answers.count(200) == 1 and set(answers) <= {200, 401, 429}
        shop.rows("DELETE FROM sign_in_failures")


def test_a_recovery_code_stands_in_once(shop: Shop, budi: Person) -> None:
    phone = turns_on(budi)
    first, second, *_ = phone.recovery_codes
    assert sign_in(shop, recovery_code=first.upper().replace("-", " ")).status_code == 200
    assert code(sign_in(shop, recovery_code=first)) == (401, "wrong_totp_code")
    assert budi.get(FACTOR).json()["recovery_codes"] == 9
    log = budi.get("/api/users/activities").json()["activities"]
    assert [row["type"] for row in log].count("recovery_code_used") == 1
    assert code(sign_in(shop, recovery_code="")) == (401, "wrong_totp_code")

    renewed = budi.post(CODES, {"current_password": PASSWORD, "recovery_code": second}).json()["recovery_codes"]
    assert not set(renewed) & set(phone.recovery_codes)
    assert code(sign_in(shop, recovery_code=phone.recovery_codes[2])) == (401, "wrong_totp_code")
    assert sign_in(shop, recovery_code=renewed[0]).status_code == 200


def test_a_recovery_code_is_its_owners_alone(shop: Shop, budi: Person, sari: Person) -> None:
    turns_on(budi)
    others = turns_on(sari)
    assert code(sign_in(shop, recovery_code=others.recovery_codes[0])) == (401, "wrong_totp_code")
    assert sari.get(FACTOR).json()["recovery_codes"] == 10


def test_password_and_code_turn_it_off(shop: Shop) -> None:
    budi = of_address(shop)
    assert code(budi.delete(FACTOR, json={"current_password": PASSWORD, "code": "1"})) == (
        409,
        "two_factor_not_enabled",
    )
    phone = turns_on(budi)
    for body, found in (
        ({"current_password": PASSWORD}, "one_of"),
        ({"current_password": PASSWORD, "code": "1", "recovery_code": "1"}, "one_of"),
        ({"current_password": "salah", "code": phone.code()}, "wrong_password"),
        ({"current_password": PASSWORD, "code": phone.wrong()}, "wrong_code"),
        ({"current_password": PASSWORD, "recovery_code": "x"}, "wrong_code"),
    ):
        assert code(budi.delete(FACTOR, json=body)) == (422, found)
        assert code(budi.post(CODES, body)) == (422, found)
        shop.rows("DELETE FROM sign_in_failures")
    assert budi.delete(FACTOR, json={"current_password": PASSWORD, "code": phone.code()}).status_code == 200
    assert budi.get(FACTOR).json()["recovery_codes"] == 0
    assert "password alone" in said(shop, "second_factor_off")
    assert shop.visitor().post(SIGN_IN[0], {"email": BUDI, "password": PASSWORD}).status_code == 200


def test_a_reset_password_does_not_stand_in_for_the_second_factor(shop: Shop) -> None:
    budi = of_address(shop)
    assert shop.visitor().post("/api/auth/verify", {"token": token_in(shop, "verify")}).status_code == 200
    phone = turns_on(budi)
    forget(shop)
    assert reset(shop, token_in(shop, "password_reset")).status_code == 200
    body = {"email": BUDI, "password": NEW}
    assert code(shop.visitor().post(SIGN_IN[0], body)) == (401, "totp_code_required")
    assert shop.visitor().post(SIGN_IN[0], {**body, "code": phone.code()}).status_code == 200


def test_a_role_that_asks_for_it_is_of_no_use_without(shop: Shop, dewi: Person, sari: Person, budi: Person) -> None:
    assert dewi.get(POLICY).json() == {"roles": []}
    # Whoever asks it of others has one, so that no admin locks themselves out.
    assert code(dewi.put(POLICY, {"roles": ["seller"]})) == (409, "two_factor_not_enabled")
    phone = turns_on(dewi)
    assert dewi.put(POLICY, {"roles": ["seller", "admin"]}).json() == {"roles": ["admin", "seller"]}

    product = {"name": "Kopi", "price": 1000}
    refused = sari.post("/api/products", product, headers={"Accept-Language": "id"})
    assert code(refused) == (403, "mfa_enrolment_required") and "autentikasi dua faktor" in refused.json()["msg"]
    assert sari.get("/api/transactions").status_code == sari.get("/api/courses/1/progress").status_code == 403
    assert sari.get("/api/products").status_code == 200
    # Their own account stays theirs, and is the way to one.
    assert [sari.get(path).status_code for path in (PROFILE, FACTOR, "/api/auth/sessions")] == [200] * 3
    assert sari.get(FACTOR).json()["required"] is True
    sari.sign_in()
    assert budi.get("/api/transactions").status_code == 200
    assert dewi.get("/api/users").status_code == 200

    turns_on(sari)
    assert sari.post("/api/products", product).status_code == 201
    # A new admin waits for theirs, too, and so does one who turns it off.
    putri = shop.person("putri", "admin")
    assert code(putri.put(POLICY, {"roles": []})) == (403, "mfa_enrolment_required")
    assert dewi.delete(FACTOR, json={"current_password": PASSWORD, "code": phone.code()}).status_code == 200
    assert code(dewi.put(POLICY, {"roles": []})) == (403, "mfa_enrolment_required")
    turns_on(dewi)
    assert dewi.put(POLICY, {"roles": []}).json() == {"roles": []}
    assert putri.get("/api/users").status_code == 200


def test_a_program_stops_with_its_person(shop: Shop, dewi: Person) -> None:
    dian = shop.person("dian", "developer")
    made = dian.post("/api/developer/key", {"scopes": ["users:read"]})
    assert made.status_code == 201, made.text
    program = {"X-API-Key": made.json()["api_key"]}
    assert shop.visitor().get(PROFILE, headers=program).status_code == 200
    turns_on(dewi)
    dewi.put(POLICY, {"roles": ["developer"]})
    assert code(shop.visitor().get(PROFILE, headers=program)) == (403, "mfa_enrolment_required")
    turns_on(dian)
    assert shop.visitor().get(PROFILE, headers=program).status_code == 200


def test_an_admin_helps_who_has_lost_it(shop: Shop, dewi: Person) -> None:
    budi = of_address(shop)
    path = f"/api/users/{budi.id}/second-factor"
    assert code(dewi.delete(path)) == (409, "two_factor_not_enabled")
    turns_on(budi)
    assert dewi.delete(path).status_code == 200
    assert code(budi.get(PROFILE)) == (401, "revoked_token")
    assert "password alone" in said(shop, "second_factor_off")
    assert shop.visitor().post(SIGN_IN[0], {"email": BUDI, "password": PASSWORD}).status_code == 200
    types = "SELECT type FROM activities WHERE user_id = %s"
    assert "second_factor_reset" in [row["type"] for row in shop.rows(types, (dewi.id,))]
    assert "second_factor_disabled" in [row["type"] for row in shop.rows(types, (budi.id,))]
    # Whoever has got hold of an admin's session does not so get rid of their second factor.
    turns_on(dewi)
    assert code(dewi.delete(f"/api/users/{dewi.id}/second-factor")) == (409, "own_two_factor")
    assert code(dewi.delete("/api/users/999999999/second-factor")) == (404, "user_not_found")


def test_whoever_runs_the_server_helps_the_last_admin(shop: Shop, budi: Person, inside: None) -> None:
    import cli
    from queries.system import audit

    audit.use("x" * 32)
    turns_on(budi)
    callback = cli.reset_second_factor.callback
    assert callback is not None
    callback("Budi")
    assert sign_in(shop).status_code == 200 and budi.get(PROFILE).status_code == 401


def test_a_key_that_is_gone_locks_nobody_out_for_good(shop: Shop, budi: Person) -> None:
    phone = turns_on(budi)
    shop.rows("UPDATE second_factors SET secret = 'sealed by a key that nobody has'")
    assert code(sign_in(shop, code=phone.code())) == (401, "wrong_totp_code")
    assert sign_in(shop, recovery_code=phone.recovery_codes[0]).status_code == 200


def test_no_secret_of_a_second_factor_stands_open(shop: Shop, budi: Person) -> None:
    phone = turns_on(budi)
    used = phone.code()
    assert sign_in(shop, code=used).status_code == 200
    assert sign_in(shop, recovery_code=phone.recovery_codes[0]).status_code == 200
    renewed = budi.post(CODES, {"current_password": PASSWORD, "recovery_code": phone.recovery_codes[1]})
    wait_until(lambda: not shop.rows("SELECT id FROM jobs WHERE state <> 'done'"))
    shown = shop.app.log.read_text() + contents(shop)
    assert "second_factor_enabled" in shown
    secrets = [phone.secret, *phone.recovery_codes, *renewed.json()["recovery_codes"]]
    assert [secret for secret in secrets if secret in shown or secret.replace("-", "") in shown] == []
    assert used not in contents(shop)
