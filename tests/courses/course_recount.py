"""Enrolments with any history, and a recount of report figures to check course reports against."""

from __future__ import annotations

import csv
import io
import math
import random
import statistics
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from support.people import Person, Shop

JAKARTA = ZoneInfo("Asia/Jakarta")
NOW = datetime.now(UTC).replace(tzinfo=None)


def ask(person: Person, call: str, status: int = 200, **query: Any) -> Any:
    answer = person.get(f"/api/analytics/{call}", params=query)
    assert answer.status_code == status, answer.text
    return answer.json()


def read_csv(person: Person, call: str, **query: Any) -> list[dict[str, str]]:
    """Return the rows of a CSV report as dictionaries."""
    answer = person.get(f"/api/analytics/{call}", params={**query, "format": "csv"})
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def day_of(moment: datetime) -> date:
    return moment.replace(tzinfo=UTC).astimezone(JAKARTA).date()


class Learning:
    """Adds learners with any history to a published course, as consistent rows."""

    people = 0

    def __init__(self, shop: Shop, course: dict[str, Any], seed: int = 1) -> None:
        self.shop, self.course, self.rng = shop, course, random.Random(seed)
        self.version = shop.value("SELECT version_id FROM courses WHERE id = %s", (course["id"],))

    def add_learner(self, enrolled: datetime, moments: list[datetime], done: list[int], left: bool = False) -> int:
        """Add a learner, and return the enrolment's id.

        They were active at these times and satisfied the contents with these indexes.
        """
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

    def add_random_learners(self, number: int, days: int = 220) -> None:
        """Add learners who enrolled in the last days with random activity, some of it right at midnight in Jakarta."""
        for _ in range(number):
            enrolled = self._near_midnight(NOW - timedelta(days=self.rng.uniform(1, days)))
            moments = [
                moment
                for _ in range(self.rng.choice((0, 1, 3, 6)))
                for moment in [self._near_midnight(enrolled + timedelta(days=self.rng.expovariate(1 / 15)))]
                if enrolled <= moment <= NOW
            ]
            done = self.rng.sample(
                range(len(self.course["contents"])), self.rng.randint(0, len(self.course["contents"]))
            )
            self.add_learner(enrolled, moments, done if moments else [], left=self.rng.random() < 0.2)

    def _near_midnight(self, moment: datetime) -> datetime:
        if self.rng.random() < 0.5:
            return moment
        midnight = datetime.combine(day_of(moment), datetime.min.time(), JAKARTA)
        return (midnight + timedelta(minutes=self.rng.choice((-1, 1)))).astimezone(UTC).replace(tzinfo=None)


class Recount:
    """The figures of one course, computed from all its rows independently of the reports."""

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
            """Return how many learners were active from `first` to `last` days ago."""
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
        # The bounds of Wilson's interval are the shares that lie z standard errors from the observed one.
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


def assert_csv_equals_json(person: Person, course_ids: list[int]) -> None:
    def cells(*values: Any) -> list[str]:
        return [
            "" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for value in values
        ]

    rows = ask(person, "course-progress", per_page=100)["courses"]
    expected = []
    for row in rows:
        buckets = row.pop("buckets")
        expected.append(cells(*row.values(), *buckets.values()))
    assert sorted(sorted(line.values()) for line in read_csv(person, "course-progress")) == sorted(
        map(sorted, expected)
    )
    for course_id in course_ids:
        (row,) = ask(person, "course-engagement", course_id=course_id)["courses"]
        lines = read_csv(person, "course-engagement", course_id=course_id)
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
        lines = read_csv(person, "completion-rates", course_id=course_id, by="month")
        expected = [cells(*(month[name] for name in names)) for month in months]
        assert [[line[name] for name in names] for line in lines] == expected
        (line,) = read_csv(person, "completion-rates", course_id=course_id)
        assert [line[name] for name in names] == cells(*(row.get(name) for name in names))
        cohorts = ask(person, "cohorts", course_id=course_id)["cohorts"]
        lines = read_csv(person, "cohorts", course_id=course_id)
        assert [list(line.values())[3:] for line in lines] == [
            cells(*[value for name, value in cohort.items() if name != "retention"], *cohort["retention"])
            for cohort in cohorts
        ]
