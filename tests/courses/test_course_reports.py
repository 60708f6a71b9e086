"""The analytics of courses: every figure equals a recount from the rows, and nobody sees more than they may."""

from __future__ import annotations

import csv
import io
import math
import random
import statistics
import time
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import queries.system.integrity_checks
from conftest import Person, Shop
from queries.courses import reports
from queries.courses.reports import LearnerFilter, Viewer

JAKARTA = ZoneInfo("Asia/Jakarta")
PATHS = ("course-progress", "course-engagement", "completion-rates", "user-progress")
NOW = datetime.now(UTC).replace(tzinfo=None)


def ask(person: Person, call: str, status: int = 200, **query: Any) -> Any:
    answer = person.get(f"/api/analytics/{call}", params=query)
    assert answer.status_code == status, answer.text
    return answer.json()


def table(person: Person, call: str, **query: Any) -> list[dict[str, str]]:
    """The rows of a CSV, each by the names in its header."""
    answer = person.get(f"/api/analytics/{call}", params={**query, "format": "csv"})
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def day_of(moment: datetime) -> date:
    return moment.replace(tzinfo=UTC).astimezone(JAKARTA).date()


class Learning:
    """Learners of a published course as rows that obey what the shop promises of them, written at any moment."""

    people = 0

    def __init__(self, shop: Shop, course: dict[str, Any], seed: int = 1) -> None:
        self.shop, self.course, self.rng = shop, course, random.Random(seed)
        self.version = shop.value("SELECT version_id FROM courses WHERE id = %s", (course["id"],))

    def learner(self, enrolled: datetime, moments: list[datetime], done: list[int], left: bool = False) -> int:
        """Somebody who worked at these moments and so satisfied the contents with these numbers; their enrolment."""
        Learning.people += 1
        name = f"peserta{Learning.people}"
        self.shop.rows("INSERT INTO users (name, username, password_hash) VALUES (%s, %s, 'x')", (name, name))
        user_id = self.shop.value("SELECT id FROM users WHERE username = %s", (name,))
        contents = self.course["contents"]
        percent = 100 * len(done) // len(contents)
        began, ended = (min(moments), max(moments)) if moments else (None, None)
        completed = ended if percent == 100 else None
        spent = {content: self.rng.randint(0, 900) for content in contents} if moments else {}
        begun = [content for place, content in enumerate(contents) if moments and (place in done or place == 0)]
        seconds = sum(spent[content] for content in begun)
        self.shop.rows(
            "INSERT INTO enrolments (user_id, course_id, percent, seconds, enrolled_at, started_at, active_at, "
            "completed_at, version_id, left_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (user_id, self.course["id"], percent, seconds, enrolled, began, ended, completed,
             self.version if completed else None, (ended or enrolled) if left else None),
        )  # fmt: skip
        enrolment = self.shop.value("SELECT MAX(id) AS id FROM enrolments")
        for place, content in enumerate(contents):
            if content in begun:
                at = ended if place in done else None
                self.shop.rows(
                    "INSERT INTO progress (enrolment_id, content_id, percent, seconds, started_at, completed_at, "
                    "satisfied_at, updated_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                    (enrolment, content, 100 if at else 5, spent[content], began, at, at, ended),
                )
                self.shop.rows(
                    "INSERT INTO progress_visits (enrolment_id, content_id, visit, seconds) VALUES (%s, %s, '', %s)",
                    (enrolment, content, spent[content]),
                )
                self.shop.rows(
                    "INSERT INTO content_counts (content_id, started, satisfied, seconds) VALUES (%s, 1, %s, %s) "
                    "ON DUPLICATE KEY UPDATE started = started + 1, satisfied = satisfied + VALUES(satisfied), "
                    "seconds = seconds + VALUES(seconds)",
                    (content, int(place in done), spent[content]),
                )
        first = day_of(enrolled)
        for day in {day_of(moment) for moment in moments}:
            self.shop.rows(
                "INSERT INTO learning_days (course_id, day, enrolment_id, cohort, week) VALUES (%s, %s, %s, %s, %s)",
                (self.course["id"], day, enrolment, first.replace(day=1), (day - first).days // 7),
            )
        if completed:
            self.shop.rows(
                "INSERT INTO certificates (enrolment_id, code, learner_name, course_title, version_id, issued_at) "
                "VALUES (%s, %s, 'x', 'x', %s, %s)",
                (enrolment, f"{enrolment:026}", self.version, completed),
            )
        return int(enrolment)

    def some(self, number: int, days: int = 220) -> None:
        """So many who enrolled in the last days and did whatever, some of it right at midnight in Jakarta."""
        for _ in range(number):
            enrolled = self.near_midnight(NOW - timedelta(days=self.rng.uniform(1, days)))
            moments = [
                moment
                for _ in range(self.rng.choice((0, 1, 3, 6)))
                for moment in [self.near_midnight(enrolled + timedelta(days=self.rng.expovariate(1 / 15)))]
                if enrolled <= moment <= NOW
            ]
            done = self.rng.sample(
                range(len(self.course["contents"])), self.rng.randint(0, len(self.course["contents"]))
            )
            self.learner(enrolled, moments, done if moments else [], left=self.rng.random() < 0.2)

    def near_midnight(self, moment: datetime) -> datetime:
        if self.rng.random() < 0.5:
            return moment
        midnight = datetime.combine(day_of(moment), datetime.min.time(), JAKARTA)
        return (midnight + timedelta(minutes=self.rng.choice((-1, 1)))).astimezone(UTC).replace(tzinfo=None)


class Recount:
    """The figures of one course, counted from all of its rows by other means than the shop's."""

    def __init__(self, shop: Shop, course_id: int, now: datetime) -> None:
        self.now, self.today = now, day_of(now)
        self.enrolments = shop.rows("SELECT * FROM enrolments WHERE course_id = %s", (course_id,))
        self.progress = shop.rows(
            "SELECT p.* FROM progress p JOIN enrolments e ON e.id = p.enrolment_id WHERE e.course_id = %s", (course_id,)
        )
        self.days = shop.rows("SELECT * FROM learning_days WHERE course_id = %s", (course_id,))
        self.contents = shop.rows(
            "SELECT v.* FROM version_contents v JOIN courses c ON c.version_id = v.version_id WHERE c.id = %s "
            "ORDER BY v.place",
            (course_id,),
        )

    def state(self, row: dict[str, Any]) -> str:
        if row["completed_at"]:
            return "completed"
        if row["left_at"]:
            return "left"
        return "in_progress" if row["started_at"] else "not_started"

    def course_progress(self) -> dict[str, Any]:
        percents = [row["percent"] for row in self.enrolments]
        limits = {
            "0": (0, 0),
            "1-24": (1, 24),
            "25-49": (25, 49),
            "50-74": (50, 74),
            "75-99": (75, 99),
            "100": (100, 100),
        }
        states = Counter(map(self.state, self.enrolments))
        return {
            "hidden": False,
            "learners": len(percents),
            **{state: states[state] for state in ("not_started", "in_progress", "completed", "left")},
            "mean_percent": round(statistics.fmean(percents), 1) if percents else None,
            "median_percent": statistics.median_low(percents) if percents else None,
            "buckets": {
                name: sum(ends[0] <= percent <= ends[-1] for percent in percents) for name, ends in limits.items()
            },
        }

    def course_engagement(self) -> dict[str, Any]:
        seconds = [row["seconds"] for row in self.enrolments]

        def active(first: int, last: int = 0) -> int:
            """How many wrote something from `first` to `last` days ago."""
            return len({
                row["enrolment_id"] for row in self.days if first >= (self.today - row["day"]).days >= last
            })  # fmt: skip

        contents = []
        for content in self.contents:
            rows = [row for row in self.progress if row["content_id"] == content["content_id"]]
            started, satisfied = len(rows), sum(row["satisfied_at"] is not None for row in rows)
            contents.append({
                "content_id": content["content_id"], "place": content["place"], "title": content["title"],
                "started": started, "satisfied": satisfied,
                "drop_off": round(1 - satisfied / started, 4) if started else None,
                "mean_seconds": round(sum(row["seconds"] for row in rows) / started) if started else None,
            })  # fmt: skip
        return {
            "hidden": False,
            "learners": len(seconds),
            "active_7_days": active(6),
            "active_30_days": active(29),
            "mean_seconds": round(sum(seconds) / len(seconds)) if seconds else None,
            "median_seconds": statistics.median_low(seconds) if seconds else None,
            "days": [
                {"day": (self.today - timedelta(ago)).isoformat(), "active": active(ago, ago)}
                for ago in reversed(range(30))
            ],
            "contents": contents,
        }

    def rate(self, enrolments: list[dict[str, Any]]) -> dict[str, Any]:
        n = len(enrolments)
        taken = [
            (row["completed_at"] - row["enrolled_at"]) // timedelta(days=1) for row in enrolments if row["completed_at"]
        ]
        # The ends of Wilson's interval are the shares p that lie z standard errors from the one that was found.
        ends: list[float | None] = [None, None]
        if n:
            z, share = statistics.NormalDist().inv_cdf(0.975), len(taken) / n
            a, b, c = 1 + z * z / n, -(2 * share + z * z / n), share * share
            root = math.sqrt(max(0, b * b - 4 * a * c))
            ends = [round((-b - root) / (2 * a), 4), round((-b + root) / (2 * a), 4)]
        return {
            "enrolled": n,
            "completed": len(taken),
            "rate": round(len(taken) / n, 4) if n else None,
            "rate_low": ends[0],
            "rate_high": ends[1],
            "median_days": statistics.median_low(taken) if taken else None,
        }

    def by_month(self) -> dict[str, list[dict[str, Any]]]:
        months: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.enrolments:
            months[day_of(row["enrolled_at"]).isoformat()[:7]].append(row)
        if months:
            year, month = map(int, min(months).split("-"))
            while (name := f"{year}-{month:02}") < max(months):
                months[name] = months.get(name, [])
                year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return dict(sorted(months.items()))

    def completion_rates(self) -> dict[str, Any]:
        months = [{"month": month, **self.rate(rows)} for month, rows in self.by_month().items()]
        return {"hidden": False, **self.rate(self.enrolments), "months": months}

    def cohorts(self) -> list[dict[str, Any]]:
        found = []
        for month, rows in self.by_month().items():
            year, number = map(int, month.split("-"))
            last = date(year + number // 12, number % 12 + 1, 1) - timedelta(1)
            cohort: dict[str, Any] = {"month": month, "size": len(rows)}
            for window in (7, 30, 90):
                inside = sum(
                    row["completed_at"] is not None and row["completed_at"] < row["enrolled_at"] + timedelta(window)
                    for row in rows
                )
                cohort[f"completed_{window}_days"] = inside if self.today - last > timedelta(window) else None
            cohort["retention"] = []
            for week in range(13):
                created = {
                    row["id"]
                    for row in rows
                    for day in self.days
                    if day["enrolment_id"] == row["id"]
                    and 7 * week <= (day["day"] - day_of(row["enrolled_at"])).days < 7 * week + 7
                }
                over = self.today > last + timedelta(7 * week + 6)
                cohort["retention"].append(round(len(created) / len(rows), 4) if rows and over else None)
            found.append(cohort)
        return found


@pytest.fixture
def sinta(shop: Shop) -> Person:
    """Sinta owns courses."""
    return shop.person("sinta", "admin")


def hands_over(dewi: Person, course: dict[str, Any], owner: Person) -> None:
    dewi.shop.rows("UPDATE courses SET owner_id = %s WHERE id = %s", (owner.id, course["id"]))


def must_equal_a_recount(shop: Shop, person: Person, course_ids: list[int]) -> None:
    """All calls, for all courses and for each, as JSON and as CSV."""

    def recount(answer: Any, course_id: int) -> Recount:
        return Recount(shop, course_id, datetime.fromisoformat(answer["as_of"]).astimezone(UTC).replace(tzinfo=None))

    alone = {"median_seconds", "days", "contents"}
    for course_id in course_ids:
        title = shop.value("SELECT title FROM courses WHERE id = %s", (course_id,))
        named = {"course_id": course_id, "title": title}
        for call, name in (("course-progress", "course_progress"), ("course-engagement", "course_engagement")):
            answer = ask(person, call, course_id=course_id)
            expected = {**named, **getattr(recount(answer, course_id), name)()}
            assert answer["courses"] == [expected]
            (listed,) = [row for row in ask(person, call)["courses"] if row["course_id"] == course_id]
            assert listed == {**expected, **dict.fromkeys(alone & expected.keys())}
        answer = ask(person, "completion-rates", course_id=course_id, by="month")
        expected = {**named, **recount(answer, course_id).completion_rates()}
        assert answer["courses"] == [expected]
        assert ask(person, "completion-rates", course_id=course_id)["courses"] == [{**expected, "months": None}]
        answer = ask(person, "cohorts", course_id=course_id)
        assert answer["cohorts"] == recount(answer, course_id).cohorts()
    must_be_the_same_as_csv(person, course_ids)


def must_be_the_same_as_csv(person: Person, course_ids: list[int]) -> None:
    def cells(*values: Any) -> list[str]:
        return [
            "" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for value in values
        ]

    rows = ask(person, "course-progress", per_page=100)["courses"]
    expected = []
    for row in rows:
        buckets = row.pop("buckets")
        expected.append(cells(*row.values(), *buckets.values()))
    assert sorted(sorted(line.values()) for line in table(person, "course-progress")) == sorted(map(sorted, expected))
    for course_id in course_ids:
        (row,) = ask(person, "course-engagement", course_id=course_id)["courses"]
        lines = table(person, "course-engagement", course_id=course_id)
        days = [[line["day"], line["active"]] for line in lines if line["row"] == "day"]
        assert days == [cells(*day.values()) for day in row["days"] or ()]
        names = ("content_id", "place", "started", "satisfied", "drop_off", "mean_seconds")
        contents = [[line[name] for name in names] for line in lines if line["row"] == "content"]
        assert contents == [cells(*(content[name] for name in names)) for content in row["contents"]]
        names = ("course_id", "learners", "active_7_days", "active_30_days", "mean_seconds", "median_seconds")
        assert [lines[0][name] for name in names] == cells(*(row[name] for name in names))
        (row,) = ask(person, "completion-rates", course_id=course_id, by="month")["courses"]
        months = row.pop("months")
        names = ("month", "enrolled", "completed", "rate", "rate_low", "rate_high", "median_days")
        lines = table(person, "completion-rates", course_id=course_id, by="month")
        expected = [cells(*(month[name] for name in names)) for month in months]
        assert [[line[name] for name in names] for line in lines] == expected
        (line,) = table(person, "completion-rates", course_id=course_id)
        assert [line[name] for name in names] == cells(*(row.get(name) for name in names))
        cohorts = ask(person, "cohorts", course_id=course_id)["cohorts"]
        lines = table(person, "cohorts", course_id=course_id)
        assert [list(line.values())[3:] for line in lines] == [
            cells(*[value for name, value in cohort.items() if name != "retention"], *cohort["retention"])
            for cohort in cohorts
        ]


def test_every_figure_equals_a_recount(shop: Shop, dewi: Person) -> None:
    large, small = dewi.teaches({}, {}, {}, {}, {}), dewi.teaches({}, title="Dua", sequential=True)
    nobody = dewi.teaches({})
    Learning(shop, large).some(60)
    Learning(shop, small, seed=2).some(3)
    draft = dewi.post("/api/courses", {"title": "Belum terbit"}).json()["id"]
    assert not any(shop.rows(sql) for sql in queries.system.integrity_checks.CHECKS.values())
    must_equal_a_recount(shop, dewi, [large["id"], small["id"], nobody["id"], draft])


def test_a_write_is_in_the_very_next_answer(shop: Shop, dewi: Person, budi: Person) -> None:
    course = dewi.teaches({}, {})
    path = f"/api/courses/{course['id']}"
    before = budi.post(f"{path}/enroll")
    assert before.status_code == 201
    must_equal_a_recount(shop, dewi, [course["id"]])
    assert ask(dewi, "course-progress", course_id=course["id"])["courses"][0]["not_started"] == 1
    budi.post(f"{path}/progress", {"content_id": course["contents"][0], "completed": True, "seconds": 90})
    row = ask(dewi, "course-engagement", course_id=course["id"])["courses"][0]
    assert (row["active_7_days"], row["mean_seconds"], row["days"][-1]["active"]) == (1, 90, 1)
    assert [content["satisfied"] for content in row["contents"]] == [1, 0]
    must_equal_a_recount(shop, dewi, [course["id"]])
    budi.delete(f"{path}/enroll")
    assert ask(dewi, "course-progress", course_id=course["id"])["courses"][0]["left"] == 1
    assert ask(dewi, "completion-rates", course_id=course["id"])["courses"][0]["enrolled"] == 1
    budi.post(f"{path}/enroll")
    budi.post(f"{path}/progress", {"completed": True})
    assert ask(dewi, "course-progress", course_id=course["id"])["courses"][0]["completed"] == 1
    (learner,) = ask(dewi, "user-progress", course_id=course["id"])["learners"]
    assert (learner["user_id"], learner["state"], learner["percent"]) == (budi.id, "completed", 100)
    must_equal_a_recount(shop, dewi, [course["id"]])


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_days_and_months_end_at_midnight_in_jakarta_wherever_the_shop_runs(
    shop: Shop, dewi: Person, inside: None, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    course = dewi.teaches({}, {})
    learning = Learning(shop, course)
    before, after = datetime(2026, 2, 28, 16, 59), datetime(2026, 2, 28, 17, 1)
    learning.learner(before, [before, before + timedelta(minutes=1), after], [0])
    learning.learner(after, [after], [0, 1])
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        admin = Viewer(dewi.id, admin=True)
        for now, days in ((before, {date(2026, 2, 28): 1}), (after, {date(2026, 2, 28): 1, date(2026, 3, 1): 2})):
            (row,) = reports.engagement(admin, course["id"], 0, 1, now)
            assert {day["day"]: day["active"] for day in row["days"] if day["active"]} == days
            assert row["days"][-1]["day"] == max(days)
            assert row["active_7_days"] == max(days.values())
        (row,) = reports.completion_by_month(admin, course["id"], 0, 1, after)
        assert [(month["month"], month["enrolled"], month["completed"]) for month in row["months"]] == [
            ("2026-02", 1, 0), ("2026-03", 1, 1),
        ]  # fmt: skip
        # The week of February's last learner is over with March 6, their seven days with March 7.
        for day, minute, week, completed in ((6, 59, None, None), (6, 61, 1, None), (7, 59, 1, None), (7, 61, 1, 0)):
            now = datetime(2026, 3, day, 16) + timedelta(minutes=minute)
            february, march = reports.cohorts(admin, course["id"], now)["cohorts"]
            assert (february["retention"][0], february["completed_7_days"]) == (week, completed)
            assert (march["retention"][0], march["completed_7_days"]) == (None, None)
        # Whoever began on the last of February was active in its week, also on the day after.
        later = reports.cohorts(admin, course["id"], datetime(2026, 9, 1))["cohorts"]
        assert [(row["size"], row["completed_90_days"], row["retention"][:2]) for row in later] == [
            (1, 0, [1, 0]), (1, 1, [1, 0]),
        ]  # fmt: skip
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_paths_of_the_document_answer_with_a_token(shop: Shop, dewi: Person, budi: Person) -> None:
    course = dewi.teaches({})
    budi.post(f"/api/courses/{course['id']}/enroll")
    for path in PATHS:
        for person in (budi, dewi):
            answer = person.get(f"/api/v1/analytics/{path}")
            assert answer.status_code == 200
            assert answer.json()["as_of"] and answer.json()["definitions"]
        assert shop.visitor().get(f"/api/v1/analytics/{path}").status_code == 401
    assert len(budi.get("/api/v1/analytics/course-progress").json()["courses"]) == 1
    assert len(budi.get("/api/v1/analytics/user-progress").json()["learners"]) == 1


def test_each_figure_comes_with_its_definition_in_the_language_asked_for(shop: Shop, dewi: Person) -> None:
    course = dewi.teaches({})
    Learning(shop, course).some(6)
    told = {"course_id", "title", "course_title", "user_id", "name", "enrolled_at", "completed_at", "left_at"}
    told |= {"content_id", "place", "day", "active", "month"}
    for call in (*PATHS, "cohorts"):
        query = {"course_id": course["id"], **({"by": "month"} if call == "completion-rates" else {})}
        answers = {
            language: dewi.get(f"/api/analytics/{call}", params=query, headers={"Accept-Language": language}).json()
            for language in ("en", "id")
        }
        rows = next(value for value in answers["en"].values() if isinstance(value, list))
        figures = {name for row in rows for name in row}
        figures |= {name for row in rows for part in row.values() if isinstance(part, list) for each in part
                    if isinstance(each, dict) for name in each}  # fmt: skip
        for language, answer in answers.items():
            assert figures - told <= answer["definitions"].keys(), (call, language)
        assert not set(answers["en"]["definitions"].values()) & set(answers["id"]["definitions"].values())


def test_owners_see_all_of_their_courses_and_strangers_the_published_ones(
    shop: Shop, dewi: Person, sinta: Person, budi: Person
) -> None:
    own, others = dewi.teaches({}, title="Milik Budi"), sinta.teaches({}, title="Milik Sinta")
    draft = sinta.post("/api/courses", {"title": "Rahasia"}).json()["id"]
    hands_over(dewi, own, budi)
    for course in (own, others):
        Learning(shop, course, seed=course["id"]).some(3)
    found = {row["course_id"]: row for row in ask(budi, "course-progress")["courses"]}
    assert found.keys() == {own["id"], others["id"]}
    assert (found[own["id"]]["hidden"], found[own["id"]]["learners"]) == (False, 3)
    assert found[others["id"]]["hidden"] and found[others["id"]]["learners"] is None
    assert {row["course_id"] for row in ask(dewi, "course-progress")["courses"]} == {own["id"], others["id"], draft}
    must_equal_a_recount(shop, budi, [own["id"]])
    for course_id in (draft, 10**9):
        for call in (*PATHS, "cohorts"):
            problem = ask(budi, call, 404, course_id=course_id)
            assert (problem["code"], problem["msg"]) == ("course_not_found", f"Course {course_id} does not exist.")
    sentence = budi.get("/api/analytics/cohorts?course_id=7777", headers={"Accept-Language": "id"}).json()["msg"]
    assert sentence == "Kursus 7777 tidak ada."
    assert ask(budi, "cohorts", 422)["errors"][0]["field"] == "course_id"
    shop.rows("UPDATE courses SET deleted_at = UTC_TIMESTAMP(6) WHERE id = %s", (others["id"],))
    for person in (budi, sinta, dewi):
        ask(person, "course-engagement", 404, course_id=others["id"])
        assert others["id"] not in {row["course_id"] for row in ask(person, "completion-rates")["courses"]}


def test_a_stranger_sees_a_course_title_as_it_was_published(shop: Shop, dewi: Person, budi: Person) -> None:
    course = dewi.teaches({}, title="Terbit")
    shop.rows("UPDATE courses SET title = 'Belum terbit' WHERE id = %s", (course["id"],))
    assert [row["title"] for row in ask(budi, "course-progress")["courses"]] == ["Terbit"]


def test_courses_are_walked_page_by_page(shop: Shop, dewi: Person, budi: Person) -> None:
    courses = [dewi.teaches({})["id"] for _ in range(3)]
    for call in PATHS[:3]:
        seen, cursor = [], ""
        while cursor is not None:
            page = ask(budi, call, per_page=2, cursor=cursor)
            seen += [row["course_id"] for row in page["courses"]]
            cursor = page["next_cursor"]
        assert seen == courses
        assert ask(budi, call, 422, cursor="x")["errors"][0]["field"] == "cursor"


def test_people_are_seen_by_their_course_owner_by_admins_and_by_themselves(
    shop: Shop, dewi: Person, sinta: Person, sari: Person, budi: Person
) -> None:
    own, others = dewi.teaches({}, title="Milik Sari"), sinta.teaches({}, title="Milik Sinta")
    hands_over(dewi, own, sari)
    for person in (budi, sari):
        for course in (own, others):
            assert person.post(f"/api/courses/{course['id']}/enroll").status_code == 201
    budi.post(f"/api/courses/{own['id']}/progress", {"completed": True})

    def people(person: Person, **query: Any) -> list[tuple[int, int]]:
        answer = ask(person, "user-progress", **query)
        found = [(row["course_id"], row["user_id"]) for row in answer["learners"]]
        assert table(person, "user-progress", **query) == [
            {**row, "course_id": str(course_id), "user_id": str(user_id)}
            for row, (course_id, user_id) in zip(table(person, "user-progress", **query), found, strict=True)
        ]
        return found

    everybody = {(course["id"], person.id) for course in (own, others) for person in (budi, sari)}
    of_own = [(own["id"], budi.id), (own["id"], sari.id)]
    assert set(people(dewi)) == everybody
    assert people(sari) == people(sari, scope="learners") == people(sari, course_id=own["id"]) == of_own
    assert people(sari, scope="own") == [(own["id"], sari.id), (others["id"], sari.id)]
    assert people(sari, course_id=others["id"]) == [(others["id"], sari.id)]
    assert people(sari, course_id=others["id"], scope="learners") == []
    assert people(budi) == [(own["id"], budi.id), (others["id"], budi.id)]
    assert people(budi, scope="learners") == people(budi, scope="learners", course_id=own["id"]) == []
    assert people(budi, state="completed") == [(own["id"], budi.id)]
    assert people(dewi, scope="learners") == []
    assert ask(budi, "user-progress", 403, scope="all")["code"] == "forbidden"
    assert ask(sari, "user-progress")["scope"] == "learners" and ask(budi, "user-progress")["scope"] == "own"
    text = dewi.get("/api/analytics/user-progress?format=csv").text
    assert "@" not in text
    shop.rows("UPDATE courses SET deleted_at = UTC_TIMESTAMP(6) WHERE id = %s", (own["id"],))
    assert people(budi) == [(own["id"], budi.id), (others["id"], budi.id)]
    assert people(budi, course_id=own["id"]) == [(own["id"], budi.id)]
    assert set(people(dewi)) == {(others["id"], budi.id), (others["id"], sari.id)}
    assert people(sari, scope="learners") == []
    exports = shop.rows("SELECT detail FROM activities WHERE user_id = %s AND type = 'export'", (budi.id,))
    assert {row["detail"] for row in exports} == {"user-progress.csv"}


def test_people_are_filtered_and_walked_in_the_order_of_their_enrolment(
    shop: Shop, dewi: Person, inside: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    courses = [dewi.teaches({}, {}, title=title) for title in ("Satu", "Dua")]
    for seed, course in enumerate(courses):
        Learning(shop, course, seed).some(12, days=60)
    rows = shop.rows("SELECT * FROM enrolments ORDER BY id")

    def expected(state: str | None, inactive: int | None) -> list[dict[str, Any]]:
        recount = Recount(shop, courses[0]["id"], NOW)
        limit = NOW - timedelta(inactive or 0)
        return [
            row
            for row in rows
            if state in (None, recount.state(row))
            and (inactive is None or (row["active_at"] or row["enrolled_at"]) <= limit)
        ]

    for state in (None, "completed", "left", "in_progress", "not_started"):
        for inactive in (None, 14, 40):
            query = {
                name: value for name, value in (("state", state), ("inactive_days", inactive)) if value is not None
            }
            seen: list[Any] = []
            cursor: str | None = ""
            while cursor is not None:
                page = ask(dewi, "user-progress", per_page=5, cursor=cursor, **query)
                seen += page["learners"]
                cursor = page["next_cursor"]
            assert [row["user_id"] for row in seen] == [row["user_id"] for row in expected(state, inactive)]
            assert all(row["percent"] == next(
                each["percent"] for each in rows if each["user_id"] == row["user_id"]) for row in seen)  # fmt: skip
            found = [row["user_id"] for row in table(dewi, "user-progress", **query)]
            assert found == [str(row["user_id"]) for row in seen]
    # A file is read in batches, whose borders nobody sees.
    monkeypatch.setattr(reports, "LEARNER_BATCH_SIZE", 5)
    monkeypatch.setattr(reports, "COURSE_BATCH_SIZE", 1)
    admin = Viewer(dewi.id, admin=True)
    for scope in ("all", "learners"):
        walked = list(reports.iter_learners(admin, LearnerFilter(scope), NOW))
        assert sorted(row["id"] for row in walked) == [row["id"] for row in rows]
    pages = reports.iter_courses(reports.progress, admin, NOW)
    assert [row["course_id"] for row in pages] == [course["id"] for course in courses]


def test_a_program_with_a_key_sees_what_everybody_sees(shop: Shop, dewi: Person, inside: None) -> None:
    few, many = dewi.teaches({}), dewi.teaches({})
    Learning(shop, few).some(4)
    Learning(shop, many).some(30)
    dewi.post(f"/api/courses/{few['id']}/enroll")
    stranger, key = Viewer(10**6), Viewer(dewi.id, admin=True, by_key=True)
    page = (None, 0, 10, NOW)
    for call in (
        reports.progress, reports.engagement, reports.completion,
        reports.completion_by_month,
    ):  # fmt: skip
        assert call(key, *page) == call(stranger, *page) != call(Viewer(dewi.id), *page)
    assert reports.cohorts(key, many["id"], NOW) == reports.cohorts(stranger, many["id"], NOW)
    assert reports.resolve_scope(key, None, None) == "own"
    assert [row["user_id"] for row in reports.learners(key, LearnerFilter("own"), (0, 0), 9, NOW)] == [dewi.id]
    assert reports.learners(key, LearnerFilter("learners"), (0, 0), 9, NOW) == []
    with pytest.raises(Exception, match="forbidden"):
        reports.resolve_scope(key, "all", None)


class Attacker:
    """Somebody who lays all answers together and narrows down what each count can be."""

    def __init__(self, most: int) -> None:
        self.ranges: dict[str, tuple[int, int]] = defaultdict(lambda: (0, most))
        self.sums: list[tuple[str, list[str]]] = []

    def knows(self, name: str, value: int | None) -> str:
        if value is not None:
            self.ranges[name] = (value, value)
        return name

    def adds(self, whole: str, *parts: str) -> None:
        self.sums.append((whole, list(parts)))

    def within(self, outer: str, inner: str) -> None:
        """The people of one count are among those of another; who is not, is a count as well."""
        self.adds(outer, inner, f"{outer} less {inner}")

    def works_out(self) -> dict[str, int]:
        """All counts of 1 to 4 people that can be only one number."""
        for _ in range(60):
            for whole, parts in self.sums:
                low, high = (sum(self.ranges[part][end] for part in parts) for end in (0, 1))
                self.narrow(whole, low, high)
                for part in parts:
                    rest_low, rest_high = low - self.ranges[part][0], high - self.ranges[part][1]
                    bottom, top = self.ranges[whole]
                    self.narrow(part, bottom - rest_high, top - rest_low)
                    low, high = (sum(self.ranges[each][end] for each in parts) for end in (0, 1))
        return {name: low for name, (low, high) in self.ranges.items() if low == high and 0 < low < 5}

    def narrow(self, name: str, low: int, high: int) -> None:
        before = self.ranges[name]
        self.ranges[name] = (max(before[0], low), min(before[1], high))


def attacked(person: Person, course_id: int, most: int) -> dict[str, int]:
    """What can be worked out of all that this person is told of the course."""
    (progress,) = ask(person, "course-progress", course_id=course_id)["courses"]
    (engagement,) = ask(person, "course-engagement", course_id=course_id)["courses"]
    (rates,) = ask(person, "completion-rates", course_id=course_id, by="month")["courses"]
    cohorts = ask(person, "cohorts", course_id=course_id)["cohorts"]
    found = Attacker(most)
    if progress["learners"] is None:
        assert progress["hidden"] and engagement["hidden"] and rates["hidden"]
        seen = [*engagement.values(), *rates.values(), *(value for row in cohorts for value in row.values())]
        assert not [value for value in seen if isinstance(value, float)]
        return {}
    known = ("learners", "not_started", "in_progress", "completed", "left")
    for name in known:
        found.knows(name, progress[name])
    found.adds("learners", *known[1:])
    for name, count in progress["buckets"].items():
        found.knows("completed" if name == "100" else f"at {name}", count)
    found.adds("learners", "completed", *(f"at {name}" for name in progress["buckets"] if name != "100"))
    found.within("at 0", "not_started")
    found.within("learners", found.knows("month", engagement["active_30_days"]))
    found.within("month", found.knows("week", engagement["active_7_days"]))
    for ago, day in enumerate(reversed(engagement["days"] or [])):
        found.within("month", found.knows(f"day {ago}", day["active"]))
        if ago < 7:
            found.within("week", f"day {ago}")
    for content in engagement["contents"]:
        started, satisfied = (f"{name} {content['place']}" for name in ("started", "satisfied"))
        found.within("learners", found.knows(started, content["started"]))
        found.within(started, found.knows(satisfied, content["satisfied"]))
        found.within(satisfied, "completed")
        if content["drop_off"] is not None:
            assert content["started"] is not None
    found.knows("learners", rates["enrolled"])
    found.knows("completed", rates["completed"])
    assert (rates["rate"] is None) == (rates["rate_low"] is None) == (rates["completed"] is None)
    for row in rates["months"]:
        size, completed = f"enrolled {row['month']}", f"completed {row['month']}"
        found.within(found.knows(size, row["enrolled"]), found.knows(completed, row["completed"]))
    found.adds("learners", *(f"enrolled {row['month']}" for row in rates["months"]))
    found.adds("completed", *(f"completed {row['month']}" for row in rates["months"]))
    for row in cohorts:
        size, longer = found.knows(f"enrolled {row['month']}", row["size"]), f"completed {row['month']}"
        for days in (90, 30, 7):
            if row[f"completed_{days}_days"] is not None:
                inner = found.knows(f"{row['month']} in {days}", row[f"completed_{days}_days"])
                found.within(longer, inner)
                longer = inner
        for week, share in enumerate(row["retention"]):
            if share is not None:
                found.within(size, found.knows(f"{row['month']} week {week}", round(share * row["size"])))
    return found.works_out()


def test_nobody_few_can_be_worked_out_of_all_answers_together(shop: Shop, dewi: Person, budi: Person) -> None:
    told_to_the_owner = shown = 0
    for seed, number in enumerate((4, 5, 7, 9, 12, 20, 30, 45)):
        course = dewi.teaches({}, {}, {}, sequential=bool(seed % 2))
        Learning(shop, course, seed).some(number, days=100)
        assert attacked(budi, course["id"], number) == {}
        told_to_the_owner += len(attacked(dewi, course["id"], number))
        (row,) = ask(budi, "course-progress", course_id=course["id"])["courses"]
        shown += row["completed"] is not None
        must_be_the_same_as_csv(budi, [course["id"]])
    # The attacker is worth something, and what is of many is shown.
    assert told_to_the_owner > 50 and shown >= 2


def test_a_large_course_shows_nearly_all_to_everybody(shop: Shop, dewi: Person, budi: Person) -> None:
    course = dewi.teaches({}, {})
    learning = Learning(shop, course)
    day = NOW - timedelta(150)
    for number in range(40):
        work = [day + timedelta(number % 4, seconds=number)]
        learning.learner(day, work if number >= 10 else [], [[], [], [0], [0, 1]][number // 10])
    (row,) = ask(budi, "course-progress", course_id=course["id"])["courses"]
    assert row == {
        **Recount(shop, course["id"], NOW).course_progress(),
        "course_id": course["id"],
        "title": row["title"],
    }
    (row,) = ask(budi, "completion-rates", course_id=course["id"])["courses"]
    assert (row["enrolled"], row["completed"], row["rate"], row["median_days"]) == (40, 10, 0.25, 2)
    (cohort,) = ask(budi, "cohorts", course_id=course["id"])["cohorts"]
    assert (cohort["size"], cohort["completed_7_days"]) == (40, 10)
    (row,) = ask(budi, "course-engagement", course_id=course["id"])["courses"]
    assert [content["started"] for content in row["contents"]] == [30, 10]
