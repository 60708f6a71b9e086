"""Pictures: what people send is shown, and nothing else that their files held; what nobody shows is swept."""

from __future__ import annotations

import hashlib
import io
import os
import random
import re
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

import db
import jobs.retention
import queries.accounts.users
import queries.catalogue.images
import queries.catalogue.products
import queries.system.schema
import queries.system.shop
from conftest import ROOT, Person, Shop, at_once, wait_until
from domain.media import image_decoder
from domain.media.image_decoder import InvalidImage
from domain.media.image_store import SIZES, ImageStore, image_urls
from jobs.context import Job
from queries.catalogue.images import StoredImage
from settings import Database, Settings

RED, GREEN, BLUE = (220, 30, 30), (30, 200, 30), (30, 30, 220)
numbers = random.Random(os.urandom(8))


def plain(width: int = 30, height: int = 20, colour: Any = RED, mode: str = "RGB") -> Image.Image:
    return Image.new(mode, (width, height), colour)


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    with io.BytesIO() as file:
        image.save(file, kind, **options)
        return file.getvalue()


def some_picture() -> bytes:
    """A picture that no other test has."""
    return encoded(Image.frombytes("RGB", (8, 8), numbers.randbytes(192)).resize((64, 48)))


def part(content: bytes, field: str = "images", name: str = "foto.jpg") -> tuple[str, tuple[str, bytes, str]]:
    return field, (name, content, "image/jpeg")


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, packed: bytes, depth: int = 1, colour: int = 0) -> bytes:
    """A PNG by hand, whose header may promise what it likes."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def colour_of(picture: bytes | Image.Image, x: int = 5, y: int = 5) -> str:
    """Which of the three colours this pixel has, roughly, since WebP is lossy."""
    image = picture if isinstance(picture, Image.Image) else Image.open(io.BytesIO(picture))
    red, green, blue = image.convert("RGB").getpixel((x, y))  # type: ignore[misc]
    return ["red", "green", "blue"][[red, green, blue].index(max(red, green, blue))]


def chunks_of(webp: bytes) -> set[bytes]:
    """The names of the parts of a WebP file."""
    found, place = set(), 12
    while place < len(webp):
        found.add(webp[place : place + 4])
        size = int.from_bytes(webp[place + 4 : place + 8], "little")
        place += 8 + size + size % 2
    return found


def upload(person: Person, product_id: int, *contents: bytes) -> requests.Response:
    return person.post(f"/api/products/{product_id}/images", files=[part(content) for content in contents])


def exists(shop: Shop, address: str) -> bool:
    return shop.visitor().get(address).status_code == 200


# ---- what a picture becomes


def test_a_picture_is_made_in_three_sizes_and_never_enlarged() -> None:
    for size, expected in {
        (2400, 1200): [(160, 80), (480, 240), (1200, 600)],
        (300, 900): [(53, 160), (160, 480), (300, 900)],
        (20, 30): [(20, 30)] * 3,
        (5000, 1): [(160, 1), (480, 1), (1200, 1)],
    }.items():
        picture = image_decoder.decode(encoded(plain(*size)))
        assert [Image.open(io.BytesIO(picture.files[name])).size for name in SIZES] == expected
        assert (picture.width, picture.height) == expected[-1]


def test_the_same_bytes_give_the_same_files() -> None:
    sent = some_picture()
    first, second = image_decoder.decode(sent), image_decoder.decode(sent)
    assert first == second
    assert first.id == hashlib.sha256(sent).hexdigest()


def animated(kind: str) -> bytes:
    return encoded(plain(colour=GREEN), kind, save_all=True, append_images=[plain(colour=RED)], duration=40)


def mpo() -> bytes:
    """What an iPhone or a Nikon writes: a JPEG with a second one behind it, here of one channel like a gain map."""
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
def test_each_kind_of_picture_looks_as_it_was_sent(content: bytes | Callable[[], bytes], colour: str) -> None:
    picture = image_decoder.decode(content() if callable(content) else content)
    assert {colour_of(file) for file in picture.files.values()} == {colour}
    for file in picture.files.values():
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
def test_what_shines_through_goes_on_to_do_so(mode: str) -> None:
    image = plain(colour=(200, 200, 200, 255), mode="RGBA")
    ImageDraw.Draw(image).rectangle((0, 0, 14, 19), fill=(0, 0, 0, 0))
    options: dict[str, Any] = {}
    if mode == "RGB":
        options["transparency"] = (0, 0, 0)
    elif mode == "P":
        image, options["transparency"] = image.convert("RGB").quantize(4), 0
        options["transparency"] = image.getpixel((2, 2))
    picture = image_decoder.decode(encoded(image if mode == "P" else image.convert(mode), **options))
    seen = Image.open(io.BytesIO(picture.files["large"]))
    assert [seen.convert("RGBA").getpixel((x, 10))[3] for x in (2, 28)] == [0, 255]  # type: ignore[index]


def swapped_profile() -> bytes:
    """sRGB with red and blue in each other's place, so that whether a profile counts can be seen."""
    content = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return content.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ").replace(b"....", b"bXYZ")


