"""Writes clients/typescript/src/schema.ts by openapi-typescript; `sh deploy/install-node-packages.sh` brings it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

from document import ROOT, load

TARGET = ROOT / "clients" / "typescript" / "src" / "schema.ts"
GENERATOR = ROOT / "clients" / "typescript" / "generate.mjs"
# Where the machine has no Node, the one of requirements-dev.txt stands beside Python.
NODE = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node") or ""


def head() -> str:
    """The module's first line, which tells what it was made of: to make it anew takes seconds."""
    made_of = hashlib.sha256(json.dumps(load()).encode() + GENERATOR.read_bytes()).hexdigest()
    return f"// Made of docs/openapi.json by `make api`; changes here get lost. {made_of}\n"


def source() -> str:
    """The module's text."""
    command = [NODE, str(GENERATOR)]
    made = subprocess.run(command, input=json.dumps(load()), capture_output=True, text=True, check=True)
    return head() + made.stdout


if __name__ == "__main__":
    TARGET.write_text(source())
