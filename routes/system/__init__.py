"""Jobs, e-mails, the audit log, backups, the overview, health, pages and the legacy paths."""

from __future__ import annotations

from routes.system import audit, backups, emails, jobs, platform, shop

# The path under /api, the blueprint, and the service that it belongs to.
RESOURCES = (
    ("shop", shop.bp, "users"),
    ("jobs", jobs.bp, "jobs"),
    ("emails", emails.bp, "jobs"),
    ("audit", audit.bp, "audit"),
    ("backups", backups.bp, "jobs"),
    ("platform", platform.bp, "jobs"),
)
