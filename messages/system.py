"""Messages about HTTP, jobs, e-mails, and of several areas."""

from __future__ import annotations

from messages.sentence import Sentence

# Problem codes: the status and the sentence.
PROBLEMS: dict[str, tuple[int, Sentence]] = {
    "bad_request": (400, Sentence("The request can't be understood.", "Permintaan tidak dapat dipahami.")),
    "malformed_json": (
        400,
        Sentence("The body is not valid JSON: {why}.", "Isi permintaan bukan JSON yang sah: {why}."),
    ),
    "malformed_request": (
        400,
        Sentence("The request is not valid HTTP: it has {why}.", "Permintaan ini bukan HTTP yang sah: {why}."),
    ),
    "malformed_etag": (
        400,
        Sentence(
            'If-Match takes ETags in quotes as an answer has sent them, such as "42own", or *.',
            'If-Match menerima ETag dalam tanda kutip seperti yang dikirim jawaban, misalnya "42own", atau *.',
        ),
    ),
    "request_timeout": (
        408,
        Sentence("The body of the request came too slowly.", "Isi permintaan datang terlalu lambat."),
    ),
    "missing_token": (401, Sentence("Missing Authorization Header", "Missing Authorization Header")),
    "api_key_expired": (
        401,
        Sentence("This API key has expired. Create a new one.", "Kunci API ini sudah kedaluwarsa. Buat yang baru."),
    ),
    "api_key_rotated": (
        401,
        Sentence("This API key was replaced by another one.", "Kunci API ini sudah diganti dengan yang lain."),
    ),
    "api_key_revoked": (401, Sentence("This API key was revoked.", "Kunci API ini sudah dicabut.")),
    "forbidden": (
        403,
        Sentence("This needs the role {roles}.", "Ini memerlukan peran {roles}."),
    ),
    "learner_removed": (
        403,
        Sentence(
            "You were removed from this course. Contact its teacher.",
            "Anda dikeluarkan dari kursus ini. Hubungi penyelenggaranya.",
        ),
    ),
    "not_found": (404, Sentence("There is nothing at this address.", "Tidak ada apa pun di alamat ini.")),
    "user_not_found": (404, Sentence("User {id} does not exist.", "Pengguna {id} tidak ada.")),
    "product_not_found": (404, Sentence("Product {id} does not exist.", "Produk {id} tidak ada.")),
    "category_not_found": (404, Sentence("Category {id} does not exist.", "Kategori {id} tidak ada.")),
    "certificate_not_found": (404, Sentence("This certificate does not exist.", "Sertifikat ini tidak ada.")),
    "audit_entry_not_found": (404, Sentence("Audit entry {id} does not exist.", "Catatan audit {id} tidak ada.")),
    "job_not_found": (404, Sentence("Job {id} does not exist.", "Pekerjaan {id} tidak ada.")),
    "method_not_allowed": (
        405,
        Sentence("This address does not allow {method}.", "Alamat ini tidak menerima {method}."),
    ),
    "idempotency_in_progress": (
        409,
        Sentence(
            "A request with this Idempotency-Key is still in progress. Retry in a moment.",
            "Permintaan dengan Idempotency-Key ini masih berjalan. Kirim lagi sebentar lagi.",
        ),
    ),
    "idempotent_answer_lost": (
        409,
        Sentence(
            "The request with this Idempotency-Key has succeeded, but its response can't be read any more.",
            "Permintaan dengan Idempotency-Key ini sudah berhasil, tetapi jawabannya tidak dapat dibaca lagi.",
        ),
    ),
    "certificate_revoked": (
        410,
        Sentence("This certificate was revoked.", "Sertifikat ini sudah dicabut."),
    ),
    "version_conflict": (
        412,
        Sentence(
            "This was changed since you read it. Read it again.",
            "Data ini sudah berubah sejak Anda membacanya. Baca lagi.",
        ),
    ),
    "already_exists": (
        412,
        Sentence(
            "If-None-Match: * requires that this does not exist yet, but it does.",
            "If-None-Match: * hanya menulis jika belum ada apa-apa, padahal data ini sudah ada.",
        ),
    ),
    "payload_too_large": (
        413,
        Sentence("The body is too large for this address.", "Isi permintaan terlalu besar untuk alamat ini."),
    ),
    "unsupported_media_type": (
        415,
        Sentence(
            "Send the body as application/json in UTF-8.", "Kirim isi permintaan sebagai application/json dalam UTF-8."
        ),
    ),
    "encoded_body": (
        415,
        Sentence(
            "Send the body uncompressed, without Content-Encoding.",
            "Kirim isi permintaan apa adanya, tanpa Content-Encoding.",
        ),
    ),
    "not_multipart": (
        415,
        Sentence("Send the body as multipart/form-data.", "Kirim isi permintaan sebagai multipart/form-data."),
    ),
    "range_not_satisfiable": (
        416,
        Sentence("The file has no such part.", "Berkas ini tidak punya bagian itu."),
    ),
    "order_incomplete": (
        422,
        Sentence(
            "List each existing id exactly once, and no others.",
            "Sebutkan setiap id yang ada tepat satu kali, tanpa id lain.",
        ),
    ),
    "validation_failed": (422, Sentence("Some fields need attention.", "Beberapa isian perlu diperbaiki.")),
    "idempotency_key_required": (
        400,
        Sentence(
            "Send an Idempotency-Key, so that a retry can be told from a second call.",
            "Kirim Idempotency-Key, agar pengulangan dapat dibedakan dari panggilan kedua.",
        ),
    ),
    "quote_required": (
        400,
        Sentence(
            "Call transactions_quote first, and send its total as expected_total.",
            "Panggil transactions_quote dulu, lalu kirim totalnya sebagai expected_total.",
        ),
    ),
    "answer_too_large": (
        422,
        Sentence(
            "The answer is larger than {most} KB. Ask for fewer days or rows.",
            "Jawabannya lebih dari {most} KB. Minta lebih sedikit hari atau baris.",
        ),
    ),
    "origin_not_allowed": (
        403,
        Sentence(
            "Pages of this origin may not call this address.",
            "Halaman dari origin ini tidak boleh memanggil alamat ini.",
        ),
    ),
    "idempotency_key_reused": (
        422,
        Sentence(
            "This Idempotency-Key belongs to another request; use a new key.",
            "Idempotency-Key ini milik permintaan lain; pakai kunci baru.",
        ),
    ),
    "too_many_attempts": (
        429,
        Sentence(
            "Too many failed attempts. Wait {seconds} {seconds:second|seconds}, or reset the password by e-mail.",
            "Terlalu banyak percobaan gagal. Tunggu {seconds} detik, atau atur ulang kata sandi lewat email.",
        ),
    ),
    "email_throttled": (
        429,
        Sentence(
            "At most one e-mail per minute and a few per day are sent. Wait {seconds} {seconds:second|seconds}.",
            "Email dikirim paling banyak satu per menit dan beberapa per hari. Tunggu {seconds} detik.",
        ),
    ),
    "internal_error": (
        500,
        Sentence("Something went wrong on our side.", "Ada yang salah di pihak kami."),
    ),
    "rate_limited": (
        429,
        Sentence(
            "Too many requests. Try again in {seconds} {seconds:second|seconds}.",
            "Terlalu sering. Coba lagi dalam {seconds} detik.",
        ),
    ),
    "rate_limiter_unavailable": (
        503,
        Sentence(
            "The rate limiter is unavailable right now. Try again shortly.",
            "Pembatas permintaan sedang tidak tersedia. Coba lagi sebentar lagi.",
        ),
    ),
    "database_unavailable": (
        503,
        Sentence(
            "The database does not answer right now. Try again.",
            "Basis data sedang tidak menjawab. Coba lagi.",
        ),
    ),
    "storage_full": (
        503,
        Sentence(
            "The server's storage is full, so nothing was changed. Try again later.",
            "Penyimpanan peladen penuh, jadi tidak ada yang diubah. Coba lagi nanti.",
        ),
    ),
    "release_outdated": (
        503,
        Sentence(
            "This server runs a release that is too old for the database. Its operator must upgrade it.",
            "Server ini menjalankan rilis yang terlalu lama untuk basis datanya. Pengelolanya perlu memperbaruinya.",
        ),
    ),
    "schema_outdated": (
        503,
        Sentence(
            "The database is not yet upgraded to the release of this server. Try again shortly.",
            "Basis data belum diperbarui ke rilis server ini. Coba lagi sebentar lagi.",
        ),
    ),
    "storage_unavailable": (
        503,
        Sentence("Files can't be stored right now.", "Berkas sedang tidak dapat disimpan."),
    ),
    "sign_in_busy": (
        503,
        Sentence(
            "Too many people are signing in right now. Try again in a moment.",
            "Terlalu banyak orang sedang masuk. Coba lagi sebentar lagi.",
        ),
    ),
    "busy": (
        503,
        Sentence("The server is very busy right now. Try again.", "Sistem sedang sangat sibuk. Coba lagi."),
    ),
}

