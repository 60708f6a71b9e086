"""Authentication and authorization: resolves the caller of a request and guards routes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, overload

from flask import Flask, current_app, g, request

import actor
import queries.accounts.api_key_checks
import queries.accounts.sessions
import queries.sales.till.tills
from actor import Actor
from domain.security import api_keys
from domain.security.api_keys import Scope
from problems import Problem
from settings import Settings
from web.authentication import password_hasher, tokens

View = TypeVar("View", bound=Callable[..., Any])
Role = Literal["buyer", "seller", "developer", "admin"]

# Unauthenticated callers send forms, never files.
MAX_ANONYMOUS_BODY_BYTES = 64 * 1024


@dataclass(frozen=True)
class Identity:
    """The authenticated caller, read from the database per request. `role` is the highest of `roles`."""

    user_id: int
    username: str | None
    name: str
    role: str | None
    roles: tuple[str, ...]
    # None for API keys, which have no session.
    session_id: str | None
    key_id: int | None = None
    scopes: frozenset[str] = frozenset()
    # Calls per hour, for a key with a quota of its own.
    quota: int | None = None
    # The till at which the caller has signed in by PIN. Such a caller has no roles.
    till_id: int | None = None
    # True if one of the roles requires two-factor authentication and it is not enabled.
    needs_mfa_enrolment: bool = False
    # When the access token expires, in seconds since 1970.
    token_ends_at: float | None = None

    @property
    def uses_api_key(self) -> bool:
        return self.key_id is not None

    def has_role(self, role: Role) -> bool:
        return role in self.roles

    def has_scope(self, scope: Scope) -> bool:
        """Return whether the API key has the scope; a sign-in has all."""
        return not self.uses_api_key or scope in self.scopes


@dataclass(frozen=True)
class Access:
    """The access rule of a route. One of `roles` is enough; without roles any user may call it.

    An API key needs the `scope`; "any" accepts every key, and None accepts none. A sign-in at a till needs `till`.
    """

    signed_in: bool
    roles: tuple[str, ...] = ()
    scope: Scope | Literal["any"] | None = None
    till: bool = False


@overload
def public(view: View) -> View: ...
@overload
def public(*, scope: Scope, till: bool = False) -> Callable[[View], View]: ...
def public(view: Any = None, *, scope: Scope | None = None, till: bool = False) -> Any:
    """Let anyone call this route. An API key without the scope, or a sign-in at a till, counts as a visitor.

    With `till` a sign-in at a till counts.
    """
    guard = _guarded(Access(signed_in=False, scope=scope, till=till))
    return guard if view is None else guard(view)


@overload
def signed_in(view: View) -> View: ...
@overload
def signed_in(*, scope: Scope | Literal["any"], till: bool = False) -> Callable[[View], View]: ...
def signed_in(view: Any = None, *, scope: Scope | Literal["any"] | None = None, till: bool = False) -> Any:
    """Require an active session, or an API key with the scope. With `till` a sign-in at a till will do."""
    guard = _guarded(Access(signed_in=True, scope=scope, till=till))
    return guard if view is None else guard(view)


def role(*roles: Role, scope: Scope | None = None, till: bool = False) -> Callable[[View], View]:
    """Require one of the roles; an API key also needs the scope. With `till` a sign-in at a till will do."""
    return _guarded(Access(signed_in=True, roles=roles, scope=scope, till=till))


def _guarded(access: Access) -> Callable[[View], View]:
    def guard(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return guard


def allowed_before_mfa_enrolment(view: View) -> View:
    """Let users call this route who must enable two-factor authentication first, because it is part of the way."""
    view.allowed_before_mfa_enrolment = True  # type: ignore[attr-defined]
    return view


def key_as_bearer(view: View) -> View:
    """Let API keys come as `Authorization: Bearer`, too: many clients of this protocol send no other header."""
    view.key_as_bearer = True  # type: ignore[attr-defined]
    return view


def install(app: Flask, settings: Settings) -> None:
    """Set up tokens and password hashing, and start each request as an anonymous actor."""
    app.config.update(API_KEY_SALTS=settings.tokens.api_key_salts)
    tokens.install(app, settings)
    password_hasher.install(app, settings)

    @app.before_request
    def start_anonymous() -> None:
        actor.set_current(Actor(None, request.remote_addr or "", g.request_id))


def install_guards(app: Flask) -> None:
    """Check the route's access rule before any input is read."""

    @app.before_request
    def check_access() -> None:
        if request.endpoint is None or request.method == "OPTIONS":
            return
        if (access := _access()).signed_in:
            g.identity = identify()
            _set_actor(g.identity)
            _check_mfa_enrolment(g.identity)
            _check_reach(g.identity, access)
            # A sign-in at a till has no roles; that it got here means that it reaches the route.
            if access.roles and g.identity.till_id is None and not set(access.roles) & set(g.identity.roles):
                raise Problem("forbidden", roles=" / ".join(access.roles))
        elif request.method not in ("GET", "HEAD") and identify_or_none() is None:
            request.max_content_length = MAX_ANONYMOUS_BODY_BYTES


