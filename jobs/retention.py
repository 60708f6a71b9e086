"""The hourly clean-up: delete expired rows and unused files, index products, and rotate encryption."""

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
from mail.file_backend import FileBackend
from queries.system.stored_files import StoredFiles

# A file is written moments after its row; a file without a row for a day was left by a kill.
ORPHAN_SECONDS = 24 * 3600


def clean_up(job: Job) -> None:
    """Delete expired rows, a thousand at a time, so that no statement holds its locks for long."""
    for kind in queries.system.retention.EXPIRED:
        while queries.system.retention.delete_expired(kind):
            job.pause_point()
    while waiting := queries.catalogue.products.list_unindexed(500):
        queries.catalogue.products.index(waiting)
        job.pause_point()
    queries.system.encrypted_columns.rotate(Cipher(job.settings.tokens.encryption_keys), job.pause_point)
    FileBackend(job.settings).delete_expired()
    _delete_unused_files(job, ImageStore(job.settings.data_dir / "uploads"), queries.catalogue.images.FILES)
    _delete_unused_files(job, CourseFileStore(job.settings.data_dir / "course-files"), queries.courses.files.FILES)


def _delete_unused_files(job: Job, store: ImageStore | CourseFileStore, rows: StoredFiles) -> None:
    """Delete the files without references, and those without a row."""
    for ids in store.ids_older_than(ORPHAN_SECONDS):
        rows.add_missing(ids)
        job.pause_point()
    while unused := rows.unused(1000):
        for each in unused:
            # No file in use is lost: an upload renews its row, writes missing files, then refers to the row. If the
            # upload is first, the row is recent and stays. If this is first, the upload waits for the lock on the row
            # until the files are deleted, and then finds them missing.
            with db.transaction():
                if rows.delete_unused(each):
                    store.remove(each)
            job.pause_point()
