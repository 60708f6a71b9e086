"""Receipts in all forms, as tests/corpus/receipts has them.

`python tests/sales/test_receipt_forms.py` writes them anew. Look at the new ones as pictures before you commit them.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import get_args

import pypdfium2
import pytest

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1])]

from domain.receipts import Language, Width, content, escpos, html, layout, pdf, whatsapp
from domain.receipts.content import Debt, Line, Payment, Receipt, Refund, Shop, Tax
from domain.receipts.words import WORDS
from support.app import ROOT

GOLDEN = ROOT / "tests" / "corpus" / "receipts"
WIDTHS: tuple[Width, ...] = get_args(Width)
ROLLS: tuple[Width, ...] = ("58", "80")

SALE = Receipt(
    shop=Shop(
        "Toko Sari Rasa", "Jl. Malioboro 12\nYogyakarta 55271", "0274 561234", "0123456789012345",
        "Terima kasih", "Asia/Makassar",
    ),
    order_id=42,
    number="20261130-000042",
    state="paid",
    moment=datetime(2026, 11, 30, 15, 16),
    cashier="Ani",
    buyer="Budi Santoso",
    lines=(
        Line("Kopi Gayo Aceh biji pilihan dari dataran tinggi Takengon", 2, 50_000, 100_000, discount=5_000),
        Line("Gula aren", 1_250, 20_000, 25_000, unit="gram"),
        Line("Teh 茶 \u201ccafé\u201d ☕", 1, 5_900_000, 5_900_000, note="tanpa gula"),
    ),
    service=3_000,
    taxes=(Tax("PPN", "12% x 11/12", 11_000, 11_000), Tax("PBJT", "10%", 2_273, 0)),
    total=6_034_000,
    payments=(Payment("transfer", 6_000_000), Payment("cash", 34_000, 50_000, -20)),
    due=0,
    copy=True,
)  # fmt: skip
BILL = Receipt(
    Shop("Toko Sari Rasa"), 43, None, "pending", datetime(2026, 12, 31, 17, 30), None, None,
    (Line("Kopi", 1, 50_000, 50_000),), 0, (), 50_000, (Payment("cash", 20_000),), 30_000,
)  # fmt: skip

REFUND = replace(
    SALE,
    lines=(Line(SALE.lines[0].name, 1, 0, 47_500), Line("Gula aren", 500, 0, 10_000, unit="gram")), service=0,
    taxes=(Tax("PPN", "12% x 11/12", 5_697, 0),), total=57_500,
    payments=(Payment("credit", 40_000), Payment("cash", 17_500, adjustment=-20)),
    debt=Debt(60_000, date(2027, 1, 1)), refund=Refund(7, "Kemasan sobek dan isinya tumpah di jalan"),
)  # fmt: skip
# Money alone, for goods that the customer keeps.
ALLOWANCE = replace(
    BILL, number="A-000042", state="paid", lines=(), total=5_000, payments=(Payment("transfer", 5_000),), due=0,
    refund=Refund(8, "Dented"), debt=Debt(0),
)  # fmt: skip
ALL: dict[str, tuple[Receipt, Language]] = {
    "sale": (SALE, "id"), "bill": (BILL, "en"), "refund": (REFUND, "id"), "allowance": (ALLOWANCE, "en"),
}  # fmt: skip


def lines_of(document: bytes) -> str:
    pages = pypdfium2.PdfDocument(document)
    return "\n--- page ---\n".join(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pages) + "\n"


def dump(printed: bytes) -> str:
    """Return bytes as text, a line of the printer in each line, with commands escaped."""
    text = "".join(chr(byte) if 32 <= byte < 127 or byte == 10 else f"\\x{byte:02x}" for byte in printed)
    return f"{text}\n"


@cache
def renderings() -> dict[str, str]:
    """Return the texts of all golden files."""
    found = {}
    for name, (receipt, language) in ALL.items():
        rows = layout.rows(receipt, language)
        for width in WIDTHS:
            found[f"{name}-{width}.html"] = html.render(receipt, width, language) + "\n"
            found[f"{name}-{width}.pdf.txt"] = lines_of(render_pdf(receipt, width, language))
        for width in ROLLS:
            found[f"{name}-{width}.escpos.txt"] = dump(escpos.render(rows, width, open_drawer=not receipt.copy))
    return found


def render_pdf(receipt: Receipt, width: Width, language: Language = "id") -> bytes:
    title = layout.title(receipt, language)
    return pdf.render(layout.rows(receipt, language), width, title, receipt.shop.name, language)


@pytest.mark.parametrize("name", sorted(renderings()))
def test_a_receipt_looks_as_before(name: str) -> None:
    assert renderings()[name] == (GOLDEN / name).read_text(), "run: python tests/sales/test_receipt_forms.py"


def test_all_forms_have_the_same_texts() -> None:
    """What one form shows, all show: cells are the same, only their places differ."""
    commands = r"\\x1b@|\\x1b[aE]\\x..|\\x1bp(\\x..){3}|\\x1d!\\x..|\\x1dVB\\x.."
    texts = {name: re.sub(commands, " ", text).replace("×", "x") for name, text in renderings().items()}
    words = {name: set(re.findall(r"[^\s<>]+", text)) for name, text in texts.items()}
    for name, (receipt, language) in ALL.items():
        cells = [cell for row in layout.rows(receipt, language) if row.role != "heading" for cell in row.cells]
        printed = {word for cell in cells if cell.isascii() for word in cell.split()}
        assert {file: printed - found for file, found in words.items() if file.startswith(name)} == {
            file: set() for file in words if file.startswith(name)
        }


def test_both_languages_have_all_words() -> None:
    assert WORDS["id"].keys() == WORDS["en"].keys()


@pytest.mark.parametrize("width", ROLLS)
def test_the_lines_of_a_printer_are_never_too_long(width: Width) -> None:
    """A line that is a character too long is broken by the printer, and amounts lose their column."""
    long = "Jl. Tanpa-Spasi" * 20
    hostile = replace(
        SALE,
        shop=Shop(long, long, long, long, long),
        buyer=long,
        lines=(Line(long, 10**6, 10**12, 10**18, 10**15, note=long), Line("", 1, 1, 1)),
    )
    printed = escpos.render(layout.rows(hostile, "id"), width)
    for command in (escpos.INITIALIZE, escpos.LEFT, escpos.CENTRE, escpos.BOLD, escpos.NOT_BOLD, escpos.TALL,
                    escpos.NOT_TALL, escpos.CUT):  # fmt: skip
        printed = printed.replace(command, b"")
    lines = printed.decode("ascii").split("\n")
    assert max(map(len, lines)) == escpos.COLUMNS[width]
    assert any(line.endswith("1.000.000.000.000.000.000") for line in lines)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Kopi \x1bp\x00 \x1d\x56", "Kopi p V"),
        ("Rp\u00a05.000 – “enak”", 'Rp 5.000 - "enak"'),
        ("Teh 茶", "Teh Cha"),
        ("Kopi ☕", "Kopi"),
        ("a\u202eb\u200dc", "abc"),
        ("\x1b", "?"),
        ("", ""),
    ],
)
def test_a_printer_gets_text_and_no_commands(text: str, printed: str) -> None:
    assert escpos.printable(text) == printed


def test_the_drawer_opens_only_when_asked() -> None:
    rows = layout.rows(SALE, "id")
    assert escpos.OPEN_DRAWER not in escpos.render(rows, "58")
    assert escpos.render(rows, "58", open_drawer=True).startswith(escpos.INITIALIZE + escpos.OPEN_DRAWER)
    assert escpos.render(rows, "58").endswith(escpos.CUT)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_texts_of_a_pdf_stay_within_its_margins(width: Width) -> None:
    long = "Kopi Tanpa-Spasi" * 12
    hostile = replace(SALE, shop=Shop(long, long, footer=long), lines=(Line(long, 10**6, 10**12, 10**18, note=long),))
    paper = pdf.PAPERS[width]
    for page in pypdfium2.PdfDocument(render_pdf(hostile, width)):
        texts = page.get_textpage()
        for number in range(texts.count_rects()):
            left, bottom, right, top = texts.get_rect(number)
            assert left >= paper.margin - 1 and right <= paper.width - paper.margin + 1
            assert bottom >= paper.margin - 3 and top <= page.get_height() - paper.margin + 3


def test_a_pdf_has_the_size_of_its_paper() -> None:
    short, tall = (pypdfium2.PdfDocument(render_pdf(receipt, "58")) for receipt in (BILL, SALE))
    assert (len(short), len(tall)) == (1, 1)
    assert short[0].get_width() == pytest.approx(58 / 25.4 * 72, abs=0.1)
    assert short[0].get_height() < tall[0].get_height()
    many = replace(SALE, lines=SALE.lines[:2] * 100)
    sheets = pypdfium2.PdfDocument(render_pdf(many, "a4"))
    assert len(sheets) > 2 and sheets[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)
    assert len(pypdfium2.PdfDocument(render_pdf(many, "80"))) == 1


def test_a_long_receipt_has_pages_that_readers_show() -> None:
    """Readers cut what is longer than 14,400 points."""
    name = "Kopi Gayo Aceh biji pilihan dari dataran tinggi Takengon, sangrai sedang " * 3
    lines = tuple(
        Line(f"K{number:03} {name}", 2, 50_000, 100_000, note=f"N{number:03} {name}") for number in range(200)
    )
    long = replace(SALE, lines=lines)
    pages = list(pypdfium2.PdfDocument(render_pdf(long, "58")))
    assert len(pages) > 1
    shown: list[str] = []
    for page in pages:
        assert page.get_height() <= 14_400
        texts = page.get_textpage()
        assert max(texts.get_rect(number)[3] for number in range(texts.count_rects())) <= page.get_height()
        assert min(texts.get_rect(number)[1] for number in range(texts.count_rects())) >= 0
        shown += texts.get_text_range().split()
    cells = [cell for row in layout.rows(long, "id") if row.role != "heading" for cell in row.cells]
    assert Counter(word for cell in cells for word in cell.split()) - Counter(shown) == Counter()
    marks = [f"{kind}{number:03}" for number in range(200) for kind in "KN"]
    assert [word for word in shown if word in marks] == marks


@pytest.mark.parametrize(("first", "count"), [(0x4E00, 20_900), (0x905, 53)], ids=["Han", "Devanagari"])
def test_the_fonts_of_other_scripts_set_so_much_of_a_receipt(first: int, count: int) -> None:
    """The rest is printed as on a roll: each glyph takes its part of the file, and long texts take seconds."""
    notes = ["".join(chr(first + (200 * line + place) * 7919 % count) for place in range(200)) for line in range(200)]
    hostile = replace(SALE, lines=tuple(Line(f"K{line}", 1, 1, 1, note=note) for line, note in enumerate(notes)))
    document = render_pdf(hostile, "58")
    assert len(document) < 500_000
    letters = [letter for letter in lines_of(document) if first <= ord(letter) < first + count]
    assert 1000 < len(letters) <= 10_000 and len(set(letters)) <= 1500


def test_the_same_receipt_is_the_same_pdf() -> None:
    assert render_pdf(SALE, "80") == render_pdf(SALE, "80")
    metadata = pypdfium2.PdfDocument(render_pdf(SALE, "80")).get_metadata_dict()
    assert (metadata["Title"], metadata["Author"]) == ("Struk 20261130-000042", "Toko Sari Rasa")


@pytest.mark.parametrize("total", [5_000_000, 5_000_001])
def test_stamp_duty_is_named_above_five_million(total: int) -> None:
    paid = replace(SALE, total=total)
    named = any(row.role == "notice" for row in layout.rows(paid, "id"))
    assert named == (total > 5_000_000)
    # An order that is not paid confirms no receipt of money.
    assert not any(row.role == "notice" for row in layout.rows(replace(paid, state="pending"), "id"))


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Jakarta", "31 Des 2026 23.30 WIB"),
        ("Asia/Makassar", "1 Jan 2027 00.30 WITA"),
        ("Asia/Jayapura", "1 Jan 2027 01.30 WIT"),
    ],
)
def test_the_moment_is_that_of_the_shop(zone: content.Zone, shown: str) -> None:
    moment = replace(BILL, moment=datetime(2026, 12, 31, 16, 30), shop=Shop("Toko", zone=zone))
    assert layout.Row("fact", ("Waktu", shown)) in layout.rows(moment, "id")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0812-3456-7890", "6281234567890"),
        ("+62 812 3456 7890", "6281234567890"),
        ("6281234567890", "6281234567890"),
        ("(021) 555 1234", "62215551234"),
        ("+65 6123 4567", "6561234567"),
        ("00 62 812 345", None),
        ("12345", None),
        ("0812x3456", None),
        ("٠٨١٢٣٤٥٦٧", None),
        ("", None),
    ],
)
def test_phone_numbers_are_read_as_people_write_them(text: str, number: str | None) -> None:
    assert whatsapp.phone_number(text) == number


def test_the_pdf_library_is_loaded_only_where_it_is_used() -> None:
    script = "import app, sys; assert not [name for name in sys.modules if name.startswith('reportlab')]"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, timeout=60)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for file, text in renderings().items():
        (GOLDEN / file).write_text(text)
