"""Letters to be sent: a row commits together with what it tells about, and a job of its own delivers it."""

from __future__ import annotations

from typing import Any, NamedTuple

import orjson

import db
from queries import jobs

JOB = "letters"


class Letter(NamedTuple):
    """What a letter says, to whom and in which language (en, id); `words` fill its template."""

    recipient: str
    template: str
    language: str
    words: dict[str, Any]


def put(letter: Letter) -> int:
    """Has the letter delivered once the caller's transaction is committed; its id."""
    letter_id = db.insert(
        """
        INSERT INTO letters (recipient, template, language, words)
        VALUES (%s, %s, %s, %s)
        """,
        (letter.recipient, letter.template, letter.language, orjson.dumps(letter.words).decode()),
    )
    # A job for each, so that a letter is with one worker at a time and one that can't be sent keeps none waiting.
    jobs.put(JOB, {"letter_id": letter_id})
    return letter_id


def unsent(letter_id: int) -> db.Row | None:
    """The letter with its `words` as a dict; None where it was sent."""
    row = db.fetch_one(
        """
        SELECT id, recipient, template, language, words, created_at
        FROM   letters
        WHERE  id = %s AND sent_at IS NULL
        """,
        (letter_id,),
    )
    return {**row, "words": orjson.loads(row["words"])} if row else None


def sent(letter_id: int) -> None:
    """Notes that the letter was sent and forgets its words, because a link among them opens something."""
    db.execute(
        """
        UPDATE letters
        SET    sent_at = UTC_TIMESTAMP(6), words = '{}'
        WHERE  id = %s AND sent_at IS NULL
        """,
        (letter_id,),
    )
