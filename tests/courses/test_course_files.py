"""CourseFileStore of courses: upload, download, and the clean-up of unused ones."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import db
import jobs.retention
import queries.courses.files
import queries.system.schema
from domain.media.course_file_store import CourseFileStore, digest_of
from jobs.context import Job
from settings import Database, Settings
from support.app import at_once
from support.people import Person, Shop

MEGABYTE = 1024 * 1024


@pytest.fixture
def course(dewi: Person) -> dict[str, Any]:
    """A course whose second content is a file that is not uploaded yet."""
    made = dewi.teaches()
    answer = dewi.post(
        f"/api/courses/{made['id']}/contents", {"section_id": made["section"], "kind": "file", "title": "Unduhan"}
    )
    return {**made, "path": f"/api/courses/{made['id']}", "file": answer.json()["id"]}


def upload(person: Person, course: dict[str, Any], content: bytes, name: str = "daftar harga.pdf") -> Any:
    return person.put(f"{course['path']}/contents/{course['file']}/file", files={"file": (name, content)})


def test_a_file_is_downloaded_unchanged(shop: Shop, dewi: Person, budi: Person, course: dict[str, Any]) -> None:
    content, path = os.urandom(700_000), f"{course['path']}/contents/{course['file']}/file"
    sent = upload(dewi, course, content, "kursus/daftar harga – ekspor.pdf")
    assert sent.status_code == 200, sent.text
    assert sent.json()["file"] == {"name": "daftar harga – ekspor.pdf", "size": 700_000}
    assert dewi.get(f"{course['path']}/draft/contents/{course['file']}/file").content == content
    assert dewi.get(path).status_code == 404
    assert dewi.post(f"{course['path']}/publish").status_code == 201
    assert budi.get(path).status_code == 404
    shop.rows("INSERT INTO enrolments (user_id, course_id) VALUES (%s, %s)", (budi.id, course["id"]))
    answer = budi.get(path)
    assert (answer.status_code, answer.content) == (200, content)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert "filename*=UTF-8''daftar%20harga%20%E2%80%93%20ekspor.pdf" in disposition
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert "sandbox" in policy and "frame-ancestors 'none'" in policy
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert budi.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    read = budi.get(f"{course['path']}/contents/{course['file']}").json()
    assert read["file"] == sent.json()["file"]


def test_a_range_request_resumes_a_download(dewi: Person, course: dict[str, Any]) -> None:
    content, path = os.urandom(1000), f"{course['path']}/draft/contents/{course['file']}/file"
    upload(dewi, course, content)
    part = dewi.get(path, headers={"Range": "bytes=990-"})
    assert (part.status_code, part.content) == (206, content[990:])
    assert part.headers["Content-Range"] == "bytes 990-999/1000"
    same = {"Range": "bytes=0-9", "If-Range": part.headers["ETag"]}
    assert dewi.get(path, headers=same).content == content[:10]
    upload(dewi, course, content + b"x")
    assert dewi.get(path, headers=same).content == content + b"x"
    for ignored in ("items=0-1", "bytes=abc", "bytes=9-2", "bytes", "bytes=0-1,4-5", "bytes=9" + "9" * 5000 + "-"):
        whole = dewi.get(path, headers={"Range": ignored})
        assert (whole.status_code, len(whole.content)) == (200, 1001), ignored
        assert "Content-Range" not in whole.headers
    beyond = dewi.get(path, headers={"Range": "bytes=5000-"})
    assert (beyond.status_code, beyond.json()["code"]) == (416, "range_not_satisfiable")
    assert beyond.headers["Content-Range"] == "bytes */1001"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x.html", "x.html"),
        ("../../etc/passwd", "passwd"),
        ('a"; filename="b.exe', 'a"; filename="b.exe'),
        ("baris\r\nSet-Cookie: x=1", "barisSet-Cookie: x=1"),
        ("gambar\u202egpj.exe", "gambargpj.exe"),
        ("n" * 300 + ".pdf", "n" * 255),
        ("..", ".."),
    ],
)
def test_file_names_are_escaped_in_headers(dewi: Person, course: dict[str, Any], name: str, expected: str) -> None:
    page = b"<script>alert(1)</script>"
    sent = upload(dewi, course, page, name)
    assert sent.status_code == 200, sent.text
    kept = sent.json()["file"]["name"]
    # The client library encodes some characters its own way.
    assert kept == expected or "%" in kept
    answer = dewi.get(f"{course['path']}/draft/contents/{course['file']}/file")
    assert answer.content == page
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_invalid_uploads_are_refused(dewi: Person, course: dict[str, Any]) -> None:
    path = f"{course['path']}/contents/{course['file']}/file"
    assert upload(dewi, course, b"").json()["errors"][0]["code"] == "file_is_empty"
    large = upload(dewi, course, bytes(25 * MEGABYTE + 1))
    assert (large.status_code, large.json()["errors"][0]["code"]) == (422, "file_too_large")
    assert upload(dewi, course, bytes(26 * MEGABYTE)).status_code == 413
    assert dewi.put(path, {"file": "x"}).status_code == 415
    assert dewi.put(path, files={"other": ("x", b"x")}).status_code == 422
    text = {**course, "file": course["contents"][0]}
    assert upload(dewi, text, b"x").json()["errors"][0]["code"] == "not_for_content_kind"
    assert upload(dewi, {**course, "file": 10**6}, b"x").status_code == 404
    tag = {"If-Match": '"1draft"'}
    assert dewi.put(path, files={"file": ("x", b"x")}, headers=tag).status_code == 412
    assert dewi.get(f"{course['path']}/draft/contents/{course['file']}/file").json()["code"] == "file_not_found"
    assert upload(dewi, course, bytes(25 * MEGABYTE)).status_code == 200


def test_identical_files_are_stored_once_and_are_not_public(shop: Shop, dewi: Person, course: dict[str, Any]) -> None:
    content = os.urandom(100)
    assert {answer.status_code for answer in at_once(6, lambda _: upload(dewi, course, content))} == {200}
    assert shop.value("SELECT COUNT(*) FROM course_files") == 1
    file_id = hashlib.sha256(content).hexdigest()
    for name in (f"{file_id[:2]}/{file_id}", file_id, f"../course-files/{file_id[:2]}/{file_id}"):
        assert shop.visitor().get(f"/uploads/{name}").status_code == 404


# ---- clean-up


@pytest.fixture
def clean_up(empty: Database, tmp_path: Path) -> Callable[[], None]:
    """The hourly clean-up with a database and a directory of this test's own."""
    queries.system.schema.upgrade()
    settings = Settings.from_env({"ENV": "test", "DATA_DIR": str(tmp_path), "JWT_SECRET_KEY": "x", "API_KEY_SALT": "x"})
    job = Job(1, "sweep", {}, None, "w", settings, threading.Event())
    return lambda: jobs.retention.clean_up(job)


