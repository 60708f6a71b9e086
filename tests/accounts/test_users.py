"""User administration: search, lists, roles."""

from __future__ import annotations

from typing import Any

import pytest

from support.accounts import PROFILE, register_with_email
from support.people import Person, Shop


def usernames(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [user["username"] or user["email"] for user in answer.json()["users"]]


@pytest.fixture
def similar_users(shop: Shop, dewi: Person) -> Person:
    """An admin, and users with similar names."""
    for username, name, role in (
        ("budi", "Budi Santoso", None),
        ("rina_w", "Rina Budiarti", "seller"),
        ("santo", "Joko Li", "seller"),
        ("kartika", "Sri 100% Ayu", None),
    ):
        person = shop.person(username, *([role] if role else []))
        person.put(PROFILE, {"name": name})
    register_with_email(shop, "li.mei@toko.example", "Mei Li Santoso")
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
def test_user_search_matches_prefixes_and_words(similar_users: Person, search: str, found: list[str]) -> None:
    answer = similar_users.get("/api/users", params={"search": search})
    assert sorted(usernames(answer)) == found
    assert answer.json()["total_items"] == len(found)


def test_user_list_filters_by_role_and_state(shop: Shop, similar_users: Person) -> None:
    everybody = ["li.mei@toko.example", "kartika", "santo", "rina_w", "budi", "dewi"]
    assert usernames(similar_users.get("/api/users")) == everybody
    assert usernames(similar_users.get("/api/users?sort_order=asc")) == everybody[::-1]
    assert usernames(similar_users.get("/api/users?role=seller")) == ["santo", "rina_w"]
    assert usernames(similar_users.get("/api/users?role=seller&search=budi")) == ["rina_w"]
    santo = similar_users.get("/api/users?search=santo&role=seller").json()["users"][0]
    assert santo["roles"] == ["seller", "buyer"] and santo["active"] is True
    assert "password_hash" not in santo
    similar_users.patch(f"/api/users/{santo['id']}", {"active": False})
    assert usernames(similar_users.get("/api/users?active=false")) == ["santo"]
    assert usernames(similar_users.get("/api/users?active=true&role=seller")) == ["rina_w"]


@pytest.mark.parametrize("query", ["", "search=orang", "role=buyer", "active=true"])
@pytest.mark.parametrize("order", ["asc", "desc"])
def test_user_list_by_cursor_equals_the_list_by_page(shop: Shop, dewi: Person, query: str, order: str) -> None:
    # Several users share each registration time.
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


def test_only_admins_list_users(shop: Shop, budi: Person, sari: Person) -> None:
    assert shop.visitor().get("/api/users").status_code == 401
    for person in (budi, sari):
        assert person.get("/api/users?nonsense=1").status_code == 403


@pytest.mark.parametrize("query", ["role=owner", "active=maybe", "sort_by=name", "cursor=WzFd", "cursor=WyJ4IiwxXQ"])
def test_unknown_user_filter_is_rejected(dewi: Person, query: str) -> None:
    answer = dewi.get(f"/api/users?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == query.split("=")[0]


def test_only_admins_update_other_users(shop: Shop, budi: Person, sari: Person, dewi: Person) -> None:
    assert budi.patch(f"/api/users/{sari.id}", {"active": False}).status_code == 403
    assert dewi.patch("/api/users/999999", {"role": "seller"}).json()["code"] == "user_not_found"
    assert dewi.patch(f"/api/users/{sari.id}", {"roles": []}).status_code == 422
    assert dewi.patch(f"/api/users/{sari.id}", {"role": "owner"}).status_code == 422
