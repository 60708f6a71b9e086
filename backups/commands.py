"""Commands: flask backup, backup list, backup drill, backup secrets, verify, restore."""

from __future__ import annotations

import logging
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import AppGroup

import db
import queries.system.schema
import settings as configuration
from backups import create as creation
from backups import restore as restoring
from backups import retention, shop_secrets, targets
from backups.archive import ArchiveError, Reader, verify
from backups.create import BackupFailed
from backups.restore import Restored, RestoreRefused
from backups.targets import TargetError
from domain.security.age import AgeError, Identity, Keys, WrongKey
from runtime import database_startup
from settings import Settings

identity_option = click.option(
    "--identity", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="File of an age private key."
)


@click.group("backup", cls=AppGroup, invoke_without_command=True)
@click.option("--plain", is_flag=True, help="Write an archive without encryption and without secrets.")
@click.pass_context
def backup(context: click.Context, plain: bool) -> None:
    """Back up database, files and secrets to BACKUP_TO now."""
    if context.invoked_subcommand is not None:
        return
    try:
        made = creation.create(configuration.load(), plain=plain)
    except BackupFailed as failure:
        raise click.ClickException(f"The backup failed: {failure}.") from None
    click.echo(f"{made.name}: {made.bytes:,} bytes, {made.rows:,} rows, {made.files:,} files, {made.seconds:.1f} s")
    click.echo(f"Audit head {made.audit_head.number}:{made.audit_head.link}")


@backup.command("list")
def list_archives() -> None:
    """List the archives at BACKUP_TO, newest first."""
    settings = configuration.load()
    with _sentences():
        for name in targets.get(settings.backup, settings.data_dir).names():
            click.echo(f"{retention.moment(name):%Y-%m-%d %H:%M} UTC  {name}")


@backup.command("secrets")
@click.argument("archive")
@click.argument("output", type=click.Path(path_type=Path))
@identity_option
def write_secrets(archive: str, output: Path, identity: Path | None) -> None:
    """Write the secrets in ARCHIVE as lines of .env to OUTPUT, a new file."""
    settings = configuration.load()
    with _sentences(), _local(archive, settings) as path:
        found = _open(path, settings, identity)[0].secrets
        if found is None:
            raise click.ClickException("This archive is not encrypted, so it has no secrets.")
        shop_secrets.write(output, found)
    click.echo(f"Wrote {output}.")


@backup.command("drill")
@click.argument("archive", default="")
@identity_option
def drill(archive: str, identity: Path | None) -> None:
    """Restore ARCHIVE, by default the newest, into a database that is deleted afterwards, and check it."""
    settings = configuration.load()
    with _sentences():
        name = archive or next(iter(targets.get(settings.backup, settings.data_dir).names()), "")
        if not name:
            raise click.ClickException("There is no archive yet.")
        click.echo(f"Restoring {name} into a scratch database.")
        with _local(name, settings) as path, _scratch(settings) as directory:
            reader, keys = _open(path, settings, identity)
            tokens = shop_secrets.tokens(reader.secrets, settings.tokens) if reader.secrets else settings.tokens
            found = restoring.restore(path, keys, directory, tokens, click.echo)
    _report(found)


@click.command("verify")
@click.argument("archive")
@identity_option
def verify_archive(archive: str, identity: Path | None) -> None:
    """Decrypt ARCHIVE, a file or a name at BACKUP_TO, and check all of it. This needs no database."""
    settings = configuration.load()
    with _sentences(), _local(archive, settings) as path:
        _, keys = _open(path, settings, identity)
        reader = verify(path, keys)
    assert reader.summary is not None
    rows = sum(table.rows for table in reader.summary.tables.values())
    click.echo(f"Complete: {rows:,} rows, {reader.summary.files.files:,} files, of {reader.manifest.created_at}.")
    click.echo(f"Audit head {reader.manifest.audit_head.number}:{reader.manifest.audit_head.link}")


