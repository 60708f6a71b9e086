"""Passwords: one spelling of each, and those that whoever guesses tries first."""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal

SHORTEST_NAME = 3
# So many letters and digits beside a name don't make a password.
TOO_FEW = 5


def normalised(password: str) -> str:
    """Return the password as it is hashed (RFC 8265, OpaqueString): NFC, with plain spaces."""
    spaced = "".join(" " if unicodedata.category(mark) == "Zs" else mark for mark in password)
    return unicodedata.normalize("NFC", spaced)


def weakness(password: str, names: Iterable[str]) -> Literal["password_common", "password_personal"] | None:
    """Return why the password is guessed first: it is a common one, or little more than one of the names."""
    text = normalised(password).casefold()
    if _is_common(text):
        return "password_common"
    whole = rest = "".join(_parts(text))
    for word in sorted(set(_words(names)), key=len, reverse=True):
        rest = rest.replace(word, "")
    if rest != whole and (len(rest) < TOO_FEW or _is_common(rest)):
        return "password_personal"
    return None


def _words(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        parts = _parts(normalised(name).casefold())
        yield from (word for word in (*parts, "".join(parts)) if len(word) >= SHORTEST_NAME)


def _parts(text: str) -> list[str]:
    return "".join(mark if mark.isalnum() else " " for mark in text).split()


def _is_common(text: str) -> bool:
    return "," not in text and f",{text}," in _common()


@cache
def _common() -> str:
    """Return the listed passwords between commas, 240 KB of text.

    They are read out of the package's source, because a module of all its lists costs 5 MB of each process, and a set
    of these alone 3 MB.
    """
    package = importlib.util.find_spec("zxcvbn")
    assert package is not None and package.submodule_search_locations
    path = Path(package.submodule_search_locations[0]) / "frequency_lists.py"
    with path.open(encoding="utf-8") as lines:
        listed = next(line for line in lines if line.lstrip().startswith('"passwords"'))
    return "," + listed.split('"')[3] + ","
