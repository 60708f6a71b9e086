"""Every way a request can fail, and how it is told: application/problem+json (RFC 9457), in English or Indonesian."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple

import mysql.connector
import orjson
from apiflask import APIFlask, HTTPError
from flask import Response, g, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

log = logging.getLogger("finenice")

LANGUAGES = ("en", "id")
# What one answer tells of a body's faults, and of a field's name, which the client may have invented.
MOST_FAULTS = 100
LONGEST_STEP = 200


# {count:one|several} or {count:none|one|several} in a sentence: the words that go with the number.
CHOICE = re.compile(r"\{(\w+):((?:[^{}]|\{\w+\})*)\}")

# What answers call by a word of their own, as people read it in a sentence.
TERMS: dict[str, dict[str, tuple[str, str]]] = {
    "state": {
        "pending": ("pending", "menunggu"),
        "granted": ("granted", "dikabulkan"),
        "denied": ("denied", "ditolak"),
        "withdrawn": ("withdrawn", "ditarik kembali"),
        "overlapping": ("replaced by another", "sudah diganti"),
        "rotated": ("replaced by another", "sudah diganti"),
        "expired": ("expired", "kedaluwarsa"),
        "revoked": ("revoked", "dicabut"),
    },
    "grain": {
        "second": ("second", "detik"),
        "hour": ("hour", "jam"),
        "day": ("day", "hari"),
        "week": ("week", "minggu"),
        "month": ("month", "bulan"),
        "quarter": ("quarter", "triwulan"),
        "semester": ("half-year", "semester"),
        "year": ("year", "tahun"),
    },
    "role": {
        "buyer": ("buyer", "pembeli"),
        "seller": ("seller", "penjual"),
        "developer": ("developer", "pengembang"),
        "admin": ("admin", "admin"),
    },
    "kind": {
        "text": ("text", "teks"),
        "video": ("video", "video"),
        "quiz": ("quiz", "kuis"),
        "file": ("file", "berkas"),
    },
    # What a column of a list of products may hold.
    "wanted": {
        "sku": ("code", "kode"),
        "name": ("name", "nama"),
        "price": ("price", "harga"),
        "cost": ("cost", "harga beli"),
        "stock": ("stock", "stok"),
        "barcodes": ("barcode", "barcode"),
    },
}


class Sentence(NamedTuple):
    """One sentence in both languages, with {words} to fill in.

    `{count:one|several}` stands for the words that go with a number, `{count:none|one|several}` also with none.
    """

    en: str
    id: str

    def told(self, language: str, words: Mapping[str, Any]) -> str:
        """The sentence in one of LANGUAGES. A KeyError names a word that is missing."""
        return fill(self[LANGUAGES.index(language)], in_words(words, language))


def in_words(words: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The words, those of TERMS as people read them in one of LANGUAGES."""
    place = LANGUAGES.index(language)
    terms = {name: TERMS[name][word][place] for name, word in words.items() if name in TERMS and word in TERMS[name]}
    if "roles" in words:
        # Several, as a guard names them: "seller / admin".
        known = TERMS["role"]
        terms["roles"] = " / ".join(known[role][place] for role in words["roles"].split(" / "))
    return {**words, **terms}


def fill(text: str, words: Mapping[str, Any]) -> str:
    """The text with its {words} and choices filled in. A KeyError names a word that is missing."""

    def chosen(found: re.Match[str]) -> str:
        *none, one, several = found[2].split("|")
        count = words[found[1]]
        return none[0] if none and count == 0 else one if count == 1 else several

    return CHOICE.sub(chosen, text).format_map(words)


