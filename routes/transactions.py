"""Sales."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import current_app, g, jsonify
from pydantic import AfterValidator, BaseModel, Field
from pydantic_core import PydanticCustomError

import queries.transactions
from auth import signed_in
from errors import Problem, language
from web import paging
from web.contract import LARGEST_ID, Body, Id, Instant, Query, Reply, problems

bp = APIBlueprint("transactions", __name__, tag="transactions")


class Item(Body):
    product_id: Id
    qty: Annotated[int, Field(ge=1, le=1_000_000, description="Whole units; the price is the catalogue's.")]


class Basket(Body):
    items: Annotated[list[Item], Field(min_length=1, max_length=200)]


class SaleMode(Query):
    dry_run: Annotated[bool, Field(description="Only tell what the sale would cost.")] = False


def _visible_ascii(key: str) -> str:
    if not re.fullmatch(r"[!-~]{1,255}", key):
        raise PydanticCustomError("idempotency_key", "no key")
    return key


class SaleHeaders(BaseModel):
    idempotency_key: Annotated[
        str | None,
        AfterValidator(_visible_ascii),
        Field(
            description="A repeated call answers what the first one did and sells nothing more.",
            json_schema_extra={"pattern": "^[!-~]{1,255}$"},
        ),
    ] = None


class Line(Reply):
    product_id: int
    seller_id: int
    name: str
    price: int
    qty: int
    subtotal: int
    tax: Annotated[int, Field(description="PPN contained in the subtotal.")]


class Quote(Reply):
    items: list[Line]
    tax: Annotated[int, Field(description="PPN contained in the total.")]
    total: int


# Sale registers its Line under this name, which the quote shares.
QUOTE = Quote.model_json_schema(ref_template="#/components/schemas/Sale.{model}")
del QUOTE["$defs"]


CREATED: dict[int | str, Any] = {
    200: {"description": "A quote, with dry_run=true", "content": {"application/json": {"schema": QUOTE}}},
    201: {"description": "The sale", "headers": {"Idempotent-Replayed": {"schema": {"const": "true"}}}},
}


class Sale(Quote):
    id: int
    receipt_number: str
    buyer_id: int
    status: str
    created_at: Instant


class SaleOf(Sale):
    buyer_name: str


class SaleQuery(paging.Walk):
    scope: Annotated[
        Literal["own", "sales", "all"],
        Field(description="Own purchases; a seller's part of what was sold; everything, for an admin."),
    ] = "own"


class SalePage(paging.Walked):
    transactions: list[SaleOf]


@bp.post("")
@bp.input(SaleMode, location="query")
@bp.input(SaleHeaders, location="headers")
@bp.input(Basket)
@bp.output(Sale, 201)
@bp.doc(responses=CREATED)
@problems(409)
@signed_in(scope="transactions:write")
def create(query_data: SaleMode, headers_data: SaleHeaders, json_data: Basket) -> Any:
    """Sells the items to the caller at the catalogue's prices, or quotes them with `dry_run=true`.

    All lines are sold or none. With an `Idempotency-Key` header a repeated call answers what the first
    one did, with `Idempotent-Replayed: true`, and sells nothing more.
    """
    items = [(item.product_id, item.qty) for item in json_data.items]
    tax_registered = current_app.config["TAX_REGISTERED"]
    if query_data.dry_run:
        return jsonify(Quote.model_validate(queries.transactions.quote(items, tax_registered)).model_dump())
    key = headers_data.idempotency_key
    sale, replayed = queries.transactions.sell(g.identity.user_id, items, tax_registered, key, language())
    return sale, 201, {"Idempotent-Replayed": "true"} if replayed else {}


@bp.get("")
@bp.input(SaleQuery, location="query")
@bp.output(SalePage)
@problems(403)
@signed_in(scope="transactions:read")
def list_transactions(query_data: SaleQuery) -> dict[str, Any]:
    """Sales, newest first, by cursor."""
    before = paging.decode(query_data.cursor, int)[0] if query_data.cursor else LARGEST_ID
    caller = g.identity
    if query_data.scope == "all":
        if not caller.holds("admin"):
            raise Problem("forbidden", roles="admin")
        rows = queries.transactions.page_of_all(before, query_data.per_page + 1)
    elif query_data.scope == "sales":
        if not caller.holds("seller"):
            raise Problem("forbidden", roles="seller")
        rows = queries.transactions.page_of_seller(caller.user_id, before, query_data.per_page + 1)
    else:
        rows = queries.transactions.page_of_buyer(caller.user_id, before, query_data.per_page + 1)
    return paging.walked("transactions", rows, query_data, paging.by_id)


@bp.get("/<int:transaction_id>")
@bp.output(SaleOf)
@signed_in(scope="transactions:read")
def show(transaction_id: int) -> dict[str, Any]:
    """One sale, for its buyer or an admin; a seller sees their own lines of it."""
    return queries.transactions.get(transaction_id, g.identity.user_id, g.identity.holds("admin"))
