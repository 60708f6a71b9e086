"""Shifts at a till: open, move cash, close, report, list."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import g
from pydantic import Field

import queries.sales.till.shift_lists
import queries.sales.till.shifts
from auth import signed_in
from domain.commerce.orders import Caller
from queries.sales.till.drawers import LARGEST_CASH
from queries.sales.till.shifts import Move
from web import paging
from web.idempotency import key_required
from web.openapi.field_types import LARGEST_ID, Body, Id, Instant, Line, Query, Reply, problems
from web.query_parameters import Day, DayRange

bp = APIBlueprint("shifts", __name__, tag="tills")


class NewShift(Body):
    till_id: Id
    opening: Annotated[int, Field(ge=0, le=LARGEST_CASH, description="The cash in the drawer, for change.")]


class NewMove(Body):
    kind: Annotated[Literal["in", "out"], Field(description="in: put into the drawer; out: taken out of it.")]
    amount: Annotated[int, Field(ge=1, le=LARGEST_CASH)]
    reason: Annotated[Line, Field(max_length=200, description="Such as `ke bank` or `beli es`.")]


class Count(Body):
    counted: Annotated[int, Field(ge=0, le=LARGEST_CASH, description="The cash in the drawer.")]


class CurrentQuery(Query):
    till_id: Id


class ShiftsQuery(DayRange, paging.CursorQuery):
    first: Annotated[
        Day | None, Field(alias="from", description="Opened on this day or later, in the zone of the outlet.")
    ] = None
    last: Annotated[Day | None, Field(alias="to", description="Opened on this day or before.")] = None
    till_id: Annotated[Id | None, Field(description="Only this till. Omitted: all tills of the caller.")] = None


class ReportQuery(Query):
    kind: Annotated[
        Literal["x", "z"] | None,
        Field(
            description="x: an open shift up to now, for the owner and managers; z: a closed one. Omitted: whichever "
            "it is."
        ),
    ] = None


class Shift(Reply):
    id: int
    till_id: int
    till_name: str
    outlet_id: int
    outlet_name: str
    cash_step: Annotated[int, Field(description="What cash is rounded to at this outlet; 0: it is not.")]
    opened_at: Instant
    opened_by_name: str
    opening: int
    closed_at: Instant | None
    closed_by_name: str | None
    expected: Annotated[
        int | None,
        Field(
            description="The cash that should be in the drawer: `opening`, cash payments and moves. Null until the "
            "cash is counted."
        ),
    ]
    counted: int | None
    variance: Annotated[int | None, Field(description="`counted` less `expected`: below 0 cash is missing.")]


class ListedShift(Shift):
    report_url: Annotated[
        str | None,
        Field(
            description="The path of its report: X while it is open, then Z. Null: cashiers count an open one blind."
        ),
    ]


class ShiftPage(paging.CursorPage):
    shifts: list[ListedShift]


class CashMove(Reply):
    id: int
    kind: Literal["in", "out"]
    amount: int
    reason: str
    created_at: Instant


class NamedMove(CashMove):
    actor_name: str


class ShiftSales(Reply):
    count: int
    total: int
    tax: int
    first_receipt: str | None
    last_receipt: str | None


class PaymentSum(Reply):
    purpose: Annotated[Literal["sale", "refund", "debt"], Field(description="debt: what customers owed.")]
    method: str
    count: int
    amount: int
    adjustment: Annotated[int, Field(description="What rounding to coins added to cash, and codes to transfers.")]


class DrawerCash(Reply):
    opening: int
    sales: int
    debts: int
    refunds: Annotated[int, Field(description="At most 0.")]
    moved_in: int
    moved_out: int
    expected: Annotated[int, Field(description="The sum of all, without what was moved out.")]
    counted: int | None
    variance: int | None


class ShiftReport(Shift):
    kind: Literal["x", "z"]
    sales: ShiftSales
    payments: Annotated[list[PaymentSum], Field(description="By purpose and method.")]
    moves: list[NamedMove]
    cash: DrawerCash


@bp.get("")
@bp.input(ShiftsQuery, location="query")
@bp.output(ShiftPage)
@bp.doc(operation_id="shifts_list")
@problems(404, "till_not_found")
@signed_in(scope="transactions:read", till=True)
def list_shifts(query_data: ShiftsQuery) -> dict[str, Any]:
    """List the shifts of all tills of the caller or of one, newest first. Who has signed in at a till sees its own.

    Without a till, days are those of the default outlet's zone.
    """
    rows = queries.sales.till.shift_lists.page(
        query_data.till_id,
        _caller(),
        query_data.first,
        query_data.last,
        query_data.after_id(LARGEST_ID),
        query_data.limit,
    )
    return paging.cursor_page("shifts", rows, query_data, paging.by_id)


@bp.post("")
@bp.input(NewShift)
@bp.output(Shift, 201)
@bp.doc(operation_id="shifts_open")
@problems(403, "till_of_others", "till_inactive", "shift_open")
@key_required
@signed_in(scope="transactions:write", till=True)
def open_shift(json_data: NewShift) -> dict[str, Any]:
    """Open a shift at a till, as its owner or one of the staff. A till has at most one open shift."""
    return queries.sales.till.shifts.open_shift(json_data.till_id, json_data.opening, _caller())


@bp.get("/current")
@bp.input(CurrentQuery, location="query")
@bp.output(Shift)
@bp.doc(operation_id="shifts_show_current")
@problems(404, "till_not_found", "no_open_shift")
@signed_in(scope="transactions:read", till=True)
def show_current(query_data: CurrentQuery) -> dict[str, Any]:
    """Return the open shift of a till, without its cash: the drawer is counted blind."""
    return queries.sales.till.shifts.current(query_data.till_id, _caller())


@bp.post("/<int:shift_id>/moves")
@bp.input(NewMove)
@bp.output(CashMove, 201)
@bp.doc(operation_id="shifts_move_cash")
@problems("shift_not_found", "shift_closed")
@key_required
@signed_in(scope="transactions:write", till=True)
def move_cash(shift_id: int, json_data: NewMove) -> dict[str, Any]:
    """Record cash that is put into the drawer or taken out otherwise than by a sale."""
    return queries.sales.till.shifts.move_cash(shift_id, Move(**json_data.model_dump()), _caller())


@bp.post("/<int:shift_id>/close")
@bp.input(Count)
@bp.output(Shift)
@bp.doc(operation_id="shifts_close")
@problems("shift_not_found")
@key_required
@signed_in(scope="transactions:write", till=True)
def close(shift_id: int, json_data: Count) -> dict[str, Any]:
    """Close a shift with the cash that was counted; the answer tells what was expected.

    A sale is wholly in the shift or refused. Of a closed shift the answer is that of its first count.
    """
    return queries.sales.till.shifts.close(shift_id, json_data.counted, _caller())


@bp.get("/<int:shift_id>/report")
@bp.input(ReportQuery, location="query")
@bp.output(ShiftReport)
@bp.doc(operation_id="shifts_show_report")
@problems(403, 409, "shift_not_found", "managers_only", "shift_open", "shift_closed")
@signed_in(scope="transactions:read", till=True)
def show_report(shift_id: int, query_data: ReportQuery) -> dict[str, Any]:
    """Return the sales, payments and cash of a shift."""
    return queries.sales.till.shifts.report(shift_id, query_data.kind, _caller())


def _caller() -> Caller:
    return Caller(g.identity.user_id, till_id=g.identity.till_id)
