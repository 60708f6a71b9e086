"""The clients that the shop gives away: current, well typed, and able to sell."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import groupby
from pathlib import Path

import jwt
import pytest
import requests

from conftest import PASSWORD, ROOT, Person, Shop, at_once, secrets_for_tests

CLIENTS = ROOT / "clients"
sys.path += [str(CLIENTS), str(CLIENTS / "python")]

import finenice  # noqa: E402
import make_postman  # noqa: E402
import make_python  # noqa: E402
import make_typescript  # noqa: E402

NODE = make_typescript.NODE
PACKAGES = CLIENTS / "node_modules"
TSC = PACKAGES / "typescript" / "bin" / "tsc"
NEWMAN = PACKAGES / "newman" / "bin" / "newman.js"
WHAT_THE_EXAMPLES_PRINT = [
    "Kopi Gayo: 50000",
    "sold for 50000",
    "images.0: This is no picture. Use JPEG, PNG, WebP or GIF.",
    "0 left",
    "sold is rising, forecast for 2027-01-01",
]

needs_node = pytest.mark.skipif(
    not (NODE and NEWMAN.exists()), reason="no Node or packages here; try sh deploy/install-node-packages.sh"
)


def run(*command: str | Path, shop: Shop | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    if shop:
        env |= {"FINENICE_URL": shop.url, "FINENICE_PASSWORD": PASSWORD}
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **env}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=90, check=False)


def prints(*command: str | Path, shop: Shop, **env: str) -> list[str]:
    ended = run(*command, shop=shop, **env)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout.splitlines()


@pytest.fixture(scope="session")
def compiled(run_dir: Path) -> Path:
    """The TypeScript client as JavaScript, once for all workers; `tsc` finds no fault in it."""
    target = CLIENTS / "typescript" / "dist"
    with (run_dir / "tsc.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run_dir / "tsc.done"
        if not done.exists():
            ended = run(NODE, TSC, "-p", target.parent)
            assert ended.returncode == 0, ended.stdout
            done.touch()
    return target


def test_what_is_made_of_the_document_is_current() -> None:
    assert make_postman.TARGET.read_text() == make_postman.source(), "run: make api"
    assert make_python.TARGET.read_text() == make_python.source(), "run: make api"
    assert make_typescript.TARGET.read_text().startswith(make_typescript.head()), "run: make api"


def test_the_python_client_is_typed_and_sells(shop: Shop) -> None:
    shop.person("seller", "seller")
    package = CLIENTS / "python"
    example = package / "examples" / "first_sale.py"
    assert prints(sys.executable, example, shop=shop, PYTHONPATH=str(package)) == WHAT_THE_EXAMPLES_PRINT
    nowhere = package / "pyproject.toml"
    checked = run(sys.executable, "-m", "mypy", "--strict", f"--config-file={nowhere}", package / "finenice", example)
    assert checked.returncode == 0, checked.stdout


def expired(person: Person) -> str:
    claims = jwt.decode(person.token, options={"verify_signature": False})
    return jwt.encode({**claims, "exp": int(time.time()) - 60}, secrets_for_tests()["JWT_SECRET_KEY"])


def refreshes(shop: Shop) -> int:
    return shop.app.log.read_text().count("POST /api/auth/refresh 200 ")


def test_the_python_client_renews_an_expired_token_once(shop: Shop, budi: Person) -> None:
    """Eight threads find that it has expired, and one of them renews it for all."""
    before = refreshes(shop)
    client = finenice.Finenice(shop.url, access_token=expired(budi), refresh_token=budi.refresh_token)
    assert at_once(8, lambda _: client.users.show_profile()["username"]) == ["budi"] * 8
    assert refreshes(shop) == before + 1
    assert client.users.show_profile()["id"] == budi.id
    client.auth.logout()
    with pytest.raises(finenice.RevokedToken):
        client.users.show_profile()


@needs_node
def test_the_typescript_client_renews_an_expired_token_once(shop: Shop, budi: Person, compiled: Path) -> None:
    script = f"""
        import {{ Finenice, Problem }} from "{compiled}/src/index.js";
        const [url, accessToken, refreshToken] = process.argv.slice(1);
        const shop = new Finenice(url, {{ accessToken, refreshToken, language: "id" }});
        const calls = Array.from({{ length: 8 }}, () => shop.get("/api/users/profile"));
        console.log((await Promise.all(calls)).map((profile) => profile.username).join(" "));
        await shop.post("/api/auth/logout");
        await shop.get("/api/users/profile").catch((problem) => console.log(problem.code, problem.message));
    """
    tokens = (expired(budi), budi.refresh_token)
    assert prints(NODE, "--input-type=module", "-e", script, shop.url, *tokens, shop=shop) == [
        " ".join(["budi"] * 8),
        "revoked_token Sesi ini sudah berakhir. Silakan masuk lagi.",
    ]


class Lossy(ThreadingHTTPServer):
    """Stands before a shop, notes the keys of changes, and loses the answer of each key's first call."""

    daemon_threads = True

    def __init__(self, url: str) -> None:
        super().__init__(("127.0.0.1", 0), Lossily)
        self.shop_url, self.keys = url, list[str]()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Lossily(BaseHTTPRequestHandler):
    server: Lossy

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        sent = {name: self.headers[name] for name in ("Authorization", "Content-Type", "Idempotency-Key")}
        answer = requests.post(self.server.shop_url + self.path, body, headers=sent, timeout=30)
        key = sent["Idempotency-Key"]
        self.server.keys.append(key)
        if self.server.keys.count(key) > 1:
            self.send_response(answer.status_code)
            self.send_header("Content-Type", answer.headers["Content-Type"])
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@pytest.fixture
def lossy(shop: Shop) -> Iterator[Lossy]:
    with Lossy(shop.url) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_the_python_client_repeats_with_the_same_key_and_keeps_ones_own(shop: Shop, sari: Person, lossy: Lossy) -> None:
    client = finenice.Finenice(lossy.url, access_token=sari.token)
    coffee = client.products.create({"name": "Kopi", "price": 1})
    assert client.products.create({"name": "Teh", "price": 1}, idempotency_key="mine")["id"] != coffee["id"]
    # The key of one's own, in whatever letters.
    calls = finenice.Calls(lossy.url, access_token=sari.token)
    for number, name in enumerate(("Idempotency-Key", "IDEMPOTENCY-KEY", "idempotency-key")):
        body, own = {"name": f"Gula {number}", "price": 1}, {name: f"own-{number}"}
        made = [calls.call("POST", "/api/products", headers=own, body=body) for _ in range(2)]
        assert made[0] == made[1]
    assert [len(list(same)) for _, same in groupby(lossy.keys)] == [2, 2, 3, 3, 3]
    assert lossy.keys[2:] == ["mine"] * 2 + ["own-0"] * 3 + ["own-1"] * 3 + ["own-2"] * 3
    assert shop.value("SELECT COUNT(*) FROM products") == 5


