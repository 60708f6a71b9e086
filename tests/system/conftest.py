"""Fixtures of browsers and outboxes."""

from browser import driver, window  # noqa: F401
from outbox import emptied_outbox, own_database  # noqa: F401
