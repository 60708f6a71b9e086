"""Teaching: the owner reads answers, grants attempts, removes and readmits learners, and corrects certificates."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest
import requests

from support.app import at_once
from support.database import Server
from support.people import Person, Shop

QUIZ = {
    "questions": [
        {"kind": "single", "text": "Mana?", "options": [{"text": "FOB", "correct": True}, {"text": "CIF"}]},
        {"kind": "short", "text": "Apa?", "accepted": ["L/C"]},
    ],
    "shuffle": False,
    "show_answers": False,
}
ANSWERS = [{"question_id": 1, "options": [2]}, {"question_id": 2, "text": "L/C"}]


class TaughtCourse(NamedTuple):
    """Sari's course with one quiz, in which Budi is enrolled."""

    sari: Person
    budi: Person
    path: str
    content_id: int

    @property
    def content(self) -> str:
        return f"{self.path}/contents/{self.content_id}"

    @property
    def budi_path(self) -> str:
        return f"{self.path}/learners/{self.budi.id}"

    @property
    def budi_quiz_path(self) -> str:
        return f"{self.budi_path}/contents/{self.content_id}"

    def grant(self, **fields: Any) -> Any:
        answer = self.sari.put(f"{self.budi_quiz_path}/allowance", {"reason": "Listrik padam", **fields})
        assert answer.status_code == 200, answer.text
        return answer.json()


def make_course(dewi: Person, sari: Person, budi: Person, **settings: Any) -> TaughtCourse:
    quiz = {"kind": "quiz", "quiz": {**QUIZ, **settings}, "mastery_score": 75}
    course = dewi.teaches(quiz, owner_id=sari.id, title="Ekspor kopi")
    path = f"/api/courses/{course['id']}"
    assert budi.post(f"{path}/enroll").status_code == 201
    return TaughtCourse(sari, budi, path, course["contents"][0])


