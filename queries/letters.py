"""Letters to be sent: a row commits together with what it tells about, and a job of its own delivers it."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import orjson

import db
from queries import jobs

JOB = "letters"

State = Literal["waiting", "sent", "given_up"]


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
    _put_job(letter_id)
    return letter_id


def put_receipt(buyer_id: int, transaction_id: int, language: str) -> None:
    """Has the buyer of a sale sent its receipt, which is read when it is sent, to an address that is surely theirs."""
    letter_id = db.insert(
        """
        INSERT INTO letters (recipient, template, language, words)
        SELECT email, 'receipt', %s, %s
        FROM   users
        WHERE  id = %s AND email_verified_at IS NOT NULL
        """,
        (language, orjson.dumps({"transaction_id": transaction_id}).decode(), buyer_id),
    )
    if letter_id:
        _put_job(letter_id)


def unsent(letter_id: int) -> db.Row | None:
    """The letter with its `words` as a dict and its `age` in seconds; None where it was sent."""
    row = db.fetch_one(
        """
        SELECT id, recipient, template, language, words, attempts, created_at,
               TIMESTAMPDIFF(SECOND, created_at, UTC_TIMESTAMP(6)) AS age
        FROM   letters
        WHERE  id = %s AND sent_at IS NULL
        """,
        (letter_id,),
    )
    return {**row, "words": orjson.loads(row["words"])} if row else None


def try_to_send(letter_id: int) -> None:
    """Counts an attempt, before it is made, so that one which ends its worker is counted, too."""
    db.execute(
        """
        UPDATE letters
        SET    attempts = attempts + 1
        WHERE  id = %s
        """,
        (letter_id,),
    )


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


def page(before: int, limit: int, state: State | None = None) -> list[db.Row]:
    """Letters with ids below `before`, newest first, without their words; of one `state` if given.

    Each has the `job_id` that delivers it, when it is `due_at` next (None unless it waits), and the `error` of its
    last attempt.
    """
    index, condition = {
        None: ("PRIMARY", "TRUE"),
        "sent": ("PRIMARY", "l.sent_at IS NOT NULL"),
        "waiting": ("ix_letters_sent", "l.sent_at IS NULL AND (j.state IS NULL OR j.state <> 'failed')"),
        "given_up": ("ix_letters_sent", "l.sent_at IS NULL AND j.state = 'failed'"),
    }[state]
    return db.fetch_all(
        f"""
        SELECT    l.id, l.recipient, l.template, l.language, l.attempts, l.created_at, l.sent_at, j.id AS job_id,
                  CASE WHEN l.sent_at IS NOT NULL THEN 'sent'
                       WHEN j.state = 'failed' THEN 'given_up'
                       ELSE 'waiting' END AS state,
                  CASE WHEN l.sent_at IS NULL AND j.state <> 'failed' THEN j.due_at END AS due_at,
                  CASE WHEN l.sent_at IS NULL THEN j.error END AS error
        FROM      letters l FORCE INDEX ({index})
        LEFT JOIN jobs j ON j.unique_name = CONVERT(CONCAT('letter:', l.id) USING ascii)
        WHERE     l.id < %s AND {condition}
        ORDER BY  l.id DESC
        LIMIT     %s
        """,
        (before, limit),
    )


def _put_job(letter_id: int) -> None:
    # A job for each, so that a letter is with one worker at a time and one that can't be sent keeps none waiting.
    jobs.put(JOB, {"letter_id": letter_id}, name=f"letter:{letter_id}")
