"""docs/till.md: its commands run and print what the page shows."""

from __future__ import annotations

from pathlib import Path

from support.app import ROOT
from support.people import Shop
from support.samples import run_page


def test_a_merchants_day_is_as_the_page_shows(shop: Shop, tmp_path: Path) -> None:
    for username, *roles in (("seller", "seller"), ("user1",)):
        shop.person(username, *roles)
    assert run_page(ROOT / "docs" / "till.md", shop.url, tmp_path) == 8