# What is wrong with one field or cell, by pydantic's error type or by a code of ours.
FIELDS: dict[str, Sentence] = {
    "missing": Sentence("This field is required.", "Wajib diisi."),
    "extra_forbidden": Sentence("This field is unknown.", "Isian ini tidak dikenal."),
    "string_type": Sentence("This must be text.", "Ini harus berupa teks."),
    # A minimum of one character is a required field.
    "string_too_short": Sentence(
        "{min_length:This field is required.|Use at least {min_length} characters.}",
        "{min_length:Wajib diisi.|Pakai paling sedikit {min_length} karakter.}",
    ),
    "string_too_long": Sentence(
        "Use at most {max_length} {max_length:character|characters}.", "Pakai paling banyak {max_length} karakter."
    ),
    "int_type": Sentence("This must be a whole number.", "Ini harus bilangan bulat."),
    "float_type": Sentence("This must be a number.", "Ini harus bilangan."),
    "int_parsing": Sentence("This must be a whole number.", "Ini harus bilangan bulat."),
    "int_parsing_size": Sentence("This number is too large.", "Bilangan ini terlalu besar."),
    "int_from_float": Sentence("This must be a whole number.", "Ini harus bilangan bulat."),
    "less_than_equal": Sentence("This must be at most {le}.", "Ini harus paling banyak {le}."),
    "bool_type": Sentence("This must be true or false.", "Ini harus true atau false."),
    "bool_parsing": Sentence("This must be true or false.", "Ini harus true atau false."),
    "list_type": Sentence("This must be a list.", "Ini harus berupa daftar."),
    "model_type": Sentence("This must be an object.", "Ini harus berupa objek."),
    "model_attributes_type": Sentence("This must be an object.", "Ini harus berupa objek."),
    "too_long": Sentence("Provide at most {max_length}.", "Beri paling banyak {max_length}."),
    "literal_error": Sentence("This must be one of {expected}.", "Ini harus salah satu dari {expected}."),
    "email": Sentence("This is not an e-mail address.", "Ini bukan alamat email."),
    "not_own_email": Sentence(
        "This is not your e-mail address; admins grant roles to others in the shop itself.",
        "Ini bukan alamat email Anda; admin memberi peran kepada orang lain di toko ini sendiri.",
    ),
    "username": Sentence(
        "Use 3 to 64 letters, digits, dots, dashes or underscores, beginning with a letter.",
        "Pakai 3 sampai 64 huruf, angka, titik, tanda hubung, atau garis bawah, diawali huruf.",
    ),
    "text": Sentence("Don't use control characters.", "Jangan memakai karakter kendali."),
    "combining_marks": Sentence(
        "Put at most {most} {most:accent|accents} on one letter.",
        "Beri satu huruf paling banyak {most} tanda diakritik.",
    ),
    "one_of": Sentence("Provide {fields}.", "Beri {fields}."),
    "null": Sentence("This can't be null.", "Ini tidak boleh null."),
    "day": Sentence("This must be a day such as 2026-08-17.", "Ini harus tanggal seperti 2026-08-17."),
    "day_order": Sentence("This must not be before {first}.", "Ini tidak boleh sebelum {first}."),
    "cursor": Sentence("This cursor is not valid for this list.", "Kursor ini tidak berlaku untuk daftar ini."),
    "page_too_deep": Sentence(
        "Pages by number end after {rows} {rows:row|rows}. Read on with a cursor: send cursor= for the first page.",
        "Halaman bernomor hanya sampai {rows} baris. Lanjutkan dengan kursor: kirim cursor= untuk halaman pertama.",
    ),
    "repeated": Sentence("Give this parameter once.", "Beri parameter ini satu kali saja."),
    "unknown_parameter": Sentence(
        "{parameters:This call takes no parameters.|There is no such parameter. There is: {known}.|There is no such "
        "parameter. There are: {known}.}",
        "{parameters:Panggilan ini tidak punya parameter.|Parameter ini tidak ada. Yang ada: {known}.|Parameter ini "
        "tidak ada. Yang ada: {known}.}",
    ),
    "sent_as_if_match": Sentence(
        'Send this as the header If-Match, in quotes: "42".', 'Kirim ini sebagai header If-Match, dalam kutip: "42".'
    ),
    "unknown_product": Sentence("This product does not exist.", "Produk ini tidak ada."),
    "amount": Sentence(
        "This is not an amount in rupiah; write digits such as 15000.",
        "Ini bukan jumlah rupiah; tulis dengan angka, misalnya 15000.",
    ),
    "count": Sentence("This must be a whole number such as 10.", "Ini harus bilangan bulat, misalnya 10."),
    "barcode": Sentence(
        "Use 1 to 64 letters, digits or signs without spaces.",
        "Pakai 1 sampai 64 huruf, angka, atau tanda tanpa spasi.",
    ),
    "is_instance_of": Sentence("This must be a file.", "Ini harus berupa berkas."),
    "file_too_large": Sentence("Use at most {megabytes} MB.", "Pakai paling banyak {megabytes} MB."),
    "image_type": Sentence(
        "This is not an image. Use JPEG, PNG, WebP, AVIF or GIF.",
        "Ini bukan gambar. Pakai JPEG, PNG, WebP, AVIF, atau GIF.",
    ),
    "image_heic": Sentence(
        "This is a HEIC image, which most browsers can't show. Save it as JPEG; an iPhone uses JPEG with Settings > "
        "Camera > Formats > Most Compatible.",
        "Ini gambar HEIC, yang tidak dapat ditampilkan kebanyakan peramban. Simpan sebagai JPEG; iPhone memakai JPEG "
        "dengan Pengaturan > Kamera > Format > Paling Kompatibel.",
    ),
    "image_tiff": Sentence(
        "This is a TIFF image, which browsers can't show. Save it as JPEG or PNG.",
        "Ini gambar TIFF, yang tidak dapat ditampilkan peramban. Simpan sebagai JPEG atau PNG.",
    ),
    "image_bmp": Sentence(
        "This is a BMP image, which is too large for the web. Save it as PNG or JPEG.",
        "Ini gambar BMP, yang terlalu besar untuk web. Simpan sebagai PNG atau JPEG.",
    ),
    "image_empty": Sentence(
        "This file is empty. Perhaps it was not copied completely; choose the image again.",
        "Berkas ini kosong. Mungkin belum selesai disalin; pilih gambarnya lagi.",
    ),
    "image_parts": Sentence(
        "The file of this image consists of too many parts. Open it and save it again as JPEG.",
        "Berkas gambar ini terdiri dari terlalu banyak bagian. Buka lalu simpan ulang sebagai JPEG.",
    ),
    "image_broken": Sentence("This image can't be read.", "Gambar ini tidak dapat dibaca."),
    "image_pixels": Sentence(
        "Use at most {megapixels} {megapixels:megapixel|megapixels}.",
        "Pakai gambar paling besar {megapixels} megapiksel.",
    ),
    "image_script": Sentence("This file contains more than an image.", "Berkas ini berisi lebih dari gambar."),
    "file_empty": Sentence("This file has no rows.", "Berkas ini tidak berisi baris."),
    "file_workbook": Sentence(
        "This is a workbook; save it as CSV in your spreadsheet program.",
        "Ini buku kerja; simpan sebagai CSV di program lembar kerja Anda.",
    ),
    "file_binary": Sentence("This is not a text file; send a CSV file.", "Ini bukan berkas teks; kirim CSV."),
    "file_page": Sentence("This is a web page, not a CSV file.", "Ini halaman web, bukan CSV."),
    "file_encoding": Sentence(
        "This text is damaged: it can't be decoded completely.", "Teks ini rusak: tidak dapat dibaca sampai akhir."
    ),
    "file_no_price": Sentence(
        "No column contains prices (harga), and none of the first products is in your shop yet. Send price_column with "
        "one of the columns: {seen}",
        "Tidak ada kolom harga, dan produk-produk pertama belum ada di toko Anda. Kirim price_column dengan salah satu "
        "kolom: {seen}",
    ),
    "file_no_name": Sentence(
        "No column contains names (nama), and none of the first products is in your shop yet. Send name_column with "
        "one of the columns: {seen}",
        "Tidak ada kolom nama, dan produk-produk pertama belum ada di toko Anda. Kirim name_column dengan salah satu "
        "kolom: {seen}",
    ),
    "rate": Sentence(
        "This must be a positive number of at most two decimals, such as 16250 or 105.3.",
        "Ini harus bilangan positif dengan paling banyak dua desimal, misalnya 16250 atau 105.3.",
    ),
    "file_wide": Sentence("Use at most {most} {most:column|columns}.", "Pakai paling banyak {most} kolom."),
    "file_rows": Sentence(
        "Send at most {most} {most:row|rows} in one file.", "Kirim paling banyak {most} baris dalam satu berkas."
    ),
    "file_long_cell": Sentence(
        "A cell in line {line} is longer than {longest} {longest:character|characters}; is a quote left open?",
        "Sel pada baris {line} lebih dari {longest} karakter; apakah ada tanda kutip yang tidak ditutup?",
    ),
    "file_long_line": Sentence(
        "Line {line} is longer than {longest} {longest:character|characters}.",
        "Baris {line} lebih panjang dari {longest} karakter.",
    ),
    "file_open_quote": Sentence(
        "The quote opened in line {line} is never closed.",
        "Tanda kutip yang dibuka pada baris {line} tidak pernah ditutup.",
    ),
    "stopped_deadline": Sentence("It took too long.", "Waktunya terlalu lama."),
    "stopped_cpu": Sentence("It took too much CPU time.", "Perhitungannya terlalu berat."),
    "stopped_memory": Sentence("It took too much memory.", "Memorinya terlalu besar."),
    "stopped_crashed": Sentence("Something went wrong on our side.", "Ada yang salah di pihak kami."),
    "column_unknown": Sentence(
        "There is no column “{name}”; there are: {columns}.", "Tidak ada kolom “{name}”; yang ada: {columns}."
    ),
    "date_missing": Sentence(
        "No column contains dates; choose one with the parameter {parameter}: {columns}.",
        "Tidak ada kolom berisi tanggal; pilih dengan parameter {parameter}: {columns}.",
    ),
    "value_missing": Sentence(
        "No column contains numbers; choose one with the parameter {parameter}: {columns}.",
        "Tidak ada kolom berisi angka; pilih dengan parameter {parameter}: {columns}.",
    ),
    "link": Sentence(
        "This must be an http or https address without a password.",
        "Ini harus alamat http atau https tanpa kata sandi.",
    ),
    "file_is_empty": Sentence("This file is empty.", "Berkas ini kosong."),
    "too_large": Sentence("The total would be too large.", "Totalnya terlalu besar."),
    "idempotency_key": Sentence(
        "Use 1 to 255 visible ASCII characters.", "Pakai 1 sampai 255 karakter ASCII yang terlihat."
    ),
}
