"""Events of documents, and webhooks."""

from __future__ import annotations

from routes.events import events, webhooks

# Path under /api, resource, and the part of the split services that it belongs to.
RESOURCES = (
    ("events", events.bp, "transactions"),
    ("webhooks", webhooks.bp, "transactions"),
)
