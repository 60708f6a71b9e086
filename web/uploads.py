"""Multipart bodies: a model describes the form, and the route reads it when it needs it."""

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

MAX_NAME_LENGTH = 255


class Form(BaseModel):
    """A multipart body. Text is converted, and an unknown field is an error that names it.

    `also` maps other names to fields. `images[]`, the notation of PHP, is `images` in every form.
    """

    also: ClassVar[dict[str, str]] = {}
    model_config = ConfigDict(extra="forbid")


F = TypeVar("F", bound=Form)
View = TypeVar("View", bound=Callable[..., Any])


def takes(form: type[Form], largest_body: int) -> Callable[[View], View]:
    """Declare the form of a route and the maximum size of its body. The route reads it with `read`."""

    def mark(view: View) -> View:
        view.form, view.largest_body = form, largest_body  # type: ignore[attr-defined]
        return view

    return mark


def read(form: type[F]) -> F:
    """Return the form of this request, or raise a 415 for another media type and a 413 for a body that is too large.

    Files of more than half a megabyte are on the disk until the request ends.
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
        # Browsers send an empty part for a file field that was left empty.
        parts.setdefault(name, []).extend(file for file in files if file.filename or file.stream.read(1))
    for file in request.files.values():
        file.stream.seek(0)
    given = {name: _value(form, name, values) for name, values in parts.items() if values}
    try:
        return form.model_validate(given)
    except ValidationError as error:
        raise validation_problem(error) from None


def file_name(file: FileStorage) -> str:
    """Return the name of a file without its path, in printable characters, or an empty text."""
    # Cut first: to normalize a run of combining marks takes quadratic time.
    name = unicodedata.normalize("NFC", PureWindowsPath(file.filename or "").name[:MAX_NAME_LENGTH])
    return "".join(mark for mark in name if mark.isprintable()).strip()[:MAX_NAME_LENGTH]


def _field(form: type[Form], name: str) -> str:
    plain = name.removesuffix("[]")
    plain = form.also.get(plain, plain)
    return plain if plain in form.model_fields else name


def _value(form: type[Form], name: str, values: list[Any]) -> Any:
    field = form.model_fields.get(name)
    if len(values) > 1 or (field is not None and get_origin(field.annotation) is list):
        return values
    return values[0]
