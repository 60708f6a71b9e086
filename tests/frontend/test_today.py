"""A seller reads how the shop is doing, and what to reorder."""

from __future__ import annotations

import os

import pytest
from devices import Open, saved
from playwright.sync_api import expect

from support.people import Person, Shop

WEEKS = 8
LONG = bool(os.environ.get("LONG"))


@pytest.fixture
def goods(shop: Shop, sari: Person, budi: Person) -> dict[str, int]:
    """Sell coffee every day for eight weeks, and tea today; the tea has no cost."""
    coffee = sari.offers("Kopi Gayo", 50_000, 5, cost=30_000)
    tea = sari.offers("Teh Poci", 8_000, 40)
    sold = budi.buys(coffee, 1).json()["id"]
    # Repeat the sale on earlier days, and move it to yesterday.
    shop.rows(
        """
        INSERT INTO transactions (buyer_id, tax, total, created_at)
        WITH RECURSIVE earlier (days) AS (SELECT 2 UNION ALL SELECT days + 1 FROM earlier WHERE days < %s)
        SELECT buyer_id, tax, total, created_at - INTERVAL days DAY
        FROM   transactions, earlier
        WHERE  id = %s
        """,
        (7 * WEEKS, sold),
    )
    shop.rows(
        """
        INSERT INTO transaction_items
               (transaction_id, product_id, seller_id, name, price, qty, subtotal, tax, cost, sold_at)
        SELECT again.id, product_id, items.seller_id, name, price, qty, subtotal, items.tax, cost,
               items.sold_at - INTERVAL DATEDIFF(first.created_at, again.created_at) DAY
        FROM   transactions first
        JOIN   transaction_items items ON items.transaction_id = first.id
        JOIN   transactions again ON again.id > first.id
        WHERE  first.id = %s
        """,
        (sold,),
    )
    shop.rows("UPDATE transactions SET created_at = created_at - INTERVAL 1 DAY, sold_at = NULL WHERE id = %s", (sold,))
    shop.rows("UPDATE transaction_items SET sold_at = sold_at - INTERVAL 1 DAY WHERE transaction_id = %s", (sold,))
    for table in ("products", "stock_ledger"):
        shop.rows(f"UPDATE {table} SET created_at = created_at - INTERVAL %s DAY", (7 * WEEKS + 1,))
    budi.buys(tea, 3)
    return {"coffee": coffee, "tea": tea}


def money(amount: int) -> str:
    return f"Rp {amount:,}".replace(",", ".")


def test_a_seller_reads_the_figures_and_what_to_reorder(
    shop: Shop, goods: dict[str, int], sari: Person, open_as: Open
) -> None:
    page = open_as(sari, "/today?period=30", width=1280)
    totals = sari.get("/api/analytics/sales").json()["totals"]
    assert (totals["transactions"], totals["cost_known"]) == (30, 0.9837)
    expect(page.get_by_role("group", name="Omzet", exact=True)).to_contain_text(money(totals["revenue"]))
    profit = page.get_by_role("group", name="Laba", exact=True)
    expect(profit).to_contain_text(money(totals["margin"]))
    expect(profit).to_contain_text("Modal diketahui untuk 98,4% omzet")

    # The figure leads to its rows, which say why tea is not in it.
    profit.get_by_role("button", name="Rp").click()
    rows = page.get_by_role("dialog", name="Laba per barang")
    expect(rows.get_by_role("row", name="Teh Poci")).to_contain_text("Modal belum diisi")
    expect(rows.get_by_role("row", name="Kopi Gayo")).to_contain_text(money(totals["margin"]))
    page.keyboard.press("Escape")

    # The chart can be read by keyboard and as a table, with its forecast.
    plot = page.get_by_role("group", name="Barang terjual per hari")
    expect(page.get_by_text("rentang perkiraan")).to_be_visible()
    plot.press("Home")
    plot.press("End")
    expect(plot).to_contain_text("(perkiraan)")
    chart = page.get_by_role("figure").filter(has_text="Barang terjual per hari")
    chart.get_by_text("Tabel").click()
    expect(chart.get_by_role("row")).to_have_count(1 + 29 + 14)
    assert sum(float(row["units"]) for row in saved(page, "Unduh CSV") if row["row"] == "period") == totals["units"]

    page.get_by_role("link", name="Pesan lagi", exact=True).click()
    expect(page).to_have_url(f"{shop.url}/today/reorder")
    advice = sari.get("/api/analytics/forecast", headers={"Accept-Language": "id"}).json()["products"]
    coffee = next(row for row in advice if row["product_id"] == goods["coffee"])
    wanted = page.get_by_role("row", name="Kopi Gayo")
    expect(wanted).to_contain_text(coffee["advice"])
    expect(wanted).to_contain_text(money(coffee["quantity"] * 30_000))
    (row,) = saved(page, "Unduh CSV")
    assert (row["Barang"], row["Pesan"]) == ("Kopi Gayo", str(coffee["quantity"]))

    # A longer delivery needs more, and the address keeps it.
    page.get_by_role("button", name="Kiriman 7 hari").click()
    lead = page.get_by_label("Lama kiriman (hari)")
    lead.fill("999")
    page.get_by_role("button", name="Pakai").click()
    expect(page.get_by_text("Isi 0 sampai 120 hari.")).to_be_visible()
    expect(lead).to_be_focused()
    lead.fill("30")
    page.get_by_role("button", name="Pakai").click()
    page.reload()
    expect(page.get_by_role("button", name="Kiriman 30 hari")).to_be_visible()
    (row,) = saved(page, "Unduh CSV")
    assert int(row["Pesan"]) > coffee["quantity"]


def test_a_seller_looks_up_a_sale(goods: dict[str, int], sari: Person, dewi: Person, open_as: Open) -> None:
    page = open_as(sari, "/sales")
    expect(page.get_by_text("30 penjualan")).to_be_visible()
    today = page.get_by_role("main").get_by_role("region").first
    expect(today).to_contain_text("1 penjualan · Rp 24.000")
    today.get_by_role("button", name="Teh Poci × 3").click()
    expect(page.get_by_role("dialog")).to_contain_text("3 × Rp 8.000")
    page.keyboard.press("Escape")
    assert [row["Jumlah"] for row in saved(page, "Unduh CSV")] == ["24000"] + ["50000"] * 29
    page.get_by_role("radiogroup", name="Masa").get_by_text("Hari ini").click()
    expect(page.get_by_role("main").get_by_role("region")).to_have_count(1)
    page.go_back()
    expect(page.get_by_role("main").get_by_role("region").nth(1)).to_be_visible()
    assert len(saved(open_as(dewi, "/sales"), "Unduh CSV")) == 30


def test_a_new_shop_is_told_what_is_missing(sari: Person, open_as: Open) -> None:
    page = open_as(sari, "/today")
    expect(page.get_by_text("Belum ada penjualan di masa ini", exact=True)).to_be_visible()
    expect(page.get_by_text("Penjualannya belum cukup untuk memperkirakan.").first).to_be_visible()
    page.goto("/today/reorder")
    expect(page.get_by_text("Belum ada barang yang terjual")).to_be_visible()
    page.goto("/sales?from=2026-02-02&to=2026-01-01")
    page.get_by_role("button", name="Tukar keduanya?").click()
    expect(page.get_by_text("Belum ada penjualan di masa ini")).to_be_visible()
