"""What letters say, in both languages, with {words} to fill in; {shop} is the address of the shop."""

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
    "verify": {
        "en": Text(
            "Verify your e-mail address",
            """\
Hello {name},

welcome! Open this link to show that this e-mail address is yours:

{link}

The link works once, within {hours} hours. If you have no account with us, do nothing: somebody mistyped their address.
""",
        ),
        "id": Text(
            "Verifikasi alamat email Anda",
            """\
Halo {name},

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
Hello {name},

somebody, you we hope, has forgotten the password of your account. Open this link to set a new one:

{link}

The link works once, within {minutes} minutes. If you did not ask for this, do nothing: your password stays as it is.
""",
        ),
        "id": Text(
            "Buat kata sandi baru",
            """\
Halo {name},

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
Hello {name},

your account has a new password, and everybody who was signed in to it is signed out.

If this was not you, set another password at once: {shop}/forgot-password
""",
        ),
        "id": Text(
            "Kata sandi Anda telah diganti",
            """\
Halo {name},

akun Anda memakai kata sandi baru, dan semua yang sedang masuk ke akun ini telah dikeluarkan.

Jika bukan Anda yang menggantinya, segera buat kata sandi lain: {shop}/forgot-password
""",
        ),
    },
    "second_factor_on": {
        "en": Text(
            "Your second factor is on",
            """\
Hello {name},

from now on a sign-in to your account asks for a code of your authenticator app. Keep the recovery codes where you find
them without your phone.

If this was not you, set a new password at once and tell the shop: {shop}/forgot-password
""",
        ),
        "id": Text(
            "Faktor kedua Anda aktif",
            """\
Halo {name},

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
Hello {name},

a sign-in to your account asks for the password alone from now on.

If neither you nor the shop on your behalf has turned it off, set a new password at once: {shop}/forgot-password
""",
        ),
        "id": Text(
            "Faktor kedua Anda tidak aktif",
            """\
Halo {name},

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
}
