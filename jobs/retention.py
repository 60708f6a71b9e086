"""The hourly round: what has grown old goes, what came into the table by itself gets its words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

import db
import queries.catalogue.images
import queries.catalogue.products
import queries.courses.files
import queries.system.encrypted_columns
import queries.system.retention
from domain.media.files import Files
from domain.media.store import Store
from domain.security.encryption import Cipher
from jobs.context import Job
from mail.file_backend import FileBox

# A file is written within moments of its row; one that has none for a day was left by a kill.
STRAY_SECONDS = 24 * 3600


def sweep(job: Job) -> None:
    """Deletes old rows, a thousand at a time, so that no statement holds its locks for long."""
    for delete in queries.system.retention.ALL:
        while delete():
            job.pause_point()
    while waiting := queries.catalogue.products.unnumbered(500):
        queries.catalogue.products.index(waiting)
        job.pause_point()
    queries.system.encrypted_columns.renew(Cipher(job.settings.tokens.encryption_keys), job.pause_point)
    FileBox(job.settings).sweep()
    _sweep_files(job, Store(job.settings.data_dir / "uploads"), queries.catalogue.images)
    _sweep_files(job, Files(job.settings.data_dir / "course-files"), queries.courses.files)


class Rows(Protocol):
    """What `queries.catalogue.images` and `queries.courses.files` know of their files."""

    def adopt(self, ids: Collection[str], /) -> int: ...
    def unused(self, limit: int, /) -> list[str]: ...
    def forget(self, id: str, /) -> bool: ...


def _sweep_files(job: Job, store: Store | Files, rows: Rows) -> None:
    """Deletes the files that nobody refers to, and those that have no row."""
    for ids in store.aged(STRAY_SECONDS):
        rows.adopt(ids)
        job.pause_point()
    while unused := rows.unused(1000):
        for each in unused:
            # Nobody loses a file: an upload renews its row, then writes the files that are missing, then refers
            # to it. Where it came first, the row is young again and stays. Where this comes first, the upload waits
            # at the row, which stays locked until the files are gone, and then finds them missing.
            with db.transaction():
                if rows.forget(each):
                    store.remove(each)
            job.pause_point()
