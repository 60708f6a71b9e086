"""An account's own affairs: verifying its address, a password that was forgotten or is to be changed."""

from __future__ import annotations

import time
from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import g, request
from pydantic import Field

import queries.accounts.passwords
from auth import before_second_factor, public, signed_in
from errors import language
from problems import invalid
from routes.accounts import reauthentication
from routes.accounts.reauthentication import CurrentPassword
from routes.accounts.sessions import SignedIn, begin_session
from web import links
from web.authentication.password_hasher import hash_new, passwords
from web.openapi.field_types import Body, Email, Message, Password, Reply, problems
from web.rate_limits.limiter import checks_secret

bp = APIBlueprint("accounts", __name__, tag="auth")

Token = Annotated[str, Field(min_length=1, max_length=128, description="What stands behind `token=` in the link.")]


class Verification(Body):
    token: Token


class Verified(Reply):
    email: str


class Forgotten(Body):
    email: Email


class Reset(Body):
    token: Token
    password: Password
    revoke_api_keys: Annotated[bool, Field(description="Whether all API keys of the account end, too.")] = False


class ResetDone(Message):
    api_keys_revoked: int
    second_factor_removed: bool


class PasswordChange(Body):
    current_password: CurrentPassword
    new_password: Password


@bp.post("/verify")
@bp.input(Verification)
@bp.output(Verified)
@problems(410)
@checks_secret
@public
def verify(json_data: Verification) -> dict[str, Any]:
    """Verifies the address that a letter's link was sent to. Opened again, it answers the same and does nothing."""
    return {"email": queries.accounts.passwords.verify(json_data.token, language())}


@bp.post("/verify/send")
@bp.output(Message, 202)
@problems(409, 429)
@before_second_factor
@signed_in
def send_verification() -> dict[str, Any]:
    """Sends the letter that verifies the caller's address once more; the link before it is dead."""
    queries.accounts.passwords.send_verification(g.identity.user_id, links.new("verify-email"))
    return {"msg": "The letter is on its way."}


@bp.post("/password/forgot")
@bp.input(Forgotten)
@bp.output(Message, 202)
@checks_secret
@public
def forget_password(json_data: Forgotten) -> dict[str, Any]:
    """Sends a letter with a link that resets the password. The answer is the same whether there is such an account."""
    address, minute = request.remote_addr or "", int(time.time()) // 60
    queries.accounts.passwords.forget(json_data.email, language(), address, g.request_id, minute)
    return {"msg": "If there is an account with this address, a letter is on its way."}


@bp.post("/password/reset")
@bp.input(Reset)
@bp.output(ResetDone)
@problems(410)
@checks_secret
@public
def reset_password(json_data: Reset) -> dict[str, Any]:
    """Sets a new password by a letter's link, once. All sessions of the person end: sign in with the new one.

    Where the address was never verified before, somebody else may have made the account: its API keys are revoked and
    its second factor is removed. Elsewhere the second factor stays, and so do the keys without `revoke_api_keys`.
    """
    person = queries.accounts.passwords.whose_reset(json_data.token)
    with passwords().place(known=True):
        password_hash = hash_new(json_data.password, queries.accounts.passwords.names(person))
    withdrawn = queries.accounts.passwords.reset(json_data.token, password_hash, language(), json_data.revoke_api_keys)
    return {"msg": "The password is set. Sign in with it.", **withdrawn._asdict()}


@bp.post("/password/change")
@bp.input(PasswordChange)
@bp.output(SignedIn)
@problems(429)
@checks_secret
@before_second_factor
@signed_in
def change_password(json_data: PasswordChange) -> dict[str, Any]:
    """Replaces the caller's password. All their sessions end, and the answer is the beginning of a new one."""
    user_id = g.identity.user_id
    old_hash = reauthentication.password(user_id, json_data.current_password)
    with passwords().place(known=True):
        new_hash = hash_new(json_data.new_password, queries.accounts.passwords.names(user_id), "new_password")
    if not queries.accounts.passwords.change_password(user_id, old_hash, new_hash, language()):
        raise invalid("current_password", "wrong_password")
    return begin_session(user_id, new_hash)
