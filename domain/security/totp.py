"""The second factor of a sign-in: codes of an authenticator app (TOTP, RFC 6238), and those for the day it is lost."""

from __future__ import annotations

import base64
import hmac
import secrets

import pyotp
from pyotp.exceptions import OTPVerificationError

# Clocks of phones and servers differ: the step before and the step after count, too.
WINDOW = 1
RECOVERY_CODES = 10
# Letters and digits that are not mistaken for others when they are written down.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
QUIET_ZONE = 4


def new_secret() -> str:
    """160 random bits in base32, as RFC 4226 recommends."""
    return pyotp.random_base32()


def address(secret: str, account: str, issuer: str) -> str:
    """The otpauth: address by which an app learns the secret and whose it is (Google's Key URI format)."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer.replace(":", " "))


def step_of(code: str, secret: str) -> int | None:
    """The time step that the code belongs to, now or one step away; None where it is no right code."""
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode("".join(code.split()), valid_window=WINDOW)
    except OTPVerificationError:
        return None


def picture(text: str) -> str:
    """The text as a QR code: a `data:` address of an SVG."""
    # Loaded where a code is drawn: it brings megabytes that no other call needs.
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count, side = code.getModuleCount(), code.getModuleCount() + 2 * QUIET_ZONE
    dark = "".join(
        f"M{column + QUIET_ZONE} {row + QUIET_ZONE}h1v1h-1z"
        for row in range(count)
        for column in range(count)
        if code.isDark(row, column)
    )
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{dark}"/></svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()


def new_recovery_codes() -> list[str]:
    """A set of codes of 79 bits each, such as `k7mp-2xwr-9dnh-c4vt`."""
    return [
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4)) for _ in range(RECOVERY_CODES)
    ]


def digest(recovery_code: str, user_id: int, salt: str) -> bytes:
    """What is kept of a recovery code, however it was typed: it can't be guessed by who has the database alone."""
    typed = "".join(mark for mark in recovery_code.lower() if mark.isalnum())
    return hmac.digest(salt.encode(), f"recovery code:{user_id}:{typed}".encode(), "sha256")
