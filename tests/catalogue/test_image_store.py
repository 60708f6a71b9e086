"""The store of image files, and the clean-up of unused images."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import db
import jobs.retention
import queries.accounts.users
import queries.catalogue.images
import queries.catalogue.products
import queries.system.schema
import queries.system.shop
from domain.media import image_decoder
from domain.media.image_store import ImageStore, image_urls
from jobs.context import Job
from queries.catalogue.images import StoredImage
from settings import Database, Settings
from support.app import at_once
from support.images import numbers, random_image


def test_the_store_only_reads_its_own_file_names(tmp_path: Path) -> None:
    store, image = ImageStore(tmp_path / "uploads"), image_decoder.decode(random_image())
    (tmp_path / "secret").write_text("a secret")
    assert store.read(image_urls(image.id)["small"].removeprefix("/uploads/")) is None
    store.save(image.id, image.files)
    name = image_urls(image.id)["small"].removeprefix("/uploads/")
    assert store.read(name) == image.files["small"]
    for odd in (
        "../secret", "ab/../../secret", "/etc/passwd", name + "\n", name + "/", "x" + name, name.upper(), "",
        name.replace("-160", "-161"), f"{image.id}-160.webp", f"zz/{image.id}-160.webp", name.replace("/", "//"),
        f"{int(image.id[:2], 16) ^ 1:02x}/{image.id}-160.webp", name[:-5] + "\0.webp",
    ):  # fmt: skip
        assert store.read(odd) is None, odd


def test_a_file_is_rewritten_only_if_it_is_incomplete(tmp_path: Path) -> None:
    store, image = ImageStore(tmp_path), image_decoder.decode(random_image())
    store.save(image.id, image.files)
    path = tmp_path / image.id[:2] / f"{image.id}-480.webp"
    at = path.stat().st_mtime_ns
    store.save(image.id, image.files)
    assert path.stat().st_mtime_ns == at
    path.write_bytes(b"")
    store.save(image.id, image.files)
    assert path.read_bytes() == image.files["medium"]
    assert len(list(path.parent.iterdir())) == 3


@pytest.fixture
def cleaned_up(empty: Database, tmp_path: Path) -> Callable[[], None]:
    """Return the hourly clean-up over a database and a directory of this test."""
    queries.system.schema.upgrade()
    settings = Settings.from_env({"ENV": "test", "DATA_DIR": str(tmp_path), "JWT_SECRET_KEY": "x", "API_KEY_SALT": "x"})
    job = Job(1, "sweep", {}, None, "w", settings, threading.Event())
    return lambda: jobs.retention.clean_up(job)


def store_image(store: ImageStore, age: str | None = None) -> str:
    """Store an image with its row and files; `age` is an SQL interval."""
    image = image_decoder.decode(random_image())
    queries.catalogue.images.register([StoredImage(image.id, image.width, image.height)])
    store.save(image.id, image.files)
    if age:
        set_age(image.id, age)
    return image.id


def set_age(picture_id: str, age: str) -> None:
    db.execute(f"UPDATE pictures SET used_at = UTC_TIMESTAMP(6) - INTERVAL {age} WHERE id = %s", (picture_id,))


def files_of(store: ImageStore, picture_id: str) -> int:
    return len(list(store.root.glob(f"*/{picture_id}-*")))


def test_unused_images_are_deleted_after_an_hour(cleaned_up: Callable[[], None], tmp_path: Path) -> None:
    store = ImageStore(tmp_path / "uploads")
    seller = queries.accounts.users.add("Sari", None, "sari", "x")
    fields = dict.fromkeys(("category_id", "brand_id", "sku", "cost", "variant_of"))
    product = queries.catalogue.products.add(
        seller,
        {**fields, "name": "Kopi", "description": "", "unit": "pcs", "price": 1, "stock": 1, "active": True}
        | {"barcodes": [], "tax_kind": "standard", "measure": "piece", "options": []},
    )
    ages = ("2 HOUR", "2 HOUR", "2 HOUR", "61 MINUTE", "59 MINUTE")
    shown, worn, signed, unused, young = (store_image(store, age) for age in ages)
    queries.catalogue.images.add(product["id"], seller, [shown])
    queries.catalogue.images.set_avatar(seller, worn)
    queries.system.shop.set_logo(signed)
    for _ in range(2):
        cleaned_up()
        assert [files_of(store, each) for each in (shown, worn, signed, unused, young)] == [3, 3, 3, 0, 3]
    assert db.fetch_value("SELECT COUNT(*) AS n FROM pictures") == 4
    queries.catalogue.products.delete(product["id"], seller)
    queries.catalogue.images.set_avatar(seller, None)
    queries.system.shop.set_logo(None)
    cleaned_up()
    assert [files_of(store, each) for each in (shown, worn, signed, young)] == [0, 0, 0, 3]


def test_files_without_a_row_are_deleted_after_a_day(cleaned_up: Callable[[], None], tmp_path: Path) -> None:
    store = ImageStore(tmp_path / "uploads")
    known, stray, fresh = store_image(store), store_image(store), store_image(store)
    db.execute("DELETE FROM pictures WHERE id IN (%s, %s)", (stray, fresh))
    draft = store.root / known[:2] / "0123456789abcdef.draft"
    foreign = store.root / known[:2] / "notes.txt"
    for path in (draft, foreign):
        path.write_text("x")
    old = time.time() - 25 * 3600
    for path in store.root.glob("*/*"):
        if not path.name.startswith(fresh):
            os.utime(path, (old, old))
    cleaned_up()
    assert [files_of(store, each) for each in (known, stray, fresh)] == [3, 0, 3]
    assert (draft.exists(), foreign.exists()) == (False, True)
    assert db.fetch_value("SELECT COUNT(*) AS n FROM pictures") == 1


def test_concurrent_upload_and_clean_up_never_lose_an_image(cleaned_up: Callable[[], None], tmp_path: Path) -> None:
    store, image = ImageStore(tmp_path / "uploads"), image_decoder.decode(random_image())
    kept = StoredImage(image.id, image.width, image.height)

    def send() -> None:
        # The clean-up runs about a dozen statements before it reaches the image.
        for _ in range(numbers.randrange(40)):
            db.fetch_value("SELECT 1 AS one")
        queries.catalogue.images.register([kept])
        store.save(image.id, image.files)
        db.release()

    def act(number: int) -> None:
        (send if number else cleaned_up)()
        db.release()

    send()
    swept_first = 0
    for _ in range(150):
        set_age(image.id, "2 HOUR")
        os.utime(store.root / image.id[:2] / f"{image.id}-160.webp", (1, 1))
        at_once(2, act)
        swept_first += (store.root / image.id[:2] / f"{image.id}-160.webp").stat().st_mtime > 1
        assert files_of(store, image.id) == 3
        assert db.fetch_value("SELECT COUNT(*) AS n FROM pictures WHERE id = %s", (image.id,)) == 1
    # Each came first at times, so the race was tested.
    assert 0 < swept_first < 150
