"""What letters say, in both languages, with {words} to fill in as in `errors.Sentence`; {shop} is the shop's address.

`letter_writing` tells how paragraphs become text and HTML. A line break inside a paragraph is a space.
"""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """A letter's subject and body."""

    subject: str
    body: str


# Below every letter.
CLOSING = {
    "en": "{shop_name} has sent this e-mail automatically; replies are not read.",
    "id": "Email ini dikirim otomatis oleh {shop_name}; balasannya tidak dibaca.",
}

TEMPLATES: dict[str, dict[str, Text]] = {
    "email_change": {
        "en": Text(
            "Confirm your e-mail address",
            """\
Hello,

You want to use this e-mail address for your account. Open this link to confirm it:

[Confirm address]({link})

The link works once, within {hours} {hours:hour|hours}. If you did not ask for this, do nothing: nothing will change.
""",
        ),
        "id": Text(
            "Konfirmasi alamat email Anda",
            """\
Halo,

Anda ingin memakai alamat email ini untuk akun Anda. Buka tautan ini untuk mengonfirmasinya:

[Konfirmasi alamat]({link})

Tautan ini berlaku satu kali, selama {hours} jam. Jika Anda tidak memintanya, abaikan saja: tidak ada yang berubah.
""",
        ),
    },
    "email_changed": {
        "en": Text(
            "Your e-mail address was changed",
            """\
Hello,

Your account has a new e-mail address from now on, and this one is no longer used for it.

If this was not you, tell the shop at once.
""",
        ),
        "id": Text(
            "Alamat email Anda telah diganti",
            """\
Halo,

Mulai sekarang akun Anda memakai alamat email baru, dan alamat ini tidak dipakai lagi.

Jika bukan Anda yang menggantinya, segera hubungi toko.
""",
        ),
    },
    "verify": {
        "en": Text(
            "Verify your e-mail address",
            """\
Hello,

Welcome! Open this link to show that this e-mail address is yours:

[Verify address]({link})

The link works once, within {hours} {hours:hour|hours}. If you have no account with us, do nothing: somebody mistyped
their address.
""",
        ),
        "id": Text(
            "Verifikasi alamat email Anda",
            """\
Halo,

Selamat datang! Buka tautan ini untuk menunjukkan bahwa alamat email ini milik Anda:

[Verifikasi alamat]({link})

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

Somebody, you we hope, has forgotten the password of your account. Open this link to set a new one:

[Set new password]({link})

The link works once, within {minutes} {minutes:minute|minutes}. If you did not ask for this, do nothing: your password
stays as it is.
""",
        ),
        "id": Text(
            "Buat kata sandi baru",
            """\
Halo,

Seseorang, semoga Anda sendiri, lupa kata sandi akun Anda. Buka tautan ini untuk membuat yang baru:

[Buat kata sandi]({link})

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

Your account has a new password, and everybody who was signed in to it is signed out.

If this was not you, set another password at once:

[Set another password]({shop}/forgot-password)
""",
        ),
        "id": Text(
            "Kata sandi Anda telah diganti",
            """\
Halo,

Akun Anda memakai kata sandi baru, dan semua yang sedang masuk ke akun ini telah dikeluarkan.

Jika bukan Anda yang menggantinya, segera buat kata sandi lain:

[Buat kata sandi lain]({shop}/forgot-password)
""",
        ),
    },
    "second_factor_on": {
        "en": Text(
            "Your second factor is on",
            """\
Hello,

From now on a sign-in to your account asks for a code of your authenticator app. Keep the recovery codes where you find
them without your phone.

If this was not you, tell the shop and set a new password at once:

[Set new password]({shop}/forgot-password)
""",
        ),
        "id": Text(
            "Faktor kedua Anda aktif",
            """\
Halo,

Mulai sekarang masuk ke akun Anda memerlukan kode dari aplikasi autentikator. Simpan kode pemulihan di tempat yang bisa
Anda temukan tanpa ponsel.

Jika bukan Anda yang mengaktifkannya, hubungi toko dan segera buat kata sandi baru:

[Buat kata sandi baru]({shop}/forgot-password)
""",
        ),
    },
    "second_factor_off": {
        "en": Text(
            "Your second factor is off",
            """\
Hello,

A sign-in to your account asks for the password alone from now on.

If neither you nor the shop on your behalf has turned it off, set a new password at once:

[Set new password]({shop}/forgot-password)
""",
        ),
        "id": Text(
            "Faktor kedua Anda tidak aktif",
            """\
Halo,

Mulai sekarang masuk ke akun Anda hanya memerlukan kata sandi.

Jika bukan Anda atau toko atas permintaan Anda yang mematikannya, segera buat kata sandi baru:

[Buat kata sandi baru]({shop}/forgot-password)
""",
        ),
    },
    "role_granted": {
        "en": Text(
            "You have a new role: {role}",
            """\
Hello {name},

Your request was granted: you have the role {role} from now on.

{note}
""",
        ),
        "id": Text(
            "Anda mendapat peran baru: {role}",
            """\
Halo {name},

Permintaan Anda dikabulkan: mulai sekarang Anda memegang peran {role}.

{note}
""",
        ),
    },
    "role_denied": {
        "en": Text(
            "Your request for the role {role}",
            """\
Hello {name},

Your request for the role {role} was denied.

{note}
""",
        ),
        "id": Text(
            "Permintaan Anda untuk peran {role}",
            """\
Halo {name},

Permintaan Anda untuk peran {role} ditolak.

{note}
""",
        ),
    },
    "certificate_issued": {
        "en": Text(
            "Your certificate",
            """\
Hello {name},

You have completed the course “{course}”. Congratulations!

Whoever you give this link sees your certificate:

[View certificate]({shop}/certificates/{code})

In your account you can download it as PDF and as a digital badge (Open Badges).
""",
        ),
        "id": Text(
            "Sertifikat Anda",
            """\
Halo {name},

Anda telah menyelesaikan kursus “{course}”. Selamat!

Siapa pun yang Anda beri tautan ini dapat melihat sertifikat Anda:

[Lihat sertifikat]({shop}/certificates/{code})

Di akun Anda, sertifikat itu dapat diunduh sebagai PDF dan sebagai lencana digital (Open Badges).
""",
        ),
    },
    "certificate_reissued": {
        "en": Text(
            "Your certificate was corrected",
            """\
Hello {name},

Your certificate of the course “{course}” was issued again, in the name of {learner_name}. The reason:

{reason}

The old code {old_code} is no longer valid.

[See the new certificate]({shop}/certificates/{code})
""",
        ),
        "id": Text(
            "Sertifikat Anda telah diperbaiki",
            """\
Halo {name},

Sertifikat Anda untuk kursus “{course}” telah diterbitkan ulang, atas nama {learner_name}. Alasannya:

{reason}

Kode lama {old_code} tidak berlaku lagi.

[Lihat sertifikat baru]({shop}/certificates/{code})
""",
        ),
    },
    "certificate_revoked": {
        "en": Text(
            "Your certificate was revoked",
            """\
Hello {name},

Your certificate {code} of the course “{course}” was revoked. The reason:

{reason}
""",
        ),
        "id": Text(
            "Sertifikat Anda dicabut",
            """\
Halo {name},

Sertifikat Anda {code} untuk kursus “{course}” telah dicabut. Alasannya:

{reason}
""",
        ),
    },
    "receipt": {
        "en": Text(
            "Your receipt {number}",
            """\
Hello {name},

Thank you for your purchase. This is receipt {number} of {day}, {time} WIB:

{lines}

{sums}
""",
        ),
        "id": Text(
            "Struk Anda {number}",
            """\
Halo {name},

Terima kasih atas pembelian Anda. Ini struk {number} tanggal {day}, pukul {time} WIB:

{lines}

{sums}
""",
        ),
    },
    "course_bought": {
        "en": Text(
            "Your course: start here",
            """\
Hello {name},

The course “{course}” is yours, and you are in it already.

[Start here]({shop}/courses/{number})

{others}
""",
        ),
        "id": Text(
            "Kursus Anda: mulai di sini",
            """\
Halo {name},

Kursus “{course}” sudah menjadi milik Anda, dan Anda sudah terdaftar di dalamnya.

[Mulai di sini]({shop}/courses/{number})

{others}
""",
        ),
    },
    "learner_removed": {
        "en": Text(
            "You are no longer in a course",
            """\
Hello {name},

Whoever gives the course “{course}” has taken you out of it. The reason:

{reason}

What you have learned is kept.
""",
        ),
        "id": Text(
            "Anda tidak lagi terdaftar di sebuah kursus",
            """\
Halo {name},

Penyelenggara kursus “{course}” mengeluarkan Anda dari kursus itu. Alasannya:

{reason}

Apa yang sudah Anda pelajari tetap tersimpan.
""",
        ),
    },
    "learner_readmitted": {
        "en": Text(
            "You are in a course again",
            """\
Hello {name},

You are in the course “{course}” again, with all that you had learned.

[Go on]({shop}/courses/{number})
""",
        ),
        "id": Text(
            "Anda kembali terdaftar di sebuah kursus",
            """\
Halo {name},

Anda kembali terdaftar di kursus “{course}”, lengkap dengan semua yang sudah Anda pelajari.

[Lanjutkan]({shop}/courses/{number})
""",
        ),
    },
    "key_created": {
        "en": Text(
            "Your new API key {prefix}",
            """\
Hello {name},

A new API key was made for your account:

{key} ({prefix}…), good until {expires}

It was shown once, and nobody can look it up again. If this was not you, revoke the key and change your password. How
keys are used, rotated and revoked:

[Read about API keys]({shop}/docs)
""",
        ),
        "id": Text(
            "Kunci API baru Anda {prefix}",
            """\
Halo {name},

Kunci API baru telah dibuat untuk akun Anda:

{key} ({prefix}…), berlaku sampai {expires}

Kunci itu ditampilkan satu kali dan tidak bisa dilihat lagi. Jika bukan Anda yang membuatnya, cabut kunci itu dan ganti
kata sandi Anda. Cara memakai, mengganti, dan mencabut kunci:

[Baca tentang kunci API]({shop}/docs)
""",
        ),
    },
    "key_rotated": {
        "en": Text(
            "Your API key {old_prefix} was rotated",
            """\
Hello {name},

The API key {key} ({old_prefix}…) has a successor: {prefix}…, good until {expires}.

If this was not you, revoke both keys and change your password. How keys are revoked:

[Read about API keys]({shop}/docs)
""",
        ),
        "id": Text(
            "Kunci API Anda {old_prefix} telah diganti",
            """\
Halo {name},

Kunci API {key} ({old_prefix}…) punya pengganti: {prefix}…, berlaku sampai {expires}.

Jika bukan Anda yang menggantinya, cabut kedua kunci itu dan ganti kata sandi Anda. Cara mencabut kunci:

[Baca tentang kunci API]({shop}/docs)
""",
        ),
    },
    "key_expiring": {
        "en": Text(
            "Your API key {prefix} expires on {expires}",
            """\
Hello {name},

The API key {key} ({prefix}…) expires on {expires}. Rotate it before: for a while both keys are good, so that no
program of yours has to stand still.

[Read about API keys]({shop}/docs)
""",
        ),
        "id": Text(
            "Kunci API {prefix} akan kedaluwarsa pada {expires}",
            """\
Halo {name},

Kunci API {key} ({prefix}…) akan kedaluwarsa pada {expires}. Ganti sebelum itu: untuk sementara kedua kunci berlaku,
jadi tidak ada program Anda yang harus berhenti.

[Baca tentang kunci API]({shop}/docs)
""",
        ),
    },
    "key_revoked": {
        "en": Text(
            "Your API key {prefix} was revoked",
            """\
Hello {name},

The API key {key} ({prefix}…) was revoked by you or by an admin. Programs that use it are refused from now on.

[Read about API keys]({shop}/docs)
""",
        ),
        "id": Text(
            "Kunci API Anda {prefix} telah dicabut",
            """\
Halo {name},

Kunci API {key} ({prefix}…) telah dicabut oleh Anda atau seorang admin. Program yang memakainya ditolak mulai sekarang.

[Baca tentang kunci API]({shop}/docs)
""",
        ),
    },
    "key_leaked": {
        "en": Text(
            "Your API key {prefix} was found and revoked",
            """\
Hello {name},

Somebody has found your API key {key} ({prefix}…) where it does not belong, and has reported it. It was revoked at once.
Programs that use it are refused from now on; make a new key for them, and look at what was done with the old one.

Who found it wrote: {where}

[Read about API keys]({shop}/docs)
""",
        ),
        "id": Text(
            "Kunci API Anda {prefix} ditemukan orang dan telah dicabut",
            """\
Halo {name},

Seseorang menemukan kunci API Anda {key} ({prefix}…) di tempat yang tidak semestinya dan melaporkannya. Kunci itu
langsung dicabut. Program yang memakainya ditolak mulai sekarang; buat kunci baru, dan periksa apa yang dilakukan dengan
yang lama.

Penemunya menulis: {where}

[Baca tentang kunci API]({shop}/docs)
""",
        ),
    },
    "key_withdrawn": {
        "en": Text(
            "Your API keys were revoked",
            """\
Hello {name},

Your account is no longer active or no longer a developer's, and its API keys were revoked:

{prefixes}

Programs that use them are refused from now on.
""",
        ),
        "id": Text(
            "Kunci API Anda telah dicabut",
            """\
Halo {name},

Akun Anda tidak aktif lagi atau bukan lagi akun pengembang, dan kunci API-nya dicabut:

{prefixes}

Program yang memakainya ditolak mulai sekarang.
""",
        ),
    },
}
