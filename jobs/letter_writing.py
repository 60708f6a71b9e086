"""A letter as text and as HTML, both out of one template.

A template's paragraphs stand apart by an empty line. One that is a link alone, `{link}` or an address below `{shop}`,
is a button in HTML; one that is a word whose value is a list of pairs becomes a table; one that is empty once it is
filled is left out. What the words hold is text in every place: it can make no paragraph, no markup and no header.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from errors import fill
from jobs.letter_templates import CLOSING, TEMPLATES

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\{\w*link\}|\{shop\}\S*")
WORD = re.compile(r"\{(\w+)\}")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")

_pages = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined)


class Block(NamedTuple):
    """A paragraph: lines of text, one link, or the rows of a table."""

    kind: Literal["text", "link", "table"]
    text: str = ""
    rows: list[tuple[str, str]] = []


class Written(NamedTuple):
    """A letter in its language: one line, plain text, and a page of HTML."""

    subject: str
    text: str
    html: str


def write(template: str, language: str, words: dict[str, Any], shop_name: str, shop: str) -> Written:
    """Fills the template; a KeyError names the word, template or language that is missing."""
    source = TEMPLATES[template][language]
    words = {"shop": shop, **words}
    subject = _one_line(fill(source.subject, words))
    blocks = list(_blocks(source.body, words))
    closing = CLOSING[language].format(shop_name=shop_name)
    text = "\n\n".join([*(_plain(block) for block in blocks), f"-- \n{closing}"]) + "\n"
    html = _pages.get_template("letter.html").render(
        language=language, subject=subject, blocks=blocks, shop_name=shop_name, shop=shop, closing=closing
    )
    return Written(subject, text, html)


def _blocks(body: str, words: dict[str, Any]) -> Iterator[Block]:
    # The template is taken apart before it is filled, so that no word can begin a paragraph.
    alone = re.sub(rf"^({LINK.pattern})$", r"\n\1\n", body, flags=re.MULTILINE)
    for paragraph in re.split(r"\n\s*\n", alone.strip()):
        word = WORD.fullmatch(paragraph)
        if word and isinstance(words[word[1]], list):
            yield Block("table", rows=[(_one_line(name), _one_line(value)) for name, value in words[word[1]]])
            continue
        filled = fill(paragraph, words).strip()
        if LINK.fullmatch(paragraph) and ADDRESS.fullmatch(filled):
            yield Block("link", filled)
        elif filled:
            yield Block("text", filled)


def _plain(block: Block) -> str:
    return "\n".join(f"{name}: {value}" for name, value in block.rows) if block.rows else block.text


def _one_line(text: str) -> str:
    """The text without line breaks and control characters, which a header must not hold."""
    return " ".join("".join(" " if unicodedata.category(mark) == "Cc" else mark for mark in text).split())
