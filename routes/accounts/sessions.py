"""Sign-up, sign-in, and the sessions of a person."""

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
from auth import Role, before_second_factor, public, refresh_session, signed_in, start_session
from problems import Problem
from routes.accounts import reauthentication
from routes.accounts.reauthentication import Code, Proof, RecoveryCode
from web import links
from web.authentication.password_hasher import hash_new, passwords
from web.idempotency import leased
from web.openapi.field_types import Body, Email, Instant, Line, Message, Password, Reply, Username, problems
from web.rate_limits.limiter import checks_secret

bp = APIBlueprint("auth", __name__, tag="auth")


Name = Annotated[Line, Field(max_length=150)]


def _named(choice: str) -> ConfigDict:
    """Tells in the document what `is_named` checks: an e-mail address or a username that is not null."""
    fields = ("email", "username")
    named: list[Any] = [{"required": [field], "properties": {field: {"type": "string"}}} for field in fields]
    return ConfigDict(json_schema_extra={choice: named})


class Identified(Body):
    """Somebody named by e-mail address, username, or both."""

    model_config = _named("anyOf")

    email: Email | None = None
    username: Username | None = None

    @model_validator(mode="after")
    def is_named(self) -> Self:
        if self.email is None and self.username is None:
            raise PydanticCustomError("one_of", "nobody named", {"fields": "email / username"})
        return self


class SignUp(Identified):
    password: Password
    name: Name | None = None


class SignIn(Body):
    """What was typed is compared as it is, so that a malformed name fails like a wrong one."""

    model_config = _named("oneOf")

    email: Annotated[str, Field(max_length=254)] | None = None
    username: Annotated[str, Field(max_length=254)] | None = None
    password: Annotated[str, Field(max_length=1024, json_schema_extra={"format": "password"})]
    code: Code | None = None
    recovery_code: RecoveryCode | None = None

    @model_validator(mode="after")
    def is_named_once(self) -> Self:
        if (self.email is None) == (self.username is None):
            raise PydanticCustomError("one_of", "named twice or not", {"fields": "email / username"})
        return self


class User(Reply):
    id: int
    name: str
    email: str | None
    email_verified: bool
    username: str | None
    role: Role | None
    roles: list[Role]


class SignedIn(Reply):
    access_token: str
    refresh_token: str
    token_type: str
    expires_in: Annotated[int, Field(description="Seconds until the access token expires.")]
    user: User


class Refresh(Body):
    refresh_token: Annotated[str, Field(max_length=4096)] | None = None


class EndOfSessions(Proof):
    current: Annotated[bool, Field(description="Whether the session that this is called from ends, too.")] = False


class Ended(Message):
    ended: Annotated[int, Field(description="How many sessions have ended.")]


class Session(Reply):
    id: str
    address: str
    user_agent: str
    created_at: Instant
    refreshed_at: Instant
    expires_at: Instant
    current: Annotated[bool, Field(description="Whether this call came from this session.")]


class Sessions(Reply):
    sessions: list[Session]


@bp.post("/register")
@bp.input(SignUp)
@bp.output(SignedIn, 201)
@problems(409)
@checks_secret
@public
def register(json_data: SignUp) -> dict[str, Any]:
    """Makes an account with the role buyer and signs it in.

    An e-mail address gets a letter with a link that verifies it. The letter comes some minutes later where others have
    just signed up from the same network, and not at all where these had the letters of the day: ask for it with
    `POST /api/auth/verify/send`.
    """
    return sign_up(json_data)


@bp.post("/login")
@bp.input(SignIn)
@bp.output(SignedIn)
@problems(401)
@checks_secret
@public
def login(json_data: SignIn) -> dict[str, Any]:
    """Signs in by e-mail address or username, in either field. A wrong account and a wrong password are answered alike.

    Who has a second factor is asked for it by a 401 `totp_code_required` after the right password, and sends the
    same again with `code` (or `recovery_code`).
    """
    return sign_in(json_data)


@bp.post("/refresh")
@bp.input(Refresh)
@bp.output(SignedIn)
@problems(401)
@checks_secret
@public
def refresh(json_data: Refresh) -> dict[str, Any]:
    """A new pair of tokens for a refresh token in the body or in the Authorization header.

    For 30 seconds the old refresh token returns the same successor once more, so that tabs may refresh together and a
    lost answer may be asked for again. After that, or once the successor was used, it ends the whole session.
    """
    token = json_data.refresh_token
    if token is None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise Problem("missing_token")
    return refresh_session(token.strip(), queries.accounts.users.get)


