"""Rules of the repository: allowed imports, file sizes, where SQL stands, and documents that match the code.

`python tests/test_house.py` writes the table of packages in docs/architecture.md anew.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from settings import reference
from settings.reader import OLD_NAMES
from support.app import ROOT, clean_environment
from support.preloaded import preloaded
from support.sources import MODULES, SOURCES

if TYPE_CHECKING:
    from support.database import Server
    from support.people import Shop


class Package(NamedTuple):
    """A top-level package or module: its job, and what it may import of the repository. None: everything."""

    job: str
    may_import: frozenset[str] | None


def _package(job: str, may_import: str = "") -> Package:
    return Package(job, frozenset(may_import.split()))


PACKAGES = {
    "app": Package("create the Flask app; hooks in the order of a request", None),
    "cli": Package("the commands of `flask`", None),
    "runtime": Package("server processes, database at startup, embedded MariaDB", None),
    "settings": _package("read and check the environment"),
    "telemetry": _package("metrics, traces, error reports and the log file of the operator", "settings"),
    "db": _package("connection pool, transactions, statements", "connections faults settings telemetry"),
    "connections": _package("connections to MySQL and their pool", "faults settings telemetry"),
    "faults": _package("faults of the database: error numbers, breaker, the note of a full disk"),
    "actor": _package("the user or API key that acts in this request or job"),
    "messages": _package("all sentences for people, in English and Indonesian"),
    "problems": _package("`Problem` and `Fault`, the foreseen failures", "messages"),
    "errors": _package("Flask's error handlers", "faults messages problems"),
    "domain": _package("calculations and formats without SQL or HTTP"),
    "demo": _package("data and drawings of the demo shop"),
    "queries": _package("SQL, locks and integrity rules", "actor db demo domain faults problems"),
    "auth": _package("authenticate the caller; guards of routes", "actor domain problems queries settings web"),
    "web": _package(
        "what all routes share over HTTP", "actor domain errors messages problems queries settings telemetry"
    ),
    "routes": _package(
        "permissions, request and response schemas",
        "analysis_pool auth domain errors messages problems queries telemetry web",
    ),
    "mail": _package("render and deliver e-mails", "domain messages queries settings"),
    "backups": _package(
        "archives of database and files: create, verify, restore", "db domain queries runtime settings"
    ),
    "jobs": _package(
        "background jobs and their runner", "actor backups db demo domain faults mail queries settings telemetry"
    ),
    "analysis_pool": _package("file analyses in processes of their own", "domain settings"),
}

STANDARD_LIBRARY = {"http", "email", "logging", "types", "queue", "token", "secrets", "statistics"}

# These lists may only become shorter: a test fails when an entry is no longer needed.
KNOWN_IMPORT_CIRCLES: set[str] = set()
KNOWN_LARGE_FILES: set[str] = set()
KNOWN_LONG_FUNCTIONS: set[str] = set()
# Generated files and catalogues of sentences may be longer.
ANY_SIZE = ("clients/python/finenice/api.py", "messages/")
MOST_LINES, MOST_LINES_OF_TESTS, MOST_LINES_OF_A_FUNCTION = 450, 600, 60
MOST_MODULES = 15

DOCUMENTS = [
    path
    for path in sorted(ROOT.rglob("*.md"))
    if path.relative_to(ROOT).parts[0] not in (".venv", "var", ".pytest_cache") and "node_modules" not in path.parts
]
ARCHITECTURE = ROOT / "docs" / "architecture.md"


def package(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def module_name(path: Path) -> str:
    """Return the name by which the module is imported. Tests are imported by their file name."""
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    if parts[0] == "tests":
        parts = parts[-1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {module_name(path) for path in MODULES}


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Return all nodes of a module. A walk takes as long as the parser does."""
    return [*ast.walk(ast.parse(path.read_text()))]


def imported(path: Path) -> Iterator[str]:
    """Yield the modules of the repository that a module imports, also those imported inside functions."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in NAMES)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                found = [name for name in (f"{node.module}.{alias.name}", node.module) if name in NAMES]
                yield from found[:1]


def import_circles(imports: dict[str, set[str]]) -> set[str]:
    """Return the groups of modules that import one another, directly or by others."""

    def reachable(start: str) -> set[str]:
        found: set[str] = set()
        waiting = [start]
        while waiting:
            new = imports[waiting.pop()] - found
            found |= new
            waiting.extend(new)
        return found

    reached = {name: reachable(name) for name in imports}
    return {
        ", ".join(sorted(other for other in reached[name] if name in reached[other]))
        for name in imports
        if name in reached[name]
    }


def package_table() -> str:
    """Return the table of packages for docs/architecture.md."""
    lines = ["| package | job | may import |", "|---|---|---|"]
    for name, (job, may_import) in PACKAGES.items():
        shown = f"`{name}/`" if (ROOT / name).is_dir() else f"`{name}.py`"
        allowed = "everything" if may_import is None else ", ".join(sorted(may_import)) or "nothing"
        lines.append(f"| {shown} | {job} | {allowed} |")
    return "\n".join(lines)


def with_package_table(text: str) -> str:
    """Return the text with the table between its two marks written anew."""
    return re.sub(r"(<!-- packages -->\n).*?(\n<!-- end -->)", rf"\1{package_table()}\2", text, flags=re.DOTALL)


def anchors(path: Path) -> set[str]:
    """Return the anchors of a document's headings: those written as {#name}, and those that GitHub derives."""
    found = set(re.findall(r"^#+ .+\{#([\w-]+)\}$", path.read_text(), re.MULTILINE))
    for heading in re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE):
        plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).lower().replace(" ", "-")
        found.add(re.sub(r"[^\w-]", "", plain))
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_allowed_packages(path: Path) -> None:
    here = package(path)
    assert here in PACKAGES, f"add {here} to PACKAGES"
    allowed = PACKAGES[here].may_import
    found = {name.partition(".")[0] for name in imported(path)} - {here}
    assert allowed is None or found <= allowed, f"{here} must not import {sorted(found - allowed)}"


