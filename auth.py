"""Who is calling: tokens and API keys to `g.identity`, the guards of routes."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeVar, overload

import jwt
import orjson
from flask import Flask, current_app, g, request
from flask_jwt_extended import JWTManager, create_access_token, create_refresh_token

import actor
import queries.accounts.api_key_checks
import queries.accounts.sessions
from actor import Actor
from domain.security import api_keys
from domain.security.api_keys import Scope
from problems import Problem
from settings import Settings
from web.authentication import password_hasher

View = TypeVar("View", bound=Callable[..., Any])
Role = Literal["buyer", "seller", "developer", "admin"]

ALGORITHM = "HS256"
ISSUER = "finenice"
# No route asks more of a stranger than a form's worth.
LARGEST_UNKNOWN_BODY = 64 * 1024
# How every token begins: {" in base64.
TOKEN = "eyJ"
REQUIRED_CLAIMS = ["exp", "iat", "iss", "jti", "type", "sub", "sid"]


@dataclass(frozen=True)
class Identity:
    """The caller as the database knows them at this moment. `role` is the highest of `roles`."""

    user_id: int
    username: str | None
    name: str
    role: str | None
    roles: tuple[str, ...]
    # None where a program calls with an API key of theirs, and so sees no people.
    session_id: str | None
    key_id: int | None = None
    scopes: frozenset[str] = frozenset()
    # Calls an hour that this key has, where it is not the number of all keys.
    quota: int | None = None
    # Whether a role of theirs asks for a second factor, and they have none.
    needs_second_factor: bool = False

    @property
    def by_key(self) -> bool:
        return self.key_id is not None

    def holds(self, role: Role) -> bool:
        return role in self.roles


@dataclass(frozen=True)
class Access:
    """What a route asks of its caller; one role out of `roles` is enough, none given means any person.

    A program's key must have the `scope`; where there is none, the route is for persons. "any": each key will do.
    """

    signed_in: bool
    roles: tuple[str, ...] = ()
    scope: Scope | Literal["any"] | None = None


@overload
def public(view: View) -> View: ...
@overload
def public(*, scope: Scope) -> Callable[[View], View]: ...
def public(view: Any = None, *, scope: Scope | None = None) -> Any:
    """Anybody may call this route; a key without the scope, or where none is named, is a visitor's."""
    guard = _guarded(Access(signed_in=False, scope=scope))
    return guard if view is None else guard(view)


@overload
def signed_in(view: View) -> View: ...
@overload
def signed_in(*, scope: Scope | Literal["any"]) -> Callable[[View], View]: ...
def signed_in(view: Any = None, *, scope: Scope | Literal["any"] | None = None) -> Any:
    """Every person with a live session may call this route, and a program with a key that has the scope."""
    guard = _guarded(Access(signed_in=True, scope=scope))
    return guard if view is None else guard(view)


def role(*roles: Role, scope: Scope | None = None) -> Callable[[View], View]:
    """Only people who hold one of the roles may call this route, and with the scope their programs."""
    return _guarded(Access(signed_in=True, roles=roles, scope=scope))


