"""Courses: drafts of their authors, and the published versions that everyone reads."""

from __future__ import annotations

from typing import Any

import pytest

from support.app import at_once
from support.database import Server
from support.people import Person, Shop

RIGHT = {"questions": [{"kind": "short", "text": "Ibu kota Aceh?", "accepted": ["Banda Aceh"]}]}


def enrol(shop: Shop, person: Person, course_id: int) -> None:
    shop.rows("INSERT INTO enrolments (user_id, course_id, percent) VALUES (%s, %s, 40)", (person.id, course_id))


def outline(person: Person, course_id: int) -> list[tuple[str, list[str]]]:
    """Return the titles of the draft's sections and contents, and check that positions count from 1."""
    sections = person.get(f"/api/courses/{course_id}/draft").json()["sections"]
    for parts in (sections, *(section["contents"] for section in sections)):
        assert [part["position"] for part in parts] == list(range(1, len(parts) + 1))
    return [(section["title"], [content["title"] for content in section["contents"]]) for section in sections]


# ---- reading


def test_a_published_course_is_public(shop: Shop, dewi: Person, sari: Person) -> None:
    product = sari.offers("Kursus ekspor", 150_000)
    video = {"title": "Video", "kind": "video", "body": "https://youtu.be/x", "minutes": 12, "required": False}
    course = dewi.teaches(
        {"minutes": 5}, video, {"kind": "quiz", "title": "Ujian", "quiz": RIGHT, "prerequisites": []},
        title="Ekspor", summary="Kopi ke luar negeri", description="## Isi\n<b>x</b>", product_id=product,
        owner_id=sari.id,
    )  # fmt: skip
    (found,) = shop.visitor().get("/api/courses").json()["courses"]
    assert found == {
        "id": course["id"], "title": "Ekspor", "summary": "Kopi ke luar negeri", "language": "id", "sequential": False,
        "owner": {"id": sari.id, "name": "sari"}, "open": True, "closed_because": None, "version": 1,
        "published_at": found["published_at"], "sections": 1, "contents": 3, "minutes": 17,
        "product": {"id": product, "name": "Kursus ekspor", "price": 150_000},
        "enrolled": False, "percent": None, "completed_at": None,
    }  # fmt: skip
    shown = shop.visitor().get(f"/api/courses/{course['id']}").json()
    assert {**found, **shown} == shown
    assert shown["description_html"] == "<h2>Isi</h2>\n<p>&lt;b&gt;x&lt;/b&gt;</p>\n"
    (section,) = shown["outline"]
    assert section["title"] == "Bagian 1"
    assert [(each["kind"], each["required"], each["rule"]) for each in section["contents"]] == [
        ("text", True, "Done when you reach its end or mark it as read."),
        ("video", False, "Done when you reach its end or mark it as watched."),
        ("quiz", True, "Done when you score at least 70%."),
    ]
    indonesian = shop.visitor().get(f"/api/courses/{course['id']}", headers={"Accept-Language": "id"}).json()
    assert indonesian["outline"][0]["contents"][2]["rule"] == "Selesai bila nilai Anda paling sedikit 70%."


def test_a_draft_is_visible_to_its_owner_and_admins_only(shop: Shop, dewi: Person, sari: Person, budi: Person) -> None:
    course = dewi.post("/api/courses", {"title": "Rahasia", "owner_id": sari.id}).json()
    path = f"/api/courses/{course['id']}"
    section = sari.post(f"{path}/sections", {"title": "Satu"}).json()["id"]
    content = sari.post(f"{path}/contents", {"section_id": section, "kind": "text", "title": "Awal"}).json()["id"]
    for method, rest, body in (
        ("GET", "", None),
        ("PUT", "", {"title": "x"}),
        ("DELETE", "", None),
        ("GET", "/draft", None),
        ("POST", "/sections", {"title": "x"}),
        ("PUT", f"/sections/{section}", {"title": "x"}),
        ("DELETE", f"/sections/{section}", None),
        ("POST", "/contents", {"section_id": section, "kind": "text", "title": "x"}),
        ("GET", f"/contents/{content}", None),
        ("GET", f"/contents/{content}/file", None),
        ("GET", f"/draft/contents/{content}", None),
        ("GET", f"/draft/contents/{content}/file", None),
        ("PUT", f"/contents/{content}", {"title": "x"}),
        ("DELETE", f"/contents/{content}", None),
        ("PUT", "/outline", {"sections": []}),
        ("POST", "/publish", None),
        ("GET", "/versions", None),
        ("GET", "/versions/1", None),
    ):
        assert budi.call(method, path + rest, body).status_code == 404, (method, rest)
    assert budi.put(f"{path}/contents/{content}/file", files={"file": ("x", b"x")}).status_code == 404
    assert [budi.get("/api/courses?scope=own").json()["total_items"] for budi in (budi, sari)] == [0, 1]
    assert sari.get(path).json()["version"] is None
    assert outline(sari, course["id"]) == [("Satu", ["Awal"])]


