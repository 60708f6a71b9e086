"""Messages about products, images and product imports."""

from __future__ import annotations

from messages.sentence import Sentence

# Problem codes: the status and the sentence.
PROBLEMS: dict[str, tuple[int, Sentence]] = {
    "code_not_found": (
        404,
        Sentence("No product has the code {looked_up}.", "Tidak ada produk dengan kode {looked_up}."),
    ),
    "brand_not_found": (404, Sentence("Brand {id} does not exist.", "Merek {id} tidak ada.")),
    "image_not_found": (404, Sentence("This product has no image {id}.", "Produk ini tidak punya gambar {id}.")),
    "import_not_found": (404, Sentence("Import {id} does not exist.", "Impor {id} tidak ada.")),
    "taken": (409, Sentence("This {field} is already taken.", "Isian {field} ini sudah dipakai.")),
    "still_in_use": (
        409,
        Sentence("Other data refers to this.", "Data lain masih memakai ini."),
    ),
    "too_many_images": (
        409,
        Sentence(
            "A product has at most {most} {most:image|images}, and this one has {present}.",
            "Satu produk paling banyak punya {most} gambar, dan yang ini sudah punya {present}.",
        ),
    ),
    "product_sells_course": (
        409,
        Sentence(
            "This product sells the course “{course_title}”. Let another product sell it first, or make this one "
            "inactive.",
            "Produk ini menjual kursus “{course_title}”. Pakai dahulu produk lain untuk menjualnya, atau nonaktifkan "
            "produk ini.",
        ),
    ),
    "cursor_sort_mismatch": (
        422,
        Sentence(
            "This cursor continues a list with sort_by={sort_by} and sort_order={sort_order}, not this one.",
            "Kursor ini melanjutkan daftar dengan sort_by={sort_by} dan sort_order={sort_order}, bukan daftar ini.",
        ),
    ),
    "too_many_imports": (
        429,
        Sentence(
            "{most} of your imports are waiting already. Wait until one of them has begun, then send this file again.",
            "{most} impor Anda sudah menunggu. Tunggu sampai salah satunya dimulai, lalu kirim lagi berkas ini.",
        ),
    ),
}

