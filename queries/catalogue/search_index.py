"""The search index of products: words of texts, and the table from words to products."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import orjson

import db

WORD = re.compile(r"[^\W_]+")
MAX_WORD = 40
# Of a search.
MAX_TERMS = 8
# About half a megabyte of JSON, a small part of the largest packet.
POSTINGS_PER_STATEMENT = 50_000


def split(text: str) -> list[str]:
    """Return the distinct words of a text in comparable form: letters and digits without case and accents."""
    plain = text.lower()
    if not plain.isascii():
        # Remove marks before normalizing, too: NFKD takes quadratic time to sort a long run of them.
        plain = _without_marks(unicodedata.normalize("NFKD", _without_marks(text.casefold())))
    return list(dict.fromkeys(word[:MAX_WORD] for word in WORD.findall(plain)))


def _without_marks(text: str) -> str:
    return "".join(mark for mark in text if not unicodedata.combining(mark))


class Term(NamedTuple):
    """A word of a search, or a prefix of one."""

    word: str
    is_prefix: bool


def terms_of(search: str) -> list[Term]:
    """Return the words of a search. The last may be a prefix, as while a user types."""
    found = split(search)[:MAX_TERMS]
    return [Term(word, position == len(found)) for position, word in enumerate(found, 1)]


def complete_prefix(term: Term) -> Term:
    """Return the only word with this prefix, or the prefix itself if there are several or none."""
    after_clause: str | None = term.word
    found = []
    for comparison in (">=", ">"):
        after_clause = db.fetch_value(
            f"""
            SELECT   word
            FROM     product_words
            WHERE    word {comparison} %s
            ORDER BY word
            LIMIT    1
            """,
            (after_clause,),
        )
        if after_clause is None or not after_clause.startswith(term.word):
            break
        found.append(after_clause)
    return Term(found[0], is_prefix=False) if len(found) == 1 else term


def of_product(name: str, description: str, sku: str | None, barcodes: Iterable[str]) -> str:
    """Return the value of products.words: all words of the product, each between spaces."""
    return " ".join(["", *split(" ".join([name, description, sku or "", *barcodes])), ""])


def update(changes: Sequence[tuple[int, str, str]]) -> None:
    """Update product_words from the old to the new words of each `(product_id, old, new)`.

    A product that is not listed has no words there, so its side of the change is an empty string.
    """
    removed: dict[str, list[int]] = {}
    added: dict[str, list[int]] = {}
    for product_id, old, new in changes:
        before, after = set(old.split()), set(new.split())
        for word in before - after:
            removed.setdefault(word, []).append(product_id)
        for word in after - before:
            added.setdefault(word, []).append(product_id)
    for batch in _json_batches(removed):
        db.execute(
            """
            DELETE w
            FROM   JSON_TABLE(%s, '$[*]' COLUMNS (
                       word VARCHAR(40) CHARACTER SET utf8mb4 PATH '$[0]',
                       NESTED PATH '$[1][*]' COLUMNS (product_id BIGINT PATH '$'))) removed
            STRAIGHT_JOIN product_words w
                       ON w.word = CONVERT(removed.word USING utf8mb4) COLLATE utf8mb4_bin
                      AND w.product_id = removed.product_id
            """,
            (batch,),
        )
    for batch in _json_batches(added):
        db.execute(
            """
            INSERT INTO product_words (word, product_id)
            SELECT added.word, added.product_id
            FROM   JSON_TABLE(%s, '$[*]' COLUMNS (
                       word VARCHAR(40) CHARACTER SET utf8mb4 PATH '$[0]',
                       NESTED PATH '$[1][*]' COLUMNS (product_id BIGINT PATH '$'))) added
            """,
            (batch,),
        )


def _json_batches(postings: dict[str, list[int]]) -> Iterable[str]:
    """Yield the postings as JSON in index order: neighbours share pages, and two writers can't deadlock."""
    batch: list[tuple[str, list[int]]] = []
    length = 0
    for word, product_ids in sorted(postings.items()):
        batch.append((word, sorted(product_ids)))
        length += len(product_ids)
        if length >= POSTINGS_PER_STATEMENT:
            yield orjson.dumps(batch).decode()
            batch, length = [], 0
    if batch:
        yield orjson.dumps(batch).decode()
