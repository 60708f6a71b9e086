"""Outlets of a seller."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import g
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

import queries.sales.till.outlets
from auth import role
from domain.receipts import footers
from web.openapi.field_types import Body, Instant, Line, NotNull, PartialUpdate, Prose, Reply, problems

bp = APIBlueprint("outlets", __name__, tag="tills")

TAX_NUMBER = "^[0-9]{15,16}$"


def _tax_number(value: str) -> str:
    if not re.fullmatch("[0-9]{15,16}", value):
        raise PydanticCustomError("tax_number", "no NPWP")
    return value


def _footer(value: str) -> str:
    if footers.refuses_returns(value):
        raise PydanticCustomError("forbidden_clause", "UU 8/1999, article 18(1)b and c")
    return value


def _whole_number(value: Any) -> Any:
    # To a Literal, False equals 0.
    if isinstance(value, bool):
        raise PydanticCustomError("int_type", "a truth value")
    return value


Name = Annotated[Line, Field(max_length=100)]
Zone = Annotated[
    Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"],
    Field(description="WIB, WITA or WIT: the zone that the outlet's days and receipts are in."),
]
Address = Annotated[Prose, Field(max_length=300)]
Phone = Annotated[Prose, Field(max_length=32)]
TaxNumber = Annotated[
    str,
    Field(
        max_length=16,
        description="The NPWP on receipts: 15 digits, or the 16 in use since 2024, without dots.",
        json_schema_extra={"pattern": TAX_NUMBER},
    ),
    AfterValidator(_tax_number),
]
Footer = Annotated[
    Prose,
    Field(
        max_length=footers.LONGEST,
        description="The end of receipts. That goods or money are never given back must not stand there (UU 8/1999, "
        "article 18).",
    ),
    AfterValidator(_footer),
]
CashStep = Annotated[
    Literal[0, 100, 500, 1000],
    BeforeValidator(_whole_number),
    Field(description="What cash is rounded to, because there are no smaller coins; 0: cash is not rounded."),
]


OwnStock = Annotated[
    bool,
    Field(
        description="True: its tills sell from a stock of its own, which is empty at first. False: from the stock that "
        "is sold online, too. The default outlet has none of its own."
    ),
]


ShortStock = Annotated[
    Literal["review", "accept"],
    Field(
        description="What becomes of a sale that one of its tills made without a network, and for which there is too "
        "little in stock: it waits for a review, or the stock goes below 0."
    ),
]


class NewOutlet(Body):
    name: Name
    zone: Zone = "Asia/Jakarta"
    address: Address = ""
    phone: Phone = ""
    tax_number: TaxNumber | None = None
    footer: Footer = ""
    cash_step: CashStep = 0
    own_stock: OwnStock = False
    short_stock: ShortStock = "review"


class OutletUpdate(PartialUpdate):
    name: Annotated[Name, NotNull] = ""
    zone: Annotated[Zone, NotNull] = "Asia/Jakarta"
    address: Annotated[Address, NotNull] = ""
    phone: Annotated[Phone, NotNull] = ""
    tax_number: TaxNumber | None = None
    footer: Annotated[Footer, NotNull] = ""
    cash_step: Annotated[CashStep, NotNull] = 0
    own_stock: Annotated[OwnStock, NotNull] = False
    short_stock: Annotated[ShortStock, NotNull] = "review"
    is_default: Annotated[Literal[True], Field(description="Make it the default one instead of another.")] = True
    archived: Annotated[bool, NotNull, Field(description="True closes the outlet and its tills.")] = False


class Outlet(Reply):
    id: int
    name: str
    zone: Zone
    address: str
    phone: str
    tax_number: str | None
    footer: str
    cash_step: int
    own_stock: OwnStock
    short_stock: ShortStock
    is_default: Annotated[bool, Field(description="True for one of the seller's outlets: that of web orders.")]
    archived: bool
    created_at: Instant


class OutletList(Reply):
    outlets: Annotated[list[Outlet], Field(description="The default one first.")]


@bp.get("")
@bp.output(OutletList)
@bp.doc(operation_id="outlets_list")
@role("seller", "admin")
def list_outlets() -> dict[str, Any]:
    """List the caller's outlets. The first call makes the default one, which has the seller's name."""
    return {"outlets": queries.sales.till.outlets.of_owner(g.identity.user_id)}


@bp.post("")
@bp.input(NewOutlet)
@bp.output(Outlet, 201)
@bp.doc(operation_id="outlets_create")
@problems("limit_reached")
@role("seller", "admin")
def create(json_data: NewOutlet) -> dict[str, Any]:
    """Add an outlet. The first one is the default."""
    return queries.sales.till.outlets.add(g.identity.user_id, json_data.model_dump())


@bp.patch("/<int:outlet_id>")
@bp.input(OutletUpdate)
@bp.output(Outlet)
@bp.doc(operation_id="outlets_update")
@problems("outlet_not_found", "outlet_is_default", "outlet_has_stock", "outlet_has_open_shift")
@role("seller", "admin")
def update(outlet_id: int, json_data: OutletUpdate) -> dict[str, Any]:
    """Change the given fields of an outlet. To archive it ends all sign-ins at its tills for good.

    With an open shift at one of its tills it is not archived. While it has goods in a stock of its own, it is not
    archived either, and keeps that stock.
    """
    return queries.sales.till.outlets.update(g.identity.user_id, outlet_id, json_data.model_dump(exclude_unset=True))