# What is wrong with one field or cell, by pydantic's error type or by a code of ours.
FIELDS: dict[str, Sentence] = {
    "html_too_large": Sentence(
        "Use at most {longest} {longest:character|characters} and {tags} {tags:tag|tags} of HTML.",
        "Pakai paling banyak {longest} karakter dan {tags} tag HTML.",
    ),
    "taken": Sentence("This is already taken.", "Ini sudah dipakai."),
    "unknown_category": Sentence("This category does not exist.", "Kategori ini tidak ada."),
    "unknown_brand": Sentence("This brand does not exist.", "Merek ini tidak ada."),
    "unknown_seller": Sentence("This seller does not exist.", "Penjual ini tidak ada."),
    "foreign_brand": Sentence("This brand belongs to another seller.", "Merek ini milik penjual lain."),
    "category_cycle": Sentence(
        "A category can't stand below itself.", "Kategori tidak bisa berada di bawah dirinya sendiri."
    ),
    "too_deep": Sentence(
        "The tree has at most {deepest} {deepest:level|levels}.", "Pohon kategori paling dalam {deepest} tingkat."
    ),
    "amount_ambiguous": Sentence(
        "This could mean {one} or {other}; write it out, such as 15000.",
        "Ini bisa berarti {one} atau {other}; tulis lengkap, misalnya 15000.",
    ),
    "amount_fraction": Sentence(
        "A price has no fraction of a rupiah; for another currency send rate.",
        "Harga tidak mengenal pecahan rupiah; untuk mata uang lain kirim rate.",
    ),
    "amount_negative": Sentence("A price can't be below 0.", "Harga tidak boleh di bawah 0."),
    "count_ambiguous": Sentence(
        "This could be thousands or a fraction; write whole numbers without marks.",
        "Ini bisa ribuan atau pecahan; tulis bilangan bulat tanpa tanda.",
    ),
    "count_fraction": Sentence("Stock is counted in whole units.", "Stok dihitung dalam satuan utuh."),
    "count_negative": Sentence("Stock can't be below 0.", "Stok tidak boleh di bawah 0."),
    "code_rounded": Sentence(
        "A spreadsheet has made a number of this code and may have lost digits; enter it as text.",
        "Lembar kerja mengubah kode ini menjadi angka dan mungkin menghilangkan digit; isi sebagai teks.",
    ),
    "images_incomplete": Sentence(
        "Name each image of the product once.", "Sebutkan setiap gambar produk ini satu kali."
    ),
    "yes_or_no": Sentence("Write yes or no.", "Tulis ya atau tidak."),
    "row_too_long": Sentence(
        "This row has {cells} {cells:cell|cells}, the header {columns}; a comma inside a cell needs quotes around the "
        "cell.",
        "Baris ini punya {cells} sel, judulnya {columns}; sel yang berisi koma perlu diapit tanda kutip.",
    ),
    "price_truncated": Sentence(
        "This price may have been cut at its comma; put quotes around it, or write it without.",
        "Harga ini mungkin terpotong pada komanya; apit dengan tanda kutip, atau tulis tanpa koma.",
    ),
    "row_repeated": Sentence("Line {line} is about the same product.", "Baris {line} berisi produk yang sama."),
    "several_products": Sentence(
        "Several of your products fit this row; give it a SKU.",
        "Beberapa produk Anda cocok dengan baris ini; beri SKU.",
    ),
    "workbook_unreadable": Sentence(
        "This workbook is no XLSX, or it is damaged, protected or too large; save its sheet as CSV in your spreadsheet "
        "program.",
        "Buku kerja ini bukan XLSX, atau rusak, dilindungi, atau terlalu besar; simpan lembarnya sebagai CSV di "
        "program lembar kerja Anda.",
    ),
    "file_sheets": Sentence(
        "Several sheets of this workbook hold something: {sheets}. Name one of them as sheet.",
        "Beberapa lembar di buku kerja ini berisi data: {sheets}. Sebutkan salah satunya sebagai sheet.",
    ),
    "file_stores": Sentence(
        "Prices differ between the stores {stores}, such as {sample}. Send store with the name of one of them.",
        "Harga berbeda antara toko {stores}, misalnya {sample}. Kirim store berisi nama salah satunya.",
    ),
    "store_unknown": Sentence(
        "This file has no columns of a store of that name. Its stores: {stores}.",
        "Berkas ini tidak punya kolom toko dengan nama itu. Tokonya: {stores}.",
    ),
    "sheet_unknown": Sentence(
        "This workbook has no sheet of that name. It has: {sheets}.",
        "Buku kerja ini tidak punya lembar dengan nama itu. Yang ada: {sheets}.",
    ),
    "sheet_not_allowed": Sentence(
        "This file is no workbook, so it has no sheets.", "Berkas ini bukan buku kerja, jadi tidak punya lembar."
    ),
    "encoding_not_allowed": Sentence(
        "A workbook tells its encoding itself; leave this out.",
        "Buku kerja sudah memuat pengodeannya sendiri; hilangkan isian ini.",
    ),
    "file_encoding_ambiguous": Sentence(
        "The encoding of this file can't be told for sure; save it as UTF-8, or send encoding, one of {choices}.",
        "Pengodean berkas ini tidak dapat dipastikan; simpan sebagai UTF-8, atau kirim encoding, salah satu dari "
        "{choices}.",
    ),
    "file_header": Sentence(
        "A row must name the columns, such as sku, nama, harga, stok; see the template. The first row holds: {seen}",
        "Satu baris harus menamai kolom, misalnya sku, nama, harga, stok; lihat templat. Baris pertama berisi: {seen}",
    ),
    "file_no_key": Sentence(
        "No column has the names (nama) or codes (sku, kode) of the products. Send name_column or sku_column with one "
        "of the columns: {seen}",
        "Tidak ada kolom nama atau kode (sku) produk. Kirim name_column atau sku_column dengan salah satu kolom: "
        "{seen}",
    ),
    "file_columns_choose": Sentence(
        "Which column has the {wanted}: {seen}? Send its name as {parameter}.",
        "Kolom mana yang berisi {wanted}: {seen}? Kirim namanya sebagai {parameter}.",
    ),
    "file_stock_or_amount": Sentence(
        "Is {column} the stock, or quantity times price? If it is the stock, send stock_column={column}, else the name "
        "of another column.",
        "Apakah {column} itu stok, atau banyaknya kali harga? Jika stok, kirim stock_column={column}; jika bukan, nama "
        "kolom lain.",
    ),
    "file_scaled": Sentence(
        "{sample} seems to say that the prices are in thousands or millions. Send rate=1000 (or 1000000) if they are, "
        "or rate=1 if they are whole rupiah.",
        "{sample} sepertinya berarti harga dalam ribuan atau jutaan. Kirim rate=1000 (atau 1000000) jika benar, atau "
        "rate=1 jika sudah rupiah penuh.",
    ),
    "column_ambiguous": Sentence(
        "Several columns are called “{name}”; give them names of their own.",
        "Beberapa kolom bernama “{name}”; beri nama yang berbeda.",
    ),
    "column_in_use": Sentence(
        "The column “{name}” is named for something else already.",
        "Kolom “{name}” sudah disebut untuk isian lain.",
    ),
    "name_in_merged_cells": Sentence(
        "This row of a variant has no name; merged cells hold it in their first row alone. Write it in each row.",
        "Baris varian ini tidak punya nama; sel gabungan hanya mengisinya di baris pertama. Tulis di setiap baris.",
    ),
    "sku_leading_zeros": Sentence(
        "This code is the number {code} in the workbook, and you have a product {other}; enter the code as text.",
        "Kode ini berupa angka {code} di buku kerja, dan Anda punya produk {other}; isi kodenya sebagai teks.",
    ),
    "file_foreign": Sentence(
        "Prices such as {sample} are in another currency. Send rate, the rupiah for one unit of it, or convert them.",
        "Harga seperti {sample} memakai mata uang lain. Kirim rate, yaitu rupiah untuk satu satuannya, atau ubah dulu.",
    ),
    "file_low_prices": Sentence(
        "All prices are below Rp 1,000, such as {sample}. Send rate, the rupiah for one unit of their currency; "
        "if they are rupiah, send rate=1.",
        "Semua harga di bawah Rp 1.000, misalnya {sample}. Kirim rate, yaitu rupiah untuk satu satuan mata uangnya; "
        "kalau sudah rupiah, kirim rate=1.",
    ),
    "workbook_foreign": Sentence(
        "The workbook shows some numbers in another currency ({sample}). If prices are, send rate, the rupiah for one "
        "unit of it; if they are rupiah, send rate=1.",
        "Buku kerja ini menampilkan sebagian angka dalam mata uang lain ({sample}). Jika itu harga, kirim rate, yaitu "
        "rupiah untuk satu satuannya; jika harganya rupiah, kirim rate=1.",
    ),
    "file_duplicate_columns": Sentence("Two columns mean the same: {columns}.", "Dua kolom berarti sama: {columns}."),
    "invalid": Sentence("This value is not valid.", "Nilai ini tidak sah."),
}
