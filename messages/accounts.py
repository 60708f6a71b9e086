"""Messages about users, sessions, passwords, two-factor authentication and API keys."""

from __future__ import annotations

from messages.sentence import Sentence

# Problem codes: the status and the sentence.
PROBLEMS: dict[str, tuple[int, Sentence]] = {
    "invalid_token": (
        401,
        Sentence("This token is not valid. Sign in again.", "Token ini tidak sah. Silakan masuk lagi."),
    ),
    "expired_token": (401, Sentence("This token has expired.", "Token ini sudah kedaluwarsa.")),
    "revoked_token": (
        401,
        Sentence("This session has ended. Sign in again.", "Sesi ini sudah berakhir. Silakan masuk lagi."),
    ),
    "reused_token": (
        401,
        Sentence(
            "This refresh token was used before, so its session was ended. Sign in again.",
            "Token penyegar ini sudah pernah dipakai, jadi sesinya diakhiri. Silakan masuk lagi.",
        ),
    ),
    "key_malformed": (
        401,
        Sentence(
            "This is no API key: a character is missing, wrong or misplaced.",
            "Ini bukan kunci API: ada karakter yang kurang, salah, atau tertukar.",
        ),
    ),
    "key_misplaced": (
        401,
        Sentence(
            "This is an API key and no token. Send it as Authorization: ApiKey <key> or as X-API-Key: <key>.",
            "Ini kunci API, bukan token. Kirim sebagai Authorization: ApiKey <kunci> atau sebagai X-API-Key: <kunci>.",
        ),
    ),
    "token_misplaced": (
        401,
        Sentence(
            "This is a token and no API key. Send it as Authorization: Bearer <token>.",
            "Ini token, bukan kunci API. Kirim sebagai Authorization: Bearer <token>.",
        ),
    ),
    "key_unknown": (401, Sentence("This API key is not known here.", "Kunci API ini tidak dikenal di sini.")),
    "ambiguous_credentials": (
        401,
        Sentence(
            "The request carries two different credentials; send one.",
            "Permintaan ini membawa dua kredensial berbeda; kirim satu saja.",
        ),
    ),
    "wrong_credentials": (
        401,
        Sentence("The account or the password is wrong.", "Akun atau kata sandi salah."),
    ),
    "totp_code_required": (
        401,
        Sentence("Send the code of your authenticator app, too.", "Kirim juga kode dari aplikasi autentikator Anda."),
    ),
    "wrong_totp_code": (
        401,
        Sentence("This code is wrong or was used before.", "Kode ini salah atau sudah pernah dipakai."),
    ),
    "mfa_enrolment_required": (
        403,
        Sentence(
            "Your role needs a second factor. Turn it on in your account first.",
            "Peran Anda memerlukan faktor kedua. Aktifkan dulu di akun Anda.",
        ),
    ),
    "reauthentication_required": (
        403,
        Sentence(
            "Your last sign-in is more than {minutes} {minutes:minute|minutes} ago. Send your password as "
            "current_password, too.",
            "Anda terakhir masuk lebih dari {minutes} menit yang lalu. Kirim juga kata sandi Anda sebagai "
            "current_password.",
        ),
    ),
    "api_key_not_allowed": (
        403,
        Sentence("This is for people who sign in, not for API keys.", "Ini untuk orang yang masuk, bukan kunci API."),
    ),
    "insufficient_scope": (
        403,
        Sentence("This API key lacks the scope {scope}.", "Kunci API ini tidak punya lingkup {scope}."),
    ),
    "api_key_required": (403, Sentence("Call this with an API key.", "Panggil ini dengan kunci API.")),
    "session_not_found": (404, Sentence("This session does not exist.", "Sesi ini tidak ada.")),
    "api_key_not_found": (404, Sentence("API key {id} does not exist.", "Kunci API {id} tidak ada.")),
    "role_request_not_found": (404, Sentence("Role request {id} does not exist.", "Permintaan peran {id} tidak ada.")),
    "last_admin": (
        409,
        Sentence("The last active admin must stay.", "Admin aktif terakhir harus tetap ada."),
    ),
    "email_already_verified": (
        409,
        Sentence("Your e-mail address is verified already.", "Alamat email Anda sudah diverifikasi."),
    ),
    "no_email": (
        409,
        Sentence("Your account has no e-mail address.", "Akun Anda tidak punya alamat email."),
    ),
    "two_factor_already_enabled": (
        409,
        Sentence("The second factor is on already.", "Faktor kedua sudah aktif."),
    ),
    "totp_setup_not_started": (
        409,
        Sentence("Begin to set up an authenticator app first.", "Mulai dulu penyiapan aplikasi autentikator."),
    ),
    "two_factor_not_enabled": (
        409,
        Sentence("There is no second factor.", "Tidak ada faktor kedua."),
    ),
    "own_two_factor": (
        409,
        Sentence(
            "Turn your own second factor off with your password and a code.",
            "Matikan faktor kedua Anda sendiri dengan kata sandi dan kode.",
        ),
    ),
    "role_already_held": (
        409,
        Sentence("You hold the role {role} already.", "Anda sudah memegang peran {role}."),
    ),
    "role_request_pending": (
        409,
        Sentence(
            "Your request for the role {role} is still waiting for an answer.",
            "Permintaan Anda untuk peran {role} masih menunggu jawaban.",
        ),
    ),
    "role_request_decided": (
        409,
        Sentence("This request is {state} already.", "Permintaan ini sudah {state}."),
    ),
    "api_key_not_active": (
        409,
        Sentence(
            "This API key is {state}; only an active one can be rotated.",
            "Kunci API ini {state}; hanya kunci aktif yang dapat diganti.",
        ),
    ),
    "too_many_api_keys": (
        409,
        Sentence(
            "You have {most} living API {most:key|keys}; revoke one first.",
            "Anda sudah punya {most} kunci API yang hidup; cabut satu dulu.",
        ),
    ),
    "link_expired": (
        410,
        Sentence(
            "This link has expired or was used before. Ask for a new one.",
            "Tautan ini sudah kedaluwarsa atau pernah dipakai. Minta tautan baru.",
        ),
    ),
}

# What is wrong with one field or cell, by pydantic's error type or by a code of ours.
FIELDS: dict[str, Sentence] = {
    "password_common": Sentence(
        "This password is one of the most common ones, which are guessed first. Choose another one.",
        "Kata sandi ini termasuk yang paling umum dan ditebak lebih dulu. Pilih yang lain.",
    ),
    "password_personal": Sentence(
        "This is little more than your name, your address or the name of this shop. Choose another one.",
        "Ini hampir sama dengan nama Anda, alamat Anda, atau nama toko ini. Pilih yang lain.",
    ),
    "wrong_password": Sentence("This is not your password.", "Ini bukan kata sandi Anda."),
    "wrong_code": Sentence("This code is wrong or was used before.", "Kode ini salah atau sudah pernah dipakai."),
}
