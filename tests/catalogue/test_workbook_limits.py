"""What a hostile workbook costs: its reader, and those who import beside it."""

from __future__ import annotations

import io
import os
import resource
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest
import requests
from import_requests import counts, send
from test_import_corpus import CORPUS, with_sheet

from domain import imports
from domain.imports import workbook_parts, workbooks
from domain.imports.workbook_parts import Size
from support.app import wait_until
from support.people import Person, Shop
from support.processes import Family, arguments

CORPUS_WORKBOOK = (CORPUS / "workbook.xlsx").read_bytes()
ROWS = (("SKU", "Nama", "Harga"), ("K-1", "Kopi", "15000"), ("T-1", "Teh", "9000"))
CELLS = [[f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row] for row in ROWS]
PRODUCTS = "".join(f"<row>{''.join(row)}</row>" for row in CELLS)
SMALL = with_sheet(CORPUS_WORKBOOK, PRODUCTS)


def wide(rows: int, columns: int = 16_000, cell: str = "<c><v>1</v></c>") -> bytes:
    return with_sheet(CORPUS_WORKBOOK, PRODUCTS + f"<row>{cell * columns}</row>" * rows)


def large() -> bytes:
    """Return a workbook of two products that is not a small one: most of its cells are empty."""
    return with_sheet(CORPUS_WORKBOOK, PRODUCTS + f"<row>{'<c/>' * 1_500_000}</row>")


def refusal(workbook: bytes) -> tuple[str, float]:
    """Return why the workbook is refused, and the CPU seconds that this took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(imports.InvalidFile) as refused:
        workbooks.convert_to_csv(io.BytesIO(workbook))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return refused.value.code, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.slow
def test_four_times_the_wide_rows_are_refused_in_the_same_time() -> None:
    """500 rows of 16,000 cells, 238 KB, were read for five seconds."""
    for columns, cell in ((2_000, "<c><v>1</v></c>"), (16_000, '<x:c t="inlineStr"><x:is><x:t/></x:is></x:c>')):
        rows = 2_000_000 // columns
        (code, few), (same, many) = refusal(wide(rows, columns, cell)), refusal(wide(4 * rows, columns, cell))
        assert code == same == "file_wide"
        assert many < few + 0.3 < 1


def test_cells_that_disguise_their_rows_or_stand_alone_are_refused_once_their_width_is_known() -> None:
    stray = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(4, 600))
    for rows in (
        f"<row>{'<c><v>1</v></c><!--row>-->' * 16_000}</row>" * 20,
        stray + '<row r="600"><c r="XFD600"><v>1</v></c></row>',
    ):
        code, seconds = refusal(with_sheet(CORPUS_WORKBOOK, PRODUCTS + rows))
        assert code == "file_wide" and seconds < 2


def test_empty_cells_do_not_make_a_sheet_wide() -> None:
    converted = workbooks.convert_small_to_csv(io.BytesIO(wide(10, cell='<c s="1"/>')))
    assert converted is not None
    with converted as text:
        assert text.read().decode().splitlines() == ["SKU,Nama,Harga", "K-1,Kopi,15000", "T-1,Teh,9000"]


@pytest.mark.parametrize("most", [Size(2, 10**6, 10**6), Size(99, 50, 10**6), Size(99, 10**6, 1000)])
def test_the_measure_stops_at_each_limit(most: Size) -> None:
    assert workbook_parts.is_within(io.BytesIO(SMALL), Size(99, 10**6, 10**6))
    assert not workbook_parts.is_within(io.BytesIO(SMALL), most)


def test_a_workbook_of_too_many_cells_is_refused_before_it_is_read() -> None:
    """60 million cells in 1.7 MB were read for 23 s."""
    rows = f"<row>{'<c/>' * 400}</row>" * 150_000
    code, seconds = refusal(with_sheet(CORPUS_WORKBOOK, PRODUCTS + rows))
    assert code == "workbook_unreadable" and seconds < 2


def test_wide_workbooks_are_refused_in_both_languages(sari: Person) -> None:
    for language, msg in (("en", "Use at most 500 columns."), ("id", "Pakai paling banyak 500 kolom.")):
        files = {"file": ("lebar.xlsx", wide(20))}
        answer = sari.post("/api/products/import-csv", files=files, headers={"Accept-Language": language})
        assert answer.status_code == 422
        assert answer.json()["errors"] == [{"field": "file", "code": "file_wide", "msg": msg}]


@contextmanager
def stopped_reader(shop: Shop) -> Iterator[None]:
    """Stop the process that reads a large workbook."""

    def stopped() -> int:
        for pid in Family(shop.app).all:
            if b"domain.imports.workbooks" in (told := arguments(pid)) and b"small" not in told:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGSTOP)
                    return pid
        return 0

    pid = wait_until(stopped)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def test_a_small_workbook_is_imported_while_a_large_one_is_read(shop: Shop, sari: Person) -> None:
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(send, sari, large(), "besar.xlsx", dry_run=True)
        with stopped_reader(shop):
            for seller in (shop.person("rani", "seller"), sari):
                assert counts(send(seller, SMALL, "kecil.xlsx", dry_run=True).json()) == (2, 0, 0, 0)
            assert not slow.done()
        assert counts(slow.result().json()) == (2, 0, 0, 0)


@pytest.mark.slow
def test_a_seller_with_many_large_workbooks_waits_behind_the_next_seller(shop: Shop, sari: Person) -> None:
    rani, content = shop.person("rani", "seller"), large()
    with ThreadPoolExecutor(4) as pool:
        answers: list[Future[requests.Response]] = []
        answers.append(pool.submit(send, sari, content, "besar.xlsx", dry_run=True))
        with stopped_reader(shop):
            answers += [pool.submit(send, sari, content, f"besar-{number}.xlsx", dry_run=True) for number in range(2)]
            # Its queue is known once a small one, sent after them, has been imported.
            assert send(sari, SMALL, "kecil.xlsx", dry_run=True).status_code == 200
            answers.append(pool.submit(send, rani, content, "besar.xlsx", dry_run=True))
            assert send(rani, SMALL, "kecil.xlsx", dry_run=True).status_code == 200
        assert {answer.result().status_code for answer in answers} == {200}
    order = [row["user_id"] for row in shop.rows("SELECT user_id FROM imports WHERE size > 5000 ORDER BY id")]
    assert order == [sari.id, rani.id, sari.id, sari.id]
