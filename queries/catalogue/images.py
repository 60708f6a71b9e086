"""The images of products and the faces of people; the files themselves lie elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import db
from problems import Fault, Problem
from queries.accounts import activities
from queries.catalogue import change_feed
from queries.system import audit
from queries.system.audit import Entry

MOST_IMAGES = 10


class Kept(NamedTuple):
    """A picture as the database knows it: its id, and the width and height of its largest file."""

    id: str
    width: int
    height: int


def of_products(product_ids: Collection[int]) -> dict[int, list[db.Row]]:
    """The images of each of these products in their order: `id`, `picture_id`, `width`, `height`, `position` from 1."""
    found: dict[int, list[db.Row]] = {product_id: [] for product_id in product_ids}
    if not found:
        return found
    for row in db.fetch_all(
        f"""
        SELECT   i.product_id, i.id, i.picture_id, p.width, p.height
        FROM     product_images i FORCE INDEX (ix_product_images_order)
        JOIN     pictures p ON p.id = i.picture_id
        WHERE    i.product_id IN ({db.marks(len(found))})
        ORDER BY i.product_id, i.position, i.id
        """,
        list(found),
    ):
        images = found[row.pop("product_id")]
        images.append({**row, "position": len(images) + 1})
    return found


def must_own(product_id: int, owner_id: int | None) -> None:
    """A 404 unless the product is this owner's (None: anybody's)."""
    _find(product_id, owner_id, lock=False)


@db.transactional()
def keep(pictures: Sequence[Kept]) -> None:
    """Makes the pictures known, or young again, so that no sweep takes them for an hour.

    To be called before their files are written, and those before anything refers to the pictures.
    """
    db.execute(
        f"""
        INSERT INTO pictures (id, width, height)
        VALUES {db.marks(len(pictures), 3)}
        ON DUPLICATE KEY UPDATE width = VALUES(width), height = VALUES(height), used_at = UTC_TIMESTAMP(6)
        """,
        [value for picture in sorted(pictures) for value in picture],
    )


@db.transactional()
def attach(product_id: int, owner_id: int | None, picture_ids: Sequence[str]) -> list[db.Row]:
    """Adds the pictures behind the product's images; one that it has already stays where it is. All images."""
    _find(product_id, owner_id, lock=True)
    present = of_products([product_id])[product_id]
    added = [each for each in dict.fromkeys(picture_ids) if each not in {image["picture_id"] for image in present}]
    if not added:
        return present
    if len(present) + len(added) > MOST_IMAGES:
        raise Problem("too_many_images", most=MOST_IMAGES, present=len(present))
    db.execute(
        f"""
        INSERT INTO product_images (product_id, picture_id, position)
        VALUES {db.marks(len(added), 3)}
        """,
        [value for place, each in enumerate(added, len(present) + 1) for value in (product_id, each, place)],
    )
    found = _changed(product_id)
    audit.write_all(
        [
            Entry("INSERT", "product_images", image["id"], None, {"product_id": product_id, **image})
            for image in found[len(present) :]
        ]
    )
    return found


@db.transactional()
def arrange(product_id: int, owner_id: int | None, image_ids: Sequence[int]) -> list[db.Row]:
    """Puts the product's images in this order, which names each of them once. All images."""
    _find(product_id, owner_id, lock=True)
    present = of_products([product_id])[product_id]
    if sorted(image_ids) != sorted(image["id"] for image in present):
        raise Problem("order_incomplete", [Fault("image_ids", "not_all_images")])
    if list(image_ids) == [image["id"] for image in present]:
        return present
    _number(image_ids)
    before = {image["id"]: image["position"] for image in present}
    audit.write_all(
        [
            Entry("UPDATE", "product_images", image_id, {"position": before[image_id]}, {"position": place})
            for place, image_id in enumerate(image_ids, 1)
        ]
    )
    return _changed(product_id)


@db.transactional()
def detach(product_id: int, owner_id: int | None, image_id: int) -> list[db.Row]:
    """Takes one image from the product. The images that are left."""
    _find(product_id, owner_id, lock=True)
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
        _number(left)
    return _changed(product_id)


def detach_all(product_id: int) -> None:
    """Takes its images from a product that is deleted, in the transaction that deletes it."""
    db.execute(
        """
        DELETE FROM product_images
        WHERE  product_id = %s
        """,
        (product_id,),
    )


@db.transactional()
def wear(user_id: int, picture_id: str | None) -> None:
    """Makes the picture this person's face, or (None) leaves them without."""
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


def unused(limit: int) -> list[str]:
    """The ids of pictures that nobody refers to and nobody has sent for an hour."""
    rows = db.fetch_all(
        """
        SELECT   p.id
        FROM     pictures p FORCE INDEX (ix_pictures_age)
        WHERE    p.used_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR
                 AND NOT EXISTS (SELECT 1 FROM product_images i WHERE i.picture_id = p.id)
                 AND NOT EXISTS (SELECT 1 FROM users u WHERE u.avatar_id = p.id)
                 AND NOT EXISTS (SELECT 1 FROM shop s WHERE s.logo_id = p.id)
        ORDER BY p.used_at
        LIMIT    %s
        """,
        (limit,),
    )
    return [row["id"] for row in rows]


def forget(picture_id: str) -> bool:
    """Deletes the row of a picture that is still unused; its lock lasts as long as the caller's transaction."""
    locked = db.fetch_one(
        """
        SELECT p.id
        FROM   pictures p FORCE INDEX (PRIMARY)
        WHERE  p.id = %s AND p.used_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR
        FOR UPDATE
        """,
        (picture_id,),
    )
    # Whoever refers to the row locks it, so that nobody can begin to while it is locked here.
    if locked is None or db.fetch_value(
        """
        SELECT EXISTS (SELECT 1 FROM product_images WHERE picture_id = %s)
               OR EXISTS (SELECT 1 FROM users WHERE avatar_id = %s)
               OR EXISTS (SELECT 1 FROM shop WHERE logo_id = %s) AS used
        """,
        (picture_id, picture_id, picture_id),
    ):
        return False
    db.execute(
        """
        DELETE FROM pictures
        WHERE  id = %s
        """,
        (picture_id,),
    )
    return True


@db.transactional()
def adopt(picture_ids: Collection[str]) -> int:
    """Gives a row to files that have none, so that they are swept like all others; how many had none."""
    known = db.fetch_all(
        f"""
        SELECT id
        FROM   pictures
        WHERE  id IN ({db.marks(len(picture_ids))})
        """,
        list(picture_ids),
    )
    strays = sorted(set(picture_ids) - {row["id"] for row in known})
    for picture_id in strays:
        db.execute(
            """
            INSERT IGNORE INTO pictures (id, width, height, used_at)
            VALUES (%s, 0, 0, UTC_TIMESTAMP(6) - INTERVAL 1 DAY)
            """,
            (picture_id,),
        )
    return len(strays)


def _find(product_id: int, owner_id: int | None, lock: bool) -> None:
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


def _number(image_ids: Sequence[int]) -> None:
    db.execute(
        f"""
        UPDATE product_images FORCE INDEX (PRIMARY)
        SET    position = CASE id {"WHEN %s THEN %s " * len(image_ids)}END
        WHERE  id IN ({db.marks(len(image_ids))})
        """,
        [*(value for place, image_id in enumerate(image_ids, 1) for value in (image_id, place)), *image_ids],
    )


def _changed(product_id: int) -> list[db.Row]:
    activities.write("product_changed", product_id, "images")
    found = of_products([product_id])[product_id]
    change_feed.mark("products", [product_id])
    return found
