"""QRIS codes: read strictly, given an amount, and drawn."""

from __future__ import annotations

import io
import random
import re
import time
from xml.etree import ElementTree

import pytest
from incoming_calls import QRIS, code_of, field
from PIL import Image

from domain.payments import qr_images, qris

MERCHANT = qris.Merchant("WARUNG BU TINI", "BANDUNG", "ID1020017611473")


def fault(text: str) -> str:
    with pytest.raises(qris.Unreadable) as found:
        qris.with_amount(text, 1)
    return found.value.code


def test_the_checksum_is_that_of_the_standard() -> None:
    assert qris.checksum("123456789") == "29B1"


def test_a_static_code_gets_an_amount() -> None:
    """The tags are in order, the buyer adds no tip, and the rest is as it was."""
    dynamic = qris.with_amount(QRIS, 15_123)
    head, tail = dynamic[:-4], dynamic[-4:]
    static = QRIS[:-4].replace(field("01", "11"), field("01", "12")).replace(field("55", "01"), field("54", "15123"))
    assert (head, tail) == (static, qris.checksum(head))
    assert qris.merchant(QRIS) == MERCHANT
    assert fault(dynamic) == "qris_not_static"


def test_fields_out_of_order_are_put_in_order() -> None:
    scrambled = {f"f{tag}": "" for tag in (60, 59, 58, 53, 52)}
    text = code_of(**scrambled)[:-8]
    text += field("59", "TOKO") + field("53", "360") + field("60", "MEDAN") + field("58", "ID") + field("52", "5411")
    text += "6304"
    dynamic = qris.with_amount(text + qris.checksum(text), 7)
    tags = [tag for tag, _ in qris._split(dynamic)]
    assert tags == sorted(tags)
    assert tags[-1] == "63"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "qris_characters"),
        ("https://example.com", "qris_malformed"),
        (QRIS[:-1], "qris_malformed"),
        (QRIS[:-4] + "0000", "qris_checksum"),
        (QRIS.replace("BANDUNG", "BANDONG"), "qris_checksum"),
        (QRIS.replace("WARUNG", "WARÜNG"), "qris_characters"),
        (QRIS + field("64", "x"), "qris_malformed"),
        (code_of(f59="", f64=field("00", "ID")), "qris_foreign"),
        (code_of(f53="702"), "qris_foreign"),
        (code_of(f58="SG"), "qris_foreign"),
        (code_of(f26="", f51=""), "qris_foreign"),
        (code_of(f01="12"), "qris_not_static"),
        (code_of(f54="15000"), "qris_not_static"),
        (code_of(f62="x" * 99, f80="x" * 99, f81="x" * 99, f82="x" * 99), "qris_too_long"),
        (code_of(f26="0099x"), "qris_malformed"),
        (code_of() + code_of(), "qris_malformed"),
    ],
)
def test_what_is_no_static_code_of_a_merchant_is_refused(text: str, expected: str) -> None:
    assert fault(text) == expected


def test_lower_case_checksums_and_codes_without_a_method_are_read() -> None:
    assert qris.merchant(QRIS[:-4] + QRIS[-4:].lower()) == MERCHANT
    assert qris.merchant(code_of(f01="")) == MERCHANT
    assert qris.merchant(code_of(f51="")).nmid is None


def test_any_changed_character_is_found() -> None:
    dice = random.Random(1)
    for position in range(len(QRIS) - 4):
        other = dice.choice([mark for mark in "0123456789ABCxyz ." if mark != QRIS[position]])
        with pytest.raises(qris.Unreadable):
            qris.merchant(QRIS[:position] + other + QRIS[position + 1 :])


def test_the_worst_text_costs_little() -> None:
    texts = ["0001" + "x" * 10**6, "0" * 512, "0001x" * 102, QRIS[:-8] + "8001x" * 50, "9" * 512, "0001" * 128]
    started = time.process_time()
    for text in texts * 20:
        with pytest.raises(qris.Unreadable):
            qris.merchant(text)
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("amount", [0, -1, 10**13])
def test_amounts_that_no_code_holds_are_refused(amount: int) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        qris.with_amount(QRIS, amount)


def test_images_show_the_same_modules() -> None:
    text = qris.with_amount(QRIS, 15_123)
    root = ElementTree.fromstring(qr_images.svg(text))
    side = int(root.attrib["viewBox"].split()[2])
    drawn = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", root[1].attrib["d"]):
        drawn |= {(int(x) + step, int(y)) for step in range(int(width))}
    with Image.open(io.BytesIO(qr_images.png(text))) as image:
        assert image.size == (side * qr_images.PIXELS, side * qr_images.PIXELS)
        pixels = image.convert("L")
    half = qr_images.PIXELS // 2
    dark = {
        (x, y)
        for x in range(side)
        for y in range(side)
        if not pixels.getpixel((x * qr_images.PIXELS + half, y * qr_images.PIXELS + half))
    }
    assert dark == drawn
    # The three finders of a code, within its margin.
    for x, y in ((4, 4), (side - 11, 4), (4, side - 11)):
        assert {(x + step, y) for step in range(7)} <= dark
    assert all(4 <= x < side - 4 and 4 <= y < side - 4 for x, y in dark)
