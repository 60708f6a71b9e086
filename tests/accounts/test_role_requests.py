"""Role requests, and the decisions of admins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from support.app import App, at_once, free_port
from support.people import Person, Shop

PATH = "/api/users/role-requests"


def request_role(person: Person, role: str = "seller", note: str = "", language: str = "en") -> int:
    answer = person.post(PATH, {"role": role, "note": note}, headers={"Accept-Language": language})
    assert answer.status_code == 201, answer.text
    assert answer.json()["state"] == "pending"
    return int(answer.json()["id"])


def roles(person: Person) -> set[str]:
    return set(person.get("/api/users/profile").json()["roles"])


def ids_and_states(answer: Any) -> list[tuple[int, str]]:
    assert answer.status_code == 200, answer.text
    return [(row["id"], row["state"]) for row in answer.json()["role_requests"]]


def test_granted_request_adds_the_role_and_notifies_the_user(shop: Shop, budi: Person, dewi: Person) -> None:
    # An account from before languages were stored.
    shop.rows(
        "UPDATE users SET email = 'budi@example.com', email_verified_at = NOW(), language = NULL WHERE id = %s",
        (budi.id,),
    )
    number = request_role(budi, note="Saya menjual kopi.", language="id")
    (waiting,) = dewi.get(f"{PATH}?state=pending").json()["role_requests"]
    assert (waiting["user_id"], waiting["user_name"], waiting["role"]) == (budi.id, "budi", "seller")
    assert (waiting["note"], waiting["decided_by"]) == ("Saya menjual kopi.", None)
    assert budi.post("/api/products", {"name": "Kopi", "price": 1}).status_code == 403

    granted = dewi.patch(f"{PATH}/{number}", {"state": "granted", "note": "Selamat datang."})
    assert granted.status_code == 200
    assert granted.json() == {
        **waiting,
        "state": "granted",
        "decision": "Selamat datang.",
        "decided_by": dewi.id,
        "decided_at": granted.json()["decided_at"],
    }
    assert roles(budi) == {"buyer", "seller"}
    assert budi.post("/api/products", {"name": "Kopi", "price": 1}).status_code == 201
    # The e-mail is in the language of the request, not in the admin's.
    message = shop.email("budi@example.com", "role_granted")
    assert message["Subject"] == "Anda mendapat peran baru: penjual"
    assert "Selamat datang." in message.get_content()


def test_denied_request_can_be_repeated(shop: Shop, budi: Person, dewi: Person) -> None:
    shop.rows("UPDATE users SET email = 'budi@example.com', email_verified_at = NOW() WHERE username = 'budi'")
    first = request_role(budi)
    assert dewi.patch(f"{PATH}/{first}", {"state": "denied", "note": "Which shop?"}).json()["state"] == "denied"
    assert roles(budi) == {"buyer"}
    assert "Which shop?" in shop.email("budi@example.com", "role_denied").get_content()
    second = request_role(budi)
    assert ids_and_states(budi.get(PATH)) == [(second, "pending"), (first, "denied")]
    assert ids_and_states(budi.get(f"{PATH}?state=denied")) == [(first, "denied")]


def test_request_for_a_pending_or_held_role_is_a_conflict(shop: Shop, budi: Person, sari: Person) -> None:
    request_role(budi)
    twice = budi.post(PATH, {"role": "seller"})
    assert (twice.status_code, twice.json()["code"]) == (409, "role_request_pending")
    held = sari.post(PATH, {"role": "seller"})
    assert (held.status_code, held.json()["code"]) == (409, "role_already_held")


def test_simultaneous_requests_leave_one_pending(shop: Shop, budi: Person) -> None:
    def ask(_: int) -> int:
        caller = shop.visitor()
        caller.http.headers.update(budi.http.headers)
        return caller.post(PATH, {"role": "seller"}).status_code

    assert sorted(at_once(6, ask)) == [201] + [409] * 5


def test_simultaneous_decisions_apply_one(shop: Shop, budi: Person, dewi: Person) -> None:
    admins = [dewi, shop.person("wayan", "admin")]
    states = ("granted", "denied")
    for _ in range(4):
        path = f"{PATH}/{request_role(budi)}"
        answers = at_once(2, lambda place, path=path: admins[place].patch(path, {"state": states[place]}))
        (lost,) = [answer for answer in answers if answer.status_code == 409]
        (won,) = [answer for answer in answers if answer.status_code == 200]
        assert lost.json()["code"] == "role_request_decided"
        assert lost.json()["state"] == won.json()["state"]
        assert won.json()["state"] in lost.json()["msg"]
        assert ("seller" in roles(budi)) == (won.json()["state"] == "granted")
        shop.rows("DELETE FROM user_roles WHERE role = 'seller'")


def test_pending_request_can_be_withdrawn_by_its_user(shop: Shop, budi: Person, sari: Person, dewi: Person) -> None:
    number = request_role(budi)
    for other in (sari, dewi):
        answer = other.delete(f"{PATH}/{number}")
        assert (answer.status_code, answer.json()["code"]) == (404, "role_request_not_found")
    assert budi.delete(f"{PATH}/{number}").json()["state"] == "withdrawn"
    again = budi.delete(f"{PATH}/{number}")
    assert (again.status_code, again.json()["state"]) == (409, "withdrawn")
    late = dewi.patch(f"{PATH}/{number}", {"state": "granted"})
    assert (late.status_code, late.json()["state"]) == (409, "withdrawn")
    assert roles(budi) == {"buyer"}
    request_role(budi)


def test_users_list_their_own_requests_and_admins_all(shop: Shop, budi: Person, sari: Person, dewi: Person) -> None:
    his = request_role(budi)
    hers = sari.post(PATH, {"role": "developer"}).json()["id"]
    assert ids_and_states(budi.get(PATH)) == [(his, "pending")]
    assert ids_and_states(sari.get(PATH)) == [(hers, "granted")]
    assert ids_and_states(dewi.get(PATH)) == [(hers, "granted"), (his, "pending")]
    page = dewi.get(f"{PATH}?per_page=1&cursor=").json()
    assert (page["total_items"], page["has_next"]) == (2, True)
    rest = dewi.get(f"{PATH}?per_page=1&cursor={page['next_cursor']}").json()
    assert [row["id"] for row in page["role_requests"] + rest["role_requests"]] == [hers, his]
    assert rest["next_cursor"] is None


def test_only_admins_decide_requests(shop: Shop, budi: Person, sari: Person, dewi: Person) -> None:
    number = request_role(budi)
    visitor = shop.visitor()
    assert [visitor.get(PATH).status_code, visitor.post(PATH, {"role": "seller"}).status_code] == [401, 401]
    assert visitor.patch(f"{PATH}/{number}", {"state": "granted"}).status_code == 401
    for person in (budi, sari):
        assert person.patch(f"{PATH}/{number}", {"nonsense": 1}).status_code == 403
    assert dewi.patch(f"{PATH}/{number + 1000}", {"state": "granted"}).status_code == 404
    assert roles(budi) == {"buyer"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"role": "admin"}, "role"),
        ({"role": "buyer"}, "role"),
        ({"note": "x"}, "role"),
        ({"role": "seller", "note": "x" * 501}, "note"),
        ({"role": "seller", "state": "granted"}, "state"),
        ({"role": "seller", "user_id": 1}, "user_id"),
    ],
)
def test_invalid_request_names_the_field(budi: Person, body: dict[str, Any], field: str) -> None:
    answer = budi.post(PATH, body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("state", ["pending", "withdrawn", "", None])
def test_decision_accepts_granted_and_denied_only(budi: Person, dewi: Person, state: str | None) -> None:
    assert dewi.patch(f"{PATH}/{request_role(budi)}", {"state": state}).status_code == 422


def test_developer_role_is_granted_at_once(shop: Shop, budi: Person) -> None:
    granted = budi.post(PATH, {"role": "developer"}).json()
    assert (granted["state"], granted["decided_by"]) == ("granted", None)
    assert roles(budi) == {"buyer", "developer"}
    assert budi.post(PATH, {"role": "developer"}).json()["code"] == "role_already_held"


def test_settings_choose_which_roles_need_a_review(shop: Shop, dewi: Person, tmp_path: Path) -> None:
    settings = {"DEVELOPER_ROLE": "review", "SELLER_ROLE": "auto", "RUN_JOBS": "0", "PORT": str(free_port())}
    app = App.start({**shop.app.env, **settings}, tmp_path / "app.log")
    other = Shop(app, shop.database, shop.name)
    budi, key = other.person("budi"), "/api/developer/key"
    granted = budi.post(PATH, {"role": "seller"}).json()
    assert (granted["state"], granted["decided_by"]) == ("granted", None)
    request_role(budi, "developer")
    assert roles(budi) == {"buyer", "seller"}

    # Creating a key requests the role; simultaneous calls file one request.
    dian = other.person("dian")
    answers = [*at_once(8, lambda _: dian.post(key)), dian.post(key, {"name": "Kasir"})]
    assert {answer.status_code for answer in answers} == {202}
    (waiting,) = {answer.json()["id"]: answer.json() for answer in answers}.values()
    assert (waiting["role"], waiting["state"]) == ("developer", "pending")
    assert dian.get("/api/developer/keys").json()["total_items"] == 0
    dewi.patch(f"{PATH}/{waiting['id']}", {"state": "granted"})
    assert dian.post(key).json()["api_key"]
    assert app.stop() == 0


@pytest.mark.parametrize("path", [PATH, "/api/developer/key"])
def test_pending_request_is_granted_once_reviews_are_off(shop: Shop, budi: Person, path: str) -> None:
    """The request was filed while the shop reviewed developers."""
    shop.rows(
        "INSERT INTO role_requests (user_id, role, note, language) VALUES (%s, 'developer', '', 'en')", (budi.id,)
    )
    ((waiting, _),) = ids_and_states(budi.get(PATH))
    answer = budi.post(path, {"role": "developer"} if path == PATH else None)
    assert answer.status_code == 201, answer.text
    assert ids_and_states(budi.get(PATH)) == [(waiting, "granted")]
    assert roles(budi) == {"buyer", "developer"}
