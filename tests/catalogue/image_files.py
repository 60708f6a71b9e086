"""Helpers for tests of images: files of every kind, and uploads."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import requests
from PIL import Image

from support.images import encoded, part
from support.people import Person

RED, GREEN, BLUE = (220, 30, 30), (30, 200, 30), (30, 30, 220)


def plain(width: int = 30, height: int = 20, colour: Any = RED, mode: str = "RGB") -> Image.Image:
    return Image.new(mode, (width, height), colour)


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, packed: bytes, depth: int = 1, colour: int = 0) -> bytes:
    """Return a handmade PNG, whose header may claim any size."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def colour_of(image: bytes | Image.Image, x: int = 5, y: int = 5) -> str:
    """Return the dominant one of the three colours at this pixel, since WebP is lossy."""
    image = image if isinstance(image, Image.Image) else Image.open(io.BytesIO(image))
    red, green, blue = image.convert("RGB").getpixel((x, y))  # type: ignore[misc]
    return ["red", "green", "blue"][[red, green, blue].index(max(red, green, blue))]


def chunks_of(webp: bytes) -> set[bytes]:
    """Return the names of the chunks of a WebP file."""
    found, place = set(), 12
    while place < len(webp):
        found.add(webp[place : place + 4])
        size = int.from_bytes(webp[place + 4 : place + 8], "little")
        place += 8 + size + size % 2
    return found


def upload(person: Person, product_id: int, *contents: bytes) -> requests.Response:
    return person.post(f"/api/products/{product_id}/images", files=[part(content) for content in contents])


JPEG, PNG, GIF, WEBP, AVIF = (
    encoded(Image.effect_noise((60, 60), 90), kind) for kind in ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
)


SCRIPT = b"<ScRiPt>alert(1)</script>"


def bomb() -> bytes:
    return png(17_000, 18_000, zlib.compress(bytes(17_000 * 18_000 // 800), 9))


def faults(answer: requests.Response) -> dict[str, str]:
    assert answer.status_code == 422, answer.text
    return {fault["field"]: fault["code"] for fault in answer.json()["errors"]}