def test_lists_by_scope_show_open_own_and_enrolled_courses(
    shop: Shop, dewi: Person, sari: Person, budi: Person
) -> None:
    first, second, hidden = (dewi.teaches(title=title)["id"] for title in ("Satu", "Dua", "Tiga"))
    dewi.put(f"/api/courses/{hidden}", {"listed": False})
    draft = dewi.post("/api/courses", {"title": "Draf", "owner_id": sari.id}).json()["id"]
    enrol(shop, budi, first)
    enrol(shop, budi, hidden)

    def ids(person: Person, **query: Any) -> list[int]:
        return [course["id"] for course in person.get("/api/courses", params=query).json()["courses"]]

    assert ids(shop.visitor()) == ids(budi) == [second, first]
    assert ids(budi, scope="enrolled") == [hidden, first]
    assert ids(sari, scope="own") == [draft]
    assert ids(dewi, scope="all") == [draft, hidden, second, first]
    assert [each["percent"] for each in budi.get("/api/courses").json()["courses"]] == [None, 40]
    page = dewi.get("/api/courses?scope=all&per_page=3").json()
    assert (page["total_items"], page["total_pages"], page["has_next"]) == (4, 2, True)
    assert ids(dewi, scope="all", per_page=3, page=2) == [first]
    assert ids(dewi, scope="all", per_page=3, cursor=page["next_cursor"]) == [first]
    assert ids(budi, scope="enrolled", per_page=1, cursor="") == [hidden]
    assert shop.visitor().get("/api/courses?scope=own").status_code == 401
    assert budi.get("/api/courses?scope=all").status_code == 403
    assert budi.get("/api/courses?cursor=x").status_code == 422


def test_a_closed_course_stays_visible_to_its_learners(shop: Shop, dewi: Person, budi: Person) -> None:
    wayan = shop.person("wayan")
    course = dewi.teaches()
    path, content = f"/api/courses/{course['id']}", course["contents"][0]
    enrol(shop, budi, course["id"])
    assert wayan.get(path).status_code == 200
    answer = wayan.get(f"{path}/contents/{content}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_enrolled")
    dewi.put(path, {"listed": False})
    assert [person.get(path).status_code for person in (wayan, budi, dewi)] == [404, 200, 200]
    assert budi.get(f"{path}/contents/{content}").json()["body"] == "Isi."
    assert dewi.delete(path).status_code == 200
    assert [person.get(path).status_code for person in (wayan, budi, dewi)] == [404, 200, 404]
    assert budi.get(f"{path}/contents/{content}").status_code == 200
    assert [dewi.get(f"{path}/draft").status_code, dewi.delete(path).status_code] == [404, 404]
    shop.rows("UPDATE enrolments SET left_at = UTC_TIMESTAMP(6), removed_at = UTC_TIMESTAMP(6)")
    assert budi.get(path).status_code == 404


def test_a_course_supports_conditional_requests(shop: Shop, dewi: Person, budi: Person, sari: Person) -> None:
    product = sari.offers(price=1000)
    path = f"/api/courses/{dewi.teaches(product_id=product)['id']}"
    seen = {budi.get(path).headers["ETag"]}
    assert budi.get(path, headers={"If-None-Match": min(seen)}).status_code == 304
    dewi.put(path, {"title": "Draf"})
    assert budi.get(path, headers={"If-None-Match": min(seen)}).status_code == 304
    sari.put(f"/api/products/{product}", {"price": 2000})
    seen.add(budi.get(path).headers["ETag"])
    dewi.post(f"{path}/publish")
    seen.add(budi.get(path).headers["ETag"])
    enrol(shop, budi, int(path.rsplit("/", 1)[1]))
    seen.add(budi.get(path).headers["ETag"])
    seen.add(budi.get(path, headers={"Accept-Language": "id"}).headers["ETag"])
    assert len(seen) == 5


