"""E-mails about accounts, passwords and roles."""

from __future__ import annotations

from mail.templates.template import Template

TEMPLATES: dict[str, dict[str, Template]] = {
    "email_change": {
        "en": Template(
            "Confirm your e-mail address",
            """\
Hello,

You want to use this e-mail address for your account. Open this link to confirm it:

[Confirm address]({link})

The link works once, within {hours} {hours:hour|hours}. If you did not ask for this, ignore this e-mail: nothing
will change.
""",
        ),
        "id": Template(
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
        "en": Template(
            "Your e-mail address was changed",
            """\
Hello,

Your account has a new e-mail address from now on, and this one is no longer used for it.

If this was not you, contact the shop at once.
""",
        ),
        "id": Template(
            "Alamat email Anda telah diganti",
            """\
Halo,

Mulai sekarang akun Anda memakai alamat email baru, dan alamat ini tidak dipakai lagi.

Jika bukan Anda yang menggantinya, segera hubungi toko.
""",
        ),
    },
    "verify": {
        "en": Template(
            "Verify your e-mail address",
            """\
Hello,

Welcome! Open this link to verify that this e-mail address is yours:

[Verify address]({link})

The link works once, within {hours} {hours:hour|hours}. If you have no account here, ignore this e-mail: somebody
mistyped their address.
""",
        ),
        "id": Template(
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
        "en": Template(
            "Set a new password",
            """\
Hello,

Somebody, hopefully you, has asked to reset the password of your account. Open this link to set a new one:

[Set new password]({link})

The link works once, within {minutes} {minutes:minute|minutes}. If you did not ask for this, ignore this e-mail: your
password does not change.
""",
        ),
        "id": Template(
            "Buat kata sandi baru",
            """\
Halo,

Seseorang, semoga Anda sendiri, meminta kata sandi baru untuk akun Anda. Buka tautan ini untuk membuatnya:

[Buat kata sandi]({link})

Tautan ini berlaku satu kali, selama {minutes} menit. Jika Anda tidak memintanya, abaikan saja: kata sandi Anda tetap
seperti semula.
""",
        ),
    },
    "password_changed": {
        "en": Template(
            "Your password was changed",
            """\
Hello,

The password of your account was changed, and all sessions were signed out.

If this was not you, set another password at once:

[Set another password]({shop}/forgot-password)
""",
        ),
        "id": Template(
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
        "en": Template(
            "Two-step verification is on",
            """\
Hello,

From now on, signing in to your account requires a code from your authenticator app. Keep the recovery codes where you
can find them without your phone.

If this was not you, contact the shop and set a new password at once:

[Set new password]({shop}/forgot-password)
""",
        ),
        "id": Template(
            "Verifikasi dua langkah Anda aktif",
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
        "en": Template(
            "Two-step verification is off",
            """\
Hello,

From now on, signing in to your account requires your password only.

If neither you nor the shop on your behalf has turned it off, set a new password at once:

[Set new password]({shop}/forgot-password)
""",
        ),
        "id": Template(
            "Verifikasi dua langkah Anda tidak aktif",
            """\
Halo,

Mulai sekarang masuk ke akun Anda hanya memerlukan kata sandi.

Jika bukan Anda atau toko atas permintaan Anda yang mematikannya, segera buat kata sandi baru:

[Buat kata sandi baru]({shop}/forgot-password)
""",
        ),
    },
    "role_granted": {
        "en": Template(
            "You have a new role: {role}",
            """\
Hello {name},

Your request was granted: you have the role {role} from now on.

{note}
""",
        ),
        "id": Template(
            "Anda mendapat peran baru: {role}",
            """\
Halo {name},

Permintaan Anda dikabulkan: mulai sekarang Anda memegang peran {role}.

{note}
""",
        ),
    },
    "role_denied": {
        "en": Template(
            "Your request for the role {role}",
            """\
Hello {name},

Your request for the role {role} was denied.

{note}
""",
        ),
        "id": Template(
            "Permintaan Anda untuk peran {role}",
            """\
Halo {name},

Permintaan Anda untuk peran {role} ditolak.

{note}
""",
        ),
    },
}
