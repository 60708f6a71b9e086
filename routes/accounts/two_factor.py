"""Two-factor authentication: a user's own app and recovery codes, and the roles that require it."""

from __future__ import annotations

from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import g
from pydantic import Field

import queries.accounts.two_factor
from auth import Role, allowed_before_mfa_enrolment, role, signed_in
from domain.security import totp
from errors import request_language
from routes.accounts import reauthentication
from routes.accounts.reauthentication import Code, CurrentPassword, TwoFactorReauthentication
from routes.system import shop
from web.openapi.field_types import Body, Instant, Message, Reply, problems
from web.rate_limits.limiter import checks_secret

bp = APIBlueprint("two_factor", __name__, tag="two-factor authentication")

# Secrets are shown once and must not be cached.
NO_STORE = {"Cache-Control": "no-store"}
Uncached = tuple[dict[str, Any], int, dict[str, str]]


class TwoFactorStatus(Reply):
    enabled: bool
    enabled_at: Instant | None
    required: Annotated[bool, Field(description="True if one of the user's roles requires it.")]
    recovery_codes: Annotated[int, Field(description="The number of unused recovery codes.")]


class TotpSetupStart(Body):
    current_password: CurrentPassword


class TotpSetup(Reply):
    secret: Annotated[str, Field(description="The secret in base32, to be typed into an authenticator app.")]
    address: Annotated[str, Field(description="The secret as an `otpauth:` URI, which apps open.")]
    qr: Annotated[str, Field(description="The URI as a QR code: a `data:` URL of an SVG.")]


class TotpConfirmation(Body):
    code: Code


class RecoveryCodes(Reply):
    recovery_codes: Annotated[list[str], Field(description="Each replaces a TOTP code once. They are shown only now.")]


class TwoFactorPolicy(Reply):
    roles: list[Role]


class TwoFactorPolicyUpdate(Body):
    roles: Annotated[
        list[Role], Field(max_length=4, description="The complete set; an empty list lifts the requirement.")
    ]


@bp.get("")
@bp.doc(operation_id="two_factor_show")
@bp.output(TwoFactorStatus)
@allowed_before_mfa_enrolment
@signed_in
def show_status() -> dict[str, Any]:
    """Show if the caller has enabled two-factor authentication, and if a role requires it."""
    found = queries.accounts.two_factor.get_status(g.identity.user_id)
    return {**found, "enabled": found["enabled_at"] is not None}


@bp.post("")
@bp.doc(operation_id="two_factor_start_setup")
@bp.input(TotpSetupStart)
@bp.output(TotpSetup, 201)
@problems(409, 429)
@checks_secret
@allowed_before_mfa_enrolment
@signed_in
def start_setup(json_data: TotpSetupStart) -> Uncached:
    """Start to set up an authenticator app. The new secret takes effect once `confirm` gets a code of it."""
    reauthentication.check_password(g.identity.user_id, json_data.current_password)
    secret = totp.new_secret()
    queries.accounts.two_factor.start_setup(g.identity.user_id, reauthentication.cipher().encrypt(secret).decode())
    uri = totp.provisioning_uri(secret, g.identity.username or g.identity.name, shop.issuer().name)
    return {"secret": secret, "address": uri, "qr": totp.qr_code_data_url(uri)}, 201, NO_STORE


@bp.post("/confirm")
@bp.doc(operation_id="two_factor_confirm_setup")
@bp.input(TotpConfirmation)
@bp.output(RecoveryCodes)
@problems(409, 429)
@checks_secret
@allowed_before_mfa_enrolment
@signed_in
def confirm_setup(json_data: TotpConfirmation) -> Uncached:
    """Enable two-factor authentication with the app's first code. The caller's other sessions end."""
    user_id = g.identity.user_id
    encrypted_secret = queries.accounts.two_factor.get_pending_secret(user_id)
    step = reauthentication.check_first_code(user_id, encrypted_secret, json_data.code)
    codes, digests = reauthentication.new_recovery_codes(user_id)
    queries.accounts.two_factor.enable(
        user_id, encrypted_secret, step, digests, g.identity.session_id, request_language()
    )
    return {"recovery_codes": codes}, 200, NO_STORE


@bp.delete("")
@bp.doc(operation_id="two_factor_disable")
@bp.input(TwoFactorReauthentication)
@bp.output(Message)
@problems(409, 429)
@checks_secret
@allowed_before_mfa_enrolment
@signed_in
def disable(json_data: TwoFactorReauthentication) -> dict[str, Any]:
    """Disable two-factor authentication with the password and a code. The user is notified by e-mail."""
    reauthentication.check_password_and_code(g.identity.user_id, json_data)
    queries.accounts.two_factor.disable(g.identity.user_id, request_language())
    return {"msg": "Two-factor authentication is off."}


@bp.post("/recovery-codes")
@bp.doc(operation_id="two_factor_regenerate_recovery_codes")
@bp.input(TwoFactorReauthentication)
@bp.output(RecoveryCodes)
@problems(409, 429)
@checks_secret
@allowed_before_mfa_enrolment
@signed_in
def regenerate_recovery_codes(json_data: TwoFactorReauthentication) -> Uncached:
    """Replace the recovery codes. The old ones no longer work."""
    user_id = g.identity.user_id
    reauthentication.check_password_and_code(user_id, json_data)
    codes, digests = reauthentication.new_recovery_codes(user_id)
    queries.accounts.two_factor.replace_recovery_codes(user_id, digests)
    return {"recovery_codes": codes}, 200, NO_STORE


@bp.get("/policy")
@bp.doc(operation_id="two_factor_show_policy")
@bp.output(TwoFactorPolicy)
@role("admin")
def show_policy() -> dict[str, Any]:
    """Show the roles that require two-factor authentication."""
    return {"roles": queries.accounts.two_factor.required_roles()}


@bp.route("/policy", methods=["PUT", "PATCH"])
@bp.doc(operation_id="two_factor_update_policy")
@bp.input(TwoFactorPolicyUpdate)
@bp.output(TwoFactorPolicy)
@problems(409)
@role("admin")
def update_policy(json_data: TwoFactorPolicyUpdate) -> dict[str, Any]:
    """Set the roles that require two-factor authentication.

    Holders of such a role who have not enrolled can still sign in, but every call outside their own account answers
    403 `mfa_enrolment_required`. The admin who calls must have enrolled themselves.
    """
    queries.accounts.two_factor.set_required_roles(set(json_data.roles), g.identity.user_id)
    return {"roles": queries.accounts.two_factor.required_roles()}
