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
)
from support.people import Shop


@pytest.fixture
def world(shop: Shop) -> World:
    return World(shop)


def test_access_matrix_covers_every_route() -> None:
    assert set(TABLE) == set(ROUTES)


@pytest.mark.parametrize("route", ROUTES)
def test_route_allows_the_callers_of_the_access_matrix(world: World, route: str) -> None:
    statuses, about, body = TABLE[route]
    found = [call(world, route, who, about, body).status_code for who in PEOPLE]
    assert " ".join(map(str, found)) == statuses
