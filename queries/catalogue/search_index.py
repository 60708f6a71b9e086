"""The words by which products are found, and the table that leads from a word to its products."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import orjson

import db

WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 40
# About half a megabyte of JSON, a small part of what a server takes at once.
POSTINGS_A_STATEMENT = 50_000


def split(text: str) -> list[str]:
    """The words of a text as they are compared: letters and digits, without case and accents, each once."""
    plain = text.lower()
    if not plain.isascii():
        # Without marks before, too: a long run of them would have to be sorted, which takes the square of its length.
        plain = _without_marks(unicodedata.normalize("NFKD", _without_marks(text.casefold())))
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in WORD.findall(plain)))


def _without_marks(text: str) -> str:
    return "".join(mark for mark in text if not unicodedata.combining(mark))


def of_product(name: str, description: str, sku: str | None, barcodes: Iterable[str]) -> str:
    """The value of products.words: all words of the product, each between spaces."""
    return " ".join(["", *split(" ".join([name, description, sku or "", *barcodes])), ""])


def move(changes: Sequence[tuple[int, str, str]]) -> None:
    """Brings product_words from the old to the new words of each `(product_id, old, new)`.

    A product that is not listed has no words there, so its side of the change is an empty text.
    """
    gone: dict[str, list[int]] = {}
    come: dict[str, list[int]] = {}
    for product_id, old, new in changes:
        before, after = set(old.split()), set(new.split())
        for word in before - after:
            gone.setdefault(word, []).append(product_id)
        for word in after - before:
            come.setdefault(word, []).append(product_id)
    for part in _parts(gone):
        db.execute(
            """
            DELETE w
            FROM   JSON_TABLE(%s, '$[*]' COLUMNS (
                       word VARCHAR(40) CHARACTER SET utf8mb4 PATH '$[0]',
                       NESTED PATH '$[1][*]' COLUMNS (product_id BIGINT PATH '$'))) gone
            STRAIGHT_JOIN product_words w
                       ON w.word = CONVERT(gone.word USING utf8mb4) COLLATE utf8mb4_bin
                      AND w.product_id = gone.product_id
            """,
            (part,),
        )
    for part in _parts(come):
        db.execute(
            """
            INSERT INTO product_words (word, product_id)
            SELECT come.word, come.product_id
            FROM   JSON_TABLE(%s, '$[*]' COLUMNS (
                       word VARCHAR(40) CHARACTER SET utf8mb4 PATH '$[0]',
                       NESTED PATH '$[1][*]' COLUMNS (product_id BIGINT PATH '$'))) come
            """,
            (part,),
        )


def _parts(postings: dict[str, list[int]]) -> Iterable[str]:
    """The postings as JSON in the order of the index: neighbours share its pages, and two writers can't deadlock."""
    part: list[tuple[str, list[int]]] = []
    length = 0
    for word, product_ids in sorted(postings.items()):
        part.append((word, sorted(product_ids)))
        length += len(product_ids)
        if length >= POSTINGS_A_STATEMENT:
            yield orjson.dumps(part).decode()
            part, length = [], 0
    if part:
        yield orjson.dumps(part).decode()
