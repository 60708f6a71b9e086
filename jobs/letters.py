"""Letters leave the house, for now as files that a mail program can open."""

from __future__ import annotations

import os
from datetime import UTC
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any
from urllib.parse import urlsplit

import queries.letters
from jobs.letter_templates import TEMPLATES
from jobs.work import Job
from settings import Settings


def send(job: Job) -> None:
    """Delivers the job's letter, unless an earlier attempt did."""
    letter = queries.letters.unsent(job.payload["letter_id"])
    if letter is not None:
        deliver(letter, job.settings)
        queries.letters.sent(letter["id"])


def deliver(letter: dict[str, Any], settings: Settings) -> None:
    """Puts the letter into DATA_DIR/mail as an .eml file. A repeat writes the same file once more."""
    mailbox = settings.data_dir / "mail"
    mailbox.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = mailbox / f"{letter['created_at']:%Y%m%dT%H%M%S%f}-{letter['id']}.eml"
    draft = path.with_suffix(f".{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(message(letter, settings.public_url).as_bytes())
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def message(letter: dict[str, Any], public_url: str) -> EmailMessage:
    """The letter as RFC 5322 has it; the same letter always has the same Message-ID, by which a double is known."""
    host = urlsplit(public_url).hostname or "localhost"
    text = TEMPLATES[letter["template"]][letter["language"]].filled({"shop": public_url, **letter["words"]})
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address("Finenice", "no-reply", host)
    mail["To"] = letter["recipient"]
    mail["Subject"] = text.subject
    mail["Date"] = letter["created_at"].replace(tzinfo=UTC)
    mail["Message-ID"] = f"<{letter['id']}.{letter['created_at']:%Y%m%dT%H%M%S%f}@{host}>"
    mail["Content-Language"] = letter["language"]
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text.body.rstrip() + "\n")
    return mail
