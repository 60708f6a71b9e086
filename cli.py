"""Commands: flask db init|migrate|upgrade|status, seed, create-admin, set-password, reset-second-factor, worker ..."""

from __future__ import annotations

import dataclasses
import functools
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

import click
import mysql.connector
import orjson
from apiflask import APIFlask
from flask import Flask, current_app
from flask.cli import AppGroup
from pydantic import TypeAdapter, ValidationError

import backups.commands
import db
import faults
import jobs.runner
import queries.accounts.passwords
import queries.accounts.two_factor
import queries.accounts.users
import queries.system.audit_chain
import queries.system.demo.shop
import queries.system.encrypted_columns
import queries.system.integrity_checks
import queries.system.schema
import queries.system.schema.grants
import settings as configuration
import telemetry
from messages import FIELDS
from problems import Problem
from queries.system.leases import LeaseExpired, LeaseHeld
from runtime import database_startup, embedded_mariadb, metrics_server, payment_play, server
from web.authentication.password_hasher import get_hasher, hash_new
from web.log_format import printable
from web.openapi.field_types import Password

P = ParamSpec("P")
T = TypeVar("T")

# A check may read whole tables.
CHECK_TIMEOUT = 3600
# These need no database, or open it themselves, as it is or an empty one.
WITHOUT_DATABASE = frozenset({"status", "list", "secrets", "drill", "verify", "restore"})

database = AppGroup("db", help="Create and upgrade the schema.")


@database.command("init")
def init() -> None:
    """Create the database and its tables, if they are missing."""
    _upgrade()


@database.command("migrate")
@click.argument("name", default="change")
def migrate(name: str) -> None:
    """Create the next, empty migration."""
    click.echo(f"Wrote migrations/{queries.system.schema.new_migration(name).name}.")


@database.command("upgrade")
def upgrade() -> None:
    """Apply the missing migrations."""
    _upgrade()


@database.command("status")
def status() -> None:
    """List the migrations and their state, and where the tables differ from schema.sql."""
    database_startup.connect(current_app, configuration.load())
    try:
        steps = queries.system.schema.list_migrations()
    except mysql.connector.Error as error:
        if error.errno != database_startup.UNKNOWN_DATABASE:
            raise
        steps = []
    if not any(step["applied"] for step in steps):
        click.echo("The database has no tables yet.")
        return
    for step in steps:
        click.echo(f"{'applied' if step['applied'] else 'missing'}  {step['name']}")
    found = queries.system.schema.differences()
    click.echo("differs from schema.sql:" if found else "The tables are those of schema.sql.")
    for row in found:
        click.echo(_violation(row, "        "))


@database.command("grants")
@click.option("--apply", "apply", is_flag=True, help="Run the statements as DB_OWNER_USER.")
def grants(apply: bool) -> None:
    """Print or grant the privileges of DB_USER, who can then only append to the audit log."""
    where = db.current()
    if apply:
        database_startup.grant(where)
        click.echo(f"{where.user} has its privileges.")
        return
    user, host = queries.system.schema.grants.account()
    db.open(where.as_owner())
    for statement in queries.system.schema.grants.list_statements(user, host):
        click.echo(f"{statement};")


@click.command("seed")
def seed() -> None:
    """Seed an empty database with the demo shop."""
    password = queries.system.demo.shop.seed(get_hasher().hash, None, datetime.now(UTC))
    if password is None:
        raise click.ClickException("The database has users already; the demo shop needs an empty one.")
    click.echo(f"Seeded the demo shop. seller, developer and admin sign in with the password {password}")


@click.command("create-admin")
@click.option("--email", prompt=True)
@click.option("--name", default="Admin", show_default=True)
@click.password_option(help="At least 12 characters.")
def create_admin(email: str, name: str, password: str) -> None:
    """Create an admin."""
    if len(password) < 12:
        raise click.ClickException("An admin's password needs at least 12 characters.")
    try:
        password_hash = hash_new(password, (name, email))
        user_id = queries.accounts.users.add(name, email.strip().lower(), None, password_hash, ("admin", "buyer"))
    except Problem as problem:
        raise _failure(problem) from None
    click.echo(f"Created admin {user_id}.")


@click.command("set-password")
@click.argument("login")
@click.password_option(help="At least 8 characters.")
def set_password(login: str, password: str) -> None:
    """Set the password of the user LOGIN and end all their sessions."""
    try:
        TypeAdapter(Password).validate_python(password)
    except ValidationError:
        raise click.ClickException("A password needs 8 to 128 characters.") from None
    user_id = _find_user(login)
    try:
        password_hash = hash_new(password, queries.accounts.passwords.personal_names(user_id))
    except Problem as problem:
        raise _failure(problem) from None
    queries.accounts.passwords.set_password(user_id, password_hash, "id", by=None)
    click.echo("The password is set, and all sessions have ended.")


