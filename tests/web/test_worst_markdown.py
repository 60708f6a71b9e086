"""Texts made of one mark after the other take no longer than a few real chapters, whether accepted or refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from test_worst_inputs import growth_error, seconds

from domain.courses import markdown

LARGEST = 200_000
PARAGRAPH = (
    "Kopi Gayo tumbuh di **dataran tinggi** Aceh, dan petani [menjualnya](https://example.com/kopi) kepada _koperasi_ "
    "desa setiap musim panen.\n\n"
)
PARTS = (
    "# Bab\n\n", PARAGRAPH * 3, "- satu\n- dua `kode`\n- tiga\n\n", "| a | b |\n|---|---|\n| 1 | 2 |\n\n",
    "> kutipan\n\n```py\nx = 1\n```\n\n",
)  # fmt: skip
CHAPTER = ("".join(PARTS) * 200)[:100_000]
# Most of a second where a chapter takes a sixth.
MOST_CHAPTERS = 4.5
UNITS = [
    "a\n=\n", "# a\n", "#\n", "a\n\n", "<http://a.b> ", "<a@b.c> ", "***\n", "***", "*a* ", "_a_ ", "~~a~~", "**a ",
    "- [ ] a\n", "- a\n", "-\n", "1. a\n", "> a\n\n", "> a\n", "[a](http://a.b/c) ", "![a](http://a.b) ",
    "[a]: http://a\n", "[a]: b\n\n", "[a] ", "[", "]", "<", "&amp;", "&", "\\*", "`a`", "` ", "a\n", "a  \n",
    "```\n```\n", "    a\n\n", "|a|\n|-|\n|1|\n\n", "|a|b|\n|-|-|\n", "> - ", "<b>", "[a][b]", "*[a](b)*", "a_",
    "http://a.b ",
]  # fmt: skip


def render(text: str) -> None:
    with suppress(markdown.TooComplex):
        markdown.render(text)


@pytest.fixture(scope="module")
def chapter() -> float:
    """Return the CPU seconds of a chapter."""
    render(CHAPTER)
    return seconds(lambda: markdown.render(CHAPTER), 5)


@pytest.mark.parametrize("unit", UNITS)
def test_no_text_takes_longer_than_some_chapters(unit: str, chapter: float) -> None:
    text = unit * (LARGEST // len(unit))
    took = seconds(lambda: render(text))
    if took > MOST_CHAPTERS * chapter:
        # On a busy machine even CPU seconds vary.
        took = seconds(lambda: render(text), 4)
    assert took < MOST_CHAPTERS * chapter, f"{took / chapter:.1f} chapters"
    assert not growth_error(render, lambda n: unit * (n // len(unit)), LARGEST // 12)


def test_chapters_stay_far_below_the_limit() -> None:
    _, steps = markdown.render_counted(CHAPTER)
    assert steps < 0.6 * markdown.MAX_STEPS


def test_what_the_parser_takes_is_estimated() -> None:
    """Whole drafts are refused by it before they are rendered."""
    assert markdown.estimate_steps(CHAPTER) == pytest.approx(markdown.render_counted(CHAPTER)[1], rel=0.2)
    for unit in UNITS:
        assert markdown.estimate_steps(unit * (LARGEST // len(unit))) <= markdown.MAX_STEPS + LARGEST // 20
