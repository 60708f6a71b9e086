"""The release before this one, out of the history of the clone."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path
from typing import NamedTuple

from support.app import ROOT


class Release(NamedTuple):
    """A release: its commit, and the number of its newest migration."""

    commit: str
    schema: int


def previous_release() -> Release:
    """Return the release that migrations/previous_release.txt names."""
    commit, schema = (ROOT / "migrations" / "previous_release.txt").read_text().splitlines()[-1].split()
    return Release(commit, int(schema))


def in_history(release: Release) -> bool:
    """Tell whether the clone has the files of the release. A shallow one has not, nor has an archive."""
    found = subprocess.run(["git", "cat-file", "-e", release.commit], cwd=ROOT, capture_output=True, check=False)
    return found.returncode == 0


def unpack(release: Release, folder: Path) -> None:
    """Write the files of the release into the folder."""
    archive = subprocess.run(
        ["git", "archive", "--format=tar", release.commit], cwd=ROOT, capture_output=True, check=True
    )
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
