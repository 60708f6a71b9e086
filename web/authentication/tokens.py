"""Access and refresh tokens (JWT): issue a pair, verify one, rotate a refresh token."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import jwt
import orjson
from flask import Flask, current_app
from flask_jwt_extended import JWTManager, create_access_token, create_refresh_token

import queries.accounts.sessions
import queries.sales.till.tills
from problems import Problem
from settings import Settings

ALGORITHM = "HS256"
ISSUER = "finenice"
# The beginning of every token: {" in base64.
PREFIX = "eyJ"
# The claim of a sign-in at a till, which lasts for a long shift and is not refreshed.
TILL = "till_id"
TILL_HOURS = 12
# The claim that holds our subject in an access token whose `sub` is what another program's front end reads.
SUBJECT = "subject"
# The claim of a refresh token that stays valid until its session ends, for clients that can't replace theirs.
KEPT = "kept"
REQUIRED_CLAIMS = ["exp", "iat", "iss", "jti", "type", "sub", "sid"]


def install(app: Flask, settings: Settings) -> None:
    """Configure Flask-JWT-Extended."""
    app.config.update(
        JWT_SECRET_KEY=settings.tokens.secret,
        JWT_ALGORITHM=ALGORITHM,
        JWT_ENCODE_ISSUER=ISSUER,
        # Tokens are never stored in cookies, so they need no CSRF claim.
        JWT_COOKIE_CSRF_PROTECT=False,
        JWT_ACCESS_TOKEN_EXPIRES=timedelta(seconds=settings.tokens.access_seconds),
        JWT_REFRESH_TOKEN_EXPIRES=timedelta(
            seconds=min(settings.tokens.refresh_seconds, settings.tokens.session_seconds)
        ),
        SESSION_SECONDS=settings.tokens.session_seconds,
    )
    JWTManager(app)


def looks_like_token(text: str) -> bool:
    """Return True if the text has the shape of a JWT."""
    return text.startswith(PREFIX) and text.count(".") == 2


def verify(token: str, kind: Literal["access", "refresh"]) -> dict[str, Any]:
    """Return the claims of a valid token of this kind, or raise a 401 problem."""
    try:
        _check_header(token)
        # Flask-JWT-Extended accepts a token without `exp` or `type` as an access token that never expires.
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
    if SUBJECT in claims:
        claims["sub"] = claims[SUBJECT]
    # The id columns are ASCII.
    if not all(isinstance(claims[name], str) and claims[name].isascii() for name in ("sub", "sid", "jti")):
        raise Problem("invalid_token")
    if TILL in claims and type(claims[TILL]) is not int:
        raise Problem("invalid_token")
    if not (claims["sub"].isdigit() and len(claims["sub"]) < 19):
        raise Problem("invalid_token")
    return claims


def start_session(
    user: dict[str, Any], password_hash: str | None, address: str, user_agent: str
) -> dict[str, Any] | None:
    """Start a session and return its token pair, or None if the password has changed in the meantime."""
    session_id, refresh_id = secrets.token_hex(16), secrets.token_hex(16)
    seconds = current_app.config["JWT_REFRESH_TOKEN_EXPIRES"].total_seconds()
    started = queries.accounts.sessions.start(
        session_id, user["id"], password_hash, refresh_id, int(seconds), address, user_agent
    )
    return _pair(user, session_id, refresh_id) if started else None


def start_till_session(
    till_id: int, user_id: int, pin_hash: str, address: str, user_agent: str
) -> dict[str, Any] | None:
    """Start a session at a till and return its access token, or None if the PIN has changed in the meantime."""
    session_id, lifetime = secrets.token_hex(16), timedelta(hours=TILL_HOURS)
    seconds = int(lifetime.total_seconds())
    # Nobody gets a refresh token with this id.
    user = queries.sales.till.tills.start_session(
        session_id, till_id, user_id, pin_hash, secrets.token_hex(16), seconds, address, user_agent
    )
    if user is None:
        return None
    claims: dict[str, Any] = {"user_id": user_id, "role": None, "roles": [], "sid": session_id, TILL: till_id}
    return {
        "access_token": create_access_token(str(user_id), expires_delta=lifetime, additional_claims=claims),
        "token_type": "Bearer",
        "expires_in": seconds,
        "till_id": till_id,
        "user": {"id": user_id, **user},
    }


def refresh_session(token: str, get_user: Callable[[int], dict[str, Any]]) -> dict[str, Any]:
    """Exchange a refresh token for a new pair; a reused token ends its session.

    For 30 s after a rotation the previous token returns the same successor, because two tabs may refresh at once and a
    response may be lost.
    """
    claims = verify(token, "refresh")
    session_id, user_id, refresh_id = claims["sid"], int(claims["sub"]), _successor(claims["sid"], claims["jti"])
    expires_at = _rotate(session_id, user_id, claims["jti"], refresh_id)
    return _pair(get_user(user_id), session_id, refresh_id, expires_at)


def keep(tokens: dict[str, Any]) -> dict[str, Any]:
    """Return the token response of a sign-in with a refresh token that `renew` takes again and again."""
    return {**tokens, "refresh_token": _with_claims(tokens["refresh_token"], "refresh", {KEPT: True})}


def renew(token: str, get_user: Callable[[int], dict[str, Any]]) -> dict[str, Any]:
    """Return a new access token for a kept refresh token, which goes on to expire when it would.

    Any other refresh token is a 401 problem: its reuse must end its session. A kept one that was rotated ends it, too.
    """
    claims = verify(token, "refresh")
    if claims.get(KEPT) is not True:
        raise Problem("invalid_token")
    session_id, user_id, refresh_id = claims["sid"], int(claims["sub"]), claims["jti"]
    expires_at = _rotate(session_id, user_id, refresh_id, refresh_id)
    return {**_pair(get_user(user_id), session_id, refresh_id, expires_at), "refresh_token": token}


def describe(token: str, claims: dict[str, Any], subject: str | None = None) -> str:
    """Return the access token with claims, and a `sub`, that another program's front end reads. No guard reads them."""
    if subject is not None:
        claims = {**claims, "sub": subject, SUBJECT: verify(token, "access")["sub"]}
    return _with_claims(token, "access", claims)


