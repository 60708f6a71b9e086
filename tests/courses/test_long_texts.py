"""Long texts are rendered in a process of its own, and nobody waits for those of others."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from support.app import wait_until
from support.people import Shop

LONG = "Kopi **Gayo** dari dataran tinggi.\n\n" * 300
RENDERED = "<p>Kopi <strong>Gayo</strong> dari dataran tinggi.</p>\n" * 300


def descendants(pid: int) -> Iterator[int]:
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout
    for child in map(int, listed.split()):
        yield child
        yield from descendants(child)


def helper(shop: Shop) -> int:
    """Return the id of the process that renders."""
    (found,) = (
        pid
        for pid in descendants(shop.app.process.pid)
        if b"domain.courses.rendering.process" in Path(f"/proc/{pid}/cmdline").read_bytes()
    )
    return found


@contextmanager
def stopped(pid: int) -> Iterator[None]:
    """Stop the process, so that all long texts wait."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


class Author:
    """An author with a course, who sends requests from several windows."""

    def __init__(self, shop: Shop, name: str) -> None:
        self.person = shop.person(name, "admin")
        self.course = self.person.teaches()
        self.path = f"/api/courses/{self.course['id']}"
        self.content = f"{self.path}/contents/{self.course['contents'][0]}"

    def preview(self, text: str = LONG) -> requests.Response:
        return self.person.post(f"{self.path}/preview", {"markdown": text})


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(30) as started:
        yield started


def of_status(sent: list[Future[requests.Response]], status: int) -> list[requests.Response]:
    return [each.result() for each in sent if each.done() and each.result().status_code == status]


def test_long_texts_are_rendered_with_low_priority_and_limits(shop: Shop) -> None:
    author = Author(shop, "dewi")
    assert author.preview().json() == {"html": RENDERED}
    pid = helper(shop)
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")")[1].split()
    assert int(fields[16]) == 5
    limits = Path(f"/proc/{pid}/limits").read_text()
    assert not any(
        line.split()[-3] == "unlimited" for line in limits.splitlines() if "cpu" in line or "Max addr" in line
    )
    # The same way: saving, reading, renaming and publishing.
    saved = author.person.put(author.content, {"body": LONG})
    assert (saved.status_code, saved.json()["html"]) == (200, RENDERED)
    assert author.person.put(author.content, {"title": "Baru"}).json()["html"] == RENDERED
    draft = author.content.replace("/contents", "/draft/contents")
    assert author.person.get(draft).json()["html"] == RENDERED
    new = {"section_id": author.course["section"], "kind": "text", "title": "Baru", "body": f"{LONG}{LONG}"}
    assert author.person.post(f"{author.path}/contents", new).json()["html"] == RENDERED * 2
    assert author.person.post(f"{author.path}/publish").json()["version"] == 2
    assert helper(shop) == pid


def test_short_texts_of_many_marks_are_rendered_like_long_ones(shop: Shop, pool: ThreadPoolExecutor) -> None:
    """`![` 2,490 times takes a tenth of a second, and a text of words as long a hundredth."""
    author = Author(shop, "dewi")
    author.preview()
    with stopped(helper(shop)):
        sent = [pool.submit(author.preview, mark * 2_490) for mark in ("![", "[[", "*_")]
        for text in ("Kopi **Gayo**. " * 300, "- Kopi dan teh dari Gayo\n" * 180):
            assert author.preview(text).status_code == 200
        assert not any(each.done() for each in sent)
    assert [each.result().status_code for each in sent] == [200] * 3


def test_nobody_waits_for_the_long_texts_of_others(shop: Shop, pool: ThreadPoolExecutor) -> None:
    authors = [Author(shop, name) for name in ("dewi", "eka", "fajar", "gita")]
    authors[0].preview()
    with stopped(helper(shop)):
        sent = [pool.submit(author.preview) for author in authors for _ in range(5)]
        wait_until(lambda: len(of_status(sent, 429)) == 8)
        # More than the service has threads.
        assert sum(not each.done() for each in sent) == 12
        assert shop.visitor().get("/api/courses").status_code == 200
        assert authors[1].preview("*a*").json() == {"html": "<p><em>a</em></p>\n"}
    assert [each.result().status_code for each in sent].count(200) == 12
    refused = of_status(sent, 429)[0]
    assert (refused.json()["code"], refused.headers["Retry-After"]) == ("rate_limited", "1")


def test_a_save_that_waits_changes_the_draft_once(shop: Shop) -> None:
    author = Author(shop, "dewi")
    revision = shop.value("SELECT revision FROM courses WHERE id = %s", (author.course["id"],))
    keyed = {"Idempotency-Key": "k1"}
    changes: list[tuple[dict[str, Any], dict[str, str]]] = [
        ({"body": LONG}, {}),
        ({"title": "Baru"}, {}),
        ({"title": "Lain"}, keyed),
    ]
    for number, (change, headers) in enumerate(changes, 1):
        match = {"If-Match": f'"{revision + number - 1}draft"'}
        saved = author.person.put(author.content, change, headers=match | headers)
        assert (saved.status_code, saved.headers["ETag"]) == (200, f'"{revision + number}draft"')


def test_an_author_publishes_one_course_at_a_time(shop: Shop, pool: ThreadPoolExecutor) -> None:
    author, other = Author(shop, "dewi"), Author(shop, "eka")
    second = author.person.teaches()
    author.person.put(author.content, {"body": LONG})

    def published() -> requests.Response:
        """Publish the first course when no call for the second one runs."""
        answers: list[requests.Response] = []
        wait_until(lambda: answers.append(author.person.post(f"{author.path}/publish")) or answers[-1].ok)
        return answers[-1]

    with stopped(helper(shop)):
        first = pool.submit(published)
        path = f"/api/courses/{second['id']}/publish"
        wait_until(lambda: author.person.post(path).status_code == 429)
        assert other.person.post(f"{other.path}/publish").status_code == 200
        assert not first.done()
    assert first.result().status_code == 201
    assert author.person.post(path).status_code == 200


def test_a_draft_of_too_much_text_is_refused_before_any_is_rendered(shop: Shop) -> None:
    author = Author(shop, "dewi")
    author.preview()
    for number in range(13):
        new = {"section_id": author.course["section"], "kind": "text", "title": "Baru", "body": f"Isi {number}."}
        content = author.person.post(f"{author.path}/contents", new).json()["id"]
        # As many texts take a minute to be saved.
        body = f"{number} " + "`a` " * 30_000
        shop.rows("UPDATE course_contents SET body = %s WHERE id = %s", (body, content))
    with stopped(helper(shop)):
        answer = author.person.post(f"{author.path}/publish")
    assert (answer.status_code, [fault["code"] for fault in answer.json()["errors"]]) == (422, ["draft_too_long"])


def test_a_text_whose_process_ends_is_a_problem(shop: Shop) -> None:
    author = Author(shop, "dewi")
    author.preview()
    pid = helper(shop)
    # The process fails when it gets the next text.
    resource.prlimit(pid, resource.RLIMIT_CPU, (5, 5))
    answer = author.preview()
    assert (answer.status_code, answer.json()["code"], answer.headers["Retry-After"]) == (503, "busy", "1")
    assert author.preview().json() == {"html": RENDERED}
    assert helper(shop) != pid
    # One that has been killed between two texts is only replaced.
    os.kill(helper(shop), signal.SIGKILL)
    wait_until(lambda: author.preview().status_code == 200)
