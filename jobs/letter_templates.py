"""What letters say, in both languages, with {words} to fill in; {shop} is the address of the shop.

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
Hello {name},

you want to use this e-mail address for your account. Open this link to confirm it:

{link}

The link works once, within {hours} hours. If you did not ask for this, do nothing: nothing will change.
""",
        ),
        "id": Text(
            "Konfirmasi alamat email Anda",
            """\
Halo {name},

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
Hello {name},

your account has a new e-mail address from now on, and this one is no longer used for it.

If this was not you, tell the shop at once.
""",
        ),
        "id": Text(
            "Alamat email Anda telah diganti",
            """\
Halo {name},

mulai sekarang akun Anda memakai alamat email baru, dan alamat ini tidak dipakai lagi.

Jika bukan Anda yang menggantinya, segera hubungi toko.
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
            "Your certificate: {course}",
            """\
Hello {name},

you have completed the course "{course}". Congratulations!

Your certificate is here, for everybody whom you show this address:

{shop}/certificates/{code}

You find it as PDF and as a digital badge (Open Badges) in your account.
""",
        ),
        "id": Text(
            "Sertifikat Anda: {course}",
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
            "Your certificate was revoked: {course}",
            """\
Hello {name},

your certificate {code} of the course "{course}" was revoked. The reason:

{reason}
""",
        ),
        "id": Text(
            "Sertifikat Anda dicabut: {course}",
            """\
Halo {name},

sertifikat Anda {code} untuk kursus "{course}" telah dicabut. Alasannya:

{reason}
""",
        ),
    },
    "welcome": {
        "en": Text(
            "Welcome",
            """\
Hello,

an account was made with this e-mail address. You can sign in from now on:

{shop}/login

If this was not you, tell the shop.
""",
        ),
        "id": Text(
            "Selamat datang",
            """\
Halo,

sebuah akun telah dibuat dengan alamat email ini. Mulai sekarang Anda dapat masuk:

{shop}/login

Jika bukan Anda yang membuatnya, hubungi toko.
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
}
