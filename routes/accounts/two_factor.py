"""A second factor beside the password: a person's own, the roles that must have one, and help for who has lost it."""

from __future__ import annotations

from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import g
from pydantic import Field

import queries.accounts.two_factor
from auth import Role, before_second_factor, role, signed_in
from domain.security import totp
from errors import language
from problems import Problem
from routes.accounts import reauthentication
from routes.accounts.reauthentication import BothFactors, Code, CurrentPassword
from routes.system import shop
from web.openapi.field_types import Body, Instant, Message, Reply, problems
from web.rate_limits.limiter import checks_secret

bp = APIBlueprint("second_factor", __name__, tag="second factor")
people = APIBlueprint("second_factors", __name__, tag="second factor")

# What is shown once is kept by no cache.
ONCE = {"Cache-Control": "no-store"}
Once = tuple[dict[str, Any], int, dict[str, str]]


class State(Reply):
    enabled: bool
    enabled_at: Instant | None
    required: Annotated[bool, Field(description="Whether a role that the person holds asks for it.")]
    recovery_codes: Annotated[int, Field(description="How many recovery codes are left.")]


class Beginning(Body):
    current_password: CurrentPassword


class Begun(Reply):
    secret: Annotated[str, Field(description="For who types it into their authenticator app, base32.")]
    address: Annotated[str, Field(description="The same as an `otpauth:` address, which apps open.")]
    qr: Annotated[str, Field(description="The address as a QR code: a `data:` address of an SVG.")]


class Confirmation(Body):
    code: Code


class RecoveryCodes(Reply):
    recovery_codes: Annotated[
        list[str], Field(description="Each stands in for a code once. They are shown this one time.")
    ]


class Policy(Reply):
    roles: list[Role]


class PolicyChange(Body):
    roles: Annotated[list[Role], Field(max_length=4, description="The whole set; empty: nobody must.")]


@bp.get("")
@bp.output(State)
@before_second_factor
@signed_in
def show_state() -> dict[str, Any]:
    """Whether the caller has a second factor, and must have one."""
    found = queries.accounts.two_factor.state(g.identity.user_id)
    return {**found, "enabled": found["enabled_at"] is not None}


@bp.post("")
@bp.input(Beginning)
@bp.output(Begun, 201)
@problems(409, 429)
@checks_secret
@before_second_factor
@signed_in
def begin(json_data: Beginning) -> Once:
    """Begins to set up an authenticator app: a new secret, which counts once `confirm` was given a code of it."""
    reauthentication.password(g.identity.user_id, json_data.current_password)
    secret = totp.new_secret()
    queries.accounts.two_factor.begin(g.identity.user_id, reauthentication.seal().close(secret).decode())
    address = totp.address(secret, g.identity.username or g.identity.name, shop.issuer().name)
    return {"secret": secret, "address": address, "qr": totp.picture(address)}, 201, ONCE


@bp.post("/confirm")
@bp.input(Confirmation)
@bp.output(RecoveryCodes)
@problems(409, 429)
@checks_secret
@before_second_factor
@signed_in
def confirm(json_data: Confirmation) -> Once:
    """Turns the second factor on with the app's first code. The caller's other sessions end."""
    user_id = g.identity.user_id
    sealed_secret = queries.accounts.two_factor.pending(user_id)
    step = reauthentication.first_step(user_id, sealed_secret, json_data.code)
    codes, digests = reauthentication.new_recovery_codes(user_id)
    queries.accounts.two_factor.confirm(user_id, sealed_secret, step, digests, g.identity.session_id, language())
    return {"recovery_codes": codes}, 200, ONCE


@bp.delete("")
@bp.input(BothFactors)
@bp.output(Message)
@problems(409, 429)
@checks_secret
@before_second_factor
@signed_in
def remove(json_data: BothFactors) -> dict[str, Any]:
    """Turns the second factor off, by password and code. A letter tells the person."""
    reauthentication.both(g.identity.user_id, json_data)
    queries.accounts.two_factor.remove(g.identity.user_id, language())
    return {"msg": "The second factor is off."}


@bp.post("/recovery-codes")
@bp.input(BothFactors)
@bp.output(RecoveryCodes)
@problems(409, 429)
@checks_secret
@before_second_factor
@signed_in
def renew_recovery_codes(json_data: BothFactors) -> Once:
    """A new set of recovery codes; the old ones are dead."""
    user_id = g.identity.user_id
    reauthentication.both(user_id, json_data)
    codes, digests = reauthentication.new_recovery_codes(user_id)
    queries.accounts.two_factor.renew_recovery_codes(user_id, digests)
    return {"recovery_codes": codes}, 200, ONCE


@bp.get("/policy")
@bp.output(Policy)
@role("admin")
def show_policy() -> dict[str, Any]:
    """The roles whose holders must have a second factor."""
    return {"roles": queries.accounts.two_factor.required_roles()}


@bp.route("/policy", methods=["PUT", "PATCH"])
@bp.input(PolicyChange)
@bp.output(Policy)
@problems(409)
@role("admin")
def change_policy(json_data: PolicyChange) -> dict[str, Any]:
    """Set the roles that require two-factor authentication.

    Holders of such a role who have not enrolled can still sign in, but every call outside their own account answers
    403 `mfa_enrolment_required`. The admin who calls must have enrolled themselves.
    """
    queries.accounts.two_factor.require(set(json_data.roles), g.identity.user_id)
    return {"roles": queries.accounts.two_factor.required_roles()}


@people.delete("/<int:user_id>/second-factor")
@people.output(Message)
@problems(409)
@role("admin")
def reset(user_id: int) -> dict[str, Any]:
    """Takes the second factor off somebody who has lost it. Their sessions end, and a letter tells them.

    An admin's own is turned off by password and code only.
    """
    if user_id == g.identity.user_id:
        raise Problem("own_second_factor")
    queries.accounts.two_factor.reset(user_id, language(), by=g.identity.user_id)
    return {"msg": "The second factor is off."}
