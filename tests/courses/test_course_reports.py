"""Course reports: every figure equals a recount of the rows, and callers see only what they may."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from course_recount import NOW, Learning, Recount, ask, assert_csv_equals_json, read_csv

import queries.system.integrity_checks
from queries.courses import reports
from queries.courses.reports import LearnerFilter, Viewer
from support.people import Person, Shop

PATHS = ("course-progress", "course-engagement", "completion-rates", "user-progress")


@pytest.fixture
def sinta(shop: Shop) -> Person:
    """An owner of courses."""
    return shop.person("sinta", "admin")


def set_owner(dewi: Person, course: dict[str, Any], owner: Person) -> None:
    dewi.shop.rows("UPDATE courses SET owner_id = %s WHERE id = %s", (owner.id, course["id"]))


def assert_figures_equal_recount(shop: Shop, person: Person, course_ids: list[int]) -> None:
    """Check all reports, for all courses and for each, as JSON and as CSV."""

    def recount(answer: Any, course_id: int) -> Recount:
        return Recount(shop, course_id, datetime.fromisoformat(answer["as_of"]).astimezone(UTC).replace(tzinfo=None))

    alone = {"median_seconds", "days", "contents"}
    for course_id in course_ids:
        title = shop.value("SELECT title FROM courses WHERE id = %s", (course_id,))
        named = {"course_id": course_id, "title": title}
        for call, name in (("course-progress", "course_progress"), ("course-engagement", "course_engagement")):
            answer = ask(person, call, course_id=course_id)
            expected = {**named, **getattr(recount(answer, course_id), name)()}
            assert answer["courses"] == [expected]
            (listed,) = [row for row in ask(person, call)["courses"] if row["course_id"] == course_id]
            assert listed == {**expected, **dict.fromkeys(alone & expected.keys())}
        answer = ask(person, "completion-rates", course_id=course_id, by="month")
        expected = {**named, **recount(answer, course_id).completion_rates()}
        assert answer["courses"] == [expected]
        assert ask(person, "completion-rates", course_id=course_id)["courses"] == [{**expected, "months": None}]
        answer = ask(person, "cohorts", course_id=course_id)
        assert answer["cohorts"] == recount(answer, course_id).cohorts()
    assert_csv_equals_json(person, course_ids)


def test_every_figure_equals_a_recount(shop: Shop, dewi: Person) -> None:
    large, small = dewi.teaches({}, {}, {}, {}, {}), dewi.teaches({}, title="Dua", sequential=True)
    nobody = dewi.teaches({})
    Learning(shop, large).add_random_learners(60)
    Learning(shop, small, seed=2).add_random_learners(3)
    draft = dewi.post("/api/courses", {"title": "Belum terbit"}).json()["id"]
    assert not any(shop.rows(sql) for sql in queries.system.integrity_checks.CHECKS.values())
    assert_figures_equal_recount(shop, dewi, [large["id"], small["id"], nobody["id"], draft])


def test_reports_include_progress_at_once(shop: Shop, dewi: Person, budi: Person) -> None:
    course = dewi.teaches({}, {})
    path = f"/api/courses/{course['id']}"
    before = budi.post(f"{path}/enroll")
    assert before.status_code == 201
    assert_figures_equal_recount(shop, dewi, [course["id"]])
    assert ask(dewi, "course-progress", course_id=course["id"])["courses"][0]["not_started"] == 1
    shop.rows("UPDATE enrolments SET enrolled_at = enrolled_at - INTERVAL 90 SECOND")
    budi.post(f"{path}/progress", {"content_id": course["contents"][0], "completed": True, "seconds": 90})
    row = ask(dewi, "course-engagement", course_id=course["id"])["courses"][0]
    assert (row["active_7_days"], row["mean_seconds"], row["days"][-1]["active"]) == (1, 90, 1)
    assert [content["satisfied"] for content in row["contents"]] == [1, 0]
    assert_figures_equal_recount(shop, dewi, [course["id"]])
    budi.delete(f"{path}/enroll")
    assert ask(dewi, "course-progress", course_id=course["id"])["courses"][0]["left"] == 1
    assert ask(dewi, "completion-rates", course_id=course["id"])["courses"][0]["enrolled"] == 1
    budi.post(f"{path}/enroll")
    budi.post(f"{path}/progress", {"completed": True})
    assert ask(dewi, "course-progress", course_id=course["id"])["courses"][0]["completed"] == 1
    (learner,) = ask(dewi, "user-progress", course_id=course["id"])["learners"]
    assert (learner["user_id"], learner["state"], learner["percent"]) == (budi.id, "completed", 100)
    assert_figures_equal_recount(shop, dewi, [course["id"]])


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_days_and_months_end_at_midnight_in_jakarta_in_any_server_time_zone(
    shop: Shop, dewi: Person, inside: None, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    course = dewi.teaches({}, {})
    learning = Learning(shop, course)
    before, after = datetime(2026, 2, 28, 16, 59), datetime(2026, 2, 28, 17, 1)
    learning.add_learner(before, [before, before + timedelta(minutes=1), after], [0])
    learning.add_learner(after, [after], [0, 1])
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        admin = Viewer(dewi.id, admin=True)
        for now, days in ((before, {date(2026, 2, 28): 1}), (after, {date(2026, 2, 28): 1, date(2026, 3, 1): 2})):
            (row,) = reports.engagement(admin, course["id"], 0, 1, now)
            assert {day["day"]: day["active"] for day in row["days"] if day["active"]} == days
            assert row["days"][-1]["day"] == max(days)
            assert row["active_7_days"] == max(days.values())
        (row,) = reports.completion_by_month(admin, course["id"], 0, 1, after)
        assert [(month["month"], month["enrolled"], month["completed"]) for month in row["months"]] == [
            ("2026-02", 1, 0), ("2026-03", 1, 1),
        ]  # fmt: skip
        # The first week of February's last learner ends on March 6, their seven days on March 7.
        for day, minute, week, completed in ((6, 59, None, None), (6, 61, 1, None), (7, 59, 1, None), (7, 61, 1, 0)):
            now = datetime(2026, 3, day, 16) + timedelta(minutes=minute)
            february, march = reports.cohorts(admin, course["id"], now)["cohorts"]
            assert (february["retention"][0], february["completed_7_days"]) == (week, completed)
            assert (march["retention"][0], march["completed_7_days"]) == (None, None)
        # A learner enrolled on the last day of February was active in week 0, also on the next day.
        later = reports.cohorts(admin, course["id"], datetime(2026, 9, 1))["cohorts"]
        assert [(row["size"], row["completed_90_days"], row["retention"][:2]) for row in later] == [
            (1, 0, [1, 0]), (1, 1, [1, 0]),
        ]  # fmt: skip
    finally:
        monkeypatch.undo()
        time.tzset()


def test_documented_paths_accept_a_token(shop: Shop, dewi: Person, budi: Person) -> None:
    course = dewi.teaches({})
    budi.post(f"/api/courses/{course['id']}/enroll")
    for path in PATHS:
        for person in (budi, dewi):
            answer = person.get(f"/api/v1/analytics/{path}")
            assert answer.status_code == 200
            assert answer.json()["as_of"] and answer.json()["definitions"]
        assert shop.visitor().get(f"/api/v1/analytics/{path}").status_code == 401
    assert len(budi.get("/api/v1/analytics/course-progress").json()["courses"]) == 1
    assert len(budi.get("/api/v1/analytics/user-progress").json()["learners"]) == 1


def test_each_figure_has_a_definition_in_the_requested_language(shop: Shop, dewi: Person) -> None:
    course = dewi.teaches({})
    Learning(shop, course).add_random_learners(6)
    undefined = {"course_id", "title", "course_title", "user_id", "name", "enrolled_at", "completed_at", "left_at"}
    undefined |= {"content_id", "place", "day", "active", "month"}
    for call in (*PATHS, "cohorts"):
        query = {"course_id": course["id"], **({"by": "month"} if call == "completion-rates" else {})}
        answers = {
            language: dewi.get(f"/api/analytics/{call}", params=query, headers={"Accept-Language": language}).json()
            for language in ("en", "id")
        }
        rows = next(value for value in answers["en"].values() if isinstance(value, list))
        figures = {name for row in rows for name in row}
        figures |= {name for row in rows for part in row.values() if isinstance(part, list) for each in part
                    if isinstance(each, dict) for name in each}  # fmt: skip
        for language, answer in answers.items():
            assert figures - undefined <= answer["definitions"].keys(), (call, language)
        assert not set(answers["en"]["definitions"].values()) & set(answers["id"]["definitions"].values())


def test_owners_see_all_their_courses_and_others_the_published_ones(
    shop: Shop, dewi: Person, sinta: Person, budi: Person
) -> None:
    own, others = dewi.teaches({}, title="Milik Budi"), sinta.teaches({}, title="Milik Sinta")
    draft = sinta.post("/api/courses", {"title": "Rahasia"}).json()["id"]
    set_owner(dewi, own, budi)
    for course in (own, others):
        Learning(shop, course, seed=course["id"]).add_random_learners(3)
    found = {row["course_id"]: row for row in ask(budi, "course-progress")["courses"]}
    assert found.keys() == {own["id"], others["id"]}
    assert (found[own["id"]]["hidden"], found[own["id"]]["learners"]) == (False, 3)
    assert found[others["id"]]["hidden"] and found[others["id"]]["learners"] is None
    assert {row["course_id"] for row in ask(dewi, "course-progress")["courses"]} == {own["id"], others["id"], draft}
    assert_figures_equal_recount(shop, budi, [own["id"]])
    for course_id in (draft, 10**9):
        for call in (*PATHS, "cohorts"):
            problem = ask(budi, call, 404, course_id=course_id)
            assert (problem["code"], problem["msg"]) == ("course_not_found", f"Course {course_id} does not exist.")
    sentence = budi.get("/api/analytics/cohorts?course_id=7777", headers={"Accept-Language": "id"}).json()["msg"]
    assert sentence == "Kursus 7777 tidak ada."
    assert ask(budi, "cohorts", 422)["errors"][0]["field"] == "course_id"
    shop.rows("UPDATE courses SET deleted_at = UTC_TIMESTAMP(6) WHERE id = %s", (others["id"],))
    for person in (budi, sinta, dewi):
        ask(person, "course-engagement", 404, course_id=others["id"])
        assert others["id"] not in {row["course_id"] for row in ask(person, "completion-rates")["courses"]}


def test_reports_show_the_published_title(shop: Shop, dewi: Person, budi: Person) -> None:
    course = dewi.teaches({}, title="Terbit")
    shop.rows("UPDATE courses SET title = 'Belum terbit' WHERE id = %s", (course["id"],))
    assert [row["title"] for row in ask(budi, "course-progress")["courses"]] == ["Terbit"]


def test_course_reports_are_paginated_by_cursor(shop: Shop, dewi: Person, budi: Person) -> None:
    courses = [dewi.teaches({})["id"] for _ in range(3)]
    for call in PATHS[:3]:
        seen, cursor = [], ""
        while cursor is not None:
            page = ask(budi, call, per_page=2, cursor=cursor)
            seen += [row["course_id"] for row in page["courses"]]
            cursor = page["next_cursor"]
        assert seen == courses
        assert ask(budi, call, 422, cursor="x")["errors"][0]["field"] == "cursor"


def test_learners_are_visible_to_owner_admins_and_themselves(
    shop: Shop, dewi: Person, sinta: Person, sari: Person, budi: Person
) -> None:
    own, others = dewi.teaches({}, title="Milik Sari"), sinta.teaches({}, title="Milik Sinta")
    set_owner(dewi, own, sari)
    for person in (budi, sari):
        for course in (own, others):
            assert person.post(f"/api/courses/{course['id']}/enroll").status_code == 201
    budi.post(f"/api/courses/{own['id']}/progress", {"completed": True})

    def people(person: Person, **query: Any) -> list[tuple[int, int]]:
        answer = ask(person, "user-progress", **query)
        found = [(row["course_id"], row["user_id"]) for row in answer["learners"]]
        assert read_csv(person, "user-progress", **query) == [
            {**row, "course_id": str(course_id), "user_id": str(user_id)}
            for row, (course_id, user_id) in zip(read_csv(person, "user-progress", **query), found, strict=True)
        ]
        return found

    everybody = {(course["id"], person.id) for course in (own, others) for person in (budi, sari)}
    of_own = [(own["id"], budi.id), (own["id"], sari.id)]
    assert set(people(dewi)) == everybody
    assert people(sari) == people(sari, scope="learners") == people(sari, course_id=own["id"]) == of_own
    assert people(sari, scope="own") == [(own["id"], sari.id), (others["id"], sari.id)]
    assert people(sari, course_id=others["id"]) == [(others["id"], sari.id)]
    assert people(sari, course_id=others["id"], scope="learners") == []
    assert people(budi) == [(own["id"], budi.id), (others["id"], budi.id)]
    assert people(budi, scope="learners") == people(budi, scope="learners", course_id=own["id"]) == []
    assert people(budi, state="completed") == [(own["id"], budi.id)]
    assert people(dewi, scope="learners") == []
    assert ask(budi, "user-progress", 403, scope="all")["code"] == "forbidden"
    assert ask(sari, "user-progress")["scope"] == "learners" and ask(budi, "user-progress")["scope"] == "own"
    text = dewi.get("/api/analytics/user-progress?format=csv").text
    assert "@" not in text
    shop.rows("UPDATE courses SET deleted_at = UTC_TIMESTAMP(6) WHERE id = %s", (own["id"],))
    assert people(budi) == [(own["id"], budi.id), (others["id"], budi.id)]
    assert people(budi, course_id=own["id"]) == [(own["id"], budi.id)]
    assert set(people(dewi)) == {(others["id"], budi.id), (others["id"], sari.id)}
    assert people(sari, scope="learners") == []
    exports = shop.rows("SELECT detail FROM activities WHERE user_id = %s AND type = 'export'", (budi.id,))
    assert {row["detail"] for row in exports} == {"user-progress.csv"}


def test_learners_are_filtered_and_paginated_by_enrolment(
    shop: Shop, dewi: Person, inside: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    courses = [dewi.teaches({}, {}, title=title) for title in ("Satu", "Dua")]
    for seed, course in enumerate(courses):
        Learning(shop, course, seed).add_random_learners(12, days=60)
    rows = shop.rows("SELECT * FROM enrolments ORDER BY id")

    def expected(state: str | None, inactive: int | None) -> list[dict[str, Any]]:
        recount = Recount(shop, courses[0]["id"], NOW)
        limit = NOW - timedelta(inactive or 0)
        return [
            row
            for row in rows
            if state in (None, recount.state(row))
            and (inactive is None or (row["active_at"] or row["enrolled_at"]) <= limit)
        ]

    for state in (None, "completed", "left", "in_progress", "not_started"):
        for inactive in (None, 14, 40):
            query = {
                name: value for name, value in (("state", state), ("inactive_days", inactive)) if value is not None
            }
            seen: list[Any] = []
            cursor: str | None = ""
            while cursor is not None:
                page = ask(dewi, "user-progress", per_page=5, cursor=cursor, **query)
                seen += page["learners"]
                cursor = page["next_cursor"]
            assert [row["user_id"] for row in seen] == [row["user_id"] for row in expected(state, inactive)]
            assert all(row["percent"] == next(
                each["percent"] for each in rows if each["user_id"] == row["user_id"]) for row in seen)  # fmt: skip
            found = [row["user_id"] for row in read_csv(dewi, "user-progress", **query)]
            assert found == [str(row["user_id"]) for row in seen]
    # An export is read in batches without gaps.
    monkeypatch.setattr(reports, "LEARNER_BATCH_SIZE", 5)
    monkeypatch.setattr(reports, "COURSE_BATCH_SIZE", 1)
    admin = Viewer(dewi.id, admin=True)
    for scope in ("all", "learners"):
        walked = list(reports.iterate_learners(admin, LearnerFilter(scope), NOW))
        assert sorted(row["id"] for row in walked) == [row["id"] for row in rows]
    pages = reports.iterate_courses(reports.progress, admin, NOW)
    assert [row["course_id"] for row in pages] == [course["id"] for course in courses]


def test_an_api_key_sees_only_public_figures(shop: Shop, dewi: Person, inside: None) -> None:
    few, many = dewi.teaches({}), dewi.teaches({})
    Learning(shop, few).add_random_learners(4)
    Learning(shop, many).add_random_learners(30)
    dewi.post(f"/api/courses/{few['id']}/enroll")
    stranger, key = Viewer(10**6), Viewer(dewi.id, admin=True, by_key=True)
    page = (None, 0, 10, NOW)
    for call in (
        reports.progress, reports.engagement, reports.completion,
        reports.completion_by_month,
    ):  # fmt: skip
        assert call(key, *page) == call(stranger, *page) != call(Viewer(dewi.id), *page)
    assert reports.cohorts(key, many["id"], NOW) == reports.cohorts(stranger, many["id"], NOW)
    assert reports.resolve_scope(key, None, None) == "own"
    assert [row["user_id"] for row in reports.learners(key, LearnerFilter("own"), (0, 0), 9, NOW)] == [dewi.id]
    assert reports.learners(key, LearnerFilter("learners"), (0, 0), 9, NOW) == []
    with pytest.raises(Exception, match="forbidden"):
        reports.resolve_scope(key, "all", None)
