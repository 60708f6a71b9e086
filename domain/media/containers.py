"""Container formats of images, reduced to what a decoder needs.

Pillow reads the parts of a file one by one in Python, and some of them in quadratic time. Here each file is walked
once, in at most `MAX_PARTS` steps; its decoder gets the pixels, the colours and the orientation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from domain.media.image_decoder import InvalidImage

# A PNG of ten megabytes in the usual chunks of 8 KB has 1,280 parts; other files have a few dozen.
MAX_PARTS = 4_000

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
XMP_IN_PNG = b"XML:com.adobe.xmp\0"
# The chunks to keep; each counts once, except the pixels.
PNG_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"iCCP", b"eXIf", XMP_IN_PNG, b"IEND"}

JPEG_HEAD = b"\xff\xd8"
# A restart marker occurs between pixels, and a zero byte after 0xFF is not a marker.
JPEG_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
TEM, SOI, EOI, SOS = 0x01, 0xD8, 0xD9, 0xDA
# Baseline, extended and progressive frames, which browsers decode; the others are lossless, arithmetic and
# hierarchical.
FRAMES = frozenset([0xC0, 0xC1, 0xC2])
ODD_FRAMES = frozenset([0xC3, *range(0xC5, 0xD0)]) - {0xCC}
# Huffman tables, quantisation, number of lines, restart interval.
TABLES = frozenset([0xC4, 0xDB, 0xDC, 0xDD])
MAX_TABLES = 4_096
# Application segments to keep, and how many of each. An MPO without its frame index is a JPEG.
APPLICATIONS = {
    (0xE0, b"JFIF"): 1,
    (0xE1, b"Exif\0\0"): 1,
    (0xE1, b"http://ns.adobe.com/xap/1.0/\0"): 1,
    (0xE2, b"ICC_PROFILE\0"): 255,
    (0xEE, b"Adobe"): 1,
}

GIF_CONTROL = 0xF9

# The brands of AVIF, of HEIC, and of files that name no codec.
AVIF = frozenset([b"avif", b"avis"])
HEIF = frozenset([b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"])
MAX_BRANDS = 32


class StrippedFile(NamedTuple):
    """An image file without what its decoder does not need; for a JPEG, the number of components in each scan."""

    data: bytes
    scans: list[int]


def strip(data: bytes) -> StrippedFile:
    """Return the file reduced to what a decoder needs.

    Raises InvalidImage for too many parts, and for HEIC, TIFF and BMP. A truncated or malformed file is passed on as
    far as it goes; its decoder reports it.
    """
    if data.startswith(JPEG_HEAD):
        return _strip_jpeg(data)
    for matches, reduce in FORMATS:
        if matches(data):
            return StrippedFile(reduce(data), [])
    if data.startswith((b"II*\0", b"MM\0*")):
        raise InvalidImage("tiff")
    # Two letters could start any file; the four reserved bytes of a BMP are zero.
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        raise InvalidImage("bmp")
    return StrippedFile(data, [])


def _limited_steps() -> Iterator[None]:
    for _ in range(MAX_PARTS):
        yield
    raise InvalidImage("parts")


def _strip_jpeg(data: bytes) -> StrippedFile:
    """Return the first image of a JPEG, with its tables, colour profile and orientation."""
    parts, frames, place = [JPEG_HEAD], 0, len(JPEG_HEAD)
    scans: list[int] = []
    applications: dict[tuple[int, bytes], int] = {}
    for _ in _limited_steps():
        found = JPEG_MARKER.search(data, place)
        if found is None or data[found.end() - 1] == EOI:
            break
        start, kind = found.start(), data[found.end() - 1]
        if kind in (TEM, SOI):
            place = start + 2
            continue
        size = max(2, int.from_bytes(data[start + 2 : start + 4]))
        place = start + 2 + size
        frames += kind in FRAMES
        if frames > 1 or kind in ODD_FRAMES or (kind in TABLES | FRAMES and size > MAX_TABLES):
            raise InvalidImage("broken")
        if kind == SOS:
            scans += data[start + 4 : start + 5]
            end = JPEG_MARKER.search(data, place)
            place = end.start() if end else len(data)
        elif kind not in TABLES | FRAMES and not _is_wanted(data, start, applications):
            continue
        parts.append(data[start:place])
    return StrippedFile(b"".join([*parts, data[place : place + 2] if scans else data[place:]]), scans)


def _is_wanted(data: bytes, start: int, seen: dict[tuple[int, bytes], int]) -> bool:
    for application, most in APPLICATIONS.items():
        kind, name = application
        if data[start + 1] == kind and data.startswith(name, start + 4):
            seen[application] = seen.get(application, 0) + 1
            return seen[application] <= most
    return False


def _strip_png(data: bytes) -> bytes:
    """Return the pixels, palette, profile and orientation of a PNG, without the other frames of an animation."""
    parts, seen, place = [PNG_HEAD], set(), len(PNG_HEAD)
    for _ in _limited_steps():
        name, start = data[place + 4 : place + 8], place
        place += 12 + int.from_bytes(data[place : place + 4])
        if name == b"iTXt" and data.startswith(XMP_IN_PNG, start + 8):
            name = XMP_IN_PNG
        if name == b"IDAT" or (name in PNG_CHUNKS and name not in seen):
            parts.append(data[start:place])
            seen.add(name)
        if name == b"IEND" or place >= len(data):
            break
    return b"".join(parts)


def _strip_gif(data: bytes) -> bytes:
    """Return the GIF without comments and other extensions before its first frame."""
    place = 13 + (3 << ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    head, control, steps = data[:place], b"", _limited_steps()
    while (kind := data[place : place + 1]) not in (b",", b";", b""):
        next(steps)
        start = place
        place += 1
        if kind == b"!":
            place += 1
            while size := int.from_bytes(data[place : place + 1]):
                next(steps)
                place += 1 + size
            place += 1
            if data[start + 1 : start + 2] == bytes([GIF_CONTROL]):
                control = data[start:place]
    return b"".join([head, control, data[place:]])


def _check_webp(data: bytes) -> bytes:
    place = 12
    for _ in _limited_steps():
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        place += 8 + size + size % 2
        if place >= len(data):
            break
    return data


def _check_heif(data: bytes) -> bytes:
    end = min(int.from_bytes(data[:4]), 8 + 4 * MAX_BRANDS)
    brands = {data[8:12], *(data[place : place + 4] for place in range(16, end, 4))}
    if brands & HEIF and not brands & AVIF:
        raise InvalidImage("heic")
    return data


FORMATS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], bytes]], ...] = (
    (lambda data: data.startswith(PNG_HEAD), _strip_png),
    (lambda data: data.startswith((b"GIF87a", b"GIF89a")) and len(data) > 13, _strip_gif),
    (lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP", _check_webp),
    (lambda data: data[4:8] == b"ftyp", _check_heif),
)
