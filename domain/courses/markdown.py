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

# What the parser may do for one text, in steps of some 5 us. A dense chapter of 100 kB takes less than half of it.
MAX_STEPS = 60_000
# The steps of a place at which the parser tries its rules for blocks, more for one that may begin a link reference, and
# of one where it only asks whether a paragraph ends.
STEPS_OF_A_BLOCK, STEPS_OF_A_REFERENCE, STEPS_OF_A_LINE = 4, 7, 2
# The steps of a place in a line; all others are one.
STEPS_OF_MARKS = {"<": 5, "[": 3}
# What each cell of a table counts, also an empty one, and each row, beside the steps in its text.
STEPS_OF_A_CELL, STEPS_OF_A_ROW = 2, 2
# How many characters of link references one text may repeat.
MAX_REFERENCE_CHARACTERS = 500_000
# The characters at which the parser tries its rules in a line.
MARKS = "!#$%&*+-:<=>@[\\]^_`{}~"
# So many characters count as a step for what is done with each of them.
CHARACTERS_OF_A_STEP = 20


class TooComplex(ValueError):
    """The text would take too long to render."""


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
    if silent:
        return _step(state.env, STEPS_OF_A_LINE)
    if start + 1 < end:
        _count_cells(state, start, end)
    is_reference = state.src.startswith("[", state.bMarks[start] + state.tShift[start])
    return _step(state.env, STEPS_OF_A_REFERENCE if is_reference else STEPS_OF_A_BLOCK)


def _count_cells(state: StateBlock, start: int, end: int) -> None:
    """Count the cells of a table that begins here: its shortest rows are filled up to its columns."""
    delimiters = state.getLines(start + 1, start + 2, 0, False)
    if "|" not in delimiters or delimiters.strip("|:- \t"):
        return
    row = STEPS_OF_A_CELL * (delimiters.count("|") + 1) + STEPS_OF_A_ROW
    _step(state.env, row)
    for line in range(start + 2, end):
        if state.isEmpty(line):
            return
        _step(state.env, row)


def _inline_step(state: StateInline, silent: bool) -> bool:
    return _step(state.env, STEPS_OF_MARKS.get(state.src[state.pos], 1))


def _step(env: EnvType, steps: int) -> bool:
    """Count what the parser does at a place where it tries its rules. Never match."""
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

    The rendered HTML is sanitized once more. Raise TooComplex if the parser would take more than MAX_STEPS, about a
    quarter of a second, or repeat link references beyond MAX_REFERENCE_CHARACTERS.
    """
    return render_counted(markdown)[0]


def render_counted(markdown: str) -> tuple[str, int]:
    """Return the Markdown as HTML, and the steps that it took."""
    env: dict[str, Any] = {"steps": 0, "references": _References()}
    html = _sanitizer.clean(_markdown.render(markdown, env))
    return html, env["steps"] + len(markdown) // CHARACTERS_OF_A_STEP


def estimate_steps(markdown: str) -> int:
    """Return how many steps the Markdown may take, from its marks and lines alone."""
    steps = sum(map(markdown.count, MARKS)) + STEPS_OF_A_BLOCK * (markdown.count("\n") + 1)
    return min(MAX_STEPS, steps) + len(markdown) // CHARACTERS_OF_A_STEP


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
