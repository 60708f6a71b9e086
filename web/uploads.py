"""Multipart bodies: what a form holds is told by a model, and read only when its route asks for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import PureWindowsPath
from typing import Annotated, Any, ClassVar, TypeVar, get_origin

from flask import current_app, request
from pydantic import BaseModel, ConfigDict, InstanceOf, ValidationError, WithJsonSchema
from werkzeug.datastructures import FileStorage

from errors import validation_problem
from problems import Problem

File = Annotated[InstanceOf[FileStorage], WithJsonSchema({"type": "string", "format": "binary"})]

LONGEST_NAME = 255


class Form(BaseModel):
    """A multipart body: the text of its fields is converted, an unknown field is refused by name.

    `also` has other names that fields go by; `images[]`, as PHP has forms write it, is `images` in any form.
    """

    also: ClassVar[dict[str, str]] = {}
    model_config = ConfigDict(extra="forbid")


F = TypeVar("F", bound=Form)
View = TypeVar("View", bound=Callable[..., Any])


def takes(form: type[Form], largest_body: int) -> Callable[[View], View]:
    """Declare the multipart body of a route and its most bytes; the route reads it with `read`."""

    def mark(view: View) -> View:
        view.form, view.largest_body = form, largest_body  # type: ignore[attr-defined]
        return view

    return mark


def read(form: type[F]) -> F:
    """The multipart body of this request: a 415 where it is none, a 413 where it has more bytes than its route takes.

    Files of more than half a megabyte lie on the disk until the request has ended.
    """
    if request.mimetype != "multipart/form-data":
        raise Problem("not_multipart")
    view: Any = current_app.view_functions[request.endpoint or ""]
    request.max_content_length = view.largest_body
    parts: dict[str, list[Any]] = {}
    for name, texts in request.form.lists():
        parts.setdefault(_field(form, name), []).extend(texts)
    for name, files in request.files.lists():
        name = _field(form, name)
        # What a browser sends for a field without a choice is no file.
        parts.setdefault(name, []).extend(file for file in files if file.filename or file.stream.read(1))
    for file in request.files.values():
        file.stream.seek(0)
    given = {name: _value(form, name, values) for name, values in parts.items() if values}
    try:
        return form.model_validate(given)
    except ValidationError as error:
        raise validation_problem(error) from None


def name_of(file: FileStorage) -> str:
    """The last step of the path that a client may have sent, in visible characters; empty where there is none."""
    # Cut before it is normalised, which takes the square of a run of combining marks.
    name = unicodedata.normalize("NFC", PureWindowsPath(file.filename or "").name[:LONGEST_NAME])
    return "".join(mark for mark in name if mark.isprintable()).strip()[:LONGEST_NAME]


def _field(form: type[Form], name: str) -> str:
    plain = name.removesuffix("[]")
    plain = form.also.get(plain, plain)
    return plain if plain in form.model_fields else name


def _value(form: type[Form], name: str, values: list[Any]) -> Any:
    field = form.model_fields.get(name)
    if len(values) > 1 or (field is not None and get_origin(field.annotation) is list):
        return values
    return values[0]
