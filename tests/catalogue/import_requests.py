"""Helpers for tests that import files over HTTP."""

from __future__ import annotations

from typing import Any

import requests

from support.app import wait_until
from support.people import Person, Shop

HEAD = "sku,nama,harga,stok,deskripsi,barcode\n"


def send(person: Person, content: str | bytes, name: str = "produk.csv", **fields: Any) -> requests.Response:
    raw = content.encode() if isinstance(content, str) else content
    return person.post("/api/products/import-csv", files={"file": (name, raw, "text/csv")}, data=fields)


def done(person: Person, answer: requests.Response) -> dict[str, Any]:
    """Return the report of an import once it has ended, in the request or as a job."""
    assert answer.status_code in (200, 202), answer.text
    place = answer.headers["Location"]
    report = wait_until(lambda: (now := person.get(place).json())["state"] in ("done", "failed") and now, 60)
    assert report["state"] == "done", report
    counts = report["counts"]
    assert counts["rows"] == sum(counts[kind] for kind in ("created", "updated", "unchanged", "failed"))
    assert counts["rows"] == report["progress"]["rows_total"] == report["progress"]["rows_done"]
    return report


def counts(report: dict[str, Any]) -> tuple[int, int, int, int]:
    told = report["counts"]
    return told["created"], told["updated"], told["unchanged"], told["failed"]


def faults_of(report: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(row["line"], fault["field"], fault["code"]) for row in report["failures"] for fault in row["errors"]]


def products_by_sku(shop: Shop, seller: Person) -> dict[str, dict[str, Any]]:
    rows = shop.rows("SELECT * FROM products WHERE seller_id = %s AND deleted_at IS NULL ORDER BY id", (seller.id,))
    return {row["sku"] or row["name"]: row for row in rows}


def many(count: int, bad: tuple[int, ...] = ()) -> str:
    """Return a list that is too large to be imported within the request."""
    words = "kata " * 20
    rows = [
        f"S-{n},Barang {n},{'15.5' if n in bad else n * 500 + 1000},{n % 7},{words}{n},"
        f"{900_000 + n if n % 3 == 0 else ''}"
        for n in range(count)
    ]
    return HEAD + "\n".join(rows) + "\n"
