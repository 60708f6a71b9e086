"""A letter as text and as HTML, both out of one template.

A template's paragraphs stand apart by an empty line. `[What it does]({link})`, or an address below `{shop}` in place of
`{link}`, is a button in HTML; a word whose value is a list of pairs becomes a table; a paragraph that is empty once it
is filled is left out. What the words hold is text in every place: it can make no paragraph, no markup and no header.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import messages
import messages.sentence
from domain.courses.certificate import Issuer
from mail.templates import CLOSING, TEMPLATES

ROOT = Path(__file__).resolve().parent.parent
BUTTON = re.compile(r"\[([^\]]+)\]\((\{link\}|\{shop\}[^\s)]*)\)")
WORD = re.compile(r"\{(\w+)\}")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")

_pages = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined)


class Block(NamedTuple):
    """A paragraph: lines of text, a link and what it does, or the rows of a table, of sums the first one in bold."""

    kind: Literal["text", "link", "table", "sums"]
    text: str = ""
    link: str = ""
    rows: list[tuple[str, str]] = []


class Written(NamedTuple):
    """A letter in its language: one line, plain text, and a page of HTML."""

    subject: str
    text: str
    html: str


def write(template: str, language: str, words: dict[str, Any], issuer: Issuer) -> Written:
    """Fills the template; a KeyError names the word, template or language that is missing."""
    source = TEMPLATES[template][language]
    words = messages.sentence.translate_terms({"shop": issuer.url, **words}, language)
    subject = _one_line(messages.fill(source.subject, words))
    blocks = list(_blocks(source.body, words))
    closing = CLOSING[language].format(shop_name=issuer.name)
    text = "\n\n".join([*(_plain(block) for block in blocks), f"-- \n{closing}"]) + "\n"
    html = _pages.get_template("letter.html").render(
        language=language, subject=subject, blocks=blocks, shop=issuer, closing=closing
    )
    return Written(subject, text, html)


def _blocks(body: str, words: dict[str, Any]) -> Iterator[Block]:
    # The template is taken apart before it is filled, so that no word can begin a paragraph.
    for paragraph in body.strip().split("\n\n"):
        paragraph = paragraph.replace("\n", " ")
        word, button = WORD.fullmatch(paragraph), BUTTON.fullmatch(paragraph)
        if word and isinstance(words[word[1]], list):
            rows = [(_one_line(name), _one_line(value)) for name, value in words[word[1]]]
            yield Block("sums" if word[1] == "sums" else "table", rows=rows)
            continue
        filled = messages.fill(button[2] if button else paragraph, words).strip()
        if button and ADDRESS.fullmatch(filled):
            yield Block("link", button[1], filled)
        elif filled:
            yield Block("text", filled)


def _plain(block: Block) -> str:
    if block.rows:
        return "\n".join(f"{name}: {value}" for name, value in block.rows)
    return f"{block.text}:\n{block.link}" if block.link else block.text


def _one_line(text: str) -> str:
    """The text without line breaks and control characters, which a header must not hold."""
    return " ".join("".join(" " if unicodedata.category(mark) == "Cc" else mark for mark in text).split())
