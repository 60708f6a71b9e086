"""Sign-up, and the verification of its e-mail address."""

from __future__ import annotations

from collections.abc import Sequence

import db
from problems import Problem
from queries.accounts import activities, one_time_links, users
from queries.accounts.one_time_links import Link
from queries.system import emails
from queries.system.emails import Email, Throttle

VERIFY = "verify"
VERIFY_HOURS = 24


@db.transactional()
def sign_up(name: str, email: str | None, username: str | None, password_hash: str, link: Link) -> int:
    """Create a buyer and return the id; an e-mail address gets a verification e-mail.

    The e-mail waits its turn, and is skipped if the caller's network has used up its daily number.
    """
    user_id = users.sign_up(name, email, username, password_hash, link.language)
    if email is not None:
        _send_verification(user_id, email, link, emails.senders(None, verified=False))
    return user_id


@db.transactional()
def send_verification(user_id: int, link: Link) -> None:
    """Send the verification e-mail again.

    Raises a 409 problem if there is nothing to verify, and a 429 if the last e-mail is too recent.
    """
    user = users.lock(user_id)
    if user["email"] is None:
        raise Problem("no_email")
    if user["email_verified_at"] is not None:
        raise Problem("email_already_verified")
    by = emails.senders(user_id, verified=False)
    link = link._replace(language=user["language"] or link.language)
    emails.require_no_wait(emails.check_throttle(_verification_email(user["email"], link), by))
    _send_verification(user_id, user["email"], link, by)


@db.transactional()
def verify(token: str, language: str) -> str:
    """Mark the address of the link as verified and return it; receipts that waited for this are sent.

    A used link returns the address again. Raises `link_expired` for an unknown or expired link, and if the account has
    another address by now.
    """
    try:
        user, address = one_time_links.consume_for_user(token, VERIFY)
    except Problem:
        return one_time_links.address_already_confirmed(token, VERIFY)
    users.mark_verified(user["id"])
    if user["email_verified_at"] is None:
        emails.enqueue_waiting_receipts(user["id"], language)
    activities.write("email_verified", detail=address, user_id=user["id"])
    return address


def _send_verification(user_id: int, email: str, link: Link, by: Sequence[str]) -> Throttle:
    turn = emails.enqueue_throttled(_verification_email(email, link), by)
    if not turn.full:
        one_time_links.create(link.token, user_id, VERIFY, email, VERIFY_HOURS * 60)
    return turn


def _verification_email(email: str, link: Link) -> Email:
    return Email(email, "verify", link.language, {"link": link.url, "hours": VERIFY_HOURS})