def test_quiz_answers_are_visible_to_the_author_only(shop: Shop, dewi: Person, budi: Person) -> None:
    course = dewi.teaches({"kind": "quiz", "quiz": RIGHT})
    path, content = f"/api/courses/{course['id']}", course["contents"][0]
    enrol(shop, budi, course["id"])
    for person in (budi, dewi):
        answer = person.get(f"{path}/contents/{content}")
        assert (answer.status_code, answer.json()["body"], answer.json()["html"]) == (200, "", "")
        assert "Aceh" not in answer.text + person.get(path).text
    assert "Banda Aceh" in dewi.get(f"{path}/draft/contents/{content}").text


# ---- writing


def test_only_admins_create_courses_and_change_their_owner(shop: Shop, dewi: Person, sari: Person) -> None:
    assert sari.post("/api/courses", {"title": "Punya Sari"}).status_code == 403
    course = dewi.post("/api/courses", {"title": "Kopi", "owner_id": sari.id}).json()
    path = f"/api/courses/{course['id']}"
    assert course["owner_id"] == sari.id
    assert sari.put(path, {"title": "Teh"}).json()["title"] == "Teh"
    assert sari.put(path, {"owner_id": dewi.id}).status_code == 403
    assert dewi.put(path, {"owner_id": 10**6}).json()["errors"][0]["code"] == "unknown_user"
    assert dewi.put(path, {"owner_id": dewi.id}).status_code == 200
    assert sari.put(path, {"title": "Lagi"}).status_code == 404
    assert dewi.post("/api/courses", {"title": "x", "owner_id": 10**6}).json()["errors"][0]["field"] == "owner_id"
    log = [each["type"] for each in sari.get("/api/users/activities").json()["activities"]]
    assert log[0] == "course_changed"


def test_a_course_can_only_use_a_product_of_its_owner(shop: Shop, dewi: Person, sari: Person) -> None:
    tono = shop.person("tono", "seller")
    path = f"/api/courses/{dewi.post('/api/courses', {'title': 'Kopi', 'owner_id': sari.id}).json()['id']}"
    own, foreign, gone = sari.offers(), tono.offers(), sari.offers()
    sari.delete(f"/api/products/{gone}")
    assert sari.put(path, {"product_id": own}).json()["product_id"] == own
    for product, code in ((foreign, "product_not_owned"), (gone, "unknown_product"), (10**6, "unknown_product")):
        answer = sari.put(path, {"product_id": product})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)
    assert dewi.put(path, {"product_id": foreign}).json()["product_id"] == foreign
    assert sari.put(path, {"product_id": None}).json()["product_id"] is None


def test_a_former_seller_sells_no_more_courses(shop: Shop, dewi: Person, sari: Person) -> None:
    path = f"/api/courses/{dewi.post('/api/courses', {'title': 'Kopi', 'owner_id': sari.id}).json()['id']}"
    product = sari.offers()
    assert dewi.patch(f"/api/users/{sari.id}", {"roles": ["buyer"]}).status_code == 200
    answer = sari.put(path, {"product_id": product})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "product_not_owned")
    assert shop.value("SELECT stocked FROM products WHERE id = %s", (product,)) == 1
    assert sari.put(path, {"title": "Teh"}).status_code == 200
    assert dewi.put(path, {"product_id": product}).status_code == 200


