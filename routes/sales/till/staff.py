"""Staff of a seller, who sign in at their tills by PIN."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import g
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

import queries.sales.till.staff
from auth import role
from domain.security import pins
from web.authentication.password_hasher import get_hasher
from web.idempotency import leased
from web.openapi.field_types import Body, Instant, Message, NotNull, PartialUpdate, Reply, problems

bp = APIBlueprint("staff", __name__, tag="tills")


def _pin(value: str) -> str:
    if not re.fullmatch("[0-9]{4,8}", value):
        raise PydanticCustomError("pin", "no PIN")
    if pins.is_trivial(value):
        raise PydanticCustomError("trivial_pin", "easily guessed")
    return value


Duty = Annotated[
    Literal["cashier", "manager"],
    Field(description="cashier: sells, opens and closes shifts; manager: sees the cash of an open shift, too."),
]
Pin = Annotated[
    str,
    Field(
        max_length=8,
        description="Four to eight digits, which neither repeat nor count on. They open the owner's tills alone.",
        json_schema_extra={"pattern": pins.PATTERN, "format": "password", "writeOnly": True},
    ),
    AfterValidator(_pin),
]


class NewStaff(Body):
    username: Annotated[
        str, Field(min_length=1, max_length=254, description="The username or e-mail address of an account.")
    ]
    duty: Duty
    pin: Pin


class StaffUpdate(PartialUpdate):
    duty: Annotated[Duty, NotNull] = "cashier"
    pin: Annotated[Pin, NotNull] = ""
    active: Annotated[bool, NotNull, Field(description="False ends their sign-ins at tills at once.")] = True


class Staff(Reply):
    user_id: int
    name: str
    username: str | None
    duty: Duty
    active: bool
    created_at: Instant


class StaffList(Reply):
    staff: list[Staff]


@bp.get("")
@bp.output(StaffList)
@bp.doc(operation_id="staff_list")
@role("seller", "admin")
def list_staff() -> dict[str, Any]:
    """List who sells for the caller. PINs are never shown."""
    return {"staff": queries.sales.till.staff.of_owner(g.identity.user_id)}


@bp.post("")
@bp.input(NewStaff)
@bp.output(Staff, 201)
@bp.doc(operation_id="staff_create")
@problems(409, "limit_reached")
@leased
@role("seller", "admin")
def create(json_data: NewStaff) -> dict[str, Any]:
    """Let a user sell for the caller at the caller's tills, with a PIN.

    A sign-in by PIN acts at one till only: it reaches nothing else of the user's account.
    """
    pin_hash = get_hasher().hash(json_data.pin)
    return queries.sales.till.staff.add(
        g.identity.user_id, json_data.username.strip().lower(), json_data.duty, pin_hash
    )


@bp.patch("/<int:user_id>")
@bp.input(StaffUpdate)
@bp.output(Staff)
@bp.doc(operation_id="staff_update")
@problems("staff_not_found")
@leased
@role("seller", "admin")
def update(user_id: int, json_data: StaffUpdate) -> dict[str, Any]:
    """Change the duty or the PIN of one of the staff, or deactivate them.

    A new PIN ends their sign-ins at tills for good, and so does a deactivation.
    """
    fields = json_data.model_dump(exclude_unset=True)
    if "pin" in fields:
        fields["pin_hash"] = get_hasher().hash(fields.pop("pin"))
    return queries.sales.till.staff.update(g.identity.user_id, user_id, fields)


@bp.delete("/<int:user_id>")
@bp.output(Message)
@bp.doc(operation_id="staff_delete")
@problems("staff_not_found")
@role("seller", "admin")
def delete(user_id: int) -> dict[str, Any]:
    """Remove one of the staff. What they have sold keeps their name."""
    queries.sales.till.staff.remove(g.identity.user_id, user_id)
    return {"msg": "Removed from the staff."}
