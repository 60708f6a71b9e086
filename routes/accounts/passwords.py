"""Passwords that are reset or changed."""

from __future__ import annotations

import time
from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import g, request
from pydantic import Field

import queries.accounts.passwords
from auth import allowed_before_mfa_enrolment, public, signed_in
from errors import request_language
from problems import invalid
from routes.accounts import reauthentication
from routes.accounts.reauthentication import CurrentPassword
from routes.accounts.registration import LinkToken
from routes.accounts.sessions import TokenResponse, create_session
from web.authentication.password_hasher import get_hasher, hash_new
from web.openapi.field_types import Body, Email, Message, Password, problems
from web.rate_limits.limiter import checks_secret

bp = APIBlueprint("accounts", __name__, tag="auth")


class PasswordResetRequest(Body):
    email: Email


class PasswordReset(Body):
    token: LinkToken
    password: Password
    revoke_api_keys: Annotated[
        bool, Field(description="Also revoke all API keys of the account, and pause its webhooks.")
    ] = False


class PasswordResetResult(Message):
    api_keys_revoked: int
    webhooks_paused: int
    second_factor_removed: bool


class PasswordChange(Body):
    current_password: CurrentPassword
    new_password: Password


@bp.post("/password/forgot")
@bp.doc(operation_id="accounts_request_password_reset")
@bp.input(PasswordResetRequest)
@bp.output(Message, 202)
@checks_secret
@public
def request_password_reset(json_data: PasswordResetRequest) -> dict[str, Any]:
    """Send an e-mail with a link that resets the password. The response does not reveal if the account exists."""
    address, minute = request.remote_addr or "", int(time.time()) // 60
    queries.accounts.passwords.request_reset(json_data.email, request_language(), address, g.request_id, minute)
    return {"msg": "If there is an account with this address, an e-mail is on its way."}


@bp.post("/password/reset")
@bp.doc(operation_id="accounts_reset_password")
@bp.input(PasswordReset)
@bp.output(PasswordResetResult)
@problems(410)
@checks_secret
@public
def reset_password(json_data: PasswordReset) -> dict[str, Any]:
    """Set a new password with the link from the e-mail, once. All sessions end; sign in with the new password.

    If the address was never verified before, somebody else may have created the account: its API keys are revoked, its
    webhooks are paused, and its two-factor authentication is removed. Otherwise two-factor authentication stays, and so
    do the keys and webhooks unless `revoke_api_keys` is true.
    """
    user_id = queries.accounts.passwords.get_reset_user_id(json_data.token)
    with get_hasher().reserve(known=True):
        password_hash = hash_new(json_data.password, queries.accounts.passwords.personal_names(user_id))
    result = queries.accounts.passwords.reset(
        json_data.token, password_hash, request_language(), json_data.revoke_api_keys
    )
    return {"msg": "The password is set. Sign in with it.", **result._asdict()}


@bp.post("/password/change")
@bp.doc(operation_id="accounts_change_password")
@bp.input(PasswordChange)
@bp.output(TokenResponse)
@problems(429)
@checks_secret
@allowed_before_mfa_enrolment
@signed_in
def change_password(json_data: PasswordChange) -> dict[str, Any]:
    """Change the caller's password. All sessions end, and the response starts a new one."""
    user_id = g.identity.user_id
    old_hash = reauthentication.check_password(user_id, json_data.current_password)
    with get_hasher().reserve(known=True):
        new_hash = hash_new(json_data.new_password, queries.accounts.passwords.personal_names(user_id), "new_password")
    if not queries.accounts.passwords.change_password(user_id, old_hash, new_hash, request_language()):
        raise invalid("current_password", "wrong_password")
    return create_session(user_id, new_hash)
