"""Benchmark of a learner's writes: `python -m bench.learning` (LEARNERS=50 for a quicker look).

Each learner enrols in a course of 20 contents, records 19 of them and completes the last one, through the query
functions on one connection. The figure is the CPU time of the database server alone, beside that of a transaction with
one bare INSERT in the same run; rounds of both alternate. The driver's time for a bare read by primary key shows how
much slower this machine is than the one that the target was set on.
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
from queries.courses import courses, enrolments, progress
from queries.courses.authoring import draft_contents, draft_sections, publishing
from queries.system import audit
from runtime import embedded_mariadb
from settings import Database

LEARNERS = int(os.environ.get("LEARNERS", "200"))
CONTENTS, ROUNDS, TARGET_MS = 20, 5, 1.0
READ: bare_driver.Statements = [("SELECT id, name, username, email FROM users WHERE id = %s", [7])]


def main() -> None:
    """Create a course and its learners in a temporary database and print the figures."""
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(tempfile.TemporaryDirectory(prefix="finenice-"))
        socket = embedded_mariadb.start(Path(place))
        stack.callback(embedded_mariadb.release)
        stack.callback(db.close)
        db.open(Database(None, 0, "root", "", "", socket))
        queries.system.schema.create_database("finenice")
        db.open(Database(None, 0, "root", "", "finenice", socket))
        audit.configure("a secret of the bench alone")
        queries.system.schema.upgrade()
        bare_driver.connection = db.Connection(db.current(), 0)
        stack.callback(bare_driver.connection.close)
        course_id, contents = make_course()
        learners = make_users(LEARNERS * (ROUNDS + 1))
        measure(course_id, contents, learners)


def make_course() -> tuple[int, list[int]]:
    """Create a published course of one section, and return its id and those of its contents."""
    (owner,) = make_users(1)
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


def make_users(count: int) -> list[int]:
    """Create this many users and return their ids."""
    return [
        db.insert("INSERT INTO users (name, username, password_hash) VALUES ('x', %s, 'x')", (f"u{time.time_ns()}",))
        for _ in range(count)
    ]


def measure(course_id: int, contents: list[int], learners: list[int]) -> None:
    """Print the milliseconds of server CPU by kind of write, as medians of the rounds after a warm-up round."""
    (variable,) = db.fetch_all("SHOW VARIABLES LIKE 'pid_file'")
    server = [int(Path(variable["Value"]).read_text())]

    def cpu(action: Callable[[int], object], users: list[int], each: int = 1) -> float:
        before = cpu_seconds(server)
        for user in users:
            action(user)
        return (cpu_seconds(server) - before) * 1000 / len(users) / each

    def record(user: int, content_ids: list[int], **fields: Any) -> None:
        for content_id in content_ids:
            progress.record(user, course_id, [Event("content_id", content_id, **fields)])

    def insert(user: int) -> None:
        for _ in contents:
            with db.transaction():
                activities.write("sale", 1, "x", user_id=user)

    calls: dict[str, tuple[Callable[[int], object], int]] = {
        "a bare INSERT": (insert, CONTENTS),
        "enrol": (lambda user: enrolments.enrol(user, course_id, False), 1),
        "first write": (lambda user: record(user, contents[:1], completed=True), 1),
        "18 more": (lambda user: record(user, contents[1:-1], completed=True), CONTENTS - 2),
        "finish": (lambda user: record(user, contents[-1:], completed=True), 1),
        "a position, with time": (lambda user: record(user, contents[:5], position=9.5, seconds=30), 5),
        "repeated": (lambda user: record(user, contents[:5], completed=True, recorded_at=EPOCH), 5),
        "read": (lambda user: progress.get(user, course_id), 1),
    }
    figures: dict[str, list[float]] = {name: [] for name in calls}
    reads: list[float] = []
    for turn in range(ROUNDS + 1):
        users = learners[turn * LEARNERS : (turn + 1) * LEARNERS]
        times, seconds = bare_driver.replay(READ, 0.3)
        reads.append(seconds * 1e6 / times)
        for name, (action, each) in calls.items():
            milliseconds = cpu(action, users, each)
            if turn:
                figures[name].append(milliseconds)
    medians = {name: median(found) for name, found in figures.items()}
    writes = (medians["enrol"] + medians["first write"] + 18 * medians["18 more"] + medians["finish"]) / (CONTENTS + 1)
    medians["mean of all writes"] = writes
    insert_ms, slower = medians["a bare INSERT"], median(reads) / REFERENCE_READ_US
    print(f"{LEARNERS} learners a round, {ROUNDS} rounds, {CONTENTS} contents; the driver takes for a bare read")
    print(f"{median(reads):.0f} µs, {slower:.2f} times the {REFERENCE_READ_US} µs of the reference machine")
    print("ms of the server's CPU, medians     beside a bare INSERT     calibrated")
    for name, milliseconds in medians.items():
        print(f"  {name:22}{milliseconds:10.3f}{milliseconds / insert_ms:21.1f}{milliseconds / slower:18.2f}")
    print(f"target for the mean of all writes: {TARGET_MS} ms")


if __name__ == "__main__":
    main()
