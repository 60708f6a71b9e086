"""The store of image files, named `ab/<SHA-256 of the upload>-480.webp`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import IO, ClassVar

from domain.media.file_store import FileStore, write_once

# The longest side of each file in pixels, which is part of its name; a smaller image keeps its size.
SIZES = {"small": 160, "medium": 480, "large": 1200}
URL_PREFIX = "/uploads"


def image_urls(image_id: str) -> dict[str, str]:
    """Return the URL paths of an image's files by size, without a host: clients reach the shop by several."""
    return {size: f"{URL_PREFIX}/{_name(image_id, size)}" for size in SIZES}


@dataclass(frozen=True)
class ImageStore(FileStore):
    """The WebP files of images, three sizes each."""

    name_pattern: ClassVar[re.Pattern[str]] = re.compile(
        rf"([0-9a-f]{{2}})/(\1[0-9a-f]{{62}})-(?:{'|'.join(map(str, SIZES.values()))})\.webp"
    )

    def read(self, name: str) -> bytes | None:
        """Return the file of this name, or None if the name is malformed or unknown."""
        if not self.name_pattern.fullmatch(name):
            return None
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None

    def save(self, image_id: str, files: Mapping[str, bytes]) -> None:
        """Write the missing files of an image; `files` maps sizes to contents."""
        for size, content in files.items():
            write_once(self.root / _name(image_id, size), len(content), partial(_write, content))

    def remove(self, image_id: str) -> None:
        """Delete the files of an image."""
        for size in SIZES:
            (self.root / _name(image_id, size)).unlink(missing_ok=True)


def _name(image_id: str, size: str) -> str:
    return f"{image_id[:2]}/{image_id}-{SIZES[size]}.webp"


def _write(content: bytes, file: IO[bytes]) -> None:
    file.write(content)
