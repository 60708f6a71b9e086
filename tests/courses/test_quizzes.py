"""Quizzes: drawing, grading, and what an attempt shows to its learner."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

import pytest
import requests

from domain.courses.quizzes import Quiz, normalize_answer
from support.app import at_once
from support.people import Person, Shop


def single(*texts: str, correct: int = 0, **fields: Any) -> dict[str, Any]:
    options = [{"text": text, "correct": place == correct} for place, text in enumerate(texts)]
    return {"kind": "single", "text": "Mana?", "options": options, **fields}


def multiple(right: list[str], wrong: list[str], **fields: Any) -> dict[str, Any]:
    options = [{"text": text, "correct": text in right} for text in [*right, *wrong]]
    return {"kind": "multiple", "text": "Mana saja?", "options": options, **fields}


def short(*accepted: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "short", "text": "Singkatannya?", "accepted": list(accepted), **fields}


MIXED = Quiz.from_json(
    {"questions": [single("FOB", "CIF"), multiple(["a", "b"], ["c"], points=2), short("Letter of Credit", "L/C")]}
)


@pytest.mark.parametrize(
    ("answers", "score"),
    [
        ({}, 0),
        ({1: [1]}, 25),
        ({1: [2]}, 0),
        ({1: [1, 2]}, 0),
        ({2: [1, 2]}, 50),
        ({2: [2, 1]}, 50),
        ({2: [1]}, 0),
        ({2: [1, 2, 3]}, 0),
        ({3: "  letter  OF credit. "}, 25),
        ({3: "l/c"}, 25),
        ({3: "Ｌ/Ｃ"}, 25),
        ({3: "LC"}, 0),
        ({3: [1]}, 0),
        ({1: "FOB"}, 0),
        ({1: [1], 2: [1, 2], 3: "L/C"}, 100),
        ({1: [1], 2: [1, 2], 99: [1]}, 75),
    ],
)
def test_correct_answers_earn_their_points(answers: dict[int, Any], score: int) -> None:
    assert MIXED.grade(MIXED.draw_questions(Random(1)), answers).score == score


def test_a_score_is_rounded_down_so_that_nobody_passes_by_rounding() -> None:
    quiz = Quiz.from_json({"questions": [single("a", "b") for _ in range(3)]})
    assert quiz.grade(quiz.draw_questions(Random(1)), {1: [1], 2: [1]}).score == 66


def test_an_empty_answer_is_wrong_even_where_the_author_accepts_punctuation() -> None:
    quiz = Quiz.from_json({"questions": [short("?!", "FOB")]})
    assert quiz.grade(quiz.draw_questions(Random(1)), {1: "..."}).score == 0


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        (single("a", "b"), None),
        (single("a"), "too_few_options"),
        (single("a", "b", correct=9), "no_correct_answer"),
        (single(), "no_correct_answer"),
        ({**multiple(["a", "b"], ["c"]), "kind": "single"}, "several_correct_answers"),
        (multiple(["a", "b"], []), None),
        (multiple([], ["c", "d"]), "no_correct_answer"),
        (short("FOB"), None),
        (short(), "no_correct_answer"),
        (short("?"), "no_correct_answer"),
    ],
)
def test_unanswerable_questions_are_found(question: dict[str, Any], fault: str | None) -> None:
    assert Quiz.from_json({"questions": [question]}).find_faults() == ([(1, fault)] if fault else [])


def test_impassable_quizzes_are_found() -> None:
    assert Quiz.from_json({}).find_faults() == [(None, "no_questions")]
    assert Quiz.from_json({"questions": [single("a", "b")], "draw": 2}).find_faults() == [(None, "too_few_questions")]


def test_attempts_draw_and_shuffle_all_questions_over_time() -> None:
    quiz = Quiz.from_json({"questions": [single("a", "b", "c") for _ in range(6)], "draw": 3})
    drawn = [quiz.draw_questions(Random(seed)) for seed in range(100)]
    assert {len(each) for each in drawn} == {3}
    assert all(len({question.question_id for question in each}) == 3 for each in drawn)
    assert {question.question_id for each in drawn for question in each} == set(range(1, 7))
    assert len({tuple(question.question_id for question in each) for each in drawn}) > 50
    assert len({question.option_ids for each in drawn for question in each}) == 6


def test_without_shuffling_the_order_is_kept() -> None:
    quiz = Quiz.from_json({"questions": [single("a", "b", "c") for _ in range(6)], "draw": 4, "shuffle": False})
    for seed in range(20):
        drawn = quiz.draw_questions(Random(seed))
        assert [question.question_id for question in drawn] == sorted(question.question_id for question in drawn)
        assert {question.option_ids for question in drawn} == {(1, 2, 3)}


def test_given_ids_are_kept_and_missing_ones_assigned() -> None:
    quiz = Quiz.from_json({"questions": [single("a", "b"), single("a", "b", id=1), single("a", "b")]})
    assert [question.id for question in quiz.questions] == [2, 1, 3]


def test_short_answers_ignore_case_width_and_outer_punctuation() -> None:
    assert normalize_answer(" Bea  Cukai. ") == normalize_answer("bea cukai")
    assert normalize_answer("ＦＯＢ") == normalize_answer("(fob)!")


QUESTIONS = [
    single("FOB", "CIF", explanation="FOB berakhir di kapal."),
    multiple(["Faktur", "Daftar kemasan"], ["Karcis"], points=2),
    short("L/C"),
]
RIGHT = [
    {"question_id": 1, "options": [1]},
    {"question_id": 2, "options": [1, 2]},
    {"question_id": 3, "text": "l/c"},
]


class Learner(NamedTuple):
    """Budi with a quiz in Dewi's course."""

    budi: Person
    course_id: int
    content_id: int

    @property
    def attempts(self) -> str:
        return f"/api/courses/{self.course_id}/contents/{self.content_id}/attempts"

    def start(self) -> Any:
        answer = self.budi.post(self.attempts)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    def submit(self, attempt: Any, answers: Any) -> Any:
        answer = self.budi.post(f"{self.attempts}/{attempt['id']}/submit", {"answers": answers})
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def enrolled_in_quiz(dewi: Person, budi: Person) -> Callable[..., Learner]:
    """Return a factory of courses with one quiz of given settings, in which Budi is enrolled."""

    def make(**settings: Any) -> Learner:
        quiz = {"questions": QUESTIONS, "shuffle": False, **settings}
        course = dewi.teaches({"kind": "quiz", "title": "Ujian", "quiz": quiz, "mastery_score": 75})
        assert budi.post(f"/api/courses/{course['id']}/enroll").status_code == 201
        return Learner(budi, course["id"], course["contents"][0])

    return make


