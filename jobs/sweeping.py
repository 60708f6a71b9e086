"""The hourly round: what has grown old goes, what came into the table by itself gets its words."""

from __future__ import annotations

import db
import queries.pictures
import queries.products
import queries.sweeps
from jobs.work import Job
from media.store import Store

# A file is written within moments of its row; one that has none for a day was left by a kill.
STRAY_SECONDS = 24 * 3600


def sweep(job: Job) -> None:
    """Deletes old rows, a thousand at a time, so that no statement holds its locks for long."""
    for delete in queries.sweeps.ALL:
        while delete():
            job.pause_point()
    while waiting := queries.products.unnumbered(500):
        queries.products.index(waiting)
        job.pause_point()
    _sweep_pictures(job)


def _sweep_pictures(job: Job) -> None:
    """Deletes the pictures that nobody refers to, and files that no picture has."""
    store = Store(job.settings.data_dir / "uploads")
    for picture_ids in store.aged(STRAY_SECONDS):
        queries.pictures.adopt(picture_ids)
        job.pause_point()
    while unused := queries.pictures.unused(1000):
        for picture_id in unused:
            # Nobody loses a picture: an upload renews its row, then writes the files that are missing, then refers
            # to it. Where it came first, the row is young again and stays. Where this comes first, the upload waits
            # at the row, which stays locked until the files are gone, and then finds them missing.
            with db.transaction():
                if queries.pictures.forget(picture_id):
                    store.remove(picture_id)
            job.pause_point()
