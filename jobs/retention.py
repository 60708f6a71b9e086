"""The hourly round: what has grown old goes, what came into the table by itself gets its words."""

from __future__ import annotations

import db
import queries.catalogue.images
import queries.catalogue.products
import queries.courses.files
import queries.system.encrypted_columns
import queries.system.retention
from domain.media.course_file_store import CourseFileStore
from domain.media.image_store import ImageStore
from domain.security.encryption import Cipher
from jobs.context import Job
from mail.file_backend import FileBox
from queries.system.stored_files import StoredFiles

# A file is written within moments of its row; one that has none for a day was left by a kill.
STRAY_SECONDS = 24 * 3600


def sweep(job: Job) -> None:
    """Deletes old rows, a thousand at a time, so that no statement holds its locks for long."""
    for delete in queries.system.retention.ALL:
        while delete():
            job.pause_point()
    while waiting := queries.catalogue.products.list_unindexed(500):
        queries.catalogue.products.index(waiting)
        job.pause_point()
    queries.system.encrypted_columns.renew(Cipher(job.settings.tokens.encryption_keys), job.pause_point)
    FileBox(job.settings).sweep()
    _sweep_files(job, ImageStore(job.settings.data_dir / "uploads"), queries.catalogue.images.FILES)
    _sweep_files(job, CourseFileStore(job.settings.data_dir / "course-files"), queries.courses.files.FILES)


def _sweep_files(job: Job, store: ImageStore | CourseFileStore, rows: StoredFiles) -> None:
    """Deletes the files that nobody refers to, and those that have no row."""
    for ids in store.ids_older_than(STRAY_SECONDS):
        rows.add_missing(ids)
        job.pause_point()
    while unused := rows.unused(1000):
        for each in unused:
            # Nobody loses a file: an upload renews its row, then writes the files that are missing, then refers
            # to it. Where it came first, the row is young again and stays. Where this comes first, the upload waits
            # at the row, which stays locked until the files are gone, and then finds them missing.
            with db.transaction():
                if rows.delete_unused(each):
                    store.remove(each)
            job.pause_point()