def test_unused_files_are_deleted_after_an_hour(clean_up: Callable[[], None], tmp_path: Path) -> None:
    files = CourseFileStore(tmp_path / "course-files")

    def keep(age: str | None) -> str:
        sent = tmp_path / "sent"
        sent.write_bytes(os.urandom(100))
        with sent.open("rb") as stream:
            file = digest_of(stream)
            queries.courses.files.keep(file.id, file.size)
            files.save(file, stream)
        if age:
            db.execute(f"UPDATE course_files SET used_at = UTC_TIMESTAMP(6) - INTERVAL {age} WHERE id = %s", (file.id,))
        return file.id

    young, old, drafted, published, stray = keep(None), keep("61 MINUTE"), keep("1 DAY"), keep("1 DAY"), keep(None)
    db.execute("INSERT INTO users (id, name, username, password_hash) VALUES (1, 'x', 'x', 'x')")
    db.execute("INSERT INTO courses (id, owner_id, title, description) VALUES (1, 1, 'x', '')")
    for n, file_id in ((1, drafted), (2, None)):
        db.execute(
            "INSERT INTO course_contents (id, course_id, position, kind, title, body, move_on, prerequisites, file_id) "
            "VALUES (%s, 1, 1, 'file', 'x', '', 'Completed', '[]', %s)",
            (n, file_id),
        )
    db.execute(
        "INSERT INTO course_versions (id, course_id, number, title, summary, description, description_html, language, "
        "sequential, prerequisites, published_by) VALUES (1, 1, 1, 'x', '', '', '', 'id', 0, '[]', 1)"
    )
    db.execute(
        "INSERT INTO version_contents (version_id, place, content_id, section, section_title, kind, title, body, html, "
        "file_id, required, move_on, prerequisites) VALUES (1, 1, 2, 1, 'x', 'file', 'x', '', '', %s, 1, 'Completed', "
        "'[]')",
        (published,),
    )
    # A crash between row and file leaves one without the other.
    db.execute("DELETE FROM course_files WHERE id = %s", (stray,))
    os.utime(files.path(stray), (1, 1))
    draft = files.path(young).with_name("x.draft")
    draft.write_bytes(b"x")
    os.utime(draft, (1, 1))
    clean_up()
    clean_up()
    left = {path.name for path in files.root.rglob("*") if path.is_file()}
    assert left == {young, drafted, published}
    rows = db.fetch_all("SELECT id FROM course_files")
    assert {row["id"] for row in rows} == {young, drafted, published}
    assert old not in left
