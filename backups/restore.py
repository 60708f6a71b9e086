"""Restore an archive into an empty place: first every check, then rows, then files, then the checks of `flask check`.

A restore that was interrupted continues when it is started again: the database records how many parts are done, and
files that are there already are not written again.
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import db
import queries.system.audit
import queries.system.audit_chain
import queries.system.encrypted_columns
import queries.system.integrity_checks
import queries.system.schema
from backups.archive import STORES, ArchiveError, File, Manifest, Reader, Summary, verify
from domain.security.age import Keys
from domain.security.encryption import Cipher
from queries.system.backups import restores, table_copies
from settings import Tokens

log = logging.getLogger("finenice.backups")

# So much stays free on the disk for the database's own files.
RESERVE_BYTES = 64 * 1024 * 1024


class RestoreRefused(Exception):
    """Nothing was changed. The message says why."""


@dataclass(frozen=True)
class Restored:
    """A restored archive. `faults` are what the checks found, by check; all lists are empty if all is well."""

    manifest: Manifest
    summary: Summary
    faults: dict[str, list[db.Row]]
    seconds: float


def restore(
    path: Path,
    keys: Keys,
    data_dir: Path,
    tokens: Tokens,
    say: Callable[[str], None] = lambda line: None,
    on_checked: Callable[[], None] = lambda: None,
) -> Restored:
    """Restore the archive into the current database and into `data_dir`.

    Raise RestoreRefused, ArchiveError or AgeError if that is not possible here; nothing is changed then. `on_checked`
    is called when it is known to be possible.
    """
    started = time.monotonic()
    manifest, done = _check(path, keys, data_dir)
    on_checked()
    say("The archive is complete." if done is None else "Continuing the restore that was interrupted.")
    if done is None:
        restores.begin(manifest.id)
        done = 0
    with restores.loading(), _opened(path, keys) as reader:
        tables = _create_tables(manifest)
        part = 0
        for part, each in enumerate(reader.parts(), 1):
            if isinstance(each, File):
                _write_file(data_dir, each)
            elif part > done:
                restores.load(tables[each.table.name], each.values, part)
        restores.record(part)
        summary = reader.summary
    assert summary is not None
    _compare_counts(summary)
    for table in manifest.tables:
        if table.auto_increment is not None and table.auto_increment != table_copies.next_ids(table.name):
            table_copies.set_next_ids(table.name, table.auto_increment)
    for step in queries.system.schema.upgrade_restored():
        say(f"Applied {step}.")
    rows = sum(table.rows for table in summary.tables.values())
    head = (manifest.audit_head.number, manifest.audit_head.link)
    restores.finish(path.stat().st_size, rows, summary.files.files, head)
    say("Everything is restored; checking it.")
    return Restored(manifest, summary, _find_faults(manifest, tokens), time.monotonic() - started)


def _check(path: Path, keys: Keys, data_dir: Path) -> tuple[Manifest, int | None]:
    """Return the manifest of a complete archive that can be restored here, and how far an earlier restore has come."""
    with _opened(path, keys) as reader:
        manifest = reader.manifest
    steps = {step["version"]: step["name"] for step in queries.system.schema.list_migrations()}
    if manifest.schema_version > max(steps):
        raise RestoreRefused(
            f"The archive is of a newer release, with the migration {manifest.schema_name}. Upgrade this one first."
        )
    if steps.get(manifest.schema_version) != manifest.schema_name:
        raise RestoreRefused(f"This release does not know the archive's migration {manifest.schema_name}.")
    try:
        done = restores.find(manifest.id)
    except restores.NotEmpty as error:
        raise RestoreRefused(str(error)) from None
    for store in STORES:
        if done is None and any((data_dir / store).glob("[0-9a-f][0-9a-f]/*")):
            raise RestoreRefused(f"{data_dir / store} has files already. Restore into an empty DATA_DIR.")
    verify(path, keys)
    return manifest, done


def _find_faults(manifest: Manifest, tokens: Tokens) -> dict[str, list[db.Row]]:
    """Run the checks of `flask check` on the restored database, with the archive's audit head."""
    queries.system.audit.configure(tokens.secret)
    head = manifest.audit_head
    return {
        **queries.system.integrity_checks.run(),
        **queries.system.encrypted_columns.unreadable(Cipher(tokens.encryption_keys)),
        "the audit chain ends as in the archive": queries.system.audit_chain.compare_head(head.number, head.link),
    }


@contextmanager
def _opened(path: Path, keys: Keys) -> Iterator[Reader]:
    with path.open("rb") as source:
        yield Reader(source, keys)


def _create_tables(manifest: Manifest) -> dict[str, table_copies.Table]:
    """Create the tables at the archive's version. Return them by name, with the columns in the archive's order."""
    created = {table.name: table for table in restores.create_schema(manifest.schema_version)}
    ordered = {}
    for table in manifest.tables:
        found = created.get(table.name)
        if found is None or set(found.columns) != set(table.columns):
            raise ArchiveError(f"its table {table.name} is not that of {manifest.schema_name}")
        ordered[table.name] = found._replace(columns=tuple(table.columns))
    return ordered


def _compare_counts(summary: Summary) -> None:
    for name, expected in summary.tables.items():
        found = table_copies.count(name)
        if found != expected.rows:
            raise ArchiveError(f"{name} has {found} rows, but should have {expected.rows}")


def _write_file(data_dir: Path, file: File) -> None:
    """Write a file, unless an earlier attempt did. Its name was checked by the reader."""
    path = data_dir / file.path
    if path.exists() and path.stat().st_size == file.size:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(path.parent).free < file.size + RESERVE_BYTES:
        raise RestoreRefused(f"The disk of {data_dir} is full. Make room, and run the same command again.")
    draft = path.with_name(f"{secrets.token_hex(8)}.draft")
    with draft.open("wb") as target:
        for content in file.content:
            target.write(content)
        target.flush()
        os.fsync(target.fileno())
    draft.replace(path)
