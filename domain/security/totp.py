"""Two-factor authentication: TOTP codes of an authenticator app (RFC 6238), and recovery codes."""

from __future__ import annotations

import base64
import hmac
import secrets

import pyotp
from pyotp.exceptions import OTPVerificationError

# Clocks differ, so the steps before and after count as well.
VALID_WINDOW = 1
RECOVERY_CODES = 10
# Letters and digits that are not confused in handwriting.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
# Modules of empty margin, as ISO 18004 requires.
QUIET_ZONE = 4


def new_secret() -> str:
    """Return 160 random bits in base32, as RFC 4226 recommends."""
    return pyotp.random_base32()


def provisioning_uri(secret: str, account: str, issuer: str) -> str:
    """Return the otpauth: URI that sets up an app (Google's Key URI format)."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer.replace(":", " "))


def matching_step(code: str, secret: str) -> int | None:
    """Return the time step of the code, now or one step away, or None if the code is wrong."""
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode("".join(code.split()), valid_window=VALID_WINDOW)
    except OTPVerificationError:
        return None


def qr_code_data_url(text: str) -> str:
    """Return the text as a QR code: a `data:` URL of an SVG."""
    # Imported here, because it takes megabytes that no other call needs.
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
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{dark}"/></svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def new_recovery_codes() -> list[str]:
    """Return a set of codes of 79 bits each, such as `k7mp-2xwr-9dnh-c4vt`."""
    return [
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4)) for _ in range(RECOVERY_CODES)
    ]


def recovery_code_digest(recovery_code: str, user_id: int, salt: str) -> bytes:
    """Return what is stored of a recovery code, however it was typed. The salt is not in the database."""
    typed = "".join(char for char in recovery_code.lower() if char.isalnum())
    return hmac.digest(salt.encode(), f"recovery code:{user_id}:{typed}".encode(), "sha256")
