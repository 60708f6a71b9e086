"""Progress of a learner in a content, and the merging of the events that devices send. Pure.

Both the stored progress and each event are a `Progress`. Merging is commutative, associative and idempotent, so events
recorded offline may arrive late, more than once and in any order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from domain.courses import Content, Kind, Version, completion_rules

# The earliest accepted timestamp of a device, whose clock may be wrong.
EPOCH = datetime(1970, 1, 1)


class Position(NamedTuple):
    """The position in a content (seconds of a video, or a unit that the client chooses), and when it was recorded."""

    at: datetime
    value: float


@dataclass(frozen=True)
class Progress:
    """The progress of one learner in one content.

    `at` is the latest recorded time; `percent` and `score` (also in percent) are the best values; `visits` maps each
    visit to its seconds so far. Times are UTC without a zone.
    """

    at: datetime = EPOCH
    completed: bool = False
    passed: bool = False
    waived: bool = False
    percent: int = 0
    score: int | None = None
    position: Position | None = None
    visits: Mapping[str, int] = field(default_factory=dict)

    def merge(self, other: Progress) -> Progress:
        """Return the progress of both. Of two positions the later one wins; at equal times the larger one."""
        return Progress(
            at=max(self.at, other.at),
            completed=self.completed or other.completed,
            passed=self.passed or other.passed,
            waived=self.waived or other.waived,
            percent=max(self.percent, other.percent),
            score=max((each for each in (self.score, other.score) if each is not None), default=None),
            position=max((each for each in (self.position, other.position) if each is not None), default=None),
            visits={
                visit: max(self.visits.get(visit, 0), other.visits.get(visit, 0))
                for visit in self.visits.keys() | other.visits.keys()
            },
        )

    def clamp(self, now: datetime) -> Progress:
        """Return the progress with no timestamp after `now`: a clock that runs ahead must not win for ever."""
        position = self.position and Position(min(self.position.at, now), self.position.value)
        return replace(self, at=min(self.at, now), position=position)


class Event(NamedTuple):
    """A progress event of a device. `field` is the request field that an error names.

    Without a `content_id` the event is about the whole course and carries `completed` only. Without a `recorded_at` it
    happens now.
    """

    field: str
    content_id: int | None
    completed: bool = False
    percent: int | None = None
    position: float | None = None
    seconds: int | None = None
    visit: str = ""
    recorded_at: datetime | None = None

    def to_progress(self, kind: Kind, now: datetime) -> Progress:
        """Return the progress that the event reports. Only attempts complete a quiz, so its completion is ignored."""
        at = max(self.recorded_at or now, EPOCH)
        percent = 0 if kind == "quiz" else 100 if self.completed else self.percent or 0
        return Progress(
            at=at,
            completed=percent == 100,
            percent=percent,
            position=None if self.position is None else Position(at, self.position),
            visits={} if self.seconds is None else {self.visit: self.seconds},
        )


class ContentLocked(Exception):
    """An event for a locked content, with the contents to satisfy first."""

    def __init__(self, content: Content, missing: list[Content]) -> None:
        self.content, self.missing = content, missing
        super().__init__(content.id)


def replay_events(
    version: Version,
    retired: Mapping[int, Content],
    known: Mapping[int, Progress],
    satisfied: Collection[int],
    events: Sequence[Event],
    now: datetime,
) -> dict[int, Progress]:
    """Return what the events add to the `known` progress, by content id.

    Events are replayed in the order in which they were recorded, so that one may open the content of the next. Raise
    `ContentLocked` for an event of a locked content. Events of `retired` contents, which only earlier versions have,
    are accepted as they are. An event of the whole course completes all open contents but quizzes, and those that open
    by it.
    """
    gains: dict[int, Progress] = {}
    satisfied = set(satisfied)

    def add(content: Content, event: Event) -> None:
        reported = event.to_progress(content.kind, now)
        gains[content.id] = gains[content.id].merge(reported) if content.id in gains else reported
        merged = known.get(content.id, Progress()).merge(gains[content.id])
        if completion_rules.is_satisfied(content.move_on, merged.completed, merged.passed, merged.waived):
            satisfied.add(content.id)

    def missing(content: Content) -> list[Content]:
        if content.id in known or content.id in gains:
            return []
        return completion_rules.missing_contents(version, content, satisfied)

    def completed(content: Content) -> bool:
        return known.get(content.id, Progress()).completed or gains.get(content.id, Progress()).completed

    def complete_course(event: Event) -> None:
        changed = True
        while changed:
            changed = False
            for content in version.contents:
                if content.kind != "quiz" and not completed(content) and not missing(content):
                    add(content, event)
                    changed = True

    for event in sorted(events, key=lambda event: event.recorded_at or now):
        if event.content_id is None:
            complete_course(event)
        elif content := version.by_id.get(event.content_id):
            if required := missing(content):
                raise ContentLocked(content, required)
            add(content, event)
        else:
            add(retired[event.content_id], event)
    return gains
