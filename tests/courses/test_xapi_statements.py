"""xAPI statements: each conforms to the specification and matches what happened."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

import queries.courses.xapi_statements
from queries.courses.reports import Viewer
from support.people import Person, Shop

QUIZ = {
    "kind": "quiz",
    "title": "Ujian",
    "mastery_score": 50,
    "quiz": {"questions": [{"id": 1, "kind": "short", "text": "2 + 2?", "accepted": ["4"]}]},
}
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3,9})?(Z|[+-]\d\d:?\d\d)")
REASON = "https://w3id.org/xapi/cmi5/result/extensions/reason"


def assert_keys(value: dict[str, Any], required: set[str], optional: set[str]) -> None:
    assert isinstance(value, dict) and required <= value.keys() <= required | optional, value


def assert_no_null(value: Any) -> None:
    assert value is not None and value != ""
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        assert_no_null(part)


def assert_language_map(value: dict[str, str]) -> None:
    assert value and all(LANGUAGE.fullmatch(tag) and isinstance(text, str) for tag, text in value.items())


def assert_activity(value: dict[str, Any]) -> None:
    assert_keys(value, {"id"}, {"objectType", "definition"})
    assert value.get("objectType", "Activity") == "Activity" and IRI.fullmatch(value["id"])
    definition = value.get("definition", {})
    assert_keys(definition, set(), {"name", "description", "type", "moreInfo", "extensions"})
    assert IRI.fullmatch(definition.get("type", "x:x"))
    if "name" in definition:
        assert_language_map(definition["name"])


def assert_conforms(statement: Any) -> None:
    """Check the MUSTs of xAPI 1.0.3, part two, for a statement, by section numbers."""

    # 2.2: the properties of a statement and no others, no null; 2.4.1: a UUID in standard form.
    assert_keys(statement, {"id", "actor", "verb", "object"}, {"result", "context", "timestamp", "version"})
    assert_no_null(statement)
    assert str(UUID(statement["id"])) == statement["id"] and UUID(statement["id"]).variant == "specified in RFC 4122"
    # 2.4.2.1 and 2.4.2.3: an agent with exactly one identifier, here an account.
    assert_keys(statement["actor"], {"account"}, {"objectType", "name"})
    assert statement["actor"].get("objectType", "Agent") == "Agent"
    assert_keys(statement["actor"]["account"], {"homePage", "name"}, set())
    assert IRI.fullmatch(statement["actor"]["account"]["homePage"])
    assert isinstance(statement["actor"]["account"]["name"], str)
    # 2.4.3: the verb's IRI and a language map; 2.4.4.1: an activity.
    assert_keys(statement["verb"], {"id"}, {"display"})
    assert IRI.fullmatch(statement["verb"]["id"])
    assert_language_map(statement["verb"]["display"])
    assert_activity(statement["object"])
    # 2.4.5: the result and its score.
    result = statement.get("result", {})
    assert_keys(result, set(), {"score", "success", "completion", "response", "duration", "extensions"})
    assert all(isinstance(result.get(name, True), bool) for name in ("success", "completion"))
    assert all(IRI.fullmatch(name) for name in result.get("extensions", {}))
    if score := result.get("score"):
        assert_keys(score, set(), {"scaled", "raw", "min", "max"})
        assert -1 <= score["scaled"] <= 1 and score["min"] <= score["raw"] <= score["max"]
        assert not any(isinstance(number, bool) for number in score.values())
    # 2.4.6: the context; platform only beside an activity.
    context = statement.get("context", {})
    assert_keys(context, set(), {"registration", "contextActivities", "platform", "language", "revision", "extensions"})
    assert str(UUID(context["registration"])) == context["registration"]
    assert LANGUAGE.fullmatch(context["language"]) and isinstance(context["platform"], str)
    assert_keys(context.get("contextActivities", {}), set(), {"parent", "grouping", "category", "other"})
    for activities in context.get("contextActivities", {}).values():
        assert isinstance(activities, list)
        for each in activities:
            assert_activity(each)
    # 2.4.7 and 4.5: the timestamp; 2.4.10: the version.
    assert MOMENT.fullmatch(statement["timestamp"])
    assert statement["version"] in ("1.0.0", "1.0.1", "1.0.2", "1.0.3")
    # cmi5 9.3 to 9.5: what belongs to its verbs.
    verb = verb_of(statement)
    asked = {"passed": {"success": True}, "failed": {"success": False}, "completed": {"completion": True},
             "waived": {"success": True, "completion": True}}.get(verb, {})  # fmt: skip
    assert asked.items() <= {name: result.get(name) for name in asked}.items()
    assert (verb == "waived") == (REASON in result.get("extensions", {}))
    assert verb not in ("registered", "initialized", "satisfied", "earned") or not result


def verb_of(statement: dict[str, Any]) -> str:
    return str(statement["verb"]["id"].rsplit("/", 1)[1])


def statements(person: Person, course: dict[str, Any], **query: str) -> list[Any]:
    answer = person.get(f"/api/courses/{course['id']}/statements", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Disposition"] == f"attachment; filename=course-{course['id']}-statements.json"
    assert "@" not in answer.text
    found = answer.json()["statements"]
    for statement in found:
        assert_conforms(statement)
    assert len({statement["id"] for statement in found}) == len(found)
    return list(found)


def take_quiz(person: Person, course: dict[str, Any], content_id: int, answer: str) -> None:
    path = f"/api/courses/{course['id']}/contents/{content_id}/attempts"
    attempt = person.post(path).json()
    body = {"answers": [{"question_id": 1, "text": answer}]}
    assert person.post(f"{path}/{attempt['id']}/submit", body).status_code == 200


@pytest.fixture
def course(dewi: Person, budi: Person, sari: Person) -> dict[str, Any]:
    """A course that Budi has completed, and in which Sari has a waiver."""
    course = dewi.teaches({"title": "Incoterms"}, {"title": "L/C"}, QUIZ, title="Ekspor")
    for person in (budi, sari):
        assert person.post(f"/api/courses/{course['id']}/enroll").status_code == 201
    budi.post(f"/api/courses/{course['id']}/progress", {"content_id": course["contents"][0], "completed": True})
    take_quiz(budi, course, course["contents"][2], "5")
    take_quiz(budi, course, course["contents"][2], "4")
    budi.post(f"/api/courses/{course['id']}/progress", {"completed": True})
    waiver = {"content_id": course["contents"][1], "reason": "Sudah mahir"}
    assert dewi.post(f"/api/courses/{course['id']}/learners/{sari.id}/waive", waiver).status_code == 200
    return course


def test_every_activity_has_one_statement_in_order_of_time(
    shop: Shop, dewi: Person, budi: Person, sari: Person, course: dict[str, Any]
) -> None:
    found = statements(dewi, course)
    by_person = {
        person.id: [each for each in found if each["actor"]["account"]["name"] == str(person.id)]
        for person in (budi, sari)
    }
    assert len(found) == sum(map(len, by_person.values()))
    first, second, quiz = (f"{shop.url}/courses/{course['id']}/contents/{content}" for content in course["contents"])
    whole = f"{shop.url}/courses/{course['id']}"
    verbs = Counter((verb_of(each), each["object"]["id"]) for each in by_person[budi.id])
    code = shop.value("SELECT code FROM certificates")
    assert verbs == Counter([
        ("registered", whole), ("completed", whole), ("satisfied", whole),
        ("earned", f"{shop.url}/certificates/{code}"),
        ("initialized", first), ("completed", first), ("initialized", second), ("completed", second),
        ("initialized", quiz), ("failed", quiz), ("completed", quiz), ("passed", quiz),
    ])  # fmt: skip
    of_sari = [(verb_of(each), each["object"]["id"]) for each in by_person[sari.id]]
    assert of_sari == [("registered", whole), ("waived", second)]
    for learner in by_person.values():
        assert [each["timestamp"] for each in learner] == sorted(each["timestamp"] for each in learner)
        assert verb_of(learner[0]) == "registered" and len({each["context"]["registration"] for each in learner}) == 1
    scores = {verb_of(each): each["result"]["score"] for each in found if "score" in each.get("result", {})}
    assert {verb: score["scaled"] for verb, score in scores.items()} == {"failed": 0, "passed": 1}
    (waived,) = [each for each in found if verb_of(each) == "waived"]
    assert waived["result"]["extensions"] == {REASON: "Sudah mahir"}
    (initialized,) = [each for each in found if verb_of(each) == "initialized" and each["object"]["id"] == first]
    assert initialized["object"]["definition"]["name"] == {"id": "Incoterms"}
    assert initialized["context"]["contextActivities"]["parent"][0]["id"] == whole
    (row,) = shop.rows("SELECT * FROM progress WHERE content_id = %s", (course["contents"][0],))
    assert datetime.fromisoformat(initialized["timestamp"]).replace(tzinfo=None) == row["started_at"]


def test_statement_ids_are_stable(shop: Shop, dewi: Person, budi: Person, course: dict[str, Any]) -> None:
    before = {each["id"]: each for each in statements(dewi, course)}
    take_quiz(budi, course, course["contents"][2], "4")
    dewi.put(f"/api/courses/{course['id']}", {"title": "Ekspor kopi"}, headers={"If-Match": "*"})
    assert dewi.post(f"/api/courses/{course['id']}/publish").status_code == 201
    after = {each["id"]: each for each in statements(dewi, course)}
    assert before.keys() == after.keys()
    # The current name of an activity is not part of a statement (xAPI 2.3.1).
    for statements_of in (before, after):
        for each in statements_of.values():
            each["object"].pop("definition")
            each["context"].pop("contextActivities", None)
    assert before == after
    shop.rows("UPDATE certificates SET revoked_at = UTC_TIMESTAMP(6), revoked_by = %s", (dewi.id,))
    left = {each["id"] for each in statements(dewi, course)}
    assert [verb_of(each) for name, each in before.items() if name not in left] == ["earned"]


def test_owners_read_all_statements_and_learners_their_own(
    shop: Shop, dewi: Person, budi: Person, sari: Person, course: dict[str, Any]
) -> None:
    path = f"/api/courses/{course['id']}/statements"
    for person in (budi, sari):
        assert person.get(path).json()["code"] == "course_not_found"
        own = statements(person, course, user="me")
        assert own and {each["actor"]["account"]["name"] for each in own} == {str(person.id)}
    assert statements(dewi, course, user="me") == []
    shop.rows("UPDATE courses SET owner_id = %s", (sari.id,))
    assert len(statements(sari, course)) == len(statements(dewi, course)) == 14
    assert shop.visitor().get(path).status_code == 401
    draft = dewi.post("/api/courses", {"title": "Rahasia"}).json()
    assert budi.get(f"/api/courses/{draft['id']}/statements?user=me").status_code == 404
    assert dewi.get("/api/courses/99999/statements").status_code == 404
    assert budi.get(f"{path}?user=sari").json()["errors"][0]["field"] == "user"
    shop.rows("UPDATE courses SET deleted_at = UTC_TIMESTAMP(6)")
    assert dewi.get(path).status_code == 404
    assert statements(budi, course, user="me")
    assert budi.get("/api/users/activities?type=export").json()["activities"][0]["subject_id"] == course["id"]


def test_statements_are_read_in_batches(
    shop: Shop, dewi: Person, course: dict[str, Any], inside: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        assert shop.person(f"murid{number}").post(f"/api/courses/{course['id']}/enroll").status_code == 201
    expected = statements(dewi, course)
    for size in (1, 2, 7, 8):
        monkeypatch.setattr(queries.courses.xapi_statements, "BATCH_SIZE", size)
        about = queries.courses.xapi_statements.get_course(Viewer(dewi.id, admin=True), course["id"], False, shop.url)
        assert json.loads(json.dumps(list(queries.courses.xapi_statements.iterate_statements(about, None)))) == expected


def test_an_api_key_reads_only_its_owners_statements(
    shop: Shop, dewi: Person, course: dict[str, Any], inside: None
) -> None:
    key = Viewer(dewi.id, admin=True, by_key=True)
    with pytest.raises(Exception, match="course_not_found"):
        queries.courses.xapi_statements.get_course(key, course["id"], False, shop.url)
    assert queries.courses.xapi_statements.get_course(key, course["id"], True, shop.url).id == course["id"]


def test_a_relaxed_rule_passes_with_the_earlier_score(
    shop: Shop, dewi: Person, budi: Person, course: dict[str, Any]
) -> None:
    """Passing without a passing attempt is stated with the best score, and a better score gets its own statement."""
    hour = timedelta(hours=1)
    shop.rows("UPDATE quiz_attempts SET passed = FALSE WHERE score = 100")
    (passed,) = [each for each in statements(dewi, course) if verb_of(each) == "passed"]
    assert passed["result"] == {"success": True, "score": {"scaled": 1, "raw": 100, "min": 0, "max": 100}}
    shop.rows("UPDATE progress SET score = 60, passed_at = passed_at - INTERVAL 1 HOUR WHERE score = 100")
    (earlier,) = [each for each in statements(dewi, course) if verb_of(each) == "passed"]
    assert earlier["id"] != passed["id"] and earlier["result"]["score"]["scaled"] == 0.6
    assert datetime.fromisoformat(passed["timestamp"]) - datetime.fromisoformat(earlier["timestamp"]) == hour
