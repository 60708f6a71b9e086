"""Render an e-mail as text and as HTML from one template.

Paragraphs are separated by an empty line. `[Label]({link})`, or a URL below `{shop}` in place of `{link}`, is a button
in HTML. A word whose value is a list of pairs becomes a table. A paragraph that is empty after filling is left out.
Words are always plain text: they can't create paragraphs, markup or headers.
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
    """A paragraph: text, a link with its label, or the rows of a table. The total of sums is bold."""

    kind: Literal["text", "link", "table", "sums"]
    text: str = ""
    link: str = ""
    rows: list[tuple[str, str]] = []


class RenderedEmail(NamedTuple):
    """An e-mail in one language: subject, plain text and HTML."""

    subject: str
    text: str
    html: str


def render(template: str, language: str, words: dict[str, Any], issuer: Issuer) -> RenderedEmail:
    """Fill the template. A KeyError names a missing word, template or language."""
    source = TEMPLATES[template][language]
    words = messages.sentence.translate_terms({"shop": issuer.url, **words}, language)
    subject = _one_line(messages.fill(source.subject, words))
    blocks = list(_blocks(source.body, words))
    closing = CLOSING[language].format(shop_name=issuer.name)
    text = "\n\n".join([*(_plain(block) for block in blocks), f"-- \n{closing}"]) + "\n"
    html = _pages.get_template("email.html").render(
        language=language, subject=subject, blocks=blocks, shop=issuer, closing=closing
    )
    return RenderedEmail(subject, text, html)


def _blocks(body: str, words: dict[str, Any]) -> Iterator[Block]:
    # The template is split before it is filled, so that no word can start a paragraph.
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
    """Return the text without line breaks and control characters, which a header must not contain."""
    return " ".join("".join(" " if unicodedata.category(mark) == "Cc" else mark for mark in text).split())