def test_the_response_to_a_passing_attempt_has_the_completed_course(
    enrolled_in_quiz: Callable[..., Learner],
) -> None:
    learner = enrolled_in_quiz()
    attempt = learner.start()
    assert (attempt["number"], attempt["mastery_score"], attempt["attempts_left"]) == (1, 75, None)
    submitted = learner.submit(attempt, RIGHT)
    assert (submitted["score"], submitted["passed"]) == (100, True)
    assert [question["right"] for question in submitted["questions"]] == [True] * 3
    assert submitted["progress"]["completed"] is True
    assert submitted["progress"]["certificate"]["code"]
    again = learner.submit(attempt, [])
    assert (again["score"], again["progress"]) == (submitted["score"], submitted["progress"])


def test_correct_answers_are_hidden_before_submission(enrolled_in_quiz: Callable[..., Learner], dewi: Person) -> None:
    learner = enrolled_in_quiz()
    place = f"/api/courses/{learner.course_id}"
    seen = [
        learner.budi.get(path).text for path in (place, f"{place}/progress", f"{place}/contents/{learner.content_id}")
    ]
    attempt = learner.start()
    seen += [json.dumps(attempt), learner.budi.get(f"{learner.attempts}/{attempt['id']}").text]
    saved = learner.budi.put(f"{learner.attempts}/{attempt['id']}", {"answers": RIGHT[:1]})
    seen += [saved.text, learner.budi.get(learner.attempts).text]
    for text in seen:
        shown = re.sub(r'"(right|correct_options|accepted|explanation)": ?null', "", text)
        for secret in ("correct", "accepted", "L/C", "berakhir", "right"):
            assert secret not in shown, shown
    assert "berakhir" in dewi.get(f"{place}/draft/contents/{learner.content_id}").text


