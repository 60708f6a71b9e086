"""Sign-up, and the verification of its e-mail address."""

from __future__ import annotations

from typing import Annotated, Any, Self

from apiflask import APIBlueprint
from flask import current_app, g
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

import queries.accounts.one_time_links
import queries.accounts.registration
from auth import allowed_before_mfa_enrolment, public, signed_in
from errors import request_language
from queries.accounts.one_time_links import Link
from routes.accounts.sessions import TokenResponse, create_session, login_name_schema
from web.authentication.password_hasher import hash_new
from web.openapi.field_types import Body, Email, Line, Message, Password, Reply, Username, problems
from web.rate_limits.limiter import checks_secret

bp = APIBlueprint("registration", __name__, tag="auth")

Name = Annotated[Line, Field(max_length=150)]
LinkToken = Annotated[str, Field(min_length=1, max_length=128, description="The value of `token=` in the link.")]


class LoginNames(Body):
    """An e-mail address, a username, or both."""

    model_config = login_name_schema("anyOf")

    email: Email | None = None
    username: Username | None = None

    @model_validator(mode="after")
    def has_login_name(self) -> Self:
        if self.email is None and self.username is None:
            raise PydanticCustomError("one_of", "no login name", {"fields": "email / username"})
        return self


class SignUp(LoginNames):
    password: Password
    name: Name | None = None


class EmailVerification(Body):
    token: LinkToken


class VerifiedEmail(Reply):
    email: str


@bp.post("/register")
@bp.doc(operation_id="auth_register")
@bp.input(SignUp)
@bp.output(TokenResponse, 201)
@problems(409)
@checks_secret
@public
def register(json_data: SignUp) -> dict[str, Any]:
    """Create an account with the role buyer and sign it in.

    An e-mail address gets an e-mail with a verification link. If others have just registered from the same network it
    is delayed by some minutes, and if that network has used up its daily number it is not sent: request it with `POST
    /api/auth/verify/send`.
    """
    return sign_up(json_data)


@bp.post("/verify")
@bp.doc(operation_id="accounts_verify_email")
@bp.input(EmailVerification)
@bp.output(VerifiedEmail)
@problems(410)
@checks_secret
@public
def verify_email(json_data: EmailVerification) -> dict[str, Any]:
    """Verify the e-mail address that the link was sent to. Repeating the call returns the same response."""
    return {"email": queries.accounts.registration.verify(json_data.token, request_language())}


@bp.post("/verify/send")
@bp.doc(operation_id="accounts_send_verification_email")
@bp.output(Message, 202)
@problems(409, 429)
@allowed_before_mfa_enrolment
@signed_in
def send_verification_email() -> dict[str, Any]:
    """Send the verification e-mail again. The previous link expires."""
    queries.accounts.registration.send_verification(g.identity.user_id, _new_link())
    return {"msg": "The e-mail is on its way."}


def sign_up(form: SignUp) -> dict[str, Any]:
    """Create an account and return the token response, for every registration path."""
    name = form.name or form.username or str(form.email).split("@", 1)[0]
    link = _new_link()
    password_hash = hash_new(form.password, (name, form.email, form.username))
    user_id = queries.accounts.registration.sign_up(name, form.email, form.username, password_hash, link)
    return create_session(user_id)


def _new_link() -> Link:
    return queries.accounts.one_time_links.new(current_app.config["PUBLIC_URL"], "verify-email", request_language())
