"""A directory of immutable files in subdirectories named by the first two digits of their ids."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, ClassVar


@dataclass(frozen=True)
class FileStore:
    """The files below `root`. Each file is written atomically and never changes."""

    root: Path
    # Matches `ab/<file name>`; the second group is the id.
    name_pattern: ClassVar[re.Pattern[str]]

    def ids_older_than(self, seconds: float) -> Iterator[set[str]]:
        """Yield the ids with a file older than `seconds`, one subdirectory at a time. Delete drafts of that age."""
        before = time.time() - seconds
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            found = set()
            for path in folder.iterdir():
                with suppress(FileNotFoundError):
                    if path.stat().st_mtime >= before:
                        continue
                    if path.suffix == ".draft":
                        path.unlink()
                    elif match := self.name_pattern.fullmatch(f"{folder.name}/{path.name}"):
                        found.add(match[2])
            if found:
                yield found


def write_once(path: Path, size: int, write: Callable[[IO[bytes]], object]) -> None:
    """Create the file of `size` bytes, unless it exists. Readers never see a partial file."""
    # A power failure may have left the name without its content.
    if path.exists() and path.stat().st_size == size:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{secrets.token_hex(8)}.draft")
    with draft.open("wb") as file:
        write(file)
    draft.replace(path)
