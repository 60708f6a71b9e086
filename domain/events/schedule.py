"""When a failed delivery is tried again: the schedule that Standard Webhooks recommends, over three days."""

from __future__ import annotations

import random

MINUTE, HOUR = 60, 3600
PAUSES = (5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR)
LONGEST_RETRY_AFTER = 24 * HOUR


def pause(failures: int, retry_after: int = 0) -> float | None:
    """Return the seconds until the next attempt after so many failures in a row, or None if there is none.

    `retry_after` is what the receiver has asked for. Up to a tenth is added at random, so that the receivers of one
    machine are not all tried at once when it is back.
    """
    if failures > len(PAUSES):
        return None
    return max(PAUSES[failures - 1], min(retry_after, LONGEST_RETRY_AFTER)) * random.uniform(1, 1.1)