def test_a_former_admin_keeps_only_own_courses_until_they_get_another_owner(shop: Shop, dewi: Person) -> None:
    """The course belongs to its author, whatever their roles."""
    ratna, course = shop.person("ratna", "admin"), dewi.teaches()
    own = ratna.teaches()
    path, other = f"/api/courses/{own['id']}", f"/api/courses/{course['id']}"
    assert ratna.put(other, {"title": "Teh"}).status_code == 200
    assert dewi.patch(f"/api/users/{ratna.id}", {"roles": ["buyer"]}).status_code == 200
    assert [ratna.put(each, {"title": "Kopi"}).status_code for each in (path, other)] == [200, 404]
    assert [ratna.get(f"{each}/draft").status_code for each in (path, other)] == [200, 404]
    for method, where, body in (
        ("POST", "/api/courses", {"title": "x"}),
        ("PUT", path, {"owner_id": ratna.id}),
        ("POST", f"{path}/restore", None),
        ("GET", "/api/courses?scope=all", None),
    ):
        assert ratna.call(method, where, body).status_code == 403, where
    assert dewi.put(path, {"owner_id": dewi.id}).status_code == 200
    for method, rest, body in (
        ("PUT", "", {"title": "x"}),
        ("GET", "/draft", None),
        ("POST", "/publish", None),
        ("DELETE", "", None),
        ("GET", f"/learners/{dewi.id}", None),
        ("DELETE", f"/learners/{dewi.id}", {"reason": "x"}),
    ):
        assert ratna.call(method, path + rest, body).status_code == 404, (method, rest)


def test_prerequisite_courses_must_exist_and_be_allowed(dewi: Person, sari: Person) -> None:
    own = dewi.post("/api/courses", {"title": "Kopi", "owner_id": sari.id}).json()["id"]
    foreign, published = dewi.post("/api/courses", {"title": "Draf"}).json()["id"], dewi.teaches()["id"]
    path = f"/api/courses/{own}"
    assert sari.put(path, {"prerequisites": [published, published]}).json()["prerequisites"] == [published]
    for required in (own, foreign, 10**6):
        answer = sari.put(path, {"prerequisites": [required]})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown_course")
    assert dewi.put(path, {"prerequisites": [foreign]}).json()["prerequisites"] == [foreign]


def test_a_concurrent_edit_fails_with_a_version_conflict(dewi: Person) -> None:
    course = dewi.teaches()
    path = f"/api/courses/{course['id']}"
    tag = dewi.get(f"{path}/draft").headers["ETag"]
    assert dewi.get(f"{path}/draft", headers={"If-None-Match": tag}).status_code == 304
    added = dewi.post(f"{path}/sections", {"title": "Dua"}, headers={"If-Match": tag})
    assert added.status_code == 201
    section, content = added.json()["id"], course["contents"][0]
    for method, rest, body in (
        ("PUT", "", {"title": "x"}),
        ("DELETE", "", None),
        ("POST", "/sections", {"title": "x"}),
        ("PUT", f"/sections/{section}", {"title": "x"}),
        ("DELETE", f"/sections/{section}", None),
        ("POST", "/contents", {"section_id": section, "kind": "text", "title": "x"}),
        ("PUT", f"/contents/{content}", {"title": "x"}),
        ("DELETE", f"/contents/{content}", None),
        ("PUT", "/outline", {"sections": []}),
        ("POST", "/publish", None),
    ):
        answer = dewi.call(method, path + rest, body, headers={"If-Match": tag})
        assert (answer.status_code, answer.json()["code"]) == (412, "version_conflict"), (method, rest)
    # Each response has the ETag for the next write, including that of a deletion.
    tag = added.headers["ETag"]
    for method, rest, body in (
        ("PUT", f"/sections/{section}", {"title": "Tiga"}),
        ("POST", "/contents", {"section_id": section, "kind": "text", "title": "x"}),
        ("PUT", f"/contents/{content}", {"title": "x"}),
        ("DELETE", f"/sections/{section}", None),
        ("PUT", "/outline", {"sections": [{"id": course["section"], "contents": [content]}]}),
        ("PUT", "", {"title": "x"}),
    ):
        answer = dewi.call(method, path + rest, body, headers={"If-Match": tag})
        assert answer.status_code in (200, 201), (method, rest, answer.text)
        assert answer.headers["ETag"] != tag
        tag = answer.headers["ETag"]
        if method != "DELETE" and rest != "/outline":
            # The version in the body works as well.
            assert tag == f'"{answer.json()["revision"]}draft"'
            tag = f'"{answer.json()["revision"]}"'
    tag = f'"{dewi.get(f"{path}/draft").json()["revision"]}"'
    assert dewi.post(f"{path}/publish", headers={"If-Match": tag}).status_code == 201


