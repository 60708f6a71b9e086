"""Guessing gets slower: failures in a row, counted by account, by network, and by person for each thing they prove.

A network that an account has signed in from has a count of its own for that account, which no stranger raises.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal, get_args

import actor
import db
from problems import Problem

# What somebody who is known by their session or their password proves besides: a code, or the password again.
# Each has a count of its own, so that proving one never forgives guesses at the other.
Proof = Literal["code", "password"]
# How many failures in a row are free, by kind of subject. A network may be a whole office; a site is the 48 bits of
# IPv6 that an organisation is given, which hold 65,536 networks.
FREE = {"account": 10, "known": 10, "network": 100, "site": 1000, "code": 5, "password": 10}
FIRST_LOCK_SECONDS = 60
# With it no account is guessed at more than 70 times a day by all strangers together.
LONGEST_LOCK_SECONDS = 30 * 60
FORGOTTEN_AFTER_SECONDS = 12 * 3600
KNOWN_DAYS = 90


@db.transactional()
def admit(account: str, address: str, user_id: int | None) -> None:
    """Counts one attempt on its subjects before the password is looked at, or refuses it with a 429.

    Counting first, under the subject's lock, keeps guesses that arrive together within the same bound.
    The account is what was typed, whether it exists or not, so the answer tells nothing; `user_id` is whose it is.
    """
    for kind, name in _counted(account, address, user_id):
        _count(kind, name)


def knows(user_id: int, address: str) -> bool:
    """Return whether the person has signed in from this network within KNOWN_DAYS."""
    found = db.fetch_value(
        """
        SELECT 1 AS one
        FROM   known_networks
        WHERE  user_id = %s AND network = %s AND last_used_at > UTC_TIMESTAMP(6) - INTERVAL %s DAY
        """,
        (user_id, actor.network(address), KNOWN_DAYS),
    )
    return found is not None


def knows_well(user_id: int, address: str) -> bool:
    """Return whether this network is one of the three that the person has last signed in from.

    No more, because whoever signs in to an account of their own from many networks must not be known at all of them.
    """
    found = db.fetch_value(
        """
        SELECT 1 AS one
        FROM   (SELECT   network
                FROM     known_networks
                WHERE    user_id = %s
                ORDER BY last_used_at DESC
                LIMIT    3) AS latest
        WHERE  network = %s
        """,
        (user_id, actor.network(address)),
    )
    return found is not None


def remember(user_id: int, address: str) -> None:
    """Note that the person has signed in from this network."""
    db.execute(
        """
        INSERT INTO known_networks (user_id, network, last_used_at)
        VALUES (%s, %s, UTC_TIMESTAMP(6))
        ON DUPLICATE KEY UPDATE last_used_at = VALUES(last_used_at)
        """,
        (user_id, actor.network(address)),
    )


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
    """Forgets all failures of the person, whom sign-ins call by these names, and the networks they are known from.

    A thief may be among these.
    """
    known = db.fetch_all(
        """
        SELECT network
        FROM   known_networks
        WHERE  user_id = %s
        """,
        (user_id,),
    )
    _forget(
        [
            *(_subject("account", name) for name in names),
            *(_subject("known", f"{user_id} {row['network']}") for row in known),
            *(_subject(kind, str(user_id)) for kind in get_args(Proof)),
        ]
    )
    db.execute(
        """
        DELETE FROM known_networks
        WHERE       user_id = %s
        """,
        (user_id,),
    )


def forgive(account: str, address: str, user_id: int) -> None:
    """Forgets the failures that `admit` counted for the account, and takes this attempt off the networks.

    A right password from a known network forgives no stranger.
    """
    first, *networks = _counted(account, address, user_id)
    _forget([_subject(*first)])
    for kind, name in networks:
        db.execute(
            """
            UPDATE sign_in_failures
            SET    failures = GREATEST(failures - 1, 0)
            WHERE  subject = %s
            """,
            (_subject(kind, name),),
        )


def _counted(account: str, address: str, user_id: int | None) -> list[tuple[str, str]]:
    """Return the kinds and names that an attempt counts for; the first is that of the account."""
    network = actor.network(address)
    if user_id is not None and knows(user_id, address):
        return [("known", f"{user_id} {network}")]
    sites = [("site", network[:14])] if ":" in network else []
    return [("account", account), ("network", network), *sites]


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
