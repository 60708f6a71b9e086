"""Enrolments: enrolling, leaving, purchases and prerequisites."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from support.app import at_once
from support.database import Server
from support.people import Person, Shop


def test_a_learner_enrols_leaves_and_returns_to_their_progress(budi: Person, dewi: Person) -> None:
    course = dewi.teaches({}, {"title": "Harga"})
    path = f"/api/courses/{course['id']}"
    first = budi.post(f"{path}/enroll")
    assert first.status_code == 201
    assert first.json()["percent"] == 0
    assert first.json()["resume"] == {"content_id": course["contents"][0], "position": None}
    assert [content["state"] for content in first.json()["contents"]] == ["open", "open"]
    again = budi.post(f"{path}/enroll")
    assert (again.status_code, again.json()) == (200, first.json())
    assert budi.get(f"{path}/progress").json() == first.json()

    learned = budi.post(f"{path}/progress", {"content_id": course["contents"][0], "completed": True}).json()
    assert budi.delete(f"{path}/enroll").status_code == 204
    assert budi.delete(f"{path}/enroll").status_code == 204
    for answer in (budi.get(f"{path}/progress"), budi.post(f"{path}/progress", {"completed": True})):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_enrolled")
    back = budi.post(f"{path}/enroll")
    assert (back.status_code, back.json()) == (201, learned)
    kinds = [line["type"] for line in budi.get("/api/users/activities").json()["activities"]]
    assert [kind for kind in kinds if kind.startswith("course")] == [
        "course_enrolled",
        "course_left",
        "course_enrolled",
    ]


def test_progress_requires_an_enrolment(budi: Person, dewi: Person) -> None:
    course = dewi.teaches()
    for number in (course["id"], 999_999):
        path = f"/api/courses/{number}"
        for answer in (
            budi.get(f"{path}/progress"),
            budi.post(f"{path}/progress", {"completed": True}),
            budi.delete(f"{path}/enroll"),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "not_enrolled")
    assert budi.post("/api/courses/999999/enroll").json()["code"] == "course_not_found"


def test_fifty_concurrent_requests_make_one_enrolment(shop: Shop, budi: Person, dewi: Person) -> None:
    course = dewi.teaches()
    answers = at_once(50, lambda _: budi.post(f"/api/courses/{course['id']}/enroll").status_code)
    assert sorted(answers) == [200] * 49 + [201]
    assert shop.value("SELECT COUNT(*) AS n FROM enrolments") == 1
    assert shop.value("SELECT COUNT(*) AS n FROM activities WHERE type = 'course_enrolled'") == 1


def test_a_draft_cannot_be_entered_and_its_owner_gets_the_reason(budi: Person, dewi: Person) -> None:
    course = dewi.post("/api/courses", {"title": "Belum jadi"}).json()["id"]
    assert budi.post(f"/api/courses/{course}/enroll").status_code == 404
    refused = dewi.post(f"/api/courses/{course}/enroll")
    assert (refused.status_code, refused.json()["code"]) == (409, "course_not_published")


def test_an_unlisted_course_keeps_its_learners_and_takes_no_new_ones(
    shop: Shop, budi: Person, sari: Person, dewi: Person
) -> None:
    course = dewi.teaches(owner_id=sari.id)
    path = f"/api/courses/{course['id']}"
    budi.post(f"{path}/enroll")
    sari.put(path, {"listed": False})
    tono = shop.person("tono")
    assert tono.post(f"{path}/enroll").json()["code"] == "course_not_found"
    assert budi.post(f"{path}/enroll").status_code == 200
    assert sari.post(f"{path}/enroll").status_code == 201
    assert sari.delete(path).status_code == 200
    assert budi.post(f"{path}/progress", {"completed": True}).json()["completed"]
    budi.delete(f"{path}/enroll")
    # Former learners find a deleted course and may return; others can't.
    assert (budi.get(path).status_code, tono.get(path).status_code) == (200, 404)
    assert budi.post(f"{path}/enroll").status_code == 201
    assert tono.post(f"{path}/enroll").status_code == 404


def test_two_simultaneous_inserts_make_one_enrolment(server: Server, shop: Shop, budi: Person, dewi: Person) -> None:
    path = f"/api/courses/{dewi.teaches()['id']}/enroll"
    with ThreadPoolExecutor(2) as pool:
        # Both have found no enrolment and are about to insert one.
        with shop.meanwhile(server, "SELECT id FROM users WHERE id = %s FOR UPDATE", budi.id) as until_waiting:
            clicks = [pool.submit(budi.post, path) for _ in range(2)]
            until_waiting(2)
        assert sorted(click.result().status_code for click in clicks) == [200, 201]


def test_enrolling_waits_for_a_course_being_hidden(server: Server, shop: Shop, budi: Person, dewi: Person) -> None:
    path = f"/api/courses/{dewi.teaches()['id']}"
    with ThreadPoolExecutor(2) as pool:
        with shop.meanwhile(server, "SELECT id FROM users WHERE id = %s FOR UPDATE", budi.id) as until_waiting:
            entering = pool.submit(budi.post, f"{path}/enroll")
            until_waiting(1)
            # His enrolment is uncommitted, so hiding the course waits for it.
            hiding = pool.submit(dewi.put, path, {"listed": False})
            until_waiting(2)
            assert not hiding.done()
        assert (entering.result().status_code, hiding.result().status_code) == (201, 200)
    assert shop.person("tono").post(f"{path}/enroll").status_code == 404


def test_a_course_opens_after_its_prerequisites(budi: Person, dewi: Person) -> None:
    basics, customs = dewi.teaches(title="Dasar ekspor"), dewi.teaches(title="Bea cukai")
    course = dewi.teaches(title="Ekspor lanjutan", prerequisites=[basics["id"], customs["id"]])
    path = f"/api/courses/{course['id']}/enroll"
    refused = budi.post(path)
    assert (refused.status_code, refused.json()["code"]) == (409, "prerequisites_missing")
    titles = {basics["id"]: "Dasar ekspor", customs["id"]: "Bea cukai"}
    assert refused.json()["missing"] == [{"course_id": number, "title": titles[number]} for number in sorted(titles)]
    assert "Dasar ekspor" in refused.json()["msg"]
    budi.post(f"/api/courses/{basics['id']}/enroll")
    assert len(budi.post(path).json()["missing"]) == 2
    budi.post(f"/api/courses/{basics['id']}/progress", {"completed": True})
    assert [each["course_id"] for each in budi.post(path).json()["missing"]] == [customs["id"]]
    # A course that nobody can enter blocks nobody.
    dewi.delete(f"/api/courses/{customs['id']}")
    assert budi.post(path).status_code == 201
