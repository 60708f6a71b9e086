"""Rendering of Markdown, of long texts in a process of its own (`domain.courses.rendering.process`).

The process has low priority, limits of CPU and memory, and can be killed, so that no text delays the requests of
others. It renders one text at a time and exits after a minute without any.
"""

from __future__ import annotations

import signal
import socket
import struct
import time

from domain.courses import markdown
from domain.helper_process import HelperDied, HelperProcess, receive

# A text up to this length that may take up to so many steps takes a few hundredths of a second at most.
SHORT = 5_000
STEPS_OF_A_SHORT_TEXT = 1_500
# Limits per text: CPU seconds, and total seconds on a busy machine.
CPU_SECONDS = 5
SECONDS = 30.0
# The steps of all new texts of a draft, some seconds.
MAX_STEPS_OF_A_DRAFT = 600_000
# A request is the size of the text. A response is whether it is rendered, its steps, and the size of the HTML.
REQUEST = struct.Struct("!I")
RESPONSE = struct.Struct("!?II")
MAX_RESPONSE = 16 * 1024**2
# How the process ends if a text takes more CPU time or memory than it may.
BY_TEXT = (-signal.SIGXCPU, -signal.SIGABRT)


class TooMuch(ValueError):
    """All texts together would take too long to render."""


class LongTexts(Exception):
    """The texts are so long that another thread should wait for them."""


class Unavailable(Exception):
    """The process could not be started, or has ended before the text was rendered."""


class Renderer:
    """Renders the texts of a request, each once, and in bounded time all together.

    Raises LongTexts for more than SHORT characters, or marks that take long, unless it `may_take_long`.
    """

    def __init__(self, may_take_long: bool = True) -> None:
        self.may_take_long = may_take_long
        # None for a text that is too complex.
        self._html: dict[str, str | None] = {}
        self._characters = self._steps = 0
        self._remaining = MAX_STEPS_OF_A_DRAFT

    def add(self, text: str, html: str) -> None:
        """Take the HTML of a text as it was rendered before."""
        self._html[text] = html

    def has(self, text: str) -> bool:
        return text in self._html

    def render(self, text: str) -> str:
        """Return the Markdown as HTML. Raise markdown.TooComplex, TooMuch, LongTexts or Unavailable."""
        if text not in self._html:
            if self._remaining <= 0:
                raise TooMuch
            self._html[text] = self._render(text)
        html = self._html[text]
        if html is None:
            raise markdown.TooComplex
        return html

    def _render(self, text: str) -> str | None:
        self._characters += len(text)
        if self._characters <= SHORT:
            self._steps += markdown.estimate_steps(text)
        is_short = self._characters <= SHORT and self._steps <= STEPS_OF_A_SHORT_TEXT
        if not is_short and not self.may_take_long:
            raise LongTexts
        try:
            html, steps = markdown.render_counted(text) if is_short else _render_in_process(text)
        except markdown.TooComplex:
            return None
        self._remaining -= steps
        return html


class Estimate:
    """The steps that the new texts of a draft may take, before any of them is rendered."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer, self._steps = renderer, 0
        self._texts: set[str] = set()

    def add(self, text: str) -> None:
        """Add a text that is to be rendered. Raise TooMuch beyond MAX_STEPS_OF_A_DRAFT."""
        if self._renderer.has(text) or text in self._texts:
            return
        self._texts.add(text)
        self._steps += markdown.estimate_steps(text)
        if self._steps > MAX_STEPS_OF_A_DRAFT:
            raise TooMuch


def _render_in_process(text: str) -> tuple[str, int]:
    """Return the Markdown as HTML, and the steps that it took."""
    try:
        rendered = _process.call(lambda connection: _request(connection, text.encode()))
    except HelperDied as died:
        if died.exit_code in BY_TEXT:
            raise markdown.TooComplex from None
        raise Unavailable from None
    except OSError:
        raise Unavailable from None
    if rendered is None:
        raise markdown.TooComplex
    return rendered


def _request(connection: socket.socket, text: bytes) -> tuple[str, int] | None:
    deadline = time.monotonic() + SECONDS
    connection.settimeout(SECONDS)
    connection.sendall(REQUEST.pack(len(text)) + text)
    rendered, steps, size = RESPONSE.unpack(receive(connection, RESPONSE.size, deadline))
    if size > MAX_RESPONSE:
        raise EOFError
    html = receive(connection, size, deadline).decode()
    return (html, steps) if rendered else None


_process = HelperProcess("domain.courses.rendering.process")
