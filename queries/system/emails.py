"""Letters to be sent: a row commits together with what it tells about, and a job of its own delivers it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import orjson

import actor
import db
from problems import Problem
from queries.system import jobs

JOB = "letters"
# All that an address gets before its owner has verified it. These letters hold no text that a caller chose.
FIXED = frozenset(
    {
        "verify",
        "email_change",
        "email_changed",
        "password_reset",
        "password_changed",
        "second_factor_on",
        "second_factor_off",
    }
)
# What people are told of their own deeds; beyond the day's number they find it in their account.
TOLD = frozenset({"receipt", "course_bought", "certificate_issued"})
# Between two letters that one sender causes, or that one address gets.
PAUSE_SECONDS = 60

# How far back receipts are sent once an address is verified, and of how many sales.
WAITING_DAYS = 7
WAITING_SALES = 10

Receipt = Literal["sent", "waits_for_verification"]
State = Literal["waiting", "sent", "given_up"]


class Letter(NamedTuple):
    """What a letter says, to whom and in which language (en, id); `words` fill its template."""

    recipient: str
    template: str
    language: str
    words: dict[str, Any]

    def __repr__(self) -> str:
        # Among the words is a link that opens something.
        return f"Letter(recipient={self.recipient!r}, template={self.template!r}, language={self.language!r})"


class Turn(NamedTuple):
    """When a letter may go: in `wait` seconds. `full`: the number of the day is used up until then."""

    wait: int
    full: bool


class Most(NamedTuple):
    """How many letters a sender may cause, and an address get, in so many seconds from the first one on."""

    letters: int
    seconds: int


_most: Most | None = Most(10, 24 * 3600)


def use(most: Most | None) -> None:
    """Set the number for this process; None is no limit."""
    global _most
    _most = most


def tell(user_id: int, template: str, language: str, words: dict[str, Any]) -> None:
    """Write to the person, by their `name` and the words given; nothing goes to who has no address.

    A verified address gets every letter. One that is not gets those of FIXED alone, as often as `put_in_turn` lets it.
    It is in the person's language, and in the one given where they have none.
    """
    person = _reader(user_id)
    if person is None or person["email"] is None:
        return
    letter = Letter(person["email"], template, person["language"] or language, {"name": person["name"], **words})
    if person["verified"]:
        put(letter)
    elif template in FIXED:
        put_in_turn(letter._replace(words=words), senders(user_id, verified=False))


def senders(user_id: int | None, verified: bool) -> list[str]:
    """Return who is counted for a letter that the caller causes.

    Somebody who has proven no address counts as the network of their address, too: accounts cost nothing.
    """
    network = f"network:{actor.network(actor.current().address)}"
    return [*([f"person:{user_id}"] if user_id is not None else []), *([] if verified else [network])]


@db.transactional()
def put_in_turn(letter: Letter, by: Sequence[str]) -> Turn:
    """Have the letter delivered when the counts of its senders and of its recipient let it go.

    Where the returned turn is `full`, no letter was put.
    """
    turn = next_turn(letter, by)
    if not turn.full:
        for subject in _counted(letter, by):
            _count(subject, turn.wait)
        put(letter, turn.wait)
    return turn


def must_be_now(turn: Turn) -> None:
    """Raise a 429 `email_throttled` where the turn is later."""
    if turn.wait:
        raise Problem("email_throttled", headers={"Retry-After": str(turn.wait)}, seconds=turn.wait)


def next_turn(letter: Letter, by: Sequence[str]) -> Turn:
    """Return when the letter may go. Until the caller's transaction ends, nobody else takes this turn."""
    if _most is None:
        return Turn(0, False)
    turns = [_turn(subject, _most) for subject in _counted(letter, by)]
    full = [turn for turn in turns if turn.full]
    return Turn(max(turn.wait for turn in full or turns), bool(full))


@db.transactional()
def may_tell(letter: db.Row) -> bool:
    """Count a letter of TOLD when it is first handed over; False where the recipient has had the day's number."""
    if _most is None or letter["attempts"]:
        return True
    subject = _subject(f"told:{_mailbox(letter['recipient'])}")
    if _turn(subject, _most).full:
        return False
    _count(subject, 0)
    return True


