"""Commands: flask db init|migrate|upgrade|status, seed, create-admin, set-password, reset-second-factor, work ..."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import click
import mysql.connector
import orjson
from apiflask import APIFlask
from flask import Flask, current_app
from flask.cli import AppGroup
from pydantic import TypeAdapter, ValidationError

import db
import jobs
import queries.accounts.passwords
import queries.accounts.two_factor
import queries.accounts.users
import queries.system.audit_chain
import queries.system.demo
import queries.system.encrypted_columns
import queries.system.integrity_checks
import queries.system.schema
import settings as configuration
from messages import FIELDS
from problems import Problem
from web.authentication.password_hasher import get_hasher, hash_new
from web.log_format import printable
from web.openapi.field_types import Password

database = AppGroup("db", help="The schema: schema.sql, brought forward by migrations/.")


@database.command("init")
def init() -> None:
    """Make the database and its tables; does nothing where they are."""
    _tell_upgrade()


@database.command("migrate")
@click.argument("name", default="change")
def migrate(name: str) -> None:
    """Write an empty next step into migrations/."""
    click.echo(f"Wrote {queries.system.schema.new_migration(name).relative_to(queries.system.schema.ROOT)}.")


@database.command("upgrade")
def upgrade() -> None:
    """Apply the steps that are still missing."""
    _tell_upgrade()


@database.command("status")
def status() -> None:
    """List the steps and whether they are applied."""
    for step in queries.system.schema.state():
        click.echo(f"{'applied' if step['applied'] else 'missing'}  {step['name']}")


@click.command("seed")
def seed() -> None:
    """Stock an empty database with the demo shop."""
    password = queries.system.demo.stock(get_hasher().hash, None, datetime.now(UTC))
    if password is None:
        raise click.ClickException("People have accounts here already; the demo shop goes into an empty database only.")
    click.echo(f"Stocked the demo shop. seller, developer and admin sign in with the password {password}")


@click.command("create-admin")
@click.option("--email", prompt=True)
@click.option("--name", default="Admin", show_default=True)
@click.password_option(help="At least 12 characters.")
def create_admin(email: str, name: str, password: str) -> None:
    """Make an account that may do everything."""
    if len(password) < 12:
        raise click.ClickException("An admin's password has at least 12 characters.")
    try:
        password_hash = hash_new(password, (name, email))
        user_id = queries.accounts.users.add(name, email.strip().lower(), None, password_hash, ("admin", "buyer"))
    except Problem as problem:
        raise _failure(problem) from None
    click.echo(f"Made admin {user_id}.")


@click.command("set-password")
@click.argument("login")
@click.password_option(help="At least 8 characters.")
def set_password(login: str, password: str) -> None:
    """Set the password of whoever signs in as LOGIN; all their sessions end."""
    try:
        TypeAdapter(Password).validate_python(password)
    except ValidationError:
        raise click.ClickException("A password has 8 to 128 characters.") from None
    user_id = _person(login)
    try:
        password_hash = hash_new(password, queries.accounts.passwords.personal_names(user_id))
    except Problem as problem:
        raise _failure(problem) from None
    queries.accounts.passwords.set_password(user_id, password_hash, "id", by=None)
    click.echo("The password is set, and all sessions have ended.")


@click.command("reset-second-factor")
@click.argument("login")
def reset_second_factor(login: str) -> None:
    """Take the second factor off whoever signs in as LOGIN; all their sessions end."""
    try:
        queries.accounts.two_factor.reset(_person(login), "id", by=None)
    except Problem as problem:
        raise click.ClickException(problem.sentence.translate("en", problem.words)) from None
    click.echo("The second factor is off, and all sessions have ended.")


@click.command("check")
@click.option("--expect-head", metavar="NUMBER:LINK", help="A head of the audit log that was kept elsewhere.")
def check(expect_head: str | None) -> None:
    """Check what must be true of the data; the exit code is 1 where something is not.

    With the head that was kept, a database that was put back to an older state is found, too.
    """
    click.echo(f"driver: {db.driver()}")
    click.echo(f"connection: {queries.system.integrity_checks.connection()}")
    found = {
        **queries.system.integrity_checks.run(),
        **queries.system.encrypted_columns.unreadable(current_app.extensions["cipher"]),
    }
    if expect_head is not None:
        number, _, link = expect_head.partition(":")
        if not re.fullmatch("[0-9]{1,18}", number) or not re.fullmatch("[0-9a-f]{64}", link):
            raise click.ClickException("--expect-head is the number and the link of /api/audit/head, such as 7:0f3c...")
        found["the audit log goes on from the head that was kept"] = queries.system.audit_chain.missing(
            int(number), link
        )
    for name, rows in found.items():
        click.echo(f"{'ok   ' if not rows else 'WRONG'}  {name}")
        for row in rows:
            click.echo(printable(f"       id {row['id']}: is {row['is_now']}, should be {row['should_be']}"))
    sys.exit(1 if any(found.values()) else 0)


@click.command("reseal")
def reseal() -> None:
    """Cipher by the first of ENCRYPTION_KEYS what lies under an older one, as the hourly clean-up does."""
    click.echo(f"Sealed {queries.system.encrypted_columns.renew(current_app.extensions['cipher'])} anew.")


@click.command("work")
def work() -> None:
    """Run the jobs until told to stop, where the app itself does not (JOBS=0)."""
    jobs.keep(configuration.load())


@click.command("openapi")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
def openapi(path: Path) -> None:
    """Write the OpenAPI document to a file."""
    spec = cast(APIFlask, current_app).spec
    path.write_bytes(orjson.dumps(spec, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def install(app: Flask) -> None:
    """Adds the commands to `flask`."""
    app.cli.add_command(database)
    for command in (seed, create_admin, set_password, reset_second_factor, reseal, work, check, openapi):
        app.cli.add_command(command)


def _failure(problem: Problem) -> click.ClickException:
    sentences = [FIELDS[fault.code].translate("en", fault.words) for fault in problem.faults]
    return click.ClickException(" ".join(sentences) or problem.sentence.translate("en", problem.words))


def _person(login: str) -> int:
    name = login.strip().lower()
    found = queries.accounts.users.find_for_login(name)
    if found is None:
        raise click.ClickException(printable(f"Nobody signs in as {login}."))
    return int(found["id"])


def _tell_upgrade() -> None:
    try:
        applied = queries.system.schema.upgrade()
    except mysql.connector.Error as error:
        raise click.ClickException(str(error)) from None
    click.echo("\n".join(f"Applied {name}." for name in applied) or "The schema is up to date.")
