"""Secrets sent by letter, each of which opens one thing once. Of the secret only its SHA-256 is kept."""

from __future__ import annotations

import hashlib
import secrets
from typing import NamedTuple

import db
from problems import Problem
from queries.system import audit


class Link(NamedTuple):
    """A secret, the address in a letter that carries it, and the letter's language."""

    token: str
    address: str
    language: str

    def __repr__(self) -> str:
        return f"Link(language={self.language!r})"


def new(public_url: str, page: str, language: str) -> Link:
    """Return a new secret and the address of the page that takes it.

    The secret stands in the fragment, which browsers send to no server, so that no log holds it.
    """
    token = secrets.token_urlsafe(32)
    return Link(token, f"{public_url}/{page}#token={token}", language)


@db.transactional()
def put(token: str, user_id: int, purpose: str, subject: str, minutes: int) -> None:
    """The person's only link of this purpose that is alive; those before it are dead from here on."""
    db.execute(
        """
        UPDATE one_time_links FORCE INDEX (ix_one_time_links_user)
        SET    expires_at = UTC_TIMESTAMP(6)
        WHERE  user_id = %s AND purpose = %s AND used_at IS NULL AND expires_at > UTC_TIMESTAMP(6)
        """,
        (user_id, purpose),
    )
    db.execute(
        """
        INSERT INTO one_time_links (token_hash, user_id, purpose, subject, expires_at)
        VALUES (%s, %s, %s, %s, UTC_TIMESTAMP(6) + INTERVAL %s MINUTE)
        """,
        (digest(token), user_id, purpose, subject, minutes),
    )
    made = {"user_id": user_id, "purpose": purpose, "subject": subject, "minutes": minutes}
    audit.write("INSERT", "one_time_links", (user_id, purpose), new=made, by=user_id)


def alive(user_id: int, purpose: str) -> db.Row | None:
    """`subject` and `age` in seconds of the person's link of this purpose that is alive, or None."""
    return db.fetch_one(
        """
        SELECT   subject, TIMESTAMPDIFF(SECOND, created_at, UTC_TIMESTAMP(6)) AS age
        FROM     one_time_links
        WHERE    user_id = %s AND purpose = %s AND used_at IS NULL AND expires_at > UTC_TIMESTAMP(6)
        ORDER BY created_at DESC
        LIMIT    1
        """,
        (user_id, purpose),
    )


def end(user_id: int) -> None:
    """Ends all links of the person that are alive."""
    db.execute(
        """
        UPDATE one_time_links FORCE INDEX (ix_one_time_links_user)
        SET    expires_at = UTC_TIMESTAMP(6)
        WHERE  user_id = %s AND used_at IS NULL AND expires_at > UTC_TIMESTAMP(6)
        """,
        (user_id,),
    )


def find(token: str, purpose: str) -> db.Row:
    """`user_id` and `subject` of the link, or a 410 where it is unknown, used or expired; `use` decides."""
    row = db.fetch_one(
        """
        SELECT user_id, subject
        FROM   one_time_links
        WHERE  token_hash = %s AND purpose = %s AND used_at IS NULL AND expires_at > UTC_TIMESTAMP(6)
        """,
        (digest(token), purpose),
    )
    if row is None:
        raise Problem("link_expired")
    return row


def already_proven(token: str, purpose: str) -> str:
    """Return the address that the link has made its person's own before, or a 410 where it is not so any more.

    Who presses the button of a letter twice, or asks again after a lost answer, is told what is true.
    """
    address = db.fetch_value(
        """
        SELECT l.subject
        FROM   one_time_links l
        JOIN   users u ON u.id = l.user_id
        WHERE  l.token_hash = %s AND l.purpose = %s AND l.used_at IS NOT NULL AND l.expires_at > UTC_TIMESTAMP(6)
          AND  u.active AND u.email = l.subject AND u.email_verified_at IS NOT NULL
        """,
        (digest(token), purpose),
    )
    if address is None:
        raise Problem("link_expired")
    return str(address)


def use(token: str) -> None:
    """Uses the link up, or a 410 where somebody was faster."""
    used = db.execute(
        """
        UPDATE one_time_links FORCE INDEX (PRIMARY)
        SET    used_at = UTC_TIMESTAMP(6)
        WHERE  token_hash = %s AND used_at IS NULL AND expires_at > UTC_TIMESTAMP(6)
        """,
        (digest(token),),
    )
    if not used:
        raise Problem("link_expired")


def digest(secret: str) -> bytes:
    """What is kept of a secret: it has too many bits to be guessed from its SHA-256."""
    return hashlib.sha256(secret.encode()).digest()
