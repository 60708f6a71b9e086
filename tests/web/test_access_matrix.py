"""The access matrix: every route, called by every kind of caller.

A row is a route, a column a caller: a visitor, Budi (buyer), Sari (seller, the owner of the resource, or Budi for
resources of a buyer), Tono (another seller), Dian (developer), Dewi (admin). A route without a row fails.
"""

from __future__ import annotations

import pytest

from support.calls.access_matrix import (
    PEOPLE,
    ROUTES,
    TABLE,
    World,
    call,
    target,
)


def test_access_matrix_covers_every_route() -> None:
    assert set(TABLE) == set(ROUTES)


@pytest.mark.parametrize("route", ROUTES)
def test_route_allows_the_callers_of_the_access_matrix(world: World, route: str) -> None:
    statuses, about, body = TABLE[route]
    found, made = list[int](), None
    for who in PEOPLE:
        # A resource is used up by a call that changes it. Others name it again.
        made = made or target(world, route, about, body)
        found.append(call(world, route, who, about, body, made).status_code)
        if found[-1] < 300 and not route.startswith("GET "):
            made = None
    assert " ".join(map(str, found)) == statuses