def _with_claims(token: str, kind: Literal["access", "refresh"], claims: dict[str, Any]) -> str:
    return jwt.encode({**verify(token, kind), **claims}, current_app.config["JWT_SECRET_KEY"], ALGORITHM)


def _rotate(session_id: str, user_id: int, refresh_id: str, successor: str) -> datetime:
    seconds = current_app.config["JWT_REFRESH_TOKEN_EXPIRES"].total_seconds()
    longest = current_app.config["SESSION_SECONDS"]
    expires_at = queries.accounts.sessions.rotate(session_id, user_id, refresh_id, successor, int(seconds), longest)
    if expires_at is None:
        raise Problem("reused_token")
    return expires_at


def _successor(session_id: str, refresh_id: str) -> str:
    """Return the id of the refresh token that replaces this one: deterministic, and unpredictable without the key."""
    secret: str = current_app.config["JWT_SECRET_KEY"]
    return hmac.digest(secret.encode(), f"refresh {session_id} {refresh_id}".encode(), "sha256").hex()[:32]


def _pair(user: dict[str, Any], session_id: str, refresh_id: str, expires_at: datetime | None = None) -> dict[str, Any]:
    """Return the token response; `expires_at` (UTC) is the end of a session that is being refreshed."""
    # No claim holds free text, because browsers decode tokens with atob(), which is limited to ASCII.
    claims = {"user_id": user["id"], "role": user["role"], "roles": user["roles"], "sid": session_id}
    refresh_claims: dict[str, Any] = {"sid": session_id, "jti": refresh_id}
    if expires_at is not None:
        refresh_claims["exp"] = int(expires_at.replace(tzinfo=UTC).timestamp())
    subject = str(user["id"])
    return {
        "access_token": create_access_token(subject, additional_claims=claims),
        "refresh_token": create_refresh_token(subject, additional_claims=refresh_claims),
        "token_type": "Bearer",
        "expires_in": int(current_app.config["JWT_ACCESS_TOKEN_EXPIRES"].total_seconds()),
        "user": user,
    }


def _check_header(token: str) -> None:
    """Accept our own two header fields alone: no `kid`, `jku` or `jwk` that points to another key."""
    head = token.split(".", 1)[0]
    try:
        header = orjson.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("no token header") from error
    if header != {"alg": ALGORITHM, "typ": "JWT"}:
        raise ValueError("a foreign token header")
