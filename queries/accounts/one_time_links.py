"""Links in e-mails, each with a secret that works once. The database holds the SHA-256 of the secret."""

from __future__ import annotations

import hashlib
import secrets
from typing import NamedTuple

import db
from problems import Problem
from queries.accounts import users
from queries.system import audit


class Link(NamedTuple):
    """A secret, the URL that carries it, and the language of the e-mail."""

    token: str
    url: str
    language: str

    def __repr__(self) -> str:
        return f"Link(language={self.language!r})"


def new(public_url: str, page: str, language: str) -> Link:
    """Return a new secret and the URL of the page that takes it.

    The secret is in the fragment, which browsers do not send, so it appears in no log.
    """
    token = secrets.token_urlsafe(32)
    return Link(token, f"{public_url}/{page}#token={token}", language)


@db.transactional()
def create(token: str, user_id: int, purpose: str, subject: str, minutes: int) -> None:
    """Store a link of this purpose; the user's earlier links of the same purpose expire."""
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
    values = {"user_id": user_id, "purpose": purpose, "subject": subject, "minutes": minutes}
    audit.write("INSERT", "one_time_links", (user_id, purpose), new=values, by=user_id)


def find_active(user_id: int, purpose: str) -> db.Row | None:
    """Return `subject` and `age` in seconds of the user's active link of this purpose, or None."""
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


def expire_all(user_id: int) -> None:
    """Expire all active links of the user."""
    db.execute(
        """
        UPDATE one_time_links FORCE INDEX (ix_one_time_links_user)
        SET    expires_at = UTC_TIMESTAMP(6)
        WHERE  user_id = %s AND used_at IS NULL AND expires_at > UTC_TIMESTAMP(6)
        """,
        (user_id,),
    )


def find(token: str, purpose: str) -> db.Row:
    """Return `user_id` and `subject` of the link, or raise `link_expired`; only `consume` decides."""
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


def address_already_confirmed(token: str, purpose: str) -> str:
    """Return the address that this used link has confirmed, or raise `link_expired` if it has changed since.

    A second click, or a retry after a lost response, gets the same answer.
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


def consume(token: str) -> None:
    """Use the link up, or raise `link_expired` if another call was faster."""
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


def consume_for_user(token: str, purpose: str) -> tuple[db.Row, str]:
    """Use the link up and return its locked user and address, which must still be the user's."""
    link = find(token, purpose)
    # The user is locked before the link, in the same order everywhere.
    user = users.lock(link["user_id"])
    consume(token)
    if not user["active"] or user["email"] != link["subject"]:
        raise Problem("link_expired")
    return user, str(link["subject"])


def digest(secret: str) -> bytes:
    """Return what is stored of a secret. It has too many bits to be guessed from its SHA-256."""
    return hashlib.sha256(secret.encode()).digest()
