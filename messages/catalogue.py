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
    "store_open": (
        409,
        Sentence("Your store is open already: {brand_name}.", "Toko Anda sudah dibuka: {brand_name}."),
    ),
    "no_store": (404, Sentence("You have not opened a store yet.", "Anda belum membuka toko.")),
    "measure_kept": (
        409,
        Sentence(
            "This product has been ordered, so its stock counts what it did. Offer a new product instead.",
            "Barang ini sudah pernah dipesan, jadi takarannya tetap. Tambahkan barang baru.",
        ),
    ),
    "image_not_found": (404, Sentence("This product has no image {id}.", "Produk ini tidak punya gambar {id}.")),
    "import_not_found": (404, Sentence("Import {id} does not exist.", "Impor {id} tidak ada.")),
    "taken": (409, Sentence("This {field} is already taken.", "Isian {field} ini sudah dipakai.")),
    "still_in_use": (
        409,
        Sentence("Other records refer to this.", "Data lain masih memakai ini."),
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
            "This product sells the course “{course_title}”. Assign another product to the course first, or make "
            "this one inactive.",
            "Produk ini menjual kursus “{course_title}”. Hubungkan dahulu kursus itu dengan produk lain, atau "
            "nonaktifkan produk ini.",
        ),
    ),
    "product_has_variants": (
        409,
        Sentence(
            "This is the main product of {variants} {variants:variant|variants}. Change those first.",
            "Ini barang utama dari {variants} varian. Ubah varian itu dahulu.",
        ),
    ),
    "too_many_variants": (
        409,
        Sentence("A group has at most {most} {most:product|products}.", "Satu kelompok paling banyak {most} barang."),
    ),
    "cursor_sort_mismatch": (
        422,
        Sentence(
            "This cursor belongs to a list with sort_by={sort_by} and sort_order={sort_order}, not to this one.",
            "Kursor ini milik daftar dengan sort_by={sort_by} dan sort_order={sort_order}, bukan daftar ini.",
        ),
    ),
    "too_many_imports": (
        429,
        Sentence(
            "{most} of your imports are already waiting. Wait until one of them starts, then send this file again.",
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
    "own_only": Sentence("Only with scope=own.", "Hanya dengan scope=own."),
    "unknown_category": Sentence("This category does not exist.", "Kategori ini tidak ada."),
    "unknown_brand": Sentence("This brand does not exist.", "Merek ini tidak ada."),
    "unknown_seller": Sentence("This seller does not exist.", "Penjual ini tidak ada."),
    "foreign_brand": Sentence("This brand belongs to another seller.", "Merek ini milik penjual lain."),
    "category_cycle": Sentence(
        "A category can't be below itself.",
        "Kategori tidak bisa berada di bawah dirinya sendiri.",
    ),
    "too_deep": Sentence(
        "The category tree has at most {deepest} {deepest:level|levels}.",
        "Pohon kategori paling banyak {deepest} tingkat.",
    ),
    "amount_ambiguous": Sentence(
        "This could mean {one} or {other}; write it in full, such as 15000.",
        "Ini bisa berarti {one} atau {other}; tulis lengkap, misalnya 15000.",
    ),
    "amount_fraction": Sentence(
        "A price in rupiah has no decimals; for another currency send rate.",
        "Harga rupiah tidak memakai desimal; untuk mata uang lain kirim rate.",
    ),
    "amount_negative": Sentence("A price can't be below 0.", "Harga tidak boleh di bawah 0."),
    "count_ambiguous": Sentence(
        "This could mean thousands or decimals; write whole numbers without separators.",
        "Ini bisa berarti ribuan atau desimal; tulis bilangan bulat tanpa pemisah.",
    ),
    "count_fraction": Sentence("Stock must be a whole number.", "Stok harus bilangan bulat."),
    "count_negative": Sentence("Stock can't be below 0.", "Stok tidak boleh di bawah 0."),
    "code_rounded": Sentence(
        "A spreadsheet has turned this code into a number and may have lost digits; enter it as text.",
        "Program lembar kerja mengubah kode ini menjadi angka dan mungkin menghilangkan digit; isi sebagai teks.",
    ),
    "images_incomplete": Sentence(
        "List each image of the product once.",
        "Sebutkan setiap gambar produk ini satu kali.",
    ),
    "unknown_main": Sentence(
        "You have no such product that could be the main one of this.",
        "Anda tidak punya barang seperti itu yang bisa menjadi barang utamanya.",
    ),
    "main_is_variant": Sentence(
        "That product is a variant itself. Name its main product.",
        "Barang itu sendiri varian. Sebutkan barang utamanya.",
    ),
    "main_without_options": Sentence("Give the main product options first.", "Isi dahulu opsi barang utamanya."),
    "variant_of_course": Sentence(
        "A product that sells a course has no variants.", "Barang yang menjual kursus tidak punya varian."
    ),
    "option_names": Sentence(
        "All variants have the options of the main product: {names}.",
        "Semua varian punya opsi yang sama dengan barang utamanya: {names}.",
    ),
    "option_repeated": Sentence("Use each name of an option once.", "Pakai setiap nama opsi satu kali."),
    "option_separator": Sentence(
        "Leave out = and ;, which separate options in a file.",
        "Jangan pakai = dan ;, karena keduanya memisahkan opsi dalam berkas.",
    ),
    "options": Sentence(
        "Write at most {most} {most:option|options} as Ukuran=M; Warna=Merah, with short names and values.",
        "Tulis paling banyak {most} opsi sebagai Ukuran=M; Warna=Merah, dengan nama dan isi yang pendek.",
    ),
    "kept_by_variants": Sentence(
        "The variants of this product have the same. Change those first.",
        "Varian barang ini memakai yang sama. Ubah varian itu dahulu.",
    ),
    "variant_measure": Sentence(
        "A variant counts the same as its main product.", "Takaran varian sama dengan barang utamanya."
    ),
    "main_inactive": Sentence(
        "A variant is for sale only if its main product is.", "Varian hanya dijual kalau barang utamanya dijual."
    ),
    "has_variants": Sentence(
        "This is the main product of variants. Change those first.", "Ini barang utama varian. Ubah varian itu dahulu."
    ),
    "too_many_variants": Sentence(
        "A group has at most {most} {most:product|products}.", "Satu kelompok paling banyak {most} barang."
    ),
    "yes_or_no": Sentence("Write yes or no.", "Tulis ya atau tidak."),
    "tax_kind": Sentence("Write kena, bebas or mewah.", "Tulis kena, bebas atau mewah."),
    "measure": Sentence("Write buah, gram or milimeter.", "Tulis buah, gram, atau milimeter."),
    "measure_kept": Sentence(
        "An import does not change what the stock of a product counts.",
        "Impor tidak mengubah apa yang dihitung oleh stok suatu barang.",
    ),
    "row_too_long": Sentence(
        "This row has {cells} {cells:cell|cells}, the header {columns}. Put quotes around cells that contain a comma.",
        "Baris ini punya {cells} sel, judulnya {columns}. Apit sel yang berisi koma dengan tanda kutip.",
    ),
    "price_truncated": Sentence(
        "This price may have been split at its comma; put quotes around it, or write it without a comma.",
        "Harga ini mungkin terpotong pada komanya; apit dengan tanda kutip, atau tulis tanpa koma.",
    ),
    "row_repeated": Sentence("This product is already in line {line}.", "Produk ini sudah ada di baris {line}."),
    "several_products": Sentence(
        "Several of your products match this row; add a SKU.",
        "Beberapa produk Anda cocok dengan baris ini; tambahkan SKU.",
    ),
    "workbook_unreadable": Sentence(
        "This workbook is not XLSX, or it is damaged, protected or too large; save its sheet as CSV in your "
        "spreadsheet program.",
        "Buku kerja ini bukan XLSX, atau rusak, dilindungi, atau terlalu besar; simpan lembarnya sebagai CSV "
        "di program lembar kerja Anda.",
    ),
    "file_sheets": Sentence(
        "Several sheets of this workbook contain data: {sheets}. Send the name of one of them as sheet.",
        "Beberapa lembar di buku kerja ini berisi data: {sheets}. Kirim nama salah satunya sebagai sheet.",
    ),
    "file_stores": Sentence(
        "Prices differ between the stores {stores}, such as {sample}. Send the name of one of them as store.",
        "Harga berbeda antara toko {stores}, misalnya {sample}. Kirim nama salah satunya sebagai store.",
    ),
    "store_unknown": Sentence(
        "This file has no columns for a store of that name. Its stores: {stores}.",
        "Berkas ini tidak punya kolom untuk toko dengan nama itu. Tokonya: {stores}.",
    ),
    "sheet_unknown": Sentence(
        "This workbook has no sheet of that name. Its sheets: {sheets}.",
        "Buku kerja ini tidak punya lembar dengan nama itu. Lembarnya: {sheets}.",
    ),
    "sheet_not_allowed": Sentence(
        "This file is not a workbook, so it has no sheets.",
        "Berkas ini bukan buku kerja, jadi tidak punya lembar.",
    ),
    "encoding_not_allowed": Sentence(
        "A workbook specifies its own encoding; leave this parameter out.",
        "Buku kerja sudah menentukan pengodeannya sendiri; hilangkan parameter ini.",
    ),
    "import_stopped": Sentence(
        "The import stopped because of an error of the server. Finished rows are kept; send the file again for the "
        "rest.",
        "Impor berhenti karena kesalahan server. Baris yang sudah selesai tetap tersimpan; kirim berkasnya sekali lagi "
        "untuk sisanya.",
    ),
    "file_encoding_ambiguous": Sentence(
        "The encoding of this file can't be determined; save it as UTF-8, or send encoding, one of {choices}.",
        "Pengodean berkas ini tidak dapat dipastikan; simpan sebagai UTF-8, atau kirim encoding, salah satu "
        "dari {choices}.",
    ),
    "file_header": Sentence(
        "The file needs a row with column titles, such as sku, nama, harga, stok; see the template. The first"
        " row contains: {seen}",
        "Berkas perlu baris judul kolom, misalnya sku, nama, harga, stok; lihat templat. Baris pertama berisi: {seen}",
    ),
    "file_no_key": Sentence(
        "No column contains the names (nama) or codes (sku, kode) of the products. Send name_column or "
        "sku_column with one of the columns: {seen}",
        "Tidak ada kolom nama atau kode (sku) produk. Kirim name_column atau sku_column dengan salah satu "
        "kolom: {seen}",
    ),
    "file_columns_choose": Sentence(
        "Which column contains the {wanted}: {seen}? Send its title as {parameter}.",
        "Kolom mana yang berisi {wanted}: {seen}? Kirim judulnya sebagai {parameter}.",
    ),
    "file_stock_or_amount": Sentence(
        "Is {column} the stock, or quantity times price? If it is the stock, send stock_column={column}, else"
        " the title of another column.",
        "Apakah {column} itu stok, atau jumlah kali harga? Jika stok, kirim stock_column={column}; jika "
        "bukan, judul kolom lain.",
    ),
    "file_scaled": Sentence(
        "{sample} suggests that the prices are in thousands or millions. Send rate=1000 (or 1000000) if they "
        "are, or rate=1 if they are in whole rupiah.",
        "{sample} sepertinya berarti harga dalam ribuan atau jutaan. Kirim rate=1000 (atau 1000000) jika "
        "benar, atau rate=1 jika sudah rupiah penuh.",
    ),
    "column_ambiguous": Sentence(
        "Several columns have the title “{name}”; give them different titles.",
        "Beberapa kolom berjudul “{name}”; beri judul yang berbeda.",
    ),
    "column_in_use": Sentence(
        "The column “{name}” is already used for another field.",
        "Kolom “{name}” sudah dipakai untuk isian lain.",
    ),
    "name_in_merged_cells": Sentence(
        "This variant row has no name; merged cells keep it in their first row only. Write it in each row.",
        "Baris varian ini tidak punya nama; sel gabungan hanya mengisinya di baris pertama. Tulis di setiap baris.",
    ),
    "sku_leading_zeros": Sentence(
        "This code is the number {code} in the workbook, and you have a product {other}; enter the code as text.",
        "Kode ini berupa angka {code} di buku kerja, dan Anda punya produk {other}; isi kodenya sebagai teks.",
    ),
    "file_foreign": Sentence(
        "Prices such as {sample} are in another currency. Send rate, the rupiah for one unit of it, or "
        "convert them first.",
        "Harga seperti {sample} memakai mata uang lain. Kirim rate, yaitu rupiah untuk satu satuannya, atau "
        "konversi dahulu.",
    ),
    "file_low_prices": Sentence(
        "All prices are below Rp 1,000, such as {sample}. Send rate, the rupiah for one unit of their "
        "currency; if they are in rupiah, send rate=1.",
        "Semua harga di bawah Rp 1.000, misalnya {sample}. Kirim rate, yaitu rupiah untuk satu satuan mata "
        "uangnya; kalau sudah rupiah, kirim rate=1.",
    ),
    "workbook_foreign": Sentence(
        "The workbook formats some numbers in another currency ({sample}). If these are prices, send rate, "
        "the rupiah for one unit of it; if the prices are in rupiah, send rate=1.",
        "Buku kerja ini menampilkan sebagian angka dalam mata uang lain ({sample}). Jika itu harga, kirim "
        "rate, yaitu rupiah untuk satu satuannya; jika harganya rupiah, kirim rate=1.",
    ),
    "file_duplicate_columns": Sentence(
        "Several columns have the same meaning: {columns}.",
        "Beberapa kolom berarti sama: {columns}.",
    ),
    "invalid": Sentence("This value is invalid.", "Nilai ini tidak sah."),
}

# Warnings about an imported file, by the keys of imports.warnings.
IMPORT_WARNINGS: dict[str, Sentence] = {
    "columns": Sentence("These columns were not used.", "Kolom ini tidak dipakai."),
    "unnamed_columns": Sentence(
        "These columns contain numbers but have no title; they were not used.",
        "Kolom ini berisi angka, tetapi tidak punya judul; tidak dipakai.",
    ),
    "categories": Sentence(
        "These categories do not exist; the products were imported without a category.",
        "Kategori ini tidak ada; produknya diimpor tanpa kategori.",
    ),
    "brands": Sentence(
        "These brands do not exist or belong to another seller; the products were imported without a brand.",
        "Merek ini tidak ada atau milik penjual lain; produknya diimpor tanpa merek.",
    ),
    "new_categories": Sentence("These categories are added to the shop.", "Kategori ini ditambahkan ke toko."),
    "new_brands": Sentence("These brands are added to the shop.", "Merek ini ditambahkan ke toko."),
    "category_limit_import": Sentence(
        "An import adds at most 100 categories; the others were left out. Parents count, too.",
        "Satu impor menambah paling banyak 100 kategori; sisanya dilewatkan. Kategori induk ikut dihitung.",
    ),
    "category_limit_seller": Sentence(
        "Your imports may add 100 categories in 30 days; the others were left out. Ask an admin to add them.",
        "Impor Anda boleh menambah 100 kategori dalam 30 hari; sisanya dilewatkan. Minta admin menambahkannya.",
    ),
    "category_limit_shop": Sentence(
        "The shop has as many categories as imports may fill; the others were left out. Ask an admin to add them.",
        "Kategori toko sudah mencapai batas untuk impor; sisanya dilewatkan. Minta admin menambahkannya.",
    ),
    "brand_limit_import": Sentence(
        "An import adds at most 100 brands; the others were left out.",
        "Satu impor menambah paling banyak 100 merek; sisanya dilewatkan.",
    ),
    "brand_limit_seller": Sentence(
        "Your imports may add 200 brands in 30 days; the others were left out. Ask an admin to add them.",
        "Impor Anda boleh menambah 200 merek dalam 30 hari; sisanya dilewatkan. Minta admin menambahkannya.",
    ),
    "brand_limit_shop": Sentence(
        "The shop has as many brands as imports may fill; the others were left out. Ask an admin to add them.",
        "Merek toko sudah mencapai batas untuk impor; sisanya dilewatkan. Minta admin menambahkannya.",
    ),
    "images": Sentence(
        "Images are not downloaded from other sites; upload them to the products.",
        "Gambar tidak diunduh dari situs lain; unggah ke produknya.",
    ),
    "image_rows": Sentence(
        "Rows that only add an image are not products; they count as unchanged.",
        "Baris yang hanya menambah gambar bukan produk; dihitung sebagai tidak berubah.",
    ),
    "parent_rows": Sentence(
        "Products with variants are sold as their variants; their own rows count as unchanged.",
        "Produk dengan varian dijual per varian; barisnya sendiri dihitung sebagai tidak berubah.",
    ),
    "group_rows": Sentence(
        "Product groups are not products; they count as unchanged.",
        "Kelompok produk bukan produk; dihitung sebagai tidak berubah.",
    ),
    "component_rows": Sentence(
        "Rows that only name an ingredient are not products; they count as unchanged.",
        "Baris yang hanya menyebut bahan bukan produk; dihitung sebagai tidak berubah.",
    ),
    "guide_rows": Sentence(
        "These lines seem to explain the columns, so they were not imported; they count as unchanged.",
        "Baris ini tampaknya menjelaskan kolom, jadi tidak diimpor; dihitung sebagai tidak berubah.",
    ),
    "total_rows": Sentence(
        "Total rows are not products; they count as unchanged.",
        "Baris jumlah bukan produk; dihitung sebagai tidak berubah.",
    ),
    "footer_rows": Sentence(
        "Rows below the list are not products; they count as unchanged.",
        "Baris di bawah daftar bukan produk; dihitung sebagai tidak berubah.",
    ),
    "amount_as_stock": Sentence(
        "The stock was read from a column that may contain amounts of money. If so, send stock_column with "
        "another column.",
        "Stok dibaca dari kolom yang mungkin berisi nilai uang. Jika begitu, kirim stock_column dengan kolom lain.",
    ),
    "numeric_codes": Sentence(
        "These codes are numbers in the workbook and may have lost leading zeros, such as 0012 shown as 12. "
        "Check them, or enter them as text.",
        "Kode ini berupa angka di buku kerja dan mungkin kehilangan nol di depan, misalnya 0012 menjadi 12. "
        "Periksa, atau isi sebagai teks.",
    ),
    "title_rows": Sentence("Rows above the column titles were not used.", "Baris di atas judul kolom tidak dipakai."),
    "uncounted": Sentence(
        "These rows have no stock, so their new products start with 0.",
        "Baris ini tidak berisi stok, jadi produk barunya mulai dari 0.",
    ),
    "stores_summed": Sentence(
        "The stock of all stores was added up. Send store with the name of one store to import only its stock.",
        "Stok semua toko dijumlahkan. Kirim store berisi nama satu toko untuk mengimpor stoknya saja.",
    ),
    "stock_units": Sentence(
        "These counts have a unit, as in 5 pcs; only the number was imported. Check that it counts what you sell.",
        "Stok ini ditulis dengan satuan, misalnya 5 pcs; hanya angkanya yang diimpor. Periksa apakah satuannya sama "
        "dengan yang Anda jual.",
    ),
    "negative_stock": Sentence("Stock below 0 was imported as 0.", "Stok di bawah 0 diimpor sebagai 0."),
    "blanks": Sentence(
        "Cells that only contain a placeholder such as - or N/A were read as empty.",
        "Sel yang hanya berisi tanda seperti - atau N/A dibaca sebagai kosong.",
    ),
    "words": Sentence(
        "These words are neither yes nor no; the products stay active or inactive as they are.",
        "Kata ini bukan ya atau tidak; status aktif produknya tidak diubah.",
    ),
    "free": Sentence("These rows have a price of 0.", "Baris ini berharga 0."),
    "low_prices": Sentence(
        "All prices are below Rp 1,000. Are they in thousands, or in another currency?",
        "Semua harga di bawah Rp 1.000. Apakah dalam ribuan, atau dalam mata uang lain?",
    ),
    "rate": Sentence(
        "Prices were converted at this rate and rounded to whole rupiah.",
        "Harga dikonversi dengan kurs ini dan dibulatkan ke rupiah penuh.",
    ),
    "weighed": Sentence(
        "The other program sells these products by weight; check their units and prices.",
        "Program lain menjual produk ini per berat; periksa satuan dan harganya.",
    ),
    "sales": Sentence("The sale price was imported as the price.", "Harga obral diimpor sebagai harga."),
    "dated_sales": Sentence(
        "The sale has an end date, so the regular price was imported.",
        "Obral ini punya tanggal akhir, jadi harga normal yang diimpor.",
    ),
}