def test_sections_and_contents_keep_their_positions(dewi: Person) -> None:
    path = f"/api/courses/{dewi.post('/api/courses', {'title': 'Kopi'}).json()['id']}"
    number = int(path.rsplit("/", 1)[1])
    sections = [dewi.post(f"{path}/sections", {"title": title}).json()["id"] for title in "ABC"]
    dewi.post(f"{path}/sections", {"title": "Awal", "position": 1})
    assert [title for title, _ in outline(dewi, number)] == ["Awal", "A", "B", "C"]
    dewi.put(f"{path}/sections/{sections[2]}", {"position": 2})
    dewi.put(f"{path}/sections/{sections[0]}", {"position": 99})
    assert [title for title, _ in outline(dewi, number)] == ["Awal", "C", "B", "A"]

    def add(section: int, title: str, **fields: Any) -> int:
        body = {"section_id": section, "kind": "text", "title": title, **fields}
        return int(dewi.post(f"{path}/contents", body).json()["id"])

    one, two, three = (add(sections[0], title) for title in "123")
    add(sections[0], "0", position=1)
    assert outline(dewi, number)[3] == ("A", ["0", "1", "2", "3"])
    dewi.put(f"{path}/contents/{three}", {"position": 2})
    dewi.put(f"{path}/contents/{one}", {"section_id": sections[1]})
    dewi.put(f"{path}/contents/{two}", {"section_id": sections[1], "position": 1, "title": "II"})
    assert outline(dewi, number)[2:] == [("B", ["II", "1"]), ("A", ["0", "3"])]
    dewi.delete(f"{path}/contents/{two}")
    assert dewi.delete(f"{path}/contents/{two}").status_code == 404
    dewi.delete(f"{path}/sections/{sections[0]}")
    assert outline(dewi, number) == [("Awal", []), ("C", []), ("B", ["1"])]
    removed = dewi.get(f"{path}/draft").json()["removed"]
    assert sorted(content["title"] for content in removed) == ["0", "3", "II"]
    dewi.put(f"{path}/contents/{two}", {"section_id": sections[2]})
    assert outline(dewi, number)[1] == ("C", ["II"])


def test_the_outline_is_reordered_at_once(dewi: Person) -> None:
    course = dewi.teaches({"title": "1"}, {"title": "2"}, {"title": "3"})
    path, (one, two, three) = f"/api/courses/{course['id']}", course["contents"]
    first, second = course["section"], dewi.post(f"{path}/sections", {"title": "B"}).json()["id"]
    order = [{"id": second, "contents": [three, one]}, {"id": first, "contents": [two]}]
    assert dewi.put(f"{path}/outline", {"sections": order}).status_code == 200
    assert outline(dewi, course["id"]) == [("B", ["3", "1"]), ("Bagian 1", ["2"])]
    for wrong in (
        [],
        order[:1],
        [order[0], {"id": first, "contents": []}],
        [order[0], {"id": first, "contents": [two, one]}],
        [order[0], order[1], order[1]],
        [order[0], {"id": first, "contents": [10**6]}],
    ):
        answer = dewi.put(f"{path}/outline", {"sections": wrong})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "outline_incomplete")
    assert outline(dewi, course["id"]) == [("B", ["3", "1"]), ("Bagian 1", ["2"])]


