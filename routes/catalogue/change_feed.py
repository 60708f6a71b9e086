"""The change feed, by which a till or an app keeps a copy of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from pydantic import Field

import queries.catalogue.change_feed
import queries.catalogue.images
import queries.sales.till.changes
from auth import public, require_caller
from domain.commerce import tax
from domain.commerce.discounts import VoucherKind
from domain.commerce.measures import Measure
from domain.commerce.orders import Caller
from queries.catalogue.change_feed import SHOP, Position
from queries.sales.till import drawers
from queries.sales.till.drawers import Place
from routes.catalogue.images import WithImages
from routes.catalogue.variants import WithOptions
from routes.sales.tax_profile import TaxProfile
from web import paging, preconditions
from web.openapi.field_types import Id, Instant, Query, Reply, problems
from web.rate_limits.concurrency import expensive_call

bp = APIBlueprint("changes", __name__, tag="changes")

# The characters of all descriptions on a page. Most pages end at their limit of rows.
MAX_DESCRIPTIONS = 500_000
POSITION = rf"{paging.NUMBER}\.[0-3]\.{paging.NUMBER}"
TYPES = {"categories": "category", "brands": "brand", "products": "product"}


class ListedProduct(WithOptions, WithImages):
    version: preconditions.Version
    seller_id: int
    category_id: int | None
    brand_id: int | None
    sku: str | None
    barcodes: list[str]
    name: str
    description: str
    unit: str
    measure: Measure
    price: int
    tax_kind: tax.Kind
    stock: int
    stocked: bool
    created_at: Instant
    updated_at: Instant


class CategorySnapshot(Reply):
    parent_id: int | None
    name: str


class BrandSnapshot(Reply):
    name: str
    owner_id: int | None


class ChangedItem(Reply):
    id: int
    deleted: Annotated[bool, Field(description="True: delete your copy; the item has no other data.")]


class ChangedProduct(ChangedItem):
    type: Literal["product"]
    product: ListedProduct | None
    category: None = None
    brand: None = None


class ChangedCategory(ChangedItem):
    type: Literal["category"]
    product: None = None
    category: CategorySnapshot | None
    brand: None = None


class ChangedBrand(ChangedItem):
    type: Literal["brand"]
    product: None = None
    category: None = None
    brand: BrandSnapshot | None


class TillOutlet(Reply):
    name: str
    zone: str
    address: str
    phone: str
    tax_number: str | None
    footer: str
    cash_step: int
    own_stock: bool
    short_stock: Literal["review", "accept"]


class TillSettings(Reply):
    outlet_id: int
    name: str
    series: str
    last_number: Annotated[int, Field(description="At this moment. Sales alone are no change of the till.")]
    shift_id: Annotated[int | None, Field(description="Its open shift, at this moment.")]
    active: bool
    qris: Annotated[
        str | None,
        Field(
            description="The static QRIS of an active account of its outlet, or else of all outlets. A till without "
            "a network gives it the amount."
        ),
    ]


class TillStaff(Reply):
    name: str
    username: str | None
    duty: Literal["cashier", "manager"]


class TillCustomer(Reply):
    name: str
    phone: str | None
    credit_limit: int
    balance: int
    credit_left: int


class TillVoucher(Reply):
    code: str
    kind: VoucherKind
    value: int
    minimum: int
    most: int | None
    starts_at: Instant | None
    ends_at: Instant | None
    limit_total: int | None
    limit_each: int | None
    used: int


class ChangedOutlet(ChangedItem):
    type: Literal["outlet"]
    outlet: TillOutlet | None


class ChangedTill(ChangedItem):
    type: Literal["till"]
    till: TillSettings | None


class ChangedStaff(ChangedItem):
    """`id` is that of the user. Of no use for a sign-in: PINs are not told."""

    type: Literal["staff"]
    staff: TillStaff | None


class ChangedCustomer(ChangedItem):
    type: Literal["customer"]
    customer: TillCustomer | None


class ChangedVoucher(ChangedItem):
    """One that was withdrawn is deleted."""

    type: Literal["voucher"]
    voucher: TillVoucher | None


class ChangedTaxProfile(ChangedItem):
    """`id` is its first day, such as 20261201."""

    type: Literal["tax_profile"]
    tax_profile: TaxProfile | None


Change = Annotated[
    ChangedProduct
    | ChangedCategory
    | ChangedBrand
    | ChangedOutlet
    | ChangedTill
    | ChangedStaff
    | ChangedCustomer
    | ChangedVoucher
    | ChangedTaxProfile,
    Field(discriminator="type"),
]


class ChangeQuery(Query):
    since: Annotated[
        str,
        Field(
            max_length=2048,
            description="Empty or 0 on the first call; then the last `next_since`.",
            json_schema_extra={"pattern": rf"^(?:0|{POSITION}(?:-{POSITION})*)?$"},
        ),
    ] = ""
    limit: Annotated[int, Field(ge=1, le=1000)] = 500
    till_id: Annotated[
        Id | None,
        Field(
            description="For the owner of this till and the staff on duty there: all that it needs to sell without a "
            "network. Read it from the beginning with this parameter."
        ),
    ] = None


class ChangeList(Reply):
    changes: list[Change]
    next_since: str
    has_more: bool


@bp.get("")
@bp.doc(operation_id="changes_list")
@bp.input(ChangeQuery, location="query")
@expensive_call()
@bp.output(ChangeList)
@problems(401, 403, "till_of_others")
@public(scope="customers:read", till=True)
def list_changes(query_data: ChangeQuery) -> dict[str, Any]:
    """List what has changed since the last call, in the order of commits.

    Each category, brand and product appears once, in its current state; an item that changes while you page appears
    again. Apply each change to your copy, store `next_since` with it, and continue while `has_more` is true. No change
    is ever missed, whatever the number of concurrent writers. A page with long descriptions has fewer than `limit`.

    With `till_id` taxes, vouchers, staff, customers with the credit left to them, the outlet and the till itself come
    in the same order. An API key needs the scope `customers:read` for it.
    """
    place = None if query_data.till_id is None else _place(query_data.till_id)
    start = _positions(query_data.since) if query_data.since not in ("", "0") else []
    found = queries.catalogue.change_feed.since(start, query_data.limit + 1, place and place.owner_id)
    length = min(_longest_page(found), query_data.limit)
    more, found = len(found) > length, found[:length]
    images = queries.catalogue.images.of_products(
        [row["id"] for position, row in found if _is_listed_product(position, row)]
    )
    notes = [row for position, row in found if position.table_index == SHOP]
    of_shop = queries.sales.till.changes.resolve(notes, place) if place else {}
    return {
        "changes": [
            of_shop[row["id"]]
            if position.table_index == SHOP
            else _serialize(position, {**row, "images": images.get(row["id"], [])})
            for position, row in found
            if position.table_index != SHOP or row["id"] in of_shop
        ],
        "next_since": _next_since(start, found) if found else query_data.since,
        "has_more": more,
    }


def _place(till_id: int) -> Place:
    """Return the till for those who act there, or raise a 403; a 401 for visitors."""
    user = require_caller()
    return drawers.require_place(till_id, Caller(user.user_id, till_id=user.till_id))


def _longest_page(found: list[tuple[Position, dict[str, Any]]]) -> int:
    """Return the number of rows, at least one, whose descriptions are no longer than a page may be."""
    lengths = accumulate(len(row.get("description", "")) for _, row in found)
    return max(1, sum(length <= MAX_DESCRIPTIONS for length in lengths))


def _positions(since: str) -> list[Position]:
    # One of an earlier version is JSON in base64.
    parts = [since] if since.startswith("W") else since.split("-")
    return [Position(*paging.decode(part, int, int, int, field="since")) for part in parts]


def _next_since(start: Sequence[Position], found: Sequence[tuple[Position, Any]]) -> str:
    return "-".join(paging.encode(*position) for position in queries.catalogue.change_feed.advance(start, found))


def _is_listed_product(position: Position, row: dict[str, Any]) -> bool:
    products = queries.catalogue.change_feed.TABLES.index("products")
    return position.table_index == products and not row["gone"]


def _serialize(position: Position, row: dict[str, Any]) -> dict[str, Any]:
    table = TYPES[queries.catalogue.change_feed.TABLES[position.table_index]]
    return {"type": table, "id": row["id"], "deleted": bool(row["gone"]), table: None if row["gone"] else row}
