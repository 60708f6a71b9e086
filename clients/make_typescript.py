"""Writes clients/typescript/src/schema.ts by openapi-typescript; `sh deploy/install-node-packages.sh` brings it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from document import ROOT, load

TARGET = ROOT / "clients" / "typescript" / "src" / "schema.ts"
# Where the machine has no Node, the one of requirements-dev.txt stands beside Python.
NODE = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node") or ""


def source() -> str:
    """The module's text."""
    command = [NODE, str(ROOT / "clients" / "typescript" / "generate.mjs")]
    return subprocess.run(command, input=json.dumps(load()), capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    TARGET.write_text(source())
