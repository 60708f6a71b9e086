"""Courses: written as drafts, published as versions, found and read by everybody who may."""

from __future__ import annotations

from conftest import Person, Shop


def test_a_course_is_written_and_published_and_found(shop: Shop, dewi: Person, budi: Person) -> None:
    course = dewi.teaches({}, {"title": "Video", "kind": "video", "body": "https://youtu.be/x"})
    (found,) = budi.get("/api/courses").json()["courses"]
    assert found["id"] == course["id"] and found["contents"] == 2
    shown = shop.visitor().get(f"/api/courses/{course['id']}").json()
    assert [content["title"] for content in shown["outline"][0]["contents"]] == ["Materi 1", "Video"]
    assert budi.get(f"/api/courses/{course['id']}/contents/{course['contents'][0]}").status_code == 403
    read = dewi.get(f"/api/courses/{course['id']}/contents/{course['contents'][0]}").json()
    assert read["html"] == "<p>Isi.</p>\n"
