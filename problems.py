"""Problems: the ways in which a request can fail in a foreseen way (RFC 9457). Pure: no Flask, no driver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from messages import PROBLEMS, REASONS


class Fault(NamedTuple):
    """What is wrong with one field: its dotted path, a key of FIELDS, the words of its sentence."""

    field: str
    code: str
    words: dict[str, Any] = {}


class Reason(NamedTuple):
    """One of several reasons of a problem: a key of REASONS, what it is about, the words of its sentence."""

    code: str
    content_id: int | None = None
    title: str | None = None
    words: dict[str, Any] = {}

    def to_response(self, language: str) -> dict[str, Any]:
        """The reason as an answer shows it."""
        sentence = REASONS[self.code].translate(language, {"title": self.title, **self.words})
        return {"code": self.code, "content_id": self.content_id, "title": self.title, "msg": sentence}


# What each problem's body has of its own: RFC 9457's members, and ours. No problem brings another value for one.
RESERVED = frozenset(
    {"type", "title", "status", "detail", "instance", "code", "msg", "request_id", "errors", "reasons"}
)


class Problem(Exception):
    """A request that fails in a foreseen way.

    `words` fill the sentence and stand in the body; `members` stand in the body only. An unknown
    code is a KeyError here and not at the client, a word or member of RESERVED a TypeError.
    """

    def __init__(
        self,
        code: str,
        faults: Sequence[Fault] = (),
        headers: dict[str, str] | None = None,
        members: dict[str, Any] | None = None,
        reasons: Sequence[Reason] = (),
        **words: Any,
    ) -> None:
        self.reasons = reasons
        self.status, self.sentence = PROBLEMS[code]
        self.code = code
        self.faults = faults
        self.headers = headers or {}
        self.words = words
        self.members = members or {}
        if taken_over := RESERVED & (self.words.keys() | self.members.keys()):
            raise TypeError(f"{code} can't bring its own {', '.join(sorted(taken_over))}")
        super().__init__(code)


def invalid(field: str, code: str, **words: Any) -> Problem:
    """A 422 that names one field."""
    return Problem("validation_failed", [Fault(field, code, words)])


def taken(field: str) -> Problem:
    """A 409 that names the field whose value belongs to another row."""
    return Problem("taken", [Fault(field, "taken")], field=field)
