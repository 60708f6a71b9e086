"""A user's own profile, and user administration."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from apiflask import APIBlueprint
from flask import current_app, g
from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

import queries.accounts.one_time_links
import queries.accounts.profiles
import queries.accounts.two_factor
import queries.accounts.users
from auth import Role, allowed_before_mfa_enrolment, public, role, signed_in
from domain.courses import Language
from errors import request_language
from problems import Problem
from queries.accounts.users import Filter
from routes.accounts import reauthentication
from routes.accounts.reauthentication import CurrentPassword
from routes.accounts.registration import EmailVerification, Name, VerifiedEmail
from routes.accounts.sessions import User
from routes.catalogue.images import WithAvatar
from web import paging
from web.idempotency import leased
from web.openapi.field_types import (
    Email,
    Instant,
    Message,
    NotNull,
    PartialUpdate,
    Username,
    problems,
    without_defaults,
)
from web.rate_limits.limiter import checks_secret

bp = APIBlueprint("users", __name__, tag="users")


class Profile(WithAvatar, User):
    active: bool
    created_at: Instant
    updated_at: Instant


class OwnProfile(Profile):
    language: Annotated[
        Language | None,
        Field(description="The language of all e-mails to the caller; null until the caller chooses one."),
    ]
    pending_email: Annotated[
        str | None, Field(description="The new address, until it is confirmed by the link in the e-mail.")
    ]


def _require_password(schema: dict[str, Any]) -> None:
    without_defaults(schema)
    schema["dependentRequired"] = {"email": ["current_password"]}


class ProfileUpdate(PartialUpdate):
    model_config = ConfigDict(json_schema_extra=_require_password)

    name: Annotated[Name, NotNull] = ""
    username: Annotated[Username, NotNull] = ""
    language: Annotated[Language, Field(description="The language of all e-mails to the caller."), NotNull] = "id"
    email: Annotated[
        Email,
        Field(description="Takes effect once it is confirmed by the link in an e-mail; requires `current_password`."),
        NotNull,
    ] = ""
    current_password: Annotated[CurrentPassword, NotNull] = ""

    @model_validator(mode="after")
    def has_password_for_email(self) -> Self:
        if {"email", "current_password"} & self.model_fields_set == {"email"}:
            raise PydanticCustomError("one_of", "no password", {"fields": "current_password"})
        return self


class UserQuery(paging.PageOrCursorQuery):
    cursor: Annotated[str | None, paging.cursor_field(paging.NUMBER, paging.NUMBER)] = None
    search: Annotated[
        str,
        Field(max_length=254, description="Words of a name, or the start of a name, e-mail address or username."),
    ] = ""
    role: Role | None = None
    active: bool | None = None
    sort_by: Literal["created_at"] = "created_at"
    sort_order: Literal["asc", "desc"] = "desc"


class UserPage(paging.NumberedPage):
    users: list[Profile]


class UserUpdate(PartialUpdate):
    roles: Annotated[list[Role], Field(min_length=1, max_length=4, description="The complete set."), NotNull] = []
    role: Annotated[Role, Field(description="A role to add."), NotNull] = "buyer"
    active: Annotated[bool, NotNull] = True


@bp.get("/profile")
@bp.doc(operation_id="users_show_profile")
@bp.output(OwnProfile)
@allowed_before_mfa_enrolment
@signed_in(scope="users:read")
def show_profile() -> dict[str, Any]:
    """Show the caller's own profile."""
    return queries.accounts.profiles.get(g.identity.user_id)


@bp.route("/profile", methods=["PUT", "PATCH"])
@bp.doc(operation_id="users_update_profile")
@bp.input(ProfileUpdate)
@bp.output(OwnProfile)
@problems(409, 429)
@leased
@allowed_before_mfa_enrolment
@signed_in
def update_profile(json_data: ProfileUpdate) -> dict[str, Any]:
    """Change the given fields of the caller's own profile.

    A new e-mail address requires the password. It is `pending_email` until the link in an e-mail to it is opened, for
    24 hours; a newer one replaces it. A new username requires the password if the last sign-in is more than 10 minutes
    ago (403 `reauthentication_required`).
    """
    fields = json_data.model_dump(exclude_unset=True, exclude={"current_password"})
    if "email" in fields:
        reauthentication.check_password(g.identity.user_id, json_data.current_password)
    elif fields.get("username", g.identity.username) != g.identity.username:
        reauthentication.require_recent_login(json_data.current_password or None)
    link = queries.accounts.one_time_links.new(current_app.config["PUBLIC_URL"], "confirm-email", request_language())
    return queries.accounts.profiles.change(g.identity.user_id, fields, link)


@bp.post("/confirm-email")
@bp.doc(operation_id="users_confirm_email")
@bp.input(EmailVerification)
@bp.output(VerifiedEmail)
@problems(409, 410)
@checks_secret
@public
def confirm_email(json_data: EmailVerification) -> dict[str, Any]:
    """Replace the user's address by the one that the link was sent to.

    Repeating the call returns the same response.
    """
    return {"email": queries.accounts.profiles.confirm_email(json_data.token, request_language())}


@bp.get("")
@bp.doc(operation_id="users_list")
@bp.input(UserQuery, location="query")
@bp.output(UserPage)
@role("admin")
def list_users(query_data: UserQuery) -> dict[str, Any]:
    """List users by registration time, by page number or cursor."""
    filters = Filter(query_data.search.strip(), query_data.role, query_data.active)
    after = query_data.after_time()
    descending = query_data.sort_order == "desc"
    rows = queries.accounts.users.page(filters, descending, query_data.limit, query_data.offset, after)
    return paging.numbered_page("users", rows, queries.accounts.users.count(filters), query_data, paging.by_time)


@bp.patch("/<int:user_id>")
@bp.doc(operation_id="users_update")
@bp.input(UserUpdate)
@bp.output(Profile)
@problems(409)
@role("admin")
def update_user(user_id: int, json_data: UserUpdate) -> dict[str, Any]:
    """Set the user's roles, add one, activate or deactivate. It takes effect on the user's next call.

    The orders of a deactivated user on which nothing was paid expire at once.
    """
    fields = json_data.model_dump(exclude_unset=True)
    queries.accounts.users.update_as_admin(
        user_id, fields.get("roles"), fields.get("role"), fields.get("active"), by=g.identity.user_id
    )
    return queries.accounts.users.get(user_id)


@bp.delete("/<int:user_id>/second-factor")
@bp.doc(operation_id="users_reset_two_factor")
@bp.output(Message)
@problems(409)
@role("admin")
def reset_two_factor(user_id: int) -> dict[str, Any]:
    """Disable two-factor authentication for a user who has lost the app. Their sessions end, and an e-mail tells them.

    Admins disable their own with password and code.
    """
    if user_id == g.identity.user_id:
        raise Problem("own_two_factor")
    queries.accounts.two_factor.reset(user_id, request_language(), by=g.identity.user_id)
    return {"msg": "Two-factor authentication is off."}