def status_and_code(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def set_name(person: Person, name: str) -> None:
    known = "UPDATE users SET name = %s, email = %s, email_verified_at = NOW() WHERE id = %s"
    person.shop.rows(known, (name, f"{person.username}@example.com", person.id))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_limits_are_shown_before_an_attempt_starts(dewi: Person, sari: Person, budi: Person) -> None:
    course = make_course(dewi, sari, budi, minutes=30, attempts=2, draw=1)
    limits = {"questions": 1, "minutes": 30, "attempts": 2, "attempts_left": 2, "mastery_score": 75}
    assert budi.get(course.content).json()["quiz"] == sari.get(course.content).json()["quiz"] == limits
    assert budi.get(f"{course.content}/attempts").json() == {"quiz": limits, "attempts": []}
    budi.post(f"{course.content}/attempts")
    assert budi.get(f"{course.content}/attempts").json()["quiz"] == {**limits, "attempts_left": 1}
    text = dewi.teaches()
    assert dewi.get(f"/api/courses/{text['id']}/contents/{text['contents'][0]}").json()["quiz"] is None


def test_an_owner_reads_a_learners_answers(dewi: Person, sari: Person, budi: Person) -> None:
    course = make_course(dewi, sari, budi)
    attempt = budi.post(f"{course.content}/attempts").json()
    shown = budi.post(f"{course.content}/attempts/{attempt['id']}/submit", {"answers": ANSWERS}).json()
    assert {question["right"] for question in shown["questions"]} == {None}
    (head,) = sari.get(f"{course.budi_quiz_path}/attempts").json()["attempts"]
    assert (head["id"], head["score"], head["passed"]) == (attempt["id"], 50, False)
    seen = sari.get(f"{course.budi_quiz_path}/attempts/{attempt['id']}").json()
    first, second = seen["questions"]
    assert (first["answer"]["options"], first["right"], first["correct_options"]) == ([2], False, [1])
    assert (second["answer"]["text"], second["right"], second["accepted"]) == ("L/C", True, ["L/C"])
    # Former learners' attempts stay readable; those of other learners or quizzes are not found.
    budi.delete(f"{course.path}/enroll")
    assert sari.get(f"{course.budi_quiz_path}/attempts/{attempt['id']}").status_code == 200
    stranger = f"{course.path}/learners/{sari.id}/contents/{course.content_id}"
    assert status_and_code(sari.get(f"{stranger}/attempts")) == (404, "learner_not_found")
    assert status_and_code(sari.get(f"{stranger}/attempts/{attempt['id']}")) == (404, "learner_not_found")
    other = f"{course.budi_path}/contents/{course.content_id + 1}/attempts/{attempt['id']}"
    assert status_and_code(sari.get(other)) == (404, "attempt_not_found")


def test_an_owner_grants_another_attempt(shop: Shop, dewi: Person, sari: Person, budi: Person) -> None:
    course = make_course(dewi, sari, budi, attempts=1)

    def tries() -> requests.Response:
        return budi.post(f"{course.content}/attempts")

    attempt = tries().json()
    ended = budi.post(f"{course.content}/attempts/{attempt['id']}/submit", {}).json()
    assert (ended["attempts_left"], status_and_code(tries())) == (0, (409, "no_attempts_left"))
    given = course.grant(attempts=1)
    assert given["allowance"] == {"attempts": 1, "minutes": 0, "reason": "Listrik padam"}
    assert (given["quiz"]["attempts"], given["quiz"]["attempts_left"]) == (2, 1)
    # Repeating it adds nothing and writes no audit entry.
    before = shop.value("SELECT COUNT(*) FROM audit_entries")
    assert course.grant(attempts=1) == given
    assert shop.value("SELECT COUNT(*) FROM audit_entries") == before
    assert budi.get(f"{course.content}/attempts").json()["quiz"]["attempts_left"] == 1
    second = tries()
    assert (second.status_code, second.json()["number"], second.json()["attempts_left"]) == (201, 2, 0)
    budi.post(f"{course.content}/attempts/{second.json()['id']}/submit", {})
    assert status_and_code(tries()) == (409, "no_attempts_left")
    assert course.grant(attempts=2)["quiz"]["attempts_left"] == 1
    assert course.grant(attempts=0)["quiz"]["attempts_left"] == 0
    kinds = [line["type"] for line in sari.get("/api/users/activities").json()["activities"]]
    assert kinds.count("quiz_allowed") == 3


def test_more_minutes_extend_the_attempt_in_progress(shop: Shop, dewi: Person, sari: Person, budi: Person) -> None:
    course = make_course(dewi, sari, budi, minutes=10)
    attempt = budi.post(f"{course.content}/attempts").json()
    path = f"{course.content}/attempts/{attempt['id']}"
    course.grant(minutes=15)
    longer = budi.get(path).json()
    assert moment(longer["expires_at"]) - moment(attempt["expires_at"]) == timedelta(minutes=15)
    # Fewer minutes change nothing. More minutes reopen an expired attempt.
    course.grant(minutes=5)
    assert budi.get(path).json()["expires_at"] == longer["expires_at"]
    shop.rows("UPDATE quiz_attempts SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 2 MINUTE")
    assert status_and_code(budi.put(path, {"answers": ANSWERS})) == (409, "attempt_ended")
    course.grant(minutes=10)
    assert budi.put(path, {"answers": ANSWERS}).status_code == 200
    assert budi.post(f"{path}/submit", {}).json()["score"] == 50
    # The next attempt has them from the start.
    third = budi.post(f"{course.content}/attempts").json()
    assert moment(third["expires_at"]) - moment(third["started_at"]) == timedelta(minutes=20)
    assert budi.get(f"{course.content}/attempts").json()["quiz"]["minutes"] == 20


@pytest.mark.parametrize("body", [{"attempts": -1}, {"attempts": 101}, {"minutes": 601}, {"minutes": "5"}, {"more": 1}])
def test_an_allowance_is_a_small_integer_with_a_reason(
    dewi: Person, sari: Person, budi: Person, body: dict[str, Any]
) -> None:
    course = make_course(dewi, sari, budi)
    refused = sari.put(f"{course.budi_quiz_path}/allowance", {"reason": "x", **body})
    assert refused.status_code == 422
    assert sari.put(f"{course.budi_quiz_path}/allowance", {"attempts": 1}).json()["errors"][0]["field"] == "reason"


def test_an_allowance_requires_a_quiz_and_an_enrolled_learner(dewi: Person, sari: Person, budi: Person) -> None:
    course, text = make_course(dewi, sari, budi), dewi.teaches(owner_id=sari.id)
    body = {"attempts": 1, "reason": "x"}
    budi.post(f"/api/courses/{text['id']}/enroll")
    path = f"/api/courses/{text['id']}/learners/{budi.id}/contents/{text['contents'][0]}/allowance"
    assert status_and_code(sari.put(path, body)) == (404, "content_not_found")
    budi.delete(f"{course.path}/enroll")
    assert status_and_code(sari.put(f"{course.budi_quiz_path}/allowance", body)) == (404, "learner_not_found")


def test_concurrent_grants_allow_one_attempt(shop: Shop, dewi: Person, sari: Person, budi: Person) -> None:
    course = make_course(dewi, sari, budi, attempts=1)
    budi.post(f"{course.content}/attempts/{budi.post(f'{course.content}/attempts').json()['id']}/submit", {})
    at_once(6, lambda _: course.grant(attempts=1))
    assert course.grant(attempts=1)["quiz"]["attempts_left"] == 1
    assert shop.value("SELECT COUNT(*) FROM audit_entries WHERE table_name = 'quiz_allowances'") == 1


def test_only_the_owner_readmits_a_removed_learner(shop: Shop, dewi: Person, sari: Person, budi: Person) -> None:
    set_name(budi, "Budi")
    course = make_course(dewi, sari, budi)
    attempt = budi.post(f"{course.content}/attempts").json()["id"]
    budi.post(f"{course.content}/attempts/{attempt}/submit", {"answers": ANSWERS})
    learned = budi.get(f"{course.path}/progress").json()
    removed = sari.delete(course.budi_path, json={"reason": "Salah kelas"})
    assert removed.status_code == 200 and sari.delete(course.budi_path, json={"reason": "Lagi"}).status_code == 200
    message = shop.email("budi@example.com", "learner_removed")
    assert message["Subject"] == "You are no longer in a course"
    assert "Salah kelas" in message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert shop.value("SELECT COUNT(*) FROM letters WHERE template = 'learner_removed'") == 1
    assert status_and_code(budi.get(f"{course.path}/progress")) == (404, "not_enrolled")
    assert status_and_code(budi.post(f"{course.path}/enroll")) == (403, "learner_removed")
    # Not even by paying.
    product = sari.offers("Kelas")
    sari.put(course.path, {"product_id": product})
    for query in ("", "?dry_run=true"):
        sale = budi.post(f"/api/transactions{query}", {"items": [{"product_id": product, "qty": 1}]})
        assert status_and_code(sale) == (403, "learner_removed")
    sari.put(course.path, {"listed": False})
    assert budi.get(course.path).status_code == 404
    back = sari.put(course.budi_path)
    assert (back.status_code, back.json()) == (200, learned)
    assert budi.get(f"{course.path}/progress").json() == learned
    assert f"{shop.url}{course.path.removeprefix('/api')}" in (
        shop.email("budi@example.com", "learner_readmitted").get_body(("plain",)).get_content()  # type: ignore[union-attr]
    )
    assert sari.put(course.budi_path).json() == learned
    kinds = [line["type"] for line in sari.get("/api/users/activities").json()["activities"]]
    assert (kinds.count("learner_removed"), kinds.count("learner_readmitted")) == (1, 1)
    row = shop.rows("SELECT left_at, removed_at, removed_by, removal FROM enrolments")
    assert row == [{"left_at": None, "removed_at": None, "removed_by": None, "removal": ""}]


def test_removing_and_readmitting_require_an_enrolment(dewi: Person, sari: Person, budi: Person) -> None:
    course = make_course(dewi, sari, budi)
    stranger = f"{course.path}/learners/{dewi.id}"
    assert status_and_code(sari.delete(stranger, json={"reason": "x"})) == (404, "learner_not_found")
    assert status_and_code(sari.put(stranger)) == (404, "learner_not_found")
    assert sari.delete(course.budi_path).status_code == 422
    # A learner who left can be removed too.
    budi.delete(f"{course.path}/enroll")
    assert sari.delete(course.budi_path, json={"reason": "x"}).status_code == 200
    assert status_and_code(budi.post(f"{course.path}/enroll")) == (403, "learner_removed")


def test_a_removal_during_an_event_is_consistent(
    server: Server, shop: Shop, dewi: Person, sari: Person, budi: Person
) -> None:
    """Progress from before the removal stays, later progress is refused."""
    course = dewi.teaches(owner_id=sari.id)
    path = f"/api/courses/{course['id']}"
    budi.post(f"{path}/enroll")
    with ThreadPoolExecutor(2) as pool:
        with shop.meanwhile(server, "SELECT id FROM users WHERE id = %s FOR UPDATE", sari.id) as until_waiting:
            removing = pool.submit(sari.delete, f"{path}/learners/{budi.id}", json={"reason": "x"})
            until_waiting(1)
            writing = pool.submit(budi.post, f"{path}/progress", {"completed": True})
            until_waiting(2)
        assert removing.result().status_code == 200
        assert status_and_code(writing.result()) == (404, "not_enrolled")
    assert shop.value("SELECT COUNT(*) FROM certificates") == 0


def test_a_certificate_is_reissued_with_a_corrected_name(shop: Shop, dewi: Person, sari: Person, budi: Person) -> None:
    set_name(budi, "Budi Santosa")
    course = dewi.teaches(owner_id=sari.id, title="Ekspor kopi")
    old = budi.graduates(course)
    path = f"/api/certificates/{old}"
    first = budi.get(path).json()
    answer = sari.post(f"{path}/reissue", {"learner_name": "Budi Santoso", "reason": "Salah eja"})
    assert answer.status_code == 201, answer.text
    new = answer.json()
    assert (new["valid"], new["learner_name"], new["course_title"]) == (True, "Budi Santoso", "Ekspor kopi")
    assert new["code"] != old and new["issued_at"] == first["issued_at"]
    message = shop.email("budi@example.com", "certificate_reissued").get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Salah eja" in message and f"{shop.url}/certificates/{new['code']}" in message and old in message
    # The old one is no longer valid; only its holder, owner and admins see the new code.
    replaced, seen = budi.get(path).json(), shop.visitor().get(path).json()
    assert (replaced["valid"], replaced["reason"], replaced["replaced_by"]) == (False, "Salah eja", new["code"])
    assert (seen["valid"], seen["reason"], seen["replaced_by"]) == (False, None, None)
    assert status_and_code(budi.get(f"{path}/pdf")) == (410, "certificate_revoked")
    revoked = shop.visitor().get("/api/certificates/revoked").json()["revokedCredentials"]
    assert [old in each["id"] for each in revoked] == [True]
    # Every view of the certificate shows the new one.
    assert budi.get(f"/api/courses/{course['id']}/progress").json()["certificate"]["code"] == new["code"]
    again = budi.post(f"/api/courses/{course['id']}/progress", {"completed": True}).json()
    assert again["certificate"]["code"] == new["code"]
    assert [row["code"] for row in budi.get("/api/certificates").json()["certificates"]] == [new["code"], old]
    assert budi.get(f"/api/certificates/{new['code']}/pdf").status_code == 200
    told_to = sari.get(f"/api/courses/{course['id']}/statements").text
    assert new["code"] in told_to and old not in told_to
    assert status_and_code(sari.post(f"{path}/reissue", {"learner_name": "B", "reason": "x"})) == (
        410,
        "certificate_revoked",
    )
    # A third certificate replaces the second.
    third = dewi.post(f"/api/certificates/{new['code']}/reissue", {"learner_name": "Budi S.", "reason": "Permintaan"})
    assert budi.get(path).json()["replaced_by"] == third.json()["code"]
    kinds = [line["type"] for line in sari.get("/api/users/activities").json()["activities"]]
    assert kinds.count("certificate_reissued") == 1


def test_concurrent_reissues_make_one_certificate(shop: Shop, dewi: Person, sari: Person, budi: Person) -> None:
    code = budi.graduates(dewi.teaches(owner_id=sari.id))
    body = {"learner_name": "Budi Santoso", "reason": "Salah eja"}
    answers = at_once(8, lambda _: sari.post(f"/api/certificates/{code}/reissue", body).status_code)
    assert sorted(answers) == [201] + [410] * 7
    assert shop.value("SELECT COUNT(*) FROM certificates WHERE newest = 1 AND revoked_at IS NULL") == 1


def test_the_owner_reads_the_progress_of_a_learner(dewi: Person, sari: Person, budi: Person) -> None:
    course = dewi.teaches({}, {}, owner_id=sari.id)
    path = f"/api/courses/{course['id']}"
    budi.post(f"{path}/enroll")
    budi.post(f"{path}/progress", {"content_id": course["contents"][0], "completed": True})
    for person in (sari, dewi):
        assert person.get(f"{path}/learners/{budi.id}").json() == budi.get(f"{path}/progress").json()
    assert budi.get(f"{path}/learners/{budi.id}").json()["code"] == "course_not_found"
    assert sari.get(f"{path}/learners/{dewi.id}").json()["code"] == "learner_not_found"


def test_the_owner_finds_learners_by_a_part_of_their_name(shop: Shop, dewi: Person, budi: Person) -> None:
    course = dewi.teaches()
    for person in (budi, dewi):
        person.post(f"/api/courses/{course['id']}/enroll")
    name = shop.value("SELECT name FROM users WHERE id = %s", (budi.id,))

    def found(part: str) -> list[int]:
        answer = dewi.get("/api/analytics/user-progress", params={"course_id": course["id"], "name": part})
        return [learner["user_id"] for learner in answer.json()["learners"]]

    assert found(name[1:].upper()) == [budi.id]
    assert found("%") == []
