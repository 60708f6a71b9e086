"""What letters say, in both languages, with {words} to fill in."""

from __future__ import annotations

from typing import Any, NamedTuple


class Text(NamedTuple):
    """A letter's subject and body."""

    subject: str
    body: str

    def filled(self, words: dict[str, Any]) -> Text:
        return Text(self.subject.format_map(words), self.body.format_map(words))


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
}
