"""Who may do what to whose: every route, asked by everybody.

A row of the table is a route, a column a person: a visitor, Budi who buys, Sari who sells (what a route is about is
hers, or Budi's where it is about a buyer), Tono who sells something else, Dian who develops, Dewi who administers.
The routes are those that the app serves; one without a row here fails.
"""

from __future__ import annotations

import pytest

from support.access_matrix import (
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


def test_every_route_has_its_row() -> None:
    assert set(TABLE) == set(ROUTES)


@pytest.mark.parametrize("route", ROUTES)
def test_who_may_do_what_to_whose(world: World, route: str) -> None:
    statuses, about, body = TABLE[route]
    found = [call(world, route, who, about, body).status_code for who in PEOPLE]
    assert " ".join(map(str, found)) == statuses
