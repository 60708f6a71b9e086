"""The calls of the React front end of Finenice: its base URL is /compat/finenice."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import g
from pydantic import Field

import queries.catalogue.products
import queries.sales.checkout
import queries.sales.transactions
from auth import public, role, signed_in
from domain.commerce.orders import Item, Order
from problems import Problem
from routes.accounts import ownership
from routes.accounts.registration import sign_up
from routes.accounts.sessions import sign_in
from routes.catalogue.products import Name, ProductCreate, Stock
from routes.compat.bodies import OpenBody, OpenSignIn, OpenSignUp
from routes.sales.transactions import buyer, terms
from web import idempotency
from web.authentication import tokens
from web.idempotency import leased
from web.openapi.field_types import LARGEST_ID, Id, Instant, Message, NotNull, Price, Reply, Rupiah
from web.rate_limits.limiter import checks_secret

accounts = APIBlueprint("finenice_accounts", __name__, enable_openapi=False)
bp = APIBlueprint("finenice", __name__, enable_openapi=False)

# Its lists have no pages.
MOST_PRODUCTS = 1000
MOST_TRANSACTIONS = 200
STATUSES = {"paid": "completed"}


class NewProduct(OpenBody):
    name: Name
    price: Price
    stock: Stock = 0


class ChangedProduct(OpenBody):
    name: Annotated[Name, NotNull] = ""
    price: Annotated[Price, NotNull] = 0
    stock: Annotated[Stock, NotNull] = 0


class BasketItem(OpenBody):
    id: Id
    qty: Annotated[int, Field(ge=1, le=1_000_000)]
    # What the customer has seen.
    price: Rupiah


class Basket(OpenBody):
    items: Annotated[list[BasketItem], Field(min_length=1, max_length=200)]


class Token(Reply):
    access_token: str


class Line(Reply):
    product_id: int
    product_name: Annotated[str, Field(validation_alias="name")]
    quantity: Annotated[int, Field(validation_alias="qty")]
    price: int


class Transaction(Reply):
    id: int
    user_id: Annotated[int | None, Field(validation_alias="buyer_id")]
    username: Annotated[str | None, Field(validation_alias="buyer_name")]
    product_name: str
    total: int
    status: str
    date: Instant
    created_at: Instant
    items: list[Line]


@accounts.post("/auth/login")
@accounts.input(OpenSignIn)
@accounts.output(Token)
@checks_secret
@public
def login(json_data: OpenSignIn) -> dict[str, Any]:
    """Sign in. The claim `role` is `admin` or `user`, the two that the front end knows."""
    found = sign_in(json_data)
    known = "admin" if "admin" in found["user"]["roles"] else "user"
    return {"access_token": tokens.describe(found["access_token"], {"role": known})}


@accounts.post("/auth/register")
@accounts.input(OpenSignUp)
@accounts.output(Message, 201)
@checks_secret
@public
def register(json_data: OpenSignUp) -> dict[str, Any]:
    """Create an account with the role buyer, whatever role is sent."""
    sign_up(json_data)
    return {"msg": "Registrasi berhasil."}


@bp.get("/products")
@public
def list_products() -> Any:
    """List products for sale by id."""
    return queries.catalogue.products.first(MOST_PRODUCTS, 0)


@bp.post("/products")
@bp.input(NewProduct)
@bp.output(Message, 201)
@role("seller", "admin")
def create_product(json_data: NewProduct) -> dict[str, Any]:
    """Create a product of the caller."""
    queries.catalogue.products.add(g.identity.user_id, ProductCreate(**json_data.model_dump()).model_dump())
    return {"msg": "Produk ditambahkan."}


@bp.put("/products/<int:product_id>")
@bp.input(ChangedProduct)
@bp.output(Message)
@signed_in
def update_product(product_id: int, json_data: ChangedProduct) -> dict[str, Any]:
    """Update the given fields of an own product (admins: any product)."""
    fields = json_data.model_dump(exclude_unset=True)
    queries.catalogue.products.update(product_id, ownership.of_products(product_id), fields, by=g.identity.user_id)
    return {"msg": "Produk diperbarui."}


@bp.delete("/products/<int:product_id>")
@bp.output(Message)
@signed_in
def delete_product(product_id: int) -> dict[str, Any]:
    """Delete an own product (admins: any product)."""
    queries.catalogue.products.delete(product_id, ownership.of_products(product_id))
    return {"msg": "Produk dihapus."}


@bp.post("/checkout")
@bp.input(Basket)
@bp.output(Message)
@leased
@signed_in
def checkout(json_data: Basket) -> dict[str, Any]:
    """Sell the items to the caller at the prices that they have seen, or refuse all of them."""
    order = Order(tuple(Item(item.id, item.qty) for item in json_data.items))
    quote = queries.sales.checkout.quote(order, buyer(), terms())
    now = {line["product_id"]: line for line in quote["items"]}
    for item in json_data.items:
        line = now[item.id]
        if line["price"] != item.price:
            raise Problem("price_changed", product_name=line["name"], price=line["price"])
    # A price that changes from here on changes the total.
    agreed = replace(order, expected_total=quote["total"])
    queries.sales.checkout.sell(agreed, buyer(), terms(), idempotency.key_header())
    return {"msg": "Transaksi berhasil"}


@bp.get("/transactions")
@signed_in
def list_transactions() -> Any:
    """List the caller's orders and sales, newest first."""
    return _shown(queries.sales.transactions.page_of_buyer(g.identity.user_id, LARGEST_ID, MOST_TRANSACTIONS))


@bp.get("/transactions/all")
@role("admin")
def list_all_transactions() -> Any:
    """List all orders and sales, newest first."""
    return _shown(queries.sales.transactions.page_of_all(LARGEST_ID, MOST_TRANSACTIONS))


def _shown(sales: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        Transaction.model_validate(
            {
                **sale,
                "product_name": ", ".join(line["name"] for line in sale["items"]),
                "status": STATUSES.get(sale["status"], sale["status"]),
                "date": sale["created_at"],
            }
        ).model_dump(mode="json")
        for sale in sales
    ]
