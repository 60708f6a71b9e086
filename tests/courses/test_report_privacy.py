"""Privacy of course reports: no small group can be derived from all answers together."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from course_recount import NOW, Learning, Recount, ask, assert_csv_equals_json

from support.people import Person, Shop


class Attacker:
    """Combines all answers and narrows down the possible values of each count."""

    def __init__(self, most: int) -> None:
        self.ranges: dict[str, tuple[int, int]] = defaultdict(lambda: (0, most))
        self.sums: list[tuple[str, list[str]]] = []

    def set_value(self, name: str, value: int | None) -> str:
        if value is not None:
            self.ranges[name] = (value, value)
        return name

    def add_sum(self, whole: str, *parts: str) -> None:
        self.sums.append((whole, list(parts)))

    def add_subset(self, outer: str, inner: str) -> None:
        """State that one count is a subset of another; the rest is a count too."""
        self.add_sum(outer, inner, f"{outer} less {inner}")

    def deduce(self) -> dict[str, int]:
        """Return all counts of 1 to 4 people with a single possible value."""
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


def deduced(person: Person, course_id: int, most: int) -> dict[str, int]:
    """Return the small counts that this person can deduce from all reports of the course."""
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
        found.set_value(name, progress[name])
    found.add_sum("learners", *known[1:])
    for name, count in progress["buckets"].items():
        found.set_value("completed" if name == "100" else f"at {name}", count)
    found.add_sum("learners", "completed", *(f"at {name}" for name in progress["buckets"] if name != "100"))
    found.add_subset("at 0", "not_started")
    found.add_subset("learners", found.set_value("month", engagement["active_30_days"]))
    found.add_subset("month", found.set_value("week", engagement["active_7_days"]))
    for ago, day in enumerate(reversed(engagement["days"] or [])):
        found.add_subset("month", found.set_value(f"day {ago}", day["active"]))
        if ago < 7:
            found.add_subset("week", f"day {ago}")
    for content in engagement["contents"]:
        started, satisfied = (f"{name} {content['place']}" for name in ("started", "satisfied"))
        found.add_subset("learners", found.set_value(started, content["started"]))
        found.add_subset(started, found.set_value(satisfied, content["satisfied"]))
        found.add_subset(satisfied, "completed")
        if content["drop_off"] is not None:
            assert content["started"] is not None
    found.set_value("learners", rates["enrolled"])
    found.set_value("completed", rates["completed"])
    assert (rates["rate"] is None) == (rates["rate_low"] is None) == (rates["completed"] is None)
    for row in rates["months"]:
        size, completed = f"enrolled {row['month']}", f"completed {row['month']}"
        found.add_subset(found.set_value(size, row["enrolled"]), found.set_value(completed, row["completed"]))
    found.add_sum("learners", *(f"enrolled {row['month']}" for row in rates["months"]))
    found.add_sum("completed", *(f"completed {row['month']}" for row in rates["months"]))
    for row in cohorts:
        size, longer = found.set_value(f"enrolled {row['month']}", row["size"]), f"completed {row['month']}"
        for days in (90, 30, 7):
            if row[f"completed_{days}_days"] is not None:
                inner = found.set_value(f"{row['month']} in {days}", row[f"completed_{days}_days"])
                found.add_subset(longer, inner)
                longer = inner
        for week, share in enumerate(row["retention"]):
            if share is not None:
                found.add_subset(size, found.set_value(f"{row['month']} week {week}", round(share * row["size"])))
    return found.deduce()


def test_small_groups_cannot_be_derived_from_all_reports_together(shop: Shop, dewi: Person, budi: Person) -> None:
    visible_to_owner = shown = 0
    for seed, number in enumerate((4, 5, 7, 9, 12, 20, 30, 45)):
        course = dewi.teaches({}, {}, {}, sequential=bool(seed % 2))
        Learning(shop, course, seed).add_random_learners(number, days=100)
        assert deduced(budi, course["id"], number) == {}
        visible_to_owner += len(deduced(dewi, course["id"], number))
        (row,) = ask(budi, "course-progress", course_id=course["id"])["courses"]
        shown += row["completed"] is not None
        assert_csv_equals_json(budi, [course["id"]])
    # The attack works without a guard, and large counts are shown.
    assert visible_to_owner > 50 and shown >= 2


def test_a_large_course_shows_its_figures_to_everyone(shop: Shop, dewi: Person, budi: Person) -> None:
    course = dewi.teaches({}, {})
    learning = Learning(shop, course)
    day = NOW - timedelta(150)
    for number in range(40):
        work = [day + timedelta(number % 4, seconds=number)]
        learning.add_learner(day, work if number >= 10 else [], [[], [], [0], [0, 1]][number // 10])
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
