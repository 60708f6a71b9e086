"""Tills of an outlet: their series and tokens."""

from __future__ import annotations

from typing import Any

import pytest
from till_calls import STAFF, Till

from support.people import Person, Shop


def test_a_till_has_a_series_of_its_own(shop: Shop, sari: Person, till: Till) -> None:
    path = f"/api/outlets/{till.outlet}/tills"
    (shown,) = sari.get(path).json()["tills"]
    assert (shown["series"], shown["last_number"], shown["shift_id"], shown["active"]) == ("A", 0, None, True)
    assert "token" not in shown and till.token.startswith("fnt_")
    other = sari.post("/api/outlets", {"name": "Cabang"}).json()["id"]
    again = sari.post(f"/api/outlets/{other}/tills", {"name": "Kasir", "series": "A"})
    assert (again.status_code, again.json()["errors"][0]["field"]) == (409, "series")
    # Another seller may have the same.
    tono = shop.person("tono", "seller")
    assert Till(tono).id != till.id
    for answer in (tono.get(path), tono.post(path, {"name": "Kasir", "series": "B"})):
        assert (answer.status_code, answer.json()["code"]) == (404, "outlet_not_found")
    renamed = sari.patch(f"/api/tills/{till.id}", {"name": "Kasir depan"})
    assert renamed.json() == {**shown, "name": "Kasir depan"}
    for answer in (tono.patch(f"/api/tills/{till.id}", {"active": False}), tono.post(f"/api/tills/{till.id}/token")):
        assert (answer.status_code, answer.json()["code"]) == (404, "till_not_found")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"series": "a"}, "series"),
        ({"series": "1A"}, "series"),
        ({"series": "A-1"}, "series"),
        ({"series": ""}, "series"),
        ({"series": "A\n"}, "series"),
        ({"series": "ABCDEFGHI"}, "series"),
        ({"name": ""}, "name"),
        ({"last_number": 7}, "last_number"),
    ],
)
def test_a_till_that_can_not_be_is_refused(sari: Person, till: Till, body: dict[str, Any], field: str) -> None:
    answer = sari.post(f"/api/outlets/{till.outlet}/tills", {"name": "Kasir", "series": "B", **body})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


def test_a_new_token_ends_what_the_old_one_has_opened(shop: Shop, sari: Person, budi: Person, till: Till) -> None:
    till.employs(budi)
    at_till = till.at_work("budi")
    replaced = sari.post(f"/api/tills/{till.id}/token")
    assert (replaced.status_code, replaced.headers["Cache-Control"]) == (200, "no-store")
    assert at_till.get(f"/api/shifts/current?till_id={till.id}").json()["code"] == "revoked_token"
    assert till.sign_in(shop.visitor(), "budi").json()["code"] == "till_token_unknown"
    till.token = replaced.json()["token"]
    assert till.at_work("budi").get(f"/api/shifts/current?till_id={till.id}").status_code == 404
    stored = shop.rows("SELECT * FROM tills")[0]
    assert till.token not in str(stored)


def test_a_repeated_call_adds_no_second_till(sari: Person, till: Till) -> None:
    path, headers = f"/api/outlets/{till.outlet}/tills", {"Idempotency-Key": "kasir-dua"}
    first, again = (sari.post(path, {"name": "Kasir", "series": "B"}, headers=headers) for _ in range(2))
    assert again.json() == first.json()
    assert len(sari.get(path).json()["tills"]) == 2


def test_who_is_no_seller_has_no_till(sari: Person, budi: Person, till: Till) -> None:
    for answer in (
        budi.get(f"/api/outlets/{till.outlet}/tills"),
        budi.post(f"/api/outlets/{till.outlet}/tills", {"name": "Kasir", "series": "B"}),
        budi.patch(f"/api/tills/{till.id}", {"name": "x"}),
        budi.get(STAFF),
    ):
        assert answer.status_code == 403
