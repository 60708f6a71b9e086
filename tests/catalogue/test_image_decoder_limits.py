"""Limits of the image decoder: memory, CPU time, and its process."""

from __future__ import annotations

import os
import resource
import signal
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from image_files import GIF, JPEG, PNG, RED, WEBP, chunk, plain, upload
from PIL import Image

from domain.media import image_decoder
from domain.media.image_decoder import InvalidImage
from support.app import ROOT, wait_until
from support.images import encoded, random_image
from support.people import Person, Shop

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


@pytest.mark.slow
def test_two_of_the_largest_images_need_less_than_250_mb(tmp_path: Path) -> None:
    largest = {
        "small": encoded(plain()),
        "rgb": encoded(plain(4000, 4000), compress_level=1),
        "rgba": encoded(plain(4000, 3000, (*RED, 99), "RGBA"), compress_level=1),
        "scans": encoded(plain(4000, 3000, 0, "CMYK"), "JPEG", progressive=True, subsampling=0),
        "webp": encoded(plain(4400, 3000), "WEBP", method=0),
        "avif": encoded(plain(4000, 3000, (*RED, 99), "RGBA"), "AVIF", speed=10),
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
    """Return a GIF with these blocks before its first frame."""
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
def test_a_file_with_many_parts_is_decoded_or_rejected_quickly(content: Callable[[], bytes], code: str) -> None:
    """Pillow reads parts in Python one by one: 7.8 MB of PNG chunks blocked all other uploads for 6 s."""
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
    """Return the CPU time of the decoder process."""
    assert image_decoder._decoder.process is not None
    fields = Path(f"/proc/{image_decoder._decoder.process.pid}/stat").read_text().rsplit(")")[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def slow_image() -> bytes:
    """Return a JPEG with as many pixels and scans as are accepted."""
    sent = encoded(plain(8000, 6000, 0, "L"), "JPEG", progressive=True, quality=1)
    last = sent.rindex(b"\xff\xda")
    return sent[:last] + sent[last:-2] * 6 + sent[-2:]


def test_other_requests_are_served_during_decoding(shop: Shop, sari: Person) -> None:
    product_id = sari.offers()
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(upload, sari, product_id, *[slow_image() + bytes([number]) for number in range(3)])
        answers = 0
        while not slow.done():
            assert shop.visitor().get("/health/live").status_code == 200
            answers += 1
    assert answers > 5
    assert slow.result().status_code == 201


def test_an_image_over_the_cpu_limit_is_rejected_and_the_next_one_is_decoded() -> None:
    image_decoder.decode(PNG)
    process = image_decoder._decoder.process
    assert process is not None
    # The limit has whole seconds, so it may be a second more.
    assert resource.prlimit(process.pid, resource.RLIMIT_CPU)[0] <= cpu_seconds() + image_decoder.CPU_SECONDS + 2
    before = cpu_seconds()
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(image_decoder.decode, slow_image())
        wait_until(lambda: cpu_seconds() > before + 0.03)
        # The signal that the kernel sends at the limit.
        process.send_signal(signal.SIGXCPU)
        with pytest.raises(InvalidImage) as told:
            slow.result()
    assert told.value.code == "broken"
    assert image_decoder.decode(PNG).files


def test_the_number_of_scans_limits_the_number_of_pixels() -> None:
    """195 KB of grey, 48 megapixels and 80 scans, took 8 s."""
    sent = encoded(plain(8000, 6000, 0, "L"), "JPEG", progressive=True, quality=1)
    assert image_decoder.decode(sent).files
    last = sent.rindex(b"\xff\xda")
    with pytest.raises(InvalidImage) as told:
        image_decoder.decode(sent[:last] + sent[last:-2] * 80 + sent[-2:])
    assert told.value.code == "pixels"


def test_a_small_image_is_decoded_while_a_large_one_is() -> None:
    large = encoded(plain(700, 600))
    assert image_decoder.decode_small(large) is None
    assert image_decoder.decode(large).files
    process = image_decoder._decoder.process
    assert process is not None
    process.send_signal(signal.SIGSTOP)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(image_decoder.decode, large)
        small = image_decoder.decode_small(PNG)
        assert small is not None and not waiting.done()
        process.send_signal(signal.SIGCONT)
        assert waiting.result().files
    with pytest.raises(InvalidImage) as told:
        image_decoder.decode_small(b"GIF89a")
    assert told.value.code == "type"


def test_transparency_limits_the_number_of_pixels() -> None:
    """70 KB of 16 megapixels with transparency took 1.1 s."""
    assert image_decoder.decode(encoded(Image.new("RGB", (4000, 4000)))).files
    for mode in ("RGBA", "LA"):
        assert image_decoder.decode(encoded(Image.new(mode, (4000, 3000)))).files
        with pytest.raises(InvalidImage) as told:
            image_decoder.decode(encoded(Image.new(mode, (4000, 3001))))
        assert (told.value.code, told.value.most) == ("pixels", 12_000_000)


def test_a_killed_decoder_is_restarted() -> None:
    assert image_decoder.decode(random_image()).files
    first = image_decoder._decoder.process
    assert first is not None
    first.kill()
    first.wait()
    assert image_decoder.decode(random_image()).files
    assert image_decoder._decoder.process is not first


def test_a_forked_process_starts_its_own_decoder() -> None:
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
        file.write(random_image())
        file.flush()
        subprocess.run([sys.executable, "-c", script, file.name], cwd=ROOT, check=True, timeout=60)
