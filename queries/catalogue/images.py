"""Statements of product images and avatars. The files are in `domain.media.image_store`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import db
from problems import Fault, Problem
from queries.accounts import activities
from queries.catalogue import change_feed
from queries.system import audit
from queries.system.audit import Entry
from queries.system.stored_files import StoredFiles

MAX_IMAGES = 10
FILES = StoredFiles(
    "pictures",
    "ix_pictures_age",
    ("width", "height"),
    (("product_images", "picture_id"), ("users", "avatar_id"), ("shop", "logo_id")),
)


class StoredImage(NamedTuple):
    """The row of an image: its id, and the width and height of its largest file."""

    id: str
    width: int
    height: int


def of_products(product_ids: Collection[int]) -> dict[int, list[db.Row]]:
    """Return the images of each product in order: `id`, `picture_id`, `width`, `height`, and `position` from 1."""
    found: dict[int, list[db.Row]] = {product_id: [] for product_id in product_ids}
    if not found:
        return found
    for row in db.fetch_all(
        f"""
        SELECT   i.product_id, i.id, i.picture_id, p.width, p.height
        FROM     product_images i FORCE INDEX (ix_product_images_order)
        JOIN     pictures p ON p.id = i.picture_id
        WHERE    i.product_id IN ({db.placeholders(len(found))})
        ORDER BY i.product_id, i.position, i.id
        """,
        list(found),
    ):
        images = found[row.pop("product_id")]
        images.append({**row, "position": len(images) + 1})
    return found


@db.readable_anywhere
def of_newest_products(limit: int) -> list[str]:
    """Return the picture ids of the newest listed products, the first of each; those without one are left out."""
    rows = db.fetch_all(
        """
        SELECT   (SELECT   i.picture_id
                  FROM     product_images i FORCE INDEX (ix_product_images_order)
                  WHERE    i.product_id = p.id
                  ORDER BY i.position, i.id
                  LIMIT    1) AS picture_id
        FROM     products p FORCE INDEX (ix_products_newest)
        WHERE    p.listed = 1
        ORDER BY p.id DESC
        LIMIT    %s
        """,
        (limit,),
    )
    return [row["picture_id"] for row in rows if row["picture_id"]]


def check_owner(product_id: int, owner_id: int | None) -> None:
    """Raise a 404 unless the product belongs to this owner (None: any owner)."""
    _check_product(product_id, owner_id, lock=False)


@db.transactional()
def register(pictures: Sequence[StoredImage]) -> None:
    """Insert the images or renew their age, so that the clean-up skips them for an hour.

    Call it before the files are written, and write the files before anything refers to the images.
    """
    db.execute(
        f"""
        INSERT INTO pictures (id, width, height)
        VALUES {db.placeholders(len(pictures), 3)}
        ON DUPLICATE KEY UPDATE width = VALUES(width), height = VALUES(height), used_at = UTC_TIMESTAMP(6)
        """,
        [value for picture in sorted(pictures) for value in picture],
    )


@db.transactional()
def add(product_id: int, owner_id: int | None, picture_ids: Sequence[str]) -> list[db.Row]:
    """Append images to the product; those it already has stay in place. Return all its images."""
    _check_product(product_id, owner_id, lock=True)
    present = of_products([product_id])[product_id]
    added = [each for each in dict.fromkeys(picture_ids) if each not in {image["picture_id"] for image in present}]
    if not added:
        return present
    if len(present) + len(added) > MAX_IMAGES:
        raise Problem("too_many_images", most=MAX_IMAGES, present=len(present))
    db.execute(
        f"""
        INSERT INTO product_images (product_id, picture_id, position)
        VALUES {db.placeholders(len(added), 3)}
        """,
        [value for position, each in enumerate(added, len(present) + 1) for value in (product_id, each, position)],
    )
    found = _record_change(product_id)
    audit.write_all(
        [
            Entry("INSERT", "product_images", image["id"], None, {"product_id": product_id, **image})
            for image in found[len(present) :]
        ]
    )
    return found


@db.transactional()
def reorder(product_id: int, owner_id: int | None, image_ids: Sequence[int]) -> list[db.Row]:
    """Put the product's images in this order, which must name each once. Return all its images."""
    _check_product(product_id, owner_id, lock=True)
    present = of_products([product_id])[product_id]
    if sorted(image_ids) != sorted(image["id"] for image in present):
        raise Problem("order_incomplete", [Fault("image_ids", "images_incomplete")])
    if list(image_ids) == [image["id"] for image in present]:
        return present
    _set_positions(image_ids)
    before = {image["id"]: image["position"] for image in present}
    audit.write_all(
        [
            Entry("UPDATE", "product_images", image_id, {"position": before[image_id]}, {"position": position})
            for position, image_id in enumerate(image_ids, 1)
        ]
    )
    return _record_change(product_id)


@db.transactional()
def remove(product_id: int, owner_id: int | None, image_id: int) -> list[db.Row]:
    """Remove one image from the product. Return the remaining images."""
    _check_product(product_id, owner_id, lock=True)
    left = [image["id"] for image in of_products([product_id])[product_id]]
    if image_id not in left:
        raise Problem("image_not_found", id=image_id)
    audit.removed("product_images", image_id)
    db.execute(
        """
        DELETE FROM product_images
        WHERE  id = %s
        """,
        (image_id,),
    )
    left.remove(image_id)
    if left:
        _set_positions(left)
    return _record_change(product_id)


def remove_all(product_id: int) -> None:
    """Remove all images of a product that is being deleted, in the same transaction."""
    db.execute(
        """
        DELETE FROM product_images
        WHERE  product_id = %s
        """,
        (product_id,),
    )


@db.transactional()
def set_avatar(user_id: int, picture_id: str | None) -> None:
    """Set the user's avatar, or remove it if None."""
    with audit.changing("users", user_id):
        db.execute(
            """
            UPDATE users FORCE INDEX (PRIMARY)
            SET    avatar_id = %s
            WHERE  id = %s
            """,
            (picture_id, user_id),
        )
    activities.write("profile_changed", detail="avatar", user_id=user_id)


def _check_product(product_id: int, owner_id: int | None, lock: bool) -> None:
    if not db.fetch_one(
        f"""
        SELECT id
        FROM   products FORCE INDEX (PRIMARY)
        WHERE  id = %s AND deleted_at IS NULL AND (seller_id = %s OR %s IS NULL)
        {"FOR UPDATE" if lock else ""}
        """,
        (product_id, owner_id, owner_id),
    ):
        raise Problem("product_not_found", id=product_id)


def _set_positions(image_ids: Sequence[int]) -> None:
    db.execute(
        f"""
        UPDATE product_images FORCE INDEX (PRIMARY)
        SET    position = CASE id {"WHEN %s THEN %s " * len(image_ids)}END
        WHERE  id IN ({db.placeholders(len(image_ids))})
        """,
        [*(value for position, image_id in enumerate(image_ids, 1) for value in (image_id, position)), *image_ids],
    )


def _record_change(product_id: int) -> list[db.Row]:
    activities.write("product_changed", product_id, "images")
    found = of_products([product_id])[product_id]
    change_feed.mark("products", [product_id])
    return found