def test_answers_are_shown_after_a_pass_or_after_the_last_attempt(enrolled_in_quiz: Callable[..., Learner]) -> None:
    learner = enrolled_in_quiz(attempts=2)
    first = learner.submit(learner.start(), [])
    assert (first["passed"], first["attempts_left"], first["questions"][0]["right"]) == (False, 1, False)
    assert first["questions"][0]["correct_options"] is None
    last = learner.submit(learner.start(), [])
    answers = {question["id"]: question for question in last["questions"]}
    assert (answers[1]["correct_options"], answers[1]["explanation"]) == ([1_000_001], "FOB berakhir di kapal.")
    assert answers[3]["accepted"] == ["L/C"]
    refused = learner.budi.post(learner.attempts)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_attempts_left")


def test_an_author_can_hide_the_marks(enrolled_in_quiz: Callable[..., Learner]) -> None:
    learner = enrolled_in_quiz(show_answers=False)
    submitted = learner.submit(learner.start(), RIGHT)
    assert submitted["score"] == 100
    assert {question["right"] for question in submitted["questions"]} == {None}
    assert {question["correct_options"] is None for question in submitted["questions"]} == {True}


def test_the_best_attempt_counts(enrolled_in_quiz: Callable[..., Learner]) -> None:
    learner = enrolled_in_quiz()
    assert learner.submit(learner.start(), RIGHT[1:])["progress"]["contents"][0]["score"] == 75
    worse = learner.submit(learner.start(), [])
    assert (worse["score"], worse["passed"]) == (0, False)
    assert worse["progress"]["contents"][0]["score"] == 75
    assert worse["progress"]["completed"] is True


def test_saved_and_submitted_answers_are_combined(enrolled_in_quiz: Callable[..., Learner]) -> None:
    learner = enrolled_in_quiz()
    attempt = learner.start()
    learner.budi.put(f"{learner.attempts}/{attempt['id']}", {"answers": RIGHT[:2]})
    again = learner.start()
    assert again["id"] == attempt["id"]
    assert [chosen(question) for question in sorted(again["questions"], key=lambda each: each["id"])] == [
        ["FOB"],
        ["Daftar kemasan", "Faktur"],
        [],
    ]
    assert learner.submit(attempt, RIGHT[2:])["score"] == 100


def chosen(question: dict[str, Any]) -> list[str]:
    """Return the texts of the chosen options, by their ids in the attempt."""
    ids = (question["answer"] or {}).get("options") or []
    return sorted(option["text"] for option in question["options"] if option["id"] in ids)


def test_option_ids_do_not_reveal_the_authors_order(shop: Shop, enrolled_in_quiz: Callable[..., Learner]) -> None:
    """An author who writes the correct option first would give it away."""
    learner = enrolled_in_quiz(shuffle=True)
    orders = set()
    for _ in range(12):
        attempt = learner.start()
        question = next(each for each in attempt["questions"] if each["id"] == 1)
        assert [option["id"] for option in question["options"]] == [1_000_001, 1_000_002]
        orders.add(tuple(option["text"] for option in question["options"]))
        right = {option["text"]: option["id"] for option in question["options"]}["FOB"]
        guess = {"answers": [{"question_id": 1, "options": [1]}]}
        refused = learner.budi.put(f"{learner.attempts}/{attempt['id']}", guess)
        assert refused.json()["errors"][0]["code"] == "unknown_option"
        done = learner.submit(attempt, [{"question_id": 1, "options": [right]}, RIGHT[2]])
        (shown,) = [each for each in done["questions"] if each["id"] == 1]
        assert (done["score"], shown["answer"]["options"], shown["correct_options"]) == (50, [right], None)
    assert len(orders) == 2


def test_simultaneous_requests_start_one_attempt(enrolled_in_quiz: Callable[..., Learner]) -> None:
    learner = enrolled_in_quiz(attempts=1)
    answers = at_once(8, lambda _: post_attempt(learner))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1


def post_attempt(learner: Learner) -> requests.Response:
    headers = {"Authorization": f"Bearer {learner.budi.token}"}
    return requests.post(learner.budi.shop.url + learner.attempts, headers=headers, timeout=30)


