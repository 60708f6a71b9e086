"""Passwords: normalization, and the detection of weak ones."""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal

MIN_NAME_LENGTH = 3
# A password needs this many letters and digits beside the names.
MIN_OTHER_CHARACTERS = 5


def normalize(password: str) -> str:
    """Return the password in the form that is hashed (RFC 8265, OpaqueString): NFC, with plain spaces."""
    spaced = "".join(" " if unicodedata.category(char) == "Zs" else char for char in password)
    return unicodedata.normalize("NFC", spaced)


def weakness(password: str, names: Iterable[str]) -> Literal["password_common", "password_personal"] | None:
    """Return why the password is weak, or None: it is a common one, or little more than one of the names."""
    text = normalize(password).casefold()
    if _is_common(text):
        return "password_common"
    whole = rest = "".join(_parts(text))
    for word in sorted(set(_words(names)), key=len, reverse=True):
        rest = rest.replace(word, "")
    if rest != whole and (len(rest) < MIN_OTHER_CHARACTERS or _is_common(rest)):
        return "password_personal"
    return None


def _words(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        parts = _parts(normalize(name).casefold())
        yield from (word for word in (*parts, "".join(parts)) if len(word) >= MIN_NAME_LENGTH)


def _parts(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text).split()


def _is_common(text: str) -> bool:
    return "," not in text and f",{text}," in _common()


@cache
def _common() -> str:
    """Return the listed common passwords, separated by commas: 240 KB of text.

    They are read from the source of zxcvbn, because importing its lists costs 5 MB per process, and a set of these
    alone 3 MB.
    """
    package = importlib.util.find_spec("zxcvbn")
    assert package is not None and package.submodule_search_locations
    path = Path(package.submodule_search_locations[0]) / "frequency_lists.py"
    with path.open(encoding="utf-8") as lines:
        listed = next(line for line in lines if line.lstrip().startswith('"passwords"'))
    return "," + listed.split('"')[3] + ","
