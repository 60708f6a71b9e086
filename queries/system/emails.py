"""The outbox: an e-mail is enqueued in the transaction of its cause, and a job of its own sends it.

Its rows are in the table `letters`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from typing import Any, Literal, NamedTuple

import orjson

import actor
import db
from problems import Problem
from queries.system import jobs

JOB = "letters"
# The templates for unverified addresses. They hold no text that a caller chose.
SENT_UNVERIFIED = frozenset(
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
# Notifications of a user's own actions. Beyond the quota they are not sent: the account shows the same.
NOTIFICATIONS = frozenset({"receipt", "course_bought", "certificate_issued"})
# Between two e-mails that one sender causes, or that one address gets.
PAUSE_SECONDS = 60
# The life of a link that resets a password. Beyond the quota, one is sent when the last one has ended.
RESET_MINUTES = 45

# Receipts that are sent once an address is verified: of the last days, and at most of so many sales.
WAITING_DAYS = 7
WAITING_SALES = 10

Receipt = Literal["sent", "waits_for_verification"]
State = Literal["waiting", "sent", "given_up"]


class Email(NamedTuple):
    """An e-mail to be sent, in `language` (en, id); `words` fill its template."""

    recipient: str
    template: str
    language: str
    words: dict[str, Any]

    def __repr__(self) -> str:
        # The words may include a link with a token.
        return f"Email(recipient={self.recipient!r}, template={self.template!r}, language={self.language!r})"


class Throttle(NamedTuple):
    """The result of the throttle: wait so many seconds. `full`: the quota is used up until then."""

    wait: int
    full: bool


class Quota(NamedTuple):
    """The e-mails that one sender may cause, or one address get, within `seconds` from the first one."""

    emails: int
    seconds: int


class _Count(NamedTuple):
    """A sender or a recipient. Beyond the quota one e-mail in `pace_minutes` is sent, or none if that is 0."""

    name: str
    pace_minutes: int = 0

    @property
    def subject(self) -> bytes:
        return hashlib.sha256(self.name.encode()).digest()


_quota: Quota | None = Quota(10, 24 * 3600)


def configure(quota: Quota | None) -> None:
    """Set the quota of this process; None means no limit."""
    global _quota
    _quota = quota


def notify(user_id: int, template: str, language: str, words: dict[str, Any]) -> None:
    """Enqueue an e-mail to a user, with their `name` and `words`. Do nothing if the user has no address.

    An unverified address gets the templates of SENT_UNVERIFIED only, throttled by `enqueue_throttled`. The e-mail is in
    the user's language, or in `language` if they have none.
    """
    person = _get_recipient(user_id)
    if person is None or person["email"] is None:
        return
    email = Email(person["email"], template, person["language"] or language, {"name": person["name"], **words})
    if person["verified"]:
        enqueue(email)
    elif template in SENT_UNVERIFIED:
        enqueue_throttled(email._replace(words=words), senders(user_id, verified=False))


def senders(user_id: int | None, verified: bool) -> list[str]:
    """Return the senders to count for an e-mail that the caller causes.

    A user without a verified address also counts as their network, because accounts cost nothing.
    """
    network = f"network:{actor.network(actor.current().address)}"
    return [*([f"person:{user_id}"] if user_id is not None else []), *([] if verified else [network])]


@db.transactional()
def enqueue_throttled(email: Email, by: Sequence[str]) -> Throttle:
    """Enqueue an e-mail, delayed as the counts of its senders and of its recipient require.

    If the returned throttle is `full`, nothing was enqueued.
    """
    return _enqueue_counted(email, _counts(email, by))


@db.transactional()
def enqueue_reset(email: Email, verified_id: int | None, known: bool) -> bool:
    """Enqueue an e-mail that resets a password; return False if the last one is too recent.

    Resets have counts of their own: e-mails that others cause must not lock the owner out. A user with a verified
    address is counted by `verified_id`, because others may sign up with addresses of the same mailbox. A request from a
    `known` network, one from which the user has signed in, does not wait for others.
    """
    recipient = _mailbox(email.recipient) if verified_id is None else verified_id
    counts = [_Count(f"password_reset:{recipient}", RESET_MINUTES)]
    if known and verified_id is not None:
        own = [_Count(f"known_reset:{verified_id}")]
        counts = counts if _check(own).full else own
    if _check(counts).wait:
        return False
    by = [] if known else senders(None, verified=False)
    return not _enqueue_counted(email, [*counts, *map(_Count, by)]).full


def require_no_wait(throttle: Throttle) -> None:
    """Raise a 429 `email_throttled` if the e-mail has to wait."""
    if throttle.wait:
        raise Problem("email_throttled", headers={"Retry-After": str(throttle.wait)}, seconds=throttle.wait)


def check_throttle(email: Email, by: Sequence[str]) -> Throttle:
    """Return the throttle of an e-mail, and lock its counts until the caller's transaction ends."""
    return _check(_counts(email, by))


