"""Limits of the processes that read untrusted files."""

from __future__ import annotations

import os
import resource
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

# The directory from which such processes start.
ROOT = Path(__file__).resolve().parents[1]
# The environment variables that they inherit; none holds a secret.
INHERITED = ("PATH", "HOME", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LANG")


def environment() -> dict[str, str]:
    """Return the environment of such a process."""
    return {name: os.environ[name] for name in INHERITED if name in os.environ}


def set_limits(memory: int, limits: Mapping[int, int]) -> None:
    """Limit this process to `memory` bytes above what is loaded, and to `limits` by number of the resource."""
    with open("/proc/self/statm", "rb") as file:
        addresses = int(file.read().split()[0]) * resource.getpagesize()
    # If the machine runs out of memory, the kernel ends this process instead of the shop.
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")
    for number, most in {resource.RLIMIT_AS: addresses + memory, resource.RLIMIT_CORE: 0, **limits}.items():
        hard = resource.getrlimit(number)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(number, (least, least))
