"""docs/till.md: its commands run and print what the page shows."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

from support.app import ROOT
from support.people import PASSWORD, Shop
from support.samples import matches_sample

# Commands, and what they print if the page shows it.
BLOCK = re.compile(r"^```sh\n(.*?)^```\n(?:\n```json\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)


def test_a_merchants_day_is_as_the_page_shows(shop: Shop, tmp_path: Path) -> None:
    for username, *roles in (("seller", "seller"), ("user1",)):
        shop.person(username, *roles)
    blocks = BLOCK.findall((ROOT / "docs" / "till.md").read_text())
    assert sum(bool(shown) for _, shown in blocks) == 8
    program = "echo ==\n".join(f"{commands}echo\n" for commands, _ in blocks)
    ended = subprocess.run(
        ["bash", "-eu", "-o", "pipefail"],
        input=program.replace("http://127.0.0.1:5000", shop.url),
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PASSWORD": PASSWORD},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    for (commands, shown), printed in zip(blocks, ended.stdout.split("==\n"), strict=True):
        assert not shown or matches_sample(json.loads(printed), json.loads(shown)), f"{commands}\nprints {printed}"
