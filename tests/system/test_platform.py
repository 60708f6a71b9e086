"""The overview of the platform."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from domain.commerce import days
from support.people import Person, Shop


def test_an_admin_sees_what_happened_on_each_day(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    sale = budi.buys(sari.offers("Kopi", price=50_000), 2).json()["id"]
    back = {"amount": 20_000, "method": "cash", "reason": "Penyok"}
    assert sari.post(f"/api/transactions/{sale}/refunds", back, headers={"Idempotency-Key": "retur"}).ok
    course = dewi.teaches()
    budi.post(f"/api/courses/{course['id']}/enroll")
    budi.post(f"/api/courses/{course['id']}/progress", {"content_id": course["contents"][0], "completed": True})
    # The first minute of a day in Jakarta is one of the day before in UTC.
    midnight = days.beginning(days.day(datetime.now(UTC)))
    moved = "UPDATE activities SET created_at = %s WHERE type = 'sign_up' AND user_id = %s"
    shop.rows(moved, (midnight, sari.id))
    shop.rows(moved, (midnight - timedelta(minutes=1), budi.id))
    answer = dewi.get("/api/platform?days=7")
    assert answer.status_code == 200
    overview = answer.json()
    assert len(overview["days"]) == 7
    today = overview["days"][-1]
    assert today == {
        "date": days.day(datetime.now(UTC)).isoformat(), "active_users": 3, "sign_ups": 2, "sales": 1,
        "revenue": 80_000, "enrolments": 1, "completions": 1,
    }  # fmt: skip
    assert [day["sign_ups"] for day in overview["days"][:-1]] == [0, 0, 0, 0, 0, 1]
    assert (overview["sellers"], overview["developers"], overview["admins"]) == (1, 0, 1)
    assert overview["active_accounts"] == 3


def test_what_waits_or_has_failed_is_counted(shop: Shop, budi: Person, dewi: Person) -> None:
    budi.post("/api/users/role-requests", {"role": "seller"})
    shop.rows("INSERT INTO jobs (kind, payload, state) VALUES ('import', '{}', 'failed')")
    overview = dewi.get("/api/platform").json()
    assert len(overview["days"]) == 30
    assert (overview["role_requests"], overview["jobs_failed"]) == (1, 1)


def test_the_span_is_bounded(dewi: Person) -> None:
    assert dewi.get("/api/platform?days=91").status_code == 422
    assert dewi.get("/api/platform?days=0").status_code == 422