def test_no_module_shadows_the_standard_library() -> None:
    assert not STANDARD_LIBRARY & {package(path) for path in SOURCES}


def test_modules_do_not_import_one_another() -> None:
    imports = {module_name(path): set(imported(path)) - {module_name(path)} for path in MODULES}
    found = import_circles(imports)
    assert not found - KNOWN_IMPORT_CIRCLES, "break these import circles"
    assert not KNOWN_IMPORT_CIRCLES - found, "remove these from KNOWN_IMPORT_CIRCLES"


def test_an_import_circle_is_found() -> None:
    imports = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set[str]()}
    assert import_circles(imports) == {"a, b, c"}


def test_modules_stay_short() -> None:
    names = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in MODULES}
    found = {
        name
        for name, lines in names.items()
        if lines > (MOST_LINES_OF_TESTS if name.startswith("tests/") else MOST_LINES) and not name.startswith(ANY_SIZE)
    }
    assert not found - KNOWN_LARGE_FILES, "split these modules"
    assert not KNOWN_LARGE_FILES - found, "remove these from KNOWN_LARGE_FILES"


def test_folders_stay_small() -> None:
    folders = Counter(path.parent for path in MODULES if path.name != "__init__.py")
    checked = {path.parent for path in SOURCES} | {ROOT / "tests" / "support"}
    found = {str(path.relative_to(ROOT)): folders[path] for path in checked if folders[path] > MOST_MODULES}
    assert not found, "split these folders"


def test_functions_stay_short() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in MODULES
        if not str(path.relative_to(ROOT)).startswith(ANY_SIZE)
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef) and node.end_lineno
        if node.end_lineno - node.lineno >= MOST_LINES_OF_A_FUNCTION
    }
    assert not found - KNOWN_LONG_FUNCTIONS, "split these functions"
    assert not KNOWN_LONG_FUNCTIONS - found, "remove these from KNOWN_LONG_FUNCTIONS"


def test_sql_stands_only_in_queries() -> None:
    statement = re.compile(r"\b(SELECT\s.+\sFROM|INSERT INTO|UPDATE\s+\w+\s+SET|DELETE FROM)\b", re.DOTALL)
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        if package(path) != "queries"
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and statement.search(node.value)
    ]
    assert not found


def test_money_is_never_a_float() -> None:
    modules = sorted((ROOT / "domain" / "commerce").glob("*.py"))
    assert modules
    found = [
        f"{path.name}:{node.lineno}"
        for path in modules
        for node in nodes(path)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]
    assert not found