@needs_node
def test_the_typescript_client_repeats_with_the_same_key_and_keeps_ones_own(
    shop: Shop, sari: Person, lossy: Lossy, compiled: Path
) -> None:
    script = f"""
        import {{ Finenice }} from "{compiled}/src/index.js";
        const [url, accessToken] = process.argv.slice(1);
        const shop = new Finenice(url, {{ accessToken }});
        const make = (name, init) => shop.post("/api/products", {{ ...init, body: {{ name, price: 1 }} }});
        const found = [(await make("Kopi")).id];
        const ways = [
          {{ headers: {{ "Idempotency-Key": "own-0" }} }},
          {{ headers: new Headers({{ "IDEMPOTENCY-KEY": "own-1" }}) }},
          {{ headers: [["idempotency-Key", "own-2"]] }},
          {{ params: {{ header: {{ "idempotency-key": "own-3" }} }} }},
          {{ params: {{ header: {{ "Idempotency-Key": "own-4" }} }} }},
        ];
        for (const [number, way] of ways.entries())
          for (const _ of [1, 2]) found.push((await make(`Gula ${{number}}`, way)).id);
        console.log(new Set(found).size);
    """
    assert prints(NODE, "--input-type=module", "-e", script, lossy.url, sari.token, shop=shop) == ["6"]
    assert lossy.keys[0] == lossy.keys[1] and len(lossy.keys[0]) == 32
    assert lossy.keys[2:] == [f"own-{number}" for number in range(5) for _ in range(3)]
    assert shop.value("SELECT COUNT(*) FROM products") == 6


@needs_node
def test_the_typescript_client_is_typed_and_sells(shop: Shop, compiled: Path) -> None:
    shop.person("seller", "seller")
    assert prints(NODE, compiled / "examples" / "first-sale.js", shop=shop) == WHAT_THE_EXAMPLES_PRINT


@needs_node
def test_the_postman_collection_runs_through(shop: Shop, tmp_path: Path) -> None:
    """The first sale as the collection expects it, and of every other call an answer that the document names."""
    shop.person("seller", "seller", "admin")
    report = tmp_path / "report.json"
    variables = [f"--env-var={name}={value}" for name, value in (("baseUrl", shop.url), ("password", PASSWORD))]
    ended = run(
        NODE, NEWMAN, "run", make_postman.TARGET, *variables, "--reporters=json", f"--reporter-json-export={report}"
    )
    told = json.loads(report.read_text())["run"]
    failures = [f"{failure['source'].get('name')}: {failure['error']['message']}" for failure in told["failures"]]
    assert not failures and ended.returncode == 0, ended.stdout
    assert told["stats"]["requests"]["total"] == len(make_postman.FLOW) + len(make_postman.Collection().calls)
    assert told["stats"]["assertions"]["total"] >= told["stats"]["requests"]["total"]
    statuses = [made["response"]["code"] for made in told["executions"]]
    assert statuses[: len(make_postman.FLOW)] == [status for _, status, _, _ in make_postman.FLOW]
