"""The words by which products are found, and the table that leads from a word to its products."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import orjson

import db

WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 40
# About four megabytes of JSON, a quarter of what a server takes at once by default.
POSTINGS_A_STATEMENT = 50_000


def split(text: str) -> list[str]:
    """The words of a text as they are compared: letters and digits, without case and accents, each once."""
    plain = text.lower()
    if not plain.isascii():
        folded = unicodedata.normalize("NFKD", text.casefold())
        plain = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in WORD.findall(plain)))


def of_product(name: str, description: str, sku: str | None, barcodes: Iterable[str]) -> str:
    """The value of products.words: all words of the product, each between spaces."""
    return " ".join(["", *split(" ".join([name, description, sku or "", *barcodes])), ""])


def move(changes: Sequence[tuple[int, str, str]]) -> None:
    """Brings product_words from the old to the new words of each `(product_id, old, new)`.

    A product that is not listed has no words there, so its side of the change is an empty text.
    """
    gone: list[tuple[str, int]] = []
    come: list[tuple[str, int]] = []
    for product_id, old, new in changes:
        before, after = set(old.split()), set(new.split())
        gone += [(word, product_id) for word in before - after]
        come += [(word, product_id) for word in after - before]
    # In the order of the index: neighbours share its pages, and two writers can't wait for each other.
    for part in _parts(sorted(gone)):
        db.execute(
            """
            DELETE w
            FROM   JSON_TABLE(%s, '$[*]' COLUMNS (
                       word       VARCHAR(40) CHARACTER SET utf8mb4 PATH '$[0]',
                       product_id BIGINT PATH '$[1]')) gone
            STRAIGHT_JOIN product_words w
                       ON w.word = CONVERT(gone.word USING utf8mb4) COLLATE utf8mb4_bin
                      AND w.product_id = gone.product_id
            """,
            (part,),
        )
    for part in _parts(sorted(come)):
        db.execute(
            """
            INSERT INTO product_words (word, product_id)
            SELECT come.word, come.product_id
            FROM   JSON_TABLE(%s, '$[*]' COLUMNS (
                       word       VARCHAR(40) CHARACTER SET utf8mb4 PATH '$[0]',
                       product_id BIGINT PATH '$[1]')) come
            """,
            (part,),
        )


def _parts(postings: list[tuple[str, int]]) -> Iterable[str]:
    for start in range(0, len(postings), POSTINGS_A_STATEMENT):
        yield orjson.dumps(postings[start : start + POSTINGS_A_STATEMENT]).decode()
