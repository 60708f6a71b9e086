"""Brands: everybody reads them, admins write them."""

from __future__ import annotations

from typing import Annotated, Any

from apiflask import APIBlueprint
from pydantic import Field

import queries.catalogue.brands
from auth import public, role
from web import paging
from web.openapi.field_types import Body, Change, Id, Instant, Line, Message, NotNull, Reply, problems

bp = APIBlueprint("brands", __name__, tag="brands")

Name = Annotated[Line, Field(max_length=100)]
Owner = Annotated[Id | None, Field(description="The only seller who may use it; null: everybody may.")]


class BrandIn(Body):
    name: Name
    owner_id: Owner = None


class BrandChange(Change):
    name: Annotated[Name, NotNull] = ""
    owner_id: Owner = None


class Brand(Reply):
    id: int
    name: str
    owner_id: int | None
    created_at: Instant
    updated_at: Instant


class BrandsQuery(paging.Walk):
    cursor: Annotated[str, paging.place(paging.TEXT)] = ""


class Brands(paging.Walked):
    brands: list[Brand]


@bp.get("")
@bp.input(BrandsQuery, location="query")
@bp.output(Brands)
@public
def list_brands(query_data: BrandsQuery) -> dict[str, Any]:
    """Brands in the order of their names, by cursor."""
    after = paging.decode(query_data.cursor, str)[0] if query_data.cursor else ""
    rows = queries.catalogue.brands.page(after, query_data.per_page + 1)
    return paging.walked("brands", rows, query_data, lambda row: (row["name"],))


@bp.post("")
@bp.input(BrandIn)
@bp.output(Brand, 201)
@problems(409)
@role("admin", scope="products:write")
def create_brand(json_data: BrandIn) -> dict[str, Any]:
    """Adds a brand, everybody's to sell or one seller's own."""
    return queries.catalogue.brands.add(json_data.name, json_data.owner_id)


@bp.get("/<int:brand_id>")
@bp.output(Brand)
@public
def show_brand(brand_id: int) -> dict[str, Any]:
    """One brand."""
    return queries.catalogue.brands.get(brand_id)


@bp.route("/<int:brand_id>", methods=["PUT", "PATCH"])
@bp.input(BrandChange)
@bp.output(Brand)
@problems(409)
@role("admin", scope="products:write")
def change_brand(brand_id: int, json_data: BrandChange) -> dict[str, Any]:
    """Renames a brand, gives it an owner or frees it."""
    return queries.catalogue.brands.change(brand_id, json_data.model_dump(exclude_unset=True))


@bp.delete("/<int:brand_id>")
@bp.output(Message)
@problems(409)
@role("admin", scope="products:write")
def remove_brand(brand_id: int) -> dict[str, Any]:
    """Deletes a brand that no product carries."""
    queries.catalogue.brands.remove(brand_id)
    return {"msg": "The brand is deleted."}
