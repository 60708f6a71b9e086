"""The commands of a page run, and the comparison of an output with the one that it shows."""

from __future__ import annotations

import fnmatch
import json
import math
import os
import re
import subprocess
from pathlib import Path
from typing import Any

from support.people import PASSWORD

# Commands, and what they print if the page shows it.
BLOCK = re.compile(r"^```sh\n(.*?)^```\n(?:\n```json\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)


def run_page(page: Path, url: str, directory: Path) -> int:
    """Run the commands of a page against a shop, and check what they print. Return how many outputs the page shows."""
    blocks = BLOCK.findall(page.read_text())
    program = "echo ==\n".join(f"{commands}echo\n" for commands, _ in blocks)
    ended = subprocess.run(
        ["bash", "-eu", "-o", "pipefail"],
        input=program.replace("http://127.0.0.1:5000", url),
        cwd=directory,
        env={"PATH": os.environ["PATH"], "PASSWORD": PASSWORD},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    for (commands, shown), printed in zip(blocks, ended.stdout.split("==\n"), strict=True):
        assert not shown or matches_sample(json.loads(printed), json.loads(shown)), f"{commands}\nprints {printed}"
    return sum(bool(shown) for _, shown in blocks)


def matches_sample(found: Any, shown: Any, name: str = "") -> bool:
    """Return whether the output matches the guide: … stands for any text, and an id for any id."""
    if shown == "…":
        return True
    if isinstance(shown, dict):
        told = {key: value for key, value in shown.items() if key != "…"}
        return (
            isinstance(found, dict)
            and (found.keys() >= told.keys() if "…" in shown else found.keys() == told.keys())
            and all(matches_sample(found[key], told[key], key) for key in told)
        )
    if isinstance(shown, list):
        return (
            isinstance(found, list)
            and len(found) == len(shown)
            and all(matches_sample(*pair) for pair in zip(found, shown, strict=True))
        )
    if isinstance(shown, str) and isinstance(found, str):
        return fnmatch.fnmatchcase(found, shown.replace("[", "[[]").replace("?", "[?]").replace("…", "*"))
    if name == "id" or name.endswith("_id"):
        return type(found) is type(shown)
    numbers = {int, float}  # JSON has one type of numbers.
    if {type(found), type(shown)} <= numbers:
        # Processors add in different orders, so the last digits of a result vary.
        return math.isclose(found, shown, rel_tol=1e-4 if float in (type(found), type(shown)) else 0)
    return bool(found == shown) and type(found) is type(shown)
