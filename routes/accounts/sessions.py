"""Sign-in, token refresh, and the sessions of a user."""

from __future__ import annotations

from typing import Annotated, Any, Self

from apiflask import APIBlueprint
from flask import g, request
from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

import queries.accounts.login_attempts
import queries.accounts.passwords
import queries.accounts.sessions
import queries.accounts.users
from auth import Role, allowed_before_mfa_enrolment, public, signed_in
from problems import Problem
from routes.accounts import reauthentication
from routes.accounts.reauthentication import Code, Reauthentication, RecoveryCode
from telemetry import metrics
from web.authentication.password_hasher import get_hasher
from web.authentication.tokens import refresh_session, start_session
from web.idempotency import leased
from web.openapi.field_types import Body, Instant, Message, Reply, problems
from web.rate_limits.limiter import checks_secret

bp = APIBlueprint("auth", __name__, tag="auth")


def login_name_schema(keyword: str) -> ConfigDict:
    """Declare what the validators check: an e-mail address or a username that is not null."""
    fields = ("email", "username")
    choices: list[Any] = [{"required": [field], "properties": {field: {"type": "string"}}} for field in fields]
    return ConfigDict(json_schema_extra={keyword: choices})


class SignIn(Body):
    """The names are compared as typed, so that a malformed name fails like a wrong one."""

    model_config = login_name_schema("oneOf")

    email: Annotated[str, Field(max_length=254)] | None = None
    username: Annotated[str, Field(max_length=254)] | None = None
    password: Annotated[str, Field(max_length=1024, json_schema_extra={"format": "password"})]
    code: Code | None = None
    recovery_code: RecoveryCode | None = None

    @model_validator(mode="after")
    def has_one_login_name(self) -> Self:
        if (self.email is None) == (self.username is None):
            raise PydanticCustomError("one_of", "not exactly one login name", {"fields": "email / username"})
        return self


class User(Reply):
    id: int
    name: str
    email: str | None
    email_verified: bool
    username: str | None
    role: Role | None
    roles: list[Role]


class TokenResponse(Reply):
    access_token: str
    refresh_token: str
    token_type: str
    expires_in: Annotated[int, Field(description="Seconds until the access token expires.")]
    user: User


class TokenRefresh(Body):
    refresh_token: Annotated[str, Field(max_length=4096)] | None = None


class SessionsEnd(Reauthentication):
    current: Annotated[bool, Field(description="Also end the session of this call.")] = False


class SessionsEnded(Message):
    ended: Annotated[int, Field(description="The number of sessions ended.")]


class Session(Reply):
    id: str
    address: str
    user_agent: str
    created_at: Instant
    refreshed_at: Instant
    expires_at: Instant
    current: Annotated[bool, Field(description="True for the session of this call.")]


class SessionList(Reply):
    sessions: list[Session]


@bp.post("/login")
@bp.doc(operation_id="auth_login")
@bp.input(SignIn)
@bp.output(TokenResponse)
@problems(401)
@checks_secret
@public
def login(json_data: SignIn) -> dict[str, Any]:
    """Sign in with an e-mail address or username, in either field. An unknown account and a wrong password look alike.

    With two-factor authentication, a correct password returns 401 `totp_code_required`; repeat the call with `code` (or
    `recovery_code`).
    """
    return sign_in(json_data)


@bp.post("/refresh")
@bp.doc(operation_id="auth_refresh")
@bp.input(TokenRefresh)
@bp.output(TokenResponse)
@problems(401)
@checks_secret
@public
def refresh(json_data: TokenRefresh) -> dict[str, Any]:
    """Exchange a refresh token, in the body or the Authorization header, for a new pair of tokens.

    For 30 seconds the old refresh token returns the same successor, so that several tabs may refresh together and a
    lost response can be retried. After that, or once the successor was used, it ends the session.
    """
    token = json_data.refresh_token
    if token is None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise Problem("missing_token")
    return refresh_session(token.strip(), queries.accounts.users.get)


@bp.post("/logout")
@bp.doc(operation_id="auth_logout")
@bp.output(Message)
@allowed_before_mfa_enrolment
@signed_in
def logout() -> dict[str, Any]:
    """End the session of this token."""
    queries.accounts.sessions.end(g.identity.session_id, g.identity.user_id)
    return {"msg": "Signed out."}


