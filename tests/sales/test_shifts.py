"""Shifts at a till: opening, moves of cash, the blind count and the reports."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from till_calls import Till

from queries.system import integrity_checks
from support.app import at_once
from support.people import Person, Shop


def test_a_shift_is_counted_blind(shop: Shop, sari: Person, budi: Person, till: Till) -> None:
    """A cashier learns what should be in the drawer once they have told what is in it."""
    till.employs(budi)
    at_till = till.at_work("budi")
    assert till.current(at_till).json()["code"] == "no_open_shift"
    opened = till.opens(at_till, 200_000)
    assert opened.status_code == 201, opened.text
    shift = opened.json()
    assert (shift["till_name"], shift["outlet_name"], shift["opened_by_name"]) == ("Kasir A", "sari", "budi")
    assert (shift["opening"], shift["expected"], shift["counted"], shift["closed_at"]) == (200_000, None, None, None)
    put, taken = (
        till.moves(at_till, shift["id"], kind, amount, reason)
        for kind, amount, reason in (("in", 50_000, "uang receh"), ("out", 120_000, "ke bank"))
    )
    assert (put.status_code, put.json()["kind"], put.json()["amount"]) == (201, "in", 50_000)
    assert (taken.json()["kind"], taken.json()["amount"], taken.json()["reason"]) == ("out", 120_000, "ke bank")
    for shown in (till.current(at_till), till.current(sari)):
        assert shown.json() == shift
    refused = till.report(at_till, shift["id"], "x")
    assert (refused.status_code, refused.json()["code"]) == (403, "managers_only")
    closed = till.closes(at_till, shift["id"], 129_000)
    assert closed.status_code == 200, closed.text
    found = closed.json()
    assert (found["expected"], found["counted"], found["variance"]) == (130_000, 129_000, -1_000)
    assert found["closed_by_name"] == "budi"
    # Another count changes nothing.
    assert till.closes(at_till, shift["id"], 130_000).json() == found
    assert till.current(at_till).status_code == 404
    late = till.moves(at_till, shift["id"], "in", 1, "x")
    assert (late.status_code, late.json()["code"], late.json()["possible"]) == (409, "shift_closed", ["open"])
    assert till.opens(at_till, 129_000).status_code == 201


def test_a_move_of_cash_has_a_limit(sari: Person, till: Till) -> None:
    shift = till.opens(sari, 0).json()["id"]
    for amount in (0, 10**12 + 1):
        refused = till.moves(sari, shift, "in", amount, "modal")
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "amount")
    assert till.moves(sari, shift, "in", 10**12, "modal").status_code == 201
    assert till.report(sari, shift, "x").json()["cash"]["expected"] == 10**12


def test_reports_of_a_shift(shop: Shop, sari: Person, budi: Person, till: Till) -> None:
    tono = shop.person("tono")
    till.employs(tono, "manager")
    till.employs(budi)
    manager, cashier = till.at_work("tono"), till.at_work("budi")
    shift = till.opens(cashier, 100_000).json()
    till.moves(cashier, shift["id"], "out", 30_000, "beli es")
    for person in (manager, sari):
        x = till.report(person, shift["id"], "x").json()
        assert x["kind"] == "x" and x["closed_at"] is None
        assert x["cash"] == {
            "opening": 100_000, "sales": 0, "debts": 0, "refunds": 0, "moved_in": 0, "moved_out": 30_000,
            "expected": 70_000, "counted": None, "variance": None,
        }  # fmt: skip
    (move,) = x["moves"]
    assert (move["kind"], move["amount"], move["reason"], move["actor_name"]) == ("out", 30_000, "beli es", "budi")
    assert x["sales"] == {"count": 0, "total": 0, "tax": 0, "first_receipt": None, "last_receipt": None}
    early = till.report(manager, shift["id"], "z")
    assert (early.status_code, early.json()["code"], early.json()["shift_state"]) == (409, "shift_open", "open")
    till.closes(cashier, shift["id"], 70_500)
    z = till.report(cashier, shift["id"], "z").json()
    assert (z["cash"]["expected"], z["cash"]["counted"], z["cash"]["variance"]) == (70_000, 70_500, 500)
    assert (z["expected"], z["variance"]) == (70_000, 500)
    late = till.report(manager, shift["id"], "x")
    assert (late.status_code, late.json()["code"]) == (409, "shift_closed")


def test_a_till_has_one_open_shift_under_a_race(shop: Shop, sari: Person, till: Till) -> None:
    answers = at_once(50, lambda number: till.opens(sari, number))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 49}
    (opened,) = [answer.json() for answer in answers if answer.status_code == 201]
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert (refused["code"], refused["shift_id"], refused["shift_state"]) == ("shift_open", opened["id"], "open")
    assert "close" in refused["possible"]

    # Counts and moves that race: each move is within the shift or refused.
    def step(number: int) -> Any:
        return till.closes(sari, opened["id"], 7) if number % 5 == 0 else till.moves(sari, opened["id"], "in", 1, "x")

    answers = at_once(20, step)
    moved = sum(answer.status_code == 201 for answer in answers)
    counts = [answer.json() for number, answer in enumerate(answers) if number % 5 == 0]
    assert {count["expected"] for count in counts} == {opened["opening"] + moved}
    till.must_be_sound()


def test_shifts_are_for_the_owner_and_the_staff(
    shop: Shop, sari: Person, budi: Person, dewi: Person, till: Till
) -> None:
    other = Till(shop.person("tono", "seller"), "T")
    other.employs(budi)
    shift = till.opens(sari, 0).json()
    for stranger in (budi, dewi, other.owner, other.at_work("budi")):
        answers = [
            till.opens(stranger, 0), till.current(stranger), till.moves(stranger, shift["id"], "in", 1, "x"),
            till.closes(stranger, shift["id"], 0), till.report(stranger, shift["id"], "x"),
        ]  # fmt: skip
        codes = [answer.json()["code"] for answer in answers]
        assert codes == ["till_of_others", "till_not_found", *["shift_not_found"] * 3]
    # Managers may work with their password, too, and at each till.
    till.employs(budi, "manager")
    assert till.current(budi).json()["id"] == shift["id"]
    # Who sells no more has no tills.
    shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'seller'", (sari.id,))
    assert till.current(budi).status_code == 404


def listed(person: Person, **query: Any) -> list[dict[str, Any]]:
    answer = person.get("/api/shifts", params=query)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["shifts"])


def test_shifts_are_listed_newest_first(shop: Shop, sari: Person, budi: Person, till: Till) -> None:
    other = Till(sari, "B")
    till.employs(budi)
    cashier = till.at_work("budi")
    shifts = []
    for number in range(5):
        at = (till, other)[number % 2]
        shifts.append(at.opens(sari, 1_000 * number).json()["id"])
        at.moves(sari, shifts[-1], "in", 500, "uang receh")
        if number < 3:
            at.closes(sari, shifts[-1], 1_000 * number + 400)
    newest = shifts[::-1]
    rows = listed(sari)
    assert [row["id"] for row in rows] == newest
    assert [(row["opening"], row["expected"], row["counted"], row["variance"]) for row in rows] == [
        (4_000, None, None, None), (3_000, None, None, None), (2_000, 2_500, 2_400, -100), (1_000, 1_500, 1_400, -100),
        (0, 500, 400, -100),
    ]  # fmt: skip
    # What is shown of one is the same.
    assert till.current(sari).json() == {name: value for name, value in rows[0].items() if name != "report_url"}
    for row, kind in zip(rows, "xxzzz", strict=True):
        assert sari.get(row["report_url"]).json()["kind"] == kind
    assert [row["id"] for row in listed(sari, till_id=other.id)] == newest[1::2]
    seen, cursor = list[int](), ""
    while cursor is not None:
        page = sari.get("/api/shifts", params={"per_page": 2, "cursor": cursor}).json()
        seen += [row["id"] for row in page["shifts"]]
        cursor = page["next_cursor"]
    assert seen == newest
    # The drawer is counted blind.
    at_till = listed(cashier)
    assert [(row["id"], row["expected"], row["report_url"] is None) for row in at_till] == [
        (newest[0], None, True), (newest[2], 2_500, False), (newest[4], 500, False),
    ]  # fmt: skip
    assert cashier.get(at_till[1]["report_url"]).json()["variance"] == -100
    assert cashier.get(f"/api/shifts?till_id={other.id}").json()["code"] == "till_not_found"


def test_the_days_of_listed_shifts_are_those_of_the_outlet(shop: Shop, sari: Person, till: Till) -> None:
    east = sari.post("/api/outlets", {"name": "Jayapura", "zone": "Asia/Jayapura"}).json()["id"]
    answer = sari.post(f"/api/outlets/{east}/tills", {"name": "Timur", "series": "T"})
    till_there = answer.json()["id"]
    first = till.opens(sari, 0).json()["id"]
    body = {"till_id": till_there, "opening": 0}
    second = sari.post("/api/shifts", body, headers={"Idempotency-Key": "timur"}).json()["id"]
    # 31 March in Jakarta, 1 April in Jayapura.
    shop.rows("UPDATE shifts SET opened_at = '2026-03-31 15:30'")
    march, april = {"from": "2026-03-01", "to": "2026-03-31"}, {"from": "2026-04-01"}
    assert [row["id"] for row in listed(sari, **march)] == [second, first]
    assert [row["id"] for row in listed(sari, **march, till_id=till.id)] == [first]
    assert listed(sari, **april) == listed(sari, **march, till_id=till_there) == []
    assert [row["id"] for row in listed(sari, **april, till_id=till_there)] == [second]
    assert [row["id"] for row in listed(sari, to="2026-03-31")] == [second, first]
    assert sari.get("/api/shifts?from=2026-04-01&to=2026-03-31").status_code == 422


def test_shifts_are_listed_to_the_owner_and_the_staff(
    shop: Shop, sari: Person, budi: Person, dewi: Person, till: Till
) -> None:
    other = Till(shop.person("tono", "seller"), "T")
    other.employs(budi)
    shift = till.opens(sari, 0).json()["id"]
    for stranger in (budi, dewi, other.owner, other.at_work("budi")):
        assert listed(stranger) == []
        assert stranger.get(f"/api/shifts?till_id={till.id}").json()["code"] == "till_not_found"
    # Managers may read those of each till with their password, too.
    till.employs(budi, "manager")
    (row,) = listed(budi, till_id=till.id)
    assert (row["id"], budi.get(row["report_url"]).json()["kind"]) == (shift, "x")
    assert listed(budi) == []
    shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'seller'", (sari.id,))
    assert listed(sari) == []
    assert budi.get(f"/api/shifts?till_id={till.id}").status_code == 404


def test_a_till_out_of_use_opens_no_shift(sari: Person, till: Till) -> None:
    shift = till.opens(sari, 10).json()
    sari.patch(f"/api/tills/{till.id}", {"active": False})
    # What is open is counted all the same.
    assert till.closes(sari, shift["id"], 10).json()["variance"] == 0
    refused = till.opens(sari, 10)
    assert (refused.status_code, refused.json()["code"], refused.json()["till_name"]) == (
        409, "till_inactive", "Kasir A",
    )  # fmt: skip


def test_steps_that_move_cash_need_a_key(sari: Person, till: Till) -> None:
    shift = till.opens(sari, 0, key="buka").json()
    assert till.opens(sari, 0, key="buka").json() == shift
    assert till.opens(sari, 1, key="buka").json()["code"] == "idempotency_key_reused"
    for _ in range(2):
        assert till.moves(sari, shift["id"], "in", 500, "x", key="masuk").status_code == 201
    assert till.report(sari, shift["id"], "x").json()["cash"]["expected"] == 500
    for path, body in (
        ("", {"till_id": till.id, "opening": 0}),
        (f"/{shift['id']}/moves", {"kind": "in", "amount": 1, "reason": "x"}),
        (f"/{shift['id']}/close", {"counted": 1}),
    ):
        assert sari.post(f"/api/shifts{path}", body).json()["code"] == "idempotency_key_required"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"amount": 1.5}, "amount"),
        ({"amount": 2**53}, "amount"),
        ({"kind": "bank"}, "kind"),
        ({"reason": " "}, "reason"),
        ({"reason": None}, "reason"),
    ],
)
def test_a_move_that_can_not_be_is_refused(sari: Person, till: Till, body: dict[str, Any], field: str) -> None:
    shift = till.opens(sari, 0).json()
    headers = {"Idempotency-Key": "x"}
    sent = {"kind": "in", "amount": 1, "reason": "x", **body}
    answer = sari.post(f"/api/shifts/{shift['id']}/moves", sent, headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


def test_a_shift_closes_with_any_sum(shop: Shop, sari: Person, till: Till) -> None:
    gold = sari.offers("Emas", 10**12, 10**9)
    shift = till.opens(sari, 0).json()["id"]
    for qty in (9_007, 1):
        assert till.sells(sari, (gold, qty)).status_code == 201
    # As many sales more as no test can make.
    shop.rows("UPDATE payments SET amount = 9000000000000000000")
    closed = till.closes(sari, shift, 0)
    assert (closed.status_code, closed.json()["expected"]) == (200, 18 * 10**18)
    assert till.report(sari, shift, "z").json()["variance"] == -18 * 10**18
    assert sari.get("/api/reports/shifts").json()["totals"]["expected"] == 18 * 10**18
    (row,) = listed(sari)
    assert (row["expected"], row["variance"]) == (18 * 10**18, -18 * 10**18)


BROKEN = [
    ("UPDATE tills SET last_number = 9",
     {"the receipts of a till are numbered without gaps, unless it sells without a network"}),
    ("UPDATE transactions SET shift_id = 0", {"a receipt of a till belongs to a paid sale in a shift of it"}),
    ("UPDATE tills SET shift_id = 0", {"a till's open shift is its only one that is not closed"}),
    ("UPDATE shifts SET expected = 1, counted = 1, closed_at = NOW(6)",
     {"what a closed shift expected is its opening and the cash since",
      "a till's open shift is its only one that is not closed"}),
    ("UPDATE payments SET tendered = 1",
     {"cash that is handed over covers its payment, and rounding is less than the largest coin"}),
    ("UPDATE tills SET owner_id = (SELECT MIN(id) FROM users)", {"money at a till is for goods of its owner"}),
    ("UPDATE payments SET shift_id = 0", {"money at a till is for goods of its owner"}),
    ("UPDATE payments SET purpose = 'move'",
     {"cash that is moved belongs to a shift, and other money to an order",
      "a sale with a seller has the method of its payments"}),
]  # fmt: skip


@pytest.mark.usefixtures("budi")
@pytest.mark.parametrize(("change", "expected"), BROKEN)
def test_the_checks_find_what_is_broken(shop: Shop, sari: Person, till: Till, change: str, expected: set[str]) -> None:
    till.opens(sari, 0)
    assert till.sells(sari, (sari.offers(), 1)).status_code == 201
    shop.rows(change)
    assert {name for name, sql in integrity_checks.CHECKS.items() if shop.rows(sql)} == expected