@db.transactional()
def count_notification(email: db.Row) -> bool:
    """Count a notification at its first attempt. Return False if the recipient's quota is used up."""
    if _quota is None or email["attempts"]:
        return True
    count = _Count(f"told:{_mailbox(email['recipient'])}")
    if _throttle(count, _quota).full:
        return False
    _add(count, 0)
    return True


def enqueue(email: Email, delay_seconds: int = 0) -> int:
    """Enqueue an e-mail, which is sent once the caller's transaction commits. Return its id."""
    email_id = db.insert(
        """
        INSERT INTO letters (recipient, template, language, words)
        VALUES (%s, %s, %s, %s)
        """,
        (email.recipient, email.template, email.language, orjson.dumps(email.words).decode()),
    )
    _enqueue_job(email_id, delay_seconds)
    return email_id


def enqueue_receipt(buyer_id: int | None, transaction_id: int, language: str, courses: bool) -> Receipt | None:
    """Enqueue the receipt of a sale, and the e-mail about its `courses`. Both are rendered when they are sent.

    They wait until the buyer's address is verified. Return None if there is no buyer, or none with an address.
    """
    person = None if buyer_id is None else _get_recipient(buyer_id)
    if person is None or person["email"] is None:
        return None
    if not person["verified"]:
        return "waits_for_verification"
    for template in ("receipt", "course_bought") if courses else ("receipt",):
        enqueue(Email(person["email"], template, person["language"] or language, {"transaction_id": transaction_id}))
    return "sent"


def enqueue_waiting_receipts(buyer_id: int, language: str) -> None:
    """Enqueue the receipts that `enqueue_receipt` has kept back, in the transaction that verifies the first address."""
    sales = db.fetch_all(
        """
        SELECT   t.id, EXISTS (SELECT 1
                               FROM   enrolments e FORCE INDEX (ix_enrolments_transaction)
                               WHERE  e.transaction_id = t.id) AS courses
        FROM     transactions t FORCE INDEX (ix_transactions_buyer_day)
        WHERE    t.buyer_id = %s AND t.status = 'paid' AND t.created_at > UTC_TIMESTAMP(6) - INTERVAL %s DAY
        ORDER BY t.id DESC
        LIMIT    %s
        """,
        (buyer_id, WAITING_DAYS, WAITING_SALES),
    )
    for sale in reversed(sales):
        enqueue_receipt(buyer_id, sale["id"], language, bool(sale["courses"]))


def get_unsent(email_id: int) -> db.Row | None:
    """Return an e-mail with its `words` as a dict and its `age` in seconds, or None if it was sent."""
    row = db.fetch_one(
        """
        SELECT id, recipient, template, language, words, attempts, created_at,
               TIMESTAMPDIFF(SECOND, created_at, UTC_TIMESTAMP(6)) AS age
        FROM   letters
        WHERE  id = %s AND sent_at IS NULL
        """,
        (email_id,),
    )
    return {**row, "words": orjson.loads(row["words"])} if row else None


