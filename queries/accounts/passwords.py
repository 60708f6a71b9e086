"""An account's own affairs: its address is verified, its password forgotten, reset and changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import actor
import db
from problems import Problem
from queries.accounts import activities, api_keys, login_attempts, one_time_links, two_factor, users
from queries.accounts.one_time_links import Link
from queries.system import audit, emails, jobs
from queries.system.emails import Letter, Turn

VERIFY, RESET = "verify", "password_reset"
VERIFY_HOURS = 24
RESET_MINUTES = 45
JOB = "password_reset"


class Withdrawn(NamedTuple):
    """What a reset took away beside the sessions."""

    api_keys_revoked: int
    second_factor_removed: bool


@db.transactional()
def sign_up(name: str, email: str | None, username: str | None, password_hash: str, link: Link) -> int:
    """The id of a new buyer; a letter with the link asks whoever gave an e-mail address to verify it.

    The letter waits for its turn, and is left out where the caller's network has had the letters of its day.
    """
    user_id = users.sign_up(name, email, username, password_hash, link.language)
    if email is not None:
        _ask_to_verify(user_id, email, link, emails.senders(None, verified=False))
    return user_id


@db.transactional()
def send_verification(user_id: int, link: Link) -> None:
    """The letter once more; a 409 where there is nothing to verify, a 429 where the last one is too young."""
    person = users.lock(user_id)
    if person["email"] is None:
        raise Problem("no_email")
    if person["email_verified_at"] is not None:
        raise Problem("email_already_verified")
    by = emails.senders(user_id, verified=False)
    link = link._replace(language=person["language"] or link.language)
    emails.must_be_now(emails.next_turn(_to_verify(person["email"], link), by))
    _ask_to_verify(user_id, person["email"], link, by)


@db.transactional()
def verify(token: str, language: str) -> str:
    """Marks the address that the link is about as its person's own and returns it; receipts that waited are sent.

    A link that has done so already returns it again. A 410 for a link that is unknown or expired, and where the account
    has another address by now.
    """
    try:
        person, address = _use(token, VERIFY)
    except Problem:
        return one_time_links.already_proven(token, VERIFY)
    _mark_verified(person["id"])
    if person["email_verified_at"] is None:
        emails.put_of_waiting_sales(person["id"], language)
    activities.write("email_verified", detail=address, user_id=person["id"])
    return address


@db.transactional()
def forget(email: str, language: str, address: str, request_id: str, minute: int) -> None:
    """Has a letter sent to whoever this is, if anybody: the same work for every address, at most once a `minute`.

    Whether there is such an account is only looked at by the job, so that not even the time tells.
    """
    payload = {"email": email, "language": language, "address": address, "request_id": request_id}
    job_id = jobs.put(JOB, payload, name=f"{RESET}:{one_time_links.digest(email).hex()[:32]}:{minute}")
    if job_id is not None:
        audit.write("INSERT", "jobs", job_id, new={"kind": JOB})


@db.transactional()
def send_reset(email: str, link: Link) -> bool:
    """The letter with the link that resets the password; False where nobody is to get one, or not so soon."""
    found = users.find_for_sign_in(email)
    if found is None or not found["active"]:
        return False
    person = users.lock(found["id"])
    if person["email"] != email:
        return False
    language = person["language"] or link.language
    letter = Letter(email, "password_reset", language, {"link": link.address, "minutes": RESET_MINUTES})
    # Who asks from where they have signed in need not wait for others of their network.
    known = login_attempts.knows(person["id"], actor.now().address)
    by = [] if known else emails.senders(None, verified=False)
    if emails.next_turn(letter, []).wait or emails.put_in_turn(letter, by).full:
        return False
    one_time_links.put(link.token, person["id"], RESET, email, RESET_MINUTES)
    activities.write("password_reset_requested", user_id=person["id"])
    return True


def whose_reset(token: str) -> int:
    """Return whose password the link resets, or a 410; asked before the new one is hashed, and `reset` decides."""
    return int(one_time_links.find(token, RESET)["user_id"])


def names(user_id: int) -> tuple[str | None, ...]:
    """Return what the person is called, which makes no password: name, e-mail address and username."""
    person = users.get(user_id)
    return person["name"], person["email"], person["username"]


@db.transactional()
def reset(token: str, password_hash: str, language: str, revoke_api_keys: bool = False) -> Withdrawn:
    """Set the password that the link's owner has chosen; all their sessions and links end, failures are forgotten.

    Whoever opened the link reads the letters to the address, so it counts as verified. Where it never did before,
    somebody else may have made the account: its API keys and its second factor go, too, and no letter repeats what
    that somebody has called them. Elsewhere the second factor stays, and the keys go only where they shall.
    """
    person, _ = _use(token, RESET)
    user_id, unproven = person["id"], person["email_verified_at"] is None
    _mark_verified(user_id)
    set_password(user_id, password_hash, language, by=user_id)
    activities.write("password_reset", user_id=user_id)
    revoked = api_keys.revoke_all(user_id, "revoked", tell=not unproven) if unproven or revoke_api_keys else 0
    return Withdrawn(revoked, unproven and two_factor.discard(user_id))


@db.transactional()
def change_password(user_id: int, old_hash: str, new_hash: str, language: str) -> bool:
    """Replaces the password whose hash was looked at; False where another call was faster. All sessions end."""
    if users.lock(user_id)["password_hash"] != old_hash:
        return False
    set_password(user_id, new_hash, language, by=user_id)
    activities.write("password_changed", user_id=user_id)
    return True


@db.transactional()
def set_password(user_id: int, password_hash: str, language: str, by: int | None) -> None:
    """Sets the password and ends what the old one has opened: sessions, links, locks. A letter tells the person.

    None for `by` is whoever runs the server.
    """
    person = users.lock(user_id)
    with audit.changing("users", user_id, by=by):
        db.execute(
            """
            UPDATE users
            SET    password_hash = %s
            WHERE  id = %s
            """,
            (password_hash, user_id),
        )
    users.end_sessions(user_id)
    one_time_links.end(user_id)
    login_attempts.clear(user_id, [name for name in (person["email"], person["username"]) if name is not None])
    emails.tell(user_id, "password_changed", language, {})


def rehash(user_id: int, old_hash: str, new_hash: str) -> bool:
    """Keeps the same password at today's cost; False where it was changed meanwhile."""
    return bool(
        db.execute(
            """
            UPDATE users
            SET    password_hash = %s
            WHERE  id = %s AND password_hash = %s
            """,
            (new_hash, user_id, old_hash),
        )
    )


def _ask_to_verify(user_id: int, email: str, link: Link, by: Sequence[str]) -> Turn:
    turn = emails.put_in_turn(_to_verify(email, link), by)
    if not turn.full:
        one_time_links.put(link.token, user_id, VERIFY, email, VERIFY_HOURS * 60)
    return turn


def _to_verify(email: str, link: Link) -> Letter:
    return Letter(email, "verify", link.language, {"link": link.address, "hours": VERIFY_HOURS})


def _use(token: str, purpose: str) -> tuple[db.Row, str]:
    """Uses the link up; its person, locked, and the address that it was sent to, which must be theirs still."""
    link = one_time_links.find(token, purpose)
    # The person is locked before the link, in the order in which all do it.
    person = users.lock(link["user_id"])
    one_time_links.use(token)
    if not person["active"] or person["email"] != link["subject"]:
        raise Problem("link_expired")
    return person, str(link["subject"])


def _mark_verified(user_id: int) -> None:
    with audit.changing("users", user_id, by=user_id):
        db.execute(
            """
            UPDATE users
            SET    email_verified_at = COALESCE(email_verified_at, UTC_TIMESTAMP(6))
            WHERE  id = %s
            """,
            (user_id,),
        )
