"""Benchmark of the course reports at a million rows of progress: `python -m bench.course_reports`.

ENROLMENTS=5000 gives a quicker look. One course has two fifths of the learners, the others 50 to 5,000; a learner has a
row of progress for each of 20 contents and about five days of learning. The tables are filled once into BENCH_DIR (kept
between runs if set) and queried like the routes do. Each figure is the time of the query functions on one connection,
without HTTP.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import resource
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import db
import queries.system.schema
from bench.tools import timing
from domain.commerce.days import day
from domain.courses.figures import STATES
from queries.courses import reports, xapi_statements
from queries.courses.reports import LearnerFilter, Viewer
from queries.system import audit
from runtime import embedded_mariadb
from settings import Database

ENROLMENTS = int(os.environ.get("ENROLMENTS", "50000"))
CONTENTS = 20
MEMORY_MB = 1_500
RUNS = 60
NOW = datetime.now(UTC).replace(tzinfo=None)
TABLES = (
    "enrolments",
    "progress",
    "learning_days",
    "content_counts",
    "courses",
    "course_contents",
    "version_contents",
    "users",
)


def main() -> None:
    """Fill the tables if necessary and print the figures."""
    with contextlib.ExitStack() as stack:
        place = os.environ.get("BENCH_DIR") or stack.enter_context(tempfile.TemporaryDirectory(prefix="finenice-"))
        socket = embedded_mariadb.start(Path(place), MEMORY_MB)
        stack.callback(embedded_mariadb.release)
        stack.callback(db.close)
        db.open(Database(None, 0, "root", "", "", socket, timeout_seconds=600))
        queries.system.schema.create_database("finenice")
        db.open(Database(None, 0, "root", "", "finenice", socket, timeout_seconds=600))
        audit.configure("a secret of the bench alone")
        queries.system.schema.upgrade()
        if not db.fetch_value("SELECT COUNT(*) AS n FROM enrolments"):
            fill()
        measure()


def sizes() -> list[int]:
    """Return the number of learners of each course."""
    found = [ENROLMENTS * share // 1000 for share in (400, 100, 80, 60, 50, 40, 30, 30, 20, 20, 20, 20)]
    for size in itertools.cycle((500, 200, 100, 50)):
        if (rest := ENROLMENTS - sum(found)) <= size:
            return [*found, rest]
        found.append(size)
    raise AssertionError("unreachable")


def fill() -> None:
    """Insert courses with their learners, in the order of enrolment."""
    started, rng = time.perf_counter(), random.Random(1)
    courses = list(enumerate(sizes(), 1))
    users = max(size for _, size in courses)
    timing.insert_rows(
        "users (id, name, username, password_hash)", [(n, f"Orang {n}", f"u{n}", "x") for n in range(1, users + 2)]
    )
    columns = "id, owner_id, title, description, version_id"
    timing.insert_rows(f"courses ({columns})", [(n, 1 + n % 7, f"Kursus {n}", "", n) for n, _ in courses])
    timing.insert_rows("course_sections (id, course_id, position, title)", [(n, n, 1, "x") for n, _ in courses])
    contents = [((n - 1) * CONTENTS + place, n, place) for n, _ in courses for place in range(1, CONTENTS + 1)]
    columns = "id, course_id, section_id, position, kind, title, body, move_on, prerequisites"
    timing.insert_rows(
        f"course_contents ({columns})",
        [(id, n, n, place, "text", f"Materi {place}", "x", "Completed", "[]") for id, n, place in contents],
    )
    columns = "id, course_id, number, title, summary, description, description_html, language, sequential"
    timing.insert_rows(
        f"course_versions ({columns}, prerequisites, published_by)",
        [(n, n, 1, f"Kursus {n}", "", "", "", "id", 0, "[]", 1) for n, _ in courses],
    )
    columns = "version_id, place, content_id, section, section_title, kind, title, body, html, required, move_on"
    timing.insert_rows(
        f"version_contents ({columns}, prerequisites)",
        [(n, place, id, 1, "x", "text", f"Materi {place}", "x", "", 1, "Completed", "[]") for id, n, place in contents],
    )
    learners = [(course, user + 2) for course, size in courses for user in range(size)]
    rng.shuffle(learners)
    numbered = list(enumerate(learners, 1))
    for start in range(0, len(numbered), 1000):
        batch = numbered[start : start + 1000]
        with db.transaction():
            _enrol(rng, batch)
        if batch[-1][0] % 10_000 == 0:
            print(f"  {batch[-1][0]:,} learners after {time.perf_counter() - started:.0f} s", flush=True)
    db.execute(
        """
        INSERT INTO content_counts (content_id, started, satisfied, seconds)
        SELECT content_id, COUNT(*), COUNT(satisfied_at), SUM(seconds) FROM progress GROUP BY content_id
        """
    )
    for table in TABLES:
        db.fetch_all(f"ANALYZE TABLE {table}")


def _enrol(rng: random.Random, learners: Iterable[tuple[int, tuple[int, int]]]) -> None:
    enrolments, progress, days = [], [], []
    for enrolment, (course, user) in learners:
        enrolled = NOW - timedelta(days=270 * (ENROLMENTS - enrolment) / ENROLMENTS, seconds=rng.randint(1, 86_400))
        active = sorted(
            moment
            for moment in (enrolled + timedelta(days=rng.expovariate(1 / 20)) for _ in range(rng.randint(1, 9)))
            if moment < NOW
        ) or [enrolled]
        done = min(CONTENTS, int(rng.expovariate(1 / 12)))
        end = active[-1]
        enrolments.append((
            enrolment, user, course, done * 100 // CONTENTS, CONTENTS * 60, enrolled, enrolled, end,
            end if done == CONTENTS else None, course if done == CONTENTS else None,
            end if done < CONTENTS and rng.random() < 0.05 else None,
        ))  # fmt: skip
        first = (course - 1) * CONTENTS + 1
        progress += [
            (enrolment, first + place, 100 if place < done else 10, 60, enrolled, end if place < done else None, end)
            for place in range(CONTENTS)
        ]
        first_day = day(enrolled)
        days += [
            (course, active_day, enrolment, first_day.replace(day=1), (active_day - first_day).days // 7)
            for active_day in sorted({day(moment) for moment in active})
        ]
    columns = "id, user_id, course_id, percent, seconds, enrolled_at, started_at, active_at, completed_at, version_id"
    timing.insert_rows(f"enrolments ({columns}, left_at)", enrolments)
    columns = "enrolment_id, content_id, percent, seconds, started_at, satisfied_at, updated_at"
    timing.insert_rows(f"progress ({columns})", progress)
    timing.insert_rows("learning_days (course_id, day, enrolment_id, cohort, week)", days)


def measure() -> None:
    """Print the time of each call, once the tables are in memory."""
    for table in TABLES:
        db.fetch_value(f"SELECT COUNT(*) AS n FROM {table} FORCE INDEX (PRIMARY)")
    rows = db.fetch_value("SELECT COUNT(*) AS n FROM progress")
    print(f"{rows:,} rows of progress, {MEMORY_MB} MB of buffer pool; milliseconds, target: p95 <= 200")
    admin, stranger, owner = Viewer(1, admin=True), Viewer(9), Viewer(2)
    page = (None, 0, 101, NOW)
    calls: dict[str, Callable[[], Any]] = {
        "a bare statement": lambda: db.fetch_value("SELECT 1 AS one"),
        "course-progress, all courses": lambda: reports.progress(admin, *page),
        "course-progress, all courses, small groups hidden": lambda: reports.progress(stranger, *page),
        "course-progress, the large course": lambda: reports.progress(admin, 1, 0, 1, NOW),
        "course-engagement, all courses": lambda: reports.engagement(admin, *page),
        "course-engagement, the large course": lambda: reports.engagement(admin, 1, 0, 1, NOW),
        "completion-rates, all courses": lambda: reports.completion(admin, *page),
        "completion-rates, all courses by month": lambda: reports.completion_by_month(admin, *page),
        "completion-rates, the large course by month": lambda: reports.completion_by_month(stranger, 1, 0, 1, NOW),
        "cohorts, the large course": lambda: reports.cohorts(admin, 1, NOW),
        "user-progress, anywhere among all": lambda: _learners(admin, LearnerFilter("all")),
        "user-progress, an owner's": lambda: _learners(owner, LearnerFilter("learners")),
        "user-progress, no matches": lambda: _learners(admin, LearnerFilter("all", None, "in_progress", 9999), (0, 0)),
        "user-progress, one's own": lambda: _learners(owner, LearnerFilter("own"), (0, 0)),
    }
    for name, call in calls.items():
        times = [timing.milliseconds(call) for _ in range(RUNS)]
        print(f"  {name:52} {timing.summary(times)}", flush=True)
    started = time.perf_counter()
    learners = sum(1 for _ in reports.iterate_learners(admin, LearnerFilter("all"), NOW))
    print(f"  {learners:,} learners as a file: {time.perf_counter() - started:.1f} s")
    started = time.perf_counter()
    statements = sum(
        1
        for _ in xapi_statements.iterate_statements(
            xapi_statements.get_course(admin, 1, False, "http://127.0.0.1:5000"), None
        )
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"  {statements:,} statements of the large course: {time.perf_counter() - started:.1f} s, {peak} MB peak")
    recount()


def recount() -> None:
    """Recount all rows in Python and print how many courses have a differing figure."""
    started, admin = time.perf_counter(), Viewer(1, admin=True)
    states: dict[int, Counter[str]] = defaultdict(Counter)
    active: dict[int, set[int]] = defaultdict(set)
    contents: dict[int, Counter[str]] = defaultdict(Counter)
    for row in _walk("enrolments", "id"):
        state = "left" if row["left_at"] else "in_progress" if row["started_at"] else "not_started"
        states[row["course_id"]]["completed" if row["completed_at"] else state] += 1
        states[row["course_id"]]["percent"] += row["percent"]
    for row in _walk("learning_days", "enrolment_id"):
        if row["day"] > day(NOW) - timedelta(30):
            active[row["course_id"]].add(row["enrolment_id"])
    for row in _walk("progress", "enrolment_id"):
        contents[row["content_id"]].update(
            started=1, satisfied=int(row["satisfied_at"] is not None), seconds=row["seconds"]
        )
    differ = 0
    for progress in reports.progress(admin, None, 0, 1000, NOW):
        course = progress["course_id"]
        (engaged,) = reports.engagement(admin, course, 0, 1, NOW)
        (rate,) = reports.completion(admin, course, 0, 1, NOW)
        learners = sum(count for state, count in states[course].items() if state != "percent")
        expected = [
            learners, *(states[course][state] for state in STATES), round(states[course]["percent"] / learners, 1),
            len(active[course]), states[course]["completed"],
            [(counts["started"], counts["satisfied"]) for place in range(CONTENTS)
             for counts in [contents[(course - 1) * CONTENTS + 1 + place]]],
        ]  # fmt: skip
        found = [
            progress["learners"], *(progress[state] for state in STATES), progress["mean_percent"],
            engaged["active_30_days"], rate["completed"],
            [(content["started"], content["satisfied"]) for content in engaged["contents"]],
        ]  # fmt: skip
        differ += found != expected
    print(f"  {differ} of {len(states)} courses differ from a recount ({time.perf_counter() - started:.0f} s)")


def _walk(table: str, column: str) -> Iterator[db.Row]:
    for start in range(0, ENROLMENTS * 2, 5000):
        yield from db.fetch_all(f"SELECT * FROM {table} WHERE {column} > %s AND {column} <= %s", (start, start + 5000))


def _learners(viewer: Viewer, wanted: LearnerFilter, place: tuple[int, int] | None = None) -> Any:
    after = place or (random.randint(1, len(sizes())), random.randint(1, ENROLMENTS))
    return reports.learners(viewer, wanted, after, 21, NOW)


if __name__ == "__main__":
    main()
