"""Guessing gets slower: failures in a row, counted by account, by address, and by person for each thing they prove."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal, get_args

import db
from errors import Problem

# What somebody who is known by their session or their password proves besides: a code, or the password again.
# Each has a count of its own, so that proving one never forgives guesses at the other.
Proof = Literal["code", "password"]
# How many failures in a row are free, by kind of subject. An address may be a whole office.
FREE = {"account": 10, "address": 100, "code": 5, "password": 10}
FIRST_LOCK_SECONDS = 60
LONGEST_LOCK_SECONDS = 15 * 60
FORGOTTEN_AFTER_SECONDS = 12 * 3600


@db.transactional()
def admit(account: str, address: str) -> None:
    """Counts one attempt on both subjects before the password is looked at, or refuses it with a 429.

    Counting first, under the subject's lock, keeps guesses that arrive together within the same bound.
    The account is what was typed, whether it exists or not, so the answer tells nothing.
    """
    for kind, name in (("account", account), ("address", address)):
        _count(kind, name)


@db.transactional()
def admit_proof(proof: Proof, user_id: int) -> None:
    """Counts one attempt of somebody who is known, before it is looked at, or refuses it with a 429.

    Strangers who guess at a sign-in have no part in this count, so they keep nobody from their own account's settings.
    """
    _count(proof, str(user_id))


def lock_seconds(failures: int, free: int) -> int:
    """How long the next attempt must wait: nothing while attempts are free, then a minute, doubling to 15."""
    if failures < free:
        return 0
    return int(min(FIRST_LOCK_SECONDS * 2 ** min(failures - free, 8), LONGEST_LOCK_SECONDS))


def forgive_proof(proof: Proof, user_id: int) -> None:
    """Forgets this person's failures after a right one."""
    _forget([_subject(proof, str(user_id))])


def clear(user_id: int, names: Iterable[str]) -> None:
    """Forgets all failures of the person, whom sign-ins call by these names."""
    _forget(
        [*(_subject("account", name) for name in names), *(_subject(kind, str(user_id)) for kind in get_args(Proof))]
    )


def forgive(account: str, address: str) -> None:
    """Forgets the account's failures after a right password, and takes this attempt off the address."""
    _forget([_subject("account", account)])
    db.execute(
        """
        UPDATE sign_in_failures
        SET    failures = GREATEST(failures - 1, 0)
        WHERE  subject = %s
        """,
        (_subject("address", address),),
    )


def _count(kind: str, name: str) -> None:
    subject = _subject(kind, name)
    db.execute(
        """
        INSERT INTO sign_in_failures (subject, failures, last_failed_at)
        VALUES (%s, 0, UTC_TIMESTAMP(6))
        ON DUPLICATE KEY UPDATE subject = VALUES(subject)
        """,
        (subject,),
    )
    row = db.fetch_one(
        """
        SELECT failures, TIMESTAMPDIFF(SECOND, last_failed_at, UTC_TIMESTAMP(6)) AS ago
        FROM   sign_in_failures
        WHERE  subject = %s
        FOR UPDATE
        """,
        (subject,),
    )
    assert row is not None
    failures = 0 if row["ago"] >= FORGOTTEN_AFTER_SECONDS else row["failures"]
    left = lock_seconds(failures, FREE[kind]) - row["ago"]
    if left > 0:
        raise Problem("too_many_attempts", headers={"Retry-After": str(left)}, seconds=left)
    db.execute(
        """
        UPDATE sign_in_failures
        SET    failures = %s, last_failed_at = UTC_TIMESTAMP(6)
        WHERE  subject = %s
        """,
        (failures + 1, subject),
    )


def _forget(subjects: list[bytes]) -> None:
    db.execute(
        f"""
        DELETE FROM sign_in_failures
        WHERE       subject IN ({db.marks(len(subjects))})
        """,
        subjects,
    )


def _subject(kind: str, name: str) -> bytes:
    return hashlib.sha256(f"{kind}:{name}".encode()).digest()
