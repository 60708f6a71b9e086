"""Progress: events by content or for the whole course, late and repeated, and the completion that follows."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import queries.system.integrity_checks
from support.app import at_once
from support.database import Server
from support.people import Person, Shop

# Each question is worth 20 %.
QUESTIONS = [{"kind": "short", "text": f"{number} + 2?", "accepted": ["4"]} for number in range(5)]
QUIZ = {"kind": "quiz", "title": "Ujian", "quiz": {"questions": QUESTIONS}}
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


class Course:
    """A published course that one learner takes."""

    def __init__(self, course: dict[str, Any], learner: Person) -> None:
        self.id, self.contents, self.learner = course["id"], course["contents"], learner
        self.path = f"/api/courses/{self.id}"
        assert learner.post(f"{self.path}/enroll").status_code == 201
        # An hour ago, so that the learner can have spent time.
        back = "UPDATE enrolments SET enrolled_at = enrolled_at - INTERVAL 1 HOUR WHERE user_id = %s AND course_id = %s"
        learner.shop.rows(back, (learner.id, self.id))

    def record(self, content: int | None = None, status: int = 200, **write: Any) -> dict[str, Any]:
        """Record progress of the content with this number, from 1."""
        return self.send(({"content_id": self.contents[content - 1]} if content else {}) | write, status)

    def record_all(self, items: list[dict[str, Any]], status: int = 200) -> dict[str, Any]:
        return self.send({"items": items}, status)

    def item(self, content: int, minute: float | None = None, **write: Any) -> dict[str, Any]:
        """Return an event as an offline device stores it, recorded this many minutes after noon."""
        moment = {} if minute is None else {"recorded_at": (NOON + timedelta(minutes=minute)).isoformat()}
        return {"content_id": self.contents[content - 1], **moment, **write}

    def send(self, body: dict[str, Any], status: int = 200) -> dict[str, Any]:
        answer = self.learner.post(f"{self.path}/progress", body)
        assert answer.status_code == status, answer.text
        return dict(answer.json())

    def attempt(self, content: int) -> Callable[[int], dict[str, Any]]:
        """Start an attempt, and return a function that submits it.

        It takes the number of correct answers and returns the progress.
        """
        path = f"{self.path}/contents/{self.contents[content - 1]}/attempts"
        begun = self.learner.post(path).json()

        def submit(right: int) -> dict[str, Any]:
            answers = [{"question_id": number + 1, "text": "4"} for number in range(right)]
            answer = self.learner.post(f"{path}/{begun['id']}/submit", {"answers": answers})
            assert answer.status_code == 200, answer.text
            return dict(answer.json()["progress"])

        return submit

    def progress(self) -> dict[str, Any]:
        return dict(self.learner.get(f"{self.path}/progress").json())

    def states(self) -> str:
        return " ".join(content["state"] for content in self.progress()["contents"])


@pytest.fixture(autouse=True)
def counters_equal_a_recount(shop: Shop) -> Iterator[None]:
    """After each test, check that all counters equal a recount and that the integrity checks pass."""
    yield
    found = {name: shop.rows(sql) for name, sql in queries.system.integrity_checks.CHECKS.items()}
    assert not {name: rows for name, rows in found.items() if rows}
    rows = shop.rows("SELECT * FROM progress")
    for enrolment in shop.rows(
        "SELECT e.*, c.version_id AS newest FROM enrolments e JOIN courses c ON c.id = course_id"
    ):
        own = [row for row in rows if row["enrolment_id"] == enrolment["id"]]
        contents = shop.rows("SELECT * FROM version_contents WHERE version_id = %s", (enrolment["newest"],))
        counting = {each["content_id"] for each in contents if each["required"] and each["move_on"] != "NotApplicable"}
        satisfied = {row["content_id"] for row in own if row["satisfied_at"]}
        if enrolment["completed_at"]:
            assert enrolment["percent"] == 100 and enrolment["version_id"]
        else:
            assert enrolment["percent"] == 100 * len(counting & satisfied) // len(counting) < 100
        assert enrolment["seconds"] == sum(row["seconds"] for row in own)
        assert shop.value("SELECT COUNT(*) AS n FROM certificates WHERE enrolment_id = %s", (enrolment["id"],)) == bool(
            enrolment["completed_at"]
        )
        days = shop.value("SELECT COUNT(*) AS n FROM learning_days WHERE enrolment_id = %s", (enrolment["id"],))
        assert bool(days) == bool(enrolment["active_at"]) == bool(enrolment["started_at"])
    for content_id in {row["content_id"] for row in rows}:
        of_content = [row for row in rows if row["content_id"] == content_id]
        (counted,) = shop.rows("SELECT * FROM content_counts WHERE content_id = %s", (content_id,))
        assert counted["started"] == len(of_content)
        assert counted["satisfied"] == sum(row["satisfied_at"] is not None for row in of_content)
        assert counted["seconds"] == sum(row["seconds"] for row in of_content)


def test_the_last_event_returns_the_completed_course(shop: Shop, budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}, {}, {"required": False}, title="Ekspor kopi"), budi)
    half = course.record(1, completed=True)
    assert (half["percent"], half["completed"], half["certificate"]) == (50, False, None)
    assert half["left"] == [course.contents[1]]
    done = course.record(2, percent=100)
    assert (done["percent"], done["completed"], done["resume"], done["left"]) == (100, True, None, [])
    certificate = done["certificate"]
    assert certificate["url"] == f"/certificates/{certificate['code']}"
    assert certificate["issued_at"] == done["completed_at"] == done["active_at"]
    assert certificate["valid"] and certificate["revoked_at"] is None
    assert course.progress() == done
    # The learner keeps what they had.
    more = course.record(3, position=3)
    assert (more["percent"], more["certificate"], more["completed_at"]) == (100, certificate, done["completed_at"])
    (line,) = shop.rows("SELECT * FROM activities WHERE type = 'course_completed'")
    assert (line["user_id"], line["subject_id"], line["detail"]) == (budi.id, course.id, "Ekspor kopi")


def test_completed_alone_completes_all_contents_but_quizzes(budi: Person, dewi: Person) -> None:
    texts = Course(dewi.teaches({}, {"kind": "video", "body": "https://example.com/v"}), budi)
    assert texts.send({"completed": True})["completed"]
    mixed = Course(dewi.teaches({}, QUIZ, {}), budi)
    progress = mixed.send({"completed": True})
    assert (progress["completed"], progress["percent"], progress["left"]) == (False, 66, [mixed.contents[1]])
    assert progress["resume"] == {"content_id": mixed.contents[1], "position": None}
    assert mixed.send({"completed": True}) == progress
    gated = Course(dewi.teaches({}, QUIZ, {}, sequential=True), budi)
    assert gated.send({"completed": True})["left"] == gated.contents[1:]
    assert gated.states() == "satisfied open locked"


def test_events_do_not_complete_a_quiz(budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches(QUIZ, {}), budi)
    progress = course.record(1, completed=True, percent=100, seconds=30)
    assert [progress["contents"][0][name] for name in ("state", "percent", "completed_at", "seconds")] == [
        "started", 0, None, 30,
    ]  # fmt: skip


def test_completed_contents_stay_completed(budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}, {}), budi)
    course.record(1, percent=60)
    assert course.record(1, percent=20)["contents"][0]["percent"] == 60
    done = course.record(1, completed=True)
    after = course.record(1, completed=False, percent=5)
    assert after["contents"][0]["percent"] == 100
    assert after["contents"][0]["completed_at"] == done["contents"][0]["completed_at"]
    assert after["contents"][0]["state"] == "satisfied"


def test_another_device_resumes_at_the_exact_position(shop: Shop, budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}, {"kind": "video", "body": "https://example.com/v"}, {}), budi)
    exact = 1234.567891234567
    course.record(2, position=exact, percent=40)
    phone = shop.visitor()
    phone.username = "budi"
    phone.sign_in()
    assert phone.get(f"{course.path}/progress").json()["resume"] == {
        "content_id": course.contents[1], "position": exact,
    }  # fmt: skip
    assert course.record(1, completed=True)["resume"] == {"content_id": course.contents[1], "position": exact}
    assert course.record(3, position=0.1 + 0.2)["resume"]["position"] == 0.1 + 0.2
    assert course.record(3, completed=True)["resume"]["content_id"] == course.contents[1]
    assert course.record(2, completed=True)["resume"] is None


def test_the_position_with_the_later_timestamp_counts(budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}, {}), budi)
    course.record_all([course.item(1, minute=5, position=50)])
    late = course.record_all([course.item(1, minute=3, position=90), course.item(2, minute=4)])
    assert late["contents"][0]["position"] == 50
    assert late["resume"]["content_id"] == course.contents[0]
    back = course.record_all([course.item(1, minute=6, position=10)])
    assert back["contents"][0]["position"] == 10
    # A clock that is years ahead counts as now, so later events still win.
    course.record(2, position=1, recorded_at="2999-01-01T00:00:00Z")
    assert course.record(2, position=2)["resume"] == {"content_id": course.contents[1], "position": 2}
    # Within one batch even such a clock gives the order.
    ahead = [course.item(2, position=year - 2990, recorded_at=f"{year}-01-01T00:00:00+07:00") for year in (2999, 2998)]
    assert course.record_all(ahead)["contents"][1]["position"] == 9


def test_the_time_of_visits_adds_up_and_repeats_count_once(budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}, {}), budi)
    for seconds in (10, 30, 20, 30):
        progress = course.record(1, seconds=seconds, visit="ponsel")
    assert progress["seconds"] == 30
    assert course.record(1, seconds=5, visit="laptop")["contents"][0]["seconds"] == 35
    assert course.record(1, seconds=7)["seconds"] == 42
    both = course.record_all([course.item(1, seconds=40, visit="ponsel"), course.item(2, seconds=8, visit="ponsel")])
    assert ([content["seconds"] for content in both["contents"]], both["seconds"]) == ([52, 8], 60)


def test_no_more_time_counts_than_has_passed_since_the_enrolment(shop: Shop, budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}, {}), budi)
    invented = [course.item(1 + number % 2, seconds=86_400, visit=f"v{number}") for number in range(200)]
    assert 3600 <= course.record_all(invented)["seconds"] < 3660
    assert 3600 <= course.record(2, seconds=86_400, visit="more")["seconds"] < 3660
    # Offline for a day: that time has passed, too.
    shop.rows("UPDATE enrolments SET enrolled_at = enrolled_at - INTERVAL 1 DAY")
    honest = course.record_all([course.item(1, seconds=30_000, visit="a"), course.item(2, seconds=40_000, visit="b")])
    assert 73_600 <= honest["seconds"] < 73_660
    assert course.record(2, seconds=86_400, visit="more")["seconds"] < 90_060


def test_a_batch_is_stored_completely_or_not_at_all(shop: Shop, budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}, {}, {}, sequential=True, title="Berurutan"), budi)
    foreign = dewi.teaches()["contents"][0]
    before = course.progress()
    unknown = course.record_all([course.item(1, completed=True), {"content_id": foreign}, {"content_id": 99_999}], 422)
    assert [(fault["field"], fault["code"]) for fault in unknown["errors"]] == [
        ("items.1.content_id", "unknown_content"), ("items.2.content_id", "unknown_content"),
    ]  # fmt: skip
    locked = course.record_all([course.item(1, completed=True), course.item(3, completed=True)], 409)
    assert (locked["code"], locked["content_id"]) == ("content_locked", course.contents[2])
    assert (locked["title"], locked["content_title"]) == ("Conflict", "Materi 3")
    assert locked["missing"] == [{"content_id": course.contents[1], "title": "Materi 2"}]
    assert "Materi 2" in locked["msg"]
    assert course.progress() == before
    assert course.send({"content_id": foreign}, 422)["errors"][0]["field"] == "content_id"
    assert course.record(2, 409)["code"] == "content_locked"


def test_an_offline_batch_is_processed_in_the_order_of_recording(budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}, {}, {}, sequential=True), budi)
    happened = [course.item(number, minute=number, completed=True) for number in (1, 2, 3)]
    assert course.states() == "open locked locked"
    assert course.record_all(happened[::-1])["completed"]
    assert course.states() == "satisfied satisfied satisfied"


def test_prerequisites_lock_contents_for_reading_too(shop: Shop, budi: Person, dewi: Person) -> None:
    made = dewi.teaches({}, {})
    dewi.put(f"/api/courses/{made['id']}/contents/{made['contents'][0]}", {"prerequisites": [made["contents"][1]]})
    dewi.post(f"/api/courses/{made['id']}/publish")
    course = Course(made, budi)
    reading = f"{course.path}/contents/{course.contents[0]}"
    assert course.states() == "locked open"
    assert course.progress()["resume"]["content_id"] == course.contents[1]
    refused = budi.get(reading)
    assert (refused.status_code, refused.json()["code"]) == (409, "content_locked")
    assert shop.person("tono").get(reading).json()["code"] == "not_enrolled"
    assert dewi.get(reading).status_code == 200
    course.record(2, completed=True)
    assert budi.get(reading).status_code == 200


def test_rules_are_in_the_callers_language(budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}, QUIZ | {"mastery_score": 80}, {"move_on": "NotApplicable"}), budi)
    rules = [content["rule"] for content in course.progress()["contents"]]
    assert rules[1] == "Done when you score at least 80%."
    indonesian = budi.get(f"{course.path}/progress", headers={"Accept-Language": "id"}).json()
    assert indonesian["contents"][1]["rule"] == "Selesai bila nilai Anda paling sedikit 80%."
    assert course.states() == "open open satisfied"


def test_a_retry_changes_nothing(shop: Shop, budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}, {}, {}), budi)
    items = [
        course.item(1, minute=1, completed=True, seconds=60, visit="a"),
        course.item(2, minute=2, position=17.25, percent=30),
        course.item(2, minute=3, position=12.5, seconds=20, visit="a"),
    ]
    first = course.record_all(items)
    tables = ("enrolments", "progress", "progress_visits", "learning_days", "content_counts")
    rows = {table: shop.rows(f"SELECT * FROM {table}") for table in tables}
    assert course.record_all(items) == first
    assert course.record_all(items[::-1]) == first
    assert course.record_all(items[1:]) == first
    assert {table: shop.rows(f"SELECT * FROM {table}") for table in tables} == rows


def test_a_content_that_is_opened_again_is_no_news_for_the_audit_log(shop: Shop, budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}, {}), budi)
    course.record(1, completed=True, position=3, seconds=60, visit="a")
    entries = "SELECT operation FROM audit_entries WHERE table_name = 'progress' ORDER BY id"
    assert [row["operation"] for row in shop.rows(entries)] == ["INSERT"]
    before = shop.value("SELECT updated_at FROM progress")
    again = course.record(1, position=3, seconds=0, visit="b")
    assert again["contents"][0]["completed_at"] and shop.value("SELECT updated_at FROM progress") > before
    assert len(shop.rows(entries)) == 1
    course.record(1, seconds=12, visit="b")
    course.record(2)
    assert [row["operation"] for row in shop.rows(entries)] == ["INSERT", "UPDATE", "INSERT"]


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({}, "body", "one_of"),
    ({"completed": False}, "body", "one_of"),
    ({"percent": 50}, "body", "one_of"),
    ({"completed": True, "position": 1}, "body", "one_of"),
    ({"content_id": 1, "items": [{"content_id": 1}]}, "body", "one_of"),
    ({"items": []}, "items", "too_short"),
    ({"items": [{"content_id": 1}] * 201}, "items", "too_long"),
    ({"items": [{"completed": True}]}, "items.0.content_id", "missing"),
    ({"content_id": 1, "percent": 101}, "percent", "less_than_equal"),
    ({"content_id": 1, "percent": True}, "percent", "int_type"),
    ({"content_id": 1, "percent": 1.5}, "percent", "int_type"),
    ({"content_id": 1, "position": -1}, "position", "greater_than_equal"),
    ({"content_id": 1, "position": 1e10}, "position", "less_than_equal"),
    ({"content_id": 1, "position": "3"}, "position", "float_type"),
    ({"content_id": 1, "seconds": 86_401}, "seconds", "less_than_equal"),
    ({"content_id": 1, "visit": "é"}, "visit", "visit_name"),
    ({"content_id": 1, "visit": "a b"}, "visit", "visit_name"),
    ({"content_id": 1, "recorded_at": "kemarin"}, "recorded_at", "timestamp"),
    ({"content_id": 1, "recorded_at": "2026-01-05T12:00:00"}, "recorded_at", "timestamp"),
    ({"content_id": 1, "recorded_at": "2026-13-05T12:00:00Z"}, "recorded_at", "timestamp"),
    ({"content_id": 1, "recorded_at": 1}, "recorded_at", "timestamp"),
    ({"content_id": 1, "score": 100}, "score", "extra_forbidden"),
]


def test_invalid_events_are_refused_with_the_field(budi: Person) -> None:
    for body, field, code in REFUSED:
        answer = budi.post("/api/courses/1/progress", body)
        assert answer.status_code == 422
        assert [(fault["field"], fault["code"]) for fault in answer.json()["errors"]] == [(field, code)]


def test_events_of_wrong_clocks_are_accepted(budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}), budi)
    for moment in ("0001-01-01T00:00:00+14:00", "1969-12-31T23:59:59z", "9999-12-31T23:59:59-12:00"):
        course.record(1, position=4, recorded_at=moment)
    assert course.record(1, completed=True)["completed"]


def test_fifty_concurrent_last_events_issue_one_certificate(shop: Shop, budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}, {}), budi)
    course.record(1, completed=True)
    answers = at_once(50, lambda _: course.record(2, completed=True))
    assert all(answer["completed"] for answer in answers)
    assert len({answer["certificate"]["code"] for answer in answers}) == 1
    assert shop.value("SELECT COUNT(*) AS n FROM certificates") == 1
    assert shop.value("SELECT COUNT(*) AS n FROM activities WHERE type = 'course_completed'") == 1
    assert shop.value("SELECT COUNT(*) AS n FROM learning_days") == 1


def test_a_new_version_keeps_completions_and_counts_new_contents(
    shop: Shop, budi: Person, sari: Person, dewi: Person
) -> None:
    made = dewi.teaches({}, {})
    path, (first, second) = f"/api/courses/{made['id']}", made["contents"]
    finished, halfway, behind = Course(made, budi), Course(made, sari), Course(made, shop.person("tono"))
    finished.send({"completed": True})
    halfway.record(1, completed=True)
    behind.record(2, position=5)

    third = dewi.post(f"{path}/contents", {"section_id": made["section"], "kind": "text", "title": "Baru", "body": "x"})
    dewi.post(f"{path}/publish")
    progress = finished.progress()
    assert (progress["version"], progress["percent"], progress["completed"], progress["new_contents"]) == (
        2,
        100,
        True,
        1,
    )
    assert progress["left"] == [third.json()["id"]] and progress["resume"] is None
    assert halfway.progress()["percent"] == 33

    dewi.delete(f"{path}/contents/{second}")
    dewi.put(f"{path}/contents/{third.json()['id']}", {"required": False})
    dewi.post(f"{path}/publish")
    progress = halfway.progress()
    assert (progress["percent"], progress["completed"]) == (100, True)
    assert progress["certificate"]["code"] != finished.progress()["certificate"]["code"]
    assert finished.progress()["new_contents"] == 0
    # Events of a removed content are stored, but don't count.
    assert behind.send({"content_id": second, "completed": True, "seconds": 9})["percent"] == 0
    assert behind.progress()["seconds"] == 9
    row = shop.rows("SELECT * FROM progress WHERE content_id = %s AND seconds = 9", (second,))[0]
    assert row["completed_at"] and row["satisfied_at"]
    assert budi.post(f"{path}/progress", {"content_id": first, "position": 3}).status_code == 200


def test_a_started_content_stays_open_when_a_content_is_put_before_it(budi: Person, dewi: Person) -> None:
    made = dewi.teaches({}, {}, sequential=True)
    course = Course(made, budi)
    course.record(1, completed=True)
    items = [course.item(2, minute=1, position=7)]
    before = course.record_all(items)
    path = f"/api/courses/{made['id']}"
    fields = {"section_id": made["section"], "kind": "text", "title": "Baru", "body": "x", "position": 1}
    dewi.post(f"{path}/contents", fields)
    dewi.post(f"{path}/publish")
    assert course.states() == "open satisfied started"
    assert course.record_all(items)["resume"] == before["resume"]


def test_a_relaxed_rule_satisfies_learners_who_meet_it(budi: Person, dewi: Person) -> None:
    made = dewi.teaches(QUIZ | {"mastery_score": 80}, {})
    path, quiz = f"/api/courses/{made['id']}", made["contents"][0]
    course = Course(made, budi)
    course.record(2, completed=True)
    course.attempt(1)(3)
    # A lower score changes nothing.
    progress = course.attempt(1)(1)
    assert (progress["percent"], progress["contents"][0]["state"], progress["contents"][0]["score"]) == (
        50,
        "started",
        60,
    )
    assert progress["contents"][0]["completed_at"] and not progress["contents"][0]["passed_at"]
    assert progress == course.progress()

    dewi.put(f"{path}/contents/{quiz}", {"mastery_score": 60})
    dewi.post(f"{path}/publish")
    progress = course.progress()
    assert (progress["completed"], progress["contents"][0]["state"]) == (True, "satisfied")
    assert progress["contents"][0]["passed_at"] and progress["certificate"]
    # A stricter rule takes nothing back.
    dewi.put(f"{path}/contents/{quiz}", {"mastery_score": 100})
    dewi.post(f"{path}/publish")
    assert course.progress()["contents"][0]["state"] == "satisfied"


def test_an_attempt_started_under_a_stricter_rule_passes_by_the_newest_rule(budi: Person, dewi: Person) -> None:
    made = dewi.teaches(QUIZ | {"mastery_score": 80})
    course = Course(made, budi)
    submit = course.attempt(1)
    dewi.put(f"{course.path}/contents/{made['contents'][0]}", {"mastery_score": 60})
    dewi.post(f"{course.path}/publish")
    assert submit(3)["completed"]


def test_a_passed_quiz_as_the_last_content_completes_the_course(budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}, QUIZ | {"mastery_score": 80}), budi)
    course.record(1, completed=True)
    progress = course.attempt(2)(4)
    assert progress["completed"] and progress["certificate"]["code"]
    assert course.progress() == progress


def test_the_owner_waives_a_content_with_a_reason(shop: Shop, budi: Person, sari: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}, QUIZ, {}, owner_id=sari.id, sequential=True), budi)
    course.record(1, completed=True)
    path = f"{course.path}/learners/{budi.id}/waive"
    body = {"content_id": course.contents[1], "reason": "Sudah bersertifikat"}
    progress = sari.post(path, body)
    assert progress.status_code == 200
    assert progress.json()["contents"][1]["waived_at"] and progress.json()["contents"][1]["state"] == "satisfied"
    assert (progress.json()["percent"], course.states()) == (66, "satisfied satisfied open")
    # The owner acted: it is no activity of the learner and doesn't change where they resume.
    assert progress.json()["active_at"] == progress.json()["contents"][0]["completed_at"]
    (line,) = shop.rows("SELECT * FROM activities WHERE type = 'progress_waived'")
    assert (line["user_id"], line["subject_id"], line["detail"]) == (sari.id, body["content_id"], body["reason"])
    assert dewi.post(path, body | {"reason": "Lain"}).json() == progress.json()
    assert shop.value("SELECT waiver FROM progress WHERE waived_at IS NOT NULL") == body["reason"]

    last = sari.post(path, {"content_id": course.contents[2], "reason": "Sama"}).json()
    assert last["completed"] and last["certificate"]
    (line,) = shop.rows("SELECT * FROM activities WHERE type = 'course_completed'")
    assert (line["user_id"], line["address"]) == (budi.id, "")


def test_waivers_require_the_owner_and_an_existing_content(
    shop: Shop, budi: Person, sari: Person, dewi: Person
) -> None:
    course = Course(dewi.teaches(owner_id=sari.id), budi)
    body = {"content_id": course.contents[0], "reason": "x"}
    path = f"{course.path}/learners/{budi.id}/waive"
    assert budi.post(path, body).json()["code"] == "course_not_found"
    assert shop.person("tono", "seller").post(path, body).status_code == 404
    assert sari.post(f"{course.path}/learners/{sari.id}/waive", body).json()["code"] == "learner_not_found"
    answer = sari.post(path, body | {"content_id": dewi.teaches()["contents"][0]})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown_content")
    assert sari.post(path, body | {"reason": " "}).status_code == 422
    assert course.states() == "open"


@pytest.mark.parametrize("sequential", [False, True])
def test_offline_batches_in_any_order_give_the_same_progress(shop: Shop, dewi: Person, sequential: bool) -> None:
    """Sixteen learners record the same events offline; each sends overlapping pieces in a different order."""
    made = dewi.teaches({}, {}, {}, {}, {}, QUIZ, sequential=sequential)
    learners = [Course(made, shop.person(f"orang{number}")) for number in range(17)]
    rng = random.Random(4)
    happened = []
    for minute in range(60):
        number = 1 + minute // 11 if sequential else rng.randint(1, 6)
        write: dict[str, Any] = {"position": round(rng.uniform(0, 600), 3), "percent": rng.randint(0, 99)}
        write |= {"seconds": minute, "visit": rng.choice(["a", "b", ""])} if rng.random() < 0.5 else {}
        write |= {"completed": True} if minute % 11 == 10 else {}
        happened.append(learners[0].item(number, minute=minute, **write))

    def learn(number: int) -> Any:
        course, own = learners[number], random.Random(number)
        if number == 0:
            return course.record_all(happened)
        pieces = [happened[max(0, start - own.randint(0, 9)) : start + 12] for start in range(0, 60, 12)]
        own.shuffle(pieces)
        waiting = pieces + own.sample(pieces, 2)
        while waiting:
            # In a sequential course, events that come too early are refused and sent again.
            answers = [course.learner.post(f"{course.path}/progress", {"items": piece}) for piece in waiting]
            assert {answer.status_code for answer in answers} <= ({200, 409} if sequential else {200})
            waiting = [piece for piece, answer in zip(waiting, answers, strict=True) if answer.status_code == 409]
        return course.progress()

    results = [_without_moments(result) for result in at_once(17, learn)]
    assert results[0]["seconds"] > 0 and results[0]["resume"]
    assert all(result == results[0] for result in results)
    columns = "percent, position, positioned_at, seconds, content_id, updated_at"
    rows = {tuple(row.values()) for row in shop.rows(f"SELECT {columns} FROM progress")}
    assert len(rows) == shop.value("SELECT COUNT(DISTINCT content_id) AS n FROM progress")


def _without_moments(value: Any) -> Any:
    """Return the response with each timestamp replaced by its presence."""
    if isinstance(value, dict):
        return {
            name: bool(part) if name.endswith("_at") else _without_moments(part)
            for name, part in value.items()
            if name != "code"
        }
    return [_without_moments(part) for part in value] if isinstance(value, list) else value


def test_concurrent_progress_and_publishing_stay_consistent(shop: Shop, dewi: Person) -> None:
    made = dewi.teaches({}, {}, {}, {}, {})
    path = f"/api/courses/{made['id']}"
    learners = [Course(made, shop.person(f"orang{number}")) for number in range(6)]
    published, over = [], threading.Event()

    def act(number: int) -> None:
        rng = random.Random(number)
        if number == 6:
            try:
                for turn in range(12):
                    # Contents in turn become optional, then required again.
                    content = made["contents"][1 + turn % 4]
                    dewi.put(f"{path}/contents/{content}", {"required": turn // 4 % 2 == 1})
                    published.append(dewi.post(f"{path}/publish").status_code)
            finally:
                over.set()
            return
        while not over.is_set():
            content = rng.choice(made["contents"][: 5 if number % 2 else 4])
            write = {"content_id": content, "completed": rng.random() < 0.3, "seconds": rng.randint(0, 50)}
            answer = learners[number].learner.post(f"{path}/progress", write)
            assert answer.status_code == 200, answer.text

    at_once(7, act)
    assert published == [201] * 12
    assert shop.value("SELECT COUNT(*) AS n FROM progress") > 10


def test_publishing_waits_for_an_uncommitted_event(
    server: Server, shop: Shop, budi: Person, sari: Person, dewi: Person
) -> None:
    made = dewi.teaches({}, {}, {})
    # Her enrolment is the first in the recalculation.
    Course(made, sari).record(1, completed=True)
    course = Course(made, budi)
    # The first event of a day also inserts the day of learning, which locks the course.
    course.record(2, position=1)
    dewi.put(f"{course.path}/contents/{made['contents'][2]}", {"required": False})
    with ThreadPoolExecutor(2) as pool:
        # Budi's transaction has written everything but the counters, which come last.
        with shop.meanwhile(server, "SELECT content_id FROM content_counts FOR UPDATE") as until_waiting:
            writing = pool.submit(course.record, 1, completed=True)
            until_waiting(1)
            publishing = pool.submit(dewi.post, f"{course.path}/publish")
            until_waiting(2)
        assert (writing.result()["percent"], publishing.result().status_code) == (33, 201)
    assert course.progress()["percent"] == 50


def test_days_of_learning_are_days_in_jakarta(shop: Shop, budi: Person, dewi: Person) -> None:
    course = Course(dewi.teaches({}, {}), budi)
    # Enrolled two weeks ago, last active the day before.
    shop.rows("UPDATE enrolments SET enrolled_at = UTC_TIMESTAMP(6) - INTERVAL 15 DAY")
    course.record(1, position=1)
    course.record(1, position=2)
    assert shop.value("SELECT COUNT(*) AS n FROM learning_days") == 1
    shop.rows("UPDATE enrolments SET active_at = active_at - INTERVAL 1 DAY")
    shop.rows("UPDATE learning_days SET day = day - INTERVAL 1 DAY")
    course.record(1, position=3)
    (first, second) = shop.rows("SELECT * FROM learning_days ORDER BY day")
    enrolled = shop.value("SELECT enrolled_at FROM enrolments") + timedelta(hours=7)
    assert second["day"] == (shop.value("SELECT active_at FROM enrolments") + timedelta(hours=7)).date()
    assert first["cohort"] == second["cohort"] == enrolled.date().replace(day=1)
    assert second["week"] == (second["day"] - enrolled.date()).days // 7 == 2
