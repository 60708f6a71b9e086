"""Messages about users, sessions, passwords, two-factor authentication and API keys."""

from __future__ import annotations

from messages.sentence import Sentence

# Problem codes: the status and the sentence.
PROBLEMS: dict[str, tuple[int, Sentence]] = {
    "invalid_token": (
        401,
        Sentence("The token is invalid. Sign in again.", "Token tidak valid. Silakan masuk lagi."),
    ),
    "expired_token": (401, Sentence("The token has expired.", "Token sudah kedaluwarsa.")),
    "revoked_token": (
        401,
        Sentence("The session has ended. Sign in again.", "Sesi sudah berakhir. Silakan masuk lagi."),
    ),
    "reused_token": (
        401,
        Sentence(
            "The refresh token was already used, so its session was ended. Sign in again.",
            "Refresh token sudah pernah dipakai, jadi sesinya diakhiri. Silakan masuk lagi.",
        ),
    ),
    "api_key_malformed": (
        401,
        Sentence(
            "The API key is malformed: a character is missing, wrong or swapped.",
            "Format kunci API salah: ada karakter yang kurang, salah, atau tertukar.",
        ),
    ),
    "api_key_misplaced": (
        401,
        Sentence(
            "This is an API key, not a token. Send it as Authorization: ApiKey <key> or as X-API-Key: <key>.",
            "Ini kunci API, bukan token. Kirim sebagai Authorization: ApiKey <kunci> atau sebagai X-API-Key: <kunci>.",
        ),
    ),
    "token_misplaced": (
        401,
        Sentence(
            "This is a token, not an API key. Send it as Authorization: Bearer <token>.",
            "Ini token, bukan kunci API. Kirim sebagai Authorization: Bearer <token>.",
        ),
    ),
    "api_key_unknown": (401, Sentence("Unknown API key.", "Kunci API tidak dikenal.")),
    "ambiguous_credentials": (
        401,
        Sentence(
            "The request has two different credentials; send one.",
            "Permintaan ini berisi dua kredensial berbeda; kirim satu saja.",
        ),
    ),
    "wrong_credentials": (
        401,
        Sentence("Wrong account or password.", "Akun atau kata sandi salah."),
    ),
    "totp_code_required": (
        401,
        Sentence(
            "Send the code from your authenticator app as well.", "Kirim juga kode dari aplikasi autentikator Anda."
        ),
    ),
    "wrong_totp_code": (
        401,
        Sentence("The code is wrong or was already used.", "Kode ini salah atau sudah pernah dipakai."),
    ),
    "mfa_enrolment_required": (
        403,
        Sentence(
            "Your role requires two-step verification. Enable it in your account first.",
            "Peran Anda mewajibkan verifikasi dua langkah. Aktifkan dulu di akun Anda.",
        ),
    ),
    "reauthentication_required": (
        403,
        Sentence(
            "Your last sign-in is more than {minutes} {minutes:minute|minutes} ago. Send your password as "
            "current_password as well.",
            "Anda terakhir masuk lebih dari {minutes} menit yang lalu. Kirim juga kata sandi Anda sebagai "
            "current_password.",
        ),
    ),
    "api_key_not_allowed": (
        403,
        Sentence(
            "API keys are not allowed here. Sign in instead.", "Kunci API tidak diizinkan di sini. Silakan masuk."
        ),
    ),
    "insufficient_scope": (
        403,
        Sentence("The API key lacks the scope {scope}.", "Kunci API ini tidak memiliki scope {scope}."),
    ),
    "api_key_required": (403, Sentence("This call requires an API key.", "Panggilan ini memerlukan kunci API.")),
    "session_not_found": (404, Sentence("The session does not exist.", "Sesi tidak ada.")),
    "api_key_not_found": (404, Sentence("API key {id} does not exist.", "Kunci API {id} tidak ada.")),
    "role_request_not_found": (404, Sentence("Role request {id} does not exist.", "Permintaan peran {id} tidak ada.")),
    "last_admin": (
        409,
        Sentence("The last active admin cannot be removed.", "Admin aktif terakhir tidak dapat dihapus."),
    ),
    "email_already_verified": (
        409,
        Sentence("Your e-mail address is already verified.", "Alamat email Anda sudah diverifikasi."),
    ),
    "no_email": (
        409,
        Sentence("Your account has no e-mail address.", "Akun Anda tidak punya alamat email."),
    ),
    "two_factor_already_enabled": (
        409,
        Sentence("Two-step verification is already enabled.", "Verifikasi dua langkah sudah aktif."),
    ),
    "totp_setup_not_started": (
        409,
        Sentence("Start the setup of an authenticator app first.", "Mulai dulu penyiapan aplikasi autentikator."),
    ),
    "two_factor_not_enabled": (
        409,
        Sentence("Two-step verification is not enabled.", "Verifikasi dua langkah tidak aktif."),
    ),
    "own_two_factor": (
        409,
        Sentence(
            "Disable your own two-step verification with your password and a code.",
            "Nonaktifkan verifikasi dua langkah Anda sendiri dengan kata sandi dan kode.",
        ),
    ),
    "role_already_held": (
        409,
        Sentence("You already have the role {role}.", "Anda sudah memiliki peran {role}."),
    ),
    "role_request_pending": (
        409,
        Sentence(
            "Your request for the role {role} is still pending.",
            "Permintaan Anda untuk peran {role} masih menunggu keputusan.",
        ),
    ),
    "role_request_decided": (
        409,
        Sentence("The request is already {state}.", "Permintaan ini sudah {state}."),
    ),
    "api_key_not_active": (
        409,
        Sentence(
            "The API key is {state}; only an active key can be rotated.",
            "Kunci API ini {state}; hanya kunci aktif yang dapat diganti.",
        ),
    ),
    "too_many_api_keys": (
        409,
        Sentence(
            "You have {most} active API {most:key|keys}; revoke one first.",
            "Anda sudah memiliki {most} kunci API aktif; cabut satu dulu.",
        ),
    ),
    "link_expired": (
        410,
        Sentence(
            "The link has expired or was already used. Request a new one.",
            "Tautan ini sudah kedaluwarsa atau pernah dipakai. Minta tautan baru.",
        ),
    ),
}

# Errors of a field or cell, by pydantic's error type or by a code of ours.
FIELDS: dict[str, Sentence] = {
    "password_common": Sentence(
        "This password is one of the most common ones and easy to guess. Choose another one.",
        "Kata sandi ini termasuk yang paling umum dan mudah ditebak. Pilih yang lain.",
    ),
    "password_personal": Sentence(
        "This password is too similar to your name, your address or the name of this shop. Choose another one.",
        "Kata sandi ini terlalu mirip dengan nama Anda, alamat Anda, atau nama toko ini. Pilih yang lain.",
    ),
    "wrong_password": Sentence("The password is wrong.", "Kata sandi salah."),
    "wrong_code": Sentence("The code is wrong or was already used.", "Kode ini salah atau sudah pernah dipakai."),
}