def test_an_expired_attempt_counts_with_its_saved_answers(shop: Shop, enrolled_in_quiz: Callable[..., Learner]) -> None:
    learner = enrolled_in_quiz(minutes=10, attempts=3)
    attempt = learner.start()
    path = f"{learner.attempts}/{attempt['id']}"
    learner.budi.put(path, {"answers": RIGHT[1:]})
    late = "UPDATE quiz_attempts SET expires_at = expires_at - INTERVAL 11 MINUTE WHERE submitted_at IS NULL"
    shop.rows(late)
    refused = learner.budi.put(path, {"answers": RIGHT})
    assert (refused.status_code, refused.json()["code"]) == (409, "attempt_ended")
    submitted = learner.submit(attempt, RIGHT)
    assert (submitted["score"], submitted["submitted_at"]) == (75, submitted["expires_at"])
    # The answer says which of these answers came too late, and so does a retry.
    assert submitted["ignored_answers"] == learner.submit(attempt, RIGHT)["ignored_answers"] == [1]
    assert learner.submit(attempt, RIGHT[1:])["ignored_answers"] == []
    learner.start()
    shop.rows(late)
    assert learner.start()["number"] == 3
    heads = learner.budi.get(learner.attempts).json()["attempts"]
    assert [(head["number"], head["score"]) for head in heads] == [(3, None), (2, 0), (1, 75)]


def test_the_last_attempt_counts_when_it_expires(shop: Shop, enrolled_in_quiz: Callable[..., Learner]) -> None:
    learner = enrolled_in_quiz(minutes=10, attempts=1)
    learner.budi.put(f"{learner.attempts}/{learner.start()['id']}", {"answers": RIGHT})
    shop.rows("UPDATE quiz_attempts SET expires_at = expires_at - INTERVAL 11 MINUTE")
    refused = learner.budi.post(learner.attempts)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_attempts_left")
    (head,) = learner.budi.get(learner.attempts).json()["attempts"]
    assert (head["score"], head["passed"]) == (100, True)
    assert learner.budi.get(f"/api/courses/{learner.course_id}/progress").json()["completed"] is True


@pytest.mark.parametrize("reading", ["attempt", "attempts", "progress"])
def test_reading_submits_an_attempt_whose_time_has_ended(
    shop: Shop, dewi: Person, enrolled_in_quiz: Callable[..., Learner], reading: str
) -> None:
    learner = enrolled_in_quiz(minutes=10)
    attempt = learner.start()
    one = f"{learner.attempts}/{attempt['id']}"
    course = f"/api/courses/{learner.course_id}"
    path = {"attempt": one, "attempts": learner.attempts, "progress": f"{course}/progress"}[reading]
    learner.budi.put(one, {"answers": RIGHT})
    # Late answers are still accepted.
    shop.rows("UPDATE quiz_attempts SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 20 SECOND")
    learner.budi.get(path)
    assert learner.budi.put(one, {"answers": RIGHT}).status_code == 200
    shop.rows("UPDATE quiz_attempts SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 31 SECOND")
    # The owner may still extend it, and others see nothing.
    before = shop.rows("SELECT * FROM quiz_attempts")
    of_budi = f"{course}/learners/{learner.budi.id}/contents/{learner.content_id}/attempts"
    assert dewi.get(f"{of_budi}/{attempt['id']}").status_code == dewi.get(of_budi).status_code == 200
    assert shop.person("rina").get(path).status_code == 404
    assert shop.rows("SELECT * FROM quiz_attempts") == before

    at_once(6, lambda _: get(learner, path))
    (row,) = shop.rows("SELECT * FROM quiz_attempts WHERE number = 1")
    assert (row["score"], row["passed"], row["submitted_at"]) == (100, 1, row["expires_at"])
    progress = learner.budi.get(f"{course}/progress").json()
    assert progress["completed"] and progress["certificate"]
    for kind in ("quiz_submitted", "course_completed"):
        assert shop.value("SELECT COUNT(*) FROM activities WHERE type = %s", (kind,)) == 1
    submitted = learner.budi.get(one).json()
    assert (submitted["passed"], submitted["questions"][0]["right"]) == (True, True)
    assert learner.submit(attempt, RIGHT)["score"] == 100


def get(learner: Learner, path: str) -> None:
    headers = {"Authorization": f"Bearer {learner.budi.token}"}
    answer = requests.get(learner.budi.shop.url + path, headers=headers, timeout=30)
    assert answer.status_code == 200, answer.text