def test_concurrent_edits_keep_positions_consistent(shop: Shop, dewi: Person) -> None:
    course = dewi.teaches(*({"title": f"{n}"} for n in range(6)))
    path, ids = f"/api/courses/{course['id']}", course["contents"]
    second = dewi.post(f"{path}/sections", {"title": "B"}).json()["id"]
    orders = [
        [{"id": second, "contents": ids[:3]}, {"id": course["section"], "contents": ids[3:]}],
        [{"id": course["section"], "contents": ids[::-1]}, {"id": second, "contents": []}],
    ]

    def act(number: int) -> None:
        for turn in range(6):
            if number < 2:
                answer = dewi.put(f"{path}/outline", {"sections": orders[(number + turn) % 2]})
            elif number == 4:
                answer = dewi.post(f"{path}/publish")
            elif number == 2:
                answer = dewi.put(f"{path}/contents/{ids[turn]}", {"section_id": second, "position": 1})
            else:
                body = {"section_id": second, "kind": "text", "title": "baru", "body": "x", "position": 1}
                new = dewi.post(f"{path}/contents", body).json()["id"]
                answer = dewi.delete(f"{path}/contents/{new}")
            # An outline that lacks another author's content is refused completely.
            assert answer.status_code in (200, 201, 422), answer.text

    at_once(5, act)
    titles = [title for _, contents in outline(dewi, course["id"]) for title in contents]
    assert sorted(titles) == [f"{n}" for n in range(6)]
    positions = shop.rows("SELECT section_id, position FROM course_contents WHERE section_id IS NOT NULL")
    assert len({tuple(row.values()) for row in positions}) == 6
    # The published versions were complete too.
    published = shop.rows("SELECT version_id, place, title FROM version_contents ORDER BY version_id, place")
    for version in {row["version_id"] for row in published}:
        parts = [row for row in published if row["version_id"] == version]
        assert [row["place"] for row in parts] == list(range(1, len(parts) + 1))
        assert sorted({row["title"] for row in parts} - {"baru"}) == [f"{n}" for n in range(6)]
        assert len(parts) - [row["title"] for row in parts].count("baru") == 6


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"kind": "video", "body": "javascript:alert(1)"}, "body", "link"),
        ({"kind": "video", "body": "https://u:p@example.com"}, "body", "link"),
        ({"kind": "text", "mastery_score": 50}, "mastery_score", "not_for_content_kind"),
        ({"kind": "text", "quiz": RIGHT}, "quiz", "not_for_content_kind"),
        ({"kind": "quiz", "body": "x"}, "body", "not_for_content_kind"),
        ({"kind": "text", "body": "x" * 200_001}, "body", "string_too_long"),
        ({"kind": "text", "body": "x\x00"}, "body", "text"),
        ({"kind": "game"}, "kind", "literal_error"),
        ({"kind": "text", "move_on": "passed"}, "move_on", "literal_error"),
        ({"kind": "quiz", "mastery_score": 101}, "mastery_score", "less_than_equal"),
        ({"kind": "text", "prerequisites": [10**6]}, "prerequisites", "unknown_content"),
        ({"kind": "text", "section_id": 10**6}, "section_id", "unknown_section"),
        ({"kind": "text", "position": 0}, "position", "greater_than_equal"),
        ({"kind": "text", "file": "x"}, "file", "extra_forbidden"),
    ],
)
def test_invalid_contents_are_refused(dewi: Person, fields: dict[str, Any], field: str, code: str) -> None:
    path = f"/api/courses/{dewi.post('/api/courses', {'title': 'Kopi'}).json()['id']}"
    section = dewi.post(f"{path}/sections", {"title": "A"}).json()["id"]
    answer = dewi.post(f"{path}/contents", {"section_id": section, "title": "x", **fields})
    assert answer.status_code == 422, answer.text
    assert [(each["field"], each["code"]) for each in answer.json()["errors"]] == [(field, code)]
    assert outline(dewi, int(path.rsplit("/", 1)[1])) == [("A", [])]


def test_contents_of_each_kind_are_stored_as_sent(dewi: Person) -> None:
    course = dewi.teaches()
    path = f"/api/courses/{course['id']}"

    def add(kind: str, **fields: Any) -> dict[str, Any]:
        body = {"section_id": course["section"], "kind": kind, "title": kind, **fields}
        answer = dewi.post(f"{path}/contents", body)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    text = add("text", body="**Tebal**", prerequisites=course["contents"], minutes=3)
    assert (text["html"], text["move_on"], text["mastery_score"]) == (
        "<p><strong>Tebal</strong></p>\n", "Completed", None,
    )  # fmt: skip
    assert (text["prerequisites"], text["minutes"], text["position"]) == (course["contents"], 3, 2)
    assert add("video", body="HTTPS://youtu.be/x y")["body"] == "https://youtu.be/x%20y"
    quiz = add("quiz", quiz=RIGHT)
    assert (quiz["move_on"], quiz["mastery_score"], quiz["body"]) == ("Passed", 70, "")
    assert [question["id"] for question in quiz["quiz"]["questions"]] == [1]
    assert add("quiz", move_on="Completed", mastery_score=40)["mastery_score"] == 40
    changed = dewi.put(f"{path}/contents/{quiz['id']}", {"quiz": {"questions": []}, "required": False}).json()
    assert (changed["quiz"]["questions"], changed["required"], changed["mastery_score"]) == ([], False, 70)
    assert dewi.put(f"{path}/contents/{text['id']}", {"quiz": RIGHT}).status_code == 422
    assert dewi.put(f"{path}/contents/{text['id']}", {"body": None}).status_code == 422
    tag = dewi.get(f"{path}/draft/contents/{text['id']}").headers["ETag"]
    same = dewi.get(f"{path}/draft/contents/{text['id']}", headers={"If-None-Match": tag})
    assert same.status_code == 304