@bp.get("/sessions")
@bp.doc(operation_id="auth_list_sessions")
@bp.output(SessionList)
@allowed_before_mfa_enrolment
@signed_in
def list_sessions() -> dict[str, Any]:
    """List the caller's active sessions, most recently used first."""
    found = queries.accounts.sessions.page(g.identity.user_id)
    return {"sessions": [{**row, "current": row["id"] == g.identity.session_id} for row in found]}


@bp.delete("/sessions")
@bp.doc(operation_id="auth_end_all_sessions")
@bp.input(SessionsEnd)
@bp.output(SessionsEnded)
@leased
@allowed_before_mfa_enrolment
@signed_in
def end_sessions(json_data: SessionsEnd) -> dict[str, Any]:
    """End all sessions of the caller except this one; with `current`, this one as well."""
    reauthentication.require_recent_login(json_data.current_password)
    except_id = None if json_data.current else g.identity.session_id
    ended = queries.accounts.sessions.end_all(g.identity.user_id, except_id)
    return {"msg": "The sessions have ended.", "ended": ended}


@bp.delete("/sessions/<string:session_id>")
@bp.doc(operation_id="auth_end_session")
@bp.input(Reauthentication)
@bp.output(Message)
@leased
@allowed_before_mfa_enrolment
@signed_in
def end_session(session_id: str, json_data: Reauthentication) -> dict[str, Any]:
    """End one of the caller's sessions. Its tokens are rejected from the next call on."""
    if session_id != g.identity.session_id:
        reauthentication.require_recent_login(json_data.current_password)
    if not session_id.isascii():
        # The database refuses to compare it with the ids, which are ASCII.
        raise Problem("session_not_found")
    queries.accounts.sessions.end(session_id, g.identity.user_id)
    return {"msg": "The session has ended."}


def sign_in(form: SignIn) -> dict[str, Any]:
    """Check the credentials and return the token response, for every login path."""
    result = "failed"
    try:
        tokens = _sign_in(form)
        result = "ok"
    except Problem as problem:
        result = problem.code
        raise
    finally:
        metrics.count("finenice_sign_ins_total", result)
    return tokens


def _sign_in(form: SignIn) -> dict[str, Any]:
    # Users type either name into either field.
    typed, address = (form.email or form.username or "").strip().lower(), request.remote_addr or ""
    account = queries.accounts.users.find_for_login(typed)
    known = queries.accounts.login_attempts.is_recent_network(account["id"] if account else 0, address)
    with get_hasher().reserve(known):
        account = _check_password(account, typed, address, form.password)
    if account["two_factor"]:
        if form.code is None and form.recovery_code is None:
            raise Problem("totp_code_required")
        if not reauthentication.check_code(account["id"], form.code, form.recovery_code):
            raise Problem("wrong_totp_code")
    return create_session(account["id"], account["password_hash"])


def _check_password(account: dict[str, Any] | None, typed: str, address: str, password: str) -> dict[str, Any]:
    """Return the account if the password is correct, rehashed if outdated, or raise `wrong_credentials`."""
    queries.accounts.login_attempts.count_attempt(typed, address, account["id"] if account else None)
    is_correct = get_hasher().verify(account["password_hash"] if account else None, password)
    if account is None or not is_correct or not account["active"]:
        raise Problem("wrong_credentials")
    queries.accounts.login_attempts.clear_after_success(typed, address, account["id"])
    new_hash = get_hasher().rehash_if_outdated(account["password_hash"], password)
    if new_hash and queries.accounts.passwords.update_hash(account["id"], account["password_hash"], new_hash):
        account["password_hash"] = new_hash
    return account


def create_session(user_id: int, password_hash: str | None = None) -> dict[str, Any]:
    """Start a session and return its tokens; `password_hash` is None for an account that was just created."""
    user_agent, address = request.headers.get("User-Agent", ""), request.remote_addr or ""
    tokens = start_session(queries.accounts.users.get(user_id), password_hash, address, user_agent)
    if tokens is None:
        raise Problem("wrong_credentials")
    return tokens
