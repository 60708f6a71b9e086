"""Fixtures of apps with a database of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from support.app import CHEAP, secrets_for_tests
from support.database import Server


@pytest.fixture
def own(server: Server, tmp_path: Path) -> dict[str, str]:
    """Return the environment of an app with a database of its own."""
    name = f"finenice_own_{tmp_path.name[-20:].replace('-', '_')}_{os.getpid()}"
    return {**server.env, **CHEAP, **secrets_for_tests(), "DB_NAME": name, "ENV": "test", "WORKERS": "1"}