def test_every_setting_is_in_the_example_and_in_the_reference() -> None:
    reader = reference.collect()
    equals = {other for name, others in reader.aliases.items() if name not in OLD_NAMES for other in others}
    names = reader.defaults.keys() | equals
    example = set(re.findall(r"^([A-Z][A-Z0-9_]*)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert names == example, f"add to or remove from .env.example: {sorted(names ^ example)}"
    described = {name for meanings in reference.MEANINGS.values() for name in meanings}
    assert reader.defaults.keys() == described, "describe them in settings/reference.py"
    assert (ROOT / "docs" / "settings.md").read_text() == reference.write(), "run: make settings"


def test_the_package_table_is_current() -> None:
    text = ARCHITECTURE.read_text()
    assert package_table() in text
    assert text == with_package_table(text), "run: python tests/test_house.py"


def test_the_entry_documents_stay_short() -> None:
    """A newcomer reads the README and the architecture on one screen and a half."""
    assert len((ROOT / "README.md").read_text().splitlines()) <= 120
    assert len(ARCHITECTURE.read_text().splitlines()) <= 90


# The links of the guide lead to anchors of the page /docs, into which it is rendered.
LINKED = [path for path in DOCUMENTS if path.parent.name != "guide"]


@pytest.mark.parametrize("path", LINKED, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_of_a_document_lead_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", path.read_text(), flags=re.MULTILINE | re.DOTALL)
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        if re.match(r"[a-z]+:|/", link):
            continue
        target, _, anchor = link.partition("#")
        file = (path.parent / target).resolve() if target else path
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            broken.append(link)
    assert not broken


def test_every_document_is_in_the_index() -> None:
    docs = ROOT / "docs"
    linked = {
        (docs / link.partition("#")[0]).resolve()
        for link in re.findall(r"\]\(([^)]+)\)", (docs / "README.md").read_text())
    }
    missing = [
        path for path in LINKED if docs in path.parents and not {path, path.parent} & {*linked, docs / "README.md"}
    ]
    assert not missing, "link them from docs/README.md"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_named_in_a_document_exist(path: Path) -> None:
    named = re.findall(
        r"`((?:[a-z_0-9]+/)+[\w.-]+\.(?:py|md|sql|html|js|mjs|sh|json|yaml))(?:: \w+)?`", path.read_text()
    )
    modules = [str(module) for module in MODULES]
    assert not [
        name
        for name in named
        if not (ROOT / name).exists() and not any(module.endswith(f"/{name}") for module in modules)
    ]


# Names of other programs that decisions mention.
FOREIGN_NAMES = {
    "secrets_dir", "galera_new_cluster", "galera_recovery", "wsrep_last_committed", "wsrep_max_ws_size",
    "tidb_enable_check_constraint",
}  # fmt: skip


def test_names_in_documents_occur_in_the_code() -> None:
    """A code, field or parameter that was renamed must not stay in a document."""
    sources = [path for path in MODULES if package(path) not in ("clients", "docs")]
    others = [*ROOT.glob("*.sql"), *ROOT.glob("migrations/*.sql"), *ROOT.glob("templates/*"), *ROOT.glob("static/*.js")]
    others += [*ROOT.glob("deploy/galera/*")]
    known = FOREIGN_NAMES | {module_name(path).rpartition(".")[2] for path in MODULES}
    known.update(*(re.findall(r"\w+", path.read_text()) for path in (*sources, *others)))
    unknown = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in DOCUMENTS
        if "clients" not in path.parts and path.name != "problems.md"
        for span in re.findall(r"`([^`\n]+)`", path.read_text())
        for name in re.findall(r"(?<![\w…])[a-z]+_[a-z_]*[a-z](?![\w…])", span)
        if not {name, f"test_{name}"} & known
    }
    assert not unknown


def test_commands_named_in_documents_and_makefile_exist() -> None:
    texts = [path.read_text() for path in (*DOCUMENTS, ROOT / "Makefile")]
    modules = {name for text in texts for name in re.findall(r"-m (bench\.[\w.]+\w)", text)}
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {name for text in texts[:-1] for name in re.findall(r"`make ([a-z-]+)`", text)}
    assert modules <= NAMES, modules - NAMES
    assert named <= targets, named - targets


def test_tests_and_functions_named_in_the_security_document_exist() -> None:
    """`test_x: name`, `name` stand for functions of test_x.py; `…` at an end stands for the rest of a name."""
    text = (ROOT / "docs" / "security.md").read_text()
    files = {path.stem: path.read_text() for path in (ROOT / "tests").rglob("test_*.py")}
    missing = [name for name in re.findall(r"`(test_\w+)[:`]", text) if name not in files]
    for file, rest in re.findall(r"`(test_\w+): ([^`]+`(?:(?:,| and) `(?!test_)[\w…]+`)*)", text):
        functions = set(re.findall(r"^ *def test_(\w+)", files.get(file, ""), re.MULTILINE))
        for name in re.findall(r"[\w…]+", re.sub(r"\[.*?\]| and ", " ", rest)):
            pattern = re.compile(name.replace("…", r"\w*"))
            if not any(pattern.fullmatch(each) for each in functions):
                missing.append(f"{file}: {name}")
    for file, name in re.findall(r"`([\w/]+\.(?:py|js)): (\w+)`", text):
        if not re.search(rf"\b(def|class|function) {name}\b", (ROOT / file).read_text()):
            missing.append(f"{file}: {name}")
    assert not missing


def test_the_committed_openapi_document_is_current(shop: Shop) -> None:
    served = shop.visitor().http.get(shop.url + "/openapi.json").json()
    committed = json.loads((ROOT / "docs" / "openapi.json").read_text())
    assert served == committed, "run: make openapi"


def test_a_route_without_a_guard_stops_the_start(server: Server, shop: Shop, tmp_path: Path) -> None:
    script = """
import app, routes.system.health
routes.system.health.bp.add_url_rule("/unguarded", "unguarded", lambda: "hello")
app.create_app()
"""
    env = {**clean_environment(), **server.env, "ENV": "test", "DB_NAME": shop.name}
    env.setdefault("DATA_DIR", str(tmp_path))
    result = preloaded.run(["-c", script], env, timeout=60)
    assert result.returncode != 0
    assert "/unguarded" in result.stderr
    assert "has no guard" in result.stderr


if __name__ == "__main__":
    ARCHITECTURE.write_text(with_package_table(ARCHITECTURE.read_text()))
