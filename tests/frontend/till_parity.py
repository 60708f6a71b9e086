"""Runs functions of the till's pages in Node, to compare them with what the shop computes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

NODE = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node") or ""
RUNNER = Path(__file__).with_name("run_till.mjs")
Call = tuple[Any, ...]
# Returns the results of calls: module of frontend/src/till, function, arguments.
Run = Callable[[Iterable[Call]], list[Any]]


@contextmanager
def started() -> Iterator[Run]:
    """Start one process of Node for all calls."""
    if not NODE:
        pytest.skip("no Node here; try sh scripts/install-node-packages.sh frontend")
    process = subprocess.Popen([NODE, RUNNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin and process.stdout
    sent, answers = process.stdin, process.stdout

    def make(calls: Iterable[Call]) -> list[Any]:
        sent.write(json.dumps([plain(call) for call in calls]) + "\n")
        sent.flush()
        found: list[Any] = json.loads(answers.readline())
        return found

    with process:
        yield make
        sent.close()


def plain(value: Any) -> Any:
    """Return a value as the pages have it: data classes as objects with members in camel case, moments as text."""
    if is_dataclass(value):
        return {camel(field.name): plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, datetime):
        return f"{value.isoformat(timespec='milliseconds')}Z"
    return value.isoformat() if isinstance(value, date) else value


def camel(name: str) -> str:
    return re.sub("_(.)", lambda found: found[1].upper(), name)
