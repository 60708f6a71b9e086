"""Why a course could never be completed: what is asked of its draft before it is published. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any, NamedTuple

import orjson

from domain.courses import Kind, MoveOn, markdown
from domain.courses.quizzes import Quiz

# How many characters of a question stand in a sentence about it.
MAX_QUOTE_LENGTH = 80


@dataclass(frozen=True)
class DraftContent:
    """A content as its author has it; `html` is what its Markdown makes, of texts and files alone."""

    id: int
    kind: Kind
    title: str
    body: str
    html: str
    file_id: str | None
    required: bool
    move_on: MoveOn
    prerequisites: tuple[int, ...]

    @property
    def is_mandatory(self) -> bool:
        return self.required and self.move_on != "NotApplicable"


class Issue(NamedTuple):
    """One reason: a code, the content that it is about (None: the course), and the words of its sentence."""

    code: str
    content: DraftContent | None = None
    words: dict[str, Any] = {}


def find_issues(sequential: bool, contents: Sequence[DraftContent], removed: Mapping[int, str]) -> list[Issue]:
    """Every reason why the course, its contents in their order, could never be completed, or a content never opens.

    `removed` has the titles of contents that were taken out of the draft, which others may still ask for. A content
    opens when its prerequisites are satisfied and, in a sequential course, all counting contents before it are.
    """
    found = [] if any(content.is_mandatory for content in contents) else [Issue("no_required_content")]
    for content in contents:
        found += _content_issues(content)
    return found + _prerequisite_issues(
        sequential, contents, removed, {issue.content.id for issue in found if issue.content}
    )


def _content_issues(content: DraftContent) -> Iterator[Issue]:
    """What is wrong with a content by itself."""
    if content.kind == "quiz":
        quiz = Quiz.from_json(orjson.loads(content.body or "{}"))
        for question_id, code in quiz.find_faults():
            text = quiz.by_id[question_id].text if question_id is not None else ""
            yield Issue(code, content, {"question": shorten(text, MAX_QUOTE_LENGTH, placeholder="…")})
        return
    if content.move_on in ("Passed", "CompletedAndPassed"):
        yield Issue("cannot_be_passed", content)
    if content.kind == "text" and not markdown.has_visible_content(content.html):
        yield Issue("text_empty", content)
    if content.kind == "video" and not content.body:
        yield Issue("video_link_missing", content)
    if content.kind == "file" and content.file_id is None:
        yield Issue("file_missing", content)


def _prerequisite_issues(
    sequential: bool, contents: Sequence[DraftContent], removed: Mapping[int, str], impossible: set[int]
) -> list[Issue]:
    """What is wrong with what contents wait for; `impossible` are those that nobody can satisfy anyway."""
    by_id = {content.id: content for content in contents}
    # What needs nothing done is satisfied, whether or not it opens, and so keeps nobody waiting.
    needs = {
        content.id: {
            needed for needed in content.prerequisites if needed in by_id and by_id[needed].move_on != "NotApplicable"
        }
        for content in contents
    }
    waits, last = {}, None
    for content in contents:
        # The counting content before it waits for those before that one.
        waits[content.id] = needs[content.id] | ({last} if sequential and last is not None else set())
        last = content.id if content.is_mandatory else last
    behind_needs = transitive_closure(needs)
    behind_waits = transitive_closure(waits) if sequential else behind_needs
    places = {content.id: place for place, content in enumerate(contents)}

    codes: dict[tuple[int, int], str] = {}
    for here, needed in _edges(contents):
        if needed == here:
            codes[here, needed] = "requires_itself"
        elif needed not in places:
            codes[here, needed] = "requires_removed_content"
        elif needed in needs[here] and here in behind_needs[needed]:
            codes[here, needed] = "prerequisite_cycle"
        elif needed in needs[here] and here in behind_waits[needed] and places[needed] > places[here]:
            codes[here, needed] = "requires_later_content"
    impossible = impossible | {here for here, _ in codes}
    for here, needed in _edges(contents):
        if needed in needs[here] and (behind_needs[needed] | {needed}) & impossible:
            codes.setdefault((here, needed), "requires_impossible_content")

    titles = {**removed, **{content.id: content.title for content in contents}}
    return [
        Issue(codes[here, needed], by_id[here], {"needed": titles.get(needed, str(needed))})
        for here, needed in _edges(contents)
        if (here, needed) in codes
    ]


def _edges(contents: Sequence[DraftContent]) -> Iterator[tuple[int, int]]:
    """Each content with each that it asks for."""
    return ((content.id, needed) for content in contents for needed in content.prerequisites)


def transitive_closure(steps: Mapping[int, set[int]]) -> dict[int, set[int]]:
    """All that each comes to by these steps, itself only by way of a ring (Warshall's closure, a bit for each)."""
    bits = {each: 1 << place for place, each in enumerate(steps)}
    found = {each: sum(bits[next_one] for next_one in steps[each]) for each in steps}
    for middle in steps:
        for each in steps:
            if found[each] & bits[middle]:
                found[each] |= found[middle]
    return {each: {other for other in steps if found[each] & bits[other]} for each in steps}
