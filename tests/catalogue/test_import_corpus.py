"""Files in the layouts of real programs, each with its expected result.

`NAME.json` has its `file`, the caller's parameters (`rate`, `encoding`, `sheet`, `named`, `store`), and either the
expected rejection (`refused`), or the `layout`, the `columns` by field if they matter, the `rows` by line, the `faults`
and the `warnings`. A new pair of files needs no code.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from domain import imports
from domain.imports import workbooks
from support.app import ROOT

CORPUS = ROOT / "tests" / "corpus" / "imports"
SAID = ("file", "rate", "encoding", "sheet", "named", "store")
CASES = sorted(CORPUS.glob("*.json"))


def read(case: dict[str, Any]) -> dict[str, Any]:
    """Return the result of reading a case's file, in the form of the case."""
    source = CORPUS / case["file"]
    try:
        content = source.read_bytes()
        if source.suffix == ".xlsx":
            with workbooks.convert_to_csv(io.BytesIO(content), case.get("sheet", ""), "rate" in case) as text:
                content = text.read()
        rate = Decimal(case["rate"]) if "rate" in case else None
        workbook = source.suffix == ".xlsx"
        told = (case.get("encoding", ""), rate, case.get("named"), workbook, case.get("store", ""))
        file = imports.ProductFile(lambda: pieces(content), *told)
    except imports.InvalidFile as refused:
        return {"refused": refused.code, "words": refused.words}
    warnings: Counter[str] = Counter(file.notes)
    rows, faults = {}, []
    for row in file.rows():
        faults += [[row.line, fault.field, fault.code, fault.column] for fault in row.faults]
        if not row.faults:
            warnings.update(note if isinstance(note, str) else ": ".join(note) for note in row.notes)
            if row.values:
                rows[str(row.line)] = row.values
    told = {"layout": file.layout.name, "rows": rows, "faults": faults, "warnings": dict(warnings)}
    told |= {"columns": file.columns} if "columns" in case else {}
    told |= {"unnamed": file.unnamed} if file.unnamed else {}
    return json.loads(json.dumps({**told, "unused": file.layout.unused}))  # type: ignore[no-any-return]


def pieces(content: bytes) -> Iterator[bytes]:
    """Return the content in small parts, so that boundaries fall everywhere."""
    return (content[start : start + 61] for start in range(0, len(content), 61))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_corpus_file_is_read_as_expected(path: Path) -> None:
    case = json.loads(path.read_text())
    expected = {
        name: case[name] for name in case if name not in ("file", "rate", "encoding", "sheet", "named", "store")
    }
    assert read(case) == expected


def test_every_corpus_file_has_an_expected_result() -> None:
    named = {json.loads(path.read_text())["file"] for path in CASES}
    assert {path.name for path in CORPUS.iterdir() if path.suffix != ".json"} == named


def test_invalid_and_oversized_workbooks_are_rejected() -> None:
    content = (CORPUS / "workbook.xlsx").read_bytes()
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    for bad in (
        b"PK\x03\x04" + b"\0" * 100,
        content[:-600],
        with_sheet(content, cells),
        with_sheet(content, "<row><c>"),
    ):
        with pytest.raises(imports.InvalidFile) as caught:
            workbooks.convert_to_csv(io.BytesIO(bad))
        assert caught.value.code == "workbook_unreadable"


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
