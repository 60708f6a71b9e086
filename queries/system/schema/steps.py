"""The steps in migrations/, as their files have them.

A file may have two kinds of headers. `-- contracts: 0020` says that the step takes away what releases before step 0020
use. `-- repeat` above an UPDATE or DELETE with a LIMIT says that it is repeated until it finds no row.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[3]
MIGRATIONS = ROOT / "migrations"


class SchemaError(RuntimeError):
    """The database can't be upgraded by this release. The message is one sentence for the operator."""


class Statement(NamedTuple):
    """A statement, which commits by itself. A repeated one is run until it finds no row."""

    text: str
    repeated: bool = False


class Step(NamedTuple):
    """A migration. `oldest_release` is the step that a running process must know, if this one contracts."""

    version: int
    name: str
    statements: list[Statement]
    checksum: str
    oldest_release: int | None


def read_all() -> list[Step]:
    """Return the steps in order."""
    return [_read(path) for path in _paths()]


def newest() -> int:
    """Return the number of the newest step, by which a release is known."""
    return max((int(path.name[:4]) for path in _paths()), default=0)


def read_statements(text: str) -> list[Statement]:
    """Split a file into statements. Each one ends with a semicolon at the end of its line."""
    text = re.sub(r"^\s*--(?! repeat$).*$", "", text, flags=re.MULTILINE)
    parts = [part.strip() for part in re.split(r";\s*$", text, flags=re.MULTILINE) if part.strip()]
    return [Statement(part.removeprefix("-- repeat").strip(), part.startswith("-- repeat")) for part in parts]


def new_migration(name: str) -> Path:
    """Create the next, empty migration and return its path."""
    slug = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "change"
    path = MIGRATIONS / f"{newest() + 1:04d}_{slug}.sql"
    path.write_text(
        f"-- {name}: change schema.sql so that it has the same result.\n"
        "-- Each statement commits by itself and ends with a semicolon at the end of its line.\n",
        encoding="utf-8",
    )
    return path


def _read(path: Path) -> Step:
    text = path.read_text(encoding="utf-8")
    contracts = re.search(r"^-- contracts: (\d{4})$", text, flags=re.MULTILINE)
    return Step(
        int(path.name[:4]),
        path.stem,
        read_statements(text),
        hashlib.sha256(text.encode()).hexdigest(),
        int(contracts[1]) if contracts else None,
    )


def _paths() -> list[Path]:
    return sorted(MIGRATIONS.glob("[0-9][0-9][0-9][0-9]_*.sql"))
