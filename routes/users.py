"""A person's own profile, and what an admin may change about people."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import g
from pydantic import Field

import queries.pictures
import queries.users
from auth import role, signed_in
from routes import pictures
from routes.auth import Name, User
from routes.pictures import Avatar, AvatarForm, WithAvatar
from web import uploads
from web.contract import Change, Instant, Message, NotNull, Username, problems

bp = APIBlueprint("users", __name__, tag="users")

RoleName = Literal["buyer", "seller", "developer", "admin"]


class Profile(WithAvatar, User):
    active: bool
    created_at: Instant
    updated_at: Instant


class ProfileChange(Change):
    name: Annotated[Name, NotNull] = ""
    username: Annotated[Username, NotNull] = ""


class Administration(Change):
    roles: Annotated[list[RoleName], Field(min_length=1, max_length=4, description="The whole set."), NotNull] = []
    role: Annotated[RoleName, Field(description="One more role."), NotNull] = "buyer"
    active: Annotated[bool, NotNull] = True


@bp.get("/profile")
@bp.output(Profile)
@signed_in
def show_profile() -> dict[str, Any]:
    """The caller's own profile."""
    return queries.users.get(g.identity.user_id)


@bp.put("/profile")
@bp.input(ProfileChange)
@bp.output(Profile)
@problems(409)
@signed_in
def change_profile(json_data: ProfileChange) -> dict[str, Any]:
    """Changes the given fields of the caller's own profile and leaves the others."""
    queries.users.change(g.identity.user_id, json_data.model_dump(exclude_unset=True))
    return queries.users.get(g.identity.user_id)


@bp.post("/upload-avatar")
@bp.output(Avatar)
@uploads.takes(AvatarForm)
@signed_in
def upload_avatar() -> dict[str, Any]:
    """Gives the caller a face, in place of an earlier one."""
    return pictures.put_on(g.identity.user_id)


@bp.delete("/avatar")
@bp.output(Message)
@signed_in
def remove_avatar() -> dict[str, Any]:
    """Takes the caller's face away; it is no fault to have none."""
    queries.pictures.wear(g.identity.user_id, None)
    return {"msg": "Your profile has no picture."}


@bp.patch("/<int:user_id>")
@bp.input(Administration)
@bp.output(Profile)
@problems(409)
@role("admin")
def administer(user_id: int, json_data: Administration) -> dict[str, Any]:
    """Sets a person's roles, grants one more, activates or deactivates; it counts from their next call on."""
    given = json_data.model_dump(exclude_unset=True)
    queries.users.administer(user_id, given.get("roles"), given.get("role"), given.get("active"), by=g.identity.user_id)
    return queries.users.get(user_id)
