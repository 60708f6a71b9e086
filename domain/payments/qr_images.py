"""QR codes as SVG and PNG. Import it only where one is drawn: the encoder takes a tenth of a second to load."""

from __future__ import annotations

import struct
import zlib
from itertools import groupby

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

# The light modules around a code that ISO/IEC 18004 requires.
MARGIN = 4
# The pixels of a module in a PNG: a code of a QRIS is about 500 pixels wide.
PIXELS = 8


def svg(text: str) -> str:
    """Return a text as a QR code in SVG, with one path, so that no seams show."""
    rows = _modules(text)
    path, side = [], len(rows)
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            width = len(list(run))
            if dark:
                path.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{"".join(path)}"/></svg>'
    )


def png(text: str) -> bytes:
    """Return a text as a QR code in PNG, black and white."""
    rows = _modules(text)
    side = len(rows) * PIXELS
    lines = []
    for row in rows:
        bits = "".join(("0" if dark else "1") * PIXELS for dark in row)
        line = int(bits, 2).to_bytes(side // 8, "big")
        lines.append((b"\0" + line) * PIXELS)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


def _modules(text: str) -> list[list[bool]]:
    """Return the rows of modules with their margin, dark ones as True."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count = code.getModuleCount()
    inside = range(MARGIN, MARGIN + count)
    return [
        [x in inside and y in inside and bool(code.isDark(y - MARGIN, x - MARGIN)) for x in range(count + 2 * MARGIN)]
        for y in range(count + 2 * MARGIN)
    ]
