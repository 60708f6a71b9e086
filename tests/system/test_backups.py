"""Backups: made beside sales, restored elsewhere, and what happens at a kill, a full disk, a dead bucket."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import mysql.connector
import pytest
import requests

import db
import jobs.backups
import jobs.runner
import queries.system.audit_chain
import queries.system.backups.records
import queries.system.jobs
import queries.system.schema
from backups import shop_secrets, targets
from backups.archive import STORES, ArchiveError, verify
from backups.create import BackupFailed, Made, create
from backups.restore import Restored, RestoreRefused, restore
from backups.targets import S3, TargetError
from domain.security.age import Identity, Keys
from queries.system import audit
from queries.system.backups import restores, table_copies
from queries.system.schema import RestoreUnfinished
from settings import Database, Settings
from support.app import ROOT, clean_environment, free_port, secrets_for_tests, wait_until
from support.database import Server, new_database
from support.people import Person, Shop
from support.preloaded import preloaded
from support.tcp import forward_connections

IDENTITY = Identity.generate()
KEYS = Keys((IDENTITY,))
LONG = bool(os.environ.get("LONG"))
HEX = "ab" + "0" * 62


def settings_for(database: Database, data_dir: Path, **environ: str) -> Settings:
    base = {
        "ENV": "test",
        "DATA_DIR": str(data_dir),
        "PUBLIC_URL": "https://toko.example",
        "BACKUP_RECIPIENTS": IDENTITY.recipient(),
        **secrets_for_tests(),
    }
    return dataclasses.replace(Settings.from_env({**base, **environ}), database=database)


def content(path: Path) -> dict[str, Any]:
    """Return all rows of the current database, and all files of a DATA_DIR."""
    rows: dict[str, Any] = {
        table.name: [line for lines in table_copies.read(table) for line in lines]
        for table in table_copies.tables()
        if table.name != "backups"
    }
    rows |= {table: table_copies.next_ids(table) for table in ("users", "products", "transactions")}
    for store in STORES:
        files = [file for file in (path / store).glob("??/*") if file.suffix != ".draft"]
        rows |= {str(file.relative_to(path)): file.read_bytes() for file in files}
    return rows


@pytest.fixture
def filled(server: Server, tmp_path: Path) -> Iterator[Settings]:
    """A database with a little of everything, opened in this process, and its files."""
    with new_database(server, f"finenice_backup_{os.getpid()}") as database:
        settings = settings_for(database, tmp_path / "data")
        queries.system.schema.upgrade()
        fill(settings)
        yield settings


def fill(settings: Settings) -> None:
    db.execute(
        "INSERT INTO users (id, name, email, email_verified_at, password_hash) "
        "VALUES (1, %s, 'dewi@example.com', UTC_TIMESTAMP(6), 'h'), (7, 'Sari', 'sari@example.com', NULL, 'h')",
        ("Dewi \u0000\r\n\\'\"\u2028 \U0001f6d2",),
    )
    db.execute("INSERT INTO user_roles (user_id, role) VALUES (1, 'admin')")
    for number in range(40):
        db.execute(
            "INSERT INTO products (seller_id, sku, name, description, price, stock, deleted_at) "
            "VALUES (7, %s, 'Kopi', %s, 9007199254740993, 0, %s)",
            (f"s{number}", "x" * 40_000 * (number % 2), "2026-01-01 00:00:00.000001" if number % 3 else None),
        )
    db.execute("DELETE FROM products WHERE id > 38")
    db.execute("INSERT INTO one_time_links (token_hash, user_id, purpose, expires_at) "
               "VALUES (%s, 7, 'x', '2030-01-01')", (bytes(range(224, 256)),))  # fmt: skip
    db.execute("INSERT INTO jobs (id, kind, payload) VALUES (3, 'x', '{}')")
    db.execute("INSERT INTO imports (id, job_id, user_id, filename, size, mode, dry_run) "
               "VALUES (5, 3, 7, 'x', 1, 'upsert', 0)")  # fmt: skip
    db.execute("INSERT INTO import_parts (import_id, part, content) VALUES (5, 0, %s), (5, 1, %s)",
               (os.urandom(300_000), bytes(range(256))))  # fmt: skip
    with db.transaction(), audit.changing("users", 1):
        db.execute("UPDATE users SET name = CONCAT(name, '!') WHERE id = 1")
    queries.system.audit_chain.extend()
    for name in (f"uploads/ab/{HEX}-160.webp", f"uploads/ab/{HEX}-480.webp", f"course-files/ab/{HEX}"):
        path = settings.data_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(70_000))
    (settings.data_dir / "uploads/ab/0.draft").write_bytes(b"a kill has left it")


@contextmanager
def elsewhere(server: Server) -> Iterator[Database]:
    """An empty database of another name, opened in this process."""
    before = db.current()
    with new_database(server, f"{before.name}_b"[:60]) as database:
        yield database
    db.open(before)


def path_of(settings: Settings, made: Made) -> Path:
    return settings.data_dir / "backups" / made.name


def restored(settings: Settings, made: Made, data_dir: Path) -> Restored:
    return restore(path_of(settings, made), KEYS, data_dir, settings.tokens)


def in_a_process(settings: Settings, script: str, *arguments: str) -> int:
    """Run Python code in a process of its own, with `settings` and `database`, and return its exit status."""
    database = settings.database
    prelude = f"""