def telling_exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "the name of the owner"
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 12.0, 30.0), 3: "E", 4: (106.0, 49.0, 0.0)})
    return exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_phones_picture_stands_upright_and_tells_nothing_of_its_owner(kind: str) -> None:
    image = plain(40, 20, RED)
    ImageDraw.Draw(image).rectangle((0, 0, 19, 19), fill=GREEN)
    options = {"JPEG": {"comment": b"a secret comment"}, "PNG": {"pnginfo": PngImagePlugin.PngInfo()}, "WEBP": {}}[kind]
    if kind == "PNG":
        options["pnginfo"].add_text("Comment", "a secret comment")  # type: ignore[attr-defined]
    sent = encoded(
        image,
        kind,
        exif=telling_exif(6),
        icc_profile=swapped_profile(),
        xmp=b"<x:xmpmeta>a secret</x:xmpmeta>",
        **options,
    )
    assert b"the name of the owner" in sent
    picture = image_decoder.decode(sent)
    assert (picture.width, picture.height) == (20, 40)
    # Red and blue have changed places, as the profile says, and what was on the left is above.
    assert [colour_of(picture.files["large"], 10, y) for y in (5, 35)] == ["green", "blue"]
    for file in picture.files.values():
        assert chunks_of(file) == {b"VP8 "}
        assert b"secret" not in file and b"owner" not in file
        assert not Image.open(io.BytesIO(file)).getexif()


def test_metadata_that_can_not_be_read_is_no_reason_to_refuse() -> None:
    for options in ({"exif": b"Exif\0\0nonsense"}, {"icc_profile": b"nonsense" * 20}):
        assert colour_of(image_decoder.decode(encoded(plain(), "JPEG", **options)).files["small"]) == "red"
    grey = encoded(plain(mode="L", colour=99), "JPEG", icc_profile=swapped_profile())
    assert image_decoder.decode(grey).width == 30


def with_scans(count: int) -> bytes:
    """A progressive JPEG whose last scan stands in it again and again."""
    sent = encoded(plain(64, 64), "JPEG", progressive=True)
    last = sent.rindex(b"\xff\xda")
    return sent[:last] + sent[last:-2] * count + sent[-2:]


def heif(*brands: bytes) -> bytes:
    """The head of a file in the container of films, HEIC and AVIF."""
    return struct.pack(">I", 12 + 4 * len(brands)) + b"ftyp" + brands[0] + bytes(4) + b"".join(brands[1:]) + bytes(99)


def twice(jpeg: bytes, marker: bytes) -> bytes:
    """A JPEG that has a segment two times."""
    at = jpeg.index(marker)
    end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return jpeg[:end] + jpeg[at:]


JPEG, PNG, GIF, WEBP, AVIF = (
    encoded(Image.effect_noise((60, 60), 90), kind) for kind in ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
)
SCRIPT = b"<ScRiPt>alert(1)</script>"


