"""A message in English and Indonesian, with {words} to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

LANGUAGES = ("en", "id")
GROUP_SIGNS = (",", ".")
# From here on, digits are grouped.
LARGE = 10_000

# {count:one|many} or {count:none|one|many}: the form that goes with the number.
CHOICE = re.compile(r"\{(\w+):((?:[^{}]|\{\w+\})*)\}")

# Values of the API, by member, as they read in a sentence.
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
    "backup_error": {
        "not_configured": ("the settings of backups are wrong", "pengaturan cadangan salah"),
        "target_unavailable": (
            "the place for backups does not answer or refuses them",
            "tempat cadangan tidak menjawab atau menolaknya",
        ),
        "disk_full": ("the disk is full", "disk penuh"),
        "database_unavailable": ("the database did not answer", "basis data tidak menjawab"),
        "schema_changed": ("the database was upgraded meanwhile", "basis data sedang ditingkatkan"),
        "files_changed": ("a file was changed meanwhile", "sebuah berkas berubah saat dibaca"),
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
    # Of somebody who is not named.
    "customer_name": {"": ("The customer", "Pelanggan ini")},
    # The columns of a product list.
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
    """A message in both languages.

    `{word}` is replaced by a value, `{count:one|many}` or `{count:none|one|many}` by the form that goes with a number.
    """

    en: str
    id: str

    def translate(self, language: str, words: Mapping[str, Any]) -> str:
        """Return the message in one of LANGUAGES, or raise KeyError for a missing word."""
        return fill(self[LANGUAGES.index(language)], translate_terms(words, language))


def translate_terms(words: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return the words with the values of TERMS and a large limit as one of LANGUAGES writes them."""
    place = LANGUAGES.index(language)
    terms = {name: TERMS[name][word][place] for name, word in words.items() if name in TERMS and word in TERMS[name]}
    if "roles" in words:
        # Several roles, in the form of the guards: "seller / admin".
        known = TERMS["role"]
        terms["roles"] = " / ".join(known[role][place] for role in words["roles"].split(" / "))
    for name in ("le", "price"):
        if isinstance(words.get(name), int) and words[name] >= LARGE:
            terms[name] = f"{words[name]:,}".replace(",", GROUP_SIGNS[place])
    return {**words, **terms}


def fill(text: str, words: Mapping[str, Any]) -> str:
    """Return the text with its {words} and number forms filled in, or raise KeyError for a missing word."""

    def choose(match: re.Match[str]) -> str:
        *none, one, many = match[2].split("|")
        count = words[match[1]]
        return none[0] if none and count == 0 else one if count == 1 else many

    return CHOICE.sub(choose, text).format_map(words)
