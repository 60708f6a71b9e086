"""E-mails about API keys."""

from __future__ import annotations

from mail.templates.template import Template

TEMPLATES: dict[str, dict[str, Template]] = {
    "key_created": {
        "en": Template(
            "Your new API key {prefix}",
            """\
Hello {name},

A new API key was created for your account:

{key} ({prefix}…), valid until {expires}

It was shown once and can't be shown again. If this was not you, revoke the key and change your password. How
keys are used, rotated and revoked:

[Read about API keys]({shop}/docs)
""",
        ),
        "id": Template(
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
        "en": Template(
            "Your API key {old_prefix} was rotated",
            """\
Hello {name},

The API key {key} ({old_prefix}…) was replaced by {prefix}…, valid until {expires}.

If this was not you, revoke both keys and change your password. How keys are revoked:

[Read about API keys]({shop}/docs)
""",
        ),
        "id": Template(
            "Kunci API Anda {old_prefix} telah diganti",
            """\
Halo {name},

Kunci API {key} ({old_prefix}…) diganti dengan {prefix}…, berlaku sampai {expires}.

Jika bukan Anda yang menggantinya, cabut kedua kunci itu dan ganti kata sandi Anda. Cara mencabut kunci:

[Baca tentang kunci API]({shop}/docs)
""",
        ),
    },
    "key_expiring": {
        "en": Template(
            "Your API key {prefix} expires on {expires}",
            """\
Hello {name},

The API key {key} ({prefix}…) expires on {expires}. Rotate it before then: both keys are valid for a while, so that
your programs keep working.

[Read about API keys]({shop}/docs)
""",
        ),
        "id": Template(
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
        "en": Template(
            "Your API key {prefix} was revoked",
            """\
Hello {name},

The API key {key} ({prefix}…) was revoked by you or by an admin. Programs that use it are refused from now on.

[Read about API keys]({shop}/docs)
""",
        ),
        "id": Template(
            "Kunci API Anda {prefix} telah dicabut",
            """\
Halo {name},

Kunci API {key} ({prefix}…) telah dicabut oleh Anda atau seorang admin. Program yang memakainya ditolak mulai sekarang.

[Baca tentang kunci API]({shop}/docs)
""",
        ),
    },
    "key_leaked": {
        "en": Template(
            "Your API key {prefix} was leaked and revoked",
            """\
Hello {name},

Somebody has found your API key {key} ({prefix}…) in a public place and reported it. It was revoked at once.
Programs that use it are refused from now on. Create a new key for them, and check what was done with the old one.

The finder wrote: {where}

[Read about API keys]({shop}/docs)
""",
        ),
        "id": Template(
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
        "en": Template(
            "Your API keys were revoked",
            """\
Hello {name},

Your account is no longer active or no longer has the role developer. Its API keys were revoked:

{prefixes}

Programs that use them are refused from now on.
""",
        ),
        "id": Template(
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