@bp.post("/logout")
@bp.output(Message)
@before_second_factor
@signed_in
def logout() -> dict[str, Any]:
    """Ends the session of this token."""
    queries.accounts.sessions.end(g.identity.session_id, g.identity.user_id)
    return {"msg": "Signed out."}


@bp.get("/sessions")
@bp.output(Sessions)
@before_second_factor
@signed_in
def list_sessions() -> dict[str, Any]:
    """The person's live sessions, the last used first."""
    found = queries.accounts.sessions.page(g.identity.user_id)
    return {"sessions": [{**row, "current": row["id"] == g.identity.session_id} for row in found]}


@bp.delete("/sessions")
@bp.input(EndOfSessions)
@bp.output(Ended)
@leased
@before_second_factor
@signed_in
def end_sessions(json_data: EndOfSessions) -> dict[str, Any]:
    """Ends all sessions of the person but this one, or with `current` this one, too."""
    reauthentication.recent(json_data.current_password)
    but = None if json_data.current else g.identity.session_id
    return {"msg": "The sessions have ended.", "ended": queries.accounts.sessions.end_all(g.identity.user_id, but)}


@bp.delete("/sessions/<string:session_id>")
@bp.input(Proof)
@bp.output(Message)
@leased
@before_second_factor
@signed_in
def end_session(session_id: str, json_data: Proof) -> dict[str, Any]:
    """Ends one of the person's sessions; its tokens are refused from the next call on."""
    if session_id != g.identity.session_id:
        reauthentication.recent(json_data.current_password)
    if not session_id.isascii():
        # The database would refuse to compare it with the ids, which are ASCII.
        raise Problem("session_not_found")
    queries.accounts.sessions.end(session_id, g.identity.user_id)
    return {"msg": "The session has ended."}


def sign_up(form: SignUp) -> dict[str, Any]:
    """The answer of a sign-in to a new account, for each path that signs up."""
    name = form.name or form.username or str(form.email).split("@", 1)[0]
    link = links.new("verify-email")
    password_hash = hash_new(form.password, (name, form.email, form.username))
    user_id = queries.accounts.passwords.sign_up(name, form.email, form.username, password_hash, link)
    return begin_session(user_id)


def sign_in(form: SignIn) -> dict[str, Any]:
    """The answer of a sign-in, for each path that signs in."""
    # People type either name into either field.
    typed, address = (form.email or form.username or "").strip().lower(), request.remote_addr or ""
    account = queries.accounts.users.find_for_sign_in(typed)
    with passwords().place(known=queries.accounts.login_attempts.knows_well(account["id"] if account else 0, address)):
        account = _with_right_password(account, typed, address, form.password)
    if account["second_factor"]:
        if form.code is None and form.recovery_code is None:
            raise Problem("totp_code_required")
        if not reauthentication.code(account["id"], form.code, form.recovery_code):
            raise Problem("wrong_second_factor")
    return begin_session(account["id"], account["password_hash"])


def _with_right_password(account: dict[str, Any] | None, typed: str, address: str, password: str) -> dict[str, Any]:
    """Return the account whose password was typed, which is then kept at today's cost, or raise `wrong_credentials`."""
    queries.accounts.login_attempts.admit(typed, address, account["id"] if account else None)
    right = passwords().verify(account["password_hash"] if account else None, password)
    if account is None or not right or not account["active"]:
        raise Problem("wrong_credentials")
    queries.accounts.login_attempts.forgive(typed, address, account["id"])
    renewed = passwords().renewed(account["password_hash"], password)
    if renewed and queries.accounts.passwords.rehash(account["id"], account["password_hash"], renewed):
        account["password_hash"] = renewed
    return account


def begin_session(user_id: int, password_hash: str | None = None) -> dict[str, Any]:
    """The answer of a sign-in with the password of this hash; None is for an account that was just made."""
    user_agent, address = request.headers.get("User-Agent", ""), request.remote_addr or ""
    begun = start_session(queries.accounts.users.get(user_id), password_hash, address, user_agent)
    if begun is None:
        raise Problem("wrong_credentials")
    return begun
