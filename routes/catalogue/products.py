"""Routes of products: list and search, lookup, export, and changes by their sellers."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal
from zlib import crc32

from apiflask import APIBlueprint
from flask import Response, g
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

import queries.accounts.activities
import queries.catalogue.product_search
import queries.catalogue.products
import queries.catalogue.variants
from auth import Identity, caller, public, require_caller, role, signed_in
from domain.commerce import tax
from domain.commerce.measures import Measure
from domain.imports import export_rows
from problems import Fault, Problem, invalid
from queries.catalogue.product_search import Filter
from routes.accounts import ownership
from routes.catalogue.images import WithImages
from routes.catalogue.variants import Group, OptionInputs, Variant, VariantOf, WithOptions
from web import downloads, paging, preconditions
from web.openapi.field_types import (
    Body,
    Id,
    Instant,
    Line,
    Message,
    NotNull,
    PartialUpdate,
    Price,
    Prose,
    Query,
    Rupiah,
    problems,
    sends_etag,
)
from web.rate_limits.concurrency import expensive_call

bp = APIBlueprint("products", __name__, tag="products")

# The parameters of a list, beside those of pages, that leave out no product.
UNFILTERED = frozenset({"scope", "sort_by", "sort_order"})
# The sorting that a cursor begins with.
CURSOR_SORTING = re.compile(r"(relevance|created_at|price|name|stock)-(asc|desc)\.")

EXPORT_RESPONSE: dict[int | str, Any] = {
    200: {
        "description": "A CSV file with the columns of the import template",
        "content": {"text/csv": {"schema": {"type": "string"}}},
    }
}


def _barcode(value: str) -> str:
    if not value.isascii() or not value.isprintable() or " " in value:
        raise PydanticCustomError("barcode", "no barcode")
    return value


Name = Annotated[Line, Field(max_length=200)]
Description = Annotated[Prose, Field(max_length=10_000)]
Sku = Annotated[Line, Field(max_length=64)]
Stock = Annotated[int, Field(ge=0, le=10**9)]
Unit = Annotated[Line, Field(max_length=20, description="The unit of sale: pcs, kg, box.")]
Barcode = Annotated[
    str,
    Field(min_length=1, max_length=64, json_schema_extra={"pattern": "^[!-~]{1,64}$"}),
    AfterValidator(_barcode),
]
Barcodes = Annotated[list[Barcode], Field(max_length=20)]
Cost = Annotated[Price, Field(description="The cost of one unit, visible to the seller and admins only.")]
TaxKind = Annotated[
    tax.Kind,
    Field(
        description="luxury: taxed at the full rate; exempt: never taxed, such as rice, eggs, milk, fresh vegetables."
    ),
]
MeasureOfQuantity = Annotated[
    Measure,
    Field(
        description="What `stock` and the `qty` of a sale count. Goods by gram and millimetre have the price and cost "
        "of 1,000, a kilogram or a metre. It stays once the product has been ordered."
    ),
]
Active = Annotated[bool, Field(description="False: visible to the seller and admins only, and not for sale.")]


class ProductCreate(Body):
    name: Name
    price: Price
    stock: Stock = 0
    description: Description = ""
    sku: Sku | None = None
    barcodes: Barcodes = []
    unit: Unit = "pcs"
    measure: MeasureOfQuantity = "piece"
    cost: Cost | None = None
    tax_kind: TaxKind = "standard"
    category_id: Id | None = None
    brand_id: Id | None = None
    active: Active = True
    variant_of: VariantOf | None = None
    options: OptionInputs = []


class ProductUpdate(preconditions.Versioned, PartialUpdate):
    name: Annotated[Name, NotNull] = ""
    price: Annotated[Price, NotNull] = 0
    stock: Annotated[
        Stock,
        Field(
            description="A count; the difference is recorded as an adjustment. `POST /api/stock/movements` is relative."
        ),
        NotNull,
    ] = 0
    description: Annotated[Description, NotNull] = ""
    sku: Sku | None = None
    barcodes: Annotated[Barcodes, NotNull] = []
    unit: Annotated[Unit, NotNull] = ""
    measure: Annotated[MeasureOfQuantity, NotNull] = "piece"
    cost: Cost | None = None
    tax_kind: Annotated[TaxKind, NotNull] = "standard"
    category_id: Id | None = None
    brand_id: Id | None = None
    active: Annotated[Active, NotNull] = True
    variant_of: VariantOf | None = None
    options: Annotated[OptionInputs, NotNull] = []


class Product(WithOptions, WithImages):
    id: int
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
    cost: Annotated[int | None, Field(description="Null except for the seller and admins.")]
    tax_kind: tax.Kind
    stock: int
    stocked: Annotated[bool, Field(description="False: it sells a course, which has unlimited stock.")]
    active: bool
    created_at: Instant
    updated_at: Instant


class ProductDetail(Product):
    variants: Annotated[
        list[Variant],
        Field(description="All products of its group, the main one first. Only their seller sees those not for sale."),
    ]


class ProductOfList(Product):
    group: Annotated[Group | None, Field(description="Of a main product with `variants=grouped`; null for all others.")]


class ProductQuery(paging.PageOrCursorQuery):
    page: Annotated[
        int,
        Field(
            ge=1,
            le=paging.MAX_OFFSET,
            description=f"Pages reach {paging.MAX_OFFSET:,} rows, {paging.MAX_FILTERED_OFFSET:,} of a search or with a "
            "filter; read on with a cursor.",
        ),
    ] = 1
    cursor: Annotated[
        str | None,
        paging.cursor_field(
            f"(?:(?:created_at|price|stock)-(?:asc|desc)\\.{paging.NUMBER}|name-(?:asc|desc)\\.{paging.TEXT}"
            f"|relevance-desc\\.{paging.NUMBER}\\.{paging.NUMBER})",
            paging.NUMBER,
            also="A cursor keeps its sorting: leave `sort_by` and `sort_order` out; other values are a 422 "
            "`cursor_sort_mismatch`.",
        ),
    ] = None
    scope: Annotated[
        Literal["listed", "own"],
        Field(description="Products for sale, or all products of the caller (for admins, of `seller_id`)."),
    ] = "listed"
    search: Annotated[
        str,
        Field(max_length=200, description="Words of name, description, SKU and barcodes; the last may be a prefix."),
    ] = ""
    category_id: Annotated[Id | None, Field(description="Includes its subcategories.")] = None
    brand_id: Id | None = None
    seller_id: Id | None = None
    min_price: Rupiah | None = None
    max_price: Rupiah | None = None
    in_stock: bool | None = None
    active: Annotated[bool | None, Field(description="Only with `scope=own`.")] = None
    max_stock: Annotated[
        Stock | None, Field(description="Products with at most this stock, except courses. Only with `scope=own`.")
    ] = None
    variant_of: Annotated[Id | None, Field(description="The variants of this product, without itself.")] = None
    variants: Annotated[
        Literal["grouped"] | None, Field(description="Main products and products without variants only.")
    ] = None
    sort_by: Annotated[
        Literal["relevance", "created_at", "price", "name", "stock"] | None,
        Field(
            description="Default: that of the cursor; `relevance` for a search without `sort_order`; else "
            "`created_at`. By relevance, names that begin with the words come first, then names that have them, "
            "then other products, each newest first."
        ),
    ] = None
    sort_order: Annotated[
        Literal["asc", "desc"] | None,
        Field(description="Default: that of the cursor, else `desc`. Relevance is always `desc`."),
    ] = None

    @property
    def most_rows(self) -> int:
        filters = set(type(self).model_fields) - {*paging.PageOrCursorQuery.model_fields, *UNFILTERED}
        filtered = any(getattr(self, name) not in (None, "") for name in filters)
        return paging.MAX_FILTERED_OFFSET if filtered else super().most_rows


class LookupQuery(Query):
    code: Annotated[str, Field(min_length=1, max_length=64, description="An exact SKU or barcode.")]
    seller_id: Id | None = None


class ProductList(paging.NumberedPage):
    products: list[ProductOfList]
    total_is_exact: Annotated[bool, Field(description="False: `total_items` is a lower bound.")]


@bp.get("")
@bp.doc(operation_id="products_list")
@bp.input(ProductQuery, location="query")
@expensive_call()
@bp.output(ProductList)
@problems(401, 403, "cursor_sort_mismatch")
@public(scope="products:read")
def list_products(query_data: ProductQuery) -> dict[str, Any]:
    """List and search products by page number, or by cursor, which neither skips nor repeats rows while others insert.

    Small totals are exact; a large total may be a lower bound.
    """
    owner_id = _list_owner(query_data) if query_data.scope == "own" else None
    for name in ("active", "max_stock"):
        if owner_id is None and getattr(query_data, name) is not None:
            raise invalid(name, "own_only")
    filters = Filter(
        query_data.search.strip(),
        query_data.category_id,
        query_data.brand_id,
        query_data.seller_id,
        query_data.min_price,
        query_data.max_price,
        query_data.in_stock,
        owner_id,
        query_data.active,
        query_data.max_stock,
        query_data.variant_of,
        query_data.variants == "grouped",
    )
    offset = query_data.offset
    sort_by, sort_order, after = _start_position(query_data)
    rows, count = queries.catalogue.product_search.page(
        filters, sort_by, sort_order == "desc", query_data.limit, offset, after
    )
    rows = rows if owner_id is not None else [_hide_cost(row) for row in rows]
    groups = queries.catalogue.variants.groups(rows) if filters.grouped else {}
    rows = [{**row, "group": groups.get(row["id"])} for row in rows]
    # A total that is a lower bound is at least the number of rows paged through.
    total = max(count.items, offset + len(rows)) if rows else count.items
    place = POSITIONS.get(sort_by) or (lambda row: (row[sort_by], row["id"]))
    found = paging.numbered_page("products", rows, total, query_data, place)
    if found["next_cursor"]:
        found["next_cursor"] = f"{sort_by}-{sort_order}.{found['next_cursor']}"
    return {**found, "total_is_exact": count.exact}


@bp.post("")
@bp.doc(operation_id="products_create")
@bp.input(ProductCreate)
@bp.output(Product, 201)
@sends_etag
@problems(409)
@role("seller", "admin", scope="products:write")
def create_product(json_data: ProductCreate) -> Any:
    """Create a product of the caller, also as a variant of another (`variant_of`, `options`)."""
    row = queries.catalogue.products.add(g.identity.user_id, json_data.model_dump())
    return row, 201, {"ETag": f'"{row["version"]}own"'}


@bp.get("/lookup")
@bp.doc(operation_id="products_lookup")
@bp.input(LookupQuery, location="query")
@bp.output(Product)
@problems(404)
@public
def lookup_product(query_data: LookupQuery) -> dict[str, Any]:
    """Return the product with exactly this SKU or barcode, as a scanner asks for it.

    Of several, one in stock comes first, then the oldest.
    """
    return _hide_cost(queries.catalogue.products.lookup(query_data.code, query_data.seller_id))


@bp.get("/export")
@bp.doc(operation_id="products_export", responses=EXPORT_RESPONSE)
@role("seller", "admin", scope="products:read")
def export_products() -> Response:
    """Export all products of the caller as CSV, including inactive ones. Importing the file changes nothing.

    Text that a spreadsheet would run as a formula gets an apostrophe in front, which the import removes.
    """
    rows = map(export_rows.cells, queries.catalogue.products.iterate(g.identity.user_id))
    return downloads.attachment("produk.csv", "text/csv", downloads.csv_parts(export_rows.COLUMNS, rows))


@bp.get("/<int:product_id>")
@bp.doc(operation_id="products_show")
@bp.output(ProductDetail)
@problems(304)
@public(scope="products:read")
def show_product(product_id: int) -> Response:
    """Show a product and its variants.

    Send its ETag as If-None-Match to get a 304, or as If-Match to update this version of the product only.
    """
    viewer = caller()
    row = queries.catalogue.products.get(product_id, viewer.user_id if viewer else None, _is_admin(viewer))
    if viewer:
        queries.accounts.activities.write("product_viewed", product_id, row["name"])
    own = _is_admin(viewer) or (viewer is not None and viewer.user_id == row["seller_id"])
    group = queries.catalogue.variants.of_product(row, whole=own)
    body = ProductDetail.model_validate({**(row if own else _hide_cost(row)), "variants": group}).model_dump_json()
    # The variants change without this product.
    seen = f"-{crc32(repr([(each['id'], each['change_id']) for each in group]).encode())}" if group else ""
    variant = f"{'own' if own else ''}{seen}"
    return preconditions.with_etag(Response(body, mimetype="application/json"), row["version"], variant)


@bp.route("/<int:product_id>", methods=["PUT", "PATCH"])
@bp.doc(operation_id="products_update")
@bp.input(preconditions.IfMatch, location="headers")
@bp.input(ProductUpdate)
@bp.output(Product)
@sends_etag
@problems(409, 412)
@signed_in(scope="products:write")
def update_product(product_id: int, headers_data: preconditions.IfMatch, json_data: ProductUpdate) -> Any:
    """Update the given fields of an own product (admins: any product).

    With `If-Match`, fails with a 412 if anyone has changed it since it was read. Sales and stock movements in the
    meantime count only if `stock` is given.
    """
    fields = json_data.model_dump(exclude_unset=True)
    row = queries.catalogue.products.update(
        product_id, ownership.of_products(product_id), fields, by=g.identity.user_id, expected=headers_data.versions
    )
    return row, 200, {"ETag": f'"{row["version"]}own"'}


@bp.delete("/<int:product_id>")
@bp.doc(operation_id="products_delete")
@bp.input(preconditions.IfMatch, location="headers")
@bp.output(Message)
@problems(409, 412)
@signed_in(scope="products:write")
def delete_product(product_id: int, headers_data: preconditions.IfMatch) -> dict[str, Any]:
    """Delete an own product (admins: any product). Past sales keep its name and price.

    A product that has variants is a 409 `product_has_variants`: delete them first, or make one of them the main product
    of the others. One that sells a course is a 409 `product_sells_course`. `active: false` closes the course as well:
    its `closed_because` says so, it takes no new learners, and keeps the enrolled ones.
    """
    queries.catalogue.products.delete(product_id, ownership.of_products(product_id), expected=headers_data.versions)
    return {"msg": "The product is no longer for sale."}


def _list_owner(query: ProductQuery) -> int:
    viewer = require_caller()
    if _is_admin(viewer) and query.seller_id is not None:
        return query.seller_id
    if not viewer.has_role("seller") and not _is_admin(viewer):
        raise Problem("forbidden", roles="seller / admin")
    return viewer.user_id


def _is_admin(viewer: Identity | None) -> bool:
    return viewer is not None and viewer.has_role("admin")


def _hide_cost(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "cost": None}


def _id_position(row: dict[str, Any]) -> tuple[int, int]:
    return 0, row["id"]


def _relevance_position(row: dict[str, Any]) -> tuple[int, int, int]:
    return *row["relevance"], row["id"]


POSITIONS = {"created_at": _id_position, "relevance": _relevance_position}


def _start_position(query: ProductQuery) -> tuple[str, str, tuple[Any, int] | None]:
    """Return the sorting, and the sort value and id of the row that the cursor names (None without a cursor)."""
    sort_by: str = query.sort_by or "created_at"
    sort_order: str = query.sort_order or "desc"
    cursor = query.cursor
    if not cursor:
        if query.search.strip() and query.sort_by is None and query.sort_order is None:
            sort_by = "relevance"
        return sort_by, "desc" if sort_by == "relevance" else sort_order, None
    # Cursors of earlier versions have no sorting.
    if own := CURSOR_SORTING.match(cursor):
        sort_by, sort_order = own.groups()
        # Relevance is descending whatever `sort_order` says.
        has_order = sort_by == "relevance" or query.sort_order in (None, sort_order)
        if query.sort_by not in (None, sort_by) or not has_order:
            faults = [Fault("cursor", "cursor")]
            raise Problem("cursor_sort_mismatch", faults, sort_by=sort_by, sort_order=sort_order)
        cursor = cursor[own.end() :]
    if sort_by == "relevance":
        rank, lowest_id, product_id = paging.decode(cursor, int, int, int)
        return sort_by, sort_order, ((rank, lowest_id), product_id)
    value, product_id = paging.decode(cursor, str if sort_by == "name" else int, int)
    return sort_by, sort_order, (value, product_id)
