"""Users, registration, sessions, passwords, two-factor authentication, API keys and role requests."""

from __future__ import annotations

from routes.accounts import activities, api_keys, passwords, registration, role_requests, sessions, two_factor, users

# The path under /api, the blueprint, and the split service that it belongs to.
RESOURCES = (
    ("auth", registration.bp, "auth"),
    ("auth", sessions.bp, "auth"),
    ("auth", passwords.bp, "auth"),
    ("auth/second-factor", two_factor.bp, "auth"),
    ("developer", api_keys.bp, "auth"),
    ("users", users.bp, "users"),
    ("users", activities.bp, "users"),
    ("users/role-requests", role_requests.bp, "users"),
)