def count_attempt(email_id: int) -> None:
    """Count an attempt before it is made, so that an attempt that kills its worker counts as well."""
    db.execute(
        """
        UPDATE letters
        SET    attempts = attempts + 1
        WHERE  id = %s
        """,
        (email_id,),
    )


def mark_sent(email_id: int) -> None:
    """Mark an e-mail as sent and delete its words, which may include a link with a token."""
    db.execute(
        """
        UPDATE letters
        SET    sent_at = UTC_TIMESTAMP(6), words = '{}'
        WHERE  id = %s AND sent_at IS NULL
        """,
        (email_id,),
    )


def page(before: int, limit: int, state: State | None = None) -> list[db.Row]:
    """Return e-mails with ids below `before`, newest first, without their words; of one `state` if given.

    Each has the `job_id` that sends it, the time `due_at` of its next attempt (None unless it is waiting), and the
    `error` of its last attempt.
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


def _get_recipient(user_id: int) -> db.Row | None:
    return db.fetch_one(
        """
        SELECT name, email, email_verified_at IS NOT NULL AS verified, language
        FROM   users
        WHERE  id = %s
        """,
        (user_id,),
    )


def _counts(email: Email, by: Sequence[str]) -> list[_Count]:
    return [_Count(name) for name in (*by, f"letters:{_mailbox(email.recipient)}")]


def _enqueue_counted(email: Email, counts: Collection[_Count]) -> Throttle:
    throttle = _check(counts)
    if not throttle.full:
        for count in counts if _quota is not None else ():
            _add(count, throttle.wait)
        enqueue(email, throttle.wait)
    return throttle


def _check(counts: Collection[_Count]) -> Throttle:
    if _quota is None:
        return Throttle(0, False)
    # Every transaction locks them in the same order.
    throttles = [_throttle(count, _quota) for count in sorted(counts, key=lambda count: count.subject)]
    full = [throttle for throttle in throttles if throttle.full]
    return Throttle(max(throttle.wait for throttle in full or throttles), bool(full))


def _throttle(count: _Count, quota: Quota) -> Throttle:
    db.execute(
        """
        INSERT INTO letter_counts (subject, letters, began_at, free_at)
        VALUES (%s, 0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
        ON DUPLICATE KEY UPDATE subject = VALUES(subject)
        """,
        (count.subject,),
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
        (quota.seconds, count.subject),
    )
    assert row is not None
    pause, rest = int(row["pause"]), int(row["rest"])
    if rest <= 0:
        db.execute(
            """
            UPDATE letter_counts
            SET    letters = 0, began_at = UTC_TIMESTAMP(6)
            WHERE  subject = %s
            """,
            (count.subject,),
        )
    elif row["letters"] >= quota.emails:
        if count.pace_minutes:
            rest = min(rest, pause - PAUSE_SECONDS + count.pace_minutes * 60)
        return Throttle(max(0, rest), rest > 0)
    return Throttle(max(0, pause), False)


def _add(count: _Count, wait: int) -> None:
    db.execute(
        """
        UPDATE letter_counts
        SET    letters = letters + 1, free_at = UTC_TIMESTAMP(6) + INTERVAL %s SECOND
        WHERE  subject = %s
        """,
        (wait + PAUSE_SECONDS, count.subject),
    )


def _mailbox(address: str) -> str:
    """Return the mailbox of an address: most providers deliver `budi+shop@` to `budi@`."""
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _enqueue_job(email_id: int, delay_seconds: int = 0) -> None:
    # One job per e-mail: one worker sends it, and an e-mail that can't be sent delays no other.
    jobs.enqueue(JOB, {"letter_id": email_id}, name=f"letter:{email_id}", delay_seconds=delay_seconds)
