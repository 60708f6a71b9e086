"""The Python modules of the repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from support.app import ROOT

NOT_SERVED = {".venv", "var", "tests", "bench", "clients", "docs", "frontend"}
# Folders of thousands of files that are not of the repository.
INSTALLED = {".venv", "var", "node_modules", ".git"}


def modules() -> Iterator[Path]:
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in INSTALLED]
        yield from (Path(folder, name) for name in files if name.endswith(".py"))


MODULES = sorted(modules())
# The modules of the service.
SOURCES = [path for path in MODULES if path.relative_to(ROOT).parts[0] not in NOT_SERVED]
