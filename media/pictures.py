"""Bytes that anybody may have sent become three WebP files that share nothing with them but what they look like."""

from __future__ import annotations

import ctypes
import hashlib
import io
import re
import struct
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile

from media.store import SIZES

# How many pixels are decoded, so that no picture takes 150 MB. WebP's decoder holds each of them four times. A
# JPEG is decoded at a half, a quarter or an eighth of its size, so that a phone's 50 megapixels cost less than a
# PNG's 12; but one of several scans is held as a whole before it is made smaller.
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 12_000_000, "GIF": 12_000_000, "WEBP": 6_000_000}
MOST_SAMPLES_IN_SCANS = 48_000_000
# Each scan may cost a pass over the whole picture, and takes a few bytes only.
MOST_SCANS = 100
SCAN = re.compile(rb"\xff\xda\x00.([\x01-\x04])", re.DOTALL)
# No camera writes these, and by chance ten megabytes hold them once in a hundred million files.
SCRIPT = re.compile(rb"<script|<!doctype html", re.IGNORECASE)
QUALITY = 80

# Pillow warns above this number, and refuses above its double before a decoder has got any memory.
Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
warnings.simplefilter("ignore", Image.DecompressionBombWarning)

MMAP_THRESHOLD = -3  # the number of the setting, from malloc.h
# glibc would learn from the first large picture to keep the memory of all later ones; what is larger than a
# megabyte goes back to the system at once. Another C library has no such call.
with suppress(AttributeError):
    ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, 1024 * 1024)

_srgb = ImageCms.createProfile("sRGB")
# Pictures have one thread of their own: ten uploads at once then take one picture's memory and not each thread's.
_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")


class Refused(Exception):
    """The bytes are no picture that we take: `code` is type, broken, pixels or script.

    `most` is the number of pixels that would have been taken.
    """

    def __init__(self, code: str, most: int = 0) -> None:
        self.code, self.most = code, most
        super().__init__(code)


@dataclass(frozen=True)
class Picture:
    """A picture, named by the SHA-256 of what was sent; `width` and `height` are those of its large file."""

    id: str
    width: int
    height: int
    files: dict[str, bytes]


def make(data: bytes) -> Picture:
    """The picture that these bytes are, the same for the same bytes; else Refused.

    Its type is told by its content. Of an animated picture the first frame is taken.
    """
    if SCRIPT.search(data):
        raise Refused("script")
    return _thread.submit(_make, data).result()


def _make(data: bytes) -> Picture:
    large = _decode(data)
    files = {name: _encode(_within(large, longest)) for name, longest in SIZES.items()}
    return Picture(hashlib.sha256(data).hexdigest(), *large.size, files)


def _decode(data: bytes) -> Image.Image:
    """The picture upright, in sRGB, no larger than its largest file, and without anything that is not seen."""
    longest = SIZES["large"]
    try:
        with Image.open(io.BytesIO(data), formats=tuple(MOST_PIXELS)) as image:
            _must_be_affordable(image, data)
            image.draft(None, _size_within(image.size, longest))
            picture = _within(_with_own_colours(image), longest)
        return _in_srgb(_upright(picture))
    except (Refused, MemoryError):
        raise
    except UnidentifiedImageError:
        raise Refused("type") from None
    except Image.DecompressionBombError:
        raise Refused("pixels", MOST_PIXELS["PNG"]) from None
    except Exception as error:
        # Decoders meet hostile bytes with errors of any class; each says that these are no picture.
        raise Refused("broken") from error


def _encode(image: Image.Image) -> bytes:
    with io.BytesIO() as file:
        image.save(file, "WEBP", quality=QUALITY, method=4)
        return file.getvalue()


def _must_be_affordable(image: Image.Image, data: bytes) -> None:
    most = MOST_PIXELS[image.format or ""]
    if isinstance(image, JpegImageFile):
        # The number of components in each scan; one that has all of them needs no other.
        scans = [match[1][0] for match in SCAN.finditer(data)]
        if len(scans) > MOST_SCANS:
            raise Refused("broken")
        if "progressive" in image.info or min(scans, default=0) < image.layers:
            most = MOST_SAMPLES_IN_SCANS // image.layers
    if image.width * image.height > most:
        raise Refused("pixels", most)


def _with_own_colours(image: Image.Image) -> Image.Image:
    """The picture without a palette, and with its transparency in a channel, so that pixels can be averaged."""
    transparent = image.has_transparency_data
    if image.mode in (("RGBA", "LA") if transparent else ("RGB", "L", "CMYK", "I;16")):
        return image
    converted = image.convert("RGBA" if transparent else "RGB")
    image.close()
    return converted


def _upright(image: Image.Image) -> Image.Image:
    with suppress(SyntaxError, ValueError, KeyError, struct.error):
        return ImageOps.exif_transpose(image)
    # What can't be read tells nothing of where the top is.
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture in RGB, or RGBA where something shines through, by its own profile where that can be used."""
    profile = image.info.get("icc_profile")
    if image.mode == "I;16":
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    mode = "RGBA" if image.mode in ("RGBA", "LA") else "RGB"
    if profile:
        with suppress(ImageCms.PyCMSError, OSError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, _srgb, outputMode=mode) or image
    image = image.convert(mode)
    if mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    image.info.clear()
    return image


def _within(image: Image.Image, longest: int) -> Image.Image:
    return image.resize(_size_within(image.size, longest), Image.Resampling.LANCZOS, reducing_gap=3)


def _size_within(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """The size of the same shape whose longer side is at most `longest`."""
    width, height = size
    scale = min(1, longest / max(size))
    return max(1, round(width * scale)), max(1, round(height * scale))
