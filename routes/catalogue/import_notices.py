"""Warnings about an imported file."""

from __future__ import annotations

from typing import Any

from messages import Sentence

# The sentences of warnings, by the keys of imports.warnings.
NOTES: dict[str, Sentence] = {
    "columns": Sentence("These columns were not used.", "Kolom ini tidak dipakai."),
    "unnamed_columns": Sentence(
        "These columns have numbers, but no name; they were not used.",
        "Kolom ini berisi angka, tetapi tidak punya nama; tidak dipakai.",
    ),
    "categories": Sentence(
        "The shop has no such category; the products were taken without one.",
        "Toko tidak punya kategori ini; produknya diambil tanpa kategori.",
    ),
    "brands": Sentence(
        "The shop has no such brand for you to sell; the products were taken without one.",
        "Toko tidak punya merek ini untuk Anda jual; produknya diambil tanpa merek.",
    ),
    "new_categories": Sentence("The shop gets these categories.", "Toko mendapat kategori ini."),
    "new_brands": Sentence("The shop gets these brands.", "Toko mendapat merek ini."),
    "pictures": Sentence(
        "Pictures are not fetched from other sites; add them to the products.",
        "Gambar tidak diambil dari situs lain; tambahkan pada produknya.",
    ),
    "picture_rows": Sentence(
        "Rows that only show one more picture are no products; they count as unchanged.",
        "Baris yang hanya menambah gambar bukan produk; dihitung sebagai tidak berubah.",
    ),
    "parent_rows": Sentence(
        "Products with variations are sold as their variations; their own rows count as unchanged.",
        "Produk dengan variasi dijual sebagai variasinya; barisnya sendiri dihitung sebagai tidak berubah.",
    ),
    "group_rows": Sentence(
        "Groups of products are no products of their own; they count as unchanged.",
        "Kelompok produk bukan produk tersendiri; dihitung sebagai tidak berubah.",
    ),
    "component_rows": Sentence(
        "Rows that only name an ingredient are no products; they count as unchanged.",
        "Baris yang hanya menyebut bahan bukan produk; dihitung sebagai tidak berubah.",
    ),
    "guide_rows": Sentence(
        "Rows that explain the columns are no products; they count as unchanged.",
        "Baris yang menjelaskan kolom bukan produk; dihitung sebagai tidak berubah.",
    ),
    "total_rows": Sentence(
        "Rows that add up the others are no products; they count as unchanged.",
        "Baris jumlah bukan produk; dihitung sebagai tidak berubah.",
    ),
    "footer_rows": Sentence(
        "Rows below the list are no products; they count as unchanged.",
        "Baris di bawah daftar bukan produk; dihitung sebagai tidak berubah.",
    ),
    "amount_as_stock": Sentence(
        "The stock was read from a column that may mean an amount; if it does, send stock_column with another one.",
        "Stok dibaca dari kolom yang bisa berarti nilai uang; jika begitu, kirim stock_column dengan kolom lain.",
    ),
    "numeric_codes": Sentence(
        "These codes are numbers in the workbook, which does not tell whether it shows zeros before them, as 0012 for "
        "12; see that they are right, or enter them as text.",
        "Kode ini berupa angka di buku kerja, yang tidak memberi tahu apakah ada nol di depannya, misalnya 0012 untuk "
        "12; periksa, atau isi sebagai teks.",
    ),
    "title_rows": Sentence(
        "Rows above the names of the columns were not used.", "Baris di atas nama kolom tidak dipakai."
    ),
    "uncounted": Sentence(
        "These rows tell no stock, so their new products begin with 0.",
        "Baris ini tidak menyebut stok, jadi produk barunya mulai dari 0.",
    ),
    "stores_summed": Sentence(
        "The stock of all stores was added up; send store with the name of one to take only its own.",
        "Stok semua toko dijumlahkan; kirim store berisi nama satu toko untuk memakai stoknya saja.",
    ),
    "negative_stock": Sentence("A stock below 0 was taken as 0.", "Stok di bawah 0 diambil sebagai 0."),
    "blanks": Sentence(
        "Cells that only hold a sign such as - or N/A were taken as empty.",
        "Sel yang hanya berisi tanda seperti - atau N/A dianggap kosong.",
    ),
    "words": Sentence(
        "These words are neither yes nor no; whether the products are active was left as it is.",
        "Kata ini bukan ya atau tidak; status aktif produknya dibiarkan.",
    ),
    "free": Sentence("These products have a price of 0.", "Produk ini berharga 0."),
    "low_prices": Sentence(
        "All prices are below Rp 1,000. Are they in thousands, or in another currency?",
        "Semua harga di bawah Rp 1.000. Apakah dalam ribuan, atau mata uang lain?",
    ),
    "rate": Sentence(
        "Prices were converted at this rate and rounded to whole rupiah.",
        "Harga diubah dengan kurs ini dan dibulatkan ke rupiah penuh.",
    ),
    "weighed": Sentence(
        "These products are sold by weight there; see to their units and prices.",
        "Produk ini dijual per berat di sana; periksa satuan dan harganya.",
    ),
    "sales": Sentence("The sale price was taken as the price.", "Harga obral diambil sebagai harga."),
    "dated_sales": Sentence(
        "The sale ends some day, so the regular price was taken.",
        "Obralnya berakhir pada suatu hari, jadi harga normal yang diambil.",
    ),
}

# Warnings that list values of the file, such as column titles.
VALUE_NOTES = ("columns", "unnamed_columns", "categories", "brands", "new_categories", "new_brands", "words", "rate")


def serialize(found: dict[str, Any], language: str) -> list[dict[str, Any]]:
    """Return the warnings of an import report."""
    warnings = []
    for code in VALUE_NOTES:
        names = found.get(code) or {}
        if names:
            counts: dict[str, int | None] = names if isinstance(names, dict) else dict.fromkeys(names)
            values = [{"value": name or "…", "count": count} for name, count in counts.items()]
            count = sum(1 if number is None else number for number in counts.values())
            warnings.append({"code": code, "msg": getattr(NOTES[code], language), "count": count, "values": values})
    for code, count in found.get("notes", {}).items():
        warnings.append({"code": code, "msg": getattr(NOTES[code], language), "count": count, "values": []})
    return warnings
