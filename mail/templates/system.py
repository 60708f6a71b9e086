"""E-mails to admins about the service itself."""

from __future__ import annotations

from mail.templates.template import Template

TEMPLATES: dict[str, dict[str, Template]] = {
    "backup_failed": {
        "en": Template(
            "The backup of the shop failed",
            """\
Hello {name},

The backup of the shop failed: {backup_error}. It is tried again several times today.

The last good backup: {last}.

If the next ones fail as well, ask whoever runs the server to look at its log.
""",
        ),
        "id": Template(
            "Pencadangan data toko gagal",
            """\
Halo {name},

Pencadangan data toko gagal: {backup_error}. Pencadangan dicoba lagi beberapa kali hari ini.

Cadangan terakhir yang berhasil: {last}.

Jika yang berikutnya juga gagal, minta pengelola server memeriksa lognya.
""",
        ),
    },
}
