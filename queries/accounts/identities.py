"""The columns that every authenticated call reads about its user `u`, one row per role.

Joins of single rows, because every call pays for the planning of a subquery.
"""

from __future__ import annotations

import db
from queries.accounts.roles import with_roles

COLUMNS = "u.username, u.name, r.role, f.user_id IS NOT NULL AS has_two_factor, n.roles AS two_factor_roles"
JOINS = """LEFT JOIN user_roles r ON r.user_id = u.id
        LEFT JOIN second_factors f ON f.user_id = u.id AND f.enabled_at IS NOT NULL
        LEFT JOIN second_factor_policy n ON n.id = 1"""


def from_rows(rows: list[db.Row]) -> db.Row | None:
    """Return the user of these rows with `roles` and `role`, or None if there are no rows.

    `needs_mfa_enrolment` is True if one of the roles requires two-factor authentication and it is not enabled.
    """
    if not rows:
        return None
    user = with_roles({**rows[0], "roles": ",".join(row["role"] or "" for row in rows)})
    required = set((user["two_factor_roles"] or "").split(","))
    needs_enrolment = not user["has_two_factor"] and not required.isdisjoint(user["roles"])
    return {**user, "needs_mfa_enrolment": needs_enrolment}
