"""Routes that categories and brands share: anyone reads, admins write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from apiflask import APIBlueprint

from auth import public, role
from web.openapi.field_types import Body, Message, PartialUpdate, Reply, problems


def add_routes(
    bp: APIBlueprint,
    noun: str,
    rows: Any,
    create: type[Body],
    update: type[PartialUpdate],
    output: type[Reply],
    docs: dict[str, str],
    show: Callable[[dict[str, Any]], Any] = dict,
) -> None:
    """Add the create, show, update and delete routes to a blueprint.

    `rows` is the module of queries.catalogue with the functions add, get, update and delete; `docs` has the summaries;
    `show` makes the response of a row that is read.
    """
    path, resource = f"/<int:{noun}_id>", bp.name

    @bp.post("", endpoint=f"create_{noun}")
    @bp.doc(operation_id=f"{resource}_create", summary=docs["create"])
    @bp.input(create)
    @bp.output(output, 201)
    @problems(409)
    @role("admin", scope="products:write")
    def create_row(json_data: Body) -> dict[str, Any]:
        row: dict[str, Any] = rows.add(**json_data.model_dump())
        return row

    @bp.get(path, endpoint=f"show_{noun}")
    @bp.doc(operation_id=f"{resource}_show", summary=docs["show"])
    @bp.output(output)
    @public
    def show_row(**ids: int) -> Any:
        return show(rows.get(*ids.values()))

    @bp.route(path, methods=["PUT", "PATCH"], endpoint=f"update_{noun}")
    @bp.doc(operation_id=f"{resource}_update", summary=docs["update"])
    @bp.input(update)
    @bp.output(output)
    @problems(409)
    @role("admin", scope="products:write")
    def update_row(json_data: PartialUpdate, **ids: int) -> dict[str, Any]:
        row: dict[str, Any] = rows.update(*ids.values(), json_data.model_dump(exclude_unset=True))
        return row

    @bp.delete(path, endpoint=f"delete_{noun}")
    @bp.doc(operation_id=f"{resource}_delete", summary=docs["delete"])
    @bp.output(Message)
    @problems(409)
    @role("admin", scope="products:write")
    def delete_row(**ids: int) -> dict[str, Any]:
        rows.delete(*ids.values())
        return {"msg": f"The {noun} is deleted."}
