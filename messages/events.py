"""Messages about events and webhooks."""

from __future__ import annotations

from messages.sentence import Sentence

# Problem codes: the status and the sentence.
PROBLEMS: dict[str, tuple[int, Sentence]] = {
    "event_not_found": (404, Sentence("Event {event_id} does not exist.", "Peristiwa {event_id} tidak ada.")),
    "webhook_not_found": (404, Sentence("Webhook {id} does not exist.", "Webhook {id} tidak ada.")),
    "too_many_webhooks": (
        409,
        Sentence(
            "You have {most} {most:webhook|webhooks} already, and there may be no more.",
            "Anda sudah punya {most} webhook, dan tidak bisa lebih.",
        ),
    ),
    "too_many_deliveries_waiting": (
        409,
        Sentence(
            "{most} {most:delivery of this webhook waits|deliveries of this webhook wait} to be sent already.",
            "Sudah ada {most} kiriman webhook ini yang menunggu.",
        ),
    ),
    "events_expired": (
        410,
        Sentence(
            "This place is older than {most} {most:day|days}, and events behind it are gone. Read your documents anew, "
            "and begin with since=now.",
            "Posisi ini lebih lama dari {most} hari, dan peristiwa sesudahnya sudah dihapus. Baca ulang dokumen Anda, "
            "lalu mulai dengan since=now.",
        ),
    ),
    "too_many_streams": (
        429,
        Sentence(
            "Too many streams of events are open. Close one of yours, or try again later.",
            "Terlalu banyak aliran peristiwa yang terbuka. Tutup salah satu, atau coba lagi nanti.",
        ),
    ),
}

# Faults of single fields.
FIELDS: dict[str, Sentence] = {
    "event_type": Sentence("There is no such type of events.", "Tidak ada jenis peristiwa seperti itu."),
    "webhook_url": Sentence(
        "This must be a URL with a host, without a user name and without #.",
        "Ini harus berupa URL dengan nama host, tanpa nama pengguna dan tanpa #.",
    ),
    "webhook_https": Sentence("Webhooks are sent to https only.", "Webhook hanya dikirim ke https."),
    "webhook_private": Sentence("This is an address of a private network.", "Ini alamat dari jaringan pribadi."),
}
