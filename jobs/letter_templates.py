"""What letters say, in both languages, with {words} to fill in as in `errors.Sentence`; {shop} is the shop's address.

`letter_writing` tells how paragraphs become text and HTML.
"""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """A letter's subject and body."""

    subject: str
    body: str


# Below every letter.
CLOSING = {
    "en": "{shop_name} sent this letter automatically; nobody reads an answer to it.",
    "id": "Surat ini dikirim otomatis oleh {shop_name}; balasannya tidak dibaca.",
}

TEMPLATES: dict[str, dict[str, Text]] = {
    "email_change": {
        "en": Text(
            "Confirm your e-mail address",
            """\
Hello,

you want to use this e-mail address for your account. Open this link to confirm it:

{link}

The link works once, within {hours} {hours:hour|hours}.
If you did not ask for this, do nothing: nothing will change.
""",
        ),
        "id": Text(
            "Konfirmasi alamat email Anda",
            """\
Halo,

Anda ingin memakai alamat email ini untuk akun Anda. Buka tautan ini untuk mengonfirmasinya:

{link}

Tautan ini berlaku satu kali, selama {hours} jam. Jika Anda tidak memintanya, abaikan saja: tidak ada yang berubah.
""",
        ),
    },
    "email_changed": {
        "en": Text(
            "Your e-mail address was changed",
            """\
Hello,

your account has a new e-mail address from now on, and this one is no longer used for it.

If this was not you, tell the shop at once.
""",
        ),
        "id": Text(
            "Alamat email Anda telah diganti",
            """\
Halo,

mulai sekarang akun Anda memakai alamat email baru, dan alamat ini tidak dipakai lagi.

Jika bukan Anda yang menggantinya, segera hubungi toko.
""",
        ),
    },
    "verify": {
        "en": Text(
            "Verify your e-mail address",
            """\
Hello,

welcome! Open this link to show that this e-mail address is yours:

{link}

The link works once, within {hours} {hours:hour|hours}.
If you have no account with us, do nothing: somebody mistyped their address.
""",
        ),
        "id": Text(
            "Verifikasi alamat email Anda",
            """\
Halo,

selamat datang! Buka tautan ini untuk menunjukkan bahwa alamat email ini milik Anda:

{link}

Tautan ini berlaku satu kali, selama {hours} jam. Jika Anda tidak punya akun di sini, abaikan saja: ada yang salah
mengetik alamatnya.
""",
        ),
    },
    "password_reset": {
        "en": Text(
            "Set a new password",
            """\
Hello,

somebody, you we hope, has forgotten the password of your account. Open this link to set a new one:

{link}

The link works once, within {minutes} {minutes:minute|minutes}.
If you did not ask for this, do nothing: your password stays as it is.
""",
        ),
        "id": Text(
            "Buat kata sandi baru",
            """\
Halo,

seseorang, semoga Anda sendiri, lupa kata sandi akun Anda. Buka tautan ini untuk membuat yang baru:

{link}

Tautan ini berlaku satu kali, selama {minutes} menit. Jika Anda tidak memintanya, abaikan saja: kata sandi Anda tetap
seperti semula.
""",
        ),
    },
    "password_changed": {
        "en": Text(
            "Your password was changed",
            """\
Hello,

your account has a new password, and everybody who was signed in to it is signed out.

If this was not you, set another password at once: {shop}/forgot-password
""",
        ),
        "id": Text(
            "Kata sandi Anda telah diganti",
            """\
Halo,

akun Anda memakai kata sandi baru, dan semua yang sedang masuk ke akun ini telah dikeluarkan.

Jika bukan Anda yang menggantinya, segera buat kata sandi lain: {shop}/forgot-password
""",
        ),
    },
    "second_factor_on": {
        "en": Text(
            "Your second factor is on",
            """\
Hello,

from now on a sign-in to your account asks for a code of your authenticator app. Keep the recovery codes where you find
them without your phone.

If this was not you, set a new password at once and tell the shop: {shop}/forgot-password
""",
        ),
        "id": Text(
            "Faktor kedua Anda aktif",
            """\
Halo,

mulai sekarang masuk ke akun Anda memerlukan kode dari aplikasi autentikator. Simpan kode pemulihan di tempat yang bisa
Anda temukan tanpa ponsel.

Jika bukan Anda yang mengaktifkannya, segera buat kata sandi baru dan hubungi toko: {shop}/forgot-password
""",
        ),
    },
    "second_factor_off": {
        "en": Text(
            "Your second factor is off",
            """\
Hello,

a sign-in to your account asks for the password alone from now on.

If neither you nor the shop on your behalf has turned it off, set a new password at once: {shop}/forgot-password
""",
        ),
        "id": Text(
            "Faktor kedua Anda tidak aktif",
            """\
Halo,

mulai sekarang masuk ke akun Anda hanya memerlukan kata sandi.

Jika bukan Anda atau toko atas permintaan Anda yang mematikannya, segera buat kata sandi baru: {shop}/forgot-password
""",
        ),
    },
    "role_granted": {
        "en": Text(
            "You have a new role: {role}",
            """\
Hello {name},

your request was granted: you have the role {role} from now on.

{note}
""",
        ),
        "id": Text(
            "Anda mendapat peran baru: {role}",
            """\
Halo {name},

permintaan Anda dikabulkan: mulai sekarang Anda memegang peran {role}.

{note}
""",
        ),
    },
    "role_denied": {
        "en": Text(
            "Your request for the role {role}",
            """\
Hello {name},

your request for the role {role} was denied.

{note}
""",
        ),
        "id": Text(
            "Permintaan Anda untuk peran {role}",
            """\
Halo {name},

permintaan Anda untuk peran {role} ditolak.

{note}
""",
        ),
    },
    "certificate_issued": {
        "en": Text(
            "Your certificate",
            """\
Hello {name},

you have completed the course "{course}". Congratulations!

Your certificate is here, for everybody whom you show this address:

{shop}/certificates/{code}

You find it as PDF and as a digital badge (Open Badges) in your account.
""",
        ),
        "id": Text(
            "Sertifikat Anda",
            """\
Halo {name},

Anda telah menyelesaikan kursus "{course}". Selamat!

Sertifikat Anda dapat dilihat oleh siapa pun yang Anda beri alamat ini:

{shop}/certificates/{code}

Sertifikat dalam bentuk PDF dan lencana digital (Open Badges) tersedia di akun Anda.
""",
        ),
    },
    "certificate_revoked": {
        "en": Text(
            "Your certificate was revoked",
            """\
Hello {name},

your certificate {code} of the course "{course}" was revoked. The reason:

{reason}
""",
        ),
        "id": Text(
            "Sertifikat Anda dicabut",
            """\
Halo {name},

sertifikat Anda {code} untuk kursus "{course}" telah dicabut. Alasannya:

{reason}
""",
        ),
    },
    "receipt": {
        "en": Text(
            "Your receipt {number}",
            """\
Hello {name},

thank you for your purchase. This is receipt {number} of {day}, {time} WIB:

{lines}

{sums}
""",
        ),
        "id": Text(
            "Struk Anda {number}",
            """\
Halo {name},

terima kasih atas pembelian Anda. Ini struk {number} tanggal {day}, pukul {time} WIB:

{lines}

{sums}
""",
        ),
    },
    "key_created": {
        "en": Text(
            "Your new API key {prefix}",
            """\
Hello {name},

a new API key was made for your account:

{key} ({prefix}…), good until {expires}

It was shown once, and nobody can look it up again. How keys are used, rotated and revoked:

{shop}/docs

If this was not you, revoke the key and change your password.
""",
        ),
        "id": Text(
            "Kunci API baru Anda {prefix}",
            """\
Halo {name},

kunci API baru telah dibuat untuk akun Anda:

{key} ({prefix}…), berlaku sampai {expires}

Kunci itu ditampilkan satu kali dan tidak bisa dilihat lagi. Cara memakai, mengganti, dan mencabut kunci:

{shop}/docs

Jika bukan Anda yang membuatnya, cabut kunci itu dan ganti kata sandi Anda.
""",
        ),
    },
    "key_rotated": {
        "en": Text(
            "Your API key {old_prefix} was rotated",
            """\
Hello {name},

the API key {key} ({old_prefix}…) has a successor: {prefix}…, good until {expires}.

If this was not you, revoke both keys and change your password:

{shop}/docs
""",
        ),
        "id": Text(
            "Kunci API Anda {old_prefix} telah diganti",
            """\
Halo {name},

kunci API {key} ({old_prefix}…) punya pengganti: {prefix}…, berlaku sampai {expires}.

Jika bukan Anda yang menggantinya, cabut kedua kunci itu dan ganti kata sandi Anda:

{shop}/docs
""",
        ),
    },
    "key_expiring": {
        "en": Text(
            "Your API key {prefix} expires on {expires}",
            """\
Hello {name},

the API key {key} ({prefix}…) expires on {expires}. Rotate it before: for a while both keys are good, so that no
program of yours has to stand still.

{shop}/docs
""",
        ),
        "id": Text(
            "Kunci API {prefix} akan kedaluwarsa pada {expires}",
            """\
Halo {name},

kunci API {key} ({prefix}…) akan kedaluwarsa pada {expires}. Ganti sebelum itu: untuk sementara kedua kunci berlaku,
jadi tidak ada program Anda yang harus berhenti.

{shop}/docs
""",
        ),
    },
    "key_revoked": {
        "en": Text(
            "Your API key {prefix} was revoked",
            """\
Hello {name},

the API key {key} ({prefix}…) was revoked by you or by an admin. Programs that use it are refused from now on.

{shop}/docs
""",
        ),
        "id": Text(
            "Kunci API Anda {prefix} telah dicabut",
            """\
Halo {name},

kunci API {key} ({prefix}…) telah dicabut oleh Anda atau seorang admin. Program yang memakainya ditolak mulai sekarang.

{shop}/docs
""",
        ),
    },
    "key_leaked": {
        "en": Text(
            "Your API key {prefix} was found and revoked",
            """\
Hello {name},

somebody has found your API key {key} ({prefix}…) where it does not belong, and has reported it. It was revoked at once.
Programs that use it are refused from now on; make a new key for them, and look at what was done with the old one.

Who found it wrote: {where}

{shop}/docs
""",
        ),
        "id": Text(
            "Kunci API Anda {prefix} ditemukan orang dan telah dicabut",
            """\
Halo {name},

seseorang menemukan kunci API Anda {key} ({prefix}…) di tempat yang tidak semestinya dan melaporkannya. Kunci itu
langsung dicabut. Program yang memakainya ditolak mulai sekarang; buat kunci baru, dan periksa apa yang dilakukan dengan
yang lama.

Penemunya menulis: {where}

{shop}/docs
""",
        ),
    },
    "key_withdrawn": {
        "en": Text(
            "Your API keys were revoked",
            """\
Hello {name},

your account is no longer active or no longer a developer's, and its API keys were revoked:

{prefixes}

Programs that use them are refused from now on.
""",
        ),
        "id": Text(
            "Kunci API Anda telah dicabut",
            """\
Halo {name},

akun Anda tidak aktif lagi atau bukan lagi akun developer, dan kunci API-nya dicabut:

{prefixes}

Program yang memakainya ditolak mulai sekarang.
""",
        ),
    },
}
