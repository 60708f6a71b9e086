"""The corpus of import files."""

from __future__ import annotations

import io
import re
import zipfile

from support.app import ROOT

CORPUS = ROOT / "tests" / "corpus" / "imports"


def with_sheet(workbook: bytes, rows: str) -> bytes:
    """Return the workbook with other rows in its first sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                text = re.sub("<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>", text, flags=re.DOTALL)
            new.writestr(name, text)
    return out.getvalue()
