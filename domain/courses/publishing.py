"""Checks of a draft before it is published: could a learner complete it? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any, NamedTuple

import orjson

from domain.courses import Kind, MoveOn, markdown
from domain.courses.quizzes import Quiz

# The longest quote of a question in an issue.
MAX_QUOTE_LENGTH = 80


@dataclass(frozen=True)
class DraftContent:
    """A content of a draft; `html` is the rendered Markdown of texts and files, None of one not rendered yet."""

    id: int
    kind: Kind
    title: str
    body: str
    html: str | None
    file_id: str | None
    required: bool
    move_on: MoveOn
    prerequisites: tuple[int, ...]

    @property
    def is_mandatory(self) -> bool:
        return self.required and self.move_on != "NotApplicable"


class Issue(NamedTuple):
    """One issue: its code, the content concerned (None: the course), and the words of its sentence."""

    code: str
    content: DraftContent | None = None
    words: dict[str, Any] = {}


def find_issues(sequential: bool, contents: Sequence[DraftContent], removed: Mapping[int, str]) -> list[Issue]:
    """Return all issues that make the course impossible to complete, or a content impossible to open.

    `removed` has the titles of the contents removed from the draft, which others may still require. A content opens
    when its prerequisites are satisfied and, in a sequential course, all mandatory contents before it are.
    """
    found = [] if any(content.is_mandatory for content in contents) else [Issue("no_required_content")]
    for content in contents:
        found += _content_issues(content)
    return found + _prerequisite_issues(
        sequential, contents, removed, {issue.content.id for issue in found if issue.content}
    )


def _content_issues(content: DraftContent) -> Iterator[Issue]:
    """Yield the issues of a content by itself."""
    if content.kind == "quiz":
        quiz = Quiz.from_json(orjson.loads(content.body or "{}"))
        for question_id, code in quiz.find_faults():
            text = quiz.by_id[question_id].text if question_id is not None else ""
            yield Issue(code, content, {"question": shorten(text, MAX_QUOTE_LENGTH, placeholder="…")})
        return
    if content.move_on in ("Passed", "CompletedAndPassed"):
        yield Issue("cannot_be_passed", content)
    if content.kind == "text" and not _is_visible(content):
        yield Issue("text_empty", content)
    if content.kind == "video" and not content.body:
        yield Issue("video_link_missing", content)
    if content.kind == "file" and content.file_id is None:
        yield Issue("file_missing", content)


def _is_visible(content: DraftContent) -> bool:
    """Return whether a text shows something. One that is not rendered yet does, if it has any word."""
    if content.html is None:
        return re.search(r"\w", content.body) is not None
    return markdown.has_visible_content(content.html)


def _prerequisite_issues(
    sequential: bool, contents: Sequence[DraftContent], removed: Mapping[int, str], impossible: set[int]
) -> list[Issue]:
    """Return the issues of the prerequisites; nobody can satisfy the `impossible` contents anyway."""
    by_id = {content.id: content for content in contents}
    # A NotApplicable content is satisfied even if it never opens, so it blocks nothing.
    needs = {
        content.id: {
            needed for needed in content.prerequisites if needed in by_id and by_id[needed].move_on != "NotApplicable"
        }
        for content in contents
    }
    waits, last = {}, None
    for content in contents:
        # The mandatory content before it waits for the ones before that in turn.
        waits[content.id] = needs[content.id] | ({last} if sequential and last is not None else set())
        last = content.id if content.is_mandatory else last
    needs_closure = transitive_closure(needs)
    waits_closure = transitive_closure(waits) if sequential else needs_closure
    places = {content.id: place for place, content in enumerate(contents)}

    codes: dict[tuple[int, int], str] = {}
    for here, needed in _edges(contents):
        if needed == here:
            codes[here, needed] = "requires_itself"
        elif needed not in places:
            codes[here, needed] = "requires_removed_content"
        elif needed in needs[here] and here in needs_closure[needed]:
            codes[here, needed] = "prerequisite_cycle"
        elif needed in needs[here] and here in waits_closure[needed] and places[needed] > places[here]:
            codes[here, needed] = "requires_later_content"
    impossible = impossible | {here for here, _ in codes}
    for here, needed in _edges(contents):
        if needed in needs[here] and (needs_closure[needed] | {needed}) & impossible:
            codes.setdefault((here, needed), "requires_impossible_content")

    titles = {**removed, **{content.id: content.title for content in contents}}
    return [
        Issue(codes[here, needed], by_id[here], {"needed": titles.get(needed, str(needed))})
        for here, needed in _edges(contents)
        if (here, needed) in codes
    ]


def _edges(contents: Sequence[DraftContent]) -> Iterator[tuple[int, int]]:
    """Yield each content with each of its prerequisites."""
    return ((content.id, needed) for content in contents for needed in content.prerequisites)


def transitive_closure(edges: Mapping[int, set[int]]) -> dict[int, set[int]]:
    """Return all nodes that each node reaches, itself only in a cycle (Warshall's algorithm, one bit per node)."""
    bits = {each: 1 << place for place, each in enumerate(edges)}
    found = {each: sum(bits[target] for target in edges[each]) for each in edges}
    for middle in edges:
        for each in edges:
            if found[each] & bits[middle]:
                found[each] |= found[middle]
    return {each: {other for other in edges if found[each] & bits[other]} for each in edges}
