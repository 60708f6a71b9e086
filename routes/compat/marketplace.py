"""The calls of the Android app of the marketplace: its base URL is /compat/marketplace/api/."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import current_app, g
from pydantic import BeforeValidator, ConfigDict, Field

import queries.accounts.activities
import queries.accounts.one_time_links
import queries.accounts.profiles
import queries.accounts.users
import queries.catalogue.brands
import queries.catalogue.images
import queries.catalogue.product_search
import queries.catalogue.products
from auth import allowed_before_mfa_enrolment, public, role, signed_in
from domain.media.image_store import image_urls
from errors import request_language
from problems import Problem
from queries.catalogue.product_search import Filter
from routes.accounts.registration import Name as PersonName
from routes.accounts.registration import sign_up
from routes.accounts.sessions import sign_in
from routes.catalogue.brands import Name as BrandName
from routes.catalogue.images import MAX_FILE_BYTES, store_images
from routes.catalogue.products import Description, Name, ProductCreate, Stock
from routes.compat.bodies import OpenBody, OpenSignIn, OpenSignUp
from web import paging, uploads
from web.openapi.field_types import Email, Id, Price, Prose
from web.rate_limits.concurrency import expensive_call
from web.rate_limits.limiter import checks_secret

accounts = APIBlueprint("marketplace_accounts", __name__, enable_openapi=False)
bp = APIBlueprint("marketplace", __name__, enable_openapi=False)

ROLES = ("admin", "seller")
SORTS = frozenset(queries.catalogue.product_search.SORTS) - {"relevance"}
# The list of the own products has no pages.
MOST_PRODUCTS = 200
FORM_OVERHEAD_BYTES = 64 * 1024


class SignUpBody(OpenSignUp):
    name: PersonName
    email: Email


class NewName(OpenBody):
    name: PersonName


class NewStore(OpenBody):
    name: BrandName
    description: Annotated[Prose, Field(max_length=500)] | None = None


class ProductQuery(paging.PageQuery):
    """Unknown parameters, and the name of an unknown sorting, are ignored."""

    model_config = ConfigDict(extra="ignore")

    search: Annotated[str, Field(max_length=200)] = ""
    sort_by: str = ""
    sort_order: Literal["asc", "desc"] = "desc"

    @property
    def most_rows(self) -> int:
        return paging.MAX_FILTERED_OFFSET if self.search.strip() else super().most_rows


def _none_if_empty(value: Any) -> Any:
    return value or None


class NewProduct(uploads.Form):
    model_config = ConfigDict(extra="ignore")

    main_image: uploads.File
    name: Name
    # The app sends it as it holds it: 15000.0.
    price: Price
    stock: Stock = 0
    description: Description = ""
    category_id: Annotated[Id | None, BeforeValidator(_none_if_empty)] = None


@accounts.post("/auth/login")
@accounts.input(OpenSignIn)
@checks_secret
@public
def login(json_data: OpenSignIn) -> dict[str, Any]:
    """Sign in."""
    return _signed_in(sign_in(json_data), "Login berhasil.")


@accounts.post("/auth/register")
@accounts.input(SignUpBody)
@checks_secret
@public
def register(json_data: SignUpBody) -> Any:
    """Create an account with the role buyer, and sign in."""
    return _signed_in(sign_up(json_data), "Registrasi berhasil."), 201


@bp.get("/users/profile")
@allowed_before_mfa_enrolment
@signed_in
def show_profile() -> dict[str, Any]:
    """Return the caller."""
    row = queries.accounts.profiles.get(g.identity.user_id)
    avatar_url = row["avatar_id"] and _absolute(image_urls(row["avatar_id"])["medium"])
    return {**_person(row), "username": row["username"], "avatar_url": avatar_url}


@bp.put("/users/profile/username")
@bp.input(NewName)
@allowed_before_mfa_enrolment
@signed_in
def change_name(json_data: NewName) -> dict[str, Any]:
    """Change the caller's name."""
    link = queries.accounts.one_time_links.new(current_app.config["PUBLIC_URL"], "confirm-email", request_language())
    row = queries.accounts.profiles.change(g.identity.user_id, {"name": json_data.name}, link)
    return {"message": "Nama diperbarui.", "user": _person(row)}


@bp.post("/auth/open_store")
@bp.input(NewStore)
@signed_in
def open_store(json_data: NewStore) -> Any:
    """Create the caller's brand. A buyer becomes a seller, or the response is 202 until an admin has granted that."""
    grant = queries.catalogue.brands.SELLER in current_app.config["GRANTED_ROLES"]
    brand = queries.catalogue.brands.open_store(
        g.identity.user_id, json_data.name, json_data.description or "", request_language(), grant
    )
    user = _person(queries.accounts.users.get(g.identity.user_id))
    user["role"] = user["user_role"]
    if brand is None:
        return {"message": "Admin akan memutuskan permintaan Anda.", "brand": None, "user": user}, 202
    return {"message": "Toko dibuka.", "brand": _brand(brand), "user": user}, 201


