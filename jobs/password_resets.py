"""Password-reset e-mails, which are sent after the response."""

from __future__ import annotations

import actor
import queries.accounts.passwords
from actor import Actor
from jobs.context import Job
from queries.accounts import one_time_links


def send_reset_email(job: Job) -> None:
    """Send a password-reset e-mail if the address belongs to a user. A repeated run sends none."""
    payload = job.payload
    link = one_time_links.new(job.settings.public_url, "reset-password", payload["language"])
    actor.set_current(Actor(None, payload["address"], payload["request_id"]))
    queries.accounts.passwords.send_reset_email(payload["email"], link)
