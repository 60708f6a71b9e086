"""What a receipt of ten lines costs in each form, in ms of CPU: python -m bench.receipts."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from statistics import median

from domain.receipts import escpos, html, layout
from domain.receipts.content import Line, Payment, Receipt, Shop, Tax

ROUNDS = 200
TARGET_MS = 30


def receipt(name: str) -> Receipt:
    """Return a sale of ten lines, whose names end with `name`."""
    lines = tuple(Line(f"Barang {number} {name}", number, 10_000, 10_000 * number) for number in range(1, 11))
    total = sum(line.amount for line in lines)
    shop = Shop("Toko Sari Rasa", "Jl. Malioboro 12\nYogyakarta 55271", "0274 561234", "0123456789012345")
    taxes = (Tax("PPN", "12% x 11/12", total * 11 // 111, 0),)
    moment = datetime(2026, 11, 30, 15)
    return Receipt(
        shop, 42, "20261130-000042", "paid", moment, "Ani", "Budi", lines, 0, taxes, total,
        (Payment("cash", total, 600_000),), 0,
    )  # fmt: skip


def main() -> None:
    latin, chinese = receipt("kopi pilihan dari Gayo"), receipt("茶")
    started = time.process_time()
    # Imported here, because its first use is measured, too.
    from domain.receipts import pdf

    def document(each: Receipt) -> bytes:
        return pdf.render(layout.rows(each, "id"), "80", "Struk", "Toko", "id")

    document(latin)
    print(f"the first PDF of a process {1000 * (time.process_time() - started):6.1f} ms")
    forms: dict[str, Callable[[], object]] = {
        "html": lambda: html.render(latin, "80", "id"),
        "escpos": lambda: escpos.render(layout.rows(latin, "id"), "80"),
        "pdf": lambda: document(latin),
        "pdf, Chinese names": lambda: document(chinese),
    }
    for name, write in forms.items():
        write()
        times = []
        for _ in range(ROUNDS):
            begun = time.process_time()
            write()
            times.append(1000 * (time.process_time() - begun))
        print(f"{name:20} median {median(times):6.2f} ms   worst {max(times):6.2f}   target {TARGET_MS}")


if __name__ == "__main__":
    main()
