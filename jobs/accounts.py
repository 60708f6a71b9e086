"""What an account's own affairs leave to be done after the answer."""

from __future__ import annotations

import queries.accounts
from jobs.work import Job
from queries import acting, one_time_links
from queries.acting import Actor


def send_reset(job: Job) -> None:
    """Has the letter written that resets a forgotten password, if the address is somebody's; a repeat writes none."""
    asked = job.payload
    link = one_time_links.new(job.settings.public_url, "reset-password", asked["language"])
    acting.begin(Actor(None, asked["address"], asked["request_id"]))
    queries.accounts.send_reset(asked["email"], link)
