"""Letters as files that a mail program opens, where no provider is wanted."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from email.message import EmailMessage

from settings import Settings

# As long as sent letters are remembered.
KEPT_SECONDS = 90 * 24 * 3600


class FileBox:
    """DATA_DIR/mail. A repeat writes the same file once more."""

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.data_dir / "mail"

    def send(self, mail: EmailMessage) -> None:
        letter_id, written_at = str(mail["Message-ID"]).strip("<>").split("@", 1)[0].split(".")
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"{written_at}-{letter_id}.eml"
        draft = path.with_suffix(f".{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(mail.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)

    def sweep(self) -> None:
        """Deletes what has lain here for three months."""
        oldest = time.time() - KEPT_SECONDS
        for path in self.folder.glob("*"):
            # Another process may sweep as well.
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < oldest:
                    path.unlink()
