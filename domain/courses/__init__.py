"""What a course is and asks: pure, without database or HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

Kind = Literal["text", "video", "file", "quiz"]
Language = Literal["id", "en"]
# When a content is satisfied, in the words of cmi5 (section 10.2.4, moveOn).
MoveOn = Literal["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"]

KINDS: tuple[Kind, ...] = get_args(Kind)
MOVE_ON: tuple[MoveOn, ...] = get_args(MoveOn)


@dataclass(frozen=True)
class Content:
    """What a learner reads, watches or answers, as one version has it; its body is read apart.

    `place` counts the contents of the course, `section` its sections, both from 1; `mastery_score` is in percent.
    """

    id: int
    place: int
    section: int
    section_title: str
    kind: Kind
    title: str
    required: bool
    move_on: MoveOn
    mastery_score: int | None
    minutes: int | None
    prerequisites: tuple[int, ...]

    @property
    def is_mandatory(self) -> bool:
        """Whether a course is incomplete without it."""
        return self.required and self.move_on != "NotApplicable"


@dataclass(frozen=True)
class Version:
    """A course as it was published, its contents in order; it never changes."""

    id: int
    course_id: int
    number: int
    title: str
    language: Language
    sequential: bool
    # Courses to complete before one may enrol.
    prerequisites: tuple[int, ...]
    contents: tuple[Content, ...]

    @cached_property
    def by_id(self) -> dict[int, Content]:
        return {content.id: content for content in self.contents}

    @cached_property
    def mandatory_ids(self) -> frozenset[int]:
        """The ids of the contents without which the course is incomplete."""
        return frozenset(content.id for content in self.contents if content.is_mandatory)
