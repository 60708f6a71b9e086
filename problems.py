"""Problems: the expected failures of a request (RFC 9457). No Flask and no database driver in here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from messages import PROBLEMS, REASONS


class Fault(NamedTuple):
    """An error of one field: its dotted path, a key of FIELDS, and the words of its sentence."""

    field: str
    code: str
    words: dict[str, Any] = {}


class Reason(NamedTuple):
    """One of several reasons of a problem: a key of REASONS, its content, and the words of its sentence."""

    code: str
    content_id: int | None = None
    title: str | None = None
    words: dict[str, Any] = {}

    def to_response(self, language: str) -> dict[str, Any]:
        """Return the reason as a member of the response."""
        sentence = REASONS[self.code].translate(language, {"title": self.title, **self.words})
        return {"code": self.code, "content_id": self.content_id, "title": self.title, "msg": sentence}


# Members that every problem has, of RFC 9457 and our own. No problem may override one.
RESERVED = frozenset(
    {"type", "title", "status", "detail", "instance", "code", "msg", "request_id", "errors", "reasons"}
)


class Problem(Exception):
    """An expected failure of a request.

    `words` fill the sentence and are members of the body; `members` are members of the body only.
    An unknown code raises KeyError, and a word or member of RESERVED raises TypeError.
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
        if overridden := RESERVED & (self.words.keys() | self.members.keys()):
            raise TypeError(f"{code} can't override {', '.join(sorted(overridden))}")
        super().__init__(code)


def invalid(field: str, code: str, **words: Any) -> Problem:
    """Return a 422 for one field."""
    return Problem("validation_failed", [Fault(field, code, words)])


def taken(field: str) -> Problem:
    """Return a 409 for a field whose value another row has already."""
    return Problem("taken", [Fault(field, "taken")], field=field)
