"""Routes of brands: anyone reads, admins write."""

from __future__ import annotations

from typing import Annotated, Any

from apiflask import APIBlueprint
from pydantic import Field

import queries.catalogue.brands
from auth import public
from routes.catalogue import named_rows
from web import paging
from web.openapi.field_types import Body, Id, Instant, Line, NotNull, PartialUpdate, Reply

bp = APIBlueprint("brands", __name__, tag="brands")

Name = Annotated[Line, Field(max_length=100)]
Owner = Annotated[Id | None, Field(description="The only seller who may use the brand; null: all sellers.")]


class BrandCreate(Body):
    name: Name
    owner_id: Owner = None


class BrandUpdate(PartialUpdate):
    name: Annotated[Name, NotNull] = ""
    owner_id: Owner = None


class Brand(Reply):
    id: int
    name: str
    owner_id: int | None
    created_at: Instant
    updated_at: Instant


class BrandQuery(paging.CursorQuery):
    cursor: Annotated[str, paging.cursor_field(paging.TEXT)] = ""


class BrandList(paging.CursorPage):
    brands: list[Brand]


@bp.get("")
@bp.doc(operation_id="brands_list")
@bp.input(BrandQuery, location="query")
@bp.output(BrandList)
@public
def list_brands(query_data: BrandQuery) -> dict[str, Any]:
    """List brands in the order of their names, by cursor."""
    after = query_data.after(str, start=("",))[0]
    rows = queries.catalogue.brands.page(after, query_data.limit)
    return paging.cursor_page("brands", rows, query_data, lambda row: (row["name"],))


named_rows.add_routes(
    bp,
    "brand",
    queries.catalogue.brands,
    BrandCreate,
    BrandUpdate,
    Brand,
    {
        "create": "Create a brand, open to all sellers or owned by one.",
        "show": "Show a brand.",
        "update": "Rename a brand, or change its owner.",
        "delete": "Delete a brand without products.",
    },
)