# What a problem's code means to a person; the code itself never changes.
PROBLEMS: dict[str, tuple[int, Sentence]] = {
    "bad_request": (400, Sentence("The request can't be understood.", "Permintaan tidak dapat dipahami.")),
    "malformed_json": (
        400,
        Sentence("The body is no valid JSON: {why}.", "Isi permintaan bukan JSON yang sah: {why}."),
    ),
    "malformed_request": (
        400,
        Sentence("The request is no valid HTTP: it has {why}.", "Permintaan ini bukan HTTP yang sah: {why}."),
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
    "invalid_token": (
        401,
        Sentence("This token is not valid. Sign in again.", "Token ini tidak sah. Silakan masuk lagi."),
    ),
    "expired_token": (401, Sentence("This token has expired.", "Token ini sudah kedaluwarsa.")),
    "revoked_token": (
        401,
        Sentence("This session has ended. Sign in again.", "Sesi ini sudah berakhir. Silakan masuk lagi."),
    ),
    "reused_token": (
        401,
        Sentence(
            "This refresh token was used before, so its session was ended. Sign in again.",
            "Token penyegar ini sudah pernah dipakai, jadi sesinya diakhiri. Silakan masuk lagi.",
        ),
    ),
    "key_malformed": (
        401,
        Sentence(
            "This is no API key: a character is missing, wrong or misplaced.",
            "Ini bukan kunci API: ada karakter yang kurang, salah, atau tertukar.",
        ),
    ),
    "key_misplaced": (
        401,
        Sentence(
            "This is an API key and no token. Send it as Authorization: ApiKey <key> or as X-API-Key: <key>.",
            "Ini kunci API, bukan token. Kirim sebagai Authorization: ApiKey <kunci> atau sebagai X-API-Key: <kunci>.",
        ),
    ),
    "token_misplaced": (
        401,
        Sentence(
            "This is a token and no API key. Send it as Authorization: Bearer <token>.",
            "Ini token, bukan kunci API. Kirim sebagai Authorization: Bearer <token>.",
        ),
    ),
    "key_unknown": (401, Sentence("This API key is not known here.", "Kunci API ini tidak dikenal di sini.")),
    "key_expired": (
        401,
        Sentence("This API key has expired. Make a new one.", "Kunci API ini sudah kedaluwarsa. Buat yang baru."),
    ),
    "key_rotated": (
        401,
        Sentence("Another API key has taken the place of this one.", "Kunci API ini sudah diganti dengan yang lain."),
    ),
    "key_revoked": (401, Sentence("This API key was revoked.", "Kunci API ini sudah dicabut.")),
    "ambiguous_credentials": (
        401,
        Sentence(
            "The request carries two different credentials; send one.",
            "Permintaan ini membawa dua kredensial berbeda; kirim satu saja.",
        ),
    ),
    "wrong_credentials": (
        401,
        Sentence("The account or the password is wrong.", "Akun atau kata sandi salah."),
    ),
    "second_factor_required": (
        401,
        Sentence("Send the code of your authenticator app, too.", "Kirim juga kode dari aplikasi autentikator Anda."),
    ),
    "wrong_second_factor": (
        401,
        Sentence("This code is wrong or was used before.", "Kode ini salah atau sudah pernah dipakai."),
    ),
    "second_factor_needed": (
        403,
        Sentence(
            "Your role needs a second factor. Turn it on in your account first.",
            "Peran Anda memerlukan faktor kedua. Aktifkan dulu di akun Anda.",
        ),
    ),
    "reauthentication_required": (
        403,
        Sentence(
            "Your last sign-in is more than {minutes} {minutes:minute|minutes} ago. Send your password as "
            "current_password, too.",
            "Anda terakhir masuk lebih dari {minutes} menit yang lalu. Kirim juga kata sandi Anda sebagai "
            "current_password.",
        ),
    ),
    "forbidden": (
        403,
        Sentence("This needs the role {roles}.", "Ini memerlukan peran {roles}."),
    ),
    "persons_only": (
        403,
        Sentence("This is for people who sign in, not for API keys.", "Ini untuk orang yang masuk, bukan kunci API."),
    ),
    "scope_missing": (
        403,
        Sentence("This API key lacks the scope {scope}.", "Kunci API ini tidak punya lingkup {scope}."),
    ),
    "keys_only": (403, Sentence("Call this with an API key.", "Panggil ini dengan kunci API.")),
    "purchase_required": (
        403,
        Sentence("This course is for who has bought it.", "Kursus ini untuk yang sudah membelinya."),
    ),
    "learner_removed": (
        403,
        Sentence(
            "You were taken out of this course. Ask whoever gives it.",
            "Anda dikeluarkan dari kursus ini. Hubungi penyelenggaranya.",
        ),
    ),
    "not_found": (404, Sentence("There is nothing at this address.", "Tidak ada apa pun di alamat ini.")),
    "user_not_found": (404, Sentence("User {id} does not exist.", "Pengguna {id} tidak ada.")),
    "product_not_found": (404, Sentence("Product {id} does not exist.", "Produk {id} tidak ada.")),
    "code_not_found": (
        404,
        Sentence("No product has the code {looked_up}.", "Tidak ada produk dengan kode {looked_up}."),
    ),
    "category_not_found": (404, Sentence("Category {id} does not exist.", "Kategori {id} tidak ada.")),
    "brand_not_found": (404, Sentence("Brand {id} does not exist.", "Merek {id} tidak ada.")),
    "transaction_not_found": (404, Sentence("Transaction {id} does not exist.", "Transaksi {id} tidak ada.")),
    "session_not_found": (404, Sentence("This session does not exist.", "Sesi ini tidak ada.")),
    "attempt_not_found": (404, Sentence("Attempt {id} does not exist.", "Percobaan {id} tidak ada.")),
    "api_key_not_found": (404, Sentence("API key {id} does not exist.", "Kunci API {id} tidak ada.")),
    "role_request_not_found": (404, Sentence("Role request {id} does not exist.", "Permintaan peran {id} tidak ada.")),
    "image_not_found": (404, Sentence("This product has no image {id}.", "Produk ini tidak punya gambar {id}.")),
    "certificate_not_found": (404, Sentence("This certificate does not exist.", "Sertifikat ini tidak ada.")),
    "import_not_found": (404, Sentence("Import {id} does not exist.", "Impor {id} tidak ada.")),
    "audit_entry_not_found": (404, Sentence("Audit entry {id} does not exist.", "Catatan audit {id} tidak ada.")),
    "job_not_found": (404, Sentence("Job {id} does not exist.", "Pekerjaan {id} tidak ada.")),
    "course_not_found": (404, Sentence("Course {id} does not exist.", "Kursus {id} tidak ada.")),
    "section_not_found": (404, Sentence("This course has no section {id}.", "Kursus ini tidak punya bagian {id}.")),
    "content_not_found": (404, Sentence("This course has no content {id}.", "Kursus ini tidak punya materi {id}.")),
    "learner_not_found": (
        404,
        Sentence("This course has no learner {id}.", "Kursus ini tidak punya peserta {id}."),
    ),
    "version_not_found": (
        404,
        Sentence("This course has no version {number}.", "Kursus ini tidak punya versi {number}."),
    ),
    "file_not_found": (404, Sentence("This content has no file.", "Materi ini tidak punya berkas.")),
    "not_enrolled": (404, Sentence("Enrol in this course first.", "Daftar dulu ke kursus ini.")),
    "method_not_allowed": (
        405,
        Sentence("This address does not take {method}.", "Alamat ini tidak menerima {method}."),
    ),
    "insufficient_stock": (
        409,
        Sentence(
            "{available:{product_name} is sold out.|Only 1 of {product_name} is left.|"
            "Only {available} of {product_name} are left.}",
            "{available:{product_name} sudah habis.|Stok {product_name} tinggal 1.|"
            "Stok {product_name} tinggal {available}.}",
        ),
    ),
    "total_changed": (
        409,
        Sentence(
            "The total is {total} now, not {expected_total}. Confirm the new quote.",
            "Totalnya sekarang {total}, bukan {expected_total}. Setujui dulu penawaran yang baru.",
        ),
    ),
    "idempotency_in_progress": (
        409,
        Sentence(
            "A call with this Idempotency-Key is still under way. Send it again in a moment.",
            "Permintaan dengan Idempotency-Key ini masih berjalan. Kirim lagi sebentar lagi.",
        ),
    ),
    "idempotent_answer_lost": (
        409,
        Sentence(
            "The call with this Idempotency-Key has succeeded, but its answer can't be read any more.",
            "Permintaan dengan Idempotency-Key ini sudah berhasil, tetapi jawabannya tidak dapat dibaca lagi.",
        ),
    ),
    "taken": (409, Sentence("This {field} is already taken.", "Isian {field} ini sudah dipakai.")),
    "last_admin": (
        409,
        Sentence("The last active admin must stay.", "Admin aktif terakhir harus tetap ada."),
    ),
    "email_verified": (
        409,
        Sentence("Your e-mail address is verified already.", "Alamat email Anda sudah diverifikasi."),
    ),
    "no_email": (
        409,
        Sentence("Your account has no e-mail address.", "Akun Anda tidak punya alamat email."),
    ),
    "second_factor_enabled": (
        409,
        Sentence("The second factor is on already.", "Faktor kedua sudah aktif."),
    ),
    "second_factor_not_begun": (
        409,
        Sentence("Begin to set up an authenticator app first.", "Mulai dulu penyiapan aplikasi autentikator."),
    ),
    "second_factor_missing": (
        409,
        Sentence("There is no second factor.", "Tidak ada faktor kedua."),
    ),
    "own_second_factor": (
        409,
        Sentence(
            "Turn your own second factor off with your password and a code.",
            "Matikan faktor kedua Anda sendiri dengan kata sandi dan kode.",
        ),
    ),
    "role_held": (
        409,
        Sentence("You hold the role {role} already.", "Anda sudah memegang peran {role}."),
    ),
    "role_request_pending": (
        409,
        Sentence(
            "Your request for the role {role} is still waiting for an answer.",
            "Permintaan Anda untuk peran {role} masih menunggu jawaban.",
        ),
    ),
    "role_request_decided": (
        409,
        Sentence("This request is {state} already.", "Permintaan ini sudah {state}."),
    ),
    "api_key_over": (
        409,
        Sentence(
            "This API key is {state}; only an active one can be rotated.",
            "Kunci API ini {state}; hanya kunci aktif yang dapat diganti.",
        ),
    ),
    "too_many_api_keys": (
        409,
        Sentence(
            "You have {most} living API {most:key|keys}; revoke one first.",
            "Anda sudah punya {most} kunci API yang hidup; cabut satu dulu.",
        ),
    ),
    "still_in_use": (
        409,
        Sentence("Other data refers to this.", "Data lain masih memakai ini."),
    ),
    "no_attempts_left": (
        409,
        Sentence(
            "{most:The only attempt is|All {most} attempts are} used up.",
            "{most:Satu-satunya percobaan|Semua {most} percobaan} sudah dipakai.",
        ),
    ),
    "attempt_over": (
        409,
        Sentence("This attempt has ended.", "Percobaan ini sudah selesai."),
    ),
    "too_many_images": (
        409,
        Sentence(
            "A product has at most {most} {most:image|images}, and this one has {present}.",
            "Satu produk paling banyak punya {most} gambar, dan yang ini sudah punya {present}.",
        ),
    ),
    "course_closed": (
        409,
        Sentence(
            "{product_name} is not for sale now, because its course takes no new learners.",
            "{product_name} sedang tidak dijual, karena kursusnya tidak menerima peserta baru.",
        ),
    ),
    "course_owned": (
        409,
        Sentence("You own this already: {product_name}.", "Anda sudah memiliki ini: {product_name}."),
    ),
    "course_paid": (
        409,
        Sentence(
            "Somebody has paid for this course, so it can't be deleted and needs its product. Take it off the list, or "
            "let another product sell it.",
            "Sudah ada yang membayar kursus ini, jadi tidak bisa dihapus dan tetap memerlukan produknya. Keluarkan "
            "dari daftar, atau pakai produk lain untuk menjualnya.",
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
    "course_unpublished": (
        409,
        Sentence("This course is not published yet.", "Kursus ini belum diterbitkan."),
    ),
    "prerequisites_missing": (
        409,
        Sentence("Complete this first: {needed}.", "Tuntaskan ini dulu: {needed}."),
    ),
    "content_locked": (
        409,
        Sentence("“{content_title}” opens after {needed}.", "“{content_title}” terbuka setelah {needed}."),
    ),
    "too_many_parts": (
        409,
        Sentence("A course has at most {most} of these.", "Satu kursus paling banyak punya {most} dari ini."),
    ),
    "course_unsatisfiable": (
        409,
        Sentence(
            "Nobody could ever complete this course as it is.",
            "Dengan keadaan sekarang tidak seorang pun bisa menuntaskan kursus ini.",
        ),
    ),
    "dead_link": (
        410,
        Sentence(
            "This link has expired or was used before. Ask for a new one.",
            "Tautan ini sudah kedaluwarsa atau pernah dipakai. Minta tautan baru.",
        ),
    ),
    "certificate_revoked": (
        410,
        Sentence("This certificate was revoked.", "Sertifikat ini sudah dicabut."),
    ),
    "stale": (
        412,
        Sentence(
            "This was changed since you read it. Read it again.",
            "Data ini sudah berubah sejak Anda membacanya. Baca lagi.",
        ),
    ),
    "already_exists": (
        412,
        Sentence(
            "If-None-Match: * writes only where nothing is yet, and this exists.",
            "If-None-Match: * hanya menulis jika belum ada apa-apa, padahal data ini sudah ada.",
        ),
    ),
    "payload_too_large": (
        413,
        Sentence("The body is larger than this address takes.", "Isi permintaan terlalu besar untuk alamat ini."),
    ),
    "unsupported_media_type": (
        415,
        Sentence("Send the body as application/json.", "Kirim isi permintaan sebagai application/json."),
    ),
    "encoded_body": (
        415,
        Sentence(
            "Send the body as it is, without Content-Encoding.",
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
    "cursor_of_another_sorting": (
        422,
        Sentence(
            "This cursor continues a list with sort_by={sort_by} and sort_order={sort_order}, not this one.",
            "Kursor ini melanjutkan daftar dengan sort_by={sort_by} dan sort_order={sort_order}, bukan daftar ini.",
        ),
    ),
    "order_incomplete": (
        422,
        Sentence(
            "An order names each id that is there exactly once, and no other.",
            "Urutan menyebut setiap id yang ada tepat satu kali, dan tidak ada yang lain.",
        ),
    ),
    "validation_failed": (422, Sentence("Some fields need attention.", "Beberapa isian perlu diperbaiki.")),
    "analysis_question": (
        422,
        Sentence(
            "The file leaves a question open, which a parameter can answer.",
            "Berkas ini menyisakan pertanyaan yang dapat dijawab dengan parameter.",
        ),
    ),
    "analysis_stopped": (
        422,
        Sentence(
            "The analysis was stopped before any series was finished. Send less: fewer rows, or fewer series.",
            "Analisis dihentikan sebelum satu deret pun selesai. Kirim lebih sedikit: baris atau deretnya dikurangi.",
        ),
    ),
    "analysis_too_large": (
        422,
        Sentence(
            "The answer would be larger than {megabytes} MB. Ask for fewer series (series=- for their sum alone), or"
            " without charts.",
            "Jawabannya akan lebih dari {megabytes} MB. Minta lebih sedikit deret (series=- untuk jumlahnya saja), atau"
            " tanpa grafik.",
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
            "Too many failed attempts. Wait {seconds} {seconds:second|seconds}.",
            "Terlalu banyak percobaan gagal. Tunggu {seconds} detik.",
        ),
    ),
    "too_many_analyses": (
        429,
        Sentence(
            "You have two analyses under way already. Wait for one of them.",
            "Dua analisis Anda masih berjalan. Tunggu salah satunya selesai.",
        ),
    ),
    "too_many_imports": (
        429,
        Sentence(
            "{most} of your imports are waiting already. Wait until one of them has begun, then send this file again.",
            "{most} impor Anda sudah menunggu. Tunggu sampai salah satunya dimulai, lalu kirim lagi berkas ini.",
        ),
    ),
    "too_many_letters": (
        429,
        Sentence(
            "One letter a minute and a few a day are sent. Wait {seconds} {seconds:second|seconds}.",
            "Surat dikirim satu tiap menit dan beberapa tiap hari. Tunggu {seconds} detik.",
        ),
    ),
    "internal_error": (
        500,
        Sentence("Something went wrong on our side.", "Ada yang salah di pihak kami."),
    ),
    "rate_limited": (
        429,
        Sentence(
            "Too many calls. Try again in {seconds} {seconds:second|seconds}.",
            "Terlalu sering. Coba lagi dalam {seconds} detik.",
        ),
    ),
    "limits_unavailable": (
        503,
        Sentence(
            "Attempts can't be counted at the moment. Try again shortly.",
            "Percobaan sedang tidak dapat dihitung. Coba lagi sebentar lagi.",
        ),
    ),
    "database_unavailable": (
        503,
        Sentence(
            "The database does not answer right now. Try again.",
            "Basis data sedang tidak menjawab. Coba lagi.",
        ),
    ),
    "storage_unavailable": (
        503,
        Sentence("Files can't be stored right now.", "Berkas sedang tidak dapat disimpan."),
    ),
    "analyses_unavailable": (
        503,
        Sentence("Files can't be analysed right now.", "Berkas sedang tidak dapat dianalisis."),
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
        Sentence("Too much is going on right now. Try again.", "Sistem sedang sangat sibuk. Coba lagi."),
    ),
}

# What is wrong with one field, by pydantic's error type or by a code of ours.
FIELDS: dict[str, Sentence] = {
    "missing": Sentence("This field is required.", "Isian ini wajib."),
    "password_common": Sentence(
        "This password is one of the most common ones, which are guessed first. Choose another one.",
        "Kata sandi ini termasuk yang paling umum dan ditebak lebih dulu. Pilih yang lain.",
    ),
    "password_personal": Sentence(
        "This is little more than your name, your address or the name of this shop. Choose another one.",
        "Ini hampir sama dengan nama Anda, alamat Anda, atau nama toko ini. Pilih yang lain.",
    ),
    "extra_forbidden": Sentence("This field is not known here.", "Isian ini tidak dikenal."),
    "string_type": Sentence("This must be text.", "Ini harus berupa teks."),
    "string_too_short": Sentence(
        "Use at least {min_length} {min_length:character|characters}.", "Pakai paling sedikit {min_length} karakter."
    ),
    "string_too_long": Sentence(
        "Use at most {max_length} {max_length:character|characters}.", "Pakai paling banyak {max_length} karakter."
    ),
    "int_type": Sentence("This must be a whole number.", "Ini harus bilangan bulat."),
    "float_type": Sentence("This must be a number.", "Ini harus bilangan."),
    "int_parsing": Sentence("This must be a whole number.", "Ini harus bilangan bulat."),
    "int_parsing_size": Sentence("This number is too large.", "Bilangan ini terlalu besar."),
    "int_from_float": Sentence("This must be a whole number.", "Ini harus bilangan bulat."),
    "greater_than_equal": Sentence("This must be at least {ge}.", "Ini harus paling sedikit {ge}."),
    "less_than_equal": Sentence("This must be at most {le}.", "Ini harus paling banyak {le}."),
    "bool_type": Sentence("This must be true or false.", "Ini harus true atau false."),
    "bool_parsing": Sentence("This must be true or false.", "Ini harus true atau false."),
    "list_type": Sentence("This must be a list.", "Ini harus berupa daftar."),
    "model_type": Sentence("This must be an object.", "Ini harus berupa objek."),
    "model_attributes_type": Sentence("This must be an object.", "Ini harus berupa objek."),
    "too_short": Sentence("Give at least {min_length}.", "Beri paling sedikit {min_length}."),
    "too_long": Sentence("Give at most {max_length}.", "Beri paling banyak {max_length}."),
    "literal_error": Sentence("This must be one of {expected}.", "Ini harus salah satu dari {expected}."),
    "wrong_password": Sentence("This is not your password.", "Ini bukan kata sandi Anda."),
    "wrong_code": Sentence("This code is wrong or was used before.", "Kode ini salah atau sudah pernah dipakai."),
    "email": Sentence("This is no e-mail address.", "Ini bukan alamat email."),
    "username": Sentence(
        "Use 3 to 64 letters, digits, dots, dashes or underscores, beginning with a letter.",
        "Pakai 3 sampai 64 huruf, angka, titik, tanda hubung, atau garis bawah, diawali huruf.",
    ),
    "text": Sentence("Use no control characters.", "Jangan memakai karakter kendali."),
    "combining_marks": Sentence(
        "Put at most {most} {most:accent|accents} on one letter.",
        "Beri satu huruf paling banyak {most} tanda diakritik.",
    ),
    "too_intricate": Sentence(
        "This text has too many marks of Markdown within one another, or uses a long link too often, to be laid out.",
        "Teks ini punya terlalu banyak tanda Markdown bertumpuk, atau terlalu sering memakai tautan panjang, sehingga "
        "tidak dapat ditata.",
    ),
    "html_too_large": Sentence(
        "Use at most {longest} {longest:character|characters} and {tags} {tags:tag|tags} of HTML.",
        "Pakai paling banyak {longest} karakter dan {tags} tag HTML.",
    ),
    "one_of": Sentence("Give {fields}.", "Beri {fields}."),
    "id_repeated": Sentence("Two of these have the same id.", "Dua di antaranya punya id yang sama."),
    "null": Sentence("This can't be null.", "Ini tidak boleh null."),
    "day": Sentence("This must be a day such as 2026-08-17.", "Ini harus tanggal seperti 2026-08-17."),
    "day_order": Sentence("This must not be before {first}.", "Ini tidak boleh sebelum {first}."),
    "span": Sentence("Ask for at most {most} {most:day|days}.", "Minta paling banyak {most} hari."),
    "cursor": Sentence("This cursor does not fit this list.", "Kursor ini tidak cocok dengan daftar ini."),
    "unknown_parameter": Sentence(
        "{parameters:This call takes no parameters.|There is no such parameter. There is: {known}.|There is no such "
        "parameter. There are: {known}.}",
        "{parameters:Panggilan ini tidak punya parameter.|Parameter ini tidak ada. Yang ada: {known}.|Parameter ini "
        "tidak ada. Yang ada: {known}.}",
    ),
    "sent_as_if_match": Sentence(
        'Send this as the header If-Match, in quotes: "42".', 'Kirim ini sebagai header If-Match, dalam kutip: "42".'
    ),
    "taken": Sentence("This is already taken.", "Ini sudah dipakai."),
    "unknown_product": Sentence("This product does not exist.", "Produk ini tidak ada."),
    "unknown_category": Sentence("This category does not exist.", "Kategori ini tidak ada."),
    "unknown_brand": Sentence("This brand does not exist.", "Merek ini tidak ada."),
    "unknown_seller": Sentence("This seller does not exist.", "Penjual ini tidak ada."),
    "foreign_brand": Sentence("This brand belongs to another seller.", "Merek ini milik penjual lain."),
    "ring": Sentence("A category can't stand below itself.", "Kategori tidak bisa berada di bawah dirinya sendiri."),
    "too_deep": Sentence(
        "The tree has at most {deepest} {deepest:level|levels}.", "Pohon kategori paling dalam {deepest} tingkat."
    ),
    "unknown_question": Sentence("This attempt has no such question.", "Percobaan ini tidak punya pertanyaan itu."),
    "unknown_option": Sentence("This question has no such option.", "Pertanyaan ini tidak punya pilihan itu."),
    "answer_kind": Sentence(
        "Choices are answered by options, short answers by text.",
        "Pilihan dijawab dengan options, jawaban singkat dengan text.",
    ),
    "one_option": Sentence("This question takes one option.", "Pertanyaan ini menerima satu pilihan."),
    # What is wrong with the rows of a file of products, and with such a file.
    "amount": Sentence(
        "This is no amount of rupiah; write digits such as 15000.",
        "Ini bukan jumlah rupiah; tulis dengan angka, misalnya 15000.",
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
    "count": Sentence("This must be a whole number such as 10.", "Ini harus bilangan bulat, misalnya 10."),
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
    "barcode": Sentence(
        "Use 1 to 64 letters, digits or signs without spaces.",
        "Pakai 1 sampai 64 huruf, angka, atau tanda tanpa spasi.",
    ),
    "is_instance_of": Sentence("This must be a file.", "Ini harus berupa berkas."),
    "file_too_large": Sentence("Use at most {megabytes} MB.", "Pakai paling banyak {megabytes} MB."),
    "picture_type": Sentence(
        "This is no picture. Use JPEG, PNG, WebP, AVIF or GIF.",
        "Ini bukan gambar. Pakai JPEG, PNG, WebP, AVIF, atau GIF.",
    ),
    "picture_heic": Sentence(
        "This is a HEIC picture, which most browsers can't show. Save it as JPEG; an iPhone takes JPEG with Settings > "
        "Camera > Formats > Most Compatible.",
        "Ini gambar HEIC, yang tidak dapat ditampilkan kebanyakan peramban. Simpan sebagai JPEG; iPhone memakai JPEG "
        "dengan Pengaturan > Kamera > Format > Paling Kompatibel.",
    ),
    "picture_tiff": Sentence(
        "This is a TIFF picture, which browsers can't show. Save it as JPEG or PNG.",
        "Ini gambar TIFF, yang tidak dapat ditampilkan peramban. Simpan sebagai JPEG atau PNG.",
    ),
    "picture_bmp": Sentence(
        "This is a BMP picture, which is too large for the web. Save it as PNG or JPEG.",
        "Ini gambar BMP, yang terlalu besar untuk web. Simpan sebagai PNG atau JPEG.",
    ),
    "picture_empty": Sentence(
        "This file is empty. Perhaps it was not copied to the end; choose the picture again.",
        "Berkas ini kosong. Mungkin belum selesai disalin; pilih gambarnya lagi.",
    ),
    "picture_parts": Sentence(
        "The file of this picture is cut into too many parts. Open it and save it anew, as JPEG.",
        "Berkas gambar ini terpotong menjadi terlalu banyak bagian. Buka lalu simpan ulang sebagai JPEG.",
    ),
    "picture_broken": Sentence("This picture can't be read.", "Gambar ini tidak dapat dibaca."),
    "picture_pixels": Sentence(
        "Use at most {megapixels} {megapixels:megapixel|megapixels}.",
        "Pakai gambar paling besar {megapixels} megapiksel.",
    ),
    "picture_script": Sentence("This file holds more than a picture.", "Berkas ini berisi lebih dari gambar."),
    "not_all_images": Sentence("Name each image of the product once.", "Sebutkan setiap gambar produk ini satu kali."),
    "yes_or_no": Sentence("Write yes or no.", "Tulis ya atau tidak."),
    "row_long": Sentence(
        "This row has {cells} {cells:cell|cells}, the header {columns}; a comma inside a cell needs quotes around the "
        "cell.",
        "Baris ini punya {cells} sel, judulnya {columns}; sel yang berisi koma perlu diapit tanda kutip.",
    ),
    "row_cut": Sentence(
        "This price may have been cut at its comma; put quotes around it, or write it without.",
        "Harga ini mungkin terpotong pada komanya; apit dengan tanda kutip, atau tulis tanpa koma.",
    ),
    "row_repeated": Sentence("Line {line} is about the same product.", "Baris {line} berisi produk yang sama."),
    "several_products": Sentence(
        "Several of your products fit this row; give it a SKU.",
        "Beberapa produk Anda cocok dengan baris ini; beri SKU.",
    ),
    "file_empty": Sentence("This file has no rows.", "Berkas ini tidak berisi baris."),
    "file_workbook": Sentence(
        "This is a workbook; save it as CSV in your spreadsheet program.",
        "Ini buku kerja; simpan sebagai CSV di program lembar kerja Anda.",
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
    "sheet_of_text": Sentence(
        "This file is no workbook, so it has no sheets.", "Berkas ini bukan buku kerja, jadi tidak punya lembar."
    ),
    "encoding_of_workbook": Sentence(
        "A workbook tells its encoding itself; leave this out.",
        "Buku kerja sudah memuat pengodeannya sendiri; hilangkan isian ini.",
    ),
    "file_binary": Sentence("This is no text file; send a CSV.", "Ini bukan berkas teks; kirim CSV."),
    "file_page": Sentence("This is a web page and no CSV.", "Ini halaman web, bukan CSV."),
    "file_encoding": Sentence(
        "This text is damaged: it can't be decoded to its end.", "Teks ini rusak: tidak dapat dibaca sampai akhir."
    ),
    "file_letters": Sentence(
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
    "column_several": Sentence(
        "Several columns are called “{name}”; give them names of their own.",
        "Beberapa kolom bernama “{name}”; beri nama yang berbeda.",
    ),
    "column_held": Sentence(
        "The column “{name}” is named for something else already.",
        "Kolom “{name}” sudah disebut untuk isian lain.",
    ),
    "name_merged": Sentence(
        "This row of a variant has no name; merged cells hold it in their first row alone. Write it in each row.",
        "Baris varian ini tidak punya nama; sel gabungan hanya mengisinya di baris pertama. Tulis di setiap baris.",
    ),
    "code_zeros": Sentence(
        "This code is the number {code} in the workbook, and you have a product {other}; enter the code as text.",
        "Kode ini berupa angka {code} di buku kerja, dan Anda punya produk {other}; isi kodenya sebagai teks.",
    ),
    "file_no_price": Sentence(
        "No column has the prices (harga), and none of the first products is in your shop yet. Send price_column with "
        "one of the columns: {seen}",
        "Tidak ada kolom harga, dan produk-produk pertama belum ada di toko Anda. Kirim price_column dengan salah satu "
        "kolom: {seen}",
    ),
    "file_no_name": Sentence(
        "No column has the names (nama), and none of the first products is in your shop yet. Send name_column with one "
        "of the columns: {seen}",
        "Tidak ada kolom nama, dan produk-produk pertama belum ada di toko Anda. Kirim name_column dengan salah satu "
        "kolom: {seen}",
    ),
    "file_foreign": Sentence(
        "Prices such as {sample} are in another currency. Send rate, the rupiah for one unit of it, or convert them.",
        "Harga seperti {sample} memakai mata uang lain. Kirim rate, yaitu rupiah untuk satu satuannya, atau ubah dulu.",
    ),
    "file_maybe_foreign": Sentence(
        "All prices are below Rp 1,000, such as {sample}. Send rate, the rupiah for one unit of their currency; "
        "if they are rupiah, send rate=1.",
        "Semua harga di bawah Rp 1.000, misalnya {sample}. Kirim rate, yaitu rupiah untuk satu satuan mata uangnya; "
        "kalau sudah rupiah, kirim rate=1.",
    ),
    "file_shown_foreign": Sentence(
        "The workbook shows some numbers in another currency ({sample}). If prices are, send rate, the rupiah for one "
        "unit of it; if they are rupiah, send rate=1.",
        "Buku kerja ini menampilkan sebagian angka dalam mata uang lain ({sample}). Jika itu harga, kirim rate, yaitu "
        "rupiah untuk satu satuannya; jika harganya rupiah, kirim rate=1.",
    ),
    "rate": Sentence(
        "This must be a positive number of at most two decimals, such as 16250 or 105.3.",
        "Ini harus bilangan positif dengan paling banyak dua desimal, misalnya 16250 atau 105.3.",
    ),
    "file_columns_twice": Sentence("Two columns mean the same: {columns}.", "Dua kolom berarti sama: {columns}."),
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
    # Why an analysis came to nothing.
    "stopped_deadline": Sentence("It took too long.", "Waktunya terlalu lama."),
    "stopped_cpu": Sentence("It took too much computing.", "Perhitungannya terlalu berat."),
    "stopped_memory": Sentence("It took too much memory.", "Memorinya terlalu besar."),
    "stopped_crashed": Sentence("Something went wrong on our side.", "Ada yang salah di pihak kami."),
    # What is wrong with a file to analyse, or not told by it; its line, column and sample stand in the sentence.
    "file_compressed": Sentence(
        "This is a compressed file; unpack it and send the CSV or JSON inside.",
        "Ini berkas terkompresi; ekstrak lalu kirim CSV atau JSON di dalamnya.",
    ),
    "file_pdf": Sentence(
        "This is a PDF; send the table as CSV or JSON.", "Ini PDF; kirim tabelnya sebagai CSV atau JSON."
    ),
    "file_picture": Sentence(
        "This is a picture; send the table as CSV or JSON.", "Ini gambar; kirim tabelnya sebagai CSV atau JSON."
    ),
    "file_series": Sentence(
        "At most {most} series {most:is|are} analysed at once; send series=- for their sum alone, or name another"
        " column.",
        "Paling banyak {most} deret dianalisis sekaligus; kirim series=- untuk jumlahnya saja, atau sebut kolom lain.",
    ),
    "json_broken": Sentence(
        "The JSON breaks off or is not valid in line {line}.", "JSON terputus atau tidak sah pada baris {line}."
    ),
    "json_deep": Sentence(
        "The JSON is nested too deeply in line {line}.", "JSON bersarang terlalu dalam pada baris {line}."
    ),
    "json_large": Sentence(
        "JSON of this shape may have {megabytes} MB at most; send JSON lines or CSV.",
        "JSON berbentuk ini paling besar {megabytes} MB; kirim JSON lines atau CSV.",
    ),
    "json_shape": Sentence(
        "This JSON holds no table: send a list of objects, JSON lines, or an object with a list for each column.",
        "JSON ini tidak berisi tabel: kirim daftar objek, JSON lines, atau objek dengan satu daftar per kolom.",
    ),
    "header_short_of_cells": Sentence(
        "The header names {columns} {columns:column|columns}, but rows have up to {cells} {cells:cell|cells}; put"
        " quotes around numbers with a decimal comma, or a semicolon between cells.",
        "Judul menamai {columns} kolom, tetapi baris punya sampai {cells} sel; apit angka dengan koma desimal dengan"
        " tanda kutip, atau pakai titik koma di antara sel.",
    ),
    "column_unknown": Sentence(
        "There is no column “{name}”; there are: {columns}.", "Tidak ada kolom “{name}”; yang ada: {columns}."
    ),
    "columns_ambiguous": Sentence(
        "Several columns may be meant; say which with the parameter {parameter}: {columns}.",
        "Beberapa kolom mungkin dimaksud; pilih dengan parameter {parameter}: {columns}.",
    ),
    "date_missing": Sentence(
        "No column holds dates; say which with the parameter {parameter}: {columns}.",
        "Tidak ada kolom berisi tanggal; pilih dengan parameter {parameter}: {columns}.",
    ),
    "value_missing": Sentence(
        "No column holds numbers; say which with the parameter {parameter}: {columns}.",
        "Tidak ada kolom berisi angka; pilih dengan parameter {parameter}: {columns}.",
    ),
    "header_twice": Sentence(
        "Several columns are called “{name}”; write into each name which one it is, such as “Jan 2025”.",
        "Beberapa kolom bernama “{name}”; tulis di tiap nama yang mana, misalnya “Jan 2025”.",
    ),
    "direction_open": Sentence(
        "“{name}” says of each amount whether it comes in or goes out ({choices}), which is no sum; send which to leave"
        " out with the parameter {parameter}, or name the column with series.",
        "“{name}” menyebut apakah tiap nilai masuk atau keluar ({choices}), jadi tidak dijumlahkan; kirim yang tidak"
        " diikutkan dengan parameter {parameter}, atau sebut kolomnya dengan series.",
    ),
    "values_empty": Sentence("No row has a value in {columns}.", "Tidak ada baris dengan nilai di {columns}."),
    "dates_ambiguous": Sentence(
        "Whether “{sample}” in line {line} begins with the day or the month can't be told; say so with the parameter"
        " {parameter}: day_first or month_first.",
        "Tidak jelas apakah “{sample}” pada baris {line} diawali hari atau bulan; sebutkan dengan parameter"
        " {parameter}: day_first atau month_first.",
    ),
    "dates_short": Sentence(
        "Whether “{sample}” in line {line} is a day or a month of a year can't be told; send the {parameter} if it is a"
        " day, or write years with four digits.",
        "Tidak jelas apakah “{sample}” pada baris {line} sebuah hari atau bulan dari suatu tahun; kirim {parameter}"
        " jika itu hari, atau tulis tahun dengan empat angka.",
    ),
    "year_missing": Sentence(
        "“{sample}” in line {line} has no year, nor have most of the dates; say which with the parameter {parameter}.",
        "“{sample}” pada baris {line} tidak punya tahun, begitu pula kebanyakan tanggal; sebutkan dengan parameter"
        " {parameter}.",
    ),
    "years_open": Sentence(
        "The dates in “{column}” have no year, and the same ones come again; write the year, such as 2026-01.",
        "Tanggal di “{column}” tidak punya tahun, dan yang sama muncul lagi; tulis tahunnya, misalnya 2026-01.",
    ),
    "rows_unreadable": Sentence(
        "{faulty} of {rows} {rows:row|rows} can't be read; {faulty:it is|most of them are like} line {line}: "
        "“{sample}”.",
        "{faulty} dari {rows} baris tidak dapat dibaca; kebanyakan seperti baris {line}: “{sample}”.",
    ),
    # What is wrong with a course as its author writes it.
    "link": Sentence(
        "This must be an http or https address without a password.",
        "Ini harus alamat http atau https tanpa kata sandi.",
    ),
    "of_another_kind": Sentence("Contents of the kind {kind} have none.", "Materi berjenis {kind} tidak memilikinya."),
    "unknown_user": Sentence("This person does not exist.", "Orang ini tidak ada."),
    "unknown_course": Sentence("Course {id} does not exist.", "Kursus {id} tidak ada."),
    "unknown_section": Sentence("This course has no such section.", "Kursus ini tidak punya bagian itu."),
    "unknown_content": Sentence("This course has no content {id}.", "Kursus ini tidak punya materi {id}."),
    "one_right_option": Sentence(
        "A question of the kind single has one correct option; for several use multiple.",
        "Pertanyaan berjenis single punya satu pilihan benar; untuk beberapa, pakai multiple.",
    ),
    "course_once": Sentence("A course is bought once.", "Satu kursus cukup dibeli satu kali."),
    "foreign_product": Sentence("This product belongs to another seller.", "Produk ini milik penjual lain."),
    "file_is_empty": Sentence("This file is empty.", "Berkas ini kosong."),
    "not_all_parts": Sentence(
        "Name each section and each content of the draft once.",
        "Sebutkan setiap bagian dan setiap materi draf ini satu kali.",
    ),
    "moment": Sentence(
        "This must be a moment such as 2026-08-17T09:00:00+07:00.",
        "Ini harus waktu seperti 2026-08-17T09:00:00+07:00.",
    ),
    "visit": Sentence(
        "Use at most 64 visible ASCII characters.", "Pakai paling banyak 64 karakter ASCII yang terlihat."
    ),
    "too_large": Sentence("The total would be too large.", "Totalnya terlalu besar."),
    "idempotency_key": Sentence(
        "Use 1 to 255 visible ASCII characters.", "Pakai 1 sampai 255 karakter ASCII yang terlihat."
    ),
    # Why the rows of a file make no regular series.
    "no_values": Sentence("No row has a value.", "Tidak ada baris yang berisi nilai."),
    "values_too_large": Sentence(
        "The values are too large to reckon with.", "Nilai-nilainya terlalu besar untuk dihitung."
    ),
    "frequency_unclear": Sentence(
        "The dates don't say how often values come; send frequency as one of {choices}.",
        "Tanggalnya tidak menunjukkan seberapa sering nilai dicatat; kirim frequency, salah satu dari {choices}.",
    ),
    "frequency_too_fine": Sentence(
        "The dates tell no more than the {grain}, so frequency can't be {frequency}.",
        "Tanggalnya hanya menyebut {grain}, jadi frequency tidak bisa {frequency}.",
    ),
    "aggregate_unclear": Sentence(
        "Several rows fall on one date, and it isn't clear whether they add up, as sales do, or don't, as prices "
        "({columns}); send aggregate as sum or mean.",
        "Beberapa baris jatuh pada satu tanggal, dan belum jelas apakah nilainya dijumlahkan seperti penjualan atau "
        "tidak seperti harga ({columns}); kirim aggregate sebagai sum atau mean.",
    ),
    "through_invalid": Sentence(
        "This must be a day such as 2026-08-17, of the years from 1700 to 2200.",
        "Ini harus berupa tanggal seperti 2026-08-17, dari tahun 1700 sampai 2200.",
    ),
    "too_many_periods": Sentence(
        "From its first to its last date “{series}” has {periods} {periods:period|periods}; at most {most} "
        "{most:is|are} analysed. Is a date "
        "mistyped? Or send a coarser frequency.",
        "Dari tanggal pertama sampai terakhir “{series}” punya {periods} periode; paling banyak {most} yang "
        "dianalisis. Apakah ada tanggal salah ketik? Atau kirim frequency yang lebih kasar.",
    ),
    "too_many_series": Sentence(
        "At most {most} series {most:is|are} analysed at once; send series=- for their sum alone.",
        "Paling banyak {most} deret dianalisis sekaligus; kirim series=- untuk jumlahnya saja.",
    ),
    "too_many_cells": Sentence(
        "All series together have {cells} {cells:period|periods}; at most {most} {most:is|are} analysed. Send a "
        "coarser frequency, fewer rows, or series=- for the sum of all alone.",
        "Semua deret bersama punya {cells} periode; paling banyak {most} yang dianalisis. Kirim frequency yang lebih "
        "kasar, lebih sedikit baris, atau series=- untuk jumlah semuanya saja.",
    ),
    "invalid": Sentence("This value is not valid.", "Nilai ini tidak sah."),
}

# What people should know of a list of sales, and of an analysed file, by the codes of notices: of single rows and
# columns, whose place stands beside the sentence, and of series.
NOTICES: dict[str, Sentence] = {
    "own_purchases": Sentence(
        "These are your own purchases; send scope=sales for what you have sold.",
        "Ini pembelian Anda sendiri; kirim scope=sales untuk melihat yang Anda jual.",
    ),
    "date_empty": Sentence("This row has no date.", "Baris ini tidak punya tanggal."),
    "date_unreadable": Sentence(
        "This is no date between 1700 and 2200.", "Ini bukan tanggal antara tahun 1700 dan 2200."
    ),
    "value_unreadable": Sentence("This is no number.", "Ini bukan angka."),
    "value_too_large": Sentence(
        "This number is beyond a thousand million million.", "Angka ini lebih dari seribu juta juta."
    ),
    "value_ambiguous": Sentence(
        "Other cells of this file write thousands and decimals in both ways, so this number may be a thousand times"
        " as much.",
        "Sel lain di berkas ini menulis ribuan dan desimal dengan dua cara, jadi angka ini bisa seribu kali lebih"
        " besar.",
    ),
    "value_unit": Sentence(
        "This number is in another unit than most of its column.",
        "Satuan angka ini berbeda dari kebanyakan di kolomnya.",
    ),
    "series_unnamed": Sentence("This row does not name its series.", "Baris ini tidak menyebut deretnya."),
    "row_cells": Sentence(
        "This row has more cells than the header; a comma inside a cell needs quotes around the cell.",
        "Baris ini punya lebih banyak sel daripada judulnya; sel yang berisi koma perlu diapit tanda kutip.",
    ),
    "header_short": Sentence(
        "The header names fewer columns than the rows have; they are taken to be: {sample}.",
        "Judul menamai lebih sedikit kolom daripada isi barisnya; kolomnya dianggap: {sample}.",
    ),
    "header_missing": Sentence(
        "No row names the columns; they are called {sample}.",
        "Tidak ada baris yang menamai kolom; kolomnya disebut {sample}.",
    ),
    "record_unreadable": Sentence("This is no JSON object.", "Ini bukan objek JSON."),
    "thousands_assumed": Sentence(
        "Numbers such as this one are read as thousands, as nothing in the file says otherwise.",
        "Angka seperti ini dibaca sebagai ribuan karena tidak ada petunjuk lain di berkas.",
    ),
    "decimals_assumed": Sentence(
        "Numbers such as this one are read with a decimal comma, as cells end with a semicolon and nothing else in the"
        " file tells.",
        "Angka seperti ini dibaca dengan koma desimal karena sel dipisah titik koma dan tidak ada petunjuk lain.",
    ),
    "year_rolled_over": Sentence(
        "The dates have no year and go over New Year; the first row has the year that was sent. They are {sample}.",
        "Tanggalnya tidak punya tahun dan melewati Tahun Baru; baris pertama memakai tahun yang dikirim. Rentangnya"
        " {sample}.",
    ),
    "amounts_signed": Sentence(
        "Amounts with CR come in, and those with DB go out: these are read as negative.",
        "Angka dengan CR adalah uang masuk, dan dengan DB uang keluar: dibaca sebagai negatif.",
    ),
    "line_encoding": Sentence(
        "This line is no UTF-8 as the rest of the file is; it is read as Windows-1252.",
        "Baris ini bukan UTF-8 seperti isi berkas lainnya; dibaca sebagai Windows-1252.",
    ),
    "rows_cancelled": Sentence(
        "Rows of this status are counted though it says that nothing was sold (rows, sum): {sample}. Leave them out"
        " with the parameter skip, as column:cell.",
        "Baris berstatus ini ikut dihitung walau statusnya berarti tidak jadi terjual (baris, jumlah): {sample}."
        " Keluarkan dengan parameter skip, sebagai kolom:isi.",
    ),
    "rows_left_out": Sentence(
        "Rows are left out as was asked: {sample}.", "Baris tidak diikutkan sesuai permintaan: {sample}."
    ),
    "rows_missed": Sentence(
        "No row says “{sample}” here, so none is left out.",
        "Tidak ada baris berisi “{sample}” di kolom ini, jadi tidak ada yang dikeluarkan.",
    ),
    "column_ignored": Sentence(
        "This column is taken for remarks; name it with the parameter series if it is more.",
        "Kolom ini dianggap catatan; sebut dengan parameter series jika lebih dari itu.",
    ),
    "column_unused": Sentence(
        "Nothing is read from this column; name it with the parameter value or date if it is meant.",
        "Tidak ada yang dibaca dari kolom ini; sebut dengan parameter value atau date jika dimaksud.",
    ),
    "series_empty": Sentence(
        "“{sample}” has no value and is left out.", "“{sample}” tidak punya nilai dan tidak diikutkan."
    ),
    "series_total": Sentence(
        "“{sample}” is taken for the sum of the others and left out, so that nothing counts twice.",
        "“{sample}” dianggap jumlah dari yang lain dan tidak diikutkan, supaya tidak terhitung dua kali.",
    ),
    "sum_assumed": Sentence(
        "Nothing names what these numbers are; they are added up as sales are. If they are prices or rates, send "
        "aggregate as mean.",
        "Tidak ada nama yang menjelaskan angka ini; angka dijumlahkan seperti penjualan. Jika ini harga atau kurs, "
        "kirim aggregate sebagai mean.",
    ),
    "mean_assumed": Sentence(
        "Nothing names what these numbers are; they are averaged as prices and rates are. If they are sales, send "
        "aggregate as sum.",
        "Tidak ada nama yang menjelaskan angka ini; angka dirata-rata seperti harga atau kurs. Jika ini penjualan, "
        "kirim aggregate sebagai sum.",
    ),
    "date_coarser": Sentence(
        "A row is dated {sample}, a longer period than the others; it is left out, so that nothing counts twice.",
        "Ada baris bertanggal {sample}, periode yang lebih panjang dari yang lain; baris itu tidak diikutkan supaya "
        "tidak terhitung dua kali.",
    ),
    "weekend_day": Sentence(
        "{sample} is a weekend among business days; it is counted on the Friday before.",
        "{sample} adalah akhir pekan di antara hari kerja; nilainya dihitung pada hari Jumat sebelumnya.",
    ),
    "value_estimated": Sentence(
        "“{sample}” has periods whose cells are empty or can't be read; they are estimated from their neighbours, not "
        "taken for zero.",
        "“{sample}” punya periode yang selnya kosong atau tidak terbaca; nilainya diperkirakan dari periode di "
        "sekitarnya, bukan dianggap nol.",
    ),
    "empty_zero": Sentence(
        "Many cells are empty; they are taken for nothing sold. If nobody knows, send fill as interpolate.",
        "Banyak sel kosong; dianggap tidak ada penjualan. Jika nilainya tidak diketahui, kirim fill sebagai "
        "interpolate.",
    ),
    "first_period_incomplete": Sentence(
        "The rows begin within the period {sample}, whose sum would be too small; it is left out.",
        "Baris dimulai di tengah periode {sample}, sehingga jumlahnya terlalu kecil; periode itu tidak diikutkan.",
    ),
    "last_period_incomplete": Sentence(
        "The rows end within the period {sample}, whose sum would be too small; it is left out.",
        "Baris berakhir di tengah periode {sample}, sehingga jumlahnya terlalu kecil; periode itu tidak diikutkan.",
    ),
    "horizon_beyond_history": Sentence(
        "The forecast reaches further ahead than the data reach back, so little is known of its end.",
        "Ramalan menjangkau lebih jauh daripada riwayat datanya, jadi bagian akhirnya kurang pasti.",
    ),
    "totals_unlike": Sentence(
        "There is no total: {sample} can't be added to each other.",
        "Tidak ada total: {sample} tidak bisa dijumlahkan.",
    ),
    "totals_left_out": Sentence(
        "The series are too far apart in time or size for a sum of them to tell anything.",
        "Deret-deretnya terlalu berjauhan waktu atau besarnya, jadi jumlahnya tidak bermakna.",
    ),
}

# Why a course could never be completed, by the codes of domain/courses/publishing.py.
REASONS: dict[str, Sentence] = {
    "nothing_counts": Sentence(
        "No content has to be done: a course needs at least one that is required.",
        "Tidak ada materi yang harus dikerjakan: kursus perlu paling sedikit satu materi wajib.",
    ),
    "never_passed": Sentence(
        "“{title}” has to be passed, but only a quiz can be passed.",
        "“{title}” harus lulus, padahal hanya kuis yang bisa lulus.",
    ),
    "no_words": Sentence("The text “{title}” is empty.", "Teks “{title}” kosong."),
    "no_link": Sentence("The video “{title}” has no link.", "Video “{title}” tidak punya tautan."),
    "no_file": Sentence("“{title}” has no file.", "“{title}” tidak punya berkas."),
    "no_questions": Sentence("The quiz “{title}” has no questions.", "Kuis “{title}” tidak punya pertanyaan."),
    "too_few_questions": Sentence(
        "The quiz “{title}” draws more questions than it has.",
        "Kuis “{title}” mengambil lebih banyak pertanyaan daripada yang ada.",
    ),
    "no_right_answer": Sentence(
        "The question “{question}” of “{title}” has no right answer.",
        "Pertanyaan “{question}” pada “{title}” tidak punya jawaban benar.",
    ),
    "two_right_answers": Sentence(
        "The question “{question}” of “{title}” takes one answer, but has several right ones.",
        "Pertanyaan “{question}” pada “{title}” menerima satu jawaban, padahal punya beberapa jawaban benar.",
    ),
    "no_choice": Sentence(
        "The question “{question}” of “{title}” leaves no choice.",
        "Pertanyaan “{question}” pada “{title}” tidak memberi pilihan.",
    ),
    "needs_itself": Sentence(
        "“{title}” has to be done before itself.", "“{title}” harus dikerjakan sebelum dirinya sendiri."
    ),
    "needs_removed": Sentence(
        "“{title}” opens after “{needed}”, which is not in the course any more.",
        "“{title}” terbuka setelah “{needed}”, yang sudah tidak ada di kursus ini.",
    ),
    "needs_ring": Sentence(
        "“{title}” opens after “{needed}”, which opens only after “{title}”.",
        "“{title}” terbuka setelah “{needed}”, yang baru terbuka setelah “{title}”.",
    ),
    "needs_later": Sentence(
        "“{title}” opens after “{needed}”, which stands behind it and opens only after it.",
        "“{title}” terbuka setelah “{needed}”, yang berada di belakangnya dan baru terbuka sesudahnya.",
    ),
    "needs_impossible": Sentence(
        "“{title}” opens after “{needed}”, which can never be done.",
        "“{title}” terbuka setelah “{needed}”, yang tidak akan pernah bisa dituntaskan.",
    ),
    "course_missing": Sentence(
        "The course “{needed}”, which has to be completed first, is not published.",
        "Kursus “{needed}”, yang harus dituntaskan lebih dulu, tidak diterbitkan.",
    ),
    "course_ring": Sentence(
        "The course “{needed}”, which has to be completed first, itself asks for this one.",
        "Kursus “{needed}”, yang harus dituntaskan lebih dulu, justru meminta kursus ini.",
    ),
}


class Fault(NamedTuple):
    """What is wrong with one field: its dotted path, a key of FIELDS, the words of its sentence."""

    field: str
    code: str
    words: dict[str, Any] = {}


class Reason(NamedTuple):
    """One of several reasons of a problem: a key of REASONS, what it is about, the words of its sentence."""

    code: str
    content_id: int | None = None
    title: str | None = None
    words: dict[str, Any] = {}

    def told(self, tongue: str) -> dict[str, Any]:
        """The reason as an answer shows it."""
        sentence = REASONS[self.code].told(tongue, {"title": self.title, **self.words})
        return {"code": self.code, "content_id": self.content_id, "title": self.title, "msg": sentence}


# What each problem's body has of its own: RFC 9457's members, and ours. No problem brings another value for one.
RESERVED = frozenset(
    {"type", "title", "status", "detail", "instance", "code", "msg", "request_id", "errors", "reasons"}
)


class Problem(Exception):
    """A request that fails in a foreseen way.

    `words` fill the sentence and stand in the body; `members` stand in the body only. An unknown
    code is a KeyError here and not at the client, a word or member of RESERVED a TypeError.
    """

    def __init__(
        self,
        code: str,
        faults: Sequence[Fault] = (),
        headers: dict[str, str] | None = None,
        members: dict[str, Any] | None = None,
        reasons: Sequence[Reason] = (),
        **words: Any,
    ) -> None:
        self.reasons = reasons
        self.status, self.sentence = PROBLEMS[code]
        self.code = code
        self.faults = faults
        self.headers = headers or {}
        self.words = words
        self.members = members or {}
        if taken_over := RESERVED & (self.words.keys() | self.members.keys()):
            raise TypeError(f"{code} can't bring its own {', '.join(sorted(taken_over))}")
        super().__init__(code)


def invalid(field: str, code: str, **words: Any) -> Problem:
    """A 422 that names one field."""
    return Problem("validation_failed", [Fault(field, code, words)])


def taken(field: str) -> Problem:
    """A 409 that names the field whose value belongs to another row."""
    return Problem("taken", [Fault(field, "taken")], field=field)


# How a credential may be sent; where one came by the wrong way, the right one alone is told.
CHALLENGES = {"token_misplaced": 'Bearer realm="finenice"', "key_misplaced": 'ApiKey realm="finenice"'}


def language() -> str:
    """The language of this request's sentences: English unless Accept-Language prefers Indonesian."""
    return request.accept_languages.best_match(LANGUAGES, "en") or "en"


def answer(problem: Problem) -> Response:
    """The problem as a response in the caller's language."""
    tongue = language()
    sentence = problem.sentence.told(tongue, problem.words)
    body: dict[str, Any] = {
        "type": f"urn:finenice:problem:{problem.code}",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": sentence,
        "code": problem.code,
        "msg": sentence,
        "request_id": g.get("request_id"),
        **problem.words,
        **problem.members,
    }
    if problem.faults:
        body["errors"] = [
            {"field": fault.field, "code": fault.code, "msg": FIELDS[fault.code].told(tongue, fault.words)}
            for fault in problem.faults
        ]
    if problem.reasons:
        body["reasons"] = [reason.told(tongue) for reason in problem.reasons]
    response = Response(orjson.dumps(body), problem.status, content_type="application/problem+json")
    response.headers.update(problem.headers)
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = CHALLENGES.get(problem.code, ", ".join(CHALLENGES.values()))
    if problem.status == 503:
        response.headers.setdefault("Retry-After", "2")
    g.problem = problem.code
    return response


def from_validation(error: ValidationError) -> Problem:
    """What pydantic found, field by field, without the values, which may be secrets.

    Of more than MOST_FAULTS the first ones: a megabyte of unknown fields would be eight megabytes of answer.
    """
    faults = []
    for found in error.errors(include_url=False, include_input=False)[:MOST_FAULTS]:
        code = found["type"] if found["type"] in FIELDS else "invalid"
        if code in ("too_long", "too_short") and found["ctx"]["field_type"] == "Value":
            # A text whose length is asked for once it is trimmed.
            code = f"string_{code}"
        path = ".".join(str(step)[:LONGEST_STEP] for step in found["loc"]) or "body"
        words = dict(found.get("ctx", {}))
        if code == "literal_error":
            # pydantic writes 'a', 'b' or 'c', in English.
            words["expected"] = ", ".join(words["expected"].rsplit(" or ", 1))
        faults.append(Fault(path, code, words))
    return Problem("validation_failed", faults)


HTTP_CODES = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "payload_too_large",
    415: "unsupported_media_type",
    416: "range_not_satisfiable",
}


def _from_http(error: HTTPException) -> Problem:
    """Werkzeug's own exceptions, with the headers that belong to them (405 has Allow)."""
    headers = {name: value for name, value in error.get_headers() if name.lower() != "content-type"}
    status = error.code or 500
    code = HTTP_CODES.get(status) or ("internal_error" if status >= 500 else "bad_request")
    if code == "method_not_allowed":
        return Problem(code, headers=headers, method=request.method)
    return Problem(code, headers=headers)


def _from_database(error: mysql.connector.Error) -> Problem:
    """What the database refused: gone, too busy, or a rule of the schema that no route has foreseen."""
    if error.errno in (1451, 1452):
        return Problem("still_in_use")
    if error.errno in (1213, 1205, 1020, 1047) or (error.errno == 1040):
        return Problem("busy", headers={"Retry-After": "1"})
    if (
        error.errno is None
        or error.errno < 1000
        or error.errno >= 2000
        or error.errno in (1053, 1927, 1044, 1045, 1049)
    ):
        return Problem("database_unavailable")
    return Problem("internal_error")


def install(app: APIFlask) -> None:
    """Registers the one way in which the app tells its failures."""

    def handle_problem(problem: Problem) -> Response:
        return answer(problem)

    def handle_validation(error: HTTPError) -> Response:
        cause = error.__cause__
        return answer(from_validation(cause) if isinstance(cause, ValidationError) else Problem("bad_request"))

    def handle_http(error: HTTPException) -> Response:
        if error.code is not None and error.code < 400 and error.response is None:
            return Response(status=error.code, headers=dict(error.get_headers()))
        return answer(_from_http(error))

    def handle_database(error: mysql.connector.Error) -> Response:
        problem = _from_database(error)
        if problem.status != 409:
            log.error("database error", extra={"errno": error.errno}, exc_info=error)
        return answer(problem)

    def handle_rest(error: Exception) -> Response:
        log.error("unforeseen error", exc_info=error)
        return answer(Problem("internal_error"))

    app.register_error_handler(Problem, handle_problem)
    app.register_error_handler(HTTPError, handle_validation)  # type: ignore[arg-type]
    app.register_error_handler(HTTPException, handle_http)
    app.register_error_handler(mysql.connector.Error, handle_database)
    app.register_error_handler(Exception, handle_rest)
