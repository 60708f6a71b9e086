"""What a learner has met of a course: facts that join, rules over them, what is open, where to go on. Pure.

Everything that is known of a person and a content is a `Facts`, and so is everything that a device tells. Facts only
ever join, so what was learned without a connection may arrive late, twice, and in any order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from domain.courses import Content, Kind, MoveOn, Version

# The earliest moment that a device may tell; its clock may be anywhere.
EPOCH = datetime(1970, 1, 1)


class Place(NamedTuple):
    """Where somebody was in a content (seconds of a video, or what the client counts), and since when."""

    at: datetime
    position: float


@dataclass(frozen=True)
class Facts:
    """What is known of one person and one content.

    `at` is the latest moment that was told of, `percent` and `score` (percent, too) are the best, `visits` has the
    seconds that each visit took so far. Moments are UTC without a zone.
    """

    at: datetime = EPOCH
    completed: bool = False
    passed: bool = False
    waived: bool = False
    percent: int = 0
    score: int | None = None
    place: Place | None = None
    visits: Mapping[str, int] = field(default_factory=dict)

    def joined(self, other: Facts) -> Facts:
        """Both together: commutative, associative, idempotent. Of two places the later wins, then the farther."""
        return Facts(
            at=max(self.at, other.at),
            completed=self.completed or other.completed,
            passed=self.passed or other.passed,
            waived=self.waived or other.waived,
            percent=max(self.percent, other.percent),
            score=max((each for each in (self.score, other.score) if each is not None), default=None),
            place=max((each for each in (self.place, other.place) if each is not None), default=None),
            visits={
                visit: max(self.visits.get(visit, 0), other.visits.get(visit, 0))
                for visit in self.visits.keys() | other.visits.keys()
            },
        )

    def until(self, now: datetime) -> Facts:
        """The same with no moment behind `now`: a clock that runs ahead must not win for ever."""
        place = self.place and Place(min(self.place.at, now), self.place.position)
        return replace(self, at=min(self.at, now), place=place)


class Write(NamedTuple):
    """One thing that a device tells; `name` is what the request calls its content, for a refusal.

    `content_id` None is the whole course, of which only `completed` can be told. `recorded_at` None is now.
    """

    name: str
    content_id: int | None
    completed: bool = False
    percent: int | None = None
    position: float | None = None
    seconds: int | None = None
    visit: str = ""
    recorded_at: datetime | None = None

    def facts(self, kind: Kind, now: datetime) -> Facts:
        """What the write says of a content. That a quiz is done only its attempts can tell."""
        at = max(self.recorded_at or now, EPOCH)
        percent = 0 if kind == "quiz" else 100 if self.completed else self.percent or 0
        return Facts(
            at=at,
            completed=percent == 100,
            percent=percent,
            place=None if self.position is None else Place(at, self.position),
            visits={} if self.seconds is None else {self.visit: self.seconds},
        )


class Locked(Exception):
    """A write to a content that is not open yet, and the contents that have to be satisfied first."""

    def __init__(self, content: Content, missing: list[Content]) -> None:
        self.content, self.missing = content, missing
        super().__init__(content.id)


def met(move_on: MoveOn, completed: bool, passed: bool, waived: bool) -> bool:
    """Whether a content is satisfied (cmi5, section 10.2.4, and 9.3.3 for what is waived)."""
    return (
        waived
        or {
            "Passed": passed,
            "Completed": completed,
            "CompletedAndPassed": completed and passed,
            "CompletedOrPassed": completed or passed,
            "NotApplicable": True,
        }[move_on]
    )


def missing(version: Version, content: Content, satisfied: Set[int]) -> list[Content]:
    """What keeps the content closed, in the order of the course."""
    return [
        other
        for other in version.contents
        if other.id not in satisfied
        and other.move_on != "NotApplicable"
        and (
            other.id in content.prerequisites
            or (version.sequential and other.is_mandatory and other.place < content.place)
        )
    ]


def opened(version: Version, satisfied: Set[int], begun: Collection[int]) -> set[int]:
    """The ids of the contents that are open: nothing is missing, or they were begun, which no later version undoes."""
    found: set[int] = set()
    reached = True
    for content in version.contents:
        needed = (version.by_id.get(other) for other in content.prerequisites)
        waits = any(other and other.move_on != "NotApplicable" and other.id not in satisfied for other in needed)
        if content.id in begun or (reached and not waits):
            found.add(content.id)
        if version.sequential and content.is_mandatory and content.id not in satisfied:
            reached = False
    return found


def percent(version: Version, satisfied: Set[int]) -> int:
    """The share of the counting contents that are satisfied, rounded down: 100 is all of them."""
    counting = version.mandatory_ids
    return 100 * len(counting & satisfied) // len(counting) if counting else 0


def resume(version: Version, last: int | None, satisfied: Set[int], opened: Set[int]) -> int | None:
    """Where to go on: in the content last worked on while it is not done, else in the next that counts.

    The next is looked for behind the last one first. None: nothing that counts is left, or open.
    """
    if last in opened and last not in satisfied:
        return last
    behind = version.by_id[last].place if last in version.by_id else 0
    left = [content for content in version.contents if content.id in version.mandatory_ids & opened - satisfied]
    return next((content.id for content in left if content.place > behind), left[0].id if left else None)


def judged(
    version: Version,
    earlier: Mapping[int, Content],
    done: Mapping[int, Facts],
    satisfied: Collection[int],
    writes: Sequence[Write],
    now: datetime,
) -> dict[int, Facts]:
    """What the writes add to what is `done`, by content; each is judged in the order in which they were recorded.

    A write may so open the content of the next. One to a content that is not open raises `Locked`; one to a content
    of an `earlier` version alone is taken as it is. A write to the whole course completes what is open and can be
    completed by saying so, and what opens by that.
    """
    gains: dict[int, Facts] = {}
    satisfied = set(satisfied)

    def take(content: Content, told: Facts) -> None:
        gains[content.id] = gains[content.id].joined(told) if content.id in gains else told
        facts = done.get(content.id, Facts()).joined(gains[content.id])
        if met(content.move_on, facts.completed, facts.passed, facts.waived):
            satisfied.add(content.id)

    def closed(content: Content) -> list[Content]:
        return [] if content.id in done or content.id in gains else missing(version, content, satisfied)

    def completed(content: Content) -> bool:
        return done.get(content.id, Facts()).completed or gains.get(content.id, Facts()).completed

    for write in sorted(writes, key=lambda write: write.recorded_at or now):
        if write.content_id is None:
            going_on = True
            while going_on:
                going_on = False
                for content in version.contents:
                    if content.kind != "quiz" and not completed(content) and not closed(content):
                        take(content, write.facts(content.kind, now))
                        going_on = True
        elif found := version.by_id.get(write.content_id):
            if reasons := closed(found):
                raise Locked(found, reasons)
            take(found, write.facts(found.kind, now))
        else:
            old = earlier[write.content_id]
            take(old, write.facts(old.kind, now))
    return gains


class Words(NamedTuple):
    """A sentence in both languages."""

    en: str
    id: str


COMPLETED: dict[Kind, Words] = {
    "text": Words(
        "Done when you reach its end or mark it as read.",
        "Selesai bila Anda membacanya sampai akhir atau menandainya sudah dibaca.",
    ),
    "video": Words(
        "Done when you reach its end or mark it as watched.",
        "Selesai bila Anda menontonnya sampai akhir atau menandainya sudah ditonton.",
    ),
    "file": Words("Done when you mark it as done.", "Selesai bila Anda menandainya selesai."),
    "quiz": Words("Done when you hand in your answers.", "Selesai bila Anda mengumpulkan jawaban."),
}
PASSED = Words("Done when you score at least {score}%.", "Selesai bila nilai Anda paling sedikit {score}%.")
PASSED_SOMEHOW = Words("Done when you pass.", "Selesai bila Anda lulus.")
NOTHING = Words("Nothing has to be done here.", "Tidak ada yang harus dikerjakan di sini.")


def in_words(content: Content) -> Words:
    """When the content is done, as a learner reads it."""
    if content.move_on == "NotApplicable":
        return NOTHING
    # Who hands in answers that pass has handed in answers, and who hands in any has met the weaker of the two.
    if content.move_on in ("Completed", "CompletedOrPassed"):
        return COMPLETED[content.kind]
    if content.mastery_score is None:
        return PASSED_SOMEHOW
    return Words(*(words.format(score=content.mastery_score) for words in PASSED))
