"""What an account's own affairs leave to be done after the answer."""

from __future__ import annotations

import actor
import queries.accounts.passwords
from actor import Actor
from jobs.context import Job
from queries.accounts import one_time_links


def send_reset(job: Job) -> None:
    """Has the letter written that resets a forgotten password, if the address is somebody's; a repeat writes none."""
    asked = job.payload
    link = one_time_links.new(job.settings.public_url, "reset-password", asked["language"])
    actor.set_current(Actor(None, asked["address"], asked["request_id"]))
    queries.accounts.passwords.send_reset_email(asked["email"], link)
