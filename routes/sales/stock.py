"""Stock: movements, transfers between outlets, what is in stock, and the ledger."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from apiflask import APIBlueprint
from flask import g
from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

import queries.sales.stock_lists
import queries.sales.stock_movements
from auth import role
from domain.commerce.measures import Measure
from problems import Problem, invalid
from queries.catalogue.stock_ledger import Reason
from queries.sales.stock_lists import LOW
from queries.sales.stock_movements import LARGEST_STOCK, Kind, Movement, Transfer
from routes.accounts import ownership
from routes.catalogue.products import Stock
from web import paging
from web.idempotency import key_required
from web.openapi.field_types import LARGEST_ID, Body, Id, Instant, Line, Reply, problems

bp = APIBlueprint("stock", __name__, tag="stock")


class NewMovement(Body):
    """A movement by `kind` and `delta`, or a count by `counted` and `expected_quantity`."""

    product_id: Id
    kind: Annotated[
        Kind | None, Field(description="received: it came; waste: it is lost or thrown away; correction: neither.")
    ] = None
    delta: Annotated[
        int | None, Field(ge=-LARGEST_STOCK, le=LARGEST_STOCK, description="Above 0 if received, below 0 if waste.")
    ] = None
    counted: Annotated[Stock | None, Field(description="What is there, without the goods of pending orders.")] = None
    expected_quantity: Annotated[
        int | None,
        Field(
            ge=-LARGEST_STOCK,
            le=LARGEST_STOCK,
            description="The stock that the count replaces. If it is another one by now: 409 `stock_changed`.",
        ),
    ] = None
    note: Annotated[Line | None, Field(max_length=200, description="Shown in the ledger.")] = None

    @field_validator("delta")
    @classmethod
    def _has_sign_of_kind(cls, delta: int | None, info: ValidationInfo) -> int | None:
        sign = {"received": 1, "waste": -1}.get(info.data.get("kind") or "")
        if delta is not None and (delta == 0 or (sign is not None and delta * sign < 0)):
            raise PydanticCustomError("sign_of_movement", "sign")
        return delta

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        given = [each is not None for each in (self.kind, self.delta, self.counted, self.expected_quantity)]
        if given not in ([True, True, False, False], [False, False, True, True]):
            raise PydanticCustomError("movement_or_count", "neither or both")
        return self


class Movements(Body):
    outlet_id: Annotated[
        Id | None, Field(description="An outlet with a stock of its own; without it, the shared stock.")
    ] = None
    items: Annotated[list[NewMovement], Field(min_length=1, max_length=200)]


class Moved(Reply):
    product_id: int
    delta: int
    stock: Annotated[int, Field(description="What is in that stock after it.")]


class MovedItems(Reply):
    items: Annotated[list[Moved], Field(description="In the order of the call.")]


class TransferItem(Body):
    product_id: Id
    qty: Annotated[int, Field(ge=1, le=LARGEST_STOCK)]


class NewTransfer(Body):
    """What goes from one stock to another. One of both outlets may be missing, but not both."""

    from_outlet_id: Annotated[Id | None, Field(description="The outlet that gives; without it, the shared stock.")] = (
        None
    )
    to_outlet_id: Annotated[Id | None, Field(description="The outlet that gets it; without it, the shared stock.")] = (
        None
    )
    items: Annotated[list[TransferItem], Field(min_length=1, max_length=200)]
    note: Annotated[Line | None, Field(max_length=200, description="Shown in the ledger.")] = None

    @model_validator(mode="after")
    def _leads_elsewhere(self) -> Self:
        if self.from_outlet_id == self.to_outlet_id:
            raise PydanticCustomError("same_stock", "one stock")
        return self


class Transferred(Reply):
    product_id: int
    qty: int
    from_stock: Annotated[int, Field(description="What is left after it.")]
    to_stock: Annotated[int, Field(description="What is there after it.")]


class TransferredItems(Reply):
    items: Annotated[list[Transferred], Field(description="In the order of the call.")]


class StockQuery(paging.CursorQuery):
    cursor: Annotated[str | None, paging.cursor_field(f"(?:{paging.NUMBER}|{paging.TEXT})", paging.NUMBER)] = ""
    low: Annotated[
        bool, Field(description="Only products for sale, with at most `at_most`; without that, with at most 5.")
    ] = False
    at_most: Annotated[Stock | None, Field(description="Only products with at most this stock.")] = None
    below_zero: Annotated[
        bool, Field(description="Only products that tills without a network have sold more of than there was.")
    ] = False
    seller_id: Annotated[Id | None, Field(description="Another seller, for admins.")] = None
    outlet_id: Annotated[
        Id | None, Field(description="The own stock of this outlet, with the products that it has or once had.")
    ] = None


class OutletStock(Reply):
    outlet_id: int
    stock: int


class StockedProduct(Reply):
    product_id: int
    sku: str | None
    name: str
    unit: str
    measure: Measure
    stock: Annotated[int, Field(description="The shared stock, or that of the outlet that was asked for.")]
    active: bool
    outlets: Annotated[list[OutletStock], Field(description="What outlets have of it in stocks of their own.")]


class StockPage(paging.CursorPage):
    products: list[StockedProduct]


class LedgerQuery(paging.CursorQuery):
    product_id: Id
    outlet_id: Annotated[
        Id | None, Field(description="The own stock of this outlet; without it, the shared stock.")
    ] = None


class LedgerEntry(Reply):
    id: int
    created_at: Instant
    delta: int
    balance: Annotated[int, Field(description="What was in that stock after it.")]
    reason: Annotated[
        Reason,
        Field(
            description="opening: the stock of a new product; sale: taken by an order; cancel: returned by one; "
            "return: came back by a refund; adjustment: a new stock by an edit or an import; "
            "transfer: between two stocks."
        ),
    ]
    note: str | None
    actor_id: int
    actor_name: str
    transaction_id: Annotated[int | None, Field(description="The order that took or returned it.")]


class LedgerPage(paging.CursorPage):
    entries: list[LedgerEntry]


@bp.post("/movements")
@bp.input(Movements)
@bp.output(MovedItems, 201)
@bp.doc(operation_id="stock_move")
@problems("stock_changed", "insufficient_stock")
@key_required
@role("seller", "admin", scope="products:write")
def move(json_data: Movements) -> tuple[dict[str, Any], int]:
    """Record goods that came, were lost or were counted, of own products (admins: of any); all items or none.

    A `delta` is relative, so sales in between do no harm. A count replaces the stock only if that is still the
    `expected_quantity`. Goods of pending orders have left the stock already: count without them. A movement makes no
    `If-Match` of an edit stale unless the edit sets `stock`. With `outlet_id` they are of the own stock of that outlet.
    """
    movements = [Movement(**item.model_dump()) for item in json_data.items]
    owner_id = None if g.identity.has_role("admin") else g.identity.user_id
    moved = queries.sales.stock_movements.move(movements, owner_id, g.identity.user_id, json_data.outlet_id)
    return {"items": moved}, 201


@bp.post("/transfers")
@bp.input(NewTransfer)
@bp.output(TransferredItems, 201)
@bp.doc(operation_id="stock_transfer")
@problems("insufficient_stock")
@key_required
@role("seller", "admin", scope="products:write")
def transfer(json_data: NewTransfer) -> tuple[dict[str, Any], int]:
    """Move own goods (admins: any) between the shared stock and that of an outlet, or between outlets; all or none.

    Goods that are deleted, or sell a course now, can only leave an outlet.
    """
    items = [(item.product_id, item.qty) for item in json_data.items]
    wanted = Transfer(items, json_data.from_outlet_id, json_data.to_outlet_id, json_data.note)
    owner_id = None if g.identity.has_role("admin") else g.identity.user_id
    return {"items": queries.sales.stock_movements.transfer(wanted, owner_id, g.identity.user_id)}, 201


@bp.get("")
@bp.input(StockQuery, location="query")
@bp.output(StockPage)
@bp.doc(operation_id="stock_list")
@problems("outlet_not_found")
@role("seller", "admin", scope="products:read")
def list_stock(query_data: StockQuery) -> dict[str, Any]:
    """List the caller's products that have a stock, lowest first; with `low=true` those that run out.

    It is the shared stock, or with `outlet_id` that of an outlet.
    """
    user = g.identity
    seller_id = query_data.seller_id or user.user_id
    if seller_id != user.user_id and not user.has_role("admin"):
        raise Problem("forbidden", roles="admin")
    at_most = LOW if query_data.low and query_data.at_most is None else query_data.at_most
    if query_data.below_zero:
        at_most = -1
    after = _after(query_data)
    chosen = after, query_data.limit, at_most, query_data.low
    if query_data.outlet_id is None:
        rows = queries.sales.stock_lists.page(seller_id, *chosen)
    else:
        rows = queries.sales.stock_lists.page_of_outlet(seller_id, query_data.outlet_id, *chosen)
    return paging.cursor_page("products", rows, query_data, lambda row: (_in_cursor(row["stock"]), row["product_id"]))


@bp.get("/ledger")
@bp.input(LedgerQuery, location="query")
@bp.output(LedgerPage)
@bp.doc(operation_id="stock_ledger")
@problems(404)
@role("seller", "admin", scope="products:read")
def show_ledger(query_data: LedgerQuery) -> dict[str, Any]:
    """List each change of a product's stock, newest first: when, how much, why, by whom, and by which order."""
    owner_id = ownership.of_products(query_data.product_id)
    rows = queries.sales.stock_lists.ledger(
        query_data.product_id, owner_id, query_data.after_id(LARGEST_ID), query_data.limit, query_data.outlet_id
    )
    return paging.cursor_page("entries", rows, query_data, paging.by_id)


def _in_cursor(stock: int) -> int | str:
    """Return a stock as cursors have it. One below 0 is a text there."""
    return stock if stock >= 0 else str(stock)


def _after(query: StockQuery) -> tuple[int, int]:
    """Return the stock and the id behind which a page begins: at first the lowest of all."""
    if not (query.cursor or "").startswith("~"):
        found: tuple[int, int] = query.after(int, int, start=(-(2**62), 0))
        return found
    stock, product_id = query.after(str, int)
    if not re.fullmatch("-[0-9]{1,18}", stock, re.ASCII):
        raise invalid("cursor", "cursor")
    return int(stock), product_id
