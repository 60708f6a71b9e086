"""Create a backup: rows from one snapshot of the database, then files, then the end that makes it complete.

Files never change and new ones have new names, so every file that a row of the snapshot names is there afterwards,
unless the clean-up has deleted it because nothing referred to it.
"""

from __future__ import annotations

import errno
import logging
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import mysql.connector

import db
import queries.system.audit_chain
import queries.system.backups.records
import queries.system.schema
from backups import retention, shop_secrets, targets
from backups.archive import (
    FORMAT,
    STORES,
    ArchiveError,
    AuditHead,
    Manifest,
    Position,
    Summary,
    Table,
    Writer,
)
from backups.targets import TargetError
from domain.security.age import Encryptor, Recipient
from queries.system.backups import table_copies
from settings import Settings

log = logging.getLogger("finenice.backups")

# The table was changed after the snapshot (1412), or a column or table is gone (1054, 1146).
CHANGED = frozenset({1412, 1054, 1146})
DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
# Of the time that reading took, so much is left to the shop before the next rows are read.
REST = 0.5


class BackupFailed(Exception):
    """No archive was made. `code` is one of the reasons in `mail/templates/system.py`; the message is for the log."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Made:
    """A complete archive at its target."""

    name: str
    bytes: int
    rows: int
    files: int
    audit_head: AuditHead
    seconds: float


def create(
    settings: Settings,
    *,
    plain: bool = False,
    job_id: int | None = None,
    pause_point: Callable[[], None] = lambda: None,
) -> Made:
    """Create an archive at BACKUP_TO and delete expired ones, or raise BackupFailed.

    Without encryption it has no secrets. `pause_point` may raise to abandon it.
    """
    if not plain and not settings.backup.encrypted:
        raise BackupFailed("not_configured", "BACKUP_RECIPIENTS or BACKUP_PASSPHRASE must be set")
    name = retention.new_name(datetime.now(UTC), encrypted=not plain)
    backup_id = queries.system.backups.records.start(name, job_id)
    # Whoever runs the command sees its failure.
    tell = job_id is not None and queries.system.backups.records.count_failures(job_id) == 0
    try:
        with _named_failures():
            made = _write(settings, name, plain, pause_point)
    except BackupFailed as failure:
        log.error("backup failed: %s", failure, extra={"backup": name, "code": failure.code})
        queries.system.backups.records.fail(backup_id, failure.code, tell=tell)
        raise
    except BaseException:
        db.release()
        queries.system.backups.records.fail(backup_id, queries.system.backups.records.INTERRUPTED, tell=False)
        raise
    head = (made.audit_head.number, made.audit_head.link)
    queries.system.backups.records.finish(backup_id, made.bytes, made.rows, made.files, head)
    log.info("backup made", extra={"backup": name, "bytes": made.bytes, "seconds": round(made.seconds, 1)})
    _delete_expired(settings)
    return made


def _write(settings: Settings, name: str, plain: bool, pause_point: Callable[[], None]) -> Made:
    started = time.monotonic()
    target = targets.get(settings.backup, settings.data_dir)
    with targets.draft(targets.drafts(settings.backup, settings.data_dir), name) as (path, file):
        encryptor = None if plain else _encryptor(settings, file)
        manifest, summary = _write_archive(settings, file, encryptor, pause_point)
        file.flush()
        os.fsync(file.fileno())
        size = path.stat().st_size
        target.put(name, path)
    return Made(
        name,
        size,
        sum(table.rows for table in summary.tables.values()),
        summary.files.files,
        manifest.audit_head,
        time.monotonic() - started,
    )


def _encryptor(settings: Settings, file: IO[bytes]) -> Encryptor:
    try:
        recipients = [Recipient.parse(text) for text in settings.backup.recipients]
    except ValueError:
        raise BackupFailed("not_configured", "BACKUP_RECIPIENTS holds a mistyped key") from None
    return Encryptor(file, recipients, settings.backup.passphrase)


def _write_archive(
    settings: Settings, file: IO[bytes], encryptor: Encryptor | None, pause_point: Callable[[], None]
) -> tuple[Manifest, Summary]:
    version, before = _schema_version(), queries.system.schema.applied()
    earlier = table_copies.current_position()
    with db.snapshot():
        position = table_copies.snapshot_position() or earlier
        copied = table_copies.tables()
        with table_copies.metadata_released():
            manifest = _manifest(settings, copied, position, version)
        writer = Writer(file, encryptor, manifest)
        if encryptor is not None:
            writer.add_secrets(shop_secrets.of(settings.tokens))
        for table in copied:
            with table_copies.metadata_released():
                for lines in _rested(table_copies.read(table)):
                    writer.add_rows(table.name, lines)
                    pause_point()
    db.release()
    if queries.system.schema.applied() != before:
        raise BackupFailed("schema_changed", "the schema was upgraded meanwhile")
    for store, pattern in STORES.items():
        root = settings.data_dir / store
        for path in sorted(root.glob("[0-9a-f][0-9a-f]/*")):
            if pattern.fullmatch(relative := path.relative_to(root).as_posix()):
                _add_file(writer, f"{store}/{relative}", path)
                pause_point()
    return manifest, writer.finish()


def _manifest(
    settings: Settings,
    copied: list[table_copies.Table],
    position: table_copies.Position | None,
    version: tuple[int, str],
) -> Manifest:
    head = queries.system.audit_chain.head()
    return Manifest(
        format=FORMAT,
        id=secrets.token_hex(16),
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        server=table_copies.server_version(),
        schema_version=version[0],
        schema_name=version[1],
        tables=[
            Table(
                name=table.name,
                columns=list(table.columns),
                binary=sorted(table.binary),
                auto_increment=table_copies.next_ids(table.name),
            )
            for table in copied
        ],
        audit_head=AuditHead(number=head.number, link=head.link),
        fingerprints=shop_secrets.fingerprints(settings.tokens),
        binary_log=Position(**position._asdict()) if position else None,
    )


def _add_file(writer: Writer, name: str, path: Path) -> None:
    try:
        with path.open("rb") as file:
            writer.add_file(name, os.fstat(file.fileno()).st_size, file)
    except FileNotFoundError:
        # The clean-up has deleted it since it was listed.
        return


def _rested(batches: Iterator[list[bytes]]) -> Iterator[list[bytes]]:
    """Yield the batches, with a rest after each, so that sales go on at their pace beside a backup."""
    started = time.monotonic()
    for batch in batches:
        yield batch
        time.sleep(REST * (time.monotonic() - started))
        started = time.monotonic()


def _schema_version() -> tuple[int, str]:
    """Return the newest step of the schema, or raise BackupFailed while steps are missing."""
    steps = queries.system.schema.list_migrations()
    if not all(step["applied"] for step in steps):
        raise BackupFailed("schema_changed", "the schema is being upgraded")
    return steps[-1]["version"], steps[-1]["name"]


def _delete_expired(settings: Settings) -> None:
    """Delete expired archives. A failure leaves them for the next time: the new archive is there."""
    try:
        target = targets.get(settings.backup, settings.data_dir)
        expired = retention.expired(target.names(), settings.backup.keep, datetime.now(UTC))
        for name in expired:
            target.delete(name)
        queries.system.backups.records.mark_deleted(expired)
    except (TargetError, OSError) as error:
        log.warning("expired backups can't be deleted: %s", error)


@contextmanager
def _named_failures() -> Iterator[None]:
    """Turn the foreseen errors in the block into BackupFailed."""
    try:
        yield
    except TargetError as error:
        raise BackupFailed("target_unavailable", str(error)) from error
    except ArchiveError as error:
        raise BackupFailed("files_changed", str(error)) from error
    except OSError as error:
        code = "disk_full" if error.errno in DISK_FULL else "target_unavailable"
        raise BackupFailed(code, str(error)) from error
    except mysql.connector.Error as error:
        db.release()
        code = "schema_changed" if error.errno in CHANGED else "database_unavailable"
        raise BackupFailed(code, f"database error {error.errno}") from error
