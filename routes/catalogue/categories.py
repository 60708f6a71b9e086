"""The tree of categories: everybody reads it, admins write it."""

from __future__ import annotations

from typing import Annotated, Any

from apiflask import APIBlueprint
from pydantic import Field

import queries.catalogue.categories
from auth import public, role
from web.openapi.field_types import Body, Change, Id, Line, Message, NotNull, Reply, problems

bp = APIBlueprint("categories", __name__, tag="categories")

Name = Annotated[Line, Field(max_length=100)]


class CategoryIn(Body):
    name: Name
    parent_id: Id | None = None


class CategoryChange(Change):
    name: Annotated[Name, NotNull] = ""
    parent_id: Id | None = None


class Category(Reply):
    id: int
    parent_id: int | None
    name: str
    children: list[Category]


class CategoryWithPath(Category):
    path: Annotated[list[str], Field(description="Names from the top of the tree down to this one.")]


class Categories(Reply):
    categories: list[Category]


@bp.get("")
@bp.output(Categories)
@public
def list_categories() -> dict[str, Any]:
    """The whole tree, each level in the order of names."""
    return {"categories": queries.catalogue.categories.tree()}


@bp.post("")
@bp.input(CategoryIn)
@bp.output(CategoryWithPath, 201)
@problems(409)
@role("admin", scope="products:write")
def create_category(json_data: CategoryIn) -> dict[str, Any]:
    """Adds a category at the top or below another."""
    return queries.catalogue.categories.add(json_data.name, json_data.parent_id)


@bp.get("/<int:category_id>")
@bp.output(CategoryWithPath)
@public
def show_category(category_id: int) -> dict[str, Any]:
    """One category with all below it."""
    return queries.catalogue.categories.get(category_id)


@bp.route("/<int:category_id>", methods=["PUT", "PATCH"])
@bp.input(CategoryChange)
@bp.output(CategoryWithPath)
@problems(409)
@role("admin", scope="products:write")
def change_category(category_id: int, json_data: CategoryChange) -> dict[str, Any]:
    """Renames or moves a category, with all below it; a `parent_id` of null moves it to the top."""
    return queries.catalogue.categories.change(category_id, json_data.model_dump(exclude_unset=True))


@bp.delete("/<int:category_id>")
@bp.output(Message)
@problems(409)
@role("admin", scope="products:write")
def remove_category(category_id: int) -> dict[str, Any]:
    """Deletes a category that is empty."""
    queries.catalogue.categories.remove(category_id)
    return {"msg": "The category is deleted."}
