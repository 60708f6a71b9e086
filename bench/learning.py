"""What a learner's writes cost the database: `python -m bench.learning` (LEARNERS=50 for a quicker look).

Each learner enrols in a course of 20 contents, tells of 19 of them and finishes with the last, through the query
functions on one connection. The figure is the CPU of the database server alone, beside that of a transaction of one
bare INSERT in the same run; rounds of both take turns. What the driver spends on a bare read by primary key tells how
much slower this machine is than the one that the target was written on.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import db
import queries.system.schema
from bench.request_cost import REFERENCE_READ_US
from bench.tools import bare_driver
from bench.tools.shop import cpu_seconds
from domain.courses.progress import EPOCH, Event
from queries.accounts import activities
from queries.courses import courses, draft_contents, draft_sections, enrolments, progress, publishing
from queries.system import audit
from runtime import embedded_mariadb
from settings import Database

LEARNERS = int(os.environ.get("LEARNERS", "200"))
CONTENTS, ROUNDS, TARGET_MS = 20, 5, 1.0
READ: bare_driver.Statements = [("SELECT id, name, username, email FROM users WHERE id = %s", [7])]


def main() -> None:
    """Makes a course and its learners in a database that is thrown away, and prints the figures."""
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(tempfile.TemporaryDirectory(prefix="finenice-"))
        socket = embedded_mariadb.start(Path(place))
        stack.callback(embedded_mariadb.release)
        stack.callback(db.close)
        db.open(Database(None, 0, "root", "", "", socket))
        queries.system.schema.create_database("finenice")
        db.open(Database(None, 0, "root", "", "finenice", socket))
        audit.use("a secret of the bench alone")
        queries.system.schema.upgrade()
        bare_driver._link = db._Link(db.opened(), 0)
        stack.callback(bare_driver._link.close)
        course_id, contents = make_course()
        learners = make_people(LEARNERS * (ROUNDS + 1))
        measure(course_id, contents, learners)


def make_course() -> tuple[int, list[int]]:
    """A published course of one section, and the ids of its contents."""
    (owner,) = make_people(1)
    fields = {
        "owner_id": owner, "title": "Ekspor kopi", "summary": "", "description": "", "language": "id",
        "sequential": False, "product_id": None, "listed": True, "prerequisites": [],
    }  # fmt: skip
    course_id = courses.add(fields)["id"]
    section = draft_sections.add(course_id, None, "Bagian 1", None)["id"]
    content = {
        "section_id": section, "kind": "text", "title": "Materi", "body": "Isi.", "required": True, "prerequisites": [],
        "position": None,
    }  # fmt: skip
    contents = [draft_contents.add(course_id, None, dict(content))["id"] for _ in range(CONTENTS)]
    publishing.publish(course_id, None, owner)
    return course_id, contents


def make_people(count: int) -> list[int]:
    """The ids of so many new people."""
    return [
        db.insert("INSERT INTO users (name, username, password_hash) VALUES ('x', %s, 'x')", (f"u{time.time_ns()}",))
        for _ in range(count)
    ]


def measure(course_id: int, contents: list[int], learners: list[int]) -> None:
    """Prints ms of the server's CPU by kind of write, as medians of the rounds after one that warms up."""
    (variable,) = db.fetch_all("SHOW VARIABLES LIKE 'pid_file'")
    server = [int(Path(variable["Value"]).read_text())]

    def cpu(action: Callable[[int], object], people: list[int], each: int = 1) -> float:
        before = cpu_seconds(server)
        for person in people:
            action(person)
        return (cpu_seconds(server) - before) * 1000 / len(people) / each

    def tell(person: int, parts: list[int], **told: Any) -> None:
        for content_id in parts:
            progress.record(person, course_id, [Event("content_id", content_id, **told)])

    def insert(person: int) -> None:
        for _ in contents:
            with db.transaction():
                activities.write("sale", 1, "x", user_id=person)

    calls: dict[str, tuple[Callable[[int], object], int]] = {
        "a bare INSERT": (insert, CONTENTS),
        "enrol": (lambda person: enrolments.enrol(person, course_id, False), 1),
        "first write": (lambda person: tell(person, contents[:1], completed=True), 1),
        "18 more": (lambda person: tell(person, contents[1:-1], completed=True), CONTENTS - 2),
        "finish": (lambda person: tell(person, contents[-1:], completed=True), 1),
        "a place, with time": (lambda person: tell(person, contents[:5], position=9.5, seconds=30), 5),
        "told again": (lambda person: tell(person, contents[:5], completed=True, recorded_at=EPOCH), 5),
        "read": (lambda person: progress.get(person, course_id), 1),
    }
    figures: dict[str, list[float]] = {name: [] for name in calls}
    reads: list[float] = []
    for turn in range(ROUNDS + 1):
        people = learners[turn * LEARNERS : (turn + 1) * LEARNERS]
        times, seconds = bare_driver.replay(READ, 0.3)
        reads.append(seconds * 1e6 / times)
        for name, (action, each) in calls.items():
            milliseconds = cpu(action, people, each)
            if turn:
                figures[name].append(milliseconds)
    middle = {name: median(found) for name, found in figures.items()}
    writes = (middle["enrol"] + middle["first write"] + 18 * middle["18 more"] + middle["finish"]) / (CONTENTS + 1)
    middle["a write of the whole"] = writes
    one, slower = middle["a bare INSERT"], median(reads) / REFERENCE_READ_US
    print(f"{LEARNERS} learners a round, {ROUNDS} rounds, {CONTENTS} contents; a bare read takes the driver")
    print(f"{median(reads):.0f} µs, {slower:.2f} times the {REFERENCE_READ_US} µs of the machine of the target")
    print("ms of the server's CPU, medians     beside a bare INSERT     calibrated")
    for name, milliseconds in middle.items():
        print(f"  {name:22}{milliseconds:10.3f}{milliseconds / one:21.1f}{milliseconds / slower:18.2f}")
    print(f"target for a write of the whole: {TARGET_MS} ms")


if __name__ == "__main__":
    main()
