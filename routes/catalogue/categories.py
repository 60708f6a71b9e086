"""Routes of the category tree: anyone reads, admins write."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import Response, current_app
from pydantic import Field

import queries.catalogue.categories
from auth import public, role
from queries.catalogue.categories import Tree
from routes.catalogue import named_rows
from web import compression, preconditions
from web.openapi.field_types import Body, Id, Line, NotNull, PartialUpdate, Reply, problems

bp = APIBlueprint("categories", __name__, tag="categories")

Name = Annotated[Line, Field(max_length=100)]


class CategoryCreate(Body):
    name: Name
    parent_id: Id | None = None


class CategoryUpdate(PartialUpdate):
    name: Annotated[Name, NotNull] = ""
    parent_id: Id | None = None


class Category(Reply):
    id: int
    parent_id: int | None
    name: str
    children: list[Category]


class CategoryWithPath(Category):
    path: Annotated[list[str], Field(description="Names from the top of the tree down to this category.")]


class CategoryTree(Reply):
    categories: list[Category]


class CategoriesDelete(Body):
    ids: Annotated[list[Id], Field(min_length=1, max_length=2000, description="Those that do not exist are skipped.")]
    move_to: Annotated[Id | None, Field(description="The category that their products get; null: none.")] = None


class CategoriesDeleted(Reply):
    deleted: Annotated[int, Field(description="Deleted categories, with those below the given ones.")]
    products_moved: int
    done: Annotated[bool, Field(description="False: products are left, and no category is deleted yet. Call again.")]


@bp.get("")
@bp.doc(operation_id="categories_list")
@bp.output(CategoryTree)
@problems(304)
@public
def list_categories() -> Response:
    """List all categories as a tree, each level in the order of names."""
    body, digest = _serialized(queries.catalogue.categories.tree())
    compression.cache_as("categories", digest)
    return preconditions.with_etag(Response(body, mimetype="application/json"), 0, f"-{digest}")


@lru_cache(maxsize=1)
def _serialized(tree: Tree) -> tuple[bytes, str]:
    """Return the tree as JSON, and a digest of it."""
    body = CategoryTree.model_validate({"categories": tree.top}).model_dump_json().encode()
    return body, blake2b(body, digest_size=8).hexdigest()


@bp.post("/delete")
@bp.doc(operation_id="categories_delete_all")
@bp.input(CategoriesDelete)
@bp.output(CategoriesDeleted)
@role("admin", scope="products:write")
def delete_categories(json_data: CategoriesDelete) -> dict[str, Any]:
    """Delete categories with all below them, also those with products, which get another category or none.

    A call moves up to 2,000 products. Repeat it until `done` is true.
    """
    return queries.catalogue.categories.delete_branches(json_data.ids, json_data.move_to)._asdict()


named_rows.add_routes(
    bp,
    "category",
    queries.catalogue.categories,
    CategoryCreate,
    CategoryUpdate,
    CategoryWithPath,
    {
        "create": "Create a category, at the top or below another.",
        "show": "Show a category and its subcategories.",
        "update": "Rename or move a category with its subcategories. A `parent_id` of null moves it to the top.",
        "delete": "Delete a category without products and subcategories.",
    },
    # A branch may be as large as the tree, and its rows are as the client gets them.
    show=lambda row: current_app.json.response(row),
)
