"""Where the files of pictures lie, and what they are called: `ab/<SHA-256 of what was sent>-480.webp`."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# The longest side of each file in pixels, which stands in its name; a smaller picture keeps its size.
SIZES = {"small": 160, "medium": 480, "large": 1200}
NAME = re.compile(rf"([0-9a-f]{{2}})/(\1[0-9a-f]{{62}})-(?:{'|'.join(map(str, SIZES.values()))})\.webp")
ADDRESS = "/uploads"


def urls(picture_id: str) -> dict[str, str]:
    """The addresses of a picture's files by size: a path, since the host is whatever the caller has called."""
    return {size: f"{ADDRESS}/{_name(picture_id, size)}" for size in SIZES}


@dataclass(frozen=True)
class Store:
    """The files below `root`. A file is there as a whole or not at all, and is never changed."""

    root: Path

    def read(self, name: str) -> bytes | None:
        """The file of this name; None where it is no name of ours, or there is no such file."""
        if not NAME.fullmatch(name):
            return None
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None

    def keep(self, picture_id: str, files: Mapping[str, bytes]) -> None:
        """Writes the files of a picture, by size, that are not there yet."""
        for size, content in files.items():
            path = self.root / _name(picture_id, size)
            # A power cut may have left a name without its content.
            if path.exists() and path.stat().st_size:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f"{secrets.token_hex(8)}.draft")
            draft.write_bytes(content)
            draft.replace(path)

    def remove(self, picture_id: str) -> None:
        """Deletes a picture's files."""
        for size in SIZES:
            (self.root / _name(picture_id, size)).unlink(missing_ok=True)

    def aged(self, seconds: float) -> Iterator[set[str]]:
        """The ids of pictures with a file older than that, folder by folder; drafts of that age are deleted."""
        yield from aged(self.root, NAME, seconds)


def aged(root: Path, name: re.Pattern[str], seconds: float) -> Iterator[set[str]]:
    """The ids, the second group of `name`, that have a file below `root` older than that, folder by folder.

    Drafts of that age are deleted.
    """
    before = time.time() - seconds
    for folder in sorted(root.glob("[0-9a-f][0-9a-f]")):
        found = set()
        for path in folder.iterdir():
            with suppress(FileNotFoundError):
                if path.stat().st_mtime >= before:
                    continue
                if path.suffix == ".draft":
                    path.unlink()
                elif match := name.fullmatch(f"{folder.name}/{path.name}"):
                    found.add(match[2])
        if found:
            yield found


def _name(picture_id: str, size: str) -> str:
    return f"{picture_id[:2]}/{picture_id}-{SIZES[size]}.webp"