def put(letter: Letter, delay_seconds: int = 0) -> int:
    """Have the letter delivered once the caller's transaction is committed; its id."""
    letter_id = db.insert(
        """
        INSERT INTO letters (recipient, template, language, words)
        VALUES (%s, %s, %s, %s)
        """,
        (letter.recipient, letter.template, letter.language, orjson.dumps(letter.words).decode()),
    )
    _put_job(letter_id, delay_seconds)
    return letter_id


def put_of_sale(buyer_id: int, transaction_id: int, language: str, courses: bool) -> Receipt | None:
    """Send the receipt of a sale, and where its `courses` begin, as both stand when the letters are sent.

    They go to an address that is surely the buyer's: they wait until it is verified. None where there is no address.
    """
    person = _reader(buyer_id)
    if person is None or person["email"] is None:
        return None
    if not person["verified"]:
        return "waits_for_verification"
    for template in ("receipt", "course_bought") if courses else ("receipt",):
        put(Letter(person["email"], template, person["language"] or language, {"transaction_id": transaction_id}))
    return "sent"


def put_of_waiting_sales(buyer_id: int, language: str) -> None:
    """Send what `put_of_sale` has kept back in the last days, in the transaction that verifies the first address."""
    sales = db.fetch_all(
        """
        SELECT   t.id, EXISTS (SELECT 1
                               FROM   enrolments e FORCE INDEX (ix_enrolments_transaction)
                               WHERE  e.transaction_id = t.id) AS courses
        FROM     transactions t FORCE INDEX (ix_transactions_buyer_day)
        WHERE    t.buyer_id = %s AND t.created_at > UTC_TIMESTAMP(6) - INTERVAL %s DAY
        ORDER BY t.id DESC
        LIMIT    %s
        """,
        (buyer_id, WAITING_DAYS, WAITING_SALES),
    )
    for sale in reversed(sales):
        put_of_sale(buyer_id, sale["id"], language, bool(sale["courses"]))


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


def _reader(user_id: int) -> db.Row | None:
    return db.fetch_one(
        """
        SELECT name, email, email_verified_at IS NOT NULL AS verified, language
        FROM   users
        WHERE  id = %s
        """,
        (user_id,),
    )


def _counted(letter: Letter, by: Sequence[str]) -> list[bytes]:
    """Return the subjects that the letter counts for, in the order in which all lock them.

    A reset has a count of its own at its recipient: letters that somebody else causes must not keep an owner out.
    """
    if _most is None:
        return []
    kind = letter.template if letter.template == "password_reset" else "letters"
    return sorted(map(_subject, [*by, f"{kind}:{_mailbox(letter.recipient)}"]))


def _turn(subject: bytes, most: Most) -> Turn:
    db.execute(
        """
        INSERT INTO letter_counts (subject, letters, began_at, free_at)
        VALUES (%s, 0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
        ON DUPLICATE KEY UPDATE subject = VALUES(subject)
        """,
        (subject,),
    )
    row = db.fetch_one(
        """
        SELECT letters,
               CEILING(TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), free_at) / 1000000) AS pause,
               CEILING(TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), began_at + INTERVAL %s SECOND) / 1000000) AS rest
        FROM   letter_counts
        WHERE  subject = %s
        FOR UPDATE
        """,
        (most.seconds, subject),
    )
    assert row is not None
    if row["rest"] <= 0:
        db.execute(
            """
            UPDATE letter_counts
            SET    letters = 0, began_at = UTC_TIMESTAMP(6)
            WHERE  subject = %s
            """,
            (subject,),
        )
    elif row["letters"] >= most.letters:
        return Turn(int(row["rest"]), True)
    return Turn(max(0, int(row["pause"])), False)


def _count(subject: bytes, wait: int) -> None:
    db.execute(
        """
        UPDATE letter_counts
        SET    letters = letters + 1, free_at = UTC_TIMESTAMP(6) + INTERVAL %s SECOND
        WHERE  subject = %s
        """,
        (wait + PAUSE_SECONDS, subject),
    )


def _mailbox(address: str) -> str:
    """The mailbox of an address: most providers deliver `budi+shop@` to `budi@`."""
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _subject(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def _put_job(letter_id: int, delay_seconds: int = 0) -> None:
    # A job for each, so that a letter is with one worker at a time and one that can't be sent keeps none waiting.
    jobs.put(JOB, {"letter_id": letter_id}, name=f"letter:{letter_id}", delay_seconds=delay_seconds)
