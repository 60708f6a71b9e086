"""Send e-mails: render each one and hand it to the provider until it accepts."""

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
from jobs.context import Job, JobFailed, RetryLater
from mail import provider, values
from mail.renderer import render
from settings import Settings
from telemetry import metrics

log = logging.getLogger("finenice.emails")

QUEUE = "emails"
# An e-mail that is older is out of date.
LONGEST_DELAY_SECONDS = 48 * 3600
FIRST_PAUSE_SECONDS = 5
LONGEST_PAUSE_SECONDS = 600
# A longer Retry-After of a provider is cut to this.
LONGEST_RETRY_AFTER = 3600
# ASCII and short lines, which every mail server accepts.
POLICY = SMTP.clone(cte_type="7bit")


def send(job: Job) -> None:
    """Send the job's e-mail, unless an earlier attempt did.

    It is sent twice if this process ends after the provider has accepted it and before that is recorded.
    """
    email = queries.system.emails.get_unsent(job.payload["letter_id"])
    if email is None:
        return
    if email["template"] in queries.system.emails.NOTIFICATIONS and not queries.system.emails.count_notification(email):
        raise JobFailed("the recipient's quota of RATE_LIMIT_EMAILS is used up")
    message = build_message(email, job.settings, queries.system.shop.get(job.settings.shop_name))
    queries.system.emails.count_attempt(email["id"])
    try:
        provider.get(job.settings).send(message)
    except provider.Refused as reason:
        metrics.count("finenice_emails_total", "refused")
        raise JobFailed(str(reason)) from None
    except provider.TemporarilyRefused as reason:
        metrics.count("finenice_emails_total", "postponed")
        _postpone(email, reason)
    metrics.count("finenice_emails_total", "sent")
    queries.system.emails.mark_sent(email["id"])
    queries.system.queue_pauses.resume(QUEUE)


def build_message(email: dict[str, Any], settings: Settings, shop: dict[str, Any]) -> EmailMessage:
    """Return the e-mail as an RFC 5322 message, from the shop as returned by `queries.system.shop.get`.

    The same e-mail always has the same Message-ID, which identifies a duplicate.
    """
    words = values.fill_in(email, settings.public_url)
    logo_url = settings.public_url + image_urls(shop["logo_id"])["medium"] if shop["logo_id"] else None
    rendered = render(email["template"], email["language"], words, Issuer(shop["name"], settings.public_url, logo_url))
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(shop["name"], addr_spec=settings.mail.sender)
    message["To"] = email["recipient"]
    message["Subject"] = rendered.subject
    message["Date"] = email["created_at"].replace(tzinfo=UTC)
    domain = settings.mail.sender.rsplit("@", 1)[1]
    message["Message-ID"] = f"<{email['id']}.{email['created_at']:%Y%m%dT%H%M%S%f}@{domain}>"
    message["Content-Language"] = email["language"]
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(rendered.text)
    message.add_alternative(rendered.html, subtype="html")
    # A fixed boundary makes a repetition equal to the byte.
    message.set_boundary(f"=-{email['id']}-{email['created_at']:%Y%m%dT%H%M%S%f}-=")
    return message


def _postpone(email: dict[str, Any], reason: provider.TemporarilyRefused) -> None:
    """End the attempt, and pause the whole queue if the provider is unavailable."""
    asked = min(reason.after_seconds, LONGEST_RETRY_AFTER)
    if isinstance(reason, provider.Unavailable):
        # Otherwise the e-mails would time out one after another.
        queries.system.queue_pauses.pause(QUEUE, asked)
        log.warning("e-mails are delayed: %s", reason, extra={"email": email["id"]})
    if email["age"] > LONGEST_DELAY_SECONDS:
        raise JobFailed(f"not accepted within {LONGEST_DELAY_SECONDS // 3600} hours: {reason}") from None
    pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** min(email["attempts"], 10))
    raise RetryLater(str(reason), max(asked, pause * random.uniform(0.5, 1))) from None
