"""Receipts as HTML: one page without scripts, which contains its style, so that it can be printed from memory."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from domain.receipts import Language, Width, layout
from domain.receipts.content import Receipt

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
STYLE = Markup((TEMPLATES / "receipt.css").read_text(encoding="utf-8"))  # noqa: S704 - a file of ours
# What a Content-Security-Policy names the style by.
STYLE_HASH = "sha256-" + b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

_pages = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


def render(receipt: Receipt, width: Width, language: Language) -> str:
    """Return the receipt as a page, as wide as the paper when it is printed."""
    return _pages.get_template("receipt.html").render(
        sections=layout.sections(receipt, language),
        title=layout.title(receipt, language),
        shop=receipt.shop.name,
        width=width,
        language=language,
        style=STYLE,
    )
