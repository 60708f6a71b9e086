"""A till and a tablet of Sari, and a shop in which an order waits for its payment, for tests that need no e-mails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sync_calls import Tablet
from till_calls import Till

from support.database import Server
from support.people import Person, Shop
from support.shops import started_shop


@pytest.fixture(scope="session")
def shop_of_orders(server: Server, run_dir: Path) -> Iterator[Shop]:
    """Its e-mails go to a server that is away."""
    mail = {"MAIL_PROVIDER": "smtp", "SMTP_URL": "smtp://127.0.0.1:1"}
    with started_shop(server, run_dir, UNPAID="pending", **mail) as shop:
        yield shop


@pytest.fixture
def till(sari: Person) -> Till:
    return Till(sari)


@pytest.fixture
def tablet(till: Till) -> Tablet:
    return Tablet(till)


@pytest.fixture
def all_is_sound(till: Till) -> Iterator[None]:
    yield
    till.must_be_sound()
