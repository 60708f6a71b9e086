"""E-mails about webhooks."""

from __future__ import annotations

from mail.templates.template import Template

TEMPLATES: dict[str, dict[str, Template]] = {
    "webhook_paused": {
        "en": Template(
            "Your webhook {number} is paused",
            """\
Hello {name},

Your webhook {number} to {url} has not accepted an event for three days, so it is paused.

Nothing is lost yet: its events wait for 30 days from when they happened. Mend the receiver, look at the deliveries of
the webhook, and set it to active. It goes on where it stopped.

[Read about webhooks]({shop}/docs)
""",
        ),
        "id": Template(
            "Webhook {number} Anda dihentikan sementara",
            """\
Halo {name},

Webhook {number} Anda ke {url} tidak menerima peristiwa selama tiga hari, jadi dihentikan sementara.

Belum ada yang hilang: peristiwanya menunggu selama 30 hari sejak terjadi. Perbaiki penerimanya, periksa kirimannya,
lalu aktifkan lagi webhook itu. Pengiriman berlanjut dari tempat berhentinya.

[Baca tentang webhook]({shop}/docs)
""",
        ),
    },
    "webhooks_paused": {
        "en": Template(
            "Your webhooks are paused",
            """\
Hello,

The password of your account was reset, and its API keys were revoked. These webhooks are paused as well: {number}.

Check that each of them is yours, and set it to active. Delete the others. Their events wait for 30 days from when they
happened.

[Read about webhooks]({shop}/docs)
""",
        ),
        "id": Template(
            "Webhook Anda dihentikan sementara",
            """\
Halo,

Kata sandi akun Anda telah disetel ulang, dan kunci API-nya dicabut. Webhook ini juga dihentikan sementara: {number}.

Periksa apakah semuanya milik Anda, lalu aktifkan lagi. Hapus yang lain. Peristiwanya menunggu selama 30 hari sejak
terjadi.

[Baca tentang webhook]({shop}/docs)
""",
        ),
    },
    "webhook_gone": {
        "en": Template(
            "Your webhook {number} is paused: its receiver is gone",
            """\
Hello {name},

Your webhook {number} to {url} was answered that the receiver is gone for good (410), so it is paused.

Delete the webhook, or give it another URL and set it to active. Its events wait for 30 days from when they happened.

[Read about webhooks]({shop}/docs)
""",
        ),
        "id": Template(
            "Webhook {number} Anda dihentikan: penerimanya sudah tidak ada",
            """\
Halo {name},

Webhook {number} Anda ke {url} dijawab bahwa alamatnya sudah tidak ada (410), jadi dihentikan sementara.

Hapus webhook itu, atau beri URL lain dan aktifkan lagi. Peristiwanya menunggu selama 30 hari sejak terjadi.

[Baca tentang webhook]({shop}/docs)
""",
        ),
    },
}
