"""Fixtures of pages and outboxes."""

from outbox import emptied_outbox, own_database  # noqa: F401
from simple_pages import page, refusals  # noqa: F401
