"""Passwords that are reset or changed."""

from __future__ import annotations

from typing import NamedTuple

import actor
import db
from queries.accounts import activities, api_keys, login_attempts, one_time_links, sessions, two_factor, users
from queries.accounts.one_time_links import Link
from queries.events import webhooks
from queries.system import audit, emails, jobs
from queries.system.emails import Email

RESET = "password_reset"
JOB = "password_reset"
# How many of a minute's requests are taken that do not come from a network of the owner, and how many of a site. The
# jobs of a minute run in half of one, so that they never pile up.
MOST_A_MINUTE, MOST_OF_A_SITE = 600, 20
# Those from networks of the owner overtake the others.
AHEAD_SECONDS = 3600


class ResetResult(NamedTuple):
    """What a reset has revoked: API keys, paused webhooks, and two-factor authentication."""

    api_keys_revoked: int
    webhooks_paused: int
    second_factor_removed: bool


@db.transactional()
def request_reset(email: str, language: str, address: str, request_id: str, minute: int) -> None:
    """Queue a password reset e-mail, at most once per network and `minute`; strangers beyond a number get none.

    Only the job looks for the account, so the response time reveals nothing. Who asks from a network of the owner goes
    first: that is looked up here, by a statement that takes as long for every address.
    """
    payload = {"email": email, "language": language, "address": address, "request_id": request_id}
    owner_id = login_attempts.find_owner_at_known_network(email, address)
    if owner_id is not None:
        jobs.enqueue(JOB, payload, name=f"{JOB}:known:{owner_id}:{minute}", delay_seconds=-AHEAD_SECONDS)
        return
    of_minute = f"{JOB}:{minute}:"
    of_site = f"{of_minute}{_short_digest(actor.site(address))}:"
    if jobs.has_named(of_minute, MOST_A_MINUTE) or jobs.has_named(of_site, MOST_OF_A_SITE):
        return
    jobs.enqueue(JOB, payload, name=of_site + _short_digest(f"{actor.network(address)} {email}"))


@db.transactional()
def send_reset_email(email: str, link: Link) -> bool:
    """Send the password reset e-mail; return False if there is no such account, or the last one is too recent."""
    found = users.find_for_login(email)
    if found is None or not found["active"]:
        return False
    user = users.lock(found["id"])
    if user["email"] != email:
        return False
    language = user["language"] or link.language
    message = Email(email, "password_reset", language, {"link": link.url, "minutes": emails.RESET_MINUTES})
    known = login_attempts.is_known_network(user["id"], actor.current().address)
    if not emails.enqueue_reset(message, user["id"] if user["email_verified_at"] else None, known):
        return False
    one_time_links.create(link.token, user["id"], RESET, email, emails.RESET_MINUTES)
    activities.write("password_reset_requested", user_id=user["id"])
    return True


def get_reset_user_id(token: str) -> int:
    """Return the user of the link, or raise `link_expired`. Called before hashing; `reset` decides."""
    return int(one_time_links.find(token, RESET)["user_id"])


def personal_names(user_id: int) -> tuple[str | None, ...]:
    """Return name, e-mail address and username, which must not make up a password."""
    user = users.get(user_id)
    return user["name"], user["email"], user["username"]


@db.transactional()
def reset(token: str, password_hash: str, language: str, revoke_api_keys: bool = False) -> ResetResult:
    """Set the new password of the link's user; all sessions and links end, and failed attempts are cleared.

    The network of this call is known from now on, so that who guesses on does not lock the owner out again.

    Opening the link proves the address, so it becomes verified. If it never was before, somebody else may have created
    the account: its API keys and two-factor authentication are removed as well, its webhooks are paused, and no e-mail
    repeats the names of those keys. Otherwise two-factor authentication stays, and the keys and webhooks end only on
    request.
    """
    user, _ = one_time_links.consume_for_user(token, RESET)
    user_id, was_unverified = user["id"], user["email_verified_at"] is None
    users.mark_verified(user_id)
    set_password(user_id, password_hash, language, by=user_id)
    login_attempts.remember_network(user_id, actor.current().address)
    activities.write("password_reset", user_id=user_id)
    revoked = paused = 0
    if was_unverified or revoke_api_keys:
        revoked = api_keys.revoke_all(user_id, "revoked", notify=not was_unverified)
        paused = webhooks.pause_all(user_id)
    return ResetResult(revoked, paused, was_unverified and two_factor.discard(user_id))


@db.transactional()
def change_password(user_id: int, old_hash: str, new_hash: str, language: str) -> bool:
    """Replace the password; return False if another call has changed it first. All sessions end."""
    if users.lock(user_id)["password_hash"] != old_hash:
        return False
    set_password(user_id, new_hash, language, by=user_id)
    activities.write("password_changed", user_id=user_id)
    return True


@db.transactional()
def set_password(user_id: int, password_hash: str, language: str, by: int | None) -> None:
    """Set the password and end what the old one has opened: sessions, links, locks. The user is notified by e-mail.

    `by` is None for the operator of the server.
    """
    user = users.lock(user_id)
    with audit.changing("users", user_id, by=by):
        db.execute(
            """
            UPDATE users
            SET    password_hash = %s
            WHERE  id = %s
            """,
            (password_hash, user_id),
        )
    sessions.end_all(user_id)
    one_time_links.expire_all(user_id)
    login_attempts.clear_user(user_id, [name for name in (user["email"], user["username"]) if name is not None])
    emails.notify(user_id, "password_changed", language, {})


def update_hash(user_id: int, old_hash: str, new_hash: str) -> bool:
    """Store the same password at the current cost; return False if it was changed in the meantime."""
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


def _short_digest(text: str) -> str:
    return one_time_links.digest(text).hex()[:16]
