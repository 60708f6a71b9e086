"""A shop in which an order waits for its payment, shared by tests that need no e-mails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.database import Server
from support.people import Shop
from support.shops import started_shop


@pytest.fixture(scope="session")
def shop_of_orders(server: Server, run_dir: Path) -> Iterator[Shop]:
    """Its e-mails go to a server that is away."""
    mail = {"MAIL_PROVIDER": "smtp", "SMTP_URL": "smtp://127.0.0.1:1"}
    with started_shop(server, run_dir, UNPAID="pending", **mail) as shop:
        yield shop
