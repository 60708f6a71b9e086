"""Staff of a seller, and what their PIN opens."""

from __future__ import annotations

from typing import Any

import pytest
from till_calls import PIN, STAFF, Till

from domain.security import pins
from support.app import at_once
from support.people import PASSWORD, Person, Shop


def test_an_owner_has_staff(shop: Shop, sari: Person, budi: Person) -> None:
    body = {"username": " Budi ", "duty": "cashier", "pin": PIN}
    assert budi.post(STAFF, body).status_code == 403
    made = sari.post(STAFF, body)
    assert made.status_code == 201, made.text
    shown = made.json()
    assert (shown["user_id"], shown["username"], shown["duty"], shown["active"]) == (budi.id, "budi", "cashier", True)
    assert PIN not in sari.get(STAFF).text and "pin" not in sari.get(STAFF).text
    again = sari.post(STAFF, body)
    assert (again.status_code, again.json()["code"]) == (409, "taken")
    assert sari.patch(f"{STAFF}/{budi.id}", {"duty": "manager"}).json()["duty"] == "manager"
    assert sari.get(STAFF).json()["staff"] == [{**shown, "duty": "manager"}]
    # Another owner has staff of their own.
    tono = shop.person("tono", "seller")
    assert tono.get(STAFF).json() == {"staff": []}
    for answer in (tono.patch(f"{STAFF}/{budi.id}", {"active": False}), tono.delete(f"{STAFF}/{budi.id}")):
        assert (answer.status_code, answer.json()["code"]) == (404, "staff_not_found")
    assert sari.delete(f"{STAFF}/{budi.id}").status_code == 200
    assert sari.get(STAFF).json() == {"staff": []}


def test_the_audit_log_has_no_pins(sari: Person, budi: Person, dewi: Person) -> None:
    sari.post(STAFF, {"username": "budi", "duty": "cashier", "pin": PIN})
    sari.patch(f"{STAFF}/{budi.id}", {"pin": "73190"})
    entries = dewi.get("/api/audit?table=staff").json()["entries"]
    assert [entry["operation"] for entry in entries] == ["UPDATE", "INSERT"]
    changes = [change for entry in entries for change in entry["changes"] if change["column"] == "pin_hash"]
    assert [(each["old"], each["new"]) for each in changes] == [("[redacted]", "[redacted]"), (None, "[redacted]")]


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"username": "siapa"}, "username", "unknown_user"),
        ({"username": "búdi"}, "username", "unknown_user"),
        ({"username": "sari"}, "username", "own_staff"),
        ({"duty": "owner"}, "duty", "literal_error"),
        ({"pin": "123"}, "pin", "pin"),
        ({"pin": "123456789"}, "pin", "string_too_long"),
        ({"pin": "85a0"}, "pin", "pin"),
        ({"pin": "８５２０"}, "pin", "pin"),
        ({"pin": 8520}, "pin", "string_type"),
        ({"pin": "1234"}, "pin", "trivial_pin"),
        ({"pin": "000000"}, "pin", "trivial_pin"),
    ],
)
def test_staff_that_can_not_be_are_refused(
    sari: Person, budi: Person, body: dict[str, Any], field: str, code: str
) -> None:
    answer = sari.post(STAFF, {"username": "budi", "duty": "cashier", "pin": PIN, **body})
    (fault,) = answer.json()["errors"]
    assert (answer.status_code, fault["field"], fault["code"]) == (422, field, code)
    assert sari.get(STAFF).json() == {"staff": []}


def test_trivial_pins_are_known() -> None:
    trivial = ("0000", "1111111", "1234", "4321", "9012", "2109", "1212", "12345678", "909090")
    assert [pin for pin in trivial if not pins.is_trivial(pin)] == []
    assert [pin for pin in ("8520", "1379", "1357", "12340", "1122") if pins.is_trivial(pin)] == []


def test_a_pin_opens_its_till_and_nothing_else(shop: Shop, sari: Person, dewi: Person, till: Till) -> None:
    """Who employs an admin gets no admin's token with the PIN that they have chosen."""
    till.employs(dewi)
    at_till = till.at_work("dewi")
    assert at_till.get(f"/api/shifts/current?till_id={till.id}").json()["code"] == "no_open_shift"
    for path in ("/api/users", "/api/users/profile", "/api/auth/sessions", "/api/outlets", "/api/staff"):
        refused = at_till.get(path)
        assert (refused.status_code, refused.json()["code"]) == (403, "till_session_not_allowed"), path
    # On a public page they are a visitor, as with a key of another scope.
    assert at_till.get("/api/products").status_code == 200
    other = Till(sari, "B")
    refused = at_till.get(f"/api/shifts/current?till_id={other.id}")
    assert refused.status_code == 404
    # The PIN is no password, and the password no PIN.
    assert shop.visitor().post("/api/auth/login", {"username": "dewi", "password": PIN}).status_code == 401
    assert till.sign_in(shop.visitor(), "dewi", PASSWORD[:20]).json()["code"] == "wrong_pin"


