"""Pictures for the demo shop, drawn after its start, which they would take seconds of."""

from __future__ import annotations

import demo
import demo.pictures
import queries.demo
import queries.pictures
from jobs.work import Job
from media import pictures
from media.store import Store
from queries.pictures import Kept


def draw(job: Job) -> None:
    """Gives each product of the demo shop a picture, unless it has one; first those that the home page begins with."""
    store = Store(job.settings.data_dir / "uploads")
    found = list(demo.pictures.plan(demo.catalogue()).items())
    for number, (drawing, skus) in enumerate(found, 1):
        picture = pictures.make(demo.pictures.draw(drawing))
        queries.pictures.keep([Kept(picture.id, picture.width, picture.height)])
        store.keep(picture.id, picture.files)
        queries.demo.show(picture.id, skus)
        job.progress(number, len(found))
        job.pause_point()
