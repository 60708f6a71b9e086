"""What the tests of deployments share: tools, and the settings that the shop knows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from support.app import ROOT

TOOLS = Path(sys.executable).parent


def run(*command: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=60, **options)


def unknown(names: set[str]) -> list[str]:
    """Return the names that are not in .env.example, commented out or not."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    known = set(re.findall(r"^(?:#\s*)?([A-Z][A-Z0-9_]*)=", text, re.MULTILINE))
    return sorted(name for name in names if name not in known and name.removesuffix("_FILE") not in known)
