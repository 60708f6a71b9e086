"""Reauthentication: the password once more, or a TOTP code, beside the token of the call."""

from __future__ import annotations

import logging
from typing import Annotated, Any, Self

from flask import current_app, g
from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

import queries.accounts.login_attempts
import queries.accounts.sessions
import queries.accounts.two_factor
import queries.accounts.users
from domain.security import totp
from domain.security.encryption import Cipher, DecryptionFailed
from problems import Problem, invalid
from web.authentication.password_hasher import get_hasher
from web.openapi.field_types import Body

log = logging.getLogger("finenice")

RECENT_MINUTES = 10

CurrentPassword = Annotated[str, Field(max_length=1024, json_schema_extra={"format": "password"})]
RecentPassword = Annotated[
    str | None,
    Field(
        max_length=1024,
        json_schema_extra={"format": "password"},
        description="Required if the last sign-in or reauthentication is more than "
        f"{RECENT_MINUTES} minutes ago (403 `reauthentication_required`).",
    ),
]
Code = Annotated[str, Field(max_length=32, description="Six digits from the authenticator app; each code works once.")]
RecoveryCode = Annotated[str, Field(max_length=64, description="Replaces `code` if the app is lost.")]


def _require_one_code(schema: dict[str, Any]) -> None:
    fields = ("code", "recovery_code")
    schema["oneOf"] = [{"required": [field], "properties": {field: {"type": "string"}}} for field in fields]


class Reauthentication(Body):
    """The password, if the last sign-in is not recent."""

    current_password: RecentPassword = None


class TwoFactorReauthentication(Body):
    """The password and a code."""

    model_config = ConfigDict(json_schema_extra=_require_one_code)

    current_password: CurrentPassword
    code: Code | None = None
    recovery_code: RecoveryCode | None = None

    @model_validator(mode="after")
    def has_one_code(self) -> Self:
        if (self.code is None) == (self.recovery_code is None):
            raise PydanticCustomError("one_of", "no code or two", {"fields": "code / recovery_code"})
        return self


def check_password(user_id: int, typed: str) -> str:
    """Check the caller's password and return its hash; a wrong one raises a 422 problem, and soon a 429."""
    with get_hasher().reserve(known=True):
        queries.accounts.login_attempts.count_factor_attempt("password", user_id)
        password_hash = queries.accounts.users.password_hash(user_id)
        if not get_hasher().verify(password_hash, typed):
            raise invalid("current_password", "wrong_password")
    queries.accounts.login_attempts.clear_factor("password", user_id)
    queries.accounts.sessions.record_reauthentication(g.identity.session_id, user_id)
    return password_hash


def require_recent_login(current_password: str | None) -> None:
    """Check the password or, if none is given, that the user signed in during the last 10 minutes."""
    user_id = g.identity.user_id
    if current_password is not None:
        check_password(user_id, current_password)
    elif not queries.accounts.sessions.is_recently_authenticated(g.identity.session_id, user_id, RECENT_MINUTES * 60):
        raise Problem("reauthentication_required", minutes=RECENT_MINUTES)


def check_code(user_id: int, code: str | None, recovery_code: str | None) -> bool:
    """Use up a TOTP or recovery code and return True if it is correct; after five wrong ones raise a 429 problem."""
    queries.accounts.login_attempts.count_factor_attempt("code", user_id)
    is_correct = (
        _consume_totp_code(user_id, code) if code is not None else _consume_recovery_code(user_id, recovery_code or "")
    )
    if is_correct:
        queries.accounts.login_attempts.clear_factor("code", user_id)
    return is_correct


def check_password_and_code(user_id: int, form: TwoFactorReauthentication) -> None:
    """Check both, or raise a 422 problem that names the wrong one."""
    check_password(user_id, form.current_password)
    if not queries.accounts.two_factor.find_secret(user_id):
        raise Problem("two_factor_not_enabled")
    if not check_code(user_id, form.code, form.recovery_code):
        raise invalid("code" if form.code is not None else "recovery_code", "wrong_code")


def check_first_code(user_id: int, encrypted_secret: str, typed: str) -> int:
    """Return the time step of the first code of an app that is being set up, or raise a 422 problem."""
    queries.accounts.login_attempts.count_factor_attempt("code", user_id)
    step = totp.matching_step(typed, cipher().decrypt(encrypted_secret.encode()))
    if step is None:
        raise invalid("code", "wrong_code")
    queries.accounts.login_attempts.clear_factor("code", user_id)
    return step


def new_recovery_codes(user_id: int) -> tuple[list[str], list[bytes]]:
    """Return a set of recovery codes, to be shown once, and their digests."""
    codes = totp.new_recovery_codes()
    return codes, [totp.recovery_code_digest(each, user_id, _salts()[0]) for each in codes]


def cipher() -> Cipher:
    """Return the cipher of the app."""
    found: Cipher = current_app.extensions["cipher"]
    return found


def _consume_totp_code(user_id: int, typed: str) -> bool:
    encrypted_secret = queries.accounts.two_factor.find_secret(user_id)
    if encrypted_secret is None:
        return False
    try:
        step = totp.matching_step(typed, cipher().decrypt(encrypted_secret.encode()))
        reencrypted = cipher().reencrypt(encrypted_secret.encode())
    except DecryptionFailed:
        log.error(
            "the TOTP secret cannot be decrypted: its key is missing from ENCRYPTION_KEYS", extra={"user_id": user_id}
        )
        return False
    return step is not None and queries.accounts.two_factor.consume_totp_step(
        user_id, step, reencrypted.decode() if reencrypted else None
    )


def _consume_recovery_code(user_id: int, typed: str) -> bool:
    digests = [totp.recovery_code_digest(typed, user_id, salt) for salt in _salts()]
    return queries.accounts.two_factor.consume_recovery_code(user_id, digests)


def _salts() -> tuple[str, ...]:
    """Return the salts, newest first; older ones still verify."""
    found: tuple[str, ...] = current_app.config["API_KEY_SALTS"]
    return found
