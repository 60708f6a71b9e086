"""Login throttling: failures in a row, counted per account, per network, and per user and factor.

A network from which the account has signed in before is counted on its own, so that others cannot lock the user out.
From other networks each has a count per account, so that a single one cannot lock the user out at a new place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal, get_args

import actor
import db
from problems import Problem

# What a user proves again after authentication: a code of two-factor authentication, or the password. Each is counted
# on its own, so that a success with one never clears failures of the other.
Factor = Literal["code", "password"]
# Failures in a row without a delay, by kind of subject. A network may be a whole office; a site is the /48 of IPv6 that
# an organization gets, which holds 65,536 networks.
FREE_ATTEMPTS = {
    "account": 40, "stranger": 10, "known": 10, "network": 100, "site": 1000,
    "code": 20, "stranger_code": 5, "known_code": 5, "password": 10, "pin": 5,
}  # fmt: skip
# Subjects that count attempts at many accounts.
SHARED = frozenset({"network", "site"})
FIRST_LOCK_SECONDS = 60
# All unknown networks together have at most 100 guesses per account and day. As strangers may lock an owner out with
# them, the first locks are short, and long only if the guesses go on for more than three quarters of an hour.
MAX_LOCK_SECONDS = 30 * 60
SHORT_LOCK_SECONDS = 4 * 60
SHORT_LOCKS = {"account": 13}
RESET_AFTER_SECONDS = 12 * 3600
KNOWN_DAYS = 90


@db.transactional()
def count_attempt(account: str, address: str, user_id: int | None) -> None:
    """Count an attempt for its subjects before the password is checked, or raise a 429 problem.

    Counting first, under the lock of the subject, keeps simultaneous guesses within the same limit. `account` is the
    name typed, whether it exists or not, so the response reveals nothing; `user_id` is its owner.
    """
    for kind, name in _subjects(account, address, user_id):
        _count(kind, name)


def is_known_network(user_id: int, address: str) -> bool:
    """Return True if the user has signed in from this network within KNOWN_DAYS."""
    found = db.fetch_value(
        """
        SELECT 1 AS one
        FROM   known_networks
        WHERE  user_id = %s AND network = %s AND last_used_at > UTC_TIMESTAMP(6) - INTERVAL %s DAY
        """,
        (user_id, actor.network(address), KNOWN_DAYS),
    )
    return found is not None


def find_owner_at_known_network(email: str, address: str) -> int | None:
    """Return the user who has verified this address and has signed in from this network within KNOWN_DAYS, or None."""
    if not email.isascii():
        # The database refuses to compare it with an ASCII column.
        return None
    found = db.fetch_value(
        """
        SELECT u.id
        FROM   users u
        JOIN   known_networks n ON n.user_id = u.id AND n.network = %s
        WHERE  u.email = %s AND u.email_verified_at IS NOT NULL
               AND n.last_used_at > UTC_TIMESTAMP(6) - INTERVAL %s DAY
        """,
        (actor.network(address), email, KNOWN_DAYS),
    )
    return None if found is None else int(found)


def is_recent_network(user_id: int, address: str) -> bool:
    """Return True if this is one of the last three networks that the user has signed in from.

    Three, because a user who signs in from many networks must not be known at all of them.
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


def remember_network(user_id: int, address: str) -> None:
    """Record that the user has signed in from this network."""
    db.execute(
        """
        INSERT INTO known_networks (user_id, network, last_used_at)
        VALUES (%s, %s, UTC_TIMESTAMP(6))
        ON DUPLICATE KEY UPDATE last_used_at = VALUES(last_used_at)
        """,
        (user_id, actor.network(address)),
    )


@db.transactional()
def count_factor_attempt(factor: Factor, user_id: int) -> None:
    """Count an attempt of an authenticated user before it is checked, or raise a 429 problem.

    Failed sign-ins of others do not count here, so they lock nobody out of the account settings. Who has stolen a
    password and guesses codes elsewhere does not lock the owner out at a known network.
    """
    for kind, name in _factor_subjects(factor, user_id):
        _count(kind, name)


@db.transactional()
def count_pin_attempt(till_id: int, name: str) -> None:
    """Count an attempt at the PIN of a name at a till before it is checked, or raise a 429 problem.

    A name of its own, so that nobody clears the failures with another's PIN by a success of theirs.
    """
    _count("pin", f"{till_id} {name}", "too_many_pins")


