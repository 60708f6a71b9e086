"""The certificate as a PDF: one page of A4 landscape. The same certificate of the same shop has the same bytes."""

from __future__ import annotations

import io
from bisect import bisect_right

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from domain.courses.certificate import Certificate, Issuer, format_code, format_date
from domain.courses.text_layout import Typesetter, drawing, load_font, printable

TEXT, DISPLAY = "NotoSerif-Regular", "NotoSerifDisplay-Regular"
WIDTH, HEIGHT = landscape(A4)
CENTRE = WIDTH / 2
# The margins of the footer, and the wider ones of names and titles.
MARGIN, TEXT_MARGIN = 66.0, 100.0
INK, SOFT, ACCENT, RULE = (HexColor(colour) for colour in ("#1c2321", "#56605b", "#0b6e4f", "#b9c4bd"))
QR_SIDE = 80.0
LOGO_WIDTH, LOGO_HEIGHT = 180.0, 44.0
MIN_FONT_SIZE = 6.0
# The fonts for text have the letters up to this one, Latin, Greek and Cyrillic ones. They are set without shaping.
MAIN_SCRIPTS = "\u052f"
LEADING = 1.2

TEXTS = {
    "id": {
        "heading": "SERTIFIKAT PENYELESAIAN",
        "to": "Diberikan kepada",
        "has": "yang telah menyelesaikan kursus",
        "on": "pada {day}",
        "issued": "Diterbitkan oleh",
        "check": "Periksa keasliannya di",
        "code": "Kode {code}",
        "subject": "Sertifikat penyelesaian kursus",
    },
    "en": {
        "heading": "CERTIFICATE OF COMPLETION",
        "to": "This is to certify that",
        "has": "has completed the course",
        "on": "on {day}",
        "issued": "Issued by",
        "check": "Check that it is genuine at",
        "code": "Code {code}",
        "subject": "Certificate of completion",
    },
}


def render(certificate: Certificate, issuer: Issuer) -> bytes:
    """Return the certificate as a PDF, in the language of the course."""
    with drawing:
        return _render(certificate, issuer)


def expected_seconds(certificate: Certificate) -> float:
    """Return the CPU time that the certificate takes at most, on a machine like that of the figures.

    Names and titles are tried in many sizes. What is not Latin is shaped for each of them.
    """
    text = certificate.learner_name + certificate.course_title
    others = sum(char > MAIN_SCRIPTS for char in text)
    return 0.012 + 3e-5 * len(text) + 4e-4 * others


def printable_name(text: str) -> str:
    """Return a name or title as the PDF prints it: what no font has is transliterated or left out."""
    return printable(text, DISPLAY)


def _render(certificate: Certificate, issuer: Issuer) -> bytes:
    load_font(TEXT), load_font(DISPLAY)
    words = TEXTS[certificate.language]
    name, title = (printable(text, DISPLAY) for text in (certificate.learner_name, certificate.course_title))
    file = io.BytesIO()
    # `invariant` leaves out the time of rendering; the document has the time of issue.
    canvas = Canvas(file, (WIDTH, HEIGHT), pageCompression=1, invariant=1, lang=certificate.language)
    canvas.setDateFormatter(lambda *_: f"D:{certificate.issued_at:%Y%m%d%H%M%S}Z")
    pen = Typesetter(canvas)
    canvas.setTitle(f"{certificate.course_title} · {certificate.learner_name}")
    canvas.setAuthor(issuer.name)
    canvas.setSubject(words["subject"])
    canvas.setCreator("Finenice")

    _draw_frame(canvas)
    _draw_issuer(pen, issuer)
    _draw_line(pen, words["heading"], 463, 12, ACCENT, spacing=3.2)
    _draw_line(pen, words["to"], 424, 13, SOFT)
    _draw_block(pen, name, 46, INK, bottom=334, top=412)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.6)
    canvas.line(CENTRE - 60, 322, CENTRE + 60, 322)
    _draw_line(pen, words["has"], 294, 13, SOFT)
    _draw_block(pen, title, 27, INK, bottom=206, top=282)
    _draw_line(pen, words["on"].format(day=format_date(certificate.issued_at, certificate.language)), 178, 13, SOFT)
    _draw_footer(pen, words, certificate, issuer)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw_frame(canvas: Canvas) -> None:
    for inset, width in ((28, 1.1), (33, 0.4)):
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(width)
        canvas.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)


