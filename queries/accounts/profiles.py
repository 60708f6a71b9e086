"""Profiles that users edit themselves. A new e-mail address takes effect once it is confirmed."""

from __future__ import annotations

from typing import Any

import mysql.connector

import db
from problems import Problem, taken
from queries.accounts import activities, one_time_links, users
from queries.accounts.one_time_links import Link
from queries.system import audit, emails
from queries.system.emails import Email

PURPOSE = "email_change"
LINK_HOURS = 24
# A second request for the same address within this time is a repeated call; later it asks for another e-mail.
REPEATED_WITHIN_SECONDS = 60


def get(user_id: int) -> db.Row:
    """Return the user with `pending_email`, the address that waits for its confirmation."""
    pending = one_time_links.find_active(user_id, PURPOSE)
    return {**users.get(user_id), "pending_email": pending["subject"] if pending else None}


@db.transactional()
def change(user_id: int, fields: dict[str, Any], link: Link) -> db.Row:
    """Set the given fields out of `name`, `username`, `language` and `email`, and return the profile.

    A new `email` gets an e-mail with a link that confirms it. A taken username or e-mail address raises a 409 problem
    that names the field, one e-mail too many a 429; then nothing is changed.
    """
    before = users.lock(user_id)
    changed = {name: value for name, value in fields.items() if name != "email" and value != before[name]}
    if changed:
        users.change(user_id, changed)
        activities.write("profile_changed", detail=", ".join(changed), user_id=user_id)
    if "email" in fields and fields["email"] != before["email"]:
        _request_email_change(before, fields["email"], link)
    return get(user_id)


@db.transactional()
def confirm_email(token: str, language: str) -> str:
    """Replace the user's address by that of the link and return it; the old address is notified.

    A used link returns the address again. An unknown or expired link raises `link_expired`, an address that was taken
    in the meantime `taken`.
    """
    try:
        link = one_time_links.find(token, PURPOSE)
        # The user is locked before the link, in the same order as in `change`.
        before = users.lock(link["user_id"])
        one_time_links.consume(token)
    except Problem:
        return one_time_links.address_already_confirmed(token, PURPOSE)
    if not before["active"]:
        raise Problem("link_expired")
    address = str(link["subject"])
    # To the address that is about to be replaced.
    emails.notify(before["id"], "email_changed", language, {})
    try:
        with audit.changing("users", before["id"], by=before["id"]):
            db.execute(
                """
                UPDATE users FORCE INDEX (PRIMARY)
                SET    email = %s, email_verified_at = UTC_TIMESTAMP(6)
                WHERE  id = %s
                """,
                (address, before["id"]),
            )
    except mysql.connector.Error as error:
        raise (taken("email") if db.violated(error) == "uq_users_email" else error) from error
    if before["email_verified_at"] is None:
        emails.enqueue_waiting_receipts(before["id"], language)
    activities.write("email_changed", detail=address, user_id=before["id"])
    return address


def _request_email_change(user: db.Row, address: str, link: Link) -> None:
    user_id = user["id"]
    pending = one_time_links.find_active(user_id, PURPOSE)
    if pending and pending["subject"] == address and pending["age"] < REPEATED_WITHIN_SECONDS:
        return
    if users.find_for_login(address):
        raise taken("email")
    language = user["language"] or link.language
    message = Email(address, "email_change", language, {"link": link.url, "hours": LINK_HOURS})
    turn = emails.enqueue_throttled(message, emails.senders(user_id, user["email_verified_at"] is not None))
    if turn.full:
        emails.require_no_wait(turn)
    one_time_links.create(link.token, user_id, PURPOSE, address, LINK_HOURS * 60)
    activities.write("email_change_requested", detail=address, user_id=user_id)
