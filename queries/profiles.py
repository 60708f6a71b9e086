"""What people change about themselves. A new e-mail address counts once a letter to it was answered."""

from __future__ import annotations

from typing import Any, NamedTuple

import mysql.connector

import db
from errors import Problem, taken
from queries import activities, audit, letters, one_time_links, users
from queries.letters import Letter

PURPOSE = "email_change"
LINK_HOURS = 24
# Who asks again for the same address sooner repeats a call; later they miss their letter.
REPEATED_WITHIN_SECONDS = 60


class Confirmation(NamedTuple):
    """The secret of a link and the link itself, for the letter that may be needed, and its language."""

    token: str
    link: str
    language: str


def get(user_id: int) -> db.Row:
    """The person as `users.get` tells them, with `pending_email`: the address that waits for its confirmation."""
    pending = one_time_links.alive(user_id, PURPOSE)
    return {**users.get(user_id), "pending_email": pending["subject"] if pending else None}


@db.transactional()
def change(user_id: int, fields: dict[str, Any], confirmation: Confirmation) -> db.Row:
    """Sets the given fields out of `name`, `username` and `email` and leaves the others; the profile after it.

    A new `email` is only asked for: a letter to it holds the link that confirms it. A taken username or
    e-mail address is a 409 that names the field, and then nothing is changed.
    """
    before = users.lock(user_id)
    changed = {name: value for name, value in fields.items() if name != "email" and value != before[name]}
    if changed:
        users.change(user_id, changed)
        activities.write("profile_changed", detail=", ".join(changed), user_id=user_id)
    if "email" in fields and fields["email"] != before["email"]:
        _ask_for_address(user_id, changed.get("name") or before["name"], fields["email"], confirmation)
    return get(user_id)


@db.transactional()
def confirm_email(token: str, language: str) -> str:
    """Makes the address that the link confirms the person's own, and returns it; the old one gets a letter.

    A link that is unknown, used or expired is a 410, an address that somebody else has taken meanwhile a 409.
    """
    link = one_time_links.find(token, PURPOSE)
    # The person is locked before the link, in the order in which `change` does it.
    before = users.lock(link["user_id"])
    one_time_links.use(token)
    if not before["active"]:
        raise Problem("dead_link")
    address = str(link["subject"])
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
    activities.write("email_changed", detail=address, user_id=before["id"])
    if before["email"] is not None:
        letters.put(Letter(before["email"], "email_changed", language, {"name": before["name"]}))
    return address


def _ask_for_address(user_id: int, name: str, address: str, confirmation: Confirmation) -> None:
    pending = one_time_links.alive(user_id, PURPOSE)
    if pending and pending["subject"] == address and pending["age"] < REPEATED_WITHIN_SECONDS:
        return
    if users.find_for_sign_in(address):
        raise taken("email")
    one_time_links.put(confirmation.token, user_id, PURPOSE, address, LINK_HOURS * 60)
    words = {"name": name, "link": confirmation.link, "hours": LINK_HOURS}
    letters.put(Letter(address, "email_change", confirmation.language, words))
    activities.write("email_change_requested", detail=address, user_id=user_id)
