"""Hourly warnings about API keys that expire soon."""

from __future__ import annotations

import queries.accounts.api_keys
from jobs.context import Job

KEYS_A_BATCH = 500


def send_warnings(job: Job) -> None:
    """Send the owner of each such key an e-mail, once for each step before its expiry."""
    while due := queries.accounts.api_keys.list_due_warnings(KEYS_A_BATCH):
        for key_id in due:
            queries.accounts.api_keys.send_expiry_warning(key_id)
            job.pause_point()
