"""Links in e-mails: pages of the shop that take a token."""

from __future__ import annotations

from flask import current_app

from errors import request_language
from queries.accounts import one_time_links
from queries.accounts.one_time_links import Link


def new(page: str) -> Link:
    """Return a link to this page of the shop, for an e-mail in the language of the request."""
    return one_time_links.new(current_app.config["PUBLIC_URL"], page, request_language())
