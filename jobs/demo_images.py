"""Images of the demo shop, created after its start because they take seconds."""

from __future__ import annotations

import demo
import demo.pictures
import queries.catalogue.images
import queries.system.demo.shop
from domain.media import image_decoder
from domain.media.image_store import ImageStore
from jobs.context import Job
from queries.catalogue.images import StoredImage


def create(job: Job) -> None:
    """Create an image for each product of the demo shop without one, starting with those of the home page."""
    store = ImageStore(job.settings.data_dir / "uploads")
    found = list(demo.pictures.plan(demo.catalogue()).items())
    for number, (drawing, skus) in enumerate(found, 1):
        picture = image_decoder.decode(demo.pictures.draw(drawing))
        queries.catalogue.images.register([StoredImage(picture.id, picture.width, picture.height)])
        store.save(picture.id, picture.files)
        queries.system.demo.shop.add_image(picture.id, skus)
        job.progress(number, len(found))
        job.pause_point()
