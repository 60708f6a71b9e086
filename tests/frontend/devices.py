"""Browsers of people, and what the front end keeps in them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from support.app import LONG, ROOT
from support.people import PASSWORD, Person

BUILD = ROOT / "frontend" / "dist"
Open = Callable[..., Page]
# A story of `make test-browser`: in `make test` another page shows the same promise, or the calls below it do.
at_length = pytest.mark.skipif(not LONG, reason="make test-browser tells it")


def sign_in(context: BrowserContext, person: Person) -> None:
    """Put the person's session into the browser, as the sign-in page does."""
    answer = person.post("/api/auth/login", {"username": person.username, "password": PASSWORD}).json()
    tokens = {name: answer[name] for name in ("access_token", "refresh_token")}
    stored = {"finenice.tokens": json.dumps(tokens), "finenice.user": json.dumps(answer["user"])}
    # Only once: later pages must keep what the front end has stored since.
    context.add_init_script(
        f"""
        // A new page is empty at first, and has no storage.
        if (location.protocol !== "about:" && !sessionStorage.prepared) {{
            sessionStorage.prepared = "yes";
            if (!localStorage["finenice.tokens"]) Object.assign(localStorage, {json.dumps(stored)});
        }}
        """
    )


def saved(page: Page, button: str) -> list[dict[str, Any]]:
    """Press the button and return the rows of the file."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
