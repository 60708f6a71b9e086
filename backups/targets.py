"""Where archives go: a directory, or an S3-compatible bucket."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from backups import retention
from settings import Backup, Bucket

# What a kill has left is deleted later; a draft of another process that is under way is younger.
DRAFT_SECONDS = 24 * 3600
READ_BYTES = 8 * 1024 * 1024
# 10,000 parts, the most that S3 allows, of this size are 320 GB.
PART_BYTES = 32 * 1024 * 1024
CONNECT_TIMEOUT, REQUEST_TIMEOUT, RETRY_TIMEOUT = timedelta(seconds=5), timedelta(seconds=120), timedelta(seconds=300)


class TargetError(Exception):
    """The target refuses, or does not answer. The message has no secret."""


class Target(Protocol):
    """A place of archives."""

    def names(self) -> list[str]:
        """Return the names of the archives, newest first."""

    def put(self, name: str, draft: Path) -> None:
        """Move a complete draft to the target. It appears there whole or not at all."""

    @contextmanager
    def fetch(self, name: str) -> Iterator[Path]:
        """Yield a local path of an archive, for the block."""

    def delete(self, name: str) -> None:
        """Delete an archive, if it is there."""


class Directory:
    """Archives in a directory of this machine or of a mounted one."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def names(self) -> list[str]:
        return retention.newest_first(path.name for path in self.root.glob("finenice-*"))

    def put(self, name: str, draft: Path) -> None:
        draft.replace(self.root / name)
        _sync_directory(self.root)

    @contextmanager
    def fetch(self, name: str) -> Iterator[Path]:
        path = self.root / name
        if not path.is_file():
            raise TargetError(f"there is no {name} in {self.root}")
        yield path

    def delete(self, name: str) -> None:
        (self.root / name).unlink(missing_ok=True)


class S3:
    """Archives in a bucket. They are written to and read from drafts, so that no snapshot waits for the network."""

    def __init__(self, bucket: Bucket, drafts: Path) -> None:
        from obstore.store import S3Store

        self._drafts = drafts
        self._prefix = f"{bucket.prefix}/" if bucket.prefix else ""
        options: dict[str, Any] = {"region": bucket.region}
        if bucket.endpoint:
            options["endpoint"] = bucket.endpoint
        if bucket.access_key:
            options |= {"access_key_id": bucket.access_key, "secret_access_key": bucket.secret_key}
        self._store = S3Store(
            bucket.name,
            **options,
            virtual_hosted_style_request=not bucket.endpoint,
            # Many S3-compatible services do not support it, and here one archive is deleted at a time.
            disable_bulk_delete=True,
            client_options={
                "allow_http": bucket.endpoint.startswith("http:"),
                "connect_timeout": CONNECT_TIMEOUT,
                "timeout": REQUEST_TIMEOUT,
            },
            retry_config={"max_retries": 5, "retry_timeout": RETRY_TIMEOUT},
        )

    def names(self) -> list[str]:
        import obstore

        with _described():
            found = [meta["path"] for batch in obstore.list(self._store, self._prefix or None) for meta in batch]
        return retention.newest_first(path.removeprefix(self._prefix) for path in found)

    def put(self, name: str, draft: Path) -> None:
        import obstore

        with _described():
            obstore.put(self._store, self._prefix + name, draft, chunk_size=PART_BYTES, max_concurrency=2)
        draft.unlink()

    @contextmanager
    def fetch(self, name: str) -> Iterator[Path]:
        import obstore

        with draft(self._drafts, name) as (path, file):
            with _described():
                for part in obstore.get(self._store, self._prefix + name).stream(min_chunk_size=READ_BYTES):
                    file.write(part)
            file.flush()
            yield path
            path.unlink()

    def delete(self, name: str) -> None:
        import obstore

        with _described(), suppress(FileNotFoundError):
            obstore.delete(self._store, self._prefix + name)


def get(settings: Backup, data_dir: Path) -> Target:
    """Return the target of the settings."""
    if settings.bucket is not None:
        return S3(settings.bucket, drafts(settings, data_dir))
    assert settings.directory is not None
    return Directory(settings.directory)


def drafts(settings: Backup, data_dir: Path) -> Path:
    """Return the directory in which archives are written until they are complete."""
    return settings.directory or data_dir / "backups"


@contextmanager
def draft(directory: Path, name: str) -> Iterator[tuple[Path, Any]]:
    """Yield the path and the stream of a new private file, which is deleted if the block raises."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    _delete_old_drafts(directory)
    path = directory / f".{name}.draft"
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            yield path, file
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _delete_old_drafts(directory: Path) -> None:
    before = time.time() - DRAFT_SECONDS
    for path in directory.glob(".finenice-*.draft"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _described() -> Iterator[None]:
    """Raise the library's errors as TargetError, without the body of the response."""
    from obstore.exceptions import BaseError

    try:
        yield
    except (BaseError, FileNotFoundError, PermissionError) as error:
        raise TargetError(f"the bucket refuses or does not answer ({type(error).__name__})") from None
