"""The hourly look for API keys that end soon."""

from __future__ import annotations

import queries.accounts.api_keys
from jobs.context import Job

KEYS_A_LOOK = 500


def warn(job: Job) -> None:
    """Has each owner of such a key written to, once for each step before its end."""
    while due := queries.accounts.api_keys.list_due_warnings(KEYS_A_LOOK):
        for key_id in due:
            queries.accounts.api_keys.send_expiry_warning(key_id)
            job.pause_point()