def bomb() -> bytes:
    return png(17_000, 18_000, zlib.compress(bytes(17_000 * 18_000 // 800), 9))


# What is large is made by the test alone, since every worker reads this.
REFUSED: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "nothing": (b"", "empty"),
    "text": (b"no picture at all", "type"),
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
def test_what_is_no_picture_of_ours_is_refused(content: bytes | Callable[[], bytes], code: str) -> None:
    sent = content() if callable(content) else content
    with pytest.raises(InvalidImage) as told:
        image_decoder.decode(sent)
    assert told.value.code == code
    assert bool(told.value.most) == (code == "pixels")


def test_what_is_just_small_enough_is_taken() -> None:
    for content in (
        # A phone's 12 and 13 megapixels.
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
def test_what_stands_behind_a_picture_is_left_behind(behind: bytes) -> None:
    for sent in (JPEG, PNG, GIF):
        for file in image_decoder.decode(sent + behind).files.values():
            assert behind not in file


def test_a_scan_at_a_time_counts_like_a_progressive_jpeg() -> None:
    """A baseline JPEG may send its colours one after the other, and is then held as a whole, too."""
    large = encoded(plain(5000, 4000), "JPEG", quality=1)
    assert image_decoder.decode(large).files
    # Its only scan now claims one component of three; the size is refused before anybody decodes that.
    start = large.rindex(b"\xff\xda")
    with pytest.raises(InvalidImage) as told:
        image_decoder.decode(large[:start] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + large[start + 14 :])
    assert told.value.code == "pixels"


MEMORY = """
import re, sys, threading
from pathlib import Path
from domain.media import image_decoder

def most():
    status = Path(f"/proc/{image_decoder._decoder.process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1])

image_decoder.decode(Path(sys.argv[1]).read_bytes())
before = most()
for path in sys.argv[2:]:
    threads = [threading.Thread(target=lambda: image_decoder.decode(Path(path).read_bytes())) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
print((most() - before) // 1024)
"""


def test_the_largest_pictures_two_at_a_time_take_less_than_250_mb(tmp_path: Path) -> None:
    largest = {
        "small": encoded(plain()),
        "rgba": encoded(plain(4000, 4000, (*RED, 99), "RGBA"), compress_level=1),
        "scans": encoded(plain(4000, 3000, 0, "CMYK"), "JPEG", progressive=True, subsampling=0),
        "webp": encoded(plain(4400, 3000, (*RED, 99), "RGBA"), "WEBP", method=0),
        "avif": encoded(plain(4000, 4000, (*RED, 99), "RGBA"), "AVIF", speed=10),
    }
    for name, content in largest.items():
        (tmp_path / name).write_bytes(content)
    grown = subprocess.run(
        [sys.executable, "-c", MEMORY, *(str(tmp_path / name) for name in largest)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert 20 < int(grown.stdout) < 250


def in_head(jpeg: bytes, *segments: bytes) -> bytes:
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def segment(kind: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, kind, len(content) + 2) + content


def in_gif(blocks: bytes) -> bytes:
    """A GIF with these blocks before its first frame."""
    at = 13 + (3 << (GIF[10] & 7) + 1)
    return GIF[:at] + blocks + GIF[at:]


def exif_of_many_entries() -> bytes:
    entries = b"".join(struct.pack("<HHII", number, 1, 2_000_000, 8) for number in range(65_000))
    return (
        PNG[:33]
        + chunk(b"eXIf", b"II*\0\x08\0\0\0" + struct.pack("<H", 65_000) + entries + bytes(2_000_000))
        + PNG[33:]
    )


PROFILE = chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(1_000_000), 9))
PHOTOSHOP = segment(0xED, b"Photoshop 3.0\0" + b"8BIM\4\4\0\0\0\0\0\0" * 5_400)
PARTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a png of a byte a chunk": (lambda: PNG[:33] + chunk(b"IDAT", b"x") * 300_000 + PNG[33:], "parts"),
    "a png of chunks that nobody needs": (lambda: PNG[:33] + chunk(b"teSt", b"") * 300_000 + PNG[33:], "parts"),
    "a png of colour profiles": (lambda: PNG[:33] + PROFILE * 9_000 + PNG[33:], "parts"),
    "a png of some colour profiles": (lambda: PNG[:33] + PROFILE * 3_000 + PNG[33:], ""),
    "a png of exif": (exif_of_many_entries, ""),
    "a jpeg of empty segments": (lambda: in_head(JPEG, segment(0xE1, b"") * 1_000_000), "parts"),
    "a jpeg of comments": (lambda: in_head(JPEG, segment(0xFE, b"x") * 1_000_000), "parts"),
    "a jpeg of fill bytes": (lambda: in_head(JPEG, b"\xff" * 4_000_000), ""),
    "a jpeg of photoshop": (lambda: in_head(JPEG, PHOTOSHOP * 150), ""),
    "a jpeg of tables": (lambda: in_head(JPEG, segment(0xDB, (b"\0" + b"\1" * 64) * 1_000)), "broken"),
    "a gif of a byte a block": (lambda: in_gif(b"!\xfe" + b"\1a" * 1_000_000 + b"\0"), "parts"),
    "a gif of comments": (lambda: in_gif(b"!\xfe\1a\0" * 1_000_000), "parts"),
    "a gif of bytes between blocks": (lambda: in_gif(b"\0" * 1_000_000), "parts"),
    "a webp of chunks": (lambda: WEBP + b"teSt\0\0\0\0" * 1_000_000, "parts"),
}


@pytest.mark.parametrize("content,code", PARTS.values(), ids=PARTS)  # noqa: PT006
def test_a_file_of_many_parts_is_never_slow(content: Callable[[], bytes], code: str) -> None:
    """Pillow reads them in Python, one by one: 7.8 MB of a PNG's chunks kept all other uploads waiting for 6 s."""
    sent = content()
    image_decoder.decode(PNG)
    before = cpu_seconds()
    try:
        assert image_decoder.decode(sent).files
        told = ""
    except InvalidImage as refused:
        told = refused.code
    assert told == code
    assert cpu_seconds() - before < 0.4


def cpu_seconds() -> float:
    """What the process that decodes has taken of the CPU."""
    assert image_decoder._decoder.process is not None
    fields = Path(f"/proc/{image_decoder._decoder.process.pid}/stat").read_text().rsplit(")")[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def slow_picture() -> bytes:
    """A JPEG of as many pixels and scans as are taken."""
    sent = encoded(plain(8000, 6000, 0, "L"), "JPEG", progressive=True, quality=1)
    last = sent.rindex(b"\xff\xda")
    return sent[:last] + sent[last:-2] * 6 + sent[-2:]


def test_others_are_answered_while_a_picture_is_decoded(shop: Shop, sari: Person) -> None:
    product_id = sari.offers()
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(upload, sari, product_id, *[slow_picture() + bytes([number]) for number in range(3)])
        answers = 0
        while not slow.done():
            assert shop.visitor().get("/health/live").status_code == 200
            answers += 1
    assert answers > 5
    assert slow.result().status_code == 201


def test_a_picture_that_takes_too_long_is_refused_and_the_next_one_is_not() -> None:
    image_decoder.decode(PNG)
    process = image_decoder._decoder.process
    assert process is not None
    # Whole seconds are counted, so it may be a second more.
    assert resource.prlimit(process.pid, resource.RLIMIT_CPU)[0] <= cpu_seconds() + image_decoder.CPU_SECONDS + 2
    before = cpu_seconds()
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(image_decoder.decode, slow_picture())
        wait_until(lambda: cpu_seconds() > before + 0.03)
        # What the kernel says when the seconds are over.
        process.send_signal(signal.SIGXCPU)
        with pytest.raises(InvalidImage) as told:
            slow.result()
    assert told.value.code == "broken"
    assert image_decoder.decode(PNG).files


def test_scans_are_counted_with_their_pixels() -> None:
    """195 KB of grey, 48 megapixels and 80 scans, took 8 s."""
    sent = encoded(plain(8000, 6000, 0, "L"), "JPEG", progressive=True, quality=1)
    assert image_decoder.decode(sent).files
    last = sent.rindex(b"\xff\xda")
    with pytest.raises(InvalidImage) as told:
        image_decoder.decode(sent[:last] + sent[last:-2] * 80 + sent[-2:])
    assert told.value.code == "pixels"


def test_a_decoder_that_was_killed_is_followed_by_another() -> None:
    assert image_decoder.decode(some_picture()).files
    first = image_decoder._decoder.process
    assert first is not None
    first.kill()
    first.wait()
    assert image_decoder.decode(some_picture()).files
    assert image_decoder._decoder.process is not first


def test_a_forked_process_has_a_decoder_of_its_own() -> None:
    script = """
import os, sys
from domain.media import image_decoder
sent = open(sys.argv[1], "rb").read()
image_decoder.decode(sent)
ours = image_decoder._decoder.process.pid
if child := os.fork():
    image_decoder.decode(sent)
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
image_decoder.decode(sent)
os._exit(image_decoder._decoder.process.pid == ours)
"""
    with tempfile.NamedTemporaryFile() as file:
        file.write(some_picture())
        file.flush()
        subprocess.run([sys.executable, "-c", script, file.name], cwd=ROOT, check=True, timeout=60)


# ---- the files


def test_a_store_knows_its_own_names_only(tmp_path: Path) -> None:
    store, picture = ImageStore(tmp_path / "uploads"), image_decoder.decode(some_picture())
    (tmp_path / "secret").write_text("a secret")
    assert store.read(image_urls(picture.id)["small"].removeprefix("/uploads/")) is None
    store.save(picture.id, picture.files)
    name = image_urls(picture.id)["small"].removeprefix("/uploads/")
    assert store.read(name) == picture.files["small"]
    for odd in (
        "../secret", "ab/../../secret", "/etc/passwd", name + "\n", name + "/", "x" + name, name.upper(), "",
        name.replace("-160", "-161"), f"{picture.id}-160.webp", f"zz/{picture.id}-160.webp", name.replace("/", "//"),
        f"{int(picture.id[:2], 16) ^ 1:02x}/{picture.id}-160.webp", name[:-5] + "\0.webp",
    ):  # fmt: skip
        assert store.read(odd) is None, odd


def test_a_file_is_written_once_and_again_only_where_a_power_cut_has_emptied_it(tmp_path: Path) -> None:
    store, picture = ImageStore(tmp_path), image_decoder.decode(some_picture())
    store.save(picture.id, picture.files)
    path = tmp_path / picture.id[:2] / f"{picture.id}-480.webp"
    at = path.stat().st_mtime_ns
    store.save(picture.id, picture.files)
    assert path.stat().st_mtime_ns == at
    path.write_bytes(b"")
    store.save(picture.id, picture.files)
    assert path.read_bytes() == picture.files["medium"]
    assert len(list(path.parent.iterdir())) == 3


def test_files_are_served_to_everybody_for_ever(shop: Shop, sari: Person) -> None:
    (image,) = upload(sari, sari.offers(), some_picture()).json()["images"]
    visitor = shop.visitor()
    for size, address in image["urls"].items():
        answer = visitor.get(address)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "image/webp"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert (
            answer.headers["Content-Security-Policy"] == "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
        )
        assert max(Image.open(io.BytesIO(answer.content)).size) <= SIZES[size]
        again = visitor.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        head = visitor.call("HEAD", address)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["Content-Length"] == str(len(answer.content))
    for odd in (
        "/uploads/", "/uploads/x", image["url"].replace("480", "481"), image_urls("0" * 64)["small"],
        "/uploads/%2e%2e/secrets/jwt_secret_key", "/uploads/..%2fsecrets", image["url"] + "%00",
    ):  # fmt: skip
        assert visitor.get(odd).json()["code"] == "not_found"


# ---- images of a product


def test_sari_shows_her_product(shop: Shop, sari: Person) -> None:
    product_id = sari.offers()
    visitor = shop.visitor()
    before = visitor.get(f"/api/products/{product_id}")
    assert (before.json()["image_url"], before.json()["images"]) == (None, [])
    answer = upload(sari, product_id, encoded(plain(1600, 800, RED)), encoded(plain(20, 30, GREEN)))
    assert answer.status_code == 201
    first, second = answer.json()["images"]
    assert (first["width"], first["height"], first["position"]) == (1200, 600, 1)
    assert (second["width"], second["height"], second["position"]) == (20, 30, 2)
    assert re.fullmatch(r"/uploads/([0-9a-f]{2})/\1[0-9a-f]{62}-480\.webp", first["url"])
    assert first["urls"]["medium"] == first["url"]
    after = visitor.get(f"/api/products/{product_id}")
    assert (after.json()["image_url"], after.json()["images"]) == (first["url"], [first, second])
    assert after.headers["ETag"] != before.headers["ETag"]
    assert colour_of(visitor.get(first["url"]).content) == "red"
    (listed,) = visitor.get("/api/products").json()["products"]
    assert (listed["image_url"], listed["images"]) == (first["url"], [first, second])
    place = visitor.get("/api/changes").json()
    assert place["changes"][-1]["product"]["images"] == [first, second]

    third = upload(sari, product_id, encoded(plain(colour=BLUE))).json()["images"][2]
    ids = [third["id"], first["id"], second["id"]]
    arranged = sari.put(f"/api/products/{product_id}/images/order", {"image_ids": ids}).json()["images"]
    assert [image["id"] for image in arranged] == ids
    assert [image["position"] for image in arranged] == [1, 2, 3]
    assert visitor.get(f"/api/products/{product_id}").json()["image_url"] == third["url"]
    left = sari.delete(f"/api/products/{product_id}/images/{third['id']}").json()["images"]
    assert left == [{**first, "position": 1}, {**second, "position": 2}]
    gone = sari.delete(f"/api/products/{product_id}/images/{third['id']}")
    assert (gone.status_code, gone.json()["code"]) == (404, "image_not_found")
    (told,) = visitor.get(f"/api/changes?since={place['next_since']}").json()["changes"]
    assert told["product"]["image_url"] == first["url"]
    done = shop.rows("SELECT user_id, detail FROM activities WHERE type = 'product_changed'")
    assert done == [{"user_id": sari.id, "detail": "images"}] * 4

    assert sari.delete(f"/api/products/{product_id}").status_code == 200
    assert shop.value("SELECT COUNT(*) FROM product_images") == 0


def test_the_same_file_stays_one_image(shop: Shop, sari: Person) -> None:
    product_id, sent = sari.offers(), some_picture()
    once = upload(sari, product_id, sent, sent)
    assert (once.status_code, len(once.json()["images"])) == (201, 1)
    tag = sari.get(f"/api/products/{product_id}").headers["ETag"]
    again = upload(sari, product_id, sent)
    assert (again.status_code, again.json()) == (201, once.json())
    assert sari.get(f"/api/products/{product_id}").headers["ETag"] == tag
    # Another product that shows it shares its files and nothing else.
    other = sari.offers("Teh")
    (shared,) = upload(sari, other, sent).json()["images"]
    assert shared["url"] == once.json()["images"][0]["url"]
    sari.delete(f"/api/products/{product_id}/images/{once.json()['images'][0]['id']}")
    assert [image["id"] for image in sari.get(f"/api/products/{other}").json()["images"]] == [shared["id"]]


def test_only_the_seller_and_admins_change_what_a_product_shows(
    shop: Shop, sari: Person, budi: Person, dewi: Person
) -> None:
    product_id = sari.offers()
    (image,) = upload(sari, product_id, some_picture()).json()["images"]
    tono = shop.person("tono", "seller")
    for person, status in ((shop.visitor(), 401), (budi, 404), (tono, 404)):
        assert upload(person, product_id, some_picture()).status_code == status
        assert (
            person.put(f"/api/products/{product_id}/images/order", {"image_ids": [image["id"]]}).status_code == status
        )
        assert person.delete(f"/api/products/{product_id}/images/{image['id']}").status_code == status
    assert upload(sari, 999_999, some_picture()).json()["code"] == "product_not_found"
    # Through a product of his own nobody reaches another's image.
    own = tono.offers()
    assert tono.delete(f"/api/products/{own}/images/{image['id']}").json()["code"] == "image_not_found"
    assert len(upload(dewi, product_id, some_picture()).json()["images"]) == 2


def announce(person: Person, path: str, length: int) -> int:
    """Announces a body and sends nothing of it; the status that is answered all the same."""
    host = urlsplit(person.shop.url)
    with socket.create_connection((host.hostname, host.port), timeout=10) as line:
        token = f"Authorization: {person.http.headers['Authorization']}\r\n" if person.username else ""
        line.sendall(
            f"POST {path} HTTP/1.1\r\nHost: x\r\n{token}Content-Type: multipart/form-data; boundary=x\r\n"
            f"Content-Length: {length}\r\n\r\n".encode()
        )
        return int(line.recv(65536).split()[1])


def test_who_may_not_is_told_before_the_body_is_read(shop: Shop, sari: Person, budi: Person) -> None:
    path, megabytes = f"/api/products/{sari.offers()}/images", 40 * 1024**2
    assert announce(shop.visitor(), path, megabytes) == 401
    assert announce(budi, path, megabytes) == 404
    assert announce(shop.person("tono", "seller"), path, megabytes) == 404
    assert announce(sari, path, 50 * 1024**2 + 1) == 413
    assert announce(budi, "/api/users/upload-avatar", 11 * 1024**2) == 413


def faults(answer: requests.Response) -> dict[str, str]:
    assert answer.status_code == 422, answer.text
    return {fault["field"]: fault["code"] for fault in answer.json()["errors"]}


def test_all_files_are_taken_or_none(shop: Shop, sari: Person) -> None:
    product_id = sari.offers()
    answer = upload(sari, product_id, some_picture(), b"<svg/>", some_picture(), JPEG[:99], bomb())
    assert faults(answer) == {
        "images.1": "image_type",
        "images.3": "image_broken",
        "images.4": "image_pixels",
    }
    assert answer.json()["errors"][2]["msg"] == "Use at most 16 megapixels."
    assert shop.value("SELECT COUNT(*) FROM pictures") == 0
    assert sari.get(f"/api/products/{product_id}").json()["images"] == []
    too_large = upload(sari, product_id, some_picture() + bytes(10 * 1024**2))
    assert faults(too_large) == {"images.0": "file_too_large"}
    assert upload(sari, product_id, JPEG + bytes(2 * 1024**2)).status_code == 201


def test_a_name_and_a_declared_type_mean_nothing(shop: Shop, sari: Person) -> None:
    path = f"/api/products/{sari.offers()}/images"
    lying = ("images", ("../../evil.html", some_picture(), "text/html"))
    (image,) = sari.post(path, files=[lying]).json()["images"]
    assert shop.visitor().get(image["url"]).headers["Content-Type"] == "image/webp"
    assert faults(sari.post(path, files=[part(b"<html>")])) == {"images.0": "image_type"}


def test_the_form_is_read_strictly(sari: Person) -> None:
    path = f"/api/products/{sari.offers()}/images"
    assert faults(sari.post(path, files=[part(JPEG, "picture")])) == {
        "images": "missing",
        "picture": "extra_forbidden",
    }
    assert faults(sari.post(path, files=[part(JPEG), part(b"1", "x")])) == {"x": "extra_forbidden"}
    assert faults(sari.post(path, files=[("images", (None, "text"))])) == {"images.0": "is_instance_of"}
    assert faults(sari.post(path, files=[part(some_picture()) for _ in range(11)])) == {"images": "too_long"}
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    for body in (
        b"",
        b"--x--\r\n",
        b"nonsense",
        b'--x\r\nContent-Disposition: form-data; name="images"; filename=""\r\n\r\n\r\n--x--',
    ):
        assert faults(sari.post(path, data=body, headers=form)) == {"images": "missing"}
    assert faults(sari.post(path, data=b"x", headers={"Content-Type": "multipart/form-data"})) == {"images": "missing"}
    for kind in ("application/json", "image/png", ""):
        answer = sari.post(path, data=JPEG, headers={"Content-Type": kind})
        assert (answer.status_code, answer.json()["code"]) == (415, "not_multipart")


def test_other_names_of_the_field_are_welcome(sari: Person, budi: Person) -> None:
    path = f"/api/products/{sari.offers()}/images"
    given = [part(some_picture(), field) for field in ("images", "image", "images[]")]
    answer = sari.post(path, files=given)
    assert (answer.status_code, len(answer.json()["images"])) == (201, 3)
    assert budi.post("/api/users/upload-avatar", files=[part(some_picture(), "image")]).status_code == 200
    both = [part(some_picture(), field) for field in ("avatar", "image")]
    assert faults(budi.post("/api/users/upload-avatar", files=both)) == {"avatar": "is_instance_of"}


def test_the_order_names_each_image_once(sari: Person) -> None:
    product_id = sari.offers()
    path = f"/api/products/{product_id}/images/order"
    one, two = (image["id"] for image in upload(sari, product_id, some_picture(), some_picture()).json()["images"])
    (foreign,) = (image["id"] for image in upload(sari, sari.offers("Teh"), some_picture()).json()["images"])
    for wrong in ([one], [one, one], [one, two, two], [one, foreign], [], [one, two, 999_999]):
        answer = sari.put(path, {"image_ids": wrong})
        assert faults(answer) == {"image_ids": "images_incomplete"}
    tag = sari.get(f"/api/products/{product_id}").headers["ETag"]
    assert sari.put(path, {"image_ids": [one, two]}).status_code == 200
    assert sari.get(f"/api/products/{product_id}").headers["ETag"] == tag


def test_a_product_has_ten_images_however_many_are_sent_at_once(shop: Shop, sari: Person) -> None:
    product_id = sari.offers()
    people = [shop.visitor() for _ in range(6)]
    for person in people:
        person.http.headers.update(sari.http.headers)
    answers = at_once(6, lambda n: upload(people[n], product_id, some_picture(), some_picture()))
    assert sorted(answer.status_code for answer in answers) == [201] * 5 + [409]
    (refused,) = (answer.json() for answer in answers if answer.status_code == 409)
    assert (refused["code"], refused["most"], refused["present"]) == ("too_many_images", 10, 10)
    images = sari.get(f"/api/products/{product_id}").json()["images"]
    assert [image["position"] for image in images] == list(range(1, 11))


def test_a_disk_that_takes_nothing_is_a_503_and_no_image(shop: Shop, sari: Person) -> None:
    product_id = sari.offers()
    uploads = Path(shop.app.env["DATA_DIR"]) / "uploads"
    # Where this picture's folder should be, there is a file.
    while (folder := uploads / hashlib.sha256(sent := some_picture()).hexdigest()[:2]).exists():
        pass
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("no folder")
    try:
        answer = upload(sari, product_id, sent)
        assert (answer.status_code, answer.json()["code"]) == (503, "storage_unavailable")
        assert sari.get(f"/api/products/{product_id}").json()["images"] == []
    finally:
        folder.unlink()
    assert upload(sari, product_id, sent).status_code == 201


# ---- faces


def test_budi_shows_his_face(shop: Shop, budi: Person) -> None:
    path = "/api/users/upload-avatar"
    assert budi.get("/api/users/profile").json()["avatar_url"] is None
    worn = budi.post(path, files=[part(encoded(plain(900, 900, GREEN), "JPEG"), "avatar")])
    assert worn.status_code == 200
    address = worn.json()["avatar_url"]
    assert address == worn.json()["urls"]["medium"]
    assert budi.get("/api/users/profile").json()["avatar_url"] == address
    assert colour_of(shop.visitor().get(address).content) == "green"
    other = budi.post(path, files=[part(some_picture(), "avatar")]).json()["avatar_url"]
    assert budi.get("/api/users/profile").json()["avatar_url"] == other != address
    assert faults(budi.post(path, files=[part(b"<svg/>", "avatar")])) == {"avatar": "image_type"}
    assert faults(budi.post(path, files=[part(JPEG, "avatar"), part(PNG, "avatar")])) == {"avatar": "is_instance_of"}
    assert faults(budi.post(path, files=[part(JPEG)])) == {"avatar": "missing", "images": "extra_forbidden"}
    assert shop.visitor().post(path, files=[part(JPEG, "avatar")]).status_code == 401
    assert budi.get("/api/users/profile").json()["avatar_url"] == other
    assert budi.put("/api/users/profile", {"name": "Budi"}).json()["avatar_url"] == other
    for _ in range(2):
        assert budi.delete("/api/users/avatar").status_code == 200
    assert budi.get("/api/users/profile").json()["avatar_url"] is None


# ---- sweeping


@pytest.fixture
def swept(empty: Database, tmp_path: Path) -> Callable[[], None]:
    """The hourly sweep over a database and a folder of this test's own."""
    queries.system.schema.upgrade()
    settings = Settings.from_env({"ENV": "test", "DATA_DIR": str(tmp_path), "JWT_SECRET_KEY": "x", "API_KEY_SALT": "x"})
    job = Job(1, "sweep", {}, None, "w", settings, threading.Event())
    return lambda: jobs.retention.sweep(job)


def keep(store: ImageStore, age: str | None = None) -> str:
    """A picture with its row and its files; `age` is an SQL interval."""
    picture = image_decoder.decode(some_picture())
    queries.catalogue.images.register([StoredImage(picture.id, picture.width, picture.height)])
    store.save(picture.id, picture.files)
    if age:
        grow_old(picture.id, age)
    return picture.id


def grow_old(picture_id: str, age: str) -> None:
    db.execute(f"UPDATE pictures SET used_at = UTC_TIMESTAMP(6) - INTERVAL {age} WHERE id = %s", (picture_id,))


def files_of(store: ImageStore, picture_id: str) -> int:
    return len(list(store.root.glob(f"*/{picture_id}-*")))


def test_what_nobody_shows_is_swept_after_an_hour(swept: Callable[[], None], tmp_path: Path) -> None:
    store = ImageStore(tmp_path / "uploads")
    seller = queries.accounts.users.add("Sari", None, "sari", "x")
    fields = dict.fromkeys(("category_id", "brand_id", "sku", "cost"))
    product = queries.catalogue.products.add(
        seller,
        {**fields, "name": "Kopi", "description": "", "unit": "pcs", "price": 1, "stock": 1, "active": True}
        | {"barcodes": []},
    )
    ages = ("2 HOUR", "2 HOUR", "2 HOUR", "61 MINUTE", "59 MINUTE")
    shown, worn, signed, unused, young = (keep(store, age) for age in ages)
    queries.catalogue.images.add(product["id"], seller, [shown])
    queries.catalogue.images.set_avatar(seller, worn)
    queries.system.shop.show_logo(signed)
    for _ in range(2):
        swept()
        assert [files_of(store, each) for each in (shown, worn, signed, unused, young)] == [3, 3, 3, 0, 3]
    assert db.fetch_value("SELECT COUNT(*) AS n FROM pictures") == 4
    queries.catalogue.products.delete(product["id"], seller)
    queries.catalogue.images.set_avatar(seller, None)
    queries.system.shop.show_logo(None)
    swept()
    assert [files_of(store, each) for each in (shown, worn, signed, young)] == [0, 0, 0, 3]


def test_files_without_a_row_are_swept_after_a_day(swept: Callable[[], None], tmp_path: Path) -> None:
    store = ImageStore(tmp_path / "uploads")
    known, stray, fresh = keep(store), keep(store), keep(store)
    db.execute("DELETE FROM pictures WHERE id IN (%s, %s)", (stray, fresh))
    draft = store.root / known[:2] / "0123456789abcdef.draft"
    foreign = store.root / known[:2] / "notes.txt"
    for path in (draft, foreign):
        path.write_text("x")
    old = time.time() - 25 * 3600
    for path in store.root.glob("*/*"):
        if not path.name.startswith(fresh):
            os.utime(path, (old, old))
    swept()
    assert [files_of(store, each) for each in (known, stray, fresh)] == [3, 0, 3]
    assert (draft.exists(), foreign.exists()) == (False, True)
    assert db.fetch_value("SELECT COUNT(*) AS n FROM pictures") == 1


def test_an_upload_waits_for_a_sweep_and_a_sweep_leaves_an_upload_alone(
    swept: Callable[[], None], tmp_path: Path
) -> None:
    store, picture = ImageStore(tmp_path / "uploads"), image_decoder.decode(some_picture())
    kept = StoredImage(picture.id, picture.width, picture.height)

    def send() -> None:
        # A sweep says about a dozen things before it comes to the picture.
        for _ in range(numbers.randrange(40)):
            db.fetch_value("SELECT 1 AS one")
        queries.catalogue.images.register([kept])
        store.save(picture.id, picture.files)
        db.release()

    def act(number: int) -> None:
        (send if number else swept)()
        db.release()

    send()
    swept_first = 0
    for _ in range(150):
        grow_old(picture.id, "2 HOUR")
        os.utime(store.root / picture.id[:2] / f"{picture.id}-160.webp", (1, 1))
        at_once(2, act)
        swept_first += (store.root / picture.id[:2] / f"{picture.id}-160.webp").stat().st_mtime > 1
        assert files_of(store, picture.id) == 3
        assert db.fetch_value("SELECT COUNT(*) AS n FROM pictures WHERE id = %s", (picture.id,)) == 1
    # Both have come first now and then, else this was no race.
    assert 0 < swept_first < 150
