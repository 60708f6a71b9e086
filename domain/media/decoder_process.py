"""The process that decodes untrusted images; `domain.media.image_decoder` starts it and may kill it."""

from __future__ import annotations

import ctypes
import hashlib
import io
import resource
import socket
import struct
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from PIL import AvifImagePlugin, Image, ImageCms, ImageOps, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile

from domain import process_limits
from domain.helper_process import extend_cpu_limit, receive
from domain.media import containers
from domain.media.image_decoder import CPU_SECONDS, LARGE, REQUEST, RESPONSE, DecodedImage, InvalidImage
from domain.media.image_store import SIZES

# The largest number of pixels per format, so that no image takes 250 MB or much more than a second. The WebP decoder
# holds each pixel four times. A JPEG is decoded at a half, a quarter or an eighth of its size, so the 50 megapixels of
# a phone cost less than 12 in a PNG; a JPEG of several scans is held in full before it is scaled down. Few photographs
# of more than 16 megapixels fit into a PNG of ten megabytes.
MAX_PIXELS = {"JPEG": 50_000_000, "PNG": 16_000_000, "GIF": 16_000_000, "WEBP": 13_200_000, "AVIF": 16_000_000}
# A pixel with transparency takes a third more time.
MAX_TRANSPARENT = 12_000_000
MAX_SAMPLES_IN_SCANS = 48_000_000
# Each scan may need a pass over the whole image and takes only a few bytes.
MAX_SCANS = 100
# Everything needed is in the first 64 KB, and a JPEG can't hold more.
MAX_EXIF = 65_536
# The total number of samples in all scans: three times what the largest camera image needs.
MAX_SAMPLES_DECODED = 600_000_000
# The exceptions of Pillow's plugins for hostile bytes. No code of this project runs where these are caught.
UNREADABLE = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, RuntimeError, struct.error,
)  # fmt: skip
QUALITY = 80
# Of 0 to 6: photographs take half the time of 4, the default, and 5 % more bytes; images with transparency a quarter.
METHOD = 2
# The memory limit above what is loaded; a decoder and its pixels need 150 MB.
MAX_MEMORY = 512 * 1024**2
IDLE_SECONDS = 60.0

# Pillow warns above this number and raises above twice the number, before a decoder allocates memory.
Image.MAX_IMAGE_PIXELS = max(MAX_PIXELS.values())
warnings.simplefilter("ignore", Image.DecompressionBombWarning)
# This process may not start threads.
AvifImagePlugin.DEFAULT_MAX_THREADS = 1

MMAP_THRESHOLD = -3  # the number of the setting, from malloc.h
# After the first large image glibc would keep the memory of all later ones; with this setting blocks above a megabyte
# return to the system at once. Other C libraries have no such call.
with suppress(AttributeError):
    ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, 1024 * 1024)

_srgb = ImageCms.createProfile("sRGB")


def decode(data: bytes, most: int = 0) -> DecodedImage:
    """Return the decoded image, or raise InvalidImage; LARGE if it has more pixels than `most`, unless that is 0."""
    large = _decode(data, most)
    files = {name: _encode(_fit(large, longest)) for name, longest in SIZES.items()}
    return DecodedImage(hashlib.sha256(data).hexdigest(), *large.size, files)


def _decode(data: bytes, most: int = 0) -> Image.Image:
    """Return the upright image in sRGB, at most as large as its largest file and without invisible data."""
    longest = SIZES["large"]
    data, scans = containers.strip(data)
    with _reject_unreadable():
        image = Image.open(io.BytesIO(data), formats=tuple(MAX_PIXELS))
    with image:
        _check_size(image, scans)
        if most and image.width * image.height > most:
            raise InvalidImage(LARGE)
        _truncate_exif(image)
        with _reject_unreadable():
            image.draft(None, _fitted_size(image.size, longest))
            picture = _fit(_expand_palette(image), longest)
    with _reject_unreadable():
        return _convert_to_srgb(_apply_orientation(picture))


