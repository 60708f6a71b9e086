"""The generated clients: current, typed, and able to make a sale."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
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

import messages
from support.app import ROOT, at_once, secrets_for_tests
from support.people import PASSWORD, Person, Shop

CLIENTS = ROOT / "clients"
sys.path += [str(CLIENTS), str(CLIENTS / "python")]

import finenice  # noqa: E402
import make_postman  # noqa: E402
import make_problems  # noqa: E402
import make_python  # noqa: E402
import make_typescript  # noqa: E402
from document import load  # noqa: E402

NODE = make_typescript.NODE
PACKAGES = CLIENTS / "node_modules"
NPM = shutil.which("npm", path=str(Path(NODE).parent)) or shutil.which("npm") or ""
NEWMAN = PACKAGES / "newman" / "bin" / "newman.js"
WHAT_THE_EXAMPLES_PRINT = [
    "Kopi Gayo: 50000",
    "sold for 50000",
    "images.0: This is not an image. Use JPEG, PNG, WebP, AVIF or GIF.",
    "0 left",
    "sold is rising, forecast for 2027-01-01",
]

SCRIPT = ("--input-type=module", "-e")

needs_node = pytest.mark.skipif(
    not (NODE and NPM and NEWMAN.exists()),
    reason="no Node or packages here; try sh scripts/install-node-packages.sh clients",
)


# A minimal TypeScript project.
TSCONFIG = {
    "compilerOptions": {
        "strict": True,
        "exactOptionalPropertyTypes": True,
        "noUncheckedIndexedAccess": True,
        "target": "ES2022",
        "lib": ["ES2022", "DOM", "DOM.Iterable"],
        "module": "NodeNext",
        "types": [],
    }
}


def run(
    *command: str | Path, shop: Shop | None = None, cwd: Path = ROOT, **env: str
) -> subprocess.CompletedProcess[str]:
    if shop:
        env |= {"FINENICE_URL": shop.url, "FINENICE_PASSWORD": PASSWORD}
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **env}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=90, check=False)


def prints(*command: str | Path, shop: Shop, cwd: Path = ROOT, **env: str) -> list[str]:
    ended = run(*command, shop=shop, cwd=cwd, **env)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout.splitlines()


def readme(language: str, beginning: str) -> str:
    """Return the sample of the clients' README that starts like this."""
    samples = re.findall(rf"^```{language}\n(.*?)^```$", (CLIENTS / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    (found,) = (sample for sample in samples if sample.startswith(beginning))
    return found


def files_of(folder: Path) -> set[Path]:
    """Return all files except compiled Python."""
    return {path for path in folder.rglob("*") if path.suffix != ".pyc" and path.name != "__pycache__"}


@pytest.fixture(scope="session")
def app(run_dir: Path) -> Path:
    """A folder with the packed TypeScript client installed and the examples compiled.

    Made once for all workers, without a network and without what `npm ci` has put beside the client.
    """
    folder = run_dir / "typescript"
    with (run_dir / "typescript.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (done := run_dir / "typescript.done").exists():
            clone = run_dir / "clone"
            shutil.copytree(CLIENTS / "typescript", clone, ignore=shutil.ignore_patterns("node_modules"))
            install_into(folder, clone)
            done.touch()
    return folder


def install_into(folder: Path, clone: Path) -> None:
    cache = f"--cache={folder.parent / 'npm'}"
    quiet = ("--offline", "--no-audit", "--no-fund", cache)
    before = files_of(clone)
    linked = folder.parent / "linked"
    for path in (folder, linked):
        path.mkdir()
        (path / "package.json").write_text('{"private": true, "type": "module"}')
    packed = run(NPM, "pack", *quiet, clone, cwd=folder)
    assert packed.returncode == 0, packed.stderr
    for path, package in ((folder, f"./{packed.stdout.splitlines()[-1]}"), (linked, str(clone))):
        installed = run(NPM, "install", *quiet, package, cwd=path)
        assert installed.returncode == 0, installed.stderr
        loaded = run(NODE, "-e", "import('finenice-client').then((it) => console.log(typeof it.Finenice))", cwd=path)
        assert loaded.stdout == "function\n", loaded.stderr
    assert files_of(clone) == before
    for example in (clone / "examples").iterdir():
        shutil.copy(example, folder)
    (folder / "readme.ts").write_text(readme("ts", "// npm install ./clients/typescript\n"))
    (folder / "tsconfig.json").write_text(json.dumps(TSCONFIG))
    compiled = run(NODE, make_typescript.TSC, "-p", folder)
    assert compiled.returncode == 0, compiled.stdout


def test_generated_files_match_the_document() -> None:
    assert make_postman.TARGET.read_text() == make_postman.source(), "run: make api"
    assert make_problems.TARGET.read_text() == make_problems.source(), "run: make api"
    assert make_python.TARGET.read_text() == make_python.source(), "run: make api"
    assert make_typescript.API.read_text() == make_typescript.api(make_typescript.Schemas(load())), "run: make api"
    assert make_typescript.SCHEMA.read_text().startswith(make_typescript.generated_header()), "run: make api"


@needs_node
def test_the_package_matches_its_compiled_source(tmp_path: Path) -> None:
    assert make_typescript.compile_into(tmp_path) == ""
    kept = {path.name: path.read_text() for path in make_typescript.DIST.iterdir()}
    assert kept == {path.name: path.read_text() for path in tmp_path.iterdir()}, "run: make api"


def test_every_problem_code_has_advice() -> None:
    """The page has advice for every code, and none for unknown codes or statuses."""
    page = make_problems.source()
    assert [code for code in messages.PROBLEMS if f"| `{code}` |" not in page] == []
    assert set(make_problems.REMEDIES) <= set(messages.PROBLEMS)
    assert set(make_problems.USUALLY) == {status for status, _ in messages.PROBLEMS.values()}


def test_the_python_client_is_typed_and_sells(shop: Shop, tmp_path: Path) -> None:
    shop.person("seller", "seller")
    package = CLIENTS / "python"
    example = package / "examples" / "first_sale.py"
    before = files_of(package)
    install = ("install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--target", tmp_path)
    installed = run(sys.executable, "-m", "pip", "--disable-pip-version-check", *install, package)
    assert installed.returncode == 0, installed.stderr
    assert files_of(package) == before, "installing leaves something behind in the clone"
    assert prints(sys.executable, example, shop=shop, PYTHONPATH=str(tmp_path)) == WHAT_THE_EXAMPLES_PRINT
    nowhere, sample = package / "pyproject.toml", tmp_path / "readme.py"
    sample.write_text(readme("python", "# pip install ./clients/python\n"))
    typed = (package / "finenice", example, example.with_name("typed.py"), sample)
    checked = run(sys.executable, "-m", "mypy", "--strict", f"--config-file={nowhere}", *typed)
    assert checked.returncode == 0, checked.stdout


def expired(person: Person, seconds: int = 60) -> str:
    claims = jwt.decode(person.token, options={"verify_signature": False})
    return jwt.encode({**claims, "exp": int(time.time()) - seconds}, secrets_for_tests()["JWT_SECRET_KEY"])


def refreshes(shop: Shop) -> int:
    return shop.app.log.read_text().count("POST /api/auth/refresh 200 ")


def test_the_python_client_renews_an_expired_token_once(shop: Shop, budi: Person) -> None:
    """Eight threads see the expired token, and one of them renews it for all."""
    before = refreshes(shop)
    client = finenice.Finenice(shop.url, access_token=expired(budi), refresh_token=budi.refresh_token)
    assert at_once(8, lambda _: client.users.show_profile()["username"]) == ["budi"] * 8
    assert refreshes(shop) == before + 1
    assert client.users.show_profile()["id"] == budi.id
    client.auth.logout()
    with pytest.raises(finenice.RevokedToken):
        client.users.show_profile()


@needs_node
def test_the_typescript_client_renews_an_expired_token_once(shop: Shop, budi: Person, app: Path) -> None:
    script = """
        import { Finenice } from "finenice-client";
        const [url, accessToken, refreshToken] = process.argv.slice(1);
        const shop = new Finenice(url, { accessToken, refreshToken, language: "id" });
        const calls = Array.from({ length: 8 }, () => shop.users.showProfile());
        console.log((await Promise.all(calls)).map((profile) => profile.username).join(" "));
        await shop.auth.logout();
        await shop.users.showProfile().catch((problem) => console.log(problem.code, problem.message));
    """
    tokens = (expired(budi), budi.refresh_token)
    assert prints(NODE, *SCRIPT, script, shop.url, *tokens, shop=shop, cwd=app) == [
        " ".join(["budi"] * 8),
        "revoked_token Sesi sudah berakhir. Silakan masuk lagi.",
    ]


@needs_node
def test_an_idle_tab_uses_the_tokens_stored_by_another_tab(shop: Shop, budi: Person, app: Path) -> None:
    script = """
        import { Finenice } from "finenice-client";
        const [url, accessToken, refreshToken, stored] = process.argv.slice(1);
        const pair = { access_token: stored, refresh_token: refreshToken };
        const kept = new Map([["finenice.tokens", JSON.stringify(pair)]]);
        const storage = {
          getItem: (name) => kept.get(name) ?? null,
          setItem: (name, value) => void kept.set(name, value),
          removeItem: (name) => void kept.delete(name),
        };
        const shop = new Finenice(url, { accessToken, refreshToken: "old", storage });
        console.log((await shop.users.showProfile()).username, kept.size);
    """
    tokens = (expired(budi, 90), budi.refresh_token, expired(budi))
    assert prints(NODE, *SCRIPT, script, shop.url, *tokens, shop=shop, cwd=app) == ["budi 1"]


class LossyProxy(ThreadingHTTPServer):
    """A proxy that records the idempotency keys and drops the first response of each."""

    daemon_threads = True

    def __init__(self, url: str) -> None:
        super().__init__(("127.0.0.1", 0), LossyHandler)
        self.shop_url, self.keys = url, list[str]()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class LossyHandler(BaseHTTPRequestHandler):
    server: LossyProxy

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
        """Log nothing."""


@pytest.fixture
def lossy(shop: Shop) -> Iterator[LossyProxy]:
    with LossyProxy(shop.url) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_the_python_client_retries_with_the_same_idempotency_key(shop: Shop, sari: Person, lossy: LossyProxy) -> None:
    client = finenice.Finenice(lossy.url, access_token=sari.token)
    coffee = client.products.create({"name": "Kopi", "price": 1})
    assert client.products.create({"name": "Teh", "price": 1}, idempotency_key="mine")["id"] != coffee["id"]
    # A key of the caller, whatever the case of the header.
    calls = finenice.Calls(lossy.url, access_token=sari.token)
    for number, name in enumerate(("Idempotency-Key", "IDEMPOTENCY-KEY", "idempotency-key")):
        body, own = {"name": f"Gula {number}", "price": 1}, {name: f"own-{number}"}
        made = [calls.call("POST", "/api/products", headers=own, body=body) for _ in range(2)]
        assert made[0] == made[1]
    assert [len(list(same)) for _, same in groupby(lossy.keys)] == [2, 2, 3, 3, 3]
    assert lossy.keys[2:] == ["mine"] * 2 + ["own-0"] * 3 + ["own-1"] * 3 + ["own-2"] * 3
    assert shop.value("SELECT COUNT(*) FROM products") == 5


@needs_node
def test_the_typescript_client_retries_with_the_same_idempotency_key(
    shop: Shop, sari: Person, lossy: LossyProxy, app: Path
) -> None:
    script = """
        import { Finenice } from "finenice-client";
        const [url, accessToken] = process.argv.slice(1);
        // React Native has none.
        Object.defineProperty(globalThis, "crypto", { value: undefined });
        const shop = new Finenice(url, { accessToken });
        const make = (name, options) => shop.products.create({ name, price: 1 }, options);
        const found = [(await make("Kopi")).id];
        const ways = [
          { idempotencyKey: "own-0" },
          { headers: { "Idempotency-Key": "own-1" } },
          { headers: new Headers({ "IDEMPOTENCY-KEY": "own-2" }) },
          { headers: [["idempotency-Key", "own-3"]] },
        ];
        for (const [number, way] of ways.entries())
          for (const _ of [1, 2]) found.push((await make(`Gula ${number}`, way)).id);
        console.log(new Set(found).size);
    """
    assert prints(NODE, *SCRIPT, script, lossy.url, sari.token, shop=shop, cwd=app) == ["5"]
    assert lossy.keys[0] == lossy.keys[1] and len(lossy.keys[0]) == 32
    assert lossy.keys[2:] == [f"own-{number}" for number in range(4) for _ in range(3)]
    assert shop.value("SELECT COUNT(*) FROM products") == 5


@needs_node
def test_the_typescript_client_is_typed_and_sells(shop: Shop, app: Path) -> None:
    shop.person("seller", "seller")
    assert prints(NODE, app / "first-sale.js", shop=shop) == WHAT_THE_EXAMPLES_PRINT


@needs_node
def test_the_typescript_client_stores_tokens_and_reports_the_end_of_a_session(shop: Shop, app: Path) -> None:
    script = """
        import { Finenice } from "finenice-client";
        const { FINENICE_URL: url, FINENICE_PASSWORD: password } = process.env;
        const kept = new Map();
        const storage = {
          getItem: async (name) => kept.get(name) ?? null,
          setItem: async (name, value) => void kept.set(name, value),
          removeItem: async (name) => void kept.delete(name),
        };
        const onTokens = (tokens) => console.log("tokens", Object.keys(tokens).join(" "));
        const onSignedOut = (problem) => console.log("signed out", problem?.code);
        const start = () => new Finenice(url, { storage, onTokens, onSignedOut });
        const shop = start();
        await shop.signUp({ username: "rina", password });
        const [again, third] = [start(), start()];
        console.log((await again.users.showProfile()).username, await third.tokens() !== undefined);
        await again.signOut();
        console.log(kept.size, await start().tokens());
        await again.signOut();
        for (const late of [shop, third]) await late.users.showProfile().catch((problem) => console.log(problem.code));
        await shop.users.showProfile().catch((problem) => console.log(problem.code));
        await shop.signIn("rina", password);
        console.log(kept.size);
    """
    assert prints(NODE, *SCRIPT, script, shop=shop, cwd=app) == [
        "tokens access_token refresh_token",
        "rina true",
        "signed out undefined",
        "0 undefined",
        *["signed out revoked_token", "revoked_token"] * 2,
        "missing_token",
        "tokens access_token refresh_token",
        "1",
    ]


@needs_node
def test_the_typescript_client_returns_status_and_headers(shop: Shop, sari: Person, app: Path) -> None:
    for name in ("Gula", "Teh"):
        sari.offers(name)
    script = """
        import { Finenice, NotModified } from "finenice-client";
        const [url, accessToken] = process.argv.slice(1);
        const shop = new Finenice(url, { accessToken });
        const once = { idempotencyKey: "once" };
        const made = await shop.products.create({ name: "Kopi", price: 1, stock: 5 }, once).withResponse();
        const again = await shop.products.create({ name: "Kopi", price: 1, stock: 5 }, once).withResponse();
        console.log(made.status, made.replayed, again.replayed, again.data.id === made.data.id);
        const { data: { id }, etag: ifNoneMatch } = await shop.products.show(made.data.id).withResponse();
        await shop.products.show(id, { ifNoneMatch }).catch((error) => console.log(error instanceof NotModified));
        const { etag: ifMatch } = made;
        console.log((await shop.products.update(id, { price: 2 }, { ifMatch })).price);
        await shop.products.update(id, { price: 3 }, { ifMatch }).catch((problem) => console.log(problem.code));
        const names = [];
        for await (const product of shop.products.walk({ per_page: 1 })) names.push(product.name);
        console.log(names.join(" "));
        const rows = Array.from({ length: 20_000 }, (_, n) => `\\nK-${n},Kopi ${n},1`);
        const file = new File(["sku,name,price", ...rows], "k.csv");
        const { status, location } = await shop.imports.create({ file }, { dry_run: true }).withResponse();
        console.log(status, location?.replace(/[0-9]+/, "7"));
        console.log(await shop.imports.downloadTemplate().then((text) => typeof text));
        await shop.users.list().catch((problem) => console.log(problem.code, problem.members.roles));
    """
    assert prints(NODE, *SCRIPT, script, shop.url, sari.token, shop=shop, cwd=app) == [
        "201 false true true",
        "true",
        "2",
        "version_conflict",
        "Kopi Teh Gula",
        "202 /api/imports/7",
        "string",
        "forbidden admin",
    ]


def test_the_python_client_returns_status_and_headers(shop: Shop, sari: Person) -> None:
    told: list[str] = []
    client = finenice.Finenice(
        shop.url,
        access_token=sari.token,
        refresh_token=sari.refresh_token,
        on_tokens=lambda access, refresh: told.append("tokens"),
        on_signed_out=lambda problem: told.append(f"signed out {problem and problem.code}"),
    )
    coffee: finenice.ProductCreate = {"name": "Kopi", "price": 1, "stock": 5}
    made, again = [client.with_response(client.products.create, coffee, idempotency_key="once") for _ in range(2)]
    assert (made.status, made.replayed, again.replayed, again.data) == (201, False, True, made.data)
    read = client.with_response(client.products.show, made.data["id"])
    assert client.products.update(made.data["id"], {"price": 2}, if_match=read.etag)["price"] == 2
    with pytest.raises(finenice.VersionConflict):
        client.products.update(made.data["id"], {"price": 3}, if_match=read.etag)
    with pytest.raises(finenice.InsufficientStock) as caught:
        client.transactions.quote({"items": [{"product_id": made.data["id"], "qty": 6}]})
    assert (caught.value.available, caught.value.items[0]["requested"]) == (5, 6)
    other = finenice.Finenice(shop.url, access_token=sari.token, on_signed_out=client.calls.on_signed_out)
    client.sign_out()
    client.sign_out()
    with pytest.raises(finenice.RevokedToken):
        other.users.show_profile()
    client.sign_up({"username": "rina", "password": PASSWORD})
    assert client.users.show_profile()["username"] == "rina"
    assert told == ["signed out None", "signed out revoked_token", "tokens"]


@pytest.mark.slow
@needs_node
def test_the_postman_collection_passes(shop: Shop, tmp_path: Path) -> None:
    """The collection has every call of the document, checks each status, and leaves the shop as it was."""
    seller = shop.person("seller", "seller", "admin")
    coffee, course = seller.offers("Kopi Lama"), seller.teaches()["id"]
    before = shop.rows("SELECT * FROM products") + shop.rows("SELECT * FROM courses")
    report = tmp_path / "report.json"
    variables = [f"--env-var={name}={value}" for name, value in (("baseUrl", shop.url), ("password", PASSWORD))]
    ended = run(
        NODE, NEWMAN, "run", make_postman.TARGET, *variables, "--reporters=json", f"--reporter-json-export={report}"
    )
    told = json.loads(report.read_text())["run"]
    answers = {made["item"]["name"]: made["response"] for made in told["executions"]}
    failures = [
        f"{name}: {failure['error']['message']} {bytes(answers[name]['stream']['data'])[:300]!r}"
        for failure in told["failures"]
        for name in [failure["source"].get("name")]
    ]
    assert not failures and ended.returncode == 0, "\n".join(failures) or ended.stdout
    steps = [step for folder in make_postman.FOLDERS.values() for step in folder]
    assert {step.call for step in steps} == set(make_postman.Collection().calls)
    assert told["stats"]["requests"]["total"] == len(steps)
    # Each request checks its status, and a member of the response unless it is empty.
    assert told["stats"]["assertions"]["total"] == 2 * len(steps) - sum(step.status == 204 for step in steps)
    # A shop that sells at once has no order whose money is asked for.
    assert sum(step.status >= 400 for step in steps) < 25
    kept = f"WHERE id IN ({coffee})", f"WHERE id IN ({course})"
    assert shop.rows(f"SELECT * FROM products {kept[0]}") + shop.rows(f"SELECT * FROM courses {kept[1]}") == before