def _guarded(access: Access) -> Callable[[View], View]:
    def guard(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return guard


def before_second_factor(view: View) -> View:
    """Who must have a second factor and has none may call this route, too: it is their way to one."""
    view.before_second_factor = True  # type: ignore[attr-defined]
    return view


def install(app: Flask, settings: Settings) -> None:
    """Sets up tokens and hashing, and begins each request as a visitor's."""
    app.config.update(
        JWT_SECRET_KEY=settings.tokens.secret,
        JWT_ALGORITHM=ALGORITHM,
        JWT_ENCODE_ISSUER=ISSUER,
        # No token of ours lives in a cookie, so none needs the claim against forged forms.
        JWT_COOKIE_CSRF_PROTECT=False,
        JWT_ACCESS_TOKEN_EXPIRES=timedelta(seconds=settings.tokens.access_seconds),
        JWT_REFRESH_TOKEN_EXPIRES=timedelta(
            seconds=min(settings.tokens.refresh_seconds, settings.tokens.session_seconds)
        ),
        SESSION_SECONDS=settings.tokens.session_seconds,
        API_KEY_SALTS=settings.tokens.api_key_salts,
    )
    JWTManager(app)
    password_hasher.install(app, settings)

    @app.before_request
    def begin() -> None:
        actor.begin(Actor(None, request.remote_addr or "", g.request_id))


def guard(app: Flask) -> None:
    """Has each route's guard asked before anything of its input is read."""

    @app.before_request
    def ask() -> None:
        if request.endpoint is None or request.method == "OPTIONS":
            return
        if (access := _access()).signed_in:
            g.identity = identify()
            _act_for(g.identity)
            _refuse_without_second_factor(g.identity)
            if g.identity.by_key:
                _refuse_beyond_scope(g.identity, access)
            if access.roles and not set(access.roles) & set(g.identity.roles):
                raise Problem("forbidden", roles=" / ".join(access.roles))
        elif request.method not in ("GET", "HEAD") and known() is None:
            request.max_content_length = LARGEST_UNKNOWN_BODY


def refuse_unguarded(app: Flask) -> None:
    """Stops the start of an app that has a route without a guard, with the route's name."""
    for rule in app.url_map.iter_rules():
        if not hasattr(app.view_functions[rule.endpoint], "access"):
            raise RuntimeError(
                f"{rule.rule} ({rule.endpoint}) has no guard: mark its view with @public, @signed_in or @role(...)"
            )


def identify() -> Identity:
    """The caller by the request's one credential, or a 401; asked again it tells the same."""
    if "known" not in g:
        try:
            g.known = _by_credential()
        except Problem as problem:
            g.known = problem
    if isinstance(g.known, Problem):
        raise g.known
    known: Identity = g.known
    return known


def known() -> Identity | None:
    """Whose credential the request carries, whatever its route asks of them; None where it is nobody's."""
    try:
        return identify()
    except Problem:
        return None


def _by_credential() -> Identity:
    scheme, credential = _credential()
    # Without a scheme the credential is all that stands there.
    text = credential or request.headers.get("Authorization", "").strip()
    if scheme != "apikey" and text.startswith(api_keys.PREFIX):
        raise Problem("key_misplaced")
    if scheme != "bearer" and text.startswith(TOKEN) and text.count(".") == 2:
        raise Problem("token_misplaced")
    if scheme == "bearer":
        return _by_token(credential)
    if scheme == "apikey":
        return _by_key(credential)
    raise Problem("invalid_token")


def caller() -> Identity | None:
    """Who calls a public route, None for a visitor; a credential that is not valid makes a visitor, too."""
    if "identity" not in g:
        try:
            g.identity = identify()
            _refuse_without_second_factor(g.identity)
            if g.identity.by_key:
                _refuse_beyond_scope(g.identity, _access())
        except Problem as problem:
            g.identity, g.refusal = None, problem
        if g.identity is not None:
            _act_for(g.identity)
    found: Identity | None = g.identity
    return found


def known_caller() -> Identity:
    """Who calls what of a public route is not for visitors, or why they are not known."""
    found = caller()
    if found is None:
        raise g.refusal
    return found


def _access() -> Access:
    access: Access = getattr(_view(), "access")  # noqa: B009  a view has any attribute
    return access


def _view() -> Any:
    return current_app.view_functions[request.endpoint or ""]


def _act_for(identity: Identity) -> None:
    actor.begin(Actor(identity.user_id, request.remote_addr or "", g.request_id, identity.key_id))


def _refuse_without_second_factor(identity: Identity) -> None:
    """Keeps who must have a second factor to what they need in order to turn it on; a key turns nothing on."""
    if identity.needs_second_factor and (identity.by_key or not hasattr(_view(), "before_second_factor")):
        raise Problem("mfa_enrolment_required")


def _refuse_beyond_scope(identity: Identity, access: Access) -> None:
    """Keeps a key to what it is for."""
    if access.scope is None:
        raise Problem("api_key_not_allowed")
    if access.scope != "any" and access.scope not in identity.scopes:
        raise Problem("scope_missing", scope=access.scope)


def _credential() -> tuple[str, str]:
    """The scheme in lower case, and what stands behind it: a token or a key."""
    authorization, key = request.headers.get("Authorization"), request.headers.get("X-API-Key")
    if authorization is None:
        if key is None:
            raise Problem("missing_token")
        return "apikey", key.strip()
    scheme, _, credential = authorization.partition(" ")
    found = scheme.lower(), credential.strip()
    if key is not None and found != ("apikey", key.strip()):
        raise Problem("ambiguous_credentials")
    return found


def _by_token(token: str) -> Identity:
    claims = read_token(token, "access")
    row = queries.accounts.sessions.caller(claims["sid"], int(claims["sub"]))
    if row is None:
        raise Problem("revoked_token")
    return Identity(
        user_id=int(claims["sub"]),
        username=row["username"],
        name=row["name"],
        role=row["role"],
        roles=tuple(row["roles"]),
        session_id=claims["sid"],
        needs_second_factor=row["needs_second_factor"],
    )


def _by_key(text: str) -> Identity:
    """The owner of the key as they are now; what has become of a key is told only to who has the whole of it."""
    key = api_keys.parse(text)
    if key is None:
        raise Problem("key_malformed")
    salts = current_app.config["API_KEY_SALTS"]
    row = queries.accounts.api_key_checks.find(key.lookup)
    if row is None or not key.fits(row["digest"], salts):
        raise Problem("key_unknown")
    if not row["living"]:
        raise Problem(f"key_{queries.accounts.api_key_checks.end(row['id'])}")
    if "developer" not in row["roles"]:
        raise Problem("key_revoked")
    if not row["fresh"]:
        queries.accounts.api_key_checks.note_use(row["id"], request.remote_addr or "", key.digest(salts[0]))
    return Identity(
        user_id=row["user_id"],
        username=row["username"],
        name=row["name"],
        role=row["role"],
        roles=tuple(row["roles"]),
        session_id=None,
        key_id=row["id"],
        scopes=frozenset(row["scopes"].split()),
        quota=row["quota"],
        needs_second_factor=row["needs_second_factor"],
    )


def read_token(token: str, kind: Literal["access", "refresh"]) -> dict[str, Any]:
    """The claims of a token that we signed for this use and that is still valid, or a 401."""
    try:
        _refuse_odd_header(token)
        # Flask-JWT-Extended's own reader takes a token without `exp` or `type` for a lasting access token.
        claims: dict[str, Any] = jwt.decode(
            token,
            current_app.config["JWT_SECRET_KEY"],
            algorithms=[ALGORITHM],
            issuer=ISSUER,
            options={"require": REQUIRED_CLAIMS},
        )
    except jwt.ExpiredSignatureError:
        raise Problem("expired_token") from None
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        raise Problem("invalid_token") from None
    if claims["type"] != kind:
        raise Problem("invalid_token")
    # The database compares ids with ASCII only.
    if not all(isinstance(claims[name], str) and claims[name].isascii() for name in ("sub", "sid", "jti")):
        raise Problem("invalid_token")
    if not (claims["sub"].isdigit() and len(claims["sub"]) < 19):
        raise Problem("invalid_token")
    return claims


def start_session(
    user: dict[str, Any], password_hash: str | None, address: str, user_agent: str
) -> dict[str, Any] | None:
    """A new session of this person, and the answer of a sign-in; None where the password was changed meanwhile."""
    session_id, refresh_id = secrets.token_hex(16), secrets.token_hex(16)
    seconds = current_app.config["JWT_REFRESH_TOKEN_EXPIRES"].total_seconds()
    started = queries.accounts.sessions.start(
        session_id, user["id"], password_hash, refresh_id, int(seconds), address, user_agent
    )
    return _pair(user, session_id, refresh_id) if started else None


def refresh_session(token: str, get_user: Callable[[int], dict[str, Any]]) -> dict[str, Any]:
    """Return a new pair for a live refresh token; one that was used before ends its session.

    For 30 s after a rotation the token that was replaced returns the same successor, because two tabs may refresh
    together, and because an answer may be lost.
    """
    claims = read_token(token, "refresh")
    session_id, user_id, refresh_id = claims["sid"], int(claims["sub"]), _successor(claims["sid"], claims["jti"])
    seconds = current_app.config["JWT_REFRESH_TOKEN_EXPIRES"].total_seconds()
    longest = current_app.config["SESSION_SECONDS"]
    expires_at = queries.accounts.sessions.rotate(session_id, user_id, claims["jti"], refresh_id, int(seconds), longest)
    if expires_at is None:
        raise Problem("reused_token")
    return _pair(get_user(user_id), session_id, refresh_id, expires_at)


def _successor(session_id: str, refresh_id: str) -> str:
    """Return the id of the refresh token that replaces this one: always the same, and known to nobody else."""
    secret: str = current_app.config["JWT_SECRET_KEY"]
    return hmac.digest(secret.encode(), f"refresh {session_id} {refresh_id}".encode(), "sha256").hex()[:32]


def _pair(user: dict[str, Any], session_id: str, refresh_id: str, expires_at: datetime | None = None) -> dict[str, Any]:
    """Return the answer of a sign-in; `expires_at` (UTC) is the end of a session that goes on."""
    # Claims hold no text that a person chose: browsers read them with atob(), which knows ASCII only.
    claims = {"user_id": user["id"], "role": user["role"], "roles": user["roles"], "sid": session_id}
    kept: dict[str, Any] = {"sid": session_id, "jti": refresh_id}
    if expires_at is not None:
        kept["exp"] = int(expires_at.replace(tzinfo=UTC).timestamp())
    subject = str(user["id"])
    return {
        "access_token": create_access_token(subject, additional_claims=claims),
        "refresh_token": create_refresh_token(subject, additional_claims=kept),
        "token_type": "Bearer",
        "expires_in": int(current_app.config["JWT_ACCESS_TOKEN_EXPIRES"].total_seconds()),
        "user": user,
    }


def _refuse_odd_header(token: str) -> None:
    """Only our own two header fields: no `kid`, `jku` or `jwk` that points to another key."""
    head = token.split(".", 1)[0]
    try:
        header = orjson.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("no token header") from error
    if header != {"alg": ALGORITHM, "typ": "JWT"}:
        raise ValueError("a foreign token header")
