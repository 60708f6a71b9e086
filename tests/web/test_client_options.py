"""The options of the clients' constructors, which the clients' README lists."""

from __future__ import annotations

import inspect
import re
import sys

import pytest

from support.app import ROOT
from support.people import Person, Shop

sys.path.insert(0, str(ROOT / "clients" / "python"))

import finenice

README = (ROOT / "clients" / "README.md").read_text()


def test_the_readme_lists_every_option_of_both_clients() -> None:
    python = set(inspect.signature(finenice.Finenice).parameters) - {"url"}
    source = (ROOT / "clients" / "typescript" / "src" / "calls.ts").read_text()
    (declared,) = re.findall(r"^export interface Options \{\n(.*?)^\}", source, re.MULTILINE | re.DOTALL)
    typescript = set(re.findall(r"^  (\w+)\?:", declared, re.MULTILINE))
    assert {"max_wait"} <= python and {"maxWait"} <= typescript
    named = set(re.findall(r"`(\w+)`", README))
    assert (python | typescript) - named == set()


def test_max_wait_limits_the_wait_for_retry_after(shop: Shop, budi: Person) -> None:
    client = finenice.Finenice(shop.url, max_wait=0)
    for _ in range(10):
        with pytest.raises(finenice.WrongCredentials):
            client.sign_in("budi", "wrong")
    with pytest.raises(finenice.Problem) as refused:
        client.sign_in("budi", "wrong")
    assert refused.value.status == 429


def test_the_readme_shows_how_to_run_the_collection_and_a_tester() -> None:
    assert "newman run docs/finenice.postman_collection.json" in README
    assert "with-security-parameters = false" in README
