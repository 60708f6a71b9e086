"""Letters leave the house: written in both languages and forms, and handed to the provider until it takes them."""

from __future__ import annotations

import logging
import random
from datetime import UTC
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import queries.system.emails
import queries.system.queue_pauses
import queries.system.shop
from domain.courses.certificate import Issuer
from domain.media.image_store import image_urls
from jobs.context import GivenUp, Job, TryLater
from mail import provider, values
from mail.renderer import write
from settings import Settings

log = logging.getLogger("finenice.letters")

LANE = "letters"
# A letter of two days ago tells what nobody waits for any more.
PATIENCE_SECONDS = 48 * 3600
FIRST_PAUSE_SECONDS = 5
LONGEST_PAUSE_SECONDS = 600
# A provider that asks for more is asked again all the same.
LONGEST_RETRY_AFTER = 3600
# Every line is ASCII and short, so that each server on the way can take it.
POLICY = SMTP.clone(cte_type="7bit")


def send(job: Job) -> None:
    """Delivers the job's letter, unless an earlier attempt did.

    It may be delivered twice where this process ends between the provider's answer and the note of it.
    """
    letter = queries.system.emails.unsent(job.payload["letter_id"])
    if letter is None:
        return
    if letter["template"] in queries.system.emails.TOLD and not queries.system.emails.may_tell(letter):
        raise GivenUp("the recipient has had as many of these letters as RATE_LIMIT_EMAILS lets go")
    mail = message(letter, job.settings, queries.system.shop.get(job.settings.shop_name))
    queries.system.emails.try_to_send(letter["id"])
    try:
        provider.of(job.settings).send(mail)
    except provider.Refused as reason:
        raise GivenUp(str(reason)) from None
    except provider.NotNow as reason:
        _wait(letter, reason)
    queries.system.emails.sent(letter["id"])
    queries.system.queue_pauses.resume(LANE)


def message(letter: dict[str, Any], settings: Settings, shop: dict[str, Any]) -> EmailMessage:
    """The letter as RFC 5322 has it, from the shop as `queries.system.shop.get` has it.

    The same letter always has the same Message-ID, by which a double is known.
    """
    words = values.of(letter, settings.public_url)
    logo_url = settings.public_url + image_urls(shop["logo_id"])["medium"] if shop["logo_id"] else None
    written = write(letter["template"], letter["language"], words, Issuer(shop["name"], settings.public_url, logo_url))
    mail = EmailMessage(policy=POLICY)
    mail["From"] = Address(shop["name"], addr_spec=settings.mail.sender)
    mail["To"] = letter["recipient"]
    mail["Subject"] = written.subject
    mail["Date"] = letter["created_at"].replace(tzinfo=UTC)
    domain = settings.mail.sender.rsplit("@", 1)[1]
    mail["Message-ID"] = f"<{letter['id']}.{letter['created_at']:%Y%m%dT%H%M%S%f}@{domain}>"
    mail["Content-Language"] = letter["language"]
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(written.text)
    mail.add_alternative(written.html, subtype="html")
    # The boundary is not left to chance, so that a repeat is the same to the byte.
    mail.set_boundary(f"=-{letter['id']}-{letter['created_at']:%Y%m%dT%H%M%S%f}-=")
    return mail


def _wait(letter: dict[str, Any], reason: provider.NotNow) -> None:
    """Ends the attempt, and has the whole lane pause where the provider takes no letter at all."""
    asked = min(reason.after_seconds, LONGEST_RETRY_AFTER)
    if isinstance(reason, provider.Unavailable):
        # Otherwise each letter would wait for its own timeout, one behind the other.
        queries.system.queue_pauses.pause(LANE, asked)
        log.warning("letters wait: %s", reason, extra={"letter": letter["id"]})
    if letter["age"] > PATIENCE_SECONDS:
        raise GivenUp(f"not taken within {PATIENCE_SECONDS // 3600} hours: {reason}") from None
    pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** min(letter["attempts"], 10))
    raise TryLater(str(reason), max(asked, pause * random.uniform(0.5, 1))) from None
