"""Decodes what anybody may have sent: a process of its own, which `domain.media.pictures` starts and may kill."""

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

from domain.media import containers
from domain.media.pictures import ANSWER, CPU_SECONDS, REQUEST, Picture, Refused, received
from domain.media.store import SIZES

# How many pixels are decoded, so that no picture takes 250 MB or much more than a second. The decoder of WebP holds
# each of them four times. A JPEG is decoded at a half, a quarter or an eighth of its size, so that a phone's 50
# megapixels cost less than a PNG's 12; but one of several scans is held as a whole before it is made smaller. Few
# photographs of more than 16 megapixels fit into a PNG of ten megabytes.
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 16_000_000, "GIF": 16_000_000, "WEBP": 13_200_000, "AVIF": 16_000_000}
MOST_SAMPLES_IN_SCANS = 48_000_000
# Each scan may cost a pass over the whole picture, and takes a few bytes only.
MOST_SCANS = 100
# Nothing that is needed stands behind the first 64 KB, and a JPEG can't hold more.
LARGEST_EXIF = 65_536
# The samples that all scans together may pass over: three times what a camera's largest picture takes.
MOST_SAMPLES_DECODED = 600_000_000
# What Pillow's plugins meet hostile bytes with. None of our own code runs where these are caught.
UNREADABLE = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, RuntimeError, struct.error,
)  # fmt: skip
QUALITY = 80
# What a picture may take beyond what is loaded; its decoder and the pixels need 150 MB.
MOST_BYTES = 512 * 1024**2
IDLE_SECONDS = 60.0

# Pillow warns above this number, and refuses above its double before a decoder has got any memory.
Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
warnings.simplefilter("ignore", Image.DecompressionBombWarning)
# This process may start no threads.
AvifImagePlugin.DEFAULT_MAX_THREADS = 1

MMAP_THRESHOLD = -3  # the number of the setting, from malloc.h
# glibc would learn from the first large picture to keep the memory of all later ones; what is larger than a
# megabyte goes back to the system at once. Another C library has no such call.
with suppress(AttributeError):
    ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, 1024 * 1024)

_srgb = ImageCms.createProfile("sRGB")


def picture(data: bytes) -> Picture:
    """The picture that these bytes are; else Refused."""
    large = _decode(data)
    files = {name: _encode(_within(large, longest)) for name, longest in SIZES.items()}
    return Picture(hashlib.sha256(data).hexdigest(), *large.size, files)


def _decode(data: bytes) -> Image.Image:
    """The picture upright, in sRGB, no larger than its largest file, and without anything that is not seen."""
    longest = SIZES["large"]
    data, scans = containers.essence(data)
    with _reading():
        image = Image.open(io.BytesIO(data), formats=tuple(MOST_PIXELS))
    with image:
        _must_be_affordable(image, scans)
        _cut_exif(image)
        with _reading():
            image.draft(None, _size_within(image.size, longest))
            picture = _within(_with_own_colours(image), longest)
    with _reading():
        return _in_srgb(_upright(picture))


@contextmanager
def _reading() -> Iterator[None]:
    """Tells of what decoders raise that these bytes are no picture; all else ends the process, with its trace."""
    try:
        yield
    except UnidentifiedImageError:
        raise Refused("type") from None
    except Image.DecompressionBombError:
        raise Refused("pixels", MOST_PIXELS["PNG"]) from None
    except UNREADABLE as error:
        raise Refused("broken") from error


def _encode(image: Image.Image) -> bytes:
    with io.BytesIO() as file:
        image.save(file, "WEBP", quality=QUALITY, method=4)
        return file.getvalue()


def _cut_exif(image: Image.Image) -> None:
    """Has no more read of EXIF than a camera writes: an index of many entries may name the same megabytes each time."""
    if len(exif := image.info.get("exif") or b"") > LARGEST_EXIF:
        image.info["exif"] = exif[:LARGEST_EXIF]


def _must_be_affordable(image: Image.Image, scans: list[int]) -> None:
    most = MOST_PIXELS[image.format or ""]
    if isinstance(image, JpegImageFile):
        if len(scans) > MOST_SCANS:
            raise Refused("broken")
        # A scan that has all components needs no other.
        if "progressive" in image.info or min(scans, default=0) < image.layers:
            most = min(MOST_SAMPLES_IN_SCANS // image.layers, MOST_SAMPLES_DECODED // max(1, sum(scans)))
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
    with suppress(*UNREADABLE):
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


def serve(line: socket.socket) -> None:
    """Answers one picture after the other until nobody has asked for a while, or the other end is closed."""
    _limit()
    while True:
        line.settimeout(IDLE_SECONDS)
        try:
            (size,) = REQUEST.unpack(received(line, REQUEST.size))
        except (EOFError, TimeoutError):
            return
        line.settimeout(None)
        data = received(line, size)
        _allow_seconds()
        line.sendall(_answer(data))


def _answer(data: bytes) -> bytes:
    try:
        made = picture(data)
    except Refused as refused:
        return ANSWER.pack(refused.code.encode(), refused.most, 0, 0, 0, 0, 0)
    except MemoryError:
        return ANSWER.pack(b"broken", 0, 0, 0, 0, 0, 0)
    files = [made.files[name] for name in SIZES]
    return b"".join([ANSWER.pack(b"", 0, made.width, made.height, *map(len, files)), *files])


def _limit() -> None:
    with open("/proc/self/statm", "rb") as file:
        addresses = int(file.read().split()[0]) * resource.getpagesize()
    # Where the machine's memory runs out the kernel takes this process, and not the shop.
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")
    for what, most in (
        (resource.RLIMIT_AS, addresses + MOST_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, least))


def _allow_seconds() -> None:
    """So many more seconds of the CPU, then the kernel ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU_SECONDS + 1, hard))


if __name__ == "__main__":
    Image.preinit()
    serve(socket.socket(fileno=int(sys.argv[1])))