def test_a_question_is_answered_once_in_a_call(enrolled_in_quiz: Callable[..., Learner]) -> None:
    learner = enrolled_in_quiz()
    path = f"{learner.attempts}/{learner.start()['id']}"
    twice = {"answers": [RIGHT[0], RIGHT[2], {"question_id": 3, "text": "CIF"}]}
    for refused in (learner.budi.put(path, twice), learner.budi.post(f"{path}/submit", twice)):
        assert refused.status_code == 422
        (fault,) = refused.json()["errors"]
        assert (fault["field"], fault["code"]) == ("answers", "question_repeated")
        assert fault["msg"] == "Question 3 is answered more than once."
    assert learner.budi.get(path).json()["questions"][0]["answer"] is None


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"question_id": 9, "options": [1]}, "unknown_question"),
        ({"question_id": 1, "options": [7]}, "unknown_option"),
        ({"question_id": 1, "options": [1, 2]}, "single_option_only"),
        ({"question_id": 1, "text": "FOB"}, "wrong_answer_kind"),
        ({"question_id": 3, "options": [1]}, "wrong_answer_kind"),
        ({"question_id": 1}, "one_of"),
        ({"question_id": 1, "options": [1], "text": "FOB"}, "one_of"),
        ({"question_id": "1", "options": [1]}, "int_type"),
    ],
)
def test_an_invalid_answer_changes_nothing(
    enrolled_in_quiz: Callable[..., Learner], answer: dict[str, Any], code: str
) -> None:
    learner = enrolled_in_quiz()
    attempt = learner.start()
    for method, path in (("PUT", ""), ("POST", "/submit")):
        refused = learner.budi.call(method, f"{learner.attempts}/{attempt['id']}{path}", {"answers": [answer]})
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["code"] == code
    assert learner.budi.get(learner.attempts).json()["attempts"][0]["submitted_at"] is None


def test_a_single_choice_with_two_correct_options_is_refused(
    dewi: Person, enrolled_in_quiz: Callable[..., Learner]
) -> None:
    learner = enrolled_in_quiz()
    path = f"/api/courses/{learner.course_id}/contents/{learner.content_id}"
    before = dewi.get(path).json()
    two = {"questions": [single("FOB", "CIF"), {**multiple(["a", "b"], ["c"]), "kind": "single"}]}
    refused = dewi.put(path, {"quiz": two}, headers={"Accept-Language": "id"})
    assert refused.status_code == 422
    (fault,) = refused.json()["errors"]
    assert (fault["field"], fault["code"]) == ("quiz.questions.1", "single_correct_option")
    assert "satu pilihan benar" in fault["msg"]
    assert dewi.get(path).json() == before
    # The correct option may stay open until the course is published.
    assert dewi.put(path, {"quiz": {"questions": [single("FOB", "CIF"), {**single("a", "b"), "options": []}]}}).ok


def test_attempts_are_private_and_only_for_quizzes(
    shop: Shop, dewi: Person, enrolled_in_quiz: Callable[..., Learner]
) -> None:
    learner = enrolled_in_quiz()
    attempt = learner.start()
    rina = shop.person("rina")
    path = f"{learner.attempts}/{attempt['id']}"
    assert rina.get(path).status_code == 404
    rina.post(f"/api/courses/{learner.course_id}/enroll")
    assert rina.get(path).status_code == 404
    assert rina.post(f"{path}/submit", {"answers": RIGHT}).status_code == 404
    text = dewi.teaches({"kind": "text"})
    rina.post(f"/api/courses/{text['id']}/enroll")
    refused = rina.post(f"/api/courses/{text['id']}/contents/{text['contents'][0]}/attempts")
    assert (refused.status_code, refused.json()["code"]) == (404, "content_not_found")


def test_an_attempt_is_graded_by_the_version_it_was_started_in(
    dewi: Person, enrolled_in_quiz: Callable[..., Learner]
) -> None:
    learner = enrolled_in_quiz()
    attempt = learner.start()
    place = f"/api/courses/{learner.course_id}"
    changed = {"quiz": {"questions": [single("CIF", "FOB")]}}
    assert dewi.put(f"{place}/contents/{learner.content_id}", changed).status_code == 200
    assert dewi.post(f"{place}/publish").status_code == 201
    assert learner.submit(attempt, RIGHT)["score"] == 100
    assert len(learner.start()["questions"]) == 1
