"""E-mails about sales."""

from __future__ import annotations

from mail.templates.template import Template

TEMPLATES: dict[str, dict[str, Template]] = {
    "receipt": {
        "en": Template(
            "Your receipt {number}",
            """\
Hello {name},

Thank you for your purchase. This is receipt {number} of {day}, {time}:

{head}

{lines}

{sums}

{end}
""",
        ),
        "id": Template(
            "Struk Anda {number}",
            """\
Halo {name},

Terima kasih atas pembelian Anda. Ini struk {number} tanggal {day}, pukul {time}:

{head}

{lines}

{sums}

{end}
""",
        ),
    },
}