def clear_pin(till_id: int, name: str) -> None:
    """Clear the failures of a name at a till after a success."""
    _delete([_subject("pin", f"{till_id} {name}")])


def lock_seconds(kind: str, failures: int) -> int:
    """Return how long the next attempt must wait: 0 while attempts are free, then a minute, doubling up to 30."""
    locks = failures - FREE_ATTEMPTS[kind]
    if locks < 0:
        return 0
    longest = SHORT_LOCK_SECONDS if locks < SHORT_LOCKS.get(kind, 0) else MAX_LOCK_SECONDS
    return int(min(FIRST_LOCK_SECONDS * 2 ** min(locks, 8), longest))


def clear_factor(factor: Factor, user_id: int) -> None:
    """Clear the user's failures after a success."""
    _delete([_subject(*subject) for subject in _factor_subjects(factor, user_id)])


def clear_user(user_id: int, names: Iterable[str]) -> None:
    """Clear all failures of the user, whose login names are `names`, and forget the known networks.

    A thief may have signed in from one of them.
    """
    known = db.fetch_all(
        """
        SELECT network
        FROM   known_networks
        WHERE  user_id = %s
        """,
        (user_id,),
    )
    here = actor.network(actor.current().address)
    names = list(names)
    _delete(
        [
            *(_subject("account", name) for name in names),
            *(_subject("stranger", f"{name} {here}") for name in names),
            *(_subject(kind, f"{user_id} {row['network']}") for row in known for kind in ("known", "known_code")),
            *(_subject(kind, str(user_id)) for kind in get_args(Factor)),
            _subject("stranger_code", f"{user_id} {here}"),
        ]
    )
    db.execute(
        """
        DELETE FROM known_networks
        WHERE       user_id = %s
        """,
        (user_id,),
    )


def clear_after_success(account: str, address: str, user_id: int) -> None:
    """Clear the failures that `count_attempt` counted for the account, and take this attempt off the networks.

    A correct password from a known network does not clear the failures of others.
    """
    subjects = _subjects(account, address, user_id)
    _delete([_subject(kind, name) for kind, name in subjects if kind not in SHARED])
    for kind, name in subjects:
        if kind not in SHARED:
            continue
        db.execute(
            """
            UPDATE sign_in_failures
            SET    failures = GREATEST(failures - 1, 0)
            WHERE  subject = %s
            """,
            (_subject(kind, name),),
        )


def _subjects(account: str, address: str, user_id: int | None) -> list[tuple[str, str]]:
    """Return the kind and name of each subject that an attempt counts for, the account first."""
    network = actor.network(address)
    if user_id is not None and is_known_network(user_id, address):
        return [("known", f"{user_id} {network}")]
    sites = [("site", actor.site(address))] if ":" in network else []
    return [("account", account), ("stranger", f"{account} {network}"), ("network", network), *sites]


def _factor_subjects(factor: Factor, user_id: int) -> list[tuple[str, str]]:
    """Return the kind and name of each subject that an attempt at a factor counts for."""
    if factor == "password":
        return [(factor, str(user_id))]
    address = actor.current().address
    name = f"{user_id} {actor.network(address)}"
    if is_known_network(user_id, address):
        return [("known_code", name)]
    return [("code", str(user_id)), ("stranger_code", name)]


def _count(kind: str, name: str, refusal: str = "too_many_attempts") -> None:
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
    failures = 0 if row["ago"] >= RESET_AFTER_SECONDS else row["failures"]
    left = lock_seconds(kind, failures) - row["ago"]
    if left > 0:
        raise Problem(refusal, headers={"Retry-After": str(left)}, seconds=left)
    db.execute(
        """
        UPDATE sign_in_failures
        SET    failures = %s, last_failed_at = UTC_TIMESTAMP(6)
        WHERE  subject = %s
        """,
        (failures + 1, subject),
    )


def _delete(subjects: list[bytes]) -> None:
    db.execute(
        f"""
        DELETE FROM sign_in_failures
        WHERE       subject IN ({db.placeholders(len(subjects))})
        """,
        subjects,
    )


def _subject(kind: str, name: str) -> bytes:
    return hashlib.sha256(f"{kind}:{name}".encode()).digest()
