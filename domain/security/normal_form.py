"""Unicode normal forms in time that grows with the length of the text."""

from __future__ import annotations

import unicodedata

# What the Stream-Safe Text Format of UAX #15 allows; no language comes near it.
MOST_MARKS = 30


class TooManyMarks(ValueError):
    """More than MOST_MARKS combining marks follow one another."""


def nfc(text: str) -> str:
    """Return the text in NFC, or raise TooManyMarks.

    Normalisation sorts the combining marks between two letters, in CPython by insertion: 40,000 of them take 6 s.
    """
    if text.isascii():
        return text
    run = 0
    for mark in text:
        run = run + 1 if unicodedata.combining(mark) else 0
        if run > MOST_MARKS:
            raise TooManyMarks
    return unicodedata.normalize("NFC", text)
