"""The calls of the React front end of Pintar Ekspor, and what it reads of the responses."""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest
import requests

from support.accounts import client_with_key
from support.front_ends import bearer, claims
from support.people import PASSWORD, Person, Shop

BASE = "/compat/pintar"
EMAIL = "tini@example.com"
FORM = {"grant_type": "password", "username": EMAIL, "password": PASSWORD}
MONTHS = [f"{2024 + number // 12}-{number % 12 + 1:02}-01" for number in range(24)]
ROWS = [{"date": month, "category": "Kopi", "value": 100 + 3 * number} for number, month in enumerate(MONTHS)]
TWO = ROWS + [{**row, "category": "Teh", "value": 50} for row in ROWS]


def tokens_of(shop: Shop) -> dict[str, Any]:
    answer = shop.visitor().post(f"{BASE}/auth/token", data=FORM)
    assert answer.status_code == 200, answer.text
    assert answer.json().keys() >= {"access_token", "refresh_token", "token_type"}
    return dict(answer.json())


def signed_up(shop: Shop) -> tuple[Person, dict[str, Any]]:
    tini = shop.visitor()
    answer = tini.post(f"{BASE}/auth/register", {"email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    user = answer.json()["user"]
    assert (user["email"], user["role"], answer.json()["id"]) == (EMAIL, "public", user["id"])
    tokens = tokens_of(shop)
    bearer(tini, tokens["access_token"])
    tini.id = user["id"]
    return tini, tokens


def refreshed(shop: Shop, token: Any) -> requests.Response:
    return shop.visitor().post(f"{BASE}/auth/refresh", {"refresh_token": token})


def age(shop: Shop, minutes: int) -> None:
    """Let time pass for all sessions."""
    shop.rows("UPDATE sessions SET refreshed_at = refreshed_at - INTERVAL %s MINUTE", (minutes,))
    shop.rows("UPDATE sessions SET created_at = created_at - INTERVAL %s MINUTE", (minutes,))


def test_the_token_tells_who_has_signed_in(shop: Shop) -> None:
    tini, _ = signed_up(shop)
    found = claims(tini.token)
    assert (found["sub"], found["role"], found["id"]) == (EMAIL, "public", tini.id)
    assert found["created_at"].endswith("+00:00")
    # It is one of ours, for every call.
    assert tini.get("/api/users/profile").json()["email"] == EMAIL
    assert tini.post(f"{BASE}/auth/logout", {}).status_code == 200
    ended = tini.get("/api/users/profile")
    assert (ended.status_code, ended.json()["code"]) == (401, "revoked_token")
    wrong = shop.visitor().post(f"{BASE}/auth/token", data={**FORM, "password": "salah"})
    assert wrong.status_code == 401 and wrong.json()["detail"]
    for body in ({"data": {}}, {"json": FORM}, {"data": {**FORM, "password": "x" * 2000}}):
        assert shop.visitor().post(f"{BASE}/auth/token", **body).status_code == 422  # type: ignore[arg-type]


def test_the_same_refresh_token_is_sent_again_and_again(shop: Shop) -> None:
    tini, tokens = signed_up(shop)
    for _ in range(3):
        age(shop, 15)
        answer = refreshed(shop, tokens["refresh_token"])
        assert answer.status_code == 200, answer.text
        assert answer.json()["refresh_token"] == tokens["refresh_token"]
        bearer(tini, answer.json()["access_token"])
        assert claims(tini.token)["sub"] == EMAIL
        assert tini.get(f"{BASE}/analytics/detailed").status_code == 200
    # A sign-out ends the refresh token, too.
    assert tini.post(f"{BASE}/auth/logout").status_code == 200
    ended = refreshed(shop, tokens["refresh_token"])
    assert (ended.status_code, ended.json()["code"]) == (401, "revoked_token") and ended.json()["detail"]


def test_only_refresh_tokens_of_these_sign_ins_are_kept(shop: Shop, budi: Person) -> None:
    _, tokens = signed_up(shop)
    ours = refreshed(shop, budi.refresh_token)
    assert (ours.status_code, ours.json()["code"]) == (401, "invalid_token")
    for wrong, status in ((tokens["access_token"], 401), ("x", 401), ("", 401), (7, 422), (None, 422)):
        assert refreshed(shop, wrong).status_code == status
    # Whoever rotates a kept token makes its next use end the session.
    rotated = shop.visitor().post("/api/auth/refresh", {"refresh_token": tokens["refresh_token"]})
    assert rotated.status_code == 200
    assert refreshed(shop, rotated.json()["refresh_token"]).status_code == 401
    reused = refreshed(shop, tokens["refresh_token"])
    assert (reused.status_code, reused.json()["code"]) == (401, "reused_token")
    again = shop.visitor().post("/api/auth/refresh", {"refresh_token": rotated.json()["refresh_token"]})
    assert (again.status_code, again.json()["code"]) == (401, "revoked_token")


def test_a_user_becomes_a_developer(shop: Shop, budi: Person) -> None:
    tini, tokens = signed_up(shop)
    assert tini.post(f"{BASE}/auth/api-key/generate").status_code == 403
    other = tini.post(f"{BASE}/auth/upgrade-role", {"email": "budi@example.com", "new_role": "developer"})
    assert other.status_code == 422 and "your e-mail address" in other.json()["detail"]
    assert tini.post(f"{BASE}/auth/upgrade-role", {"email": EMAIL, "new_role": "admin"}).status_code == 422
    answer = tini.post(f"{BASE}/auth/upgrade-role", {"email": EMAIL, "new_role": "developer"})
    assert (answer.status_code, answer.json()["role"], answer.headers["Cache-Control"]) == (
        201,
        "developer",
        "no-store",
    )
    program = client_with_key(shop, answer.json()["api_key"])
    assert program.get("/api/analytics/course-progress").status_code == 200
    # Keys reach the API alone.
    refused = program.get(f"{BASE}/analytics/detailed")
    assert (refused.status_code, refused.json()["code"]) == (403, "api_key_not_allowed")
    assert claims(refreshed(shop, tokens["refresh_token"]).json()["access_token"])["role"] == "developer"
    assert tini.post(f"{BASE}/auth/api-key/generate").json()["api_key"] != answer.json()["api_key"]
    age(shop, 15)
    late = tini.post(f"{BASE}/auth/api-key/generate")
    assert (late.status_code, late.json()["code"]) == (403, "reauthentication_required")


def test_courses_and_progress(shop: Shop, sari: Person, dewi: Person) -> None:
    course = dewi.teaches({}, {"kind": "video", "body": "https://example.com/v"}, summary="Dari kebun ke pelabuhan")
    tini, _ = signed_up(shop)
    (listed,) = tini.get(f"{BASE}/courses").json()
    assert (listed["id"], listed["title"], listed["description"]) == (
        course["id"],
        "Ekspor kopi",
        "Dari kebun ke pelabuhan",
    )
    assert listed["content"] == "Bagian 1\n- Materi 1\n- Materi 2"
    assert [content["title"] for content in listed["sections"][0]["contents"]] == ["Materi 1", "Materi 2"]
    assert listed["created_at"]
    path = f"{BASE}/courses/{course['id']}"
    assert tini.get(path).json() == listed
    # The front end shows no course whose progress fails, and has no call to enrol.
    assert tini.get(f"{path}/progress").json()["completed"] is False
    assert tini.post(f"{path}/progress", {"completed": False, "notes": "-"}).json()["percent"] == 0
    assert tini.get(f"{path}/progress").json()["percent"] == 0
    done = tini.post(f"{path}/progress", {"completed": True}).json()
    assert (done["completed"], done["percent"], done["course_id"]) == (True, 100, course["id"])
    assert tini.get(f"{path}/progress").json() == done
    assert tini.get(f"{BASE}/courses/{course['id'] + 9}/progress").status_code == 404
    sold = dewi.teaches(product_id=dewi.offers("Kursus"), title="Kursus berbayar")
    refused = tini.post(f"{BASE}/courses/{sold['id']}/progress", {"completed": True})
    assert (refused.status_code, refused.json()["code"]) == (403, "purchase_required") and refused.json()["detail"]
    (row, _) = dewi.get(f"{BASE}/analytics/detailed").json()
    assert (row["course_id"], row["completed"]) == (course["id"], 1)
    exported = dewi.get(f"{BASE}/analytics/export?format=csv")
    assert "attachment" in exported.headers["Content-Disposition"]
    assert [line["title"] for line in csv.DictReader(exported.text.splitlines())] == ["Ekspor kopi", "Kursus berbayar"]
    assert dewi.get(f"{BASE}/analytics/export?format=json").json()["courses"][0] == row
    assert dewi.get(f"{BASE}/analytics/export?format=pdf").status_code == 422


@pytest.mark.parametrize(("rows", "last"), [(ROWS, 169), (TWO, 219)])
def test_a_file_becomes_a_chart_and_figures(budi: Person, rows: list[dict[str, Any]], last: int) -> None:
    file = ("test.json", json.dumps(rows), "application/json")
    answer = budi.post(f"{BASE}/analytics/analyze", files={"file": file, "more": (None, "x")})
    assert answer.status_code == 200, answer.text
    chart = answer.json()["chartData"]
    assert chart[0].keys() == {"date", "value", "forecast"}
    assert chart[23] == {"date": "2025-12-01", "value": last, "forecast": last}
    assert chart[24]["date"] == "2026-01-01" and chart[24]["value"] is None and chart[24]["forecast"] > last
    stats = {stat["label"]: stat["value"] for stat in answer.json()["stats"]}
    assert (stats["Count"], stats["Last value"], stats["Trend"]) == (24, last, "rising")


def test_files_that_are_refused(budi: Person) -> None:
    for files in ({"file": ("a.csv", b"\x00\x01")}, {"other": ("a.csv", b"a")}):
        answer = budi.post(f"{BASE}/analytics/analyze", files=files)
        assert answer.status_code == 422 and "file" in answer.json()["detail"], answer.text
    # The connection is closed after this one.
    large = budi.post(f"{BASE}/analytics/analyze", files={"file": ("a.csv", b"x" * (6 * 1024 * 1024))})
    assert large.status_code == 413 and large.json()["detail"]