def test_who_is_no_staff_has_no_pin(shop: Shop, budi: Person, till: Till) -> None:
    visitor = shop.visitor()
    for username in ("budi", "sari", "siapa", "búdi", ""):
        answer = till.sign_in(visitor, username)
        assert (answer.status_code, answer.json()["code"]) == (401, "wrong_pin"), username
    till.employs(budi)
    assert till.sign_in(visitor, "BUDI ").status_code == 200
    for token in ("", "fnt_", till.token[:-1], till.token + "x", "fnt_" + "x" * 43):
        answer = till.sign_in(visitor, "budi", token=token)
        assert (answer.status_code, answer.json()["code"]) == (401, "till_token_unknown"), token
    assert (
        visitor.post("/api/tills/999/sign-in", {"token": till.token, "username": "budi", "pin": PIN}).status_code == 401
    )


def test_staff_sign_in_by_e_mail_address(shop: Shop, budi: Person, till: Till) -> None:
    shop.rows("UPDATE users SET email = 'budi@example.com', username = NULL WHERE id = %s", (budi.id,))
    answer = till.owner.post(STAFF, {"username": "Budi@example.com", "duty": "cashier", "pin": PIN})
    assert (answer.status_code, answer.json()["username"]) == (201, None)
    signed_in = till.sign_in(shop.visitor(), "budi@example.com").json()
    assert (signed_in["expires_in"], signed_in["user"]) == (
        12 * 3600,
        {"id": budi.id, "name": "budi", "username": None},
    )
    assert "refresh_token" not in signed_in


def test_five_wrong_pins_in_a_row_make_the_till_wait(shop: Shop, sari: Person, budi: Person, till: Till) -> None:
    till.employs(budi)
    tono = shop.person("tono")
    till.employs(tono, pin="7319")
    visitor = shop.visitor()
    for number in range(4):
        assert till.sign_in(visitor, "budi", f"000{number}").json()["code"] == "wrong_pin"
        # A success of another one does not clear them.
        assert till.sign_in(visitor, "tono", "7319").status_code == 200
    assert till.sign_in(visitor, "budi").status_code == 200
    answers = at_once(8, lambda number: till.sign_in(shop.visitor(), "budi", f"001{number}"))
    assert sorted(answer.status_code for answer in answers) == [401] * 5 + [429] * 3
    refused = till.sign_in(visitor, "budi")
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_pins")
    assert 50 < int(refused.headers["Retry-After"]) <= 60
    # Neither the login nor another till nor another one of the staff waits.
    assert visitor.post("/api/auth/login", {"username": "budi", "password": PASSWORD}).status_code == 200
    assert till.sign_in(visitor, "tono", "7319").status_code == 200
    assert Till(sari, "B").sign_in(visitor, "budi").status_code == 200


def test_who_is_deactivated_is_refused_at_once(shop: Shop, sari: Person, budi: Person, till: Till) -> None:
    till.employs(budi)
    current, person = f"/api/shifts/current?till_id={till.id}", f"{STAFF}/{budi.id}"
    outlet = sari.post("/api/outlets", {"name": "Lain"}).json()["id"]
    sari.patch(f"/api/outlets/{outlet}", {"is_default": True})
    for path, off, on in (
        (person, {"active": False}, {"active": True}),
        (f"/api/tills/{till.id}", {"active": False}, {"active": True}),
        (f"/api/outlets/{till.outlet}", {"archived": True}, {"archived": False}),
    ):
        at_till = till.at_work("budi")
        assert at_till.get(current).status_code == 404
        assert sari.patch(path, off).status_code == 200
        assert at_till.get(current).json()["code"] == "revoked_token", path
        assert till.sign_in(shop.visitor(), "budi").status_code == 401, path
        assert sari.patch(path, on).status_code == 200
        assert at_till.get(current).json()["code"] == "revoked_token", path
        again = till.at_work("budi")
        # What changes nothing ends nothing.
        assert sari.patch(path, on).status_code == 200
        assert again.get(current).status_code == 404
    at_till = till.at_work("budi")
    # Sign-ins end with the person's sessions, too, among which they are listed.
    assert len(budi.get("/api/auth/sessions").json()["sessions"]) > 1
    assert budi.delete("/api/auth/sessions", json={"current": False, "current_password": PASSWORD}).status_code == 200
    assert at_till.get(current).json()["code"] == "revoked_token"
    at_till = till.at_work("budi")
    sari.delete(person)
    assert at_till.get(current).json()["code"] == "revoked_token"
    till.employs(budi)
    assert at_till.get(current).json()["code"] == "revoked_token"


def test_a_new_pin_replaces_the_old_one(shop: Shop, sari: Person, budi: Person, till: Till) -> None:
    till.employs(budi)
    at_till = till.at_work("budi")
    assert sari.patch(f"{STAFF}/{budi.id}", {"duty": "manager"}).status_code == 200
    assert till.current(at_till).status_code == 404
    assert sari.patch(f"{STAFF}/{budi.id}", {"pin": "73190"}).status_code == 200
    assert till.current(at_till).json()["code"] == "revoked_token"
    assert till.sign_in(shop.visitor(), "budi").json()["code"] == "wrong_pin"
    assert till.sign_in(shop.visitor(), "budi", "73190").status_code == 200
