"""Files of courses, kept as they were sent and named by the SHA-256 of their bytes: `ab/<id>`. Not for the public."""

from __future__ import annotations

import hashlib
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from domain.media.store import aged

NAME = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})")

READ_BYTES = 256 * 1024


class Measured(NamedTuple):
    """What a file is called here, and how many bytes it has."""

    id: str
    size: int


def measured(stream: IO[bytes]) -> Measured:
    """The id and size of what a stream holds, which is read through and wound back."""
    digest = hashlib.sha256()
    stream.seek(0)
    while part := stream.read(READ_BYTES):
        digest.update(part)
    found = Measured(digest.hexdigest(), stream.tell())
    stream.seek(0)
    return found


@dataclass(frozen=True)
class Files:
    """The files below `root`. A file is there as a whole or not at all, and is never changed."""

    root: Path

    def path(self, file_id: str) -> Path:
        """Where the file of this id lies."""
        return self.root / file_id[:2] / file_id

    def keep(self, file: Measured, stream: IO[bytes]) -> None:
        """Writes the file, if it is not there yet."""
        path = self.path(file.id)
        # A power cut may have left a name without its content.
        if path.exists() and path.stat().st_size == file.size:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{secrets.token_hex(8)}.draft")
        with draft.open("wb") as kept:
            shutil.copyfileobj(stream, kept)
        draft.replace(path)

    def remove(self, file_id: str) -> None:
        """Deletes the file."""
        self.path(file_id).unlink(missing_ok=True)

    def aged(self, seconds: float) -> Iterator[set[str]]:
        """The ids of files older than that, folder by folder; drafts of that age are deleted."""
        yield from aged(self.root, NAME, seconds)
