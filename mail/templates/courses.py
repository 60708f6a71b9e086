"""E-mails about courses and certificates."""

from __future__ import annotations

from mail.templates.template import Template

TEMPLATES: dict[str, dict[str, Template]] = {
    "certificate_issued": {
        "en": Template(
            "Your certificate",
            """\
Hello {name},

You have completed the course “{course}”. Congratulations!

Anybody with this link can see your certificate:

[View certificate]({shop}/certificates/{code})

In your account you can download it as PDF and as a digital badge (Open Badges).
""",
        ),
        "id": Template(
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
        "en": Template(
            "Your certificate was corrected",
            """\
Hello {name},

Your certificate for the course “{course}” was issued again, in the name of {learner_name}. Reason:

{reason}

The old code {old_code} is no longer valid.

[See the new certificate]({shop}/certificates/{code})
""",
        ),
        "id": Template(
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
        "en": Template(
            "Your certificate was revoked",
            """\
Hello {name},

Your certificate {code} for the course “{course}” was revoked. Reason:

{reason}
""",
        ),
        "id": Template(
            "Sertifikat Anda dicabut",
            """\
Halo {name},

Sertifikat Anda {code} untuk kursus “{course}” telah dicabut. Alasannya:

{reason}
""",
        ),
    },
    "course_bought": {
        "en": Template(
            "Your course: start here",
            """\
Hello {name},

You have bought the course “{course}” and are enrolled.

[Start here]({shop}/courses/{number})

{others}
""",
        ),
        "id": Template(
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
        "en": Template(
            "You are no longer in a course",
            """\
Hello {name},

The teacher of the course “{course}” has removed you from it. Reason:

{reason}

Your progress is kept.
""",
        ),
        "id": Template(
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
        "en": Template(
            "You are in a course again",
            """\
Hello {name},

You are enrolled in the course “{course}” again, and your progress was kept.

[Continue]({shop}/courses/{number})
""",
        ),
        "id": Template(
            "Anda kembali terdaftar di sebuah kursus",
            """\
Halo {name},

Anda kembali terdaftar di kursus “{course}”, lengkap dengan semua yang sudah Anda pelajari.

[Lanjutkan]({shop}/courses/{number})
""",
        ),
    },
}
