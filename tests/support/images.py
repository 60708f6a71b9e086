"""Images for uploads."""

from __future__ import annotations

import io
import os
import random
from typing import Any

from PIL import Image

numbers = random.Random(os.urandom(8))


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    with io.BytesIO() as file:
        image.save(file, kind, **options)
        return file.getvalue()


def random_image() -> bytes:
    """Return an image that no other test has."""
    return encoded(Image.frombytes("RGB", (8, 8), numbers.randbytes(192)).resize((64, 48)))


def part(content: bytes, field: str = "images", name: str = "foto.jpg") -> tuple[str, tuple[str, bytes, str]]:
    return field, (name, content, "image/jpeg")
