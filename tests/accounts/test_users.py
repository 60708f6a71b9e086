"""A person's own profile."""

from __future__ import annotations

import pytest

from conftest import Person, Shop


def test_budi_changes_only_what_he_gives(shop: Shop, budi: Person) -> None:
    before = budi.get("/api/users/profile").json()
    after = budi.put("/api/users/profile", {"name": "Budi Santoso"}).json()
    assert after == {**before, "name": "Budi Santoso", "updated_at": after["updated_at"]}
    assert budi.put("/api/users/profile", {}).json() == after
    assert budi.put("/api/users/profile", {"username": "Budi2"}).json()["username"] == "budi2"


def test_a_taken_username_is_named(shop: Shop, budi: Person, sari: Person) -> None:
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
def test_what_is_not_theirs_to_change_is_refused(shop: Shop, budi: Person, body: dict[str, object], field: str) -> None:
    answer = budi.put("/api/users/profile", body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_only_an_admin_changes_other_people(shop: Shop, budi: Person, sari: Person, dewi: Person) -> None:
    assert budi.patch(f"/api/users/{sari.id}", {"active": False}).status_code == 403
    assert dewi.patch("/api/users/999999", {"role": "seller"}).json()["code"] == "user_not_found"
    assert dewi.patch(f"/api/users/{sari.id}", {"roles": []}).status_code == 422
    assert dewi.patch(f"/api/users/{sari.id}", {"role": "owner"}).status_code == 422
