"""Work that takes long: the app ends the run that finds it, and the gateway has threads for each kind of it.

In a run by these threads, and where no gateway runs the app, the work is done at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from flask import Response, after_this_request, request

from web.server.thread_pools import MAY_TAKE_LONG

# Of requests with files: a process decodes one large picture and reads one large workbook at a time.
PICTURES, WORKBOOKS = "pictures", "workbooks"
# Texts of courses: a process renders one at a time.
TEXTS = "texts"
# PDFs, whose callers take turns.
DOCUMENTS = "documents"


class LongWork(BaseException):
    """The app has found that the request takes long, as one of a kind.

    It is a BaseException, so that no handler catches it; transactions roll back and teardowns run.
    """

    def __init__(self, kind: str, seconds: float) -> None:
        super().__init__()
        self.kind, self.seconds = kind, seconds


def may_take_long() -> bool:
    """Return whether this run may do work that takes long; if not, `leave` has it run again."""
    return bool(request.environ.get(MAY_TAKE_LONG, True))


def leave(kind: str, seconds: float = 0.0) -> NoReturn:
    """End this run, which has changed nothing yet: the request waits for a thread of this kind of long work.

    The work is expected to take so many `seconds` of CPU, if its kind asks for that.
    """
    raise LongWork(kind, seconds)


def document(write: Callable[[], bytes], seconds: float) -> bytes:
    """Return a PDF that takes about so many `seconds` of CPU, for which the request waits for its turn.

    A HEAD does not wait, and learns no length.
    """
    if request.method == "HEAD":
        after_this_request(_without_length)
        return b""
    return write() if may_take_long() else leave(DOCUMENTS, seconds)


def _without_length(response: Response) -> Response:
    response.automatically_set_content_length = False
    del response.headers["Content-Length"]
    return response
