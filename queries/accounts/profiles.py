"""What people change about themselves. A new e-mail address counts once a letter to it was answered."""

from __future__ import annotations

from typing import Any

import mysql.connector

import db
from problems import Problem, taken
from queries.accounts import activities, one_time_links, users
from queries.accounts.one_time_links import Link
from queries.system import audit, emails
from queries.system.emails import Letter

PURPOSE = "email_change"
LINK_HOURS = 24
# Who asks again for the same address sooner repeats a call; later they miss their letter.
REPEATED_WITHIN_SECONDS = 60


def get(user_id: int) -> db.Row:
    """The person as `users.get` tells them, with `pending_email`: the address that waits for its confirmation."""
    pending = one_time_links.alive(user_id, PURPOSE)
    return {**users.get(user_id), "pending_email": pending["subject"] if pending else None}


@db.transactional()
def change(user_id: int, fields: dict[str, Any], link: Link) -> db.Row:
    """Sets the given fields out of `name`, `username`, `language` and `email`, and leaves the others; the profile then.

    A new `email` is only asked for: a letter to it holds the link that confirms it. A taken username or
    e-mail address is a 409 that names the field, one letter too many a 429, and then nothing is changed.
    """
    before = users.lock(user_id)
    changed = {name: value for name, value in fields.items() if name != "email" and value != before[name]}
    if changed:
        users.change(user_id, changed)
        activities.write("profile_changed", detail=", ".join(changed), user_id=user_id)
    if "email" in fields and fields["email"] != before["email"]:
        _ask_for_address(before, fields["email"], link)
    return get(user_id)


@db.transactional()
def confirm_email(token: str, language: str) -> str:
    """Makes the address that the link confirms the person's own, and returns it; the old one gets a letter.

    A link that has done so already returns it again. One that is unknown or expired is a 410, an address that somebody
    else has taken meanwhile a 409.
    """
    try:
        link = one_time_links.find(token, PURPOSE)
        # The person is locked before the link, in the order in which `change` does it.
        before = users.lock(link["user_id"])
        one_time_links.use(token)
    except Problem:
        return one_time_links.already_proven(token, PURPOSE)
    if not before["active"]:
        raise Problem("link_expired")
    address = str(link["subject"])
    # To the address that is about to be replaced.
    emails.tell(before["id"], "email_changed", language, {})
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
        emails.put_of_waiting_sales(before["id"], language)
    activities.write("email_changed", detail=address, user_id=before["id"])
    return address


def _ask_for_address(person: db.Row, address: str, link: Link) -> None:
    user_id = person["id"]
    pending = one_time_links.alive(user_id, PURPOSE)
    if pending and pending["subject"] == address and pending["age"] < REPEATED_WITHIN_SECONDS:
        return
    if users.find_for_sign_in(address):
        raise taken("email")
    language = person["language"] or link.language
    letter = Letter(address, "email_change", language, {"link": link.address, "hours": LINK_HOURS})
    turn = emails.put_in_turn(letter, emails.senders(user_id, person["email_verified_at"] is not None))
    if turn.full:
        emails.must_be_now(turn)
    one_time_links.put(link.token, user_id, PURPOSE, address, LINK_HOURS * 60)
    activities.write("email_change_requested", detail=address, user_id=user_id)
