"""The Python modules of the repository."""

from __future__ import annotations

from support.app import ROOT

NOT_SERVED = {".venv", "var", "tests", "bench", "clients", "docs", "frontend"}
MODULES = [
    path
    for path in sorted(ROOT.rglob("*.py"))
    if path.relative_to(ROOT).parts[0] not in (".venv", "var") and "node_modules" not in path.parts
]
# The modules of the service.
SOURCES = [path for path in MODULES if path.relative_to(ROOT).parts[0] not in NOT_SERVED]
