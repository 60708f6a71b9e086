"""The template of an e-mail in one language."""

from __future__ import annotations

from typing import NamedTuple


class Template(NamedTuple):
    """A subject and a body, with {words} to fill in as in `messages.Sentence`; {shop} is the shop's URL.

    `mail.renderer` describes how paragraphs become text and HTML. A line break inside a paragraph is a space.
    """

    subject: str
    body: str