@click.command("reset-second-factor")
@click.argument("login")
def reset_second_factor(login: str) -> None:
    """Turn off two-factor authentication of the user LOGIN and end all their sessions."""
    try:
        queries.accounts.two_factor.reset(_find_user(login), "id", by=None)
    except Problem as problem:
        raise click.ClickException(problem.sentence.translate("en", problem.words)) from None
    click.echo("Two-factor authentication is off, and all sessions have ended.")


@click.command("check")
@click.option("--expect-head", metavar="NUMBER:LINK", help="A head of the audit chain that was kept elsewhere.")
def check(expect_head: str | None) -> None:
    """Check the integrity of the data. The exit code is 1 if a check fails.

    With a head that was kept elsewhere, a database restored to an older state is found as well.
    """
    db.open(dataclasses.replace(db.current(), timeout_seconds=CHECK_TIMEOUT))
    click.echo(f"driver: {db.driver()}")
    click.echo(f"connection: {queries.system.integrity_checks.describe_connection()}")
    found = {
        **queries.system.integrity_checks.run(),
        **queries.system.encrypted_columns.unreadable(current_app.extensions["cipher"]),
        "the tables are those of schema.sql": queries.system.schema.differences(),
    }
    if expect_head is not None:
        number, _, link = expect_head.partition(":")
        if not re.fullmatch("[0-9]{1,18}", number) or not re.fullmatch("[0-9a-f]{64}", link):
            raise click.ClickException("--expect-head takes number and link of /api/audit/head, such as 7:0f3c...")
        found["the audit chain continues the head that was kept"] = queries.system.audit_chain.compare_head(
            int(number), link
        )
    for name, rows in found.items():
        click.echo(f"{'ok    ' if not rows else 'FAILED'}  {name}")
        for row in rows:
            click.echo(_violation(row, "        id "))
    sys.exit(1 if any(found.values()) else 0)


@click.command("rotate-encryption")
def rotate_encryption() -> None:
    """Encrypt all values of older ENCRYPTION_KEYS with the first one, as the hourly clean-up does."""
    click.echo(f"Rotated {queries.system.encrypted_columns.rotate(current_app.extensions['cipher'])} values.")


@click.command("worker")
def worker() -> None:
    """Run background jobs until SIGTERM, for a server with RUN_JOBS=0."""
    settings = configuration.load()
    try:
        telemetry.check(settings.telemetry)
        exporter = metrics_server.start(settings, db.current(), cast(APIFlask, current_app).version, serves=False)
        telemetry.start(settings.telemetry)
    except configuration.SettingsError as error:
        raise click.ClickException(str(error)) from None
    jobs.runner.supervise(settings)
    if exporter is not None:
        exporter.stop()


@click.command("openapi")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
def openapi(path: Path) -> None:
    """Write the OpenAPI document to a file."""
    spec = cast(APIFlask, current_app).spec
    path.write_bytes(orjson.dumps(spec, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def install(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(database)
    own = (
        seed, create_admin, set_password, reset_second_factor, rotate_encryption, worker, check, openapi,
        payment_play.play,
    )  # fmt: skip
    for command in (*own, backups.commands.backup, backups.commands.verify_archive, backups.commands.restore):
        app.cli.add_command(command)
    for command in [
        *database.commands.values(),
        *backups.commands.backup.commands.values(),
        *app.cli.commands.values(),
    ]:
        if command.callback is not None:
            command.callback = _with_database(command.callback)


def _with_database(command: Callable[P, T]) -> Callable[P, T]:
    """Open the database for a command, which ends with a sentence if that is lost, full, read-only or busy."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        context = click.get_current_context()
        if context.invoked_subcommand is None and context.info_name not in WITHOUT_DATABASE:
            with server.told_in_one_sentence():
                database_startup.open_for_command(current_app, configuration.load())
        try:
            return command(*args, **kwargs)
        except embedded_mariadb.EmbeddedError as error:
            raise click.ClickException(str(error)) from None
        except mysql.connector.Error as error:
            if not faults.is_foreseen(error):
                raise
            raise click.ClickException(f"The database can't be used: {error}") from None

    return run


def _failure(problem: Problem) -> click.ClickException:
    sentences = [FIELDS[fault.code].translate("en", fault.words) for fault in problem.faults]
    return click.ClickException(" ".join(sentences) or problem.sentence.translate("en", problem.words))


def _violation(row: db.Row, label: str) -> str:
    return printable(f"{label}{row['id']}: is {row['is_now']}, should be {row['should_be']}")


def _find_user(login: str) -> int:
    name = login.strip().lower()
    found = queries.accounts.users.find_for_login(name)
    if found is None:
        raise click.ClickException(printable(f"There is no user {login}."))
    return int(found["id"])


def _upgrade() -> None:
    where = db.current()
    db.open(where.as_owner())
    try:
        applied = queries.system.schema.upgrade()
        if applied and where.owner_user is not None:
            database_startup.grant(where)
        fault = queries.system.schema.unsupported()
    except (mysql.connector.Error, LeaseHeld, LeaseExpired) as error:
        raise click.ClickException(str(error)) from None
    if fault:
        raise _failure(Problem(fault))
    click.echo("\n".join(f"Applied {name}." for name in applied) or "The schema is up to date.")
