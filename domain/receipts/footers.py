"""The clause that a receipt must not have: that goods or money are never given back.

UU 8/1999, article 18(1)b and c, forbids it, and it is void.
"""

from __future__ import annotations

import re

LONGEST = 300
# Each line holds words of one kind, in Indonesian and in English.
NEGATIONS, VERBS, NOUNS, JOINED, CONDITIONS, PERIODS = (
    frozenset(line.split())
    for line in (
        "tidak tdk tak ga gak gk nggak ngga enggak tiada dilarang no not non cannot cant never dont wont",
        # "Not ... returned": the words in between do not matter.
        "dikembalikan kembalikan ditukar ditukarkan diretur direfund returned exchanged refunded returnable refundable",
        # "No returns": a noun stands near its negation, or it belongs to something else.
        "retur refund refunds return returns exchange exchanges exchangeable pengembalian penukaran tukar",
        "nonreturnable nonrefundable nonexchangeable",
        # "Not without a receipt", "not after 7 days" are conditions, which are the shop's to set.
        "tanpa kecuali without unless except",
        "jam hari minggu bulan hour hours day days week weeks month months",
    )
)
VERB_DISTANCE, NOUN_DISTANCE = 6, 3
SENTENCE = re.compile(r"[.;!?\n\r]")
WORD = re.compile(r"[^\W_]+")


def refuses_returns(text: str) -> bool:
    """Return True if a sentence of the text says without a condition that nothing is returned or exchanged."""
    plain = text[:LONGEST].casefold().replace("'", "").replace("’", "")
    return any(_refuses(WORD.findall(sentence)) for sentence in SENTENCE.split(plain))


def _refuses(words: list[str]) -> bool:
    if CONDITIONS & set(words) or (PERIODS & set(words) and any(word.isdigit() for word in words)):
        return False
    if JOINED & set(words) or ("final" in words and {"sale", "sales"} & set(words)):
        return True
    return any(
        (word in VERBS and NEGATIONS & set(words[max(0, place - VERB_DISTANCE) : place]))
        or (word in NOUNS and NEGATIONS & set(words[max(0, place - NOUN_DISTANCE) : place]))
        for place, word in enumerate(words)
    )
