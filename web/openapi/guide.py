"""The developers' guide: text in two languages, with samples that the tests run as whole programs."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
# The programs, by the CSS class of their samples.
PROGRAMS = {"curl": ("cURL", "samples.sh"), "js": ("JavaScript", "samples.mjs"), "py": ("Python", "samples.py")}
MARK = re.compile(r"^(?:#|//) == ([a-z-]+)\n", re.MULTILINE)


class Guide(NamedTuple):
    """The guide in one language, and its chapters as anchors and titles."""

    html: Markup
    chapters: list[tuple[str, str]]


@cache
def guide(language: str) -> Guide:
    """Return the guide in one of `messages.LANGUAGES`."""
    markdown = MarkdownIt("commonmark").enable("table")
    markdown.add_render_rule("fence", _fence)
    tokens = markdown.parse((GUIDE / f"{language}.md").read_text())
    chapters = []
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            title, anchor = re.fullmatch(r"(.+) \{#([a-z-]+)\}", inline.content).groups()  # type: ignore[union-attr]
            token.attrSet("id", anchor)
            # The heading ends with its anchor, which is not shown.
            inline.children = [Token("text", "", 0, content=title)]
            chapters.append((anchor, title))
    # The source is trusted, and its HTML is escaped.
    return Guide(Markup(markdown.renderer.render(tokens, markdown.options, {})), chapters)  # noqa: S704


@cache
def samples(name: str) -> dict[str, str]:
    """Return the parts of a program by name, in their order."""
    _, *parts = MARK.split((GUIDE / PROGRAMS[name][1]).read_text())
    return dict(zip(parts[::2], parts[1::2], strict=True))


@cache
def answers() -> dict[str, list[Any]]:
    """Return the output of each part, line by line; … stands for values that vary."""
    found: dict[str, list[Any]] = orjson.loads((GUIDE / "answers.json").read_bytes())
    return found


def _fence(self: Any, tokens: list[Token], index: int, options: Any, env: Any) -> str:
    """Render a fence; one of the language `sample` names the part to show, in each program and with its output."""
    token = tokens[index]
    if token.info != "sample":
        return f"<pre><code>{escape(token.content)}</code></pre>\n"
    part = token.content.strip()
    shown = [
        f'<figure class="sample {name}"><figcaption>{title}</figcaption>'
        f"<pre><code>{escape(samples(name)[part].strip())}</code></pre></figure>\n"
        for name, (title, _) in PROGRAMS.items()
    ]
    if printed := answers().get(part):
        text = "\n".join(_text(line) for line in printed)
        shown.append(f'<pre class="printed"><samp>{escape(text)}</samp></pre>\n')
    return "".join(shown)


def _text(line: Any) -> str:
    return line if isinstance(line, str) else orjson.dumps(line, option=orjson.OPT_INDENT_2).decode()
