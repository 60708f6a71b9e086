"""The owner that a product or course must have for the caller to change it."""

from __future__ import annotations

from flask import g

from auth import caller
from problems import Problem
from queries.courses.courses import Viewer


def of_products(product_id: int) -> int | None:
    """Return the owner that the product must have: the caller, or None (any) for an admin.

    Without the role seller the product is not found, as another seller's is not.
    """
    if g.identity.has_role("admin"):
        return None
    if not g.identity.has_role("seller"):
        raise Problem("product_not_found", id=product_id)
    return int(g.identity.user_id)


def of_courses() -> int | None:
    """Return the owner that a course must have: the caller, or None (any) for an admin."""
    return None if g.identity.has_role("admin") else int(g.identity.user_id)


def viewer() -> Viewer:
    """Return the caller as a viewer of courses."""
    found = caller()
    return Viewer(found.user_id, found.has_role("admin")) if found else Viewer(None)