def require_guards(app: Flask) -> None:
    """Raise RuntimeError at startup if a route has no access rule."""
    for rule in app.url_map.iter_rules():
        if not hasattr(app.view_functions[rule.endpoint], "access"):
            raise RuntimeError(
                f"{rule.rule} ({rule.endpoint}) has no guard: mark its view with @public, @signed_in or @role(...)"
            )


def identify() -> Identity:
    """Return the owner of the request's credential, or raise a 401 problem. The result is cached per request."""
    if "credential_owner" not in g:
        try:
            g.credential_owner = _authenticate()
        except Problem as problem:
            g.credential_owner = problem
    if isinstance(g.credential_owner, Problem):
        raise g.credential_owner
    owner: Identity = g.credential_owner
    return owner


def identify_or_none() -> Identity | None:
    """Return the owner of the request's credential whatever the route requires, or None."""
    try:
        return identify()
    except Problem:
        return None


def _authenticate() -> Identity:
    scheme, credential = sent_credential()
    # Without a scheme the header is the credential itself.
    text = credential or request.headers.get("Authorization", "").strip()
    if scheme != "apikey" and text.startswith(api_keys.PREFIX):
        if scheme == "bearer" and hasattr(_view(), "key_as_bearer"):
            return _authenticate_api_key(credential)
        raise Problem("api_key_misplaced")
    if scheme != "bearer" and tokens.looks_like_token(text):
        raise Problem("token_misplaced")
    if scheme == "bearer":
        return _authenticate_token(credential)
    if scheme == "apikey":
        return _authenticate_api_key(credential)
    raise Problem("invalid_token")


def caller() -> Identity | None:
    """Return the caller of a public route, or None for visitors and invalid credentials."""
    if "identity" not in g:
        try:
            g.identity = identify()
            _check_mfa_enrolment(g.identity)
            _check_reach(g.identity, _access())
        except Problem as problem:
            g.identity, g.refusal = None, problem
        if g.identity is not None:
            _set_actor(g.identity)
    found: Identity | None = g.identity
    return found


def require_caller() -> Identity:
    """Return the caller of a public route, or raise the problem that made them a visitor."""
    found = caller()
    if found is None:
        raise g.refusal
    return found


def _access() -> Access:
    access: Access = getattr(_view(), "access")  # noqa: B009  a view has any attribute
    return access


def _view() -> Any:
    return current_app.view_functions.get(request.endpoint or "")


def _set_actor(identity: Identity) -> None:
    actor.set_current(Actor(identity.user_id, request.remote_addr or "", g.request_id, identity.key_id))


def _check_mfa_enrolment(identity: Identity) -> None:
    """Raise a 403 problem if two-factor authentication is required first; an API key cannot enable it."""
    if identity.needs_mfa_enrolment and (identity.uses_api_key or not hasattr(_view(), "allowed_before_mfa_enrolment")):
        raise Problem("mfa_enrolment_required")


def _check_reach(identity: Identity, access: Access) -> None:
    """Raise a 403 problem if the API key lacks the scope of the route, or a sign-in at a till does not reach it."""
    if identity.till_id is not None and not access.till:
        raise Problem("till_session_not_allowed")
    if not identity.uses_api_key:
        return
    if access.scope is None:
        raise Problem("api_key_not_allowed")
    if access.scope != "any" and not identity.has_scope(access.scope):
        raise Problem("insufficient_scope", scope=access.scope)


def sent_credential() -> tuple[str, str]:
    """Return the scheme in lower case and the token or key."""
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


def _authenticate_token(token: str) -> Identity:
    claims = tokens.verify(token, "access")
    if tokens.TILL in claims:
        return _authenticate_at_till(claims)
    row = queries.accounts.sessions.find_user(claims["sid"], int(claims["sub"]))
    if row is None:
        raise Problem("revoked_token")
    return Identity(
        user_id=int(claims["sub"]),
        username=row["username"],
        name=row["name"],
        role=row["role"],
        roles=tuple(row["roles"]),
        session_id=claims["sid"],
        needs_mfa_enrolment=row["needs_mfa_enrolment"],
        token_ends_at=claims["exp"],
    )


def _authenticate_at_till(claims: dict[str, Any]) -> Identity:
    user_id, till_id = int(claims["sub"]), claims[tokens.TILL]
    row = queries.sales.till.tills.find_user(claims["sid"], user_id, till_id)
    if row is None:
        raise Problem("revoked_token")
    return Identity(user_id, row["username"], row["name"], None, (), claims["sid"], till_id=till_id)


def _authenticate_api_key(text: str) -> Identity:
    """Return the owner of the key. Its state is revealed only to holders of the whole key."""
    key = api_keys.parse(text)
    if key is None:
        raise Problem("api_key_malformed")
    salts = current_app.config["API_KEY_SALTS"]
    row = queries.accounts.api_key_checks.find(key.lookup)
    if row is None or not key.matches(row["digest"], salts):
        raise Problem("api_key_unknown")
    if not row["is_active"]:
        raise Problem(f"api_key_{queries.accounts.api_key_checks.inactive_state(row['id'])}")
    if "developer" not in row["roles"]:
        raise Problem("api_key_revoked")
    if not row["recently_used"]:
        queries.accounts.api_key_checks.record_use(row["id"], request.remote_addr or "", key.digest(salts[0]))
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
        needs_mfa_enrolment=row["needs_mfa_enrolment"],
    )
