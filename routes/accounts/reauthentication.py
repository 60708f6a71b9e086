"""What a person proves beside the token they call with: their password once more, a code of their second factor."""

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
from domain.security.encryption import Seal, Sealed
from problems import Problem, invalid
from web.authentication.password_hasher import passwords
from web.openapi.field_types import Body

log = logging.getLogger("finenice")

RECENT_MINUTES = 10

CurrentPassword = Annotated[str, Field(max_length=1024, json_schema_extra={"format": "password"})]
RecentPassword = Annotated[
    str | None,
    Field(
        max_length=1024,
        json_schema_extra={"format": "password"},
        description="Asked for by a 403 `reauthentication_required` where the last sign-in, or the last call with it, "
        f"is more than {RECENT_MINUTES} minutes ago.",
    ),
]
Code = Annotated[str, Field(max_length=32, description="Six digits of the authenticator app; each counts once.")]
RecoveryCode = Annotated[str, Field(max_length=64, description="Instead of `code`, where the app is lost.")]


def _one_code(schema: dict[str, Any]) -> None:
    fields = ("code", "recovery_code")
    schema["oneOf"] = [{"required": [field], "properties": {field: {"type": "string"}}} for field in fields]


class Proof(Body):
    """The password where it is asked for."""

    current_password: RecentPassword = None


class BothFactors(Body):
    """The password and a code."""

    model_config = ConfigDict(json_schema_extra=_one_code)

    current_password: CurrentPassword
    code: Code | None = None
    recovery_code: RecoveryCode | None = None

    @model_validator(mode="after")
    def has_one_code(self) -> Self:
        if (self.code is None) == (self.recovery_code is None):
            raise PydanticCustomError("one_of", "no code or two", {"fields": "code / recovery_code"})
        return self


def password(user_id: int, typed: str) -> str:
    """The hash of the caller's password, which was typed once more; a wrong one is a 422, and soon a 429."""
    with passwords().place(known=True):
        queries.accounts.login_attempts.admit_proof("password", user_id)
        known = queries.accounts.users.password_hash(user_id)
        if not passwords().verify(known, typed):
            raise invalid("current_password", "wrong_password")
    queries.accounts.login_attempts.forgive_proof("password", user_id)
    queries.accounts.sessions.confirm(g.identity.session_id, user_id)
    return known


def recent(current_password: str | None) -> None:
    """Check the password or, where none is given, that it was typed in this session during the last 10 minutes."""
    user_id = g.identity.user_id
    if current_password is not None:
        password(user_id, current_password)
    elif not queries.accounts.sessions.is_recent(g.identity.session_id, user_id, RECENT_MINUTES * 60):
        raise Problem("reauthentication_required", minutes=RECENT_MINUTES)


def code(user_id: int, code: str | None, recovery_code: str | None) -> bool:
    """Whether the code is right, which it then was for the last time; after five wrong ones a 429."""
    queries.accounts.login_attempts.admit_proof("code", user_id)
    right = _takes_code(user_id, code) if code is not None else _takes_recovery_code(user_id, recovery_code or "")
    if right:
        queries.accounts.login_attempts.forgive_proof("code", user_id)
    return right


def both(user_id: int, form: BothFactors) -> None:
    """The password and a code, or a 422 that names the wrong one."""
    password(user_id, form.current_password)
    if not queries.accounts.two_factor.enabled(user_id):
        raise Problem("second_factor_missing")
    if not code(user_id, form.code, form.recovery_code):
        raise invalid("code" if form.code is not None else "recovery_code", "wrong_code")


def first_step(user_id: int, sealed_secret: str, typed: str) -> int:
    """The time step of the first code of an app that is being set up, or a 422."""
    queries.accounts.login_attempts.admit_proof("code", user_id)
    step = totp.step_of(typed, seal().open(sealed_secret.encode()))
    if step is None:
        raise invalid("code", "wrong_code")
    queries.accounts.login_attempts.forgive_proof("code", user_id)
    return step


def new_recovery_codes(user_id: int) -> tuple[list[str], list[bytes]]:
    """A set of recovery codes, to be shown once, and what is kept of them."""
    codes = totp.new_recovery_codes()
    return codes, [totp.digest(each, user_id, _salts()[0]) for each in codes]


def seal() -> Seal:
    """The app's seal."""
    found: Seal = current_app.extensions["seal"]
    return found


def _takes_code(user_id: int, typed: str) -> bool:
    sealed_secret = queries.accounts.two_factor.enabled(user_id)
    if sealed_secret is None:
        return False
    try:
        step = totp.step_of(typed, seal().open(sealed_secret.encode()))
        renewed = seal().renewed(sealed_secret.encode())
    except Sealed:
        log.error("a second factor is sealed by a key that ENCRYPTION_KEYS lacks", extra={"user_id": user_id})
        return False
    return step is not None and queries.accounts.two_factor.use_step(
        user_id, step, renewed.decode() if renewed else None
    )


def _takes_recovery_code(user_id: int, typed: str) -> bool:
    digests = [totp.digest(typed, user_id, salt) for salt in _salts()]
    return queries.accounts.two_factor.use_recovery_code(user_id, digests)


def _salts() -> tuple[str, ...]:
    """The newest first; what was kept under an older one is still known by it."""
    found: tuple[str, ...] = current_app.config["API_KEY_SALTS"]
    return found