@contextmanager
def _reject_unreadable() -> Iterator[None]:
    """Convert a decoder's errors to InvalidImage. Any other error ends the process with a traceback."""
    try:
        yield
    except UnidentifiedImageError:
        raise InvalidImage("type") from None
    except Image.DecompressionBombError:
        raise InvalidImage("pixels", MAX_PIXELS["PNG"]) from None
    except UNREADABLE as error:
        raise InvalidImage("broken") from error


def _encode(image: Image.Image) -> bytes:
    with io.BytesIO() as file:
        image.save(file, "WEBP", quality=QUALITY, method=METHOD)
        return file.getvalue()


def _truncate_exif(image: Image.Image) -> None:
    """Limit EXIF to the size that a camera writes; many index entries may refer to the same megabytes."""
    if len(exif := image.info.get("exif") or b"") > MAX_EXIF:
        image.info["exif"] = exif[:MAX_EXIF]


def _check_size(image: Image.Image, scans: list[int]) -> None:
    most = MAX_PIXELS[image.format or ""]
    if image.has_transparency_data:
        most = min(most, MAX_TRANSPARENT)
    if isinstance(image, JpegImageFile):
        if len(scans) > MAX_SCANS:
            raise InvalidImage("broken")
        # One scan with all components is complete.
        if "progressive" in image.info or min(scans, default=0) < image.layers:
            most = min(MAX_SAMPLES_IN_SCANS // image.layers, MAX_SAMPLES_DECODED // max(1, sum(scans)))
    if image.width * image.height > most:
        raise InvalidImage("pixels", most)


def _expand_palette(image: Image.Image) -> Image.Image:
    """Return the image without a palette and with transparency as a channel, so pixels can be averaged."""
    transparent = image.has_transparency_data
    if image.mode in (("RGBA", "LA") if transparent else ("RGB", "L", "CMYK", "I;16")):
        return image
    converted = image.convert("RGBA" if transparent else "RGB")
    image.close()
    return converted


def _apply_orientation(image: Image.Image) -> Image.Image:
    with suppress(*UNREADABLE):
        return ImageOps.exif_transpose(image)
    # Unreadable EXIF has no orientation.
    return image


def _convert_to_srgb(image: Image.Image) -> Image.Image:
    """Return the image in RGB, or RGBA if parts are transparent, applying its own profile if usable."""
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


def _fit(image: Image.Image, longest: int) -> Image.Image:
    return image.resize(_fitted_size(image.size, longest), Image.Resampling.LANCZOS, reducing_gap=3)


def _fitted_size(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """Return the size with the same aspect ratio whose longer side is at most `longest`."""
    width, height = size
    scale = min(1, longest / max(size))
    return max(1, round(width * scale)), max(1, round(height * scale))


def serve(connection: socket.socket) -> None:
    """Decode images one after the other until the connection is idle or closed."""
    process_limits.set_limits(MAX_MEMORY, {resource.RLIMIT_FSIZE: 0, resource.RLIMIT_NPROC: 0})
    while True:
        connection.settimeout(IDLE_SECONDS)
        try:
            size, most = REQUEST.unpack(receive(connection, REQUEST.size))
        except (EOFError, TimeoutError):
            return
        connection.settimeout(None)
        data = receive(connection, size)
        extend_cpu_limit(CPU_SECONDS)
        connection.sendall(_respond(data, most))


def _respond(data: bytes, most: int) -> bytes:
    try:
        decoded = decode(data, most)
    except InvalidImage as refused:
        return RESPONSE.pack(refused.code.encode(), refused.most, 0, 0, 0, 0, 0)
    except MemoryError:
        return RESPONSE.pack(b"broken", 0, 0, 0, 0, 0, 0)
    files = [decoded.files[name] for name in SIZES]
    return b"".join([RESPONSE.pack(b"", 0, decoded.width, decoded.height, *map(len, files)), *files])


if __name__ == "__main__":
    Image.preinit()
    serve(socket.socket(fileno=int(sys.argv[1])))
