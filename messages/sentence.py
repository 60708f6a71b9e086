"""One sentence in English and Indonesian, with {words} to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

LANGUAGES = ("en", "id")

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

    def translate(self, language: str, words: Mapping[str, Any]) -> str:
        """The sentence in one of LANGUAGES. A KeyError names a word that is missing."""
        return fill(self[LANGUAGES.index(language)], translate_terms(words, language))


def translate_terms(words: Mapping[str, Any], language: str) -> dict[str, Any]:
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
