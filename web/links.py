"""The links of letters: pages of the shop that take a secret."""

from __future__ import annotations

import secrets

from flask import current_app

from errors import language
from queries.accounts import Link


def new(page: str) -> Link:
    """A secret and the address of the page that takes it: behind #, so that no server's log ever holds it."""
    token = secrets.token_urlsafe(32)
    return Link(token, f"{current_app.config['PUBLIC_URL']}/{page}#token={token}", language())