def test_sections_and_contents_are_limited(shop: Shop, dewi: Person) -> None:
    course = dewi.teaches()
    path = f"/api/courses/{course['id']}"
    for n in range(2, 101):
        shop.rows("INSERT INTO course_sections (course_id, position, title) VALUES (%s, %s, 'x')", (course["id"], n))
    for n in range(2, 501):
        shop.rows(
            "INSERT INTO course_contents (course_id, section_id, position, kind, title, body, move_on, prerequisites) "
            "VALUES (%s, %s, %s, 'text', 'x', 'x', 'Completed', '[]')",
            (course["id"], course["section"], n),
        )
    answer = dewi.post(f"{path}/sections", {"title": "Seratus satu"})
    assert (answer.status_code, answer.json()["code"]) == (409, "outline_limit_reached")
    one_more = {"section_id": course["section"], "kind": "text", "title": "x"}
    assert dewi.post(f"{path}/contents", one_more).status_code == 409
    assert dewi.post(f"{path}/publish").status_code == 201
    assert dewi.get(path).json()["contents"] == 500
    dewi.delete(f"{path}/contents/{course['contents'][0]}")
    assert dewi.post(f"{path}/contents", one_more).status_code == 201
    back = dewi.put(f"{path}/contents/{course['contents'][0]}", {"section_id": course["section"]})
    assert back.status_code == 409


def test_markdown_that_is_too_complex_is_refused(shop: Shop, server: Server, dewi: Person) -> None:
    """144 KB of such marks took 4 s, for every preview again."""
    complex_text = "> " * 100 + "a\n" + "b\n" * 70_000
    course = dewi.teaches({"body": "Isi."})
    path = f"/api/courses/{course['id']}/contents"
    new = {"section_id": course["section"], "kind": "text", "title": "Baru", "body": complex_text}
    for answer in (dewi.post(path, new), dewi.put(f"{path}/{course['contents'][0]}", {"body": complex_text})):
        assert answer.status_code == 422, answer.text
        assert [(fault["field"], fault["code"]) for fault in answer.json()["errors"]] == [
            ("body", "markdown_too_complex")
        ]
    # It is refused without a lock, so that it delays no other change.
    with shop.meanwhile(server, "SELECT id FROM courses WHERE id = %s FOR UPDATE", course["id"]):
        assert dewi.put(f"{path}/{course['contents'][0]}", {"body": complex_text}).status_code == 422
        assert dewi.post(path, new).status_code == 422
    # A text stored before there was a limit can be read and changed, but not published.
    shop.rows("UPDATE course_contents SET body = %s WHERE id = %s", (complex_text, course["contents"][0]))
    shop.rows("UPDATE courses SET revision = revision + 1 WHERE id = %s", (course["id"],))
    answer = dewi.get(f"/api/courses/{course['id']}/draft/contents/{course['contents'][0]}")
    assert (answer.json()["body"], answer.json()["html"]) == (complex_text, "")
    answer = dewi.post(f"/api/courses/{course['id']}/publish")
    assert [fault["code"] for fault in answer.json()["errors"]] == ["markdown_too_complex"]
    assert dewi.put(f"{path}/{course['contents'][0]}", {"body": "x" * 190_000}).status_code == 200
    assert dewi.post(f"/api/courses/{course['id']}/publish").status_code == 201
