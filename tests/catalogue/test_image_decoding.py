"""Decoding of images: formats, metadata and rejected files."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from image_files import AVIF, GIF, GREEN, JPEG, PNG, RED, SCRIPT, WEBP, bomb, chunks_of, colour_of, plain, png
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from domain.media import image_decoder
from domain.media.image_decoder import InvalidImage
from domain.media.image_store import SIZES
from support.images import encoded, random_image


def test_images_are_scaled_to_three_sizes_and_never_enlarged() -> None:
    for size, expected in {
        (2400, 1200): [(160, 80), (480, 240), (1200, 600)],
        (300, 900): [(53, 160), (160, 480), (300, 900)],
        (20, 30): [(20, 30)] * 3,
        (5000, 1): [(160, 1), (480, 1), (1200, 1)],
    }.items():
        image = image_decoder.decode(encoded(plain(*size)))
        assert [Image.open(io.BytesIO(image.files[name])).size for name in SIZES] == expected
        assert (image.width, image.height) == expected[-1]


def test_equal_bytes_give_equal_files() -> None:
    sent = random_image()
    first, second = image_decoder.decode(sent), image_decoder.decode(sent)
    assert first == second
    assert first.id == hashlib.sha256(sent).hexdigest()


def animated(kind: str) -> bytes:
    return encoded(plain(colour=GREEN), kind, save_all=True, append_images=[plain(colour=RED)], duration=40)


def mpo() -> bytes:
    """Return an MPO as iPhones and Nikons write it: a JPEG followed by another, here of one channel like a gain map."""
    return encoded(plain(colour=GREEN), "MPO", save_all=True, append_images=[plain(mode="L", colour=9)])


@pytest.mark.parametrize(
    ("content", "colour"),
    [
        (encoded(plain(colour=GREEN), "JPEG"), "green"),
        (encoded(plain(colour=GREEN), "JPEG", progressive=True), "green"),
        (encoded(plain(colour=(255, 0, 255, 0), mode="CMYK"), "JPEG"), "green"),
        (encoded(plain(colour=GREEN).quantize(4)), "green"),
        (encoded(plain(colour=GREEN).quantize(4), "GIF"), "green"),
        (encoded(plain(colour=GREEN), "WEBP"), "green"),
        (encoded(plain(colour=GREEN), "WEBP", lossless=True), "green"),
        (animated("GIF"), "green"),
        (animated("WEBP"), "green"),
        (animated("PNG"), "green"),
        (encoded(plain(64, 64, GREEN), "AVIF"), "green"),
        (lambda: mpo(), "green"),
    ],
    ids=[
        "jpeg", "progressive", "cmyk", "palette", "gif", "webp", "lossless", "moving gif", "moving webp", "apng",
        "avif", "mpo",
    ],
)  # fmt: skip
def test_every_format_keeps_its_colours(content: bytes | Callable[[], bytes], colour: str) -> None:
    image = image_decoder.decode(content() if callable(content) else content)
    assert {colour_of(file) for file in image.files.values()} == {colour}
    for file in image.files.values():
        assert chunks_of(file) == {b"VP8 "}


@pytest.mark.parametrize(
    ("content", "grey"),
    [
        (encoded(plain(colour=40_000, mode="I;16")), 40_000 // 256),
        (encoded(plain(colour=156, mode="L"), "JPEG"), 156),
        (encoded(plain(colour=1, mode="1")), 255),
        (encoded(plain(colour=(156, 255), mode="LA")), 156),
    ],
    ids=["16 bits", "grey", "1 bit", "grey and opaque"],
)
def test_grey_keeps_its_brightness(content: bytes, grey: int) -> None:
    seen = Image.open(io.BytesIO(image_decoder.decode(content).files["large"]))
    assert seen.mode == "RGB"
    assert seen.getpixel((5, 5))[0] == pytest.approx(grey, abs=3)  # type: ignore[index]


@pytest.mark.parametrize("mode", ["RGBA", "P", "LA", "RGB"])
def test_transparency_is_kept(mode: str) -> None:
    image = plain(colour=(200, 200, 200, 255), mode="RGBA")
    ImageDraw.Draw(image).rectangle((0, 0, 14, 19), fill=(0, 0, 0, 0))
    options: dict[str, Any] = {}
    if mode == "RGB":
        options["transparency"] = (0, 0, 0)
    elif mode == "P":
        image, options["transparency"] = image.convert("RGB").quantize(4), 0
        options["transparency"] = image.getpixel((2, 2))
    image = image_decoder.decode(encoded(image if mode == "P" else image.convert(mode), **options))
    seen = Image.open(io.BytesIO(image.files["large"]))
    assert [seen.convert("RGBA").getpixel((x, 10))[3] for x in (2, 28)] == [0, 255]  # type: ignore[index]


def swapped_profile() -> bytes:
    """Return an sRGB profile with red and blue swapped, which shows if a profile is applied."""
    content = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return content.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ").replace(b"....", b"bXYZ")


def exif_with_private_data(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "the name of the owner"
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 12.0, 30.0), 3: "E", 4: (106.0, 49.0, 0.0)})
    return exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_orientation_is_applied_and_metadata_removed(kind: str) -> None:
    image = plain(40, 20, RED)
    ImageDraw.Draw(image).rectangle((0, 0, 19, 19), fill=GREEN)
    options = {"JPEG": {"comment": b"a secret comment"}, "PNG": {"pnginfo": PngImagePlugin.PngInfo()}, "WEBP": {}}[kind]
    if kind == "PNG":
        options["pnginfo"].add_text("Comment", "a secret comment")  # type: ignore[attr-defined]
    sent = encoded(
        image,
        kind,
        exif=exif_with_private_data(6),
        icc_profile=swapped_profile(),
        xmp=b"<x:xmpmeta>a secret</x:xmpmeta>",
        **options,
    )
    assert b"the name of the owner" in sent
    image = image_decoder.decode(sent)
    assert (image.width, image.height) == (20, 40)
    # The profile swaps red and blue, and the left half is on top now.
    assert [colour_of(image.files["large"], 10, y) for y in (5, 35)] == ["green", "blue"]
    for file in image.files.values():
        assert chunks_of(file) == {b"VP8 "}
        assert b"secret" not in file and b"owner" not in file
        assert not Image.open(io.BytesIO(file)).getexif()


def test_unreadable_metadata_is_ignored() -> None:
    for options in ({"exif": b"Exif\0\0nonsense"}, {"icc_profile": b"nonsense" * 20}):
        assert colour_of(image_decoder.decode(encoded(plain(), "JPEG", **options)).files["small"]) == "red"
    grey = encoded(plain(mode="L", colour=99), "JPEG", icc_profile=swapped_profile())
    assert image_decoder.decode(grey).width == 30


def with_scans(count: int) -> bytes:
    """Return a progressive JPEG that repeats its last scan."""
    sent = encoded(plain(64, 64), "JPEG", progressive=True)
    last = sent.rindex(b"\xff\xda")
    return sent[:last] + sent[last:-2] * count + sent[-2:]


def heif(*brands: bytes) -> bytes:
    """Return the head of a file in the container of videos, HEIC and AVIF."""
    return struct.pack(">I", 12 + 4 * len(brands)) + b"ftyp" + brands[0] + bytes(4) + b"".join(brands[1:]) + bytes(99)


def twice(jpeg: bytes, marker: bytes) -> bytes:
    """Return a JPEG with one segment repeated."""
    at = jpeg.index(marker)
    end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return jpeg[:end] + jpeg[at:]


# Large files are created by the test itself, since every worker imports this module.
REFUSED: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "nothing": (b"", "empty"),
    "text": (b"no image at all", "type"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "type"),
    "html": (b"<!doctype html><html><body>hello</body></html>", "script"),
    "bmp": (encoded(plain(), "BMP"), "bmp"),
    "tiff": (encoded(plain(), "TIFF"), "tiff"),
    "ico": (encoded(plain(), "ICO"), "type"),
    "pdf": (encoded(plain(), "PDF"), "type"),
    "eps": (encoded(plain(), "EPS"), "type"),
    "html behind a png": (PNG + SCRIPT, "script"),
    "html in a gif": (encoded(plain().quantize(), "GIF", comment=SCRIPT), "script"),
    "html behind a jpeg": (JPEG + b"<!DOCTYPE html><p>hello", "script"),
    "half a jpeg": (JPEG[: len(JPEG) // 2], "broken"),
    "half a png": (PNG[: len(PNG) // 2], "broken"),
    "half a gif": (GIF[: len(GIF) // 2], "broken"),
    "half a webp": (WEBP[: len(WEBP) // 2], "broken"),
    "a png without data": (png(9, 9, b""), "broken"),
    "a png of wrong data": (png(9, 9, zlib.compress(b"\7" * 999)), "broken"),
    "a head alone": (PNG[:33], "type"),
    "a bomb": (bomb, "pixels"),
    "a huge head": (png(2**31 - 1, 2**31 - 1, b""), "pixels"),
    "a huge gif": (GIF[:6] + struct.pack("<HH", 60_000, 60_000) + GIF[10:], "pixels"),
    "a gif in javascript": (b"GIF89a/*" + struct.pack("<HBBB", 9, 0, 0, 0) + b"*/=1;alert(1)", "type"),
    "a webp canvas": (
        b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + b"\x10\0\0\0" + b"\xfe\x3f\0" * 2,
        "pixels",
    ),
    "a jpeg of many scans": (with_scans(200), "broken"),
    "too large for its scans": (lambda: encoded(plain(4001, 4000), "JPEG", progressive=True, quality=1), "pixels"),
    "16.1 megapixels": (lambda: encoded(plain(4000, 4025, 0, "L"), compress_level=1), "pixels"),
    "a webp of 13.3 megapixels": (lambda: encoded(plain(3800, 3500), "WEBP", method=0), "pixels"),
    "an avif of 16.1 megapixels": (lambda: encoded(plain(4000, 4025, 0, "L"), "AVIF", speed=10), "pixels"),
    "an iphone's heic": (heif(b"heic", b"mif1", b"heic"), "heic"),
    "a heic that names no codec": (heif(b"mif1", b"heic"), "heic"),
    "a tiff of the other end": (lambda: b"MM\0*" + encoded(plain(), "TIFF")[4:], "tiff"),
    "a text about cars": (b"BMW and others", "type"),
    "a film": (heif(b"qt  "), "type"),
    "half an avif": (AVIF[: len(AVIF) // 2], "type"),
    "an arithmetic jpeg": (JPEG.replace(b"\xff\xc0", b"\xff\xc9"), "broken"),
    "two frames in a jpeg": (twice(JPEG, b"\xff\xc0"), "broken"),
}


@pytest.mark.parametrize("content,code", REFUSED.values(), ids=REFUSED)  # noqa: PT006
def test_unsupported_and_broken_files_are_rejected(content: bytes | Callable[[], bytes], code: str) -> None:
    sent = content() if callable(content) else content
    with pytest.raises(InvalidImage) as told:
        image_decoder.decode(sent)
    assert told.value.code == code
    assert bool(told.value.most) == (code == "pixels")


def test_images_at_the_size_limits_are_accepted() -> None:
    for content in (
        # The 12 and 13 megapixels of phones.
        encoded(plain(4000, 3000, 0, "L"), compress_level=1),
        encoded(plain(4032, 3024), compress_level=1),
        encoded(plain(4032, 3024, 0, "L"), "GIF"),
        encoded(plain(4208, 3120), "WEBP", method=0),
        encoded(plain(4080, 3072), "AVIF", speed=10),
        encoded(plain(8160, 6120, 0, "L"), "JPEG", quality=1),
        encoded(plain(4032, 3024), "JPEG", progressive=True, quality=1),
        with_scans(60),
    ):
        assert image_decoder.decode(content).files


@pytest.mark.parametrize("behind", [b"PK\3\4 and the rest of an archive", b"\0" * 99, b"MotionPhoto ftypmp42"])
def test_data_after_an_image_is_dropped(behind: bytes) -> None:
    for sent in (JPEG, PNG, GIF):
        for file in image_decoder.decode(sent + behind).files.values():
            assert behind not in file


def test_a_baseline_jpeg_with_one_component_per_scan_counts_as_progressive() -> None:
    """Such a JPEG is held in memory in full, too."""
    large = encoded(plain(5000, 4000), "JPEG", quality=1)
    assert image_decoder.decode(large).files
    # Its only scan now claims one component of three; the size is rejected before decoding.
    start = large.rindex(b"\xff\xda")
    with pytest.raises(InvalidImage) as told:
        image_decoder.decode(large[:start] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + large[start + 14 :])
    assert told.value.code == "pixels"
