"""Publishing: a draft that nobody could complete is refused with every reason, a valid one becomes a version."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import orjson
import pytest

from domain.courses import MOVE_ON, markdown
from domain.courses.publishing import DraftContent, find_issues
from support.app import at_once, wait_until
from support.database import under_way
from support.people import Person, Shop

RIGHT = {"questions": [{"kind": "short", "text": "Ibu kota Aceh?", "accepted": ["Banda Aceh"]}]}
MUTE = {"questions": [{"kind": "short", "text": "Ibu kota Aceh?"}]}
ONE = {"kind": "single", "text": "x", "options": [{"text": "a", "correct": True}]}
TWO = {"kind": "single", "text": "x", "options": [{"text": "a", "correct": True}, {"text": "b", "correct": True}]}


def text(id: int, *needs: int, **fields: Any) -> DraftContent:
    return draft(id, *needs, **{"kind": "text", "body": "Isi.", **fields})


def quiz(id: int, quiz: dict[str, Any], *needs: int, **fields: Any) -> DraftContent:
    return draft(id, *needs, **{"kind": "quiz", "body": orjson.dumps(quiz).decode(), "move_on": "Passed", **fields})


def draft(id: int, *needs: int, **fields: Any) -> DraftContent:
    values = {"title": f"M{id}", "file_id": None, "required": True, "move_on": "Completed", **fields}
    return DraftContent(id=id, prerequisites=needs, html=markdown.render(values["body"]), **values)


OPTIONAL: Any = {"required": False}
NOTHING: Any = {"move_on": "NotApplicable"}
# The contents, if the course is sequential, and the issues as (code, content, required title).
DRAFTS: dict[str, tuple[list[DraftContent], bool, set[tuple[Any, ...]]]] = {
    "a text": ([text(1)], False, set()),
    "nothing at all": ([], False, {("no_required_content", None)}),
    "nothing that counts": (
        [text(1, **OPTIONAL), text(2, **NOTHING)], False, {("no_required_content", None)},
    ),
    "an empty text": ([text(1, body=" --- ")], False, {("text_empty", 1)}),
    "an empty optional text": ([text(1), text(2, body="", **OPTIONAL)], False, {("text_empty", 2)}),
    "a video": ([draft(1, kind="video", body="https://a/")], False, set()),
    "a video without link": ([draft(1, kind="video", body="")], False, {("video_link_missing", 1)}),
    "a file": ([draft(1, kind="file", body="", file_id="x")], False, set()),
    "a file without file": ([draft(1, kind="file", body="Unduh.")], False, {("file_missing", 1)}),
    "a quiz": ([quiz(1, RIGHT)], False, set()),
    "a quiz that was never written": ([draft(1, kind="quiz", body="")], False, {("no_questions", 1)}),
    "a quiz without questions": ([quiz(1, {"questions": []})], False, {("no_questions", 1)}),
    "a question without answer": ([quiz(1, MUTE)], False, {("no_correct_answer", 1)}),
    "a single choice of two": ([quiz(1, {"questions": [TWO]})], False, {("several_correct_answers", 1)}),
    "no choice": ([quiz(1, {"questions": [ONE]})], False, {("too_few_options", 1)}),
    "too many drawn": ([quiz(1, {**RIGHT, "draw": 2})], False, {("too_few_questions", 1)}),
    "prerequisites in order": ([text(1), text(2, 1), text(3, 1, 2)], True, set()),
    "a later prerequisite": ([text(1, 2), text(2)], False, set()),
    "itself": ([text(1, 1)], False, {("requires_itself", 1, "M1")}),
    "one that was removed": ([text(1, 9)], False, {("requires_removed_content", 1, "Dulu")}),
    "a ring of two": ([text(1, 2), text(2, 1)], False,
        {("prerequisite_cycle", 1, "M2"), ("prerequisite_cycle", 2, "M1")}),
    "a ring of three, and one behind it": (
        [text(1, 3), text(2, 1), text(3, 2), text(4, 3)], False,
        {("prerequisite_cycle", 1, "M3"), ("prerequisite_cycle", 2, "M1"),
         ("prerequisite_cycle", 3, "M2"), ("requires_impossible_content", 4, "M3")},
    ),
    "behind it in a sequential course": ([text(1, 2), text(2)], True, {("requires_later_content", 1, "M2")}),
    "far behind it in a sequential course": (
        [text(1, 3), text(2), text(3)], True, {("requires_later_content", 1, "M3")},
    ),
    "behind an optional one in a sequential course": ([text(1, 2, **OPTIONAL), text(2)], True, set()),
    "behind an optional one that a counting one asks for": (
        [text(1, 3, **OPTIONAL), text(2, 1), text(3)], True,
        {("requires_later_content", 1, "M3"), ("requires_impossible_content", 2, "M1")},
    ),
    "behind it, but with nothing to do": ([text(1, 2), text(2, **NOTHING)], True, set()),
    "with nothing to do, asking for what is behind": ([text(1, 2, **NOTHING), text(2)], True, set()),
    "a ring through one with nothing to do": ([text(1, 2), text(2, 1, **NOTHING)], False, set()),
    "one that is never satisfied": (
        [text(1, body=""), text(2, 1), text(3, 2)], False,
        {("text_empty", 1), ("requires_impossible_content", 2, "M1"), ("requires_impossible_content", 3, "M2")},
    ),
    "everything at once": (
        [text(1, 1, body=""), draft(2, 9, kind="video", body=""), quiz(3, MUTE, 4), text(4, 3)], False,
        {("text_empty", 1), ("requires_itself", 1, "M1"), ("video_link_missing", 2),
         ("requires_removed_content", 2, "Dulu"),
         ("no_correct_answer", 3), ("prerequisite_cycle", 3, "M4"), ("prerequisite_cycle", 4, "M3")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAFTS)
def test_exactly_the_expected_issues_are_found(name: str) -> None:
    contents, sequential, expected = DRAFTS[name]
    found = find_issues(sequential, contents, {9: "Dulu"})
    codes = [(issue.code, issue.content and issue.content.id, issue.words.get("needed")) for issue in found]
    expected = {(*reason, None)[:3] for reason in expected}
    assert set(codes) == expected
    assert len(codes) == len(expected)


@pytest.mark.parametrize("move_on", MOVE_ON)
@pytest.mark.parametrize("kind", ["text", "video", "file", "quiz"])
def test_only_a_quiz_can_be_passed(move_on: Any, kind: Any) -> None:
    body = orjson.dumps(RIGHT).decode() if kind == "quiz" else "https://example.com/"
    found = find_issues(False, [text(1), draft(2, kind=kind, body=body, file_id="x", move_on=move_on)], {})
    refused = kind != "quiz" and move_on in ("Passed", "CompletedAndPassed")
    assert [issue.code for issue in found] == ["cannot_be_passed"] * refused


def test_a_long_course_is_checked_quickly() -> None:
    contents = [text(n, *range(max(1, n - 20), n)) for n in range(1, 501)]
    assert find_issues(True, contents, {}) == []
    assert len(find_issues(True, [text(0, 500), *contents], {})) == 1


def test_all_reasons_are_returned_in_the_authors_language(dewi: Person) -> None:
    path = new_course(dewi)
    section = dewi.post(f"{path}/sections", {"title": "Satu"}).json()["id"]
    first = dewi.post(f"{path}/contents", {"section_id": section, "kind": "text", "title": "Awal"}).json()["id"]
    fields = {"section_id": section, "kind": "video", "title": "Film", "move_on": "Passed", "prerequisites": [first]}
    film = dewi.post(f"{path}/contents", fields).json()["id"]
    answer = dewi.post(f"{path}/publish")
    assert (answer.status_code, answer.json()["code"]) == (409, "course_not_completable")
    assert answer.json()["reasons"] == [
        {"code": "text_empty", "content_id": first, "title": "Awal", "msg": "The text “Awal” is empty."},
        {
            "code": "cannot_be_passed", "content_id": film, "title": "Film",
            "msg": "“Film” must be passed, but only a quiz can be passed.",
        },
        {"code": "video_link_missing", "content_id": film, "title": "Film", "msg": "The video “Film” has no link."},
        {
            "code": "requires_impossible_content", "content_id": film, "title": "Film",
            "msg": "“Film” requires “Awal”, which nobody can complete.",
        },
    ]  # fmt: skip
    indonesian = dewi.post(f"{path}/publish", headers={"Accept-Language": "id"}).json()["reasons"]
    assert indonesian[0]["msg"] == "Teks “Awal” kosong."
    assert dewi.get("/api/courses").json()["courses"] == []


def test_publishing_without_changes_keeps_the_version(shop: Shop, dewi: Person) -> None:
    course = dewi.teaches({}, {"title": "Dua", "prerequisites": []}, description="# Kopi")
    path = f"/api/courses/{course['id']}"
    again = dewi.post(f"{path}/publish")
    assert (again.status_code, again.json()) == (200, {"version": 1, "closed_because": None})
    dewi.put(path, {"listed": False})
    assert dewi.post(f"{path}/publish").status_code == 200
    assert shop.value("SELECT COUNT(*) FROM course_versions") == 1
    for change in (
        lambda: dewi.put(path, {"description": "# Kopi Gayo"}),
        lambda: dewi.put(f"{path}/contents/{course['contents'][0]}", {"body": "ISI."}),
        lambda: dewi.put(f"{path}/contents/{course['contents'][0]}", {"position": 2}),
        lambda: dewi.put(f"{path}/sections/{course['section']}", {"title": "Awal"}),
        lambda: dewi.put(f"{path}/contents/{course['contents'][0]}", {"minutes": 3}),
        lambda: dewi.delete(f"{path}/contents/{course['contents'][0]}"),
    ):
        assert change().status_code == 200
        assert dewi.post(f"{path}/publish?dry_run=true").status_code == 200
        assert dewi.post(f"{path}/publish").status_code == 201
    assert shop.value("SELECT COUNT(*) FROM course_versions") == 7


def test_a_published_version_never_changes(dewi: Person) -> None:
    course = dewi.teaches({"title": "Awal"}, title="Ekspor", description="**Satu**")
    path, content = f"/api/courses/{course['id']}", course["contents"][0]
    first = dewi.get(f"{path}/versions/1").json()
    assert first["description_html"] == "<p><strong>Satu</strong></p>\n"
    dewi.put(path, {"title": "Impor", "description": "Dua"})
    dewi.put(f"{path}/contents/{content}", {"title": "Lain", "body": "Lain."})
    shown = dewi.get(path).json()
    assert (shown["title"], shown["outline"][0]["contents"][0]["title"]) == ("Ekspor", "Awal")
    assert dewi.get(f"{path}/contents/{content}").json()["body"] == "Isi."
    assert dewi.post(f"{path}/publish").json() == {"version": 2, "closed_because": None}
    assert dewi.get(f"{path}/contents/{content}").json()["body"] == "Lain."
    assert dewi.get(f"{path}/versions/1").json() == first
    versions = dewi.get(f"{path}/versions").json()["versions"]
    assert [(each["number"], each["title"]) for each in versions] == [(2, "Impor"), (1, "Ekspor")]
    page = dewi.get(f"{path}/versions?per_page=1").json()
    assert page["versions"] == versions[:1]
    assert dewi.get(f"{path}/versions?per_page=1&cursor={page['next_cursor']}").json()["versions"] == versions[1:]
    assert dewi.get(f"{path}/versions/3").status_code == 404


def test_a_dry_run_publishes_nothing(shop: Shop, dewi: Person) -> None:
    path = new_course(dewi)
    assert [each["code"] for each in dewi.post(f"{path}/publish?dry_run=true").json()["reasons"]] == [
        "no_required_content"
    ]
    section = dewi.post(f"{path}/sections", {"title": "Satu"}).json()["id"]
    dewi.post(f"{path}/contents", {"section_id": section, "kind": "text", "title": "Awal", "body": "Isi."})
    answer = dewi.post(f"{path}/publish?dry_run=true")
    assert (answer.status_code, answer.json()) == (200, {"version": 1, "closed_because": "unpublished"})
    assert shop.value("SELECT COUNT(*) FROM course_versions") == 0


def test_a_removed_prerequisite_blocks_publishing_until_it_is_restored(dewi: Person) -> None:
    course = dewi.teaches({"title": "Awal"}, {})
    path, (first, second) = f"/api/courses/{course['id']}", course["contents"]
    dewi.put(f"{path}/contents/{second}", {"prerequisites": [first]})
    dewi.delete(f"{path}/contents/{first}")
    (reason,) = dewi.post(f"{path}/publish").json()["reasons"]
    assert (reason["code"], reason["content_id"]) == ("requires_removed_content", second)
    assert "“Awal”" in reason["msg"]
    assert [content["id"] for content in dewi.get(f"{path}/draft").json()["removed"]] == [first]
    dewi.put(f"{path}/contents/{first}", {"section_id": course["section"], "position": 1})
    assert dewi.post(f"{path}/publish").status_code == 201


def test_required_courses_must_be_published(dewi: Person) -> None:
    first, unpublished = dewi.teaches(title="Dasar"), new_course(dewi)
    second = dewi.teaches(title="Lanjut", prerequisites=[first["id"]])
    third = dewi.teaches(title="Mahir", prerequisites=[second["id"]])
    (shown,) = dewi.get(f"/api/courses/{second['id']}").json()["prerequisites"]
    assert shown == {"id": first["id"], "title": "Dasar"}
    # Dasar requiring Mahir closes a cycle of three.
    dewi.put(f"/api/courses/{first['id']}", {"prerequisites": [third["id"], int(unpublished.rsplit("/", 1)[1])]})
    reasons = dewi.post(f"/api/courses/{first['id']}/publish").json()["reasons"]
    assert {reason["code"] for reason in reasons} == {"course_cycle", "required_course_not_published"}
    dewi.put(f"/api/courses/{first['id']}", {"prerequisites": []})
    dewi.put(f"/api/courses/{third['id']}", {"summary": "Baru"})
    dewi.delete(f"/api/courses/{second['id']}")
    (reason,) = dewi.post(f"/api/courses/{third['id']}/publish").json()["reasons"]
    assert (reason["code"], reason["content_id"]) == ("required_course_not_published", None)
    assert "Lanjut" in reason["msg"]


def test_two_courses_published_at_once_never_require_each_other(shop: Shop, dewi: Person) -> None:
    # An author publishes one course at a time.
    admins = [dewi, shop.person("eka", "admin")]
    for _ in range(5):
        pair = [dewi.teaches()["id"], dewi.teaches()["id"]]
        for here, there in (pair, pair[::-1]):
            assert dewi.put(f"/api/courses/{here}", {"prerequisites": [there]}).status_code == 200
        answers = at_once(2, lambda n, pair=pair: admins[n].post(f"/api/courses/{pair[n]}/publish").status_code)
        assert sorted(answers) == [201, 409]


def test_concurrent_publications_make_one_version(shop: Shop, dewi: Person) -> None:
    course = dewi.teaches()
    dewi.put(f"/api/courses/{course['id']}", {"title": "Baru"})
    answers = at_once(8, lambda _: dewi.post(f"/api/courses/{course['id']}/publish"))
    # One call at a time: the others may have been refused.
    done = [answer for answer in answers if answer.status_code != 429]
    assert sorted(answer.status_code for answer in done) == [200] * (len(done) - 1) + [201]
    assert {answer.json()["version"] for answer in done} == {2}
    assert shop.value("SELECT COUNT(*) FROM course_versions") == 2


def test_changes_made_while_the_draft_is_rendered_are_published_too(shop: Shop, dewi: Person) -> None:
    course = dewi.teaches()
    path, waiting = f"/api/courses/{course['id']}", (
        "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() "
        "AND info LIKE '%FROM   courses%FOR UPDATE%'"
    )  # fmt: skip
    dewi.put(path, {"title": "Dua"})
    shop.rows("START TRANSACTION")
    with ThreadPoolExecutor(1) as pool:
        try:
            shop.rows("SELECT id FROM courses WHERE id = %s FOR UPDATE", (course["id"],))
            answer = pool.submit(dewi.post, f"{path}/publish")
            wait_until(lambda: under_way(shop.database, waiting))
            shop.rows("UPDATE courses SET title = 'Tiga', revision = revision + 1 WHERE id = %s", (course["id"],))
        finally:
            shop.rows("COMMIT")
        assert answer.result().status_code == 201
    assert dewi.get(path).json()["title"] == "Tiga"


def test_an_author_publishes_a_course_once_at_a_time(shop: Shop, dewi: Person) -> None:
    course = dewi.teaches()
    path, waiting = f"/api/courses/{course['id']}", (
        "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() "
        "AND info LIKE '%FROM   courses%FOR UPDATE%'"
    )  # fmt: skip
    shop.rows("START TRANSACTION")
    with ThreadPoolExecutor(1) as pool:
        try:
            shop.rows("SELECT id FROM courses WHERE id = %s FOR UPDATE", (course["id"],))
            first = pool.submit(dewi.post, f"{path}/publish")
            wait_until(lambda: under_way(shop.database, waiting))
            second = dewi.post(f"{path}/publish")
        finally:
            shop.rows("COMMIT")
        assert (second.status_code, second.json()["code"], second.headers["Retry-After"]) == (429, "rate_limited", "1")
        assert first.result().status_code == 200
    assert dewi.post(f"{path}/publish").status_code == 200


# The most complex text of about 100 kB that a content may have.
COMPLEX = "`a` " * 24_000


def rewrite(author: Person, bodies: dict[int, str]) -> None:
    """Change texts of a draft without the preview that each call would render."""
    for content, body in bodies.items():
        author.shop.rows("UPDATE course_contents SET body = %s WHERE id = %s", (body, content))


def test_a_draft_that_is_refused_is_not_rendered(dewi: Person) -> None:
    """If its texts were rendered first, so many of them would be refused for that."""
    course = dewi.teaches(*[{"kind": "text", "body": "Isi."}] * 12)
    path = f"/api/courses/{course['id']}"
    # The texts differ, because equal ones are rendered once.
    rewrite(dewi, {content: f"{COMPLEX}{content}" for content in course["contents"]})
    film = {"section_id": course["section"], "kind": "video", "title": "Film"}
    film = dewi.post(f"{path}/contents", film).json()["id"]
    assert [reason["code"] for reason in dewi.post(f"{path}/publish").json()["reasons"]] == ["video_link_missing"]
    stale = dewi.post(f"{path}/publish", headers={"If-Match": '"1draft"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "version_conflict")


def test_a_draft_of_much_new_text_is_published_in_parts(dewi: Person) -> None:
    course = dewi.teaches(*[{"kind": "text", "body": "Isi."}] * 12)
    path = f"/api/courses/{course['id']}"
    bodies = {content: f"{COMPLEX}{content}" for content in course["contents"]}
    half = course["contents"][:6]
    rewrite(dewi, bodies)
    refused = dewi.post(f"{path}/publish")
    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    assert error["code"] == "draft_too_long" and error["field"].startswith("contents.")
    for content in half:
        dewi.put(f"{path}/contents/{content}", {"body": "Isi."})
    assert dewi.post(f"{path}/publish").json()["version"] == 2
    rewrite(dewi, {content: bodies[content] for content in half})
    assert dewi.post(f"{path}/publish").json()["version"] == 3
    # Only what is new counts, and what is new in its case alone.
    changed = bodies[half[0]].upper()
    dewi.put(f"{path}/contents/{half[0]}", {"body": changed})
    assert dewi.post(f"{path}/publish").json()["version"] == 4
    dewi.post(f"/api/courses/{course['id']}/enrolments")
    html = dewi.get(f"{path}/contents/{half[0]}").json()["html"]
    assert "<code>A</code>" in html and "<code>a</code>" not in html


def new_course(author: Person) -> str:
    """Return the path of an empty course."""
    return f"/api/courses/{author.post('/api/courses', {'title': 'Baru'}).json()['id']}"


def test_an_author_previews_markdown_as_learners_see_it(dewi: Person, budi: Person) -> None:
    course = dewi.teaches()
    path = f"/api/courses/{course['id']}/preview"
    before = dewi.get(f"/api/courses/{course['id']}/draft").json()
    answer = dewi.post(path, {"markdown": "**Kopi** <script>alert(1)</script>"})
    assert answer.json() == {"html": "<p><strong>Kopi</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n"}
    assert dewi.get(f"/api/courses/{course['id']}/draft").json() == before
    assert budi.post(path, {"markdown": "x"}).json()["code"] == "course_not_found"


def test_publishing_changes_the_etag_of_the_draft(dewi: Person) -> None:
    course = dewi.teaches()
    path = f"/api/courses/{course['id']}"
    dewi.put(path, {"title": "Baru"})
    old = dewi.get(f"{path}/draft")
    assert dewi.post(f"{path}/publish").json()["version"] == 2
    new = dewi.get(f"{path}/draft", headers={"If-None-Match": old.headers["ETag"]})
    assert (old.json()["version"], new.status_code, new.json()["version"]) == (1, 200, 2)
    assert dewi.put(path, {"title": "Lagi"}, headers={"If-Match": new.headers["ETag"]}).status_code == 200
    assert dewi.put(path, {"title": "Lama"}, headers={"If-Match": new.headers["ETag"]}).status_code == 412
