"""Whose products and courses a caller may write."""

from __future__ import annotations

from flask import g

from auth import caller
from problems import Problem
from queries.courses.courses import Viewer


def of_products(product_id: int) -> int | None:
    """Whose product this must be for the caller to write it: their own, or (None) anybody's for an admin.

    Who does not sell has no product to write, so that to a buyer another's is as little there as to a seller.
    """
    if g.identity.holds("admin"):
        return None
    if not g.identity.holds("seller"):
        raise Problem("product_not_found", id=product_id)
    return int(g.identity.user_id)


def of_courses() -> int | None:
    """Whose course this must be for the caller to write it: their own, or (None) anybody's for an admin."""
    return None if g.identity.holds("admin") else int(g.identity.user_id)


def viewer() -> Viewer:
    """Who looks at a course."""
    found = caller()
    return Viewer(found.user_id, found.holds("admin")) if found else Viewer(None)
