"""Random secrets: estimate the strength of a configured one, create the missing ones outside production."""

from __future__ import annotations

import math
import os
import re
import secrets
from pathlib import Path

# Secrets from manifests, examples and tutorials protect nothing.
PUBLISHED_SECRETS = ("change-me", "changeme", "finenice-secret", "super-secret", "your_secret_key", "your-secret")
SHORTEST_SECRET = 32
# A secret below this was not drawn at random: 32 random hex digits are estimated at about 110 bits.
LEAST_BITS = 80
ROWS = "abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiop asdfghjkl zxcvbnm"
COMMON_WORDS = re.compile(
    "password|passwd|secret|secure|super|token|default|example|production|development|finenice|flask|mysql|admin|"
    "jwt|salt|key|change|this|your|rahasia|kunci|kata|sandi|toko"
)


def flaw(secret: str) -> str | None:
    """Return what makes the secret unfit for production, or None."""
    if len(secret.encode()) < SHORTEST_SECRET:
        return f"must be a random secret of at least {SHORTEST_SECRET} bytes in production"
    if is_published(secret):
        return "is a published example; make one with: openssl rand -hex 32"
    if estimated_bits(secret) < LEAST_BITS:
        return "can be guessed, because it repeats itself; make one with: openssl rand -hex 32"
    return None


def is_published(secret: str) -> bool:
    """Tell whether the secret holds an example of a manifest or a tutorial."""
    return any(word in secret.lower() for word in PUBLISHED_SECRETS)


def estimated_bits(secret: str) -> float:
    """Estimate the entropy of a secret in bits, for an attacker who knows how people make up secrets.

    Common words count nothing. Neither does a character that ends a repeated triple, or a triple in alphabetical or
    keyboard order. Each other character counts the logarithm of the number of distinct characters.
    """
    rest = COMMON_WORDS.sub("", secret.lower())
    seen: set[str] = set()
    new = 0
    for place in range(len(rest)):
        triple = rest[max(0, place - 2) : place + 1]
        habit = len(triple) == 3 and (triple in seen or triple in ROWS or triple[::-1] in ROWS or len(set(triple)) == 1)
        new += not habit
        seen.add(triple)
    return new * math.log2(max(2, len(set(rest))))


def load_or_create(path: Path) -> str:
    """Return the secret in the file, which is created at first. Processes that start together agree on it."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
