"""The file backend: e-mails become files that a mail program opens."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from email.message import EmailMessage

from settings import Settings

# As long as sent e-mails are kept in the database.
KEPT_SECONDS = 90 * 24 * 3600


class FileBackend:
    """Writes to DATA_DIR/mail. A repetition writes the same file again."""

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.data_dir / "mail"

    def send(self, message: EmailMessage) -> None:
        email_id, written_at = str(message["Message-ID"]).strip("<>").split("@", 1)[0].split(".")
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"{written_at}-{email_id}.eml"
        draft = path.with_suffix(f".{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(message.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)

    def delete_expired(self) -> None:
        """Delete files that are older than three months."""
        oldest = time.time() - KEPT_SECONDS
        for path in self.folder.glob("*"):
            # Another process may delete it at the same time.
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < oldest:
                    path.unlink()
