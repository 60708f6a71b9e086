"""The catalogue."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import g
from pydantic import Field

import queries.activities
import queries.products
from auth import caller, public, role
from errors import invalid
from queries.products import Filter
from web import paging
from web.contract import Body, Change, Id, Instant, Line, Message, NotNull, Prose, Reply, Rupiah, problems

bp = APIBlueprint("products", __name__, tag="products")

Name = Annotated[Line, Field(max_length=200)]
Description = Annotated[Prose, Field(max_length=10_000)]
Sku = Annotated[Line, Field(max_length=64)]
Stock = Annotated[int, Field(ge=0, le=10**9)]


class ProductIn(Body):
    name: Name
    price: Rupiah
    stock: Stock = 0
    description: Description = ""
    sku: Sku | None = None


class ProductChange(Change):
    name: Annotated[Name, NotNull] = ""
    price: Annotated[Rupiah, NotNull] = 0
    stock: Annotated[Stock, Field(description="A count; the difference is booked as an adjustment."), NotNull] = 0
    description: Annotated[Description, NotNull] = ""
    sku: Sku | None = None


class Product(Reply):
    id: int
    seller_id: int
    sku: str | None
    name: str
    description: str
    price: int
    stock: int
    created_at: Instant
    updated_at: Instant


class ProductQuery(paging.Page):
    cursor: Annotated[
        str | None, Field(max_length=2048, description="Empty starts a walk; then the last `next_cursor`.")
    ] = None
    search: Annotated[str, Field(max_length=200)] = ""
    seller_id: Id | None = None
    min_price: Rupiah | None = None
    max_price: Rupiah | None = None
    in_stock: bool | None = None
    sort_by: Literal["created_at", "price", "name", "stock"] = "created_at"
    sort_order: Literal["asc", "desc"] = "desc"


class ProductPage(Reply):
    products: list[Product]
    total_items: int
    total_pages: int
    current_page: Annotated[int | None, Field(description="Null in a walk by cursor.")]
    per_page: int
    has_next: bool
    has_prev: bool
    next_cursor: str | None


@bp.get("")
@bp.input(ProductQuery, location="query")
@bp.output(ProductPage)
@public
def list_products(query_data: ProductQuery) -> dict[str, Any]:
    """The catalogue by page number, or by cursor, which neither skips nor repeats while others insert."""
    wanted = Filter(
        query_data.search.strip(),
        query_data.seller_id,
        query_data.min_price,
        query_data.max_price,
        query_data.in_stock,
    )
    sort_by, descending, size = query_data.sort_by, query_data.sort_order == "desc", query_data.per_page
    by_cursor = query_data.cursor is not None
    after = _place(query_data.cursor, sort_by) if query_data.cursor else None
    rows = queries.products.page(
        wanted,
        sort_by,
        descending,
        size + 1,
        0 if by_cursor else query_data.offset,
        after,
    )
    total = queries.products.count(wanted)
    more, rows = len(rows) > size, rows[:size]
    last = rows[-1] if more else None
    return {
        "products": rows,
        "total_items": total,
        "total_pages": -(-total // size),
        "current_page": None if by_cursor else query_data.page,
        "per_page": size,
        "has_next": more,
        "has_prev": after is not None or (not by_cursor and query_data.page > 1),
        "next_cursor": paging.encode(_sort_value(last[sort_by]), last["id"]) if last else None,
    }


@bp.post("")
@bp.input(ProductIn)
@bp.output(Product, 201)
@problems(409)
@role("seller", "admin")
def create_product(json_data: ProductIn) -> dict[str, Any]:
    """Adds a product of the caller's to the catalogue."""
    return queries.products.add(g.identity.user_id, json_data.model_dump())


@bp.get("/<int:product_id>")
@bp.output(Product)
@public
def show_product(product_id: int) -> dict[str, Any]:
    """One product."""
    product = queries.products.get(product_id)
    if caller():
        queries.activities.write("product_viewed", product_id, product["name"])
    return product


@bp.put("/<int:product_id>")
@bp.input(ProductChange)
@bp.output(Product)
@problems(409)
@role("seller", "admin")
def change_product(product_id: int, json_data: ProductChange) -> dict[str, Any]:
    """Changes the given fields of an own product (an admin: of any) and leaves the others."""
    fields = json_data.model_dump(exclude_unset=True)
    return queries.products.change(product_id, _owner(), fields, by=g.identity.user_id)


@bp.delete("/<int:product_id>")
@bp.output(Message)
@role("seller", "admin")
def remove_product(product_id: int) -> dict[str, Any]:
    """Hides an own product (an admin: any); what was sold keeps its name and price."""
    queries.products.remove(product_id, _owner())
    return {"msg": "The product is no longer for sale."}


def _owner() -> int | None:
    """Whose products the caller may write: their own, or anybody's as an admin."""
    return None if g.identity.holds("admin") else g.identity.user_id


def _place(cursor: str, sort_by: str) -> tuple[Any, int]:
    """The sort value and the id of the row that a cursor of this order names."""
    value, product_id = paging.decode(cursor, str if sort_by in ("name", "created_at") else int, int)
    if sort_by == "created_at":
        try:
            # MySQL fails where it is asked to compare a time with a text that is none.
            value = datetime.fromisoformat(value)
        except ValueError:
            raise invalid("cursor", "cursor") from None
    return value, product_id


def _sort_value(value: Any) -> Any:
    return value if isinstance(value, int | str) else str(value)
