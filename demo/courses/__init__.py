"""The demo shop's two courses and their learners: fictional and reproducible.

Pure: two TOML files. Learners are identified by their index among the demo's buyers, contents by their index in the
course, both from 0. Times are aware UTC.
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from demo import COURSE, JAKARTA, Sale, catalogue

PUBLISHED_DAYS_AGO = 70


@dataclass(frozen=True, slots=True)
class Content:
    """A content of a course; `quiz` has the questions of a quiz, as the API accepts them."""

    section: int
    kind: str
    title: str
    body: str
    quiz: list[dict[str, Any]]
    required: bool
    mastery_score: int | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Learner:
    """A learner, `enrolled` this many days before today; ekspor_pertama.toml describes the other fields."""

    buyer: int
    enrolled: int
    done: tuple[int, ...]
    scores: tuple[int, ...]
    tried: int | None
    begun: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit of a content that ended at `at`; `score` is that of a submitted quiz."""

    at: datetime
    content: int
    seconds: int
    percent: int
    score: int | None = None


@dataclass(frozen=True)
class Course:
    """A course as its author wrote it, and its learners; `sku` is that of the product that sells it."""

    title: str
    summary: str
    description: str
    sku: str | None
    sections: tuple[str, ...]
    contents: tuple[Content, ...]
    learners: tuple[Learner, ...]

    @cached_property
    def quiz(self) -> int:
        """The index of the quiz, the last content."""
        return len(self.contents) - 1

    def published(self, until: datetime) -> datetime:
        """Return the time of publication."""
        return _evening(until, PUBLISHED_DAYS_AGO)

    def enrolled(self, learner: Learner, until: datetime) -> datetime:
        """Return the time of the learner's enrolment."""
        return _evening(until, learner.enrolled)

    def visits(self, learner: Learner, until: datetime) -> Iterator[Visit]:
        """Yield the learner's visits in the order of time, all before `until`."""
        rng = random.Random(f"{self.title} {learner.buyer}")
        now = self.enrolled(learner, until)

        def visit(days_ago: int, content: int, percent: int = 100, score: int | None = None) -> Visit:
            nonlocal now
            seconds = round(self.contents[content].minutes * 60 * rng.uniform(0.6, 1.3) * percent / 100)
            now = max(now, _evening(until, days_ago)) + timedelta(seconds=seconds + rng.randrange(20, 120))
            return Visit(now, content, seconds, percent, score)

        for content, days_ago in enumerate(learner.done):
            if content < self.quiz:
                yield visit(days_ago, content)
        tried = learner.done[self.quiz] if len(learner.done) > self.quiz else learner.tried
        for score in learner.scores if tried is not None else ():
            yield visit(tried or 0, self.quiz, score=score)
        if learner.begun is not None:
            days_ago, percent = learner.begun
            yield visit(days_ago, len(learner.done), percent)


def courses() -> list[Course]:
    """Return both courses; the first is free, the second is sold."""
    return [_read("ekspor_pertama", None), _read("harga_ekspor", COURSE)]


def sales(until: datetime) -> list[Sale]:
    """Return the purchases of the sold course, shortly before their enrolments, in the order of time."""
    place = {product.sku: index for index, product in enumerate(catalogue())}
    bought = [
        Sale(course.enrolled(learner, until) - timedelta(minutes=20), ((place[course.sku], 1),), learner.buyer)
        for course in courses()
        if course.sku
        for learner in course.learners
    ]
    return sorted(bought, key=lambda sale: sale.at)


def _read(name: str, sku: str | None) -> Course:
    data = tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))
    return Course(
        title=data["title"],
        summary=data["summary"],
        description=data["description"].strip(),
        sku=sku,
        sections=tuple(section["title"] for section in data["sections"]),
        contents=tuple(
            Content(
                section=number,
                kind=content["kind"],
                title=content["title"],
                body=content.get("body", "").strip(),
                quiz=content.get("quiz", []),
                required=content.get("required", True),
                mastery_score=content.get("mastery_score"),
                minutes=content["minutes"],
            )
            for number, section in enumerate(data["sections"])
            for content in section["contents"]
        ),
        learners=tuple(
            Learner(
                buyer=learner["buyer"],
                enrolled=learner["enrolled"],
                done=tuple(learner["done"]),
                scores=tuple(learner.get("scores", ())),
                tried=learner.get("tried"),
                begun=(learner["begun"]["day"], learner["begun"]["percent"]) if "begun" in learner else None,
            )
            for learner in data["learners"]
        ),
    )


def _evening(until: datetime, days_ago: int) -> datetime:
    """Return seven in the evening in Jakarta, this many days before."""
    day = until.astimezone(JAKARTA).date() - timedelta(days=days_ago)
    return datetime.combine(day, time(19), JAKARTA).astimezone(UTC)