def _draw_issuer(pen: Typesetter, issuer: Issuer) -> None:
    """Draw the shop's logo, or its name if it has none."""
    if issuer.logo is None:
        _draw_block(pen, printable(issuer.name, DISPLAY), 22, ACCENT, bottom=492, top=544)
        return
    logo = ImageReader(io.BytesIO(issuer.logo))
    width, height = logo.getSize()
    scale = min(LOGO_WIDTH / width, LOGO_HEIGHT / height)
    pen.canvas.drawImage(logo, CENTRE - scale * width / 2, 498, scale * width, scale * height, mask="auto")


def _draw_footer(pen: Typesetter, words: dict[str, str], certificate: Certificate, issuer: Issuer) -> None:
    right = WIDTH - MARGIN
    url = certificate.url(issuer.url)
    _draw_qr_code(pen.canvas, url, right - QR_SIDE, 58)
    pen.canvas.linkURL(url, (right - QR_SIDE, 58, right, 58 + QR_SIDE))
    text_right, max_width = right - QR_SIDE - 14, WIDTH / 2 - MARGIN - QR_SIDE
    for text, y, colour in (
        (words["code"].format(code=format_code(certificate.code)), 84, INK),
        (words["check"], 72, SOFT),
        (url.partition("://")[2], 60, INK),
    ):
        _draw_small(pen, text, text_right, y, colour, max_width, align_right=True)
    _draw_small(pen, words["issued"], MARGIN, 84, SOFT, max_width)
    _draw_small(pen, printable(issuer.name, TEXT), MARGIN, 72, INK, max_width)
    _draw_small(pen, issuer.url.partition("://")[2], MARGIN, 60, SOFT, max_width)


def _draw_line(pen: Typesetter, text: str, y: float, size: float, colour: HexColor, spacing: float = 0) -> None:
    """Draw one centred line of our own text."""
    # The last letter has no spacing after it.
    width = pdfmetrics.stringWidth(text, TEXT, size) + spacing * (len(text) - 1)
    pen.canvas.setFillColor(colour)
    pen.canvas.setFont(TEXT, size)
    pen.canvas.drawString(CENTRE - width / 2, y, text, charSpace=spacing)


def _draw_small(
    pen: Typesetter, text: str, x: float, y: float, colour: HexColor, max_width: float, align_right: bool = False
) -> None:
    """Draw one line of the footer, smaller if it exceeds `max_width`."""
    size = min(8.5, max_width / max(pen.width(text, TEXT, 1), 1))
    pen.canvas.setFillColor(colour)
    pen.draw(text, x - pen.width(text, TEXT, size) if align_right else x, y, TEXT, size)


def _draw_block(pen: Typesetter, text: str, largest: float, colour: HexColor, bottom: float, top: float) -> None:
    """Draw a name or title in its block as large as possible, in lines of similar length."""
    size, lines = _fit(pen, text, largest, WIDTH - 2 * TEXT_MARGIN, top - bottom)
    pen.canvas.setFillColor(colour)
    # The baseline lies about a quarter of the size below the middle of a line.
    y = (top + bottom + LEADING * size * len(lines)) / 2 - LEADING * size * 0.75
    for line in lines:
        pen.draw(line, CENTRE - pen.width(line, DISPLAY, size) / 2, y, DISPLAY, size)
        y -= LEADING * size


def _fit(pen: Typesetter, text: str, largest: float, width: float, height: float) -> tuple[float, list[str]]:
    size = largest
    while len(lines := _wrap(pen, text, size, width)) * size * LEADING > height and size > MIN_FONT_SIZE:
        size -= 0.5
    while width > 1 and len(narrower := _wrap(pen, text, size, width * 0.97)) == len(lines):
        width, lines = width * 0.97, narrower
    return size, lines


def _wrap(pen: Typesetter, text: str, size: float, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        extended = f"{lines[-1]} {word}".strip()
        if pen.width(extended, DISPLAY, size) <= width:
            lines[-1] = extended
            continue
        if not lines[-1]:
            lines.pop()
        while word:
            end = bisect_right(
                range(1, len(word) + 1), width, key=lambda length: pen.width(word[:length], DISPLAY, size)
            )
            lines.append(word[: max(1, end)])
            word = word[max(1, end) :]
    return lines


def _draw_qr_code(canvas: Canvas, text: str, x: float, y: float) -> None:
    """Draw the text as a QR code in one path; single squares would show seams."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count = code.getModuleCount()
    side = QR_SIDE / count
    path = canvas.beginPath()
    for row in range(count):
        for column in range(count):
            if code.isDark(row, column):
                path.rect(x + column * side, y + (count - 1 - row) * side, side, side)
    canvas.setFillColor(INK)
    canvas.drawPath(path, stroke=0, fill=1)