@click.command("restore")
@click.argument("archive")
@identity_option
@click.option("--other-secrets", is_flag=True, help="Restore although secrets of the archive are missing here.")
def restore(archive: str, identity: Path | None, other_secrets: bool) -> None:
    """Restore ARCHIVE, a file or a name at BACKUP_TO, into an empty database and an empty DATA_DIR.

    BACKUP_PASSPHRASE opens an archive that was made with it. If the restore is interrupted, run it again: it
    continues.
    """
    settings = configuration.load()
    with _sentences(), _local(archive, settings) as path:
        reader, keys = _open(path, settings, identity)
        missing = shop_secrets.missing(reader.manifest, settings.tokens)
        found, tokens = reader.secrets, settings.tokens
        adopted = bool(missing) and found is not None and shop_secrets.adoptable(found, settings.data_dir)
        if missing and not adopted and not other_secrets:
            raise click.ClickException(_missing_secrets(missing))
        if adopted and found is not None:
            tokens = shop_secrets.tokens(found, tokens)
        _open_database(settings)

        def adopt() -> None:
            if adopted and found is not None:
                shop_secrets.adopt(found, settings.data_dir)
                click.echo(f"Replaced the secrets in {settings.data_dir / 'secrets'} by those of the archive.")

        result = restoring.restore(path, keys, settings.data_dir, tokens, click.echo, adopt)
    _report(result)


def _missing_secrets(names: list[str]) -> str:
    lines = [f"{name} is not that of the archive: {shop_secrets.LOSSES[name]}." for name in names]
    return "\n".join(
        [
            *lines,
            "Nothing was restored. Set the archive's secrets (flask backup secrets ARCHIVE OUTPUT writes them),",
            "or restore without them: --other-secrets.",
        ]
    )


def _report(found: Restored) -> None:
    for name, rows in found.faults.items():
        click.echo(f"{'ok    ' if not rows else 'FAILED'}  {name}")
    total = sum(table.rows for table in found.summary.tables.values())
    head = found.manifest.audit_head
    click.echo(f"Restored {total:,} rows and {found.summary.files.files:,} files in {found.seconds:.1f} s.")
    click.echo(f"Audit head {head.number}:{head.link}")
    sys.exit(1 if any(found.faults.values()) else 0)


def _open(path: Path, settings: Settings, identity: Path | None) -> tuple[Reader, Keys]:
    """Return a reader of the archive, closed behind its secrets, and the keys that open it."""
    keys = Keys((), (settings.backup.passphrase,) if settings.backup.passphrase else ())
    if identity is not None:
        try:
            keys = keys._replace(identities=(Identity.parse(identity.read_text(encoding="utf-8")),))
        except ValueError:
            raise click.ClickException(f"{identity} holds no age private key (AGE-SECRET-KEY-1...).") from None
    with path.open("rb") as source:
        try:
            return Reader(source, keys), keys
        except WrongKey as error:
            if "passphrase" not in str(error):
                raise
            reason = "does not open it" if keys.passphrases else "is not set"
            if not sys.stdin.isatty():
                raise WrongKey(f"{error}, and BACKUP_PASSPHRASE {reason}") from None
    click.echo(f"The archive opens only with its passphrase, and BACKUP_PASSPHRASE {reason}.", err=True)
    keys = keys._replace(passphrases=(click.prompt("Passphrase", hide_input=True),))
    with path.open("rb") as source:
        return Reader(source, keys), keys


@contextmanager
def _local(archive: str, settings: Settings) -> Iterator[Path]:
    """Yield the path of an archive: a file of this machine, or a name at BACKUP_TO."""
    if Path(archive).is_file():
        yield Path(archive)
        return
    if retention.moment(archive) is None:
        raise click.ClickException(f"There is no file {archive}, and no backup has such a name.")
    with targets.get(settings.backup, settings.data_dir).fetch(archive) as path:
        yield path


@contextmanager
def _scratch(settings: Settings) -> Iterator[Path]:
    """Open an empty database beside that of the settings, and yield an empty directory; delete both afterwards."""
    name = f"{settings.database.name[:40]}_drill_{secrets.token_hex(4)}"
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="drill-", dir=settings.data_dir) as directory:
        _open_database(settings, name)
        try:
            yield Path(directory)
        finally:
            queries.system.schema.drop_database(name)
            db.close()


def _open_database(settings: Settings, name: str | None = None) -> None:
    database_startup.open_for_restore(settings, name)
    # Statements that fill or read whole tables take their time.
    logging.getLogger("finenice.db").setLevel(logging.ERROR)


@contextmanager
def _sentences() -> Iterator[None]:
    """Show foreseen errors as sentences."""
    try:
        yield
    except AgeError as error:
        raise click.ClickException(f"The archive can't be decrypted: {error}.") from None
    except ArchiveError as error:
        raise click.ClickException(f"The archive can't be used: {error}.") from None
    except (RestoreRefused, TargetError) as error:
        raise click.ClickException(str(error)) from None
