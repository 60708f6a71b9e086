"""Markdown as safe HTML, and the validation of links. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from pydantic import HttpUrl, TypeAdapter, ValidationError

MAX_URL_LENGTH = 2048
SCHEMES = {"http", "https", "mailto"}
# The elements of CommonMark and tables: no scripts, no forms.
TAGS = {
    "a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre",
    "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip

# How often the parser may try its rules on one text. A text of 200,000 characters takes some 15,000 steps.
MAX_STEPS = 50_000
# What each cell of a table counts, also an empty one, beside the steps in its text.
STEPS_OF_A_CELL = 2
# How many characters of link references one text may repeat.
MAX_REFERENCE_CHARACTERS = 500_000
# The steps of all new texts of a draft, some seconds, and the characters that count as a step beside those.
MAX_STEPS_OF_A_DRAFT = 400_000
CHARACTERS_OF_A_STEP = 20


class TooComplex(ValueError):
    """The text would take too long to render."""


class TooMuch(ValueError):
    """All texts together would take too long to render."""


def _is_allowed_url(url: str) -> bool:
    try:
        return len(url) <= MAX_URL_LENGTH and urlsplit(url).scheme.lower() in SCHEMES
    except ValueError:
        return False


class _References(dict[str, dict[str, str]]):
    """The link references of a text, as `markdown_it` looks them up, with a limit.

    A URL of two kilobytes that every word refers to would make a page of a hundred megabytes.
    """

    def __init__(self) -> None:
        super().__init__()
        self._remaining = MAX_REFERENCE_CHARACTERS

    def get(self, label: str, default: Any = None) -> Any:
        found = super().get(label, default)
        if found:
            self._remaining -= len(found["href"]) + len(found["title"])
            if self._remaining < 0:
                raise TooComplex
        return found


_markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _block_step(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not silent and start + 2 < end:
        _count_cells(state, start, end)
    return _step(state.env)


def _count_cells(state: StateBlock, start: int, end: int) -> None:
    """Count the cells of a table that begins here: its shortest rows are filled up to its columns."""
    delimiters = state.getLines(start + 1, start + 2, 0, False)
    if "|" not in delimiters or delimiters.strip("|:- \t"):
        return
    columns = delimiters.count("|") + 1
    for line in range(start + 2, end):
        if state.isEmpty(line):
            return
        _step(state.env, STEPS_OF_A_CELL * columns)


def _inline_step(state: StateInline, silent: bool) -> bool:
    return _step(state.env)


def _step(env: EnvType, steps: int = 1) -> bool:
    """Count each place at which the parser tries its rules. Never match."""
    env["steps"] += steps
    if env["steps"] > MAX_STEPS:
        raise TooComplex
    return False


_markdown.block.ruler.before("table", "steps", _block_step, {"alt": ["paragraph", "blockquote", "list"]})
_markdown.inline.ruler.before("text", "steps", _inline_step)
_markdown.validateLink = _is_allowed_url  # type: ignore[method-assign]


def _cell(self: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType) -> str:
    """Render a cell with `align`, as GitHub does, because a page's policy may forbid the `style` of markdown_it."""
    style = tokens[place].attrs.pop("style", None)
    if isinstance(style, str):
        tokens[place].attrSet("align", style.removeprefix("text-align:"))
    return self.renderToken(tokens, place, options, env)


_markdown.add_render_rule("th_open", _cell)
_markdown.add_render_rule("td_open", _cell)

_ALIGNMENT = {"align": {"left", "center", "right"}}
_sanitizer = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}, "code": {"class"}},
    tag_attribute_values={"th": _ALIGNMENT, "td": _ALIGNMENT},
    set_tag_attribute_values={"img": {"referrerpolicy": "no-referrer"}},
    url_schemes=SCHEMES,
    url_relative="deny",
    link_rel="noopener nofollow",
)
_stripper = nh3.Cleaner(tags=set())
_http_url = TypeAdapter(HttpUrl)


def render(markdown: str) -> str:
    """Return the Markdown (CommonMark, tables, ~~strikethrough~~) as HTML. HTML in it stays text.

    The rendered HTML is sanitized once more. Raise TooComplex if the parser would try its rules more than MAX_STEPS
    times, about half a second, or repeat link references beyond MAX_REFERENCE_CHARACTERS.
    """
    return _render(markdown)[0]


def _render(markdown: str) -> tuple[str, int]:
    """Return the Markdown as HTML, and the steps that it took."""
    env: dict[str, Any] = {"steps": 0, "references": _References()}
    return _sanitizer.clean(_markdown.render(markdown, env)), env["steps"]


class Renderer:
    """Renders the texts of a draft, each once, and in bounded time all together."""

    def __init__(self) -> None:
        self._html: dict[str, str] = {}
        self._remaining = MAX_STEPS_OF_A_DRAFT

    def add(self, markdown: str, html: str) -> None:
        """Take the HTML of a text as it was rendered before."""
        self._html[markdown] = html

    def has(self, markdown: str) -> bool:
        return markdown in self._html

    def render(self, markdown: str) -> str:
        """Return the Markdown as HTML. Raise TooComplex as `render`, or TooMuch for all texts together."""
        if markdown not in self._html:
            if self._remaining <= 0:
                raise TooMuch
            self._html[markdown], steps = _render(markdown)
            self._remaining -= steps + len(markdown) // CHARACTERS_OF_A_STEP
        return self._html[markdown]


def has_visible_content(html: str) -> bool:
    """Return True if the rendered HTML shows a word or an image."""
    return '<img src="' in html or re.search(r"\w", unescape(_stripper.clean(html))) is not None


def normalize_url(text: str) -> str | None:
    """Return the http or https URL in its normal form, or None if it is not one or has a password."""
    try:
        url = _http_url.validate_python(text.strip())
    except ValidationError:
        return None
    plain = str(url)
    return None if url.username or url.password or len(plain) > MAX_URL_LENGTH else plain
