"""The store of course files, kept as uploaded and named `ab/<SHA-256>`. Not served publicly."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import IO, ClassVar, NamedTuple

from domain.media.file_store import FileStore, write_once

READ_BYTES = 256 * 1024


class FileDigest(NamedTuple):
    """The id of a file, which is its SHA-256, and its size in bytes."""

    id: str
    size: int


def digest_of(stream: IO[bytes]) -> FileDigest:
    """Return the digest of a stream. Reads it to the end and rewinds it."""
    digest = hashlib.sha256()
    stream.seek(0)
    while part := stream.read(READ_BYTES):
        digest.update(part)
    found = FileDigest(digest.hexdigest(), stream.tell())
    stream.seek(0)
    return found


@dataclass(frozen=True)
class CourseFileStore(FileStore):
    """The files of courses."""

    name_pattern: ClassVar[re.Pattern[str]] = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})")

    def path(self, file_id: str) -> Path:
        """Return the path of a file."""
        return self.root / file_id[:2] / file_id

    def save(self, file: FileDigest, stream: IO[bytes]) -> None:
        """Write the file, unless it exists."""
        write_once(self.path(file.id), file.size, lambda target: shutil.copyfileobj(stream, target))

    def remove(self, file_id: str) -> None:
        """Delete the file."""
        self.path(file_id).unlink(missing_ok=True)
