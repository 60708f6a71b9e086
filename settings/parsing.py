"""Parts of settings, read from text."""

from __future__ import annotations

import re
from datetime import time
from urllib.parse import urlsplit

ORIGIN = re.compile(r"https?://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?")


def time_of_day(text: str) -> time | None:
    return None if text == "off" else time.fromisoformat(text)


def three_numbers(text: str) -> tuple[int, int, int]:
    days, weeks, months = (whole_number(part, 0, 1000) for part in text.split(","))
    return days, weeks, months


def whole_number(text: str, least: int, most: int) -> int:
    value = int(text)
    if not least <= value <= most:
        raise ValueError
    return value


def is_origin(text: str) -> bool:
    try:
        return ORIGIN.fullmatch(text) is not None and urlsplit(text).port != 0
    except ValueError:
        # The brackets hold no IPv6 address, or the port is not a number.
        return False


def local_origin(host: str, port: int) -> str:
    """Return the origin at which a browser on this machine reaches the shop; a wildcard host becomes the loopback."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}"


def mail_domain(public_url: str) -> str:
    """Return the domain of the sender's address; an IPv6 address is not a domain."""
    host = (urlsplit(public_url).hostname or "") if is_origin(public_url) else ""
    return "localhost" if ":" in host or not host else host