import os, signal, sys
from pathlib import Path
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests")!r}]
import db
import queries.system.audit
from settings import Database
from system.test_backups import KEYS, settings_for
from domain.security.age import Identity, Keys
database = Database({database.host!r}, {database.port}, {database.user!r}, {database.password!r}, {database.name!r},
                    Path({str(database.socket)!r}) if {database.socket is not None} else None)
db.open(database)
settings = settings_for(database, Path({str(settings.data_dir)!r}), BACKUP_RECIPIENTS={settings.backup.recipients[0]!r})
queries.system.audit.configure(settings.tokens.secret)
KEYS = Keys((Identity.parse({IDENTITY.encode()!r}),))
countdown = int(sys.argv[1])
def kill():
    global countdown
    countdown -= 1
    if countdown < 0:
        os.kill(os.getpid(), signal.SIGKILL)
"""
    process = preloaded.run(["-c", prelude + script, *arguments], clean_environment(), timeout=120)
    assert process.returncode in (0, -signal.SIGKILL), process.stderr
    return process.returncode


def test_an_archive_is_restored_to_the_byte(filled: Settings, server: Server, tmp_path: Path) -> None:
    before, head = content(filled.data_dir), queries.system.audit_chain.head()
    made = create(filled)
    assert (made.audit_head.number, made.audit_head.link) == (head.number, head.link) and made.files == 3
    assert path_of(filled, made).stat().st_mode & 0o777 == 0o600
    (row,) = queries.system.backups.records.page(10**9, 10)
    assert (row["state"], row["bytes"], row["row_count"], row["file_count"]) == ("done", made.bytes, made.rows, 3)
    assert row["audit_head"] == {"number": head.number, "link": head.link}
    status = queries.system.backups.records.status()
    assert status.succeeded_at and status.bytes == made.bytes and status.failed_at is None
    with elsewhere(server):
        found = restored(filled, made, tmp_path / "new")
        assert content(tmp_path / "new") == before
        assert not any(found.faults.values())
        assert queries.system.audit_chain.head().link == head.link
        (copy,) = queries.system.backups.records.page(10**9, 10)
        # The archive was made when its backup was, not now.
        assert copy == row | {"finished_at": row["started_at"]}
        # It is a database like any other now.
        assert queries.system.schema.upgrade() == []
        assert db.insert("INSERT INTO products (seller_id, name, description, price, stock) "
                         "VALUES (7, 'x', '', 1, 0)") == 41  # fmt: skip
        with pytest.raises(RestoreRefused, match="has data already"):
            restored(filled, made, tmp_path / "another")


def test_a_backup_beside_sales_is_one_moment(
    shop: Shop, inside: None, sari: Person, server: Server, tmp_path: Path
) -> None:
    product = sari.offers(stock=10**6)
    settings = settings_for(db.current(), tmp_path / "data")
    stop, sold = threading.Event(), []

    def sell() -> None:
        while not stop.is_set():
            sold.append(sari.buys(product).status_code)

    sellers = [threading.Thread(target=sell) for _ in range(2)]
    for seller in sellers:
        seller.start()
    wait_until(lambda: len(sold) > 5)

    def another_sale() -> None:
        """Let sales go on between two reads."""
        before = len(sold)
        wait_until(lambda: len(sold) > before)

    made = create(settings, pause_point=another_sale)
    stop.set()
    for seller in sellers:
        seller.join()
    assert set(sold) == {201}
    with elsewhere(server):
        found = restored(settings, made, tmp_path / "new")
        assert not any(found.faults.values())
        count = db.fetch_value("SELECT COUNT(*) AS n FROM transactions")
        assert 5 < count < len(sold)
        assert db.fetch_value("SELECT stock FROM products") == 10**6 - count


def test_a_kill_leaves_no_archive(filled: Settings) -> None:
    script = "from backups.create import create\ncreate(settings, pause_point=kill)"
    for countdown in (0, 4, 9) if LONG else (0, 9):
        assert in_a_process(filled, script, str(countdown)) == -signal.SIGKILL
    assert targets.get(filled.backup, filled.data_dir).names() == []
    drafts = list((filled.data_dir / "backups").glob(".*.draft"))
    assert drafts
    for draft in drafts:
        with pytest.raises(Exception, match=r"cut off|too early|changed|header") as caught:
            verify(draft, KEYS)
        assert isinstance(caught.value, ArchiveError) or type(caught.value).__name__ == "AgeError"
        os.utime(draft, (0, 0))
    db.execute("UPDATE backups SET started_at = started_at - INTERVAL 13 HOUR")
    create(filled)
    assert list((filled.data_dir / "backups").glob(".*.draft")) == []
    assert [row["error"] for row in queries.system.backups.records.page(10**9, 10)] == [
        None,
        *["interrupted"] * len(drafts),
    ]


def test_a_killed_restore_continues_and_nothing_starts_meanwhile(
    filled: Settings, server: Server, tmp_path: Path
) -> None:
    made, before = create(filled), content(filled.data_dir)
    script = """
