"""Courses, their published versions and contents. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, get_args

Kind = Literal["text", "video", "file", "quiz"]
Language = Literal["id", "en"]
# The criterion that satisfies a content: the moveOn values of cmi5, section 10.2.4.
MoveOn = Literal["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"]

KINDS: tuple[Kind, ...] = get_args(Kind)
MOVE_ON: tuple[MoveOn, ...] = get_args(MoveOn)


class Bilingual(NamedTuple):
    """One sentence in English and Indonesian."""

    en: str
    id: str


@dataclass(frozen=True)
class Content:
    """A content of a published version, without its body.

    `place` numbers the contents of the course and `section` its sections, both from 1. `mastery_score` is in percent.
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
        """Return True if completing the course requires this content."""
        return self.required and self.move_on != "NotApplicable"


@dataclass(frozen=True)
class Version:
    """An immutable published version of a course, with its contents in order."""

    id: int
    course_id: int
    number: int
    title: str
    language: Language
    sequential: bool
    # The courses that a learner completes before enrolling.
    prerequisites: tuple[int, ...]
    contents: tuple[Content, ...]

    @cached_property
    def by_id(self) -> dict[int, Content]:
        return {content.id: content for content in self.contents}

    @cached_property
    def mandatory_ids(self) -> frozenset[int]:
        """The ids of the mandatory contents."""
        return frozenset(content.id for content in self.contents if content.is_mandatory)
