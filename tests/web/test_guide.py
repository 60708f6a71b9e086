"""The developers' guide: each sample runs and prints what the page shows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

import messages
from support.app import CHEAP, ROOT, UNLIMITED, App, secrets_for_tests
from support.database import Server
from support.people import PASSWORD, Shop
from support.samples import matches_sample
from web.openapi.guide import GUIDE, MARK, PROGRAMS, answers, guide, samples

NODE = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node") or ""
# The command of each program, and the marker of a part in its output.
RUNNERS = {
    "curl": (("bash",), "echo; echo '== {}'"),
    "js": ((NODE, "--input-type=module"), "console.log('\\n== {}');"),
    "py": ((sys.executable, "-"), "print('\\n== {}', flush=True)"),
}


def outputs(name: str, url: str) -> dict[str, list[Any]]:
    """Return the output of each part, line by line, parsed if it is JSON."""
    runner, says = RUNNERS[name]
    program = MARK.sub(lambda found: says.format(found[1]) + "\n", (GUIDE / PROGRAMS[name][1]).read_text())
    env = {"PATH": os.environ["PATH"], "FINENICE_URL": url, "FINENICE_PASSWORD": PASSWORD}
    ended = subprocess.run(
        runner, input=program, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    _, *parts = re.split(r"^== ([a-z-]+)\n", ended.stdout, flags=re.MULTILINE)
    return {
        part: [read(line) for line in text.splitlines() if line]
        for part, text in zip(parts[::2], parts[1::2], strict=True)
    }


def read(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return line


@pytest.fixture
def demo(server: Server, tmp_path: Path) -> Iterator[App]:
    """The demo with default limits, as `make run` starts it."""
    name = f"finenice_guide_{os.getpid()}"
    limits = dict.fromkeys(UNLIMITED, "")
    env = {**server.env, **CHEAP, **limits, **secrets_for_tests(), "DB_NAME": name, "RUN_JOBS": "0", "WORKERS": "1"}
    app = App.start({**env, "ENV": "development", "DEMO_PASSWORD": PASSWORD}, tmp_path / "app.log")
    yield app
    assert app.stop() == 0
    with server.connect() as last, last.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")


@pytest.mark.slow
def test_the_samples_print_what_the_guide_shows(demo: App) -> None:
    """All programs run one after another within a minute, within the limits."""
    for name in PROGRAMS:
        if name == "js" and not NODE:
            continue
        printed = outputs(name, demo.url)
        assert list(printed) == list(samples(name))
        for part, lines in printed.items():
            assert matches_sample(lines, answers().get(part, [])), (
                f"{name}: {part} prints {json.dumps(lines, indent=2)}"
            )
        restore_stock(demo.url, printed["product"][0]["id"])


def restore_stock(url: str, product_id: int) -> None:
    """Leave the catalogue as the demo has it."""
    body = {"username": "seller", "password": PASSWORD}
    token = requests.post(f"{url}/api/auth/login", json=body, timeout=20).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    answer = requests.delete(f"{url}/api/products/{product_id}", headers=headers, timeout=20)
    assert answer.status_code == 200, answer.text


def test_both_languages_have_the_same_samples_and_anchors() -> None:
    shown = {
        language: re.findall(
            r"^## .+ (\{#.+\})$|^```sample\n(.+)$", (GUIDE / f"{language}.md").read_text(), re.MULTILINE
        )
        for language in messages.LANGUAGES
    }
    assert shown["en"] == shown["id"]
    for name in PROGRAMS:
        assert list(samples(name)) == [part for _, part in shown["en"] if part]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_guide_is_small_and_complete_in_both_languages(shop: Shop, language: str) -> None:
    answer = shop.visitor().get(f"/docs?lang={language}")
    assert len(answer.content) < 140_000
    assert f'<html lang="{language}">' in answer.text
    assert {"en": ">Sign in</a>", "id": ">Masuk</a>"}[language] in answer.text
    assert {"en": ">Masuk</a>", "id": ">Sign in</a>"}[language] not in answer.text
    for chapter, title in guide(language).chapters:
        assert f'<h2 id="{chapter}">{title}</h2>' in answer.text


def test_the_guide_follows_accept_language_and_is_cacheable(shop: Shop) -> None:
    visitor = shop.visitor()
    by_brotli = {"Accept-Language": "id, en;q=0.5", "Accept-Encoding": "br"}
    first = visitor.get("/docs", headers=by_brotli)
    assert '<html lang="id">' in first.text and first.headers["Content-Encoding"] == "br"
    again = visitor.get(
        "/docs", headers={"Accept-Language": "id", "If-None-Match": first.headers["ETag"], "Accept-Encoding": "br"}
    )
    assert again.status_code == 304
    plain = visitor.get("/docs?lang=id", headers={"Accept-Encoding": "identity"})
    assert plain.text == first.text and "Content-Encoding" not in plain.headers
    assert visitor.get("/docs?lang=fr", headers={"Accept-Language": "fr"}).text != first.text