@bp.get("/auth/brands/my")
@signed_in
def show_brand() -> dict[str, Any]:
    """Return the caller's brand."""
    return _brand(_own_brand())


@bp.get("/products")
@bp.input(ProductQuery, location="query")
@expensive_call()
@public
def list_products(query_data: ProductQuery) -> dict[str, Any]:
    """List and search products for sale, by page number."""
    search = query_data.search.strip()
    default = "relevance" if search and not query_data.sort_by else "created_at"
    sort_by = query_data.sort_by if query_data.sort_by in SORTS else default
    rows, count = queries.catalogue.product_search.page(
        Filter(search=search), sort_by, query_data.sort_order == "desc", query_data.per_page + 1, query_data.offset
    )
    total = max(count.items, query_data.offset + len(rows)) if rows else count.items
    return {
        "products": _products(rows[: query_data.per_page]),
        "total_items": total,
        "total_pages": -(-total // query_data.per_page),
        "current_page": query_data.page,
        "per_page": query_data.per_page,
        "has_next": len(rows) > query_data.per_page,
        "has_prev": query_data.page > 1,
    }


@bp.get("/products/<int:product_id>")
@signed_in
def show_product(product_id: int) -> dict[str, Any]:
    """Return a product."""
    row = queries.catalogue.products.get(product_id, g.identity.user_id, g.identity.has_role("admin"))
    queries.accounts.activities.write("product_viewed", product_id, row["name"])
    return _products([row])[0]


@bp.get("/products/my-brand")
@role("seller", "admin")
def list_own_products() -> Any:
    """List the caller's products, newest first."""
    mine = Filter(owner_id=g.identity.user_id)
    return _products(queries.catalogue.product_search.page(mine, "created_at", True, MOST_PRODUCTS)[0])


@bp.post("/products/create")
@uploads.takes(NewProduct, MAX_FILE_BYTES + FORM_OVERHEAD_BYTES)
@role("seller", "admin")
def create_product() -> Any:
    """Create a product of the caller's brand, if there is one, with an image."""
    form = uploads.read(NewProduct)
    brand = queries.catalogue.brands.find_of_owner(g.identity.user_id)
    # The image first: a product without one would stay if it is invalid.
    (image,) = store_images({"main_image": form.main_image})
    fields = ProductCreate(**form.model_dump(exclude={"main_image"}), brand_id=brand["id"] if brand else None)
    product_id = queries.catalogue.products.add(g.identity.user_id, fields.model_dump())["id"]
    queries.catalogue.images.add(product_id, g.identity.user_id, [image.id])
    row = queries.catalogue.products.get(product_id, g.identity.user_id)
    return {"message": "Produk dibuat.", "product_id": product_id, "product": _products([row])[0]}, 201


def _signed_in(found: dict[str, Any], message: str) -> dict[str, Any]:
    user = _person(found["user"])
    return {"message": message, "auth_token": found["access_token"], "user_role": user["user_role"], "user": user}


def _person(row: dict[str, Any]) -> dict[str, Any]:
    known = next((name for name in ROLES if name in row["roles"]), "buyer")
    return {"id": row["id"], "name": row["name"], "email": row["email"], "user_role": known}


def _own_brand() -> dict[str, Any]:
    brand = queries.catalogue.brands.find_of_owner(g.identity.user_id)
    if brand is None:
        raise Problem("no_store")
    return brand


def _brand(row: dict[str, Any]) -> dict[str, Any]:
    # Brands have no description.
    return {"id": row["id"], "name": row["name"], "description": "", "owner_id": row["owner_id"]}


def _products(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    brands = queries.catalogue.brands.of_ids({row["brand_id"] for row in rows} - {None})
    return [
        {
            **{name: row[name] for name in ("id", "name", "description", "price", "stock", "category_id")},
            "images": [
                {"id": image["id"], "image_url": _absolute(image_urls(image["picture_id"])["large"])}
                for image in row["images"]
            ],
            "brand": _brand(brands[row["brand_id"]]) if row["brand_id"] in brands else None,
        }
        for row in rows
    ]


def _absolute(path: str) -> str:
    """Return the URL at the shop's own address: the app loads URLs as they stand, and no caller chooses their host."""
    return f"{current_app.config['PUBLIC_URL']}{path}"