import backups.restore
from queries.system.backups import restores
load, write = restores.load, backups.restore._write_file
restores.load = lambda *args: (kill(), load(*args))
backups.restore._write_file = lambda *args: (kill(), write(*args), kill())
create = restores.create_schema
restores.create_schema = lambda version: (create(version), kill())[0]
backups.restore.restore(Path(sys.argv[2]), KEYS, Path(sys.argv[3]), settings.tokens)
"""
    new = tmp_path / "new"
    with elsewhere(server) as database:
        target = dataclasses.replace(filled, database=database)
        db.close()
        # Before the first rows, between two parts, between two files.
        for countdown in (0, 7, 8) if LONG else (3, 11):
            status = in_a_process(target, script, str(countdown), str(path_of(filled, made)), str(new))
            assert status == -signal.SIGKILL
        db.open(database)
        with pytest.raises(RestoreUnfinished, match="flask restore"):
            queries.system.schema.upgrade()
        with pytest.raises(RestoreRefused, match="another archive"):
            restored(filled, _another(filled, database), new)
        restored(filled, made, new)
        assert content(new) == before
        assert queries.system.schema.upgrade() == []


def _another(settings: Settings, database: Database) -> Made:
    db.open(settings.database)
    made = create(settings)
    db.open(database)
    return made


def test_nothing_is_changed_where_a_restore_is_refused(filled: Settings, server: Server, tmp_path: Path) -> None:
    made = create(filled)
    new = tmp_path / "new"
    with elsewhere(server) as database:
        with server.connect(database.name), pytest.raises(RestoreRefused, match="Stop the shop"):
            restored(filled, made, new)
        file = new / f"uploads/ab/{HEX}-160.webp"
        file.parent.mkdir(parents=True)
        file.write_bytes(b"mine")
        with pytest.raises(RestoreRefused, match="has files already"):
            restored(filled, made, new)
        db.execute("CREATE TABLE visitors (id INT PRIMARY KEY)")
        with pytest.raises(RestoreRefused, match="another program"):
            restored(filled, made, tmp_path / "other")
        db.execute("DROP TABLE visitors")
        damaged = tmp_path / made.name
        damaged.write_bytes(path_of(filled, made).read_bytes()[:-1])
        with pytest.raises(ArchiveError):
            restore(damaged, KEYS, tmp_path / "other", filled.tokens)
        assert db.fetch_all("SHOW TABLES") == []
        # A start has left an empty shop, with jobs of its own.
        queries.system.schema.upgrade()
        queries.system.jobs.enqueue("sweep", {})
        file.unlink()
        assert restored(filled, made, new).summary


def test_an_older_archive_is_upgraded_and_a_newer_one_refused(
    filled: Settings, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = create(filled)
    steps = tmp_path / "migrations"
    steps.mkdir()
    for path in queries.system.schema.MIGRATIONS.iterdir():
        (steps / path.name).write_bytes(path.read_bytes())
    (steps / "9001_nicknames.sql").write_text(
        "ALTER TABLE users ADD COLUMN nickname VARCHAR(9) NOT NULL DEFAULT 'x';\n"
    )
    with monkeypatch.context() as newer:
        newer.setattr(queries.system.schema.steps, "MIGRATIONS", steps)
        with pytest.raises(BackupFailed, match="being upgraded"):
            create(filled)
        with elsewhere(server):
            restored(filled, old, tmp_path / "upgraded")
            assert db.fetch_value("SELECT MIN(nickname) AS n FROM users") == "x"
        queries.system.schema.upgrade()
        new = create(filled)
    with elsewhere(server):
        with pytest.raises(RestoreRefused, match="newer release, with the migration 9001_nicknames"):
            restored(filled, new, tmp_path / "new")
        assert db.fetch_all("SHOW TABLES") == []


def test_an_upgrade_meanwhile_does_not_wait_and_fails_the_backup(filled: Settings, server: Server) -> None:
    pauses = []

    def upgrade() -> None:
        pauses.append(1)
        if len(pauses) == 1:
            with server.connect(filled.database.name) as other, other.cursor() as cursor:
                cursor.execute("SET lock_wait_timeout = 20")
                cursor.execute("ALTER TABLE users ADD COLUMN more INT NULL")
                cursor.execute(
                    "INSERT INTO schema_migrations (version, name, statements_done) VALUES (9001, 'more', 1)"
                )

    with pytest.raises(BackupFailed) as caught:
        create(filled, pause_point=upgrade)
    assert caught.value.code == "schema_changed"
    assert targets.get(filled.backup, filled.data_dir).names() == []
    assert list((filled.data_dir / "backups").iterdir()) == []


def test_a_failed_job_is_retried_and_told_once(filled: Settings) -> None:
    def run(settings: Settings) -> None:
        db.execute("UPDATE jobs SET due_at = UTC_TIMESTAMP(6) WHERE kind = 'backup' AND state = 'queued'")
        jobs.runner.run_due("backups", settings, threading.Event())

    lost = filled.data_dir / "a file"
    lost.write_bytes(b"")
    broken = dataclasses.replace(filled, backup=dataclasses.replace(filled.backup, directory=lost / "x"))
    queries.system.backups.records.enqueue("2026-11-30", 0)
    queries.system.backups.records.enqueue("2026-11-30", 0)
    for _ in range(3):
        run(broken)
    (job,) = [job for job in queries.system.jobs.page(10**9, 10) if job["kind"] == "backup"]
    assert (job["state"], job["error"]) == ("queued", "target_unavailable")
    assert queries.system.backups.records.status().error == "target_unavailable"
    letters = db.fetch_all("SELECT recipient, template, words FROM letters")
    assert [(letter["recipient"], letter["template"]) for letter in letters] == [("dewi@example.com", "backup_failed")]
    assert "target_unavailable" in letters[0]["words"]
    run(filled)
    assert queries.system.jobs.get(job["id"])["state"] == "done"
    assert [row["state"] for row in queries.system.backups.records.page(10**9, 10)] == [
        "done",
        "failed",
        "failed",
        "failed",
    ]
    for _ in range(jobs.backups.MOST_FAILURES):
        queries.system.backups.records.enqueue("2026-12-01", 0)
        run(broken)
    (job,) = [job for job in queries.system.jobs.page(10**9, 10) if job["kind"] == "backup" and job["error"]]
    assert job["state"] == "failed"


def test_the_next_backup_is_enqueued_for_its_time(filled: Settings) -> None:
    def due() -> list[float]:
        rows = db.fetch_all(
            "SELECT unique_name, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), due_at) AS s FROM jobs WHERE kind = 'backup'"
        )
        db.execute("DELETE FROM jobs WHERE kind = 'backup'")
        return [(row["unique_name"], round(row["s"] / 60)) for row in rows]  # type: ignore[misc]

    now = datetime(2026, 11, 30, 18, 30, tzinfo=UTC)  # 01:30 of the next day in Jakarta
    jobs.backups.enqueue_next(filled.backup, now)
    jobs.backups.enqueue_next(filled.backup, now)
    assert due() == [("backup:2026-12-01", 60)]
    jobs.backups.enqueue_next(dataclasses.replace(filled.backup, at=time(1, 0)), now)
    assert due() == [("backup:2026-12-02", 23 * 60 + 30)]
    for off in ({"at": None}, {"recipients": ()}):
        jobs.backups.enqueue_next(dataclasses.replace(filled.backup, **off), now)  # type: ignore[arg-type]
    assert due() == []


def test_secrets_go_with_encrypted_archives_only(filled: Settings) -> None:
    read = verify(path_of(filled, create(filled)), KEYS)
    assert read.secrets is not None and shop_secrets.tokens(read.secrets, filled.tokens) == filled.tokens
    plain = path_of(filled, create(filled, plain=True))
    assert verify(plain, Keys()).secrets is None
    with pytest.raises(BackupFailed, match="must be set"):
        create(dataclasses.replace(filled, backup=dataclasses.replace(filled.backup, recipients=())))
    other = settings_for(filled.database, filled.data_dir, JWT_SECRET_KEY="x" * 40, API_KEY_SALT="new,old")
    assert shop_secrets.missing(read.manifest, filled.tokens) == []
    assert shop_secrets.missing(read.manifest, other.tokens) == ["JWT_SECRET_KEY", "API_KEY_SALT", "ENCRYPTION_KEYS"]


def test_old_archives_are_deleted_and_said_to_be(filled: Settings) -> None:
    few = dataclasses.replace(filled, backup=dataclasses.replace(filled.backup, keep=(1, 0, 0)))
    old = "finenice-20260101T000000Z-000000.tar.zst.age"
    made = create(few)
    path_of(few, made).rename(path_of(few, made).with_name(old))
    db.execute("UPDATE backups SET name = %s", (old,))
    made = create(few)
    assert targets.get(few.backup, few.data_dir).names() == [made.name]
    newest, oldest = queries.system.backups.records.page(10**9, 10)
    assert newest["deleted_at"] is None and oldest["deleted_at"] is not None


@pytest.fixture
def bucket(tmp_path: Path) -> Iterator[str]:
    """An S3 server with an empty bucket; yields its URL."""
    (tmp_path / "s3" / "cadangan").mkdir(parents=True)
    port = free_port()
    command = [sys.executable, "-m", "localbucket", str(tmp_path / "s3"), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            return requests.get(f"{url}/cadangan", timeout=5).ok
        except requests.ConnectionError:
            return False

    wait_until(answers)
    yield url
    process.kill()
    process.wait()


def test_archives_in_a_bucket(filled: Settings, bucket: str, tmp_path: Path, server: Server) -> None:
    keys = {"AWS_ACCESS_KEY_ID": "kunci", "AWS_SECRET_ACCESS_KEY": "rahasia", "AWS_ENDPOINT_URL": bucket}
    settings = settings_for(filled.database, filled.data_dir, BACKUP_TO="s3://cadangan/toko/sari", **keys)
    # More than one part of an upload.
    path = settings.data_dir / f"course-files/ab/{HEX[:-1]}1"
    path.write_bytes(os.urandom(3 * 2**20))
    made = create(settings)
    assert (tmp_path / "s3/cadangan/toko/sari" / made.name).stat().st_size == made.bytes
    target = targets.get(settings.backup, settings.data_dir)
    assert isinstance(target, S3) and target.names() == [made.name]
    with target.fetch(made.name) as local, elsewhere(server):
        assert restore(local, KEYS, tmp_path / "new", settings.tokens).summary.files.files == 4
    assert list((settings.data_dir / "backups").iterdir()) == []
    target.delete(made.name)
    target.delete(made.name)
    assert target.names() == []
    with pytest.raises(TargetError), target.fetch(made.name):
        pass
    gone = settings_for(filled.database, filled.data_dir, BACKUP_TO="s3://tidak-ada/x", **keys)
    with pytest.raises(BackupFailed) as caught:
        create(gone)
    assert caught.value.code == "target_unavailable" and "rahasia" not in str(caught.value)
    assert list((settings.data_dir / "backups").iterdir()) == []


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def command(filled: Settings, server: Server, tmp_path: Path) -> Run:
    """Run `flask` as an operator does, with the passphrase in a file."""
    (tmp_path / "passphrase").write_text("kata sandi yang panjang\n")

    def run(*words: str, **environ: str) -> tuple[int, str]:
        env = {
            **clean_environment(), **server.env, "ENV": "test", "DB_NAME": filled.database.name, "LOG_LEVEL": "ERROR",
            "BACKUP_PASSPHRASE_FILE": str(tmp_path / "passphrase"), "BACKUP_TO": str(tmp_path / "archives"),
            **secrets_for_tests(), **environ,
        }  # fmt: skip
        ended = preloaded.run(["-m", "flask", *words], env, timeout=120)
        return ended.returncode, ended.stdout + ended.stderr

    return run


@contextmanager
def reached_by_tcp(server: Server) -> Iterator[dict[str, str]]:
    """Return settings by which the server is reached without its DATA_DIR, which has the files of all tests."""
    if "unix_socket" not in server.address:
        yield {}
        return
    port, stop = free_port(), threading.Event()
    carrier = threading.Thread(target=forward_connections, args=(port, server, stop))
    carrier.start()
    try:
        yield {"DB_HOST": "127.0.0.1", "DB_PORT": str(port), "DB_USER": "root", "DB_PASSWORD": ""}
    finally:
        stop.set()
        carrier.join()


@pytest.mark.slow
def test_the_commands_of_an_operator(command: Run, filled: Settings, server: Server, tmp_path: Path) -> None:
    db.close()
    code, said = command("backup")
    assert code == 0 and "Audit head" in said, said
    (archive,) = (tmp_path / "archives").iterdir()
    assert archive.name.endswith(".tar.zst.age")
    other = {"BACKUP_PASSPHRASE_FILE": "", "BACKUP_PASSPHRASE": "kata sandi yang lain"}
    code, said = command("verify", archive.name, **other)
    assert code == 1 and "opens only with the passphrase, and BACKUP_PASSPHRASE does not open it." in said, said
    code, said = command("restore", archive.name, BACKUP_PASSPHRASE_FILE="")
    assert code == 1 and "opens only with the passphrase, and BACKUP_PASSPHRASE is not set." in said, said
    code, said = command("backup", "drill")
    assert code == 0 and "ok      the audit chain ends as in the archive" in said and "FAILED" not in said, said
    with elsewhere(server) as database, ExitStack() as exits:
        db.close()
        other = {"DB_NAME": database.name, "API_KEY_SALT": "another salt of this place"}
        code, said = command("restore", archive.name, **other)
        assert code == 1 and "API_KEY_SALT is not that of the archive: API keys stop working" in said, said
        assert "Nothing was restored" in said and "JWT_SECRET_KEY is" not in said
        code, said = command("backup", "secrets", archive.name, str(tmp_path / "secrets.env"))
        assert code == 0 and (tmp_path / "secrets.env").stat().st_mode & 0o777 == 0o600, said
        assert f"API_KEY_SALT={secrets_for_tests()['API_KEY_SALT']}\n" in (tmp_path / "secrets.env").read_text()
        place = exits.enter_context(reached_by_tcp(server)) | {"DATA_DIR": str(tmp_path / "place")}
        code, said = command("restore", archive.name, DB_NAME=database.name, **place)
        assert "Restored " in said and "the audit chain ends as in the archive" in said, said


def test_admins_see_the_backups(shop: Shop, dewi: Person, budi: Person) -> None:
    shop.rows(
        "INSERT INTO backups (name, state, bytes, head_number, head_link, error, finished_at) VALUES "
        "('a', 'done', 7, 3, %s, NULL, NOW()), ('b', 'failed', NULL, NULL, NULL, 'disk_full', NOW())",
        (b"\xff" * 32,),
    )
    first, second = dewi.get("/api/backups").json()["backups"]
    assert (first["name"], first["error"], first["audit_head"]) == ("b", "disk_full", None)
    assert (second["bytes"], second["audit_head"]) == (7, {"number": 3, "link": "ff" * 32})
    page = dewi.get("/api/backups?per_page=1").json()
    assert dewi.get(f"/api/backups?per_page=1&cursor={page['next_cursor']}").json()["backups"] == [second]
    assert budi.get("/api/backups").status_code == 403


def test_a_lost_connection_fails_the_backup(filled: Settings, server: Server) -> None:
    def kill() -> None:
        with server.connect() as other, other.cursor() as cursor:
            cursor.execute("SHOW PROCESSLIST")
            for row in cursor.fetchall():
                if row[3] == filled.database.name:
                    cursor.execute(f"KILL {row[0]}")

    with pytest.raises(BackupFailed) as caught:
        create(filled, pause_point=kill)
    assert caught.value.code == "database_unavailable"
    assert isinstance(caught.value.__cause__, mysql.connector.Error)
    (row,) = queries.system.backups.records.page(10**9, 10)
    assert (row["state"], row["error"]) == ("failed", "database_unavailable")


def test_a_restore_is_marked_before_anything_else(filled: Settings, server: Server) -> None:
    with elsewhere(server):
        queries.system.schema.upgrade()
        restores.begin("0" * 32)
        with pytest.raises(RestoreUnfinished):
            queries.system.schema.upgrade()
        assert restores.find("0" * 32) == 0
